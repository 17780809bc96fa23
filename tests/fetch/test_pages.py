"""What was fetched is read by the kind that the server states; other kinds are refused."""

import pytest

from secondsource.fetch import Fetched, read_address, read_fetched

from .site import answer

WORDS = "The crane fell on the north quay of Brandmoor on Friday, the port said in a statement."
HTML = f"<!doctype html><html><title>Crane falls</title><body><p>{WORDS}</p></body></html>"
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Quay Post</title>
<item><title>Crane falls</title><link>https://quay.example/1</link>
<description>{WORDS}</description></item></channel></rss>"""
URL = "https://quay.example/news/crane-falls.html?x=1"


def read(data, kind, charset=None):
    """The reports and the reasons of a page of this kind."""
    body = data.encode(charset or "utf-8") if isinstance(data, str) else data
    reports, originals, refused = read_fetched(Fetched(URL, body, kind, charset))
    assert set(originals) == {report.sha256 for report in reports}
    return reports, [(r.place, r.reason) for r in refused]


@pytest.mark.parametrize("kind", ["text/html", "application/xhtml+xml", ""])
def test_a_page_is_one_report_with_its_address(kind):
    (report,), refused = read(HTML, kind)
    assert (report.id, report.url, report.title) == ("crane-falls", URL, "Crane falls")
    assert WORDS in report.text
    assert refused == []


def test_a_plain_text_is_a_report():
    (report,), _ = read(WORDS, "text/plain")
    assert (report.id, report.url, report.text) == ("crane-falls", URL, WORDS)


def test_the_charset_is_what_the_server_says():
    (report,), _ = read(HTML.replace("north", "nördlichen"), "text/html", "iso-8859-1")
    assert "nördlichen" in report.text


@pytest.mark.parametrize("kind", ["application/rss+xml", "text/xml", "application/xml"])
def test_a_feed_is_a_report_an_entry(kind):
    (report,), _ = read(FEED, kind)
    assert (report.url, report.outlet) == ("https://quay.example/1", "Quay Post")


@pytest.mark.parametrize(
    ("data", "kind", "expected"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "image/png", "is image/png, which is no page of text"),
        (HTML.encode(), "image/png", "is image/png"),
        (b"PK\x03\x04", "application/zip", "is application/zip"),
        (b"%PDF-1.7", "application/pdf", "is application/pdf"),
        (b"\x00\x01\x02" * 99, "", "does not say what it is"),
        (b"\x00\x01\x02" * 99, "text/html", ""),
        (b"", "text/html", "shows no text"),
        (b"<html><body></body></html>", "text/html", "shows no text"),
        (b"<rss><channel>", "application/rss+xml", "no readable feed"),
        (b"not xml at all", "text/xml", "no readable feed"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "text/xml", "no readable feed"),
    ],
)
def test_what_is_no_page_is_refused_with_the_reason(data, kind, expected):
    reports, ((place, told),) = read(data, kind)
    assert reports == ()
    assert place == URL
    assert expected in told


def test_an_address_is_read_or_its_reason_told(site, make):
    site.pages["/a"] = answer(HTML.encode())
    (report,), originals, refused = read_address(site.url("/a"), fetcher=make())
    assert (report.url, refused) == (site.url("/a"), ())
    assert originals[report.sha256] == HTML.encode()
    _, _, (gone,) = read_address(site.url("/b"), fetcher=make())
    assert (gone.place, gone.reason) == (site.url("/b"), "is not there (status 404)")
    _, _, (inside,) = read_address("http://127.0.0.1:1234/")
    assert "no address of the public Internet" in inside.reason


def test_every_setting_is_listed_in_the_docs_with_its_default():
    from dataclasses import fields
    from pathlib import Path

    from secondsource.fetch import FetchSettings, WatchSettings

    page = (Path(__file__).parents[2] / "docs" / "case-file.md").read_text(encoding="utf-8")
    rows = {
        tuple(line.split("|")[at].replace("`", "").strip() for at in (1, 2))
        for line in page.splitlines()
        if line.startswith("| `")
    }
    stated = {
        (name.strip(), value.strip().replace("_", ""))
        for names, values in rows
        for name, value in zip(names.split(","), values.split(","))
    }
    for kind in (FetchSettings, WatchSettings):
        for one in fields(kind):
            assert (one.name, str(one.default)) in stated
