"""Merged cells whose text the end of a page cuts: put together where they begin, empty where they go on.

A cell that is merged over several rows (an issue, an indicator) may be cut between two of them, in the middle of its
text; what stands on the next page is no label of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.document import Line
from normalize.drawn_lines import broke_by_width, was_full
from normalize.framework import Framework
from normalize.grid import Grid, GridCell, grid_cell
from normalize.items import glued
from normalize.markers import leading_marker
from normalize.page_joins import PagePart, column_cells
from normalize.references import heading_references
from normalize.row_contexts import MERGED


def with_whole_merges(last: PagePart, part: PagePart, framework: Framework) -> tuple[Grid, Grid]:
    """The grids of a table's last page and of the next one, each merged cell that was cut whole in the first."""
    grid, following = last.grid, part.grid
    row = part.header.first_data_row
    if following.page is None or row >= len(following.rows) or not grid.rows:
        return grid, following
    for column in part.header.with_role(*MERGED):
        cell, rest = grid.at(len(grid.rows) - 1, column.col_no - 1), following.at(row, column.col_no - 1)
        if cell is not None and rest is not None and _is_rest(cell, rest, last, part, framework):
            grid = _replaced(grid, cell, _joined(cell, rest))
            following = _replaced(following, rest, replace(rest, text="", key=""))
    return grid, following


def _is_rest(cell: GridCell, rest: GridCell, last: PagePart, part: PagePart, framework: Framework) -> bool:
    if cell.empty or rest.empty or rest.row_no != part.header.first_data_row + 1:
        return False
    if max(cell.row_span, rest.row_span) == 1 and part.rest_row != rest.row_no - 1:
        return False
    if leading_marker(rest.text) is not None or heading_references(rest.text, framework) is not None:
        return False
    opened = last.grid.source.open_bottom or part.grid.source.open_top
    return opened or part.rest_row == rest.row_no - 1 or was_full(cell, rest, column_cells(cell, (last, part))) is True


def _joined(cell: GridCell, rest: GridCell) -> GridCell:
    first, second = cell.cell, rest.cell
    lines: Sequence[Line] = (*first.lines, *second.lines)
    if broke_by_width(cell, rest):
        end, begin = first.lines[-1], second.lines[0]
        whole = replace(end, text=glued(end.text, begin.text), raw_text=glued(end.raw_text, begin.raw_text))
        lines = (*first.lines[:-1], whole, *second.lines[1:])
    printed = replace(first, lines=tuple(lines), raw_text=f"{first.raw_text}\n{second.raw_text}")
    return replace(grid_cell(printed), at=cell.at)


def _replaced(grid: Grid, cell: GridCell, new: GridCell) -> Grid:
    rows = tuple(tuple(new if place is cell else place for place in row) for row in grid.rows)
    return replace(grid, rows=rows)
