"""Measures tables to records: one measure a logical row, with its items, units, dates, codes and basis."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from normalize.catalogue_years import YearChoice, choose_year
from normalize.codes import CodeError, ItemCode, parse_item_code
from normalize.findings import Place, finding
from normalize.framework import Framework, framework, nearest_framework
from normalize.logical_rows import LogicalRow, OddRow
from normalize.markers import leading_marker
from normalize.measure_cells import (
    MeasureColumn,
    PlacedDate,
    budget_of,
    dates_of,
    period_of,
    read_columns,
    units_of,
)
from normalize.numerals import to_arabic
from normalize.references import ITEM, without_continued
from normalize.subjects import instrument_of, match_name
from tidy.records import Finding, Measure, MeasureDate, MeasureItem, MeasureUnit


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What the whole report says that its rows need: its fiscal year and period, and the years it speaks of."""

    report_id: str
    fiscal_year_be: int | None
    period_start: datetime.date | None
    period_end: datetime.date | None
    answered_years: Mapping[int, int]  # year (B.E.) -> how often it is named as the year of the result spoken of


@dataclass(frozen=True, slots=True)
class MeasureRecords:
    """What the measures tables of one report give."""

    measures: tuple[Measure, ...] = ()
    items: tuple[MeasureItem, ...] = ()
    units: tuple[MeasureUnit, ...] = ()
    dates: tuple[MeasureDate, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Draft:
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
    return Place(first.grid.page, first.grid.table_no, first.row + 1, col_no)


def _code_cell(row: LogicalRow) -> tuple[str, int] | None:
    for column in row.first.header.with_role("item_code"):
        cell = row.first.cell(column)
        if cell is not None and not cell.empty:
            return cell.text, column.col_no
    return None


def _read_code(row: LogicalRow, report_id: str, measure_id: str) -> tuple[ItemCode | None, Place, tuple[Finding, ...]]:
    """The row's item code: of its code column, else the only one that its label names."""
    cell = _code_cell(row)
    if cell is None:
        return _code_in_label(row, report_id, measure_id)
    text, col_no = cell
    place = _place(row, col_no)
    try:
        code = parse_item_code(text, row.context.instrument)
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


def _codes(text: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            f"{letter.upper()}{int(number)}" for letter, number in ITEM.findall(to_arabic(text)) if int(number)
        )
    )


def _code_in_label(
    row: LogicalRow, report_id: str, measure_id: str
) -> tuple[ItemCode | None, Place, tuple[Finding, ...]]:
    place = _place(row)
    labels = [
        cell.text
        for column in row.first.header.with_role("indicator", "topic", "measure")
        if (cell := row.first.cell(column))
    ]
    codes = tuple(dict.fromkeys(code for label in labels for code in _codes(label)))
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


def _draft(row: LogicalRow, seq: int, report_id: str) -> _Draft:
    measure_id = f"{report_id}-m{seq:03d}"
    columns = read_columns(row)
    code, place, told = _read_code(row, report_id, measure_id)
    return _Draft(row, measure_id, seq, columns, code, place, told)


def _text_of_all(columns: Sequence[MeasureColumn]) -> str:
    return " ".join(column.text for column in columns)


def _choose(drafts: Sequence[_Draft], facts: ReportFacts) -> YearChoice:
    rows = [(draft.code.code, _text_of_all(draft.columns)) for draft in drafts if draft.code is not None]
    return choose_year(rows, facts.fiscal_year_be, facts.answered_years)


def _year_findings(drafts: Sequence[_Draft], choice: YearChoice, facts: ReportFacts) -> Iterator[Finding]:
    if not any(draft.code for draft in drafts):
        return
    if choice.year is None:
        rivals = ", ".join(str(year) for year in choice.rivals) or "–"
        yield finding(facts.report_id, "catalogue_year_unsure", expected=rivals, table_name="measures")
    elif choice.year != facts.fiscal_year_be:
        printed = str(facts.fiscal_year_be or "?")
        yield finding(
            facts.report_id,
            "catalogue_year_chosen",
            printed=printed,
            expected=str(choice.year),
            table_name="measures",
        )


