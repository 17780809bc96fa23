"""A table of claims as arrays, numbered in sorted order so that the order of rows cannot matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """One outlet's value for an attribute of an object."""

    outlet: str
    object: str
    attribute: str
    value: str


@dataclass(frozen=True, slots=True)
class Table:
    """Claims as arrays. An item is an object's attribute; a value belongs to one item.

    outlet_of, value_of: int64, (n_claims,), one entry a distinct claim. item_of: int64,
    (n_values,).
    """

    outlets: tuple[str, ...]
    items: tuple[tuple[str, str], ...]
    values: tuple[str, ...]
    outlet_of: Ints
    value_of: Ints
    item_of: Ints

    def support(self, weights: Floats | None = None) -> Floats:
        """Sum of the weights of the claims of each value: (n_values,)."""
        return np.bincount(self.value_of, weights=weights, minlength=len(self.values)).astype(
            np.float64
        )

    def best(self, score: Floats) -> Ints:
        """The value of highest score of each item, of equals the first in order: (n_items,)."""
        order = np.lexsort((np.arange(len(score)), -score, self.item_of))
        items = self.item_of[order]
        first = np.concatenate(([True], items[1:] != items[:-1])) if len(items) else items > 0
        return order[first]


def build_table(rows: Iterable[Row]) -> Table:
    """The table of these rows. Of two values of one outlet for one item the first in sorted order
    stands, so that no outlet is counted twice."""
    claims: dict[tuple[str, tuple[str, str]], str] = {}
    for row in rows:
        key = (row.outlet, (row.object, row.attribute))
        if key not in claims or row.value < claims[key]:
            claims[key] = row.value
    outlets = tuple(sorted({outlet for outlet, _ in claims}))
    items = tuple(sorted({item for _, item in claims}))
    pairs = sorted({(item, value) for (_, item), value in claims.items()})
    number_of_outlet = _numbers(outlets)
    number_of_item = _numbers(items)
    number_of_pair = _numbers(pairs)
    outlet_of = np.array([number_of_outlet[o] for o, _ in claims], dtype=np.int64)
    value_of = np.array([number_of_pair[(i, v)] for (_, i), v in claims.items()], dtype=np.int64)
    item_of = np.array([number_of_item[item] for item, _ in pairs], dtype=np.int64)
    order = np.lexsort((outlet_of, value_of))
    outlet_of, value_of = outlet_of[order], value_of[order]
    return Table(outlets, items, tuple(v for _, v in pairs), outlet_of, value_of, item_of)


def _numbers(things: Sequence[Thing]) -> dict[Thing, int]:
    return {thing: number for number, thing in enumerate(things)}
