"""Gives the links of a tree their directions: which of two reports is the child."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import exp, expm1, log, log1p

Bits = Callable[[str, str], float]  # (child, parent) -> evidence for this order, in bits

_NAT = log(2.0)  # nats a bit


def direct(
    tree: Sequence[tuple[str, str]], rank: Mapping[str, int], bits: Bits, *, second_parent: float
) -> Iterator[tuple[str, str, float]]:
    """The links as (child, parent, bits for this order), each the likelier way round.

    All ways to direct the whole tree are weighed: by the evidence of their links, less
    `second_parent` bits for each parent of a report after its first, as copying from one is
    commoner than merging. So where no link has evidence of its own, the report in the middle is
    rather the parent of those around it: of all reports that could have been first, most make it
    so. Exact, by passing messages along the tree (Pearl 1988).
    """
    walk = tuple(_walk(tree, rank))
    messages = _Messages(walk, bits, second_parent)
    for node, above in walk:
        if above:
            lean = messages.lean(node, above)
            yield (node, above, lean) if lean >= 0 else (above, node, -lean)


class _Messages:
    """What each side of each link has to say of its direction, in nats.

    as_child[a, b]: log weight of all ways to direct the links on a's side of the link to b, and
    this link with a as the child; as_parent[a, b] with a as the parent.
    """

    def __init__(self, walk: Sequence[tuple[str, str]], bits: Bits, second_parent: float) -> None:
        self._near: dict[str, list[str]] = {node: [] for node, _ in walk}
        for node, above in walk:
            if above:
                self._near[node].append(above)
                self._near[above].append(node)
        self._bits = bits
        self._cost = second_parent * _NAT
        self.as_child: dict[tuple[str, str], float] = {}
        self.as_parent: dict[tuple[str, str], float] = {}
        links = [link for link in walk if link[1]]
        for node, above in reversed(links):  # from the ends inwards, then outwards again
            self._send(node, [near for near in self._near[node] if near != above], [above])
        for node in (node for node, _ in walk):
            below = [near for near in self._near[node] if (near, node) in self.as_child]
            self._send(node, below, [to for to in below if (node, to) not in self.as_child])

    def lean(self, child: str, parent: str) -> float:
        """Bits for this order of two linked reports, from all the evidence of the tree."""
        order = self._link(child, parent) + self._way(child, parent)
        turned = self._link(parent, child) + self._way(parent, child)
        return (order - turned) / _NAT

    def _link(self, child: str, parent: str) -> float:
        return self._bits(child, parent) * _NAT

    def _way(self, child: str, parent: str) -> float:
        return self.as_child[child, parent] + self.as_parent[parent, child]

    def _send(self, node: str, heard: Sequence[str], goals: Sequence[str]) -> None:
        """The messages of a report to each goal, from those of the others that it has heard."""
        children, extra = {}, {}
        for other in heard:
            children[other] = self._link(other, node) + self.as_child[other, node]
            as_parent = self._link(node, other) + self.as_parent[other, node]
            extra[other] = _softplus(as_parent - children[other] - self._cost)
        base, more = sum(children.values()), sum(extra.values())
        for goal in goals:
            rest = base - children.get(goal, 0.0)
            beyond = max(0.0, more - extra.get(goal, 0.0))
            self.as_child[node, goal] = rest + beyond
            self.as_parent[node, goal] = rest + self._first_free(beyond)

    def _first_free(self, beyond: float) -> float:
        """log(1 + (exp(beyond) - 1) * exp(cost)): the first parent of several costs nothing."""
        if beyond <= 0:
            return 0.0
        return _softplus(self._cost + beyond + log(-expm1(-beyond)))


def _softplus(value: float) -> float:
    """log(1 + exp(value)) without overflow."""
    return max(value, 0.0) + log1p(exp(-abs(value)))


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
