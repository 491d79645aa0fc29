"""Disjoint sets over numbers: which items are one, after any number of unions."""

from collections import defaultdict


class DisjointSets:
    """The numbers below `size`, each in a set of its own at first; the smallest number stands for its set."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, item: int) -> int:
        """The smallest member of the set that an item is in."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def union(self, a: int, b: int) -> None:
        """Make one set of the sets of two items."""
        low, high = sorted((self.find(a), self.find(b)))
        self._parent[high] = low

    def sets(self) -> list[list[int]]:
        """All sets, each sorted, in the order of their smallest members.

        >>> three = DisjointSets(3); three.union(2, 0); three.sets()
        [[0, 2], [1]]
        """
        members: dict[int, list[int]] = defaultdict(list)
        for item in range(len(self._parent)):
            members[self.find(item)].append(item)
        return list(members.values())
