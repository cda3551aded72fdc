"""Rows of tables that are not ruled in full: merged cells, totals, groups, headings, cells set in the middle."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.tiny_pdf import line, show
from extract.document import Table
from tests.conftest import ReadDrawn

pytestmark = pytest.mark.usefixtures("text_layers_alone")
LEFT, RIGHT = 100.0, 500.0
XS = (105.0, 205.0, 405.0)
HEAD = ("เครื่องมือ", "ตัวชี้วัด", "คะแนน")
GROUPS = [
    ("แบบวัด IIT", "การใช้อำนาจ", "80.5"),
    ("", "การใช้งบ", "90.1"),
    ("", "การเปิดเผย", "75.0"),
    ("แบบวัด EIT", "คุณภาพ", "66.2"),
    ("", "การสื่อสาร", "71.3"),
]


def words(rows: Sequence[Sequence[str]], xs: Sequence[float] = XS, top: float = 705, step: float = 20) -> bytes:
    return b"".join(
        show(text, x, top - step * place)
        for place, row in enumerate(rows)
        for text, x in zip(row, xs, strict=True)
        if text
    )


def rules(*heights: float, left: float = LEFT) -> bytes:
    return b"".join(line(left, y, RIGHT, y) for y in heights)


def cells(table: Table) -> dict[tuple[int, int], str]:
    return {(cell.row_no, cell.col_no): cell.text for cell in table.cells}


def spans(table: Table) -> dict[tuple[int, int], tuple[int, int]]:
    return {(c.row_no, c.col_no): (c.row_span, c.col_span) for c in table.cells if c.row_span > 1 or c.col_span > 1}


def rows_of(table: Table) -> list[list[str]]:
    found: list[list[str]] = [[] for _ in range(table.row_count)]
    for cell in table.cells:
        found[cell.row_no - 1].append(cell.text)
    return found


FULL = (720.0, 700.0, 640.0, 600.0)
PARTIAL = (680.0, 660.0, 620.0)


def test_rules_that_leave_out_a_column_merge_its_cells(read_drawn: ReadDrawn) -> None:
    table = read_drawn(rules(*FULL) + rules(*PARTIAL, left=200) + words([HEAD, *GROUPS])).tables[0]
    assert spans(table) == {(2, 1): (3, 1), (5, 1): (2, 1)}
    assert cells(table)[2, 1] == "แบบวัด IIT"
    assert [cells(table)[row, 3] for row in range(2, 7)] == [row[2] for row in GROUPS]


def test_a_merged_cell_may_have_its_text_in_the_middle(read_drawn: ReadDrawn) -> None:
    rows = [("", *row[1:]) for row in GROUPS]
    middle = show("แบบวัด IIT", 105, 665) + show("แบบวัด EIT", 105, 615)
    table = read_drawn(rules(*FULL) + rules(*PARTIAL, left=200) + words([HEAD, *rows]) + middle).tables[0]
    assert cells(table)[2, 1] == "แบบวัด IIT"
    assert cells(table)[5, 1] == "แบบวัด EIT"


def test_lines_under_words_part_no_rows(read_drawn: ReadDrawn) -> None:
    wrapped = [HEAD, ("1", "การใช้อำนาจและ", "80.5"), ("", "ทรัพย์สิน", "")]
    under = line(205, 683.5, 205 + 11 * 7.2, 683.5)
    page = rules(720, 700, 660, 640) + under + words(wrapped) + words([("2", "การใช้งบ", "90.1")], top=645)
    table = read_drawn(page).tables[0]
    assert table.row_count == 3
    assert cells(table)[2, 2] == "การใช้อำนาจและทรัพย์สิน"


def test_figures_below_each_other_are_rows_also_beside_an_empty_column(read_drawn: ReadDrawn) -> None:
    table = read_drawn(rules(720, 700, 600) + words([HEAD, *GROUPS])).tables[0]
    assert rows_of(table) == [list(HEAD), *map(list, GROUPS)]


@pytest.mark.parametrize("total", [(600.0, 575.0), (600.0, 575.0, 570.5), (604.0, 600.0, 575.0)])
def test_a_total_below_many_rows(read_drawn: ReadDrawn, total: tuple[float, ...]) -> None:
    """Rules above and below the total part no other rows; the body's interval holds many."""
    body = [(str(number), name, score) for number, (_, name, score) in enumerate(GROUPS, 1)]
    page = rules(720, 700, *total) + words([HEAD, *body]) + words([("รวม", "", "76.6")], top=585)
    table = read_drawn(page).tables[0]
    assert rows_of(table)[: len(body) + 1] == [list(HEAD), *map(list, body)]
    assert rows_of(table)[-1][0] == "รวม"


def test_rules_between_groups_alone(read_drawn: ReadDrawn) -> None:
    table = read_drawn(rules(720, 700, 640, 600) + words([HEAD, *GROUPS])).tables[0]
    assert rows_of(table) == [list(HEAD), *map(list, GROUPS)]


def test_one_row_of_wrapped_cells_between_rules_stays_one(read_drawn: ReadDrawn) -> None:
    long = [("1", "ประกาศนโยบาย", "กองคลัง"), ("", "ให้ทุกคนทราบ", "และกองช่าง"), ("", "โดยทั่วกัน", "")]
    page = rules(720, 700, 640, 580) + words([HEAD, *long]) + words(long, top=625)
    table = read_drawn(page).tables[0]
    assert table.row_count == 3