@dataclass(frozen=True, slots=True)
class _Mapping:
    """A row's place in the catalogue. `basis` is of the indicator, or of the issue where there is none."""

    indicator_no: int | None = None
    sub_indicator: str | None = None
    item_code: str | None = None
    year: int | None = None
    basis: str | None = None
    score: float | None = None
    code_basis: str | None = None
    code_score: float | None = None


def _named_entry(draft: _Draft, known: Framework, indicator: str | None) -> tuple[str, float] | None:
    """The sub-indicator or item whose name one line of the label is, within the indicator where that is known."""
    label = next((column for column in draft.columns if column.role in ("topic", "measure")), None)
    if label is None:
        return None
    found: dict[str, float] = {}
    for placed in label.items:
        hit = match_name(placed.item.text, known, ("sub_indicator",)) or match_name(placed.item.text, known, ("item",))
        if hit is not None and indicator in (None, str(known.entries[hit[0]].indicator_no)):
            found[hit[0]] = max(hit[1], found.get(hit[0], 0.0))
    return next(iter(found.items())) if len(found) == 1 else None


def _map(draft: _Draft, choice: YearChoice, facts: ReportFacts) -> _Mapping:
    context = draft.row.context
    own = "printed" if {"indicator", "issue"} & context.own else "carried"
    mapped = _Mapping()
    if context.indicator is not None:
        basis = "printed" if "indicator" in context.own else "carried"
        mapped = replace(mapped, indicator_no=int(context.indicator), basis=basis, score=1.0)
    elif context.issue_no is not None:
        mapped = replace(mapped, basis=own, score=1.0)
    if context.sub_indicator is not None:
        basis = "printed" if "sub_indicator" in context.own else "carried"
        mapped = replace(mapped, sub_indicator=context.sub_indicator, code_basis=basis, code_score=1.0)
    if draft.code is not None:
        return _map_item(mapped, draft.code.code, choice.year)
    return _map_name(mapped, draft, facts)


def _map_item(mapped: _Mapping, code: str, year: int | None) -> _Mapping:
    mapped = replace(mapped, item_code=code, year=year, code_basis="printed", code_score=1.0)
    entry = framework(year).entries.get(code) if year and framework(year) else None  # type: ignore[union-attr]
    if entry is None:
        return mapped
    number, parent = entry.indicator_no, entry.parent_code or ""
    if mapped.indicator_no is None and number is not None:
        mapped = replace(mapped, indicator_no=number, basis="printed", score=1.0)  # the printed code says it
    if "." in parent and mapped.sub_indicator is None and mapped.indicator_no == number:
        mapped = replace(mapped, sub_indicator=parent)
    return mapped


def _map_name(mapped: _Mapping, draft: _Draft, facts: ReportFacts) -> _Mapping:
    """Without a code: by the name of a sub-indicator or item that the label spells, in the report's own year or the
    year before."""
    indicator = str(mapped.indicator_no) if mapped.indicator_no else None
    year = facts.fiscal_year_be
    candidates = [candidate for candidate in (year, year - 1 if year else None) if candidate and framework(candidate)]
    hits = [
        (hit[1], candidate, hit[0])
        for candidate in candidates
        if (hit := _named_entry(draft, nearest_framework(candidate), indicator))
    ]
    if not hits:
        known = year if year and framework(year) and (mapped.indicator_no or draft.row.context.issue_no) else None
        return replace(mapped, year=known)
    score, best, code = max(hits, key=lambda hit: (hit[0], hit[1]))
    return _with_name(mapped, code, score, best)


