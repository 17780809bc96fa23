"""Finds indirect and mixed statements: "X said that C", "C, X said", "according to X, C"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from secondsource.statements.cues import Cue
from secondsource.statements.direct import place, speaker_of
from secondsource.statements.draft import Draft
from secondsource.statements.lexicon import phrase_list, word_list
from secondsource.statements.phrase import Place, grammar, phrase_after, subject_before
from secondsource.statements.tail import ends_clause, only_circumstance, read_tail
from secondsource.statements.tokens import Token
from secondsource.statements.units import QUOTE, Unit

_ENDS = frozenset((".", "!", "?", "…"))


def find_indirect(unit: Unit, cues: Sequence[Cue], used: frozenset[int]) -> Iterator[Draft]:
    """The indirect and mixed statements of a unit; `used`: verbs that a quotation has taken."""
    yield from _according(unit)
    for index, cue in enumerate(cues):
        if cue.verb in used:
            continue
        draft = _of_cue(unit, cue, cues, index)
        if draft is not None:
            yield draft


def _of_cue(unit: Unit, cue: Cue, cues: Sequence[Cue], index: int) -> Draft | None:
    if cue.form == "passive":
        return _passive(unit, cue)
    if cue.form == "infinitive":
        return None
    items = unit.items
    tail = read_tail(items, cue)
    speaker = speaker_of(items, cue, cues)
    if cue.can("p") and cue.form == "finite":
        draft = _behind(unit, cue, tail.rest, speaker, tail.told_to)
        if draft is not None:
            return draft
    if speaker is None:
        return None
    content = _object(unit, cue, cues, tail.rest)
    if content is None:
        return None
    return _draft(unit, speaker, cue, (content,), tail.told_to, 0.8)


def _draft(
    unit: Unit,
    speaker: Place | None,
    cue: Cue,
    content: tuple[Place, ...],
    told_to: Place | None,
    confidence: float,
) -> Draft:
    items = unit.items
    mixed = any(a <= at < b for a, b in content for at in unit.quotes)
    return Draft(
        speaker=place(items, speaker) if speaker else None,
        cue=(place(items, (cue.first, cue.verb + 1)),),
        content=tuple(place(items, span) for span in content),
        kind="mixed" if mixed else "indirect",
        act=cue.word.act,
        told_to=place(items, told_to) if told_to else None,
        confidence=confidence,
    )


def _behind(
    unit: Unit, cue: Cue, rest: int, speaker: Place | None, told_to: Place | None
) -> Draft | None:
    """ "C, X said." and "C, said X." and "C, X said, C."."""
    items = unit.items
    inverted = cue.first > 0 and items[cue.first - 1].low in (",", "—", "–")
    if inverted and cue.word.act == "said":
        found = phrase_after(items, cue.verb + 1)
        if found is not None and ends_clause(items, found[1]) and cue.first - 1 > 2:
            content = _trim(unit, 0, cue.first - 1)
            if content:
                return _draft(unit, found, cue, (content,), None, 0.85)
    if speaker is None or not (ends_clause(items, rest) or only_circumstance(items, rest)):
        return None
    comma = speaker[0] - 1
    while comma > 0 and items[comma].low in grammar("opener"):
        comma -= 1
    bare = comma >= 0 and items[comma].low not in (",", "—", "–", ")")
    if comma < 2 or bare:
        return None
    before = _trim(unit, 0, comma)
    if before is None:
        return None
    return _draft(unit, speaker, cue, (before, *_resumed(unit, rest)), told_to, 0.9)


def _resumed(unit: Unit, rest: int) -> tuple[Place, ...]:
    """The content that goes on behind ", sources say,"."""
    items = unit.items
    if rest >= len(items) or items[rest].low not in (",", "—", "–") or rest + 3 >= len(items):
        return ()
    low = items[rest + 1].low
    if low.endswith("ing") or low in grammar("clause") or low in ("and", "citing") or low == QUOTE:
        return ()
    after = _trim(unit, rest + 1, len(items))
    return (after,) if after else ()


def _object(unit: Unit, cue: Cue, cues: Sequence[Cue], rest: int) -> Place | None:
    """The content that follows its cue."""
    items = unit.items
    if ends_clause(items, rest) and not (rest < len(items) and items[rest].low == QUOTE):
        return None
    low = items[rest].low
    infinitive = low == "to" and rest + 1 < len(items)
    if infinitive and not cue.can("i"):
        return None
    clause = low in ("that", "whether", "if", "how", "why", "what", "who", "where", "when", "which")
    if not infinitive and not clause:
        if low in grammar("preposition") and not cue.can("f"):
            return None
        if (
            not cue.can("o")
            and not (cue.can("t") and _has_verb(items, rest))
            and not cue.can("fdg")
        ):
            return None
    return _trim(unit, rest, _clause_end(unit, cue, cues, rest))


def _has_verb(items: Sequence[Token], at: int) -> bool:
    """Does a verb follow before the end: is it a clause?"""
    for item in items[at + 1 :]:
        if item.low in _ENDS:
            break
        if (
            item.low in grammar("verb")
            or item.low in grammar("aux")
            or item.low.endswith(("ed", "n't"))
        ):
            return True
        if item.low.endswith("s") and not item.is_capital:
            return True
    return False


def _clause_end(unit: Unit, cue: Cue, cues: Sequence[Cue], rest: int) -> int:
    """Where the content ends: at the next cue of the same level, or with the unit."""
    items = unit.items
    for other in cues:
        if other.verb <= rest:
            continue
        at = other.first
        if other.form == "ing" and items[at - 1].low == ",":
            return at - 1
        if other.form == "finite" and items[at - 1].low == "and" and items[at - 2].low == ",":
            return at - 2
        subject = subject_before(items, at)
        if subject and subject[0] > rest + 1:
            begin = subject[0] - 1
            if items[begin].low in ("but", "and", "while") and items[begin - 1].low == ",":
                return begin - 1
    for at in range(rest, len(items) - 1):
        if items[at].low == ";":
            return at
        if items[at].low == "according" and items[at + 1].low == "to":
            return at
    return len(items)


def _trim(unit: Unit, first: int, last: int) -> Place | None:
    """Items [first, last) without marks and openers at the edges."""
    items = unit.items
    while last > first and items[last - 1].low in (".", ",", ";", ":", "—", "–", "-"):
        last -= 1
    while first < last and (
        items[first].low in (",", ":", "—", "–", ";", "•")
        or items[first].low in ("but", "and", "yet")
    ):
        first += 1
    return (first, last) if first < last else None


def _passive(unit: Unit, cue: Cue) -> Draft | None:
    """ "X is believed to have fled": nobody named holds it; subject and infinitive are content."""
    items = unit.items
    rest = cue.verb + 1
    if rest >= len(items) or not cue.can("t"):
        return None
    if items[rest].low == "to" and rest + 1 < len(items):
        subject = subject_before(items, cue.first)
        content = _trim(unit, rest, len(items))
        if subject is None or content is None:
            return None
        return _draft(unit, None, cue, (subject, content), None, 0.8)
    if items[cue.first - 1].low == "it" and cue.first > 0:
        content = _trim(unit, rest, len(items))
        return _draft(unit, None, cue, (content,), None, 0.8) if content else None
    if items[rest].low == "that" or (items[rest].low in grammar("subject") and cue.can("a")):
        subject = subject_before(items, cue.first)
        del subject
        content = _trim(unit, rest, len(items))
        return _draft(unit, None, cue, (content,), None, 0.6) if content else None
    return None


def _according(unit: Unit) -> Iterator[Draft]:
    """ "According to X, C" and "C, according to X"."""
    items = unit.items
    lows = [item.low for item in items]
    for words in phrase_list("attribution.en.txt", "according"):
        for at in range(len(lows) - len(words)):
            if tuple(lows[at : at + len(words)]) != words:
                continue
            speaker = phrase_after(items, at + len(words))
            if speaker is None:
                continue
            content = _around(unit, at, speaker)
            if not content:
                continue
            mixed = any(a <= k < b for a, b in content for k in unit.quotes)
            yield Draft(
                speaker=place(items, speaker),
                cue=(place(items, (at, at + len(words))),),
                content=tuple(place(items, span) for span in content),
                kind="mixed" if mixed else "indirect",
                confidence=0.9,
            )


def _around(unit: Unit, at: int, speaker: Place) -> tuple[Place, ...]:
    """The content before and behind "according to X"."""
    before = _trim(unit, 0, at) if at > 1 else None
    rest = speaker[1]
    behind = None
    if rest < len(unit.items) and unit.items[rest].low == ",":
        behind = _trim(unit, rest + 1, len(unit.items))
    if before is not None and behind is not None and before[1] - before[0] > 2:
        return (before, behind)
    if before is not None and before[1] - before[0] > 2:
        return (before,)
    return (behind,) if behind else ()


def reported_adverbs(unit: Unit) -> Iterator[tuple[int, Place]]:
    """Items such as "reportedly" outside quotations."""
    adverbs = word_list("attribution.en.txt", "adverb")
    for at, item in enumerate(unit.items):
        if item.low in adverbs:
            yield at, (at, at + 1)
