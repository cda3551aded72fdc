"""Measures of small reports built in code, read through `normalize`: rows, items, codes, dates, money, findings."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.document import Block, Line, LineKind, Notice, Paragraph
from normalize import catalogue_rows
from normalize.framework import framework
from tests.building import TITLE, Text, codes, head, items_of, par, read, table
from tidy.tables import ReportTables

H = ["ลำดับ", "มาตรการ", "วิธีการ", "ผู้รับผิดชอบ"]  # number, measure, method, responsible
ISSUES = {
    1: "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ",
    2: "การให้บริการและระบบ E-Service",
    7: "กลไกและมาตรการในการแก้ไขและป้องกันการทุจริตภายในหน่วยงาน",
}


def told(tables: ReportTables, code: str) -> list[tuple[str | None, str | None]]:
    return [(found.printed, found.expected) for found in tables.findings if found.code == code]


# --- continuation ----------------------------------------------------------------------------------------------------


def test_a_measure_over_two_pages_is_one_with_the_items_of_both() -> None:
    tables = read(
        TITLE[2566],
        table(H, ["๑", "จัดทำคู่มือ", "๑. ประชุมชี้แจง\n๒. ยกร่าง", "กองคลัง"], page=1, spans=False),
        table(H, ["๑", "จัดทำคู่มือ (ต่อ)", "๓. ประกาศใช้", ""], ["๒", "อบรม", "เชิญวิทยากร", "กองช่าง"], page=2, spans=False),
    )
    assert [m.measure for m in tables.measures] == ["จัดทำคู่มือ", "อบรม"]
    first = tables.measures[0]
    assert (first.page_first, first.page_last, first.table_no, first.row_no) == (1, 2, 1, 2)
    assert items_of(tables, 1, "method") == [("1", "ประชุมชี้แจง"), ("2", "ยกร่าง"), ("3", "ประกาศใช้")]
    pages = [i.page for i in tables.measure_items if i.measure_id == first.measure_id and i.column_role == "method"]
    assert pages == [1, 1, 2]
    numbers = [
        i.item_no for i in tables.measure_items if i.measure_id == first.measure_id and i.column_role == "method"
    ]
    assert numbers == [1, 2, 3], "items count through over the pages"


@pytest.mark.parametrize(
    "between",
    [
        (),
        ("๒",),
        ("- ๒ -",),
        ("หน้า ๒",),  # page 2
        ("หน้า ๒ จาก ๕",),  # page 2 of 5
        ("ตารางที่ ๑ (ต่อ)",),
        (f"ประเด็นที่ ๑ {ISSUES[1]} (ต่อ)",),
        (TITLE[2567],),  # a running title
    ],
)
def test_a_row_marked_as_going_on_goes_on_whatever_stands_between_the_pages(between: tuple[str, ...]) -> None:
    tables = read(
        TITLE[2567],
        head(f"ประเด็นที่ ๑ {ISSUES[1]}"),
        table(H, ["๑", "จัดทำคู่มือ", "ประชุมชี้แจง", "กองคลัง"], spans=False),
        *between,
        table(H, ["๑", "จัดทำคู่มือ (ต่อ)", "ประกาศใช้", "กองคลัง"], ["๒", "อบรม", "เชิญวิทยากร", ""], spans=False),
    )
    assert [(m.measure, m.issue_no) for m in tables.measures] == [("จัดทำคู่มือ", 1), ("อบรม", 1)]


def test_a_sentence_cut_by_a_page_break_says_so() -> None:
    tables = read(
        TITLE[2566],
        table(H, ["๑", "จัดทำคู่มือ", "๑. ประชุมชี้แจงเจ้าหน้าที่ของ", "กองคลัง"], spans=False),
        table(H, ["", "", "ทุกส่วนราชการให้ทราบ", ""], spans=False),
    )
    methods = [i for i in tables.measure_items if i.column_role == "method"]
    assert [(i.text, i.continues_item) for i in methods] == [
        ("ประชุมชี้แจงเจ้าหน้าที่ของ", False),
        ("ทุกส่วนราชการให้ทราบ", True),
    ]


def test_two_measures_of_one_wording_stay_two() -> None:
    tables = read(TITLE[2566], table(H, ["๑", "จัดประชุม", "ก", "กองคลัง"], ["๒", "จัดประชุม", "ข", "กองช่าง"], spans=False))
    assert [m.printed_no for m in tables.measures] == ["1", "2"]


# --- what a row belongs to --------------------------------------------------------------------------------------------


def test_issues_from_spanning_rows_also_when_printed_again() -> None:
    tables = read(
        TITLE[2567],
        table(H, [(f"ประเด็นที่ ๑ {ISSUES[1]}", 1, 4)], ["๑", "ก", "ข", "กองคลัง"], ["๒", "ค", "ง", "กองคลัง"]),
        table(H, [(f"ประเด็นที่ ๑ {ISSUES[1]} (ต่อ)", 1, 4)], ["๓", "จ", "ฉ", "กองคลัง"]),
        table(H, [(f"ประเด็นที่ ๒ {ISSUES[2]}", 1, 4)], ["๑", "ช", "ซ", "กองคลัง"]),
    )
    assert [(m.issue_no, m.printed_no) for m in tables.measures] == [(1, "1"), (1, "2"), (1, "3"), (2, "1")]
    assert {m.issue_name for m in tables.measures} == {ISSUES[1], ISSUES[2]}
    assert {m.indicator_no for m in tables.measures} == {None}, "no source maps an issue to an indicator"
    assert {(m.mapping_basis, m.mapping_score) for m in tables.measures} == {("carried", 1.0)}
    assert {m.catalogue_year_be for m in tables.measures} == {2567}


def test_issues_from_a_column_are_printed_in_their_row_and_carried_below() -> None:
    tables = read(
        TITLE[2568],
        table(
            ["ประเด็น", "มาตรการ", "ผู้รับผิดชอบ"],
            [f"ประเด็นที่ ๗ {ISSUES[7]}", "ก", "กองคลัง"],
            ["", "ข", "กองช่าง"],
            spans=False,
        ),
    )
    assert [(m.issue_no, m.mapping_basis) for m in tables.measures] == [(7, "printed"), (7, "carried")]


def test_issues_from_headings() -> None:
    blocks: list[Block | str] = [TITLE[2568]]
    for number in (1, 2):
        blocks += [head(f"ประเด็นที่ {number} {ISSUES[number]}"), table(H[1:], ["ก", "ข", "กองคลัง"], spans=False)]
    tables = read(*blocks)
    assert [(m.issue_no, m.mapping_basis) for m in tables.measures] == [(1, "carried"), (2, "carried")]


def test_an_indicator_that_stands_once_holds_on_and_says_carried() -> None:
    columns = ["ประเด็นที่ต้องพัฒนา", "วิธีการ", "ผู้รับผิดชอบ"]
    tables = read(
        TITLE[2566],
        table(columns, ["ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล", "ก", "กองคลัง"], ["-แผนงาน", "ข", "กองคลัง"], spans=False),
        table(columns, ["-สถิติ", "ค", "กองคลัง"], ["ตัวชี้วัดที่ ๑๐ การป้องกันการทุจริต", "ง", "กองคลัง"], spans=False),
    )
    assert [(m.indicator_no, m.mapping_basis) for m in tables.measures] == [
        (9, "printed"),
        (9, "carried"),
        (9, "carried"),
        (10, "printed"),
    ]


def test_a_sub_indicator_of_the_year_is_found_by_its_name() -> None:
    columns = ["ประเด็นที่ต้องพัฒนา", "วิธีการ", "ผู้รับผิดชอบ"]
    tables = read(TITLE[2566], table(columns, ["การจัดซื้อจัดจ้าง", "ก", "กองคลัง"], ["งานทั่วไป", "ข", "กองคลัง"], spans=False))
    first, second = tables.measures
    assert (first.indicator_no, first.sub_indicator_code, first.mapping_basis) == (9, "9.3", "catalogue")
    assert first.mapping_score is not None
    assert 0.88 <= first.mapping_score <= 1.0
    assert (second.indicator_no, second.mapping_basis, second.mapping_score) == (None, None, None)


LABELS = (
    "ตัวชี้วัดที่ ๒ การใช้งบประมาณ",
    "๒. การใช้งบประมาณ",
    "การใช้งบประมาณ",
    "๒ การใช้งบประมาณ",
)


@pytest.mark.parametrize("label", LABELS)
def test_an_indicator_column_that_is_merged_holds_for_its_rows(label: str) -> None:
    tables = read(
        TITLE[2566],
        table(
            ["ตัวชี้วัด", "มาตรการ", "ผู้รับผิดชอบ"],
            [(label, 2, 1), "เผยแพร่แผน", "กองคลัง"],
            ["จัดประชุม", "กองคลัง"],
            ["๓. การใช้อำนาจ", "ทำคู่มือ", "กองช่าง"],
        ),
    )
    assert [m.indicator_no for m in tables.measures] == [2, 2, 3]
    assert {m.mapping_score for m in tables.measures} == {1.0}


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("column", ["ประเด็นที่ต้องพัฒนา", "ตัวชี้วัด/ประเด็นการประเมิน"])
def test_a_topic_that_is_nothing_but_an_indicators_name_says_the_indicator(column: str, label: str) -> None:
    rows = [[label, "เผยแพร่แผน", "กองคลัง"], ["ค่าธรรมเนียมยังไม่ชัดเจน", "ทำป้าย", "กองช่าง"]]
    tables = read(TITLE[2566], table([column, "วิธีการแก้ไข", "ผู้รับผิดชอบ"], *rows, spans=False))
    assert (tables.measures[0].indicator_no, tables.measures[0].mapping_basis) == (2, "printed")
    assert tables.measures[1].mapping_basis in (None, "carried")


def test_a_plan_with_a_column_a_month_gives_measures() -> None:
    months = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค."]
    tables = read(
        TITLE[2566],
        table(["ที่", "กิจกรรม", *months, "ผู้รับผิดชอบ"], ["๑", "จัดอบรม", "", "✓", *[""] * 4, "กองคลัง"], spans=False),
    )
    assert [m.measure for m in tables.measures] == ["จัดอบรม"]


# --- item codes and the year of the catalogue -------------------------------------------------------------------------


def item_table(year: int, *pairs: tuple[str, str]) -> list[list[str]]:
    """Rows (printed code, what is done) that speak of a year's items by the names of its catalogue."""
    known = framework(year)
    assert known is not None
    return [[printed, f"ให้จัดทำ{known.entries[code].name_th}ให้ครบถ้วน", "กองคลัง"] for printed, code in pairs]


