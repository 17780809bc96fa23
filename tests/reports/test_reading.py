"""Every format gives reports; everything that gives none is refused with a reason."""

from __future__ import annotations

import gzip
import io
import json
import random
from pathlib import Path

import pytest

from secondsource.reports import read_reports, report_row
from secondsource.text import mark_reports
from tests.reports.inputs import (
    ATOM,
    MAIL,
    PAGE,
    PARAGRAPH,
    RSS,
    SAVED,
    SECOND,
    warc_record,
    zipped,
)

ROW = {"id": "r1", "text": PARAGRAPH, "title": "Ferry aground", "published": "2019-03-04T07:30Z"}


def read(tmp_path: Path, name: str, data: bytes | str):
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_reports([path])


@pytest.mark.parametrize(
    ("name", "data", "ids"),
    [
        ("a.txt", SAVED, ["a"]),
        ("a", SAVED, ["a"]),  # no suffix: looked at
        ("a.html", PAGE, ["a"]),
        ("saved", PAGE, ["saved"]),
        ("pile.jsonl", json.dumps(ROW) + "\n\n" + json.dumps({"text": SECOND}), ["pile-3", "r1"]),
        ("pile.json", json.dumps([ROW, {"text": SECOND}]), ["pile-2", "r1"]),
        ("pile.json", json.dumps(ROW, indent=1), ["r1"]),
        ("pile.json", json.dumps(ROW) + "\n" + json.dumps({"text": SECOND}), ["pile-2", "r1"]),
        ("feed.rss", RSS, ["feed-1"]),
        ("feed.xml", ATOM, ["feed-1"]),
        ("m.eml", MAIL, ["m"]),
        ("w.warc", warc_record(PAGE.encode()), ["w-1"]),
        ("w.warc.gz", gzip.compress(warc_record(PAGE.encode())), ["w-1"]),
        ("a.txt.gz", gzip.compress(SAVED.encode()), ["a"]),
        ("pile.jsonl.gz", gzip.compress(json.dumps(ROW).encode()), ["r1"]),
        ("z.zip", zipped({"x/a.txt": SAVED.encode(), "b.html": PAGE.encode()}), ["a", "b"]),
        ("z.zip", zipped({"in.zip": zipped({"c.txt": SAVED.encode()})}), ["c"]),
    ],
)
def test_every_format_gives_its_reports(tmp_path, name, data, ids):
    reports, refused = read(tmp_path, name, data)
    assert [r.id for r in reports] == ids
    assert all("Marigold" in r.text or "Brandt" in r.text for r in reports)
    assert all(len(r.sha256) == 64 for r in reports)
    assert len(refused) == (1 if name == "feed.rss" else 0)  # an entry that is only a title


def test_a_page_states_title_authors_outlet_time_address_links_and_what_it_is_based_on(tmp_path):
    (page,), _ = read(tmp_path, "a.html", PAGE)
    assert page.title == "Ferry runs aground off Tarn Point"
    assert page.byline == "Ann Lee, Bo Ray"
    assert page.outlet == "Lowmere Courier"
    assert page.published.isoformat() == "2019-03-04T07:30:00+01:00"
    assert page.url == "https://courier.example/2019/03/04/ferry.html"
    assert page.links == ("https://wire.example/marigold", "https://courier.example/2018/ferry")
    assert page.note == "is based on https://wire.example/marigold"
    assert [(d.place, d.value) for d in page.dates] == [
        ("published", "2019-03-04"),
        ("url", "2019-03-04"),
    ]
    assert PARAGRAPH in page.text
    assert "Sport" not in page.text
    assert not page.warnings


def test_a_feed_entry_and_a_mail_say_who_published_and_when(tmp_path):
    (entry,), refused = read(tmp_path, "feed.rss", RSS)
    assert (entry.title, entry.outlet, entry.url) == (
        "Ferry & rocks",
        "Lowmere Courier",
        "https://courier.example/a",
    )
    assert entry.published.isoformat() == "2019-03-04T07:30:00+01:00"
    assert entry.text == f"{PARAGRAPH}\n\n{SECOND}"
    assert refused[0].place.endswith("entry 2")
    (mail,), _ = read(tmp_path, "m.eml", MAIL)
    assert (mail.title, mail.outlet, mail.byline) == ("Fähre aground", "Tarn Wire", None)
    assert mail.text.strip() == PARAGRAPH  # the plain part goes before the HTML


