"""Tables told by shading, by frames and by rules of one direction; and pages of prose that have none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.loose_accuracy import measure
from benchmarks.loose_corpus import NOTES, RULINGS, draw, draw_notes
from benchmarks.tiny_pdf import grid, line, show
from extract.document import Table
from extract.pdf import read_pdf
from tests.conftest import ReadDrawn, drawing

pytestmark = pytest.mark.usefixtures("text_layers_alone")
PRODUCERS = ("typst", "reportlab")
LEAST_EXACT, LEAST_PLACED = 99, 97  # per cent


@pytest.fixture(scope="module")
def folder(sarabun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    drawn = tmp_path_factory.mktemp("loose")
    with drawing():
        assert not draw(drawn, PRODUCERS)
        draw_notes(drawn / "notes")
    return drawn


def test_every_ruling_is_read(folder: Path) -> None:
    scores, faults = measure(folder)
    assert len(scores) == len(RULINGS) * len(PRODUCERS)
    for key, score in scores.items():
        assert 100 * score.cells_exact >= LEAST_EXACT * score.cells, (key, faults[key])
        assert 100 * score.cells_placed >= LEAST_PLACED * score.cells, (key, faults[key])


@pytest.mark.parametrize("name", NOTES)
def test_prose_in_frames_and_bands_makes_no_table(folder: Path, name: str) -> None:
    document = read_pdf(folder / "notes" / f"{name}.pdf")
    assert document.tables == ()
    assert len("".join(paragraph.text for paragraph in document.paragraphs)) > 300


def texts(table: Table) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(table.row_count)]
    for cell in table.cells:
        rows[cell.row_no - 1].append(cell.text)
    return rows


def columns(rows: Sequence[tuple[str, ...]], xs: tuple[float, ...], top: float = 705, step: float = 20) -> bytes:
    return b"".join(
        show(text, x, top - step * place) for place, row in enumerate(rows) for text, x in zip(row, xs, strict=True)
    )


ROWS = [("ที่", "ตัวชี้วัด", "คะแนน"), ("1", "การใช้อำนาจ", "80.5"), ("2", "การใช้งบ", "90.1"), ("3", "การเปิดเผย", "75.0")]
XS = (105.0, 205.0, 405.0)


def test_a_coloured_header_alone(read_drawn: ReadDrawn) -> None:
    table = read_drawn(b"0.8 0.9 1 rg\n100 700 400 20 re f\n" + columns(ROWS, XS)).tables[0]
    assert texts(table) == [list(row) for row in ROWS]
    assert table.confidence == 0.7


def test_prose_below_a_coloured_header_is_not_part_of_it(read_drawn: ReadDrawn) -> None:
    words = columns(ROWS, XS) + show("ข้อความที่ยาวจนพาดผ่านทุกคอลัมน์ของตารางข้างบนนี้ไป", 105, 620)
    document = read_drawn(b"0.8 0.9 1 rg\n100 700 400 20 re f\n" + words)
    assert texts(document.tables[0]) == [list(row) for row in ROWS]
    assert [paragraph.text[:7] for paragraph in document.paragraphs] == ["ข้อความ"]


def test_stripes_below_a_header_without_colour(read_drawn: ReadDrawn) -> None:
    stripes = b"0.9 g\n100 680 400 20 re f\n100 640 400 20 re f\n"
    assert texts(read_drawn(stripes + columns(ROWS, XS)).tables[0]) == [list(row) for row in ROWS]


def test_a_frame_with_three_columns_and_no_inner_rule(read_drawn: ReadDrawn) -> None:
    frame = grid([100, 500], [630, 720])
    table = read_drawn(frame + columns(ROWS, XS)).tables[0]
    assert texts(table) == [list(row) for row in ROWS]


def test_verticals_without_rules_between_the_rows(read_drawn: ReadDrawn) -> None:
    rules = grid([100, 200, 400, 500], [630, 700, 720])
    table = read_drawn(rules + columns(ROWS, XS)).tables[0]
    assert texts(table) == [list(row) for row in ROWS]
    assert table.confidence == 0.7


def test_a_row_of_long_texts_stays_one(read_drawn: ReadDrawn) -> None:
    """Lines of wrapped cells stand side by side too; they have no number and no room between them."""
    long = [("สำนักปลัดเทศบาล", "จัดทำคู่มือแล้วประกาศให้ทราบ", "ตลอดปี")] * 4
    table = read_drawn(grid([100, 200, 400, 500], [600, 700, 720]) + columns([ROWS[0], *long], XS, step=16)).tables[0]
    assert table.row_count == 2
    assert table.confidence is None


def test_a_header_word_over_two_columns(read_drawn: ReadDrawn) -> None:
    rules = b"".join(line(100, y, 500, y) for y in (730, 690, 620))
    words = show("เรื่อง", 105, 715) + show("คะแนน", 285, 715) + show("2567", 230, 697) + show("2568", 360, 697)
    words += columns([("ก", "80", "90"), ("ข", "70", "60"), ("ค", "50", "40")], (105, 245, 375), top=675)
    table = read_drawn(rules + words).tables[0]
    found = {(cell.row_no, cell.col_no, cell.row_span, cell.col_span): cell.text for cell in table.cells}
    assert found[1, 1, 2, 1] == "เรื่อง"
    assert found[1, 2, 1, 2] == "คะแนน"
    assert (found[2, 2, 1, 1], found[2, 3, 1, 1]) == ("2567", "2568")
    assert found[4, 3, 1, 1] == "60"


def test_nothing_is_lost(read_drawn: ReadDrawn) -> None:
    page = b"0.8 0.9 1 rg\n100 700 400 20 re f\n" + columns([*ROWS, ("รวมทั้งหมด", "", "81.9")], (105, 205, 405))
    document = read_drawn(page)
    whole = "".join(cell.text for table in document.tables for cell in table.cells)
    assert sorted("".join(whole.split())) == sorted("".join(cell for row in ROWS for cell in row) + "รวมทั้งหมด81.9")


WORDS_OF_TABLES = ("1", "2", "คะแนน", "80.5", "-", "การใช้อำนาจ", "รวม", "•", "ข้อความที่ยาวกว่าคำอื่นทั้งหมดในตาราง")
POINTS = st.integers(0, 24).map(lambda place: 10.0 + 12 * place)


@st.composite
def scattered_pages(draw: st.DrawFn) -> bytes:
    """Words, bands, tiles and rules anywhere on a coarse grid."""
    parts = [
        show(draw(st.sampled_from(WORDS_OF_TABLES)), draw(POINTS), 400 + draw(POINTS))
        for _ in range(draw(st.integers(4, 40)))
    ]
    for _ in range(draw(st.integers(0, 8))):
        x, y, width, height = (draw(POINTS) for _ in range(4))
        paint = draw(st.sampled_from((b"0.8 g\n", b"0.9 0.8 0.7 rg\n")))
        parts.append(paint + b"%f %f %f %f re f\n" % (x, 400 + y, width * 1.5, height / 3))
    for _ in range(draw(st.integers(0, 8))):
        x, y, length = (draw(POINTS) for _ in range(3))
        parts.append(line(x, 400 + y, x + 1.5 * length, 400 + y))
        if draw(st.booleans()):
            parts.append(line(x, 400 + y, x, 400 + y - length))
    if draw(st.booleans()):
        parts.append(grid([10, 120, 300, 400], [400, 640, 700]))
    return b"".join(parts)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(page=scattered_pages())
def test_any_page_gives_tables_that_hold_together_and_all_its_letters(read_drawn: ReadDrawn, page: bytes) -> None:
    """`Table` refuses cells at one place; no letter may be lost between cells and paragraphs but for overprints."""
    document = read_drawn(page)
    whole = "".join(cell.text for table in document.tables for cell in table.cells)
    whole += "".join(paragraph.text for paragraph in document.paragraphs)
    drawn = bytes.fromhex("".join(part.split(b">")[0].decode() for part in page.split(b"<")[1:])).decode("utf-16-be")
    assert set("".join(drawn.split())) == set("".join(whole.split()))
