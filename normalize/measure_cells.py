"""The cells of one measure: its items, units, dates and budget, each from its column."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from normalize.dates import DateSpan, find_dates, said_done, said_due
from normalize.findings import Place, finding
from normalize.grid import GridCell
from normalize.headers import Column
from normalize.items import Irregularity, Item, split_items
from normalize.labels import any_of
from normalize.logical_rows import LogicalRow, RowPart
from normalize.money import MoneyError, parse_baht
from normalize.references import without_continued
from normalize.thai import repair, squeeze
from normalize.units import Unit, split_units
from tidy.records import Finding

CONTRACT_ROLE = {"indicator": "topic", "issue": "topic", "instrument": "topic"}  # labels by another name
CONTRACT_ROLES = frozenset(
    (
        "ordinal",
        "item_code",
        "topic",
        "measure",
        "method",
        "responsible",
        "timeframe",
        "follow_up",
        "output",
        "outcome",
    )
) | frozenset(("target", "problem", "budget", "remark", "other"))


def contract_role(role: str | None) -> str:
    """The role that the data contract knows a column by: `other` for what it has no name for."""
    named = CONTRACT_ROLE.get(role or "", role or "other")
    return named if named in CONTRACT_ROLES else "other"


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """An item with the cell that it stands in. `continues` says that a page break cut it off the item before."""

    item: Item
    cell: GridCell
    table_no: int
    page: int | None
    continues: bool


@dataclass(frozen=True, slots=True)
class MeasureColumn:
    """All that one column says of a measure, over all printed rows of it."""

    role: str
    header: str
    items: tuple[PlacedItem, ...]
    irregular: tuple[tuple[Irregularity, Place], ...]

    @property
    def text(self) -> str:
        """The column's text on one line, numbers and all."""
        return " ".join(part for item in self.items for part in (item.item.marker_raw, item.item.text) if part)


def _cell_text(text: str) -> str:
    return repair(text).text


def _parts_of(row: LogicalRow, column: Column) -> Iterator[tuple[RowPart, GridCell]]:
    """The cells of a column, each once; a label printed again on the next page is no second text."""
    seen: list[GridCell] = []
    for part in row.parts:
        columns = [other for other in part.header.columns if other.col_no == column.col_no]
        cell = part.cell(columns[0]) if columns else None
        if cell is None or cell.empty or any(cell is other for other in seen):
            continue
        if part.goes_on and any(_repeats(cell, other) for other in seen):
            continue
        seen.append(cell)
        yield part, cell


def _repeats(cell: GridCell, earlier: GridCell) -> bool:
    plain = squeeze(without_continued(cell.text)[0])
    return plain == squeeze(without_continued(earlier.text)[0])


def read_column(row: LogicalRow, column: Column, skip_label: bool) -> MeasureColumn:
    """The items of one column of a logical row. `skip_label`: it is the label, printed again on each page."""
    placed: list[PlacedItem] = []
    irregular: list[tuple[Irregularity, Place]] = []
    for part, cell in _parts_of(row, column):
        if skip_label and part.goes_on:
            continue
        items, odd = split_items(cell.cell.lines, _cell_text)
        place = Place(part.grid.page, part.grid.table_no, cell.row_no, cell.col_no)
        irregular.extend((one, place) for one in odd)
        cut = part.goes_on and bool(placed)
        placed.extend(
            PlacedItem(
                item,
                cell,
                part.grid.table_no,
                part.grid.page,
                cut and number == 0 and item.marker_raw is None and item.printed_no is None,
            )
            for number, item in enumerate(items)
        )
    return MeasureColumn(contract_role(column.role), column.header, tuple(placed), tuple(irregular))


def read_columns(row: LogicalRow) -> tuple[MeasureColumn, ...]:
    columns = row.first.header.columns
    label = next((column for column in columns if column.role == row.label_role), None)
    found = [read_column(row, column, column is label) for column in columns]
    return tuple(column for column in found if column.items)


def _header_unit_role(header: str) -> str | None:
    """What a header says of the units below it: `หน่วยงานหลัก` (main), `หน่วยงานสนับสนุน` (support)."""
    found = [role for role in ("support", "main") if any_of("unit_role", role).search(header)]
    return found[0] if len(found) == 1 else None


def units_of(columns: Sequence[MeasureColumn]) -> tuple[Unit, ...]:
    """The responsible units of a measure, each once, in order of print; the header may say their role."""
    found: dict[tuple[str, str | None], Unit] = {}
    for column in columns:
        if column.role == "responsible":
            said = _header_unit_role(column.header)
            for unit in split_units([placed.item for placed in column.items]):
                role = unit.unit_role or said
                found.setdefault((squeeze(unit.unit), role), replace(unit, unit_role=role))  # type: ignore[arg-type]
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class PlacedDate:
    """A date said in a measure, with its role and the item that says it."""

    span: DateSpan
    role: str
    column_role: str
    item_no: int
    place: Place


def date_role(span: DateSpan, text: str, column_role: str, *, framed: bool = False) -> str:
    """`done`, `due`, `period` or `mentioned`, by the words before the date, else by its column. `framed`: the table has
    a column for the start and one for the end."""
    if said_done(text, span):
        return "done"
    if said_due(text, span):
        return "due"
    alone = not squeeze(text.replace(span.raw, ""))
    if column_role == "timeframe":
        ranged = framed or span.start != span.end or span.precision != "day"
        return "period" if ranged else "due"
    if column_role == "output" and alone and span.precision == "day":
        return "done"
    return "mentioned"


def dates_of(
    columns: Sequence[MeasureColumn], numbers: Sequence[Sequence[int]], fiscal_year: int | None
) -> Iterator[PlacedDate]:
    """Every date of a measure. `numbers` are the item numbers as written to `measure_items`, a sequence a column."""
    framed = sum(column.role == "timeframe" for column in columns) > 1
    for column, column_numbers in zip(columns, numbers, strict=True):
        if column.role in ("ordinal", "item_code"):
            continue
        for placed, number in zip(column.items, column_numbers, strict=True):
            place = Place(placed.page, placed.table_no, placed.cell.row_no, placed.cell.col_no)
            for span in find_dates(placed.item.text, fiscal_year):
                yield PlacedDate(
                    span, date_role(span, placed.item.text, column.role, framed=framed), column.role, number, place
                )


def period_of(dates: Sequence[PlacedDate]) -> tuple[datetime.date | None, datetime.date | None]:
    """First and last day that the timeframe columns give; of a due date (`ภายใน …`, by) only the end."""
    framed = [date for date in dates if date.column_role == "timeframe"]
    starts = [date.span.start for date in framed if date.span.start is not None and date.role != "due"]
    ends = [date.span.end for date in framed if date.span.end is not None]
    return (min(starts) if starts else None), (max(ends) if ends else None)


def budget_of(
    columns: Sequence[MeasureColumn], report_id: str, measure_id: str
) -> tuple[float | None, tuple[Finding, ...]]:
    """The budget in baht; a text that names no single amount is told and stays null."""
    texts = [(column.text, column.items[0]) for column in columns if column.role == "budget"]
    if len(texts) != 1:
        return None, ()
    text, first = texts[0]
    try:
        return parse_baht(text), ()
    except MoneyError as error:
        if error.unstated:
            return None, ()
        place = Place(first.page, first.table_no, first.cell.row_no, first.cell.col_no)
        told = finding(
            report_id,
            "budget_unreadable",
            printed=text,
            place=place,
            table_name="measures",
            row_key=measure_id,
        )
        return None, (told,)