def _with_name(mapped: _Mapping, code: str, score: float, year: int) -> _Mapping:
    entry = nearest_framework(year).entries[code]
    sub = code if entry.scope == "sub_indicator" else entry.parent_code if "." in (entry.parent_code or "") else None
    mapped = replace(mapped, year=year, code_basis="catalogue", code_score=score)
    mapped = replace(
        mapped, sub_indicator=mapped.sub_indicator or sub, item_code=code if entry.scope == "item" else None
    )
    if mapped.indicator_no is None and entry.indicator_no is not None:
        return replace(mapped, indicator_no=entry.indicator_no, basis="catalogue", score=score)
    return mapped


def _printed_no(draft: _Draft) -> str | None:
    """The row's own number: of its ordinal column, else the only number that its label begins with."""
    for role in ("ordinal", draft.row.label_role):
        column = next((column for column in draft.columns if column.role == role), None)
        if column is None:
            continue
        numbers = [placed.item.printed_no for placed in column.items if placed.item.printed_no]
        if role == "ordinal":
            text = to_arabic(column.text).strip().strip(".()")
            return (
                text
                if text and len(text) <= 8 and any(letter.isdigit() for letter in text)
                else (numbers[0] if numbers else None)
            )
        return numbers[0] if len(numbers) == 1 and column.items[0].item.printed_no else None
    return None


def _measure_text(draft: _Draft) -> str | None:
    column = next((column for column in draft.columns if column.role == draft.row.label_role), None)
    if draft.row.label_carried or column is None:
        text = without_continued(draft.row.label)[0]
        marker = leading_marker(text)
        return (text[marker.end :] if marker else text).strip() or None
    lead = column.items[0].item
    one = len([placed for placed in column.items if placed.item.marker_raw]) <= 1 and lead.marker_raw is not None
    text = column.text[len(lead.marker_raw) :] if one and lead.marker_raw else column.text
    return without_continued(" ".join(text.split()))[0].strip() or None


def _measure(
    draft: _Draft, mapped: _Mapping, dates: Sequence[PlacedDate], budget: float | None, facts: ReportFacts
) -> Measure:
    start, end = period_of(dates)
    pages = [part.grid.page for part in draft.row.parts if part.grid.page is not None]
    context = draft.row.context
    return Measure(
        measure_id=draft.measure_id,
        report_id=facts.report_id,
        seq=draft.seq,
        printed_no=_printed_no(draft),
        measure=_measure_text(draft),
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
        row_no=draft.row.first.row + 1,
        code_basis=mapped.code_basis,
        code_score=mapped.code_score,
    )


def _items(draft: _Draft, report_id: str) -> tuple[tuple[MeasureItem, ...], tuple[tuple[int, ...], ...]]:
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
                    row_no=placed.cell.row_no,
                    col_no=placed.cell.col_no,
                    continues_item=placed.continues,
                )
            )
        numbers.append(tuple(given))
    return tuple(records), tuple(numbers)


def _units(draft: _Draft, report_id: str) -> Iterator[MeasureUnit]:
    for number, unit in enumerate(units_of(draft.columns), start=1):
        yield MeasureUnit(
            measure_id=draft.measure_id,
            report_id=report_id,
            unit_no=number,
            unit=unit.unit,
            parent_unit=unit.parent_unit,
            unit_role=unit.unit_role,
            raw_text=unit.raw_text,
        )


def _dates(draft: _Draft, dates: Sequence[PlacedDate], report_id: str) -> Iterator[MeasureDate]:
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


def _date_findings(draft: _Draft, dates: Sequence[PlacedDate], facts: ReportFacts) -> Iterator[Finding]:
    """Dates that no year can be given to, and dates of things done outside the report's period."""
    tell = partial(finding, facts.report_id, table_name="measure_dates", row_key=draft.measure_id)
    for date in dates:
        span = date.span
        if span.start is None and span.end is None:
            yield tell("date_without_year", printed=span.raw, place=date.place)
        elif date.role == "done" and facts.period_start and facts.period_end and span.end:
            period = f"{facts.period_start} – {facts.period_end}"
            if span.end < facts.period_start or (span.start or span.end) > facts.period_end:
                yield tell("date_outside_period", printed=str(span.end), expected=period, place=date.place)
    yield from _late(draft, dates, facts.report_id)


