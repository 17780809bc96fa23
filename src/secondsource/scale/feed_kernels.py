"""Compiled kernels of the fingerprint index of a live feed: arrays in, arrays out.

A posting is a key: 40 bits of the fingerprint, 24 of the report's number. New postings hang in
chains (the head); a full head is sorted and becomes the last segment, and segments of like size
are merged, so that a look-up reads few places in memory, each in one piece.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from secondsource.scale.joining import HOLDER_BITS
from secondsource.scale.prints import MOST_SEGMENTS

Keys = NDArray[np.uint64]
Ints = NDArray[np.int64]
Small = NDArray[np.int32]

_compiled = numba.njit(cache=True, nogil=True)
_U = np.uint64
_HOLDER = _U((1 << HOLDER_BITS) - 1)
_SPREAD = _U(0x9E3779B97F4A7C15)
_WORD_BITS = 64
# Columns of what is counted for each report that shares something with the new one.
HITS, LAST, COVERED, RUNNING, BEST, OWN_HITS, OWN_LAST, OWN = range(8)
COLUMNS = 8


class Held(NamedTuple):
    """The postings. Segment k is keys[ends[k - 1] : ends[k]], sorted; directories[
    directory_begins[k] + top] is where its keys with the top `bits[k]` bits begin. head, chain:
    postings in the head, and for each the one before it in its chain; slots: the last of each
    chain, a power of two of them.
    """

    keys: Keys
    ends: Ints
    directories: Small
    directory_begins: Ints
    bits: Small
    n_segments: int
    head: Keys
    chain: Small
    slots: Small


class Known(NamedTuple):
    """Of each open report: outlet and story; and the lines of outlets, a hashed table."""

    outlets: Small
    stories: Small
    lines: Keys


class Limits(NamedTuple):
    """The settings that decide what is shared."""

    gram: int
    gap: int
    passage: int
    scattered: int
    distinct: int
    few: int
    line_least: int
    line_share: float


class Room(NamedTuple):
    """Buffers. state: (n, COLUMNS), zeros; touched, reports, shared: n; found: any length."""

    state: Small
    touched: Small
    found: Small
    reports: Small
    shared: Small


@_compiled
def directory_of(keys: Keys, bits: int, directory: Small) -> None:
    """Fills directory, 2**bits + 1 long: where keys with each of the top bits begin."""
    shift = _U(_WORD_BITS - bits)
    directory[:] = 0
    for i in range(len(keys)):
        directory[np.int64(keys[i] >> shift) + 1] += 1
    for k in range(len(directory) - 1):
        directory[k + 1] += directory[k]


@_compiled
def merge_last(keys: Keys, begin: int, middle: int, end: int, spare: Keys) -> None:
    """Makes two sorted stretches of keys that follow each other one; spare: as the second."""
    spare[: end - middle] = keys[middle:end]
    a, b = middle - 1, end - middle - 1
    for at in range(end - 1, begin - 1, -1):
        if b < 0:
            break
        if a >= begin and keys[a] > spare[b]:
            keys[at] = keys[a]
            a -= 1
        else:
            keys[at] = spare[b]
            b -= 1


@_compiled
def is_known(value: Any, table: Keys) -> bool:
    """Does the table hold the value? Open addressing; 0 is free; a power of two long."""
    mask = len(table) - 1
    seat = np.int64((_U(value) * _SPREAD) >> _U(32)) & mask
    while table[seat] != _U(0):
        if table[seat] == _U(value):
            return True
        seat = (seat + 1) & mask
    return False


@_compiled
def remember(values: Keys, table: Keys) -> int:
    """Puts values into the table, which has room for them; how many of them are new."""
    mask, new = len(table) - 1, 0
    for value in values:
        seat = np.int64((value * _SPREAD) >> _U(32)) & mask
        while table[seat] != _U(0) and table[seat] != value:
            seat = (seat + 1) & mask
        new += table[seat] == _U(0)
        table[seat] = value
    return new


@_compiled
def line_of(fingerprint: int, outlet: int) -> Any:
    """The number under which a fingerprint is known as boilerplate of an outlet; never 0."""
    mixed = (_U(fingerprint) ^ (_U(outlet + 1) * _SPREAD)) * _SPREAD
    return mixed | _U(1)


@_compiled
def look_up(prints: Keys, held: Held, ranges: Small) -> None:
    """Fills ranges, (n_prints, MOST_SEGMENTS + 1, 2): where each segment may hold a fingerprint,
    and the last of its chain in the head.

    All at once, so that the machine waits for many places of its memory at the same time.
    """
    for k in range(held.n_segments):
        shift = _U(_WORD_BITS - held.bits[k])
        begin = held.ends[k - 1] if k else 0
        directory = held.directory_begins[k]
        for i in range(len(prints)):
            place = directory + np.int64(prints[i] >> shift)
            ranges[i, k, 0] = held.directories[place]
            ranges[i, k, 1] = held.directories[place + 1]
        for i in range(len(prints)):
            wanted, at = prints[i] >> _U(HOLDER_BITS), begin + ranges[i, k, 1] - 1
            first = begin + ranges[i, k, 0]
            while at >= first and held.keys[at] >> _U(HOLDER_BITS) > wanted:
                at -= 1
            ranges[i, k, 1] = at + 1 - begin
    for i in range(len(prints)):
        wanted = prints[i] >> _U(HOLDER_BITS)
        slot = np.int64((wanted * _SPREAD) >> _U(32)) & (len(held.slots) - 1)
        ranges[i, MOST_SEGMENTS, 0] = held.slots[slot]


@_compiled
def holders_of(fingerprint: int, held: Held, ranges: Small, found: Small) -> int:
    """Number of reports with a fingerprint; found: they, the latest first, until it is full.

    ranges: as `look_up` has filled it for this fingerprint.
    """
    count, wanted = 0, _U(fingerprint) >> _U(HOLDER_BITS)
    at = np.int64(ranges[MOST_SEGMENTS, 0])
    while at >= 0 and count < len(found):
        if held.head[at] >> _U(HOLDER_BITS) == wanted:
            found[count] = np.int64(held.head[at] & _HOLDER)
            count += 1
        at = np.int64(held.chain[at])
    for k in range(held.n_segments - 1, -1, -1):
        begin = held.ends[k - 1] if k else 0
        first, at = begin + ranges[k, 0], begin + ranges[k, 1] - 1
        while at >= first and held.keys[at] >> _U(HOLDER_BITS) == wanted and count < len(found):
            found[count] = np.int64(held.keys[at] & _HOLDER)
            count += 1
            at -= 1
    return count


@_compiled
def put_in_head(
    prints: Keys, report: int, head: Keys, used: int, chain: Small, slots: Small
) -> int:
    """Postings in the head after these fingerprints of a report; there is room for them."""
    for fingerprint in prints:
        wanted = fingerprint >> _U(HOLDER_BITS)
        slot = np.int64((wanted * _SPREAD) >> _U(32)) & (len(slots) - 1)
        head[used] = (wanted << _U(HOLDER_BITS)) | _U(report)
        chain[used] = slots[slot]
        slots[slot] = used
        used += 1
    return used


@_compiled
def is_line(found: Small, count: int, outlet: int, outlets: Small, size: int, by: Limits) -> bool:
    """Is a fingerprint with these holders boilerplate of an outlet that has `size` reports?

    The latest holders are enough: where there are more, half of these must be the outlet's.
    """
    same = 0
    for k in range(count):
        same += outlets[found[k]] == outlet
    if same < by.line_least:
        return False
    return bool(same >= by.line_share * size or (count == len(found) and same * 2 >= count))


@_compiled
def told_in(found: Small, count: int, stories: Small, few: int) -> int:
    """In how many stories these reports are, counted up to few + 1."""
    seen = np.empty(few + 1, dtype=np.int32)
    known = 0
    for k in range(count):
        story, new = stories[found[k]], True
        for i in range(known):
            new &= seen[i] != story
        if new:
            seen[known] = story
            known += 1
            if known > few:
                break
    return known


@_compiled
def count_hits(
    count: int,
    place: int,
    common: bool,
    outlet: int,
    story: int,
    known: Known,
    by: Limits,
    room: Room,
    n: int,
) -> int:
    """Reports touched, n before, after a fingerprint at `place` of the new report.

    room.found: its holders, `count` of them. What is common counts for reports of the same
    story only, and not as their own. What an outlet repeats of itself in another story counts
    for nothing: mostly it is a line that is not learned yet.
    """
    for k in range(count):
        report = room.found[k]
        same_outlet = outlet >= 0 and known.outlets[report] == outlet
        if (common or same_outlet) and known.stories[report] != story:
            continue
        row = room.state[report]
        if row[HITS] == 0:
            room.touched[n] = report
            n += 1
            row[LAST], row[OWN_LAST] = -by.gram - by.gap, -by.gram
        elif row[LAST] == place:
            continue  # the same fingerprint twice in one report
        new = min(by.gram, place - row[LAST])
        row[COVERED] += new
        row[RUNNING] = row[RUNNING] + new if place - row[LAST] <= by.gap else by.gram
        row[BEST] = max(row[BEST], row[RUNNING])
        row[HITS] += 1
        row[LAST] = place
        if not common:
            row[OWN] += min(by.gram, place - row[OWN_LAST])
            row[OWN_HITS] += 1
            row[OWN_LAST] = place
    return n


@_compiled
def chosen_of(n_touched: int, by: Limits, room: Room) -> int:
    """Number of touched reports that share a passage, by the rule of `joining.pairs_of`."""
    kept = 0
    for k in range(n_touched):
        row = room.state[room.touched[k]]
        long = row[BEST] >= by.passage or row[COVERED] >= by.scattered
        if row[HITS] > 1 and (long or (row[OWN_HITS] > 1 and row[OWN] >= by.distinct)):
            room.reports[kept], room.shared[kept] = room.touched[k], row[HITS]
            kept += 1
        row[:] = 0
    return kept


@_compiled
def find_candidates(
    prints: Keys,
    places: Small,
    outlet: int,
    outlet_size: int,
    story: int,
    held: Held,
    known: Known,
    by: Limits,
    room: Room,
    kept: Keys,
    new_lines: Keys,
) -> tuple[int, int, int]:
    """(candidates, fingerprints to keep, new lines of the outlet) of a new report.

    outlet: -1 if not known. kept, new_lines: as long as prints.
    """
    touched, n_kept, n_new = 0, 0, 0
    ranges = np.empty((len(prints), MOST_SEGMENTS + 1, 2), dtype=np.int32)
    look_up(prints, held, ranges)
    for i in range(len(prints)):
        line = line_of(prints[i], outlet)
        if outlet >= 0 and is_known(line, known.lines):
            continue
        count = holders_of(prints[i], held, ranges[i], room.found)
        if outlet >= 0 and is_line(room.found, count, outlet, known.outlets, outlet_size, by):
            new_lines[n_new] = _U(line)
            n_new += 1
            continue
        common = told_in(room.found, count, known.stories, by.few) > by.few
        touched = count_hits(count, places[i], common, outlet, story, known, by, room, touched)
        kept[n_kept] = prints[i]
        n_kept += 1
    return chosen_of(touched, by, room), n_kept, n_new
