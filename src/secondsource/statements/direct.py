"""Finds who speaks each direct quotation of a unit: cue before, behind, between, or none."""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.statements.cues import Cue
from secondsource.statements.draft import Draft, Place
from secondsource.statements.phrase import grammar, phrase_after, subject_before
from secondsource.statements.quotemarks import Quoted
from secondsource.statements.subject import main_subject, speaker_of
from secondsource.statements.tail import only_circumstance, read_tail
from secondsource.statements.tokens import Token, tokens
from secondsource.statements.units import QUOTE, Unit

_BREAKS = frozenset((".", ";", "?", "!"))
_TAG_ITEMS = 8  # items behind a quotation in which the verb of its tag stands


def place(items: Sequence[Token], span: tuple[int, int]) -> Place:
    """Characters that items [first, last) cover."""
    return items[span[0]].start, items[span[1] - 1].end


def opens_clause(unit: Unit, at: int) -> bool:
    """Does the quotation at item `at` begin its clause: nothing but "But" before it?"""
    while at > 0 and unit.items[at - 1].low in grammar("opener"):
        at -= 1
    return at == 0 or unit.items[at - 1].low in _BREAKS or unit.items[at - 1].low == QUOTE


def cue_behind(unit: Unit, at: int, cues: Sequence[Cue]) -> Draft | None:
    """The statement of "“Q,” X said" and "“Q,” said X" for the quotation at item `at`."""
    items = unit.items
    start = at + 1
    if start < len(items) and items[start].low in (",", "-", "—", "–"):
        start += 1
    for cue in cues:
        if cue.verb < start or cue.form not in ("finite", "passive"):
            continue
        if any(items[k].low in _BREAKS | {QUOTE, ":", "that"} for k in range(start, cue.first)):
            return None
        return _behind(unit, at, start, cue)
    return None


def _behind(unit: Unit, at: int, start: int, cue: Cue) -> Draft | None:
    items = unit.items
    if not cue.can("q"):
        return None
    content = _content(unit, at)
    if cue.first == start:
        if cue.can("a"):
            return None
        speaker = phrase_after(items, cue.end)
        if speaker is None:
            return None
        tail = read_tail(items, cue, speaker[1])
    else:
        speaker = subject_before(items, cue.first)
        if speaker is None or speaker[0] > start + 2:
            return None
        tail = read_tail(items, cue)
    second = _interrupted(unit, tail.rest)
    return Draft(
        speaker=place(items, speaker),
        cue=(place(items, (cue.first, cue.end)),),
        content=content if second is None else (*content, *_content(unit, second)),
        kind="direct",
        told_to=place(items, tail.told_to) if tail.told_to else None,
        pattern="behind",
    )


def verb_behind(unit: Unit, at: int) -> Draft | None:
    """ "“Q,” Varga fumed on Monday": a verb that no list knows, in the place of a cue."""
    items = unit.items
    start = at + 1
    for verb in range(start + 1, min(len(items), start + _TAG_ITEMS)):
        item = items[verb]
        if item.is_capital or not item.low.endswith(("ed", "s")) or item.low in grammar("aux"):
            continue
        speaker = subject_before(items, verb)
        if speaker is None or speaker[0] != start or not only_circumstance(items, verb + 1):
            return None
        if not (items[start].is_capital or items[start].low in grammar("subject")):
            return None
        return Draft(
            speaker=place(items, speaker),
            cue=(place(items, (verb, verb + 1)),),
            content=_content(unit, at),
            kind="direct",
            pattern="unlisted",
        )
    return None


def _interrupted(unit: Unit, rest: int) -> int | None:
    """The quotation that goes on behind "he said,", or None."""
    items = unit.items
    while rest < len(items) and items[rest].low != QUOTE:
        low = items[rest].low
        if low in _BREAKS or low == ":" or (low.endswith("ing") and items[rest - 1].low == ","):
            return None
        rest += 1
    if rest >= len(items) or items[rest - 1].low not in (",", "—", "–", "-", ":"):
        return None
    return rest if looks_spoken(unit, rest) else None


