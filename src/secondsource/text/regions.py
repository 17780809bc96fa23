"""Marks body, boilerplate and repeated blocks of each report, and the sentences of the body."""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.model import MarkedReport, Region, Report, Span
from secondsource.settings import TextSettings
from secondsource.text.sentences import paragraphs, sentences


def mark_reports(
    reports: Sequence[Report], *, settings: TextSettings = TextSettings()
) -> tuple[MarkedReport, ...]:
    """The reports, each with its regions and the sentences of its body."""
    return tuple(_mark(report) for report in reports)


def _mark(report: Report) -> MarkedReport:
    blocks = [Span(report.id, start, end) for start, end in paragraphs(report.text)]
    return MarkedReport(
        report=report,
        regions=tuple(Region(block, "body") for block in blocks),
        sentences=tuple(
            Span(report.id, start, end)
            for block in blocks
            for start, end in sentences(report.text, block.start, block.end)
        ),
        headline=Span(report.id, 0, len(report.title), "title") if report.title else None,
    )
