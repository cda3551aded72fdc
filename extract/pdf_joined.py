"""Things that are joined pair by pair, as groups: rules' cells of one table, areas that touch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


class Joined:
    """Groups of the numbers from 0 on; each is a group of its own until it is joined with another."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def _root(self, number: int) -> int:
        parents = self._parents
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Makes one group of the groups of two numbers."""
        first, second = sorted((self._root(one), self._root(other)))
        self._parents[second] = first

    def groups(self, things: Sequence[Thing]) -> list[list[Thing]]:
        """The things in their groups, a thing a number; groups and things in order."""
        found: dict[int, list[Thing]] = {}
        for number, thing in enumerate(things):
            found.setdefault(self._root(number), []).append(thing)
        return list(found.values())
