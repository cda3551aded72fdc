"""Columns and lists of values that several tables share, said once.

The functions make a `Column` of one type: `text(en, th, ...)`, `whole(...)`, `real(...)`, `day(...)`.
"""

from __future__ import annotations

from typing import Any

from tidy.column import Column, ColumnType

SNAKE_CASE = r"[a-z][a-z0-9]*(_[a-z0-9]+)*"
HEX_16 = r"[0-9a-f]{16}"
ITEM_CODE = r"[A-Z]{1,4}[1-9][0-9]{0,2}"
SUB_INDICATOR_CODE = r"[0-9]{1,2}\.[0-9]{1,2}"

BASIS = ("printed", "carried", "inferred")
MAPPING_BASIS = ("printed", "carried", "catalogue")
COMPARISON = ("above", "below")
CONFIDENCE = ("confirmed", "single_source", "inferred", "recalled", "unknown")
INSTRUMENT = ("IIT", "EIT", "OIT")
SCOPE = ("overall", "instrument", "indicator", "sub_indicator", "item")
COLUMN_ROLE = (
    "ordinal",
    "item_code",
    "topic",
    "measure",
    "method",
    "responsible",
    "timeframe",
    "follow_up",
    "output",
    "outcome",
    "target",
    "problem",
    "budget",
    "remark",
    "other",
)


def text(en: str, th: str, **rules: Any) -> Column:
    return Column(ColumnType.STRING, en, th, **rules)


def source_text(en: str, th: str, **rules: Any) -> Column:
    """A text as printed: an empty one is a value, and its digits may be Thai."""
    return text(en, th, may_be_empty=True, **rules)


def whole(type_: ColumnType, en: str, th: str, **rules: Any) -> Column:
    return Column(type_, en, th, **rules)


def count(en: str, th: str, *, minimum: int = 0, unit: str | None = None) -> Column:
    return Column(ColumnType.INT32, en, th, unit=unit, minimum=minimum)


def number_from_one(en: str, th: str) -> Column:
    """A place or a running number: counted from 1."""
    return count(en, th, minimum=1)


def year_be(en: str, th: str) -> Column:
    return Column(ColumnType.INT16, en, th, unit="Buddhist year", minimum=2400, maximum=2800)


def year_ce(en: str, th: str) -> Column:
    return Column(ColumnType.INT16, en, th, unit="year of the Common Era", minimum=1857, maximum=2257)


def real(en: str, th: str, **rules: Any) -> Column:
    return Column(ColumnType.FLOAT64, en, th, **rules)


def points(en: str, th: str) -> Column:
    """A score on the scale of 0 to 100."""
    return real(en, th, unit="points of 100", minimum=0, maximum=100)


def day(en: str, th: str) -> Column:
    return Column(ColumnType.DATE32, en, th)


def indicator_number(en: str, th: str) -> Column:
    return Column(ColumnType.INT8, en, th, minimum=1, maximum=10)


REPORT_ID = text(
    "The report: the first 16 hex digits of the SHA-256 of the file's bytes.",
    "รหัสรายงาน: เลขฐานสิบหก 16 ตัวแรกของ SHA-256 ของไฟล์",
    pattern=HEX_16,
)
ORGANIZATION_ID = text(
    "The organisation, stable across years: type, name and province; see `organizations`.",
    "รหัสหน่วยงาน คงเดิมทุกปี: ประเภท ชื่อ และจังหวัด ดูตาราง `organizations`",
)
MEASURE_ID = text(
    "The measure: `<report_id>-m001` and on, in reading order.",
    "รหัสมาตรการ: `<report_id>-m001` เป็นต้นไป ตามลำดับการอ่าน",
    pattern=HEX_16 + r"-m[0-9]{3,}",
)
SHA256 = text("SHA-256 of the file, in hex.", "ค่า SHA-256 ของไฟล์ (เลขฐานสิบหก)", pattern=r"[0-9a-f]{64}")
FILE_BYTES = whole(ColumnType.INT64, "Size of the file.", "ขนาดของไฟล์", unit="bytes", minimum=0)
SOURCE_FILE = text(
    "Path of the file relative to the raw folder, with `/`; bytes that are no UTF-8 stand as `\\xNN`.",
    "ที่อยู่ของไฟล์เทียบกับโฟลเดอร์ข้อมูลดิบ คั่นด้วย `/`",
)
PAGE = number_from_one("Page, counted from 1; null for a source without pages.", "หน้า นับจาก 1 ว่างเมื่อต้นฉบับไม่มีหน้า")
TABLE_NO = number_from_one("Table of the report, counted from 1.", "ลำดับตารางในรายงาน นับจาก 1")
ROW_NO = number_from_one("Row of the table, counted from 1.", "แถวของตาราง นับจาก 1")
COL_NO = number_from_one("Column of the table, counted from 1.", "คอลัมน์ของตาราง นับจาก 1")
PRINTED_NO = text("The number printed before it, in Arabic digits.", "เลขข้อตามที่พิมพ์ เป็นเลขอารบิก", arabic_digits=True)
RAW_TEXT = source_text("The text as the source has it, unchanged.", "ข้อความตามต้นฉบับ ไม่แก้ไข")
ROLE = text("What the column of the table is about.", "คอลัมน์ของตารางว่าด้วยเรื่องใด", enum=COLUMN_ROLE)
