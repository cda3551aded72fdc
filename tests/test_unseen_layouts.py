"""Layouts and wordings that were once read wrongly: a table a case, what is right beside what must not be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from benchmarks.small_reports import INDICATORS
from normalize.lexicon import read_header
from normalize.references import indicators_named
from tests.building import TITLE, Text, codes, head, parts, read, scores_of, table
from tidy.tables import ReportTables

RESULT = "สรุปผลการประเมิน ITA ปีงบประมาณ พ.ศ. ๒๕๖๘"


def one(*rows: Sequence[Text], year: int = 2568, spans: bool = True) -> ReportTables:
    """A report of one table."""
    return read(TITLE[year], table(*rows, spans=spans))


def said(text: str) -> ReportTables:
    """A report of one sentence."""
    return read(head(RESULT), text)


# --- header words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("เครื่องมือ/ตัวชี้วัด", "indicator"),
        ("ตัวชี้วัดที่ต้องปรับปรุง", "indicator"),
        ("จุดแข็ง", "strength"),
        ("จุดแข็ง/จุดเด่น", "strength"),
        ("จุดที่ควรพัฒนา", "problem"),
        ("สาเหตุที่คะแนนต่ำ", "problem"),
        ("แนวทางแก้ไขปัญหา", "measure"),
        ("แนวทางการแก้ไขปัญหา", "measure"),
        ("ปัญหา/แนวทางแก้ไข", "problem"),
        ("ประเด็นที่ได้คะแนนน้อย", "topic"),
        ("กอง/ฝ่าย", "responsible"),  # two words for one thing
        ("ไทม์ไลน์", "timeframe"),
        ("แปลความหมาย", "level"),
        ("สถานที่", None),
        ("ระดับความเสี่ยง", None),
        ("โอกาสเกิด", None),
    ],
)
def test_words_of_headers(text: str, role: str | None) -> None:
    assert read_header(text).role == role


# --- scores discussed beside their table -----------------------------------------------------------------------------

DISCUSSED = (
    ("เครื่องมือ/ตัวชี้วัด", "ผลคะแนน (ร้อยละ)", "จุดแข็ง", "จุดที่ควรพัฒนา"),
    ("ตัวชี้วัด", "คะแนน", "จุดเด่น", "ข้อค้นพบ"),
    ("ประเด็นการประเมิน", "ผลประเมิน", "ข้อสังเกต", "สาเหตุ"),
    ("ตัวชี้วัด", "คะแนน", "บทวิเคราะห์", "ค่าเป้าหมาย"),
    ("แบบวัดและหัวข้อที่ประเมิน", "คะแนน", "ข้อดี", "ข้อด้อย"),  # the first word is not known
)


@pytest.mark.parametrize("header", DISCUSSED)
@pytest.mark.parametrize("marked", [0, 1])
def test_a_score_table_with_its_analysis_beside_holds_scores_and_no_measures(
    header: Sequence[str], marked: int
) -> None:
    rows = [
        ("แบบวัด IIT", "๙๒.๓๐", "", ""),
        ("ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่", "๙๕.๑๐", "ให้บริการเท่าเทียม", "-"),
        ("ตัวชี้วัดที่ ๒ การใช้งบประมาณ", "๘๘.๐๔", "-", "การรับรู้แผนงบประมาณ"),
    ]
    tables = read(TITLE[2568], table(header, *rows, headers=marked))
    assert scores_of(tables, 2568) == {"IIT": 92.3, "1": 95.1, "2": 88.04}
    assert not tables.measures


def test_a_score_table_with_what_is_done_beside_holds_both() -> None:
    tables = one(
        ["ตัวชี้วัด", "คะแนน", "จุดที่ควรพัฒนา", "แนวทางการยกระดับ", "ผู้รับผิดชอบ"],
        ["๑. การปฏิบัติหน้าที่", "๘๐.๑๒", "บริการช้า", "ลดขั้นตอน", "สำนักปลัด"],
        ["๒. การใช้งบประมาณ", "๘๒.๑๒", "ไม่ทราบแผน", "จัดประชุม", "กองคลัง"],
    )
    assert scores_of(tables, 2568) == {"1": 80.12, "2": 82.12}
    assert [(m.measure, m.indicator_no) for m in tables.measures] == [("ลดขั้นตอน", 1), ("จัดประชุม", 2)]


@pytest.mark.parametrize(
    ("header", "cells", "level", "comparison"),
    [
        ("ผล", ("ผ่านดี", "ผ่าน", "ผ่านดีเยี่ยม"), "ผ่านดี", None),
        ("แปลผล", ("ผ่าน", "ไม่ผ่าน", "ผ่าน"), None, "above"),
        ("ผลการประเมิน", ("ผ่าน", "ผ่าน", "ไม่ผ่าน"), None, "above"),
        ("ผลการประเมิน", ("ผ่านดี", "ผ่าน", "-"), "ผ่านดี", None),
    ],
)
def test_what_a_result_column_holds_beside_the_scores(
    header: str, cells: Sequence[str], level: str | None, comparison: str | None
) -> None:
    labels = ("คะแนนรวม", "๑. การปฏิบัติหน้าที่", "๒. การใช้งบประมาณ")
    numbers = ("88.10", "90.20", "91.30")
    tables = one(["ตัวชี้วัด", "คะแนน", header], *map(list, zip(labels, numbers, cells, strict=True)))
    overall = next(score for score in tables.scores if score.code == "overall")
    assert (overall.score, overall.result_level, overall.printed_comparison) == (88.1, level, comparison)
    assert "score_unreadable" not in codes(tables)


# --- what a measure belongs to ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "indicator", "item"),
    [
        ("การใช้งบประมาณ (I๗)", 2, "I7"),
        ("การเปิดเผยข้อมูล", 9, None),
        ("คะแนนตัวชี้วัดที่ ๔ ต่ำกว่าเกณฑ์", 4, None),
        ("ตัวชี้วัดที่ ๓ และตัวชี้วัดที่ ๗", None, None),
        ("เจ้าหน้าที่ไม่ทราบแผนการใช้งบประมาณ", None, None),  # speaks of it, and is not its name
        ("-", None, None),
    ],
)
def test_what_was_found_wanting_may_say_the_indicator(text: str, indicator: int | None, item: str | None) -> None:
    tables = one(["ข้อค้นพบ", "สิ่งที่จะทำ", "เจ้าภาพ"], [text, "จัดประชุม", "กองคลัง"])
    assert [(m.indicator_no, m.item_code) for m in tables.measures] == [(indicator, item)]


def test_a_numbered_row_with_a_topic_of_its_own_is_not_of_the_indicator_above() -> None:
    tables = one(
        ["ที่", "ประเด็น", "มาตรการ", "ผู้รับผิดชอบ"],
        ["1", "ตัวชี้วัดที่ 2 การใช้งบประมาณ", "จัดประชุม", "กองคลัง"],
        ["2", "เว็บไซต์ไม่เป็นปัจจุบัน", "ปรับปรุงเว็บ", "สำนักปลัด"],
        ["3", "ตัวชี้วัดที่ 3 และตัวชี้วัดที่ 7", "อบรม", "กองช่าง"],
    )
    assert [m.indicator_no for m in tables.measures] == [2, None, None]
    assert codes(tables).count("indicator_several") == 1


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("ตัวชี้วัดที่ ๓ การใช้อำนาจ และตัวชี้วัดที่ ๗", ("3", "7")),
        ("ตัวชี้วัดที่ 3, 4 และ 5", ("3", "4", "5")),
        ("ตัวชี้วัดที่ 9-10", ("9", "10")),
        ("ตัวชี้วัดที่ 9 (ตัวชี้วัดย่อยที่ 9.1)", ("9",)),
        ("ตัวชี้วัดที่ ๑ (ตัวชี้วัดที่ ๑)", ("1",)),
        ("การใช้อำนาจ", ()),
    ],
)
def test_all_indicators_of_a_text(text: str, named: tuple[str, ...]) -> None:
    assert indicators_named(text) == named


# --- money and time --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "baht", "told"),
    [
        ("ไม่มี", 0.0, False),
        ("ไม่ใช้งบประมาณ", 0.0, False),
        ("ไม่ได้ตั้งงบประมาณ", 0.0, False),
        ("-", None, False),
        ("- บาท", None, False),
        ("ใช้งบปกติ", None, False),
        ("ไม่มีข้อมูล", None, False),
        ("๑๕,๐๐๐ บาท/ครั้ง", None, True),
    ],
)
def test_a_budget_is_none_unsaid_or_unread(cell: str, baht: float | None, told: bool) -> None:
    tables = one(["มาตรการ", "งบประมาณ"], ["จัดอบรม", cell])
    assert tables.measures[0].budget_baht == baht
    assert ("budget_unreadable" in codes(tables)) is told


START = date(2024, 11, 1)


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ("1 พ.ย. 2567 -", (START, None)),
        ("1 พ.ย. 2567 – ปัจจุบัน", (START, None)),
        ("เริ่ม 1 พ.ย. 67", (START, None)),
        ("พ.ย. ๒๕๖๗ เป็นต้นไป", (START, None)),
        ("1 พ.ย. 2567 - 30 พ.ย. 2567", (START, date(2024, 11, 30))),
        ("1 พ.ย. 2567", (None, START)),  # one day in a column of time is due then
    ],
)
def test_a_first_day_alone_gives_no_last_day(cell: str, period: tuple[date | None, date | None]) -> None:
    (measure,) = one(["มาตรการ", "ระยะเวลา"], ["จัดอบรม", cell]).measures
    assert (measure.period_start, measure.period_end) == period


def test_throughout_the_year_beside_its_days_needs_no_finding() -> None:
    tables = one(["มาตรการ", "ระยะเวลา"], ["จัดอบรม", "ต.ค. ๖๗ – ก.ย. ๖๘ (ตลอดปี)"])
    assert (tables.measures[0].period_start, tables.measures[0].period_end) == (date(2024, 10, 1), date(2025, 9, 30))
    assert "date_without_year" not in codes(tables)


# --- points of an instrument -----------------------------------------------------------------------------------------

POINTS = (
    "คะแนนรวม ๙๐.๖๒ คะแนน แบ่งเป็น IIT (๓๐ คะแนน) ได้ ๒๗.๕๐ คะแนน "
    "EIT (๓๐ คะแนน) ได้ ๒๖.๐๐ คะแนน และ OIT (๔๐ คะแนน) ได้ ๓๗.๑๒ คะแนน"
)


@pytest.mark.parametrize(
    ("text", "scores", "told"),
    [
        (POINTS, {"overall": (90.62, 100.0), "IIT": (91.667, 30.0), "EIT": (86.667, 30.0), "OIT": (92.8, 40.0)}, []),
        ("IIT ได้ 27.50 จาก 30 คะแนน", {"IIT": (91.667, 30.0)}, []),
        ("แบบวัด IIT คะแนนเต็ม 30 คะแนน ได้ 27.50 คะแนน", {"IIT": (91.667, 30.0)}, []),
        ("คะแนน IIT คิดเป็นร้อยละ 91.67 (27.50 คะแนน จากคะแนนเต็ม 30)", {"IIT": (91.67, 100.0)}, []),
        # points of the weight, or of 100? nothing else says so
        ("OIT (น้ำหนักร้อยละ ๔๐) ได้ ๓๕.๒๐ คะแนน", {"OIT": (None, None)}, ["score_scale_unsure"]),
        (
            "ผลคะแนนรวม เท่ากับ ๙๔.๖๒ คะแนน โดยแบบวัด OIT (น้ำหนักร้อยละ ๔๐) ได้ ๓๕.๒๐ คะแนน",
            {"overall": (94.62, 100.0), "OIT": (None, None)},
            ["score_scale_unsure"],
        ),
        ("OIT (น้ำหนักร้อยละ ๔๐) ได้ ๙๗.๕๐ คะแนน", {"OIT": (97.5, 100.0)}, []),
        ("ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่ ได้ ๔.๕๐ จาก ๕ คะแนน", {}, ["nothing_read"]),
    ],
)
def test_points_of_a_weight_are_never_scores_of_100(
    text: str, scores: dict[str, tuple[float | None, float | None]], told: list[str]
) -> None:
    tables = said(text)
    found = {s.code: (None if s.score is None else round(s.score, 3), s.score_max) for s in tables.scores}
    assert found == scores
    assert [code for code in codes(tables) if code != "organization_unknown"] == told


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("ผลการประเมินอยู่ในระดับ ผ่านดี (๙๒.๑๐ คะแนน)", 92.1),
        ("ผลการประเมินอยู่ในระดับ ผ่านดี (คะแนน ๘๕.๐๐ - ๙๔.๙๙ คะแนน)", None),
        ("ผลการประเมินอยู่ในระดับ ผ่านดี (๑๐ ตัวชี้วัด)", None),
    ],
)
def test_a_score_in_brackets_behind_its_level(text: str, score: float | None) -> None:
    assert [s.score for s in said(text).scores if s.score is not None] == ([score] if score is not None else [])


# --- totals ----------------------------------------------------------------------------------------------------------

STAFF = [(f"{n}. {name}", f"{90 + n}.10") for n, name in enumerate(INDICATORS[:5], start=1)]
USERS = [(f"{n}. {name}", f"{90 + n}.10") for n, name in enumerate(INDICATORS[5:8], start=6)]


@pytest.mark.parametrize(
    ("rows", "total", "code"),
    [
        (STAFF, "93.10", "IIT"),  # the mean of all five
        (USERS, "97.10", "EIT"),
        (STAFF, "88.42", "overall"),  # no mean of these: the whole's
        (STAFF[:2], "88.42", "overall"),
        (STAFF[:2], "91.60", None),  # the mean of two of them
        ([("i1 ก", "90.10"), ("i2 ข", "92.10")], "91.10", None),
        ([("9.1 ข้อมูลพื้นฐาน", "90.10"), ("9.2 การบริหารงาน", "92.10")], "91.10", None),
        ([("แบบวัด IIT", "90.10"), ("แบบวัด EIT", "90.10"), ("แบบวัด OIT", "90.10")], "90.10", "overall"),
    ],
)
def test_of_what_a_total_is(rows: Sequence[tuple[str, str]], total: str, code: str | None) -> None:
    tables = one(["ตัวชี้วัด", "คะแนน"], *map(list, rows), ["คะแนนเฉลี่ย", total])
    named = [score.code for score in tables.scores if score.raw_score == total]
    assert [found for found in named if found in ("overall", "IIT", "EIT", "OIT")][:1] == ([code] if code else [])
    assert ("number_unread" in codes(tables)) is (code is None)


def test_tables_of_an_instrument_each_have_an_average_each() -> None:
    header = ["ตัวชี้วัด", "คะแนน"]
    tables = read(
        TITLE[2567],
        "แบบวัด IIT",
        table(header, *STAFF, ["เฉลี่ย", "93.10"]),
        "แบบวัด EIT",
        table(header, *USERS, ["เฉลี่ย", "97.10"]),
    )
    found = scores_of(tables, 2567)
    assert (found["IIT"], found["EIT"], found.get("overall")) == (93.1, 97.1, None)
    assert "score_conflict" not in codes(tables)


PLAN = "มาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. 2568"


@pytest.mark.parametrize(
    ("title", "between", "year"),
    [
        ("รายงานผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567 และมาตรการ ปีงบประมาณ พ.ศ. 2568", "", 2567),
        (PLAN, "ตามผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567 ผ่านเกณฑ์ ๙.๕ ส่วน", 2567),
        (PLAN, "", 2568),
        ("รายงานผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567", "เทียบผลการประเมิน ปี 2566 ได้น้อยกว่า ๙.๕ ส่วน", 2567),
    ],
)
def test_far_from_any_year_a_score_is_of_the_result_spoken_of(title: str, between: str, year: int) -> None:
    far = ["หน่วยงานได้นำผลไปวางแผนงานด้านต่าง ๆ"] * 9
    tables = read(head(title), between or "หน่วยงานมีผลงาน", *far, "ตัวชี้วัดที่ ๒ การใช้งบประมาณ ได้คะแนน ๗๒.๔๑")
    assert [(score.code, score.fiscal_year_be) for score in tables.scores] == [("2", year)]


# --- quarters, and the last day a header asks for --------------------------------------------------------------------


@pytest.mark.parametrize("group", ["ไทม์ไลน์ (ไตรมาส)", "ระยะเวลาดำเนินการ (ไตรมาสที่)", "ไตรมาส", "แผน ไตรมาส"])
def test_bare_numbers_under_quarters_are_quarters(group: str) -> None:
    tables = one(
        [("มาตรการ", 2, 1), (group, 1, 4), ("ผู้รับผิดชอบ", 2, 1)],
        ["๑", "๒", "๓", "๔"],
        ["จัดอบรม", "", "✓", "✓", "", "กองคลัง"],
    )
    (measure,) = tables.measures
    assert (measure.period_start, measure.period_end) == (date(2025, 1, 1), date(2025, 6, 30))


@pytest.mark.parametrize(
    ("header", "cell", "start"),
    [
        ("ดำเนินการภายใน", "ก.พ. ๖๘", None),
        ("ดำเนินการภาย่ใน", "ก.พ. ๖๘", None),  # as character recognition gave it
        ("กำหนดแล้วเสร็จ", "กุมภาพันธ์ ๒๕๖๘", None),
        ("กำหนดแล้วเสร็จ", "ม.ค. – ก.พ. ๖๘", date(2025, 1, 1)),
        ("ระยะเวลา", "ก.พ. ๖๘", date(2025, 2, 1)),
    ],
)
def test_a_month_under_a_header_of_last_days_is_only_an_end(header: str, cell: str, start: date | None) -> None:
    (measure,) = one(["มาตรการ", header], ["จัดอบรม", cell]).measures
    assert (measure.period_start, measure.period_end) == (start, date(2025, 2, 28))


def test_a_passed_document_needs_no_score_of_the_whole_s_pass_mark() -> None:
    tables = one(["ข้อ", "ข้อมูล", "ผล", "คะแนน"], ["o1", "ก", "ผ่าน", "100"], ["o14", "ข", "ผ่าน", "50"])
    assert scores_of(tables, 2568) == {"O1": 100.0, "O14": 50.0}
    assert "comparison_mismatch" not in codes(tables)


# --- numbers that say less than they seem to -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "score"),
    [
        ("9O.10", None),  # a letter for a digit: 10 is not what is printed
        ("1OO", None),
        ("95.1O", None),
        ("95.10.20", None),
        ("95,10", None),
        ("95. 10", 95.1),
        ("๙๕.๑๐%", 95.1),
        ("ร้อยละ ๙๕.๑๐", 95.1),
        ("95.10 (ผ่านดีเยี่ยม)", 95.1),
        ("ได้ 85 คะแนน", 85.0),
    ],
)
def test_a_broken_number_is_no_other_number(cell: str, score: float | None) -> None:
    tables = one(["ตัวชี้วัด", "คะแนน"], ["1. การปฏิบัติหน้าที่", "90.10"], ["2. การใช้งบประมาณ", cell])
    found = next(one for one in tables.scores if one.code == "2")
    assert (found.score, found.score_state) == (score, "printed" if score is not None else "unreadable")


def test_columns_of_instruments_hold_the_scores_of_their_rows() -> None:
    rows = [
        ["1. การปฏิบัติหน้าที่", "95.20", "", "-"],
        ["6. คุณภาพการดำเนินงาน", "", "91.10", ""],
        ["9. การเปิดเผยข้อมูล", "-", "", "88.20"],
        ["10. การป้องกันการทุจริต", "77.70", "", ""],  # under another instrument: of what is it?
        ["คะแนนเฉลี่ย", "94.00", "92.00", "90.00"],
    ]
    tables = one(["ตัวชี้วัด", "IIT", "EIT", "OIT"], *rows)
    found = {score.code: score.score for score in tables.scores if score.score is not None}
    assert found == {"1": 95.2, "6": 91.1, "9": 88.2, "IIT": 94.0, "EIT": 92.0, "OIT": 90.0}


CHANGES = (
    (("2566", "2567", "เปรียบเทียบ"), ("90.10", "88.10", "ลดลง 2.00"), -2.0, "down"),
    (("2566", "2567", "ลดลง"), ("90.10", "88.10", "2.00"), -2.0, "down"),
    (("2566", "2567", "เพิ่มขึ้น/ลดลง"), ("88.10", "90.10", "เพิ่มขึ้น"), None, "up"),
    (("คะแนน", "เป้าหมาย", "ส่วนต่างจากเป้าหมาย"), ("88.10", "90.10", "2.00"), None, None),
    (("คะแนน", "ค่าเฉลี่ยจังหวัด", "ผลต่าง"), ("88.10", "90.10", "-2.00"), None, None),
    (("เทศบาลเมืองบ้านพรุ", "เทศบาลเมืองปากช่อง", "ผลต่าง"), ("88.10", "90.10", "-2.00"), None, None),
)


@pytest.mark.parametrize(("header", "cells", "change", "trend"), CHANGES)
def test_a_change_is_one_from_year_to_year(
    header: Sequence[str], cells: Sequence[str], change: float | None, trend: str | None
) -> None:
    rows = [["1. การปฏิบัติหน้าที่", *cells], ["2. การใช้งบประมาณ", *cells]]
    tables = read(TITLE[2567], "เทศบาลเมืองบ้านพรุ จังหวัดสงขลา", table(["ตัวชี้วัด", *header], *rows))
    own = tables.reports[0].organization_id
    found = [s for s in tables.scores if (s.code, s.organization_id, s.fiscal_year_be) == ("1", own, 2567)]
    assert [(score.printed_change, score.printed_trend) for score in found] == [(change, trend)]


@pytest.mark.parametrize(
    ("cell", "indicator"), [("๑", 1), ("7.", 7), ("10", 10), ("9,10", None), ("1-5", None), ("11", None), ("", None)]
)
def test_a_bare_number_under_indicators_is_one(cell: str, indicator: int | None) -> None:
    tables = one(["ตัวชี้วัดที่", "มาตรการ", "ผู้รับผิดชอบ"], [cell, "จัดอบรม", "กองคลัง"])
    assert [measure.indicator_no for measure in tables.measures] == [indicator]


def test_where_the_money_comes_from_is_no_budget() -> None:
    header = ["โครงการ", "งบประมาณ (บาท)", "แหล่งงบประมาณ", "ผลการเบิกจ่าย"]
    tables = one(header, ["จัดอบรม", "50,000", "เทศบัญญัติ 2568", "49,500"])
    assert [measure.budget_baht for measure in tables.measures] == [50_000.0]


def test_a_budget_merged_over_measures_is_told() -> None:
    tables = one(["มาตรการ", "งบประมาณ"], ["จัดอบรม", ("30,000", 2, 1)], ["จัดประชุม"], ["จัดพิมพ์", "5,000"])
    assert [measure.budget_baht for measure in tables.measures] == [30_000.0, 30_000.0, 5_000.0]
    assert codes(tables).count("budget_shared") == 2


def test_a_row_whose_measure_stands_only_behind_the_page_s_end_has_its_text() -> None:
    header = ["ลำดับที่", "มาตรการ", "แนวทางปฏิบัติ", "ผู้รับผิดชอบ"]
    tables = read(
        TITLE[2568],
        table(header, ["๑", "เผยแพร่ข้อมูล", "จัดทำเว็บไซต์", "สำนักปลัด"], ["๒", "", "จัดตั้งศูนย์", ""], page=1),
        table(["", "จัดการเรื่องร้องเรียน", "", "กองคลัง"], page=2),
    )
    assert [measure.measure for measure in tables.measures] == ["เผยแพร่ข้อมูล", "จัดการเรื่องร้องเรียน"]


# --- places of tables ------------------------------------------------------------------------------------------------


def test_a_line_of_its_own_between_two_tables_ends_the_indicator_of_the_first() -> None:
    header = ["มาตรการ", "ผู้รับผิดชอบ"]
    tables = read(
        TITLE[2568],
        head("ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ"),
        table(header, ["จัดทำแนวทางการยืม", "กองคลัง"]),
        "มาตรการอื่น ๆ",
        table(header, ["อบรมจริยธรรม", "สำนักปลัด"]),
    )
    assert [measure.indicator_no for measure in tables.measures] == [4, None]


def test_blocks_of_rows_side_by_side_are_one_table() -> None:
    tables = one(["ข้อ", "คะแนน"] * 3, ["O1", "100", "O3", "50", "O5", "0"], ["O2", "90.5", "O4", "100", "", ""])
    assert scores_of(tables, 2568) == {"O1": 100.0, "O2": 90.5, "O3": 50.0, "O4": 100.0, "O5": 0.0}
    assert [(score.code, score.row_no, score.col_no) for score in tables.scores][4] == ("O5", 2, 6)


def test_columns_headed_alike_without_a_label_are_no_blocks() -> None:
    tables = one(["ตัวชี้วัด", "คะแนน", "คะแนน"], ["1. การปฏิบัติหน้าที่", "90", "91"], ["2. การใช้งบประมาณ", "80", "81"])
    assert tables.scores == ()  # which of the two is the score nothing says
    assert "number_unread" in codes(tables)


def test_a_title_in_a_box_says_what_the_report_is() -> None:
    box = table(["ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2567\nเทศบาลเมืองบ้านพรุ จังหวัดสงขลา\nคะแนนภาพรวม 92.10 คะแนน"])
    tables = read(box, table(["Indicator / ตัวชี้วัด", "Score"], [f"1. {INDICATORS[0]}", "90.1"], ["Overall", "92.10"]))
    assert tables.reports[0].fiscal_year_be == 2567
    assert [body.organization for body in tables.organizations] == ["เทศบาลเมืองบ้านพรุ"]
    assert scores_of(tables, 2567) == {"1": 90.1, "overall": 92.1}
    assert not tables.paragraphs  # told among the cells
    assert {found.severity for found in tables.findings if found.code == "table_unmapped"} <= {"info"}


def test_a_change_in_a_row_below_the_years() -> None:
    header = ["ปีงบประมาณ", *INDICATORS[:2]]
    tables = one(header, ["2566", "88.10", "80.00"], ["2567", "90.10", "79.00"], ["เพิ่ม/ลด", "+2.00", "-1.00"])
    changes = {(s.fiscal_year_be, s.code): s.printed_change for s in tables.scores if s.printed_change is not None}
    assert changes == {(2567, "1"): 2.0, (2567, "2"): -1.0}


@pytest.mark.parametrize(
    ("title", "year"),
    [
        (("ผลคะแนนแบบตรวจการเปิดเผยข้อมูลสาธารณะ (OIT) ปีงบประมาณ พ.ศ.", "2566"), 2566),
        (("ผลคะแนนแบบวัด MOIT ปีงบประมาณ พ.ศ.", "2566"), None),  # the health ministry's own scheme
    ],
)
def test_a_year_on_the_title_s_next_line(title: Sequence[str], year: int | None) -> None:
    tables = read(*title, table(["ข้อ", "คะแนน"], ["O1", "100"], ["O2", "50"]))
    assert {score.fiscal_year_be for score in tables.scores} == ({year} if year else set())


# --- numbers of indicators, and of other assessments -----------------------------------------------------------------


def test_bare_numbers_beside_their_instrument_are_indicators() -> None:
    tables = one(
        [("แบบวัด", 2, 1), ("ตัวชี้วัด", 2, 1), ("คะแนน", 2, 1), ("คะแนนแบบวัด", 2, 1)],
        [],
        [("EIT", 3, 1), "๖", "90.00", ("88.00", 3, 1)],
        ["๗", "86.00"],
        ["๘", "88.00"],
        [("OIT", 2, 1), "๙", "95.00", ("96.00", 2, 1)],
        ["๑๐", "97.00"],
    )
    expected = {"6": 90.0, "7": 86.0, "8": 88.0, "9": 95.0, "10": 97.0, "EIT": 88.0, "OIT": 96.0}
    assert scores_of(tables, 2568) == expected


@pytest.mark.parametrize(
    ("cells", "role"),
    [
        (("1", "2", "3"), "indicator"),
        (("6", "7", "7", "8"), "indicator"),  # a merged cell comes again
        (("3", "1", "2"), "target"),  # counts of something
        (("5", "80", "90"), "target"),
        (("1", "2"), "target"),
    ],
)
def test_whether_numbers_under_an_indicator_s_header_count_indicators(cells: Sequence[str], role: str) -> None:
    (part,) = parts(table(["ตัวชี้วัด", "มาตรการ", "ผู้รับผิดชอบ"], *([cell, "ก", "ข"] for cell in cells)))
    assert part.header.columns[0].role == role


def test_codes_of_another_assessment_are_none_of_this_one() -> None:
    rows = [["MOIT 1", "วางระบบ", "100"], ["MOIT 2", "เปิดเผยข้อมูล", "95.50"], ["รวม", "", "98.50"]]
    assert not one(["ข้อ", "รายการ", "คะแนน"], *rows).scores


# --- times of plans and of results -----------------------------------------------------------------------------------


def test_first_and_last_days_under_results_are_no_plan() -> None:
    tables = one(
        [("กิจกรรม", 2, 1), ("แผน", 1, 2), ("ผล", 1, 2)],
        ["เริ่มต้น", "สิ้นสุด", "เริ่มต้น", "สิ้นสุด"],
        ["อบรม", "ม.ค. 68", "ก.พ. 68", "10 มี.ค. 68", "11 มี.ค. 68"],
    )
    (measure,) = tables.measures
    assert (measure.period_start, measure.period_end) == (date(2025, 1, 1), date(2025, 2, 28))
    assert [(one.column_role, one.role) for one in tables.measure_dates][2:] == [("output", "done")] * 2


@pytest.mark.parametrize("quarter", ["ไตรมาส II", "ไตรมาสที่ 2", "Q2", "ii"])
def test_quarters_in_roman_numbers(quarter: str) -> None:
    tables = one([("กิจกรรม", 2, 1), ("ไตรมาส", 1, 2)], [quarter, quarter.replace("II", "III")], ["อบรม", "X", ""])
    assert [(m.period_start, m.period_end) for m in tables.measures] == [(date(2025, 1, 1), date(2025, 3, 31))]


def test_a_short_name_of_a_unit_is_no_month() -> None:
    tables = one(["กิจกรรม", "ผู้รับผิดชอบ"], ["อบรม", "กค."], ["ประชุม", "กองคลัง (ภายใน 5 ม.ค. 68)"])
    assert [found.date_end for found in tables.measure_dates] == [date(2025, 1, 5)]


def test_a_day_in_brackets_behind_done_is_when_it_was_done() -> None:
    tables = one(["มาตรการ", "ผลการดำเนินการ"], ["อบรม", "ดำเนินการแล้ว (15 ม.ค. 68)"])
    assert [found.role for found in tables.measure_dates] == ["done"]


# --- what is not this body's score -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "scores"),
    [
        (
            (("IIT (30)", "27.00"), ("EIT (30)", "24.00"), ("OIT (40)", "38.00"), ("รวม", "89.00")),
            {"IIT": 90.0, "EIT": 80.0, "OIT": 95.0, "overall": 89.0},
        ),
        ((("IIT (30 คะแนน)", "27.00"), ("EIT (30 คะแนน)", "24.00")), {"IIT": None, "EIT": None}),  # nothing proves it
        ((("IIT (น้ำหนัก 30)", "87.00"), ("EIT (น้ำหนัก 30)", "84.00")), {"IIT": 87.0, "EIT": 84.0}),
    ],
)
def test_points_behind_a_weight_in_the_label(rows: Sequence[tuple[str, str]], scores: dict[str, float | None]) -> None:
    tables = one(["เครื่องมือ", "คะแนนที่ได้"], *map(list, rows))
    assert scores_of(tables, 2568) == scores
    assert ("score_scale_unsure" in codes(tables)) is (None in scores.values())


OTHERS = (
    (("คะแนนประเมินตนเอง", "คะแนนจริง"), ("95.00", "90.00")),
    (("คะแนน", "ค่าเฉลี่ยจังหวัด"), ("90.00", "95.00")),
    (("คะแนน", "คาดการณ์ปี 2569"), ("90.00", "95.00")),
    (("คะแนนเต็ม 100",), ("90.00",)),  # the scores out of it
    (("คะแนนเต็ม", "คะแนนที่ได้"), ("100", "90.00")),
)


@pytest.mark.parametrize(("header", "cells"), OTHERS)
def test_only_this_body_s_scores_are_taken(header: Sequence[str], cells: Sequence[str]) -> None:
    second = [cell.replace("90.00", "80.10") for cell in cells]
    tables = one(["ตัวชี้วัด", *header], ["1. การปฏิบัติหน้าที่", *cells], ["2. การใช้งบประมาณ", *second])
    assert scores_of(tables, 2568) == {"1": 90.0, "2": 80.1}
    assert "score_conflict" not in codes(tables)


def test_the_average_of_several_bodies_is_of_none() -> None:
    rows = [["1. การปฏิบัติหน้าที่", "90.10", "91.10", "90.60"], ["2. การใช้งบประมาณ", "80.10", "81.10", "80.60"]]
    tables = read(
        TITLE[2567],
        "เทศบาลเมืองบ้านพรุ จังหวัดสงขลา",
        table(["ตัวชี้วัด", "เทศบาลเมืองคอหงส์", "เทศบาลเมืองคลองแห", "ค่าเฉลี่ย"], *rows),
    )
    own = tables.reports[0].organization_id
    assert len(tables.scores) == 4
    assert all(score.organization_id != own for score in tables.scores)


@pytest.mark.parametrize(("title", "year"), [("O34 มาตรการส่งเสริมคุณธรรมและความโปร่งใส ITA 2567", 2567)])
def test_a_title_may_begin_with_its_item_and_name_the_assessment_s_year(title: str, year: int) -> None:
    report = read(title, table(["มาตรการ", "ผู้รับผิดชอบ"], ["อบรม", "กองคลัง"])).reports[0]
    assert (report.title, report.fiscal_year_be) == (title, year)


def test_the_same_points_with_and_without_their_full_mark_are_one_score() -> None:
    rows = [["IIT", "30", "24.60"], ["EIT", "30", "25.50"], ["OIT", "40", "37.00"], ["รวม", "100", "87.10"]]
    sentence = "โดยแบบวัด IIT ได้ 24.60 คะแนน (คะแนนเต็ม 30) คิดเป็นร้อยละ 82.00 แบบวัด EIT ได้ 25.50 คะแนน"
    tables = read(head(RESULT), table(["แบบวัด", "คะแนนเต็ม", "คะแนนที่ได้"], *rows), sentence)
    assert {code: round(score or 0, 2) for code, score in scores_of(tables, 2568).items()} == {
        "IIT": 82.0,
        "EIT": 85.0,
        "OIT": 92.5,
        "overall": 87.1,
    }
    assert "score_conflict" not in codes(tables)


@pytest.mark.parametrize(
    ("header", "comparison"),
    [
        (("คะแนน", "ค่าเฉลี่ยจังหวัด", "ผลการเปรียบเทียบ"), None),  # with the others
        (("คะแนน", "ค่าเฉลี่ยจังหวัด", "เทียบกับเกณฑ์"), "above"),
        (("คะแนน", "เกณฑ์ผ่าน", "ผลการเปรียบเทียบ"), "above"),
    ],
)
def test_above_others_is_not_above_the_pass_mark(header: Sequence[str], comparison: str | None) -> None:
    cells = ["90.10", "85.00", "สูงกว่า"]
    rows = [["1. การปฏิบัติหน้าที่", *cells], ["2. การใช้งบประมาณ", *cells]]
    assert [s.printed_comparison for s in one(["ตัวชี้วัด", *header], *rows).scores] == [comparison] * 2


# --- levels, tables on their side, signatures ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "level"),
    [
        ("ผ่านระดับดีเยี่ยม", "ผ่านดีเยี่ยม"),
        ("ผ่าน (ดี)", "ผ่านดี"),
        ("Excellence", "ผ่านดีเยี่ยม"),
        ("ยอดเยี่ยม", None),
        ("-", None),
    ],
)
def test_levels_by_other_words_and_levels_that_are_none(printed: str, level: str | None) -> None:
    tables = one(["ตัวชี้วัด", "คะแนน", "ระดับ"], ["ภาพรวม", "96.10", printed], ["1. การปฏิบัติหน้าที่", "95.10", printed])
    assert tables.scores[0].result_level == level
    assert codes(tables).count("level_unknown") == (printed == "ยอดเยี่ยม")  # told once


def test_a_measures_table_on_its_side() -> None:
    tables = one(
        ["รายการ", "กิจกรรมที่ 1", "กิจกรรมที่ 2"],
        ["ชื่อกิจกรรม", "จัดอบรม", "จัดประชุม"],
        ["ผู้รับผิดชอบ", "กองคลัง", "กองช่าง"],
        ["ระยะเวลา", "ม.ค. 68", "ก.พ. 68"],
        ["งบประมาณ", "5,000 บาท", "-"],
    )
    assert [(m.measure, m.budget_baht) for m in tables.measures] == [("จัดอบรม", 5_000.0), ("จัดประชุม", None)]
    assert [unit.unit for unit in tables.measure_units] == ["กองคลัง", "กองช่าง"]


def test_a_table_whose_first_cells_are_header_words_is_not_on_its_side() -> None:
    tables = one(
        ["หัวข้อ", "มาตรการ", "ผู้รับผิดชอบ"],
        ["งบประมาณ", "เผยแพร่แผน", "กองคลัง"],
        ["ระยะเวลา", "ลดขั้นตอน", "กองช่าง"],
        ["หลักฐาน", "จัดเก็บเอกสาร", "สำนักปลัด"],
    )
    assert [measure.measure for measure in tables.measures] == ["เผยแพร่แผน", "ลดขั้นตอน", "จัดเก็บเอกสาร"]


def test_a_signature_within_a_table_is_no_measure() -> None:
    rows = [["อบรม", "กองคลัง"], ["ลงชื่อ ........ ผู้รายงาน", ""], ["(นายสมชาย ใจดี)", ""]]
    tables = one(["มาตรการ", "ผู้รับผิดชอบ"], *rows)
    assert [measure.measure for measure in tables.measures] == ["อบรม"]
    assert codes(tables).count("row_unmapped") == 2


@pytest.mark.parametrize(
    ("code", "indicator", "basis"),
    [("i8", 2, "catalogue"), ("I20", 4, "catalogue"), ("e7", None, None), ("I31", None, None)],
)
def test_a_question_of_the_staff_s_survey_keeps_its_indicator(code: str, indicator: int | None, basis: str) -> None:
    header = ["รหัส", "ข้อคำถาม", "มาตรการปรับปรุง", "ผู้รับผิดชอบ"]
    (measure,) = one(header, [code, "ความคุ้มค่า", "เผยแพร่รายงาน", "กองคลัง"], year=2567).measures
    assert (measure.indicator_no, measure.mapping_basis, measure.catalogue_year_be) == (indicator, basis, None)


NO_MEASURES: tuple[tuple[Sequence[str], Sequence[str]], ...] = (
    (("ลำดับ", "รายการ", "วงเงินงบประมาณ", "ราคากลาง", "ผู้ได้รับคัดเลือก"), ("1", "จ้างทำป้าย", "5,000", "5,000", "ร้าน ก")),
    (("เดือน", "จำนวนเรื่องร้องเรียน", "ดำเนินการแล้ว"), ("ต.ค. 67", "1", "1")),
    (("หลักสูตร", "วันที่อบรม", "จำนวนผู้เข้าอบรม"), ("คุณธรรม", "12 ม.ค. 68", "80")),
    (("ด้าน", "คะแนนความพึงพอใจ"), ("การปฏิบัติหน้าที่", "95.10")),
)  # fmt: skip


@pytest.mark.parametrize(("header", "row"), NO_MEASURES)
def test_lists_of_other_things_are_neither_measures_nor_scores(header: Sequence[str], row: Sequence[str]) -> None:
    tables = one(header, row, row)
    assert not tables.measures
    assert not tables.scores
    assert "table_unmapped" in codes(tables)


@pytest.mark.parametrize(
    ("header", "row", "measure"),
    [
        (("มาตรการ", "ขั้นตอนการจัดซื้อจัดจ้าง", "ผู้รับผิดชอบ"), ("เผยแพร่แผน", "ประกาศ", "กองคลัง"), "เผยแพร่แผน"),
        (("ประเภทโครงการ", "ชื่อโครงการ", "งบประมาณ"), ("อบรม", "โครงการ ก", "5,000"), "โครงการ ก"),
    ],
)
def test_what_only_looks_like_another_list(header: Sequence[str], row: Sequence[str], measure: str) -> None:
    assert [found.measure for found in one(header, row).measures] == [measure]


# --- measures over activities ----------------------------------------------------------------------------------------

ACTIVITIES = ["ที่", "มาตรการ", "กิจกรรม", "ผู้รับผิดชอบ"]


def test_an_outer_measure_is_the_topic_of_its_activities() -> None:
    tables = read(
        TITLE[2568],
        table(ACTIVITIES, [("1", 2, 1), ("มาตรการ ก", 2, 1), "1.1 อบรม", "กองคลัง"], ["1.2 ประชุม", "กองช่าง"], page=1),
        table(ACTIVITIES, ["2", "มาตรการ ข", "2.1 จัดพิมพ์", "สำนักปลัด"], page=2),  # headed so, too
    )
    assert [(m.measure, m.printed_no) for m in tables.measures][:2] == [("อบรม", "1.1"), ("ประชุม", "1.2")]
    assert [m.measure for m in tables.measures][2:] == ["จัดพิมพ์"]
    topics = [item.text for item in tables.measure_items if item.column_role == "topic"]
    assert topics == ["มาตรการ ก", "มาตรการ ก", "มาตรการ ข"]
    assert [unit.unit for unit in tables.measure_units] == ["กองคลัง", "กองช่าง", "สำนักปลัด"]


def test_an_outer_measure_that_stands_once_in_a_text() -> None:
    rows = [["1", "มาตรการ ก", "อบรม", "กองคลัง"], ["", "", "ประชุม", "กองช่าง"]]
    assert [m.measure for m in one(ACTIVITIES, *rows, spans=False).measures] == ["อบรม", "ประชุม"]


def test_a_measure_and_an_activity_a_row_are_one_measure() -> None:
    rows = [["1", "มาตรการ ก", "อบรม", "กองคลัง"], ["2", "มาตรการ ข", "ประชุม", "กองช่าง"]]
    assert [m.measure for m in one(ACTIVITIES, *rows).measures] == ["มาตรการ ก", "มาตรการ ข"]


@pytest.mark.parametrize(
    ("header", "cells", "change"),
    [
        ("ร้อยละการเปลี่ยนแปลง", ("80.00", "90.00", "12.50"), None),  # a share of the earlier score
        ("% การเปลี่ยนแปลง", ("80.00", "90.00", "12.50"), None),
        ("การเปลี่ยนแปลง (ร้อยละ)", ("80.00", "90.00", "10.00"), 10.0),
    ],
)
def test_a_rate_of_change_is_no_change(header: str, cells: Sequence[str], change: float | None) -> None:
    rows = [["1. การปฏิบัติหน้าที่", *cells], ["2. การใช้งบประมาณ", *cells]]
    tables = one(["ตัวชี้วัด", "2566", "2567", header], *rows)
    assert {s.printed_change for s in tables.scores if s.fiscal_year_be == 2567} == {change}
    assert "change_mismatch" not in codes(tables)


def test_items_with_scores_and_who_is_responsible_are_no_measures() -> None:
    head = ["ข้อ", "รายการ", "ผู้รับผิดชอบ", "คะแนน"]
    rows = [["O11", "แผนดำเนินงานประจำปี", "สำนักปลัด", "๑๐๐"], ["O12", "รายงานผลการใช้จ่าย", "กองคลัง", "๐"]]
    tables = one(head, *rows)
    assert [(score.code, score.score) for score in tables.scores] == [("O11", 100.0), ("O12", 0.0)]
    assert tables.measures == ()
    with_time = one([*head, "กำหนดแล้วเสร็จ"], *([*row, "มี.ค. ๖๘"] for row in rows))
    assert len(with_time.measures) == 2
