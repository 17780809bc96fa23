"""Saved RSS and Atom feeds: each entry a report. Bytes only: feedparser would open a path."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from secondsource.errors import ReportError
from secondsource.model import Refused, Report
from secondsource.reports.dates import read_time
from secondsource.reports.decoding import clean
from secondsource.reports.markup import visible_text
from secondsource.reports.pieces import Draft, Item, Piece, read_document, sha256
from secondsource.settings import ReportSettings


def read_feed(piece: Piece, stream: IO[bytes], *, settings: ReportSettings) -> Iterator[Item]:
    """The reports of a feed's entries; the feed's title is their outlet."""
    import feedparser

    data = read_document(stream, piece.place, settings=settings)
    feed = feedparser.parse(data)
    if not feed.entries:
        fault = str(feed.get("bozo_exception", "it has no entries"))[:80]
        raise ReportError(f"{piece.place}: is no readable feed ({fault}); expected RSS or Atom")
    outlet = _line(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, 1):
        place = f"{piece.place}, entry {number}"
        report = _report(entry, outlet, f"{piece.stem}-{number}")
        if report.text:
            yield Draft(report)
        else:
            yield Refused(place, "the entry has no text; expected content or a summary")


def _report(entry: Any, outlet: str | None, wish: str) -> Report:
    """The report of one entry; its text may be empty."""
    contents = [c.get("value") or "" for c in entry.get("content") or ()]
    marked = max([*contents, entry.get("summary") or ""], key=len)
    warnings: list[str] = []
    moment = entry.get("published") or entry.get("updated")
    published, dates = read_time(moment, warnings)
    link = entry.get("link") or ""
    known = {k: entry.get(k) for k in ("id", "title", "author", "link")}
    original = json.dumps([known, marked, moment], sort_keys=True, default=str)
    text, notes = clean(visible_text(marked))
    return Report(
        id=wish,
        text=text,
        title=_line(entry.get("title")),
        outlet=outlet,
        byline=_line(entry.get("author")),
        published=published,
        url=clean(link)[0] if link.startswith(("http://", "https://")) else None,
        sha256=sha256(original.encode("utf-8", "replace")),
        dates=dates,
        warnings=(*notes, *warnings),
    )


def _line(marked: str | None) -> str | None:
    """The words of a short field that may hold markup."""
    return " ".join(clean(visible_text(marked or ""))[0].split()) or None
