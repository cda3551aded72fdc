"""A table as a grid of repaired cells: each place knows its cell, spans included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from extract.document import UNSURE_BELOW, Cell, Line, Table, cell_places
from normalize.thai import repair, squeeze


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with its repaired text on one line and its key for comparison.

    `row_no` and `col_no` are its place in the grid, from 1; `at` is that place where the grid is read otherwise than it
    is printed (a form read as one row). `cell` always knows where it is printed.
    """

    cell: Cell
    text: str
    key: str
    at: tuple[int, int] | None = None

    @property
    def row_no(self) -> int:
        return self.at[0] if self.at else self.cell.row_no

    @property
    def col_no(self) -> int:
        return self.at[1] if self.at else self.cell.col_no

    @property
    def row_span(self) -> int:
        return 1 if self.at else self.cell.row_span

    @property
    def col_span(self) -> int:
        return 1 if self.at else self.cell.col_span

    @property
    def empty(self) -> bool:
        return not self.key

    @property
    def unsure(self) -> bool:
        """Whether the cell was read from a picture and its digits are not certain: no number may be taken from it."""
        return self.cell.confidence is not None and self.cell.confidence < UNSURE_BELOW


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's places, `rows[r][c]` counted from 0; a merged cell stands at each place that it covers. `turned` says
    that the rows are not the printed ones: a form of labels and values, a measure a row. `_distinct` remembers what
    `distinct` has said of a row."""

    table_no: int
    source: Table
    rows: tuple[tuple[GridCell | None, ...], ...]
    turned: bool = False
    _distinct: dict[int, tuple[GridCell, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def page(self) -> int | None:
        return self.source.page

    @property
    def col_count(self) -> int:
        return len(self.rows[0]) if self.turned else self.source.col_count

    def printed_row(self, row: int) -> int:
        """The number of the first printed row that a row of the grid (from 0) stands in."""
        if not self.turned:
            return row + 1
        return min((place.cell.row_no for place in self.rows[row] if place is not None), default=1)

    def at(self, row: int, col: int) -> GridCell | None:
        return self.rows[row][col] if row < len(self.rows) and col < self.col_count else None

    def text(self, row: int, col: int) -> str:
        found = self.at(row, col)
        return found.text if found else ""

    def distinct(self, row: int) -> tuple[GridCell, ...]:
        """The cells that stand in a row and hold text, each once."""
        found = self._distinct.get(row)
        if found is None:
            found = self._distinct[row] = tuple(cell for cell in unique(self.rows[row]) if cell.key)
        return found


def unique(places: Sequence[GridCell | None]) -> Iterator[GridCell]:
    last: GridCell | None = None
    for place in places:
        if place is not None and place is not last:
            yield place
        last = place


@lru_cache(maxsize=1 << 12)
def one_line(text: str) -> str:
    """Repaired text on one line with single spaces."""
    return " ".join(repair(text).text.split())


def drawn_text(line: Line) -> str:
    """A line as it is seen: behind the number that the source draws before it."""
    return f"{line.number} {line.text}".strip() if line.number else line.text


def cell_text(cell: Cell) -> str:
    """A cell as it is seen, repaired, on one line."""
    return one_line("\n".join(map(drawn_text, cell.lines)))


def grid_cell(cell: Cell) -> GridCell:
    text = cell_text(cell)
    return GridCell(cell, text, squeeze(text))


def read_grid(table: Table, table_no: int) -> Grid:
    places: list[list[GridCell | None]] = [[None] * table.col_count for _ in range(table.row_count)]
    for cell in table.cells:
        repaired = grid_cell(cell)
        if cell.row_span == cell.col_span == 1:
            places[cell.row_no - 1][cell.col_no - 1] = repaired
            continue
        for row, col in cell_places(cell):
            places[row - 1][col - 1] = repaired
    return Grid(table_no, table, tuple(tuple(row) for row in places))
