"""Chunks the phrase that names a speaker, before or after a cue, with titles and appositions."""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.statements.lexicon import cue_verbs, word_list
from secondsource.statements.tokens import Token
from secondsource.statements.units import QUOTE

Place = tuple[int, int]  # items [first, last) of a unit
_BREAKS = frozenset(",;:—–-()[]!?.…•|/")
_MAX_ITEMS = 30  # a speaker phrase longer than this is a misreading


def grammar(kind: str) -> frozenset[str]:
    """A closed class of words from grammar.en.txt."""
    return word_list("grammar.en.txt", kind)


def is_title(low: str) -> bool:
    """Is it a title or role that may stand before a name or name a speaker alone?"""
    low = low.rstrip(".")
    return low in word_list("roles.en.txt", "title") or low in word_list("roles.en.txt", "role")


def subject_before(items: Sequence[Token], end: int) -> Place | None:
    """The noun phrase that ends right before item `end`, appositions included, or None.

    "Ruiz, deputy head of the harbour, [told]" gives the whole; "who [told]" gives what
    stands before "who".
    """
    last = end
    floor = max(0, end - _MAX_ITEMS)
    while last > floor and items[last - 1].low in (",", "–", "—"):
        opening = _comma_before(items, last - 1, floor)
        if opening is None:
            return None
        last = opening
    if last > floor and items[last - 1].low in ("who", "which", "that") and last - 1 > floor:
        last -= 2 if items[last - 2].low == "," else 1
    if last > floor and items[last - 1].low == ")":
        while last > floor and items[last - 1].low != "(":
            last -= 1
        last -= 1
    first = _np_start(items, last, floor)
    if first is None:
        return None
    stop = end
    while stop > last and items[stop - 1].low in (",", "–", "—", "who", "which", "that"):
        stop -= 1
    return first, max(stop, last)


def _comma_before(items: Sequence[Token], comma: int, floor: int) -> int | None:
    """The comma that opens the apposition which `comma` closes."""
    at = comma - 1
    while at > floor:
        low = items[at].low
        if low == QUOTE or low in (";", ":", "."):
            return None
        if low in (",", "–", "—"):
            return at
        at -= 1
    return None


def _np_start(items: Sequence[Token], last: int, floor: int) -> int | None:
    """Where the noun phrase that ends before item `last` begins."""
    if last <= floor:
        return None
    if items[last - 1].low in grammar("pronoun"):
        return last - 1
    at = last
    while at > floor and not _stops_phrase(items, at - 1, last):
        at -= 1
    at = _trimmed_start(items, at, last)
    return at if at < last and _can_speak(items, at, last) else None


def _stops_phrase(items: Sequence[Token], at: int, last: int) -> bool:
    """Does item `at` lie outside the phrase that ends before `last`?"""
    item = items[at]
    low = item.low
    if low == QUOTE:
        return at == last - 1 or at == 0 or items[at - 1].low not in grammar("determiner")
    if low in _BREAKS or low in grammar("clause") or low in grammar("verb"):
        return True
    if low in grammar("subject") or low in grammar("aux"):
        return True
    if low in ("and", "or"):
        return not _joins(items, at)
    if low == "to":
        return at == 0 or not is_title(items[at - 1].low)
    return _looks_verbal(items, at, last)


def _looks_verbal(items: Sequence[Token], at: int, last: int) -> bool:
    """Is it a past or cue verb, not a participle before its noun ("retired general")?"""
    item = items[at]
    low = item.low
    if item.is_capital:
        return False
    if not (low.endswith("ed") or low in cue_verbs()):
        return False
    if at == last - 1:
        return not is_title(low)
    before = items[at - 1].low if at else ""
    if low in cue_verbs() and is_title(low):
        return False
    attributive = before in grammar("determiner") or before in ("and", "") or before.endswith("ly")
    return not attributive or items[at + 1].low in grammar("determiner")


def _joins(items: Sequence[Token], at: int) -> bool:
    """Does this "and" join two names ("Ruiz and Lund"), not two clauses?"""
    at -= 1
    steps = 0
    while at >= 0 and steps < _MAX_ITEMS // 2:
        low = items[at].low
        if low in _BREAKS or low == QUOTE or low in grammar("clause"):
            return steps > 0 and low in (",", ";", ":", "but", "that", QUOTE, "—", "–")
        if low in grammar("verb") or low in grammar("aux") or _looks_verbal(items, at, at + 2):
            return False
        at -= 1
        steps += 1
    return steps > 0


