"""Invented inputs of every format. No outlet, person or event here is real."""

from __future__ import annotations

import gzip
import io
import zipfile

PARAGRAPH = (
    "The ferry Marigold ran aground off Tarn Point shortly after midnight on Sunday with 212 "
    "people on board, the harbour office of Lowmere said in a short statement."
)
SECOND = (
    'Captain Odile Brandt was not on the bridge, said the harbour master, Piet Varga. "We have '
    'asked for the log book," he told the Lowmere Courier on the quay on Sunday morning.'
)
SAVED = (
    "• March 4, 2019\n\nFerry Runs Aground off Tarn Point\n\nBy Ann Lee\n\n"
    f"3 min read\n\n{PARAGRAPH}\n\n{SECOND}\n\n© 2019 Lowmere Courier. All rights reserved.\n"
)
PAGE = f"""<!doctype html><html><head><meta charset="utf-8"><title>Ferry | Lowmere Courier</title>
<link rel="canonical" href="https://courier.example/2019/03/04/ferry.html">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [{{"@type":
"NewsArticle", "headline": "Ferry runs aground off Tarn Point", "author": [{{"name": "Ann Lee"}},
{{"name": "Bo Ray"}}], "datePublished": "2019-03-04T07:30:00+01:00", "publisher": {{"name":
"Lowmere Courier"}}, "isBasedOn": "https://wire.example/marigold"}}]}}</script></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article>
<h1>Ferry runs aground off Tarn Point</h1><p>{PARAGRAPH} It was the second ferry this year.</p>
<p>{SECOND} <a href="/2018/ferry">An earlier report</a> told of rust.</p></article>
<footer>© 2019 Lowmere Courier</footer></body></html>"""
RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Lowmere Courier</title>
<item><title>Ferry &amp; rocks</title><link>https://courier.example/a</link>
<author>desk@courier.example (Ann Lee)</author><pubDate>Mon, 04 Mar 2019 07:30:00 +0100</pubDate>
<description>Short.</description><content:encoded><![CDATA[<p>{PARAGRAPH}</p><p>{SECOND}</p>]]>
</content:encoded></item><item><title>Only a title</title></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Tarn Wire</title><entry><id>u:1</id>
<title>Ferry aground</title><author><name>Bo Ray</name></author><updated>2019-03-04T06:00:00Z
</updated><link href="https://tarn.example/1"/><content type="html">&lt;p&gt;{PARAGRAPH}&lt;/p&gt;
</content></entry></feed>"""
MAIL = (
    "From: Tarn Wire <desk@tarn.example>\r\nTo: a@b.example\r\nList-Id: <all.tarn.example>\r\n"
    "Subject: =?utf-8?q?F=C3=A4hre_aground?=\r\nDate: Mon, 04 Mar 2019 07:30:00 +0100\r\n"
    "MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n"
    f"--x\r\nContent-Type: text/html\r\n\r\n<p>{PARAGRAPH}</p>\r\n"
    f"--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{PARAGRAPH}\r\n--x--\r\n"
)


def warc_record(body: bytes, *, headers: str = "Content-Type: text/html; charset=utf-8") -> bytes:
    """One response record with these HTTP headers."""
    http = f"HTTP/1.1 200 OK\r\n{headers}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-"
        "000000000001>\r\nWARC-Date: 2019-03-04T07:00:00Z\r\n"
        "WARC-Target-URI: https://courier.example/2019/03/04/ferry.html\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def bomb(size: int) -> bytes:
    """A gzip of so many zeros."""
    return gzip.compress(bytes(size), 9)
