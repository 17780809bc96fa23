"""What the word kernel needs to know of every character, drawn up from the plain path itself.

The kernel must find the very words that `secondsource.text.words` finds. So its tables are made
by asking that module about each character, and what hangs on a character's neighbours, or lies
beyond the table, is marked hard: reports that hold such a character go the plain way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from secondsource.text import fold

OTHER, DIGIT, LETTER, LINE, HARD = range(5)  # LINE: the underscore, a word by itself
_UNITS = 0x10000
_HALVES = slice(0xD800, 0xE000)  # two of these make one character; so they are hard
_TABLE = 0x3000  # letters of scripts without spaces begin here; their words go the plain way
_IN_CONTEXT = "Σ"  # its lower case hangs on what follows
_ASKED = ((DIGIT, r"\d"), (LETTER, r"[^\W\d_]"), (LINE, r"_"))


@dataclass(frozen=True, slots=True, eq=False)
class Letters:
    """Tables by a character's number below 65,536: its kind, and the UTF-8 bytes that it folds to.

    Those of unit c are folded[begins[c]:begins[c + 1]].
    """

    kinds: NDArray[np.uint8]
    begins: NDArray[np.int32]
    folded: NDArray[np.uint8]


@cache
def letters() -> Letters:
    """The tables, made once a process in about 0.1 s."""
    every = "".join(map(chr, range(_UNITS)))
    kinds = np.full(len(every), OTHER, dtype=np.uint8)
    for kind, pattern in _ASKED:
        for match in re.finditer(f"(?:{pattern})+", every):
            kinds[match.start() : match.end()] = kind
    beyond = kinds[_TABLE:]
    beyond[beyond != OTHER] = HARD
    kinds[_HALVES] = HARD
    kinds[[ord(c) for c in _IN_CONTEXT]] = HARD
    known = (every[c] if kinds[c] not in (OTHER, HARD) else "" for c in range(_TABLE))
    forms = [fold(character).encode() for character in known]
    sizes = np.zeros(_UNITS + 1, dtype=np.int32)
    sizes[1 : _TABLE + 1] = [len(form) for form in forms]
    begins = np.cumsum(sizes, dtype=np.int32)
    return Letters(kinds, begins, np.frombuffer(b"".join(forms), dtype=np.uint8).copy())
