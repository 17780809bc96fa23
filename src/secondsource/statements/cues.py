"""Finds cue verbs among the items of a unit, and tells them from nouns of the same form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from secondsource.statements.lexicon import CueWord, cue_phrases, cue_verbs, word_list
from secondsource.statements.tokens import Token

Form = Literal["finite", "ing", "infinitive", "passive"]
_GRAMMAR = "grammar.en.txt"
# What may stand before ", adding": `<quote>` is a whole quotation.
_BEFORE_ING = frozenset(", and while by after before without as — – - <quote>".split()) | {""}
# They may end a subject, and stand before a verb that is no noun.
_COUNTING = frozenset("one two three four five six seven eight nine ten another each".split())
_AMBIGUOUS = ("either", "that", "alone")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue verb at item `verb`; its group (auxiliaries, adverbs) begins at item `first`.

    end: the item behind the verb, or behind its phrase ("came to the conclusion").
    """

    first: int
    verb: int
    end: int
    word: CueWord
    form: Form

    def can(self, frames: str) -> bool:
        """Has the verb one of these frames?"""
        return any(letter in self.word.frames for letter in frames)


def find_cues(items: Sequence[Token]) -> tuple[Cue, ...]:
    """The cue verbs of a unit, in reading order."""
    verbs = cue_verbs()
    phrases = cue_phrases()
    found = []
    heading = is_heading(items)
    for index, item in enumerate(items):
        word, end = verbs.get(item.low), index + 1
        if word is None and item.low not in phrases:
            continue
        if item.is_capital and index > 0 and not heading:
            continue
        for words, meaning in phrases.get(item.low, ()):
            if tuple(i.low for i in items[index : index + len(words)]) == words:
                word, end = meaning, index + len(words)
                break
        if word is None:
            continue
        first = group_start(items, index)
        form = _form(items, first, index, end)
        if form is not None:
            found.append(Cue(first, index, end, word, form))
    return tuple(found)


def is_heading(items: Sequence[Token]) -> bool:
    """Do most words bear capitals, as in "Mayor Says Bridge Will Close"?"""
    words = [item for item in items if len(item.text) > 3 and item.is_word]
    if not items or items[-1].low == ".":
        return False
    return len(words) > 2 and sum(i.is_capital for i in words) * 4 > 3 * len(words)


def group_start(items: Sequence[Token], verb: int) -> int:
    """Index of the first auxiliary or adverb of the verb group that ends at `verb`."""
    first = verb
    while first > 0 and _in_group(items[first - 1]):
        first -= 1
    # An adverb at the edge that is no part of the group: "Today said", "However said".
    while first < verb and items[first].is_capital:
        first += 1
    return first


def _in_group(item: Token) -> bool:
    """Is it an auxiliary or an adverb?"""
    return (
        item.low in word_list(_GRAMMAR, "aux")
        or item.low in word_list(_GRAMMAR, "adverb")
        or (item.low.endswith("ly") and not item.is_capital)
    )


def _form(items: Sequence[Token], first: int, verb: int, end: int) -> Form | None:
    """How the verb stands, or None if it is a noun or an adjective here."""
    low = items[verb].low
    before = items[first - 1].low if first > 0 else ""
    group = {item.low for item in items[first:verb]}
    auxiliary = bool(group & word_list(_GRAMMAR, "aux"))
    if low in word_list("cues.en.txt", "bare") and _has_object(items, verb, group):
        return None
    if low.endswith("ing"):
        return _ing_form(items, first, before, group)
    if before == "to" and not auxiliary:
        return None if low.endswith("ed") else "infinitive"
    if group & word_list(_GRAMMAR, "be"):
        return "passive" if _is_participle(low) else None
    if not auxiliary and end == verb + 1 and _is_noun(items, first, verb):
        return None
    return "finite"


def _has_object(items: Sequence[Token], verb: int, group: set[str]) -> bool:
    """Is something done to a thing here: "recalled the cars", "cars were recalled"?"""
    following = items[verb + 1].low if verb + 1 < len(items) else "."
    if group & word_list(_GRAMMAR, "be"):
        return following != "that"
    return following[0].isdigit() or following in word_list(_GRAMMAR, "determiner") - {"that"}


def _ing_form(items: Sequence[Token], first: int, before: str, group: set[str]) -> Form | None:
    """Of a form in -ing: "is saying", ", adding", "with officials suggesting"."""
    if group & word_list(_GRAMMAR, "be"):
        return "finite"
    if before in _BEFORE_ING:
        return "ing"
    lows = [item.low for item in items[max(0, first - 7) : first]]
    return "finite" if "with" in lows and lows[-1] != "with" else None


def _is_participle(low: str) -> bool:
    return low.endswith(("ed", "id", "ld", "wn", "en", "ght", "nt")) or low == "understood"


def _is_noun(items: Sequence[Token], first: int, verb: int) -> bool:
    """Is a form such as "claims", "report" or "plans" a noun in this place?"""
    item = items[verb]
    low = item.low
    before = items[first - 1].low if first > 0 else ""
    following = items[verb + 1].low if verb + 1 < len(items) else "."
    if before in word_list(_GRAMMAR, "pronoun"):
        return False
    if before in _COUNTING and not any(low in word_list("cues.en.txt", k) for k in _AMBIGUOUS):
        return False  # "the mother of two said", "another said"
    alone = ("all", "both", "many", "most", "few", "some", "others", "this", "that", "these")
    if before in word_list(_GRAMMAR, "determiner") and before not in alone:
        return True
    if before in word_list(_GRAMMAR, "preposition") or before.endswith(("'s", "s'")):
        return True
    if low in word_list("cues.en.txt", "alone"):
        # "voters think", "the senators felt": a plural in front will do for these few.
        return low in ("like", "back", "state", "figure") or not before.endswith("s")
    if low in word_list("cues.en.txt", "that"):
        return following not in ("that", ":", ",", "<quote>")
    if low not in word_list("cues.en.txt", "either"):
        return False
    # A form that is as often a noun needs a subject that fits and no preposition behind it.
    named = first > 0 and (
        items[first - 1].is_capital or before in word_list("roles.en.txt", "role")
    )
    plural = before.endswith("s") or before in ("people", "men", "women", "police")
    fits = plural if not low.endswith("s") else not plural or before[:-1].endswith("u")
    if before in (",", "and", "who", "which", "that", ")"):
        fits = named = low.endswith("s") or before == "who"
    unfit = word_list(_GRAMMAR, "preposition") | {".", ",", ";", "and", "or"}
    return first == 0 or not (named or fits) or following in unfit - {"to"}
