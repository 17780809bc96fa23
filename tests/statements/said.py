"""Reads invented sentences for the tests of this stage."""

from secondsource.model import MarkedReport, Report, Span, Statement
from secondsource.statements import find_statements
from secondsource.text import mark_reports


def marked(text: str, title: str | None = None) -> MarkedReport:
    return mark_reports([Report("r1", text, title=title)])[0]


def read(text: str) -> list[tuple[str, str, str]]:
    """(speaker, cue, content) of every statement, pieces joined by " | "."""
    report = marked(text)
    return [
        (words(report, s.speaker), words(report, s.cue), words(report, s.content))
        for s in find_statements(report)
    ]


def only(text: str) -> tuple[MarkedReport, Statement]:
    """The report and its first statement."""
    report = marked(text)
    return report, find_statements(report)[0]


def words(report: MarkedReport, spans: tuple[Span, ...]) -> str:
    return " | ".join(report.words_of(span) for span in spans)
