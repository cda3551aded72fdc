"""Money beside measures: tables of spending are none of measures, sums are no rows, budgets by whatever heads them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.document import Block
from normalize.lexicon import read_header
from normalize.money import MoneyError, parse_baht
from tests.building import TITLE, Text, codes, head, read, table
from tidy.tables import ReportTables

SPENT = ["โครงการ", "งบประมาณที่ได้รับ (บาท)", "เบิกจ่ายแล้ว (บาท)", "คงเหลือ (บาท)", "ร้อยละ"]
ROW = ["ปรับปรุงถนน", "300,000", "120,000", "180,000", "40.00"]


def one(*blocks: Block | str) -> ReportTables:
    return read(TITLE[2568], *blocks)


def baht_or_none(text: str) -> float | None:
    """An amount, None where it is refused."""
    try:
        return parse_baht(text)
    except MoneyError:
        return None


@pytest.mark.parametrize(
    ("caption", "header", "row", "measures"),
    [
        ("", SPENT, ROW, 0),
        ("", ["รายการ", "งบตั้งไว้", "ใช้ไป", "คงเหลือ"], ["ค่าวัสดุ", "5,000", "1,000", "4,000"], 0),
        ("ผลการเบิกจ่ายงบประมาณ", ["โครงการ", "งบประมาณ", "เบิกจ่าย", "ผู้รับผิดชอบ"], ["ซ่อมถนน", "5", "1", "กองช่าง"], 0),
        # measures with their money
        ("", ["มาตรการ", *SPENT[1:]], ROW, 1),
        ("", [*SPENT, "ผู้รับผิดชอบ"], [*ROW, "กองช่าง"], 1),
        ("", ["ตัวชี้วัด ITA", *SPENT], ["ตัวชี้วัดที่ 6 คุณภาพการดำเนินงาน", *ROW], 1),
        ("", ["กิจกรรม", "งบประมาณ", "เบิกจ่าย", "ผลการดำเนินการ"], ["อบรม", "5,000", "4,000", "อบรมแล้ว"], 1),
        ("ประเด็นที่ 5 กระบวนการสร้างความโปร่งใสในการใช้งบประมาณและการจัดซื้อจัดจ้าง", SPENT, ROW, 1),
    ],
)
def test_a_table_of_spending_holds_no_measures(
    caption: str, header: Sequence[Text], row: Sequence[Text], measures: int
) -> None:
    tables = one(*([head(caption)] if caption else []), table(header, row, row[:1] + ["1"] * (len(row) - 1)))  # type: ignore[operator]
    assert bool(tables.measures) == bool(measures)
    assert ("table_unmapped" in codes(tables)) == (not measures)


def test_a_row_of_sums_under_quarters_is_no_measure() -> None:
    top: list[Text] = [
        ("ที่", 2, 1),
        ("กิจกรรม", 2, 1),
        ("แผนการใช้จ่าย (บาท)", 1, 2),
        ("งบประมาณ", 2, 1),
        ("ผู้รับผิดชอบ", 2, 1),
    ]
    tables = one(
        table(
            top,
            ["ไตรมาส 1", "ไตรมาส 2"],
            ["1", "จัดสัมมนา", "-", "50,000", "50,000", "กองคลัง"],
            [("รวมทั้งสิ้น", 1, 2), "-", "50,000", "50,000", ""],
        )
    )
    assert [measure.measure for measure in tables.measures] == ["จัดสัมมนา"]
    assert "row_unmapped" in codes(tables)


@pytest.mark.parametrize(
    ("header", "budget"),
    [
        ("ทรัพยากร (บาท)", 8500.0),
        ("เงินอุดหนุน (บาท)", 8500.0),  # not known, but amounts in baht stand below it
        ("ทรัพยากร", None),
        ("ขนาด", None),
    ],
)
def test_a_column_of_baht_beside_measures_is_their_budget(header: str, budget: float | None) -> None:
    tables = one(table(["มาตรการ", header, "ผู้รับผิดชอบ"], ["จัดประชุม", "8,500", "กองคลัง"], ["ทำป้าย", "-", "กองช่าง"]))
    assert [measure.budget_baht for measure in tables.measures] == [budget, None]
    assert budget is not None or "column_unmapped" in codes(tables)


def test_shares_behind_results_are_no_scores() -> None:
    header = ["ตัวชี้วัด", "มาตรการ", "ผู้รับผิดชอบ", "ผลการดำเนินการ", "คิดเป็นร้อยละ"]
    tables = one(table(header, ["ตัวชี้วัดที่ 8 การปรับปรุงระบบการทำงาน", "ตั้งกล่อง", "กองคลัง", "ตั้งแล้ว", "100"]))
    assert not tables.scores
    assert [measure.indicator_no for measure in tables.measures] == [8]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("หลักฐานความสำเร็จ", "output"),
        ("หลักฐาน", "remark"),
        ("ผลเมื่อสิ้นไตรมาส ๒", "output"),
        ("ผล ณ ไตรมาส 1", "output"),
        ("ไตรมาสที่ดำเนินการ", "timeframe"),
        ("งานที่ต้องทำ", "measure"),
        ("ทรัพยากร (บาท)", "budget"),
    ],
)
def test_words_of_headers(text: str, role: str) -> None:
    assert read_header(text).role == role


@pytest.mark.parametrize(
    ("text", "baht"),
    [
        ("ห้าพันบาทถ้วน", 5000.0),
        ("งบประมาณ หนึ่งหมื่นสองพันห้าร้อยบาทถ้วน", 12500.0),
        ("สามแสน บาท", 300000.0),
        ("หน้าพันบาทถ้วน", None),  # a slip, and no figure beside it
        ("หลายพันบาท", None),
        ("ไม่ใช้เงิน", 0.0),
    ],
)
def test_amounts_in_words_alone(text: str, baht: float | None) -> None:
    assert baht_or_none(text) == baht


def test_a_dash_names_no_measure() -> None:
    tables = one(table(["มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา"], ["จัดประชุม", "กองคลัง", "ม.ค. 2568"], ["-", "-", "-"]))
    assert [measure.measure for measure in tables.measures] == ["จัดประชุม"]
    assert "row_unmapped" in codes(tables)


def test_a_sum_beside_a_merged_measure_is_no_measure() -> None:
    tables = one(
        table(
            ["มาตรการ", "กิจกรรม", "งบประมาณ", "ผู้รับผิดชอบ"],
            [("1. การมีส่วนร่วม", 3, 1), "1.1 ประชุมประชาชน", "5,000", "กองคลัง"],
            ["1.2 จัดทำรายงาน", "500", "กองคลัง"],
            ["รวม", "5,500", ""],
        )
    )
    assert [measure.measure for measure in tables.measures] == ["ประชุมประชาชน", "จัดทำรายงาน"]


@pytest.mark.parametrize(
    ("text", "baht"),
    [
        ("20,000 (งบกองทุน)", 20000.0),
        ("๑๕,๐๐๐ [เงินรายได้]", 15000.0),
        ("20 (ล้านบาท)", None),
        ("300 (ต่อคน)", None),
        ("20,000 (งบกองทุน) 5,000", None),
        ("2568 (ข้อบัญญัติ)", None),
    ],
)
def test_the_source_in_brackets_behind_an_amount(text: str, baht: float | None) -> None:
    assert baht_or_none(text) == baht


@pytest.mark.parametrize(
    ("leaves", "cells", "baht"),
    [
        (["ไตรมาส 1", "ไตรมาส 2", "รวม"], ["100,000", "60,000", "160,000"], 160000.0),
        (["ไตรมาส 1", "ไตรมาส 2", "รวม"], ["-", "60,000", "60,000"], 60000.0),
        (["ไตรมาส 1", "ไตรมาส 2", "รวมทั้งสิ้น (บาท)"], ["5,000", "-", "5,000"], 5000.0),
        (["ไตรมาส 1", "ไตรมาส 2", "ไตรมาส 3"], ["5,000", "5,000", "-"], None),  # no sum is printed
    ],
)
def test_money_of_each_quarter(leaves: list[str], cells: list[str], baht: float | None) -> None:
    top: list[Text] = [("มาตรการ", 2, 1), ("แผนการใช้จ่ายงบประมาณ (บาท)", 1, 3), ("ผู้รับผิดชอบ", 2, 1)]
    tables = read(TITLE[2568], table(top, leaves, ["จัดอบรม", *cells, "กองคลัง"]))
    assert [measure.budget_baht for measure in tables.measures] == [baht]
    assert ("budget_unreadable" in codes(tables)) == (baht is None)
    assert (tables.measures[0].period_start, "time_undated" in codes(tables)) == (None, False)
