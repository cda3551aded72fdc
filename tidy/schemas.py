"""Arrow schemas and record batches, made from the record classes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

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
    # One array of structs, and not an array a column: most reports have few rows, and each call costs as much as these.
    structs = pa.array(list(map(values_of(table.record), rows)), _struct(table.name))
    return pa.RecordBatch.from_arrays(structs.flatten(), schema=arrow_schema(table.name))


@cache
def _struct(table_name: str) -> pa.DataType:
    return pa.struct(list(arrow_schema(table_name)))
