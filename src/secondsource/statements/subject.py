"""Finds whose cue it is: the subject before it, or the one that it takes over."""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.statements.cues import Cue
from secondsource.statements.phrase import (
    Place,
    grammar,
    is_title,
    phrase_after,
    subject_before,
)
from secondsource.statements.tokens import Token
from secondsource.statements.units import QUOTE

_JOINTS = frozenset(("and", ",", "but", "then", "by", "while", "to", "—", "–"))
_REACH = 40  # items back in which the verb of the main clause is sought


def speaker_of(items: Sequence[Token], cue: Cue, cues: Sequence[Cue]) -> Place | None:
    """The subject of a cue: before it; for ", adding" and "and added" that of the verb before.

    "quoted X as saying" gives X, "said X, a baker:" at the head of a sentence too.
    """
    before = items[cue.first - 1].low if cue.first else ""
    if not before:
        return phrase_after(items, cue.end) if cue.form == "finite" else None
    if before == "as" and cue.form == "ing":
        return _quoted_as(items, cue, cues)
    if cue.form in ("ing", "infinitive") or before in _JOINTS:
        if before == "," and cue.form == "finite":
            found = subject_before(items, cue.first)
            if found is not None:
                return found
        shared = _shared(items, cue, cues)
        if shared is not None or cue.form in ("ing", "infinitive"):
            return shared
    return subject_before(items, cue.first)


def _quoted_as(items: Sequence[Token], cue: Cue, cues: Sequence[Cue]) -> Place | None:
    """X of "quoted X as saying" and of "X was quoted as saying"."""
    for other in reversed(cues):
        if other.verb < cue.first and other.form == "passive" and other.end == cue.first - 1:
            return subject_before(items, other.first)
        if other.verb < cue.first:
            found = phrase_after(items, other.end, apposition=False)
            return found if found and found[1] < cue.first else None
    return None


def _shared(items: Sequence[Token], cue: Cue, cues: Sequence[Cue]) -> Place | None:
    """The subject that "…, adding" and "… and said" take over from what stands before."""
    for other in reversed(cues):
        if other.verb >= cue.first or other.form not in ("finite", "passive"):
            continue
        found = subject_before(items, other.first)
        if found is None or other.first == 0 or items[other.first - 1].low == QUOTE:
            found = phrase_after(items, other.end) or found
        if found is not None:
            return found
    return main_subject(items, cue.first)


def main_subject(items: Sequence[Token], before: int) -> Place | None:
    """The subject of the nearest verb before an item, if it could be somebody."""
    for at in range(before - 1, max(0, before - _REACH), -1):
        low = items[at].low
        if low in (".", ";", QUOTE):
            return None
        verb = low in grammar("verb") or (low.endswith("ed") and not items[at].is_capital)
        if not verb:
            continue
        found = subject_before(items, at)
        if found is not None and _is_somebody(items, found):
            return found
    return None


def _is_somebody(items: Sequence[Token], span: Place) -> bool:
    """Does the phrase hold a name, a role or a personal pronoun?"""
    part = items[span[0] : span[1]]
    return any(
        item.low in ("he", "she", "they", "we", "i", "who")
        or is_title(item.low)
        or (item.is_capital and item.low not in grammar("determiner"))
        for item in part
    )