ITEM_COLUMNS = ["ข้อ", "วิธีการดำเนินการ", "ผู้รับผิดชอบ"]


def test_codes_are_repaired_told_and_given_the_year_that_their_names_fit() -> None:
    tables = read(
        TITLE[2566],
        head("ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล"),
        table(ITEM_COLUMNS, *item_table(2566, ("O11", "O11"), ("๐๑๙", "O19"), ("0๒๐", "O20")), spans=False),
    )
    assert [m.item_code for m in tables.measures] == ["O11", "O19", "O20"]
    assert {m.catalogue_year_be for m in tables.measures} == {2566}
    assert [m.sub_indicator_code for m in tables.measures] == ["9.2", "9.3", "9.3"]
    assert told(tables, "code_repaired") == [("๐๑๙", "O19"), ("0๒๐", "O20")]
    assert told(tables, "catalogue_year_chosen") == []
    assert {m.printed_no for m in tables.measures} == {None}


def test_codes_of_the_year_before_are_told() -> None:
    tables = read(
        TITLE[2566],
        "จากผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๕ จึงกำหนดมาตรการดังนี้",
        head("ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล"),
        table(ITEM_COLUMNS, *item_table(2565, ("O11", "O11"), ("O19", "O19"), ("O20", "O20")), spans=False),
    )
    assert {m.catalogue_year_be for m in tables.measures} == {2565}
    assert told(tables, "catalogue_year_chosen") == [("2566", "2565")]


