"""Pieces of ink to lines of text, and each line to a picture that holds it alone.

Thai stands on several levels: marks above the letters and below them come nearer to the next line's than to their own
letters. So lines are told from the letters, and each mark goes to the line that it may belong to.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.ocr_ink import Ink
from extract.ocr_marks import lines_of_marks
from extract.ocr_raster import Pixels
from extract.ocr_touching import part_lines

Pieces = NDArray[np.int64]
_LETTER = 0.62  # of the usual letter height: what is lower is a mark, a dot or a dash
_LEAST, _MOST = 2.5, 40.0  # points that a letter may be high
_TALLEST = 2.1  # times that height; taller pieces are letters of two lines that touch, or no letters
_TALLEST_OF_LINE = 3.0  # times that height for a piece that stands in one line, with what touches it
_PITCH = 1.45  # letter heights that two lines are apart at least
_FULL = 0.02  # of the fullest line's letters make a line
_IN_BAND = 0.4  # of the height of a line's letters that each of them covers
_ABOVE = 1.15  # letter heights that marks reach above their letters
_BELOW = 0.65  # and below them
_LONGEST_HYPHEN = 0.85  # letter heights; a longer one is a dash
_TOUCHING = 1.25  # times the usual width of a digit, so that a wide one is still one
_LETTERS = 0.5  # to a letter height of ink; print has 0.8 and more
_MARGIN = 0.22  # letter heights of white around a line
_WIDEST_GAP = 2.5  # letter heights of white inside a line; more says no more


@dataclass(frozen=True, slots=True)
class InkLine:
    """One line of text: its pieces, its box in pixels, and where its letters (without marks) stand."""

    pieces: Pieces
    left: int
    top: int
    right: int
    bottom: int
    letter_top: float
    letter_bottom: float

    @property
    def letter_height(self) -> float:
        return self.letter_bottom - self.letter_top


def letter_height(ink: Ink, pieces: Pieces, dpi: float) -> float | None:
    """The usual height of a letter among some pieces, in pixels; None where none can be a letter."""
    unit = dpi / 72
    boxes = ink.boxes[pieces]
    heights, widths = boxes[:, 3] - boxes[:, 1], boxes[:, 2] - boxes[:, 0]
    able = heights[(heights >= _LEAST * unit) & (heights <= _MOST * unit) & (widths <= 4 * heights)]
    if not len(able):
        return None
    tall = float(np.percentile(able, 75))
    return float(np.median(able[able >= 0.55 * tall]))  # without the marks, which are many and low


def find_lines(ink: Ink, pieces: Pieces, dpi: float, usual: float | None = None) -> list[InkLine]:
    """The lines that some pieces (of one cell, or of a page outside its tables) form, from the top down.

    `usual` is the letter height of the whole page, which says what a lone dash or dot is.
    """
    if not len(pieces):
        return []
    own = letter_height(ink, pieces, dpi)
    if own is None or (usual is not None and own < 0.6 * usual):
        own = usual or 5.5 * dpi / 72
    boxes = ink.boxes[pieces]
    heights = boxes[:, 3] - boxes[:, 1]
    is_letter = (heights >= _LETTER * own) & (heights <= _TALLEST * own)
    if not is_letter.any():
        middle = float(np.median((boxes[:, 1] + boxes[:, 3]) / 2))
        bands = [(middle - own / 2, middle + own / 2)]
    else:
        bands = _bands(boxes[is_letter], own)
        pieces = part_lines(ink, pieces, bands, own)
        boxes = ink.boxes[pieces]
        heights = boxes[:, 3] - boxes[:, 1]
        is_letter = (heights >= _LETTER * own) & (heights <= _TALLEST_OF_LINE * own) & _in_bands(bands, boxes)
    middles = (boxes[:, 1] + boxes[:, 3]) / 2
    which = lines_of_marks(_nearest(bands, boxes, middles, is_letter), boxes, is_letter, own)
    return [_line(ink, pieces[which == number], band) for number, band in enumerate(bands) if (which == number).any()]


Band = tuple[float, float]


def _bands(boxes: NDArray[np.int32], usual: float) -> list[Band]:
    """Top and bottom of the letters of each line, from the top down.

    The heights at which most letters have their middle are lines, the fullest first; what stands nearer to one than
    lines can follow each other is marks or letters of that line.
    """
    tops, bottoms = boxes[:, 1].astype(float), boxes[:, 3].astype(float)
    heights = bottoms - tops
    middles = (np.maximum(tops, bottoms - 1.2 * usual) + bottoms) / 2
    weights = (boxes[:, 2] - boxes[:, 0]) * np.where(heights >= 0.8 * usual, 1.0, 0.4)
    start = middles.min() - usual
    counts = np.bincount(np.rint(middles - start).astype(int), weights, minlength=int(3 * usual))
    reach = max(1, round(0.3 * usual))
    full = np.convolve(counts, np.hanning(2 * reach + 1), mode="same")
    bands: list[Band] = []
    left = full.copy()
    while left.max() > _FULL * full.max():
        peak = int(left.argmax())
        near = np.abs(middles - start - peak) <= 0.4 * usual
        if near.any():
            bands.append((float(np.median(tops[near])), float(np.median(bottoms[near]))))
        left[max(0, peak - round(_PITCH * usual)) : peak + round(_PITCH * usual) + 1] = 0.0
    return sorted(bands)


def _in_bands(bands: Sequence[Band], boxes: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which pieces stand where the letters of a line do; a vowel and a tone mark that touch are as high as a letter."""
    tops, bottoms = np.array(bands).T[..., None]
    common = np.minimum(boxes[None, :, 3], bottoms) - np.maximum(boxes[None, :, 1], tops)
    return np.asarray((common >= _IN_BAND * (bottoms - tops)).any(axis=0), np.bool_)


