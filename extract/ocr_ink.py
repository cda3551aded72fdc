"""The ink of a page as connected pieces: letters, marks and dots, each with its box."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

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

    labels: NDArray[np.int32]
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
    strong = (smooth < level).astype(np.uint8)
    sample = smooth[::4, ::4]
    paper = sample[sample > level]
    if not paper.size:
        return strong
    ground = float(np.median(paper))
    grain = 1.5 * float(np.median(np.abs(paper - ground)))
    pale = (smooth < min(_FAINTEST, ground - max(_FAINT, 6.0 * grain))).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(pale, connectivity=8, ltype=cv2.CV_32S)
    areas = stats[:, cv2.CC_STAT_AREA]
    share = np.bincount(labels[strong > 0], minlength=count) / np.maximum(areas, 1)
    tall = stats[:, cv2.CC_STAT_HEIGHT] >= _LETTER * dpi / 72
    tall[0] = False
    faint = (share < _FAINT_SHARE) & tall & (areas >= 3 * _SPECK * (dpi / 72) ** 2)
    if faint.sum() < _FAINT_PAGE * tall.sum():
        return strong  # grain, and the edges of grey fills
    return np.asarray(strong | faint[labels], np.uint8)


def find_ink(plane: Pixels, dpi: float, *, pale: bool = True) -> Ink:
    """The pieces of ink of a plane from which rules were taken away, with nearly lost letters if `pale`. Dust is left
    out.
    """
    smooth = np.asarray(cv2.GaussianBlur(plane, (0, 0), dpi / 400), np.uint8)
    level = threshold_of(plane)
    dark = dark_pixels(smooth, level, dpi) if pale else (smooth < level).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8, ltype=cv2.CV_32S)
    areas = stats[:, cv2.CC_STAT_AREA].astype(np.int32)
    left, top = stats[:, cv2.CC_STAT_LEFT], stats[:, cv2.CC_STAT_TOP]
    right, bottom = left + stats[:, cv2.CC_STAT_WIDTH], top + stats[:, cv2.CC_STAT_HEIGHT]
    boxes = np.stack((left, top, right, bottom), axis=1).astype(np.int32)
    keep = areas >= _SPECK * (dpi / 72) ** 2
    keep[0] = False
    number = np.zeros(len(keep), np.int32)
    number[keep] = np.arange(1, int(keep.sum()) + 1)
    head = np.zeros((1, 4), np.int32)
    return Ink(number[labels], np.concatenate((head, boxes[keep])), np.concatenate((head[0, :1], areas[keep])))
