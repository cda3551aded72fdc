"""Write all tables and `datapackage.json` to the clean folder, all together or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path

import pyarrow as pa

from tidy.column import values_of
from tidy.datapackage import datapackage
from tidy.edition_writer import NewEdition, new_edition
from tidy.errors import ContractError, UsageError
from tidy.fragments import Fragment, decode
from tidy.ordering import ordered
from tidy.partitions import YEAR, TableWriter, table_writer
from tidy.records import File, Indicator, Organization, Record
from tidy.registry import TABLES
from tidy.schemas import arrow_batch, arrow_schema
from tidy.tables import Source

DATAPACKAGE = "datapackage.json"
PARTITION_COLUMNS = (YEAR,)
NAMES = (*(f"{name}.parquet" for name in TABLES), DATAPACKAGE)
# What a row of `reports` says of its file, and where: of the file as it is now, whatever it was when it was read.
_OF_SOURCE = {said.name for said in fields(Source)}
SOURCE_COLUMNS = {name: at for at, name in enumerate(TABLES["reports"].column_names) if name in _OF_SOURCE}

ROWS_AT_ONCE = 1024

Writers = Mapping[str, TableWriter]
Catalogue = Callable[[Sequence[int]], Sequence[Indicator]]


@dataclass(frozen=True, slots=True)
class Published:
    """Where the tables are and how many rows each has; `changed` names what is not as it was before."""

    folder: Path
    rows: Mapping[str, int]
    changed: tuple[str, ...]


def publish_stream(
    fragments: Iterable[tuple[Source, bytes]],
    files: Sequence[File],
    folder: Path,
    *,
    catalogue: Catalogue,
    partition_by: str | None = None,
    version: str = "0",
) -> Published:
    """Write every table of the contract to `folder`; memory does not grow with the number of reports.

    `fragments` are each report's rows (`tidy.fragments.encode`) in ascending order of report_id, one at a time, each
    with its file as it is named now: those columns of `reports` are taken from there. `files` is that table.
    `catalogue` gives the rows of `indicators` for the fiscal years (B.E.) in use. With `partition_by`
    `fiscal_year_be` each table that has a year, or a report that has one, becomes a Hive-partitioned folder. What
    already stands there unchanged is left alone.

    Raises ContractError for reports out of order or twice, two rows of one key, a row of an unknown report;
    UsageError for a column that tables cannot be parted by; OSError where the folder cannot be written: then, and
    whatever else goes wrong, the tables are as they were before.
    """
    _check_partition(partition_by)
    with new_edition(folder, NAMES) as edition, _writers(edition.path, parted=bool(partition_by)) as writers:
        awaited = {file.report_id for file in files if file.report_id}
        _write(_Reports(writers, awaited), fragments, files, catalogue)
        return _finish(edition, writers, version)


def _check_partition(partition_by: str | None) -> None:
    if partition_by not in {None, *PARTITION_COLUMNS}:
        raise UsageError(f"Tables cannot be partitioned by {partition_by}; use {PARTITION_COLUMNS[0]}.")


@contextmanager
def _writers(folder: Path, *, parted: bool) -> Iterator[Writers]:
    writers = {name: table_writer(table, folder, parted=parted) for name, table in TABLES.items()}
    try:
        yield writers
    finally:
        for writer in writers.values():
            writer.abandon()


def _finish(edition: NewEdition, writers: Writers, version: str) -> Published:
    parts = {name: writer.close() for name, writer in writers.items()}
    (edition.path / DATAPACKAGE).write_text(datapackage(parts, version), encoding="utf-8")
    changed = edition.publish()
    return Published(edition.folder, {name: sum(part.rows for part in parts[name]) for name in parts}, changed)


@dataclass(slots=True)
class _Reports:
    """What has to be remembered of all reports while their rows are written: a row an organisation, and which reports
    of `files` did not come yet."""

    writers: Writers
    awaited: set[str]
    last: str = ""
    years: set[int] = field(default_factory=set)
    organizations: dict[str, Organization] = field(default_factory=dict)

    def add(self, source: Source, fragment: Fragment) -> None:
        _check_fragment(source, fragment, self.last)
        self.awaited.discard(source.report_id)
        self.last = source.report_id
        self.years.update(fragment.years)
        report = _of_source(fragment.tables["reports"], source)
        report_year = report.column(YEAR)[0].as_py()
        for name, batch in fragment.tables.items():
            if name == "organizations":
                self._know(batch)
            else:
                self.writers[name].append(report if name == "reports" else batch, report_year)

    def _know(self, batch: pa.RecordBatch) -> None:
        """One row an organisation: of several the one that knows most, then that of the first report_id."""
        for values in batch.to_pylist():
            row = Organization(**values)
            kept = self.organizations.setdefault(row.organization_id, row)
            if _known(row) > _known(kept):
                self.organizations[row.organization_id] = row


def _write(reports: _Reports, fragments: Iterable[tuple[Source, bytes]], files: Sequence[File], of: Catalogue) -> None:
    for source, data in fragments:
        reports.add(source, decode(data))
    if reports.awaited:
        raise ContractError(f"files has a row of the unknown report {min(reports.awaited)!r}")
    _append(reports.writers, "organizations", tuple(reports.organizations.values()))
    _append(reports.writers, "indicators", of(sorted(reports.years)) if reports.years else ())
    _append(reports.writers, "files", files)


def _append(writers: Writers, name: str, rows: Sequence[Record]) -> None:
    """Some at a time: their values are all there twice meanwhile."""
    table, in_order = TABLES[name], ordered(TABLES[name], rows)
    for start in range(0, len(in_order), ROWS_AT_ONCE):
        writers[name].append(arrow_batch(table, in_order[start : start + ROWS_AT_ONCE]), None)


def _check_fragment(source: Source, fragment: Fragment, last: str) -> None:
    if fragment.report_id != source.report_id:
        raise ContractError(f"the rows of the report {fragment.report_id} came as those of {source.report_id}")
    if fragment.report_id == last:
        raise ContractError(f"reports has two rows with the key {last!r}")
    if fragment.report_id < last:
        raise ContractError(f"the report {fragment.report_id} came behind {last}, out of order")


def _of_source(report: pa.RecordBatch, source: Source) -> pa.RecordBatch:
    columns = report.columns
    for name, place in SOURCE_COLUMNS.items():
        columns[place] = pa.array([getattr(source, name)], columns[place].type)
    return pa.RecordBatch.from_arrays(columns, schema=arrow_schema("reports"))


def _known(row: Organization) -> int:
    return sum(value is not None for value in values_of(Organization)(row))
