"""Compiled kernels that turn fingerprints into pairs of reports: arrays in, arrays out.

A *posting* is one fingerprint of one report: a key (fingerprint above, report below) with the
place of its first word. A *hit* is one fingerprint that two reports share: left report, right
report, place in the left one, in one number, so that sorting brings a pair's hits together in
the order of the text. numba checks no bounds: buffers are sized by the callers.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Places = NDArray[np.uint16]
Ints = NDArray[np.int64]
Small = NDArray[np.int32]

_compiled = numba.njit(cache=True, nogil=True)
_U = np.uint64

HOLDER_BITS = 24  # reports of one job: 16,777,216
PLACE_BITS = 16  # 15 of the place, so that words beyond 32,767 stand there; one for "common"
_MOST_PLACE = (1 << (PLACE_BITS - 1)) - 1
_HOLDER = _U((1 << HOLDER_BITS) - 1)
_PLACE = _U((1 << PLACE_BITS) - 1)
_DIGIT_BITS = 11  # of one pass of the radix sort: 2,048 counters fit the first-level cache
_PAIR_SHIFT = _U(PLACE_BITS)
_LEFT_SHIFT = _U(PLACE_BITS + HOLDER_BITS)


@_compiled
def sort_keys(
    keys: Keys, extra: Places, spare: Keys, spare_extra: Places, low: int, high: int
) -> None:
    """Sorts keys by the bits [low, high), and extra with them unless it is empty; stable.

    spare, spare_extra: as long as keys and extra; overwritten. Radix sort, lowest digit first.
    """
    at: Any
    size, bit, turns, carried = len(keys), low, 0, len(extra) > 0
    counters = np.zeros(1 << _DIGIT_BITS, dtype=np.int64)
    a, b, x, y = keys, spare, extra, spare_extra
    while bit < high:
        width = min(_DIGIT_BITS, high - bit)
        shift, mask = _U(bit), _U((1 << width) - 1)
        counters[:] = 0
        for i in range(size):
            counters[(a[i] >> shift) & mask] += 1
        total = 0
        for digit in range(len(counters)):
            held = counters[digit]
            counters[digit] = total
            total += held
        for i in range(size):
            digit_of = (a[i] >> shift) & mask
            at = counters[digit_of]
            counters[digit_of] = at + 1
            b[at] = a[i]
            if carried:
                y[at] = x[i]
        a, b, x, y = b, a, y, x
        bit += width
        turns += 1
    if turns % 2:
        keys[:] = spare
        extra[:] = spare_extra


@_compiled
def postings_of(
    prints: Keys, places: Small, counts: Ints, bits: int, keys: Keys, kept: Places, begins: Ints
) -> None:
    """Postings of a few reports, ordered by the top `bits` bits of the fingerprint.

    counts: fingerprints of each report. keys, kept: as long as prints, filled. begins:
    2**bits + 1 long, filled with where each bucket begins. Below the fingerprint's next 40 bits
    a key holds the report's number among the few.
    """
    top = _U(64 - bits)
    begins[:] = 0
    for i in range(len(prints)):
        begins[np.int64(prints[i] >> top) + 1] += 1
    for bucket in range(len(begins) - 1):
        begins[bucket + 1] += begins[bucket]
    at = begins[:-1].copy()
    i = 0
    for holder in range(len(counts)):
        for _ in range(counts[holder]):
            bucket = np.int64(prints[i] >> top)
            keys[at[bucket]] = ((prints[i] << _U(bits)) & ~_HOLDER) | _U(holder)
            kept[at[bucket]] = min(places[i], _MOST_PLACE) << 1
            at[bucket] += 1
            i += 1


@_compiled
def renumber(keys: Keys, numbers: Small) -> None:
    """Puts numbers[report] for the report in each key."""
    for i in range(len(keys)):
        keys[i] = (keys[i] & ~_HOLDER) | _U(numbers[keys[i] & _HOLDER])


@_compiled
def without_boilerplate(
    keys: Keys, places: Places, outlets: Small, outlet_sizes: Ints, least: int, share: float
) -> int:
    """Postings left, moved to the front: each once, none alone, no boilerplate of its outlet.

    keys: sorted by fingerprint, then report. outlets: number of each report's outlet, -1 where
    it is not known. A fingerprint is boilerplate of an outlet if `least` reports and `share` of
    the outlet's reports hold it.
    """
    seen = np.zeros(len(outlet_sizes), dtype=np.int64)
    seen_in = np.full(len(outlet_sizes), -1, dtype=np.int64)  # the run that a count is of
    kept, begin, size = 0, 0, len(keys)
    while begin < size:
        end = begin + 1
        while end < size and (keys[end] ^ keys[begin]) <= _HOLDER:
            end += 1
        for i in range(begin, end) if end - begin >= least else range(0):
            outlet = outlets[keys[i] & _HOLDER]
            if outlet >= 0 and (i == begin or keys[i] != keys[i - 1]):
                if seen_in[outlet] != begin:
                    seen[outlet], seen_in[outlet] = 0, begin
                seen[outlet] += 1
        first = kept
        for i in range(begin, end) if end - begin > 1 else range(0):
            key, place = keys[i], places[i]
            outlet = outlets[key & _HOLDER]
            counted = outlet >= 0 and seen_in[outlet] == begin and seen[outlet] >= least
            if counted and seen[outlet] >= share * outlet_sizes[outlet]:
                continue
            if kept > first and keys[kept - 1] == key:
                continue  # the same fingerprint twice in one report
            keys[kept], places[kept] = key, place
            kept += 1
        if kept - first == 1:
            kept = first
        begin = end
    return kept


@_compiled
def hits_of(
    keys: Keys, places: Places, light: int, reach: int, run: int, at: int, out: Keys
) -> tuple[int, int, int]:
    """Fills out with hits; gives (run, posting, filled) to go on from; done at run = len(keys).

    Each report is paired with all that come later and hold the fingerprint, if at most `light`
    reports do; else with the next `reach`. out: longer than light and reach. keys: sorted.
    """
    size, filled = len(keys), 0
    while run < size:
        end = run + 1
        while end < size and (keys[end] ^ keys[run]) <= _HOLDER:
            end += 1
        span = end - run if end - run <= light else reach + 1
        while at < end:
            last = min(end, at + span)
            if filled + last - at > len(out):
                return run, at, filled
            head = ((keys[at] & _HOLDER) << _LEFT_SHIFT) | _U(places[at])
            for other in range(at + 1, last):
                out[filled] = head | ((keys[other] & _HOLDER) << _PAIR_SHIFT)
                filled += 1
            at += 1
        run = end
    return run, at, filled


@_compiled
def grouped(keys: Keys, places: Places, groups: Small, few: int) -> None:
    """Numbers the runs of a fingerprint anew: one run where at most `few` groups hold it, else
    one for each group, and its places are marked common.

    keys: sorted by fingerprint, then report; after it by run, then report. groups: the number of
    each report's group. What recurs in many groups is a phrase of the language; inside a group
    it may still be part of what was copied.
    """
    begin, size, number = 0, len(keys), _U(0)
    while begin < size:
        end = begin + 1
        while end < size and (keys[end] ^ keys[begin]) <= _HOLDER:
            end += 1
        moved = np.empty(end - begin, dtype=np.uint64)
        for i in range(begin, end):
            holder = keys[i] & _HOLDER
            moved[i - begin] = (_U(groups[holder]) << _U(HOLDER_BITS)) | holder
        order = np.argsort(moved, kind="mergesort")
        held_by = 1
        for i in range(1, len(order)):
            held_by += (moved[order[i]] ^ moved[order[i - 1]]) > _HOLDER
        held = places[begin:end].copy()
        for i in range(begin, end):
            if held_by <= few:
                number += _U(i == begin)
                keys[i] = (number << _U(HOLDER_BITS)) | (keys[i] & _HOLDER)
                continue
            new = moved[order[i - begin]]
            if i == begin or (new ^ moved[order[i - begin - 1]]) > _HOLDER:
                number += _U(1)
            keys[i] = (number << _U(HOLDER_BITS)) | (new & _HOLDER)
            places[i] = held[order[i - begin]] | 1
        begin = end


@_compiled
def parted_hits(hits: Keys, shift: int, parts: int, out: Keys, begins: Ints) -> None:
    """Hits ordered by their left report's block (left >> shift), into out; stable.

    Every block is below parts. out: as long as hits. begins: parts + 1 long, filled.
    """
    by = _U(shift) + _LEFT_SHIFT
    begins[:] = 0
    for i in range(len(hits)):
        begins[np.int64(hits[i] >> by) + 1] += 1
    for part in range(parts):
        begins[part + 1] += begins[part]
    at = begins[:-1].copy()
    for i in range(len(hits)):
        part_of = hits[i] >> by
        out[at[part_of]] = hits[i]
        at[part_of] += 1


@_compiled
def pairs_of(
    hits: Keys,
    gram: int,
    gap: int,
    passage: int,
    scattered: int,
    distinct: int,
    out: Keys,
    shared: Small,
) -> int:
    """Number of pairs that share a passage; out: left and right as in a hit; shared: hits.

    hits: sorted. A pair is kept if it has two hits or more, and a passage of `passage` words under
    hits at most `gap` words apart, or `scattered` words under hits in all, or `distinct` words
    under two hits or more that are not common. out and shared are at least half as long as hits,
    and one more.
    """
    begin, found, size = 0, 0, len(hits)
    while begin < size:
        pair = hits[begin] >> _PAIR_SHIFT
        covered, best, running, own, n_own = 0, 0, 0, 0, 0
        last, last_own = -gram - gap, -gram
        end = begin
        while end < size and hits[end] >> _PAIR_SHIFT == pair:
            place = np.int64((hits[end] & _PLACE) >> _U(1))
            new = min(gram, place - last)
            covered += new
            running = running + new if place - last <= gap else gram
            best = max(best, running)
            if not hits[end] & _U(1):
                own += min(gram, place - last_own)
                n_own += 1
                last_own = place
            last = place
            end += 1
        long = best >= passage or covered >= scattered
        if end - begin > 1 and (long or (n_own > 1 and own >= distinct)):
            out[found], shared[found] = pair, end - begin
            found += 1
        begin = end
    return found


@_compiled
def join_groups(pairs: Keys, parents: Small) -> None:
    """Joins the groups of both reports of each pair; parents: the least report of a group leads."""
    for i in range(len(pairs)):
        a, b = np.int64(pairs[i] >> _U(HOLDER_BITS)), np.int64(pairs[i] & _HOLDER)
        while parents[a] != a:
            parents[a] = parents[parents[a]]
            a = np.int64(parents[a])
        while parents[b] != b:
            parents[b] = parents[parents[b]]
            b = np.int64(parents[b])
        if a < b:
            parents[b] = a
        elif b < a:
            parents[a] = b


@_compiled
def leaders(parents: Small) -> None:
    """Makes every report point at its group's first report."""
    for i in range(len(parents)):
        parents[i] = parents[parents[i]]
