"""A table's writer: one Parquet file, or a Hive-partitioned folder with a file a fiscal year."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tidy.parquet import FileWriter, Part
from tidy.registry import Table
from tidy.schemas import arrow_schema

NULL_PARTITION = "__HIVE_DEFAULT_PARTITION__"  # Hive's own word for a partition without a value
YEAR = "fiscal_year_be"


class TableWriter(Protocol):
    """Takes a table's rows in their order, each batch of one report or of none, and gives its files."""

    def append(self, batch: pa.RecordBatch, report_year: int | None) -> None: ...

    def close(self) -> tuple[Part, ...]: ...

    def abandon(self) -> None: ...


class SingleFile:
    """Writes `folder/<table>.parquet`."""

    def __init__(self, table: Table, folder: Path) -> None:
        self._file = FileWriter(folder, f"{table.name}.parquet", arrow_schema(table.name))

    def append(self, batch: pa.RecordBatch, report_year: int | None) -> None:  # noqa: ARG002 - a file has no year
        self._file.append(batch)

    def close(self) -> tuple[Part, ...]:
        return (self._file.close(),)

    def abandon(self) -> None:
        self._file.abandon()


class FolderOfYears:
    """Writes `folder/<table>.parquet/fiscal_year_be=<year>/part-0.parquet`, a folder a year.

    A table without a year of its own takes its report's. The year then stands in the folder's name and not in
    the file. Where no row has a year there is one file, not partitioned, because no reader can tell the type
    of a year from folders that name none.
    """

    def __init__(self, table: Table, folder: Path) -> None:
        self._table = table
        self._folder = folder
        self._schema = arrow_schema(table.name)
        self._own_year = YEAR in self._schema.names
        self._bare = self._schema.remove(self._schema.get_field_index(YEAR)) if self._own_year else self._schema
        self._years: dict[int | None, FileWriter] = {}

    def append(self, batch: pa.RecordBatch, report_year: int | None) -> None:
        if not self._own_year:
            self._of(report_year).append(batch)
            return
        years, rest = batch.column(YEAR), batch.drop_columns([YEAR])
        for year in pc.unique(years).to_pylist():
            rows = pc.is_null(years) if year is None else pc.equal(years, year)
            self._of(year).append(rest.filter(rows))

    def close(self) -> tuple[Part, ...]:
        if not self._years.keys() - {None}:
            return (self._close_without_years(),)
        order = sorted(self._years, key=lambda year: (year is None, year or 0))
        return tuple(self._years[year].close() for year in order)

    def abandon(self) -> None:
        for file in self._years.values():
            file.abandon()

    def _of(self, year: int | None) -> FileWriter:
        if year not in self._years:
            name = f"{self._table.name}.parquet/{YEAR}={NULL_PARTITION if year is None else year}/part-0.parquet"
            self._years[year] = FileWriter(self._folder, name, self._bare)
        return self._years[year]

    def _close_without_years(self) -> Part:
        """One file with a year that is null in every row, made of the file of the rows without a year."""
        schema = self._schema if self._own_year else self._bare.append(pa.field(YEAR, pa.int16()))
        whole = FileWriter(self._folder, f"{self._table.name}.parquet/part-0.parquet", schema)
        if None not in self._years:
            return whole.close()
        part = self._years[None].close()
        path = self._folder / part.path
        try:
            for batch in _batches(path):
                whole.append(_with_null_year(batch, schema))
            return whole.close()
        finally:
            whole.abandon()
            path.unlink()
            path.parent.rmdir()


def _batches(path: Path) -> Iterator[pa.RecordBatch]:
    with pq.ParquetFile(path) as file:
        yield from file.iter_batches()


def _with_null_year(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    nulls = pa.nulls(batch.num_rows, pa.int16())
    columns = [nulls if name == YEAR else batch.column(name) for name in schema.names]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def table_writer(table: Table, folder: Path, *, parted: bool) -> TableWriter:
    """The writer of a table; `parted` by year if it has one."""
    return FolderOfYears(table, folder) if parted and has_year(table) else SingleFile(table, folder)


def has_year(table: Table) -> bool:
    """A table about reports has a year to part it by; `organizations` and `files` have none."""
    names = table.column_names
    return YEAR in names or ("report_id" in names and table.name != "files")
