"""Words of a text, with their places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# A number with its separators is one word ("1,700", "9.25", "6:30"); so is one with an apostrophe.
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\w")
_SHORT = 400  # characters of a passage whose words are kept: that of most sentences
_LONG_WORD = 40  # characters; a longer one hardly comes twice
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
    stop = len(text) if end is None else end
    if start >= 0 and stop - start <= _SHORT:
        return iter(_kept(text[start:stop], start))
    return _found(text, start, stop, 0)


@lru_cache(maxsize=8192)  # sentences of a story, 3 kilobytes each: every stage reads them
def _kept(passage: str, start: int) -> tuple[Word, ...]:
    """The words of a passage that begins at `start` of its text."""
    return tuple(_found(passage, 0, len(passage), start))


def _found(text: str, start: int, end: int, shift: int) -> Iterator[Word]:
    for match in _WORD.finditer(text, start, end):
        yield Word(match.start() + shift, match.end() + shift, fold(match.group()))


def fold(word: str) -> str:
    """Lower case, marks straightened, accents dropped, so that variants of one word are equal.

    >>> fold("Élysée’s")
    "elysee's"
    """
    return _kept_fold(word) if len(word) <= _LONG_WORD else _fold(word)


def _fold(word: str) -> str:
    plain = word.translate(_STRAIGHT).lower()
    if plain.isascii():
        return plain
    parts = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in parts if not unicodedata.combining(c))


_kept_fold = lru_cache(maxsize=32_768)(_fold)  # a pile says the same words again and again
