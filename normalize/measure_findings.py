"""What a careful reader should know of a measure: its dates, its numbering, its code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from normalize.cell_kinds import is_time, is_units
from normalize.findings import Place, finding
from normalize.framework import Framework, framework, nearest_framework
from normalize.labels import meaning
from normalize.logical_rows import LogicalRow, OddRow
from normalize.marked_cells import is_unread, only_marks, ticked_units
from normalize.measure_cells import MeasureColumn, role_of_sign
from normalize.measure_dates import PlacedDate
from normalize.measure_drafts import DASHES_AND_BLANKS, Draft, ReportFacts
from normalize.measure_mapping import Mapped
from normalize.numerals import to_arabic
from normalize.phrases import either
from normalize.references import find_references, indicators_named
from normalize.thai import squeeze
from tidy.records import Finding

_Tell = Callable[..., Finding]  # a finding of one measure

_NUMBER = re.compile(r"[0-9]{1,2}")
_NUMBERS = re.compile(
    rf"[0-9]{{1,2}}(?:\s*(?:[,/\-–&]|{either('range')})?\s*(?<![0-9])[0-9]{{1,2}})+"
)  # 1, 2 และ 3 (and)


def _teller(draft: Draft, report_id: str) -> _Tell:
    return partial(finding, report_id, row_key=draft.measure_id)


def _of_column(column: MeasureColumn, code: str, table: str, tell: _Tell) -> Finding:
    """What a column prints, and what its header would have there."""
    place = column.items[0].place
    return tell(code, printed=column.text, expected=column.column.header, place=place, table_name=table)


def date_findings(draft: Draft, dates: Sequence[PlacedDate], facts: ReportFacts) -> Iterator[Finding]:
    """Dates that no year can be given to, and dates of things done outside the report's period."""
    tell = partial(_teller(draft, facts.report_id), table_name="measure_dates")
    for date in dates:
        span = date.span
        if span.start is None and span.end is None:
            if span.precision == "year" and _said_beside(date, dates):
                continue  # `ต.ค. ๖๗ – ก.ย. ๖๘ (ตลอดปี)`: which year is said
            unreadable = span.year_basis == "printed" and span.precision != "year"
            yield tell("date_unreadable" if unreadable else "date_without_year", printed=span.raw, place=date.place)
        elif span.before:
            yield tell("date_before", printed=span.raw, expected=str(span.end), place=date.place)
        elif date.role == "done" and facts.period_start and facts.period_end and span.end:
            period = f"{facts.period_start} – {facts.period_end}"
            if span.end < facts.period_start or (span.start or span.end) > facts.period_end:
                yield tell("date_outside_period", printed=str(span.end), expected=period, place=date.place)
    yield from _undated(draft, dates, tell)
    yield from _late(dates, tell)


def _undated(draft: Draft, dates: Sequence[PlacedDate], tell: _Tell) -> Iterator[Finding]:
    """A time that is no date (`เดือนละ 1 ครั้ง`, once a month; `ภายใน 7 วัน`, within 7 days): it gives no period."""
    dated = {date.place.col_no for date in dates if date.column_role == "timeframe"}
    for column in draft.columns:
        place = column.items[0].place
        if column.role != "timeframe" or column.column.how == "joint" or place.col_no in dated or only_marks(column):
            continue
        if column.text.strip(DASHES_AND_BLANKS) and meaning("state", column.text) is None:
            yield _of_column(column, "time_undated", "measure_dates", tell)


def _said_beside(date: PlacedDate, dates: Sequence[PlacedDate]) -> bool:
    """Whether the same item gives a span of days that `ตลอดปี` (throughout the year) only says again."""
    same = (other for other in dates if (other.column_role, other.item_no) == (date.column_role, date.item_no))
    return any(other.span.start is not None and other.span.end is not None for other in same)


def _late(dates: Sequence[PlacedDate], tell: _Tell) -> Iterator[Finding]:
    """Done after due, where the measure names exactly one of each: with several, which belongs to which is a guess."""
    due = [date for date in dates if date.role == "due" and date.span.end]
    done = [date for date in dates if date.role == "done" and date.span.end]
    if len(due) == 1 and len(done) == 1 and done[0].span.end and due[0].span.end and done[0].span.end > due[0].span.end:
        yield tell("done_after_due", printed=str(done[0].span.end), expected=str(due[0].span.end), place=done[0].place)


