"""Rows that are written while they come: the same bytes however they come, and no more of them held than needed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidy import parquet
from tidy.parquet import FileWriter, Part
from tidy.partitions import YEAR, FolderOfYears
from tidy.registry import TABLES
from tidy.schemas import arrow_schema

SCHEMA = pa.schema([pa.field("number", pa.int32(), nullable=False), pa.field("text", pa.string())])
RANDOM = random.Random(1)
ROWS = pa.table(
    {
        "number": range(5000),
        "text": [None if RANDOM.random() < 0.1 else "ก" * RANDOM.randrange(40) for _ in range(5000)],
    },
    schema=SCHEMA,
)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Row groups and blocks of a size that five thousand rows fill."""
    monkeypatch.setattr(parquet, "ROW_GROUP_ROWS", 700)
    monkeypatch.setattr(parquet, "ROW_GROUP_BYTES", 40_000)
    monkeypatch.setattr(parquet, "BLOCK_BATCHES", 5)
    monkeypatch.setattr(parquet, "BLOCK_BYTES", 9_000)


def written(folder: Path, rows: pa.Table, cuts: Sequence[int] = ()) -> Part:
    """The rows written in batches that end at `cuts`."""
    writer = FileWriter(folder, "rows.parquet", SCHEMA)
    ends = sorted({0, *cuts, rows.num_rows})
    for start, end in pairwise(ends):
        for batch in rows.slice(start, end - start).combine_chunks().to_batches():
            writer.append(batch)
    return writer.close()


def row_groups(path: Path) -> list[int]:
    told = pq.ParquetFile(path).metadata
    return [told.row_group(number).num_rows for number in range(told.num_row_groups)]


@settings(max_examples=40, deadline=None)
@given(cuts=st.lists(st.integers(1, 4999), max_size=60), count=st.sampled_from([1, 699, 700, 701, 1400, 5000]))
@pytest.mark.usefixtures("small")
def test_the_bytes_do_not_depend_on_the_batches(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[int], count: int
) -> None:
    folder = tmp_path_factory.mktemp("rows")
    rows = ROWS.slice(0, count)
    assert written(folder, rows, [cut for cut in cuts if cut < count]) == written(folder, rows)
    assert pq.read_table(folder / "rows.parquet").equals(rows)


@pytest.mark.usefixtures("small")
def test_a_row_group_ends_at_its_rows_or_its_bytes(tmp_path: Path) -> None:
    written(tmp_path, ROWS)
    groups = row_groups(tmp_path / "rows.parquet")
    assert sum(groups) == 5000
    assert max(groups) < 700, "these rows have some 75 bytes each, so 40,000 bytes are full first"
    bare = ROWS.set_column(1, SCHEMA.field(1), pa.nulls(5000, pa.string()))
    written(tmp_path, bare)
    assert row_groups(tmp_path / "rows.parquet") == [*[700] * 7, 100]


@pytest.mark.usefixtures("small")
def test_a_row_larger_than_a_row_group_stands_alone(tmp_path: Path) -> None:
    texts = ["a", "b" * 50_000, "c" * 50_000, "d", None, "e"]
    rows = pa.table({"number": range(6), "text": texts}, schema=SCHEMA)
    for cuts in ([], [1, 2, 3, 4, 5]):
        written(tmp_path, rows, cuts)
        assert row_groups(tmp_path / "rows.parquet") == [2, 1, 3]


def test_no_rows_are_a_file_too(tmp_path: Path) -> None:
    assert written(tmp_path, ROWS.slice(0, 0)).rows == 0
    assert pq.read_table(tmp_path / "rows.parquet").schema == SCHEMA


def test_a_table_of_many_years_holds_few_files_open(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    writer = FolderOfYears(TABLES["measures"], tmp_path)
    measure = {"measure_id": "0" * 16 + "-m001", "report_id": "0" * 16, "seq": 1, "measure": "ก"}
    batch = pa.RecordBatch.from_pylist([measure], schema=arrow_schema("measures"))
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (100, limits[1]))
    try:
        for year in range(2400, 2550):
            writer.append(batch, year)
        parts = writer.close()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    assert [part.path.split("/")[1] for part in parts] == [f"{YEAR}={year}" for year in range(2400, 2550)]
