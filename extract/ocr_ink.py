"""The ink of a page as connected pieces: letters, marks and dots, each with its box."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.ocr_components import Labels, bands, components, mask_of, renumber, tally
from extract.ocr_levels import deviation, levels_of, median
from extract.ocr_raster import Pixels

_PALEST = 185  # grey level of the palest ink, on a flattened page
_DARKEST = 110  # what is darker than this is ink in any case
_FAINTEST = 225.0  # grey level of letters that a photocopier nearly lost
_FAINT = 22.0  # levels that they are darker than the paper
_FAINT_SHARE = 0.35  # of a pale letter is as dark as ink
_FAINT_PAGE = 0.15  # of all letters are pale on a page that has such
_LETTER = 2.5  # points that a letter is high at least
_SPECK = 0.35  # square points; a smaller piece is dust


@dataclass(slots=True)
class Ink:
    """All pieces of ink of a page. `labels` gives each pixel its piece (0 is paper); the arrays are by piece.

    `boxes` has left, top, right and bottom of each piece in pixels, `areas` its pixels.
    """

    labels: Labels
    boxes: NDArray[np.int32]
    areas: NDArray[np.int32]

    def cut(self, piece: int, row: int) -> int:
        """Parts what of a piece is below a row of pixels from the rest. Returns the number of that new piece."""
        left, top, right, bottom = (int(value) for value in self.boxes[piece])
        number = len(self.areas)
        lower = self.labels[row:bottom, left:right]
        lower[lower == piece] = number
        boxes, areas = [], []
        for part in (piece, number):
            mask = self.labels[top:bottom, left:right] == part
            rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
            boxes.append((left + columns[0], top + rows[0], left + columns[-1] + 1, top + rows[-1] + 1))
            areas.append(np.count_nonzero(mask))
        self.boxes = np.concatenate((self.boxes, np.array(boxes[1:], np.int32)))
        self.areas = np.concatenate((self.areas, np.array(areas[1:], np.int32)))
        self.boxes[piece], self.areas[piece] = boxes[0], areas[0]
        return number

    @property
    def middles(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """x and y of the middle of each piece."""
        return (self.boxes[:, 0] + self.boxes[:, 2]) / 2, (self.boxes[:, 1] + self.boxes[:, 3]) / 2


def threshold_of(plane: Pixels) -> float:
    """The grey level that parts ink from paper on a flattened page."""
    level, _ = cv2.threshold(plane[::2, ::2], 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return float(min(max(level, _DARKEST), _PALEST))


def dark_pixels(smooth: Pixels, level: float, dpi: float) -> Pixels:
    """Where there is ink (1): what is darker than `level`, and letters so pale that hardly a pixel of them is."""
    strong = _darker(smooth, level)
    counts = levels_of(smooth[::4, ::4])
    counts[: int(level) + 1] = 0  # what is left is paper
    if not counts.any():
        return strong
    ground = median(counts)
    grain = 1.5 * deviation(counts, ground)
    pale = _darker(smooth, min(_FAINTEST, ground - max(_FAINT, 6.0 * grain)))
    del smooth  # before the labels, which are the most that a page takes
    labels, stats = components(pale)
    areas = stats[:, cv2.CC_STAT_AREA]
    share = tally(labels, strong, len(areas)) / np.maximum(areas, 1)
    tall = stats[:, cv2.CC_STAT_HEIGHT] >= _LETTER * dpi / 72
    tall[0] = False
    faint = (share < _FAINT_SHARE) & tall & (areas >= 3 * _SPECK * (dpi / 72) ** 2)
    if faint.sum() < _FAINT_PAGE * tall.sum():
        return strong  # grain, and the edges of grey fills
    strong |= mask_of(labels, faint)
    return strong


def _darker(plane: Pixels, level: float) -> Pixels:
    """1 where the plane is darker than a level, else 0."""
    mask = np.empty(plane.shape, np.uint8)
    for rows in bands(len(plane)):
        mask[rows] = plane[rows] < level
    return mask


def find_ink(plane: Pixels, dpi: float, *, pale: bool = True) -> Ink:
    """The pieces of ink of a plane from which rules were taken away, with nearly lost letters if `pale`. Dust is left
    out.
    """
    labels, stats = components(_dark_of(plane, dpi, pale=pale))
    areas = stats[:, cv2.CC_STAT_AREA]
    left, top = stats[:, cv2.CC_STAT_LEFT], stats[:, cv2.CC_STAT_TOP]
    right, bottom = left + stats[:, cv2.CC_STAT_WIDTH], top + stats[:, cv2.CC_STAT_HEIGHT]
    boxes = np.stack((left, top, right, bottom), axis=1)
    keep = areas >= _SPECK * (dpi / 72) ** 2
    keep[0] = False
    number = np.zeros(len(keep), np.int32)
    number[keep] = np.arange(1, int(keep.sum()) + 1)
    renumber(labels, number)
    head = np.zeros((1, 4), np.int32)
    return Ink(labels, np.concatenate((head, boxes[keep])), np.concatenate((head[0, :1], areas[keep])))


def _dark_of(plane: Pixels, dpi: float, *, pale: bool) -> Pixels:
    """Where the plane has ink; a little blurred, so that grain makes no holes in letters."""
    level = threshold_of(plane)
    if pale:
        return dark_pixels(np.asarray(cv2.GaussianBlur(plane, (0, 0), dpi / 400), np.uint8), level, dpi)
    return _darker(np.asarray(cv2.GaussianBlur(plane, (0, 0), dpi / 400), np.uint8), level)
