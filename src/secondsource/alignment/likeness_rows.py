"""Many pairs of clauses compared at once: what `Lexicon.compare` gives, to the last bit.

A story has thousands of pairs of a dozen words each, so that calls into NumPy would cost more
than what they compute. Rows are padded to one length where the greatest is sought, and cut to
their own before they are summed: a sum of 32-bit numbers depends on how many there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from secondsource.alignment.likeness import Lexicon, Likeness
from secondsource.alignment.likeness_table import Floats, Ints

Doubles = npt.NDArray[np.float64]
WordPair = tuple[Ints, Ints]
_AT_ONCE = 1024  # pairs; bounds the memory: padded to 100 words a clause they take 40 MB


def compare_pairs(lexicon: Lexicon, pairs: Sequence[WordPair]) -> list[Likeness]:
    """The likeness of each pair of word sets, in order; `Lexicon.compare` says what it is."""
    found = [Likeness(0.0, 0.0, 0.0, 0.0, 0.0)] * len(pairs)
    full = [number for number, (left, right) in enumerate(pairs) if len(left) and len(right)]
    for first in range(0, len(full), _AT_ONCE):
        rows = full[first : first + _AT_ONCE]
        for row, likeness in zip(rows, _of_block(lexicon, [pairs[row] for row in rows])):
            found[row] = likeness
    return found


def _of_block(lexicon: Lexicon, pairs: Sequence[WordPair]) -> Iterator[Likeness]:
    """The likeness of each of these pairs, none of them empty."""
    left = _padded([pair[0] for pair in pairs])
    right = _padded([pair[1] for pair in pairs])
    met = _met(lexicon, left, right)
    one = _side(lexicon, left, met.max(axis=2))
    other = _side(lexicon, right, met.max(axis=1))
    settings = lexicon.settings
    done = np.sqrt(one.done * other.done)
    held = np.maximum(one.share, other.share) * settings.containment_worth
    weight = settings.act_weight
    share = (1 - weight) * np.maximum(np.sqrt(one.share * other.share), held) + weight * done
    bits, plain = np.minimum(one.bits, other.bits), np.minimum(one.plain, other.plain)
    told, day = np.minimum(one.told, other.told), np.minimum(one.day, other.day)
    found = (share, done, bits, plain, told, (bits - plain - day) * (day > 0))
    yield from map(Likeness, *(figures.tolist() for figures in found))


def _met(lexicon: Lexicon, left: Ints, right: Ints) -> Floats:
    """How far the words of each pair mean the same: float32, (n_pairs, longest, longest)."""
    ours, row = np.unique(np.maximum(left, 0), return_inverse=True)
    theirs, column = np.unique(np.maximum(right, 0), return_inverse=True)
    table = lexicon.met(ours, theirs)
    met = table[row.reshape(left.shape)[:, :, None], column.reshape(right.shape)[:, None, :]]
    met[(left < 0)[:, :, None] | (right < 0)[:, None, :]] = 0.0  # what fills up meets nothing
    found: Floats = met
    return found


def _padded(rows: Sequence[Ints]) -> Ints:
    """The rows below each other, filled up with -1: int64, (n_rows, longest)."""
    longest = max(len(row) for row in rows)
    table = np.full((len(rows), longest), -1, dtype=np.int64)
    lengths = np.array([len(row) for row in rows])
    table[np.arange(longest) < lengths[:, None]] = np.concatenate(rows)
    return table


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """What of one side of each pair is met: shares in [0, 1] and bits, (n_pairs,) each."""

    share: Doubles
    done: Doubles
    bits: Doubles
    plain: Doubles
    told: Doubles
    day: Doubles


def _side(lexicon: Lexicon, words: Ints, met: Floats) -> _Side:
    """How far the words of one side are met. words: padded with -1; met: of the same shape."""
    share, done, bits, plain, told, day = np.zeros((6, len(words)), dtype=np.float64)
    lengths = (words >= 0).sum(axis=1)
    for length in np.unique(lengths):
        rows = np.flatnonzero(lengths == length)
        own = words[rows, :length]
        weights, acts = lexicon.weights[own], lexicon.acts[own]
        gained = np.ascontiguousarray(met[rows, :length]) * weights
        total = gained.sum(axis=1)
        share[rows] = total / weights.sum(axis=1)
        bits[rows] = total
        plain[rows] = (gained * lexicon.plain[own]).sum(axis=1)
        told[rows] = (gained * lexicon.told[own]).sum(axis=1)
        day[rows] = (gained * lexicon.days[own]).sum(axis=1)
        whole = (weights * acts).sum(axis=1).astype(np.float64)
        part = (gained * acts).sum(axis=1).astype(np.float64)
        done[rows] = np.divide(part, whole, out=np.full(len(rows), 0.5), where=whole > 0)
    return _Side(share, done, bits, plain, told, day)
