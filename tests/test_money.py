"""Budget cells: amounts, none, not stated."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize import money
from normalize.money import MoneyError, parse_baht
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
        ("ไม่เกิน 5,000 บาท", 5000.0),  # not more than
        ("ค่าวิทยากร 3,600 บาท ค่าอาหาร 2,400 บาท รวม 6,000 บาท", 6000.0),  # total
        ("20 คน คนละ 100 บาท เป็นเงิน 2,000 บาท", 2000.0),  # a head … comes to
        ("และ 5,000 บาท", 5000.0),
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
        ("ไม่ระบุ", True),  # not stated
        ("ตามข้อบัญญัติ", True),  # as in the by-law
        ("กองคลัง", False),
        ("30,000 บาท และ 20,000 บาท", False),
        ("รวม 100 บาท รวม 200 บาท", False),
        ("10,000 - 20,000 บาท", False),
        ("คนละ 100 บาท", False),
        ("100 บาทต่อคน", False),
        ("งบประมาณ 2568", False),
        ("๒๕๖๘", False),
        ("-5,000 บาท", False),
        ("1,23 บาท", False),
        ("12.3.4 บาท", False),
        ("5%", False),
        ("ไม่ใช้งบประมาณเกิน 10,000 บาท", False),
        ("9" * 400 + " บาท", False),
    ],
)
def test_parse_baht_refuses(text: str, unstated: bool) -> None:
    with pytest.raises(MoneyError) as caught:
        parse_baht(text)
    assert caught.value.unstated is unstated


@given(st.integers(1, 99_999_999), st.sampled_from(["{:,} บาท", "{:,}.-", "{:,}", "จำนวน {:,} บาท"]))
@settings(max_examples=60, deadline=None)
def test_print_then_parse(baht: int, style: str) -> None:
    ink = style.format(baht)
    if style != "{:,}" or "," in ink or not 2540 <= baht <= 2600:
        assert parse_baht(ink) == baht


@given(
    st.lists(st.sampled_from([*"0๑5๙,.-– \n", "บาท", "ล้าน", "แสน", "รวม", "ไม่ใช้งบประมาณ", "คนละ", "งบ"]), max_size=12)
)
@settings(max_examples=120, deadline=None)
def test_an_amount_or_its_one_error(pieces: list[str]) -> None:
    with contextlib.suppress(MoneyError):
        assert parse_baht("".join(pieces)) >= 0


@pytest.fixture
def fresh_words() -> Iterator[None]:
    money._meanings.cache_clear()
    yield
    money._meanings.cache_clear()


@pytest.mark.usefixtures("fresh_words")
def test_a_word_in_two_lists_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def toml(name: str) -> dict[str, Any]:
        return {"none": ["ไม่ใช้"], "unstated": ["ไม่ ใช้"]}

    monkeypatch.setattr(money, "toml", toml)
    with pytest.raises(CatalogueError, match="two meanings"):
        money._meanings()
