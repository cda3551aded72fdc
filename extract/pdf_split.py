"""Repeated headers that no rule parts from the row below: ReportLab draws none where a row goes on from another page.

The header's words are known from the page before, so the fused first row can be parted into header and rest.
"""

from __future__ import annotations

from collections.abc import Iterable

from extract.pdf_tables import GridCell, GridTable

_SAME_PLACE = 3.0  # points


def part_fused_headers(pages: Iterable[Iterable[GridTable]]) -> None:
    """Parts the first row of each page's first table where it begins with the header of the table before.

    `pages` are the tables of each page in order. Changes the tables in place and marks them `open_top`.
    """
    before: GridTable | None = None
    head: list[GridCell] = []
    for tables in pages:
        for place, table in enumerate(tables):
            if place == 0 and before is not None and same_columns(before, table):
                _part(table, head)
            else:
                head = [cell for cell in table.cells if cell.row_no == 1]
            before = table


def same_columns(left: GridTable, right: GridTable) -> bool:
    """Whether two tables have the same column rules."""
    return len(left.xs) == len(right.xs) and all(
        abs(a - b) <= _SAME_PLACE for a, b in zip(left.xs, right.xs, strict=True)
    )


def _part(table: GridTable, head: list[GridCell]) -> None:
    first = {cell.col_no: cell for cell in table.cells if cell.row_no == 1}
    if len(first) != len(head) or any(cell.row_span > 1 for cell in (*head, *first.values())):
        return
    rests = False
    for cell in head:
        other = first.get(cell.col_no)
        lines = [line.text for line in cell.lines]
        if other is None or [line.text for line in other.lines[: len(lines)]] != lines:
            return
        rests = rests or len(other.lines) > len(lines)
    if rests:
        _insert_row(table, first, {cell.col_no: len(cell.lines) for cell in head})


def _insert_row(table: GridTable, first: dict[int, GridCell], head_lines: dict[int, int]) -> None:
    """Cuts the first row below its header lines."""
    ends = [cell.lines[head_lines[column] - 1].bottom for column, cell in first.items() if head_lines[column]]
    height = max(ends)
    if not table.ys[0] < height < table.ys[1]:
        return
    for cell in table.cells:
        if cell.row_no > 1:
            cell.row_no += 1
    for column, cell in first.items():
        count = head_lines[column]
        x0, top, x1, bottom = cell.box
        rest = GridCell(2, column, 1, cell.col_span, (x0, height, x1, bottom), lines=cell.lines[count:])
        cell.lines, cell.box = cell.lines[:count], (x0, top, x1, height)
        table.cells.append(rest)
    table.ys.insert(1, height)
    table.open_top = True