def test_a_code_that_the_year_does_not_have_is_told() -> None:
    tables = read(
        TITLE[2568],
        head("ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล"),
        table(
            ITEM_COLUMNS,
            *item_table(2568, ("O7", "O7"), ("O11", "O11"), ("O19", "O19"), ("O20", "O20")),
            ["O40", "ให้จัดทำรายงาน", "กองคลัง"],
            spans=False,
        ),
    )
    assert tables.measures[-1].item_code == "O40"
    assert told(tables, "item_unknown_in_year") == [("O40", "2568")]


@pytest.mark.parametrize(
    ("heading", "printed", "code", "finding"),
    [
        ("ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ", "120", "I20", "code_repaired"),
        ("ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ", "๒๔", "I24", "code_repaired"),
        ("ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล", "O1, O2", None, "item_several"),
        ("ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล", "ไม่ระบุ", None, "item_unreadable"),
    ],
)
def test_one_code_is_read_or_told(heading: str, printed: str, code: str | None, finding: str) -> None:
    columns = ["รหัสข้อ", "วิธีการดำเนินการ", "ผู้รับผิดชอบ"]
    tables = read(TITLE[2566], head(heading), table(columns, [printed, "จัดทำทะเบียน", "กองคลัง"], spans=False))
    (measure,) = tables.measures
    assert measure.item_code == code
    assert [one for one in codes(tables) if one.startswith(("code_", "item_"))] == [finding]


