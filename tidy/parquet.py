"""Parquet files of one table: a single file or a Hive-partitioned folder. Same rows, same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tidy.errors import ContractError
from tidy.records import Record
from tidy.registry import Table
from tidy.schemas import arrow_table

# Fixed, so that neither the machine nor the order of reading can show in the bytes.
ROW_GROUP_ROWS = 65_536
ZSTD_LEVEL = 6
NULL_PARTITION = "__HIVE_DEFAULT_PARTITION__"  # Hive's own word for a partition without a value
YEAR = "fiscal_year_be"

ReportYears = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Part:
    """One Parquet file: its path relative to the clean folder, with `/`, and what is in it."""

    path: str
    bytes: int
    sha256: str
    rows: int


def write_single(table: Table, rows: Sequence[Record], folder: Path) -> tuple[Part, ...]:
    """Write `folder/<table>.parquet`."""
    return (_write(arrow_table(table, rows), folder, f"{table.name}.parquet"),)


def write_partitioned(table: Table, rows: Sequence[Record], folder: Path, years: ReportYears) -> tuple[Part, ...]:
    """Write `folder/<table>.parquet/fiscal_year_be=<year>/part-0.parquet`, a folder a year.

    A table without a year of its own takes its report's (`years`). The year then stands in the folder's
    name and not in the file. Where no row has a year there is one file, not partitioned, because no reader
    can tell the type of a year from folders that name none.
    """
    arrow, keys = arrow_table(table, rows), _years(table, rows, years)
    base = f"{table.name}.parquet"
    if all(key is None for key in keys):
        return (_write(_with_year(arrow, keys), folder, f"{base}/part-0.parquet"),)
    return tuple(
        _write(part, folder, f"{base}/{YEAR}={NULL_PARTITION if year is None else year}/part-0.parquet")
        for year, part in _split(arrow, keys)
    )


def has_year(table: Table) -> bool:
    """A table about reports has a year to part it by; `organizations` and `files` have none."""
    names = table.column_names
    return YEAR in names or ("report_id" in names and table.name != "files")


def _years(table: Table, rows: Sequence[Record], years: ReportYears) -> list[int | None]:
    if YEAR in table.column_names:
        return [getattr(row, YEAR) for row in rows]
    try:
        return [years[getattr(row, "report_id")] for row in rows]  # noqa: B009 - not every record has it
    except KeyError as error:
        raise ContractError(f"{table.name} has a row of the unknown report {error}") from None


def _with_year(arrow: pa.Table, keys: list[int | None]) -> pa.Table:
    if YEAR in arrow.column_names:
        return arrow
    return arrow.append_column(pa.field(YEAR, pa.int16()), pa.array(keys, pa.int16()))


def _split(arrow: pa.Table, keys: list[int | None]) -> Iterator[tuple[int | None, pa.Table]]:
    column = pa.array(keys, pa.int16())
    bare = arrow.drop_columns([YEAR]) if YEAR in arrow.column_names else arrow
    for year in sorted({key for key in keys if key is not None}):
        yield year, bare.filter(pc.equal(column, year))
    if column.null_count:
        yield None, bare.filter(pc.is_null(column))


def _write(arrow: pa.Table, folder: Path, name: str) -> Part:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(
        arrow.combine_chunks(),
        path,
        compression="zstd",
        compression_level=ZSTD_LEVEL,
        row_group_size=ROW_GROUP_ROWS,
    )
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Part(name, path.stat().st_size, digest, arrow.num_rows)
