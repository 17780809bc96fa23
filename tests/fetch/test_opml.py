"""A list of feeds may come from anybody: it names feeds, and can do nothing else."""

import pytest

from secondsource.errors import ReportError
from secondsource.fetch import WatchSettings
from secondsource.fetch.opml import read_opml

LIST = """<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0"><head><title>Quays</title></head><body>
<outline text="News"><outline type="rss" text="Post" xmlUrl="https://quay.example/feed"/>
<outline type="rss" text="Moor" xmlurl=" https://moor.example/rss?a=1&amp;b=2 "/></outline>
<outline text="Post again" xmlUrl="https://quay.example/feed"/><outline text="a folder"/>
<outline text="odd" xmlUrl="file:///etc/passwd"/><outline xmlUrl=""/></body></opml>"""
LAUGHS = (
    '<!DOCTYPE o [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi"))
    + ']><opml><outline xmlUrl="https://&i;"/></opml>'
)


def test_the_feeds_of_a_list_are_read_once_each(tmp_path):
    path = tmp_path / "feeds.opml"
    path.write_text(LIST, encoding="utf-8")
    feeds, (refused,) = read_opml(path)
    assert feeds == ("https://moor.example/rss?a=1&b=2", "https://quay.example/feed")
    assert refused.place == "file:///etc/passwd"
    assert "expected http or https" in refused.reason


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (LAUGHS.encode(), "declares a document type"),
        (
            b'<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            b'<opml><outline xmlUrl="&x;"/></opml>',
            "declares a document type",
        ),
        (b'<!DOCTYPE o SYSTEM "http://127.0.0.1/x.dtd"><opml/>', "declares a document type"),
        (b"<opml><outline", "no readable list"),
        (b"", "no readable list"),
        (b"\x00\x01\x02", "no readable list"),
        (b"<opml><body/></opml>", "names no feed"),
        (b"<o>" * 60_000, "no readable list"),
        (b'<opml><outline xmlUrl="&undefined;"/></opml>', "no readable list"),
        (b'<?xml version="1.0" encoding="no-such"?><opml/>', "no readable list"),
        (b"x" * 300_001, "more than 300,000 bytes"),
        (
            b"<opml>"
            + b"".join(b'<outline xmlUrl="http://a%d.example/"/>' % n for n in range(9))
            + b"</opml>",
            "names 9 feeds; at most 8",
        ),
    ],
)
def test_a_list_that_is_none_says_so(tmp_path, data, expected):
    path = tmp_path / "feeds.opml"
    path.write_bytes(data)
    with pytest.raises(ReportError, match=expected):
        read_opml(path, settings=WatchSettings(opml_bytes=300_000, most_feeds=8))


def test_a_list_that_is_not_there_says_so(tmp_path):
    with pytest.raises(ReportError, match="cannot be read"):
        read_opml(tmp_path / "none.opml")


def test_a_deep_list_is_read_without_recursion(tmp_path):
    path = tmp_path / "feeds.opml"
    inner = b'<outline xmlUrl="https://quay.example/feed"/>'
    path.write_bytes(b"<outline>" * 20_000 + inner + b"</outline>" * 20_000)
    assert read_opml(path)[0] == ("https://quay.example/feed",)
