"""Ranks values by independent support, with the accuracy of outlets estimated on the way.

Outlets that share their errors divide one vote between them. A vote weighs log(n * A / (1 - A)), A
the outlet's accuracy over all attributes and n the number of wrong values to choose from;
accuracies follow from the values believed, the values from the accuracies, and dependence from
both, until nothing moves (ACCU and DEPEN of Dong, Berti-Équille & Srivastava, VLDB 2009). Accuracy
is kept one number an outlet on purpose: an outlet that misreads one attribute like all others do is
found out by the attributes on which it is alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from secondsource.settings import WeighSettings
from secondsource.weigh.dependence import (
    Dependence,
    count_errors,
    disputed,
    find_dependence,
    groups_of,
    independent_support,
    not_believed,
    pair_claims,
    vote_weights,
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
    pairs = pair_claims(table, settings=settings)
    wrong = disputed(table)  # nothing is believed yet: copies agree on what others dispute
    believed = np.empty(0, dtype=np.int64)
    for sharpness in _sharpnesses(settings):
        errors = count_errors(table, pairs, wrong, settings=settings)
        votes = vote_weights(table, pairs, errors, sharpness=sharpness, settings=settings)
        start = believed if len(believed) else table.best(table.support(votes))
        probability = _estimate(table, votes, start, settings)
        believed = table.best(probability)
        wrong = not_believed(table, believed)
        if sharpness == settings.last_sharpness and np.array_equal(start, believed):
            break
    errors = count_errors(table, pairs, wrong, settings=settings)
    dependences = find_dependence(table, pairs, errors, settings=settings)
    origins = independent_support(table, groups_of(table, dependences))
    values = tuple(
        Weighed(*table.items[i], table.values[v], int(origins[v]), round(float(probability[v]), 6))
        for i, v in enumerate(believed.tolist())
    )
    return Weighing(values, dependences)


def _sharpnesses(settings: WeighSettings) -> Iterator[float]:
    """How strictly likeness is read, round by round: first only near-copies divide their votes.

    What the majority believes at first may be wrong on a whole attribute, and then the outlets
    that know share "errors" as copies do. Near-copies are seen even so; the looser shares are
    used when the values that they rest on have settled.
    """
    sharpness = settings.first_sharpness
    for number in range(settings.rounds):
        yield sharpness
        if number + 1 >= settings.strict_rounds:
            sharpness = max(settings.last_sharpness, sharpness / 2)


def _estimate(table: Table, votes: Floats, believed: Ints, settings: WeighSettings) -> Floats:
    """Probability of every value among those claimed for its item: float64, (n_values,)."""
    probability = np.zeros(len(table.values))
    probability[believed] = 1.0
    for _ in range(settings.steps):
        accuracy = _accuracy(table, votes, probability, settings)
        weight = np.log(settings.wrong_values * accuracy / (1.0 - accuracy))
        score = table.support(weight[table.outlet_of] * votes)
        probability = _softmax(score, table.item_of, len(table.items))
    return probability


def _accuracy(table: Table, votes: Floats, probability: Floats, settings: WeighSettings) -> Floats:
    """Expected share of right values of each outlet, drawn to a prior: float64, (n_outlets,)."""
    size = len(table.outlets)
    hits = np.bincount(table.outlet_of, votes * probability[table.value_of], size)
    claims = np.bincount(table.outlet_of, votes, size)
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
