"""Scores in sentences that speak of several years, several things or several words for one level."""

from __future__ import annotations

import pytest

from normalize.findings import Place
from normalize.score_prose import read_prose
from tests.building import codes, head, read, scores_of, table


def said(text: str, year: int = 2568) -> list[tuple[str, str, int | None, float | None]]:
    found = read_prose(text, year, Place(), 0)
    return [(one.text or one.kind, one.subject.code, one.year, one.value) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the year in brackets is that of the number behind it
        ("การใช้อำนาจ ได้ ๘๙.๑๒ คะแนน (ปี ๒๕๖๖ ได้ ๘๕.๐๐ คะแนน)", [("3", 2568, 89.12), ("3", 2566, 85.0)]),
        ("คะแนนรวม ๘๕.๐๐ คะแนน (ปี ๒๕๖๖ ได้ ๘๕.๐๐ คะแนน)", [("overall", 2568, 85.0), ("overall", 2566, 85.0)]),
        ("แบบวัด OIT ได้คะแนนสูงที่สุด คือ ๙๔.๕๐ คะแนน", [("OIT", 2568, 94.5)]),
        ("ตัวชี้วัดที่ ๓ ได้น้อยสุด คือ ๗๔.๕๐ คะแนน", [("3", 2568, 74.5)]),
        ("ตัวชี้วัดที่ ๑๐ ได้คะแนนเต็ม ๑๐๐ คะแนน", [("10", 2568, 100.0)]),
        ("ตัวชี้วัดที่ ๑๐ ได้รับคะแนนเต็ม (๑๐๐ คะแนน)", [("10", 2568, 100.0)]),
        ("ตัวชี้วัดที่ ๑๐ คะแนนเต็ม ๑๐๐ คะแนน", []),
        ("ตัวชี้วัดที่ ๑๐ ได้คะแนนเต็ม ๓๐ คะแนน", []),
        # to: a range of things before as many numbers
        (
            "ตัวชี้วัดที่ ๖ ถึงตัวชี้วัดที่ ๘ ได้ ๘๑.๑๐, ๘๒.๑๐ และ ๘๓.๑๐ ตามลำดับ",
            [("6", 2568, 81.1), ("7", 2568, 82.1), ("8", 2568, 83.1)],
        ),
        ("ตัวชี้วัดที่ ๖ ถึงตัวชี้วัดที่ ๘ ได้ ๘๑.๑๐ และ ๘๓.๑๐", []),
        ("ตัวชี้วัดที่ ๖ และตัวชี้วัดที่ ๘ ได้ ๘๑.๑๐ และ ๘๓.๑๐", [("6", 2568, 81.1), ("8", 2568, 83.1)]),
    ],
)
def test_of_what_and_of_which_year(text: str, expected: list[tuple[str, int, float]]) -> None:
    assert [(code, year, value) for _, code, year, value in said(text)] == expected


def test_a_year_that_another_number_claims_is_not_that_of_the_first() -> None:
    first, second = said("การใช้อำนาจ ได้ ๘๙.๑๒ คะแนน (ปี ๒๕๖๖ ได้ ๘๕.๐๐ คะแนน)", 2566)
    assert (first[2:], second[2:]) == ((None, 89.12), (2566, 85.0))


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("คะแนนรวม ๙๓.๐๔ คะแนน ผ่านดี", "ผ่านดี"),
        ("คะแนนรวม ๙๓.๐๔ คะแนน ผ่านดี และสูงกว่าเป้าหมาย", "ผ่านดี"),
        ("คะแนนรวม ๙๓.๐๔ คะแนน ผ่านเกณฑ์", None),  # the pass mark is no level
        ("คะแนนรวม ๙๓.๐๔ คะแนน ผ่านดีมาก", None),
        ("คะแนนรวม ๙๖.๐๔ คะแนน อยู่ในระดับดีเยี่ยม", "ผ่านดีเยี่ยม"),
    ],
)
def test_a_level_behind_its_score(text: str, level: str | None) -> None:
    assert [word for word, *_ in said(text)] == ["score", *([level] if level else [])]


