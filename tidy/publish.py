"""Write all tables and `datapackage.json` to the clean folder, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tidy.datapackage import datapackage
from tidy.errors import ContractError, UsageError
from tidy.ordering import ordered
from tidy.parquet import YEAR, Part, ReportYears, has_year, write_partitioned, write_single
from tidy.records import Record, Report
from tidy.registry import TABLES, Table
from tidy.staging import put, stage

DATAPACKAGE = "datapackage.json"
PARTITION_COLUMNS = (YEAR,)


@dataclass(frozen=True, slots=True)
class Published:
    """Where the tables are and how many rows each has; `changed` names what is not as it was before."""

    folder: Path
    rows: Mapping[str, int]
    changed: tuple[str, ...]


def publish(
    tables: Mapping[str, Sequence[Record]],
    folder: Path,
    *,
    partition_by: str | None = None,
    version: str = "0",
) -> Published:
    """Write every table of the contract to `folder`; a table that is not in `tables` is written without rows.

    The rows are sorted here. `partition_by` may be `fiscal_year_be`: then each table that has a year, or a
    report that has one, becomes a Hive-partitioned folder. What already stands there unchanged is left
    alone.

    Raises ContractError for an unknown table, two rows of one key, or a row of an unknown report;
    UsageError for a column that tables cannot be parted by; OSError where the folder cannot be written.
    """
    if unknown := tables.keys() - TABLES.keys():
        raise ContractError(f"the data contract has no table {min(unknown)}")
    if partition_by not in {None, *PARTITION_COLUMNS}:
        raise UsageError(f"Tables cannot be partitioned by {partition_by}; use {PARTITION_COLUMNS[0]}.")
    rows = {name: ordered(table, tables.get(name, ())) for name, table in TABLES.items()}
    years = _report_years(rows["reports"]) if partition_by else None
    with stage(folder) as staged:
        parts = {name: _write(table, rows[name], staged, years) for name, table in TABLES.items()}
        (staged / DATAPACKAGE).write_text(datapackage(parts, version), encoding="utf-8")
        names = [*(f"{name}.parquet" for name in TABLES), DATAPACKAGE]
        changed = tuple(name for name in names if put(staged / name, folder / name))
    return Published(folder, {name: len(of_table) for name, of_table in rows.items()}, changed)


def _report_years(reports: Sequence[Record]) -> ReportYears:
    return {row.report_id: row.fiscal_year_be for row in reports if isinstance(row, Report)}


def _write(table: Table, rows: Sequence[Record], folder: Path, years: ReportYears | None) -> tuple[Part, ...]:
    if years is None or not has_year(table):
        return write_single(table, rows, folder)
    return write_partitioned(table, rows, folder, years)
