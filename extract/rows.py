"""Rows of text tables (tabs, pipes, drawn boxes, spaces) to a `Table`; what all these kinds share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extract.document import Cell, Line, Table
from extract.inline import cell_lines

MOST_COLUMNS = 500  # more is no table that a report prints


@dataclass(frozen=True, slots=True)
class TextRow:
    """The cells of a row as their source has them. `spans`: its one cell stands for the whole width."""

    cells: tuple[str, ...]
    is_header: bool = False
    spans: bool = False


class Found(NamedTuple):
    """What a table finder saw from a line on: the rows of a table, or None for lines that are no table; up to `end`."""

    rows: tuple[TextRow, ...] | None
    end: int


def text_table(rows: Sequence[TextRow], page: int | None) -> Table:
    """The table of `rows`, as wide as its widest row; shorter rows stay short."""
    width = max(len(row.cells) for row in rows)
    known: dict[str, tuple[Line, ...]] = {}  # tables say the same in many cells
    cells = [
        Cell(
            number,
            col,
            raw,
            known.get(raw) or known.setdefault(raw, _lines(raw)),
            col_span=width if row.spans else 1,
            is_header=row.is_header,
        )
        for number, row in enumerate(rows, 1)
        for col, raw in enumerate(row.cells, 1)
    ]
    return Table(tuple(cells), len(rows), width, page, spans_known=False)


def _lines(raw: str) -> tuple[Line, ...]:
    if len(raw) > 1 and raw[0] == raw[-1] == '"' and "\n" in raw:  # as spreadsheets copy a cell with line feeds
        return cell_lines(raw[1:-1].replace('""', '"'))
    return cell_lines(raw)
