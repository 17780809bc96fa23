"""Reads what follows a cue verb: who was told, where and when, and where the content begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from secondsource.statements.cues import Cue
from secondsource.statements.lexicon import word_list
from secondsource.statements.phrase import Place, grammar, phrase_after
from secondsource.statements.tokens import Token
from secondsource.statements.units import QUOTE

_LONGEST_LISTENER = 6  # words of "a packed town hall meeting", behind the determiner
_STOPS = frozenset(",.;:—–-!?…")


@dataclass(frozen=True, slots=True)
class Tail:
    """Items behind a cue: `told_to`, and `rest`, the first item after addressee, time, venue."""

    told_to: Place | None
    rest: int


def read_tail(items: Sequence[Token], cue: Cue, start: int | None = None) -> Tail:
    """What stands between a cue verb and its content."""
    at = cue.end if start is None else start
    told_to = None
    if cue.can("a") and cue.form != "passive":
        told_to = _addressee(items, at)
        if told_to is not None:
            at = told_to[1]
    moved = True
    while moved and at < len(items):
        moved = False
        after = _circumstance(items, at)
        if after > at:
            if told_to is None and items[at].low in ("to", "in"):
                told_to = _listener(items, at, after)
            at, moved = after, True
    return Tail(told_to, at)


def _addressee(items: Sequence[Token], at: int) -> Place | None:
    """Who is told: "told [Reuters] the plan ..." ends behind a known outlet."""
    if at >= len(items) or items[at].low in ("that", "of", "how", "why") or not items[at].is_word:
        return None
    channel = word_list("attribution.en.txt", "channel")
    if items[at].low in channel:
        end = at + 1
        while end < len(items) and items[end].low in ("news", "tv", "radio", "television"):
            end += 1
        return at, end
    found = phrase_after(items, at, apposition=False)
    if found is None:
        return None
    # "told the Daily Post the plan": a second determiner opens the content.
    for later in range(at + 1, found[1]):
        if items[later].low in grammar("determiner") and items[later - 1].low not in grammar(
            "preposition"
        ):
            return at, later
    return _up_to_that(items, found)


def _up_to_that(items: Sequence[Token], found: Place) -> Place:
    """ "Told a packed hall that": a listener of which only the determiner was read ends there."""
    begin, end = found
    if items[end - 1].low not in grammar("determiner"):
        return found
    for later in range(end, min(len(items), end + _LONGEST_LISTENER)):
        if items[later].low == "that" or not items[later].is_word:
            return begin, later
    return found


def _circumstance(items: Sequence[Token], at: int) -> int:
    """The item behind a time, venue or adverb at `at`; `at` itself if there is none."""
    low = items[at].low
    time = word_list("attribution.en.txt", "time")
    if (low in time and low not in ("x", "may", "late", "now", "then", "last")) or low in grammar(
        "adverb"
    ):
        return at + 1
    if low == "last" and at + 1 < len(items) and items[at + 1].low in time:
        return at + 2
    if low.endswith("ly") and items[at].text[0].islower():
        return at + 1
    if low not in ("on", "in", "at", "during", "to", "via", "through", "by", "from"):
        return at
    return _venue_end(items, at)


def _venue_end(items: Sequence[Token], at: int) -> int:
    """Past "in a statement on Monday" or "to reporters"; `at` if it is no venue."""
    venue = word_list("attribution.en.txt", "venue")
    time = word_list("attribution.en.txt", "time")
    listeners = ("reporters", "journalists", "media", "press")
    last = at
    for later in range(at + 1, min(len(items), at + 7)):
        low = items[later].low
        if not items[later].is_word or low in grammar("aux") or low in grammar("subject"):
            break
        if low in venue or low in time or low in listeners or items[later].text.isdigit():
            last = later
            if later + 1 < len(items) and items[later + 1].low in ("with", "to", "by"):
                found = phrase_after(items, later + 2, apposition=False)
                return found[1] if found else later + 1
        elif last > at:
            break
    return last + 1 if last > at else at


def _listener(items: Sequence[Token], at: int, end: int) -> Place | None:
    """Who is told in "in an interview with X" and "to reporters"."""
    if items[at].low == "to":
        return at + 1, end
    for later in range(at + 1, end - 1):
        if items[later].low in ("with", "to") and items[later - 1].low in word_list(
            "attribution.en.txt", "venue"
        ):
            return later + 1, end
    return None


def ends_clause(items: Sequence[Token], at: int) -> bool:
    """Is nothing of a clause left at item `at`: the end, a mark, or a quotation?"""
    return at >= len(items) or items[at].low in _STOPS or items[at].low == QUOTE


def only_circumstance(items: Sequence[Token], at: int) -> bool:
    """Does only "as he left", "during the talks in X" follow, up to a mark, with no "that"?"""
    if ends_clause(items, at):
        return True
    hanging = grammar("preposition") | {"when", "while", "after", "before"}
    return items[at].low in hanging - {"of", "about", "to", "like", "against", "for"}
