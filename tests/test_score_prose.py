"""Scores and levels said in sentences, and numbers that are none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.findings import NOWHERE
from normalize.mentions import Mention
from normalize.score_prose import Speaker, read_prose


def said(text: str, year: int | None = 2566) -> list[tuple[str, int | None, float | None]]:
    """(code, fiscal year, value) of the scores in a text."""
    found = read_prose(text, year, NOWHERE, 0)
    return [(one.subject.code, one.year, one.value) for one in found if one.kind == "score"]


def levels(text: str, year: int | None = 2566) -> list[tuple[int | None, str | None]]:
    return [(one.year, one.text) for one in read_prose(text, year, NOWHERE, 0) if one.kind == "level"]


SCORES: tuple[tuple[str, list[tuple[str, int | None, float | None]]], ...] = (
    ("โดยภาพรวมได้คะแนน ๙๑.๒๕ คะแนน", [("overall", 2566, 91.25)]),
    ("คะแนนภาพรวมของหน่วยงาน ได้คะแนน 81.52", [("overall", 2566, 81.52)]),
    ("คะแนนภาพรวมของหน่วยงาน ร้อยละ ๘๑.๕๒", [("overall", 2566, 81.52)]),
    ("ผลคะแนน ITA เท่ากับ ๘๘.๐๑ คะแนน", [("overall", 2566, 88.01)]),
    ("ประจำปีงบประมาณ พ.ศ.๒๕๖๔ มีคะแนนเฉลี่ย ๗๔.๕๐ จากคะแนนเต็ม ๑๐๐ คะแนน", [("overall", 2564, 74.5)]),
    ("ตัวชี้วัดที่ ๒ การใช้งบประมาณ (๗๒.๔๑)", [("2", 2566, 72.41)]),
    (
        "ตัวชี้วัดที่ ๒ การใช้งบประมาณ ได้คะแนน ๗๒.๔๑ และตัวชี้วัดที่ ๓ การใช้อำนาจ ได้คะแนน ๘๐.๐๐",
        [("2", 2566, 72.41), ("3", 2566, 80.0)],
    ),
    ("การเปิดเผยข้อมูล ได้คะแนนร้อยละ ๑๐๐", [("9", 2566, 100.0)]),
    ("ตัวชี้วัดย่อยที่ ๙.๓ การจัดซื้อจัดจ้าง ได้คะแนน ๕๐.๐๐", [("9.3", 2566, 50.0)]),
    ("แบบวัด IIT ได้คะแนน ๘๕.๑๒ คะแนน", [("IIT", 2566, 85.12)]),
    ("ข้อ O11 ได้คะแนน ๐ คะแนน", [("O11", 2566, 0.0)]),
    ("แบบวัด IIT น้ำหนักร้อยละ ๓๐ ได้คะแนน ๘๘.๙๐", [("IIT", 2566, 88.9)]),
    ("ผลการประเมิน แบบวัด OIT (น้ำหนักร้อยละ ๔๐) ได้ ๙๗.๕๐ คะแนน", [("OIT", 2566, 97.5)]),
    ("ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่ คะแนนเต็ม ๑๐๐ คะแนน ได้ ๙๒.๑๑ คะแนน", [("1", 2566, 92.11)]),
    ("ตัวชี้วัดที่ ๓ การใช้อำนาจ เทศบาลได้คะแนน ๗๐.๒๐", [("3", 2566, 70.2)]),
)


@pytest.mark.parametrize(("text", "expected"), SCORES)
def test_scores_in_sentences(text: str, expected: list[tuple[str, int | None, float | None]]) -> None:
    assert said(text) == expected


NO_SCORES = (
    "แบบวัด IIT น้ำหนักร้อยละ ๓๐ ได้คะแนน ๒๖.๖๗",  # of 100, or of the weight?
    "ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่ คะแนนเต็ม ๓๐ คะแนน ได้ ๒๒.๑๑ คะแนน",
    "แบ่งออกเป็น ๓ ส่วน รวมทั้งหมด ๑๐ ตัวชี้วัด",
    "คะแนนเต็ม ๑๐๐ คะแนน",
    "ต้องได้คะแนนไม่น้อยกว่า ๘๕ คะแนน",
    "เกณฑ์การประเมิน ๘๕ คะแนนขึ้นไป",
    "มีตัวชี้วัดที่ได้คะแนนไม่ผ่านเกณฑ์ (๘๕ คะแนน) อยู่ ๙ ตัวชี้วัด",
    "ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล มีข้อมูลที่ต้องเปิดเผย ๓๕ ข้อ",
    "เพิ่มขึ้น ๕.๕๐ คะแนน",
    "คะแนนเฉลี่ยระดับประเทศ ๙๓.๐๕ คะแนน",
    "การใช้งบประมาณ จำนวน ๒๐,๐๐๐ บาท",
    pytest.param(
        "ตัวชี้วัดที่ ๒ การใช้อำนาจ ได้คะแนน ๘๐.๐๐",  # number and name disagree
    ),
    "วันที่ ๑๐ มกราคม ๒๕๖๖",
    "โทร ๐-๒๑๒๓-๔๕๖๗ ต่อ ๑๑",
    "ผลการประเมินครั้งที่ ๒",
    "",
)


OWN = Speaker("บ้านสวน", "subdistrict_municipality")
OWN_AND_OTHERS: tuple[tuple[str, list[float]], ...] = (
    ("คะแนนภาพรวมของเทศบาลตำบลบ้านสวน ๙๑.๒๕ คะแนน", [91.25]),
    ("ผลคะแนน ITA ของ ทต.บ้านสวน = 80.12 คะแนน", [80.12]),
    ("คะแนนภาพรวมของเทศบาลตำบลบ้านสวน อำเภอเมืองชลบุรี จังหวัดชลบุรี ได้ ๙๑.๒๕ คะแนน", [91.25]),
    ("ตัวชี้วัดที่ ๒ การใช้งบประมาณ ของเทศบาลตำบลบ้านสวน ได้คะแนนเท่ากับ ๗๒.๔๑", [72.41]),
    ("คะแนนภาพรวมของเทศบาลตำบลบางทราย ๙๑.๒๕ คะแนน", []),
    ("คะแนนภาพรวมขององค์การบริหารส่วนตำบลบ้านสวน ๙๑.๒๕ คะแนน", []),
    ("คะแนนภาพรวมของเทศบาลตำบลในจังหวัดชลบุรี ๙๑.๒๕ คะแนน", []),
    ("คะแนนภาพรวมของจังหวัดชลบุรี ๙๑.๒๕ คะแนน", []),
    ("คะแนนเฉลี่ยของเทศบาลตำบล ๙๑.๒๕ คะแนน", []),
)


@pytest.mark.parametrize(("text", "expected"), OWN_AND_OTHERS)
def test_a_body_named_before_the_number_is_whose_score_it_is(text: str, expected: list[float]) -> None:
    found = read_prose(text, 2566, NOWHERE, 0, OWN)
    assert [one.value for one in found if one.kind == "score"] == expected


@pytest.mark.parametrize("text", NO_SCORES)
def test_other_numbers_in_sentences_are_none(text: str) -> None:
    assert said(text) == []


LEVELS: tuple[Any, ...] = (
    ("ระดับผลคะแนน “ต้องปรับปรุง”", 2566, ["ต้องปรับปรุง"]),
    ("ผลการประเมินอยู่ในระดับ ผ่านดี", 2566, ["ผ่านดี"]),
    ("อยู่ในระดับ “ต้องปรับปรุงโดยด่วน” เนื่องจากไม่เผยแพร่ข้อมูล", 2566, ["ต้องปรับปรุงโดยด่วน"]),
    ("ผลการประเมินอยู่ในระดับ A", 2565, ["A"]),
    ("ผลการประเมินอยู่ในระดับ AA", 2564, ["AA"]),
    ("ได้คะแนนรวมร้อยละ 93.07 ผ่านเกณฑ์ ระดับผ่านดีเยี่ยม", 2567, ["ผ่านดีเยี่ยม"]),  # passes: no rule of the scale
    ("เกณฑ์การประเมิน ระดับผ่านดีเยี่ยม", 2567, []),
    ("เป้าหมายให้หน่วยงานอยู่ในระดับ ผ่านดี", 2566, []),  # a target
    # the scale explained
    pytest.param("ระดับผ่านดี หมายถึง คะแนนตั้งแต่ ๘๕", 2566, []),
    ("คะแนน ๙๕.๐๐ – ๑๐๐ ระดับ AA", 2565, []),
    pytest.param("ระดับ A : 85.00 - 94.99 คะแนน", 2565, []),
    pytest.param("ระดับผ่านดี คะแนนตั้งแต่ ๘๕ คะแนนขึ้นไป", 2566, []),
    ("อยู่ในระดับมาก", 2566, []),
    ("ระดับจังหวัด", 2566, []),
    ("ตัวชี้วัดที่ ๒ การใช้งบประมาณ อยู่ในระดับ ต้องปรับปรุง", 2566, []),  # an indicator's, not the whole's
)


@pytest.mark.parametrize(("text", "year", "expected"), LEVELS)
def test_levels_in_sentences(text: str, year: int, expected: list[str | None]) -> None:
    assert [level for _, level in levels(text, year)] == expected


def test_the_year_is_that_named_last_before_the_number() -> None:
    text = "ปีงบประมาณ ๒๕๖๔ ได้คะแนนภาพรวม ๗๐.๑๐ และปีงบประมาณ ๒๕๖๕ ได้คะแนนภาพรวม ๗๕.๒๐"
    assert said(text) == [("overall", 2564, 70.1), ("overall", 2565, 75.2)]


def test_without_any_year_the_year_stays_open() -> None:
    assert said("โดยภาพรวมได้คะแนน ๙๑.๒๕ คะแนน", None) == [("overall", None, 91.25)]


WORDS = """
ตัวชี้วัดที่ ๒|การใช้งบประมาณ|การใช้อำนาจ|ได้คะแนน|ร้อยละ|๘๕.๒๐|72.4|(|)|ปี ๒๕๖๔|พ.ศ. 2566|ภาพรวม|คะแนน|ข้อ|O11|IIT
|ระดับ|ผ่าน|ดี|และ|๑๐๐|๐|-|+๓.๗
"""


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS.replace("\n", "").split("|")), max_size=12),
    st.sampled_from([None, 2561, 2565, 2567]),
)
def test_any_sentence_gives_mentions(words: list[str], year: int | None) -> None:
    for one in read_prose(" ".join(words), year, NOWHERE, 5):
        assert isinstance(one, Mention)
        assert one.order >= 5
        assert one.value is None or 0 <= one.value <= 100
        assert one.in_prose


YEARS_AND_LISTS: tuple[tuple[str, list[tuple[str, int | None, float | None]]], ...] = (
    # which year's, of two numbers of one thing
    ("ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่ คะแนน 2565 = 88.10 คะแนน 2566 = 90.10", [("1", 2565, 88.1), ("1", 2566, 90.1)]),
    ("ตัวชี้วัดที่ ๑ ปี 2565 ได้ 88.10 ปี 2566 ได้ 90.10 เพิ่มขึ้น 2.00", [("1", 2565, 88.1), ("1", 2566, 90.1)]),
    ("จากผลคะแนน 88.01 ในปี 2564 เป็น 92.11 ในปี 2565", [("overall", 2564, 88.01), ("overall", 2565, 92.11)]),
    ("คะแนนรวม 92.11 คะแนน ปี 2565 ได้คะแนนรวม 88.01", [("overall", 2566, 92.11), ("overall", 2565, 88.01)]),
    ("ผลคะแนน ปีงบประมาณ 2565 เท่ากับ 92.11 คะแนน ในปีงบประมาณ 2566 จึงกำหนดมาตรการ", [("overall", 2565, 92.11)]),
    # several things before their numbers
    (
        "คะแนน IIT EIT และ OIT เท่ากับ 91.20 88.10 และ 95.00 ตามลำดับ",
        [("IIT", 2566, 91.2), ("EIT", 2566, 88.1), ("OIT", 2566, 95.0)],
    ),
    ("ตัวชี้วัดที่ ๑ และตัวชี้วัดที่ ๒ ได้คะแนน 90.10 และ 91.20", [("1", 2566, 90.1), ("2", 2566, 91.2)]),
    ("ตัวชี้วัดที่ ๑ และตัวชี้วัดที่ ๒ ได้คะแนน 90.10", []),  # of both, or of the second?
    ("ตัวชี้วัดที่ ๑ (90.10) และตัวชี้วัดที่ ๒ (91.20)", [("1", 2566, 90.1), ("2", 2566, 91.2)]),
    ("แบบวัด IIT ตัวชี้วัดที่ ๑ ได้คะแนน 90.10", [("1", 2566, 90.1)]),
    # names alone, several of them with a number each
    ("คะแนนสูงสุดสามลำดับแรก ได้แก่ 1) การปฏิบัติหน้าที่ 98.10 2) การใช้อำนาจ 96.20", [("1", 2566, 98.1), ("3", 2566, 96.2)]),
    ("เบิกจ่ายตามแผน 1) การใช้งบประมาณ 98.10 2) การใช้อำนาจ 96.20", []),
    ("ข้อ O17 ได้ 50 คะแนน", [("O17", 2566, 50.0)]),
    ("ข้อ O17 มี 50 ฉบับ", []),
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), YEARS_AND_LISTS)
def test_years_and_lists_in_sentences(text: str, expected: list[tuple[str, int | None, float | None]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ได้คะแนน ITA 92.11 (ผ่านดี) อันดับที่ 5", [(2566, "ผ่านดี")]),
        ("คะแนนรวม ๙๒.๑๑ คะแนน (เพิ่มขึ้น)", []),
        ("ตัวชี้วัดที่ ๑ ได้คะแนน 92.11 (ผ่านดี)", []),  # an indicator's, not the whole's
    ],
)
def test_a_level_in_brackets_behind_the_overall_score(text: str, expected: list[tuple[int, str]]) -> None:
    assert levels(text) == expected
