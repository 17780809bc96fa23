"""Writes the background table of English words: build_background.py [TARGET]

TARGET  the table, by default src/secondsource/data/background.en.tsv: a line each of a folded
        word and its surprise in bits (-log2 of its frequency), the commonest first.

Needs the package `wordfreq` (3.x), which nothing else needs. Its word lists are CC BY-SA 4.0,
and so is the table (see src/secondsource/data/LICENSES.md). wordfreq was frozen in 2021, so
the table does not change from one build to the next.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from pathlib import Path

from wordfreq import get_frequency_dict  # type: ignore[import-not-found]

from secondsource.text.words import fold, words

SIZE = 60_000  # words; the last has 22 bits, about one in four million
TARGET = Path(__file__).parents[1] / "src/secondsource/data/background.en.tsv"


def table(size: int = SIZE) -> list[tuple[str, float]]:
    """The commonest words as this package folds them, with their bits, the commonest first."""
    frequency: Counter[str] = Counter()
    for word, share in get_frequency_dict("en", wordlist="large").items():
        keys = [w.key for w in words(word)]
        if keys == [fold(word)] and keys[0].replace("'", "").isalpha():
            frequency[keys[0]] += share
    ranked = sorted(frequency.items(), key=lambda pair: (-pair[1], pair[0]))[:size]
    return [(word, -math.log2(share)) for word, share in ranked]


def main(target: Path = TARGET) -> None:
    """Writes the table to `target`."""
    lines = [f"{word}\t{bits:.1f}\n" for word, bits in table()]
    target.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
