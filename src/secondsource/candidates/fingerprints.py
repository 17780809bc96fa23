"""Kernels for fingerprints: arrays in, arrays out. They know no report and no engine.

Winnowing: Schleimer, Wilkerson & Aiken, SIGMOD 2003. Of every `window` hashes of word grams in
a row the least is kept, so a shared run of gram + window - 1 words always shares one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Ints = NDArray[np.int64]

_ODD = np.uint64(0x9E3779B97F4A7C15)  # 2**64 / golden ratio, odd: spreads what it multiplies
# Constants of splitmix64 (Steele, Lea & Flood, OOPSLA 2014).
_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_BLOCK = 8  # bytes that are hashed at once
LONGEST = 128  # bytes of a word that are hashed as they are
_SHIFTS = np.uint64(30), np.uint64(27), np.uint64(31)


def word_hashes(keys: Iterable[str]) -> Hashes:
    """A 64-bit hash of each folded word, the same on every machine and in every run.

    The length in bytes of UTF-8, then the bytes, eight at a time, mixed in. So simple that a
    compiled kernel reckons it faster than it could look it up.
    """
    forms = [_short(key.encode("utf-8", "surrogatepass")) for key in keys]
    width = max(map(len, forms), default=0) // _BLOCK + 1
    blocks = np.array(forms, dtype=f"S{width * _BLOCK}").view("<u8").reshape(-1, width)
    lengths = np.array([len(form) for form in forms], dtype=np.uint64)
    found = lengths.copy()
    for column in range(width):
        more = lengths > column * _BLOCK
        found[more] = _mixed(found[more] * _ODD + blocks[more, column].astype(np.uint64))
    return found


def _short(form: bytes) -> bytes:
    """The word, or a digest of a longer one than any language has."""
    return form if len(form) <= LONGEST else hashlib.blake2b(form).digest()


def gram_hashes(words: Hashes, *, size: int) -> Hashes:
    """A hash of every run of `size` words; max(0, n_words - size + 1) long."""
    count = len(words) - size + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    grams = np.zeros(count, dtype=np.uint64)
    for step in range(size):
        grams = grams * _ODD + words[step : step + count]
    return _mixed(grams)


def winnowed(grams: Hashes, *, window: int) -> Hashes:
    """The least hash of every `window` in a row, each once, sorted.

    Fewer grams than a window still give their least, so a short text has a fingerprint.
    """
    if not len(grams):
        return grams
    width = min(window, len(grams))
    least = np.lib.stride_tricks.sliding_window_view(grams, width).min(axis=1)
    return np.unique(least)


def shared_counts(
    fingerprints: Hashes, holders: Ints, *, min_shared: int, max_holders: int
) -> tuple[Ints, Ints, Ints]:
    """Pairs of holders with enough fingerprints in common: (left, right, how many), sorted.

    fingerprints, holders: one row for each fingerprint of each holder, no row twice; left is
    below right. A fingerprint with over `max_holders` holders pairs only neighbours in their
    order, so that n copies cost n pairs and not n * n.
    """
    order = np.lexsort((holders, fingerprints))
    prints, who = fingerprints[order], holders[order].astype(np.int64)
    _, begins, sizes = np.unique(prints, return_index=True, return_counts=True)
    size_at = np.repeat(sizes, sizes)
    begin_at = np.repeat(begins, sizes)
    lefts, rights = [], []
    for step in range(1, int(sizes.max(initial=1))):
        # Each holder with the one `step` places on, where both hold the same fingerprint.
        at = np.arange(len(who) - step)
        fits = begin_at[at] == begin_at[at + step]
        if step > 1:
            fits &= size_at[at] <= max_holders
        at = at[fits]
        if not len(at):
            break
        lefts.append(who[at])
        rights.append(who[at + step])
    if not lefts:
        none = np.zeros(0, dtype=np.int64)
        return none, none, none
    base = int(who.max()) + 1
    pairs, counts = np.unique(
        np.concatenate(lefts) * base + np.concatenate(rights), return_counts=True
    )
    pairs, counts = pairs[counts >= min_shared], counts[counts >= min_shared]
    return pairs // base, pairs % base, counts.astype(np.int64)


def _mixed(values: Hashes) -> Hashes:
    """Every bit of a value spread over all bits, one to one (splitmix64's last step)."""
    first, second, third = _SHIFTS
    values = (values ^ (values >> first)) * _MIX_1
    values = (values ^ (values >> second)) * _MIX_2
    return values ^ (values >> third)
