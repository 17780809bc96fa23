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
    verb_behind,
)
from secondsource.statements.draft import Draft, Place
from secondsource.statements.indirect import find_indirect, reported_adverbs
from secondsource.statements.quotemarks import find_quoted
from secondsource.statements.strength import measure_strength
from secondsource.statements.units import Unit, make_units
from secondsource.text import paragraphs


@dataclass(frozen=True, slots=True)
class _Last:
    """Who spoke last, and the unit and paragraph where that was."""

    speaker: Place | None
    unit: int
    paragraph: int


def find_statements(
    marked: MarkedReport, *, settings: StatementSettings = StatementSettings()
) -> tuple[Statement, ...]:
    """Every statement of the body, then those of the headline, in reading order."""
    report = marked.report
    places = [(span.start, span.end) for span in marked.sentences]
    blocks = list(paragraphs(report.text))
    found = find_drafts(report.text, places, blocks, settings=settings)
    statements = [_statement(marked, draft, "text", settings) for draft in found]
    if marked.headline is not None and report.title:
        head = [(marked.headline.start, marked.headline.end)]
        found = find_drafts(report.title, head, head, settings=settings)
        statements += [_statement(marked, draft, "title", settings) for draft in found]
    return tuple(statements)


def find_drafts(
    text: str,
    sentences: Sequence[Place],
    blocks: Sequence[Place],
    *,
    settings: StatementSettings = StatementSettings(),
) -> Iterator[Draft]:
    """The statements in the given sentences of a text; blocks: places of its paragraphs."""
    units = make_units(text, sentences, blocks, find_quoted(text, blocks))
    last = _Last(None, -1, -1)
    for number, unit in enumerate(units):
        drafts = list(_of_unit(text, unit, settings))
        if not any(d.kind == "direct" and not d.part for d in drafts):
            drafts += _continued(text, unit, number - last.unit, last, settings)
        drafts += _loose(text, unit, drafts, number - last.unit, last)
        drafts.sort(key=lambda d: (d.content[0], d.part))
        yield from drafts
        spoken = [d for d in drafts if d.speaker is not None and not d.part and d.act == "said"]
        if spoken:
            quoted = [d for d in spoken if d.kind == "direct"]
            last = _Last((quoted or spoken)[-1].speaker, number, unit.paragraph)


def _of_unit(text: str, unit: Unit, settings: StatementSettings) -> Iterator[Draft]:
    """The statements of one unit that have their cue in it."""
    cues = find_cues(unit.items)
    taken: set[Place] = set()  # cues that a quotation has
    held: set[Place] = set()  # contents found
    for at in unit.quotes:
        quoted = unit.quotes[at]
        if (quoted.start, quoted.end) in held:
            continue
        draft = None
        if opens_clause(unit, at) or _is_led_in(text, unit, at):
            draft = cue_behind(unit, at, cues)
            if draft is None and text[quoted.end - 1] == ",":
                draft = verb_behind(unit, at)
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
        yield from _fragments(text, unit, draft, held, settings)


def _is_led_in(text: str, unit: Unit, at: int) -> bool:
    """Is it "She was calm: “Q,” she said", with its cue behind a comma inside the marks?"""
    colon = at > 0 and unit.items[at - 1].low == ":"
    return colon and text[unit.quotes[at].end - 1] in ",?!"


def _stands_apart(text: str, unit: Unit, at: int) -> bool:
    """Does the quotation end its clause, so that it is not a part of a longer content?"""
    behind = unit.items[at + 1].low if at + 1 < len(unit.items) else "."
    return behind in (".", ",", ";", "!", "?", "and", "—", "–", "<quote>") or ends_quotation(
        unit.quotes[at], text
    )


def _fragments(
    text: str, unit: Unit, draft: Draft, held: set[Place], settings: StatementSettings
) -> Iterator[Draft]:
    """The quoted fragments inside a mixed statement that are quotations of their own."""
    for at, quoted in unit.quotes.items():
        here = (quoted.start, quoted.end)
        inside = any(a <= quoted.outer and quoted.end <= b for a, b in draft.content)
        if not inside or here in held or not looks_spoken(unit, at):
            continue
        words = count_words(unit, at)
        if words >= settings.min_fragment_words or (words >= 2 and ends_quotation(quoted, text)):
            held.add(here)
            yield replace(draft, content=(here,), kind="direct", part=True, pattern="fragment")


def _loose(
    text: str, unit: Unit, drafts: Sequence[Draft], gap: int, last: _Last
) -> Iterator[Draft]:
    """Quoted fragments that no cue holds: of the speaker of the sentence before, or of nobody.

    A comma or stop must stand inside the mark; a word such as "reportedly" names nobody.
    """
    held = {place for draft in drafts for place in draft.content}
    cue = tuple((unit.items[k].start, unit.items[k].end) for k, _ in reported_adverbs(unit))
    for at, quoted in unit.quotes.items():
        here = (quoted.start, quoted.end)
        spoken = looks_spoken(unit, at) and ends_quotation(quoted, text)
        if here in held or opens_clause(unit, at) or not spoken:
            continue
        if count_words(unit, at) >= 2:
            near = gap == 1 and last.paragraph == unit.paragraph and not cue
            yield Draft(
                last.speaker if near else None, cue, (here,), "direct", pattern="loose", part=True
            )


def _continued(
    text: str, unit: Unit, gap: int, last: _Last, settings: StatementSettings
) -> Iterator[Draft]:
    """A quotation at the head of its unit without a cue: the last speaker goes on.

    Three words or more, all with capitals, are a heading in quotation marks.
    """
    for at, quoted in unit.quotes.items():
        whole = ends_quotation(quoted, text)
        short = whole and count_words(unit, at) < settings.min_fragment_words
        if not opens_clause(unit, at) or not (looks_spoken(unit, at) or short):
            return
        if len(unit.items) > at + 2 and not whole:
            return
        near = gap <= settings.max_gap_units
        yield Draft(
            last.speaker if near else None,
            (),
            ((quoted.start, quoted.end),),
            "direct",
            pattern="continued" if near and gap == 1 else "distant",
        )


def _statement(
    marked: MarkedReport, draft: Draft, field: Field, settings: StatementSettings
) -> Statement:
    """The draft with spans of its report, an id from its place, and its certainty."""

    def spans(places: Sequence[Place]) -> tuple[Span, ...]:
        return tuple(Span(marked.id, start, end, field) for start, end in places)

    text = marked.report.of_field(field)
    start, end = draft.content[0][0], draft.content[-1][1]
    mark = "" if field == "text" else "title:"
    certainty = measure_strength(
        text, draft.content[-1], cue=draft.cue, report_id=marked.id, field=field
    )
    return Statement(
        id=f"{marked.id}:{mark}{start}-{end}",
        speaker=spans([draft.speaker] if draft.speaker else []),
        cue=spans(draft.cue),
        content=spans(draft.content),
        kind=draft.kind,
        act=draft.act,
        relayed_by=spans([draft.relayed_by] if draft.relayed_by else []),
        told_to=spans([draft.told_to] if draft.told_to else []),
        certainty=replace(certainty, holder=draft.holder(text)),
        confidence=getattr(settings, draft.pattern),
    )
