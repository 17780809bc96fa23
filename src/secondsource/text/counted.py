"""What a number counts: the head of the noun phrase that follows it, by rule."""

from __future__ import annotations

import re
from functools import cache

from secondsource.text.tables import names, rows

_MOST_WORDS = 5  # a noun phrase behind a number is seldom longer
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_JOINS = re.compile(r"[\s-]+|,\s")  # what may stand between two words of the phrase


def noun_after(text: str, start: int, end: int) -> str:
    """The common form of the noun counted by a number that ends at `start`, or "".

    >>> t = "18 Finnish crew in port"
    >>> noun_after(t, 2, len(t))
    'crew'
    """
    return counted_after(text, start, end)[0]


def counted_after(text: str, start: int, end: int) -> tuple[str, int]:
    """The noun counted by a number that ends at `start`, and where it ends; ("", start) if none."""
    found: list[str] = []
    at = start
    while at < end and len(found) < _MOST_WORDS:
        gap = _JOINS.match(text, at)
        word = _WORD.match(text, gap.end()) if gap else None
        if gap is None or word is None or word.end() > end or (gap.group() == ", " and not found):
            break
        key = word.group().lower().replace("’", "'")
        if key in _stops():
            break
        found.append(word.group())
        at = word.end()
        if _is_head(key):
            return _common(found), at
    clear = found and found[-1][:1].islower() and not _adverb(found[-1])
    return (_common(found), at) if clear else ("", start)


def same_noun(a: str, b: str) -> bool:
    """Can two nouns stand for one thing counted? An empty one can stand for any."""
    return not a or not b or a == b


def singular(word: str) -> str:
    """The common form of a noun, joined with its near synonyms by the shipped table.

    >>> singular("crewmen"), singular("bodies"), singular("passengers")
    ('crew', 'body', 'passenger')
    """
    word = word.lower().replace("’", "'")
    if word in _forms():
        return _forms()[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return _forms().get(word[:-1], word[:-1])
    return word


def _common(found: list[str]) -> str:
    """The head of the words found: "crew members" are crew."""
    head = singular(found[-1])
    if head == "member" and len(found) > 1:
        return singular(found[-2])
    return head


def _is_head(key: str) -> bool:
    """Is this word the counted noun: a plural, or one of those that show none?"""
    if key in _heads() or key in _forms():
        return True
    return len(key) > 3 and key.endswith("s") and not key.endswith(("ss", "us", "is", "'s"))


def _adverb(word: str) -> bool:
    return word.endswith("ly")


@cache
def _forms() -> dict[str, str]:
    return {
        form: value
        for kind, value, cell in rows("nouns.tsv")
        if kind in ("same", "irregular")
        for form in names(cell)
    }


@cache
def _heads() -> frozenset[str]:
    return frozenset(
        n for kind, _, cell in rows("nouns.tsv") if kind == "head" for n in names(cell)
    )


@cache
def _stops() -> frozenset[str]:
    return frozenset(
        w for kind, _, cell in rows("nouns.tsv") if kind == "stop" for w in cell.split()
    )
