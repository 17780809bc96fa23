"""Tokens of a text: words and marks with their places."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

# A word keeps its inner hyphens, apostrophes and stops ("al-Tamari", "It’s", "U.S."), also behind
# a number ("the 58-year-old").
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|\d+(?:-[^\W\d_]+)+|\d+(?:[.,:]\d+)*%?|[^\W_]+(?:[-'’.&][^\W_]+)*|\S"
)
_SHORT = 400  # characters of a passage whose tokens are kept: that of most sentences
_ABBREVIATED = frozenset(
    "mr mrs ms dr prof gen maj col lt sgt capt cpl cmdr adm brig rev hon sen rep gov pres supt "
    "insp det st sr jr jan feb mar apr jun jul aug sep sept oct nov dec inc corp co ltd no".split()
)


# Names in capitals that would read as a small word of grammar: "US", "IS", "IT", "WHO".
_CAPITAL_NAMES = frozenset("US IS IT WHO MAY AM AS IN ON OR NO DO".split())


class Token(NamedTuple):
    """A word or a mark at [start, end) of the text; `low` is its lower-case form."""

    start: int
    end: int
    text: str
    low: str

    @property
    def is_word(self) -> bool:
        """Is it a word or a number, not a mark?"""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Does it begin with a capital letter?"""
        return self.text[0].isupper()


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of text[start:end]; the stop of a title ("Mr.") belongs to it.

    >>> [t.text for t in tokens("Mr. Ali's U.S. trip, 1,700 km.", 0, 30)]
    ['Mr.', "Ali's", 'U.S.', 'trip', ',', '1,700', 'km', '.']
    """
    if start >= 0 and end - start <= _SHORT:
        return list(_kept(text[start:end], start))
    return _found(text, start, end, 0)


@lru_cache(maxsize=1024)  # sentences of a story: rules and certainty read the same ones
def _kept(passage: str, start: int) -> tuple[Token, ...]:
    """The tokens of a passage that begins at `start` of its text."""
    return tuple(_found(passage, 0, len(passage), start))


def _found(text: str, start: int, end: int, shift: int) -> list[Token]:
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        first, last = match.start() + shift, match.end() + shift
        if word == "." and found and found[-1].end == first:
            title = found[-1]
            initial = len(title.text) == 1 and title.is_capital and title.text != "I"
            cut = text[match.end() : match.end() + 1] == ","  # "in Reno, Nev., said"
            if (title.low in _ABBREVIATED or initial or cut) and match.end() < end:
                found[-1] = Token(title.start, last, title.text + ".", title.low)
                continue
        low = word if word in _CAPITAL_NAMES else word.lower().replace("’", "'")
        found.append(Token(first, last, word, low))
    return found
