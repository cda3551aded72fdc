"""Records of what the source says and how it was read: paragraphs, cells, findings, corrections."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Annotated

from tidy.column import Column, ColumnType, check
from tidy.common_columns import (
    COL_NO,
    PAGE,
    PRINTED_NO,
    RAW_TEXT,
    REPORT_ID,
    ROW_NO,
    SNAKE_CASE,
    TABLE_NO,
    day,
    number_from_one,
    real,
    source_text,
    text,
    whole,
)
from tidy.errors import ContractError

SECTION_KINDS = ("title", "background", "result", "provision", "problem", "suggestion", "other")
SEVERITIES = ("info", "warning", "error")
CORRECTION_STATUSES = ("applied", "refused")


def edge(en: str, th: str) -> Column:
    return real(en, th, unit="points (1/72 inch)")


def span(en: str, th: str) -> Column:
    return whole(ColumnType.INT16, en, th, minimum=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One row a paragraph or list line outside tables. Signature blocks are left out unless asked for."""

    report_id: Annotated[str, REPORT_ID]
    seq: Annotated[int, number_from_one("Reading order in the report.", "ลำดับการอ่านในรายงาน")]
    page: Annotated[int | None, PAGE] = None
    heading: Annotated[str | None, text("Heading that it stands under.", "หัวข้อที่ข้อความอยู่ภายใต้")] = None
    section_kind: Annotated[str, text("What the section is about.", "ส่วนนี้ว่าด้วยเรื่องใด", enum=SECTION_KINDS)] = "other"
    printed_no: Annotated[str | None, PRINTED_NO] = None
    text: Annotated[str, text("The text, repaired.", "ข้อความที่ซ่อมแล้ว", may_be_empty=True)]
    raw_text: Annotated[str, RAW_TEXT]

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRecord:
    """One row a table cell as extracted."""

    report_id: Annotated[str, REPORT_ID]
    page: Annotated[int | None, PAGE] = None
    table_no: Annotated[int, TABLE_NO]
    row_no: Annotated[int, ROW_NO]
    col_no: Annotated[int, COL_NO]
    row_span: Annotated[int, span("Rows that it covers.", "จำนวนแถวที่เซลล์กินพื้นที่")] = 1
    col_span: Annotated[int, span("Columns that it covers.", "จำนวนคอลัมน์ที่เซลล์กินพื้นที่")] = 1
    is_header: Annotated[bool, Column(ColumnType.BOOL, "Is a header cell.", "เป็นเซลล์หัวตาราง")] = False
    column_role: Annotated[
        str | None,
        text("What its column is about.", "คอลัมน์ของเซลล์ว่าด้วยเรื่องใด", pattern=SNAKE_CASE),
    ] = None
    raw_text: Annotated[str, RAW_TEXT]
    text: Annotated[str, text("The text, repaired.", "ข้อความที่ซ่อมแล้ว", may_be_empty=True)]
    x0: Annotated[float | None, edge("Left edge.", "ขอบซ้าย")] = None
    top: Annotated[float | None, edge("Upper edge.", "ขอบบน")] = None
    x1: Annotated[float | None, edge("Right edge.", "ขอบขวา")] = None
    bottom: Annotated[float | None, edge("Lower edge.", "ขอบล่าง")] = None
    confidence: Annotated[
        float | None,
        real(
            "Confidence of the OCR; null for a text layer.",
            "ความมั่นใจของ OCR ว่างเมื่อมีชั้นข้อความ",
            minimum=0,
            maximum=1,
        ),
    ] = None

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One row a thing that a careful reader should know."""

    report_id: Annotated[str, REPORT_ID]
    code: Annotated[str, text("Short stable name.", "รหัสของข้อสังเกต", pattern=SNAKE_CASE)]
    severity: Annotated[str, text("How grave it is.", "ระดับความสำคัญ", enum=SEVERITIES)]
    message: Annotated[str, text("One sentence in English.", "ข้อความภาษาอังกฤษหนึ่งประโยค")]
    message_th: Annotated[str, text("The same sentence in Thai.", "ข้อความภาษาไทยหนึ่งประโยค")]
    table_name: Annotated[str | None, text("Table that it speaks of.", "ตารางที่ข้อสังเกตกล่าวถึง", pattern=SNAKE_CASE)] = (
        None
    )
    row_key: Annotated[str | None, text("Key of the row there.", "คีย์ของแถวในตารางนั้น")] = None
    page: Annotated[int | None, PAGE] = None
    table_no: Annotated[int | None, TABLE_NO] = None
    row_no: Annotated[int | None, ROW_NO] = None
    col_no: Annotated[int | None, COL_NO] = None
    printed: Annotated[str | None, source_text("What the report prints.", "สิ่งที่รายงานพิมพ์ไว้")] = None
    expected: Annotated[str | None, source_text("What was to be expected.", "สิ่งที่ควรจะเป็น")] = None

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One row a line of `corrections.csv`, with what became of it."""

    report_id: Annotated[str, REPORT_ID]
    line_no: Annotated[int, number_from_one("Line of `corrections.csv`.", "บรรทัดใน `corrections.csv`")]
    table_name: Annotated[str | None, text("Table, as written there.", "ตาราง ตามที่เขียนไว้")] = None
    row_key: Annotated[str | None, text("Key of the row, as written there.", "คีย์ของแถว ตามที่เขียนไว้")] = None
    column_name: Annotated[str | None, text("Column, as written there.", "คอลัมน์ ตามที่เขียนไว้")] = None
    expected: Annotated[
        str | None,
        text("The value that was to be replaced; null for null.", "ค่าเดิมที่จะแทนที่ ว่างหมายถึงค่าว่าง"),
    ] = None
    found: Annotated[
        str | None,
        text("The value that stood there; null for null or no such row.", "ค่าที่พบจริง ว่างเมื่อเป็นค่าว่างหรือไม่มีแถวนั้น"),
    ] = None
    value: Annotated[str | None, text("The new value; null for null.", "ค่าใหม่ ว่างหมายถึงค่าว่าง")] = None
    reason: Annotated[str | None, text("Why, as written there.", "เหตุผล ตามที่เขียนไว้")] = None
    corrected_by: Annotated[str | None, text("Who corrected it.", "ผู้แก้ไข")] = None
    corrected_on: Annotated[datetime.date | None, day("Day of the correction.", "วันที่แก้ไข")] = None
    status: Annotated[
        str, text("Whether the new value stands in the data.", "ค่าใหม่อยู่ในข้อมูลหรือไม่", enum=CORRECTION_STATUSES)
    ]
    refusal: Annotated[
        str | None,
        text("Why it was refused, in one sentence.", "เหตุที่ไม่ใช้การแก้ไขนี้ หนึ่งประโยค (ภาษาอังกฤษ)"),
    ] = None

    def __post_init__(self) -> None:
        check(self)
        if (self.status == "refused") != (self.refusal is not None):
            raise ContractError(f"a correction that is {self.status} cannot have the refusal {self.refusal!r}")
