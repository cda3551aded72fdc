"""The tables of a report in order, with their headers, what stands between them, and which goes on from which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from extract.document import Document, Paragraph, Table
from normalize.cell_kinds import are_codes
from normalize.column_content import resolve
from normalize.column_samples import is_only_header, next_page, samples_below
from normalize.contexts import Context, heading_context, is_thin, only_headings, parts_nothing
from normalize.cut_merges import with_whole_merges
from normalize.forms import as_rows
from normalize.framework import Framework
from normalize.grid import Grid, one_line, read_grid
from normalize.headers import Column, Header, read_header_of
from normalize.lexicon import read_header
from normalize.nested_measures import with_outer_measures
from normalize.numerals import to_arabic
from normalize.page_joins import PagePart, Rest, find_rest
from normalize.thai import squeeze

SAME_HEADER = 90.0  # similarity (0 to 100) of two header texts that are the same but for a torn letter
SHARED = 0.6  # share of the columns that two parts of a table have in common, whatever their order
WHOLE_WORDS = 0.5  # share of a header's cells that are header words as they stand, and not texts that hold one
MOST_PARTS = 8  # pages of a table that are looked at: enough to know its rows
SAME_PLACE = 30.0  # points that the columns of one table may be moved by on its next page


@dataclass(frozen=True, slots=True)
class TablePart:
    """One table as printed. `goes_on` says that its rows follow those of the table before; `between` are the
    paragraphs since then; `context` is what its headings say, carried from the table before where it goes on;
    `rest` says whether its `first_row` (from 0) is what the page's end cut off the last row of the page before."""

    grid: Grid
    header: Header
    between: tuple[Paragraph, ...]
    context: Context | None
    goes_on: bool
    borrowed_header: bool = False
    first_row: int = 0
    rest: Rest = Rest.NO

    @property
    def rest_row(self) -> int | None:
        """The row (from 0) that is the rest of the last row on the page before, None where there is none."""
        return self.first_row if self.rest >= Rest.LIKELY else None

    @property
    def data_rows(self) -> range:
        """The rows (from 0) below the header."""
        return range(self.header.first_data_row, len(self.grid.rows))

    def texts(self, column: Column) -> list[str]:
        """What stands in a column below the header, a text a row."""
        return [self.grid.text(row, column.col_no - 1) for row in self.data_rows]

    @property
    def only_header(self) -> bool:
        """Whether a page's end parts the header from all its rows."""
        return is_only_header(self.grid, self.header)


def _same_columns(header: Header, before: Header) -> bool:
    if len(header.columns) != len(before.columns):
        return False
    pairs = list(zip(header.columns, before.columns, strict=True))
    alike = sum(column.role == other.role and _alike(column, other) for column, other in pairs)
    return alike >= max(1, len(pairs) - 1)


def _alike(column: Column, other: Column) -> bool:
    return fuzz.ratio(squeeze(column.header), squeeze(other.header)) >= SAME_HEADER


def same_column(column: Column, header: Header) -> Column | None:
    """The column of another header that is headed alike; of several, the one at the same place."""
    found = [other for other in header.columns if other.role == column.role and _alike(column, other)]
    return min(found, key=lambda other: abs(other.col_no - column.col_no), default=None)


def _moved_columns(grid: Grid, header: Header, before: TablePart) -> bool:
    """Whether a table has most of the columns of the one before, some moved, missing or new, and does not count its
    rows from 1 again."""
    if not header.rows or not (before.header.rows or before.borrowed_header):
        return False
    shared = sum(same_column(column, before.header) is not None for column in header.columns)
    most = max(len(header.columns), len(before.header.columns))
    numbers = [grid.text(header.first_data_row, column.col_no - 1) for column in header.with_role("ordinal")]
    return shared >= max(2, SHARED * most) and not any(to_arabic(text).strip(" .()") == "1" for text in numbers)


def _settle(parts: Sequence[tuple[Grid, Header]]) -> list[tuple[Grid, Header]]:
    pooled = samples_below(parts)
    return with_outer_measures(
        [
            (
                grid,
                resolve(header, {column.col_no: pooled.get(squeeze(column.header), []) for column in header.columns}),
            )
            for grid, header in parts
        ]
    )


def _borrow(grid: Grid, header: Header, before: TablePart | None, *, thin: bool) -> Header | None:
    """The header of the table before for a table that prints none and has as many columns. `thin`: nothing that parts
    them stands between."""
    if before is None or grid.col_count != before.grid.col_count:
        return None
    if not before.header.rows and not before.borrowed_header:
        return None
    if header.rows and not (thin and _by_chance(grid, header, before)):
        return None
    return replace(before.header, preamble=(), rows=())


