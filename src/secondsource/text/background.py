"""How surprising a word is, from a shipped table of English: never from the files given.

A weight made from the given reports would change when one of them is copied. The table is
fixed, so a verbatim copy changes no evidence between others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from types import MappingProxyType

from secondsource.settings import BackgroundSettings

_BITS = BackgroundSettings()


def rarity(key: str) -> float:
    """Surprise of a folded word in bits, -log2 of its share of English.

    A number has no share of its own: its digits are counted. A possessive is as rare as its
    word. A word that the table lacks gets a fixed high value.

    >>> rarity("the") < rarity("harbour") < rarity("qwkzzt")
    True
    """
    table = _table()
    if key in table:
        return table[key]
    if key[:1].isdigit():
        return _rarity_of_number(key)
    base = key.removesuffix("'s")
    return table.get(base, _BITS.unknown_bits)


def passage_bits(keys: Sequence[str]) -> float:
    """Surprise in bits of a run of folded words that stand in this order; 0 for no words.

    The rarest word counts in full, every other at `next_word` of its own bits: words of one
    phrase foretell each other. So a run of common words stays cheap, and a longer run is
    never cheaper than its part.

    >>> passage_bits(["of", "the"]) < passage_bits(["capsized", "ferry"])
    True
    """
    return run_bits([rarity(key) for key in keys])


def run_bits(bits: Sequence[float]) -> float:
    """Surprise of a run of words, as `passage_bits` has it, from the surprise of each."""
    if not bits:
        return 0.0
    most = max(bits)
    return most + _BITS.next_word * (sum(bits) - most)


def _rarity_of_number(key: str) -> float:
    """A year is expected in news; of other numbers each digit counts, closing zeros little."""
    digits = "".join(c for c in key if c.isdigit())
    if len(digits) == 4 and key.isdigit() and digits[:2] in ("19", "20"):
        return _BITS.year_bits
    sure = len(digits.rstrip("0"))
    zeros = len(digits) - sure
    return min(
        _BITS.number_bits + _BITS.digit_bits * sure + _BITS.zero_bits * zeros, _BITS.unknown_bits
    )


@cache
def _table() -> Mapping[str, float]:
    """The shipped table, read once."""
    file = resources.files("secondsource.data").joinpath("background.en.tsv")
    rows = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
    return MappingProxyType({word: float(bits) for word, bits in rows})
