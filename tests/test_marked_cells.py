"""Signs in cells of measures: months by their first letters, units and states by what heads them; else told."""

from __future__ import annotations

from datetime import date

import pytest

from normalize.gantt import read_month_letters
from tests.building import TITLE, Text, codes, read, table
from tidy.tables import ReportTables

LETTERS = ("ต", "พ", "ธ", "ม", "ก", "มี", "เม", "พ", "มิ", "ก", "ส", "ก")


def one(*rows: list[Text]) -> ReportTables:
    return read(TITLE[2568], table(*rows))


@pytest.mark.parametrize(
    ("letters", "are_months"),
    [
        (" ".join(LETTERS), True),
        ("ต. พ. ธ. ม. ก. มี. เม. พ. มิ. ก. ส. ก.", True),
        ("ต พ ธ ม ก ม ม พ ม ก ส ก", True),
        ("ตค พย ธค มค กพ มีค เมย พค มิย กค สค กย", True),
        ("ม ก มี เม พ มิ ก ส ก ต พ ธ", False),  # of a calendar year: the fiscal year of each is not said
        ("ต พ ธ ม ก มี", False),
        ("ต พ ธ ม ก มี เม พ มิ ก ส ข", False),
        ("ต  ธ ม ก มี เม พ มิ ก ส ก", False),
    ],
)
def test_twelve_first_letters(letters: str, are_months: bool) -> None:
    assert (read_month_letters(letters.split(" ")) is not None) == are_months


def _gantt(*letters: str) -> ReportTables:
    top: list[Text] = [("มาตรการ", 2, 1), ("ผู้รับผิดชอบ", 2, 1), ("ห้วงเวลา", 1, len(letters))]
    ticks = ["✓" if place in (3, 4) else "" for place in range(len(letters))]
    return one(top, list(letters), ["จัดทำคู่มือ", "กองคลัง", *ticks])


def test_ticks_under_the_letters_of_months() -> None:
    tables = _gantt(*LETTERS)
    assert (tables.measures[0].period_start, tables.measures[0].period_end) == (date(2025, 1, 1), date(2025, 2, 28))
    assert "mark_unread" not in codes(tables)


def test_ticks_under_letters_that_may_be_others_are_told() -> None:
    tables = _gantt(*LETTERS[:6])
    assert tables.measures[0].period_start is None
    assert codes(tables).count("mark_unread") == 2


@pytest.mark.parametrize(
    ("cells", "units"),
    [
        (["✓", "", ""], ["กองคลัง"]),
        ([("✓", 1, 2), ""], ["กองคลัง", "กองช่าง"]),
        ([("/", 1, 3)], ["กองคลัง", "กองช่าง", "สำนักปลัด"]),
    ],
)
def test_a_tick_merged_over_units_names_all_of_them(cells: list[Text], units: list[str]) -> None:
    top: list[Text] = [("มาตรการ", 2, 1), ("ผู้รับผิดชอบ", 1, 3), ("ระยะเวลา", 2, 1)]
    tables = one(top, ["กองคลัง", "กองช่าง", "สำนักปลัด"], ["จัดทำคู่มือ", *cells, "ม.ค. 2568"])
    assert [unit.unit for unit in tables.measure_units] == units


@pytest.mark.parametrize(
    ("header", "sign", "role", "text", "told"),
    [
        ("แล้วเสร็จ", "✓", "output", "แล้วเสร็จ", False),
        ("อยู่ระหว่างดำเนินการ", "/", "output", "อยู่ระหว่างดำเนินการ", False),
        ("ทำแล้ว", "●", "output", "ทำแล้ว", False),
        ("แล้วเสร็จ", "✗", "other", "✗", True),  # a cross may say no
        ("สถานะ", "✓", "other", "✓", True),  # which state?
        ("ผลการดำเนินการ", "/", "other", "/", True),
    ],
)
def test_a_sign_under_a_state(header: str, sign: str, role: str, text: str, told: bool) -> None:
    tables = one(["มาตรการ", "ผู้รับผิดชอบ", header], ["จัดทำคู่มือ", "กองคลัง", sign], ["จัดอบรม", "กองช่าง", ""])
    item = next(item for item in tables.measure_items if item.col_no == 3)
    assert (item.column_role, item.text, item.raw_text) == (role, text, sign)
    assert ("mark_unread" in codes(tables)) == told


