"""What is seen along the line between two lines that cross it: a rule, or letters that stand above each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extract.ocr_rules import NOT_SOLID, RULE_DPI, Ridges, Solid, Values

_INSET = 0.03 * RULE_DPI  # from the crossing line, where an edge begins to be looked at
_END = 0.06 * RULE_DPI  # of an edge, at either end
_SHORTEST_EDGE = 0.1 * RULE_DPI  # no column and no row is smaller
_NO_RULE = 0.2  # the ink of an edge that letters make
_WHOLE, _SELDOM = 0.92, 0.25  # a rule has so much of the usual ink, and so many of its ends join the rules they meet,
_SOLID, _MOSTLY = 0.8, 0.6  # or so much and so many; letters above each other keep away from the rules in each row


@dataclass(frozen=True, slots=True, eq=False)
class RuleLine:
    """One line of a lattice: where it is (`across`) at sorted places `along`, in pixels. Equal to itself only."""

    along: Values
    across: Values
    slope: float = 0.0

    def at(self, along: Values | float) -> Values:
        """Where the line is at each place of `along`, straight on beyond its ends."""
        places = np.asarray(along, np.float64)
        before, after = np.minimum(places - self.along[0], 0.0), np.maximum(places - self.along[-1], 0.0)
        return np.asarray(np.interp(places, self.along, self.across) + self.slope * (before + after), np.float64)

    @property
    def middle(self) -> float:
        return float(np.trapezoid(self.across, self.along) / (self.end - self.start))

    @property
    def start(self) -> float:
        return float(self.along[0])

    @property
    def end(self) -> float:
        return float(self.along[-1])


@dataclass(frozen=True, slots=True)
class Usual:
    """The shares of ink that the long rules of a page have: along blurred ridges, and in the picture itself."""

    ink: float
    solid: float


@dataclass(frozen=True, slots=True)
class Edge:
    """What is seen along an edge: shares of its length, of the ink, and of its two ends."""

    covered: float  # has ink
    alone: float  # of the ink has paper on both sides: letters have ink beside them
    near: float  # of the better and
    far: float  # of the worse end has ink: letters keep away from the rules above and below them
    length: int = 0
    solid: Solid = NOT_SOLID

    def sure(self, usual: Usual) -> bool:
        """Whether this alone says that there is a rule."""
        if self.length < _SHORTEST_EDGE or self.covered < max(0.6, 0.8 * usual.ink) or self.is_broken(usual):
            return False
        return (self.far >= 0.4 and self.alone >= 0.65) or (self.near >= 0.6 and self.alone >= 0.92)

    def is_broken(self, usual: Usual) -> bool:
        """Whether this shows gaps as there are around letters: such an edge alone makes no rule."""
        return not self.solid.joined and self.solid.share < _WHOLE * usual.solid

    def strong(self, usual: Usual) -> bool:
        """Whether this says so of a line that is drawn along one edge only."""
        whole = self.solid.joined and self.solid.share >= _SOLID * usual.solid
        return bool(whole) and self.sure(usual) and self.covered >= 0.9 * usual.ink and self.alone >= 0.8

    def ink(self, usual: Usual) -> float:
        """The share of ink that a rule may have left, where there is a rule elsewhere on the line."""
        if self.is_broken(usual):
            return min(self.covered, _NO_RULE)
        enough = self.covered >= 0.7 * usual.ink and self.alone >= 0.55 and self.far >= 0.3
        plausible = self.covered >= 0.95 or (self.near >= 0.4 and (enough or self.alone >= 0.9))
        return self.covered if plausible else min(self.covered, _NO_RULE)


_NO_EDGE = Edge(0.0, 0.0, 0.0, 0.0)


def look(line: RuleLine, start: RuleLine, end: RuleLine, ridges: Ridges) -> Edge:
    """What is seen along a line between two lines that cross it."""
    middle = float(line.across.mean())
    first, last = float(start.at(middle)), float(end.at(middle))
    inset = min(_INSET, 0.2 * (last - first))
    along = np.arange(round(first + inset), round(last - inset) + 1)
    if len(along) < 3:
        return _NO_EDGE
    across = line.at(along.astype(np.float64))
    covered = ridges.cover(across, along)
    if covered < _NO_RULE:
        return Edge(covered, 0.0, 0.0, 0.0)
    zone = max(3, round(min(_END, 0.15 * len(along))))
    ends = (ridges.cover(across[:zone], along[:zone]), ridges.cover(across[-zone:], along[-zone:]))
    whole = np.arange(round(first), round(last) + 1)
    solid = ridges.solid(line.at(whole.astype(np.float64)), whole)
    return Edge(covered, ridges.alone(across, along), max(ends), min(ends), len(along), solid)


def are_whole(edges: Sequence[Edge], usual: Usual) -> bool:
    """Whether edges together show a rule: gaps that wear makes are few and anywhere, those of letters in each row."""
    length = sum(edge.length for edge in edges)
    share = sum(edge.solid.share * edge.length for edge in edges) / length / usual.solid
    joined, parted = sum(edge.solid.joined for edge in edges), sum(edge.solid.parted for edge in edges)
    ends = joined / (joined + parted) if joined + parted else _SELDOM
    return (share >= _WHOLE and ends >= _SELDOM) or (share >= _SOLID and ends >= _MOSTLY)