def test_a_code_before_its_name_is_read() -> None:
    columns = ["ข้อคำถาม", "วิธีการดำเนินการ", "ผู้รับผิดชอบ"]
    body = [["O1 โครงสร้างหน่วยงาน", "ปรับปรุง", "กองคลัง"], ["O2 ข้อมูลผู้บริหาร", "ปรับปรุง", "กองคลัง"]]
    tables = read(TITLE[2566], table(columns, *body, spans=False))
    assert [m.item_code for m in tables.measures] == ["O1", "O2"]
    assert not {"item_unreadable", "code_repaired"} & set(codes(tables))


# --- what a row prints ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "measure", "printed_no", "text"),
    [
        ("๑", "จัดทำคู่มือ", "1", "จัดทำคู่มือ"),
        ("๒.๑", "จัดทำคู่มือ", "2.1", "จัดทำคู่มือ"),
        ("๓.", "จัดทำคู่มือ", "3", "จัดทำคู่มือ"),
        ("(๔)", "จัดทำคู่มือ", "4", "จัดทำคู่มือ"),
        ("", "๕. จัดทำคู่มือ", "5", "จัดทำคู่มือ"),
        ("", "จัดทำคู่มือ", None, "จัดทำคู่มือ"),
        ("", "- จัดทำคู่มือ", None, "จัดทำคู่มือ"),
        ("", "จัดทำคู่มือปี ๒๕๖๖", None, "จัดทำคู่มือปี ๒๕๖๖"),
        ("", "๗ วันทำการ", None, "๗ วันทำการ"),
    ],
)
def test_the_number_of_a_row(number: str, measure: str, printed_no: str | None, text: str) -> None:
    (found,) = read(TITLE[2566], table(H, [number, measure, "ประชุม", "กองคลัง"], spans=False)).measures
    assert (found.printed_no, found.measure) == (printed_no, text)


@pytest.mark.parametrize(
    ("columns", "row", "text"),
    [
        (["เรื่อง", "มาตรการ", "วิธีการ"], ["เรื่องหนึ่ง", "ทำสิ่งนี้", "ทำอย่างไร"], "ทำสิ่งนี้"),
        (["เรื่อง", "วิธีการ", "ผู้รับผิดชอบ"], ["เรื่องหนึ่ง", "ทำอย่างไร", "กองคลัง"], "เรื่องหนึ่ง"),
        (["วิธีการ", "ผู้รับผิดชอบ", "ระยะเวลา"], ["ทำอย่างไร", "กองคลัง", "ปี ๒๕๖๖"], "ทำอย่างไร"),
    ],
)
def test_what_a_measure_is_called(columns: list[str], row: list[str], text: str) -> None:
    (found,) = read(TITLE[2566], table(columns, row, spans=False)).measures
    assert found.measure == text


