"""What a report says of itself: title, fiscal year, period, kind."""

from __future__ import annotations

from datetime import date

import pytest

from extract.document import Block
from normalize.prose_lines import read_prose_lines
from normalize.report_head import Head, read_head, report_kind, title_kinds
from tests.building import TITLE, codes, document, read, table

ABOUT = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
LONG = "ข้อความยาวที่อธิบายการทำงานของหน่วยงานในรอบปีที่ผ่านมา " * 4


def of(*lines: Block | str) -> Head:
    return read_head(read_prose_lines(document(*lines)), None)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ((TITLE[2566],), TITLE[2566]),
        ((ABOUT, "ประจำปีงบประมาณ พ.ศ. ๒๕๖๖"), f"{ABOUT} ประจำปีงบประมาณ พ.ศ. ๒๕๖๖"),
        ((f"**{TITLE[2566]}**",), TITLE[2566]),
        (("- ๑ -", TITLE[2566]), TITLE[2566]),
        (
            ("รายงานการวิเคราะห์ผลการประเมินคุณธรรมและ", "ความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA)"),
            "รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA)",
        ),
        (("รายงานการประชุม", "เรื่องทั่วไป"), None),
        ((), None),
    ],
)
def test_the_title(lines: tuple[str, ...], title: str | None) -> None:
    assert of(*lines).title == title


@pytest.mark.parametrize(
    ("lines", "year", "basis"),
    [
        ((TITLE[2566],), 2566, "printed"),
        ((ABOUT, "ประจำปีงบประมาณ พ.ศ. ๒๕๖๗"), 2567, "printed"),
        ((ABOUT, "ประจำปี 2568"), 2568, "printed"),
        # the title's year, not the year of the result that it answers
        ((TITLE[2566], f"จากผลการประเมิน ปีงบประมาณ ๒๕๖๕ และปีงบประมาณ ๒๕๖๕ {LONG}"), 2566, "printed"),
        ((ABOUT, f"{LONG} ปีงบประมาณ ๒๕๖๗"), 2567, "inferred"),
        ((ABOUT, "ตามพระราชบัญญัติข้อมูลข่าวสาร พ.ศ. ๒๕๔๐"), None, None),  # the year of a law
        ((ABOUT,), None, None),
        ((f"{ABOUT} ๒๕๖๘",), 2568, "inferred"),  # a bare year at a title's end
        ((f"{ABOUT} เลขที่ 12/2568",), None, None),
    ],
)
def test_the_fiscal_year(lines: tuple[str, ...], year: int | None, basis: str | None) -> None:
    found = of(*lines)
    assert (found.fiscal_year_be, found.fiscal_year_basis) == (year, basis)


def test_a_year_that_is_not_said_is_told() -> None:
    tables = read(ABOUT, table(["มาตรการ", "วิธีการ"], ["ก", "ข"], spans=False))
    assert tables.report.fiscal_year_be is None
    assert "fiscal_year_unknown" in codes(tables)


@pytest.mark.parametrize(
    ("lines", "start", "end", "basis"),
    [
        ((TITLE[2566],), date(2022, 10, 1), date(2023, 9, 30), "inferred"),
        ((TITLE[2566], "(๑ ตุลาคม ๒๕๖๕ – ๓๑ มีนาคม ๒๕๖๖)"), date(2022, 10, 1), date(2023, 3, 31), "printed"),
        (
            (TITLE[2566], "รอบ ๖ เดือน", "(๑ ตุลาคม ๒๕๖๕ - ๓๑ มีนาคม ๒๕๖๖)"),
            date(2022, 10, 1),
            date(2023, 3, 31),
            "printed",
        ),
        ((f"{ABOUT} ประจำปีงบประมาณ พ.ศ. 2566 รอบ ๖ เดือนแรก",), date(2022, 10, 1), date(2023, 3, 31), "printed"),
        ((ABOUT,), None, None, None),
    ],
)
def test_the_period(lines: tuple[str, ...], start: date | None, end: date | None, basis: str | None) -> None:
    found = of(*lines)
    assert (found.period_start, found.period_end) == (start, end)
    assert found.period_basis == basis


