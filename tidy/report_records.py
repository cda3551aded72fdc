"""Records about whole files: a report, an organisation, a file of the raw folder."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Annotated

from tidy.column import BE_OFFSET, check
from tidy.common_columns import (
    BASIS,
    FILE_BYTES,
    ORGANIZATION_ID,
    REPORT_ID,
    SHA256,
    SNAKE_CASE,
    SOURCE_FILE,
    count,
    day,
    points,
    text,
    year_be,
    year_ce,
)
from tidy.errors import ContractError

SOURCE_FORMATS = ("pdf", "text", "html", "docx", "image")
TEXT_ORIGINS = ("text_layer", "ocr", "mixed", "markup")
REPORT_KINDS = ("measures_report", "measures_plan", "score_analysis", "score_report", "other")
ORGANIZATION_TYPES = (
    "provincial_administrative_organization",
    "city_municipality",
    "town_municipality",
    "subdistrict_municipality",
    "subdistrict_administrative_organization",
    "special_local_government",
    "province",
    "department",
    "university",
    "state_enterprise",
    "other",
)
STATUSES = ("converted", "failed", "skipped", "duplicate")


def check_years(fiscal_year_be: int | None, fiscal_year: int | None) -> None:
    """The two ways to say a fiscal year must say the same one."""
    in_be = None if fiscal_year is None else fiscal_year + BE_OFFSET
    if in_be != fiscal_year_be:
        raise ContractError(f"fiscal years differ: {fiscal_year_be} B.E. and {fiscal_year} C.E.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One row a source document."""

    report_id: Annotated[str, REPORT_ID]
    source_file: Annotated[str, SOURCE_FILE]
    source_sha256: Annotated[str, SHA256]
    source_bytes: Annotated[int, FILE_BYTES]
    source_url: Annotated[
        str | None,
        text("Where it was published, if `sources.csv` says so.", "ที่อยู่เว็บที่เผยแพร่ หากมีใน `sources.csv`"),
    ] = None
    source_format: Annotated[str, text("Kind of file.", "ชนิดของไฟล์", enum=SOURCE_FORMATS)]
    text_origin: Annotated[str, text("Where the letters come from.", "ที่มาของตัวอักษร", enum=TEXT_ORIGINS)]
    page_count: Annotated[int | None, count("Number of pages.", "จำนวนหน้า", unit="pages")] = None
    title: Annotated[str | None, text("Title as printed.", "ชื่อเรื่องตามที่พิมพ์")] = None
    report_kind: Annotated[
        str,
        text(
            "What the report is; where two kinds fit, the one named first here.",
            "ประเภทของรายงาน หากเข้าได้สองประเภท ใช้ประเภทที่อยู่ก่อนในรายการนี้",
            enum=REPORT_KINDS,
        ),
    ]
    organization_id: Annotated[str | None, ORGANIZATION_ID] = None
    fiscal_year_be: Annotated[
        int | None, year_be("The report's own fiscal year (B.E.).", "ปีงบประมาณของรายงาน (พ.ศ.)")
    ] = None
    fiscal_year: Annotated[int | None, year_ce("The same year, C.E. (B.E. less 543).", "ปีงบประมาณของรายงาน (ค.ศ.)")] = (
        None
    )
    period_start: Annotated[datetime.date | None, day("First day that the report covers.", "วันแรกที่รายงานครอบคลุม")] = (
        None
    )
    period_end: Annotated[datetime.date | None, day("Last day that the report covers.", "วันสุดท้ายที่รายงานครอบคลุม")] = None
    document_number: Annotated[
        str | None,
        text("Memo number, in Arabic digits.", "เลขที่หนังสือ เป็นเลขอารบิก", arabic_digits=True),
    ] = None
    document_date: Annotated[
        datetime.date | None,
        day(
            "Date of the memo, of the announcement, or that the document says it was made on.",
            "วันที่ของหนังสือหรือประกาศ หรือวันที่จัดทำตามที่ระบุในเอกสาร",
        ),
    ] = None
    overall_score: Annotated[
        float | None, points("Overall score of the report's own year.", "คะแนนรวมของปีงบประมาณของรายงาน")
    ] = None
    result_level: Annotated[
        str | None,
        text(
            "Level as printed, in the canonical wording of the year's scale.",
            "ระดับผลการประเมินตามที่พิมพ์ ใช้ถ้อยคำมาตรฐานของปีนั้น",
        ),
    ] = None
    measure_count: Annotated[int, count("Rows of this report in `measures`.", "จำนวนแถวใน `measures`", unit="rows")] = 0
    score_count: Annotated[int, count("Rows of this report in `scores`.", "จำนวนแถวใน `scores`", unit="rows")] = 0
    finding_count: Annotated[int, count("Rows of this report in `findings`.", "จำนวนแถวใน `findings`", unit="rows")] = 0
    fiscal_year_basis: Annotated[str | None, text("What the fiscal year rests on.", "ที่มาของปีงบประมาณ", enum=BASIS)] = (
        None
    )
    period_basis: Annotated[str | None, text("What the period rests on.", "ที่มาของช่วงเวลา", enum=BASIS)] = None
    source_published: Annotated[
        datetime.date | None,
        day("Day it was published on, if `sources.csv` says so.", "วันที่เผยแพร่ หากมีใน `sources.csv`"),
    ] = None
    source_retrieved: Annotated[
        datetime.date | None,
        day("Day the file was retrieved on, if `sources.csv` says so.", "วันที่ดาวน์โหลดไฟล์ หากมีใน `sources.csv`"),
    ] = None
    source_note: Annotated[
        str | None, text("Note on the file, from `sources.csv`.", "หมายเหตุของไฟล์ จาก `sources.csv`")
    ] = None

    def __post_init__(self) -> None:
        check(self)
        check_years(self.fiscal_year_be, self.fiscal_year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """One row an organisation seen in the reports."""

    organization_id: Annotated[str, ORGANIZATION_ID]
    organization: Annotated[str, text("Full name.", "ชื่อเต็มของหน่วยงาน")]
    organization_type: Annotated[str, text("Kind of organisation.", "ประเภทของหน่วยงาน", enum=ORGANIZATION_TYPES)]
    name: Annotated[str | None, text("Name without the kind.", "ชื่อโดยไม่มีคำบอกประเภท")] = None
    subdistrict: Annotated[str | None, text("Subdistrict, without its prefix.", "ตำบล/แขวง ไม่มีคำนำหน้า")] = None
    district: Annotated[str | None, text("District, without its prefix.", "อำเภอ/เขต ไม่มีคำนำหน้า")] = None
    province: Annotated[str | None, text("Province, without its prefix.", "จังหวัด ไม่มีคำนำหน้า")] = None
    province_code: Annotated[
        str | None, text("Province code of TIS 1099.", "รหัสจังหวัดตาม มอก. 1099", pattern="[0-9]{2}")
    ] = None
    iso_3166_2: Annotated[
        str | None, text("Province code of ISO 3166-2.", "รหัสจังหวัดตาม ISO 3166-2", pattern="TH-[0-9]{2}")
    ] = None
    parent_organization: Annotated[
        str | None,
        text(
            "The university of a faculty, the ministry of a department, if printed.",
            "หน่วยงานต้นสังกัด เช่น มหาวิทยาลัยของคณะ กระทรวงของกรม หากพิมพ์ไว้",
        ),
    ] = None
    name_basis: Annotated[str | None, text("What the name rests on.", "ที่มาของชื่อ", enum=BASIS)] = None
    place_basis: Annotated[
        str | None,
        text("What district and province rest on.", "ที่มาของอำเภอและจังหวัด", enum=BASIS),
    ] = None

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One row a file of the raw folder, whatever became of it."""

    source_file: Annotated[str, SOURCE_FILE]
    source_sha256: Annotated[str | None, SHA256] = None
    source_bytes: Annotated[int | None, FILE_BYTES] = None
    status: Annotated[str, text("What became of the file.", "ผลการอ่านไฟล์", enum=STATUSES)]
    error_code: Annotated[str | None, text("Short stable name of the trouble.", "รหัสของปัญหา", pattern=SNAKE_CASE)] = (
        None
    )
    error: Annotated[
        str | None,
        text("The trouble and what to do, in one sentence.", "ปัญหาและสิ่งที่ควรทำ หนึ่งประโยค (ภาษาอังกฤษ)"),
    ] = None
    report_id: Annotated[str | None, REPORT_ID] = None

    def __post_init__(self) -> None:
        check(self)
