"""A report as a row of the table `versions`, and back again without loss."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from secondsource.errors import CaseError, ReportError
from secondsource.model import Report, Span, StatedDate
from secondsource.store.database import Row
from secondsource.store.nouns import Version

COLUMNS = (
    *("report", "version", "wish", "sha256", "arrived", "outlet", "title", "byline"),
    *("published", "moment", "url", "text", "note", "links", "dates", "warnings"),
)
_PORTS = {"http": 80, "https": 443}
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")


def row_of(
    report: Report, *, version: int, wish: str, sha256: str, arrived: datetime
) -> tuple[object, ...]:
    """The cells of `COLUMNS`. Raises ReportError where the report holds letters that are none."""
    row = (
        report.id,
        version,
        wish,
        sha256,
        stamp(arrived),
        report.outlet,
        report.title,
        report.byline,
        report.published.isoformat() if report.published else None,
        _moment(report),
        report.url,
        report.text,
        report.note,
        json.dumps(report.links, ensure_ascii=False),
        json.dumps([_stated(d) for d in report.dates], ensure_ascii=False),
        json.dumps(report.warnings, ensure_ascii=False),
    )
    for name, cell in zip(COLUMNS, row, strict=True):
        _check_letters(report.id, name, cell)
    return row


def version_row(version: Version, wish: str) -> dict[str, object]:
    """The JSON line of a version in exports, from which `import` makes it again."""
    report = version.report
    return {
        "report": report.id,
        "version": version.number,
        "wish": wish,
        "sha256": report.sha256,
        "arrived": stamp(version.arrived),
        "outlet": report.outlet,
        "title": report.title,
        "byline": report.byline,
        "published": report.published.isoformat() if report.published else None,
        "url": report.url,
        "text": report.text,
        "note": report.note,
        "links": list(report.links),
        "dates": [_stated(date) for date in report.dates],
        "warnings": list(report.warnings),
    }


def report_of(row: Row) -> Report:
    """The report of a row. Raises CaseError where a cell does not hold what it must."""
    try:
        published = row["published"]
        return Report(
            id=row["report"],
            text=row["text"],
            title=row["title"],
            outlet=row["outlet"],
            byline=row["byline"],
            published=datetime.fromisoformat(published) if published else None,
            url=row["url"],
            sha256=row["sha256"],
            links=tuple(json.loads(row["links"])),
            note=row["note"],
            dates=tuple(_date(row["report"], d) for d in json.loads(row["dates"])),
            warnings=tuple(json.loads(row["warnings"])),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise CaseError(
            f"report {row['report']!r}, version {row['version']}: its row cannot be "
            f"read ({error}); it was changed by hand: add the report again, or use a copy"
        ) from error


def stamp(moment: datetime) -> str:
    """The moment in ISO 8601. Raises CaseError where it has no offset: it would be ambiguous."""
    if moment.tzinfo is None:
        raise CaseError(f"{moment.isoformat()} has no offset; give a time with a time zone")
    return moment.isoformat()


def page_of(url: str | None) -> str | None:
    """The address of a page, equal for links that lead to the same: None where there is none.

    Without fragment and reader tracking; scheme and host in lower case.

    >>> page_of("HTTP://Example.org:80/a?utm_medium=mail&p=2#top")
    'http://example.org/a?p=2'
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host:
        return None
    host = host if port in (None, _PORTS[scheme]) else f"{host}:{port}"
    asked = parse_qsl(parts.query, keep_blank_values=True)
    kept = urlencode([(k, v) for k, v in asked if not k.lower().startswith(_TRACKING)])
    return urlunsplit((scheme, host, parts.path or "/", kept, ""))


def sha256_of(report: Report) -> str:
    """SHA-256 of the report's original bytes; of its text where the report does not state it."""
    return report.sha256 or hashlib.sha256(report.text.encode("utf-8", "replace")).hexdigest()


def _moment(report: Report) -> str | None:
    """When it was published, for sorting: UTC, or the day where only a day is stated."""
    if report.published is not None:
        return report.published.astimezone(UTC).isoformat()
    return next((d.value for d in report.dates if d.place == "published"), None)


def _stated(date: StatedDate) -> dict[str, object]:
    span = date.span
    where = {"start": span.start, "end": span.end, "field": span.field} if span else {}
    return {"place": date.place, "value": date.value, **where}


def _date(report_id: str, row: dict[str, object]) -> StatedDate:
    span = None
    if "start" in row:
        start, end, field = row["start"], row["end"], row["field"]
        if not isinstance(start, int) or not isinstance(end, int):
            raise ValueError("a stated date lies at no number")
        span = Span(report_id, start, end, "title" if field == "title" else "text")
    return StatedDate(str(row["place"]), str(row["value"]), span)


def _check_letters(report_id: str, name: str, cell: object) -> None:
    """Half a surrogate pair is no letter, and no file in UTF-8 can hold it."""
    if not isinstance(cell, str):
        return
    try:
        cell.encode()
    except UnicodeEncodeError as error:
        raise ReportError(
            f"report {report_id!r}: {name} holds half a letter at {error.start}; "
            "read it with `read_reports`, which mends this"
        ) from error
