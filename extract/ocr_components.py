"""Connected pieces of a mask and what is counted of them, without a second array of the size of a page.

A page at 300 dpi has 9 million pixels, so labels of two bytes, and work done a band of rows at a time, are what keeps
a process that reads scans small.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.ocr_raster import Pixels

Labels = NDArray[np.uint16] | NDArray[np.int32]
_ROWS = 256


def bands(length: int) -> Iterator[slice]:
    """Slices of a few hundred rows (or columns) that together are all of them."""
    return (slice(start, min(start + _ROWS, length)) for start in range(0, length, _ROWS))


def components(mask: Pixels) -> tuple[Labels, NDArray[np.int32]]:
    """The piece of each pixel (0 outside of the mask; neighbours at corners are connected), and OpenCV's statistics of
    each piece. Labels have two bytes, four on a page of grain with more than 65,000 pieces."""
    try:
        _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8, ltype=cv2.CV_16U)
    except cv2.error:  # it says so when the labels run out
        _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8, ltype=cv2.CV_32S)
    return labels, np.asarray(stats, np.int32)  # type: ignore[return-value]


def tally(labels: Labels, mask: NDArray[Any], count: int) -> NDArray[np.int64]:
    """How many pixels of each of the `count` labels lie where the mask is not 0."""
    total = np.zeros(count, np.int64)
    for rows in bands(len(labels)):
        total += np.bincount(labels[rows][mask[rows] > 0], minlength=count)
    return total


def renumber(labels: Labels, numbers: NDArray[np.int32]) -> None:
    """Gives each label its new number; changes the labels."""
    for rows in bands(len(labels)):
        labels[rows] = numbers[labels[rows]]


def mask_of(labels: Labels, chosen: NDArray[np.bool_]) -> Pixels:
    """1 where a chosen label is, else 0."""
    mask = np.empty(labels.shape, np.uint8)
    for rows in bands(len(labels)):
        mask[rows] = chosen[labels[rows]]
    return mask
