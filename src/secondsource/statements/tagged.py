"""Statements from linked spans: kind, act, who was told, and how sure it is."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from secondsource.model import Act, Field, Span, Statement, StatementKind
from secondsource.statements.cues import find_cues
from secondsource.statements.lexicon import act_of, cue_acts, cue_verbs
from secondsource.statements.link import Linked, Piece
from secondsource.statements.quotemarks import Quoted, find_quoted
from secondsource.statements.tail import read_tail
from secondsource.statements.tokens import tokens
from secondsource.statements.units import Unit, make_units
from secondsource.text import paragraphs

Place = tuple[int, int]
_EDGE = " \t\r\n\u00a0,"
_OPEN, _CLOSE, _PLAIN = "“„«‘‚‹", "”»’›", "\"'`"


CONFIDENCE = (
    "content",  # surety of the least sure piece of content
    "cue",
    "speaker",
    "no cue",
    "no speaker",
    "margin",  # by how much the speaker beats the next choice
    "direct",
    "always",
)
DIGITS = 4  # of a confidence that is given out
MAX_MARGIN = 5.0  # nats; beyond it the choice is plain


@dataclass(frozen=True, slots=True)
class Section:
    """The body or the headline of a report, with its sentences, quotations and units."""

    report_id: str
    text: str
    field: Field
    sentences: Sequence[Place]
    quotes: tuple[Quoted, ...]
    units: tuple[Unit, ...]

    @classmethod
    def of(cls, report_id: str, text: str, field: Field, sentences: Sequence[Place]) -> Section:
        """The section with what the rules read of it."""
        blocks = list(paragraphs(text)) if field == "text" else list(sentences)
        quotes = find_quoted(text, blocks)
        units = make_units(text, sentences, blocks, quotes)
        return cls(report_id, text, field, sentences, quotes, units)


def statement_of(section: Section, linked: Linked, *, weights: Sequence[float]) -> Statement | None:
    """The statement of one attribution, None if nothing but marks is left of its content.

    weights: of its confidence, one for each of CONFIDENCE.
    """
    content = [place for piece in linked.content if (place := _bare(section, piece))]
    if not content:
        return None
    kind = _kind(section, content)
    told_to = _told_to(section, linked)
    start, end = content[0][0], content[-1][1]
    mark = "" if section.field == "text" else "title:"
    return Statement(
        id=f"{section.report_id}:{mark}{start}-{end}",
        speaker=_spans(section, _trimmed(section.text, linked.speaker)),
        cue=_spans(section, _trimmed(section.text, linked.cue)),
        content=tuple(s for place in content for s in _spans(section, place)),
        kind=kind,
        act=_act(section.text, linked.cue),
        told_to=_spans(section, told_to),
        confidence=round(confidence(linked, kind, weights), DIGITS),
    )


def _spans(section: Section, place: Place | None) -> tuple[Span, ...]:
    if place is None:
        return ()
    return (Span(section.report_id, *place, section.field),)


def _trimmed(text: str, piece: Piece | None) -> Place | None:
    """The place of a speaker or cue without commas and quotation marks at its edges."""
    if piece is None:
        return None
    start, end = piece.start, piece.end
    edge = _EDGE + _OPEN + _CLOSE + _PLAIN
    while start < end and text[start] in edge:
        start += 1
    while end > start and text[end - 1] in edge:
        end -= 1
    return (start, end) if start < end else (piece.start, piece.end)


def _bare(section: Section, piece: Piece) -> Place | None:
    """The place of a content without the quotation marks that enclose it.

    A closing mark whose opening one stands inside the content belongs to a quoted part of it,
    and stays.
    """
    text, start, end = section.text, piece.start, piece.end
    inner = [q for q in section.quotes if q.outer < end and q.close > start]
    opened = {q.close for q in inner if q.outer > start}
    closed = {q.outer for q in inner if q.close < end}
    marks = _OPEN + _CLOSE + _PLAIN
    while start < end and (text[start] in _EDGE or (text[start] in marks and start not in closed)):
        start += 1
    while end > start and (
        text[end - 1] in _EDGE or (text[end - 1] in marks and end not in opened)
    ):
        end -= 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None


def _kind(section: Section, content: Sequence[Place]) -> StatementKind:
    """Direct if every piece lies inside quotation marks, mixed if any touches some."""
    inside = touched = 0
    for start, end in content:
        inside += any(q.start <= start and end <= q.close for q in section.quotes)
        touched += any(q.start < end and start < q.end for q in section.quotes)
    if inside == len(content):
        return "direct"
    return "mixed" if touched else "indirect"


def _act(text: str, cue: Piece | None) -> Act:
    """What the cue says is done: by its last cue verb, else by its last other known word."""
    if cue is None:
        return "said"
    words = [token.low for token in tokens(text, cue.start, cue.end)]
    verbs = [cue_verbs()[word].act for word in words if word in cue_verbs()]
    others = [cue_acts()[word] for word in words if word in cue_acts()]
    return act_of(words, next(iter([*verbs[::-1], *others[::-1]]), "said"))


def _told_to(section: Section, linked: Linked) -> Place | None:
    """Who was told, as the rules read the words behind the cue; never inside the content."""
    if linked.cue is None:
        return None
    at = bisect_right([unit.start for unit in section.units], linked.cue.start) - 1
    if at < 0 or linked.cue.start >= section.units[at].end:
        return None
    items = section.units[at].items
    taken = [*linked.content, *([linked.speaker] if linked.speaker else [])]
    for cue in find_cues(items):
        verb = items[cue.verb]
        if not (linked.cue.start <= verb.start and verb.end <= linked.cue.end):
            continue
        told_to = read_tail(items, cue).told_to
        if told_to is None:
            return None
        start, end = items[told_to[0]].start, items[told_to[1] - 1].end
        if any(start < piece.end and piece.start < end for piece in taken):
            return None
        return start, end
    return None


def confidence_features(linked: Linked, kind: StatementKind) -> list[float]:
    """CONFIDENCE of one attribution; 0 for the surety of a part that is missing."""
    speaker, cue = linked.speaker, linked.cue
    return [
        min(piece.surety for piece in linked.content),
        cue.surety if cue else 0.0,
        speaker.surety if speaker else 0.0,
        float(cue is None),
        float(speaker is None),
        min(linked.margin, MAX_MARGIN),
        float(kind == "direct"),
        1.0,
    ]


def confidence(linked: Linked, kind: StatementKind, weights: Sequence[float]) -> float:
    """Chance that the content is attributed, and to this speaker; see docs/model.md.

    weights: one for each of CONFIDENCE, a logistic regression on development reports.
    """
    odds = sum(w * value for w, value in zip(weights, confidence_features(linked, kind)))
    return 1 / (1 + math.exp(-odds))
