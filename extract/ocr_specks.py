"""Specks of dust and of copiers: small round pieces of ink that stand near no letter.

A full stop, a tone mark or the dot of a colon is as small, but never alone.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.ocr_components import bands, components, mask_of
from extract.ocr_ink import Ink

_SMALL = 0.33  # letter heights that a speck is wide and high at most
_ROUND = 1.7  # times as wide as high at most; a hyphen is wider
_BESIDE, _OVER = 0.5, 0.3  # letter heights from a letter within which a point, a comma or a mark stands
_STACKED = 0.12  # letter heights to the side that a mark above a small mark may stand
_LEADER, _DOTS = 1.3, 4  # letter heights between the dots of a dotted line, and how many make one

Mask = NDArray[np.uint8]


def find_specks(ink: Ink, usual: float | None) -> NDArray[np.bool_]:
    """Which pieces are specks, where `usual` is the letter height of the page in pixels."""
    widths, heights = ink.boxes[:, 2] - ink.boxes[:, 0], ink.boxes[:, 3] - ink.boxes[:, 1]
    small = (np.maximum(widths, heights) <= _SMALL * (usual or 0.0)) & (widths <= _ROUND * heights)
    small[0] = False
    if usual is None or not small.any():
        return np.zeros(len(small), np.bool_)
    others = ~small
    others[0] = False
    near = _reached(ink, others, small, (_BESIDE * usual, _OVER * usual))
    stacked = _reached(ink, near, small & ~near, (_STACKED * usual, _OVER * usual))
    lone = small & ~near & ~stacked
    return np.asarray(lone & ~_in_dotted_lines(ink, lone, usual), np.bool_)


def _reached(
    ink: Ink, those: NDArray[np.bool_], small: NDArray[np.bool_], reach: tuple[float, float]
) -> NDArray[np.bool_]:
    """Which small pieces lie, with a part of them, so near to one of those."""
    wide, high = max(1, round(reach[0])), max(1, round(reach[1]))
    kernel = np.ones((2 * high + 1, 2 * wide + 1), np.uint8)
    touched = np.zeros(len(small), np.bool_)
    for rows in bands(len(ink.labels)):
        first = max(0, rows.start - high)  # the rows beside a band reach into it
        around = cv2.dilate(those[ink.labels[first : rows.stop + high]].astype(np.uint8), kernel)
        own = around[rows.start - first : rows.stop - first]
        touched[ink.labels[rows][own > 0]] = True
    return np.asarray(touched & small, np.bool_)


def _in_dotted_lines(ink: Ink, lone: NDArray[np.bool_], usual: float) -> NDArray[np.bool_]:
    """Which of them stand with others on a line of dots."""
    pieces = np.flatnonzero(lone)
    if len(pieces) < _DOTS:
        return np.zeros(len(lone), np.bool_)
    dots = mask_of(ink.labels, lone)
    kernel = np.ones((1, 2 * round(_LEADER * usual / 2) + 1), np.uint8)
    for rows in bands(len(dots)):  # the kernel is one row high, so none reaches into another
        dots[rows] = cv2.morphologyEx(dots[rows], cv2.MORPH_CLOSE, kernel)
    labels, _ = components(dots)
    x, y = ink.middles
    lines = labels[y[pieces].astype(int), x[pieces].astype(int)]
    counts = np.bincount(lines, minlength=1)
    counts[0] = 0
    found = np.zeros(len(lone), np.bool_)
    found[pieces] = counts[lines] >= _DOTS
    return found
