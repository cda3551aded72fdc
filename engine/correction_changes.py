"""Corrections applied to the tables of one report, row by row, and what is told of each."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from engine.correction_columns import Value, column_of, is_same, parsed, replaced, shown
from engine.correction_keys import row_at, row_key
from engine.correction_sentences import CorrectionRefused, Sentence, applied_sentence, quoted, refused_sentence
from engine.corrections import Correction
from engine.csv_paper import day_of
from tidy.column import NamedColumn
from tidy.errors import ContractError
from tidy.records import Correction as CorrectionRecord
from tidy.records import Finding, Record
from tidy.registry import TABLES
from tidy.tables import ReportTables

PLACE = ("page", "table_no", "row_no", "col_no")


@dataclass(frozen=True, slots=True)
class Change:
    """A correction whose row, column and values are known. `row` is the row's place in its table."""

    correction: Correction
    named: NamedColumn
    row: int
    expected: Value
    value: Value

    @property
    def place(self) -> tuple[str, int]:
        return (self.correction.table, self.row)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a correction. `row` is its row, if there is one; `why` says why it was refused."""

    correction: Correction
    row: Record | None
    found: str | None
    why: Sentence | None = None


def changed(tables: ReportTables, corrections: Iterable[Correction]) -> tuple[ReportTables, tuple[Result, ...]]:
    """The tables with all corrections that can be applied, and what became of each, in order of line."""
    results: list[Result] = []
    rows: dict[tuple[str, int], list[Change]] = {}
    for correction in corrections:
        try:
            change = _change(tables, correction)
        except CorrectionRefused as refused:
            results.append(Result(correction, None, refused.standing, refused.why))
        else:
            rows.setdefault(change.place, []).append(change)
    for changes in rows.values():
        tables, of_row = _apply(tables, changes)
        results.extend(of_row)
    return tables, tuple(sorted(results, key=lambda result: result.correction.line))


def _change(tables: ReportTables, correction: Correction) -> Change:
    """The change that a correction asks for. Raises CorrectionRefused for one that nobody could apply."""
    table = correction.table
    named = column_of(table, correction.column)
    row = row_at(tables, table, correction.key)
    standing = shown(getattr(tables.rows(table)[row], named.name))
    if correction.reason is None:
        raise CorrectionRefused("no_reason", standing=standing)
    try:
        _day(correction)
    except ValueError as error:
        raise CorrectionRefused("no_day", standing=standing, trouble=str(error), when=correction.when or "") from error
    expected = parsed(table, named, correction.expected, where="expected", standing=standing)
    value = parsed(table, named, correction.value, where="value", standing=standing)
    return Change(correction, named, row, expected, value)


def _day(correction: Correction) -> datetime.date | None:
    return day_of(correction.when) if correction.when else None


def _apply(tables: ReportTables, changes: Sequence[Change]) -> tuple[ReportTables, list[Result]]:
    """All changes of one row at once, since one may need another: a score and its state. A change that cannot be
    made is left out."""
    left, refused = list(changes), []
    while left:
        try:
            corrected, results = _together(tables, left)
        except _CannotChange as error:
            left.remove(error.change)
            refused.append(error.result(tables))
        else:
            return corrected, refused + results
    return tables, refused


class _CannotChange(Exception):  # noqa: N818 - it says what became of the change
    """A change that cannot be made, and why."""

    def __init__(self, change: Change, refused: CorrectionRefused) -> None:
        super().__init__(refused.why.en)
        self.change = change
        self.refused = refused

    def result(self, tables: ReportTables) -> Result:
        row = tables.rows(self.change.correction.table)[self.change.row]
        return Result(self.change.correction, row, self.refused.standing, self.refused.why)


def _together(tables: ReportTables, changes: Sequence[Change]) -> tuple[ReportTables, list[Result]]:
    row = _row(tables, changes[0])
    values: dict[str, Value] = {}
    results = []
    for change in changes:
        name = change.named.name
        standing = values.get(name, getattr(row, name))
        _check_expected(change, standing)
        values[name] = change.value
        results.append(Result(change.correction, row, shown(standing)))
    try:
        return _with(tables, changes[0], values), results
    except ContractError as error:
        culprit = _culprit(tables, changes)
        standing = shown(getattr(row, culprit.named.name))
        refused = CorrectionRefused("against_contract", standing=standing, trouble=str(error))
        raise _CannotChange(culprit, refused) from error


def _check_expected(change: Change, standing: Value) -> None:
    said = {"table": change.correction.table, "column": change.named.name}
    found = shown(standing)
    if is_same(standing, change.value):
        raise _CannotChange(change, CorrectionRefused("needless", standing=found, found=quoted(found), **said))
    if not is_same(standing, change.expected):
        expected = quoted(change.correction.expected)
        refused = CorrectionRefused("stale", standing=found, found=quoted(found), expected=expected, **said)
        raise _CannotChange(change, refused)


def _culprit(tables: ReportTables, changes: Sequence[Change]) -> Change:
    """The change without which the others could be made; the last where there is no such one."""
    for change in changes[::-1]:
        others = {other.named.name: other.value for other in changes if other is not change}
        try:
            _with(tables, change, others)
        except ContractError:
            continue
        return change
    return changes[-1]


def _row(tables: ReportTables, change: Change) -> Record:
    return tables.rows(change.correction.table)[change.row]


def _with(tables: ReportTables, change: Change, values: dict[str, Value]) -> ReportTables:
    """The tables with new values in the row of `change`. Raises ContractError where they do not fit."""
    table, place = change.place
    rows = list(tables.rows(table))
    row: Any = rows[place]
    rows[place] = replace(row, **replaced(table, values))
    fields: Any = {table: tuple(rows)}
    return replace(tables, **fields)


def told(tables: ReportTables, results: Sequence[Result]) -> ReportTables:
    """The tables with a finding and a row of `corrections` for each result."""
    findings = (*tables.findings, *(_finding(tables, result) for result in results))
    report = replace(tables.report, finding_count=len(findings))
    records = (*tables.corrections, *(_record(tables, result) for result in results))
    return replace(tables, reports=(report,), findings=findings, corrections=records)


def _finding(tables: ReportTables, result: Result) -> Finding:
    said, row = result.correction, result.row
    key = row_key(row, tables.report) if row else said.key or None
    sentence = _sentence(result, key)
    return Finding(
        report_id=tables.report.report_id,
        code="correction_refused" if result.why else "correction_applied",
        severity="warning" if result.why else "info",
        message=sentence.en,
        message_th=sentence.th,
        table_name=said.table if said.table in TABLES else None,
        row_key=key,
        printed=result.found,
        expected=said.expected if result.why else said.value,
        **{name: getattr(row, name, None) for name in PLACE},
    )


def _sentence(result: Result, key: str | None) -> Sentence:
    said = result.correction
    if result.why:
        return refused_sentence(said.line, result.why)
    return applied_sentence(
        table=said.table,
        column=said.column,
        key=key or "",
        found=quoted(result.found),
        value=quoted(said.value),
        line=said.line,
        reason=said.reason or "",
    )


def _record(tables: ReportTables, result: Result) -> CorrectionRecord:
    said = result.correction
    try:
        day = _day(said)
    except ValueError:
        day = None
    return CorrectionRecord(
        report_id=tables.report.report_id,
        line_no=said.line,
        table_name=said.table or None,
        row_key=said.key or None,
        column_name=said.column or None,
        expected=said.expected,
        found=result.found,
        value=said.value,
        reason=said.reason,
        corrected_by=said.who,
        corrected_on=day,
        status="refused" if result.why else "applied",
        refusal=_capital(result.why.en) if result.why else None,
    )


def _capital(half: str) -> str:
    """Half a sentence as a whole one."""
    return f"{half[:1].upper()}{half[1:]}."
