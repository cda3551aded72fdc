"""Medians of grey levels from how often each occurs: a page has millions of pixels, but 256 levels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract.ocr_components import bands
from extract.ocr_raster import Pixels

Counts = NDArray[np.int64]


def levels_of(plane: Pixels) -> Counts:
    """How many pixels have each of the levels 0 to 255."""
    counts = np.zeros(256, np.int64)
    for rows in bands(len(plane)):  # `bincount` takes eight bytes a pixel meanwhile
        counts += np.bincount(plane[rows].ravel(), minlength=256)
    return counts


def median(counts: Counts) -> float:
    """The middle level; of two in the middle their mean. There must be a pixel."""
    return _median(np.arange(256.0), counts)


def deviation(counts: Counts, level: float) -> float:
    """The median of how far the pixels lie from a level."""
    far = np.abs(np.arange(256.0) - level)
    order = np.argsort(far)
    return _median(far[order], counts[order])


def _median(values: NDArray[np.float64], counts: Counts) -> float:
    """The median of sorted values, each as often as it is counted."""
    upto = np.cumsum(counts)
    total = int(upto[-1])
    first, second = np.searchsorted(upto, ((total - 1) // 2, total // 2), side="right")
    return float(values[first] + values[second]) / 2
