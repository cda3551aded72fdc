"""A document's tables as one grid each, joined over pages in the way that `normalize` joins them.

Which table goes on from which, where its rows begin below a repeated header, and which row is the rest of one that the
page's end cut, is read by `normalize.logical_tables`; here the cells are only put into one grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extract.document import Document
from normalize.framework import nearest_framework
from normalize.grid import GridCell, unique
from normalize.items import glued
from normalize.logical_tables import TablePart, read_tables
from normalize.markers import leading_marker
from normalize.row_contexts import RowPart, merged_above

Place = tuple[int, int]


@dataclass(slots=True)
class Joined:
    """A table over all its pages: (row, column) to text, column span and row span."""

    cells: dict[Place, tuple[str, int, int]] = field(default_factory=dict)
    row_count: int = 0
    last: RowPart | None = None


def joined_tables(document: Document) -> list[Joined]:
    """All tables in reading order, those that go on over pages put together."""
    found: list[Joined] = []
    for part in read_tables(document, nearest_framework(None)):
        if not part.goes_on or not found:
            found.append(Joined())
        _take(found[-1], part)
    return found


def _take(joined: Joined, part: TablePart) -> None:
    grid, header = part.grid, part.header
    head = [_keys(grid.rows[row]) for row in header.rows]
    for row in range(header.first_data_row if joined.row_count else 0, len(grid.rows)):
        if _keys(grid.rows[row]) in head and (joined.row_count > len(head) or row >= header.first_data_row):
            continue  # the header once more, inside a page: ReportLab repeats it before a row that it cuts
        here = RowPart(grid, header, row, cut=part.rest_row == row)
        here = replace(here, above=merged_above(here, joined.last))
        if here.cut:
            _add_rest(joined, here)
        else:
            _add_row(joined, here)
        joined.last = here


def _keys(places: Sequence[GridCell | None]) -> list[str]:
    return [cell.key for cell in unique(places)]


def _add_row(joined: Joined, part: RowPart) -> None:
    joined.row_count += 1
    for cell in _begun(part):
        if cell.col_no in part.above and cell.empty:
            _lengthen(joined, cell)
        else:
            text = cell.cell.text
            joined.cells[joined.row_count, cell.col_no] = (text, cell.col_span, cell.row_span)


def _begun(part: RowPart) -> list[GridCell]:
    """The cells that begin in a row."""
    return [cell for cell in unique(part.grid.rows[part.row]) if cell.row_no == part.row + 1]


def _lengthen(joined: Joined, cell: GridCell) -> None:
    """A merged cell of the page before covers this row too."""
    for row in range(joined.row_count - 1, 0, -1):
        if (row, cell.col_no) in joined.cells:
            text, col_span, _ = joined.cells[row, cell.col_no]
            joined.cells[row, cell.col_no] = (text, col_span, joined.row_count - row + cell.row_span)
            return


def _add_rest(joined: Joined, part: RowPart) -> None:
    """Puts the rest of a cut row to its beginning."""
    for cell in _begun(part):
        row = joined.row_count
        while row > 0 and (row, cell.col_no) not in joined.cells:
            row -= 1  # the cell that spans down to the last row
        if row == 0:
            continue
        text, col_span, row_span = joined.cells[row, cell.col_no]
        joined.cells[row, cell.col_no] = (_whole(text, cell), col_span, row_span + cell.row_span - 1)


def _whole(first: str, rest: GridCell) -> str:
    text = rest.cell.text if not rest.empty else ""
    if not first or not text:
        return first + text
    return f"{first}\n{text}" if leading_marker(text) else glued(first, text)
