"""A page as pixels: grey values, the same without coloured ink, and how many pixels make an inch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
POINTS = 72.0
_SATURATED = 60  # levels between a pixel's lightest and darkest channel, from which on it is a colour
_GREYISH = 25  # levels that the channels of black ink and white paper may lie apart
_COLOURED_SHARE = 0.0005  # of the page

cv2.setNumThreads(1)  # the work is shared out by page and file, to processes


@dataclass(frozen=True, slots=True)
class Raster:
    """One page. `grey` is light ground and dark ink, 0 to 255; `plain` is the same with coloured ink taken away,
    None where the page has none. `number` is that of the page in its file, from 1."""

    grey: Pixels
    dpi: float
    plain: Pixels | None = None
    number: int = 1

    @property
    def unit(self) -> float:
        """Pixels to a point."""
        return self.dpi / POINTS

    @property
    def width(self) -> int:
        return int(self.grey.shape[1])

    @property
    def height(self) -> int:
        return int(self.grey.shape[0])


def to_raster(pixels: Any, dpi: float) -> Raster:
    """A raster from an array of grey (height × width) or red, green, blue (height × width × 3) values."""
    array: Pixels = np.ascontiguousarray(pixels, dtype=np.uint8)
    return gathered([array], (array.shape[1], array.shape[0]), dpi)


def gathered(parts: Iterable[Pixels], size: tuple[int, int], dpi: float, number: int = 1) -> Raster:
    """The raster of a page of that width and height, which comes in parts from the top down: rows of grey, or of red,
    green, blue values. So a page in colour is never held whole, which takes three times as much.
    """
    grey: Pixels = np.empty(size[::-1], np.uint8)
    plain: Pixels = np.empty(size[::-1], np.uint8)  # takes nothing before it is written to
    top = coloured = 0
    for part in parts:
        rows = slice(top, top + len(part))
        if part.ndim == 2:
            grey[rows] = part
        else:
            grey[rows] = cv2.cvtColor(part, cv2.COLOR_RGB2GRAY)
            plain[rows], count = _without_colour(part)
            coloured += count
        top = rows.stop
    return Raster(grey, dpi, plain if coloured > _COLOURED_SHARE * grey.size else None, number)


def _without_colour(part: Pixels) -> tuple[Pixels, int]:
    """Grey values of coloured pixels, with the colours taken away, and how many pixels are a colour."""
    red, green, blue = cv2.split(part)
    lightest = cv2.max(cv2.max(red, green), blue)
    spread = cv2.subtract(lightest, cv2.min(cv2.min(red, green), blue))
    colour = cv2.subtract(spread, np.full_like(spread, _GREYISH))
    plain = cv2.add(lightest, cv2.add(cv2.add(colour, colour), colour))
    return np.asarray(plain, np.uint8), int(np.count_nonzero(spread > _SATURATED))


def each_plane(raster: Raster, change: Any) -> Raster:
    """The raster with `change` (array to array) done to every plane."""
    return replace(raster, grey=change(raster.grey), plain=None if raster.plain is None else change(raster.plain))


def resized(raster: Raster, dpi: float) -> Raster:
    """The raster at another resolution."""
    scale = dpi / raster.dpi
    if abs(scale - 1) < 0.02:
        return raster
    size = (max(1, round(raster.width * scale)), max(1, round(raster.height * scale)))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return replace(each_plane(raster, lambda plane: cv2.resize(plane, size, interpolation=way)), dpi=dpi)


def turned(raster: Raster, quarters: int) -> Raster:
    """The raster turned clockwise by `quarters` of 90°."""
    if not quarters % 4:
        return raster
    code = (cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180, cv2.ROTATE_90_COUNTERCLOCKWISE)[quarters % 4 - 1]
    return each_plane(raster, lambda plane: cv2.rotate(plane, code))


def mirrored(raster: Raster) -> Raster:
    """The raster with left and right changed."""
    return each_plane(raster, lambda plane: cv2.flip(plane, 1))


def rotated(raster: Raster, degrees: float) -> Raster:
    """The raster rotated counter-clockwise about its middle, the corners filled with white."""
    middle = (raster.width / 2, raster.height / 2)
    matrix = cv2.getRotationMatrix2D(middle, degrees, 1.0)
    size = (raster.width, raster.height)
    return each_plane(raster, lambda plane: cv2.warpAffine(plane, matrix, size, flags=cv2.INTER_CUBIC, borderValue=255))


def flattened(raster: Raster) -> Raster:
    """The raster on an even white ground: shadows, grey paper and light fills become white. Nothing is binarised."""
    return each_plane(raster, lambda plane: _flatten(plane, raster.dpi))


_DARKEST_GROUND = 120  # a darker ground is a dark fill with light letters on it, and stays dark


def _flatten(plane: Pixels, dpi: float) -> Pixels:
    small_dpi = 40.0
    scale = min(1.0, small_dpi / dpi)
    size = (max(1, round(plane.shape[1] * scale)), max(1, round(plane.shape[0] * scale)))
    small = cv2.resize(plane, size, interpolation=cv2.INTER_AREA)
    kernel = np.ones((7, 7), np.uint8)
    ground = cv2.medianBlur(cv2.dilate(small, kernel), 9)
    ground = np.maximum(ground, _DARKEST_GROUND).astype(np.uint8)
    full = cv2.resize(ground, (plane.shape[1], plane.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(plane, full, dst=full, scale=255.0), np.uint8)
