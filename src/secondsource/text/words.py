"""Words of a text, with their places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# A number with its separators is one word ("1,700", "9.25", "6:30"); so is one with an apostrophe.
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\w")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word at [start, end); `key` is its form for comparison: lower case, marks straightened."""

    start: int
    end: int
    key: str


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words of text[start:end], punctuation left out; places count from the text's start.

    >>> [w.key for w in words("It’s 1,700 Euros.")]
    ["it's", '1,700', 'euros']
    """
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        yield Word(match.start(), match.end(), fold(match.group()))


@lru_cache(maxsize=32_768)  # a pile of reports says the same words again and again
def fold(word: str) -> str:
    """Lower case, marks straightened, accents dropped, so that variants of one word are equal.

    >>> fold("Élysée’s")
    "elysee's"
    """
    plain = word.translate(_STRAIGHT).lower()
    if plain.isascii():
        return plain
    parts = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in parts if not unicodedata.combining(c))
