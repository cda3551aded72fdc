"""`datapackage.json`: every table's schema, size and hash, as a Frictionless Data Package of version 2."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tidy.column import ColumnType, NamedColumn
from tidy.parquet import Part
from tidy.registry import TABLES, Table

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
FIELD_TYPES = {
    ColumnType.STRING: "string",
    ColumnType.INT8: "integer",
    ColumnType.INT16: "integer",
    ColumnType.INT32: "integer",
    ColumnType.INT64: "integer",
    ColumnType.FLOAT64: "number",
    ColumnType.BOOL: "boolean",
    ColumnType.DATE32: "date",
}
DESCRIPTION = (
    "Reports about the Integrity and Transparency Assessment (ITA) of Thai public bodies, as tidy tables: "
    "one observation a row, each with the place in the report that it comes from."
)
DESCRIPTION_TH = (
    "รายงานเกี่ยวกับการประเมินคุณธรรมและความโปร่งใส (ITA) ของหน่วยงานภาครัฐไทยในรูปตารางข้อมูลที่เป็นระเบียบ "
    "หนึ่งแถวต่อหนึ่งข้อสังเกต พร้อมตำแหน่งในรายงานที่มา"
)

Json = dict[str, Any]


def datapackage(parts: Mapping[str, Sequence[Part]], version: str) -> str:
    """The text of `datapackage.json` for the files of each table. `version` is the program's."""
    package: Json = {
        "$schema": PROFILE,
        "name": "thai-ita",
        "title": "Thai ITA reports",
        "description": DESCRIPTION,
        "description_th": DESCRIPTION_TH,
        "version": version,
        "resources": [_resource(TABLES[name], files) for name, files in parts.items()],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _resource(table: Table, parts: Sequence[Part]) -> Json:
    head: Json = {
        "name": table.name,
        "title": table.name,
        "description": table.en,
        "description_th": table.th,
        "type": "table",
    }
    tail: Json = {
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "rowCount": sum(part.rows for part in parts),
        "schema": table_schema(table),
    }
    return head | _files(parts) | tail


def _files(parts: Sequence[Part]) -> Json:
    """A single file has its hash in the resource; of several each has its own, in `parts`. Sizes are left out: the
    frictionless library counts no bytes of a Parquet file and calls a told size wrong."""
    if len(parts) == 1:
        return {"path": parts[0].path, **_hash(parts[0])}
    return {
        "path": [part.path for part in parts],
        "parts": [{"path": part.path, **_hash(part), "rowCount": part.rows} for part in parts],
    }


def _hash(part: Part) -> Json:
    return {"hash": f"sha256:{part.sha256}"}


def table_schema(table: Table) -> Json:
    """The Frictionless table schema, without the data: fields, keys, what points where."""
    schema: Json = {"fields": [_field(named) for named in table.columns], "missingValues": []}
    if table.key:
        required = {named.name for named in table.columns if named.required}
        # A primary key would forbid nulls; a key with a nullable column is only unique.
        nulls = not required.issuperset(table.key)
        schema |= {"uniqueKeys": [list(table.key)]} if nulls else {"primaryKey": list(table.key)}
    if table.references:
        schema["foreignKeys"] = [_foreign_key(*reference) for reference in table.references.items()]
    return schema


def _foreign_key(column: str, target: str) -> Json:
    return {"fields": [column], "reference": {"resource": target, "fields": list(TABLES[target].key)}}


def _field(named: NamedColumn) -> Json:
    """A field of the schema. Readers that turn nulls of a Parquet file into NaN, as frictionless' own does, would find
    them to be no integers and below every minimum: so a nullable number is of the type `number` without bounds here,
    and `arrowType` and the data dictionary say what it is."""
    column = named.column
    numeric = FIELD_TYPES[column.type] in ("integer", "number")
    loose = numeric and not named.required
    field: Json = {
        "name": named.name,
        "type": "number" if loose else FIELD_TYPES[column.type],
        "description": column.en,
        "description_th": column.th,
        "arrowType": str(column.type),
    }
    if column.unit:
        field["unit"] = column.unit
    rules = {
        "required": named.required or None,
        "enum": list(column.enum) or None,
        "minimum": None if loose else column.minimum,
        "maximum": None if loose else column.maximum,
        "pattern": column.pattern,
    }
    constraints = {name: rule for name, rule in rules.items() if rule is not None}
    return field | ({"constraints": constraints} if constraints else {})
