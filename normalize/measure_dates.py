"""The dates of one measure: those that its cells say, those that marks under months say, and the period they make."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from normalize.dates import DateSpan, find_dates, said_done, said_due
from normalize.dates_calendar import fiscal_year_of
from normalize.findings import Place
from normalize.gantt import is_mark, slot_span
from normalize.headers import Column
from normalize.labels import meaning, meanings_in
from normalize.logical_rows import LogicalRow, RowPart
from normalize.measure_cells import MeasureColumn, PlacedItem
from normalize.thai import squeeze

Edge = Literal["start", "end", "on"]
A_MONTH = 31  # days: what is longer is a time of its own, whichever column it stands in


@dataclass(frozen=True, slots=True)
class PlacedDate:
    """A date said in a measure, with its role and the item that says it. `edge`: it stands in the column of first days,
    in that of last days, or in one of days on which a thing is done. `actual`: it is marked in the row of what was
    done, below that of what was planned."""

    span: DateSpan
    role: str
    column_role: str
    item_no: int
    place: Place
    edge: Edge | None = None
    actual: bool = False


def date_role(span: DateSpan, text: str, column_role: str, *, edge: Edge | None = None, framed: bool = False) -> str:
    """`done`, `due`, `period` or `mentioned`, by the words before the date, else by its column. `framed`: the table has
    several columns of time, or one of days on which a thing begins or is done; a day in the one of last days (`edge`
    is `end`) is due."""
    if said_done(text, span):
        return "done"
    if said_due(text, span):
        return "due"
    alone = not squeeze(text.replace(span.raw, ""))
    one_day = span.start == span.end and span.precision == "day"
    if column_role == "timeframe":
        return "due" if one_day and (edge == "end" or not framed) else "period"
    if column_role == "output" and alone and span.precision == "day":
        return "done"
    return "mentioned"


def _edges(row: LogicalRow) -> dict[int, Edge | None]:
    """Column number -> whether it holds first or last days, of the columns of time that are no months."""
    columns = [column for column in row.first.header.with_role("timeframe") if column.slot is None]
    found = {column.col_no: _edge(column) for column in columns}
    if len(found) == 1:
        return (
            found  # of a month under `กำหนดแล้วเสร็จ` (to be done by) only the end is said, under เริ่ม (begins) the start
        )
    both = sorted(edge for edge in found.values() if edge) == ["end", "start"]
    return {number: edge if both else None for number, edge in found.items()}


def _edge(column: Column) -> Edge | None:
    leaf = column.path[-1] if column.path else ""
    found = meanings_in("frame", leaf)
    return next((edge for edge in get_args(Edge) if found == {edge}), None)


def year_lent(measures: Iterable[Sequence[MeasureColumn]], fiscal_year: int | None) -> int | None:
    """The fiscal year (B.E.) of months, and of `ตลอดปีงบประมาณ` (all the fiscal year), that print none.

    It is the report's, unless all years printed in the columns of time speak of another: measures that mend a year's
    result are those of a later one. Where they speak of several, or only once, it is not known.
    """
    printed = [year for columns in measures for year in _years_printed(columns)]
    if not printed or fiscal_year is None or fiscal_year in printed:
        return fiscal_year
    return printed[0] if len(printed) > 1 and len(set(printed)) == 1 else None


def _years_printed(columns: Sequence[MeasureColumn]) -> Iterator[int]:
    for column in columns:
        for placed in column.items if column.role == "timeframe" else ():
            for span in find_dates(placed.item.text):
                if span.year_basis == "printed" and not placed.cell.unsure:
                    yield from {fiscal_year_of(day) for day in (span.start, span.end) if day is not None}


def dates_of(
    row: LogicalRow, columns: Sequence[MeasureColumn], numbers: Sequence[Sequence[int]], fiscal_year: int | None
) -> Iterator[PlacedDate]:
    """Every date of a measure. `numbers` are the item numbers as written to `measure_items`, a sequence a column."""
    edges = _edges(row)
    for column, column_numbers in zip(columns, numbers, strict=True):
        if column.role in ("ordinal", "item_code"):
            continue
        edge = edges.get(column.column.col_no) if column.role == "timeframe" else None
        for placed, number in zip(column.items, column_numbers, strict=True):
            marked = _marked(row, column, placed, fiscal_year)
            if marked is not None:
                actual = _is_actual(row, column.column, placed)
                role = "done" if actual else "period"
                yield PlacedDate(marked, role, column.role, number, placed.place, actual=actual)
                continue
            text = placed.item.text
            for found in find_dates(text, fiscal_year):
                if column.role == "responsible" and not any(letter.isdigit() for letter in found.raw):
                    continue  # กค. is the finance division, and no July
                span = replace(found, start=None, end=None) if placed.cell.unsure else found
                role = date_role(span, text, column.role, edge=edge, framed=len(edges) > 1 or edge in ("start", "on"))
                yield PlacedDate(span, role, column.role, number, placed.place, edge)


def _marked(row: LogicalRow, column: MeasureColumn, placed: PlacedItem, fiscal_year: int | None) -> DateSpan | None:
    """The time that a mark under a month stands for: of all months that its cell is merged over."""
    if column.column.slot is None or not (is_mark(placed.item.text) or placed.cell.col_span > 1):
        return None
    covered = range(placed.cell.col_no, placed.cell.col_no + placed.cell.col_span)
    spans = [
        slot_span(other.slot, fiscal_year)
        for other in row.first.header.columns
        if other.slot is not None and other.col_no in covered
    ]
    first, last = spans[0], spans[-1]
    if first is last:
        return first
    return replace(first, end=last.end if first.start else None, raw=f"{first.raw} - {last.raw}")


def _is_actual(row: LogicalRow, column: Column, placed: PlacedItem) -> bool:
    """Whether a mark stands in a row or column ผล (actual) of a measure that has one of แผน (plan) too."""
    if column.path and meaning("plan_row", column.path[-1]) == "actual":
        return any(meaning("plan_row", c.path[-1]) == "plan" for c in row.first.header.columns if c.slot and c.path)
    kinds = {(part.grid.table_no, part.row + 1): _plan_row(part) for part in row.parts}
    own = kinds.get((placed.table_no, placed.cell.row_no))
    return own == "actual" and "plan" in kinds.values()


def _plan_row(part: RowPart) -> str | None:
    found = {meaning("plan_row", cell.text) for cell in part.grid.distinct(part.row) if cell.row_no == part.row + 1}
    return next(iter(found - {None}), None) if len(found - {None}) == 1 else None


def period_of(dates: Sequence[PlacedDate]) -> tuple[datetime.date | None, datetime.date | None]:
    """First and last day that the timeframe columns give; of a due date (`ภายใน …`, by) only the end, and of a column
    of first or last days only that."""
    framed = [date for date in dates if date.column_role == "timeframe" and not date.actual]
    starts = [
        date.span.start
        for date in framed
        if date.span.start is not None and date.role != "due" and (date.edge != "end" or _is_wide(date.span))
    ]
    ends = [
        date.span.end for date in framed if date.span.end is not None and (date.edge != "start" or _is_wide(date.span))
    ]
    return (min(starts) if starts else None), (max(ends) if ends else None)


def _is_wide(span: DateSpan) -> bool:
    return span.start is not None and span.end is not None and (span.end - span.start).days >= A_MONTH
