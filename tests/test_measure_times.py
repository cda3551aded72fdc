"""Times of measures that are no dates, quarters with a plan and a result, and what only says that it passed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from normalize.dates import find_dates
from tests.building import TITLE, Text, codes, read, table
from tidy.tables import ReportTables


def one(*rows: Sequence[Text]) -> ReportTables:
    return read(TITLE[2568], table(*rows))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("เดือนละ 1 ครั้ง", True),  # once a month
        ("ภายใน 7 วันทำการ", True),  # within 7 working days
        ("ทุกไตรมาส", True),  # every quarter
        ("ต่อเนื่อง", True),
        ("๓ เดือน", True),
        ("-", False),
        ("", False),
        ("ไม่มี", False),
        ("ม.ค. 2568", False),
        ("เดือนละ 1 ครั้ง (ต.ค. 67 - ก.ย. 68)", False),
        ("✓", False),  # told as a mark
    ],
)
def test_a_time_without_a_date_is_told(text: str, told: bool) -> None:
    tables = one(["มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา"], ["จัดทำคู่มือ", "กองคลัง", text])
    assert ("time_undated" in codes(tables)) == told


def test_a_time_beside_a_budget_in_one_column_is_not_told_for_the_money() -> None:
    tables = one(["มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา/งบประมาณ"], ["จัดทำคู่มือ", "กองคลัง", "5,000 บาท"])
    assert tables.measures[0].budget_baht == 5000.0
    assert "time_undated" not in codes(tables)


def test_lines_of_a_joint_cell_are_read_apart() -> None:
    tables = one(["มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา/งบประมาณ"], ["จัดทำคู่มือ", "กองคลัง", "ธ.ค. 67 - ก.พ. 68\n5,000 บาท"])
    measure = tables.measures[0]
    assert (measure.period_start, measure.period_end, measure.budget_baht) == (
        date(2024, 12, 1),
        date(2025, 2, 28),
        5000.0,
    )


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("ภายในมี.ค. 2568", None, date(2025, 3, 31)),
        ("ภายในเดือนก.พ.68", None, date(2025, 2, 28)),
        ("ม.ค.ถึงมี.ค. 68", date(2025, 1, 1), date(2025, 3, 31)),
        ("ตั้งแต่ต.ค. 67", date(2024, 10, 1), None),
        ("โดยก.พ. 2568", None, None),  # by the office of the civil service
        ("ภายในก.พ.ร. 68", None, None),  # another office
    ],
)
def test_a_month_glued_to_a_word_of_dates(text: str, start: date | None, end: date | None) -> None:
    found = find_dates(text, 2568)
    assert [(span.start, span.end) for span in found] == ([(start, end)] if start or end else [])


QUARTERS: list[Text] = [("มาตรการ", 2, 1), ("ไตรมาส 1", 1, 2), ("ไตรมาส 2", 1, 2), ("ผู้รับผิดชอบ", 2, 1)]


def test_plan_and_result_under_each_quarter() -> None:
    """A mark under ผล (actual) says what was done, and nothing of the period."""
    tables = one(
        QUARTERS, ["แผน", "ผล"] * 2, ["จัดทำคู่มือ", "✓", "", "", "✓", "กองคลัง"], ["จัดอบรม", "", "", "✓", "", "กองช่าง"]
    )
    assert [(m.period_start, m.period_end) for m in tables.measures] == [
        (date(2024, 10, 1), date(2024, 12, 31)),
        (date(2025, 1, 1), date(2025, 3, 31)),
    ]
    assert [day.date_start for day in tables.measure_dates if day.role == "done"] == [date(2025, 1, 1)]
    assert "mark_unread" not in codes(tables)


def test_texts_under_the_results_of_quarters() -> None:
    tables = one(
        QUARTERS,
        ["แผน", "ผล"] * 2,
        ["จัดทำคู่มือ", "✓", "ยกร่างแล้ว", "✓", "เผยแพร่แล้ว", "กองคลัง"],
        ["จัดอบรม", "", "", "✓", "อบรม 20 คน", "กองช่าง"],
    )
    assert (tables.measures[0].period_start, tables.measures[0].period_end) == (date(2024, 10, 1), date(2025, 3, 31))
    assert [item.text for item in tables.measure_items if item.column_role == "output"] == [
        "ยกร่างแล้ว", "เผยแพร่แล้ว", "อบรม 20 คน",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "cells", "told"),
    [
        ("ผลการประเมิน", ["ผ่าน", "ไม่ผ่าน"], True),  # passed what?
        ("ผ่าน/ไม่ผ่าน", ["ผ่าน", "ไม่ผ่าน"], False),
        ("ผลการประเมิน", ["85.20", "90.11"], False),
    ],
)
def test_measures_that_only_passed(header: str, cells: list[str], told: bool) -> None:
    rows = [["จัดทำคู่มือ", "กองคลัง", cells[0]], ["จัดอบรม", "กองช่าง", cells[1]]]
    tables = one(["มาตรการ", "ผู้รับผิดชอบ", header], *rows)
    assert [item.text for item in tables.measure_items if item.column_role == "other"] == cells
    assert ("column_ambiguous" in codes(tables)) == told


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("5, 12 และ 19 ก.พ. 68", [(5, 5), (12, 12), (19, 19)]),
        ("๕ และ ๑๙ กุมภาพันธ์ ๒๕๖๘", [(5, 5), (19, 19)]),
        ("ครั้งที่ 5, 12 ก.พ. 68", [(12, 12)]),  # the fifth time
        ("ภายใน 30 วัน นับจาก 1 ก.พ. 68", [(1, None)]),  # within 30 days from: the last day is not told
        ("ภายใน 30 วัน นับถัดจากวันที่ 1 ก.พ. 68", [(2, None)]),
    ],
)
def test_days_of_a_list_and_days_counted_from_one(text: str, days: list[tuple[int | None, int | None]]) -> None:
    assert [(s.start and s.start.day, s.end and s.end.day) for s in find_dates(text, 2568)] == days
