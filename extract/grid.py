"""Source cells with their row and column spans to a `Table`'s grid, as HTML lays it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.document import Cell, Line, Table

_USUAL_SPAN = 30  # a larger one says "the whole width"
_MOST_PLACES = 2_000_000
EMPTY_LINE = Line("", "")


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell as written: `row_span` 0 means to the end of its group of rows."""

    raw_text: str
    lines: tuple[Line, ...]
    row_span: int = 1
    col_span: int = 1
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row as written, with the number of its row group (`<thead>`, `<tbody>`), which spans do not leave."""

    cells: tuple[SourceCell, ...]
    group: int = 0


class TooManyPlacesError(Exception):
    """The spans cover more of the grid than any real table has."""


def grid(rows: Sequence[SourceRow], page: int | None, spans_known: bool) -> tuple[Table | None, bool]:
    """The table of `rows`, None if no row has a cell, and whether its spans could be used.

    Spans are clamped to what is free in the grid; if they are absurd in number, none is used.
    """
    if not any(row.cells for row in rows):
        return None, True
    try:
        cells, usable = _place(rows), True
    except TooManyPlacesError:
        plain = [
            SourceRow(tuple(SourceCell(c.raw_text, c.lines, is_header=c.is_header) for c in row.cells)) for row in rows
        ]
        cells, usable = _place(plain), False
    width = max(cell.col_no + cell.col_span - 1 for cell in cells)
    return Table(tuple(cells), len(rows), width, page, spans_known=spans_known and usable), usable


def _place(rows: Sequence[SourceRow]) -> list[Cell]:
    last_rows = {row.group: number for number, row in enumerate(rows, 1)}
    widest = max(sum(c.col_span if c.col_span <= _USUAL_SPAN else 1 for c in row.cells) for row in rows)
    taken_to: dict[int, int] = {}  # column: the last row that a cell above reaches down to
    cells: list[Cell] = []
    places = 0
    for row_no, row in enumerate(rows, 1):
        col = 1
        for source in row.cells:
            while taken_to.get(col, 0) >= row_no:
                col += 1
                places += 1
            wanted = source.col_span if source.col_span <= _USUAL_SPAN else max(1, widest - col + 1)
            left = last_rows[row.group] - row_no + 1
            down = min(source.row_span or left, left)
            across = 1
            while across < wanted and taken_to.get(col + across, 0) < row_no:
                across += 1
            places += across * down
            if places > _MOST_PLACES + len(cells):
                raise TooManyPlacesError
            for column in range(col, col + across):
                taken_to[column] = row_no + down - 1
            cells.append(Cell(row_no, col, source.raw_text, source.lines, down, across, source.is_header))
            col += across
    return cells
