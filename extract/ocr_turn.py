"""Which way up a page lies: some of its lines are read in the ways that are possible, and the surest reading wins."""

from __future__ import annotations

import re
from typing import Any

import cv2
import numpy as np

from extract.ocr_components import components
from extract.ocr_engine import read_line
from extract.ocr_raster import Pixels, Raster, resized, turned

_SEARCH_DPI = 150.0
_SAMPLES = 8
_LONGEST = 3.5  # inches of a stretch of text: more says nothing more
_SURE = 0.72  # of Thai lines that are read the right way up
_THAI = re.compile("[ก-ฮ][ะ-ฺ็-ํ]*|[เ-ไ][ก-ฮ]")  # letters as they may stand; of upside-down ones few do
_OTHER_SENSE = 0.6  # digits and Latin letters can be seen in upside-down ones, so they say less
_DARK = 150


def upright(raster: Raster) -> tuple[Raster, int]:
    """The page the right way up, and by how many quarter turns (clockwise) it was turned."""
    quarters = quarters_to_turn(raster)
    return turned(raster, quarters), quarters


def quarters_to_turn(raster: Raster) -> int:
    """How many clockwise quarter turns put the page upright; 0 where it shows no text that says so."""
    small = resized(raster, min(raster.dpi, _SEARCH_DPI)).grey
    scores: dict[int, float] = {}
    for axis in _axes(small):
        side = np.ascontiguousarray(np.rot90(small, -1)) if axis else small  # a clockwise turn
        samples = _samples(side)
        for flip in (0, 2):
            pictures = [np.ascontiguousarray(np.rot90(part, 2)) if flip else part for part in samples]
            scores[(axis + flip) % 4] = _score(pictures)
            if scores[(axis + flip) % 4] >= _SURE:
                return (axis + flip) % 4
    best = max(scores, key=lambda quarters: scores[quarters])
    return best if scores[best] > scores[0] + 0.05 else 0


def _axes(small: Pixels) -> tuple[int, int]:
    """Upright first, or sideways first, by which way the ink runs."""
    level, sideways = _run(small), _run(np.ascontiguousarray(small.T))
    return (1, 0) if sideways > 1.3 * level else (0, 1)


def _run(page: Pixels) -> float:
    """How much ink lies in long low bars, as lines of text do."""
    return float(sum(width for _, _, width, _ in _bars(page)))


def _bars(page: Pixels) -> list[tuple[int, int, int, int]]:
    """Stretches of text along the rows: left, top, width and height in pixels."""
    dark: Any = (page < _DARK).astype(np.uint8)
    for shape in ((1, int(0.6 * _SEARCH_DPI)), (int(0.6 * _SEARCH_DPI), 1)):  # without rules
        dark = cv2.subtract(dark, cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones(shape, np.uint8)))
    closed = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((1, int(0.1 * _SEARCH_DPI)), np.uint8))
    _, stats = components(np.asarray(closed, np.uint8))
    least, most = 0.06 * _SEARCH_DPI, 0.4 * _SEARCH_DPI
    return [
        (int(x), int(y), int(width), int(height))
        for x, y, width, height, area in stats[1:]
        if least <= height <= most and width >= 1.8 * height and area >= 0.35 * width * height
    ]


def _samples(page: Pixels) -> list[Pixels]:
    """Pictures of the longest stretches of text, a few words of each."""
    longest = round(_LONGEST * _SEARCH_DPI)
    bars = sorted(_bars(page), key=lambda bar: (bar[2] > longest, -bar[2]))  # whole ones first: no letter is cut
    pictures = []
    for x, y, width, height in ((x, y, min(width, longest), height) for x, y, width, height in bars[:_SAMPLES]):
        pad = round(0.25 * height) + 3
        crop = page[max(0, y - pad) : y + height + pad, max(0, x - 4) : x + width + 4]
        pictures.append(np.ascontiguousarray(crop))
    return pictures


def _score(pictures: list[Pixels]) -> float:
    """The mean confidence of the lines by their letters, less for what upright text has little of."""
    total = weight = 0.0
    for picture in pictures:
        reading = read_line(picture)
        letters = reading.text.replace(" ", "")
        if not letters:
            weight += 1
            continue
        thai = sum(len(match) for match in _THAI.findall(letters)) / len(letters)
        sense = thai + (1 - thai) * _OTHER_SENSE
        total += reading.mean * sense * len(letters)
        weight += len(letters)
    return total / weight if weight else 0.0
