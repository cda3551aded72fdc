"""The tables of a report in order, with their headers, what stands between them, and which goes on from which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from extract.document import Document, Paragraph, Table
from normalize.cell_kinds import are_codes
from normalize.column_content import resolve
from normalize.contexts import Context, heading_context, only_headings, parts_nothing
from normalize.forms import as_rows
from normalize.framework import Framework
from normalize.grid import Grid, one_line, read_grid
from normalize.headers import Column, Header, read_header_of
from normalize.thai import squeeze

SAME_HEADER = 90.0  # similarity (0 to 100) of two header texts that are the same but for a torn letter


@dataclass(frozen=True, slots=True)
class TablePart:
    """One table as printed. `goes_on` says that its rows follow those of the table before; `between` are the
    paragraphs since then; `context` is what its headings say, carried from the table before where it goes on."""

    grid: Grid
    header: Header
    between: tuple[Paragraph, ...]
    context: Context | None
    goes_on: bool
    borrowed_header: bool = False


def _same_columns(header: Header, before: Header) -> bool:
    if len(header.columns) != len(before.columns):
        return False
    pairs = list(zip(header.columns, before.columns, strict=True))
    alike = sum(column.role == other.role and _alike(column, other) for column, other in pairs)
    return alike >= max(1, len(pairs) - 1)


def _alike(column: Column, other: Column) -> bool:
    return fuzz.ratio(squeeze(column.header), squeeze(other.header)) >= SAME_HEADER


def samples_below(parts: Sequence[tuple[Grid, Header]]) -> dict[str, list[str]]:
    """Header text -> the texts below it in all tables of the report: what an ambiguous header is settled by."""
    found: dict[str, list[str]] = {}
    for grid, header in parts:
        for column in header.columns:
            texts = found.setdefault(squeeze(column.header), [])
            rows = range(header.first_data_row, len(grid.rows))
            texts.extend(
                text for row in rows if (text := grid.text(row, column.col_no - 1)) and len(grid.distinct(row)) > 1
            )
    return found


def _settle(parts: Sequence[tuple[Grid, Header]]) -> list[tuple[Grid, Header]]:
    pooled = samples_below(parts)
    return [
        (
            grid,
            resolve(header, {column.col_no: pooled.get(squeeze(column.header), []) for column in header.columns}),
        )
        for grid, header in parts
    ]


def _borrow(grid: Grid, header: Header, before: TablePart | None) -> Header | None:
    """The header of the table before for a table that prints none and has as many columns."""
    if header.rows or before is None or grid.col_count != before.grid.col_count:
        return None
    if not before.header.rows and not before.borrowed_header:
        return None
    return replace(before.header, preamble=(), rows=())


def read_tables(document: Document, framework: Framework) -> tuple[TablePart, ...]:
    """Every table of a document, in order, numbered from 1."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    grids = [as_rows(read_grid(table, number)) for number, table in enumerate(tables, start=1)]
    settled = iter(_settle([(grid, read_header_of(grid)) for grid in grids]))
    parts: list[TablePart] = []
    between: list[Paragraph] = []
    seen: set[str] = set()  # the lines before this gap: a running title is printed on each page
    for block in document.blocks:
        if isinstance(block, Paragraph):
            between.append(block)
            continue
        grid, header = next(settled)
        before = parts[-1] if parts else None
        parts.append(_part(grid, header, tuple(between), before, frozenset(seen), framework))
        seen.update(squeeze(one_line(paragraph.text)) for paragraph in between)
        between = []
    return tuple(parts)


def _part(
    grid: Grid,
    header: Header,
    between: tuple[Paragraph, ...],
    before: TablePart | None,
    seen: frozenset[str],
    framework: Framework,
) -> TablePart:
    context_before = before.context if before else None
    thin = all(parts_nothing(paragraph, seen, context_before, framework) for paragraph in between)
    heads = heading_context(between, framework)
    headed = heads is not None and only_headings(between, framework)
    borrowed = _borrow(grid, header, before) if thin or headed else None
    if borrowed is not None:
        header = borrowed
    goes_on = before is not None and thin and (borrowed is not None or _same_columns(header, before.header))
    context = heads
    if (
        heads is None
        and before is not None
        and (goes_on or (_same_columns(header, before.header) and len(between) <= 1))
    ):
        context = before.context
    return TablePart(
        grid, _codes_by_context(grid, header, context, framework), between, context, goes_on, borrowed is not None
    )


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
