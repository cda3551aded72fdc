"""Rows that the end of a page cuts: whether the first row of a page is the rest of the last row of the page before.

Word, LibreOffice and Typst draw a rule on both sides of the cut, browsers and ReportLab none; some repeat the header.
Where no rule tells, the cells do: what each row fills and this one does not, a column's text that broke for want of
room, a letter that no word begins with. A row that prints its own number is never a rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from normalize.drawn_lines import breaks_word, drawn_lines, was_full
from normalize.grid import Grid, GridCell, unique
from normalize.headers import Header
from normalize.markers import leading_marker
from normalize.references import without_continued
from normalize.row_contexts import label_columns
from normalize.thai import squeeze

NUMBERS = ("ordinal", "item_code")
WIDE = 0.6  # share of the columns that a heading row's cell covers
LEAST_LINES = 2  # drawn lines of a row from which a missing rest says anything
MOSTLY_FULL = 0.6  # share of the columns of a row that lacks a cell which end in a full line above it
MOST_FULL = 3  # columns that end in a full line from which all may be taken to be cut


class Rest(IntEnum):
    """How surely a page's first row is the rest of the last row of the page before."""

    NO = 0
    PERHAPS = 1  # it may be: it is read as a row of its own, and told
    LIKELY = 2  # it is read as the rest, and told
    SURE = 3


@dataclass(frozen=True, slots=True)
class PagePart:
    """One page's part of a table: its grid and header, and which of its rows is a rest, None if none is."""

    grid: Grid
    header: Header
    rest_row: int | None = None

    def data_rows(self) -> Iterator[int]:
        """Rows that are no header, no heading over all columns, and no rest."""
        for row in range(self.header.first_data_row, len(self.grid.rows)):
            if row != self.rest_row and self.grid.distinct(row) and not is_wide(self.grid, row):
                yield row


def is_wide(grid: Grid, row: int) -> bool:
    """Whether a row's only text stands in a cell over most columns: a heading."""
    cells = grid.distinct(row)
    return len(cells) == 1 and cells[0].cell.col_span >= max(2.0, WIDE * grid.col_count)


def own_cells(grid: Grid, row: int) -> Mapping[int, GridCell]:
    """The cells that begin in a row and hold text, by column (from 1)."""
    return {cell.col_no: cell for cell in unique(grid.rows[row]) if not cell.empty and cell.row_no == row + 1}


def find_rest(grid: Grid, header: Header, before: Sequence[PagePart]) -> tuple[int, Rest]:
    """The first row (from 0) of a page's table, and whether it is the rest of the last row of the page before.

    `before` are the table's parts on the pages before, in order, at least one.
    """
    last = before[-1]
    if not _next_page(grid, last.grid) or not last.grid.rows:
        return 0, Rest.NO
    if grid.turned:  # a form's measure begins with its first label
        return 1, Rest.NO if len(grid.rows) < 2 or grid.at(1, 0) is not None else Rest.SURE
    row = _first_row(grid, header, before)
    if row is None or is_wide(last.grid, len(last.grid.rows) - 1) or len(last.grid.rows) <= last.header.first_data_row:
        return 0, Rest.NO
    return row, _is_rest(PagePart(grid, header), row, before)


def _next_page(grid: Grid, last: Grid) -> bool:
    return grid.page is not None and last.page is not None and grid.page == last.page + 1


def _first_row(grid: Grid, header: Header, before: Sequence[PagePart]) -> int | None:
    """The first row of data: below the header, and below headings that are printed again."""
    headings = {
        squeeze(without_continued(cell.text)[0])
        for part in before
        for row in range(len(part.grid.rows))
        for cell in part.grid.distinct(row)[:1]
    }
    for row in range(header.first_data_row, len(grid.rows)):
        cells = grid.distinct(row)
        if not cells:
            continue
        if not is_wide(grid, row):
            return row
        if squeeze(without_continued(cells[0].text)[0]) not in headings:
            return None
    return None


