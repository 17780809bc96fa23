"""Saved RSS and Atom feeds: each entry a report. Bytes only: feedparser would open a path."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from secondsource.errors import ReportError
from secondsource.model import Refused, Report
from secondsource.reports.dates import read_time
from secondsource.reports.decoding import clean, decode
from secondsource.reports.markup import visible_text
from secondsource.reports.pieces import Draft, Item, Piece, read_document, sha256
from secondsource.settings import ReportSettings

_REFERENCE = re.compile(r"&#(x[0-9a-f]{1,12}|[0-9]{1,12});?", re.IGNORECASE)
_ENCODING = re.compile(r"""encoding=["'][\w.:-]*["']""")  # of the prolog; it is UTF-8 now


def read_feed(piece: Piece, stream: IO[bytes], *, settings: ReportSettings) -> Iterator[Item]:
    """The reports of a feed's entries; the feed's title is their outlet."""
    data = read_document(stream, piece.place, settings=settings)
    feed = _parsed(data, piece.place, settings=settings)
    if not feed.entries:
        fault = str(feed.get("bozo_exception", "it has no entries"))[:80]
        raise ReportError(f"{piece.place}: is no readable feed ({fault}); expected RSS or Atom")
    outlet = _line(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, 1):
        place = f"{piece.place}, entry {number}"
        original = _original(entry)
        report = _report(entry, outlet, f"{piece.stem}-{number}", sha256(original))
        if report.text:
            yield Draft(report, original=original)
        else:
            yield Refused(place, "the entry has no text; expected content or a summary")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one page: its address as written, and its title."""

    link: str
    title: str | None


def read_entries(
    data: bytes, place: str, *, settings: ReportSettings = ReportSettings()
) -> tuple[Entry, ...]:
    """The entries of a feed that name an address, in its order.

    Raises ReportError where the bytes are no feed; a feed without entries is an empty tuple.
    """
    feed = _parsed(data, place, settings=settings)
    if not feed.get("version") and not feed.entries:
        fault = str(feed.get("bozo_exception", "it holds none of the marks of one"))[:80]
        raise ReportError(f"{place}: is no readable feed ({fault}); expected RSS or Atom")
    links = [(entry.get("link") or "", _line(entry.get("title"))) for entry in feed.entries]
    return tuple(Entry(clean(link)[0], title) for link, title in links if link)


def _parsed(data: bytes, place: str, *, settings: ReportSettings) -> Any:
    """The parsed feed. Broken letters may trip the parser: then they are mended and read again.

    Raises ReportError if it stumbles again.
    """
    import feedparser

    try:
        # A stream: even bytes are taken for a path and opened, if there is such a file.
        return feedparser.parse(io.BytesIO(data))
    except (ValueError, IndexError, LookupError, TypeError, RecursionError):
        text = _REFERENCE.sub(_valid_reference, decode(data, place, settings=settings)[0])
    try:
        return feedparser.parse(io.BytesIO(_ENCODING.sub("", text, count=1).encode()))
    except (ValueError, IndexError, LookupError, TypeError, RecursionError) as error:
        raise ReportError(
            f"{place}: is no readable feed ({str(error)[:80]}); expected RSS or Atom"
        ) from error


def _valid_reference(reference: re.Match[str]) -> str:
    """The character reference, or U+FFFD where it names no character."""
    digits = reference[1].lower()
    number = int(digits[1:], 16) if digits.startswith("x") else int(digits)
    fine = number < 0x110000 and not 0xD800 <= number < 0xE000 and number > 0
    return reference[0] if fine else "\ufffd"


def _original(entry: Any) -> bytes:
    """What the entry says, as JSON: the parser does not give the bytes of one entry."""
    known = {k: entry.get(k) for k in ("id", "title", "author", "link")}
    said = json.dumps([known, _marked(entry), _moment(entry)], sort_keys=True, default=str)
    return said.encode("utf-8", "replace")


def _marked(entry: Any) -> str:
    """The longest text of the entry, markup and all."""
    contents = [c.get("value") or "" for c in entry.get("content") or ()]
    return max([*contents, entry.get("summary") or ""], key=len)


def _moment(entry: Any) -> Any:
    return entry.get("published") or entry.get("updated")


def _report(entry: Any, outlet: str | None, wish: str, digest: str) -> Report:
    """The report of one entry; its text may be empty."""
    warnings: list[str] = []
    published, dates = read_time(_moment(entry), warnings)
    link = entry.get("link") or ""
    text, notes = clean(visible_text(_marked(entry)))
    return Report(
        id=wish,
        text=text,
        title=_line(entry.get("title")),
        outlet=outlet,
        byline=_line(entry.get("author")),
        published=published,
        url=clean(link)[0] if link.startswith(("http://", "https://")) else None,
        sha256=digest,
        dates=dates,
        warnings=(*notes, *warnings),
    )


def _line(marked: str | None) -> str | None:
    """The words of a short field that may hold markup."""
    return " ".join(clean(visible_text(marked or ""))[0].split()) or None
