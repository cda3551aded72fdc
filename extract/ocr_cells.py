"""Cells of a scanned table: which ink stands in which, and what its lines say."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extract.ocr_edge import RuleLine
from extract.ocr_grid import RuledGrid
from extract.ocr_ink import Ink
from extract.ocr_lines import Pieces
from extract.ocr_rules import RULE_DPI
from extract.ocr_scan import ScanCell
from extract.pdf_tables import GridTable

_OPEN_SIDED = 0.9  # the confidence of a table whose outer verticals are not drawn, as in the PDF reader


def to_table(grid: RuledGrid) -> GridTable:
    """The table of a grid, its cells still empty, in points."""
    xs, ys = [_points(line) for line in grid.columns], [_points(line) for line in grid.rows]
    table = GridTable(
        (xs[0], ys[0], xs[-1], ys[-1]), [], xs, ys, grid.open_top, grid.open_bottom,
        _OPEN_SIDED if grid.open_sides else None,
    )  # fmt: skip
    for span in grid.spans:
        box = (xs[span.column], ys[span.row], xs[span.column + span.columns], ys[span.row + span.rows])
        table.cells.append(ScanCell(span.row + 1, span.column + 1, span.rows, span.columns, box))
    return table


def _points(line: RuleLine) -> float:
    return line.middle * 72 / RULE_DPI


def share_out(
    ink: Ink, grids: Sequence[RuledGrid], dpi: float, dust: NDArray[np.bool_]
) -> tuple[list[list[Pieces]], Pieces]:
    """The pieces of ink in each cell of each table (in the order of its spans), and those outside all tables; none of
    those that are dust.
    """
    x, y = ink.middles
    x, y = x * RULE_DPI / dpi, y * RULE_DPI / dpi
    outside = ~dust
    outside[0] = False
    found: list[list[Pieces]] = []
    for grid in grids:
        row, column = _index(grid.rows, x, y), _index(grid.columns, y, x)
        inside = (row >= 0) & (column >= 0) & (row < len(grid.rows) - 1) & (column < len(grid.columns) - 1) & outside
        outside &= ~inside
        owner = np.full((len(grid.rows) - 1, len(grid.columns) - 1), -1)
        for number, span in enumerate(grid.spans):
            owner[span.row : span.row + span.rows, span.column : span.column + span.columns] = number
        pieces = np.flatnonzero(inside)
        owners = owner[row[pieces], column[pieces]]
        found.append([pieces[owners == number] for number in range(len(grid.spans))])
    return found, np.flatnonzero(outside)


def _index(lines: Sequence[RuleLine], along: NDArray[np.float64], across: NDArray[np.float64]) -> NDArray[np.int64]:
    """How many of the lines each point lies beyond, less one: the number of the row or column that it stands in."""
    beyond = np.zeros(len(along), np.int64)
    for line in lines:
        beyond += line.at(along) < across
    return beyond - 1
