"""Layouts of measures tables that were once read wrongly: headers, months, forms, totals, groups, budgets, codes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.document import Block
from normalize.cell_kinds import is_time, is_units
from normalize.dates import DateSpan
from normalize.framework import nearest_framework
from normalize.gantt import Slot, is_mark, read_slot, slot_span, with_group_years
from normalize.issue_names import issue_named, issue_names
from normalize.lexicon import read_header
from normalize.references import heading_references
from tests.building import TITLE, Text, codes, head, items_of, read, table
from tidy.tables import ReportTables

ISSUE_1 = "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ"
ISSUE_4 = "กระบวนการกำกับดูแลการใช้ทรัพย์สินของราชการ"


def one(*rows: Sequence[Text], year: int = 2567, spans: bool = False) -> ReportTables:
    """A report of one table."""
    return read(TITLE[year], table(*rows, spans=spans))


def measures(tables: ReportTables) -> list[str | None]:
    return [measure.measure for measure in tables.measures]


def periods(tables: ReportTables) -> list[tuple[date | None, date | None]]:
    return [(measure.period_start, measure.period_end) for measure in tables.measures]


def budgets(tables: ReportTables) -> list[float | None]:
    return [measure.budget_baht for measure in tables.measures]


# --- budgets ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "cell", "baht"),
    [
        ("งบประมาณ (ล้านบาท)", "0.05", 50_000.0),
        ("งบประมาณ (ล้านบาท)", "1.1", 1_100_000.0),
        ("งบประมาณ (พันบาท)", "๑๒", 12_000.0),
        ("งบประมาณ (บาท)", "๑๒,๐๐๐", 12_000.0),
        ("งบประมาณ (ล้านบาท)", "80,000 บาท", 80_000.0),  # the cell's own unit counts
        ("งบประมาณ (ล้านบาท)", "ไม่ใช้งบประมาณ", 0.0),
        ("งบประมาณ (ล้านบาท)", "-", None),
    ],
)
def test_the_unit_in_a_budget_header_counts_for_bare_numbers(header: str, cell: str, baht: float | None) -> None:
    assert budgets(one(["มาตรการ", header], ["จัดอบรม", cell])) == [baht]


@pytest.mark.parametrize(
    ("headers", "cells", "baht", "told"),
    [
        (("ได้รับจัดสรร", "เบิกจ่าย"), ("๓๐,๐๐๐", "๒๘,๕๐๐"), 30_000.0, False),
        (("งบประมาณที่ใช้จริง", "งบประมาณที่ตั้งไว้"), ("๒๘,๕๐๐", "๓๐,๐๐๐"), 30_000.0, False),
        (("งบประมาณ", "ผลการเบิกจ่าย"), ("๓๐,๐๐๐", "๒๘,๕๐๐"), 30_000.0, False),
        (("ได้รับจัดสรร", "เบิกจ่าย"), ("-", "๒๘,๕๐๐"), None, False),  # what was set is not said
        (("งบประมาณ อบต.", "งบประมาณ อบจ."), ("๓๐,๐๐๐", "๒๘,๕๐๐"), None, True),
        (("งบประมาณ (บาท)", "แหล่งงบประมาณ"), ("๓๐,๐๐๐", "เงินรายได้"), 30_000.0, False),
    ],
)
def test_of_several_budget_columns_the_one_that_was_set_counts(
    headers: tuple[str, str], cells: tuple[str, str], baht: float | None, told: bool
) -> None:
    tables = one(["มาตรการ", *headers], ["จัดอบรม", *cells])
    assert budgets(tables) == [baht]
    assert ("budget_unreadable" in codes(tables)) is told


def test_a_column_of_time_and_budget_gives_both_and_is_told() -> None:
    tables = one(["มาตรการ", "ระยะเวลา/งบประมาณ"], ["จัดอบรม", "พ.ย. 66 / 7,500 บาท"])
    assert budgets(tables) == [7500.0]
    assert periods(tables) == [(date(2023, 11, 1), date(2023, 11, 30))]
    assert "column_ambiguous" in codes(tables)


# --- header rows -----------------------------------------------------------------------------------------------------

MONTHS = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค."]


def test_a_sparse_first_row_under_two_header_rows_is_data() -> None:
    tables = one(
        ["ที่", "โครงการ", "พ.ศ. ๒๕๖๖", "", "", "พ.ศ. ๒๕๖๗", "", "", "หน่วยงานรับผิดชอบ"],
        ["", "", *MONTHS, ""],
        ["๑", "จัดประชุม", "✓", "", "", "", "", "", ""],
        ["๒", "จัดอบรม", "", "", "←", "→", "", "", "กองคลัง"],
    )
    assert measures(tables) == ["จัดประชุม", "จัดอบรม"]
    assert periods(tables) == [
        (date(2023, 10, 1), date(2023, 10, 31)),
        (date(2023, 12, 1), date(2024, 1, 31)),
    ]
    assert not tables.scores
    assert {d.role for d in tables.measure_dates} == {"period"}
    assert items_of(tables, 1, "timeframe") == [(None, "✓")]


def test_a_second_header_row_that_completes_the_first_is_one_whatever_its_words() -> None:
    tables = one(
        [("มาตรการ", 2, 1), ("ผลการดำเนินงาน", 1, 2), ("ผู้รับผิดชอบ", 2, 1)],
        ["รอบแรก (ตุลาคม ๒๕๖๖ ถึง มีนาคม ๒๕๖๗)", "รอบหลัง (เมษายน ถึง กันยายน ๒๕๖๗)"],
        ["จัดอบรม", "ร่างโครงการ", "อบรม ๔๐ คน", "กองคลัง"],
        spans=True,
    )
    assert measures(tables) == ["จัดอบรม"]
    assert [text for _, text in items_of(tables, 1, "output")] == ["ร่างโครงการ", "อบรม ๔๐ คน"]


def test_a_row_under_a_wide_cell_beside_uncovered_columns_is_data() -> None:
    tables = one(
        ["มาตรการ", ("ผลการดำเนินงาน", 1, 2), "ผู้รับผิดชอบ"], ["จัดอบรม", "ร่าง", "อบรม ๔๐ คน", "กองคลัง"], spans=True
    )
    assert measures(tables) == ["จัดอบรม"]


def test_words_of_its_own_do_not_lose_a_table() -> None:
    """Only มาตรการ is known; what stands below the others says what they are, and that is told."""
    tables = one(
        ["มาตรการ", "คนทำงาน", "ช่วงที่ทำ", "อื่น ๆ"],
        ["จัดทำคู่มือ", "กองคลัง", "ต.ค. 66", "ก"],
        ["จัดอบรม", "สำนักปลัด", "ธ.ค. 66", "ข"],
    )
    assert measures(tables) == ["จัดทำคู่มือ", "จัดอบรม"]
    assert [unit.unit for unit in tables.measure_units] == ["กองคลัง", "สำนักปลัด"]
    assert periods(tables)[1] == (date(2023, 12, 1), date(2023, 12, 31))
    assert codes(tables).count("column_ambiguous") == 2
    assert codes(tables).count("column_unmapped") == 1


def test_the_longest_free_text_is_what_is_done_where_nothing_else_is() -> None:
    tables = one(
        ["ตัวชี้วัด", "เราจะ", "ผู้รับผิดชอบ"],
        ["๑. การปฏิบัติหน้าที่", "ติดแผนผังขั้นตอนการให้บริการทุกจุด", "กองคลัง"],
        ["๔. การใช้ทรัพย์สินของราชการ", "จัดทำทะเบียนการยืมพัสดุ", "กองคลัง"],
    )
    assert measures(tables) == ["ติดแผนผังขั้นตอนการให้บริการทุกจุด", "จัดทำทะเบียนการยืมพัสดุ"]
    assert [measure.indicator_no for measure in tables.measures] == [1, 4]


def test_a_list_of_persons_is_no_measures_table() -> None:
    tables = one(
        ["ลำดับ", "ชื่อ - สกุล", "ตำแหน่ง", "หน้าที่ความรับผิดชอบ"],
        ["๑", "นายสมมุติ ตัวอย่าง", "ปลัดเทศบาล", "ประธานคณะทำงาน"],
        ["๒", "นางสมมุติ ตัวอย่าง", "ผู้อำนวยการกองคลัง", "คณะทำงาน"],
    )
    assert not tables.measures
    assert [f.severity for f in tables.findings if f.code == "table_unmapped"] == ["warning"]


# --- months, quarters, states ----------------------------------------------------------------------------------------


def test_quarters_and_months_without_a_year_are_of_the_report() -> None:
    tables = one(
        ["ที่", "กิจกรรม", "ไตรมาส ๑", "ไตรมาส ๒", "ไตรมาส ๓"], ["๑", "ก", "", "/", "/"], ["๒", "ข", "x", "", "-"]
    )
    assert periods(tables) == [(date(2024, 1, 1), date(2024, 6, 30)), (date(2023, 10, 1), date(2023, 12, 31))]
    assert {d.year_basis for d in tables.measure_dates} == {"inferred"}


def test_a_mark_merged_over_months_is_one_item_and_one_range() -> None:
    tables = one(
        [("กิจกรรม", 2, 1), ("ปีงบประมาณ พ.ศ. ๒๕๖๗", 1, 4), ("ผู้รับผิดชอบ", 2, 1)],
        ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค."],
        ["จัดอบรม", "", ("↔", 1, 3), "กองคลัง"],
        spans=True,
    )
    assert periods(tables) == [(date(2023, 11, 1), date(2024, 1, 31))]
    assert items_of(tables, 1, "timeframe") == [(None, "↔")]


def test_quarters_of_results_stay_results() -> None:
    tables = one(
        [("กิจกรรม", 2, 1), ("ผลการดำเนินงาน", 1, 2), ("ผู้รับผิดชอบ", 2, 1)],
        ["ไตรมาส ๑", "ไตรมาส ๒"],
        ["จัดอบรม", "ร่างโครงการ", "อบรม ๔๐ คน", "กองคลัง"],
        spans=True,
    )
    assert [text for _, text in items_of(tables, 1, "output")] == ["ร่างโครงการ", "อบรม ๔๐ คน"]
    assert periods(tables) == [(None, None)]


def test_months_over_texts_are_no_timeframe() -> None:
    tables = one(["ที่", "กิจกรรม", "ไตรมาส ๑", "ไตรมาส ๒"], ["๑", "จัดอบรม", "๑๐ คน", "๒๐ คน"])
    assert periods(tables) == [(None, None)]
    assert "column_ambiguous" in codes(tables)


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("ต.ค.", (1, 1, None)),
        ("เดือน ก.ย. ๖๗", (12, 1, 2567)),
        ("มกราคม - มีนาคม", (4, 3, None)),
        ("ไตรมาสที่ ๔ (ก.ค.-ก.ย.)", (10, 3, None)),
        ("Q2/2568", (4, 3, 2568)),
    ],
)
def test_header_texts_that_are_a_time(text: str, slot: tuple[int, int, int | None]) -> None:
    found = read_slot(text)
    assert found is not None
    assert (found.first, found.count, found.year) == slot


@pytest.mark.parametrize(
    "text", ["", "เดือน", "ไตรมาส", "ไตรมาส ๕", "รอบ ๖ เดือน", "มาตรการ", "พ.ศ. ๒๕๖๗", "ผลไตรมาส ๑", "๑"]
)
def test_header_texts_that_are_none(text: str) -> None:
    assert read_slot(text) is None


def test_the_year_of_a_group_is_a_calendar_or_a_fiscal_one() -> None:
    october, january = Slot(1, 1, "ต.ค."), Slot(4, 1, "ม.ค.")
    split = with_group_years([(october, "พ.ศ. ๒๕๖๖"), (january, "พ.ศ. ๒๕๖๗")])
    whole = with_group_years([(october, "ปี ๒๕๖๗"), (january, "ปี ๒๕๖๗")])
    assert [slot_span(slot, None).start for slot in split] == [date(2023, 10, 1), date(2024, 1, 1)]
    assert [slot_span(slot, None).start for slot in whole] == [date(2023, 10, 1), date(2024, 1, 1)]
    assert slot_span(october, None).start is None, "no year at all"


@pytest.mark.parametrize(
    ("text", "mark"),
    [("✓", True), ("/", True), ("<---->", True), ("●", True), ("X", True), ("-", False), ("", False), ("๑๕", False)],
)
def test_marks(text: str, mark: bool) -> None:
    assert is_mark(text) is mark


def test_states_under_a_group_of_results_stay_results() -> None:
    tables = one(
        ["มาตรการ", "ผู้รับผิดชอบ", "สถานะการดำเนินงาน", "", ""],
        ["", "", "แล้วเสร็จ", "อยู่ระหว่างดำเนินการ", "ยังไม่ดำเนินการ"],
        ["จัดทำคู่มือ", "กองคลัง", "✓", "", ""],
        ["จัดอบรม", "กองคลัง", "", "", "✓"],
    )
    assert [(i.column_role, i.text, i.col_no) for i in tables.measure_items if i.raw_text == "✓"] == [
        ("output", "แล้วเสร็จ", 3),
        ("output", "ยังไม่ดำเนินการ", 5),
    ]
    assert not tables.measure_dates


def test_a_column_of_last_days_is_due_and_one_of_first_days_is_not() -> None:
    tables = one(
        ["มาตรการ", "ระยะเวลา", "", "ผลการดำเนินการ"],
        ["", "เริ่มต้น", "สิ้นสุด", ""],
        ["จัดอบรม", "1 พ.ย. 66", "30 พ.ย. 66", "อบรมเมื่อวันที่ 4 ธันวาคม 2566"],
        ["จัดทำคู่มือ", "1 ธ.ค. 66", "", "ยกร่าง"],
        ["เผยแพร่คู่มือ", "", "ก.พ. 67", "-"],
    )
    assert periods(tables) == [
        (date(2023, 11, 1), date(2023, 11, 30)),
        (date(2023, 12, 1), None),
        (None, date(2024, 2, 29)),
    ]
    assert [d.role for d in tables.measure_dates][:3] == ["period", "due", "done"]
    assert codes(tables).count("done_after_due") == 1


@pytest.mark.parametrize(
    ("printed", "code"), [("31 เม.ย. 2567", "date_unreadable"), ("29 ก.พ. 2566", "date_unreadable")]
)
def test_a_day_that_no_calendar_has_is_told_as_such(printed: str, code: str) -> None:
    tables = one(["มาตรการ", "ระยะเวลา"], ["จัดอบรม", printed])
    assert code in codes(tables)
    assert "date_without_year" not in codes(tables)


# --- rows that are no measures ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "row",
    [
        ["", "รวม 2 กิจกรรม", "", "25,000"],
        ["รวมงบประมาณทั้งสิ้น", "", "", "25,000"],
        ["รวมเป็นเงิน (สองหมื่นห้าพันบาทถ้วน)", "", "", "25,000"],
        ["", "", "กองคลัง", ""],  # names nothing
        ["", "", "", "25,000"],
    ],
)
def test_sums_and_rows_that_name_nothing_are_told(row: Sequence[str]) -> None:
    tables = one(["ที่", "กิจกรรม", "ผู้รับผิดชอบ", "งบประมาณ"], ["1", "ก", "กองคลัง", "25,000"], row)
    assert measures(tables) == ["ก"]
    assert budgets(tables) == [25_000.0]


@pytest.mark.parametrize(
    "row",
    [
        ["2", "รวมพลังต้านทุจริต", "กองคลัง", "5,000"],
        ["", "รวมกลุ่มเครือข่ายผู้ใช้บริการ", "กองคลัง", ""],
        ["2", "รวม 5 หมู่บ้านจัดประชาคม", "", ""],
    ],
)
def test_measures_that_begin_like_a_sum_are_measures(row: Sequence[str]) -> None:
    tables = one(["ที่", "กิจกรรม", "ผู้รับผิดชอบ", "งบประมาณ"], ["1", "ก", "กองคลัง", "25,000"], row)
    assert measures(tables) == ["ก", row[1]]


def test_a_heading_row_over_numbered_activities_is_their_topic() -> None:
    tables = one(
        ["ที่", "กิจกรรม", "ผู้รับผิดชอบ"],
        ["มาตรการที่ ๑ เผยแพร่ข้อมูล", "", ""],
        ["๑", "รวบรวมข้อมูล", "กองคลัง"],
        ["๒", "ลงเว็บไซต์", "กองคลัง"],
        ["มาตรการที่ ๒ ป้องกันสินบน", "", ""],
        ["๑", "ประกาศนโยบาย", "สำนักปลัด"],
        ["มาตรการที่ ๓ ไม่มีกิจกรรม", "", ""],
    )
    assert measures(tables) == ["รวบรวมข้อมูล", "ลงเว็บไซต์", "ประกาศนโยบาย"]
    assert [(i.text, i.row_no) for i in tables.measure_items if i.column_role == "topic"] == [
        ("มาตรการที่ ๑ เผยแพร่ข้อมูล", 2),
        ("มาตรการที่ ๑ เผยแพร่ข้อมูล", 2),
        ("มาตรการที่ ๒ ป้องกันสินบน", 5),
    ]
    assert [f.printed for f in tables.findings if f.code == "row_unmapped"] == ["มาตรการที่ ๓ ไม่มีกิจกรรม"]


def test_a_row_short_of_a_cell_is_told_and_not_moved() -> None:
    tables = one(
        ["ที่", "มาตรการ", "ระยะเวลา", "ผู้รับผิดชอบ"], ["1", "จัดทำคู่มือ", "ต.ค. 66", "กองคลัง"], ["2", "อบรม", "กองช่าง", ""]
    )
    ragged = [(f.printed, f.row_no, f.severity) for f in tables.findings if f.code == "row_ragged"]
    assert ragged == [("กองช่าง", 3, "warning")]
    assert [unit.unit for unit in tables.measure_units] == ["กองคลัง"]


# --- forms, borrowed headers -----------------------------------------------------------------------------------------

FORM = (
    ["ชื่อมาตรการ", "ลดขั้นตอนการออกใบอนุญาต"],
    ["ประเด็น", f"ประเด็นที่ 1 {ISSUE_1}"],
    ["วิธีดำเนินการ", "1. ทบทวน 2. ประกาศ"],
    ["ระยะเวลา", "1 ตุลาคม 2566 - 31 มีนาคม 2567"],
    ["ผู้รับผิดชอบ", "กองช่าง"],
    ["งบประมาณ", "ไม่ใช้งบประมาณ"],
)
SECOND = (["ชื่อมาตรการ", "ชำระภาษีออนไลน์"], ["ผู้รับผิดชอบ", "กองคลัง"], ["งบประมาณ", "80,000 บาท"])


@pytest.mark.parametrize("spans", [True, False])
def test_a_form_is_one_measure_with_its_cells_where_they_are_printed(spans: bool) -> None:
    tables = one(*FORM, spans=spans)
    (measure,) = tables.measures
    assert (measure.measure, measure.issue_no, measure.budget_baht, measure.row_no) == (FORM[0][1], 1, 0.0, 1)
    assert (measure.period_start, measure.period_end) == (date(2023, 10, 1), date(2024, 3, 31))
    methods = [(i.text, i.row_no, i.col_no) for i in tables.measure_items if i.column_role == "method"]
    assert methods == [("ทบทวน", 3, 2), ("ประกาศ", 3, 2)]
    roles = {(cell.row_no, cell.col_no): (cell.column_role, cell.is_header) for cell in tables.cells}
    assert roles[5, 1] == ("responsible", True)
    assert roles[5, 2] == ("responsible", False)


def test_forms_one_below_the_other_are_measures_each() -> None:
    tables = one(*FORM, *SECOND)
    assert measures(tables) == [FORM[0][1], SECOND[0][1]]
    assert budgets(tables) == [0.0, 80_000.0]
    assert [unit.unit for unit in tables.measure_units] == ["กองช่าง", "กองคลัง"]
    assert tables.measures[1].row_no == len(FORM) + 1


def test_two_columns_of_a_plain_table_are_no_form() -> None:
    tables = one(["มาตรการ", "ผู้รับผิดชอบ"], ["จัดทำคู่มือ", "กองคลัง"], ["จัดอบรม", "กองช่าง"], ["ลงเว็บไซต์", "สำนักปลัด"])
    assert measures(tables) == ["จัดทำคู่มือ", "จัดอบรม", "ลงเว็บไซต์"]


def test_a_header_is_borrowed_over_headings() -> None:
    columns = ["มาตรการ", "วิธีการ", "ผู้รับผิดชอบ"]
    tables = read(
        TITLE[2567],
        head(f"ประเด็นที่ ๑ : {ISSUE_1}"),
        table(columns, ["จัดทำคู่มือ", "ประชุม", "กองคลัง"], spans=False),
        head("ประเด็นที่ ๒. การให้บริการและระบบ E-Service"),
        table(["เปิดระบบคำร้อง", "จ้างทำ", "กองคลัง"], spans=False),
        head(ISSUE_4),
        table(["ทำทะเบียนพัสดุ", "สำรวจ", "กองคลัง"], spans=False),
    )
    assert [(measure.measure, measure.issue_no) for measure in tables.measures] == [
        ("จัดทำคู่มือ", 1),
        ("เปิดระบบคำร้อง", 2),
        ("ทำทะเบียนพัสดุ", 4),
    ]


def test_no_header_is_borrowed_over_prose() -> None:
    columns = ["มาตรการ", "วิธีการ", "ผู้รับผิดชอบ"]
    tables = read(
        TITLE[2567],
        table(columns, ["จัดทำคู่มือ", "ประชุม", "กองคลัง"], spans=False),
        "รายชื่อผู้เข้าร่วมประชุมของหน่วยงานมีดังต่อไปนี้",
        table(["ก", "ข", "ค"], spans=False),
    )
    assert measures(tables) == ["จัดทำคู่มือ"]


# --- issues, indicators, codes ---------------------------------------------------------------------------------------


def test_what_was_found_is_no_issue_of_the_seven() -> None:
    tables = one(["ประเด็นที่พบ", "มาตรการ"], ["1. เว็บไซต์ล้าสมัย", "ปรับปรุงเว็บไซต์"], ["2. ไม่มีผู้ดูแล", "แต่งตั้งผู้ดูแล"])
    assert [measure.issue_no for measure in tables.measures] == [None, None]
    assert {i.column_role for i in tables.measure_items} == {"topic", "measure"}


def test_an_issue_column_of_names_is_one_of_issues() -> None:
    tables = one(["ประเด็น", "มาตรการ"], [f"1. {ISSUE_1}", "ก"], ["", "ข"], [f"4. {ISSUE_4}", "ค"])
    assert [(m.issue_no, m.issue_name) for m in tables.measures] == [(1, ISSUE_1), (1, ISSUE_1), (4, ISSUE_4)]
    assert [m.mapping_basis for m in tables.measures] == ["printed", "carried", "printed"]


def test_the_names_of_the_issues_are_known() -> None:
    assert {number for number, _ in issue_names().values()} == set(range(1, 8))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (ISSUE_1, 1),
        (f"๑. {ISSUE_1}", 1),
        (f"3) {ISSUE_1}", 1),  # a report may count its own
        (f"({ISSUE_4})", 4),
        ("การให้บริการ", None),
        ("กระบวนการปฏิบัติงาน", None),
        ("", None),
    ],
)
def test_issues_by_name(text: str, number: int | None) -> None:
    found = issue_named(text)
    assert (found[0] if found else None) == number


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("1 การปฏิบัติหน้าที่", "1"),
        ("(4) การใช้ทรัพย์สินของราชการ", "4"),
        ("๑๐ การป้องกันการทุจริต", "10"),
        ("1 กิจกรรมอบรม", None),
        ("3 ครั้ง", None),
    ],
)
def test_a_number_without_a_point_before_an_indicators_name(text: str, indicator: str | None) -> None:
    found = heading_references(text, nearest_framework(2567))
    assert (found.indicator if found else None) == indicator


def test_bare_numbers_under_an_indicator_are_the_codes_of_its_questions() -> None:
    columns = ["ข้อที่", "ข้อคำถาม", "แนวทางแก้ไข", "ผู้รับผิดชอบ"]
    blocks: list[Block | str] = [
        TITLE[2566],
        head("ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ (IIT)"),
        table(
            columns, ["๑๙", "การขอยืมพัสดุ", "ทำแบบฟอร์ม", "กองคลัง"], ["๒๒", "การขออนุญาต", "อบรม", "กองคลัง"], spans=False
        ),
        head("ตัวชี้วัดที่ ๖ คุณภาพการดำเนินงาน (EIT)"),
        table(columns, ["e๒", "ความเท่าเทียม", "บัตรคิว", "กองคลัง"], spans=False),
        head("ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่ (IIT)"),
        table(columns, ["๑", "ความรวดเร็ว", "ติดแผนผัง", "กองคลัง"], ["๒", "ความโปร่งใส", "อบรม", "กองคลัง"], spans=False),
    ]
    tables = read(*blocks)
    assert [m.item_code for m in tables.measures] == ["I19", "I22", "E2", None, None]
    assert [m.printed_no for m in tables.measures] == [None, None, None, "1", "2"]


@pytest.mark.parametrize("header", ["ข้อ IIT", "ข้อ EIT", "รหัส OIT", "ข้อ OIT"])
def test_headers_of_codes(header: str) -> None:
    assert read_header(header).role == "item_code"


def test_a_code_at_the_beginning_of_its_cell_is_read() -> None:
    tables = one(["รหัส", "มาตรการ"], ["O11 รายงานผล", "เผยแพร่รายงาน"], ["O12 – O13 จัดซื้อ", "รวบรวม"])
    assert [m.item_code for m in tables.measures] == ["O11", None]
    assert "item_several" in codes(tables)


# --- header words ----------------------------------------------------------------------------------------------------

WORDS = (
    ("เจ้าภาพหลัก", "responsible"),
    ("ผู้กำกับติดตาม", "responsible"),
    ("หน่วยงานที่กำกับติดตาม", "responsible"),
    ("การกำกับติดตาม", "follow_up"),
    ("กรอบเวลา", "timeframe"),
    ("ปีงบประมาณ 2567 (ไตรมาส)", "timeframe"),
    ("ความคืบหน้า", "output"),
    ("งบฯ (บาท)", "budget"),
    ("สิ่งที่จะดำเนินการ", "measure"),
    ("ประเด็นที่พบ", "topic"),
    ("การปฏิบัติ", "method"),
    ("การบรรลุเป้าหมาย", "outcome"),
    ("เกณฑ์ความสำเร็จ", "target"),
    ("QR Code", "remark"),
    ("มำตรการ", "measure"),
    ("กำรดำเนินงำนที่ผ่ำนมา", "output"),
)


@pytest.mark.parametrize(("text", "role"), WORDS)
def test_header_words(text: str, role: str) -> None:
    assert read_header(text).role == role


@pytest.mark.parametrize(
    ("text", "role"),
    [("แผนการดำเนินงาน", "output"), ("ประเด็นที่พบ", "issue"), ("ผลการปฏิบัติหน้าที่", "method"), ("ปีงบประมาณ", "budget")],
)
def test_words_that_only_look_alike_are_not_taken_for_one_another(text: str, role: str) -> None:
    found = read_header(text)
    assert role not in (found.role, *found.others)


@pytest.mark.parametrize(
    ("text", "time", "units"),
    [
        ("ต.ค. 66", True, False),
        ("ภายในไตรมาส ๒", True, False),
        ("กองคลัง", False, True),
        ("สำนักปลัด, กองช่าง", False, True),
        ("อบรมเมื่อวันที่ ๔ ธันวาคม ๒๕๖๖ ณ ห้องประชุมสภา", False, False),
        ("", False, False),
    ],
)
def test_kinds_of_cells(text: str, time: bool, units: bool) -> None:
    assert (is_time(text), is_units(text)) == (time, units)


CELLS = st.sampled_from(
    [
        "",
        "✓",
        "-",
        "1",
        "๒",
        "รวม",
        "มาตรการ",
        "มาตรการที่ ๑",
        "ผู้รับผิดชอบ",
        "ต.ค.",
        "ไตรมาส ๑",
        "งบประมาณ",
        "กองคลัง",
        "O11",
        "ประเด็น",
        ISSUE_1,
        "5,000",
    ]
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=1, max_size=6), st.booleans())
def test_any_table_is_read_and_no_item_is_invented(rows: list[list[str]], spans: bool) -> None:
    tables = one(*rows, spans=spans)
    printed = {(cell.row_no, cell.col_no): cell.raw_text for cell in tables.cells}
    assert all(item.raw_text in printed[item.row_no or 0, item.col_no or 0] for item in tables.measure_items)
    assert all(measure.measure or measure.item_code for measure in tables.measures)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ตคพยธมกเดือนไรสQ1234/.-–() ๑๒๕๖๗", max_size=20), st.sampled_from([None, 2567, 9999]))
def test_any_header_is_a_time_with_days_or_none(text: str, year: int | None) -> None:
    slot = read_slot(text)
    span = slot_span(slot, year) if slot else None
    assert span is None or isinstance(span, DateSpan)
    assert span is None or (span.start is None) == (span.end is None)


def test_a_header_that_only_speaks_of_scores_holds_none() -> None:
    """หัวข้อที่ได้คะแนนน้อย (topics that scored low) over indicators is a column of indicators."""
    tables = one(
        ["หัวข้อที่ได้คะแนนน้อย", "สิ่งที่จะดำเนินการ", "ผู้รับผิดชอบ"],
        ["ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร", "เปิดเพจของหน่วยงาน", "สำนักปลัด"],
        ["ตัวชี้วัดที่ 3 การใช้อำนาจ", "ประชุมชี้แจงเกณฑ์การประเมิน", "กองคลัง"],
        spans=False,
    )
    assert [measure.indicator_no for measure in tables.measures] == [7, 3]
    assert tables.scores == ()