def _trimmed_start(items: Sequence[Token], at: int, last: int) -> int:
    """The start without openers ("But", "Meanwhile") and a leading time or place phrase."""
    time = word_list("attribution.en.txt", "time")
    while at < last:
        low = items[at].low
        if (
            low in grammar("opener")
            or low in grammar("adverb")
            or low in _BREAKS
            or low in ("and", "or")
        ) or (low in time and at + 1 < last):
            at += 1
        elif low in grammar("preposition"):
            at = _after_prepositional(items, at, last)
        elif items[at].text.isdigit() and at > 0 and items[at - 1].low in time and at + 1 < last:
            at += 1
        else:
            break
    return at


def _after_prepositional(items: Sequence[Token], at: int, last: int) -> int:
    """Past a leading phrase: "On Tuesday", "In the capital", where another phrase follows."""
    time = word_list("attribution.en.txt", "time")
    at += 1
    begin = at
    while at < last and (items[at].low in time or items[at].text.isdigit()):
        at += 1
    if at > begin:
        return at
    for later in range(begin + 1, last):
        if items[later].low in ("the", "a", "an") and items[later - 1].low not in grammar(
            "preposition"
        ):
            return later
    return begin


def _can_speak(items: Sequence[Token], first: int, last: int) -> bool:
    """Could this phrase name a speaker: not a bare number, mark or preposition?"""
    return any(item.is_word and not item.text.isdigit() for item in items[first:last])


def phrase_after(
    items: Sequence[Token], start: int, *, apposition: bool = True, closed: bool = False
) -> Place | None:
    """The noun phrase that begins at item `start` ("said [Ana Ruiz, a baker in Lund]"), or None.

    closed: an apposition counts only if a comma ends it ("According to Ruiz, a baker, C").
    """
    if start >= len(items) or items[start].low == QUOTE:
        return None
    if items[start].low in grammar("subject") or items[start].low in (
        "him",
        "them",
        "us",
        "me",
    ):
        return start, start + 1
    at = start
    while at < len(items) and at - start < _MAX_ITEMS and not _ends_phrase(items, at, start):
        at += 1
    if at == start:
        return None
    if apposition:
        at = _with_appositions(items, at, closed=closed)
    return start, at


def _ends_phrase(items: Sequence[Token], at: int, start: int) -> bool:
    low = items[at].low
    if low in _BREAKS or low == QUOTE or low in grammar("clause") or low in grammar("subject"):
        return True
    if low in grammar("verb") or low in grammar("aux"):
        return True
    if low in grammar("preposition"):
        return at == start or not _binds(items, at)
    if low in ("and", "or"):
        return at + 1 >= len(items) or not (items[at + 1].is_capital or is_title(items[at + 1].low))
    if low in word_list("attribution.en.txt", "time") and low not in ("may", "march", "late", "x"):
        return at > start and not _in_title(items, at)
    return (
        at > start
        and (low in cue_verbs() or low.endswith(("ed", "ly")))
        and not items[at].is_capital
    )


def _in_title(items: Sequence[Token], at: int) -> bool:
    """Is this word of time part of a name: "the Evening Post", "the Kelm Sunday Mirror"?"""
    if not items[at].is_capital or at + 1 >= len(items) or not items[at + 1].is_capital:
        return False
    opened = at - 1
    while opened > 0 and items[opened].is_capital:
        opened -= 1
    return items[opened].low == "the"


def _binds(items: Sequence[Token], at: int) -> bool:
    """Does this preposition hang on the name ("of the police"), not on the verb ("on Monday")?"""
    if items[at].low not in grammar("inside") or at + 1 >= len(items):
        return False
    time = word_list("attribution.en.txt", "time")
    venue = word_list("attribution.en.txt", "venue")
    ahead = [item.low for item in items[at + 1 : at + 4]]
    if items[at].low == "of":
        return True
    return not any(low in time or low in venue or low.isdigit() for low in ahead)


def _with_appositions(items: Sequence[Token], at: int, *, closed: bool) -> int:
    """Past ", 22, a baker in Lund" and ", who was there" behind a name."""
    while at + 1 < len(items) and items[at].low == ",":
        ahead = items[at + 1]
        opens = (
            ahead.text.isdigit()
            or ahead.low in ("a", "an", "the", "who", "one", "whose", "chief", "head")
            or is_title(ahead.low)
        )
        if not opens:
            break
        stop = at + 1
        while stop < len(items) and items[stop].low not in (",", ".", ";", ":", QUOTE, "—", "–"):
            stop += 1
        if closed and (stop >= len(items) or items[stop].low != "," or _tells(items, at, stop)):
            break
        at = stop
    return at


def _tells(items: Sequence[Token], first: int, last: int) -> bool:
    """Does a verb stand between two commas, outside "who has ..."?"""
    if items[first + 1].low in ("who", "whose"):
        return False
    between = items[first:last]
    return any(item.low in grammar("verb") or item.low in grammar("aux") for item in between)
