"""Compiled kernels of the story index: which story a report joins, in postings without gaps.

Each word has a row of postings in one long array; a row that is full moves to the array's end
with twice its room. So a row is read from one place in memory, and what was moved away is given
back when the array is next copied.
"""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

Terms = NDArray[np.uint32]
Small = NDArray[np.int32]
Ints = NDArray[np.int64]
Weights = NDArray[np.float32]
Days = NDArray[np.float64]
Bytes = NDArray[np.uint8]

_compiled = numba.njit(cache=True, nogil=True)
FIRST_ROOM = 4  # postings of a new row
NONE = -1
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


@_compiled
def seats_of(terms: Terms, keys: Terms, seats: Small, used: int, places: Small) -> int:
    """Number of known words after these; places: the number of each word.

    keys: words by number, with room for all of these. seats: numbers by seat, -1 free; a power
    of two long, at least twice as long as there are words.
    """
    mask = len(seats) - 1
    for i in range(len(terms)):
        seat = np.int64((np.uint64(terms[i]) * _SPREAD) >> np.uint64(32)) & mask
        while seats[seat] >= 0 and keys[seats[seat]] != terms[i]:
            seat = (seat + 1) & mask
        if seats[seat] < 0:
            seats[seat] = used
            keys[used] = terms[i]
            used += 1
        places[i] = seats[seat]
    return used


@_compiled
def weigh(
    places: Small,
    times: Bytes,
    held_by: Small,
    n_reports: int,
    imagined: int,
    most: int,
    chosen: Small,
    weights: Weights,
) -> int:
    """Number of words chosen: the `most` weightiest, in `chosen`, with weights of length one.

    held_by: reports that hold each word, this one among them. TF-IDF; of equal weights those
    that stand first in the text. chosen, weights: at least `most` long.
    """
    size = len(places)
    worth = np.empty(size, dtype=np.float64)
    for i in range(size):
        share = held_by[places[i]] / (n_reports + imagined)
        worth[i] = -(1.0 + np.log(np.float64(times[i]))) * max(0.0, -np.log(share))
    order = np.argsort(worth, kind="mergesort")
    count = 0
    while count < min(most, size) and worth[order[count]] < 0.0:
        count += 1
    length = 0.0
    for i in range(count):
        length += worth[order[i]] ** 2
    for i in range(count):
        chosen[i] = places[order[i]]
        weights[i] = -worth[order[i]] / np.sqrt(length)
    return count


@_compiled
def nearest_story(
    chosen: Small,
    weights: Weights,
    count: int,
    begins: Ints,
    firsts: Small,
    sizes: Small,
    held: Small,
    worth: Weights,
    story_of: Small,
    days: Days,
    oldest: float,
    members: Small,
    sums: Weights,
    touched: Small,
) -> tuple[int, float]:
    """The story with the greatest mean cosine to a report, and that mean; (-1, 0) for none.

    Rows: word w has postings held[begins[w] + firsts[w] : begins[w] + sizes[w]] (reports) and
    the same of worth; those published before `oldest` are left behind for good. members: reports
    of each story. sums: zeros, one for each story; again zeros afterwards. touched: as long.
    """
    n_touched = 0
    for i in range(count):
        word = chosen[i]
        begin, end = begins[word] + firsts[word], begins[word] + sizes[word]
        while begin < end and days[held[begin]] < oldest:
            begin += 1
        firsts[word] = begin - begins[word]
        for at in range(begin, end):
            story = story_of[held[at]]
            if sums[story] == 0.0:
                touched[n_touched] = story
                n_touched += 1
            sums[story] += weights[i] * worth[at]
    best, mean = NONE, 0.0
    for i in range(n_touched):
        story = touched[i]
        near = np.float64(sums[story]) / members[story]
        if near > mean or (near == mean and story < best):
            best, mean = story, near
        sums[story] = 0.0
    return best, mean


@_compiled
def add_postings(
    chosen: Small,
    weights: Weights,
    count: int,
    report: int,
    begins: Ints,
    firsts: Small,
    sizes: Small,
    rooms: Small,
    held: Small,
    worth: Weights,
    end: int,
) -> int:
    """End of the array after this report's postings are in; it has room for all rows to move."""
    for i in range(count):
        word = chosen[i]
        if sizes[word] == rooms[word]:
            kept = sizes[word] - firsts[word]
            room = max(FIRST_ROOM, 2 * kept)
            for k in range(kept):
                held[end + k] = held[begins[word] + firsts[word] + k]
                worth[end + k] = worth[begins[word] + firsts[word] + k]
            begins[word], firsts[word], sizes[word], rooms[word] = end, 0, kept, room
            end += room
        at = begins[word] + sizes[word]
        held[at], worth[at] = report, weights[i]
        sizes[word] += 1
    return end


@_compiled
def room_needed(chosen: Small, count: int, firsts: Small, sizes: Small, rooms: Small) -> int:
    """Places at the array's end that adding one report takes at most."""
    needed = 0
    for i in range(count):
        word = chosen[i]
        if sizes[word] == rooms[word]:
            needed += max(FIRST_ROOM, 2 * (sizes[word] - firsts[word]))
    return needed


@_compiled
def packed(
    begins: Ints,
    firsts: Small,
    sizes: Small,
    rooms: Small,
    used: int,
    held: Small,
    worth: Weights,
    new_held: Small,
    new_worth: Weights,
) -> int:
    """Copies all rows, each with room to double, into the new arrays; gives their end."""
    end = 0
    for word in range(used):
        kept = sizes[word] - firsts[word]
        room = 0 if kept == 0 else max(FIRST_ROOM, kept + kept // 2)
        for k in range(kept):
            new_held[end + k] = held[begins[word] + firsts[word] + k]
            new_worth[end + k] = worth[begins[word] + firsts[word] + k]
        begins[word], firsts[word], sizes[word], rooms[word] = end, 0, kept, room
        end += room
    return end
