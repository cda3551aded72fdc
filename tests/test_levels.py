"""Levels of the year's scale: read, found, and what the scores ask for (DOMAIN.md, Scores)."""

from __future__ import annotations

import pytest

from normalize.framework import framework
from normalize.levels import expected_level, find_level, level_can_be, read_level
from tests.building import year_of

LETTERS, WORDS, NONE = year_of(2565), year_of(2566), framework(2561)


@pytest.mark.parametrize(
    ("text", "year", "level"),
    [
        ("A", 2565, "A"),
        ("AA", 2562, "AA"),
        ("ระดับ A", 2564, "A"),
        ("ผ่านดีเยี่ยม", 2566, "ผ่านดีเยี่ยม"),
        ("“ผ่านดี”", 2567, "ผ่านดี"),
        ("ผ่าน (Pass)", 2568, "ผ่าน"),
        ("ต้องปรับปรุง โดยด่วน", 2567, "ต้องปรับปรุงโดยด่วน"),
        ("อยู่ในระดับ ต้องปรับปรุง", 2567, "ต้องปรับปรุง"),
        ("A", 2566, None),  # words since FY2566
        ("ผ่านดี", 2565, None),
        ("G", 2565, None),
        ("ดีมาก", 2566, None),
        ("", 2566, None),
        ("ต้องปรับปรุงเรื่องการสื่อสาร", 2566, None),
    ],
)
def test_a_printed_level(text: str, year: int, level: str | None) -> None:
    assert read_level(text, year_of(year)) == level


@pytest.mark.parametrize(
    ("text", "year", "level"),
    [
        ("ต้องปรับปรุงโดยด่วน เนื่องจาก", 2566, "ต้องปรับปรุงโดยด่วน"),
        ("ผ่านดีเยี่ยมเป็นปีที่สอง", 2566, "ผ่านดีเยี่ยม"),
        ("A โดยได้คะแนน", 2565, "A"),
        ("AAA", 2565, None),
        ("Apple", 2565, None),
        ("จังหวัด", 2566, None),
    ],
)
def test_a_level_that_a_text_begins_with(text: str, year: int, level: str | None) -> None:
    assert find_level(text, year_of(year)) == level


ALL = {"IIT": 96.0, "EIT": 96.0, "OIT": 96.0}
SCALE: tuple[tuple[int, float, dict[str, float], str | None], ...] = (  # year, overall, instruments, level
    (2565, 95.0, {}, "AA"),
    (2565, 94.99, {}, "A"),
    (2565, 85.0, {}, "A"),
    (2565, 84.99, {}, "B"),
    (2565, 65.0, {}, "C"),
    (2562, 55.0, {}, "D"),
    (2562, 50.0, {}, "E"),
    (2562, 49.99, {}, "F"),
    (2565, 0.0, {}, "F"),
    (2565, 100.0, {}, "AA"),
    (2566, 96.0, ALL, "ผ่านดีเยี่ยม"),
    (2566, 96.0, {**ALL, "EIT": 90.0}, "ผ่านดี"),
    (2566, 96.0, {**ALL, "EIT": 84.99}, "ผ่าน"),
    (2566, 90.0, {"IIT": 90.0, "EIT": 90.0, "OIT": 90.0}, "ผ่านดี"),
    (2566, 85.0, {"IIT": 85.0, "EIT": 85.0, "OIT": 85.0}, "ผ่านดี"),
    (2566, 86.0, {"IIT": 95.0, "EIT": 70.0, "OIT": 90.0}, "ผ่าน"),
    (2566, 84.99, {"IIT": 99.0, "EIT": 99.0, "OIT": 70.0}, "ต้องปรับปรุง"),
    (2566, 70.0, {}, "ต้องปรับปรุง"),
    (2566, 69.99, {}, "ต้องปรับปรุงโดยด่วน"),
    (2566, 0.0, {}, "ต้องปรับปรุงโดยด่วน"),
    (2566, 90.0, {}, None),  # a level does not follow from the overall alone
    (2566, 96.0, {"IIT": 99.0}, None),
)


@pytest.mark.parametrize(("year", "overall", "instruments", "level"), SCALE)
def test_the_level_that_the_scores_ask_for(
    year: int, overall: float, instruments: dict[str, float], level: str | None
) -> None:
    assert expected_level(overall, instruments, year_of(year)) == level


@pytest.mark.parametrize(
    ("instruments", "overall"),
    [({"IIT": 84.0}, 90.0), ({"OIT": 60.0, "IIT": 99.0}, 86.0)],
)
def test_one_low_instrument_settles_that_it_is_only_passed(instruments: dict[str, float], overall: float) -> None:
    """ผ่าน asks for an overall of 85 and some instrument below 85: the missing ones change nothing."""
    assert expected_level(overall, instruments, WORDS) in ("ผ่าน", None)


@pytest.mark.parametrize(
    ("name", "overall", "year", "possible"),
    [
        ("ผ่าน", 90.0, 2566, True),
        ("ผ่านดี", 84.0, 2566, False),
        ("ผ่านดีเยี่ยม", 94.0, 2566, False),
        ("ต้องปรับปรุง", 85.0, 2566, False),
        ("ต้องปรับปรุง", 69.0, 2566, False),
        ("ต้องปรับปรุงโดยด่วน", 69.0, 2566, True),
        ("A", 95.0, 2565, False),
        ("A", 85.0, 2565, True),
    ],
)
def test_whether_a_level_can_be(name: str, overall: float, year: int, possible: bool) -> None:
    assert level_can_be(name, overall, year_of(year)) is possible


def test_the_older_scheme_has_no_scale() -> None:
    assert NONE is not None
    assert expected_level(80.0, {}, NONE) is None
    assert read_level("A", NONE) is None
