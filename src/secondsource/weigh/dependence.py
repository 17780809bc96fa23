"""Which outlets depend on each other: those that share their errors.

Two independent outlets agree where both are right; they seldom make the same mistake. So agreement
is counted only over values that are not taken for true: the share of the errors of either that
both make alike. While values are weighed, two outlets that agree divide their votes by this share;
a pair is reported as dependent if nearly all its errors are shared, and a few errors decide nothing
(Dong, Berti-Équille & Srivastava, VLDB 2009; the shares stand in for their Bayesian form).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from secondsource.settings import WeighSettings
from secondsource.weigh.table import Floats, Ints, Table

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int32]


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


@dataclass(frozen=True, slots=True)
class Pairs:
    """Every two claims for one item, by pair of outlets, so that rounds need not look again.

    left, right: int32, (n_claim_pairs,), numbers of claims. same: bool, do they state one value.
    pair: int32, number of the pair of outlets. outlets: int64, (n_pairs, 2), the lower first.
    """

    left: Numbers
    right: Numbers
    same: Flags
    pair: Numbers
    outlets: Ints


def pair_claims(table: Table, *, settings: WeighSettings) -> Pairs:
    """The pairs of claims of outlets that meet on enough items to share errors.

    Memory: 13 bytes a pair of claims, of which an item with n claims has n * (n - 1) / 2.
    """
    size = len(table.outlets)
    found = list(_pairs_of_claims(table, settings.max_claims))
    left = np.concatenate([np.empty(0, np.int32), *(one for one, _ in found)], dtype=np.int32)
    right = np.concatenate([np.empty(0, np.int32), *(two for _, two in found)], dtype=np.int32)
    keys = table.outlet_of[left] * size + table.outlet_of[right]
    known, pair, times = np.unique(keys, return_inverse=True, return_counts=True)
    meeting = times >= settings.min_errors
    kept = meeting[pair]
    left, right = left[kept], right[kept]
    return Pairs(
        left,
        right,
        table.value_of[left] == table.value_of[right],
        (np.cumsum(meeting) - 1)[pair[kept]].astype(np.int32),
        np.stack(np.divmod(known[meeting], size), axis=1),
    )


@dataclass(frozen=True, slots=True)
class Errors:
    """Errors of every pair of outlets: how many either makes, how many of them both make alike.

    All (n_pairs,). share: in [0, 1], 0 where the errors are too few to show anything.
    """

    either: Floats
    shared: Floats
    share: Floats


def disputed(table: Table) -> Flags:
    """The claims of items with several values: any of them may be wrong. bool, (n_claims,)."""
    values = np.bincount(table.item_of, minlength=len(table.items))
    return np.asarray(values[table.item_of[table.value_of]] > 1)


def not_believed(table: Table, believed: Ints) -> Flags:
    """The claims that state another value than the believed one: bool, (n_claims,).

    believed: int64, (n_items,), the value of each item that is taken for true.
    """
    return np.asarray(believed[table.item_of[table.value_of]] != table.value_of)


def count_errors(table: Table, pairs: Pairs, wrong: Flags, *, settings: WeighSettings) -> Errors:
    """Errors of every pair. wrong: bool, (n_claims,), which claims are taken for errors."""
    either = wrong[pairs.left] | wrong[pairs.right]
    number = len(pairs.outlets)
    errors = np.bincount(pairs.pair[either], minlength=number).astype(np.float64)
    shared = np.bincount(pairs.pair[either & pairs.same], minlength=number).astype(np.float64)
    share = np.where(
        errors >= settings.min_errors, shared / (errors + settings.error_smoothing), 0.0
    )
    return Errors(errors, shared, share)


def vote_weights(
    table: Table, pairs: Pairs, errors: Errors, *, sharpness: float, settings: WeighSettings
) -> Floats:
    """What each claim counts, in (0, 1]: 1 divided by the outlets that it stands for.

    A claim stands for itself and, for every outlet that states the same value, for share **
    sharpness more: four copies of one list count a quarter each. float64, (n_claims,).
    """
    likeness = errors.share**sharpness
    likeness[likeness < settings.least_likeness] = 0.0
    alike = np.where(pairs.same, likeness[pairs.pair], 0.0)
    claims = len(table.value_of)
    others = np.bincount(pairs.left, alike, claims) + np.bincount(pairs.right, alike, claims)
    return np.asarray(1.0 / (1.0 + others), dtype=np.float64)


def find_dependence(
    table: Table, pairs: Pairs, errors: Errors, *, settings: WeighSettings
) -> tuple[Dependence, ...]:
    """Every pair of outlets that shares errors at or above the threshold, most probable first."""
    found = []
    for number in np.flatnonzero(errors.share >= settings.same_errors).tolist():
        left, right = sorted(table.outlets[i] for i in pairs.outlets[number].tolist())
        share, shared = float(errors.share[number]), int(errors.shared[number])
        found.append(Dependence(left, right, share, shared, int(errors.either[number])))
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
