"""Arrow schemas and record batches, made from the record classes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import pyarrow as pa

from tidy.column import ColumnType, NamedColumn, values_of
from tidy.records import Record
from tidy.registry import TABLES, Table

ARROW_TYPES = {
    ColumnType.STRING: pa.string(),
    ColumnType.INT8: pa.int8(),
    ColumnType.INT16: pa.int16(),
    ColumnType.INT32: pa.int32(),
    ColumnType.INT64: pa.int64(),
    ColumnType.FLOAT64: pa.float64(),
    ColumnType.BOOL: pa.bool_(),
    ColumnType.DATE32: pa.date32(),
}


@cache
def arrow_schema(table_name: str) -> pa.Schema:
    """The schema of a table, with what each column means, in English and Thai, and its unit as metadata."""
    table = TABLES[table_name]
    metadata = {"name": table.name, "description": table.en, "description_th": table.th}
    if table.key:
        metadata["key"] = ",".join(table.key)
    return pa.schema([_arrow_field(named) for named in table.columns], metadata=metadata)


def _arrow_field(named: NamedColumn) -> pa.Field:
    column = named.column
    metadata = {"description": column.en, "description_th": column.th}
    if column.unit:
        metadata["unit"] = column.unit
    if column.enum:
        metadata["enum"] = ",".join(column.enum)
    return pa.field(named.name, ARROW_TYPES[column.type], nullable=not named.required, metadata=metadata)


def arrow_batch(table: Table, rows: Sequence[Record]) -> pa.RecordBatch:
    """The rows as one record batch of the table's schema."""
    schema = arrow_schema(table.name)
    columns = zip(*map(values_of(table.record), rows), strict=True) if rows else [()] * len(schema)
    arrays = [_array(values, kind) for values, kind in zip(columns, schema.types, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _array(values: tuple[Any, ...], kind: pa.DataType) -> pa.Array:
    """Many columns of a report have no value at all, and `nulls` does not look for one."""
    return pa.nulls(len(values), kind) if values.count(None) == len(values) else pa.array(values, kind)
