"""Joins a document's tables over pages, for measuring: the product does this in `normalize`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.document import Cell, Document, Paragraph, Table

Place = tuple[int, int]


@dataclass(slots=True)
class Joined:
    """A table over all its pages: (row, column) to text, column span and row span."""

    xs: list[float]
    head: list[dict[int, Cell]]
    cells: dict[Place, tuple[str, int, int]] = field(default_factory=dict)
    row_count: int = 0
    last_page: int = 0
    open_bottom: bool = False


def joined_tables(document: Document) -> list[Joined]:
    """All tables in reading order, those that go on over pages put together."""
    found: list[Joined] = []
    between = ""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            between += block.text
            continue
        last = found[-1] if found else None
        xs = _columns(block)
        if last and block.page == last.last_page + 1 and len(between) < 12 and _same(xs, last.xs):
            _append(last, block)
        else:
            found.append(_start(block, xs))
        between = ""
    return found


def _columns(table: Table) -> list[float]:
    edges = {cell.col_no: cell.box.x0 for cell in table.cells if cell.box}
    right = [cell.box.x1 for cell in table.cells if cell.box and cell.col_no + cell.col_span - 1 == table.col_count]
    return [edges[column] for column in sorted(edges)] + right[:1]


def _same(left: list[float], right: list[float], tolerance: float = 3.0) -> bool:
    return len(left) == len(right) and all(abs(a - b) <= tolerance for a, b in zip(left, right, strict=True))


def _rows(table: Table) -> list[dict[int, Cell]]:
    rows: list[dict[int, Cell]] = [{} for _ in range(table.row_count)]
    for cell in table.cells:
        rows[cell.row_no - 1][cell.col_no] = cell
    return rows


def _start(table: Table, xs: list[float]) -> Joined:
    joined = Joined(xs, _rows(table)[:4])
    _take(joined, _rows(table), table)
    return joined


def _key(row: dict[int, Cell]) -> list[tuple[int, str, int]]:
    return [(column, re.sub(r"\s", "", cell.text), cell.col_span) for column, cell in sorted(row.items())]


def _append(joined: Joined, table: Table) -> None:
    rows = _rows(table)
    head = 0
    while head < min(len(rows), len(joined.head)) and _key(rows[head]) == _key(joined.head[head]):
        head += 1
    body = rows[head:]
    if body and (joined.open_bottom or table.open_top or _goes_on(joined, body[0])):
        _merge(joined, body[0])
        body = body[1:]
    _take(joined, body, table)


def _goes_on(joined: Joined, row: dict[int, Cell]) -> bool:
    """Whether a first row under a drawn rule still belongs to the last row: empty where that one is not."""
    last = {column: text for (row_no, column), (text, _, _) in joined.cells.items() if row_no == joined.row_count}
    if any(column not in row and column in last for column in last):
        return False
    empty = [column for column, cell in row.items() if not cell.text.strip()]
    filled_before = [column for column in empty if last.get(column, "").strip()]
    return bool(filled_before) and (1 in empty or len(empty) * 2 >= len(row))


def _merge(joined: Joined, row: dict[int, Cell]) -> None:
    for column, cell in row.items():
        row_no = joined.row_count
        while row_no > 0 and (row_no, column) not in joined.cells:
            row_no -= 1  # the cell that spans down to the last row
        if (row_no, column) not in joined.cells:
            continue
        text, col_span, row_span = joined.cells[row_no, column]
        joined.cells[row_no, column] = (text + cell.text, col_span, row_span + cell.row_span - 1)


def _take(joined: Joined, rows: list[dict[int, Cell]], table: Table) -> None:
    for row in rows:
        joined.row_count += 1
        for column, cell in row.items():
            joined.cells[joined.row_count, column] = (cell.text, cell.col_span, cell.row_span)
    joined.last_page = table.page or 0
    joined.open_bottom = table.open_bottom