@pytest.mark.parametrize("text", ["จัดอบรม (ต่อเนื่อง)", "เพิ่มช่องทาง (ติดต่อ)"])
def test_a_measure_keeps_words_that_hold_the_mark_of_going_on(text: str) -> None:
    (found,) = read(TITLE[2566], table(H, ["๑", text, "ประชุม", "กองคลัง"], spans=False)).measures
    assert found.measure == text


BUDGETS: tuple[tuple[str, float | None, bool], ...] = (  # printed, baht, whether a finding tells
    ("๑๐,๐๐๐ บาท", 10000.0, False),
    ("10,000.50", 10000.5, False),
    ("ไม่ใช้งบประมาณ", 0.0, False),
    ("ไม่ได้ใช้งบประมาณ", 0.0, False),
    ("๐", 0.0, False),
    ("-", None, False),
    ("", None, False),
    ("๑๐,๐๐๐ บาท และ ๒๐,๐๐๐ บาท", None, True),
    ("ตามข้อบัญญัติ", None, False),  # as the ordinance says: no amount is stated
    ("๑๐,๐๐ บาท", None, True),
)


@pytest.mark.parametrize(("printed", "baht", "is_told"), BUDGETS)
def test_a_budget_is_an_amount_or_null(printed: str, baht: float | None, is_told: bool) -> None:
    columns = ["มาตรการ", "วิธีการ", "งบประมาณ"]
    tables = read(TITLE[2566], table(columns, ["จัดอบรม", "เชิญวิทยากร", printed], spans=False))
    assert tables.measures[0].budget_baht == baht
    assert bool(told(tables, "budget_unreadable")) is is_told


def test_a_column_on_the_source_of_money_hides_no_budget() -> None:
    columns = ["มาตรการ", "งบประมาณ (บาท)", "แหล่งงบประมาณ"]
    tables = read(TITLE[2566], table(columns, ["จัดอบรม", "๕๐,๐๐๐", "เงินรายได้"], spans=False))
    assert tables.measures[0].budget_baht == 50000.0 or told(tables, "budget_unreadable")


PERIODS: tuple[tuple[str, date | None, date | None], ...] = (
    ("๑ ตุลาคม ๒๕๖๕ ถึง ๓๐ กันยายน ๒๕๖๖", date(2022, 10, 1), date(2023, 9, 30)),
    ("ต.ค. ๖๕ - ก.ย. ๖๖", date(2022, 10, 1), date(2023, 9, 30)),
    ("ปีงบประมาณ ๒๕๖๖", date(2022, 10, 1), date(2023, 9, 30)),
    ("มกราคม ๒๕๖๖", date(2023, 1, 1), date(2023, 1, 31)),
    ("ภายในเดือนมกราคม ๒๕๖๖", None, date(2023, 1, 31)),  # by: only the end
    ("ภายในวันที่ ๑๕ มีนาคม ๒๕๖๖", None, date(2023, 3, 15)),
    ("ภายในเดือนมกราคม", None, date(2023, 1, 31)),  # the year of the fiscal year
    ("ภายในเดือนตุลาคม", None, date(2022, 10, 31)),
    ("ตลอดทั้งปี", None, None),
    ("", None, None),
    ("-", None, None),
)


@pytest.mark.parametrize(("printed", "start", "end"), PERIODS)
def test_a_timeframe_gives_the_period(printed: str, start: date | None, end: date | None) -> None:
    columns = ["มาตรการ", "วิธีการ", "ระยะเวลา"]
    (found,) = read(TITLE[2566], table(columns, ["จัดอบรม", "เชิญวิทยากร", printed], spans=False)).measures
    if printed == "ตลอดทั้งปี":  # all year: the year may be inferred or left open, but nothing else
        assert (found.period_start, found.period_end) in ((None, None), (date(2022, 10, 1), date(2023, 9, 30)))
    else:
        assert (found.period_start, found.period_end) == (start, end)


