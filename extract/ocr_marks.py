"""Which line a Thai mark belongs to, where lines stand close: the one whose letters or vowels it touches.

A tone mark above a vowel may be nearer to the line above than to its own letters, and a vowel below a letter nearer to
the marks of the line below.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_NEAR = 0.28  # letter heights between a mark and what it stands on or hangs from
_OVERLAP = 0.45  # of a mark that may lie over what it belongs to
_CLEARLY = 0.05  # letter heights by which one of two is nearer
_HANGING = 0.1  # letter heights below a letter at most where a vowel hangs; what is further off rather stands
_SIDEWAYS = 0.25  # what a step to the side counts of one up or down
_ASIDE = 0.12  # letter heights that a mark may stand aside of it

_AT_ONCE = 400_000  # pairs of pieces that are compared together: a page of prose has millions

Numbers = NDArray[np.int64]


def lines_of_marks(lines: Numbers, boxes: NDArray[np.int32], is_letter: NDArray[np.bool_], height: float) -> Numbers:
    """The line (-1 for none) of each piece of ink, given the nearest by height alone.

    `boxes` has left, top, right and bottom of each piece, `height` is that of a letter. A mark goes to the line that it
    touches, or to the one that it stands clearly nearer to; what touches none stays where it was.
    """
    marks, letters = np.flatnonzero(~is_letter), np.flatnonzero(is_letter & (lines >= 0))
    if not len(marks) or not len(letters) or lines.max() < 1:
        return lines
    hung, under = _touched(boxes, marks, letters, lines[letters], height, up=True)
    stood, over = _touched(boxes, marks, letters, lines[letters], height)
    vowels = np.isfinite(over) & (~np.isfinite(under) | (stood == lines[marks]))  # tone marks stand on them
    on_vowels, over_vowels = _touched(boxes, marks, marks[vowels], stood[vowels], height)
    stood, over = np.where(np.isfinite(over), stood, on_vowels), np.minimum(over, over_vowels)
    found = lines.copy()
    clear = _CLEARLY * height
    stands = (over + clear < under) | (np.isfinite(over) & (under > _HANGING * height) & (over <= under + clear))
    found[marks] = np.select([stands, under + clear < over], [stood, hung], lines[marks])
    return found


def _touched(
    boxes: NDArray[np.int32], marks: Numbers, others: Numbers, lines: Numbers, height: float, *, up: bool = False
) -> tuple[Numbers, NDArray[np.float64]]:
    """The line of the nearest other piece right below each mark (above it if `up`) and how far off it is: infinitely
    where there is none.
    """
    if not len(others):
        return np.full(len(marks), -1, np.int64), np.full(len(marks), np.inf)
    parts = np.array_split(marks, -(-len(marks) * len(others) // _AT_ONCE) or 1)
    found = [_nearest(boxes, part, others, height, up=up) for part in parts]
    return lines[np.concatenate([place for place, _ in found])], np.concatenate([gap for _, gap in found])


def _nearest(
    boxes: NDArray[np.int32], marks: Numbers, others: Numbers, height: float, *, up: bool
) -> tuple[Numbers, NDArray[np.float64]]:
    """Of each mark the place in `others` of the one it stands nearest to, and how far off that is."""
    one, two = boxes[marks].astype(float)[:, None], boxes[others].astype(float)[None]
    gap = one[..., 1] - two[..., 3] if up else two[..., 1] - one[..., 3]
    high = one[..., 3] - one[..., 1]
    common = np.minimum(one[..., 2], two[..., 2]) - np.maximum(one[..., 0], two[..., 0])
    fits = (common >= -_ASIDE * height) & (gap <= _NEAR * height) & (gap >= -_OVERLAP * high)
    aside = _SIDEWAYS * np.maximum(0.0, one[..., 2] - one[..., 0] - common)  # what of the mark has nothing under it
    gap = np.where(fits, np.maximum(gap, 0.0) + aside, np.inf)
    return np.asarray(gap.argmin(axis=1), np.int64), gap.min(axis=1)
