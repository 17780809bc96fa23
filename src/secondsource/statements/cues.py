"""Finds cue verbs among the items of a unit, and tells them from nouns of the same form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from secondsource.statements.lexicon import CueWord, cue_verbs, word_list
from secondsource.statements.tokens import Token

Form = Literal["finite", "ing", "infinitive", "passive"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue verb at item `verb`; its group (auxiliaries, adverbs) begins at item `first`."""

    first: int
    verb: int
    word: CueWord
    form: Form

    def can(self, frames: str) -> bool:
        """Has the verb one of these frames?"""
        return any(letter in self.word.frames for letter in frames)


def find_cues(items: Sequence[Token]) -> tuple[Cue, ...]:
    """The cue verbs of a unit, in reading order."""
    verbs = cue_verbs()
    found = []
    for index, item in enumerate(items):
        word = verbs.get(item.low)
        if word is None or (item.is_capital and index > 0):
            continue
        first = group_start(items, index)
        form = _form(items, first, index)
        if form is not None:
            found.append(Cue(first, index, word, form))
    return tuple(found)


def group_start(items: Sequence[Token], verb: int) -> int:
    """Index of the first auxiliary or adverb of the verb group that ends at `verb`."""
    aux, adverbs = word_list("grammar.en.txt", "aux"), word_list("grammar.en.txt", "adverb")
    first = verb
    while first > 0:
        low = items[first - 1].low
        if not (
            low in aux
            or low in adverbs
            or (low.endswith("ly") and items[first - 1].text[0].islower())
        ):
            break
        first -= 1
    # An adverb at the edge that is no part of the group: "Today said", "However said".
    while first < verb and items[first].is_capital:
        first += 1
    return first


def _form(items: Sequence[Token], first: int, verb: int) -> Form | None:
    """How the verb stands, or None if it is a noun or an adjective here."""
    low = items[verb].low
    before = items[first - 1].low if first > 0 else ""
    group = {item.low for item in items[first:verb]}
    if low.endswith("ing"):
        return _ing_form(before, group)
    if before in ("to",) and not group & word_list("grammar.en.txt", "aux"):
        return "infinitive" if not low.endswith("ed") else None
    if group & word_list("grammar.en.txt", "be") and _is_participle(low):
        return "passive"
    if not group & word_list("grammar.en.txt", "aux") and _is_noun(items, first, verb):
        return None
    return "finite"


def _ing_form(before: str, group: set[str]) -> Form | None:
    if group & word_list("grammar.en.txt", "be"):
        return "finite"
    return (
        "ing"
        if before in (",", "", "and", "while", "by", "after", "before", "without", "—", "–", "-")
        else None
    )


def _is_participle(low: str) -> bool:
    return low.endswith(("ed", "id", "ld", "wn", "en", "ght", "nt")) or low in (
        "said",
        "understood",
        "held",
    )


def _is_noun(items: Sequence[Token], first: int, verb: int) -> bool:
    """Is a form such as "claims", "report" or "plans" a noun in this place?"""
    low = items[verb].low
    before = items[first - 1].low if first > 0 else ""
    if low.endswith("ed") or low in ("said", "told", "thought", "wrote", "says", "spoke", "knew"):
        return before in word_list("grammar.en.txt", "determiner") - {
            "that",
            "this",
            "all",
            "both",
            "many",
            "most",
            "few",
            "others",
            "some",
            "these",
            "those",
        } or before in ("of",)
    if before in word_list("grammar.en.txt", "pronoun"):
        return False
    if before in word_list("grammar.en.txt", "determiner") or before.endswith("'s"):
        return before not in ("all", "both", "many", "most", "few", "some", "others")
    if before in word_list("grammar.en.txt", "preposition"):
        return True
    following = items[verb + 1].low if verb + 1 < len(items) else ""
    if following in ("of",) and low not in ("think", "thinks"):
        return True
    return first == 0
