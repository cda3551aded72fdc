"""The drawn scans: their truth is true of the picture, their damage is what it says, and their scoring counts right."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from benchmarks.corpus import font_file
from benchmarks.scan_content import KINDS, page
from benchmarks.scan_corpus import Job, TruePage, draw, true_pages
from benchmarks.scan_damage import LEVELS, OF_RULES, cut, scan
from benchmarks.scan_drawing import Sheet, lay_out
from benchmarks.scan_pen import Stroke, TrueCell
from benchmarks.scan_readers import upright
from benchmarks.scan_scoring import ReadCell, ReadPage, score

BOX = (0.0, 0.0, 10.0, 10.0)


@pytest.fixture(scope="module")
def font() -> Path:
    path = font_file("Sarabun")
    features = pytest.importorskip("PIL.features")
    if path is None or not features.check("raqm") or not features.check("fribidi"):
        pytest.skip("the package fontpkg-sarabun or libfribidi is not installed")
    return path


@pytest.fixture(scope="module")
def sheets(font: Path) -> dict[str, Sheet]:
    return {kind: lay_out(page(kind, 1), font, 1) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_the_same_each_time(sheets: dict[str, Sheet], font: Path, kind: str) -> None:
    assert lay_out(page(kind, 1), font, 1) == sheets[kind]
    assert page(kind, 1) != page(kind, 2)


@pytest.mark.parametrize("kind", KINDS)
def test_cells_tile_their_table(sheets: dict[str, Sheet], kind: str) -> None:
    cells = sheets[kind].cells
    taken = Counter(
        (row, col)
        for cell in cells
        for row in range(cell.row, cell.row + cell.row_span)
        for col in range(cell.col, cell.col + cell.col_span)
    )
    rows, cols = (max((place[side] for place in taken), default=0) for side in (0, 1))
    assert set(taken.values()) <= {1}
    assert len(taken) == rows * cols
    assert bool(cells) == (kind != "memo")


@pytest.mark.parametrize("kind", KINDS)
def test_letters_stand_in_their_cells(sheets: dict[str, Sheet], kind: str) -> None:
    sheet = sheets[kind]
    drawn = "".join(part.text for part in sheet.letters).replace(" ", "")
    told = "".join([*sheet.prose, *(cell.text for cell in sheet.cells)])
    assert Counter(drawn) == Counter("".join(told.split()))
    for part in sheet.letters:
        assert 0 < part.x < sheet.width
        assert 0 < part.base < sheet.height


def test_figures_are_drawn_evenly() -> None:
    text = "".join(
        cell.text
        for seed in range(12)
        for block in page("bodies", seed).blocks
        if not hasattr(block, "text")
        for row in block.body
        for cell in row[2:]
    )
    digits = Counter(letter for letter in text if letter.isdigit())
    least, most = (
        f(digits[a] + digits[b] for a, b in zip("0123456789", "๐๑๒๓๔๕๖๗๘๙", strict=True)) for f in (min, max)
    )
    assert least > 0.6 * most  # no figure starts with a nought


@pytest.mark.parametrize("level", ["scan", "turned", "gaps"])
def test_truth_lies_over_the_scan(font: Path, tmp_path: Path, level: str) -> None:
    draw(Job(font, 150, level, "scores", 3), tmp_path)
    (truth,) = true_pages(tmp_path)
    image = upright(truth).astype(float)
    for cell in truth.cells:
        x0, top, _, bottom = (round(side * truth.dpi / 72) for side in cell.box)
        left = image[top + 4 : bottom - 3, max(0, x0 - 3) : x0 + 4].min(axis=1)  # its left rule, within three pixels
        assert np.mean(left < 200) > 0.8, cell


@pytest.mark.parametrize("level", LEVELS)
def test_a_scan_is_the_same_each_time(sheets: dict[str, Sheet], level: str) -> None:
    corner = replace(sheets["scores"], width=240.0, height=200.0)
    one, other = (scan(corner, level, 100, 4) for _ in range(2))
    assert np.array_equal(one.image, other.image)
    assert one.matrix == other.matrix
    assert (one.turn != 0) == (level == "turned")


@pytest.mark.parametrize("level", sorted(OF_RULES))
def test_damaged_rules_are_cut_thinner_or_lighter(level: str) -> None:
    change, whole = LEVELS[level].rules, Stroke(10, 5, 730, 5, 1)
    assert change is not None
    rules = list(change((whole,), random.Random(1)))
    assert all(rule != whole and rule.width <= 1 and rule.x0 >= 10 and rule.x1 <= 730 for rule in rules)
    assert sum(rule.x1 - rule.x0 for rule in rules) > 0.9 * 720


def test_gaps_are_as_wide_as_they_say() -> None:
    parts = list(cut(Stroke(10, 5, 730, 5, 1), random.Random(2), every=24, widths=(1.44, 1.44)))
    gaps = [after.x0 - before.x1 for before, after in pairwise(parts)]
    assert gaps == pytest.approx([1.44] * len(gaps))
    assert 25 <= len(gaps) <= 35
    assert (parts[0].x0, parts[-1].x1) == (10, 730)


def a_page(*cells: TrueCell, prose: tuple[str, ...] = ()) -> TruePage:
    matrix = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0))
    return TruePage(Path("a.png"), "Any", 300, "clean", "scores", 0, matrix, (100, 100), prose, cells)


NUMBER = TrueCell(1, 1, 1, 1, "๘๔.๐๗", BOX)
WORDS = TrueCell(1, 2, 1, 1, "การใช้ งบประมาณ", BOX)


@pytest.mark.parametrize(
    ("read", "right", "told", "silent", "placed", "digits"),
    [
        (ReadCell(1, 1, 1, 1, "๘๔.๐๗"), 1, 0, 0, 1, 4),
        (ReadCell(1, 1, 1, 1, " ๘๔ .๐๗"), 1, 0, 0, 1, 4),
        (ReadCell(1, 1, 1, 1, "๘๕.๐๗"), 0, 0, 1, 1, 3),
        (ReadCell(1, 1, 1, 1, "84.07"), 0, 0, 1, 1, 0),
        (ReadCell(1, 1, 1, 1, "๘๕.๐๗", told=True), 0, 1, 0, 1, 3),
        (ReadCell(1, 1, 1, 1, ""), 0, 0, 1, 1, 0),
        (ReadCell(1, 1, 2, 1, "๘๔.๐๗"), 1, 0, 0, 0, 4),
        (ReadCell(2, 1, 1, 1, "๘๔.๐๗"), 0, 0, 1, 0, 0),
    ],
)
def test_a_number_is_right_told_or_silent(
    read: ReadCell, right: int, told: int, silent: int, placed: int, digits: int
) -> None:
    counts, faults = score(a_page(NUMBER), ReadPage((), ((read,),)))
    assert (counts.numbers_right, counts.told, counts.silent) == (right, told, silent)
    assert (counts.cells_placed, counts.digits_right, counts.digits) == (placed, digits, 4)
    assert (counts.numbers, counts.thai_numbers) == (1, 1)
    assert bool(faults) == (not right or not placed)


@pytest.mark.parametrize(
    ("text", "right", "silent"),
    [("การใช้งบประมาณ", 1, 0), ("การใช้งบ\nประมาณ", 1, 0), ("การใช้งบประมาญ", 0, 0), ("๑๒", 0, 1)],
)
def test_words_are_right_but_never_a_number(text: str, right: int, silent: int) -> None:
    counts, _ = score(a_page(WORDS), ReadPage((), ((ReadCell(1, 2, 1, 1, text),),)))
    assert (counts.texts, counts.texts_right, counts.silent) == (1, right, silent)


def test_prose_is_counted_in_letters() -> None:
    truth = a_page(prose=("ตามที่ ได้รับ", "ข้อ ๑"))
    counts, faults = score(truth, ReadPage(("ตามที่ได้รบ", "ข้อ ๑"), ()))
    assert (counts.letters, counts.letters_wrong, counts.digits_right) == (16, 1, 1)
    assert [fault.truth for fault in faults] == ["ั"]


def test_a_refused_page_is_all_wrong_and_told() -> None:
    refused = ReadPage((), (), error="The picture cannot be read.")
    counts, _ = score(a_page(NUMBER, WORDS), refused)
    assert (counts.silent, counts.numbers_right, counts.cells_placed) == (0, 0, 0)
    counts, _ = score(a_page(prose=("ข้อ",)), refused)
    assert counts.letters_wrong == counts.letters == 3


def test_counts_add_up_and_keep_the_peak() -> None:
    one, _ = score(a_page(NUMBER), ReadPage((), ((ReadCell(1, 1, 1, 1, "๘๔.๐๗"),),), seconds=1.0, megabytes=200))
    other, _ = score(a_page(WORDS), ReadPage((), (), seconds=2.0, megabytes=100))
    one.add(other)
    assert (one.pages, one.cells, one.seconds, one.megabytes) == (2, 2, 3.0, 200)
