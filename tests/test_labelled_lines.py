"""Measures told in labelled lines: read where the labels leave no doubt, else left as text."""

from __future__ import annotations

from datetime import date

import pytest

from extract.document import Document, Line, LineKind, Notice, Paragraph, SourceFormat, TextOrigin
from normalize.labelled_lines import with_forms
from normalize.labelled_parts import read_parts, spaced_part
from tests.building import TITLE, codes, document, head, items_of, line, par, read, table

FIRST = ("มาตรการที่ ๑: จัดทำคู่มือ", "ผู้รับผิดชอบ: กองคลัง", "ระยะเวลา: มกราคม ๒๕๖๘", "งบประมาณ: 3,200 บาท")
SECOND = ("มาตรการที่ ๒: จัดอบรม", "ผู้รับผิดชอบ: สำนักปลัด", "ระยะเวลา: ภายในวันที่ 31 มีนาคม 2568", "งบประมาณ: -")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ผู้รับผิดชอบ: กองคลัง", [("responsible", "กองคลัง")]),
        ("- ผู้รับผิดชอบ : กองคลัง", [("responsible", "กองคลัง")]),
        ("๑.๒ ระยะเวลา： ตลอดปี", [("timeframe", "ตลอดปี")]),
        ("มาตรการที่ 1 จัดทำคู่มือ", [("measure", "จัดทำคู่มือ")]),
        (
            "มาตรการที่ 1: จัดอบรม ผู้รับผิดชอบ: กองคลัง งบประมาณ: 5,000 บาท",
            [("measure", "จัดอบรม"), ("responsible", "กองคลัง"), ("budget", "5,000 บาท")],
        ),
        (
            "ตัวชี้วัด : การใช้ทรัพย์สินของราชการผู้รับผิดชอบ : กองคลัง",
            [("indicator", "การใช้ทรัพย์สินของราชการ"), ("responsible", "กองคลัง")],
        ),
        ("มาตรการที่ 1", []),
        ("มาตรการที่ผ่านมา ได้ผลดี", []),
        ("ดูที่ https://example.go.th/ita", []),
        ("เปิดเวลา: 08:30 น.", []),
        ("การดำเนินการของผู้รับผิดชอบ: ล่าช้า", []),
        ("ผู้รับผิดชอบต้องรายงานผล", []),
    ],
)
def test_labels_of_a_line(text: str, parts: list[tuple[str, str]]) -> None:
    assert [(part.role, part.value) for part in read_parts(line(text))] == parts


def test_labelled_lines_are_a_measure_each() -> None:
    tables = read(TITLE[2568], *FIRST, "", *SECOND, "จึงแจ้งมาเพื่อทราบ")
    assert [(m.printed_no, m.measure, m.budget_baht) for m in tables.measures] == [
        ("1", "จัดทำคู่มือ", 3200.0),
        ("2", "จัดอบรม", None),
    ]
    assert [(m.period_start, m.period_end) for m in tables.measures] == [
        (date(2025, 1, 1), date(2025, 1, 31)),
        (None, date(2025, 3, 31)),
    ]
    assert [unit.unit for unit in tables.measure_units] == ["กองคลัง", "สำนักปลัด"]
    assert codes(tables).count("measure_from_lines") == 2
    assert "จึงแจ้งมาเพื่อทราบ" in [paragraph.text for paragraph in tables.paragraphs]


def test_each_letter_of_the_lines_stands_in_a_cell() -> None:
    tables = read(TITLE[2568], "1.1 มาตรการ: จัดทำคู่มือ", "- ผู้รับผิดชอบ: กองคลัง", "- ระยะเวลา: ม.ค. 2568")
    ink = "".join(cell.raw_text for cell in tables.cells).replace(" ", "")
    assert ink == "1.1มาตรการ:จัดทำคู่มือ-ผู้รับผิดชอบ:กองคลัง-ระยะเวลา:ม.ค.2568"
    assert tables.measures[0].printed_no == "1.1"


