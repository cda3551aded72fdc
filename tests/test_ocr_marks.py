"""Marks near rules and between lines: they stay, go to the letters that they belong to, and are told from dust."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import ImageDraw

from extract.ocr_erasing import without_rules
from extract.ocr_grid import find_grids
from extract.ocr_ink import Ink, find_ink
from extract.ocr_lines import find_lines
from extract.ocr_marks import lines_of_marks
from extract.ocr_raster import flattened, to_raster
from extract.ocr_specks import find_specks
from tests.drawn_page import DPI, UNIT, DrawnTable, blank, draw_table, worn

HEIGHT = 18  # of the letters below, whose lines are 41 apart: their tops at 0 and 41
LETTERS = [(0, 0, 15, 18), (20, 0, 35, 18), (40, 0, 55, 18), (0, 41, 15, 59), (20, 41, 35, 59), (40, 41, 55, 59)]


@pytest.mark.parametrize(
    ("marks", "nearest", "expected"),
    [
        ([(4, 19, 14, 27)], [0], [0]),  # a vowel that hangs from the upper line
        ([(2, 32, 14, 39)], [0], [1]),  # a vowel on the lower line, wrongly put above
        ([(22, 33, 35, 40), (24, 22, 34, 31)], [1, 0], [1, 1]),  # a tone mark on that vowel
        ([(22, 33, 35, 40), (24, 20, 34, 31)], [1, 0], [1, 1]),  # the same where the line above is near too
        ([(22, 33, 35, 40), (24, 19, 34, 26)], [1, 0], [1, 0]),  # a vowel of the upper line over it
        ([(70, 27, 74, 31)], [0], [0]),  # a dot that touches nothing stays where it was
        ([(70, 27, 74, 31)], [-1], [-1]),
    ],
)
def test_a_mark_goes_where_it_stands_or_hangs(
    marks: list[tuple[int, int, int, int]], nearest: list[int], expected: list[int]
) -> None:
    lines = np.array([0, 0, 0, 1, 1, 1, *nearest])
    is_letter = np.array([True] * len(LETTERS) + [False] * len(marks))
    found = lines_of_marks(lines, np.array([*LETTERS, *marks], np.int32), is_letter, HEIGHT)
    assert found.tolist() == [0, 0, 0, 1, 1, 1, *expected]


@pytest.mark.parametrize("gap", [0, 1, 2, 4])
def test_a_mark_right_beside_a_rule_stays(gap: int) -> None:
    """Marks of four by five pixels below every level rule and above the next, `gap` pixels off it."""
    page = blank()
    table = DrawnTable((50, 200, 350, 500), tuple(100 + 24.0 * row for row in range(7)), {})
    draw_table(page, table)
    draw = ImageDraw.Draw(page)
    marks = 0
    for x in (80, 120, 240, 400):
        for y in table.ys[:-1]:
            top = round(y * UNIT) + 2 + gap
            draw.rectangle([round(x * UNIT), top, round(x * UNIT) + 3, top + 4], fill=0)
            low = round((y + 24) * UNIT) - 1 - gap
            draw.rectangle([round((x + 20) * UNIT), low - 5, round((x + 20) * UNIT) + 3, low - 1], fill=0)
            marks += 2
    raster = flattened(to_raster(worn(page, noise=3, blur=0.5), DPI))
    ink = find_ink(without_rules(raster.grey, DPI, find_grids(raster)), DPI)
    heights = (ink.boxes[:, 3] - ink.boxes[:, 1])[1:]
    assert len(heights) == marks
    assert heights.min() >= 3


def test_nothing_is_left_of_rules() -> None:
    page = blank()
    draw_table(page, DrawnTable((50, 200, 350, 500), (100, 130, 160, 200), {}), wide=3)
    for angle in (0.0, 0.4):
        raster = flattened(to_raster(worn(page, angle=angle, noise=3), DPI))
        clean = without_rules(raster.grey, DPI, find_grids(raster))
        assert len(find_ink(clean, DPI).areas) == 1, angle


def drawn_ink(*boxes: tuple[int, int, int, int]) -> Ink:
    """Ink of black boxes (left, top, right, bottom in pixels)."""
    plane = np.full((140, 240), 255, np.uint8)
    for left, top, right, bottom in boxes:
        plane[top:bottom, left:right] = 0
    return find_ink(plane, DPI)


UPPER = tuple((x, 20, x + 14, 38) for x in range(20, 220, 20))
LOWER = tuple((x, 61, x + 14, 79) for x in range(20, 220, 20))


@pytest.mark.parametrize(
    ("more", "upper", "lower"),
    [
        ((), (20, 38), (61, 79)),
        (((104, 38, 110, 61),), (20, 61), (38, 79)),  # a tone mark that touches both lines: cut anywhere between them
        (((100, 44, 114, 58),), (20, 38), (44, 79)),  # a vowel with its tone mark, as high as a letter
        (((100, 4, 114, 20),), (4, 38), (61, 79)),  # the same on a letter of the upper line, which it touches
    ],
)
def test_lines_that_touch_are_parted(
    more: tuple[tuple[int, int, int, int], ...], upper: tuple[int, int], lower: tuple[int, int]
) -> None:
    ink = drawn_ink(*UPPER, *LOWER, *more)
    lines = find_lines(ink, np.arange(1, len(ink.areas)), DPI, 18.0)
    assert [(line.letter_top, line.letter_bottom) for line in lines] == [(20, 38), (61, 79)]
    for line, (top, bottom) in zip(lines, (upper, lower), strict=True):
        assert (line.left, line.right) == (20, 214)
        assert line.top >= top - 1
        assert line.bottom <= bottom + 1
    assert sum(int(ink.areas[line.pieces].sum()) for line in lines) == int(ink.areas.sum())


SPECK = (108, 100, 112, 104)


@pytest.mark.parametrize(
    ("more", "specks"),
    [
        (SPECK, 1),
        ((78, 75, 81, 78), 0),  # a full stop behind a letter
        ((125, 52, 128, 58), 0),  # a tone mark above one
        ((100, 110, 112, 113), 0),  # a hyphen of its own
        ((100, 100, 110, 110), 0),  # too large
    ],
)
def test_specks_stand_alone(more: tuple[int, int, int, int], specks: int) -> None:
    ink = drawn_ink(*(box for box in LOWER if box[0] < 80 or box[0] > 100), more)
    found = find_specks(ink, 18.0)
    assert int(found.sum()) == specks
    assert not specks or ink.boxes[found][0, 1] > 90


def test_a_dotted_line_is_no_dust() -> None:
    dots = [(x, 110, x + 3, 113) for x in range(20, 200, 10)]
    assert not find_specks(drawn_ink(*LOWER, *dots), 18.0).any()


def test_a_mark_on_a_small_mark_stays() -> None:
    """The ring of SARA AM and a tone mark on it."""
    ink = drawn_ink(*LOWER, (110, 54, 115, 59), (111, 47, 115, 52))
    assert not find_specks(ink, 18.0).any()
