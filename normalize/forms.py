"""Forms: tables of two columns, a label and a value a row; read as a header and one row a measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalize.grid import Grid, GridCell
from normalize.lexicon import read_header
from tidy.common_columns import COLUMN_ROLE

FORM_COLUMNS = 2
MIN_ROLES = 3  # different roles of measures tables that the labels of a form name
MOSTLY = 0.6  # share of the labels that are header words, and most of the values that may be
ROLES = frozenset(COLUMN_ROLE) - {"other"} | {"issue", "indicator"}


def _roles(cells: Sequence[GridCell | None], *, whole: bool) -> list[str]:
    """The roles that cells name as header words; `whole`: a word inside a longer text is none."""
    words = [read_header(cell.text) for cell in cells if cell is not None]
    return [word.role for word in words if word.role in ROLES and not (whole and word.how in ("key", "joint"))]


def is_form(grid: Grid) -> bool:
    """Whether the first column holds header words of several roles, and the second what they ask for."""
    if grid.col_count != FORM_COLUMNS or len(grid.rows) < MIN_ROLES:
        return False
    labels, values = [row[0] for row in grid.rows], [row[1] for row in grid.rows]
    if any(label is None or label.empty or label is value for label, value in zip(labels, values, strict=True)):
        return False
    named = _roles(labels, whole=False)
    return (
        len(set(named)) >= MIN_ROLES
        and len(named) >= MOSTLY * len(labels)
        and len(_roles(values, whole=True)) <= (1 - MOSTLY) * len(values)
    )


def as_rows(grid: Grid) -> Grid:
    """A form as a header row and a row a measure; a label that comes again opens the next measure. Any other table as
    it is. Each cell keeps the place that it is printed at."""
    if not is_form(grid):
        return grid
    labels = [label for label, _ in grid.rows if label is not None]
    columns = {cell.key: number for number, cell in enumerate(_firsts(labels))}
    header = tuple(replace(cell, at=(1, columns[cell.key] + 1)) for cell in _firsts(labels))
    measures: list[list[GridCell | None]] = []
    for label, value in grid.rows:
        assert label is not None
        col = columns[label.key]
        if not measures or (col == 0 or measures[-1][col] is not None):
            measures.append([None] * len(columns))
        measures[-1][col] = replace(value, at=(len(measures) + 1, col + 1)) if value is not None else None
    return Grid(grid.table_no, grid.source, (header, *map(tuple, measures)), turned=True)


def _firsts(labels: Sequence[GridCell]) -> list[GridCell]:
    found: dict[str, GridCell] = {}
    for label in labels:
        found.setdefault(label.key, label)
    return list(found.values())