def test_a_timeframe_in_two_columns_gives_both_ends() -> None:
    header = [("มาตรการ", 2, 1), ("ระยะเวลา", 1, 2), ("ผู้รับผิดชอบ", 2, 1)]
    tables = read(
        TITLE[2566],
        table(header, ["เริ่มต้น", "สิ้นสุด"], ["จัดอบรม", "๑ ธ.ค. ๒๕๖๕", "๑๕ ม.ค. ๒๕๖๖", "กองคลัง"]),
    )
    (found,) = tables.measures
    assert (found.period_start, found.period_end) == (date(2022, 12, 1), date(2023, 1, 15))


def test_dates_in_other_columns_are_no_period() -> None:
    columns = ["มาตรการ", "วิธีการ", "ผลการดำเนินการ"]
    tables = read(TITLE[2566], table(columns, ["จัดอบรม", "เชิญวิทยากร", "ดำเนินการเมื่อวันที่ ๑๐ มกราคม ๒๕๖๖"], spans=False))
    (found,) = tables.measures
    assert (found.period_start, found.period_end) == (None, None)
    assert [(d.role, d.date_start) for d in tables.measure_dates] == [("done", date(2023, 1, 10))]


@pytest.mark.parametrize(
    ("timeframe", "done", "expected"),
    [
        ("ภายในวันที่ ๑๐ มกราคม ๒๕๖๖", "ดำเนินการเมื่อวันที่ ๒๐ มกราคม ๒๕๖๖", ["done_after_due"]),
        ("ภายในวันที่ ๓๐ มกราคม ๒๕๖๖", "ดำเนินการเมื่อวันที่ ๒๐ มกราคม ๒๕๖๖", []),
        ("ภายในวันที่ ๓๐ มกราคม ๒๕๖๖", "ดำเนินการเมื่อวันที่ ๒๐ ธันวาคม ๒๕๖๔", ["date_outside_period"]),
    ],
)
def test_late_and_strange_dates_are_told(timeframe: str, done: str, expected: list[str]) -> None:
    columns = ["มาตรการ", "ระยะเวลา", "ผลการดำเนินการ"]
    tables = read(TITLE[2566], table(columns, ["จัดอบรม", timeframe, done], spans=False))
    assert [one for one in codes(tables) if one in ("done_after_due", "date_outside_period")] == expected


def test_units_are_parted_and_each_stands_once() -> None:
    tables = read(TITLE[2566], table(H, ["๑", "ก", "ข", "๑. กองคลัง\n๒. กองช่าง\n๓. กองคลัง"], spans=False))
    assert [(u.unit_no, u.unit) for u in tables.measure_units] == [(1, "กองคลัง"), (2, "กองช่าง")]


def test_cells_numbers_and_texts_joined_are_the_cell() -> None:
    cell = "๑. ประชุม ๒. ยกร่าง ๓. ประกาศ"
    tables = read(TITLE[2566], table(H, ["๑", "จัดทำคู่มือ", cell, "กองคลัง"], spans=False))
    items = [i for i in tables.measure_items if i.column_role == "method"]
    assert [(i.printed_no, i.text) for i in items] == [("1", "ประชุม"), ("2", "ยกร่าง"), ("3", "ประกาศ")]
    assert "".join("".join(i.raw_text.split()) for i in items) == "".join(cell.split())


def test_a_table_of_another_matter_gives_no_measure_but_is_told_and_kept() -> None:
    tables = read(TITLE[2566], table(["ชื่อ", "อายุ"], ["สมบัติ", "๔๐"], ["สมหมาย", "๓๐"], spans=False))
    assert tables.measures == ()
    assert len(tables.cells) == 6
    assert "table_unmapped" in codes(tables)


