"""All tables of the data set in one ordered list, `TABLES`: keys, order of rows, what they point to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tidy.column import NamedColumn, columns_of
from tidy.records import (
    CellRecord,
    Correction,
    File,
    Finding,
    Indicator,
    Measure,
    MeasureDate,
    MeasureItem,
    MeasureUnit,
    Organization,
    Paragraph,
    Report,
    Score,
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the data set.

    No two rows share the columns of `key`; where `key` is empty equal rows may stand (a date said twice is
    said twice). Rows are sorted by `order`, nulls last. `references` says which column points into which
    other table.
    """

    name: str
    record: type
    en: str
    th: str
    key: tuple[str, ...]
    order: tuple[str, ...]
    references: Mapping[str, str]

    @property
    def columns(self) -> tuple[NamedColumn, ...]:
        return columns_of(self.record)

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(named.name for named in self.columns)


TO_REPORT = {"report_id": "reports"}
TO_MEASURE = {"measure_id": "measures", **TO_REPORT}
PLACE = ("page", "table_no", "row_no", "col_no")
SCORE_KEY = ("report_id", "organization_id", "fiscal_year_be", "code")
ITEM_KEY = ("measure_id", "column_role", "item_no")
UNIT_KEY = ("measure_id", "unit_no")
DATE_ORDER = ("measure_id", "column_role", "item_no", "date_start", "date_end", "role", "raw_text")
CELL_KEY = ("report_id", "table_no", "row_no", "col_no")
FINDING_ORDER = ("report_id", "table_name", *PLACE, "code", "row_key", "message", "printed", "expected")
CATALOGUE_KEY = ("fiscal_year_be", "code")


def _by_key(name: str, record: type, key: tuple[str, ...], references: Mapping[str, str], en: str, th: str) -> Table:
    return Table(name, record, en, th, key, key, references)


_ALL = (
    _by_key(
        "reports",
        Report,
        ("report_id",),
        {"organization_id": "organizations"},
        "One row a source document.",
        "หนึ่งแถวต่อเอกสารต้นฉบับหนึ่งฉบับ",
    ),
    _by_key(
        "organizations",
        Organization,
        ("organization_id",),
        {},
        "One row an organisation seen in the reports.",
        "หนึ่งแถวต่อหน่วยงานที่พบในรายงาน",
    ),
    _by_key(
        "scores",
        Score,
        SCORE_KEY,
        {"organization_id": "organizations", **TO_REPORT},
        "One row a report, fiscal year and scored thing.",
        "หนึ่งแถวต่อรายงาน ปีงบประมาณ และสิ่งที่ให้คะแนน",
    ),
    _by_key(
        "measures",
        Measure,
        ("measure_id",),
        TO_REPORT,
        "One row a logical row of a table of measures.",
        "หนึ่งแถวต่อมาตรการหนึ่งรายการ แม้ต่อเนื่องหลายหน้า",
    ),
    _by_key(
        "measure_items",
        MeasureItem,
        ITEM_KEY,
        TO_MEASURE,
        "One row a line of a measure's cell.",
        "หนึ่งแถวต่อข้อความหนึ่งข้อในเซลล์ของมาตรการ",
    ),
    _by_key(
        "measure_units",
        MeasureUnit,
        UNIT_KEY,
        TO_MEASURE,
        "One row a unit responsible for a measure.",
        "หนึ่งแถวต่อหน่วยงานที่รับผิดชอบมาตรการ",
    ),
    Table(
        "measure_dates",
        MeasureDate,
        "One row a date or range that a measure's cells say.",
        "หนึ่งแถวต่อวันที่หรือช่วงเวลาที่กล่าวในเซลล์ของมาตรการ",
        key=(),
        order=DATE_ORDER,
        references=TO_MEASURE,
    ),
    _by_key(
        "paragraphs",
        Paragraph,
        ("report_id", "seq"),
        TO_REPORT,
        "One row a paragraph or list line outside tables.",
        "หนึ่งแถวต่อย่อหน้าหรือรายการนอกตาราง",
    ),
    _by_key(
        "cells",
        CellRecord,
        CELL_KEY,
        TO_REPORT,
        "One row a table cell as extracted.",
        "หนึ่งแถวต่อเซลล์ของตารางตามที่สกัดได้",
    ),
    Table(
        "findings",
        Finding,
        "One row a thing that a careful reader should know.",
        "หนึ่งแถวต่อข้อสังเกตที่ผู้อ่านควรรู้",
        key=(),
        order=FINDING_ORDER,
        references=TO_REPORT,
    ),
    _by_key(
        "corrections",
        Correction,
        ("report_id", "line_no"),
        TO_REPORT,
        "One row a correction that somebody wrote for a report, applied or refused.",
        "หนึ่งแถวต่อการแก้ไขที่มีผู้เขียนไว้สำหรับรายงาน ไม่ว่าจะใช้หรือไม่ใช้",
    ),
    _by_key(
        "indicators",
        Indicator,
        CATALOGUE_KEY,
        {},
        "The catalogue that the rows were mapped to.",
        "บัญชีตัวชี้วัดที่ใช้จับคู่ข้อมูล",
    ),
    _by_key(
        "files",
        File,
        ("source_file",),
        TO_REPORT,
        "One row a file of the raw folder, whatever became of it.",
        "หนึ่งแถวต่อไฟล์ในโฟลเดอร์ข้อมูลดิบ ไม่ว่าผลจะเป็นอย่างไร",
    ),
)
TABLES: Mapping[str, Table] = MappingProxyType({table.name: table for table in _ALL})
