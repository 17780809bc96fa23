"""The longest common subsequence of two short rows of words, as runs: what fills a gap."""

from __future__ import annotations

from collections.abc import Sequence

Run = tuple[int, int, int]  # words [left, left + size), equal to [right, right + size)


def common_runs(left: Sequence[int], right: Sequence[int]) -> list[Run]:
    """Runs of the longest common subsequence of two rows of word codes, in order.

    What both begin and end with is taken first. Of several longest ones it is then that which
    the way back from the ends finds first; the compiled twin takes the same way.
    """
    head, shorter = 0, min(len(left), len(right))
    while head < shorter and left[head] == right[head]:
        head += 1
    tail = 0
    while tail < shorter - head and left[-1 - tail] == right[-1 - tail]:
        tail += 1
    ours, theirs = left[head : len(left) - tail], right[head : len(right) - tail]
    runs = [(head + a, head + b, size) for a, b, size in _between(ours, theirs)]
    if head:
        runs.insert(0, (0, 0, head))
    if tail:
        runs.append((len(left) - tail, len(right) - tail, tail))
    return runs


def _between(left: Sequence[int], right: Sequence[int]) -> list[Run]:
    """The same without looking at the ends.

    Bit-parallel (Hyyrö 2004): a bit for each word of the left row.
    """
    places: dict[int, int] = {}
    bit = 1
    for code in left:
        places[code] = places.get(code, 0) | bit
        bit <<= 1
    if places.keys().isdisjoint(right):
        return []
    every = bit - 1
    row, rows = every, []  # a bit is 0 where the common subsequence grows by that word
    for code in right:
        same = row & places.get(code, 0)
        row = ((row + same) | (row - same)) & every
        rows.append(row)
    return _way_back(rows, len(left))


def _way_back(rows: Sequence[int], n_left: int) -> list[Run]:
    """The runs from the last row and word back to the first."""
    found: list[Run] = []
    a, b, size = n_left, len(rows), 0
    while a and b:
        here = 1 << (a - 1)
        left_only = rows[b - 1] & here
        if left_only or (b > 1 and not rows[b - 2] & here):
            if size:
                found.append((a, b, size))
                size = 0
            if left_only:
                a -= 1
            else:
                b -= 1
        else:
            a, b, size = a - 1, b - 1, size + 1
    if size:
        found.append((a, b, size))
    return found[::-1]
