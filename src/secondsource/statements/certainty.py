"""Measures how certain a passage is from the words of its sentence."""

from __future__ import annotations

from secondsource.model import Certainty, Field, Span
from secondsource.model.statements import Strength
from secondsource.statements.lexicon import word_list
from secondsource.statements.tokens import Token, tokens
from secondsource.text import sentences

_VALUES: dict[Strength, float] = {"certain": 1.0, "probable": 0.6, "possible": 0.3, "unknown": 0.1}
_DATA = "certainty.en.txt"


def measure_certainty(
    text: str, target: tuple[int, int], *, report_id: str = "", field: Field = "text"
) -> Certainty:
    """Certainty of what text[target] asserts, read from its sentence.

    target: characters of a predicate, a clause or a sentence. The spans lie in the given report
    and field.
    """
    start, end = _sentence_of(text, target)
    items = tokens(text, start, end)
    strength: Strength = "certain"
    deciding: list[Token] = []
    negative = False
    for item in _governing(items, target):
        low = item.low
        if low in word_list(_DATA, "negative") or low.endswith("n't"):
            negative = not negative
            deciding.append(item)
        for level in ("possible", "probable", "unknown"):
            if low in word_list(_DATA, level):
                strength = level
                deciding.append(item)
    value = _VALUES[strength] * (-1 if negative else 1)
    return Certainty(
        strength=strength,
        polarity="negative" if negative else "positive",
        value=value,
        spans=tuple(Span(report_id, t.start, t.end, field) for t in deciding),
    )


def _sentence_of(text: str, target: tuple[int, int]) -> tuple[int, int]:
    """The sentence (or sentences) of text that hold the target."""
    first = text.rfind("\n", 0, target[0]) + 1
    last = text.find("\n", target[1])
    last = len(text) if last < 0 else last
    found = [s for s in sentences(text, first, last) if s[0] < target[1] and s[1] > target[0]]
    return (found[0][0], found[-1][1]) if found else target


def _governing(items: list[Token], target: tuple[int, int]) -> list[Token]:
    """The words of the clause around the target that can change its certainty."""
    before = [t for t in items if t.end <= target[0]][-4:]
    inside = [t for t in items if t.start >= target[0] and t.end <= target[1]]
    return before + (inside if len(inside) > 1 else [])
