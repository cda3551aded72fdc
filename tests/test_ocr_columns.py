"""What a column says of one of its cells: doubts, and letters that can only be digits."""

from __future__ import annotations

import pytest

from extract.document import UNSURE_BELOW
from extract.ocr_columns import check_columns
from extract.ocr_scan import ScanCell
from extract.pdf_lines import TextLine
from extract.pdf_tables import GridTable


def column(*texts: str) -> GridTable:
    """A table of one column, each cell read with confidence 0.98."""
    table = GridTable((0, 0, 100, 20.0 * len(texts)), [], [0, 100], [20.0 * row for row in range(len(texts) + 1)])
    for row, text in enumerate(texts, 1):
        lines = [TextLine(text, text, 2, 90, 2, 14, 12, 0, False, 12)] if text else []
        cell = ScanCell(row, 1, 1, 1, (0, 20.0 * row - 20, 100, 20.0 * row), lines=lines)
        cell.confidence = 0.98 if text else None
        table.cells.append(cell)
    check_columns(table)
    return table


def doubtful(table: GridTable) -> list[int]:
    return [
        cell.row_no
        for cell in table.cells
        if isinstance(cell, ScanCell) and cell.confidence is not None and cell.confidence < UNSURE_BELOW
    ]


def texts(table: GridTable) -> list[str]:
    return [line.text for cell in table.cells for line in cell.lines]


COLUMNS = [
    (("คะแนน", "๙๐.๑๕", "๘๘.๐๐", "๗๗.๑๒"), []),  # a header is no number and need not be one
    (("คะแนน", "๙๐.๑๕", "๘8.๐๐", "๗๗.๑๒"), [3]),  # a digit of the other kind
    (("Score", "90.15", "88.00", "๗๗.๑๒", "66.05", "71.00"), [4]),
    (("ที่", "๑", "๒", "cว", "๔", "๕"), [4]),  # a number read as letters
    (("ที่", "1", "2", "O", "4", "5"), [4]),
    (("ที่", "๑", "๒", "๘", "๔", "๕"), [4]),  # counting goes on behind it
    (("ที่", "๑", "๒", "๓", "๑", "๒", "๓"), []),  # counting begins anew
    (("คะแนน", "90.15", "-", "88.00", "", "71.20"), []),
    (("คะแนน", "90.15", "88.00", "71.20", "รวม"), []),  # a word
    (("หมายเหตุ", "ก", "2", "ค", "ง"), []),  # no column of numbers
    (("ข้อ", "O1", "O2", "O13", "O14", "O25"), []),  # codes
    (("I19", "I20", "I21"), []),
    (("O1", "O2", "O3 Lู", "O4"), [3]),
    (("O1", "02", "O3", "O4", "O25"), []),
    (("7,639,289", "7.639,289", "1,200", "75,152.50", "1,000.-"), [2]),  # no number is printed so
    (("75,152", ". 75,152", "12,000", "1,3 00"), [2, 4]),
    (("1", "2", "3", "4.", "5"), [4]),  # a point where no other has one
    (("1.", "2.", "3", "4.", "5."), []),
    (("47.12", "47 12", "88.03", "90.15"), [2]),
    (("1 2", "3 4", "5 6", "7"), []),
    (("1.1", "1.2.1", "2.1.3.4", "10.2"), []),
    (("7/12/2560", "1/2/2561", "15/10/2562"), []),
    (("1/2/2560", "7/1๗2560", "15/10/2562", "15/10/2563", "15/10/2564"), [2]),
    (("90.15", "88.00"), []),  # two cells say nothing
]


@pytest.mark.parametrize(("cells", "expected"), COLUMNS)
def test_doubts(cells: tuple[str, ...], expected: list[int]) -> None:
    table = column(*cells)
    assert doubtful(table) == expected
    assert texts(table) == [text for text in cells if text]


def test_letters_among_digits_become_digits_and_are_told() -> None:
    table = column("๙๐.๑๕", "๘๘.๐o", "๗๗.๑๒", "๖๖.l๓")
    assert texts(table) == ["๙๐.๑๕", "๘๘.๐๐", "๗๗.๑๒", "๖๖.๑๓"]
    assert [line.raw_text for cell in table.cells for line in cell.lines] == ["๙๐.๑๕", "๘๘.๐o", "๗๗.๑๒", "๖๖.l๓"]
    told = [cell.row_no for cell in table.cells if isinstance(cell, ScanCell) and cell.doubts]
    assert told == [2, 4]