def test_an_unknown_column_is_told_and_its_text_kept() -> None:
    columns = ["มาตรการ", "วิธีการ", "ดอกไม้"]
    tables = read(TITLE[2566], table(columns, ["จัดอบรม", "เชิญวิทยากร", "กุหลาบ"], spans=False))
    assert told(tables, "column_unmapped") == [("ดอกไม้", None)]
    assert items_of(tables, 1, "other") == [(None, "กุหลาบ")]


def test_what_is_no_report_gives_no_rows() -> None:
    tables = read("กาลครั้งหนึ่งนานมาแล้ว", table(H, ["๑", "เจ้าชาย", "ขี่ม้า", "ในป่า"], spans=False))
    assert (tables.measures, tables.scores) == ((), ())
    assert tables.report.report_kind == "other"
    assert "not_a_report" in codes(tables)


def test_the_catalogue_has_every_year_that_a_measure_may_name() -> None:
    counts = Counter(row.fiscal_year_be for row in catalogue_rows() if row.scope == "item" and row.code[0] == "O")
    assert {year: counts[year] for year in range(2562, 2570)} == {
        2562: 48,
        **dict.fromkeys(range(2563, 2567), 43),
        2567: 35,
        2568: 28,
        2569: 26,
    }


# --- any document whatever --------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        "", "-", "ลำดับ", "มาตรการ", "วิธีการ", "ผู้รับผิดชอบ", "คะแนน", "ตัวชี้วัด",
        "ตัวชี้วัดที่ ๙", "พ.ศ. ๒๕๖๖", "ปี 67", "๘๕.๒๐", "-๓.๗", "101", "O11", "๐๑๑", "120",
        "เฉลี่ย", "ระดับ", "ผ่าน", "ต้องปรับปรุง", "(ต่อ)", "ประเด็นที่ ๑ กระบวนการ", "๑. ก ๒. ข",
        "ภายในเดือนมกราคม", "๓๑ กุมภาพันธ์ ๒๕๖๖", "ไม่ใช้งบประมาณ", "๑๐,๐๐๐ บาท",
        "กองคลัง (งานพัสดุ)", "IIT", "หน่วยงาน", "เทศบาลตำบลหนองบัว", "จังหวัดลพบุรี",
        "การใช้อำนาจ", "๑. การปฏิบัติหน้าที่", "ข้อ", "งบประมาณ", "ระยะเวลา", "\ufffd", "ก\u0e4d",
        "่า", "รายงานผลการประเมิน ITA ปีงบประมาณ 2566", "ประจำปี พ.ศ. ๒๕๖๗ ได้คะแนน ๘๕.๑๐ คะแนน",
        "(นายใจดี มีสุข)", "นายกเทศมนตรี", "100.00", "รวมทั้งสิ้น", "๒๕๖๑", "ปีงบประมาณ 9999",
        "ข้อมูลพื้นฐาน ๙.๑", "ก" * 210,
    ]
)  # fmt: skip
THAI = st.text(alphabet="กขคงดตนบปมยรลวสหอะาำิีุูเแโไ่้๊็์ ๐๑๕๙0159.()/-\n", max_size=30)
TEXT = st.one_of(WORDS, WORDS, WORDS, THAI)


@st.composite
def a_table(draw: st.DrawFn) -> Block:
    columns = draw(st.integers(1, 4))
    header = draw(st.lists(TEXT, min_size=columns, max_size=columns))
    body = draw(st.lists(st.lists(TEXT, min_size=columns, max_size=columns), max_size=4))
    rows: list[list[Text]] = [[*row] for row in (header, *body)]
    if columns > 1 and draw(st.booleans()):  # a spanning row
        rows.append([(draw(TEXT), 1, columns)])
    return table(
        *rows, page=draw(st.sampled_from([None, 1, 2])), headers=draw(st.integers(0, 1)), spans=draw(st.booleans())
    )


