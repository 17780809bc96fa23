"""Web archives (.warc, .warc.gz): each HTML response is a report."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import IO, Any

from secondsource.errors import ReportError
from secondsource.model import Refused
from secondsource.reports.pieces import Item, Piece
from secondsource.settings import ReportSettings

_PAGES = frozenset(("text/html", "application/xhtml+xml"))


def read_warc(piece: Piece, stream: IO[bytes], *, settings: ReportSettings) -> Iterator[Item]:
    """A piece for each HTML response; a record that expands too far is refused, the rest goes on.

    Responses that are no page (pictures, errors) are counted in one refusal.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    others: Counter[str] = Counter()
    wanted = WarcRecordType.response | WarcRecordType.resource
    records = ArchiveIterator(stream, record_types=wanted, parse_http=True, auto_decode="all")
    for number, record in enumerate(_undamaged(records, piece.place), 1):
        kind, status = _kind(record)
        if kind not in _PAGES or status not in (200, None):
            others[f"{kind or 'no type'}" + (f", status {status}" if status != 200 else "")] += 1
            continue
        place = f"{piece.place}, record {number}"
        data, fault = _content(record, settings=settings)
        if fault:
            yield Refused(place, fault)
            continue
        yield Piece(
            place,
            f"{piece.stem.removesuffix('.warc')}-{number}.html",
            _opener(data),
            piece.depth + 1,
            form="html",
            charset=record.http_charset,
            url=record.headers.get("WARC-Target-URI"),
        )
    if others:
        counted = ", ".join(f"{n} {what}" for what, n in sorted(others.items())[:10])
        yield Refused(piece.place, f"records that are no web page were left out: {counted}")


def _undamaged(records: Iterable[Any], place: str) -> Iterator[Any]:
    """The records up to a damaged one. Raises ReportError there."""
    try:
        yield from records
    except (OSError, ValueError, EOFError) as error:
        raise ReportError(
            f"{place}: is damaged ({str(error)[:80]}); what follows the last good record is lost"
        ) from error


def _opener(data: bytes) -> Any:
    return lambda: io.BytesIO(data)


def _kind(record: Any) -> tuple[str, int | None]:
    """The media type and the HTTP status of a record."""
    if record.is_http and record.http_headers is not None:
        return (record.http_content_type or "").lower(), record.http_headers.status_code
    return (record.headers.get("Content-Type") or "").split(";")[0].strip().lower(), None


def _content(record: Any, *, settings: ReportSettings) -> tuple[bytes, str]:
    """The page's bytes, or the reason why they are not taken; read no further than the limit."""
    try:
        data = record.reader.read(settings.max_bytes + 1)
    except (OSError, ValueError, EOFError) as error:
        return b"", f"the record is damaged ({str(error)[:80]}); crawl the page again"
    stored = max(record.content_length, 1)
    bomb = len(data) > max(settings.ratio_from, settings.max_ratio * stored)
    if len(data) > settings.max_bytes or bomb:
        return b"", (
            f"the page expands to more than {settings.max_bytes:,} bytes or "
            f"{settings.max_ratio}:1; expected a page of at most that size"
        )
    return bytes(data), ""
