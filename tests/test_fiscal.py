"""Fiscal years: arithmetic, years that a text names, periods that a report covers."""

from __future__ import annotations

import contextlib
import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize import dates_mentions
from normalize.dates_tokens import tokens_of
from normalize.fiscal import (
    FiscalError,
    expand_year,
    find_fiscal_years,
    find_period,
    fiscal_year_named,
    fiscal_year_of,
    fiscal_year_period,
    half_year_period,
    quarter_period,
    to_ce,
)

PIECES = st.sampled_from(
    [
        *"๒๕๖๘ 2567-–/,.()",
        "ปีงบประมาณ",
        "ประจำปี",
        "พ.ศ.",
        "ปี",
        "และ",
        "ถึง",
        "รอบ",
        "เดือน",
        "ไตรมาส",
        "แผน",
        "มกราคม",
        "๒๕๖๘",
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2024, 9, 30), 2567), (date(2024, 10, 1), 2568), (date(2025, 1, 1), 2568), (date(1997, 1, 1), 2540)],
)
def test_fiscal_year_of(day: date, year: int) -> None:
    assert fiscal_year_of(day) == year


def test_periods_of_a_year() -> None:
    assert fiscal_year_period(2568) == (date(2024, 10, 1), date(2025, 9, 30))
    assert half_year_period(2568, 1) == (date(2024, 10, 1), date(2025, 3, 31))
    assert half_year_period(2568, 2) == (date(2025, 4, 1), date(2025, 9, 30))
    assert quarter_period(2567, 1) == (date(2023, 10, 1), date(2023, 12, 31))
    assert quarter_period(2567, 2) == (date(2024, 1, 1), date(2024, 3, 31))
    assert quarter_period(2567, 4) == (date(2024, 7, 1), date(2024, 9, 30))
    assert to_ce(2568) == 2025


def test_what_no_report_can_mean() -> None:
    for bad in (
        lambda: to_ce(2539),
        lambda: to_ce(2601),
        lambda: fiscal_year_period(2025),
        lambda: half_year_period(2568, 3),
        lambda: quarter_period(2568, 0),
        lambda: fiscal_year_of(date(1, 1, 1)),
    ):
        with pytest.raises(FiscalError):
            bad()


@pytest.mark.parametrize(
    "text", ["๒๕๖๘", "2568", "68", "๖๘", "2025", "พ.ศ. ๒๕๖๘", "พ.ศ.2568", "ค.ศ. 2025", "ค.ศ. 25", " ๒๕๖8 "]
)
def test_expand_year(text: str) -> None:
    assert expand_year(text) == 2568


@pytest.mark.parametrize(
    "text", ["", "8", "256", "25680", "12", "39", "2539", "2601", "1990", "พ.ศ. 2025", "ค.ศ. 2568", "ปี"]
)
def test_expand_year_refuses(text: str) -> None:
    with pytest.raises(FiscalError):
        expand_year(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("รายงานผล ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", [(2568, "fiscal")]),
        ("ประจำปี พ.ศ.2567", [(2567, "fiscal")]),
        ("ปีงบประมาณ ๖๘", [(2568, "fiscal")]),
        ("ปี งบประมาณ พ . ศ . ๒๕๖6", [(2566, "fiscal")]),
        ("ในงบประมาณ พ.ศ. ๒๕๖๗", [(2567, "fiscal")]),
        ("ผลประเมิน FY2568 และ FY 2025", [(2568, "fiscal"), (2568, "fiscal")]),
        ("ประจำปีงบประมาณ พ.ศ. ๒๕๖๖-๒๕๖๗", [(2566, "fiscal"), (2567, "fiscal")]),
        ("ระหว่างปีงบประมาณ พ.ศ.2566 กับ 2567", [(2566, "fiscal"), (2567, "fiscal")]),  # between … and
        ("ปีงบประมาณ ๒๕๖๕, ๒๕๖๖ และ ๒๕๖๗", [(2565, "fiscal"), (2566, "fiscal"), (2567, "fiscal")]),
        ("พ.ศ. 2566", [(2566, "bare")]),
        ("หลักเกณฑ์ในปี พ.ศ.๒๕๖๖", [(2566, "bare")]),
        ("พระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. ๒๕๔๐", [(2540, "law")]),  # act
        ("ระเบียบว่าด้วยการพัสดุ พ.ศ. ๒๕๖๐ และที่แก้ไขเพิ่มเติม (ฉบับที่ ๒) พ.ศ. ๒๕๖๔", [(2560, "law"), (2564, "law")]),
        ("แผนพัฒนาท้องถิ่น (พ.ศ. ๒๕๖๖ - ๒๕๗๐)", [(2566, "plan"), (2570, "plan")]),
        ("แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ - ๒๕๗๐", [(2566, "plan"), (2570, "plan")]),
        ("แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", [(2568, "fiscal")]),
        ("วันที่ ๑๐ มกราคม พ.ศ. ๒๕๖๘", []),
        ("31/1/2566 และ ม.ค. 67", []),
        ("งบประมาณ 2568 บาท", []),
        ("อายุ ๖๐ ปี ๖๐ คน", []),
        ("ปีงบประมาณ ๒๕๖๘ และ ๔๕ คน", [(2568, "fiscal")]),
        ("ปีงบประมาณ ๒๖๖๘", []),
        ("", []),
    ],
)
def test_find_fiscal_years(text: str, found: list[tuple[int, str]]) -> None:
    mentions = find_fiscal_years(text)
    assert [(mention.year_be, mention.kind) for mention in mentions] == found
    assert all(text[mention.start : mention.end] == mention.raw for mention in mentions)


