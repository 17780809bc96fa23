"""Which outlets depend on each other: those that share their errors.

Two independent outlets agree where both are right; they seldom make the same mistake. So agreement
is counted only over values that are not taken for true. A pair is dependent if nearly all errors
of the two are shared; a few errors decide nothing (Dong, Berti-Équille & Srivastava, VLDB 2009,
whose Bayesian form gives the same ranking where errors are many).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from secondsource.settings import WeighSettings
from secondsource.weigh.table import Floats, Ints, Table


@dataclass(frozen=True, slots=True)
class Dependence:
    """Two outlets that share errors. left < right by name; nothing says who copied whom.

    probability: share of their errors that they share, smoothed so that few errors give little.
    shared, errors: how many errors they share, and how many either makes where both claim.
    """

    left: str
    right: str
    probability: float
    shared: int
    errors: int


def find_dependence(
    table: Table, believed: Ints, *, settings: WeighSettings
) -> tuple[Dependence, ...]:
    """Every pair of outlets that shares errors at or above the threshold, most probable first.

    believed: int64, (n_items,), the value of each item that is taken for true.
    """
    wrong = believed[table.item_of[table.value_of]] != table.value_of
    errors: Counter[int] = Counter()
    shared: Counter[int] = Counter()
    size = len(table.outlets)
    for left, right in _pairs_of_claims(table, settings.max_claims):
        pair = table.outlet_of[left] * size + table.outlet_of[right]
        either = wrong[left] | wrong[right]
        same = either & (table.value_of[left] == table.value_of[right])
        _count(errors, pair[either])
        _count(shared, pair[same])
    found = []
    for pair_number, number in errors.items():
        if number < settings.min_errors:
            continue
        probability = shared[pair_number] / (number + settings.error_smoothing)
        if probability >= settings.same_errors:
            a, b = sorted(table.outlets[i] for i in divmod(pair_number, size))
            found.append(Dependence(a, b, probability, shared[pair_number], number))
    return tuple(sorted(found, key=lambda d: (-d.probability, d.left, d.right)))


def _pairs_of_claims(table: Table, most: int) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of claims for one item, as arrays of claim numbers, the lower outlet left.

    Claims are laid out item by item and each is paired with the one `step` places on. Items with
    more than `most` claims are passed over: their pairs would be too many, and an item that
    everybody knows tells little of who copies whom.
    """
    items = table.item_of[table.value_of]
    claims = np.bincount(items, minlength=len(table.items))
    order = np.lexsort((table.outlet_of, items))
    order = order[claims[items[order]] <= most]
    for step in range(1, int(min(most, claims.max(initial=0)))):
        left, right = order[:-step], order[step:]
        same = items[left] == items[right]
        if not same.any():
            return
        yield left[same], right[same]


def _count(counter: Counter[int], numbers: Ints) -> None:
    found, times = np.unique(numbers, return_counts=True)
    for number, count in zip(found.tolist(), times.tolist()):
        counter[number] += count


def groups_of(table: Table, dependences: tuple[Dependence, ...]) -> Ints:
    """The group of each outlet, as the number of its first member: int64, (n_outlets,)."""
    number = {outlet: i for i, outlet in enumerate(table.outlets)}
    group = list(range(len(table.outlets)))
    for pair in dependences:
        a, b = group[number[pair.left]], group[number[pair.right]]
        group = [min(a, b) if g in (a, b) else g for g in group]
    return np.array(group, dtype=np.int64)


def group_claims(table: Table, group: Ints) -> tuple[Ints, Ints]:
    """Distinct claims of groups: (group of each, value of each), each int64, (n_group_claims,)."""
    keys = np.unique(group[table.outlet_of] * len(table.values) + table.value_of)
    return keys // len(table.values), keys % len(table.values)


def independent_support(table: Table, group: Ints) -> Floats:
    """Number of groups that give each value: float64, (n_values,)."""
    _, values = group_claims(table, group)
    return np.bincount(values, minlength=len(table.values)).astype(np.float64)
