"""What the alignment kernels read and write in: one report's words, limits, buffers."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from secondsource.alignment.reuse_words import whole
from secondsource.settings import AlignmentSettings

Ints = NDArray[np.int64]
Small = NDArray[np.int32]
Flags = NDArray[np.uint8]
Masks = NDArray[np.uint64]
_MASK_BITS = 64


class Side(NamedTuple):
    """The words of one report: codes, blocks, and weights cumulated, one longer."""

    codes: Ints
    blocks: Small
    weights: Ints


class Limits(NamedTuple):
    """The settings of alignment as whole numbers."""

    seed_words: int
    seed_pairs: int
    most_runs: int
    look_back: int
    max_gap: int
    widest_fill: int
    gap_weight: int
    least_words: int
    least_weight: int


class Room(NamedTuple):
    """Buffers for reports of up to n words; s: a power of two, at least 2 n."""

    seats: Small  # (s,): first place on the left with a gram, -1 free
    seat_of: Small  # (n,): seat of the gram that begins here, -1 none
    ours: Small  # (s,): places on the left with a gram
    theirs: Small  # (s,): the same on the right; of the pair that `stamps` names
    heads: Small  # (s,): first such place on the right
    stamps: Ints  # (s,)
    later: Small  # (n,): next place on the right with the same gram
    last: Small  # (2 n,): the last run of each diagonal
    runs: Small  # (seed_pairs * n + 1, 3)
    best: Ints  # as many
    before: Small  # as many
    near: Small  # as many
    used: Flags  # as many
    chain: Small  # as many
    parts: Small  # (n + 1, 4): runs, and the number of the part; ends on the left only rise
    taken: Flags  # (2, n + 1)
    rows: Masks  # (64,)
    inner: Small  # (128, 3): runs that fill a gap or lie behind an end
    found: Small  # (n + 1, 3): runs of all passages, which never overlap
    ends: Small  # (n + 1,): where each passage ends in `found`
    made: Small  # (n + 1, 3): runs of the passage at hand


def make_limits(settings: AlignmentSettings) -> Limits:
    """The settings, with bits of surprise in whole parts."""
    return Limits(
        seed_words=settings.seed_words,
        seed_pairs=settings.seed_pairs,
        most_runs=settings.most_runs,
        look_back=settings.look_back,
        max_gap=settings.max_gap,
        widest_fill=settings.widest_fill,
        gap_weight=whole(settings.gap_bits, settings=settings),
        least_words=settings.min_passage_words,
        least_weight=whole(settings.min_passage_bits, settings=settings),
    )


def make_room(longest: int, *, settings: AlignmentSettings) -> Room:
    """Buffers for reports of up to `longest` words."""
    words = longest + 1
    seats = 1 << (2 * words).bit_length()
    # A gram gives at most seed_pairs runs for each of its places on the left.
    runs = max(1, settings.seed_pairs) * words + 1

    def small(*shape: int) -> Small:
        return np.zeros(shape, dtype=np.int32)

    return Room(
        seats=small(seats),
        seat_of=small(words),
        ours=small(seats),
        theirs=small(seats),
        heads=small(seats),
        stamps=np.zeros(seats, dtype=np.int64),
        later=small(words),
        last=small(2 * words),
        runs=small(runs, 3),
        best=np.zeros(runs, dtype=np.int64),
        before=small(runs),
        near=small(runs),
        used=np.zeros(runs, dtype=np.uint8),
        chain=small(runs),
        parts=small(words, 4),
        taken=np.zeros((2, words), dtype=np.uint8),
        rows=np.zeros(_MASK_BITS, dtype=np.uint64),
        inner=small(2 * _MASK_BITS, 3),
        found=small(words, 3),
        ends=small(words),
        made=small(2 * words, 3),
    )
