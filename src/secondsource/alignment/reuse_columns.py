"""Kernels of the table of passages: which words stand in one column, and in what order.

What CollateX does for editions of a text (Dekker et al. 2015) is done here for news: words of
several reports in one column, whatever order the reports came in. Alignment to one graph after
another would hang on that order; here the heaviest links of all pairs come first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

Place = tuple[int, int]  # number of a report, and of a word (or a sentence) in it


def columns(links: Iterable[tuple[Place, Place]]) -> dict[Place, int]:
    """The column of each linked place, numbered as they first appear; no report twice in one.

    links: the surest first. One that would put two places of a report into a column is passed
    over.
    """
    column_of: dict[Place, int] = {}
    members: dict[int, dict[int, Place]] = {}
    for pair in links:
        for place in pair:
            if place not in column_of:
                column_of[place] = len(column_of)
                members[column_of[place]] = {place[0]: place}
        kept, gone = sorted(column_of[place] for place in pair)
        if kept == gone or not members[kept].keys().isdisjoint(members[gone]):
            continue
        for place in members[gone].values():
            column_of[place] = kept
        members[kept] |= members.pop(gone)
    return column_of


def merged(rows: Sequence[Sequence[int]]) -> tuple[list[int], list[set[int]]]:
    """One order of all items of the rows, and for each row those that stand against it.

    Rows are taken in turn: of what is placed already, the longest part that stands in order is
    kept to; new items go before the next of these, the last ones behind the last.
    """
    order: list[int] = []
    against: list[set[int]] = []
    for row in rows:
        place = {item: n for n, item in enumerate(order)}
        known = [item for item in row if item in place]
        kept = _rising([place[item] for item in known])
        against.append({item for item in known if place[item] not in kept})
        before: dict[int, list[int]] = {}
        waiting: list[int] = []
        for item in row:
            if item not in place:
                waiting.append(item)
            elif place[item] in kept:
                before[item] = waiting
                waiting = []
        last = next((item for item in reversed(row) if place.get(item) in kept), None)
        after = {last: waiting} if last is not None else {}
        rest = [] if after else waiting
        order = [
            new for item in order for new in (*before.get(item, ()), item, *after.get(item, ()))
        ] + rest
    return order, against


def _rising(numbers: Sequence[int]) -> set[int]:
    """A longest rising subsequence (Fredman 1975)."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        length = bisect_left(ends, number)
        ends[length:] = [number]
        places[length:] = [at]
        before.append(places[length - 1] if length else -1)
    kept: set[int] = set()
    at = places[-1] if places else -1
    while at >= 0:
        kept.add(numbers[at])
        at = before[at]
    return kept
