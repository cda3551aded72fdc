"""Tables without full ruling below each other on a page, and over pages of which one draws nothing of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.tiny_pdf import line, show
from tests.conftest import ReadDrawn
from tests.test_pdf_loose_rows import rows_of, rules, words

pytestmark = pytest.mark.usefixtures("text_layers_alone")
HEAD = ("ที่", "ตัวชี้วัด", "คะแนน")
OTHER_XS = (105.0, 255.0, 345.0)
PROSE = b"".join(show("ข้อความที่ยาวจนพาดผ่านทุกคอลัมน์ของตารางในหน้าก่อนไป", 105, 760 - 20 * place) for place in range(6))


def body(first: int, count: int) -> list[tuple[str, str, str]]:
    return [(str(number), f"ตัวชี้วัด{number}", f"{number}.25") for number in range(first, first + count)]


def foot(number: int) -> bytes:
    return show(f"หน้า {number}", 450, 30)


LONG = 32  # rows of 20 points
CUT = rules(720, 700) + words([HEAD, *body(1, LONG)]) + foot(1)


@pytest.mark.parametrize("closing", [True, False])
def test_the_rest_of_a_table_at_the_top_of_a_page(read_drawn: ReadDrawn, closing: bool) -> None:
    rest = body(LONG + 1, 4)
    page = (
        words(rest, top=760) + (rules(692) if closing else b"") + show("ข้อความที่ตามมาหลังตารางซึ่งยาวพาดผ่านคอลัมน์", 105, 600)
    )
    document = read_drawn(CUT, page)
    assert [rows_of(table) for table in document.tables] == [
        [list(r) for r in (HEAD, *body(1, LONG))],
        [list(r) for r in rest],
    ]
    assert [table.page for table in document.tables] == [1, 2]
    assert document.paragraphs[-1].text.startswith("ข้อความที่ตามมา")


def test_over_three_pages_and_below_a_running_title(read_drawn: ReadDrawn) -> None:
    title = show("รายงานผลการประเมิน (ต่อ)", 230, 780)
    middle = title + words(body(LONG + 1, 35), top=745) + foot(2)
    last = title + words(body(LONG + 36, 3), top=745) + rules(690)
    document = read_drawn(CUT, middle, last)
    assert [table.row_count for table in document.tables] == [LONG + 1, 35, 3]
    assert sum(paragraph.text.startswith("รายงานผล") for paragraph in document.paragraphs) == 2


def test_a_header_that_each_page_repeats(read_drawn: ReadDrawn) -> None:
    middle = rules(775, 755) + words([HEAD, *body(LONG + 1, 34)], top=760)
    last = rules(775, 755, 690) + words([HEAD, *body(LONG + 35, 3)], top=760)
    document = read_drawn(CUT, middle, last)
    assert [table.row_count for table in document.tables] == [LONG + 1, 35, 4]
    assert [rows_of(table)[0] for table in document.tables] == [list(HEAD)] * 3


def test_a_header_band_alone(read_drawn: ReadDrawn) -> None:
    band = b"0.8 0.9 1 rg\n100 700 400 20 re f\n"
    document = read_drawn(band + words([HEAD, *body(1, LONG)]) + foot(1), words(body(LONG + 1, 4), top=760))
    assert [table.row_count for table in document.tables] == [LONG + 1, 4]


def test_a_part_that_rules_close_on_each_page(read_drawn: ReadDrawn) -> None:
    """As Typst and Word draw them: the first page's part ends in a rule, the next one's begins with one."""
    first = rules(720, 700, 60) + words([HEAD, *body(1, LONG)])
    document = read_drawn(first, rules(775, 690) + words(body(LONG + 1, 4), top=760))
    assert [table.row_count for table in document.tables] == [LONG + 1, 4]


@pytest.mark.parametrize(
    "page",
    [
        PROSE,
        show("ลงชื่อ", 105, 760) + show("(นายสมมติ ใจดี)", 105, 740),
        show("สรุปผล", 105, 760) + PROSE,
    ],
)
def test_what_follows_on_the_next_page_is_no_rest(read_drawn: ReadDrawn, page: bytes) -> None:
    document = read_drawn(CUT, page)
    assert [table.page for table in document.tables] == [1]


def test_a_closed_table_is_not_looked_for_on_the_next_page(read_drawn: ReadDrawn) -> None:
    whole = rules(720, 700, 60) + words([HEAD, *body(1, LONG)])
    document = read_drawn(whole, words(body(1, 4), top=760))
    assert [table.page for table in document.tables] == [1]


def test_two_rules_around_a_title_are_no_table(read_drawn: ReadDrawn) -> None:
    title = show("เทศบาลตำบลตัวอย่าง", 105, 705) + show("รายงานประจำปี", 380, 705)
    assert read_drawn(rules(720, 700) + title + PROSE[: len(PROSE)]).tables == ()


def listed(count: int, left: float = 105) -> bytes:
    """Items of a list, whose numbers a tab parts from their text."""
    rows = [(f"{number}.", f"หน่วยงาน{number}") for number in range(1, count + 1)]
    return words(rows, (left, left + 25))


def test_a_running_title_above_a_list_is_no_header(read_drawn: ReadDrawn) -> None:
    title = show("เทศบาลตำบลตัวอย่าง", 105, 725) + show("รายงาน", 455, 725)
    assert read_drawn(rules(740, 720) + title + listed(LONG)).tables == ()


def test_a_list_on_the_next_page_is_no_rest(read_drawn: ReadDrawn) -> None:
    document = read_drawn(CUT, listed(6))
    assert [table.page for table in document.tables] == [1]
    assert len(document.paragraphs) > 1


def test_a_row_that_the_page_cuts_below_its_last_rule(read_drawn: ReadDrawn) -> None:
    heights = [720.0 - 20 * place for place in range(LONG)]
    rows = body(1, LONG - 1)
    document = read_drawn(rules(*heights) + words([HEAD, *rows]) + foot(1))
    assert rows_of(document.tables[0])[-1] == list(rows[-1])
    assert document.tables[0].row_count == LONG


def stacked(title: bytes, head: tuple[str, str, str], xs: Sequence[float], gap: float = 40) -> bytes:
    """Two three-line tables of one width, the second one `gap` points below the first."""
    first = rules(720, 700, 640) + words([HEAD, *body(1, 3)])
    top = 640 - gap
    heights = (top, top - 20, top - 80)
    return first + title + rules(*heights) + words([head, *body(7, 3)], xs, top=top - 15)


@pytest.mark.parametrize(
    ("head", "xs"),
    [(HEAD, (105.0, 205.0, 405.0)), (("ลำดับ", "หน่วยงาน", "ระดับ"), (105.0, 205.0, 405.0)), (HEAD, OTHER_XS)],
)
@pytest.mark.parametrize("title", [b"", show("ตารางที่ 2 ผลการประเมิน", 105, 615)])
def test_three_line_tables_below_each_other(
    read_drawn: ReadDrawn, title: bytes, head: tuple[str, str, str], xs: Sequence[float]
) -> None:
    document = read_drawn(stacked(title, head, xs))
    assert [rows_of(table) for table in document.tables] == [
        [list(row) for row in (HEAD, *body(1, 3))],
        [list(row) for row in (head, *body(7, 3))],
    ]
    assert len(document.paragraphs) == bool(title)


def test_a_heading_between_rules_parts_no_table(read_drawn: ReadDrawn) -> None:
    rows = [*body(1, 2), *body(3, 2)]
    drawn = rules(720, 700, 680, 660, 640, 620, 600) + words([HEAD, *rows[:2]])
    drawn += show("ส่วนที่ 2", 105, 645) + words(rows[2:], top=625)
    document = read_drawn(drawn)
    assert [table.row_count for table in document.tables] == [6]


@pytest.mark.parametrize("titled", [True, False])
def test_coloured_headers_below_each_other(read_drawn: ReadDrawn, titled: bool) -> None:
    bands = b"0.8 0.9 1 rg\n100 700 400 20 re f\n100 580 400 20 re f\n"
    second = words([("ลำดับ", "หน่วยงาน", "ระดับ"), *body(7, 3)], top=585)
    title = show("ตารางที่ 2 ผลการประเมิน", 105, 612) if titled else b""
    document = read_drawn(bands + words([HEAD, *body(1, 3)]) + title + second)
    assert [table.row_count for table in document.tables] == [4, 4]
    assert [paragraph.text for paragraph in document.paragraphs] == ["ตารางที่ 2 ผลการประเมิน"] * titled


def test_a_frame_goes_on_between_its_sides_alone(read_drawn: ReadDrawn) -> None:
    """Browsers close a frame only where the table ends."""
    sides = line(100, 60, 100, 720) + line(500, 60, 500, 720)
    first = rules(720, 700) + sides + words([HEAD, *body(1, LONG)])
    page = line(100, 690, 100, 780) + line(500, 690, 500, 780) + rules(690) + words(body(LONG + 1, 4), top=760)
    document = read_drawn(first, page)
    assert [table.row_count for table in document.tables] == [LONG + 1, 4]
