"""Numbers that a reader of pictures was not certain of: they are told, and no table takes them for a fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extract.document import UNSURE_BELOW, Document, Notice, Table
from normalize import normalize
from tests.building import SOURCE, TITLE, Text, document, par, table
from tidy.tables import ReportTables

HEAD = ["รหัส", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ", "งบประมาณ (บาท)"]  # code, measure, unit, time, budget
ROW = ["O11", "เผยแพร่แผนการใช้จ่ายงบประมาณ", "กองคลัง", "๓๑ มีนาคม ๒๕๖๖", "๑๒,๐๐๐"]


def with_doubt(rows: Sequence[Sequence[Text]], row_no: int, col_no: int, confidence: float) -> Table:
    whole = table(*rows)
    cells = (
        replace(c, confidence=confidence if (c.row_no, c.col_no) == (row_no, col_no) else 0.99) for c in whole.cells
    )
    return replace(whole, cells=tuple(cells))


def read_with(col_no: int, confidence: float) -> ReportTables:
    return normalize(document(par(TITLE[2566]), with_doubt([HEAD, ROW], 2, col_no, confidence)), SOURCE)


SURE, UNSURE = UNSURE_BELOW + 0.01, UNSURE_BELOW - 0.01


@pytest.mark.parametrize(
    ("col_no", "column", "code"),
    [
        (1, "item_code", "item_unreadable"),
        (4, "period_end", "date_unreadable"),
        (5, "budget_baht", "budget_unreadable"),
    ],
)
def test_what_is_not_certain_is_told_and_null(col_no: int, column: str, code: str) -> None:
    sure, unsure = read_with(col_no, SURE), read_with(col_no, UNSURE)
    assert getattr(sure.measures[0], column) is not None
    assert getattr(unsure.measures[0], column) is None
    assert code not in {finding.code for finding in sure.findings}
    told = [finding for finding in unsure.findings if finding.code == code]
    assert [(finding.row_no, finding.col_no) for finding in told] == [(2, col_no)]
    others = {"item_code", "period_end", "budget_baht"} - {column}
    assert all(getattr(unsure.measures[0], other) == getattr(sure.measures[0], other) for other in others)


LABELS = ["ตัวชี้วัด", "มาตรการ", "ผู้รับผิดชอบ"]
WORK = ["ประชาสัมพันธ์ช่องทางร้องเรียน", "สำนักปลัด"]


@pytest.mark.parametrize(
    ("label", "confidence", "indicator", "mismatch"),
    [
        ("ตัวชี้วัดที่ ๕ การแก้ไขปัญหาการทุจริต", SURE, 5, False),
        ("ตัวชี้วัดที่ ๕ การแก้ไขปัญหาการทุจริต", UNSURE, 5, False),  # the name says the same
        ("ตัวชี้วัดที่ ๔ การแก้ไขปัญหาการทุจริต", SURE, 4, True),  # as printed
        ("ตัวชี้วัดที่ ๔ การแก้ไขปัญหาการทุจริต", UNSURE, None, True),
        ("ตัวชี้วัดที่ ๔", SURE, 4, False),
        ("ตัวชี้วัดที่ ๔", UNSURE, None, False),
    ],
)
def test_an_indicators_number_that_is_not_certain_needs_its_name(
    label: str, confidence: float, indicator: int | None, mismatch: bool
) -> None:
    rows = [LABELS, ["ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่", *WORK], [label, "จัดทำคู่มือ", "กองคลัง"]]
    tables = normalize(document(par(TITLE[2566]), with_doubt(rows, 3, 1, confidence)), SOURCE)
    assert [measure.indicator_no for measure in tables.measures] == [1, indicator]
    assert ("indicator_name_mismatch" in {finding.code for finding in tables.findings}) == mismatch


def test_the_printed_date_stays_as_text() -> None:
    tables = read_with(4, UNSURE)
    assert [date for date in tables.measure_dates if date.date_start or date.date_end] == []
    assert [item.text for item in tables.measure_items if item.column_role == "timeframe"] == [ROW[3]]


SENTENCE = "เทศบาลได้คะแนนภาพรวม ๙๑.๒๐ คะแนน"
PARAGRAPH = f"{SENTENCE} แต่ ๑๒ เรื่องค้าง"


def read_sentence(*notices: Notice) -> ReportTables:
    paper: Document = replace(document(par(TITLE[2566], 1), par(PARAGRAPH, 1)), notices=notices)
    return normalize(paper, SOURCE)


@pytest.mark.parametrize(
    ("printed", "page", "expected"),
    [
        (SENTENCE, 1, []),
        ("ภาพรวม  ๙๑.๒๐", 1, []),
        (SENTENCE, 2, [91.2]),
        ("๘๘.๘๘ คะแนน", 1, [91.2]),
        ("แต่ ๑๒ เรื่องค้าง", 1, [91.2]),  # another line of the paragraph
    ],
)
def test_no_score_from_a_line_that_is_not_certain(printed: str, page: int, expected: list[float]) -> None:
    tables = read_sentence(Notice("low_confidence", "A line is not certain.", page, printed=printed))
    assert [score.score for score in tables.scores] == expected
    assert [finding.code for finding in tables.findings if finding.code == "low_confidence"] == ["low_confidence"]


def test_a_cell_that_is_not_certain_says_nothing_of_other_lines() -> None:
    doubt = Notice("low_confidence", "A cell is not certain.", 1, table_no=1, row_no=1, col_no=1, printed=SENTENCE)
    assert [score.score for score in read_sentence(doubt).scores] == [91.2]
