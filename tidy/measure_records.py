"""Records about measures: the row itself, its lines, its responsible units and its dates."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Annotated

from tidy.column import Column, ColumnType, check
from tidy.common_columns import (
    COL_NO,
    ITEM_CODE,
    MAPPING_BASIS,
    MEASURE_ID,
    PAGE,
    PRINTED_NO,
    RAW_TEXT,
    REPORT_ID,
    ROLE,
    ROW_NO,
    SUB_INDICATOR_CODE,
    TABLE_NO,
    day,
    indicator_number,
    number_from_one,
    real,
    text,
    whole,
    year_be,
)

UNIT_ROLES = ("main", "support")
DATE_ROLES = ("due", "done", "period", "mentioned")
PRECISIONS = ("day", "month", "half", "year", "fiscal_year")
YEAR_BASIS = ("printed", "inferred")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One row a logical row of a table of measures, also where it goes on over pages."""

    measure_id: Annotated[str, MEASURE_ID]
    report_id: Annotated[str, REPORT_ID]
    seq: Annotated[int, number_from_one("Reading order in the report.", "ลำดับการอ่านในรายงาน")]
    printed_no: Annotated[str | None, PRINTED_NO] = None
    measure: Annotated[
        str | None,
        text(
            "What is to be done: the text of the `measure` column, else of `topic`, else of `method`.",
            "สิ่งที่จะดำเนินการ: ข้อความในคอลัมน์ `measure` หรือ `topic` หรือ `method` ตามลำดับ",
        ),
    ] = None
    issue_no: Annotated[int | None, whole(ColumnType.INT8, "Number of the ประเด็น (issue).", "ประเด็นที่", minimum=1)] = (
        None
    )
    issue_name: Annotated[str | None, text("Name of the ประเด็น (issue).", "ชื่อประเด็น")] = None
    indicator_no: Annotated[int | None, indicator_number("Indicator, 1 to 10.", "ตัวชี้วัดที่ 1 ถึง 10")] = None
    sub_indicator_code: Annotated[
        str | None, text("Sub-indicator, as `9.1`.", "ตัวชี้วัดย่อย เช่น `9.1`", pattern=SUB_INDICATOR_CODE)
    ] = None
    item_code: Annotated[
        str | None, text("Item, as `O11`, `I20`, `E5`.", "ข้อ เช่น `O11` `I20` `E5`", pattern=ITEM_CODE)
    ] = None
    catalogue_year_be: Annotated[
        int | None,
        year_be(
            "Year whose catalogue the codes belong to (B.E.); need not be the report's.",
            "ปีของบัญชีตัวชี้วัดที่รหัสสังกัด (พ.ศ.) อาจไม่ใช่ปีของรายงาน",
        ),
    ] = None
    mapping_basis: Annotated[
        str | None,
        text(
            "What the indicator (without one, the issue) rests on.",
            "ที่มาของการจับคู่กับตัวชี้วัด หากไม่มีตัวชี้วัดคือประเด็น",
            enum=MAPPING_BASIS,
        ),
    ] = None
    mapping_score: Annotated[
        float | None,
        real(
            "1.0 for printed and carried; the similarity of the match for catalogue.",
            "1.0 เมื่อพิมพ์ไว้หรือสืบจากหัวข้อ มิฉะนั้นคือค่าความคล้าย",
            minimum=0,
            maximum=1,
        ),
    ] = None
    period_start: Annotated[datetime.date | None, day("First day of the timeframe.", "วันแรกของระยะเวลาดำเนินการ")] = None
    period_end: Annotated[datetime.date | None, day("Last day of the timeframe.", "วันสุดท้ายของระยะเวลาดำเนินการ")] = None
    budget_baht: Annotated[
        float | None,
        real("Budget; a printed `no budget used` is 0.", "งบประมาณ `ไม่ใช้งบประมาณ` คือ 0", unit="baht", minimum=0),
    ] = None
    page_first: Annotated[int | None, PAGE] = None
    page_last: Annotated[int | None, PAGE] = None
    table_no: Annotated[int | None, TABLE_NO] = None
    row_no: Annotated[int | None, ROW_NO] = None
    code_basis: Annotated[
        str | None,
        text(
            "What the sub-indicator or item code rests on.",
            "ที่มาของรหัสตัวชี้วัดย่อยหรือรหัสข้อ",
            enum=MAPPING_BASIS,
        ),
    ] = None
    code_score: Annotated[
        float | None,
        real(
            "As `mapping_score`, of the sub-indicator or item code.",
            "เช่นเดียวกับ `mapping_score` สำหรับรหัสตัวชี้วัดย่อยหรือรหัสข้อ",
            minimum=0,
            maximum=1,
        ),
    ] = None

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureItem:
    """One row a line of a measure's cell."""

    measure_id: Annotated[str, MEASURE_ID]
    report_id: Annotated[str, REPORT_ID]
    column_role: Annotated[str, ROLE]
    item_no: Annotated[int, number_from_one("Line within the column, from 1.", "ลำดับข้อในคอลัมน์ นับจาก 1")]
    printed_no: Annotated[str | None, PRINTED_NO] = None
    text: Annotated[
        str,
        text("The line without its number, repaired.", "ข้อความที่ซ่อมแล้ว ไม่รวมเลขข้อ", may_be_empty=True),
    ]
    raw_text: Annotated[str, RAW_TEXT]
    page: Annotated[int | None, PAGE] = None
    table_no: Annotated[int | None, TABLE_NO] = None
    row_no: Annotated[int | None, ROW_NO] = None
    col_no: Annotated[int | None, COL_NO] = None
    continues_item: Annotated[
        bool,
        Column(
            ColumnType.BOOL,
            "Goes on from the item before it, which the end of a page cut.",
            "เป็นส่วนต่อของข้อก่อนหน้าที่ถูกตัดเพราะขึ้นหน้าใหม่",
        ),
    ] = False

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureUnit:
    """One row a responsible unit of a measure."""

    measure_id: Annotated[str, MEASURE_ID]
    report_id: Annotated[str, REPORT_ID]
    unit_no: Annotated[int, number_from_one("Unit of the measure, from 1.", "ลำดับหน่วยงานในมาตรการ นับจาก 1")]
    unit: Annotated[
        str, text("Printed name, repaired, without number and brackets.", "ชื่อตามที่พิมพ์ ซ่อมแล้ว ไม่มีเลขข้อและวงเล็บ")
    ]
    parent_unit: Annotated[
        str | None,
        text(
            "Larger unit, where the unit stands in brackets behind it.",
            "หน่วยงานที่ใหญ่กว่า เมื่อหน่วยงานอยู่ในวงเล็บท้ายชื่อ",
        ),
    ] = None
    unit_role: Annotated[str | None, text("Main or support.", "หน่วยงานหลักหรือสนับสนุน", enum=UNIT_ROLES)] = None
    raw_text: Annotated[str, RAW_TEXT]

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureDate:
    """One row a date or range that a measure's cells say."""

    measure_id: Annotated[str, MEASURE_ID]
    report_id: Annotated[str, REPORT_ID]
    column_role: Annotated[str, ROLE]
    item_no: Annotated[
        int | None, number_from_one("The line, as in `measure_items`.", "ลำดับข้อ ตาม `measure_items`")
    ] = None
    role: Annotated[str, text("What the date is to the measure.", "วันที่มีความหมายอย่างไรต่อมาตรการ", enum=DATE_ROLES)]
    date_start: Annotated[datetime.date | None, day("First day.", "วันแรก")] = None
    date_end: Annotated[datetime.date | None, day("Last day.", "วันสุดท้าย")] = None
    precision: Annotated[str, text("How exact the date is.", "ความละเอียดของวันที่", enum=PRECISIONS)]
    year_basis: Annotated[str, text("What the year rests on.", "ที่มาของปี", enum=YEAR_BASIS)]
    raw_text: Annotated[str, RAW_TEXT]

    def __post_init__(self) -> None:
        check(self)
