"""Numbers: what is read, what is refused, and what prose hides from them."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.numerals import NumeralError, find_numbers, parse_number, parse_range, to_arabic

THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
INK = st.text(alphabet="0123456789๐๑๒๓๔๕๖๗๘๙.,+-−–%() ร้อยละถึงบาทข้อABOITพ.ศ/:\n", max_size=40)


@pytest.mark.parametrize(
    ("text", "value", "decimals", "signed", "percent"),
    [
        ("๘๒.๕๐", 82.5, 2, False, False),
        ("82.50%", 82.5, 2, False, True),
        ("82.50 ％", 82.5, 2, False, True),
        ("ร้อยละ ๘๕", 85.0, 0, False, True),  # per hundred
        ("๘๕ เปอร์เซ็นต์", 85.0, 0, False, True),  # per cent
        ("+10.6", 10.6, 1, True, False),
        ("-4.79", -4.79, 2, True, False),
        ("−4.79", -4.79, 2, True, False),
        ("–๔.๗๙", -4.79, 2, True, False),
        ("(-4.79)", -4.79, 2, True, False),
        ("1,234.50", 1234.5, 2, False, False),
        ("1,234,567", 1234567.0, 0, False, False),
        ("(85.00)", 85.0, 2, False, False),
        ("๙6.0๑", 96.01, 2, False, False),
        ("0", 0.0, 0, False, False),
        ("00.00", 0.0, 2, False, False),
        ("  7 ", 7.0, 0, False, False),
    ],
)
def test_parse_number(text: str, value: float, decimals: int, signed: bool, percent: bool) -> None:
    number = parse_number(text)
    assert (number.value, number.decimals, number.signed, number.percent) == (value, decimals, signed, percent)
    assert text[number.start : number.end] == number.raw == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "–",
        "12.3.4",
        "1,23",
        "1234,567",
        "๐๑๑",
        "007",
        "(85",
        "85)",
        "82.",
        ".5",
        "5 6",
        "O11",
        "๘๒ . ๕๐",
        "- 4.79",
        "+-5",
        "9" * 16,
        "9" * 6000,
        "ร้อยละ",
        "%",
        "８５",
        "1e5",
        "nan",
        "inf",
        "2 ครั้ง",
    ],
)
def test_parse_number_refuses(text: str) -> None:
    with pytest.raises(NumeralError):
        parse_number(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("๘๒ . ๕๐", 82.5), ("82. 50", 82.5), ("- 4.79", -4.79), ("1, 234.5", 1234.5), ("+ 10 .6", 10.6), ("85", 85.0)],
)
def test_parse_number_lenient_takes_set_in_spaces(text: str, value: float) -> None:
    assert parse_number(text, lenient=True).value == value


@pytest.mark.parametrize("text", ["82 50", "๐๑๑", "8 2.50", "-", "12.3. 4"])
def test_parse_number_lenient_still_refuses(text: str) -> None:
    with pytest.raises(NumeralError):
        parse_number(text, lenient=True)


@pytest.mark.parametrize(
    ("text", "low", "high", "percent"),
    [
        ("85.00 - 94.99", 85.0, 94.99, False),
        ("๗๐ ถึง ๘๔.๙๙", 70.0, 84.99, False),  # to
        ("ร้อยละ 70-84.99", 70.0, 84.99, True),
        ("70 – 84.99%", 70.0, 84.99, True),
        ("ระหว่าง 50 - 54.99 คะแนน", 50.0, 54.99, False),  # between … points
        ("94.99 - 85.00", 94.99, 85.0, False),
    ],
)
def test_parse_range(text: str, low: float, high: float, percent: bool) -> None:
    first, second = parse_range(text)
    assert (first.value, second.value, first.percent, second.percent) == (low, high, percent, percent)
    assert text[first.start : first.end] == first.raw
    assert text[second.start : second.end] == second.raw


@pytest.mark.parametrize("text", ["", "85", "85 -", "- 85", "a - b", "1 - 2 - 3", "1,23 - 4", "ตั้งแต่ 85"])
def test_parse_range_refuses(text: str) -> None:
    with pytest.raises(NumeralError):
        parse_range(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("โทร ๐-๔๔๕๖-๑๒๓๔-๕ ต่อ ๑๒", []),  # telephone, extension
        ("โทร 02 123 4567 หรือ 081-234-5678 หรือ 0812345678", []),
        ("ที่ นม ๗๑๒๐๑/๔๕๖", []),  # document number
        ("วันที่ ๒๒ ตุลาคม ๒๕๖๗ เวลา 08.30 น. ถึง 16.30 น.", []),
        ("ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ และ ITA 2566", []),
        ("พ.ศ. ๒๔๙๖", []),
        ("ดู https://www.example.go.th/a/12 และ a12@example.com", []),
        ("ข้อมูล OIT34 และ O11 และ COVID-19", []),
        ("มีคะแนนเฉลี่ย 78.20 จากคะแนนเต็ม 100 คะแนน", [78.2, 100.0]),
        ("การใช้งบประมาณ (72.40) การใช้อำนาจ (๘๑.๐๕)", [72.4, 81.05]),
        ("1. จัดประชุม 20 คน 2. ร้อยละ 85.5", [20.0, 85.5]),
        ("๒.รายงานผล ๓.เผยแพร่ ๕ ครั้ง", [5.0]),
        ("2.1 จัดทำคู่มือ 3 เล่ม", [3.0]),
        ("- (1) จัดทำคู่มือ 3 เล่ม", [3.0]),
        ("๖๗.๕๐ คะแนน", [67.5]),
        ("ช่วง 85.00-94.99", [85.0, 94.99]),
        ("87.20 82.50 -4.70 +3.1", [87.2, 82.5, -4.7, 3.1]),
        ("ผู้ตอบ 2567 คน", [2567.0]),
        ("รวม 1,234 ราย และ 1,23", [1234.0]),
        ("ได้คะแนน๙๓.๐๐คะแนน", [93.0]),
        ("", []),
    ],
)
def test_find_numbers(text: str, found: list[float]) -> None:
    numbers = find_numbers(text)
    assert [number.value for number in numbers] == found
    assert all(text[number.start : number.end] == number.raw for number in numbers)


@given(st.integers(-999999, 999999), st.integers(0, 4), st.booleans())
@settings(max_examples=80, deadline=None)
def test_print_then_parse(units: int, decimals: int, thai: bool) -> None:
    value = units / 10**decimals
    ink = f"{value:,.{decimals}f}"
    number = parse_number(ink.translate(THAI) if thai else ink)
    assert number.value == pytest.approx(value)
    assert number.decimals == decimals


@given(INK)
@settings(max_examples=120, deadline=None)
def test_a_number_or_its_one_error(text: str) -> None:
    assert len(to_arabic(text)) == len(text)
    for lenient in (False, True):
        try:
            number = parse_number(text, lenient=lenient)
        except NumeralError:
            continue
        assert text[number.start : number.end] == number.raw
    with contextlib.suppress(NumeralError):
        parse_range(text)
    places = [(number.start, number.end) for number in find_numbers(text)]
    assert places == sorted(places)
