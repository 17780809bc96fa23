"""Finds every attribution of a report by rules: quotations first, then indirect statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from secondsource.model import Field, MarkedReport, Span, Statement
from secondsource.settings import StatementSettings
from secondsource.statements.cues import find_cues
from secondsource.statements.direct import (
    count_words,
    cue_ahead,
    cue_behind,
    ends_quotation,
    looks_spoken,
    opens_clause,
)
from secondsource.statements.draft import Draft, Place
from secondsource.statements.indirect import find_indirect, reported_adverbs
from secondsource.statements.quotemarks import find_quoted
from secondsource.statements.units import Unit, make_units
from secondsource.text import paragraphs


@dataclass(frozen=True, slots=True)
class _Last:
    """Who spoke last, where that unit stands, and whether the words were quoted."""

    speaker: Place | None
    unit: int
    direct: bool


def find_statements(
    marked: MarkedReport, *, settings: StatementSettings = StatementSettings()
) -> tuple[Statement, ...]:
    """Every statement of the body, then those of the headline, in reading order."""
    report = marked.report
    blocks = list(paragraphs(report.text))
    places = [(span.start, span.end) for span in marked.sentences]
    found = list(_of_text(report.text, places, blocks))
    statements = [_statement(marked, draft, "text") for draft in found]
    if marked.headline is not None and report.title:
        head = (marked.headline.start, marked.headline.end)
        statements += [
            _statement(marked, draft, "title") for draft in _of_text(report.title, [head], [head])
        ]
    return tuple(statements)


def _of_text(text: str, sentences: Sequence[Place], blocks: Sequence[Place]) -> Iterator[Draft]:
    quotes = find_quoted(text, blocks)
    units = make_units(text, sentences, blocks, quotes)
    last = _Last(None, -1, False)
    for number, unit in enumerate(units):
        drafts = list(_of_unit(text, unit))
        if not drafts or not any(d.kind == "direct" for d in drafts):
            drafts = [*_continued(text, unit, number, last, drafts), *drafts]
        drafts.sort(key=lambda d: (d.content[0], d.part))
        yield from drafts
        spoken = [d for d in drafts if d.speaker is not None and not d.part and d.act == "said"]
        if spoken:
            latest = spoken[-1]
            last = _Last(latest.speaker, number, latest.kind == "direct")


def _of_unit(text: str, unit: Unit) -> Iterator[Draft]:
    """The statements of one unit that have their cue in it."""
    cues = find_cues(unit.items)
    taken: set[Place] = set()  # cues that a quotation has
    held: set[Place] = set()  # contents found
    for at in unit.quotes:
        quoted = unit.quotes[at]
        if (quoted.start, quoted.end) in held:
            continue
        draft = None
        if opens_clause(unit, at):
            draft = cue_behind(unit, at, cues)
        if draft is None and _stands_apart(text, unit, at):
            draft = cue_ahead(unit, at, cues)
        if draft is None or not (looks_spoken(unit, at) or ends_quotation(quoted, text)):
            continue
        taken |= set(draft.cue)
        held |= set(draft.content)
        yield draft
    used = frozenset(
        cue.verb
        for cue in cues
        if any(start <= unit.items[cue.verb].start < end for start, end in taken)
    )
    for draft in find_indirect(unit, cues, used):
        if any(c in held for c in draft.content):
            continue
        yield draft
        yield from _fragments(text, unit, draft, held)
    yield from _unnamed(text, unit, held)


def _stands_apart(text: str, unit: Unit, at: int) -> bool:
    """Does the quotation end its clause, so that it is not a part of a longer content?"""
    behind = unit.items[at + 1].low if at + 1 < len(unit.items) else "."
    return behind in (".", ",", ";", "!", "?", "and", "—", "–", "<quote>") or ends_quotation(
        unit.quotes[at], text
    )


def _fragments(text: str, unit: Unit, draft: Draft, held: set[Place]) -> Iterator[Draft]:
    """The quoted fragments inside a mixed statement that are quotations of their own."""
    for at, quoted in unit.quotes.items():
        here = (quoted.start, quoted.end)
        inside = any(a <= quoted.outer and quoted.end <= b for a, b in draft.content)
        if not inside or here in held or not looks_spoken(unit, at):
            continue
        words = count_words(unit, at)
        if words >= 3 or (words >= 2 and ends_quotation(quoted, text)):
            held.add(here)
            yield replace(draft, content=(here,), kind="direct", part=True, confidence=0.85)


def _unnamed(text: str, unit: Unit, held: set[Place]) -> Iterator[Draft]:
    """Quoted fragments with a comma or stop inside and no speaker near."""
    for at, quoted in unit.quotes.items():
        here = (quoted.start, quoted.end)
        if here in held or opens_clause(unit, at) or not looks_spoken(unit, at):
            continue
        if count_words(unit, at) >= 2 and ends_quotation(quoted, text):
            held.add(here)
            cue = tuple((unit.items[k].start, unit.items[k].end) for k, _ in reported_adverbs(unit))
            yield Draft(None, cue, (here,), "direct", confidence=0.5)


def _continued(
    text: str, unit: Unit, number: int, last: _Last, drafts: Sequence[Draft]
) -> Iterator[Draft]:
    """A quotation at the head of its unit without a cue: the last speaker goes on."""
    for at, quoted in unit.quotes.items():
        if not opens_clause(unit, at) or not (
            looks_spoken(unit, at) or ends_quotation(quoted, text)
        ):
            return
        near = number - last.unit <= 2
        alone = len(unit.items) <= at + 2
        if not alone and not ends_quotation(quoted, text):
            return
        speaker = last.speaker if near else None
        yield Draft(
            speaker,
            (),
            ((quoted.start, quoted.end),),
            "direct",
            confidence=0.85 if speaker and last.unit == number - 1 else 0.5,
        )
    del drafts


def _statement(marked: MarkedReport, draft: Draft, field: Field) -> Statement:
    def spans(places: Sequence[Place]) -> tuple[Span, ...]:
        return tuple(Span(marked.id, start, end, field) for start, end in places)

    start, end = draft.content[0][0], draft.content[-1][1]
    mark = "" if field == "text" else "title:"
    return Statement(
        id=f"{marked.id}:{mark}{start}-{end}",
        speaker=spans([draft.speaker] if draft.speaker else []),
        cue=spans(draft.cue),
        content=spans(draft.content),
        kind=draft.kind,
        act=draft.act,
        relayed_by=spans([draft.relayed_by] if draft.relayed_by else []),
        told_to=spans([draft.told_to] if draft.told_to else []),
        confidence=draft.confidence,
    )
