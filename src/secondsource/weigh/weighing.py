"""Ranks values by independent support, with the accuracy of outlets estimated on the way.

Every group of dependent outlets has one vote a value. A vote weighs log(n * A / (1 - A)), A the
group's accuracy over all attributes and n the number of wrong values to choose from; accuracies
follow from the values believed, the values from the accuracies, and dependence from both, until
nothing moves (ACCU and DEPEN of Dong, Berti-Équille & Srivastava, VLDB 2009). Accuracy is kept one
number an outlet on purpose: an outlet that misreads one attribute like all others do is found out
by the attributes on which it is alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from secondsource.settings import WeighSettings
from secondsource.weigh.dependence import (
    Dependence,
    find_dependence,
    group_claims,
    groups_of,
    independent_support,
)
from secondsource.weigh.table import Floats, Ints, Row, Table, build_table


@dataclass(frozen=True, slots=True)
class Weighed:
    """The best supported value of one item."""

    object: str
    attribute: str
    value: str
    independent_origins: int
    probability: float


@dataclass(frozen=True, slots=True)
class Weighing:
    """The best value of every item, and the pairs of outlets found dependent."""

    values: tuple[Weighed, ...]
    dependences: tuple[Dependence, ...]


def weigh(rows: Iterable[Row], *, settings: WeighSettings = WeighSettings()) -> Weighing:
    """The best supported value of every item of these rows. The order of rows does not matter."""
    table = build_table(rows)
    if not len(table.values):
        return Weighing((), ())
    believed = table.best(table.support())
    dependences: tuple[Dependence, ...] = ()
    for _ in range(settings.rounds):
        dependences = find_dependence(table, believed, settings=settings)
        group = groups_of(table, dependences)
        probability = _estimate(table, group, believed, settings)
        believed = table.best(probability)
    origins = independent_support(table, group)
    values = tuple(
        Weighed(*table.items[i], table.values[v], int(origins[v]), round(float(probability[v]), 6))
        for i, v in enumerate(believed.tolist())
    )
    return Weighing(values, dependences)


def _estimate(table: Table, group: Ints, believed: Ints, settings: WeighSettings) -> Floats:
    """Probability of every value among those claimed for its item: float64, (n_values,)."""
    groups, values = group_claims(table, group)
    votes = np.bincount(values, minlength=len(table.values)).astype(np.float64)
    if not settings.rounds:
        return votes
    probability = np.zeros(len(table.values))
    probability[believed] = 1.0
    for _ in range(settings.steps):
        accuracy = _accuracy(groups, probability[values], len(table.outlets), settings)
        weight = np.log(settings.wrong_values * accuracy / (1.0 - accuracy))
        score = np.bincount(values, weights=weight[groups], minlength=len(table.values))
        probability = _softmax(score, table.item_of, len(table.items))
    return probability


def _accuracy(groups: Ints, right: Floats, size: int, settings: WeighSettings) -> Floats:
    """Expected share of right values of each group, drawn to a prior: float64, (size,)."""
    hits = np.bincount(groups, weights=right, minlength=size)
    claims = np.bincount(groups, minlength=size)
    prior, strength = settings.accuracy_prior, settings.prior_claims
    mean = (hits + strength * prior) / (claims + strength)
    return np.clip(mean, settings.accuracy_floor, settings.accuracy_ceiling)


def _softmax(score: Floats, item_of: Ints, items: int) -> Floats:
    """exp(score) as a share of its item's sum: float64, (n_values,)."""
    highest = np.full(items, -np.inf)
    np.maximum.at(highest, item_of, score)
    raised = np.exp(score - highest[item_of])
    total = np.bincount(item_of, weights=raised, minlength=items)
    return np.asarray(raised / total[item_of], dtype=np.float64)
