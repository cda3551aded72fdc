"""A lattice to the cells of a table: what spans rows and columns, and where the page's end cut it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extract.ocr_edge import RuleLine, look
from extract.ocr_lattice import Lattice, Sight, find_lattices, measure, usual_ink
from extract.ocr_raster import Pixels, Raster, resized
from extract.ocr_rules import RULE_DPI, are_twins, find_ridges, find_segments, for_twins

_DRAWN = 0.5
_DOUBTFUL = 0.3
_CUT = 0.15 * RULE_DPI  # verticals that go on for so much below the last rule were cut by the page's end
_SIDE = 0.2 * RULE_DPI  # a column at a table's open side is at least so wide
_TOGETHER = 0.1 * RULE_DPI  # ends of rules that are one line
_SHARE = 0.6  # of the lines must say so
_SMALLEST = 0.09 * RULE_DPI  # between two lines

Edges = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Span:
    """A cell of the grid: its first row and column (from 0) and how many of each it covers."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class RuledGrid:
    """A table's lines in pixels of `RULE_DPI`, and its cells. `doubled`: each rule is drawn twice."""

    rows: tuple[RuleLine, ...]
    columns: tuple[RuleLine, ...]
    spans: tuple[Span, ...]
    drawn_rows: Edges
    drawn_columns: Edges
    open_top: bool
    open_bottom: bool
    open_sides: bool
    doubled: bool = False


def find_grids(page: Raster) -> list[RuledGrid]:
    """The ruled tables of a straight, flattened page, from its top down."""
    small = resized(page, RULE_DPI)
    if small.plain is not None and (grids := _grids(small.plain)):
        return grids  # without the stamps and signatures that cross the rules
    return _grids(small.grey)


def _grids(small: Pixels) -> list[RuledGrid]:
    over, down = find_ridges(small), find_ridges(np.ascontiguousarray(small.T))
    level = find_segments(over)
    doubled = are_twins(over, level)
    if doubled:
        over, down = for_twins(over), for_twins(down)
        level = find_segments(over)
    sight = Sight(over, down, usual_ink(level, over))
    lattices = find_lattices(level, find_segments(down), sight)
    found = [grid for lattice in lattices if (grid := _to_grid(lattice, sight)) is not None]
    grids = [replace(grid, doubled=doubled) for grid in found]
    return sorted(grids, key=lambda grid: (grid.rows[0].middle, grid.columns[0].middle))


def _to_grid(lattice: Lattice, sight: Sight) -> RuledGrid | None:
    _close_sides(lattice)
    _close_ends(lattice, sight)
    if len(lattice.rows) < 2 or len(lattice.columns) < 2:
        return None
    measure(lattice, sight)
    rows, columns = _vote(lattice.row_edges), _vote(lattice.column_edges)
    rows[0] = rows[-1] = columns[0] = columns[-1] = True
    spans = _spans(rows, columns, lattice)
    if len(spans) < 2:
        return None
    return RuledGrid(
        tuple(lattice.rows), tuple(lattice.columns), spans, rows, columns,
        lattice.open_top, lattice.open_bottom, lattice.open_sides,
    )  # fmt: skip


def _vote(ink: NDArray[np.float64]) -> Edges:
    """Which edges are drawn: those with enough ink, and doubtful ones between two that have."""
    drawn = ink >= _DRAWN
    doubtful = (ink >= _DOUBTFUL) & ~drawn
    before, after = np.zeros_like(drawn), np.zeros_like(drawn)
    before[:, 1:], after[:, :-1] = drawn[:, :-1], drawn[:, 1:]
    return np.asarray(drawn | (doubtful & before & after), np.bool_)


def _close_ends(lattice: Lattice, sight: Sight) -> None:
    """A line at the top or bottom where most verticals go on beyond the last rule and end together."""
    for top in (True, False):
        edge = lattice.rows[0 if top else -1]
        ends = [end for column in lattice.columns if (end := _beyond(column, edge, top, sight)) is not None]
        if len(ends) < 2:
            continue
        line = _straight(float(np.median(ends)), lattice.columns)
        if len(ends) + _set_off(lattice, edge, line, sight) < _SHARE * len(lattice.columns):
            continue
        lattice.rows.insert(0 if top else len(lattice.rows), line)
        if top:
            lattice.open_top = True
        else:
            lattice.open_bottom = True


