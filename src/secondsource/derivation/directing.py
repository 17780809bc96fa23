"""Gives the links of a tree their directions: which of two reports is the child."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

Bits = Callable[[str, str], float]  # (child, parent) -> evidence for this order, in bits


def direct(
    tree: Sequence[tuple[str, str]], rank: Mapping[str, int], bits: Bits, *, second_parent: float
) -> Iterator[tuple[str, str]]:
    """The links as (child, parent), as the evidence of all links together has it likeliest.

    A report with two parents costs `second_parent` bits for each after the first: copying from
    one is commoner than merging. Exact, by working from the ends of the tree inwards.
    """
    order = tuple(_walk(tree, rank))
    below: dict[str, list[str]] = {}
    for node, above in order:
        below.setdefault(above, []).append(node)
    # best[v, up]: bits of the links below v, where the link above v makes v a child, or not.
    best: dict[tuple[str, bool], float] = {}
    parents: dict[tuple[str, bool], frozenset[str]] = {}
    for node, _ in reversed(order):
        for up in (False, True):
            best[node, up], parents[node, up] = _choose_below(
                node, up, below.get(node, ()), best, bits, second_parent
            )
    is_child: dict[str, bool] = {}
    for node, above in order:
        is_child[node] = bool(above) and node not in parents[above, is_child[above]]
        if above:
            yield (node, above) if is_child[node] else (above, node)


def _choose_below(
    node: str,
    up: bool,
    below: Sequence[str],
    best: Mapping[tuple[str, bool], float],
    bits: Bits,
    second_parent: float,
) -> tuple[float, frozenset[str]]:
    """Bits of all links below a node, and which of the reports below are its parents."""
    total = 0.0
    gains = []
    for place, other in enumerate(below):
        as_child = bits(other, node) + best[other, True]
        as_parent = bits(node, other) + best[other, False]
        total += as_child
        gains.append((as_parent - as_child, -place, other))
    parents: set[str] = set()
    for gain, _, other in sorted(gains, reverse=True):
        cost = second_parent if up or parents else 0.0
        if gain > cost:
            total += gain - cost
            parents.add(other)
    return total, frozenset(parents)


def _walk(tree: Sequence[tuple[str, str]], rank: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Each report with the one above it ("" for the first of a tree), those above first."""
    near: dict[str, list[str]] = {}
    for one, other in tree:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    seen: set[str] = set()
    for root in sorted(near, key=rank.__getitem__):
        todo = [(root, "")] if root not in seen else []
        while todo:
            node, above = todo.pop()
            seen.add(node)
            yield node, above
            onward = (other for other in near[node] if other not in seen)
            todo += [(other, node) for other in sorted(onward, key=rank.__getitem__)]