@st.composite
def a_paragraph(draw: st.DrawFn) -> Block:
    text = draw(TEXT)
    kind = draw(st.sampled_from(LineKind))
    return Paragraph(Line(text, text, kind, draw(st.integers(0, 3)), draw(st.sampled_from([None, "1.", "ก."]))))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([None, TITLE[2564], TITLE[2567]]),
    st.lists(st.one_of(a_table(), a_table(), a_paragraph()), max_size=4),
    st.booleans(),
)
def test_no_document_makes_normalize_fail(title: str | None, blocks: list[Block], keep: bool) -> None:
    """Trouble in the data is a finding, never an exception; and each cell stays, with its own ink."""
    whole = [*([par(title)] if title else []), *blocks]
    tables = read(*whole, keep_signatures=keep, notices=(Notice("page_without_text", "2", 2), Notice("odd", "x")))
    placed = [cell for block in blocks if not isinstance(block, Paragraph) for cell in block.cells]
    assert [cell.raw_text for cell in tables.cells] == [cell.raw_text for cell in placed]
    for score in tables.scores:
        assert score.score is None or 0 <= score.score <= 100
    for one in tables.measure_dates:
        assert one.date_start is None or one.date_end is None or one.date_start <= one.date_end
    if title is None and not any(word in str(blocks) for word in ("ITA", "โปร่งใส", "ทุจริต", "คุณธรรม", "ป.ป.ช.")):
        assert not tables.measures


# --- the year of what prints none ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (["ต.ค. - ธ.ค.", "ม.ค."], "2565-10-01"),  # no year anywhere: the report's own
        (["ธ.ค. ๒๕๖๖ - มี.ค. ๒๕๖๗", "ภายใน ๓๑ มกราคม ๒๕๖๗"], "2566-10-01"),  # measures that mend the year's result
        (["ธ.ค. ๒๕๖๕", "ภายใน ๓๑ มกราคม ๒๕๖๗"], "2565-10-01"),
        (["ธ.ค. ๒๕๖๖", "มี.ค."], None),  # once is too little to be sure
        (["ธ.ค. ๒๕๖๖", "ภายใน ๓๑ มกราคม ๒๕๖๘"], None),
    ],
)
def test_the_year_of_all_the_fiscal_year_is_that_of_the_other_rows(printed: list[str], expected: str | None) -> None:
    frames = ["ตลอดปีงบประมาณ", *printed]
    rows = [[str(number), f"จัดทำคู่มือ {number}", frame] for number, frame in enumerate(frames, 1)]
    tables = read(TITLE[2566], table(["ลำดับ", "มาตรการ", "ระยะเวลา"], *rows))
    start = tables.measures[0].period_start
    assert (start and f"{start.year + 543}-{start:%m-%d}") == expected
    assert bool(told(tables, "date_without_year")) is (expected is None)


def test_a_text_merged_over_quarters_leaves_them_quarters() -> None:
    header: list[list[Text]] = [
        ["ที่", "ประเด็น", "มาตรการ", ("ระยะเวลาดำเนินการ", 1, 4)],
        ["", "", "", "ไตรมาส 1", "ไตรมาส 2", "ไตรมาส 3", "ไตรมาส 4"],
    ]
    rows: list[list[Text]] = [
        ["1", "การใช้ทรัพย์สินของราชการ (I20, I24)", "ตรวจสอบพัสดุ", "✓", "✓", "", ""],
        ["2", "ประสิทธิภาพการสื่อสาร", "เปิดช่องทาง", ("ตลอดปีงบประมาณ", 1, 4)],
        ["3", "การเปิดเผยข้อมูล", "ปรับปรุงเว็บไซต์", ("ตลอดปี", 1, 4)],
    ]
    tables = read(TITLE[2568], table(*header, *rows))
    assert [(m.period_start, m.period_end) for m in tables.measures] == [
        (date(2024, 10, 1), date(2025, 3, 31)),
        (date(2024, 10, 1), date(2025, 9, 30)),
        (date(2024, 10, 1), date(2025, 9, 30)),
    ]
    assert [m.indicator_no for m in tables.measures] == [4, 7, 9]
