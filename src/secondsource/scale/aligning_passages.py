"""Compiled kernels for the second half of an alignment: from chains to passages, many pairs.

The twin of `secondsource.alignment.reuse_chains` and `reuse_common`, number for number.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

from secondsource.scale.aligning_chains import (
    cut_parts,
    equal_runs,
    link_runs,
    seat_grams,
    take_chain,
)
from secondsource.scale.aligning_room import Ints, Limits, Room, Side, Small

_compiled = numba.njit(cache=True, nogil=True)
_U = np.uint64
_ONE = _U(1)


@_compiled
def _common(
    left: Ints, a: int, n_left: int, right: Ints, b: int, n_right: int, step: int, room: Room
) -> int:
    """Number of runs in room.inner: the longest common subsequence of two short stretches.

    The words left[a], left[a + step], ... n_left of them (below 64), and right alike; runs count
    in steps from a and b.
    """
    shorter, head, tail = min(n_left, n_right), 0, 0
    while head < shorter and left[a + step * head] == right[b + step * head]:
        head += 1
    while (
        tail < shorter - head
        and left[a + step * (n_left - 1 - tail)] == right[b + step * (n_right - 1 - tail)]
    ):
        tail += 1
    count = 0
    if head:
        count = _push(room.inner, count, 0, 0, head)
    ours, theirs = n_left - head - tail, n_right - head - tail
    if ours and theirs:
        begin_a, begin_b = a + step * head, b + step * head
        _rows(left, begin_a, ours, right, begin_b, theirs, step, room)
        count = _way_back(ours, theirs, head, count, room)
    if tail:
        count = _push(room.inner, count, n_left - tail, n_right - tail, tail)
    return count


@_compiled
def _push(runs: Small, count: int, a: int, b: int, size: int) -> int:
    runs[count, 0], runs[count, 1], runs[count, 2] = a, b, size
    return count + 1


@_compiled
def _rows(
    left: Ints, a: int, n_left: int, right: Ints, b: int, n_right: int, step: int, room: Room
) -> None:
    """Fills room.rows: a bit is 0 where the common subsequence grows by that word (Hyyrö 2004)."""
    every = (_ONE << _U(n_left)) - _ONE
    row = every
    for k in range(n_right):
        code, places = right[b + step * k], _U(0)
        for i in range(n_left):
            if left[a + step * i] == code:
                places |= _ONE << _U(i)
        same = row & places
        row = ((row + same) | (row - same)) & every
        room.rows[k] = row


@_compiled
def _way_back(n_left: int, n_right: int, head: int, count: int, room: Room) -> int:
    """Number of runs in room.inner after those from the last row and word back to the first."""
    inner, rows, begin = room.inner, room.rows, count
    a, b, size = n_left, n_right, 0
    while a > 0 and b > 0:
        here = _ONE << _U(a - 1)
        left_only = (rows[b - 1] & here) != 0
        if left_only or (b > 1 and not rows[b - 2] & here):
            if size:
                count = _push(inner, count, head + a, head + b, size)
                size = 0
            if left_only:
                a -= 1
            else:
                b -= 1
        else:
            a, b, size = a - 1, b - 1, size + 1
    if size:
        count = _push(inner, count, head + a, head + b, size)
    for k in range((count - begin) // 2):
        for column in range(3):
            other = inner[count - 1 - k, column]
            inner[count - 1 - k, column] = inner[begin + k, column]
            inner[begin + k, column] = other
    return count


@_compiled
def _fuse(runs: Small, count: int, a: int, b: int, size: int) -> int:
    """Runs after one more, which is made one with the last if they touch on both sides."""
    if count:
        end_a = runs[count - 1, 0] + runs[count - 1, 2]
        if end_a == a and runs[count - 1, 1] + runs[count - 1, 2] == b:
            runs[count - 1, 2] += size
            return count
    return _push(runs, count, a, b, size)


@_compiled
def _fill(
    left: Side, right: Side, runs: Small, count: int, a: int, b: int, widest: int, room: Room
) -> int:
    """Runs after the equal words between the last of them and (a, b)."""
    if count == 0:
        return 0
    end_a = runs[count - 1, 0] + runs[count - 1, 2]
    end_b = runs[count - 1, 1] + runs[count - 1, 2]
    if 0 < a - end_a <= widest and 0 < b - end_b <= widest:
        found = _common(left.codes, end_a, a - end_a, right.codes, end_b, b - end_b, 1, room)
        for k in range(found):
            inner = room.inner[k]
            count = _fuse(runs, count, end_a + inner[0], end_b + inner[1], inner[2])
    return count


@_compiled
def _is_enough(left: Side, runs: Small, count: int, limits: Limits) -> bool:
    weight, words = np.int64(0), 0
    for k in range(count):
        a, size = runs[k, 0], runs[k, 2]
        weight += left.weights[a + size] - left.weights[a]
        words += size
    return bool(words >= limits.least_words and weight >= limits.least_weight)


@_compiled
def _reach(blocks: Small, taken: Any, at: int, step: int, most: int) -> int:
    """The first word from `at` on that is taken, of another block, or `most` words away."""
    home = blocks[at - step]
    end = min(at + most, len(blocks)) if step > 0 else max(at - most, -1)
    while at != end and not taken[at] and blocks[at] == home:
        at += step
    return at


@_compiled
def _worth_it(weights: Ints, a: int, step: int, count: int, gap: int, room: Room) -> int:
    """How many of the runs in room.inner weigh more than the gaps before them cost.

    weights: cumulated; the runs go on from word a, backwards if step is -1.
    """
    total, best, keep, end_a, end_b = np.int64(0), np.int64(0), 0, 0, 0
    for k in range(count):
        x, y, size = room.inner[k, 0], room.inner[k, 1], room.inner[k, 2]
        total += step * (weights[a + step * (x + size)] - weights[a + step * x])
        total -= gap * max(x - end_a, y - end_b)
        end_a, end_b = x + size, y + size
        if total > best:
            best, keep = total, k + 1
    return keep


@_compiled
def _extend(left: Side, right: Side, limits: Limits, count: int, at: int, room: Room) -> int:
    """End of room.found with the passage in room.made put in from `at` on, grown at both ends."""
    made, found, most = room.made, room.found, limits.max_gap
    first_a, first_b = made[0, 0], made[0, 1]
    a = _reach(left.blocks, room.taken[0], first_a - 1, -1, most) + 1
    b = _reach(right.blocks, room.taken[1], first_b - 1, -1, most) + 1
    # Backwards is forwards on the words turned round.
    inner = _common(
        left.codes, first_a - 1, first_a - a, right.codes, first_b - 1, first_b - b, -1, room
    )
    kept = _worth_it(left.weights, first_a, -1, inner, limits.gap_weight, room)
    filled = 0
    for k in range(kept - 1, -1, -1):
        x, y, size = room.inner[k, 0], room.inner[k, 1], room.inner[k, 2]
        filled = _fuse(found[at:], filled, first_a - x - size, first_b - y - size, size)
    for k in range(count):
        filled = _fuse(found[at:], filled, made[k, 0], made[k, 1], made[k, 2])
    last_a, last_b = (
        made[count - 1, 0] + made[count - 1, 2],
        made[count - 1, 1] + made[count - 1, 2],
    )
    a = _reach(left.blocks, room.taken[0], last_a, 1, most)
    b = _reach(right.blocks, room.taken[1], last_b, 1, most)
    inner = _common(left.codes, last_a, a - last_a, right.codes, last_b, b - last_b, 1, room)
    kept = _worth_it(left.weights, last_a, 1, inner, limits.gap_weight, room)
    for k in range(kept):
        x, y, size = room.inner[k, 0], room.inner[k, 1], room.inner[k, 2]
        filled = _fuse(found[at:], filled, last_a + x, last_b + y, size)
    return at + filled


@_compiled
def _take(found: Small, begin: int, end: int, room: Room) -> None:
    """Marks the words of a passage as taken."""
    last = found[end - 1]
    room.taken[0, found[begin, 0] : last[0] + last[2]] = 1
    room.taken[1, found[begin, 1] : last[1] + last[2]] = 1


@_compiled
def _passages(left: Side, right: Side, limits: Limits, count: int, room: Room) -> int:
    """Number of passages; room.found holds their runs, room.ends where each ends."""
    room.used[:count] = 0
    room.taken[0, : len(left.codes) + 1] = 0
    room.taken[1, : len(right.codes) + 1] = 0
    passages, filled = 0, 0
    for end in np.argsort(-room.best[:count], kind="mergesort"):
        length = take_chain(end, room)
        if length == 0:
            continue
        first, last = room.runs[room.chain[length - 1]], room.runs[room.chain[0]]
        begin, stop = first[0], last[0] + last[2]
        weight = left.weights[stop] - left.weights[begin]
        if stop - begin < limits.least_words or weight < limits.least_weight:
            continue
        n_parts, k = cut_parts(length, room), 0
        while k < n_parts:
            part, made = room.parts[k, 3], 0
            while k < n_parts and room.parts[k, 3] == part:
                a, b, size = room.parts[k, 0], room.parts[k, 1], room.parts[k, 2]
                made = _fill(left, right, room.made, made, a, b, limits.widest_fill, room)
                made = _fuse(room.made, made, a, b, size)
                k += 1
            if _is_enough(left, room.made, made, limits):
                at = filled
                filled = _extend(left, right, limits, made, at, room)
                _take(room.found, at, filled, room)
                room.ends[passages] = filled
                passages += 1
    return passages


@_compiled
def _follows(
    left: Side, right: Side, limits: Limits, last: Small, first: Small, passages: int, room: Room
) -> bool:
    """Does `first` stand close behind `last` on both sides, with nothing aligned between?"""
    end_a, end_b = last[0] + last[2], last[1] + last[2]
    gap_a, gap_b = first[0] - end_a, first[1] - end_b
    if not (0 <= gap_a <= limits.max_gap and 0 <= gap_b <= limits.max_gap):
        return False
    if left.blocks[last[0]] != left.blocks[first[0]]:
        return False
    if right.blocks[last[1]] != right.blocks[first[1]]:
        return False
    for k in range(passages):
        begin = room.found[room.ends[k - 1] if k else 0, 1]
        if end_b <= begin < first[1]:
            return False
    return True


@_compiled
def _write(
    left: Side, right: Side, limits: Limits, passages: int, room: Room, out: Small, at: int
) -> int:
    """End of out with the passages in order of the left report, near ones joined.

    out: left, right, size, and 1 where a passage begins. Room for all found, and for what fills
    the gaps that are joined over: twice as many runs as the shorter report has words.
    """
    if passages == 0:
        return at
    begins = np.zeros(passages, dtype=np.int64)
    begins[1:] = room.ends[: passages - 1]
    order = np.argsort(room.found[begins, 0], kind="mergesort")
    made = room.made
    count = 0
    for number in range(passages):
        begin, end = begins[order[number]], room.ends[order[number]]
        first = room.found[begin]
        if count and not _follows(left, right, limits, made[count - 1], first, passages, room):
            at = _put(made, count, out, at)
            count = 0
        count = _fill(left, right, made, count, first[0], first[1], limits.widest_fill, room)
        for k in range(begin, end):
            run = room.found[k]
            count = _fuse(made, count, run[0], run[1], run[2])
    return _put(made, count, out, at)


@_compiled
def _put(made: Small, count: int, out: Small, at: int) -> int:
    """End of out with one passage put in."""
    for k in range(count):
        out[at, 0], out[at, 1], out[at, 2] = made[k, 0], made[k, 1], made[k, 2]
        out[at, 3] = k == 0
        at += 1
    return at


@_compiled
def align_batch(
    codes: Ints,
    blocks: Small,
    weights: Ints,
    begins: Ints,
    lefts: Small,
    rights: Small,
    pair: int,
    limits: Limits,
    room: Room,
    out: Small,
    ends: Ints,
) -> int:
    """The pair to go on from: as many are aligned as out has room for; done at len(lefts).

    codes, blocks: of all reports, one behind the other; weights: cumulated, one longer; begins:
    where each report begins, and the end. lefts, rights: the reports of each pair, pairs of one
    left report together. out: runs; ends: where those of each pair end.
    """
    at, seated, mask = 0, -1, 0
    while pair < len(lefts):
        a, b = begins[lefts[pair]], begins[lefts[pair] + 1]
        left = Side(codes[a:b], blocks[a:b], weights[a : b + 1])
        c, d = begins[rights[pair]], begins[rights[pair] + 1]
        right = Side(codes[c:d], blocks[c:d], weights[c : d + 1])
        if at + 2 * min(b - a, d - c) + 1 > len(out):
            break
        if lefts[pair] != seated:
            seated, mask = lefts[pair], 1
            while mask < 2 * (b - a):
                mask *= 2
            mask -= 1
            seat_grams(left, limits.seed_words, mask, room)
        count = equal_runs(left, right, limits, mask, pair + 1, room)
        if count:
            link_runs(left, right, limits, count, room)
            found = _passages(left, right, limits, count, room)
            at = _write(left, right, limits, found, room, out, at)
        ends[pair] = at
        pair += 1
    return pair
