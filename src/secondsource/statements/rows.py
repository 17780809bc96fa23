"""Statements, entities and certainty as the JSON rows that the commands print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from secondsource.model import Certainty, Entity, Report, Span, Statement
from secondsource.settings import StatementSettings


def untitled(reports: Iterable[Report]) -> list[Report]:
    """The reports without their titles, to be marked for rows, which count in texts alone.

    A headline that the text repeats is then read in the text, where it would be furniture.
    """
    return [replace(report, title=None) for report in reports]


def statement_row(
    report: Report,
    statements: Sequence[Statement],
    *,
    settings: StatementSettings = StatementSettings(),
) -> dict[str, Any]:
    """One line of `secondsource statements`: {"id", "attributions"}.

    Offsets count in the report's text, so statements of the title are left out; so are quoted
    fragments that a mixed statement of the same cue already holds, and what is unlikely to be
    attributed at all, or to be told by somebody whom another quotes.
    """
    body = [s for s in statements if s.content[0].field == "text" and not _is_idle(s, settings)]
    return {
        "id": report.id,
        "attributions": [_attribution(report, s) for s in _joined(body) if not _is_part(s, body)],
    }


def _is_idle(statement: Statement, settings: StatementSettings) -> bool:
    """Is it unlikely to be a statement, and without speaker and cue or inside another's words?

    Of those inside another's that the rules alone see, 3 of 11 were right on development reports.
    """
    if statement.relayed_by:
        return statement.confidence <= settings.inner
    named = statement.speaker or statement.cue
    return not named and statement.confidence < settings.unsure


def _joined(statements: Sequence[Statement]) -> list[Statement]:
    """Quotations that go on without a cue of their own, joined to the one they continue.

    That is the last statement before them whose speaker stands at the same place.
    """
    found: list[Statement] = []
    leaders: dict[tuple[Span, ...], int] = {}
    for statement in statements:
        direct = statement.kind == "direct"
        leader = leaders.get(statement.speaker)
        if direct and not statement.cue and statement.speaker and leader is not None:
            first = found[leader]
            found[leader] = replace(first, content=(*first.content, *statement.content))
            continue
        if statement.speaker and (direct or statement.act == "said"):
            leaders[statement.speaker] = len(found)
        found.append(statement)
    return found


def _is_part(statement: Statement, others: Sequence[Statement]) -> bool:
    """Is it a fragment inside the content of a mixed statement with the same cue?"""
    return statement.kind == "direct" and any(
        other.kind == "mixed"
        and other.cue == statement.cue
        and all(any(_holds(c, part) for c in other.content) for part in statement.content)
        for other in others
    )


def _holds(content: Span, part: Span) -> bool:
    """Does the content hold the part, but for a comma before the closing quotation mark?"""
    return part.end - part.start - content.overlap(part) <= 1


def _attribution(report: Report, statement: Statement) -> dict[str, Any]:
    return {
        "source": _places(statement.speaker),
        "cue": _places(statement.cue),
        "content": _places(statement.content),
        "speaker": _words(report, statement.speaker),
        "relayed_by": _words(report, statement.relayed_by),
        "told_to": _words(report, statement.told_to),
        "kind": statement.kind,
        "act": statement.act,
        "certainty": _parts(report, statement.certainty),
        "confidence": statement.confidence,
    }


def entity_row(report: Report, entities: Sequence[Entity]) -> dict[str, Any]:
    """One line of `secondsource entities`: {"id", "entities"}; names of the title left out."""
    return {
        "id": report.id,
        "entities": [
            {"start": e.span.start, "end": e.span.end, "label": e.label}
            for e in entities
            if e.span.field == "text"
        ],
    }


def certainty_row(report: Report, certainty: Certainty) -> dict[str, Any]:
    """One line of `secondsource certainty`: {"id", "certainty"} with its parts."""
    return {"id": report.id, "certainty": certainty.value, **_parts(report, certainty)}


def _parts(report: Report, certainty: Certainty) -> dict[str, Any]:
    return {
        "strength": certainty.strength,
        "polarity": certainty.polarity,
        "holder": certainty.holder,
        "value": certainty.value,
        "words": [span.of(report) for span in certainty.spans],
    }


def _places(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _words(report: Report, spans: Sequence[Span]) -> str | None:
    return " ".join(span.of(report) for span in spans) or None