def test_levels_in_brackets_between_the_numbers_of_years() -> None:
    text = "ผลคะแนน ITA ปี ๒๕๖๕ = ๗๙.๘๕ (B), ปี ๒๕๖๖ = ๘๖.๑๒ (ผ่าน), ปี ๒๕๖๗ = ๙๒.๓๓ (ผ่านดี)"
    assert [(word, year) for word, _, year, _ in said(text)] == [
        ("score", 2565), ("B", 2565), ("score", 2566), ("ผ่าน", 2566), ("score", 2567), ("ผ่านดี", 2567),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ตัวชี้วัดที่ ๒ เพิ่มขึ้นจาก ๘๐.๑๒ เป็น ๘๕.๔๐ คะแนน", [("2", 85.4)]),
        ("ตัวชี้วัดที่ ๒ การใช้งบประมาณ มีคะแนนลดลงจากร้อยละ ๘๓.๓๒ เหลือร้อยละ ๘๐.๑๒", [("2", 80.12)]),
        ("คะแนน ITA เพิ่มขึ้นจาก ๘๒.๑๐ คะแนน มาเป็น ๘๘.๔๐ คะแนน", [("overall", 88.4)]),
        ("ตัวชี้วัดที่ ๒ มีเป้าหมายเพิ่มขึ้นจาก ๘๐.๑๒ เป็น ๘๕.๔๐ คะแนน", []),
        ("ผู้รับบริการเพิ่มขึ้นจาก ๘๐.๑๒ เป็น ๘๕.๔๐", []),
        # a question's own line
        ("i๗ ท่านรู้เกี่ยวกับแผนการใช้จ่าย มากน้อยเพียงใด ได้คะแนน ๗๐.๒๐ คะแนน", [("I7", 70.2)]),
        ("- ข้อ I20 ขั้นตอนการยืมทรัพย์สินมีความสะดวก คะแนนเฉลี่ย 75.10", [("I20", 75.1)]),
        ("i7 แผนการใช้จ่าย ควรได้คะแนน 85.00", []),
        ("i7 แผนการใช้จ่าย ปีที่ผ่านมาได้คะแนน 70.20", []),
        ("i7 แผนการใช้จ่าย มีผู้ตอบว่าทราบ ร้อยละ 98.10", []),
        ("หน่วยงานพัฒนา i7 แผนการใช้จ่าย ได้คะแนน 70.20", []),  # no line of the question's own
    ],
)
def test_numbers_that_a_sentence_s_shape_ties(text: str, expected: list[tuple[str, float]]) -> None:
    assert [(code, value) for _, code, _, value in said(text)] == expected


# --- years that the lines around hand on -----------------------------------------------------------------------------

ROWS = table(["เครื่องมือ", "ร้อยละ"], ["IIT", "81.10"], ["EIT", "82.10"], ["OIT", "83.10"])


@pytest.mark.parametrize(
    ("subject", "told", "year"),
    [
        # a plan of measures answers the result of the year before
        ("กำหนดมาตรการยกระดับการประเมิน ITA ปีงบประมาณ พ.ศ. 2568", "ได้รับผลการประเมิน ปี 2567 แล้ว", 2567),
        ("รายงานผลการดำเนินการตามมาตรการ ITA ปีงบประมาณ พ.ศ. 2568", "ได้รับผลการประเมิน ปี 2567 แล้ว", 2567),
        ("รายงานผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2568", "หน่วยงานได้รับการประเมินแล้ว", 2568),
        ("กำหนดมาตรการยกระดับการประเมิน ITA ปีงบประมาณ พ.ศ. 2568", "หน่วยงานได้รับการประเมินแล้ว", 2568),
    ],
)
def test_a_plan_s_year_is_not_that_of_the_scores_it_answers(subject: str, told: str, year: int) -> None:
    tables = read(head(subject), told, "จำแนกได้ดังนี้", ROWS)
    assert scores_of(tables, year) == {"IIT": 81.1, "EIT": 82.1, "OIT": 83.1}
    assert len(tables.scores) == 3


@pytest.mark.parametrize("years", ["2565 และ 2566", "2565/2566", "2564 2565 และ 2566", "2565, 2566"])
def test_several_years_above_a_table_are_none_of_its_own(years: str) -> None:
    tables = read(head("รายงานผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567"), f"ตารางที่ 1 ผลคะแนนปี {years}", ROWS)
    assert {one.fiscal_year_be for one in tables.scores} == {2567}


def test_a_year_that_is_only_compared_with_is_not_handed_on() -> None:
    tables = read(
        head("รายงานผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567"),
        "เมื่อเปรียบเทียบกับปีงบประมาณ พ.ศ. 2566 มีคะแนนรายตัวชี้วัดดังนี้",
        "1) ตัวชี้วัดการใช้อำนาจ ได้ 89.12 คะแนน (ปีงบประมาณ พ.ศ. 2566 ได้ 85.00 คะแนน)",
        "จำแนกตามเครื่องมือ",
        ROWS,
    )
    assert scores_of(tables, 2566) == {"3": 85.0}
    assert scores_of(tables, 2567) == {"3": 89.12, "IIT": 81.1, "EIT": 82.1, "OIT": 83.1}
    assert "score_conflict" not in codes(tables)