def cue_ahead(unit: Unit, at: int, cues: Sequence[Cue]) -> Draft | None:
    """The statement of "X said: “Q”" and "X said that “Q”" for the quotation at item `at`."""
    items = unit.items
    colon = at > 0 and items[at - 1].low == ":"
    for cue in reversed(cues):
        if cue.verb >= at or cue.form == "passive":
            continue
        between = items[cue.end : at]
        if any(item.low in _BREAKS or item.low == QUOTE for item in between) or not cue.can("qd"):
            break
        tail = read_tail(items, cue)
        leading = tail.rest
        while leading < at and items[leading].low in (",", ":", "that", "out", "on"):
            leading += 1
        if leading < at and not colon and not _circumstantial(items, tail.rest, at):
            break
        speaker = speaker_of(items, cue, cues)
        return Draft(
            speaker=place(items, speaker) if speaker else None,
            cue=(place(items, (cue.first, cue.end)),),
            content=_content(unit, at),
            kind="direct",
            told_to=place(items, tail.told_to) if tail.told_to else None,
            pattern="ahead" if speaker else "loose",
        )
    return _colon(unit, at) if colon else None


def _circumstantial(items: Sequence[Token], rest: int, at: int) -> bool:
    """Is what stands between only "as he left," up to a comma before the quotation?"""
    return items[at - 1].low == "," and only_circumstance(items, rest)


def _colon(unit: Unit, at: int) -> Draft | None:
    """ "Ana Ruiz: “Q”", "From the report: “Q”", or "X had this advice: “Q”": the subject."""
    items = unit.items
    if not looks_spoken(unit, at):
        return None
    begin = at - 1
    while begin > 0 and items[begin - 1].low not in (*_BREAKS, QUOTE, "-", "–", "—"):
        begin -= 1
    spoken = any(
        item.low in grammar("verb") or item.low in grammar("aux") for item in items[begin : at - 1]
    )
    if spoken:
        speaker = main_subject(items, at) or phrase_after(items, _past_openers(items, begin))
    else:
        lead = ("from", "to")  # "From the report:", "According to Ruiz:"
        first = next((k for k in range(at - 2, begin - 1, -1) if items[k].low in lead), begin - 1)
        speaker = phrase_after(items, _past_openers(items, first + 1))
    if speaker is None or speaker[1] > at - 1:
        return None
    return Draft(
        speaker=place(items, speaker),
        cue=(place(items, (at - 1, at)),),
        content=_content(unit, at),
        kind="direct",
        pattern="colon",
    )


def _past_openers(items: Sequence[Token], at: int) -> int:
    while at < len(items) and (items[at].low in grammar("opener") or items[at].low == ","):
        at += 1
    return at


def _content(unit: Unit, at: int) -> tuple[Place, ...]:
    quoted = unit.quotes[at]
    return ((quoted.start, quoted.end),)


def count_words(unit: Unit, at: int) -> int:
    """Number of words between the marks of the quotation at item `at`."""
    return sum(item.is_word for item in inner(unit, at))


def inner(unit: Unit, at: int) -> list[Token]:
    """The tokens between the marks of the quotation at item `at`."""
    text = unit.items[at].text
    return tokens(text, 0, len(text))


def looks_spoken(unit: Unit, at: int) -> bool:
    """Is it somebody's words: no title of a work, no single word?"""
    found = [item for item in inner(unit, at) if item.is_word]
    if not found:
        return False
    if unit.items[at].text.rstrip()[-1:] in "!?" or not unit.quotes[at].closed:
        return True
    if len(found) < 2:
        return False
    if found[0].text[0].islower() and len(found) > 2:
        return True
    weak = grammar("preposition") | grammar("determiner") | {"and", "or"}
    small = [i for i in found[1:] if i.text[0].islower() and i.low not in weak]
    return bool(small) or len(found) > 6


def continues(unit: Unit) -> int | None:
    """Item of a quotation that stands at the head of its unit with no cue around it."""
    for at in unit.quotes:
        if opens_clause(unit, at):
            return at
        break
    return None


def ends_quotation(quoted: Quoted, text: str) -> bool:
    """Does a comma, a stop or the like stand right before the closing mark?"""
    return text[quoted.end - 1] in ".,?!…;—–-" if quoted.end > quoted.start else False
