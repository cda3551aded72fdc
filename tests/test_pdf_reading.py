"""Whole pages from the smallest PDFs: tables by every kind of rule, turned pages, paragraphs, what is no table."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.tiny_pdf import grid, line, show, stream, tiny_pdf
from extract.document import Document, LineKind, Table
from extract.pdf import read_pdf

Read = Callable[..., Document]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read_bytes(*pages: bytes, **options: object) -> Document:
        path = tmp_path / "drawn.pdf"
        path.write_bytes(tiny_pdf(pages, **options))  # type: ignore[arg-type]
        return read_pdf(path)

    return read_bytes


def cells(table: Table) -> dict[tuple[int, int, int, int], str]:
    return {(cell.row_no, cell.col_no, cell.row_span, cell.col_span): cell.text for cell in table.cells}


FULL = {(1, 1, 1, 1): "ที่", (1, 2, 1, 1): "คะแนน", (2, 1, 1, 1): "๑", (2, 2, 1, 1): "๘๗.๒๐"}
WORDS = show("ที่", 105, 705) + show("คะแนน", 205, 705) + show("๑", 105, 685) + show("๘๗.๒๐", 205, 685)


def test_a_table_of_lines(read: Read) -> None:
    document = read(grid([100, 200, 300], [680, 700, 720]) + WORDS)
    assert [cells(table) for table in document.tables] == [FULL]
    table = document.tables[0]
    assert table.page == 1
    assert table.confidence is None
    assert table.box is not None
    assert (table.box.x0, table.box.top) == (100, 80)
    assert document.page_readers == ("thai-ita",)


def test_a_table_of_thin_filled_rectangles(read: Read) -> None:
    rows = b"".join(b"100 %d 200 0.5 re f\n" % y for y in (680, 700, 720))
    columns = b"".join(b"%d 680 0.5 40 re f\n" % x for x in (100, 200, 300))
    assert [cells(table) for table in read(rows + columns + WORDS).tables] == [FULL]


def test_a_table_of_cell_borders(read: Read) -> None:
    boxes = b"".join(b"%d %d 100 20 re S\n" % (x, y) for x in (100, 200) for y in (680, 700))
    assert [cells(table) for table in read(boxes + WORDS).tables] == [FULL]


@pytest.mark.parametrize("paint", [b"1 1 1 rg\n", b"1 1 0 rg\n", b"0.9 g\n"])
def test_highlights_and_white_areas_make_no_table(read: Read, paint: bytes) -> None:
    fills = paint + b"".join(b"100 %d 300 16 re f\n" % y for y in (680, 696, 712))
    document = read(fills + WORDS)
    assert document.tables == ()
    assert "คะแนน" in document.blocks[0].text  # type: ignore[union-attr]


def test_white_rules_make_no_table(read: Read) -> None:
    assert read(b"1 G\n" + grid([100, 200, 300], [680, 700, 720]) + WORDS).tables == ()


def test_merged_cells_have_their_spans(read: Read) -> None:
    rules = b"".join(line(100, y, 400, y) for y in (640, 700, 720))
    rules += line(200, 680, 400, 680) + line(100, 640, 100, 720) + line(400, 640, 400, 720) + line(200, 640, 200, 720)
    rules += line(300, 640, 300, 700)
    words = show("ตัวชี้วัด", 105, 705) + show("ปี", 205, 705) + show("ก่อน", 205, 685) + show("หลัง", 305, 685)
    words += show("80", 205, 660) + show("90", 305, 660) + show("รวม", 105, 670)
    assert cells(read(rules + words).tables[0]) == {
        (1, 1, 1, 1): "ตัวชี้วัด", (1, 2, 1, 2): "ปี", (2, 1, 2, 1): "รวม", (2, 2, 1, 1): "ก่อน", (2, 3, 1, 1): "หลัง",
        (3, 2, 1, 1): "80", (3, 3, 1, 1): "90",
    }  # fmt: skip


def test_a_row_cut_by_the_page_is_kept_and_told(read: Read) -> None:
    first = (
        line(100, 720, 300, 720) + line(100, 700, 300, 700) + b"".join(line(x, 660, x, 720) for x in (100, 200, 300))
    )
    second = line(100, 720, 300, 720) + b"".join(line(x, 720, x, 780) for x in (100, 200, 300))
    document = read(first + WORDS, second + show("ต่อ", 105, 750) + show("ท้าย", 205, 750))
    top = document.tables[0]
    assert cells(top) == FULL
    assert (top.open_top, top.open_bottom) == (False, True)


def test_a_header_fused_with_a_cut_row_is_parted(read: Read) -> None:
    first = grid([100, 200, 300], [640, 700, 720]) + WORDS
    fused = grid([100, 200, 300], [640, 720]) + show("ที่", 105, 705) + show("คะแนน", 205, 705) + show("ต่อ", 205, 685)
    tables = read(first, fused).tables
    assert tables[1].open_top
    assert cells(tables[1])[1, 2, 1, 1] == "คะแนน"
    assert cells(tables[1])[2, 2, 1, 1] == "ต่อ"


def test_a_table_open_at_its_sides(read: Read) -> None:
    rules = b"".join(line(100, y, 300, y) for y in (680, 700, 720)) + line(200, 680, 200, 720)
    table = read(rules + WORDS).tables[0]
    assert cells(table) == FULL
    assert table.confidence is not None
    assert table.confidence < 1


def test_a_three_line_table(read: Read) -> None:
    rules = b"".join(line(100, y, 400, y) for y in (720, 700, 640))
    words = show("เรื่อง", 105, 705) + show("ก่อน", 205, 705) + show("หลัง", 305, 705)
    for place, y in enumerate((685, 665, 645)):
        words += show(f"ข้อ {place}", 105, y) + show(f"{place}0.5", 205, y) + show(f"{place}1.5", 305, y)
    table = read(rules + words).tables[0]
    assert (table.row_count, table.col_count) == (4, 3)
    assert cells(table)[3, 2, 1, 1] == "10.5"
    assert table.confidence is not None
    assert table.confidence < 0.9


def test_rules_between_prose_make_no_table(read: Read) -> None:
    rules = b"".join(line(100, y, 400, y) for y in (720, 700, 640))
    prose = b"".join(show("ข้อความหนึ่งบรรทัดไม่มีคอลัมน์", 105, y) for y in (705, 685, 665, 645))
    assert read(rules + prose).tables == ()


@pytest.mark.parametrize(("rotate", "matrix"), [(90, "0 1 -1 0 {y} {x}"), (0, "0 1 -1 0 {y} {x}")])
def test_a_page_on_its_side_is_turned(read: Read, rotate: int, matrix: str) -> None:
    """Landscape pages are drawn upright with /Rotate, or with every letter turned."""

    def turned(text: str, x: float, y: float) -> bytes:
        place = matrix.format(x=x, y=y)
        return f"BT /F1 12 Tf {place} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n".encode()

    # columns run up the page: x and y change places
    words = turned("ที่", 105, 95) + turned("คะแนน", 205, 95) + turned("๑", 105, 115) + turned("๘๗.๒๐", 205, 115)
    rules = grid([80, 100, 120], [100, 200, 300])
    entries = b"/MediaBox [0 0 600 800] /Rotate %d" % rotate
    document = read(rules + words, page_entries=entries)
    assert [cells(table) for table in document.tables] == [FULL]


def test_sideways_words_in_an_upright_table(read: Read) -> None:
    up = b"BT /F1 12 Tf 0 1 -1 0 215 640 Tm <%s> Tj ET\n" % "หัวข้อ".encode("utf-16-be").hex().encode()
    rules = grid([100, 200, 300], [630, 700, 720])
    table = read(rules + show("ที่", 105, 705) + show("คะแนน", 205, 705) + show("ยาวกว่าอีกแถว", 105, 660) + up).tables[0]
    assert cells(table)[2, 2, 1, 1] == "หัวข้อ"


def test_actual_text_is_taken(read: Read) -> None:
    spelled = b"\xfe\xff" + "น้ำ".encode("utf-16-be")
    span = b"/Span << /ActualText <%s> >> BDC " % spelled.hex().encode()
    document = read(show("ก", 50, 700) + span + show("xyz", 57.2, 700) + b"EMC " + show("ใจ", 78.8, 700))
    assert document.paragraphs[0].text == "กน้ำใจ"


def test_forms_are_drawn(read: Read) -> None:
    form = stream(show("ในแบบ", 10, 10), b"/Type /XObject /Subtype /Form /BBox [0 0 200 50] /Matrix [1 0 0 1 50 600]")
    document = read(b"q /X1 Do Q", objects={20: form}, resources=b"/XObject << /X1 20 0 R >>")
    assert document.paragraphs[0].text == "ในแบบ"


def test_inline_images_are_no_operators(read: Read) -> None:
    image = b"q BI /W 2 /H 2 /CS /G /BPC 8 ID (Tj)) EI Q\n"
    assert read(show("ก่อน", 50, 700) + image + show("หลัง", 50, 680)).paragraphs[-1].text.endswith("หลัง")


def test_broken_lines_are_joined_and_typed_ones_are_not(read: Read) -> None:
    full, short = "ก" * 60, "ข" * 20
    words = show(full, 50, 700) + show(short, 50, 685) + show("ย่อหน้าใหม่", 50, 670) + show("1. ข้อแรก", 50, 655)
    words += show("2. ข้อสอง", 50, 640)
    document = read(words)
    assert [paragraph.text for paragraph in document.paragraphs] == [full + short, "ย่อหน้าใหม่", "1. ข้อแรก", "2. ข้อสอง"]
    assert [paragraph.line.kind for paragraph in document.paragraphs][-2:] == [LineKind.LIST_ITEM] * 2


def test_items_in_a_cell_are_lines(read: Read) -> None:
    words = show("1. หนึ่ง", 105, 700) + show("2. สอง", 105, 685) + show("ที่", 305, 700)
    table = read(grid([100, 300, 400], [640, 680, 720]) + words).tables[0]
    assert [line.text for line in table.cells[0].lines] == ["1. หนึ่ง", "2. สอง"]


def test_text_beside_the_page_is_left_out_and_told(read: Read) -> None:
    document = read(show("ในหน้า", 50, 700) + show("นอกหน้า", -300, 700))
    assert [paragraph.text for paragraph in document.paragraphs] == ["ในหน้า"]
    assert [notice.code for notice in document.notices] == ["text_off_page"]


def test_a_shadow_is_read_once(read: Read) -> None:
    assert read(show("งบประมาณ", 50, 700) + show("งบประมาณ", 50.8, 699.6)).paragraphs[0].text == "งบประมาณ"


def test_a_page_without_text_is_told(read: Read) -> None:
    document = read(b"", show("มี", 50, 700))
    assert [(notice.code, notice.page) for notice in document.notices] == [("page_without_text", 1)]


def test_letters_without_names_are_told(read: Read) -> None:
    nameless = show("\u4e00\u4e01" * 30, 20, 700, 6)  # codes that the font's map does not have
    document = read(nameless)
    assert document.page_fitness[0] is not None
    assert document.page_fitness[0] < 0.5
    assert [notice.code for notice in document.notices] == ["text_layer_unfit"]


LONG = "สำนักงานประกาศแผนการใช้จ่ายงบประมาณ"


def columns(left: list[str], right: list[str], step: float = 0) -> bytes:
    """Two columns of lines, the right one's baselines `step` points lower."""
    words = b"".join(show(text, 50, 700 - 16 * place) for place, text in enumerate(left))
    return words + b"".join(show(text, 320, 700 - step - 16 * place) for place, text in enumerate(right))


