"""Numbers of several years in one sentence, and numbers that are not surely of one thing and year."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.findings import Place
from normalize.score_prose import Speaker, read_prose
from tests.building import codes, head, read, scores_of

OWN = Speaker("บ้านสวน", "subdistrict_municipality")
Told = tuple[str, int | None, float | None]


def told(text: str, kind: str = "score") -> list[Told]:
    found = read_prose(text, 2568, Place(), 0, OWN)
    return [(one.subject.code, one.year, one.value) for one in found if one.kind == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # as many numbers as years, before or behind them
        (
            "ปี ๒๕๖๖ และ ๒๕๖๗ เทศบาลได้คะแนนรวม ๘๖.๕๔ และ ๙๒.๑๑ ตามลำดับ",
            [("overall", 2566, 86.54), ("overall", 2567, 92.11)],
        ),
        ("แบบวัด IIT ปี ๒๕๖๖ และปี ๒๕๖๗ ได้คะแนน ๘๓.๒๐ และ ๙๐.๐๕", [("IIT", 2566, 83.2), ("IIT", 2567, 90.05)]),
        ("ตัวชี้วัดที่ ๒ ได้ ๗๔.๓๑ และ ๘๕.๑๘ คะแนน ในปี ๒๕๖๖ และ ๒๕๖๗ ตามลำดับ", [("2", 2566, 74.31), ("2", 2567, 85.18)]),
        ("คะแนนภาพรวมปี 2567, 2566 คือ 91.30, 84.20", [("overall", 2567, 91.3), ("overall", 2566, 84.2)]),
        (
            "คะแนน ITA ปี 2565-2567 เท่ากับ 82.11 85.20 และ 90.04 คะแนน",
            [("overall", 2565, 82.11), ("overall", 2566, 85.2), ("overall", 2567, 90.04)],
        ),
        # from … to
        (
            "คะแนนภาพรวมเพิ่มขึ้นจาก 93.17 คะแนน ในปี 2567 เป็น 95.62 คะแนน ในปี 2568",
            [("overall", 2567, 93.17), ("overall", 2568, 95.62)],
        ),
        ("แบบวัด EIT ลดลงจาก 95.33 คะแนน (ปี 2567) เหลือ 94.80 (ปี 2568)", [("EIT", 2567, 95.33), ("EIT", 2568, 94.8)]),
        (
            "การใช้อำนาจ ลดลงร้อยละ 3.20 จากปี 2566 ที่ได้ 90.20 คะแนน เหลือ 87.00 คะแนน ในปี 2567",
            [("3", 2566, 90.2), ("3", 2567, 87.0)],
        ),
        ("ตัวชี้วัดที่ ๑ ได้ ๙๔.๐๒ คะแนน ขยับขึ้นจาก ๙๑.๔๐ คะแนน ในปี ๒๕๖๖", [("1", 2568, 94.02), ("1", 2566, 91.4)]),
        # the year before
        (
            "ปี ๒๕๖๘ ได้คะแนนเฉลี่ย ๘๘.๙๒ คะแนน จัดอยู่ในระดับ “ผ่าน” สูงกว่าปีก่อนซึ่งได้ ๘๔.๒๐ คะแนน",
            [("overall", 2568, 88.92), ("overall", 2567, 84.2)],
        ),
        ("ปี 2567 คะแนนรวม 90.12 คะแนน (ปีก่อนหน้า 88.40)", [("overall", 2567, 90.12), ("overall", 2566, 88.4)]),
        (
            "ปี 2567 คะแนนรวม 90.12 คะแนน มากกว่าปี 2566 ซึ่งได้ 88.40 คะแนน",
            [("overall", 2567, 90.12), ("overall", 2566, 88.4)],
        ),
        ("ตัวชี้วัดที่ ๙ คงเดิมที่ ๑๐๐.๐๐ คะแนน", [("9", 2568, 100.0)]),
        ("๑) การใช้งบประมาณ ....... ๗๖.๔๐ คะแนน", [("2", 2568, 76.4)]),
        ("คะแนนที่ได้ ๘๓.๔๒ ระดับ ต้องปรับปรุง", [("overall", 2568, 83.42)]),
    ],
)
def test_each_number_of_a_series_is_of_its_own_year(text: str, expected: list[Told]) -> None:
    assert told(text) == expected
    assert not told(text, "unclear")


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        # a difference and no score
        ("ปี 2568 ได้คะแนนรวม 88.92 คะแนน เพิ่มขึ้นจากปีก่อน 4.20 คะแนน", [("overall", 2568, 88.92)]),
        ("คะแนนรวม 91.20 คะแนน เพิ่มขึ้น 3.10 คะแนน ในปี 2566", [("overall", 2568, 91.2)]),
        ("ส่วนต่างของคะแนนรวม ปี 2566 และ 2567 เท่ากับ 5.10 และ 4.20 คะแนน", []),
        # of others, of some of the body, of something else, or wished for
        ("คะแนนเฉลี่ยระดับประเทศ เพิ่มขึ้นจาก 90.19 ในปี 2566 เป็น 93.05 ในปี 2567", []),
        ("รัฐวิสาหกิจทั้ง 52 แห่ง มีคะแนนเฉลี่ย 93.95 คะแนน", []),
        ("คณะวิทยาศาสตร์ได้คะแนนรวม 95.10 คะแนน", []),
        ("ปี 2567 OIT 98.50 คะแนน ทั้งนี้ค่าเฉลี่ยของจังหวัดในปีก่อนที่ได้ 91.20 คะแนน", [("OIT", 2567, 98.5)]),
        ("กำหนดเป้าหมายคะแนนรวมปี 2567 และ 2568 ไว้ 88.00 และ 90.00 คะแนน", []),
        ("หน่วยงานที่ผ่านเกณฑ์เพิ่มขึ้นจากร้อยละ 70.86 ในปี 2566 เป็นร้อยละ 89.15 ในปี 2567", []),
        ("แบบวัด EIT มีผู้ตอบร้อยละ 45.20 ในปี 2566 และ 60.10 ในปี 2567", []),
        ("การใช้งบประมาณเพิ่มจาก 3.20 ในปี 2566 เป็น 4.10 ในปี 2567 (คะแนนเต็ม 5)", []),
        ("คะแนนของเทศบาลเมืองสระบุรีเพิ่มขึ้นจาก 85.20 ในปี 2566 เป็น 90.10 ในปี 2567", []),
        ("ความเชื่อมั่นของประชาชนต่อการใช้อำนาจ เพิ่มขึ้นจาก 60.10 ในปี 2566 เป็น 70.20", []),
        ("ตัวชี้วัดที่ 2 หน่วยงานได้คะแนน 85.20 คะแนน", [("2", 2568, 85.2)]),  # no two bodies
    ],
)
def test_numbers_that_are_no_scores_of_this_body(text: str, sure: list[Told]) -> None:
    assert told(text) == sure
    assert not told(text, "unclear")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("คะแนน ITA ปี 2565 2566 และ 2567 เท่ากับ 80.00 และ 85.00", [80.0, 85.0]),  # three years, two numbers
        ("แบบวัด IIT EIT และ OIT ปี 2566 และ 2567 ได้คะแนน 80.10 และ 85.20 ตามลำดับ", [80.1, 85.2]),
        ("ตัวชี้วัดที่ ๒ มีผลการประเมินดีขึ้นมาก โดยได้คะแนน 85.00 คะแนน", [85.0]),  # of it, or of the whole
        ("คะแนน ITA ปี 2565-2567 เท่ากับ 82.11 คะแนน", [82.11]),
    ],
)
def test_a_number_that_is_not_surely_of_one_thing_and_year_is_told(text: str, values: list[float]) -> None:
    assert told(text) == []
    assert [value for _, _, value in told(text, "unclear")] == values
    tables = read(head("สรุปผลการประเมิน ITA ปีงบประมาณ พ.ศ. ๒๕๖๘"), text)
    assert not any(score.score is not None for score in tables.scores)
    assert codes(tables).count("score_unclear") == len(values)


def test_an_unclear_number_that_another_place_gives_needs_no_word() -> None:
    tables = read(
        head("สรุปผลการประเมิน ITA ปีงบประมาณ พ.ศ. ๒๕๖๘"),
        "ตัวชี้วัดที่ ๒ การใช้งบประมาณ ได้ ๘๕.๐๐ คะแนน",
        "ตัวชี้วัดที่ ๒ มีผลการประเมินดีขึ้นมาก โดยได้คะแนน ๘๕.๐๐ คะแนน",
    )
    assert scores_of(tables, 2568) == {"2": 85.0}
    assert "score_unclear" not in codes(tables)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("ปี 2567 : 91.20 คะแนน (ปี 2566 : 88.10 คะแนน) ระดับ ผ่านดี", 2567),
        ("ผลคะแนนในภาพรวมปี ๒๕๖๗ อยู่ในระดับ ผ่าน เนื่องจากแบบวัดบางชนิดยังต่ำกว่า ๘๕ คะแนน", 2567),
        ("คะแนนรวม (ปี 2567) อยู่ในระดับผ่าน", 2567),
    ],
)
def test_a_level_is_of_the_year_outside_brackets(text: str, year: int) -> None:
    found = [one.year for one in read_prose(text, 2568, Place(), 0) if one.kind == "level"]
    assert found == [year]


@settings(max_examples=60)
@given(
    st.lists(st.integers(4000, 9999), min_size=2, max_size=4, unique=True),
    st.integers(2563, 2565),
    st.sampled_from([" และ ", " ", ", "]),
)
def test_a_printed_series_is_read_back(numbers: list[int], first: int, joint: str) -> None:
    years = [first + place for place in range(len(numbers))]
    text = f"คะแนนรวม ปี {joint.join(map(str, years))} เท่ากับ {joint.join(f'{one / 100:.2f}' for one in numbers)} ตามลำดับ"
    assert told(text) == [("overall", year, one / 100) for year, one in zip(years, numbers, strict=True)]
