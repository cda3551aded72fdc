"""Ruled lines in a picture: thin, long and alone, whether faint, broken, doubled or slightly bent.

All is found in a picture of about 150 dpi. Both directions use the same code: verticals are found in the transposed
picture, so that `along` is x for a horizontal rule and y for a vertical one, and `across` is the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.ocr_components import components
from extract.ocr_levels import deviation, levels_of, median
from extract.ocr_raster import Pixels

RULE_DPI = 150.0
Values = NDArray[np.float64]
Mask = NDArray[np.bool_]

_THICKEST = 0.045  # inch; a darker stretch as high as this is no rule
_SHORTEST_VOTED = 0.2  # inch; a whole piece gives more, a chance of letters less
_WINDOW = 0.5  # inch of a row that votes on each of its points
_VOTES = 0.4  # of it must be ink with paper on both sides
_SHORTEST = 0.22  # inch; between a broken rule's remaining pieces it takes the fit of the whole grid
_STEP = 0.2  # inch between the points of a rule's path
_WEAKEST = 10.0  # grey levels that a rule is darker than the paper
_COVERED = 0.5  # of a rule's length is ink
_ALONE = 0.7  # of its inked length has paper on both sides
_BESIDE = 0.03  # inch from the rule, where that paper is
_TWIN = 4  # pixels, about, between the two
_BESIDE_TWIN = 0.041  # inch, where all rules are drawn twice
_DARK = 190  # grey level of a flattened picture
_HALF = 0.5  # of the darkness that a rule has elsewhere: less is a gap in it
_EDGE = 0.033  # inch from the middle of the rule that it meets to that rule's edge, and
_JOINT = 0.047  # inch to where letters begin that stand close to it
_STRAY = 0.025  # inch that ink may lie from the straight line through a piece of rule


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of rule: `across[k]` is its place at `along[k]`, in pixels of the searched picture."""

    along: Values
    across: Values
    slope: float = 0.0

    @property
    def start(self) -> float:
        return float(self.along[0])

    @property
    def end(self) -> float:
        return float(self.along[-1])

    @property
    def length(self) -> float:
        return self.end - self.start

    @property
    def place(self) -> float:
        """Where the piece is across, all in all."""
        return float(self.across.sum()) / len(self.across)

    def at(self, along: float) -> float:
        """Where the rule is, or would be if it went on straight."""
        if along < self.start:
            return float(self.across[0]) + self.slope * (along - self.start)
        if along > self.end:
            return float(self.across[-1]) + self.slope * (along - self.end)
        return float(np.interp(along, self.along, self.across))


@dataclass(frozen=True, slots=True)
class Solid:
    """The share of a path that has ink, and at how many of its two ends that ink joins the rule that it meets, or is
    parted from it by paper. Where that rule itself is worn off, nothing can be said.
    """

    share: float
    joined: int
    parted: int


NOT_SOLID = Solid(0.0, 0, 0)


