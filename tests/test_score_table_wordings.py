"""Score tables whose totals, changes and titles are worded in further ways: what is right beside what must not be."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.small_reports import INDICATORS
from tests.building import TITLE, Text, codes, read, scores_of, table
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


# --- columns of numbers that are none of the whole's scores ----------------------------------------------------------

PARTS = ("80.00", "84.00", "82.00")


@pytest.mark.parametrize(
    ("headers", "scores"),
    [
        (("ส่วนที่ 1", "ส่วนที่ 2", "เฉลี่ย"), {"6": 82.0, "7": 82.0}),
        (("EIT ส่วนที่ ๑", "EIT ส่วนที่ ๒", "คะแนน EIT"), {"6": 82.0, "7": 82.0}),
        (("สำนักปลัด", "กองคลัง", "ภาพรวม"), {"6": 82.0, "7": 82.0}),
        (("น้อย", "มาก", "คะแนน"), {"6": 82.0, "7": 82.0}),
        (("ส่วนที่ 1", "ส่วนที่ 2", "หมายเหตุ"), {}),  # of no part alone is it known that it is the score
    ],
)
def test_parts_of_a_score_are_no_score(headers: Sequence[str], scores: dict[str, float]) -> None:
    tables = read(
        TITLE[2567],
        table([("ตัวชี้วัด", 2, 1), ("คะแนน EIT (ร้อยละ)", 1, 3)], [*headers], [NAMES[5], *PARTS], [NAMES[6], *PARTS]),
    )
    assert scores_of(tables, 2567) == scores
    assert "score_conflict" not in codes(tables)


def test_parts_that_are_instruments_are_scores() -> None:
    header = ["ปี", "ส่วนที่ 1 IIT", "ส่วนที่ 2 EIT", "ส่วนที่ 3 OIT"]
    tables = read(TITLE[2567], table(header, ["2566", *PARTS], ["2567", *PARTS]))
    assert scores_of(tables, 2567) == {"IIT": 80.0, "EIT": 84.0, "OIT": 82.0}


@pytest.mark.parametrize("header", ["ค่าเฉลี่ย 2 ปี", "เฉลี่ย", "คะแนนเฉลี่ยย้อนหลัง"])
def test_a_mean_beside_years_is_no_score(header: str) -> None:
    tables = read(TITLE[2567], table(["ตัวชี้วัด", "ปี 66", "ปี 67", header], [NAMES[0], *PARTS], [NAMES[1], *PARTS]))
    assert (scores_of(tables, 2566), scores_of(tables, 2567)) == ({"1": 80.0, "2": 80.0}, {"1": 84.0, "2": 84.0})
    assert "score_conflict" not in codes(tables)


@pytest.mark.parametrize(
    ("header", "cells", "scores", "measures"),
    [
        (("เป้าหมาย", "ผลที่ได้"), ("85", "90.12"), {"1": 90.12, "2": 90.12}, 0),
        (("ค่าเป้าหมาย", "ผลการดำเนินงาน"), ("85.00", "90.12"), {"1": 90.12, "2": 90.12}, 0),
        (("มาตรการ", "ผลการดำเนินงาน"), ("อบรม", "90.12"), {}, 2),  # of what is done
        (("เป้าหมาย", "ผลที่ได้"), ("85", "ประชาชนพึงพอใจ"), {}, 2),
    ],
)
def test_results_that_are_numbers_beside_indicators(
    header: Sequence[str], cells: Sequence[str], scores: dict[str, float], measures: int
) -> None:
    tables = read(TITLE[2567], table(["ตัวชี้วัด", *header], [NAMES[0], *cells], [NAMES[1], *cells]))
    assert scores_of(tables, 2567) == scores
    assert len(tables.measures) == measures


@pytest.mark.parametrize(
    ("cell", "value"), [("88.50/100", 88.5), ("๘๘.๕๐ / ๑๐๐", 88.5), ("88.50/100.00", 88.5), ("27.50/30", None)]
)
def test_a_score_of_a_hundred(cell: str, value: float | None) -> None:
    tables = read(TITLE[2567], table(["ตัวชี้วัด", "คะแนน"], [NAMES[0], cell], [NAMES[1], "80.10"]))
    assert scores_of(tables, 2567) == {"1": value, "2": 80.1}


def test_an_instrument_s_mean_that_says_what_it_is_of() -> None:
    rows = [[name, f"9{place}.10"] for place, name in enumerate(NAMES[:5])]
    tables = read(TITLE[2567], table(["ตัวชี้วัด", "คะแนน"], *rows, ["รวม IIT (ตัวชี้วัดที่ 1-5)", "92.10"]))
    assert scores_of(tables, 2567)["IIT"] == 92.1


@pytest.mark.parametrize(
    ("header", "cells", "score"),
    [
        (("จำนวนข้อทั้งหมด", "ข้อที่ได้คะแนน", "คิดเป็นร้อยละ"), ("8", "7", "87.50"), 87.5),
        (("จำนวนข้อ", "จำนวนข้อที่ผ่าน", "ร้อยละ"), ("8", "7", "87.50"), 87.5),
        (("กลุ่มตัวอย่าง (คน)", "จำนวนผู้ตอบ", "ร้อยละ"), ("8", "7", "87.50"), None),  # of the persons
    ],
)
def test_counts_of_items_and_their_share(header: Sequence[str], cells: Sequence[str], score: float | None) -> None:
    rows = [["9.1 ข้อมูลพื้นฐาน", *cells], ["9.3 การจัดซื้อจัดจ้าง", *cells]]
    tables = read(TITLE[2567], table(["ตัวชี้วัดย่อย", *header], *rows))
    assert scores_of(tables, 2567) == ({"9.1": score, "9.3": score} if score else {})


def test_bare_numbers_under_instruments_are_their_indicators() -> None:
    rows: tuple[Sequence[Text], ...] = (
        [("รายการ", 2, 1), ("EIT", 1, 3), ("OIT", 1, 2)],
        ["๖", "๗", "๘", "๙", "๑๐"],
        ["คะแนน", "80.10", "81.10", "82.10", "100", "95.00"],
        ["ลำดับ", "5", "4", "3", "1", "2"],
    )
    expected = {"6": 80.1, "7": 81.1, "8": 82.1, "9": 100.0, "10": 95.0}
    assert scores_of(read(TITLE[2567], table(*rows)), 2567) == expected


def test_numbers_under_an_instrument_that_are_none_of_its_indicators() -> None:
    rows: tuple[Sequence[Text], ...] = (
        [("รายการ", 2, 1), ("EIT", 1, 2), ("OIT", 1, 2)],
        ["๑", "๒", "๓", "๔"],
        ["คะแนน", "80.10", "81.10", "82.10", "100"],
    )
    assert not read(TITLE[2567], table(*rows)).scores


def test_points_of_a_weight_beside_the_score() -> None:
    header = ["เครื่องมือ", "คะแนนเฉลี่ย", "น้ำหนัก", "คะแนนที่ได้"]
    rows = [["IIT", "90.00", "30", "27.00"], ["EIT", "80.00", "30", "24.00"], ["OIT", "95.00", "40", "38.00"]]
    tables = read(TITLE[2567], table(header, *rows, ["คะแนนรวม", "", "100", "89.00"]))
    assert scores_of(tables, 2567) == {"IIT": 90.0, "EIT": 80.0, "OIT": 95.0, "overall": 89.0}
    assert "score_conflict" not in codes(tables)


@pytest.mark.parametrize(
    ("label", "code"), [("EIT ส่วนที่ 1", None), ("แบบวัด EIT (ส่วนที่ ๑)", None), ("ส่วนที่ 2 แบบวัด EIT", "EIT")]
)
def test_a_part_of_an_instrument_is_not_the_instrument(label: str, code: str | None) -> None:
    rows = [["แบบวัด IIT", "90.10"], [label, "85.10"], ["แบบวัด OIT", "95.10"]]
    tables = read(TITLE[2567], table(["เครื่องมือ", "คะแนน"], *rows))
    assert scores_of(tables, 2567) == {"IIT": 90.1, "OIT": 95.1} | ({code: 85.1} if code else {})
    assert ("number_unread" in codes(tables)) is (code is None)


@pytest.mark.parametrize("header", ["คะแนนคาดการณ์ปี 2568", "คะแนนที่คาดหวัง ปี 2568", "คะแนนที่ตั้งเป้า 2568"])
def test_a_hoped_for_score_is_none(header: str) -> None:
    rows = [[name, "88.10", "95.00"] for name in NAMES[:2]]
    tables = read(TITLE[2567], table(["ตัวชี้วัด", "คะแนนปี 2567", header], *rows))
    assert {(one.fiscal_year_be, one.score) for one in tables.scores} == {(2567, 88.1)}


def test_a_summary_of_the_result_is_no_follow_up() -> None:
    rows = [["คะแนนรวม", "88.10"], ["ตัวชี้วัดที่ได้คะแนนสูงสุด", "การเปิดเผยข้อมูล"], ["ระดับผลการประเมิน", "ผ่าน"]]
    tables = read(TITLE[2567], table(["รายการ", "ผล"], *rows))
    assert not tables.measures
    assert "table_unmapped" in codes(tables)
