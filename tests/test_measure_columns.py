"""Columns of measures tables that further words head, sums among their rows, and what is only hoped for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.building import TITLE, Text, codes, read, table
from tidy.tables import ReportTables

PLAN = "แผนงานยกระดับคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. 2568"


def one(*rows: Sequence[Text], title: str = TITLE[2568]) -> ReportTables:
    return read(title, table(*rows))


@pytest.mark.parametrize(
    ("header", "cells", "units"),
    [
        (["มาตรการ", "หน่วยงาน"], ["อบรม", "ฝ่ายพัสดุ / กองคลัง"], ["ฝ่ายพัสดุ", "กองคลัง"]),
        (["มาตรการ", "ผล", "หน่วยงาน"], ["อบรม", "ดำเนินการแล้ว", "กองคลัง"], ["กองคลัง"]),
        (["มาตรการ", "ส่วนราชการ", "หน่วยงาน"], ["อบรม", "กองช่าง", "งานพัสดุ"], ["กองช่าง", "งานพัสดุ"]),
        (["มาตรการ", "หน่วยงาน"], ["อบรม", "เทศบาลเมืองน่าน"], []),  # a body, no unit of it
    ],
)
def test_a_column_of_units_headed_as_one_of_bodies(header: list[str], cells: list[str], units: list[str]) -> None:
    assert [unit.unit for unit in one(header, cells, cells).measure_units[: len(units) or None]] == units


@pytest.mark.parametrize(
    ("cells", "indicators"),
    [
        (("ตัวชี้วัดที่ 2 การใช้งบประมาณ (85.11)", "ตัวชี้วัดที่ 4"), [2, 4]),
        (("3", "4"), [None, None]),  # numbers of something
        (("ล่าช้า", "ตัวชี้วัดที่ 4"), [None, 4]),
        (("ล่าช้า", "ไม่ทั่วถึง"), [None, None]),
    ],
)
def test_an_unknown_column_that_names_indicators(cells: Sequence[str], indicators: list[int | None]) -> None:
    rows = [[cell, "จัดอบรม", "กองคลัง"] for cell in cells]
    tables = one(["จากผลของปีที่แล้ว", "มาตรการ", "ผู้รับผิดชอบ"], *rows)
    assert [measure.indicator_no for measure in tables.measures] == indicators


HEADER: tuple[Sequence[Text], ...] = (
    [("ที่", 2, 1), ("โครงการ", 2, 1), ("ผลผลิตที่คาดว่าจะได้รับ", 2, 1), ("งบประมาณ", 1, 2), ("สำนัก/กอง", 2, 1)],
    ["จำนวน (บาท)", "แหล่งงบประมาณ"],
)


def test_sums_of_groups_and_where_the_money_comes_from() -> None:
    tables = one(
        *HEADER,
        ["1.1", "จัดอบรม", "ผู้เข้าอบรม 80 คน", "75,000", "ข้อบัญญัติฯ", "กองคลัง"],
        [("รวมด้านที่ 1", 1, 3), "75,000", "", ""],
        ["2.1", "รวมพลังใสสะอาด", "1 ครั้ง", "1.2 แสนบาท", "เงินสะสม", "กองช่าง"],
        [("รวมมาตรการที่ ๒", 1, 3), "120,000", "", ""],
        title=PLAN,
    )
    assert [(m.measure, m.budget_baht) for m in tables.measures] == [("จัดอบรม", 75_000.0), ("รวมพลังใสสะอาด", 120_000.0)]
    assert codes(tables).count("row_unmapped") == 2
    assert "budget_unreadable" not in codes(tables)


@pytest.mark.parametrize(
    ("title", "header", "kind"),
    [
        (PLAN, "ผลผลิตที่คาดว่าจะได้รับ", "measures_plan"),
        (PLAN, "ผลลัพธ์ที่คาดหวัง", "measures_plan"),
        (PLAN, "ผลการดำเนินงาน", "measures_report"),
        (TITLE[2568], "ผลที่คาดว่าจะได้รับ", "measures_report"),  # its title says so
    ],
)
def test_what_is_only_hoped_for_is_no_result(title: str, header: str, kind: str) -> None:
    tables = one(["มาตรการ", "ผู้รับผิดชอบ", header], ["อบรม", "กองคลัง", "บุคลากรมีความรู้"], title=title)
    assert tables.reports[0].report_kind == kind


@pytest.mark.parametrize(
    ("cell", "role"),
    [("ดำเนินการครบถ้วนแล้ว", "output"), ("มีนาคม 2568", "timeframe")],
)
def test_columns_of_half_years(cell: str, role: str) -> None:
    tables = one(["มาตรการ", "รอบ 6 เดือน", "ผู้รับผิดชอบ"], ["อบรม", cell, "กองคลัง"])
    assert [item.text for item in tables.measure_items if item.column_role == role] == [cell]
    assert "column_unmapped" not in codes(tables)


def test_ticks_under_units_name_the_units() -> None:
    tables = one(
        [("มาตรการ", 2, 1), ("ผู้รับผิดชอบ", 1, 3)],
        ["สำนักปลัด", "กองคลัง", "กองช่าง"],
        ["อบรม", "✓", "", ""],
        ["ประชุม", "", "✓", "/"],
        ["ประกาศ", "", "-", "กองช่าง"],
    )
    assert [(unit.measure_id[-1], unit.unit) for unit in tables.measure_units] == [
        ("1", "สำนักปลัด"), ("2", "กองคลัง"), ("2", "กองช่าง"), ("3", "กองช่าง"),
    ]  # fmt: skip


def test_a_tick_under_no_unit_names_none() -> None:
    assert not one(["มาตรการ", "ผู้รับผิดชอบ"], ["อบรม", "✓"], ["ประชุม", "/"]).measure_units


@pytest.mark.parametrize(
    ("cells", "units"),
    [
        ("หลัก : กองคลัง\nร่วม : กองช่าง", [("กองคลัง", "main"), ("กองช่าง", "support")]),
        ("กลุ่มงานยุทธศาสตร์และข้อมูลเพื่อการพัฒนาจังหวัด", [("กลุ่มงานยุทธศาสตร์และข้อมูลเพื่อการพัฒนาจังหวัด", None)]),
        ("จัดส่งกองคลังเพื่อพิจารณา", []),  # a sentence
    ],
)
def test_units_with_their_roles_under_bodies(cells: str, units: list[tuple[str, str | None]]) -> None:
    tables = one(["มาตรการ", "ระยะเวลา", "หน่วยงาน"], ["อบรม", "ม.ค. 2568", cells])
    assert [(unit.unit, unit.unit_role) for unit in tables.measure_units] == units


def test_units_behind_the_scores_and_measures_of_questions() -> None:
    header = ["ข้อ", "ข้อคำถาม", "คะแนน ปี 2567", "แนวทางยกระดับ", "กำหนดแล้วเสร็จ", "หน่วยงาน"]
    row = ["I1", "การปฏิบัติงานเป็นไปตามขั้นตอน", "84.20", "แจ้งสิทธิเป็นลายลักษณ์อักษร", "31 มีนาคม 2568", "กองคลัง"]
    tables = one(header, row)
    assert [unit.unit for unit in tables.measure_units] == ["กองคลัง"]
    assert "row_unmapped" not in codes(tables)


@pytest.mark.parametrize(
    "rows",
    [
        [["ที่", "หลักสูตร", "วันที่อบรม", "จำนวน (คน)"], ["1", "จริยธรรมข้าราชการพลเรือน", "3 ธ.ค. 67", "12"]],
        [["ที่", "เหตุการณ์ความเสี่ยง", "โอกาส", "ผลกระทบ", "ระดับ"], ["1", "เรียกรับเงินเพื่อเร่งคิว", "3", "5", "สูง"]],
    ],
)
def test_a_day_or_an_effect_beside_free_text_makes_no_measure(rows: list[list[str]]) -> None:
    """A list of courses, a table of risks."""
    tables = one(*rows)
    assert not tables.measures
    assert "table_unmapped" in codes(tables)


@pytest.mark.parametrize(("second", "role"), [("ร่วม", "support"), ("รอง", "support"), ("สนับสนุน", "support")])
def test_units_under_the_words_of_their_roles(second: str, role: str) -> None:
    top: list[Text] = [("มาตรการ", 2, 1), ("ผู้รับผิดชอบ", 1, 2), ("ระยะเวลา", 2, 1)]
    tables = one(top, ["หลัก", second], ["จัดอบรม", "สำนักปลัด", "กองคลัง/กองช่าง", "ม.ค. 2568"])
    assert [(unit.unit, unit.unit_role) for unit in tables.measure_units] == [
        ("สำนักปลัด", "main"), ("กองคลัง", role), ("กองช่าง", role),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        [["ที่", "เรื่อง", "วันที่รับ", "ผลการดำเนินการ"], ["1", "ถนนชำรุด", "5 ต.ค. 67", "ซ่อมแล้ว"]],  # complaints
        [["รายการ", "เลขครุภัณฑ์", "ผู้ยืม", "วันที่ยืม", "วันที่คืน"], ["กล้อง", "ก-12", "กองช่าง", "1 พ.ย. 67", "5 พ.ย. 67"]],
        [
            ["ลำดับ", "รายการ/โครงการ", "งบประมาณ", "วิธีจัดหา", "ไตรมาสที่จัดหา"],
            ["1", "ซื้อรถน้ำ", "2,400,000", "e-bidding", "2"],
        ],
        [["วันที่", "เวลา", "กิจกรรม", "สถานที่"], ["3 ธ.ค. 67", "09.00 น.", "พิธีเปิด", "ห้องประชุม"]],  # a programme
    ],
)
def test_registers_and_programmes_are_no_measures(rows: list[list[str]]) -> None:
    tables = one(*rows)
    assert not tables.measures
    assert "table_unmapped" in codes(tables)


def test_activities_with_their_day_are_measures() -> None:
    assert len(one(["วันที่ดำเนินการ", "กิจกรรม"], ["3 ธ.ค. 67", "จัดอบรมจริยธรรม"]).measures) == 1


def test_shares_done_at_each_round_are_no_times() -> None:
    """`6 เดือน` is a round of reports and no month; a second column of time would make a due day a period."""
    top: list[Text] = [("มาตรการ", 2, 1), ("กำหนดแล้วเสร็จ", 2, 1), ("ผลการดำเนินการ", 1, 2), ("ร้อยละ", 1, 2)]
    rounds = ["6 เดือน", "12 เดือน"]
    tables = one(top, [*rounds, *rounds], ["จัดอบรม", "30 มิ.ย. 68", "ร่างแผน", "อบรมแล้ว", "50", "100"])
    assert (tables.measures[0].period_start, str(tables.measures[0].period_end)) == (None, "2025-06-30")
    assert [item.text for item in tables.measure_items if item.column_role == "output"] == [
        "ร่างแผน", "อบรมแล้ว", "50", "100",
    ]  # fmt: skip


def test_a_budget_with_its_source_in_one_column() -> None:
    tables = one(["มาตรการ", "งบ/แหล่งงบ", "ผู้รับผิดชอบ"], ["จัดอบรม", "9,500 บาท (งบกลาง)", "กองคลัง"])
    assert tables.measures[0].budget_baht == 9500.0


@pytest.mark.parametrize(("header", "role"), [("เจ้าภาพ", None), ("เจ้าภาพหลัก", "main"), ("หน่วยงานร่วม", "support")])
def test_a_header_that_stands_alone_gives_a_role_by_its_own_words(header: str, role: str | None) -> None:
    tables = one(["มาตรการ", header, "ระยะเวลา"], ["จัดอบรม", "กองคลัง", "ม.ค. 2568"])
    assert [unit.unit_role for unit in tables.measure_units] == [role]