def test_fiscal_year_named() -> None:
    assert fiscal_year_named("ประจำปีงบประมาณ ๒๕๖๗ (ปีงบประมาณ พ.ศ. 2567)") == 2567
    assert fiscal_year_named("ปีงบประมาณ ๒๕๖๖ และ ๒๕๖๗") is None
    assert fiscal_year_named("พ.ศ. ๒๕๖๗") is None


FIRST_HALF = (date(2024, 10, 1), date(2025, 3, 31))


@pytest.mark.parametrize(
    ("text", "fy_be", "days", "basis"),
    [
        ("รอบ ๖ เดือน (๑ ตุลาคม ๒๕๖๗ – ๓๑ มีนาคม ๒๕๖๘)", None, FIRST_HALF, "printed"),
        ("(ตุลาคม ๒๕๖๗ – มีนาคม ๒๕๖๘)", None, FIRST_HALF, "printed"),
        ("ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ รอบ ๖ เดือน", None, FIRST_HALF, "printed"),
        ("รอบ ๖ เดือนแรก ของปี", 2568, FIRST_HALF, "inferred"),
        ("รอบ 6 เดือน ตามมาตรการในปีงบประมาณ ๒๕๖๘", None, FIRST_HALF, "inferred"),
        ("รอบ ๖ เดือนหลัง", 2568, (date(2025, 4, 1), date(2025, 9, 30)), "inferred"),
        ("รอบ ๖ เดือน (๑ เมษายน - ๓๐ กันยายน ๒๕๖๘)", 2568, (date(2025, 4, 1), date(2025, 9, 30)), "printed"),
        ("รอบ ๑๒ เดือน", 2568, (date(2024, 10, 1), date(2025, 9, 30)), "inferred"),
        ("ไตรมาสที่ ๒", 2568, (date(2025, 1, 1), date(2025, 3, 31)), "inferred"),
    ],
)
def test_find_period(text: str, fy_be: int | None, days: tuple[date, date], basis: str) -> None:
    period = find_period(text, fy_be)
    assert period is not None
    assert ((period.start, period.end), period.basis) == (days, basis)
    assert period.raw in text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",
        "ประชุมวันที่ ๑ - ๓ มีนาคม ๒๕๖๘",
        "รอบ ๖ เดือน และรอบ ๑๒ เดือน",
        "ทุก ๖ เดือน",
        "ภายใน ๖ เดือน",
    ],
)
def test_no_period(text: str) -> None:
    assert find_period(text, 2568) is None


@given(st.integers(2541, 2600), st.integers(0, 364))
@settings(max_examples=60, deadline=None)
def test_each_day_lies_in_its_year_its_half_and_its_quarter(year: int, offset: int) -> None:
    first, last = fiscal_year_period(year)
    day = first + timedelta(days=offset)
    assert fiscal_year_of(day) == year
    assert sum(start <= day <= end for start, end in (half_year_period(year, n) for n in (1, 2))) == 1
    assert sum(start <= day <= end for start, end in (quarter_period(year, n) for n in range(1, 5))) == 1
    assert day <= last


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_nothing_but_its_own_error(text: str) -> None:
    with contextlib.suppress(FiscalError):
        assert 2540 <= expand_year(text) <= 2600
    mentions = find_fiscal_years(text)
    places = [(mention.start, mention.end) for mention in mentions]
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(places))
    for fy_be in (None, 2568, 0):
        period = find_period(text, fy_be)
        assert period is None or period.start <= period.end


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_the_quick_look_for_a_year_misses_none(text: str) -> None:
    assert find_fiscal_years(text) == dates_mentions.years_among(tokens_of(text), text)
