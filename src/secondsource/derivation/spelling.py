"""Misspelt words: what two reports share of them was copied, for nobody slips twice alike."""

from __future__ import annotations

from functools import lru_cache

from secondsource.settings import DerivationSettings
from secondsource.text import rarity

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def is_slip(key: str, *, settings: DerivationSettings) -> bool:
    """Is this an unknown word that one letter more, less, changed or swapped makes common?

    >>> is_slip("harbuor", settings=DerivationSettings())
    True
    >>> is_slip("harbour", settings=DerivationSettings())
    False
    """
    if len(key) < settings.odd_letters or not key.isascii() or not key.isalpha():
        return False
    if rarity(key) < rarity(_UNKNOWN):
        return False
    return _is_near_common(key, settings.odd_common_bits)


@lru_cache(maxsize=4096)  # the same rare word stands in many of the pairs
def _is_near_common(key: str, most_bits: float) -> bool:
    """Is a word as common as that one slip away?"""
    return any(rarity(near) <= most_bits for near in _one_slip(key))


_UNKNOWN = "qxqxqxqx"


def _one_slip(key: str) -> set[str]:
    """All words one edit away (Norvig's edits1, minus the inflections a writer may coin)."""
    cuts = [(key[:i], key[i:]) for i in range(len(key) + 1)]
    less = {a + b[1:] for a, b in cuts[1:-1] if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    changed = {a + c + b[1:] for a, b in cuts[:-1] for c in _LETTERS}
    more = {a + c + b for a, b in cuts[:-1] for c in _LETTERS}
    return (less | swapped | changed | more) - {key}
