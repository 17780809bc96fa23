"""A report as the line that `secondsource reports` writes and every command reads."""

from __future__ import annotations

from secondsource.model import MarkedReport, Region, Report


def report_row(marked: MarkedReport) -> dict[str, object]:
    """The JSON line of a marked report: the keys that `read_reports` reads, and its regions.

    `published` is a moment with offset, a day where only a day is stated, or None.
    """
    report = marked.report
    return {
        "id": report.id,
        "text": report.text,
        "title": report.title,
        "outlet": report.outlet,
        "byline": report.byline,
        "published": _published(report),
        "url": report.url,
        "note": report.note,
        "links": list(report.links),
        "dates": [
            {
                "place": stated.place,
                "value": stated.value,
                "start": stated.span.start if stated.span else None,
                "end": stated.span.end if stated.span else None,
            }
            for stated in report.dates
        ],
        "regions": [_region(region) for region in marked.regions],
        "warnings": list(report.warnings),
        "sha256": report.sha256,
    }


def _published(report: Report) -> str | None:
    if report.published is not None:
        return report.published.isoformat()
    return next((d.value for d in report.dates if d.place == "published"), None)


def _region(region: Region) -> dict[str, object]:
    row: dict[str, object] = {
        "start": region.span.start,
        "end": region.span.end,
        "kind": region.kind,
        "reason": region.reason,
    }
    if region.repeats:
        row["repeats"] = [region.repeats.start, region.repeats.end]
    return row
