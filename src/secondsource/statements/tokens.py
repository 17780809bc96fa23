"""Tokens of a text: words and marks with their places."""

from __future__ import annotations

import re
from typing import NamedTuple

# A word keeps its inner hyphens, apostrophes and stops ("al-Tamari", "It’s", "U.S.").
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*%?|[^\W_]+(?:[-'’.&][^\W_]+)*|\S")
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
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        if word == "." and found and found[-1].end == match.start():
            last = found[-1]
            initial = len(last.text) == 1 and last.is_capital and last.text != "I"
            if (last.low in _ABBREVIATED or initial) and match.end() < end:
                found[-1] = Token(last.start, match.end(), last.text + ".", last.low)
                continue
        low = word if word in _CAPITAL_NAMES else word.lower().replace("’", "'")
        found.append(Token(match.start(), match.end(), word, low))
    return found
