"""Table cells as extracted to records, each with the meaning of its column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from normalize.grid import grid_cell
from normalize.logical_rows import RowPart, is_header_row
from normalize.logical_tables import TablePart
from tidy.records import CellRecord


def read_cells(parts: Sequence[TablePart], report_id: str) -> Iterator[CellRecord]:
    """Every cell of every table, empty ones too."""
    for part in parts:
        roles = {column.col_no: column.role for column in part.header.columns}
        headers = {row + 1 for row in range(len(part.grid.rows)) if is_header_row(RowPart(part.grid, part.header, row))}
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
                is_header=cell.is_header or cell.row_no in headers,
                column_role=roles.get(cell.col_no) or ("other" if part.header.rows or part.borrowed_header else None),
                raw_text=cell.raw_text,
                text=grid_cell(cell).text,
                x0=box.x0 if box else None,
                top=box.top if box else None,
                x1=box.x1 if box else None,
                bottom=box.bottom if box else None,
                confidence=cell.confidence,
            )
