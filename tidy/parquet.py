"""Parquet files of one table, written while the rows come: a single file or a Hive-partitioned folder.

The same rows give the same bytes, however they were cut into batches: row groups end at fixed places in the
sequence of rows. Rows that wait for their row group to fill are kept compressed, so that memory does not depend on
how many reports there are.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

# Fixed, so that neither the machine nor the order of reading can show in the bytes. A row group ends at either.
ROW_GROUP_ROWS = 65_536
ROW_GROUP_BYTES = 768 << 10
ZSTD_LEVEL = 3
# How many batches, or bytes, are gathered before they are put together and compressed.
BLOCK_BATCHES, BLOCK_BYTES = 64, 64 << 10
READ_OPTIONS = pa.ipc.IpcReadOptions(use_threads=False)
BLOCK_OPTIONS = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)


@dataclass(frozen=True, slots=True)
class Part:
    """One Parquet file: its path relative to the clean folder, with `/`, and what is in it."""

    path: str
    bytes: int
    sha256: str
    rows: int


class FileWriter:
    """Writes `folder/<name>`, one Parquet file. The file is opened when its first row group is full, or at the end,
    so that a table of many years does not hold a file open for each."""

    def __init__(self, folder: Path, name: str, schema: pa.Schema) -> None:
        self.schema = schema
        self.rows = 0
        self._folder = folder
        self._name = name
        self._writer: pq.ParquetWriter | None = None
        self._batches: list[pa.RecordBatch] = []  # as they came, `_batch_bytes` in all
        self._batch_bytes = 0
        self._blocks: list[pa.Buffer] = []  # the row group begun, without `_batches`
        self._group_rows = 0
        self._group_bytes = 0

    def append(self, batch: pa.RecordBatch) -> None:
        """Rows that come after all those before them. Raises OSError where the disk is full."""
        self.rows += batch.num_rows
        self._batches.append(batch)
        self._batch_bytes += batch.get_total_buffer_size()
        if len(self._batches) >= BLOCK_BATCHES or self._batch_bytes >= BLOCK_BYTES:
            self._fold()

    def close(self) -> Part:
        """Write what is left."""
        self._fold()
        if self._blocks or self._writer is None:
            self._write_group(self.schema.empty_table())
        writer, self._writer = self._writer, None
        assert writer is not None  # there is always a row group, even if it is empty
        _close(writer)
        return _part(self._folder, self._name, self.rows)

    def abandon(self) -> None:
        """Let go of the file, whatever state it is in."""
        if self._writer is not None:
            with suppress(OSError, pa.ArrowException):
                _close(self._writer)

    def _fold(self) -> None:
        """Put the batches that came together, end row groups where they end, and compress the rest."""
        if not self._batches:
            return
        came = pa.Table.from_batches(self._batches, self.schema).combine_chunks()
        self._batches, self._batch_bytes = [], 0
        ends = np.cumsum(_row_bytes(came))
        start = 0
        while (end := self._group_end(ends, start)) is not None:
            self._write_group(came.slice(start, end - start))
            start = end
        if rest := came.num_rows - start:
            self._blocks.append(_packed(came.slice(start)))
            self._group_rows += rest
            self._group_bytes += int(ends[-1] - (ends[start - 1] if start else 0))

    def _group_end(self, ends: np.ndarray[tuple[int], np.dtype[np.int64]], start: int) -> int | None:
        """Behind which of the rows that came from `start` on the row group is full; None if it does not get full."""
        before = int(ends[start - 1]) if start else 0
        by_bytes = int(np.searchsorted(ends, before + ROW_GROUP_BYTES - self._group_bytes)) + 1
        end = min(by_bytes, start + ROW_GROUP_ROWS - self._group_rows)
        return end if end <= len(ends) else None

    def _write_group(self, rest: pa.Table) -> None:
        """Write the blocks and the rest of their row group."""
        rows = _joined([*map(_unpacked, self._blocks), rest], self.schema)
        self._blocks, self._group_rows, self._group_bytes = [], 0, 0
        if self._writer is None:
            path = self._folder / self._name
            path.parent.mkdir(parents=True, exist_ok=True)
            self._writer = pq.ParquetWriter(path, self.schema, compression="zstd", compression_level=ZSTD_LEVEL)
        self._writer.write_table(rows, row_group_size=ROW_GROUP_ROWS)


def _close(writer: pq.ParquetWriter) -> None:
    try:
        writer.close()
    finally:
        writer.is_open = False  # else it would try again when it is collected, and complain of a full disk once more


def _row_bytes(rows: pa.Table) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """About how large each row is: its texts, and eight bytes for any value."""
    total = np.full(rows.num_rows, 8 * rows.num_columns, np.int64)
    for column in rows.columns:
        if pa.types.is_string(column.type) and column.null_count < rows.num_rows:
            lengths = pc.binary_length(column)
            total += (pc.fill_null(lengths, 0) if column.null_count else lengths).to_numpy()
    return total


def _packed(rows: pa.Table) -> pa.Buffer:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema.remove_metadata(), options=BLOCK_OPTIONS) as stream:
        stream.write_table(rows)
    return sink.getvalue()


def _unpacked(block: pa.Buffer) -> pa.Table:
    return pa.ipc.open_stream(block, options=READ_OPTIONS).read_all()


def _joined(tables: list[pa.Table], schema: pa.Schema) -> pa.Table:
    """The tables behind each other, each column in one piece, for where pieces end would show in the bytes."""
    left = [table.columns for table in tables]
    tables.clear()
    joined = []
    for field in schema:  # a column at a time, so that not all rows are there twice
        pieces = [chunk for columns in left for chunk in columns.pop(0).chunks]
        joined.append(pa.chunked_array(pieces, field.type).combine_chunks())
    return pa.Table.from_arrays(joined, schema=schema)


def _part(folder: Path, name: str, rows: int) -> Part:
    with (folder / name).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Part(name, file.tell(), digest, rows)
