"""How far each two words of a story mean the same, for all words at once, in a sparse table.

Of a story's words hardly one in two hundred pairs is alike at all: what `Lexicon.met` makes anew
for each pair of clauses is made once, and only what is above 0 is kept. A story of 250 reports
has 12,000 words; its whole table would take 600 MB.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from secondsource.settings import AlignmentSettings

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
_ROWS = 256  # of cosines made at once: 12 MB for 12,000 words
_Entries = tuple[Ints, Ints, Floats]  # word, other word, how far they mean the same


@dataclass(frozen=True, slots=True, eq=False)
class Met:
    """The pairs of words that mean the same, fully or in part: the rows of a sparse table.

    begins: int64, (n_words + 1,), where the row of each word begins; others: int64, (n_entries,),
    the words that it meets, ascending; worth: float32, (n_entries,), how far, in (0, 1].
    """

    begins: Ints
    others: Ints
    worth: Floats

    def between(self, left: Ints, right: Ints) -> Floats:
        """How far each pair of these words means the same: (n_left, n_right).

        right: distinct words.
        """
        column = np.full(len(self.begins) - 1, -1, dtype=np.int64)
        column[right] = np.arange(len(right))
        sizes = self.begins[left + 1] - self.begins[left]
        ahead = np.cumsum(sizes) - sizes
        entries = np.arange(sizes.sum()) + np.repeat(self.begins[left] - ahead, sizes)
        columns = column[self.others[entries]]
        rows = np.repeat(np.arange(len(left)), sizes)
        here = columns >= 0
        found = np.zeros((len(left), len(right)), dtype=np.float32)
        found[rows[here], columns[here]] = self.worth[entries[here]]
        return found


def build_met(
    *,
    roots: Ints,
    groups: Floats,
    values: Ints,
    near: Floats,
    vectors: Floats | None,
    settings: AlignmentSettings,
) -> Met:
    """The table of all words; what is given is as `Lexicon` has it."""
    n_words = len(roots)
    every = np.arange(n_words)
    entries = [
        (every, every, np.ones(n_words, dtype=np.float32)),
        *_sharing(np.flatnonzero(roots), roots, settings.root_worth),
        *(_all_pairs(np.flatnonzero(members), settings.alike_worth) for members in groups.T),
        *_near(values, near),
        *(() if vectors is None else _soft(vectors, settings)),
    ]
    one, other, worth = (np.concatenate(parts) for parts in zip(*entries))
    keys = one * n_words + other
    order = np.argsort(keys, kind="stable")
    keys, worth = keys[order], worth[order]
    firsts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]][: len(keys)])
    kept = keys[firsts]
    best = np.maximum.reduceat(worth, firsts) if len(firsts) else worth
    begins = np.searchsorted(kept, np.arange(n_words + 1) * n_words)
    return Met(begins, kept % max(1, n_words), best)


def _sharing(words: Ints, numbers: Ints, worth: float) -> Iterator[_Entries]:
    """Each two of these words that share a number."""
    ordered = words[np.argsort(numbers[words], kind="stable")]
    cuts = np.flatnonzero(np.diff(numbers[ordered])) + 1
    for alike in np.split(ordered, cuts):
        yield _all_pairs(alike, worth)


def _all_pairs(words: Ints, worth: float) -> _Entries:
    """Each word with each."""
    number = len(words)
    pairs = np.repeat(words, number), np.tile(words, number)
    return *pairs, np.full(number * number, worth, dtype=np.float32)


def _near(values: Ints, near: Floats) -> Iterator[_Entries]:
    """The values that are one but for their rounding."""
    word_of = np.zeros(len(near), dtype=np.int64)
    word_of[values] = np.arange(len(values))
    ones, others = np.nonzero(near)
    yield word_of[ones], word_of[others], near[ones, others]


def _soft(vectors: Floats, settings: AlignmentSettings) -> Iterator[_Entries]:
    """The words of like meaning by their vectors."""
    floor, ceiling = settings.vector_floor, settings.vector_ceiling
    for first in range(0, len(vectors), _ROWS):
        cosines = vectors[first : first + _ROWS] @ vectors.T
        ones, others = np.nonzero(cosines > floor)
        cosine = cosines[ones, others]
        worth = np.clip((cosine - floor) / (ceiling - floor), 0.0, 1.0) * settings.vector_worth
        yield ones + first, others, worth.astype(np.float32)
