"""Tables told from ruled lines in pictures: what is found, and what is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from extract.ocr_grid import RuledGrid, find_grids
from extract.ocr_raster import flattened, to_raster
from extract.ocr_skew import deskewed, skew
from tests.drawn_page import DPI, UNIT, DrawnTable, blank, draw_table, even_table, with_gaps, worn, write

HEADS = ((1, 1, 2, 1), (1, 2, 1, 3), (1, 5, 2, 1))
TEXTS = {
    (row, column): text
    for row in range(3, 9)
    for column, text in ((1, str(row)), (2, "90.15"), (4, "กองคลง"), (5, "จดทำแผนงาน\nกองชาง"))
}
TABLE = even_table(8, 5, TEXTS, HEADS)


def grids(pixels: Any, dpi: float = DPI) -> list[RuledGrid]:
    page, _ = deskewed(flattened(to_raster(pixels, dpi)))
    return find_grids(page)


def spans(grid: RuledGrid) -> list[tuple[int, int, int, int]]:
    return sorted((span.row + 1, span.column + 1, span.rows, span.columns) for span in grid.spans)


def drawn(table: DrawnTable = TABLE) -> Image.Image:
    page = blank()
    draw_table(page, table)
    return page


def twice(page: Image.Image) -> Image.Image:
    """All rules once more, a little aside."""
    shadow = ImageDraw.Draw(page)
    for x0, y0, x1, y1 in TABLE.rules():
        dx, dy = (0.0, 1.6) if y0 == y1 else (1.6, 0.0)
        shadow.line([(x0 + dx) * UNIT, (y0 + dy) * UNIT, (x1 + dx) * UNIT, (y1 + dy) * UNIT], fill=0, width=1)
    return page


def faint(page: Image.Image) -> Image.Image:
    pixels = np.asarray(page, np.float32)
    return Image.fromarray((255 - (255 - pixels) * 0.3).astype(np.uint8))


def bent(page: Image.Image) -> Image.Image:
    """Paper that curls: each column of pixels slides by up to 1.5 points."""
    pixels = np.asarray(page)
    height, width = pixels.shape
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    y += 1.5 * UNIT * np.sin(x / width * np.pi).astype(np.float32)
    return Image.fromarray(np.asarray(cv2.remap(pixels, x, y, cv2.INTER_LINEAR, borderValue=255), np.uint8))


WAYS: dict[str, Callable[[], Any]] = {
    "clean": lambda: np.asarray(drawn()),
    "worn": lambda: worn(drawn()),
    "askew": lambda: worn(drawn(), angle=1.3),
    "askew the other way": lambda: worn(drawn(), angle=-2.4),
    "short gaps": lambda: worn(with_gaps(drawn(), TABLE, 0.02), angle=0.4),
    "wide gaps": lambda: worn(with_gaps(drawn(), TABLE, 0.07)),
    "drawn twice": lambda: worn(twice(drawn())),
    "faint": lambda: worn(faint(drawn()), noise=3),
    "bent": lambda: worn(bent(drawn())),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_table_is_found_with_its_spans(way: str) -> None:
    found = grids(WAYS[way]())
    assert len(found) == 1
    assert spans(found[0]) == TABLE.cells()


@pytest.mark.parametrize("dpi", [100, 150, 300])
def test_at_other_resolutions(dpi: int) -> None:
    page = drawn()
    size = (round(page.width * dpi / DPI), round(page.height * dpi / DPI))
    found = grids(np.asarray(page.resize(size, Image.Resampling.LANCZOS)), dpi)
    assert [spans(grid) for grid in found] == [TABLE.cells()]


# Letters that stand exactly above each other in low rows: their stems and marks leave little white between the rules.
STACKED = [("ปปรปรง", 15), ("117.14", 15), ("ผานเกณฑ", 13), ("โปรงใส", 13)]


@pytest.mark.parametrize(("word", "points"), STACKED)
def test_letters_above_each_other_are_no_rule(word: str, points: float) -> None:
    ys = tuple(100 + 16.0 * number for number in range(10))
    texts = {(row, column): word for row in range(1, 10) for column in (1, 2, 3)}
    table = DrawnTable((50, 130, 330, 545), ys, texts)
    page = blank()
    draw_table(page, DrawnTable(table.xs, tuple(y - points * 0.35 for y in ys), texts), points=points, wide=0)
    page = Image.fromarray(np.where(np.asarray(page) < 128, 0, 255).astype(np.uint8))
    draw_table(page, DrawnTable(table.xs, ys, {}))
    assert [spans(grid) for grid in grids(worn(page, angle=0.3, noise=4))] == [table.cells()]


def test_two_tables_on_a_page() -> None:
    page = drawn()
    low = DrawnTable((50, 200, 400), (500, 530, 560), {(1, 1): "1", (2, 2): "90.12"})
    draw_table(page, low)
    found = grids(worn(page))
    assert [spans(grid) for grid in found] == [TABLE.cells(), low.cells()]


def test_a_table_that_the_page_cuts_is_open_there() -> None:
    page = drawn()
    ImageDraw.Draw(page).rectangle([0, 338 * UNIT, 595 * UNIT, 842 * UNIT], fill=255)  # its last rule at 340
    found = grids(np.asarray(page))
    assert [(len(grid.rows) - 1, grid.open_top, grid.open_bottom) for grid in found] == [(8, False, True)]


@pytest.mark.parametrize("middle", [160.0, 200.0], ids=["other columns", "the same columns"])
@pytest.mark.parametrize("gap", [6.0, 8.0, 10.0])
def test_tables_that_stand_close_below_each_other_stay_apart(middle: float, gap: float) -> None:
    words = {(1, 1): "1", (2, 2): "90.12", (3, 1): "กองคลง"}
    upper = DrawnTable((50, 200, 400), (100, 130, 160, 190), words)
    lower = DrawnTable((50, middle, 400), tuple(190 + gap + 30 * row for row in range(4)), words)
    page = blank()
    draw_table(page, upper)
    draw_table(page, lower)
    for pixels in (np.asarray(page), worn(page, angle=0.3)):
        assert [spans(grid) for grid in grids(pixels)] == [upper.cells(), lower.cells()]


XS = (50.0, 130.0, 260.0, 380.0, 540.0)
WORDS = {(1, 2): "จดทำแผนงาน\nกองชาง", (2, 1): "1", (2, 3): "90.15"}
CUT: dict[str, tuple[DrawnTable, bool, bool]] = {  # the table, and whether the page's end cuts it above and below
    "a row of one cell behind the cut one": (
        DrawnTable(XS, (60, 200, 230, 330, 420), WORDS, ((2, 1, 1, 4),)), True, True,
    ),
    "a row of one cell before the cut one": (
        DrawnTable(XS, (60, 200, 230, 260, 420), WORDS, ((3, 1, 1, 4),)), True, True,
    ),
    "a cell over all rows but the cut one": (
        DrawnTable(XS, (60, 200, 260, 330, 420), WORDS, ((2, 1, 3, 1),)), True, True,
    ),
    "a cell over all rows": (DrawnTable(XS, (60, 200, 260, 330, 420), WORDS, ((1, 1, 4, 1),)), True, True),
    "a cell over all rows, at the right": (
        DrawnTable(XS, (60, 200, 260, 330, 420), WORDS, ((1, 4, 4, 1),)), True, True,
    ),
    "a cell over all rows of the last page": (
        DrawnTable(XS, (60, 200, 260, 330, 420), WORDS, ((1, 1, 4, 1),)), True, False,
    ),
    "the end of a row alone": (DrawnTable(XS, (60, 130), WORDS), True, False),
    "the begin of a row alone": (DrawnTable(XS, (700, 770), WORDS), False, True),
    "two cut rows": (DrawnTable(XS, (60, 300, 770), WORDS), True, True),
}  # fmt: skip


@pytest.mark.parametrize("what", CUT)
def test_rows_that_the_pages_ends_cut_are_part_of_the_table(what: str) -> None:
    table, above, below = CUT[what]
    page = blank()
    draw_table(page, table)
    for y in [table.ys[0]] * above + [table.ys[-1]] * below:
        ImageDraw.Draw(page).rectangle([0, y * UNIT - 3, 595 * UNIT, y * UNIT + 3], fill=255)
    for pixels in (np.asarray(page), worn(page, angle=0.4)):
        found = grids(pixels)
        assert [spans(grid) for grid in found] == [table.cells()]
        assert [(grid.open_top, grid.open_bottom) for grid in found] == [(above, below)]


def test_a_rule_with_few_or_uneven_verticals_is_no_table() -> None:
    page = blank()
    draw = ImageDraw.Draw(page)
    for y, uprights in (
        (200, [(50, 100), (300, 100)]),  # two
        (400, [(50, 330), (200, 300), (350, 350), (500, 310)]),  # that begin at four heights
        (600, [(150, 500), (250, 500), (350, 500)]),  # none at the rule's ends
    ):
        draw.line([50 * UNIT, y * UNIT, 500 * UNIT, y * UNIT], fill=0, width=2)
        for x, top in uprights:
            draw.line([x * UNIT, top * UNIT, x * UNIT, y * UNIT], fill=0, width=2)
    assert grids(np.asarray(page)) == []


def test_a_table_without_outer_verticals() -> None:
    page = blank()
    draw = ImageDraw.Draw(page)
    for y in (100, 130, 160, 190):
        draw.line([50 * UNIT, y * UNIT, 500 * UNIT, y * UNIT], fill=0, width=2)
    for x in (150, 350):
        draw.line([x * UNIT, 100 * UNIT, x * UNIT, 190 * UNIT], fill=0, width=2)
    found = grids(np.asarray(page))
    assert [(len(grid.rows) - 1, len(grid.columns) - 1, grid.open_sides) for grid in found] == [(3, 3, True)]


def test_prose_is_no_table() -> None:
    page = blank()
    for line in range(30):
        write(page, 60, 80 + 20 * line, "แผนงานและผลการประเมนของหนวยงานในปงบประมาณ 2567 กองคลง สำนกปลด")
    ImageDraw.Draw(page).line([60 * UNIT, 300 * UNIT, 400 * UNIT, 300 * UNIT], fill=0, width=3)  # an underlined line
    assert grids(worn(page)) == []


def test_a_photograph_is_no_table() -> None:
    coarse = np.random.default_rng(3).integers(0, 255, (30, 40), dtype=np.uint8)
    photograph = cv2.resize(coarse, (1600, 1200), interpolation=cv2.INTER_CUBIC)
    assert grids(np.asarray(photograph, np.uint8)) == []


def test_an_empty_page_is_no_table() -> None:
    assert grids(np.asarray(blank())) == []
    assert grids(worn(blank())) == []


def test_a_coloured_stamp_over_the_rules() -> None:
    pixels = cv2.cvtColor(np.array(drawn()), cv2.COLOR_GRAY2RGB)
    cv2.circle(pixels, (700, 600), 170, (60, 60, 220), 6)
    cv2.line(pixels, (620, 350), (640, 800), (60, 60, 220), 5)
    assert [spans(grid) for grid in grids(pixels)] == [TABLE.cells()]


@pytest.mark.parametrize("angle", [-3.0, -0.7, 0.0, 0.35, 2.2])
def test_how_far_a_page_lies_askew(angle: float) -> None:
    assert skew(flattened(to_raster(worn(drawn(), angle=angle), DPI))) == pytest.approx(-angle, abs=0.08)