def test_years_whose_results_are_answered_are_counted() -> None:
    found = of(TITLE[2566], "จากผลการประเมิน ITA ปีงบประมาณ ๒๕๖๕", "ผลคะแนน ปี ๒๕๖๕ และผลการประเมิน ปี ๒๕๖๔")
    assert found.answered_years[2565] == 2
    assert 2566 not in found.answered_years


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรม", "measures_report"),
        ("มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน", "measures_plan"),
        ("การวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส", "score_analysis"),
        ("รายงานผลการประเมินคุณธรรมและความโปร่งใส", "score_report"),
        ("รายงานการประชุม", None),
        (None, None),
    ],
)
def test_the_kind_that_a_title_says(title: str | None, first: str | None) -> None:
    assert next(iter(title_kinds(title)), None) == first


KINDS = (  # title, measures, results, scores, discussed, about, kind
    ("มาตรการส่งเสริมคุณธรรม", 3, False, 0, False, True, "measures_plan"),
    ("มาตรการส่งเสริมคุณธรรม", 3, True, 0, False, True, "measures_report"),
    ("รายงานผลการดำเนินการ", 3, False, 5, False, True, "measures_report"),  # where two fit, the one named first
    ("รายงานผลการประเมิน", 0, False, 11, False, True, "score_report"),
    ("รายงานผลการประเมิน", 0, False, 11, True, True, "score_analysis"),
    ("การวิเคราะห์ผลการประเมิน", 0, False, 11, False, True, "score_analysis"),
    ("รายงานผลการดำเนินการ", 0, False, 0, False, True, "measures_report"),
    ("รายงานผลการดำเนินการ", 3, True, 5, False, False, "other"),
    (None, 0, False, 0, False, True, "other"),
)


@pytest.mark.parametrize(("title", "measures", "results", "scores", "discussed", "about", "kind"), KINDS)
def test_the_kind_of_a_report(
    title: str | None, measures: int, results: bool, scores: int, discussed: bool, about: bool, kind: str
) -> None:
    found = report_kind(title, measures=measures, results=results, scores=scores, discussed=discussed, about=about)
    assert found == kind


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        ("",),
        ("404 Not Found", "nginx"),
        ("กาลครั้งหนึ่งนานมาแล้ว มีเจ้าชายอาศัยอยู่ในปราสาทบนเขา", "เจ้าชายมีม้าสีขาว ๒ ตัว"),
        (table(["ชื่อ", "คะแนน"], ["สมชาย", "๘๐"], ["สมหญิง", "๙๐"], spans=False),),
    ],
)
def test_what_is_no_report_is_told_and_gives_no_rows(blocks: tuple[Block | str, ...]) -> None:
    tables = read(*blocks)
    assert tables.report.report_kind == "other"
    assert (tables.scores, tables.measures, tables.report.overall_score) == ((), (), None)
    assert "not_a_report" in codes(tables)


def test_the_overall_of_a_report_is_that_of_its_own_year() -> None:
    rows = [["ตัวชี้วัด", "พ.ศ. ๒๕๖๕", "พ.ศ. ๒๕๖๖"], ["การปฏิบัติหน้าที่", "80.10", "90.10"], ["การใช้อำนาจ", "70.10", "75.10"]]
    rows += [["คะแนนเฉลี่ย", "71.11", "82.22"], ["ระดับ", "C", "ต้องปรับปรุง"]]
    tables = read("เทศบาลตำบลหัวนา", TITLE[2566], table(*rows, spans=False))
    assert (tables.report.overall_score, tables.report.result_level) == (82.22, "ต้องปรับปรุง")
    levels = {one.fiscal_year_be: one.result_level for one in tables.scores if one.scope == "overall"}
    assert levels == {2565: "C", 2566: "ต้องปรับปรุง"}


def test_a_report_that_says_nothing_readable_is_told() -> None:
    assert "nothing_read" in codes(read(TITLE[2566], "เรียน ท่านนายก"))
