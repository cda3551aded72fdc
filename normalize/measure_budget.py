"""The budget of one measure, from the column that says what money was set aside for it."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.findings import finding
from normalize.headers import Column
from normalize.labels import any_of
from normalize.logical_rows import LogicalRow, reaches_others
from normalize.measure_cells import MeasureColumn
from normalize.money import MoneyError, header_scale, is_total, parse_baht
from tidy.records import Finding


def _part(column: Column) -> str:
    """`set`, `spent`, `source` (where the money comes from), or nothing where the header says none or several."""
    found = [part for part in ("set", "spent", "source") if any_of("budget_part", part).search(column.header)]
    return found[0] if len(found) == 1 else ""


def _column(row: LogicalRow) -> Sequence[Column]:
    """The one column that holds the budget, or all those that may. A column that names the budget with another thing
    (ระยะเวลา/งบประมาณ, time and budget) counts where no other does."""
    columns = row.first.header.with_role("budget")
    joint = tuple(c for c in row.first.header.columns if c.how == "joint" and "budget" in c.others)
    if len(columns) <= 1:
        return columns or joint
    columns = tuple(column for column in columns if _part(column) != "source") or columns
    totals = [column for column in columns if len(column.path) > 1 and is_total(column.path[-1])]
    if len(totals) == 1:
        return totals  # รวม (in all) behind the money of each quarter
    for chosen in (
        [column for column in columns if _part(column) == "set"],
        [column for column in columns if _part(column) != "spent"],
    ):
        if len(chosen) == 1:
            return chosen
    return columns


def _has_digit(text: str) -> bool:
    """Whether a text may name an amount; one that does not says where the money comes from."""
    return any(letter.isdigit() for letter in text)


def budget_of(
    row: LogicalRow, columns: Sequence[MeasureColumn], report_id: str, measure_id: str
) -> tuple[float | None, tuple[Finding, ...]]:
    """The budget in baht; a text that names no single amount is told and stays null."""
    candidates = {column.col_no for column in _column(row)}
    cells = [column for column in columns if column.column.col_no in candidates and column.column.how != "group"]
    amounts: list[float] = []
    unread = []
    for cell in cells:
        if any(placed.cell.unsure for placed in cell.items):
            unread.append(cell)
            continue
        try:
            amounts.append(parse_baht(cell.lines, header_scale(cell.column.header)))
        except MoneyError as error:
            if not error.unstated and (len(cells) == 1 or _has_digit(cell.text)):
                unread.append(cell)
    if len(amounts) == 1 and not unread:
        return amounts[0], _shared(row, cells, amounts[0], report_id, measure_id)
    if not amounts and not unread:
        return None, ()
    told = finding(
        report_id,
        "budget_unreadable",
        printed=" | ".join(cell.text for cell in cells),
        place=cells[0].items[0].place,
        table_name="measures",
        row_key=measure_id,
    )
    return None, (told,)


def _shared(
    row: LogicalRow, cells: Sequence[MeasureColumn], amount: float, report_id: str, measure_id: str
) -> tuple[Finding, ...]:
    """An amount in a cell that is merged over further measures: it is that of all of them together."""
    for column in cells:
        first = column.items[0]
        if amount > 0 and reaches_others(row, first.cell):
            return (
                finding(
                    report_id,
                    "budget_shared",
                    printed=column.text,
                    place=first.place,
                    table_name="measures",
                    row_key=measure_id,
                ),
            )
    return ()
