"""Joins a document's tables over pages, for measuring: the product does this in `normalize`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.document import Cell, Document, Paragraph, Table
from extract.pdf_flow import guess_space, starts_item

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
    last_row: dict[int, Cell] = field(default_factory=dict)


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
    elif body and _under_open_span(joined, body[0]):
        joined.row_count += 1
        _stretch(joined, body[0])
        body = body[1:]
    _take(joined, body, table)


def _goes_on(joined: Joined, row: dict[int, Cell]) -> bool:
    """Whether a first row under a drawn rule still belongs to the last row: empty where that one is not.

    A cell that did not reach the end of the page has nothing to go on with: then it is a new row.
    """
    last = joined.last_row
    if set(row) != set(last):
        return False
    tallest = max(_height(cell) for cell in last.values())
    if any(cell.text.strip() and _height(last[column]) < tallest - 1 for column, cell in row.items()):
        return False
    empty = [column for column, cell in row.items() if not cell.text.strip() and last[column].text.strip()]
    return bool(empty) and (1 in empty or len(empty) * 2 >= len(row))


def _height(cell: Cell) -> int:
    return cell.raw_text.count("\n") + 1 if cell.raw_text else 0


def _under_open_span(joined: Joined, row: dict[int, Cell]) -> bool:
    """Whether the first cells of a new row are the rest of cells that span rows, as they do elsewhere in the table."""
    empty = [column for column, cell in row.items() if not cell.text.strip()]
    spans = any(row_span > 1 and column == 1 for (_, column), (_, _, row_span) in joined.cells.items())
    return spans and 1 in empty and len(empty) < len(row)


def _stretch(joined: Joined, row: dict[int, Cell]) -> None:
    """Adds a row of which the empty first cells belong to the cells above them."""
    filled = False
    for column, cell in sorted(row.items()):
        filled = filled or bool(cell.text.strip())
        above = joined.row_count - 1
        while above > 0 and (above, column) not in joined.cells:
            above -= 1
        if not filled and (above, column) in joined.cells:
            text, col_span, _ = joined.cells[above, column]
            joined.cells[above, column] = (text, col_span, joined.row_count - above + 1)
        else:
            joined.cells[joined.row_count, column] = (cell.text, cell.col_span, cell.row_span)


def _merge(joined: Joined, row: dict[int, Cell]) -> None:
    for column, cell in row.items():
        row_no = joined.row_count
        while row_no > 0 and (row_no, column) not in joined.cells:
            row_no -= 1  # the cell that spans down to the last row
        if (row_no, column) not in joined.cells:
            continue
        text, col_span, row_span = joined.cells[row_no, column]
        joined.cells[row_no, column] = (_glue(text, cell.text), col_span, row_span + cell.row_span - 1)


def _glue(first: str, rest: str) -> str:
    if not first or not rest:
        return first + rest
    if starts_item(rest):
        return f"{first}\n{rest}"
    return f"{first} {rest}" if guess_space(first, rest) else first + rest


def _take(joined: Joined, rows: list[dict[int, Cell]], table: Table) -> None:
    first = _key(joined.head[0])
    for row in rows:
        if joined.row_count and _key(row) == first:
            continue  # the header once more, inside a page: ReportLab repeats it before a row that it cuts
        joined.row_count += 1
        for column, cell in row.items():
            joined.cells[joined.row_count, column] = (cell.text, cell.col_span, cell.row_span)
        joined.last_row = row
    joined.last_page = table.page or 0
    joined.open_bottom = table.open_bottom