def _by_chance(grid: Grid, header: Header, before: TablePart) -> bool:
    """Whether the header found on a table's next page is a row of data that only holds header words."""
    if not next_page(grid, before.grid) or not _same_places(grid, before.grid) or _same_columns(header, before.header):
        return False
    cells = grid.distinct(header.rows[0])
    words = sum(read_header(cell.text).how in ("word", "near", "ambiguous") for cell in cells)
    return words < WHOLE_WORDS * len(cells) and not any(cell.cell.is_header for cell in cells)


def _same_places(grid: Grid, before: Grid) -> bool:
    """Whether the columns of two tables stand at the same places of their pages, as far as these are known."""
    here, there = ({c.col_no: c.box.x0 for c in g.source.cells if c.box is not None} for g in (grid, before))
    return all(abs(here[col] - there[col]) <= SAME_PLACE for col in here.keys() & there.keys())


def _as_before(grid: Grid, header: Header, before: TablePart | None) -> Header:
    """A header printed again has as many rows as before: what follows is data, however short its words."""
    count = len(before.header.rows) if before is not None else 0
    if before is None or not 0 < count < len(header.rows) or grid.col_count != before.grid.col_count:
        return header
    pairs = zip(header.rows[:count], before.header.rows, strict=True)
    same = all(
        [cell.key for cell in grid.distinct(row)] == [cell.key for cell in before.grid.distinct(other)]
        for row, other in pairs
    )
    return replace(before.header, preamble=header.preamble, rows=header.rows[:count]) if same else header


def read_tables(document: Document, framework: Framework) -> tuple[TablePart, ...]:
    """Every table of a document, in order, numbered from 1."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    grids: list[Grid] = []
    for number, table in enumerate(tables, start=1):
        grids.append(as_rows(read_grid(table, number), grids[-1] if grids else None))
    settled = iter(_settle([(grid, read_header_of(grid)) for grid in grids]))
    parts: list[TablePart] = []
    between: list[Paragraph] = []
    seen: set[str] = set()  # the lines before this gap: a running title is printed on each page
    for block in document.blocks:
        if isinstance(block, Paragraph):
            between.append(block)
            continue
        grid, header = next(settled)
        part = _part(grid, header, tuple(between), parts, frozenset(seen), framework)
        if part.goes_on and [c.role for c in part.header.columns] == [c.role for c in parts[-1].header.columns]:
            first, second = with_whole_merges(_page_part(parts[-1]), _page_part(part), framework)
            parts[-1], part = replace(parts[-1], grid=first), replace(part, grid=second)
        parts.append(part)
        seen.update(squeeze(one_line(paragraph.text)) for paragraph in between)
        between = []
    return tuple(parts)


def _part(
    grid: Grid,
    header: Header,
    between: tuple[Paragraph, ...],
    earlier: Sequence[TablePart],
    seen: frozenset[str],
    framework: Framework,
) -> TablePart:
    before = earlier[-1] if earlier else None
    context_before = before.context if before else None
    thin = all(parts_nothing(paragraph, seen, context_before, framework) for paragraph in between)
    heads = heading_context(between, framework)
    headed = heads is not None and only_headings(between, framework)
    borrowed = _borrow(grid, header, before, thin=thin) if thin or headed else None
    header = borrowed or _as_before(grid, header, before)
    same = before is not None and (borrowed is not None or _same_columns(header, before.header))
    goes_on = before is not None and thin and (same or _moved_columns(grid, header, before))
    context = heads
    if (
        heads is None
        and before is not None
        and (goes_on or (_same_columns(header, before.header) and all(map(is_thin, between))))
    ):
        context = before.context
    header = _codes_by_context(grid, header, context, framework)
    row, rest = find_rest(grid, header, _one_table(earlier)) if goes_on and same else (0, Rest.NO)
    return TablePart(grid, header, between, context, goes_on, borrowed is not None, row, rest)


def _one_table(parts: Sequence[TablePart]) -> list[PagePart]:
    """The last table of `parts` with all its pages, from its first on."""
    found: list[PagePart] = []
    for part in reversed(parts):
        found.append(_page_part(part))
        if not part.goes_on or len(found) == MOST_PARTS:
            break
    return found[::-1]


def _page_part(part: TablePart) -> PagePart:
    return PagePart(part.grid, part.header, part.rest_row)


def _codes_by_context(grid: Grid, header: Header, context: Context | None, framework: Framework) -> Header:
    """A column ข้อ (number) whose own cells are item codes, or bare numbers of questions under the heading of an
    instrument or an indicator, holds item codes there."""
    named = context or Context()
    columns = [
        replace(column, role="item_code", how="content")
        if column.role == "ordinal"
        and "item_code" in column.others
        and "item_code" not in header.roles
        and are_codes(_texts(grid, header, column), named.instrument, named.indicator, framework)
        else column
        for column in header.columns
    ]
    return replace(header, columns=tuple(columns))


def _texts(grid: Grid, header: Header, column: Column) -> list[str]:
    rows = range(header.first_data_row, len(grid.rows))
    return [grid.text(row, column.col_no - 1) for row in rows if len(grid.distinct(row)) > 1]
