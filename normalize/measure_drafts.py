"""A row of a measures table as read, before the catalogue year of the report's codes is known."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from normalize.codes import CodeError, ItemCode, parse_item_code
from normalize.findings import Place, finding
from normalize.grid import GridCell
from normalize.logical_rows import LogicalRow, reaches_others
from normalize.markers import leading_marker
from normalize.measure_cells import MeasureColumn, read_columns
from normalize.numerals import to_arabic
from normalize.references import ITEM, without_continued
from normalize.unit_words import UnitRole
from tidy.records import Finding

DASHES_AND_BLANKS = " -–—.…"
HEADER_AND_ONE = 2  # rows of a form of one measure


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What the whole report says that its rows need: its fiscal year and period, and the years it speaks of."""

    report_id: str
    fiscal_year_be: int | None
    period_start: datetime.date | None
    period_end: datetime.date | None
    answered_years: Mapping[int, int]  # year (B.E.) -> how often it is named as the year of the result spoken of
    unit_signs: Mapping[str, UnitRole] = field(default_factory=dict)  # what the signs that mark units stand for


@dataclass(frozen=True, slots=True)
class Draft:
    """A row read, before the catalogue year of the report's codes is known."""

    row: LogicalRow
    measure_id: str
    seq: int
    columns: tuple[MeasureColumn, ...]
    code: ItemCode | None
    code_place: Place
    findings: tuple[Finding, ...] = field(default=())


def _place(row: LogicalRow, col_no: int | None = None) -> Place:
    first = row.first
    if first.grid.turned:
        return Place(first.grid.page, first.grid.table_no, first.printed_row)
    return Place(first.grid.page, first.grid.table_no, first.row + 1, col_no)


def _code_cell(row: LogicalRow) -> tuple[GridCell, int] | None:
    for column in row.first.header.with_role("item_code"):
        cell = row.first.cell(column)
        if cell is not None and not cell.empty:
            return cell, column.col_no
    return None


def _read_code(row: LogicalRow, report_id: str, measure_id: str) -> tuple[ItemCode | None, Place, tuple[Finding, ...]]:
    """The row's item code: of its code column, else the only one that its label names."""
    cell = _code_cell(row)
    if cell is None:
        return _code_in_label(row, report_id, measure_id)
    text, col_no = cell[0].text, cell[1]
    place = _place(row, col_no)
    try:
        if cell[0].unsure:
            raise CodeError(text)
        code = _parse_code(text, row.context.instrument)
    except CodeError:
        several = _codes(text)
        told = finding(
            report_id,
            "item_several" if len(several) > 1 else "item_unreadable",
            printed=", ".join(several) if len(several) > 1 else text,
            place=place,
            table_name="measures",
            row_key=measure_id,
        )
        return None, place, (told,)
    if not code.repaired:
        return code, place, ()
    told = finding(
        report_id,
        "code_repaired",
        printed=text,
        expected=code.code,
        place=place,
        table_name="measures",
        row_key=measure_id,
    )
    return code, place, (told,)


def _parse_code(text: str, instrument: str | None) -> ItemCode:
    """The code of a cell: the whole cell, or what it begins with (`O11 รายงานผล`) where it names no other."""
    try:
        return parse_item_code(text, instrument)
    except CodeError:
        found = ITEM.match(to_arabic(text).lstrip(" ("))
        if found is None or len(_codes(text)) != 1:
            raise
        return parse_item_code(found[0], instrument)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            f"{letter.upper()}{int(number)}" for letter, number in ITEM.findall(to_arabic(text)) if int(number)
        )
    )


def _codes_of(row: LogicalRow, *roles: str) -> tuple[str, ...]:
    """The item codes that a row's cells of these roles name, each once."""
    cells = (row.first.cell(column) for column in row.first.header.with_role(*roles))
    texts = [cell.text for cell in cells if cell is not None and not cell.unsure]
    return tuple(dict.fromkeys(code for text in texts for code in _codes(text)))


def _code_in_label(
    row: LogicalRow, report_id: str, measure_id: str
) -> tuple[ItemCode | None, Place, tuple[Finding, ...]]:
    place = _place(row)
    codes = _codes_of(row, "indicator", "topic", "measure")
    if not codes and not row.first.header.with_role("indicator", "topic"):
        codes = _codes_of(row, "problem")
    if len(codes) == 1:
        return ItemCode(codes[0], codes[0], repaired=False), place, ()
    if len(codes) > 1:
        told = finding(
            report_id,
            "item_several",
            printed=", ".join(codes),
            place=place,
            table_name="measures",
            row_key=measure_id,
        )
        return None, place, (told,)
    return None, place, ()


def read_draft(row: LogicalRow, seq: int, report_id: str) -> Draft:
    measure_id = f"{report_id}-m{seq:03d}"
    columns = read_columns(row)
    code, place, told = _read_code(row, report_id, measure_id)
    return Draft(row, measure_id, seq, columns, code, place, told)


def text_of_all(columns: Sequence[MeasureColumn]) -> str:
    return " ".join(column.text for column in columns)


def printed_no(draft: Draft) -> str | None:
    """The row's own number: of its ordinal column, else the only number that its label begins with."""
    for role in ("ordinal", draft.row.label_role):
        column = next((column for column in draft.columns if column.role == role), None)
        if column is None:
            continue
        numbers = [placed.item.printed_no for placed in column.items if placed.item.printed_no]
        if role == "ordinal" and reaches_others(draft.row, column.items[0].cell) and _label_number(draft):
            continue
        if role == "ordinal":
            text = to_arabic(column.text).strip().strip(".()")
            return (
                text
                if text and len(text) <= 8 and any(letter.isdigit() for letter in text)
                else (numbers[0] if numbers else None)
            )
        own = numbers[0] if len(numbers) == 1 and column.items[0].item.printed_no else None
        return own or _number_in_label(draft, column)
    return None


def _number_in_label(draft: Draft, column: MeasureColumn) -> str | None:
    """The number that a form of one measure prints in the label beside it: `มาตรการที่ ๑`, `1.1 มาตรการ`."""
    grid = draft.row.first.grid
    head = grid.at(0, column.column.col_no - 1)
    if not grid.turned or head is None or len(grid.rows) > HEADER_AND_ONE or head.cell not in grid.source.cells:
        return None
    ink = to_arabic(head.cell.raw_text).strip(" .:()")
    hit = _LAST_NUMBER.search(ink)
    marker = leading_marker(ink)
    return hit[1] if hit else marker.number if marker else None


_LAST_NUMBER = re.compile(r"ที่\s*(\d{1,2}(?:\.\d{1,2})*)$")


def _label_number(draft: Draft) -> bool:
    label = next((column for column in draft.columns if column.role == draft.row.label_role), None)
    return label is not None and label.items[0].item.printed_no is not None


def measure_text(draft: Draft) -> str | None:
    column = next((column for column in draft.columns if column.role == draft.row.label_role), None)
    if draft.row.label_carried or column is None:
        text = without_continued(draft.row.label)[0]
        marker = leading_marker(text)
        return _said((text[marker.end :] if marker else text).strip())
    lead = column.items[0].item
    one = len([placed for placed in column.items if placed.item.marker_raw]) <= 1 and lead.marker_raw is not None
    text = column.text[len(lead.marker_raw) :] if one and lead.marker_raw else column.text
    return _said(without_continued(" ".join(text.split()))[0].strip())


def _said(text: str) -> str | None:
    """A text that says something: a dash alone names no measure."""
    return text if text.strip(DASHES_AND_BLANKS) else None
