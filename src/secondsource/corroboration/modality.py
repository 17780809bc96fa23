"""Negation and certainty that differ in one slot of two aligned sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from secondsource.corroboration.slots import Slot, size
from secondsource.model import MarkedReport, Span
from secondsource.settings import CorroborationSettings
from secondsource.statements import denies
from secondsource.text import words
from secondsource.text.content import stem, stopwords
from secondsource.text.tables import names, rows
from secondsource.text.words import Word

_STEPS = {"certain": 2, "probable": 1, "possible": 0}
_BE = frozenset("is are was were be been being widely".split())
# "no more than", "not only", "as soon as possible": the words turn or soften nothing.
_NO_TURN = frozenset(
    "only just more less fewer longer doubt later matter necessarily least".split()
)
_SET_PHRASE = frozenset("as if where whenever wherever".split())


@dataclass(frozen=True, slots=True)
class Mood:
    """What a stretch of words does to the statement around it.

    turned: an odd number of negations. tried: it was attempted, not done. strength: the
    weakest that its words leave. rest: stems of the other content words. deciding: the words.
    """

    turned: bool
    tried: bool
    strength: Literal["certain", "probable", "possible"]
    able: bool
    rest: frozenset[str]
    deciding: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoodChange:
    """A negation or a certainty that two sentences do not share, with the words and the reason."""

    type: Literal["negation", "certainty", "omission"]
    values: tuple[str, str]
    rule: str
    keys: tuple[str, str]


def mood_change(
    slot: Slot, left: MarkedReport, right: MarkedReport, *, settings: CorroborationSettings
) -> MoodChange | None:
    """What a slot changes in polarity or certainty, or None.

    Judged only where the rest of the slot is the same on both sides but for `loose_words`
    content words: where more was rewritten, the words do not show that the same is stated.
    """
    a, b = mood(left, slot.left, slot.left_sentence), mood(right, slot.right, slot.right_sentence)
    if opposed := _antonyms(a, b):
        return MoodChange(
            "negation", opposed, f"“{opposed[0]}” and “{opposed[1]}” exclude each other", opposed
        )
    # Where one side has nothing, what was put in must turn or soften and no more.
    loose = settings.loose_words if slot.both else 0
    longest = max(size(slot.left, left), size(slot.right, right))
    if len(a.rest ^ b.rest) > loose or (not slot.both and longest > settings.inserted_words):
        return None
    shown = _shown(slot, left, right)
    if a.turned != b.turned:
        if _denied(slot.left, slot.left_sentence, left) != _denied(
            slot.right, slot.right_sentence, right
        ):
            return None  # "denied that he would go", "said that he would not go"
        word = (a if a.turned else b).deciding[0]
        return MoodChange(
            "negation", shown, f"one says it, the other denies it (“{word}”)", _keys(a, b)
        )
    if a.tried != b.tried and a.rest & b.rest:
        return MoodChange(
            "negation", shown, "one says it was done, the other that it was tried", _keys(a, b)
        )
    if a.strength == b.strength or a.turned or (a.able or b.able):
        return None
    if "certain" not in (a.strength, b.strength):
        return None  # "may" and "is likely to": less than a clear step
    weaker = a if _STEPS[a.strength] < _STEPS[b.strength] else b
    word = weaker.deciding[0]
    rule = f"one states it, the other only as {weaker.strength} (“{word}”)"
    return MoodChange("certainty", shown, rule, _keys(a, b))


def dropped_limit(slot: Slot, left: MarkedReport, right: MarkedReport) -> MoodChange | None:
    """A clause such as "unless …" that one side lacks, so that it says more than was said."""
    if (slot.left is None) == (slot.right is None):
        return None
    marked, span = (left, slot.left) if slot.left else (right, slot.right)
    assert span is not None
    text = marked.words_of(span).lower()
    other = right.words_of(slot.right_sentence) if slot.left else left.words_of(slot.left_sentence)
    for limit in sorted(_sort("limit")):
        begins = re.compile(rf"\b{re.escape(limit)}\b")
        if begins.match(text) and not begins.search(other.lower()):  # it may only have moved
            rule = f"without the clause that begins “{limit}” the rest says more than was said"
            shown = ("", marked.words_of(span)) if slot.right else (marked.words_of(span), "")
            return MoodChange("omission", shown, rule, ("dropped", "kept"))
    return None


def mood(marked: MarkedReport, span: Span | None, sentence: Span) -> Mood:
    """What the words of a span do to the statement of its sentence; nothing where it is None."""
    if span is None:
        return Mood(False, False, "certain", False, frozenset(), ())
    text = marked.report.text
    whole = list(words(text, sentence.start, sentence.end))
    inside = [i for i, w in enumerate(whole) if span.start <= w.start and w.end <= span.end]
    negators = tried = 0
    strength: Literal["certain", "probable", "possible"] = "certain"
    able = False
    rest: set[str] = set()
    deciding: list[str] = []
    for i in inside:
        word = whole[i]
        level = _level(whole, i, text)
        if _negates(whole, i):
            negators += 1
        elif word.key in _sort("attempt"):
            tried += 1
        elif level:
            strength = level if _STEPS[level] < _STEPS[strength] else strength
        else:
            able = able or word.key in _sort("able")
            if _has_content(word.key):
                rest.add(stem(word.key))
            continue
        deciding.append(text[word.start : word.end])
    return Mood(negators % 2 == 1, tried > 0, strength, able, frozenset(rest), tuple(deciding))


def _denied(span: Span | None, sentence: Span, marked: MarkedReport) -> bool:
    """Does the sentence deny outside the slot, so that a "not" in the other says the same?"""
    found = words(marked.report.text, sentence.start, sentence.end)
    outside = (w for w in found if span is None or not (span.start <= w.start < span.end))
    return sum(denies(word.key) for word in outside) % 2 == 1


def is_able(word: str) -> bool:
    """Does this word tell what somebody can do, and not what may be so?"""
    return word.lower() in _sort("able")


def _negates(whole: Sequence[Word], i: int) -> bool:
    key = whole[i].key
    cut = key == "t" and i > 0 and whole[i - 1].key.endswith("n")  # "hadn ’ t"
    if not (key in _sort("negator") or key.endswith("n't") or cut):
        return False
    after = whole[i + 1].key if i + 1 < len(whole) else ""
    return not (key in ("no", "not") and after in _NO_TURN and after != "longer") and not (
        key == "no" and after[:1].isdigit()
    )


def _level(whole: Sequence[Word], i: int, text: str) -> Literal["possible", "probable"] | None:
    """How far the word softens what it stands with, or None if it does not."""
    word = whole[i]
    before = whole[i - 1].key if i else ""
    after = whole[i + 1].key if i + 1 < len(whole) else ""
    if word.key in _sort("possible"):
        month = word.key == "may" and text[word.start].isupper() and i > 0
        return None if before in _SET_PHRASE or month else "possible"
    if word.key in _sort("infinitive"):
        return "probable" if after in ("to", "that", "as") else None
    if word.key in _sort("passive") and (before in _BE or (i > 1 and whole[i - 2].key in _BE)):
        return "probable" if after in ("to", "that", "have", "dead") else None
    if word.key in _sort("probable"):
        return "probable"
    return None


def _has_content(key: str) -> bool:
    return key not in stopwords() and key not in _sort("ignore") and len(key) > 1


def _antonyms(a: Mood, b: Mood) -> tuple[str, str] | None:
    """The one word of either side, if the two exclude each other and neither is turned."""
    only_a, only_b = sorted(a.rest - b.rest), sorted(b.rest - a.rest)
    if len(only_a) != 1 or len(only_b) != 1 or a.turned != b.turned:
        return None
    pair = (only_a[0], only_b[0])
    return pair if frozenset(pair) in _opposites() else None


def are_opposites(one: str, other: str) -> bool:
    """Do two words exclude each other where one stands in the place of the other?

    >>> are_opposites("good", "bad"), are_opposites("good", "fine")
    (True, False)
    """
    return frozenset((stem(one), stem(other))) in _opposites()


def _keys(a: Mood, b: Mood) -> tuple[str, str]:
    return tuple(f"{m.turned} {m.tried} {m.strength}" for m in (a, b))  # type: ignore[return-value]


def _shown(slot: Slot, left: MarkedReport, right: MarkedReport) -> tuple[str, str]:
    """The words of both sides; where one is empty, both with the words around the gap."""
    if slot.both:
        return left.words_of(slot.both[0]), right.words_of(slot.both[1])
    full, span, sentence = (
        (left, slot.left, slot.left_sentence)
        if slot.left
        else (right, slot.right, slot.right_sentence)
    )
    assert span is not None
    before, wide, after = _around(full, span, sentence)
    other, there = (right, slot.right_sentence) if slot.left else (left, slot.left_sentence)
    narrow = _joint_words(other, there, before, after)
    return (wide, narrow) if slot.left else (narrow, wide)


def _around(marked: MarkedReport, span: Span, sentence: Span) -> tuple[str, str, str]:
    """The word before a span, the span with both its neighbours, and the word after."""
    text = marked.report.text
    whole = list(words(text, sentence.start, sentence.end))
    before = [w for w in whole if w.end <= span.start][-1:]
    after = [w for w in whole if w.start >= span.end][:1]
    start = before[0].start if before else span.start
    end = after[0].end if after else span.end
    return before[0].key if before else "", text[start:end], after[0].key if after else ""


def _joint_words(marked: MarkedReport, sentence: Span, before: str, after: str) -> str:
    """Two words that follow each other in a sentence, as they stand there; "" if they do not."""
    text = marked.report.text
    for one, two in pairwise(words(text, sentence.start, sentence.end)):
        if (one.key, two.key) == (before, after):
            return text[one.start : two.end]
    return ""


@cache
def _sort(sort: str) -> frozenset[str]:
    return frozenset(n for kind, cell in rows("modality.tsv") if kind == sort for n in names(cell))


@cache
def _opposites() -> frozenset[frozenset[str]]:
    return frozenset(
        frozenset((stem(word), stem(other)))
        for word, cell in rows("antonyms.tsv")
        for other in names(cell)
        if stem(word) != stem(other)
    )
