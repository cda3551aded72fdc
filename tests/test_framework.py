"""The catalogue by fiscal year: what it holds, what its rules give, and that codes are of a year."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.small_reports import INDICATORS
from normalize.framework import catalogue_rows, code_key, framework, nearest_framework, years
from normalize.thai import squeeze
from tests.building import year_of

TEN_YEARS = range(2562, 2570)


def test_the_years() -> None:
    assert years() == tuple(range(2561, 2570))


@pytest.mark.parametrize("year", TEN_YEARS)
def test_ten_indicators_in_three_instruments(year: int) -> None:
    known = framework(year)
    assert known is not None
    assert [known.entries[str(number)].name_th for number in range(1, 11)] == list(INDICATORS)
    owners = [known.entries[str(number)].instrument for number in range(1, 11)]
    assert owners == ["IIT"] * 5 + ["EIT"] * 3 + ["OIT"] * 2
    assert [known.entries[str(number)].indicator_no for number in range(1, 11)] == list(range(1, 11))
    assert known.pass_mark == 85.0
    assert known.scheme == "ten_indicators"


@pytest.mark.parametrize("year", TEN_YEARS)
def test_weights_make_up_the_whole(year: int) -> None:
    known = year_of(year)
    assert sum(known.weights.values()) == pytest.approx(1.0)
    shares = [known.weight(str(number)) for number in range(1, 11)]
    assert shares == pytest.approx([0.06] * 5 + [0.1] * 3 + [0.2] * 2)
    assert (known.weight("IIT"), known.weight("OIT"), known.weight("O1"), known.weight("9.1")) == (0.3, 0.4, None, None)


ITEMS = {2562: 48, 2563: 43, 2564: 43, 2565: 43, 2566: 43, 2567: 35, 2568: 28, 2569: 26}


@pytest.mark.parametrize(("year", "count"), ITEMS.items())
def test_web_site_items_of_each_year(year: int, count: int) -> None:
    codes = [code for code, entry in year_of(year).entries.items() if entry.scope == "item" and code[0] == "O"]
    assert sorted(codes, key=code_key) == [f"O{number}" for number in range(1, count + 1)]


@pytest.mark.parametrize(
    ("year", "code", "words"),
    [  # the same code means different things in different years (DOMAIN.md)
        (2564, "O19", "การใช้จ่ายงบประมาณ"),
        (2565, "O19", "การใช้จ่ายงบประมาณ"),
        (2566, "O19", "แผนการจัดซื้อจัดจ้าง"),
        (2568, "O19", "สถิติเรื่องร้องเรียน"),
        (2565, "9.3", "การบริหารเงินงบประมาณ"),
        (2566, "9.3", "การจัดซื้อจัดจ้าง"),
    ],
)
def test_a_code_is_of_its_year(year: int, code: str, words: str) -> None:
    name = year_of(year).entries[code].name_th
    assert name is not None
    assert words in name


def test_staff_survey_items_are_in_blocks_of_six() -> None:
    known = year_of(2565)
    owners = Counter(known.entries[f"I{number}"].indicator_no for number in range(1, 31))
    assert owners == {1: 6, 2: 6, 3: 6, 4: 6, 5: 6}
    assert {known.entries[f"I{number}"].indicator_no for number in range(19, 25)} == {4}


def test_seven_issues_without_an_indicator() -> None:
    for year in (2567, 2568):
        issues = [entry for entry in year_of(year).entries.values() if entry.scope == "issue"]
        assert [entry.code for entry in issues] == [f"ISSUE{number}" for number in range(1, 8)]
        assert {entry.indicator_no for entry in issues} == {None}, "no source maps an issue to an indicator"


def test_the_older_scheme_is_named() -> None:
    known = framework(2561)
    assert known is not None
    assert (known.scheme, dict(known.weights), known.levels, known.pass_mark) == ("five_indices", {}, (), None)


@pytest.mark.parametrize("year", [2550, 2570, 9999, 0])
def test_a_year_that_is_not_in_the_catalogue(year: int) -> None:
    assert framework(year) is None


@pytest.mark.parametrize(("year", "nearest"), [(None, 2569), (2575, 2569), (2555, 2562), (2566, 2566), (2561, 2561)])
def test_the_nearest_year_for_names(year: int | None, nearest: int) -> None:
    assert nearest_framework(year).fiscal_year_be == nearest


def test_aliases_name_what_the_catalogue_names() -> None:
    known = year_of(2566)
    assert known.names[squeeze("การใช้ทรัพย์สินของทางราชการ")] == ("4",)
    assert known.names[squeeze("การใช้อำนาจ")] == ("3",)


def test_rows_are_in_a_fixed_order_and_each_stands_once() -> None:
    rows = catalogue_rows()
    keys = [(row.fiscal_year_be, row.code) for row in rows]
    assert len(keys) == len(set(keys))
    assert [row.code for row in catalogue_rows([2566])][:4] == ["IIT", "EIT", "OIT", "1"]
    assert catalogue_rows([2566, 2566]) == catalogue_rows([2566])
    assert catalogue_rows([]) == ()
    assert catalogue_rows([1999]) == ()


def test_every_row_says_how_sure_it_is() -> None:
    sure = {"confirmed", "single_source", "inferred", "recalled", "unknown"}
    assert {row.confidence for row in catalogue_rows()} <= sure


def test_every_parent_stands_in_the_same_year() -> None:
    lost = [
        (row.fiscal_year_be, row.code, row.parent_code)
        for row in catalogue_rows()
        if row.parent_code and row.parent_code not in year_of(row.fiscal_year_be).entries
    ]
    assert not lost


@pytest.mark.parametrize(
    "codes",
    [
        ["overall", "IIT", "EIT", "OIT", "1", "2", "9", "9.1", "9.2", "10", "10.1", "E5", "I20", "O2", "O11"],
    ],
)
def test_codes_sort_as_the_scheme_lists_them(codes: list[str]) -> None:
    shuffled = codes[::-1]
    assert sorted(shuffled, key=code_key) == codes
