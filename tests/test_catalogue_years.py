"""The year whose catalogue a report's item codes belong to."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from normalize.catalogue_years import choose_year, name_share
from normalize.framework import framework


def rows(year: int, *codes: str, before: str = "จัดทำ", behind: str = "ให้ครบถ้วน") -> list[tuple[str, str]]:
    """Rows whose texts speak of a year's own items."""
    known = framework(year)
    assert known is not None
    return [(code, f"{before}{known.entries[code].name_th}{behind}") for code in codes]


@pytest.mark.parametrize(
    ("year", "codes", "fiscal_year", "answered"),
    [
        (2566, ("O11", "O19", "O20", "O28"), 2566, {}),
        (2566, ("O11", "O19", "O20", "O28"), 2567, {2566: 2}),
        (2568, ("O7", "O11", "O19", "O28"), 2568, {}),
        (2568, ("O7", "O11", "O19", "O28"), 2566, {2565: 9}),  # names speak louder than the report's own year
        (2565, ("O11", "O19", "O20", "O28"), 2566, {2565: 2}),  # FY2563 to 2565 share names: the year answered
        (2564, ("O11", "O19", "O20", "O28"), 2566, {2564: 2}),
        (2565, ("O11", "O19", "O20", "O28"), 2566, {}),  # else the year before the report's own
        (2565, ("O11", "O19", "O20", "O28"), 2565, {2565: 1}),
    ],
)
def test_the_year_whose_names_fit(
    year: int, codes: tuple[str, ...], fiscal_year: int | None, answered: Mapping[int, int]
) -> None:
    choice = choose_year(rows(year, *codes), fiscal_year, answered)
    assert choice.year == year
    assert choice.fit > 0.9


@pytest.mark.parametrize(
    "found",
    [
        [],
        [("O11", "ปลูกต้นไม้ริมถนน"), ("O12", "ซ่อมรถยนต์ส่วนกลาง")],  # names of no year
        [("O99", "ไม่มีข้อนี้")],
    ],
)
def test_rows_that_fit_no_year_choose_none(found: list[tuple[str, str]]) -> None:
    assert choose_year(found, 2566, {2565: 3}).year is None


def test_years_that_fit_evenly_and_that_nothing_tells_apart_choose_none() -> None:
    choice = choose_year(rows(2565, "O11", "O19"), None, {})
    assert choice.year is None
    assert {2564, 2565} <= set(choice.rivals)


@pytest.mark.parametrize(
    ("name", "text", "least", "most"),
    [
        ("ข่าวประชาสัมพันธ์", "เผยแพร่ข่าวประชาสัมพันธ์ทุกเดือน", 1.0, 1.0),
        ("ข่าวประชาสัมพันธ์", "ซ่อมถนน", 0.0, 0.1),
        ("ข่าวประชาสัมพันธ์", "", 0.0, 0.0),
        ("", "อะไรก็ได้", 0.0, 0.0),
        ("รายงานผลการดำเนินงานประจำปี", "ผลการดำเนินงานของปี", 0.3, 0.99),
    ],
)
def test_the_share_of_a_name_that_a_text_holds(name: str, text: str, least: float, most: float) -> None:
    assert least <= name_share(name, text) <= most