@dataclass(frozen=True, slots=True, eq=False)
class Ridges:
    """Where the picture has thin dark lines that run along its rows, and where it is dark at all.

    `depth` is how much darker than white it is, `side` how many pixels beside a rule there is paper, `wide` how many
    its ink may lie beside its path.
    """

    ink: Mask
    dark: Mask
    depth: Pixels
    side: int = round(_BESIDE * RULE_DPI)
    wide: int = 1

    def cover(self, across: Values, along: NDArray[np.int64]) -> float:
        """The share of the points `along` that have a ridge on the path `across` or beside it."""
        return float(np.count_nonzero(self._inked(across, along))) / len(along) if len(along) else 0.0

    def alone(self, across: Values, along: NDArray[np.int64]) -> float:
        """Of the inked points, the share that has paper on both sides; low in a line of text."""
        inked = self._inked(across, along)
        count = np.count_nonzero(inked)
        if not count:
            return 0.0
        rows, columns = self._pixels(across, along, self.side)
        free = inked & ~self.dark[rows - self.side, columns] & ~self.dark[rows + self.side, columns]
        return float(np.count_nonzero(free)) / count

    def solid(self, across: Values, along: NDArray[np.int64]) -> Solid:
        """How a path between two rules that it crosses is filled; `along` goes from the middle of one to the other's.

        Gaps are looked for in the picture itself: a ridge is blurred along the rule, which closes those of letters.
        """
        rows, columns = self._pixels(across, along, self.wide)
        depth = np.max([self.depth[rows + step, columns] for step in range(-self.wide, self.wide + 1)], axis=0)
        margin = min(round(_EDGE * RULE_DPI), len(along) // 4)
        between = depth[margin : len(depth) - margin]
        inked = between[self._inked(across, along)[margin : len(depth) - margin]]
        if not len(inked):
            return NOT_SOLID
        whole = depth > _HALF * float(np.median(inked))
        joint = min(round(_JOINT * RULE_DPI), len(along) // 2)
        ends = [end for end in (whole[:joint], whole[::-1][:joint]) if end[: margin // 2].all()]
        joined = sum(bool(end.all()) for end in ends)
        share = float(np.count_nonzero(whole[margin : len(whole) - margin])) / len(between)
        return Solid(share, joined, len(ends) - joined)

    def _inked(self, across: Values, along: NDArray[np.int64]) -> Mask:
        rows, columns = self._pixels(across, along, 1)
        found: Mask = self.ink[rows, columns] | self.ink[rows - 1, columns] | self.ink[rows + 1, columns]
        return found

    def _pixels(
        self, across: Values, along: NDArray[np.int64], margin: int
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows and columns of the points, those outside the picture moved to its edge."""
        height, width = self.ink.shape
        rows = np.minimum(np.maximum((across + 0.5).astype(np.int64), margin), height - 1 - margin)
        return rows, np.minimum(np.maximum(along, 0), width - 1)


def find_ridges(picture: Pixels) -> Ridges:
    """The ridges along the rows of a picture of `RULE_DPI`."""
    tall = round(_THICKEST * RULE_DPI) | 1
    closed = cv2.morphologyEx(picture, cv2.MORPH_CLOSE, np.ones((tall, 1), np.uint8))
    strength = np.asarray(cv2.blur(cv2.subtract(closed, picture), (round(0.04 * RULE_DPI) | 1, 1)), np.uint8)
    counts = levels_of(strength)
    typical = median(counts)
    ink = strength > typical + max(_WEAKEST, 5.0 * deviation(counts, typical))
    return Ridges(np.asarray(ink, np.bool_), picture < _DARK, np.asarray(255 - picture, np.uint8))


def find_segments(ridges: Ridges) -> list[Segment]:
    """The pieces of rules along the rows: where enough of half an inch is inked, with paper above and below."""
    window = round(_WINDOW * RULE_DPI) | 1
    alone = ridges.ink & ~_shifted(ridges.dark, ridges.side) & ~_shifted(ridges.dark, -ridges.side)
    wide = cv2.dilate(alone.astype(np.uint8) * 255, np.ones((3, 1), np.uint8))
    voted = (cv2.blur(wide, (window, 1), borderType=cv2.BORDER_CONSTANT) > 255 * _VOTES).astype(np.uint8)
    labels, stats = components(voted)
    found = []
    for number in range(1, len(stats)):
        x, y, width, height, _ = (int(value) for value in stats[number])
        if width < _SHORTEST_VOTED * RULE_DPI:
            continue
        left, right = max(0, x - window // 2), x + width + window // 2
        band = (labels[y : y + height, x : x + width] == number).astype(np.uint8)
        band = cv2.copyMakeBorder(band, 0, 0, x - left, window // 2, cv2.BORDER_REPLICATE)
        part = alone[y : y + height, left:right]
        segment = _trace(part & band[:, : part.shape[1]].astype(bool), left, y)
        if segment is not None and segment.length >= _SHORTEST * RULE_DPI and is_rule(ridges, segment):
            found.append(segment)
    return found


def _shifted(mask: Mask, step: int) -> Mask:
    """The mask moved down by `step` rows (up where negative), nothing coming in at the edge."""
    moved = np.zeros_like(mask)
    if step > 0:
        moved[step:] = mask[:-step]
    else:
        moved[:step] = mask[-step:]
    return moved


def _trace(part: Mask, x: int, y: int) -> Segment | None:
    """The path of a piece: the middle height of its ink, every `_STEP`, between its first and last ink.

    Letters that touch the rule pull at it; so ink far from the straight line through the whole is left out.
    """
    rows, columns = np.nonzero(part)
    if len(columns) < 3:
        return None
    for _ in range(2):
        slope, base = _straight(columns, rows)
        near = np.abs(rows - base - slope * columns) <= _STRAY * RULE_DPI
        if near.sum() < 3:
            return None
        rows, columns = rows[near], columns[near]
    first, last = int(columns.min()), int(columns.max())
    pieces = max(1, round((last - first) / (_STEP * RULE_DPI)))
    along, across = _means(columns, rows, (columns - first) * pieces // max(1, last - first + 1), pieces)
    along = np.concatenate(([first], along, [last])).astype(np.float64)
    across = np.concatenate((across[:1], across, across[-1:]))
    return Segment(along + x, across + y, slope)


def _means(
    columns: NDArray[np.int64], rows: NDArray[np.int64], parts: NDArray[np.int64], count: int
) -> tuple[Values, Values]:
    """The mean place of the ink of each part; parts without ink are left out."""
    sizes = np.bincount(parts, minlength=count)
    filled = sizes > 0
    along = np.bincount(parts, columns, minlength=count)[filled] / sizes[filled]
    return along, np.bincount(parts, rows, minlength=count)[filled] / sizes[filled]


def _straight(columns: NDArray[np.int64], rows: NDArray[np.int64]) -> tuple[float, float]:
    """Slope and base of the line through eight parts of a piece, by the middle of all pairs: no letter pulls at it."""
    first, last = int(columns.min()), int(columns.max())
    xs, ys = _means(columns, rows, (columns - first) * 8 // (last - first + 1), 8)
    one, two = np.triu_indices(len(xs), 1)
    slopes = np.sort((ys[two] - ys[one]) / (xs[two] - xs[one]))
    slope = float(slopes[len(slopes) // 2]) if len(slopes) else 0.0
    bases = np.sort(ys - slope * xs)
    return slope, float(bases[len(bases) // 2])


def is_rule(ridges: Ridges, segment: Segment) -> bool:
    """Whether a path is inked with paper on both sides."""
    along = np.arange(int(segment.start), int(segment.end) + 1)
    across = np.interp(along, segment.along, segment.across)
    return ridges.cover(across, along) >= _COVERED and ridges.alone(across, along) >= _ALONE


def for_twins(ridges: Ridges) -> Ridges:
    """The same ridges, looked at as rules that are drawn twice beside each other."""
    return replace(ridges, side=round(_BESIDE_TWIN * RULE_DPI), wide=_TWIN - 1)


def are_twins(ridges: Ridges, segments: Sequence[Segment]) -> bool:
    """Whether most long pieces have another rule close beside them."""
    long = [segment for segment in segments if segment.length >= RULE_DPI]
    twins = 0
    for segment in long:
        along = np.arange(int(segment.start), int(segment.end) + 1)
        across = np.interp(along, segment.along, segment.across)
        beside = [ridges.cover(across + step, along) for step in (-_TWIN, _TWIN)]
        twins += max(beside) >= _COVERED > ridges.cover(across + 2 * _TWIN, along)
    return twins > len(long) / 2
