"""Budget cells: amounts, none, not stated."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize import money_words
from normalize.money import MoneyError, header_scale, parse_baht
from normalize.resources import CatalogueError


@pytest.mark.parametrize(
    ("text", "baht"),
    [
        ("ไม่ใช้งบประมาณ", 0.0),  # uses no budget
        ("ไม่ใช้ งบ ประมาณ", 0.0),
        ("ไม่มีค่าใช้จ่าย", 0.0),  # no expenses
        ("- ไม่ใช้งบประมาณ (ดำเนินการโดยบุคลากร)", 0.0),
        ("๓๐,๐๐๐ บาท", 30000.0),
        ("๓๐,๐๐๐บาท", 30000.0),
        ("30,000.-", 30000.0),
        ("๒๐,๐๐๐.- บาท", 20000.0),
        ("1.5 ล้านบาท", 1500000.0),  # million
        ("2.35 ล้านบาท", 2350000.0),
        ("2 แสนบาท", 200000.0),  # hundred thousand
        ("1 ล้าน 5 แสนบาท", 1500000.0),
        ("฿ 300", 300.0),
        ("1,500 บาท 50 สตางค์", 1500.5),
        ("1,500.50 บาท", 1500.5),
        ("30,000 บาท (สามหมื่นบาทถ้วน)", 30000.0),
        ("30, 000 บาท", 30000.0),
        ("งบประมาณ ๕๐,๐๐๐ บาท", 50000.0),
        ("งบประมาณ 50,000", 50000.0),
        ("๓๐,๐๐๐", 30000.0),
        ("15000", 15000.0),
        ("2,568", 2568.0),
        ("2568 บาท", 2568.0),
        ("0", 0.0),
        ("0 บาท", 0.0),
        ("วงเงิน 5,000 บาท", 5000.0),  # the sum of
        ("ประมาณ 8,000 บาท", 8000.0),  # about: any budget is an estimate
        ("ค่าวิทยากร 3,600 บาท ค่าอาหาร 2,400 บาท รวม 6,000 บาท", 6000.0),  # total
        ("20 คน คนละ 100 บาท เป็นเงิน 2,000 บาท", 2000.0),  # a head … comes to
        ("และ 5,000 บาท", 5000.0),
        ("20 000 บาท", 20000.0),
        ("๑ ๒๐๐ ๕๐๐ บาท", 1200500.0),
        ("20 000", 20000.0),
        ("5,000 บ.", 5000.0),
        ("ไม่ใช้", 0.0),  # uses none
        ("- ไม่ใช้ -", 0.0),
        ("ศูนย์บาท", 0.0),  # zero baht
        ("5,000 (ห้าพันบาทถ้วน)", 5000.0),  # five thousand baht only
        ("185,400 บาท (หนึ่งแสนแปดหมื่นห้าพันสี่ร้อยบาทถ้วน)", 185400.0),
        ("5,000 บาท (หน้าพันบาทถ้วน)", 5000.0),  # words that cannot be read
        ("200,000 บาท เบิกจ่าย 185,400 บาท", 200000.0),  # of which … was spent
        ("ตั้งไว้ 20,000 ใช้ไป 18,500", 20000.0),  # set at …, used …
        ("ได้รับจัดสรร 20,000 บาท เบิกจ่ายแล้วเป็นเงิน 18,500 บาท คงเหลือ 1,500 บาท", 20000.0),
        ("ตั้งไว้ 5,000", 5000.0),
        ("35,000 (เบิกจ่าย 33,200)", 35000.0),  # of which … was spent
        ("35,000 (เบิกจ่าย 33,200 บาท)", 35000.0),
        ("ปี 2568 เบิกจ่าย 33,200 บาท", 33200.0),
        ("ใช้งบ 12,500", 12500.0),
        ("1. 20,000 บาท", 20000.0),  # a list number
        ("ปี 2567 5,000 บาท", 5000.0),
        ("1.125 ล้านบาท", 1125000.0),
        ("0.00", 0.0),
        ("600 บาท x 6 ชั่วโมง = 3,600 บาท", 3600.0),
        ("รวม 30,000 บาท (15,000 บาท × 2 ครั้ง)", 30000.0),
    ],
)
def test_parse_baht(text: str, baht: float) -> None:
    assert parse_baht(text) == baht


@pytest.mark.parametrize(
    ("text", "unstated"),
    [
        ("-", True),
        ("", True),
        ("ตามแผน", True),  # as planned
        ("15,000 บาท x 2 ครั้ง", False),  # twice: an amount each
        ("2 ครั้ง X 15,000 บาท", False),
        ("ไม่ระบุ", True),  # not stated
        ("ตามข้อบัญญัติ", True),  # as in the by-law
        ("กองคลัง", False),
        ("30,000 บาท และ 20,000 บาท", False),
        ("รวม 100 บาท รวม 200 บาท", False),
        ("10,000 - 20,000 บาท", False),
        ("คนละ 100 บาท", False),
        ("100 บาทต่อคน", False),
        ("ไม่เกิน 5,000 บาท", False),  # at most
        ("ไม่เกิน 5,000", False),
        ("วงเงินไม่เกินจำนวน ๓,๐๐๐.-", False),
        ("ภายในวงเงิน 9,000 บาท", False),  # within the sum of
        ("ไม่น้อยกว่า 50,000 บาท", False),  # at least
        ("500 บาทขึ้นไป", False),  # and more
        ("รวมไม่เกิน 5,000 บาท", False),
        ("ไม่เกินวงเงิน 4,000 บาท", False),
        ("เบิกจ่าย 33,200 บาท จาก 35,000 และ 2,000", False),
        ("จ้างเหมา 18,000 บาท/งวดงาน จำนวน 2 งวดงาน", False),  # an instalment
        ("15,000 บาท/รุ่น", False),  # a course
        ("15,000 บาท ต่อ แห่ง", False),  # a place
        ("10,000 + 5,000 บาท", False),
        ("งบประมาณ 2568", False),
        ("๒๕๖๘", False),
        ("-5,000 บาท", False),
        ("1,23 บาท", False),
        ("12.3.4 บาท", False),
        ("5%", False),
        ("ไม่ใช้งบประมาณเกิน 10,000 บาท", False),
        ("9" * 400 + " บาท", False),
        ("2,O00 บาท", False),  # a letter for a digit
        ("l5,000 บาท", False),
        ("1O,000 บาท และ 5,000 บาท", False),
        ("1,23 บาท และ 5,000 บาท", False),
        ("10. 000 บาท", False),
        ("1. 500 บาท", False),  # the first of a list, or 1,500
        ("500 00 บาท", False),
        ("2567 500 บาท", False),
        ("ครั้งที่ 1 500 บาท", False),  # the first time, or 1,500
        ("20 500,000 บาท", False),
        ("12345,678 บาท", False),
        ("๒๐.๐๐๐ บาท", False),  # a point for a comma, perhaps
        ("1.500 บาท", False),
        ("1.500", False),
        ("000 บาท", False),
        ("5,000 (ห้าหมื่นบาทถ้วน)", False),  # fifty thousand
        ("5 พันธกิจ", False),  # five missions, not five thousand
        ("อนุมัติ 3 โครงการ", False),  # three projects approved
        ("เบิกจ่าย 5,000 บาท คงเหลือ 3,000 บาท", False),
    ],
)
def test_parse_baht_refuses(text: str, unstated: bool) -> None:
    with pytest.raises(MoneyError) as caught:
        parse_baht(text)
    assert caught.value.unstated is unstated


@pytest.mark.parametrize(
    ("header", "scale"),
    [
        ("งบประมาณ (ล้านบาท)", 1e6),
        ("งบประมาณ(หน่วย : ล้านบาท)", 1e6),  # unit: million baht
        ("งบประมาณ (พันบาท)", 1e3),
        ("งบประมาณ (บาท)", 1.0),
        ("งบประมาณ", 1.0),
        ("Budget (Million Baht)", 1e6),
        ("งบประมาณ (บาท/ล้านบาท)", 0.0),  # two units
    ],
)
def test_header_scale(header: str, scale: float) -> None:
    assert header_scale(header) == scale


@pytest.mark.parametrize(
    ("text", "scale", "baht"),
    [
        ("0.05", 1e6, 50000.0),
        ("๑.๑๒๕", 1e6, 1125000.0),
        ("5,000 บาท", 1e6, 5000.0),
        ("2 ล้านบาท", 1e3, 2000000.0),
        ("ตั้งไว้ 20 ใช้ไป 18", 1e3, 20000.0),
        ("ไม่ใช้", 1e6, 0.0),
        ("5,000 บาท", 0.0, 5000.0),
    ],
)
def test_only_bare_numbers_are_scaled(text: str, scale: float, baht: float) -> None:
    assert parse_baht(text, scale) == baht


def test_a_bare_number_under_two_units() -> None:
    with pytest.raises(MoneyError, match="two units"):
        parse_baht("5,000", header_scale("บาท/ล้านบาท"))


@given(st.integers(1, 99_999_999), st.sampled_from(["{:,} บาท", "{:,}.-", "{:,}", "จำนวน {:,} บาท"]))
@settings(max_examples=60, deadline=None)
def test_print_then_parse(baht: int, style: str) -> None:
    ink = style.format(baht)
    if style != "{:,}" or "," in ink or not 2540 <= baht <= 2600:
        assert parse_baht(ink) == baht


@given(
    st.lists(
        st.sampled_from(
            [*"0๑5๙,.-– \nO(", "บาท", "ตั้งไว้", "ใช้ไป", "(ห้าร้อยบาท)", "ล้าน", "แสน", "รวม", "ไม่ใช้งบประมาณ", "คนละ", "งบ"]
        ),
        max_size=12,
    )
)
@settings(max_examples=120, deadline=None)
def test_an_amount_or_its_one_error(pieces: list[str]) -> None:
    with contextlib.suppress(MoneyError):
        assert parse_baht("".join(pieces)) >= 0


@pytest.fixture
def fresh_words() -> Iterator[None]:
    money_words.meanings.cache_clear()
    yield
    money_words.meanings.cache_clear()


@pytest.mark.usefixtures("fresh_words")
def test_a_word_in_two_lists_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def toml(name: str) -> dict[str, Any]:
        return {"none": ["ไม่ใช้"], "unstated": ["ไม่ ใช้"]}

    monkeypatch.setattr(money_words, "toml", toml)
    with pytest.raises(CatalogueError, match="two meanings"):
        money_words.meanings()