def _is_rest(part: PagePart, row: int, before: Sequence[PagePart]) -> Rest:
    last, last_row = before[-1], len(before[-1].grid.rows) - 1
    first, above = own_cells(part.grid, row), own_cells(last.grid, last_row)
    numbers = [column.col_no for column in part.header.with_role(*NUMBERS)]
    if not first or any(number in first for number in numbers):
        return Rest.NO
    merged = {cell.col_no for cell in last.grid.distinct(last_row) if cell.row_no <= last_row}
    filled = always_filled(before) - merged
    broken = any(breaks_word(above[col], cell) for col, cell in first.items() if col in above)
    if broken or any(number in filled and not _is_merged(number, [*before, part]) for number in numbers):
        return Rest.SURE
    empty = filled - set(first) - _reaching_down(part.grid, row)
    if _opens_item(part, first) and empty != filled:
        return Rest.NO
    if last.grid.source.open_bottom or part.grid.source.open_top:
        return Rest.SURE
    whole = [*before, part]
    return max(_lacks_cells(first, above, empty, filled, whole), _all_full(first, above, whole))


def _is_merged(col: int, parts: Sequence[PagePart]) -> bool:
    """Whether cells of a column are merged over several rows: then an empty one may go on from the row above."""
    return any(
        place is not None and place.col_no == col and place.row_span > 1
        for part in parts
        for row in part.data_rows()
        for place in part.grid.rows[row]
    )


def _reaching_down(grid: Grid, row: int) -> set[int]:
    """Columns whose empty cell covers several rows: the rest of a merged cell, which lacks nothing."""
    return {cell.col_no for cell in unique(grid.rows[row]) if cell.empty and cell.row_span > 1}


def always_filled(parts: Sequence[PagePart]) -> frozenset[int]:
    """The columns (from 1) that hold text in every row so far."""
    filled: frozenset[int] | None = None
    for part in parts:
        for row in part.data_rows():
            here = {col for col, place in enumerate(part.grid.rows[row], 1) if place is not None and not place.empty}
            filled = frozenset(here) if filled is None else filled & here
    return filled or frozenset()


def _opens_item(part: PagePart, first: Mapping[int, GridCell]) -> bool:
    """Whether the row's label begins with a list number: then it is a row of its own, unless all else is missing."""
    column = next(iter(label_columns(part.header)), None)
    cell = first.get(column.col_no) if column is not None else None
    return cell is not None and leading_marker(cell.text) is not None


def _lacks_cells(
    first: Mapping[int, GridCell],
    above: Mapping[int, GridCell],
    empty: frozenset[int],
    filled: frozenset[int],
    parts: Sequence[PagePart],
) -> Rest:
    """Whether a row lacks what each row has, and what it has could go on: only a cell that reached the foot of its row
    can, and of a row of one line only a full one."""
    if not empty or not set(first) <= set(above):
        return Rest.NO
    tallest = max(len(drawn_lines(cell)) for cell in above.values())
    if any(len(drawn_lines(above[col])) < tallest for col in first):
        return Rest.NO
    full = [was_full(above[col], cell, column_cells(above[col], parts)) for col, cell in first.items()]
    if all(full):
        return Rest.SURE
    mostly = full.count(True) >= MOSTLY_FULL * len(full)
    high = tallest >= LEAST_LINES and len(empty) * 3 >= len(filled)
    return Rest.LIKELY if mostly or high else Rest.PERHAPS


def _all_full(first: Mapping[int, GridCell], above: Mapping[int, GridCell], parts: Sequence[PagePart]) -> Rest:
    """Whether every cell above is as high as its row and ends in a full line: the page cut them all."""
    if set(first) != set(above) or len({len(drawn_lines(cell)) for cell in above.values()}) != 1:
        return Rest.NO
    full = [was_full(above[col], cell, column_cells(above[col], parts)) for col, cell in first.items()]
    if False in full or True not in full:
        return Rest.NO
    return Rest.LIKELY if full.count(True) >= max(MOST_FULL, len(full) / 2) else Rest.PERHAPS


def column_cells(cell: GridCell, parts: Sequence[PagePart]) -> Iterator[GridCell]:
    """The cells of one column."""
    for part in parts:
        for row in part.data_rows():
            other = part.grid.at(row, cell.col_no - 1)
            if other is not None and (other.col_no, other.col_span) == (cell.col_no, cell.col_span):
                yield other