def test_ninjs_of_an_agency_is_read_under_our_keys(tmp_path):
    item = {
        "uri": "tarn:1",
        "headline": "Ferry aground",
        "body_xhtml": f"<p>{PARAGRAPH}</p>",
        "byline": "Bo Ray",
        "versioncreated": "2019-03-04T06:00:00Z",
        "ednote": "Adds quote from Lowmere Courier",
        "infosources": [{"name": "Harbour office"}],
    }
    (report,), _ = read(tmp_path, "n.json", json.dumps(item))
    assert (report.id, report.title, report.text) == ("tarn:1", "Ferry aground", PARAGRAPH)
    assert report.note == "Adds quote from Lowmere Courier; Harbour office"


def test_parquet_rows_are_reports(tmp_path):
    pa = pytest.importorskip("pyarrow", reason="Parquet needs the extra 'parquet'")
    import pyarrow.parquet as pq

    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"text": [PARAGRAPH, None], "title": ["A", "B"]}), path)
    reports, refused = read_reports([path])
    assert [(r.id, r.title) for r in reports] == [("t-1", "A")]
    assert [r.place for r in refused] == [f"{path}, row 2"]


def test_without_pyarrow_the_extra_is_named(tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    _, refused = read(tmp_path, "t.parquet", b"PAR1 and more")
    assert "secondsource[parquet]" in refused[0].reason


def test_standard_input_is_looked_at_like_a_file(monkeypatch):
    class Stdin:
        buffer = io.BufferedReader(io.BytesIO(json.dumps(ROW).encode()))

    monkeypatch.setattr("sys.stdin", Stdin)
    reports, refused = read_reports(["-"])
    assert [r.id for r in reports] == ["r1"]
    assert not refused


def test_a_folder_is_read_in_full_and_hidden_files_are_left_out(tmp_path):
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "b.txt").write_text(SAVED)
    (tmp_path / ".hidden.txt").write_text(SAVED)
    (tmp_path / "a.txt").write_text(SAVED + "More.")
    assert [r.id for r in read_reports([tmp_path])[0]] == ["a", "b"]
    # named twice, read once
    assert [r.id for r in read_reports([tmp_path, tmp_path / "a.txt"])[0]] == ["a", "b"]


def test_the_order_of_the_files_and_their_folders_change_no_id(tmp_path):
    texts = {"one": SAVED, "two": SAVED + "x", "three": SAVED + "y"}
    for folder, text in texts.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.txt").write_text(text)
    paths = [tmp_path / folder for folder in texts]
    first = read_reports(paths)
    for seed in range(3):
        random.Random(seed).shuffle(paths)
        assert read_reports(paths) == first
    assert [r.id for r in first[0]] == ["same", "same-2", "same-3"]
    by_hash = sorted(first[0], key=lambda r: r.sha256)
    assert [r.id for r in by_hash] == ["same", "same-2", "same-3"]
    swapped = tmp_path / "swapped"
    swapped.mkdir()
    (swapped / "same.txt").write_text(texts["one"])
    (tmp_path / "one" / "same.txt").write_text(texts["two"])
    (tmp_path / "two" / "same.txt").write_text(texts["one"])
    assert [(r.id, r.text) for r in read_reports(paths)[0]] == [(r.id, r.text) for r in first[0]]


def test_a_given_id_that_stands_twice_is_warned_of(tmp_path):
    rows = [
        {"id": "a", "text": PARAGRAPH},
        {"id": "a", "text": SECOND},
        {"id": "a-2", "text": "No."},
    ]
    reports, _ = read(tmp_path, "p.jsonl", "\n".join(map(json.dumps, rows)))
    assert [r.id for r in reports] == ["a", "a-2", "a-3"]
    assert ["given more than once" in " ".join(r.warnings) for r in reports] == [False, False, True]


@pytest.mark.parametrize(
    ("name", "data", "part_of_reason"),
    [
        ("p.jsonl", '{"id": "a"}', "'text' is missing"),
        ("p.jsonl", '{"text": 5}', "'text' is missing"),
        ("p.jsonl", "[1]", "found list"),
        ("p.jsonl", "{nonsense", "is no JSON"),
        ("p.jsonl", "", "holds no report"),
        ("p.jsonl", '{"a":' * 100_000, "is no JSON"),
        ("a.txt", "  \n", "is empty"),
        ("a.txt", b"%PDF-1.7 \x00\x01", "a PDF"),
        ("a.bin", bytes(range(256)) * 40, "binary data"),
        ("a.css", "p { color: red }", "no reports"),
        ("a.xml", "<note>hello</note>", "XML that is no feed"),
        ("a.html", "<html><body><script>1</script></body></html>", "shows no text"),
        ("f.rss", "<rss><channel></channel></rss>", "no readable feed"),
        ("a.gz", b"\x1f\x8b\x08\x00 broken", "damaged"),
        ("a.zip", b"PK\x03\x04 broken", "damaged zip"),
        ("a.docx", zipped({"[Content_Types].xml": b"<x/>"}), "Office document"),
        ("w.warc", warc_record(b"x", headers="Content-Type: image/png"), "1 image/png"),
    ],
)
def test_what_gives_no_report_is_refused_with_a_reason(tmp_path, name, data, part_of_reason):
    reports, refused = read(tmp_path, name, data)
    assert not reports
    assert len(refused) == 1
    assert part_of_reason in refused[0].reason
    assert name in refused[0].place


