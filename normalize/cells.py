"""Table cells as extracted to records, each with the meaning of its column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from normalize.grid import cell_text, grid_cell
from normalize.logical_rows import RowPart, is_header_row
from normalize.logical_tables import TablePart
from tidy.records import CellRecord


def read_cells(parts: Sequence[TablePart], report_id: str) -> Iterator[CellRecord]:
    """Every cell of every table, empty ones too."""
    for part in parts:
        roles, headers = _by_place(part)
        for cell in part.grid.source.cells:
            box = cell.box
            yield CellRecord(
                report_id=report_id,
                page=part.grid.page,
                table_no=part.grid.table_no,
                row_no=cell.row_no,
                col_no=cell.col_no,
                row_span=cell.row_span,
                col_span=cell.col_span,
                is_header=cell.is_header or (cell.row_no, cell.col_no) in headers,
                column_role=roles.get((cell.row_no, cell.col_no))
                or ("other" if part.header.rows or part.borrowed_header else None),
                raw_text=cell.raw_text,
                text=cell_text(cell),
                x0=box.x0 if box else None,
                top=box.top if box else None,
                x1=box.x1 if box else None,
                bottom=box.bottom if box else None,
                confidence=cell.confidence,
            )


Printed = tuple[int, int]  # the row and column that a cell is printed at


def _by_place(part: TablePart) -> tuple[dict[Printed, str | None], set[Printed]]:
    """The role of each cell, and the cells that are headers. In a form the labels are, and give their values' roles."""
    roles = {column.col_no: column.role for column in part.header.columns}
    grid = part.grid
    if not grid.turned:
        rows = {row + 1 for row in range(len(grid.rows)) if is_header_row(RowPart(grid, part.header, row))}
        cells = [(cell.row_no, cell.col_no) for cell in grid.source.cells]
        return {place: roles.get(place[1]) for place in cells}, {place for place in cells if place[0] in rows}
    by_label = {cell.key: roles.get(cell.col_no) for cell in grid.rows[0] if cell is not None}
    texts = {cell.row_no: grid_cell(cell).key for cell in grid.source.cells if cell.col_no == 1}
    found = {(cell.row_no, cell.col_no): by_label.get(texts.get(cell.row_no, "")) for cell in grid.source.cells}
    return found, {place for place in found if place[1] == 1}
