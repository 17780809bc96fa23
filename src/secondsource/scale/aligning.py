"""Aligns very many pairs of reports at once, with the result of the plain path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondsource.alignment.reuse_words import BodyWords
from secondsource.errors import SettingsError
from secondsource.scale.aligning_room import Ints, Small, make_limits, make_room
from secondsource.settings import AlignmentSettings

_WIDEST = 63  # words of a gap: a bit each of one machine word
_RUNS_AT_ONCE = 1 << 20  # of the buffer for results: 16 MB


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The words of many reports, one report behind the other.

    codes: a number for each word, equal words equal (a 64-bit hash will do). blocks: rises
    where no passage may run across. worth: surprise of each word in whole parts of a bit.
    quoted: does it stand between quotation marks? begins: n_reports + 1.
    """

    codes: Ints
    blocks: Small
    worth: Small
    quoted: NDArray[np.bool_]
    begins: Ints

    @classmethod
    def of(cls, rows: Sequence[BodyWords]) -> Tokens:
        """The words of a story as the plain path has them."""
        return cls(
            codes=np.array([code for row in rows for code in row.codes], dtype=np.int64),
            blocks=np.array([block for row in rows for block in row.blocks], dtype=np.int32),
            worth=np.array([w for row in rows for w in np.diff(row.weights)], dtype=np.int32),
            quoted=np.array([q for row in rows for q in np.diff(row.quoted)], dtype=np.bool_),
            begins=np.cumsum([0, *map(len, rows)]),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Aligned:
    """Passages of many pairs. runs: (n_runs, 3), left word, right word, size.

    passage_ends: where the runs of each passage end. pair_ends: where the passages of each pair
    end, in order of the pairs given.
    """

    runs: Small
    passage_ends: Ints
    pair_ends: Ints

    def passages(self, pair: int) -> Iterator[tuple[tuple[int, int, int], ...]]:
        """The passages of one pair, as the plain path has them."""
        first = int(self.pair_ends[pair - 1]) if pair else 0
        for number in range(first, int(self.pair_ends[pair])):
            begin = int(self.passage_ends[number - 1]) if number else 0
            runs = self.runs[begin : int(self.passage_ends[number])].tolist()
            yield tuple((a, b, size) for a, b, size in runs)


def align_pairs(
    tokens: Tokens,
    lefts: Small,
    rights: Small,
    *,
    settings: AlignmentSettings = AlignmentSettings(),
) -> Aligned:
    """The passages that the reports of each pair share.

    lefts, rights: numbers of reports; quickest if the pairs of one left report stand together.
    Passages are those of `secondsource.alignment.reuse_chains.find_passages`, to the word.
    """
    from secondsource.scale import aligning_passages as kernels

    if max(settings.max_gap, settings.widest_fill) > _WIDEST:
        raise SettingsError(f"max_gap and widest_fill must be at most {_WIDEST} for an archive")
    sizes = np.diff(tokens.begins)
    longest = int(sizes.max(initial=0))
    room, limits = make_room(longest, settings=settings), make_limits(settings)
    weights = np.concatenate(([0], np.cumsum(tokens.worth, dtype=np.int64)))
    out = np.empty((max(_RUNS_AT_ONCE, 2 * longest + 2), 4), dtype=np.int32)
    ends = np.zeros(len(lefts), dtype=np.int64)
    fills: list[Small] = []
    done = 0
    while done < len(lefts):
        begin = done
        done = kernels.align_batch(
            tokens.codes,
            tokens.blocks,
            weights,
            tokens.begins,
            lefts,
            rights,
            begin,
            limits,
            room,
            out,
            ends,
        )
        filled = int(ends[done - 1])
        ends[begin:done] += sum(map(len, fills))
        fills.append(out[:filled].copy())
    return _aligned(np.concatenate(fills or [out[:0]]), ends)


def _aligned(runs: Small, run_ends: Ints) -> Aligned:
    """The result, with passages counted instead of runs."""
    begins = np.flatnonzero(runs[:, 3])
    return Aligned(
        runs=np.ascontiguousarray(runs[:, :3]),
        passage_ends=np.concatenate((begins[1:], [len(runs)])) if len(begins) else begins,
        pair_ends=np.searchsorted(begins, run_ends),
    )
