"""Small invented reports with statements made by hand, for the tests of speakers and quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from secondsource.model import MarkedReport, Report, Span, Statement, StatementKind
from secondsource.text import mark_reports


def marked(*texts: str, ids: Sequence[str] = ()) -> tuple[MarkedReport, ...]:
    """The texts as marked reports r1, r2, ... (or with the ids given)."""
    names = ids or [f"r{number}" for number in range(1, len(texts) + 1)]
    return mark_reports([Report(name, text) for name, text in zip(names, texts)])


def place(report: MarkedReport, words: str, *, nth: int = 0) -> Span:
    """Where the words stand in the report, the nth time; an error if they do not."""
    whole = rf"(?<!\w){re.escape(words)}(?!\w)"
    match = list(re.finditer(whole, report.report.text))[nth]
    return Span(report.id, match.start(), match.end())


def said(
    report: MarkedReport,
    speaker: str,
    *content: str,
    nth: int = 0,
    kind: StatementKind = "direct",
) -> Statement:
    """A statement: the speaker's words (the nth such; "" for none) and its content."""
    spans = tuple(place(report, words) for words in content)
    who = (place(report, speaker, nth=nth),) if speaker else ()
    return Statement(f"{report.id}:{spans[0].start}", who, (), spans, kind)