def test_lists_and_unknown_labels_among_the_lines() -> None:
    lines = (
        "มาตรการ: จัดอบรม",
        "วิธีการ:",
        "- ตั้งคณะทำงาน",
        "- ประชุม",
        "สถานที่: หอประชุม",
        "ผู้รับผิดชอบ: กองคลัง",
        "ระยะเวลา: ม.ค. 2568",
        "ผลการดำเนินการ: อบรมแล้ว",
        "1) รุ่นแรก 20 คน",
        "2) รุ่นสอง 25 คน",
        "4. ข้อเสนอแนะ",
    )
    tables = read(TITLE[2568], *lines)
    assert [text for _, text in items_of(tables, 1, "method")] == ["ตั้งคณะทำงาน", "ประชุม"]
    assert [text for _, text in items_of(tables, 1, "output")] == ["อบรมแล้ว", "รุ่นแรก 20 คน", "รุ่นสอง 25 คน"]
    assert [text for _, text in items_of(tables, 1, "other")] == ["หอประชุม"]
    assert "column_unmapped" in codes(tables)
    assert "ข้อเสนอแนะ" in [paragraph.text for paragraph in tables.paragraphs]


def test_a_heading_between_says_the_issue_and_the_indicator_may_come_first() -> None:
    tables = read(
        TITLE[2568],
        head("ประเด็นที่ 2 การให้บริการและระบบ E-Service"),
        *FIRST,
        head("ประเด็นที่ 7 กลไกและมาตรการในการแก้ไขและป้องกันการทุจริตภายในหน่วยงาน"),
        "ตัวชี้วัด: ตัวชี้วัดที่ 5 การแก้ไขปัญหาการทุจริต",
        *(text.replace("มาตรการที่ ๒", "มาตรการ") for text in SECOND),
    )
    assert [(m.issue_no, m.indicator_no) for m in tables.measures] == [(2, None), (7, 5)]


@pytest.mark.parametrize(
    "lines",
    [
        ("มาตรการ: จัดอบรม", "ผู้รับผิดชอบ: กองคลัง"),  # too little is told
        ("ผู้รับผิดชอบ: กองคลัง", "ระยะเวลา: ม.ค. 2568", "งบประมาณ: -"),  # of no measure
        ("มาตรการ: จัดอบรม", "เหตุผล: คะแนนต่ำ", "ผู้เห็นชอบ: นายก"),  # labels of no known meaning
        ("มาตรการที่ 1 จัดอบรม", "มาตรการที่ 2 จัดทำคู่มือ"),
    ],
)
def test_lines_that_leave_a_doubt_stay_text(lines: tuple[str, ...]) -> None:
    tables = read(TITLE[2568], *lines)
    assert not tables.measures
    assert "nothing_read" in codes(tables)
    whole = document(TITLE[2568], *lines)
    assert with_forms(whole) is whole


def test_lines_of_a_document_about_something_else_stay_text() -> None:
    whole = document("โครงการพัฒนาแหล่งน้ำ", *FIRST)
    assert with_forms(whole) is whole


def test_notices_of_tables_behind_the_lines_keep_their_table() -> None:
    whole = document(TITLE[2568], table(["ก", "ข"]), *FIRST, table(["ค", "ง"]), notices=(
        Notice("low_confidence", "", table_no=1), Notice("low_confidence", "", table_no=2),
    ))  # fmt: skip
    formed = with_forms(whole)
    assert [(notice.code, notice.table_no) for notice in formed.notices] == [
        ("low_confidence", 1),
        ("low_confidence", 3),
        ("measure_from_lines", 2),
    ]


def test_drawn_lists_and_markup() -> None:
    bold = Line("<b>ผู้รับผิดชอบ</b> : กองคลัง", "ผู้รับผิดชอบ : กองคลัง", LineKind.LIST_ITEM, 1)
    lines = [line("มาตรการที่ 1 จัดอบรม", LineKind.HEADING, 3), bold, line("ระยะเวลา : ม.ค. 2568", LineKind.LIST_ITEM, 1)]
    whole = Document(SourceFormat.HTML, TextOrigin.MARKUP, (par(TITLE[2568]), *map(Paragraph, lines)))
    (form,) = with_forms(whole).tables
    assert [cell.raw_text for cell in form.cells][:4] == [
        "มาตรการที่ 1",
        "จัดอบรม",
        "<b>ผู้รับผิดชอบ</b> : ",
        "กองคลัง",
    ]


def test_labels_and_values_in_turn_are_a_measure() -> None:
    lines = ("มาตรการที่ 1 ทำประกาศ", "ผู้รับผิดชอบ", "สำนักปลัด", "ระยะเวลา", "ต.ค. 2567", "งบประมาณ", "ไม่ใช้งบประมาณ")
    tables = read(TITLE[2568], *lines)
    (measure,) = tables.measures
    assert (measure.measure, measure.period_end, measure.budget_baht) == ("ทำประกาศ", date(2024, 10, 31), 0.0)
    assert [unit.unit for unit in tables.measure_units] == ["สำนักปลัด"]