@pytest.mark.parametrize(
    ("text", "end", "told"),
    [
        ("ก่อน ๓๑ มี.ค. ๒๕๖๘", date(2025, 3, 30), True),  # before: the day itself does not count
        ("ก่อนวันที่ 15 เมษายน 2568", date(2025, 4, 14), True),
        ("ก่อนสิ้นเดือนมีนาคม 2568", date(2025, 3, 31), False),
        ("ภายใน 31 มี.ค. 2568", date(2025, 3, 31), False),
    ],
)
def test_a_day_that_does_not_count_is_told(text: str, end: date, told: bool) -> None:
    tables = one(["มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา"], ["จัดทำคู่มือ", "กองคลัง", text])
    assert (tables.measures[0].period_start, tables.measures[0].period_end) == (None, end)
    assert ("date_before" in codes(tables)) == told


def test_marks_in_the_row_of_what_was_done_are_no_period() -> None:
    months: list[Text] = ["ต.ค.", "พ.ย.", "ธ.ค."]
    planned: list[Text] = [("ทบทวนคู่มือ", 2, 1), ("กองคลัง", 2, 1), "แผน", "✓", "✓", ""]
    tables = one(["มาตรการ", "ผู้รับผิดชอบ", "แผน/ผล", *months], planned, ["ผล", "", "✓", "✓"])
    (measure,) = tables.measures
    assert (measure.period_start, measure.period_end) == (date(2024, 10, 1), date(2024, 11, 30))
    assert [found.role for found in tables.measure_dates].count("done") == 2


def test_marks_without_a_row_of_plans_are_the_period() -> None:
    tables = one(["มาตรการ", "ผู้รับผิดชอบ", "สถานะ", "ต.ค.", "พ.ย."], ["ทบทวนคู่มือ", "กองคลัง", "ผล", "✓", "✓"])
    assert tables.measures[0].period_end == date(2024, 11, 30)


@pytest.mark.parametrize(
    ("header", "text", "start", "end"),
    [
        ("วันที่ดำเนินการ", "20 มกราคม 2568", date(2025, 1, 20), date(2025, 1, 20)),
        ("วันที่ดำเนินการ", "ภายใน 20 มกราคม 2568", None, date(2025, 1, 20)),
        ("วันที่ดำเนินการแล้วเสร็จ", "20 มกราคม 2568", None, date(2025, 1, 20)),
        ("ระยะเวลา", "20 มกราคม 2568", None, date(2025, 1, 20)),
    ],
)
def test_the_day_on_which_a_thing_is_done(header: str, text: str, start: date | None, end: date) -> None:
    tables = one(["มาตรการ", "ผู้รับผิดชอบ", header], ["จัดทำคู่มือ", "กองคลัง", text])
    assert (tables.measures[0].period_start, tables.measures[0].period_end) == (start, end)


@pytest.mark.parametrize(
    ("text", "indicator", "told"),
    [("1, 2 และ 3", None, True), ("๔/๕", None, True), ("1-3", None, True), ("10", 10, False), ("๙", 9, False)],
)
def test_several_numbers_in_a_column_of_indicators_are_told(text: str, indicator: int | None, told: bool) -> None:
    tables = one(["ตัวชี้วัดที่", "มาตรการ", "ผู้รับผิดชอบ"], [text, "จัดทำคู่มือ", "กองคลัง"], ["5", "จัดอบรม", "กองคลัง"])
    assert tables.measures[0].indicator_no == indicator
    assert ("indicator_several" in codes(tables)) == told
