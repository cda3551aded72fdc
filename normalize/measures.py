"""Measures tables to records: one measure a logical row, with its items, units, dates, codes and basis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from normalize.catalogue_years import YearChoice
from normalize.logical_rows import LogicalRow, OddRow
from normalize.measure_budget import budget_of
from normalize.measure_cells import units_of
from normalize.measure_dates import PlacedDate, dates_of, period_of, year_lent
from normalize.measure_drafts import Draft, ReportFacts, measure_text, printed_no, read_draft
from normalize.measure_findings import date_findings, odd_row_findings, other_findings
from normalize.measure_mapping import Mapped, choose_catalogue, map_row, year_findings
from normalize.odd_rows import row_text
from tidy.records import Finding, Measure, MeasureDate, MeasureItem, MeasureUnit


@dataclass(frozen=True, slots=True)
class MeasureRecords:
    """What the measures tables of one report give."""

    measures: tuple[Measure, ...] = ()
    items: tuple[MeasureItem, ...] = ()
    units: tuple[MeasureUnit, ...] = ()
    dates: tuple[MeasureDate, ...] = ()
    findings: tuple[Finding, ...] = ()


def _measure(
    draft: Draft, mapped: Mapped, dates: Sequence[PlacedDate], budget: float | None, facts: ReportFacts
) -> Measure:
    start, end = period_of(dates)
    pages = [part.grid.page for part in draft.row.parts if part.grid.page is not None]
    context = draft.row.context
    return Measure(
        measure_id=draft.measure_id,
        report_id=facts.report_id,
        seq=draft.seq,
        printed_no=printed_no(draft),
        measure=measure_text(draft),
        issue_no=context.issue_no,
        issue_name=context.issue_name,
        indicator_no=mapped.indicator_no,
        sub_indicator_code=mapped.sub_indicator,
        item_code=mapped.item_code,
        catalogue_year_be=mapped.year,
        mapping_basis=mapped.basis,
        mapping_score=mapped.score,
        period_start=start,
        period_end=end,
        budget_baht=budget,
        page_first=min(pages, default=None),
        page_last=max(pages, default=None),
        table_no=draft.row.first.grid.table_no,
        row_no=draft.row.first.printed_row,
        code_basis=mapped.code_basis,
        code_score=mapped.code_score,
    )


def _items(draft: Draft, report_id: str) -> tuple[tuple[MeasureItem, ...], tuple[tuple[int, ...], ...]]:
    """The item records of a measure, counted through within each role, and their numbers by column."""
    counts: dict[str, int] = {}
    records: list[MeasureItem] = []
    numbers: list[tuple[int, ...]] = []
    for column in draft.columns:
        given: list[int] = []
        for placed in column.items:
            counts[column.role] = counts.get(column.role, 0) + 1
            given.append(counts[column.role])
            records.append(
                MeasureItem(
                    measure_id=draft.measure_id,
                    report_id=report_id,
                    column_role=column.role,
                    item_no=counts[column.role],
                    printed_no=placed.item.printed_no,
                    text=placed.item.text,
                    raw_text=placed.item.raw_text,
                    page=placed.page,
                    table_no=placed.table_no,
                    row_no=placed.cell.cell.row_no,
                    col_no=placed.cell.cell.col_no,
                    continues_item=placed.continues,
                )
            )
        numbers.append(tuple(given))
    return tuple(records), tuple(numbers)


def _units(draft: Draft, facts: ReportFacts) -> Iterator[MeasureUnit]:
    for number, unit in enumerate(units_of(draft.columns, draft.row.first.header, facts.unit_signs), start=1):
        yield MeasureUnit(
            measure_id=draft.measure_id,
            report_id=facts.report_id,
            unit_no=number,
            unit=unit.unit,
            parent_unit=unit.parent_unit,
            unit_role=unit.unit_role,
            raw_text=unit.raw_text,
        )


def _dates(draft: Draft, dates: Sequence[PlacedDate], report_id: str) -> Iterator[MeasureDate]:
    for date in dates:
        if date.span.start is None and date.span.end is None:
            continue
        yield MeasureDate(
            measure_id=draft.measure_id,
            report_id=report_id,
            column_role=date.column_role,
            item_no=date.item_no,
            role=date.role,
            date_start=date.span.start,
            date_end=date.span.end,
            precision=date.span.precision,
            year_basis=date.span.year_basis,
            raw_text=date.span.raw,
        )


def read_measures(rows: Sequence[LogicalRow | OddRow], facts: ReportFacts) -> MeasureRecords:
    """All records of the measures tables of one report; rows that are no measures become findings."""
    drafts: list[Draft] = []
    odd: list[OddRow] = []
    for row in rows:
        if isinstance(row, OddRow):
            odd.append(row)
            continue
        draft = read_draft(row, len(drafts) + 1, facts.report_id)
        if measure_text(draft) is None and draft.code is None:  # a code that cannot be read names no measure
            odd.extend(OddRow(part.grid, part.row, row_text(part)) for part in row.parts)
        else:
            drafts.append(draft)
    choice = choose_catalogue(drafts, facts)
    year = year_lent((draft.columns for draft in drafts), facts.fiscal_year_be)
    told = MeasureRecords(findings=(*odd_row_findings(odd, facts.report_id), *year_findings(drafts, choice, facts)))
    return _joined([told, *(_records(draft, choice, facts, year) for draft in drafts)])


def _records(draft: Draft, choice: YearChoice, facts: ReportFacts, year: int | None) -> MeasureRecords:
    mapped = map_row(draft, choice, facts)
    items, numbers = _items(draft, facts.report_id)
    dates = tuple(dates_of(draft.row, draft.columns, numbers, year))
    budget, told = budget_of(draft.row, draft.columns, facts.report_id, draft.measure_id)
    return MeasureRecords(
        measures=(_measure(draft, mapped, dates, budget, facts),),
        items=items,
        units=tuple(_units(draft, facts)),
        dates=tuple(_dates(draft, dates, facts.report_id)),
        findings=(
            *draft.findings,
            *told,
            *date_findings(draft, dates, facts),
            *other_findings(draft, mapped, facts),
        ),
    )


def _joined(records: Sequence[MeasureRecords]) -> MeasureRecords:
    return MeasureRecords(
        tuple(one for record in records for one in record.measures),
        tuple(one for record in records for one in record.items),
        tuple(one for record in records for one in record.units),
        tuple(one for record in records for one in record.dates),
        tuple(one for record in records for one in record.findings),
    )
