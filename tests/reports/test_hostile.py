"""Hostile inputs: each is refused or read in bounded time and memory, and the others go on."""

from __future__ import annotations

import gzip
import os
import struct
import time

import pytest

from secondsource.reports import read_reports
from secondsource.reports.markup import visible_text
from tests.reports.inputs import PAGE, PARAGRAPH, RSS, SAVED, bomb, warc_record, zipped

MEGA = 1_000_000
LIMIT = 20 * MEGA


def read(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    return read_reports([path])


def gzipped_times(depth: int, data: bytes) -> bytes:
    for _ in range(depth):
        data = gzip.compress(data)
    return data


@pytest.mark.parametrize(
    ("name", "data", "part_of_reason"),
    [
        ("a.txt", b"a" * (LIMIT + 1), "more than 20,000,000 bytes"),
        ("a.jsonl", b'{"text": "' + b"a" * LIMIT, "longer than 20,000,000"),
        ("a.txt.gz", bomb(30 * MEGA), "more than 100:1"),
        ("a.zip", zipped({"b.txt": bytes(30 * MEGA)}), "more than 100:1"),
        ("a.jsonl.gz", bomb(30 * MEGA), "more than 100:1"),
        ("a.txt", gzipped_times(7, b"text"), "more than 4 archives"),
    ],
)
def test_what_is_too_long_too_packed_or_too_deep_is_refused(tmp_path, name, data, part_of_reason):
    reports, refused = read(tmp_path, name, data)
    assert not reports
    assert part_of_reason in refused[0].reason


def test_a_page_packed_in_a_page_of_a_warc_is_refused_and_the_next_page_is_read(tmp_path):
    packed = "Content-Type: text/html\r\nContent-Encoding: gzip"
    archive = warc_record(bomb(60 * MEGA), headers=packed) + warc_record(PAGE.encode())
    for name, data in (("w.warc", archive), ("w.warc.gz", gzip.compress(archive))):
        reports, refused = read(tmp_path, name, data)
        assert [r.title for r in reports] == ["Ferry runs aground off Tarn Point"]
        assert "expands to more than" in refused[0].reason


def test_files_of_a_zip_that_share_their_bytes_are_refused(tmp_path):
    data = bytearray(zipped({"a.txt": SAVED.encode(), "b.txt": SAVED.encode()}))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<I", 0)  # the second file lies on the first
    reports, refused = read(tmp_path, "a.zip", bytes(data))
    assert not reports
    assert "over each other" in refused[0].reason


def test_text_nested_too_deep_for_a_tree_is_found_all_the_same(tmp_path):
    for depth in (300, 5_000, 100_000):
        inner = f"<p>{PARAGRAPH}</p><p>{PARAGRAPH}</p>"
        page = f"<html><body>{'<div>' * depth}{inner}{'</div>' * depth}</body></html>"
        (report,), refused = read(tmp_path, "a.html", page.encode())
        assert not refused
        assert PARAGRAPH in report.text
        assert "all that the page shows" in report.warnings[0]


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "'
        + b"x" * 1000
        + b'">'
        + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
        + b"]><rss><channel><item><title>t</title><description>&j;</description></item>"
        b"</channel></rss>",
        b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>'
        b"<title>t</title><item><description>&x;</description></item></channel></rss>",
    ],
    ids=["billion laughs", "outside entity"],
)
def test_entities_of_a_feed_are_not_expanded(tmp_path, data):
    reports, _ = read(tmp_path, "f.rss", data)
    assert all(len(r.text) < 5_000 and "root:" not in r.text for r in reports)


def test_a_feed_that_is_only_a_path_opens_no_file(tmp_path):
    secret = tmp_path / "secret.xml"
    secret.write_text(RSS)
    reports, refused = read(tmp_path, "f.rss", str(secret).encode())
    assert not reports
    assert "no readable feed" in refused[0].reason


@pytest.mark.parametrize("broken", [b"&#xD800;", b"&#x110000;", b"\x80", b"\xff", b"<![", b"&#99;"])
def test_broken_letters_of_a_feed_are_mended(tmp_path, broken):
    data = RSS.encode().replace(b"Short.", broken).replace(b"&amp;", broken)
    reports, refused = read(tmp_path, "f.rss", data)
    assert len(reports) + len(refused) >= 1
    assert not any("reader failed" in r.reason for r in refused)


@pytest.mark.parametrize(
    "heavy",
    ["<br>" * 50_000, "<p " + " ".join(f'a{n}="x"' for n in range(50_000)) + ">", "<b>" * 50_000],
    ids=["tags", "attributes", "depth"],
)
def test_a_page_too_heavy_for_a_tree_is_read_in_little_time(tmp_path, heavy):
    started = time.process_time()
    (report,), _ = read(tmp_path, "a.html", f"<body><p>{PARAGRAPH}</p>{heavy}".encode())
    assert time.process_time() - started < 2
    assert PARAGRAPH in report.text
    assert report.warnings


def test_letters_that_grow_when_made_small_shift_nothing(tmp_path):
    page = f"<body>{'İ' * 500}<SCRIPT>x</SCRIPT><p>{PARAGRAPH}</p>"
    assert visible_text(page) == "İ" * 500 + f"\n\n{PARAGRAPH}"


def test_a_parser_that_breaks_leaves_the_page_to_the_scanner(tmp_path, monkeypatch):
    def breaks(*args, **options):
        raise AssertionError

    monkeypatch.setattr("trafilatura.bare_extraction", breaks)
    (report,), _ = read(tmp_path, "a.html", PAGE.encode())
    assert PARAGRAPH in report.text
    assert "all that the page shows" in report.warnings[0]


def test_a_pipe_or_a_broken_link_in_a_folder_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "a.txt").write_text(SAVED)
    reports, refused = read_reports([tmp_path])
    assert [r.id for r in reports] == ["a"]
    assert len(refused) == 2


@pytest.mark.parametrize(
    "unit",
    [
        "<",
        "<!--",
        "<a href='",
        '<a b="',
        "<script>",
        "<nav>",
        "</",
        "&",
        "<p>",
        "<svg><nav>",
        "<![",
    ],
)
def test_the_scanner_of_markup_is_linear(unit):
    started = time.process_time()
    visible_text(unit * (2 * MEGA // len(unit)))
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    "name", ["a.html", "a.eml", "a.rss", "a.warc", "a.zip", "a.json", "a.parquet"]
)
@pytest.mark.parametrize(
    "data", [b"", b"\x00", b"<", b"\xff\xfe", b"\xed\xa0\x80" * 9, b"{}", b"a: b\n"]
)
def test_tiny_and_broken_files_give_a_report_or_a_reason(tmp_path, name, data):
    reports, refused = read(tmp_path, name, data)
    assert len(reports) + len(refused) >= 1
    for report in reports:
        report.text.encode()