def _nearest(
    bands: Sequence[Band], boxes: NDArray[np.int32], middles: NDArray[np.float64], is_letter: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """The line of each piece. A mark above letters may be further from them than one below."""
    best = np.full(len(boxes), -1, np.int64)
    least = np.full(len(boxes), np.inf)
    for number, (top, bottom) in enumerate(bands):
        height = max(1.0, bottom - top)
        above = (top - middles) / (height * _ABOVE)
        below = (middles - bottom) / (height * _BELOW)
        distance = np.maximum(np.maximum(above, below), 0.0)
        distance = np.where(is_letter, np.abs(middles - (top + bottom) / 2) / height, distance)
        nearer = distance < least
        best[nearer], least[nearer] = number, distance[nearer]
    best[least > 1.6] = -1  # far from every line: dust, or a piece of a picture
    return best


def _line(ink: Ink, pieces: Pieces, band: Band) -> InkLine:
    boxes = ink.boxes[pieces]
    return InkLine(
        pieces,
        int(boxes[:, 0].min()),
        int(boxes[:, 1].min()),
        int(boxes[:, 2].max()),
        int(boxes[:, 3].max()),
        *band,
    )


def is_hyphen(line: InkLine, ink: Ink) -> bool:
    """Whether the line is one short level stroke at the height of a hyphen, for which recognisers see many signs."""
    if len(line.pieces) != 1:
        return False
    left, top, right, bottom = (float(value) for value in ink.boxes[line.pieces[0]])
    wide, high = right - left, bottom - top
    filled = float(ink.areas[line.pieces[0]]) >= 0.6 * wide * high
    return filled and 1.5 * high <= wide <= _LONGEST_HYPHEN * line.letter_height and high <= 0.3 * line.letter_height


def glyph_count(line: InkLine, ink: Ink) -> int:
    """About how many digits a line has, told from its ink alone: those that touch count by their width."""
    boxes = ink.boxes[line.pieces]
    tall = (boxes[:, 3] - boxes[:, 1]) >= 0.45 * line.letter_height
    widths = (boxes[:, 2] - boxes[:, 0])[tall]
    if not len(widths):
        return 0
    return int(np.maximum(1, np.rint(widths / (_TOUCHING * np.median(widths)))).sum())


def is_filled(line: InkLine, ink: Ink, text: str) -> bool:
    """Whether a reading has about as many letters as the line has room for; of a picture it has few."""
    boxes = ink.boxes[line.pieces]
    wide = float((boxes[:, 2] - boxes[:, 0]).sum()) / line.letter_height
    return len(text.replace(" ", "")) >= _LETTERS * (wide - 2)


def picture_of(line: InkLine, plane: Pixels, ink: Ink) -> Pixels:
    """The line alone on white: ink of other lines painted over, wide gaps narrowed, a margin around."""
    pad = max(3, round(_MARGIN * line.letter_height))
    height, width = plane.shape
    top = max(0, min(line.top, math.floor(line.letter_top)) - pad)
    bottom = min(height, max(line.bottom, math.ceil(line.letter_bottom)) + pad)
    left, right = max(0, line.left - pad), min(width, line.right + pad)
    labels = ink.labels[top:bottom, left:right]
    mine = np.zeros(len(ink.areas), np.uint8)
    mine[line.pieces] = 1
    others = mine[labels] ^ (labels > 0)
    crop = plane[top:bottom, left:right].copy()
    if others.any():
        kernel = np.ones((5, 5), np.uint8)
        own = cv2.dilate(mine[labels], np.ones((3, 3), np.uint8))
        crop[(cv2.dilate(others.astype(np.uint8), kernel) > 0) & (own == 0)] = 255
    return _narrow_gaps(crop, mine[labels], max(8, round(_WIDEST_GAP * line.letter_height)))


def _narrow_gaps(crop: Pixels, own: Pixels, widest: int) -> Pixels:
    used = own.any(axis=0)
    columns = np.flatnonzero(used)
    if not len(columns):
        return crop
    gaps = np.diff(columns)
    if gaps.max(initial=0) <= widest:
        return crop
    keep = np.ones(crop.shape[1], bool)
    for place in np.flatnonzero(gaps > widest):
        keep[columns[place] + widest // 2 : columns[place + 1] - (widest - widest // 2)] = False
    return np.ascontiguousarray(crop[:, keep])
