"""Letters of a recogniser put in typing order, and the numbers of a line."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.ocr_engine import Reading
from extract.ocr_reading import _only_doubled, digits_of
from extract.ocr_text import recompose

DRAWN = [
    ("นํา", "นำ"),
    ("นํ้า", "น้ำ"),
    ("น้ํา", "น้ำ"),
    ("นำ้", "น้ำ"),
    ("เเผน", "แผน"),
    ("ท่ี", "ที่"),
    ("กุ้ง", "กุ้ง"),
    ("เอา", "เอา"),
    ("การดําเนินงาน", "การดำเนินงาน"),
    ("๒๕๖๗ 90.15", "๒๕๖๗ 90.15"),
    ("ต.ค. 2567 -– มี.ค.", "ต.ค. 2567 - มี.ค."),
    ("--", "--"),
    ("", ""),
]


@pytest.mark.parametrize(("drawn", "typed"), DRAWN)
def test_recompose(drawn: str, typed: str) -> None:
    assert recompose(drawn) == typed


@given(st.text("กนทรเาำํ้่ีุ", max_size=12))
@settings(max_examples=100)
def test_recompose_is_done_once(text: str) -> None:
    once = recompose(text)
    assert recompose(once) == once
    assert len(once) <= len(text)


@pytest.mark.parametrize("word", ["น้ำ", "คำแนะนำ", "ดำเนินการ", "กำหนด", "ซ้ำ", "แผน", "ที่", "ผู้รู้"])
def test_what_the_model_was_taught_comes_back(word: str) -> None:
    """The model writes SARA AM in two halves, as NFKD does."""
    assert recompose(unicodedata.normalize("NFKD", word)) == word


NUMBERS = [
    ("๙๐.๑๕", "90.15"),
    ("90.15", "90.15"),
    ("1. แผนงาน", "1"),
    ("๑ ต.ค. ๒๕๖๗ - ๓๑ มี.ค. ๒๕๖๘", "1 2567 31 2568"),
    ("1,234.50 บาท", "1,234.50"),
    ("O24", "24"),
    ("ไม่มี", ""),
    ("-", ""),
]


@pytest.mark.parametrize(("text", "digits"), NUMBERS)
def test_the_numbers_of_a_line(text: str, digits: str) -> None:
    assert digits_of(text) == digits


def reading(text: str, confidence: float = 0.99) -> Reading:
    return Reading(text, text, (confidence,) * len(text.replace(" ", "")))


@pytest.mark.parametrize(
    ("first", "second", "glyphs", "expected"),
    [
        ("+5.035", reading("+5.03"), 4, True),  # a plus is as tall as a digit
        ("99,1359.95", reading("99,139.95"), 7, True),
        ("99,1359.95", reading("99,139.95"), 8, False),  # there is ink for it
        ("99,1359.95", reading("99,139.95", 0.9), 7, False),  # not sure
        ("99,1359.95", reading("99,159.95"), 7, True),  # a digit of the ambiguous pair: both readings are told
        ("99,135.95", reading("99,139.95"), 7, False),  # no digit more
        ("มาตรา 135", reading("มาตรา 15"), 2, False),
    ],
)
def test_a_digit_that_only_one_reading_doubles(first: str, second: Reading, glyphs: int, expected: bool) -> None:
    assert _only_doubled(reading(first), second, glyphs) is expected