def other_findings(draft: Draft, mapped: Mapped, facts: ReportFacts) -> Iterator[Finding]:
    """What else is to be told of a measure."""
    tell = _teller(draft, facts.report_id)
    for column in draft.columns:
        for odd, place in column.irregular:
            yield tell(
                "numbering_irregular",
                printed=odd.printed,
                expected=odd.expected,
                place=place,
                table_name="measure_items",
            )
    yield from _marks(draft, tell)
    yield from _signs(draft, facts, tell)
    yield from _ragged(draft, tell)
    yield from _several(draft, mapped, tell)
    yield from _misnamed(draft, tell, nearest_framework(mapped.year or facts.fiscal_year_be))
    known = framework(mapped.year) if mapped.year else None
    if draft.code is not None and known is not None and _unknown(draft.code.code, known):
        yield tell(
            "item_unknown_in_year",
            printed=draft.code.code,
            expected=str(mapped.year),
            place=draft.code_place,
            table_name="measures",
        )


def _marks(draft: Draft, tell: _Tell) -> Iterator[Finding]:
    """A sign alone where results or units are expected, that says neither."""
    for column in draft.columns:
        if is_unread(column, draft.row.first.header):
            yield _of_column(column, "mark_unread", "measure_items", tell)


def _signs(draft: Draft, facts: ReportFacts, tell: _Tell) -> Iterator[Finding]:
    """Different signs that tick the units of one measure mean different things: one that no legend explains is told."""
    header = draft.row.first.header
    ticked = [c for c in draft.columns if c.role == "responsible" and only_marks(c) and ticked_units(c, header)]
    if len({squeeze(column.text) for column in ticked}) < 2:
        return
    for column in ticked:
        if role_of_sign(column, facts.unit_signs) is None:
            yield _of_column(column, "mark_unread", "measure_units", tell)


def _misnamed(draft: Draft, tell: _Tell, known: Framework) -> Iterator[Finding]:
    """A label with one indicator's number and another one's name: the number is believed, and this told."""
    for column in draft.columns:
        for placed in column.items if column.role in ("topic", "problem") else ():
            expected = find_references(placed.item.text, known).mismatch
            if expected is not None:
                yield tell(
                    "indicator_name_mismatch",
                    printed=placed.item.text,
                    expected=expected,
                    place=placed.place,
                    table_name="measures",
                )
                return


def _several(draft: Draft, mapped: Mapped, tell: _Tell) -> Iterator[Finding]:
    """A label that names several indicators: the measure has no single one."""
    for column in draft.columns:
        named = indicators_named(column.text) if column.role in ("topic", "problem", "measure") else ()
        if column.column.role == "indicator" and _NUMBERS.fullmatch(to_arabic(column.text).strip()):
            named = tuple(_NUMBER.findall(to_arabic(column.text)))
        if mapped.indicator_no is None and len(named) > 1:
            yield tell(
                "indicator_several", printed=", ".join(named), place=column.items[0].place, table_name="measures"
            )
            return


def _ragged(draft: Draft, tell: _Tell) -> Iterator[Finding]:
    """A cell that does not fit its column, beside an empty one that it would fit: the row is perhaps short of a cell.
    Nothing is moved."""
    columns = draft.row.first.header.columns
    filled = {column.column.col_no for column in draft.columns}
    empty = {column.role for column in columns if column.col_no not in filled}
    for column in draft.columns:
        other, fitting = _MISPLACED.get(column.role, (None, None))
        if other in empty and fitting is not None and column.column.slot is None and fitting(column.text):
            yield _of_column(column, "row_ragged", "measures", tell)


_MISPLACED: Mapping[str, tuple[str, Callable[[str], bool]]] = {
    "timeframe": ("responsible", is_units),  # units where a time is expected
    "responsible": ("timeframe", is_time),
    "budget": ("responsible", is_units),
}


def _unknown(code: str, known: Framework) -> bool:
    """A code that a year's catalogue does not have, though it has others of that instrument."""
    return code not in known.entries and any(
        entry.scope == "item" and entry.code[0] == code[0] for entry in known.entries.values()
    )


def odd_row_findings(rows: Sequence[LogicalRow | OddRow], report_id: str) -> Iterator[Finding]:
    for row in rows:
        if isinstance(row, OddRow):
            place = Place(row.grid.page, row.grid.table_no, row.grid.printed_row(row.row))
            yield finding(report_id, "row_unmapped", printed=row.text, place=place, table_name="cells")