@pytest.mark.parametrize("step", [0, 5])
def test_columns_of_prose_are_read_one_after_the_other(read: Read, step: float) -> None:
    left, right = ([f"{LONG}{side}{place}" for place in range(10)] for side in "กข")
    document = read(show("หัวเรื่องที่ยาวจนพาดผ่านกลางหน้าไปทั้งสองคอลัมน์ของหน้า", 120, 740) + columns(left, right, step))
    text = "".join(paragraph.text.replace(" ", "") for paragraph in document.paragraphs[1:])
    assert [text.index(part) for part in (*left, *right)] == sorted(text.index(part) for part in (*left, *right))
    assert len(text) == sum(map(len, (*left, *right)))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ([f"ข้อ {place}" for place in range(10)], [f"{place}0.5 คะแนน" for place in range(10)]),  # no rules, a table
        ([LONG] * 10, ["ลงชื่อ"] * 10),
        (["(นายสมมติ ใจดี)", "นายกเทศมนตรี"], ["(นางสมมติ ใจงาม)", "ปลัดเทศบาล"]),
    ],
)
def test_what_stands_side_by_side_is_no_column_of_prose(read: Read, left: list[str], right: list[str]) -> None:
    first = read(columns(left, right)).paragraphs[0].text
    assert left[0] in first
    assert right[0] in first


@pytest.mark.parametrize("on", [True, False])
def test_the_collector_is_left_as_it_was(read: Read, on: bool) -> None:
    was_on = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        read(WORDS)
        assert gc.isenabled() is on
    finally:
        (gc.enable if was_on else gc.disable)()
