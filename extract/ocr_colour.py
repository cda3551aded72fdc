"""Coloured ink: stamps and signatures that cross black letters are taken away, coloured letters of their own stay."""

from __future__ import annotations

import cv2
import numpy as np

from extract.ocr_components import bands, components, mask_of, tally
from extract.ocr_raster import Pixels, Raster

_INK = 185  # grey level of the palest ink on a flattened page
_LOWEST, _HIGHEST = 2.0, 22.0  # points that a letter or mark may be high
_KEEP_OFF = 3.0  # points around black ink in which coloured ink only disturbs
_TOUCHING = 0.15  # of a coloured piece lies there


def black_ink(page: Raster) -> Pixels:
    """The page to read: without the coloured ink that crosses black ink or is too large for letters."""
    if page.plain is None:
        return page.grey
    coloured = np.empty_like(page.grey)
    for rows in bands(page.height):
        coloured[rows] = (page.grey[rows] < _INK) & (page.plain[rows] >= _INK)
    labels, stats = components(np.asarray(cv2.morphologyEx(coloured, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))))
    del coloured
    reach = max(3, round(2 * _KEEP_OFF * page.unit) | 1)
    black = np.asarray(page.plain < _INK).view(np.uint8)
    cv2.dilate(black, np.ones((reach, reach), np.uint8), dst=black)
    crossing = tally(labels, black, len(stats)) > _TOUCHING * stats[:, cv2.CC_STAT_AREA]
    heights = stats[:, cv2.CC_STAT_HEIGHT]
    letters = (heights >= _LOWEST * page.unit) & (heights <= _HIGHEST * page.unit) & ~crossing
    letters[0] = False
    own = mask_of(labels, letters)
    del labels, black
    cv2.dilate(own, np.ones((3, 3), np.uint8), dst=own)
    for rows in bands(page.height):
        own[rows] = np.where(own[rows] > 0, page.grey[rows], page.plain[rows])
    return own
