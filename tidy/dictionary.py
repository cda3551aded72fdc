"""The data dictionary, made from the records: `python -m tidy.dictionary docs/data-dictionary.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tidy.column import Column, NamedColumn
from tidy.registry import TABLES, Table

HEAD = """\
# Data dictionary · พจนานุกรมข้อมูล

Made from the records in `tidy/` by `make docs`; do not edit it by hand.
สร้างจากนิยามข้อมูลใน `tidy/` ด้วยคำสั่ง `make docs` โปรดอย่าแก้ไขไฟล์นี้โดยตรง

A **key** column is part of what tells rows apart; a **required** column is never null. A null means that the
report does not say. คอลัมน์ **key** ใช้ระบุแถว คอลัมน์ **required** ไม่มีค่าว่าง ค่าว่างหมายความว่ารายงานไม่ได้ระบุ
"""


def dictionary() -> str:
    """The whole dictionary as Markdown, in English and Thai."""
    contents = "\n".join(f"- [`{table.name}`](#{table.name}): {table.en}" for table in TABLES.values())
    return "\n".join([HEAD, contents, *map(_section, TABLES.values())])


def _section(table: Table) -> str:
    return "\n".join(_section_lines(table)) + "\n"


def _section_lines(table: Table) -> Iterator[str]:
    yield f"\n## `{table.name}`\n\n{table.en}\n{table.th}\n"
    yield "| column | type | | meaning | ความหมาย |\n| --- | --- | --- | --- | --- |"
    yield from (_row(table, named) for named in table.columns)
    for column, target in table.references.items():
        yield f"\n`{column}` points to `{target}`."


def _row(table: Table, named: NamedColumn) -> str:
    marks = [mark for mark, holds in (("key", named.name in table.key), ("required", named.required)) if holds]
    cells = (
        f"`{named.name}`",
        str(named.column.type),
        ", ".join(marks),
        " ".join([named.column.en, *_rules(named.column)]),
        named.column.th,
    )
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _rules(column: Column) -> Iterator[str]:
    if column.unit:
        yield f"Unit: {column.unit}."
    if column.enum:
        yield f"One of {', '.join(f'`{value}`' for value in column.enum)}."
    if column.minimum is not None:
        yield f"From {column.minimum:g}" + ("." if column.maximum is None else f" to {column.maximum:g}.")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(dictionary(), encoding="utf-8")
