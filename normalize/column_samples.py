"""What stands below the columns of a report's tables: samples that tell what a header means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from normalize.grid import Grid, GridCell
from normalize.headers import Column, Header
from normalize.thai import squeeze

MOST_SAMPLES = 400  # texts below one header word: enough to settle what it means


def samples_below(parts: Sequence[tuple[Grid, Header]]) -> dict[str, list[str]]:
    """Header text -> the texts below it in all tables of the report: what an ambiguous header is settled by.

    Of a report with very many tables the first ones tell: each table looks at all samples.
    """
    found: dict[str, list[str]] = {}
    merged: dict[str, list[str]] = {}  # over several columns: of none of them, unless a column has nothing else
    for number, (_, header) in enumerate(parts):
        below, first = _below(parts, number)
        for column in header.columns:
            key = squeeze(column.header)
            if len(found.setdefault(key, [])) + len(merged.get(key, ())) < MOST_SAMPLES:
                cells = list(_cells_of(below, first, column))
                found[key].extend(cell.text for cell in cells if cell.col_span == 1)
                if column.slot is None:  # over months and quarters a time is written that is none of theirs
                    merged.setdefault(key, []).extend(cell.text for cell in cells if cell.col_span > 1)
    return {key: texts or merged.get(key, []) for key, texts in found.items()}


def _cells_of(grid: Grid, first: int, column: Column) -> Iterator[GridCell]:
    """The filled cells of a column, from a row on, of rows with more than one cell."""
    for row in range(first, len(grid.rows)):
        cell = grid.at(row, column.col_no - 1)
        if cell is not None and cell.text and len(grid.distinct(row)) > 1:
            yield cell


def is_only_header(grid: Grid, header: Header) -> bool:
    """Whether a table has a header and no row below it."""
    return bool(header.rows) and header.first_data_row >= len(grid.rows)


def _below(parts: Sequence[tuple[Grid, Header]], number: int) -> tuple[Grid, int]:
    """The grid, and its first row, that a header stands above: its own, or that of the next page where a page's end
    parts the header from all its rows."""
    grid, header = parts[number]
    if is_only_header(grid, header) and number + 1 < len(parts):
        below, its_own = parts[number + 1]
        if not its_own.rows and below.col_count == grid.col_count and next_page(below, grid):
            return below, 0
    return grid, header.first_data_row


def next_page(grid: Grid, before: Grid) -> bool:
    """Whether a table stands on the page behind another one's."""
    return grid.page is not None and before.page is not None and grid.page == before.page + 1 and not grid.turned
