"""Agencies that no table knows, by how a pile's reports use their names.

Whoever is told things in one report ("Ann Orr told Gull Line") and reports what others said in
another ("Gull Line reported, citing Ann Orr"; "according to Gull Line, Ann Orr said") is a channel.
Either alone is none: police are told things too, and whoever knows something may report it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from secondsource.model import MarkedReport, Span, Statement
from secondsource.statements.names import given_names
from secondsource.text import fold

_NAME = re.compile(r"(?:[A-Z][\w&.'’-]*)(?: (?:of |de |la )?[A-Z][\w&.'’-]*){0,5}")
_CITING = re.compile(r"\s*,?\s*(?:citing|quoting)\b", re.I)


def relaying_names(
    story: Sequence[MarkedReport], statements: Sequence[Statement]
) -> tuple[str, ...]:
    """Names that reports of the story are told things under, and that relay what others said."""
    marked = {m.id: m for m in story}
    known: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.report_id in marked:
            known[statement.report_id].append(statement)
    said = [statement for of_report in known.values() for statement in of_report]
    told = {n for s in said for span in s.told_to for n in _name_in(span, marked)}
    if not told:
        return ()
    relaying = {
        name
        for statement in said
        if _relays(statement, known[statement.report_id], marked)
        for span in statement.speaker
        for name in _name_in(span, marked)
    }
    return tuple(sorted(told & relaying))


def _relays(
    statement: Statement, others: Sequence[Statement], marked: Mapping[str, MarkedReport]
) -> bool:
    """Does the speaker pass on what somebody else said?"""
    if any(statement.encloses(other) for other in others):
        return True
    text = marked[statement.report_id].report.text
    return any(cue.field == "text" and _CITING.match(text, cue.end) for cue in statement.cue)


def _name_in(span: Span, marked: Mapping[str, MarkedReport]) -> Iterator[str]:
    """The words of a span if they are a name, and no person's."""
    words = marked[span.report_id].words_of(span).strip()
    name = re.sub(r"^[Tt]he ", "", words)
    if _NAME.fullmatch(name) and fold(name.split()[0]) not in given_names():
        yield name