def test_a_missing_path_is_refused(tmp_path):
    _, refused = read_reports([tmp_path / "none.txt"])
    assert "is not there" in refused[0].reason


def test_one_bad_line_is_refused_and_the_rest_goes_on(tmp_path):
    lines = [json.dumps(ROW), "{", json.dumps({"text": SECOND})]
    reports, refused = read(tmp_path, "p.jsonl", "\n".join(lines))
    assert [r.id for r in reports] == ["p-3", "r1"]
    assert [r.place for r in refused] == [f"{tmp_path / 'p.jsonl'}, line 2"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfcaf\xc3\xa9", "café"),
        ("café".encode("utf-16"), "café"),
        ("caffè latte".encode("utf-16-le"), "caffè latte"),
        (b"caf\xe9 \x93quoted\x94", "café “quoted”"),
        ("no\u00a0break\r\nline".encode(), "no\u00a0break\r\nline"),  # the text is not touched
        (b"nul \x00 byte", "nul \ufffd byte"),
    ],
)
def test_bytes_become_the_text_that_was_meant(tmp_path, data, text):
    (report,), _ = read(tmp_path, "a.txt", data)
    assert report.text == text


def test_half_a_surrogate_pair_in_json_becomes_one_mark(tmp_path):
    (report,), _ = read(tmp_path, "a.jsonl", r'{"text": "a \ud800 b \u0000 c \ud83d\ude00"}')
    assert report.text == "a \ufffd b \ufffd c 😀"
    assert "2 characters" in report.warnings[0]
    report.text.encode()


@pytest.mark.parametrize("declared", ["windows-1251", "punycode", "zip", "unicode_escape"])
def test_a_page_may_declare_only_a_charset_of_the_web(tmp_path, declared):
    words = "Паром сел на мель" if declared == "windows-1251" else "Ferry \\u0041"
    page = f'<html><head><meta charset="{declared}"></head><body><p>{words}</p></body></html>'
    data = page.encode("cp1251") if declared == "windows-1251" else page.encode()
    (report,), _ = read(tmp_path, "a.html", data)
    assert words in report.text


@pytest.mark.parametrize(
    ("value", "moment", "day"),
    [
        ("2019-03-04T07:30:00+01:00", "2019-03-04T07:30:00+01:00", "2019-03-04"),
        ("2019-03-04T07:30:00", "2019-03-04T07:30:00+00:00", "2019-03-04"),  # warned of
        ("2019-03-04", None, "2019-03-04"),  # midnight would be earlier than its neighbours
        ("Mon, 04 Mar 2019 07:30:00 +0100", "2019-03-04T07:30:00+01:00", "2019-03-04"),
        ("soon", None, None),
    ],
)
def test_a_time_of_publication_has_an_offset_or_is_unknown(tmp_path, value, moment, day):
    (report,), _ = read(tmp_path, "a.jsonl", json.dumps({"text": PARAGRAPH, "published": value}))
    assert (report.published.isoformat() if report.published else None) == moment
    assert next((d.value for d in report.dates), None) == day
    assert bool(report.warnings) == (value in ("soon", "2019-03-04T07:30:00"))


def test_rows_written_are_rows_read(tmp_path):
    (tmp_path / "a.txt").write_text(SAVED)
    (tmp_path / "b.html").write_text(PAGE)
    reports, _ = read_reports([tmp_path / "a.txt", tmp_path / "b.html"])
    lines = "\n".join(json.dumps(report_row(m)) for m in mark_reports(reports))
    again, refused = read(tmp_path, "rows.jsonl", lines)
    assert not refused
    for first, second in zip(reports, again):
        for name in (
            "id",
            "text",
            "title",
            "outlet",
            "byline",
            "published",
            "url",
            "links",
            "note",
        ):
            assert getattr(first, name) == getattr(second, name), name
