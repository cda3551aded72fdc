"""Scores in sentences that speak of several years, bodies and conditions: each number's own year, or none and told."""

from __future__ import annotations

import pytest

from normalize.findings import NOWHERE
from normalize.score_prose import Speaker, read_prose
from tests.building import codes, par, read

Said = list[tuple[str, int | None, float | None]]
UNIVERSITY = Speaker("ทดสอบ", "university")


def said(text: str, kind: str = "score", year: int | None = 2567) -> Said:
    found = read_prose(text, year, NOWHERE, 0, UNIVERSITY)
    return [(one.subject.code, one.year, one.value) for one in found if one.kind == kind]


SCORES: tuple[tuple[str, Said], ...] = (
    # an instrument by its words
    ("แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน มีผลคะแนน ๙๐.๐๖ คะแนน (น้ำหนักร้อยละ ๓๐)", [("IIT", 2567, 90.06)]),
    ("แบบวัดการเปิดเผยข้อมูลสาธารณะ มีผลคะแนน ๙๘.๑๘ คะแนน", [("OIT", 2567, 98.18)]),
    ("การเปิดเผยข้อมูลสาธารณะ ได้คะแนน ๙๘.๑๘ คะแนน", [("9", 2567, 98.18)]),
    ("ผู้มีส่วนได้ส่วนเสียภายในตอบแบบวัดร้อยละ ๙๕.๒๐", []),
    # years of two digits
    ("ผลการประเมินในภาพรวม (ปี ๖๖ = ๘๒.๔๐, ปี ๖๗ = ๘๗.๙๑)", [("overall", 2566, 82.4), ("overall", 2567, 87.91)]),
    ("ตัวชี้วัดที่ 2 การใช้งบประมาณ (ปี 65 = 74.18)", [("2", 2565, 74.18)]),
    ("ร้องเรียนทั้งปี 65 เรื่อง คะแนนรวม 80.10 คะแนน", [("overall", 2567, 80.1)]),
    # looking back
    (
        "ผลคะแนนรวม 3 ปีย้อนหลัง (2565, 2566, 2567) คือ 81.20, 85.44 และ 90.02 คะแนน ตามลำดับ",
        [("overall", 2565, 81.2), ("overall", 2566, 85.44), ("overall", 2567, 90.02)],
    ),
    (
        "คะแนน OIT ย้อนหลัง 2 ปี (ปี 2566 - 2567) เท่ากับ 88.10 และ 95.60 คะแนน",
        [("OIT", 2566, 88.1), ("OIT", 2567, 95.6)],
    ),
    ("คะแนนรวม 3 ปีย้อนหลัง (2565-2567) เฉลี่ย 85.55 คะแนน", []),
    ("คะแนนรวมย้อนหลัง 3 ปี คือ 81.20, 85.44 และ 90.02 คะแนน", []),
    # the earlier year's score in a bracket, where the difference shows that it is one
    (
        "ตัวชี้วัดที่ 1 มีคะแนนเท่ากับ 95.20 ซึ่งเพิ่มขึ้นจากปีงบประมาณ พ.ศ. 2566 (93.10) จำนวน 2.10 คะแนน",
        [("1", 2567, 95.2), ("1", 2566, 93.1)],
    ),
    ("ตัวชี้วัดที่ 1 มีคะแนนเท่ากับ 95.20 ซึ่งเพิ่มขึ้นจากปีงบประมาณ พ.ศ. 2566 (2.10)", [("1", 2567, 95.2)]),
    ("ปีงบประมาณ 2567 คะแนน OIT ปีนี้ 97.50 คะแนน ปีก่อน 90.00 คะแนน", [("OIT", 2567, 97.5), ("OIT", 2566, 90.0)]),
    ("คะแนน IIT: 90.22 → 92.41", [("IIT", 2567, 92.41)]),
    ("คะแนน IIT 90.22 > 85.00", [("IIT", 2567, 90.22)]),
    ("ผลการประเมิน ITA ในปีที่ผ่านมา (ปีงบประมาณ พ.ศ. 2566) ได้คะแนนภาพรวม 83.75 คะแนน", [("overall", 2566, 83.75)]),
    ("ผลการประเมิน ITA ในปีที่ผ่านมา ได้คะแนนภาพรวม 83.75 คะแนน", []),
    # the body's own kind of body, without its name; others' means; what is only hoped for
    ("ในปีงบประมาณ พ.ศ. 2566 มหาวิทยาลัยได้คะแนนรวม 95.12 คะแนน", [("overall", 2566, 95.12)]),
    ("ผลการประเมินในภาพรวมขององค์การบริหารส่วนตำบล ได้คะแนน 87.45 คะแนน", [("overall", 2567, 87.45)]),
    ("ผลการประเมิน ITA สูงกว่าค่าเฉลี่ยของสถาบันอุดมศึกษาที่ได้ 91.38 คะแนน", []),
    ("ผลการประเมิน ITA ค่าเฉลี่ยของสถาบันอุดมศึกษา 84 แห่งที่ได้ 91.38 คะแนน", []),
    ("หากสามารถเพิ่มคะแนนแบบวัด EIT เป็น 90.00 คะแนน จะทำให้คะแนนรวมเป็น 92.36 คะแนน", []),
    ("หน่วยงานระดับกรมหรือเทียบเท่า ๑๔๙ แห่ง มีคะแนนเฉลี่ย ๙๓.๓๕ คะแนน", []),
    ("จากทั้งหมด 76 แห่ง ซึ่งมหาวิทยาลัยทดสอบ ได้คะแนน ITA 97.10 คะแนน", [("overall", 2567, 97.1)]),
    ("มีผลการประเมินคุณธรรมและความโปร่งใสอยู่ที่ 91.25 คะแนน จากคะแนนเต็ม 100 คะแนน", [("overall", 2567, 91.25)]),
)


@pytest.mark.parametrize(("text", "expected"), SCORES)
def test_scores_of_their_own_year(text: str, expected: Said) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("คะแนนรวมย้อนหลัง 3 ปี คือ 81.20, 85.44 และ 90.02 คะแนน", {81.2}),  # a row by its first
        ("ตัวชี้วัดที่ 1 มีคะแนนเท่ากับ 95.20 ซึ่งเพิ่มขึ้นจากปีงบประมาณ พ.ศ. 2566 (2.10)", {2.1}),
        ("คะแนน IIT: 90.22 → 92.41", {90.22}),
        ("คะแนน OIT ปีนี้ 97.50 คะแนน ปีก่อน 90.00 คะแนน", {90.0}),
        ("คะแนน IIT เพิ่มขึ้น 2.10 คะแนน", set()),  # a difference needs no word
    ],
)
def test_numbers_that_are_not_clear_are_told(text: str, told: set[float]) -> None:
    assert {value for _, _, value in said(text, "unclear")} == told


def test_a_level_behind_a_bracket_with_an_earlier_score() -> None:
    text = "คะแนนรวม 92.39 คะแนน (+1.59 จากปี 2567 ที่ได้ 90.80 คะแนน) ระดับ ผ่านดี"
    found = read_prose(text, 2568, NOWHERE, 0)
    assert [(one.year, one.text) for one in found if one.kind == "level"] == [(2568, "ผ่านดี")]


def test_what_a_kind_of_body_has_is_no_name() -> None:
    tables = read(
        "ประกาศองค์การบริหารส่วนตำบลบางปู เรื่อง ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567",
        par("องค์การบริหารส่วนตำบล ได้คะแนน 87.45 คะแนน"),
    )
    assert "organization_conflict" not in codes(tables)
