"""The rows of one report as bytes: Arrow record batches that a worker makes and that publishing only puts together.

A fragment is a line of JSON (its report, the years of its codes, its tables with their sizes) and then, for each
table that has rows, the IPC message of one record batch, compressed. The schemas are not in it: their digest is, so
that bytes of another version of the data contract are refused and not misread. The same records give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pyarrow as pa

from tidy.errors import ContractError
from tidy.ordering import ordered
from tidy.registry import TABLES
from tidy.schemas import arrow_batch, arrow_schema
from tidy.tables import ReportTables

ZSTD_LEVEL = 3
# Which columns say a year whose catalogue the table `indicators` has to hold.
YEARS_USED = {"measures": "catalogue_year_be", "scores": "fiscal_year_be"}


@dataclass(frozen=True, slots=True)
class Fragment:
    """One report's rows: a record batch for each table that has some, in the order of the contract.

    `years` are the fiscal years (B.E.), ascending, that its measures and scores were mapped to.
    """

    report_id: str
    tables: Mapping[str, pa.RecordBatch]
    years: tuple[int, ...]


def encode(tables: ReportTables) -> bytes:
    """The report's rows as a fragment. Raises ContractError where two rows of a table have one key."""
    sections: dict[str, bytes] = {}
    sizes: dict[str, tuple[int, int]] = {}  # of each table the bytes as they stand and as they will be
    for name, table in TABLES.items():
        if rows := ordered(table, tables.rows(name)):
            message = arrow_batch(table, rows).serialize()
            sections[name] = _codec().compress(message, asbytes=True)
            sizes[name] = (len(sections[name]), message.size)
    head = {
        "schemas": _schemas_digest(),
        "report_id": tables.report.report_id,
        "years": list(_years(tables)),
        "tables": sizes,
    }
    return b"".join([json.dumps(head, separators=(",", ":")).encode(), b"\n", *sections.values()])


def decode(data: bytes) -> Fragment:
    """The fragment of some bytes. Raises ContractError for bytes that are none, or of another version's tables."""
    try:
        return _decode(memoryview(data))
    except (ValueError, KeyError, TypeError, OSError, pa.ArrowException) as error:  # zstd's complaints are OSErrors
        raise ContractError(
            f"a report's stored rows cannot be read ({type(error).__name__}: {error!s:.100})"
        ) from error


def _decode(data: memoryview) -> Fragment:
    end = bytes(data[: 1 << 16]).index(b"\n")
    head = json.loads(bytes(data[:end]))
    if head["schemas"] != _schemas_digest():
        raise ValueError("they are of another version's tables")
    batches: dict[str, pa.RecordBatch] = {}
    place = end + 1
    for name, (size, raw_size) in head["tables"].items():
        message = _codec().decompress(pa.py_buffer(data[place : place + size]), raw_size)
        batches[name] = pa.ipc.read_record_batch(message, arrow_schema(name))
        place += size
    if place != len(data):
        raise ValueError("they are cut short or too long")
    return Fragment(head["report_id"], batches, tuple(head["years"]))


def _years(tables: ReportTables) -> list[int]:
    found = {getattr(row, column) for name, column in YEARS_USED.items() for row in tables.rows(name)}
    return sorted(found - {None})


@cache
def _codec() -> pa.Codec:
    return pa.Codec("zstd", compression_level=ZSTD_LEVEL)


@cache
def _schemas_digest() -> str:
    told = [(name, column.name, str(column.column.type)) for name, table in TABLES.items() for column in table.columns]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]
