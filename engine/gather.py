"""The tables of all reports put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.stages import catalogue_rows
from tidy.column import columns_of
from tidy.records import File, Indicator, Organization, Record
from tidy.registry import TABLES
from tidy.tables import ReportTables


def gather(reports: Sequence[ReportTables], files: Iterable[File]) -> dict[str, Sequence[Record]]:
    """All rows by table: the reports' own, one an organisation, the catalogue that they use, the files."""
    rows: dict[str, Sequence[Record]] = {
        name: [row for report in reports for row in report.rows(name)] for name in TABLES
    }
    rows["organizations"] = one_each(reports)
    rows["indicators"] = used_catalogue(reports)
    rows["files"] = list(files)
    return rows


def one_each(reports: Iterable[ReportTables]) -> list[Organization]:
    """One row an organisation: of several the one that knows most, then that of the first report_id."""
    best: dict[str, Organization] = {}
    for report in sorted(reports, key=lambda tables: tables.report.report_id):
        for row in report.organizations:
            kept = best.setdefault(row.organization_id, row)
            if _known(row) > _known(kept):
                best[row.organization_id] = row
    return list(best.values())


def _known(row: Organization) -> int:
    return sum(getattr(row, named.name) is not None for named in columns_of(Organization))


def used_catalogue(reports: Iterable[ReportTables]) -> tuple[Indicator, ...]:
    """The catalogue of every fiscal year that a measure or a score was mapped to."""
    years: set[int | None] = set()
    for report in reports:
        years |= {row.catalogue_year_be for row in report.measures}
        years |= {row.fiscal_year_be for row in report.scores}
    known = sorted(year for year in years if year is not None)
    return catalogue_rows(known) if known else ()
