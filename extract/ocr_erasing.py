"""Rules of tables taken out of the picture, so that only letters and marks are left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.ocr_components import bands
from extract.ocr_edge import RuleLine
from extract.ocr_grid import RuledGrid
from extract.ocr_raster import Pixels
from extract.ocr_rules import RULE_DPI

_THICKEST = 0.05  # inch of a rule
_BESIDE = 0.025  # inch from a rule's path that its own ink may lie
_BESIDE_TWIN = 0.042  # the same where rules are drawn twice and the path may lie on one of the two
_STRETCH = 0.4  # inch that is looked at together to see where in that band the rule is
_OF_RULE = 0.3  # of the band's darkest row: a row as dark as this is the rule's; marks of letters darken a row less
_WEAKEST = 12.0  # grey levels by which a rule is darker than the paper, on the mean
_HALO = 150  # grey level; what is paler right beside a rule is its blur
_FRINGE, _CORE = 128, 255  # marks for the rows beside a rule, and its own
_OVER = 0.03  # inch that a rule may go on beyond the rule that it ends at


def without_rules(plane: Pixels, dpi: float, grids: Sequence[RuledGrid]) -> Pixels:
    """The plane with the rules of tables painted white; letters that cross a rule or come close to it stay."""
    if not grids:
        return plane
    clean = plane.copy()
    for upright in (False, True):
        view = clean.T if upright else clean
        path = np.zeros(view.shape, np.uint8)
        for grid in grids:
            for line, start, end in _drawn(grid, upright):
                _paint(path, view, line, (start, end), dpi, _BESIDE_TWIN if grid.doubled else _BESIDE)
        for columns in bands(view.shape[1]):  # nothing here looks at what is beside it in its row
            part = np.ascontiguousarray(view[:, columns])
            view[:, columns] = _erased(part, np.ascontiguousarray(path[:, columns]), dpi)
    return clean


def _erased(view: Pixels, path: Pixels, dpi: float) -> Pixels:
    """A part of the picture with the rules along its rows painted white, where the path says that they are."""
    on = np.asarray(cv2.threshold(path, 0, 255, cv2.THRESH_BINARY)[1], np.uint8)  # one byte a pixel throughout
    tall = round(_THICKEST * dpi) | 1
    filled = cv2.morphologyEx(view, cv2.MORPH_CLOSE, np.ones((tall, 1), np.uint8))
    rule = cv2.bitwise_and(on, cv2.threshold(cv2.subtract(filled, view), 15, 255, cv2.THRESH_BINARY)[1])
    rule = cv2.bitwise_and(cv2.dilate(rule, np.ones((3, 1), np.uint8)), on)
    view[((rule > 0) | ((on > 0) & (view > _HALO))) & ~_touching(view, path)] = 255
    return view


def _touching(view: Pixels, path: Pixels) -> NDArray[np.bool_]:
    """What of a rule's fringe is the end of a mark that touches the rule: there is ink beyond it."""
    beyond = ((view <= _HALO) & (path == 0)).astype(np.uint8)
    near = cv2.dilate(beyond, np.ones((3, 1), np.uint8)) > 0
    return np.asarray(near & (path == _FRINGE) & (view <= _HALO), np.bool_)


def _paint(path: Pixels, view: Pixels, line: RuleLine, ends: tuple[float, float], dpi: float, beside: float) -> None:
    """Marks the rows of `path` where a line's own ink lies, and its fringe, stretch by stretch.

    A rule is thinner than the band in which it may lie, and tone marks and vowels stand in that band too.
    """
    scale, reach = dpi / RULE_DPI, max(2, round(beside * dpi))
    columns = np.arange(max(0, round(ends[0] * scale)), min(view.shape[1], round(ends[1] * scale) + 1))
    if not len(columns):
        return
    middle = np.rint(line.at(columns / scale) * scale).astype(np.int64)
    rows = np.clip(middle[None] + np.arange(-reach, reach + 1)[:, None], 0, view.shape[0] - 1)
    for part in np.array_split(np.arange(len(columns)), max(1, round(len(columns) / (_STRETCH * dpi)))):
        darkness = 255.0 - view[rows[:, part], columns[part][None]].mean(axis=1)
        if darkness.max() < _WEAKEST:
            continue
        own = np.flatnonzero(darkness >= _OF_RULE * darkness.max())
        first, last = int(own[0]), int(own[-1]) + 1
        place = (rows[max(0, first - 1) : last + 1][:, part], columns[part][None])
        path[place] = np.maximum(path[place], _FRINGE)
        path[rows[first:last][:, part], columns[part][None]] = _CORE


def _drawn(grid: RuledGrid, upright: bool) -> Iterator[tuple[RuleLine, float, float]]:
    """Each drawn stretch of each line of one direction, a little longer at its ends."""
    lines, crossing = (grid.columns, grid.rows) if upright else (grid.rows, grid.columns)
    drawn = grid.drawn_columns if upright else grid.drawn_rows
    reach = _OVER * RULE_DPI
    for number, line in enumerate(lines):
        places = [float(other.at(line.middle)) for other in crossing]
        for at in range(len(places) - 1):
            if drawn[number, at]:
                yield line, places[at] - reach, places[at + 1] + reach
