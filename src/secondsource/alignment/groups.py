"""Disjoint groups of numbered things (union-find), with members in a fixed order."""

from __future__ import annotations


class Groups:
    """Groups of the numbers 0 .. size - 1; at first each stands alone."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, item: int) -> int:
        """The smallest number of the group that holds `item`."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, a: int, b: int) -> None:
        """Make one group of those that hold a and b."""
        low, high = sorted((self.find(a), self.find(b)))
        self._parent[high] = low

    def copy(self) -> Groups:
        """The same groups, to be kept while these are joined further."""
        kept = Groups(0)
        kept._parent = list(self._parent)
        return kept

    def members(self) -> list[list[int]]:
        """All groups, each in ascending order, by their smallest number.

        >>> groups = Groups(4)
        >>> groups.join(3, 1)
        >>> groups.members()
        [[0], [1, 3], [2]]
        """
        found: dict[int, list[int]] = {}
        for item in range(len(self._parent)):
            found.setdefault(self.find(item), []).append(item)
        return list(found.values())
