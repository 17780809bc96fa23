"""Trees and groups of linked reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def tree_of(links: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The links that join reports not yet joined, the first given first (Kruskal 1956).

    >>> tree_of([("b", "a"), ("c", "b"), ("c", "a")])
    (('b', 'a'), ('c', 'b'))
    """
    group: dict[str, set[str]] = {}
    kept = []
    for one, other in links:
        mine, theirs = group.get(one, {one}), group.get(other, {other})
        if mine is theirs:
            continue
        joined = mine | theirs
        group.update(dict.fromkeys(joined, joined))
        kept.append((one, other))
    return tuple(kept)


def groups_of(links: Iterable[tuple[str, str]]) -> tuple[frozenset[str], ...]:
    """The reports that links join, in groups, in no order that means anything.

    >>> sorted(sorted(group) for group in groups_of([("b", "a"), ("d", "c"), ("c", "e")]))
    [['a', 'b'], ['c', 'd', 'e']]
    """
    found: list[frozenset[str]] = []
    for link in links:
        touched = [group for group in found if not group.isdisjoint(link)]
        found = [group for group in found if group not in touched]
        found.append(frozenset(link).union(*touched))
    return tuple(found)