def _late(draft: _Draft, dates: Sequence[PlacedDate], report_id: str) -> Iterator[Finding]:
    """Done after due, where the measure names exactly one of each: with several, which belongs to which is a guess."""
    due = [date for date in dates if date.role == "due" and date.span.end]
    done = [date for date in dates if date.role == "done" and date.span.end]
    if len(due) == 1 and len(done) == 1 and done[0].span.end and due[0].span.end and done[0].span.end > due[0].span.end:
        yield finding(
            report_id,
            "done_after_due",
            printed=str(done[0].span.end),
            expected=str(due[0].span.end),
            place=done[0].place,
            table_name="measure_dates",
            row_key=draft.measure_id,
        )


def _other_findings(draft: _Draft, mapped: _Mapping, report_id: str) -> Iterator[Finding]:
    for column in draft.columns:
        for odd, place in column.irregular:
            yield finding(
                report_id,
                "numbering_irregular",
                printed=odd.printed,
                expected=odd.expected,
                place=place,
                table_name="measure_items",
                row_key=draft.measure_id,
            )
    known = framework(mapped.year) if mapped.year else None
    if draft.code is not None and known is not None and draft.code.code not in known.entries:
        yield finding(
            report_id,
            "item_unknown_in_year",
            printed=draft.code.code,
            expected=str(mapped.year),
            place=draft.code_place,
            table_name="measures",
            row_key=draft.measure_id,
        )


def read_measures(rows: Sequence[LogicalRow | OddRow], facts: ReportFacts) -> MeasureRecords:
    """All records of the measures tables of one report; rows that are no measures become findings."""
    kept = [row for row in rows if isinstance(row, LogicalRow)]
    drafts = [_draft(row, seq, facts.report_id) for seq, row in enumerate(kept, start=1)]
    choice = _choose(drafts, facts)
    out = MeasureRecords(findings=tuple(_odd(rows, facts.report_id)) + tuple(_year_findings(drafts, choice, facts)))
    for draft in drafts:
        out = _joined(out, _records(draft, choice, facts))
    return out


def _odd(rows: Sequence[LogicalRow | OddRow], report_id: str) -> Iterator[Finding]:
    for row in rows:
        if isinstance(row, OddRow):
            place = Place(row.grid.page, row.grid.table_no, row.row + 1)
            yield finding(report_id, "row_unmapped", printed=row.text, place=place, table_name="cells")


def _records(draft: _Draft, choice: YearChoice, facts: ReportFacts) -> MeasureRecords:
    mapped = _map(draft, choice, facts)
    items, numbers = _items(draft, facts.report_id)
    dates = tuple(dates_of(draft.columns, numbers, facts.fiscal_year_be))
    budget, told = budget_of(draft.columns, facts.report_id, draft.measure_id)
    return MeasureRecords(
        measures=(_measure(draft, mapped, dates, budget, facts),),
        items=items,
        units=tuple(_units(draft, facts.report_id)),
        dates=tuple(_dates(draft, dates, facts.report_id)),
        findings=(
            *draft.findings,
            *told,
            *_date_findings(draft, dates, facts),
            *_other_findings(draft, mapped, facts.report_id),
        ),
    )


def _joined(one: MeasureRecords, two: MeasureRecords) -> MeasureRecords:
    return MeasureRecords(
        (*one.measures, *two.measures),
        (*one.items, *two.items),
        (*one.units, *two.units),
        (*one.dates, *two.dates),
        (*one.findings, *two.findings),
    )


__all__ = ["MeasureRecords", "ReportFacts", "instrument_of", "read_measures"]
