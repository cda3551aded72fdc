"""Letters of two lines that touch, parted where they are thinnest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extract.ocr_ink import Ink
from extract.ocr_marks import Numbers

Band = tuple[float, float]

_INTO = 0.4  # of a line's letters a piece reaches at least into both lines
_MOST_LINES = 3  # a piece over more of them is a signature, a bracket or a drawing
_WIDEST = 12.0  # letter heights
_ROOM = 0.15  # letter heights that the cut may lie inside the upper line's letters


def part_lines(ink: Ink, pieces: Numbers, bands: Sequence[Band], height: float) -> Numbers:
    """The pieces, each that reaches over two or three lines cut between them. `bands` are top and bottom of the letters
    of each line, from the top down; changes the ink.
    """
    found = [pieces]
    for piece in pieces:
        left, top, right, bottom = (int(value) for value in ink.boxes[piece])
        over = [(high, low) for high, low in bands if _reaches(top, bottom, high, low)]
        if 2 <= len(over) <= _MOST_LINES and right - left <= _WIDEST * height:
            found += [_cut(ink, int(piece), over, height)]
    return np.concatenate(found)


def _reaches(top: int, bottom: int, high: float, low: float) -> bool:
    return min(bottom, low) - max(top, high) >= _INTO * (low - high)


def _cut(ink: Ink, piece: int, over: Sequence[Band], height: float) -> Numbers:
    """The new pieces, cut off from the lowest line up."""
    new = []
    for (_, above), (below, _) in zip(reversed(over[:-1]), reversed(over[1:]), strict=True):
        left, top, right, bottom = (int(value) for value in ink.boxes[piece])
        first, last = max(top + 1, round(above - _ROOM * height)), min(bottom - 1, round(below))
        if first >= last:
            continue
        wide = (ink.labels[first:last, left:right] == piece).sum(axis=1)
        new.append(ink.cut(piece, first + int(wide.argmin())))
    return np.array(new, np.int64)
