"""Records about scores and about the catalogue of what is scored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from tidy.column import ColumnType, check
from tidy.common_columns import (
    COL_NO,
    COMPARISON,
    CONFIDENCE,
    INSTRUMENT,
    ORGANIZATION_ID,
    PAGE,
    REPORT_ID,
    ROW_NO,
    SCOPE,
    TABLE_NO,
    indicator_number,
    points,
    real,
    source_text,
    text,
    whole,
    year_be,
    year_ce,
)
from tidy.errors import ContractError
from tidy.report_records import check_years

SCORE_STATES = ("printed", "blank", "not_assessed", "unreadable")
TRENDS = ("up", "down", "same")
PROOFS = ("proved", "consistent", "contradicted", "unprovable")
CODE = text(
    "Code in the catalogue: `overall`, `IIT`, `1` to `10`, `9.1`, `O11`, `I20`, `E5`.",
    "รหัสในบัญชีตัวชี้วัด: `overall` `IIT` `1` ถึง `10` `9.1` `O11` `I20` `E5`",
    pattern="overall|[A-Za-z0-9]+(\\.[0-9]+)*",
)
SCOPE_COLUMN = text("What kind of thing is scored.", "ระดับของสิ่งที่ให้คะแนน", enum=SCOPE)
INSTRUMENT_COLUMN = text("Instrument; null for `overall`.", "เครื่องมือการประเมิน ว่างสำหรับ `overall`", enum=INSTRUMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One row a report, fiscal year and scored thing."""

    report_id: Annotated[str, REPORT_ID]
    organization_id: Annotated[str | None, ORGANIZATION_ID] = None
    fiscal_year_be: Annotated[
        int | None,
        year_be(
            "Fiscal year that the score is for (B.E.); it may differ from the report's.",
            "ปีงบประมาณของคะแนน (พ.ศ.) อาจไม่ใช่ปีของรายงาน",
        ),
    ] = None
    fiscal_year: Annotated[int | None, year_ce("The same year, C.E.", "ปีงบประมาณของคะแนน (ค.ศ.)")] = None
    scope: Annotated[str, SCOPE_COLUMN]
    code: Annotated[str, CODE]
    indicator_no: Annotated[
        int | None,
        indicator_number(
            "Indicator, 1 to 10; null for `overall` and `instrument`.",
            "ตัวชี้วัดที่ 1 ถึง 10 ว่างสำหรับ `overall` และ `instrument`",
        ),
    ] = None
    instrument: Annotated[str | None, INSTRUMENT_COLUMN] = None
    name_th: Annotated[str | None, text("Name in the catalogue of that year.", "ชื่อตามบัญชีตัวชี้วัดของปีนั้น")] = None
    score: Annotated[
        float | None,
        points(
            "Score; null unless `score_state` is `printed`. Other scales are scaled up to 100, unrounded.",
            "คะแนน 0 ถึง 100 ว่างเมื่อ `score_state` ไม่ใช่ `printed` คะแนนจากฐานอื่นแปลงเป็นฐาน 100 โดยไม่ปัดเศษ",
        ),
    ] = None
    score_max: Annotated[
        float | None, real("Top of the printed scale.", "คะแนนเต็มของฐานที่พิมพ์", unit="points", minimum=0)
    ] = None
    score_state: Annotated[
        str,
        text(
            "What the report gives: `-` is blank, a printed zero is a printed score.",
            "รายงานให้คะแนนไว้อย่างไร: `-` คือว่าง ส่วน 0 ที่พิมพ์ไว้คือคะแนน",
            enum=SCORE_STATES,
        ),
    ]
    raw_score: Annotated[
        str | None,
        source_text("As printed in the first place that gives it.", "ตามที่พิมพ์ในที่แรกที่กล่าวถึง"),
    ] = None
    passing_score: Annotated[float | None, points("Printed pass mark.", "เกณฑ์ผ่านที่พิมพ์ไว้")] = None
    printed_comparison: Annotated[
        str | None,
        text("Printed comparison with the pass mark.", "การเทียบกับเกณฑ์ตามที่พิมพ์", enum=COMPARISON),
    ] = None
    printed_trend: Annotated[
        str | None, text("Printed direction of the change.", "ทิศทางการเปลี่ยนแปลงตามที่พิมพ์", enum=TRENDS)
    ] = None
    printed_change: Annotated[
        float | None,
        real(
            "Printed change to an earlier year, signed.",
            "ผลต่างจากปีก่อนตามที่พิมพ์ มีเครื่องหมาย",
            unit="points of 100",
        ),
    ] = None
    result_level: Annotated[
        str | None, text("Printed level, in canonical wording.", "ระดับผลตามที่พิมพ์ ใช้ถ้อยคำมาตรฐาน")
    ] = None
    mention_count: Annotated[
        int,
        whole(ColumnType.INT16, "How many places of the report give it.", "จำนวนแห่งในรายงานที่กล่าวถึง", minimum=1),
    ] = 1
    proof: Annotated[
        str,
        text(
            "What the report's own arithmetic says of the number.",
            "ผลตรวจด้วยการคำนวณจากตัวเลขในรายงานเอง",
            enum=PROOFS,
        ),
    ] = "unprovable"
    page: Annotated[int | None, PAGE] = None
    table_no: Annotated[int | None, TABLE_NO] = None
    row_no: Annotated[int | None, ROW_NO] = None
    col_no: Annotated[int | None, COL_NO] = None

    def __post_init__(self) -> None:
        check(self)
        check_years(self.fiscal_year_be, self.fiscal_year)
        if (self.score_state == "printed") != (self.score is not None):
            raise ContractError(f"the score {self.score} cannot have the state {self.score_state}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One row a fiscal year and code of the catalogue."""

    fiscal_year_be: Annotated[int, year_be("Fiscal year of the catalogue (B.E.).", "ปีงบประมาณของบัญชี (พ.ศ.)")]
    code: Annotated[str, CODE]
    scope: Annotated[str, text("What kind of thing it is.", "ระดับของรายการ", enum=(*SCOPE, "issue"))]
    instrument: Annotated[str | None, INSTRUMENT_COLUMN] = None
    parent_code: Annotated[str | None, text("Code that it belongs to.", "รหัสที่สังกัด")] = None
    name_th: Annotated[str | None, text("Thai name of that year.", "ชื่อภาษาไทยของปีนั้น")] = None
    name_en: Annotated[str | None, text("English name; these are unstable.", "ชื่อภาษาอังกฤษ (ไม่คงที่)")] = None
    weight: Annotated[
        float | None,
        real("Weight in the overall score.", "น้ำหนักในคะแนนรวม", unit="share of 1", minimum=0, maximum=1),
    ] = None
    source: Annotated[str | None, text("Where the entry comes from.", "แหล่งที่มาของรายการ")] = None
    confidence: Annotated[str | None, text("How sure the entry is.", "ความน่าเชื่อถือของรายการ", enum=CONFIDENCE)] = None

    def __post_init__(self) -> None:
        check(self)
