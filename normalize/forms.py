"""Tables that are turned before they are read: forms, years side by side over rows of the overall result, and blocks
of rows side by side.

A form has two columns, a label and a value a row; it is read as a header and one row a measure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalize.grid import Grid, GridCell
from normalize.lexicon import HeaderWord, header_years, read_header, without_years
from normalize.thai import squeeze
from tidy.common_columns import COLUMN_ROLE

FORM_COLUMNS = 2
MIN_ROLES = 3  # different roles of measures tables that the labels of a form name
MOSTLY = 0.6  # share of the labels that are header words, and most of the values that may be
ROLES = frozenset(COLUMN_ROLE) - {"other"} | {"issue", "indicator"}
LEAST_ROWS, LEAST_YEARS = 1, 2  # below and beside the labels of years side by side
YEARLY = frozenset({"score", "level", "change", "trend", "comparison", "rank", "pass_mark", "peer", "full_score"})
BLOCK_LABELS = frozenset({"item_code", "indicator", "topic"})  # what the rows of blocks side by side are named by
LONGEST_LABEL = 60  # letters; a longer text is a sentence that holds header words


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
    if len(_roles(grid.rows[0], whole=True)) == FORM_COLUMNS:
        return False  # a header over two columns
    named = _roles([label for label in labels if label is not None and len(label.text) <= LONGEST_LABEL], whole=False)
    return (
        len(set(named)) >= MIN_ROLES
        and len(named) >= MOSTLY * len(labels)
        and len(_roles(values, whole=True)) <= (1 - MOSTLY) * len(values)
    )


def is_wide_form(grid: Grid) -> bool:
    """Whether the first column holds header words of several roles, and each further one a measure: a table on its
    side."""
    if grid.col_count <= FORM_COLUMNS or len(grid.rows) < MIN_ROLES or any(None in row for row in grid.rows):
        return False
    cells = [[cell for cell in row if cell is not None] for row in grid.rows]
    if any(cell.row_span > 1 or cell.col_span > 1 for row in cells for cell in row):
        return False
    labels = [row[0] for row in cells]
    if any(label.empty or len(label.text) > LONGEST_LABEL for label in labels):
        return False
    named = _roles(labels, whole=True)
    across = {role for row in (cells[0], cells[1]) for role in _roles(row[1:], whole=True)}
    values = [cell for row in cells[1:] for cell in row[1:]]
    return (
        len(set(named)) >= MIN_ROLES
        and len(named) >= MOSTLY * len(labels)
        and len(across) <= 1
        and len(_roles(values, whole=True)) <= (1 - MOSTLY) * len(values)
    )


def are_years_across(grid: Grid) -> bool:
    """Whether the header is years, and each row below a kind of value that names nothing that it is of: the score of
    each year, its level."""
    if len(grid.rows) < 1 + LEAST_ROWS or grid.col_count < 1 + LEAST_YEARS or any(None in row for row in grid.rows):
        return False
    cells = [[cell for cell in row if cell is not None] for row in grid.rows]
    if any(cell.row_span > 1 or cell.col_span > 1 for row in cells for cell in row):
        return False
    corner = read_header(cells[0][0].text)
    if "year" not in (corner.role, *corner.others):
        return False
    years = [header_years(cell.text) if not squeeze(without_years(cell.text)) else () for cell in cells[0][1:]]
    if any(len(one) != 1 for one in years) or len(set(years)) < len(years):
        return False
    words = [read_header(row[0].text) for row in cells[1:]]
    roles = [word.role for word in words if word.how == "word"]
    return roles.count("score") == 1 and set(roles) <= YEARLY and len(roles) == len(words)


def _turned(grid: Grid) -> Grid:
    rows = zip(*grid.rows, strict=True)
    turned = (
        tuple(cell and replace(cell, at=(row_no, col_no)) for col_no, cell in enumerate(row, 1))
        for row_no, row in enumerate(rows, 1)
    )
    return Grid(grid.table_no, grid.source, tuple(turned), turned=True)


def _block_width(grid: Grid) -> int | None:
    """The width of the blocks that a table prints side by side, each under the same header of a label and a score; None
    where it does not."""
    if len(grid.rows) < 1 + LEAST_ROWS or any(None in row for row in grid.rows):
        return None
    header = [cell for cell in grid.rows[0] if cell is not None]
    keys, count = [cell.key for cell in header], grid.col_count
    if any(not cell.key or cell.col_span > 1 or cell.row_span > 1 for cell in header):
        return None
    width = next((w for w in range(2, count // 2 + 1) if count % w == 0 and keys == keys[:w] * (count // w)), None)
    roles = {role for text in header[: width or 0] for word in [read_header(text.text)] for role in _all_roles(word)}
    return width if "score" in roles and roles & BLOCK_LABELS else None


def _all_roles(word: HeaderWord) -> tuple[str, ...]:
    return (word.role, *word.others) if word.role is not None else ()


def _stacked(grid: Grid, width: int) -> Grid:
    """The blocks of a table one below the other."""
    rows: list[tuple[GridCell | None, ...]] = [grid.rows[0][:width]]
    for left in range(0, grid.col_count, width):
        rows.extend(
            row[left : left + width] for row in grid.rows[1:] if any(c and c.key for c in row[left : left + width])
        )
    placed = (
        tuple(cell and replace(cell, at=(row_no, col_no)) for col_no, cell in enumerate(row, 1))
        for row_no, row in enumerate(rows, 1)
    )
    return Grid(grid.table_no, grid.source, tuple(placed), turned=True)


def as_rows(grid: Grid, before: Grid | None = None) -> Grid:
    """A form as a header row and a row a measure; a label that comes again opens the next measure. Years side by side
    as a row a year; blocks side by side one below the other. Any other table as it is. Each cell keeps the place
    that it is printed at. `before` is the table before: a form that goes on from the page before has its columns, and
    its first row may be the rest of a measure.
    """
    if are_years_across(grid) or is_wide_form(grid):
        return _turned(grid)
    if (width := _block_width(grid)) is not None:
        return _stacked(grid, width)
    labels = [row[0] for row in grid.rows]
    if before is not None and _goes_on(grid, before):
        header = tuple(cell for cell in before.rows[0] if cell is not None)
        labels[0] = labels[0] if labels[0] is not None and not labels[0].empty else _last_label(before, header)
    elif is_form(grid):
        header = tuple(_firsts([label for label in labels if label is not None]))
    else:
        return grid
    header = tuple(replace(cell, at=(1, number)) for number, cell in enumerate(header, 1))
    columns = {cell.key: number for number, cell in enumerate(header)}
    measures: list[list[GridCell | None]] = []
    for label, row in zip(labels, grid.rows, strict=True):
        col, value = columns[label.key if label is not None else ""], row[1]
        if not measures or (col == 0 or measures[-1][col] is not None):
            measures.append([None] * len(columns))
        measures[-1][col] = replace(value, at=(len(measures) + 1, col + 1)) if value is not None else None
    return Grid(grid.table_no, grid.source, (header, *map(tuple, measures)), turned=True)


def _goes_on(grid: Grid, before: Grid) -> bool:
    """Whether a table of two columns on the next page has no other labels than the form before it; that of its first
    row may be missing, where the page's end cut a value."""
    if not before.turned or grid.col_count != FORM_COLUMNS or before.page is None or grid.page != before.page + 1:
        return False
    known = {cell.key for cell in before.rows[0] if cell is not None}
    keys = [row[0].key if row[0] is not None else "" for row in grid.rows]
    return bool(keys) and all(key in known for key in keys[1:]) and keys[0] in known | {""}


def _last_label(before: Grid, header: Sequence[GridCell]) -> GridCell:
    """The label of the last value of the page before."""
    values = [place for place in before.rows[-1] if place is not None]
    last = max(values, key=lambda place: place.cell.row_no, default=header[0])
    return header[last.col_no - 1]


def _firsts(labels: Sequence[GridCell]) -> list[GridCell]:
    found: dict[str, GridCell] = {}
    for label in labels:
        found.setdefault(label.key, label)
    return list(found.values())
