"""How far a page lies askew, told from its rows of ink, in degrees."""

from __future__ import annotations

import cv2
import numpy as np

from extract.ocr_raster import Pixels, Raster, rotated

_SEARCH_DPI = 75.0
_MOST = 6.0  # degrees; a sheet that lies worse was not put on a scanner
_NEGLIGIBLE = 0.03


def deskewed(raster: Raster) -> tuple[Raster, float]:
    """The raster put straight, and by how many degrees (counter-clockwise) it was rotated."""
    angle = skew(raster)
    return (raster, 0.0) if abs(angle) < _NEGLIGIBLE else (rotated(raster, angle), angle)


def skew(raster: Raster) -> float:
    """The rotation (degrees, counter-clockwise) after which rows of text and rules lie level."""
    ink = _small_ink(raster)
    if np.count_nonzero(ink) < 50:
        return 0.0
    best, step = 0.0, 0.5
    angles = np.arange(-_MOST, _MOST + 0.01, step)
    while True:
        scores = [_sharpness(ink, angle) for angle in angles]
        best = float(angles[int(np.argmax(scores))])
        if step < 0.02:
            return best if scores[int(np.argmax(scores))] > 1.02 * _sharpness(ink, 0.0) else 0.0
        angles = np.arange(best - step, best + step + 1e-6, step / 4)
        step /= 4


def _small_ink(raster: Raster) -> Pixels:
    scale = _SEARCH_DPI / raster.dpi
    size = (max(1, round(raster.width * scale)), max(1, round(raster.height * scale)))
    small = cv2.resize(raster.grey, size, interpolation=cv2.INTER_AREA)
    ink = np.where(small < 200, 255 - small, 0).astype(np.uint8)
    margin = max(1, round(0.15 * _SEARCH_DPI))  # the shadow of a lid or of the paper's edge says nothing
    ink[:margin], ink[-margin:], ink[:, :margin], ink[:, -margin:] = 0, 0, 0, 0
    return ink


def _sharpness(ink: Pixels, angle: float) -> float:
    """How much the rows of the rotated page differ from their neighbours: most where its lines lie level."""
    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), float(angle), 1.0)
    rows = cv2.warpAffine(ink, matrix, (width, height), flags=cv2.INTER_LINEAR).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())