def test_numbers_in_the_middle_of_their_row(read_drawn: ReadDrawn) -> None:
    """With rules between the rows; the number shares the middle line of the text beside it."""
    rows = [("", "ประกาศนโยบาย", ""), ("1", "ให้ทุกคนทราบ", "80.5"), ("", "โดยทั่วกัน", "")]
    page = rules(720, 700, 640, 580, 520) + words([HEAD]) + words(rows, top=685)
    page += words(rows, top=625) + words(rows, top=565)
    table = read_drawn(page).tables[0]
    assert table.row_count == 4
    assert [cells(table)[row, 3] for row in (2, 3, 4)] == ["80.5"] * 3


def test_headings_between_rows(read_drawn: ReadDrawn) -> None:
    body = [(str(number), name, score) for number, (_, name, score) in enumerate(GROUPS, 1)]
    parts = words([HEAD], (105, 145, 405)) + show("ส่วนที่ 1 แบบวัด IIT", 105, 685) + show("ส่วนที่ 2 แบบวัด EIT", 105, 605)
    parts += words(body[:3], (105, 145, 405), top=665) + words(body[3:], (105, 145, 405), top=585)
    table = read_drawn(rules(720, 700, 560) + parts).tables[0]
    assert [len(row) for row in rows_of(table)] == [3, 1, 3, 3, 3, 1, 3, 3]
    assert rows_of(table)[5] == ["ส่วนที่ 2 แบบวัด EIT"]


def test_rows_beside_an_issue_that_wraps_through_them(read_drawn: ReadDrawn) -> None:
    """The issue's lines stand closer than the rows beside it begin."""
    head = show("ประเด็น", 105, 705) + show("มาตรการ", 205, 705) + show("หน่วย", 305, 705) + show("เวลา", 405, 705)
    body = b"".join(show(text, 105, 680 - 14 * place) for place, text in enumerate(("การเปิดเผย", "ข้อมูลของ", "หน่วยงาน")))
    for place in range(3):
        top = 680 - 34 * place
        body += show("จัดทำคู่มือ", 205, top) + show("และประกาศ", 205, top - 14)
        body += show(f"กอง {place}", 305, top) + show("ตลอดปี", 405, top)
    table = read_drawn(rules(720, 695, 590) + head + body).tables[0]
    assert table.row_count == 4
    assert cells(table)[2, 1] == "การเปิดเผยข้อมูลของหน่วยงาน"
    assert [cells(table)[row, 3] for row in (2, 3, 4)] == ["กอง 0", "กอง 1", "กอง 2"]


def test_bands_that_leave_out_a_merged_cell(read_drawn: ReadDrawn) -> None:
    cells_painted = [
        (100, 640, 100, 60),
        *((x, y, width, 20) for y in (680, 640, 600) for x, width in ((200, 200), (400, 100))),
    ]
    bands = b"0.7 g\n100 700 400 20 re f\n0.9 g\n" + b"".join(b"%d %d %d %d re f\n" % box for box in cells_painted)
    table = read_drawn(bands + words([HEAD, *GROUPS])).tables[0]
    assert [cells(table)[row, 3] for row in range(2, 7)] == [row[2] for row in GROUPS]
    assert cells(table)[2, 1] == "แบบวัด IIT"
    assert cells(table)[5, 1] == "แบบวัด EIT"


def test_a_header_above_the_first_rule(read_drawn: ReadDrawn) -> None:
    """Rules below each row alone, as a stylesheet draws them."""
    body = [(str(number), name, score) for number, (_, name, score) in enumerate(GROUPS, 1)]
    document = read_drawn(rules(700, 680, 660, 640, 620, 600) + words([HEAD, *body]))
    assert rows_of(document.tables[0]) == [list(HEAD), *map(list, body)]


def test_a_caption_above_the_first_rule_is_no_row(read_drawn: ReadDrawn) -> None:
    body = [(str(number), name, score) for number, (_, name, score) in enumerate(GROUPS, 1)]
    caption = show("ตารางที่ 1", 105, 725) + show("หน่วย: คะแนน", 405, 725)
    document = read_drawn(rules(720, 700, 680, 660, 640, 620, 600) + caption + words([HEAD, *body]))
    assert rows_of(document.tables[0]) == [list(HEAD), *map(list, body)]
    assert len(document.paragraphs) == 1


def test_text_beside_a_table_without_verticals(read_drawn: ReadDrawn) -> None:
    table = [("การใช้อำนาจ", "80.5"), ("การใช้งบ", "90.1"), ("การเปิดเผย", "75.0")]
    drawn = b"".join(line(50, y, 270, y) for y in (720, 700, 640))
    drawn += words([("ตัวชี้วัด", "คะแนน"), *table], (55, 200))
    drawn += b"".join(show(f"ข้อความข้างตาราง {place}", 330, 705 - 20 * place) for place in range(4))
    document = read_drawn(drawn)
    assert rows_of(document.tables[0]) == [["ตัวชี้วัด", "คะแนน"], *map(list, table)]
    assert "ข้อความข้างตาราง 3" in "\n".join(paragraph.text for paragraph in document.paragraphs)
