"""Compiled kernels for the first half of an alignment: equal runs of two reports, and chains.

The twin of `secondsource.alignment.reuse_chains`, number for number. Arrays in, arrays out;
numba checks no bounds: every buffer is sized in `aligning_room`.
"""

from __future__ import annotations

import numba
import numpy as np

from secondsource.scale.aligning_room import Ints, Limits, Room, Side, Small

_compiled = numba.njit(cache=True, nogil=True)
_ODD = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)


@_compiled
def seat_grams(left: Side, size: int, mask: int, room: Room) -> None:
    """Gives every gram of the left report a seat."""
    codes, blocks = left.codes, left.blocks
    room.seats[: mask + 1] = -1
    room.ours[: mask + 1] = 0
    for at in range(len(codes) - size + 1):
        room.seat_of[at] = -1
        if blocks[at] == blocks[at + size - 1]:
            seat = _seat(codes, at, codes, size, mask, room.seats)
            if room.seats[seat] < 0:
                room.seats[seat] = at
            room.ours[seat] += 1
            room.seat_of[at] = seat


@_compiled
def _seat(codes: Ints, at: int, known: Ints, size: int, mask: int, seats: Small) -> int:
    """The seat of the gram at a place, or the free one where it would sit."""
    spread = np.uint64(0)
    for step in range(size):
        spread = (spread + np.uint64(codes[at + step])) * _ODD
        spread ^= spread >> _HALF
    seat = np.int64(spread) & mask
    while seats[seat] >= 0:
        same = True
        for step in range(size):
            same &= known[seats[seat] + step] == codes[at + step]
        if same:
            break
        seat = (seat + 1) & mask
    return int(seat)


@_compiled
def equal_runs(left: Side, right: Side, limits: Limits, mask: int, stamp: int, room: Room) -> int:
    """Number of the longest runs of equal words that hold a seed; room.runs: them, in order.

    stamp: a number of this pair alone, above 0. The left report's grams are seated.
    """
    size, n_right, count = limits.seed_words, len(right.codes), 0
    for b in range(n_right - size, -1, -1):
        if right.blocks[b] != right.blocks[b + size - 1]:
            continue
        seat = _seat(right.codes, b, left.codes, size, mask, room.seats)
        if room.seats[seat] < 0:
            continue
        if room.stamps[seat] != stamp:
            room.stamps[seat], room.heads[seat], room.theirs[seat] = stamp, -1, 0
        room.later[b] = room.heads[seat]
        room.heads[seat] = b
        room.theirs[seat] += 1
    runs, last = room.runs, room.last
    last[: len(left.codes) + n_right] = -1
    for a in range(len(left.codes) - size + 1):
        seat = room.seat_of[a]
        if seat < 0 or room.stamps[seat] != stamp or room.heads[seat] < 0:
            continue
        b = room.heads[seat]
        many = np.int64(room.ours[seat]) * room.theirs[seat] > limits.seed_pairs
        if many:
            room.heads[seat] = room.later[b]  # the next place on the left gets the next one
        while b >= 0:
            run = last[b - a + len(left.codes)]
            if run >= 0 and runs[run, 0] + runs[run, 2] == a + size - 1:
                runs[run, 2] += 1
            else:
                last[b - a + len(left.codes)] = count
                runs[count, 0], runs[count, 1], runs[count, 2] = a, b, size
                count += 1
            b = -1 if many else room.later[b]
    return _longest(runs, count, limits.most_runs)


@_compiled
def _longest(runs: Small, count: int, most: int) -> int:
    """Number of runs left, the `most` longest, in their order."""
    if count <= most:
        return count
    chosen = np.sort(np.argsort(-runs[:count, 2], kind="mergesort")[:most])
    runs[:most] = runs[chosen]
    return most


@_compiled
def link_runs(left: Side, right: Side, limits: Limits, count: int, room: Room) -> None:
    """Fills room.best and room.before: the weight of the best chain up to each run, and its way."""
    runs, near, held = room.runs, room.near, 0
    for i in range(count):
        a, kept = runs[i, 0], 0
        for k in range(held):
            j = near[k]
            if runs[j, 0] + runs[j, 2] >= a - limits.max_gap:
                near[kept] = j
                kept += 1
        held = kept
        _link(left, right, limits, i, held, room)
        near[held] = i
        held += 1
        if held > limits.look_back:
            near[: held - 1] = near[1:held].copy()
            held -= 1


@_compiled
def _link(left: Side, right: Side, limits: Limits, i: int, held: int, room: Room) -> None:
    """The run that one best goes on from, among the `held` ones near before it."""
    runs, weights = room.runs, left.weights
    a, b, size = runs[i, 0], runs[i, 1], runs[i, 2]
    at, top = -1, np.int64(0)
    for k in range(held):
        j = room.near[k]
        c, d, n = runs[j, 0], runs[j, 1], runs[j, 2]
        gap_a, gap_b = a - c - n, b - d - n
        if c >= a or d >= b or max(gap_a, gap_b) > limits.max_gap or min(gap_a, gap_b) <= -size:
            continue
        if left.blocks[c] != left.blocks[a] or right.blocks[d] != right.blocks[b]:
            continue
        over = max(0, -gap_a, -gap_b)
        lost = weights[a + over] - weights[a]
        total = room.best[j] - lost - limits.gap_weight * (max(gap_a, gap_b) + over)
        if total > top:
            at, top = j, total
    room.before[i] = at
    room.best[i] = top + weights[a + size] - weights[a]


@_compiled
def take_chain(end: int, room: Room) -> int:
    """Number of runs in room.chain: those up to a run that no chain has taken, the last first."""
    length, at = 0, end
    while at >= 0 and not room.used[at]:
        room.used[at] = 1
        room.chain[length] = at
        length += 1
        at = room.before[at]
    return length


@_compiled
def cut_parts(length: int, room: Room) -> int:
    """Number of runs in room.parts: the chain's without taken words, with their part's number."""
    parts, taken, count, part = room.parts, room.taken, 0, 0
    end_a = end_b = 0
    for k in range(length - 1, -1, -1):
        run = room.chain[k]
        a, b, size = room.runs[run, 0], room.runs[run, 1], room.runs[run, 2]
        at = 0
        while at < size:
            if taken[0, a + at] or taken[1, b + at]:
                at += 1
                continue
            begin = at
            while at < size and not (taken[0, a + at] or taken[1, b + at]):
                at += 1
            over = max(0, end_a - a - begin, end_b - b - begin) if count else 0
            if over >= at - begin:
                continue
            begin += over
            if count:
                clear = True
                for word in range(end_a, a + begin):
                    clear &= not taken[0, word]
                for word in range(end_b, b + begin):
                    clear &= not taken[1, word]
                part += not clear
            parts[count, 0], parts[count, 1] = a + begin, b + begin
            parts[count, 2], parts[count, 3] = at - begin, part
            count += 1
            end_a, end_b = a + at, b + at
    return count
