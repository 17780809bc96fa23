"""Statements, entities and certainty as the JSON rows that the commands print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from secondsource.model import Certainty, Entity, Report, Span, Statement


def statement_row(report: Report, statements: Sequence[Statement]) -> dict[str, Any]:
    """One line of `secondsource statements`: {"id", "attributions"}.

    Offsets count in the report's text, so statements of the title are left out; so are quoted
    fragments that a mixed statement of the same cue already holds.
    """
    body = [s for s in statements if s.content[0].field == "text"]
    return {
        "id": report.id,
        "attributions": [_attribution(report, s) for s in _joined(body) if not _is_part(s, body)],
    }


def _joined(statements: Sequence[Statement]) -> list[Statement]:
    """Quotations that go on without a cue of their own, joined to the one they continue."""
    found: list[Statement] = []
    leader: int | None = None
    for statement in statements:
        direct = statement.kind == "direct"
        if direct and not statement.cue and leader is not None and statement.speaker:
            first = found[leader]
            if first.speaker == statement.speaker:
                found[leader] = replace(first, content=(*first.content, *statement.content))
                continue
        if statement.speaker and (direct or statement.act == "said"):
            leader = len(found)
        found.append(statement)
    return found


def _is_part(statement: Statement, others: Sequence[Statement]) -> bool:
    """Is it a fragment inside the content of a mixed statement with the same cue?"""
    return statement.kind == "direct" and any(
        other.kind == "mixed"
        and other.cue == statement.cue
        and all(any(c.covers(part) for c in other.content) for part in statement.content)
        for other in others
    )


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