def _set_off(lattice: Lattice, edge: RuleLine, end: RuleLine, sight: Sight) -> int:
    """How many verticals stop short of the outermost rule, as at a row that is one cell, and stand again behind it."""
    first, last = sorted((edge, end), key=lambda line: line.middle)
    stopped = (column for column in lattice.columns if not column.start < float(edge.at(column.middle)) < column.end)
    return sum(_is_drawn(column, first, last, sight) for column in stopped)


def _beyond(column: RuleLine, edge: RuleLine, top: bool, sight: Sight) -> float | None:
    """Where a vertical ends that goes on beyond the outermost rule; None where it does not, or letters only seem to."""
    place = float(edge.at(column.middle))
    end = column.start if top else column.end
    if (place - end if top else end - place) <= _CUT:
        return None
    last = _straight(end, [edge])
    return end if _is_drawn(column, *((last, edge) if top else (edge, last)), sight) else None


def _is_drawn(column: RuleLine, first: RuleLine, last: RuleLine, sight: Sight) -> bool:
    seen = look(column, first, last, sight.down)
    return bool(seen.sure(sight.usual) and seen.alone >= 0.8)


def _close_sides(lattice: Lattice) -> None:
    """A line at a side where most rows go on beyond the last vertical and end together."""
    if len(lattice.rows) < 3:
        return
    for left in (True, False):
        edge = lattice.columns[0 if left else -1]
        ends = np.array([row.start if left else row.end for row in lattice.rows])
        places = np.array([float(edge.at(row.middle)) for row in lattice.rows])
        beyond = ends[np.abs(ends - places) > _SIDE] if len(ends) else ends
        beyond = beyond[(beyond < places.min()) if left else (beyond > places.max())]
        if not len(beyond):
            continue
        together = beyond[np.abs(beyond - np.median(beyond)) <= _TOGETHER]
        if len(together) >= max(3, _SHARE * len(lattice.rows)):
            line = _straight(float(np.median(together)), lattice.rows)
            lattice.columns.insert(0 if left else len(lattice.columns), line)
            lattice.open_sides = True


def _straight(across: float, crossing: Sequence[RuleLine]) -> RuleLine:
    along = np.array([crossing[0].middle, crossing[-1].middle + 1.0])  # anywhere: it is as straight as it gets
    return RuleLine(along, np.array([across, across]))


def _spans(rows: Edges, columns: Edges, lattice: Lattice) -> tuple[Span, ...]:
    """Cells between drawn edges, each a rectangle of the grid. What is none is parted along its most inked line."""
    height, width = len(lattice.rows) - 1, len(lattice.columns) - 1
    number = np.arange(height * width).reshape(height, width)
    changed = True
    while changed:  # each place takes the smallest number of those that no edge parts it from
        before = number.copy()
        for row in range(height):
            for column in range(width):
                if column and not columns[column, row]:
                    number[row, column - 1 : column + 1] = number[row, column - 1 : column + 1].min()
                if row and not rows[row, column]:
                    number[row - 1 : row + 1, column] = number[row - 1 : row + 1, column].min()
        changed = bool((before != number).any())
    spans: list[Span] = []
    for value in np.unique(number):
        spans += _rectangles(number == value, lattice)
    return tuple(sorted(spans, key=lambda span: (span.row, span.column)))


def _rectangles(places: Edges, lattice: Lattice) -> list[Span]:
    used_rows, used_columns = np.flatnonzero(places.any(axis=1)), np.flatnonzero(places.any(axis=0))
    top, bottom = int(used_rows[0]), int(used_rows[-1]) + 1
    left, right = int(used_columns[0]), int(used_columns[-1]) + 1
    if places[top:bottom, left:right].all():
        return [Span(top, left, bottom - top, right - left)]
    cuts = [(float(lattice.row_edges[row, left:right].mean()), True, row) for row in range(top + 1, bottom)]
    cuts += [(float(lattice.column_edges[col, top:bottom].mean()), False, col) for col in range(left + 1, right)]
    _, level, at = max(cuts)
    first, second = places.copy(), places.copy()
    if level:
        first[at:], second[:at] = False, False
    else:
        first[:, at:], second[:, :at] = False, False
    return [span for part in (first, second) if part.any() for span in _rectangles(part, lattice)]
