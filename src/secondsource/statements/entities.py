"""Finds names of persons, organisations and places by capitals and word lists."""

from __future__ import annotations

from secondsource.model import Entity, MarkedReport, Span
from secondsource.statements.tokens import Token, tokens


def find_entities(marked: MarkedReport) -> tuple[Entity, ...]:
    """The names in the body and the headline of a report, in reading order."""
    spans = [*marked.sentences, *([marked.headline] if marked.headline else [])]
    return tuple(entity for span in spans for entity in _of_sentence(marked, span))


def _of_sentence(marked: MarkedReport, sentence: Span) -> list[Entity]:
    text = marked.report.of_field(sentence.field)
    run: list[Token] = []
    found: list[Entity] = []
    for item in [*tokens(text, sentence.start, sentence.end), Token(0, 0, ".", ".")]:
        if item.is_capital:
            run.append(item)
            continue
        if len(run) > 1:
            span = Span(marked.id, run[0].start, run[-1].end, sentence.field)
            found.append(Entity(span, "PER"))
        run = []
    return found
