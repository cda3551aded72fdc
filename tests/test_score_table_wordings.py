"""Score tables whose totals, changes and titles are worded in further ways: what is right beside what must not be."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.small_reports import INDICATORS
from tests.building import TITLE, codes, read, scores_of, table
from tidy.records import Score
from tidy.tables import ReportTables

NAMES = [f"{number}. {name}" for number, name in enumerate(INDICATORS, start=1)]


def changes(tables: ReportTables) -> dict[tuple[int | None, str], float | None]:
    return {(one.fiscal_year_be, one.code): one.printed_change for one in tables.scores if one.printed_change}


def overall(tables: ReportTables) -> list[Score]:
    return [one for one in tables.scores if one.code == "overall"]


@pytest.mark.parametrize(
    ("cells", "change"),
    [
        (("91.00", "90.35", "(0.65)"), -0.65),  # in brackets: less, as in accounts
        (("91.00", "90.35", "(๐.๖๕)"), -0.65),
        (("90.35", "91.00", "0.65"), 0.65),
        (("90.35", "91.00", "(+0.65)"), 0.65),
        (("90.35", "91.00", "▲ (0.65)"), 0.65),
    ],
)
def test_a_change_in_brackets(cells: Sequence[str], change: float) -> None:
    tables = read(TITLE[2567], table(["ตัวชี้วัด", "ปี 2566", "ปี 2567", "ผลต่าง"], [NAMES[0], *cells], [NAMES[1], *cells]))
    assert changes(tables) == {(2567, "1"): change, (2567, "2"): change}
    assert "change_mismatch" not in codes(tables)


@pytest.mark.parametrize(
    ("label", "scores"),
    [
        ("รวมคะแนน ITA มหาวิทยาลัย", 1),
        ("คะแนนรวมของเทศบาล", 1),
        ("ภาพรวมองค์กร", 1),
        ("คะแนนเฉลี่ย เทศบาล", 0),  # of all such bodies?
        ("คะแนนรวมของจังหวัด", 0),
    ],
)
def test_a_total_that_names_the_body(label: str, scores: int) -> None:
    rows = [[name, f"8{place}.10"] for place, name in enumerate(NAMES[:9])]
    tables = read(TITLE[2567], table(["ตัวชี้วัด", "คะแนน"], *rows, [label, "79.99"]))
    assert len(overall(tables)) == scores
    assert ("number_unread" in codes(tables)) is not bool(scores)


YEARS = [["๒๕๖๖", "80.00", "81.00", "90.00", "84.30", "-"], ["๒๕๖๗", "82.00", "83.00", "91.00", "85.90", "+1.60"]]


@pytest.mark.parametrize("header", ["เพิ่มขึ้น/ลดลงจากปีก่อน", "เพิ่ม/ลดจากปีที่ผ่านมา", "ผลต่างจากปีก่อน"])
def test_a_change_beside_the_overall_of_a_row_of_years(header: str) -> None:
    tables = read(TITLE[2567], table(["ปีงบประมาณ", "IIT", "EIT", "OIT", "คะแนนรวม", header], *YEARS))
    assert changes(tables) == {(2567, "overall"): 1.6}
    assert scores_of(tables, 2566) == {"IIT": 80.0, "EIT": 81.0, "OIT": 90.0, "overall": 84.3}
    assert "column_unmapped" not in codes(tables)


@pytest.mark.parametrize("label", ["เฉลี่ย ๒ ปี", "ค่าเฉลี่ยย้อนหลัง ๒ ปี", "เฉลี่ย"])
def test_a_mean_of_years_is_no_score_of_any(label: str) -> None:
    mean = [label, "81.00", "82.00", "90.50", "85.10", ""]
    tables = read(TITLE[2567], table(["ปีงบประมาณ", "IIT", "EIT", "OIT", "คะแนนรวม", "ระดับ"], *YEARS, mean))
    assert len(tables.scores) == 8
    assert "score_conflict" not in codes(tables)


@pytest.mark.parametrize(
    ("title", "year"),
    [
        (("สรุปผลคะแนนการเปิดเผยข้อมูลสาธารณะ (OIT) ประจำปีงบประมาณ พ.ศ.", "๒๕๖๖"), 2566),
        (("สรุปผลคะแนน OIT รายข้อ ประจำปีงบประมาณ พ.ศ.", "๒๕๖๖"), 2566),
        (("สรุปผลคะแนน MOIT รายข้อ ประจำปีงบประมาณ พ.ศ.", "๒๕๖๖"), None),
    ],
)
def test_a_title_of_the_web_site_s_check_alone(title: Sequence[str], year: int | None) -> None:
    tables = read(*title, table(["ข้อ", "ข้อมูล", "คะแนน"], ["O๑", "โครงสร้าง", "๑๐๐"], ["O๒", "ข้อมูลผู้บริหาร", "๐"]))
    assert {one.fiscal_year_be for one in tables.scores} == ({year} if year else set())
