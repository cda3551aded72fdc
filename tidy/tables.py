"""What one report gives: a tuple of records for each table, checked against each other."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from operator import attrgetter

from tidy.errors import ContractError
from tidy.records import (
    CellRecord,
    Correction,
    Finding,
    Measure,
    MeasureDate,
    MeasureItem,
    MeasureUnit,
    Organization,
    Paragraph,
    Record,
    Report,
    Score,
)
from tidy.registry import TABLES, Table

__all__ = ["TABLES", "ReportTables", "Source", "Table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file of the raw folder, as the `reports` table names it.

    `report_id` is the first 16 hex digits of `source_sha256`; `source_file` is relative to the raw folder,
    with `/`; `source_bytes` is its size. `source_url`, `source_published`, `source_retrieved` and `source_note` are
    what `sources.csv` says of it.
    """

    report_id: str
    source_file: str
    source_sha256: str
    source_bytes: int
    source_url: str | None = None
    source_published: datetime.date | None = None
    source_retrieved: datetime.date | None = None
    source_note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTables:
    """The rows of one report, a field a table. Raises ContractError where they do not fit together."""

    reports: tuple[Report, ...]
    organizations: tuple[Organization, ...] = ()
    scores: tuple[Score, ...] = ()
    measures: tuple[Measure, ...] = ()
    measure_items: tuple[MeasureItem, ...] = ()
    measure_units: tuple[MeasureUnit, ...] = ()
    measure_dates: tuple[MeasureDate, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    cells: tuple[CellRecord, ...] = ()
    findings: tuple[Finding, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def __post_init__(self) -> None:
        if len(self.reports) != 1:
            raise ContractError(f"one report gives one row of reports, not {len(self.reports)}")
        _check_counts(self)
        _check_references(self)

    @property
    def report(self) -> Report:
        return self.reports[0]

    def rows(self, table: str) -> tuple[Record, ...]:
        """The rows of a table by its name; none for a table that no report has (`indicators`, `files`)."""
        rows: tuple[Record, ...] = getattr(self, table, ())
        return rows


def _check_counts(tables: ReportTables) -> None:
    report = tables.report
    said = (report.score_count, report.measure_count, report.finding_count)
    are = (len(tables.scores), len(tables.measures), len(tables.findings))
    if said != are:
        raise ContractError(f"reports counts (scores, measures, findings) {said}, but there are {are}")


def _check_references(tables: ReportTables) -> None:
    """Each report_id, organization_id and measure_id must stand in its own table."""
    known: dict[str, set[str]] = {
        "reports": {tables.report.report_id},
        "organizations": {row.organization_id for row in tables.organizations},
        "measures": {row.measure_id for row in tables.measures},
    }
    for table in TABLES.values():
        for column, target in table.references.items():
            values = set(map(attrgetter(column), tables.rows(table.name))) - {None}
            if lost := values - known[target]:
                raise ContractError(f"{table.name}.{column} {min(lost)!r} is not in {target}")