def test_a_header_torn_into_lines_is_no_measure() -> None:
    torn = ("มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา", "งบประมาณ", "ทำประกาศ", "สำนักปลัด", "ต.ค. 2567", "500")
    assert not read(TITLE[2568], *torn).measures


def test_a_heading_behind_the_lines_is_no_label() -> None:
    tables = read(TITLE[2568], *FIRST, "ผลการดำเนินการ", "ทุกส่วนราชการถือปฏิบัติ")
    assert not items_of(tables, 1, "output")
    assert "ทุกส่วนราชการถือปฏิบัติ" in [paragraph.text for paragraph in tables.paragraphs]


def test_what_was_found_wanting_may_come_first() -> None:
    """Each measure has its own problem, and a line that names an indicator heads the measure behind it."""
    tables = read(
        TITLE[2568],
        "ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ (คะแนน 83.21)",
        "ปัญหา: บุคลากรไม่ทราบแนวปฏิบัติ",
        *(text.replace("มาตรการที่ ๑", "มาตรการ") for text in FIRST),
        "ตัวชี้วัดที่ 5 การแก้ไขปัญหาการทุจริต (คะแนน 80.02)",
        "ปัญหา: ไม่เชื่อมั่นช่องทางร้องเรียน",
        *(text.replace("มาตรการที่ ๒", "มาตรการ") for text in SECOND),
    )
    assert [(m.measure, m.indicator_no) for m in tables.measures] == [("จัดทำคู่มือ", 4), ("จัดอบรม", 5)]
    assert [unit.unit for unit in tables.measure_units] == ["กองคลัง", "สำนักปลัด"]
    assert [[text for _, text in items_of(tables, number, "problem")] for number in (1, 2)] == [
        ["บุคลากรไม่ทราบแนวปฏิบัติ"],
        ["ไม่เชื่อมั่นช่องทางร้องเรียน"],
    ]


def test_an_indicator_between_the_lines_of_one_measure_ends_it_not() -> None:
    first, *rest = FIRST
    tables = read(TITLE[2568], first, "ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ", *rest)
    assert len(tables.measures) == 1
    assert tables.measures[0].budget_baht == 3200.0


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("ผู้รับผิดชอบ กองคลัง", ("responsible", "กองคลัง")),
        ("- ระยะเวลา ภายในเดือนมกราคม 2568", ("timeframe", "ภายในเดือนมกราคม 2568")),
        ("งบประมาณ 18,000.- บาท", ("budget", "18,000.- บาท")),
        ("งบประมาณ ไม่ใช้", ("budget", "ไม่ใช้")),
        ("งบประมาณ พ.ศ. 2568", None),  # of the year
        ("ผู้รับผิดชอบ ต้องรายงานผลทุกเดือน", None),  # is to report
        ("ระยะเวลา ที่ใช้นานเกินไป", None),  # is too long
        ("ผู้รับผิดชอบ", None),
        ("กองคลัง ผู้รับผิดชอบ", None),
    ],
)
def test_a_label_without_a_colon_needs_a_value_of_its_kind(text: str, part: tuple[str, str] | None) -> None:
    found = spaced_part(line(text))
    assert (found and (found.role, found.value)) == part


def test_measures_of_minutes_have_labels_without_colons() -> None:
    lines = [text.replace(":", "") for text in (*FIRST, *SECOND)]
    tables = read(TITLE[2568], "ระเบียบวาระที่ 3 เรื่องเพื่อพิจารณา", *lines, "มติที่ประชุม เห็นชอบ")
    assert [(m.printed_no, m.measure) for m in tables.measures] == [("1", "จัดทำคู่มือ"), ("2", "จัดอบรม")]
    assert [unit.unit for unit in tables.measure_units] == ["กองคลัง", "สำนักปลัด"]
    assert "มติที่ประชุม เห็นชอบ" in [paragraph.text for paragraph in tables.paragraphs]


def test_who_signs_the_report_is_responsible_for_no_measure() -> None:
    tables = read(TITLE[2568], *FIRST, "ผู้จัดทำ : นายทดสอบ ระบบดี")
    assert [unit.unit for unit in tables.measure_units] == ["กองคลัง"]
    assert not any("ทดสอบ" in item.text for item in tables.measure_items)
