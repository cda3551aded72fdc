"""The drawn corpus: letters and boxes as pdfplumber has them, cells as its `find_tables`, text and tables exact.

Only producers that pip installs are drawn here; `python -m benchmarks.accuracy` draws them all.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from benchmarks.accuracy import Score, measure
from benchmarks.corpus import draw, font_file
from extract.pdf import read_pdf
from extract.pdf_cells import find_cells, group_tables
from extract.pdf_content import read_content
from extract.pdf_edges import to_edges
from extract.pdf_file import open_pdf
from extract.pdf_fonts import FontShelf
from extract.pdf_glyphs import PageContent

PRODUCERS = ("fpdfshaped-sarabun", "reportlab-sarabun", "wordlike-sarabun", "typst-sarabun")
REAL = Path(__file__).parents[2] / "shared" / "realpdf"
LEAST_CELLS, LEAST_SPACED, LEAST_PLACED = 98, 91, 95  # per cent
MOST_WRONG_SPACES = 1  # in a thousand letters


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if font_file("Sarabun") is None:
        pytest.skip("the package fontpkg-sarabun is not installed")
    folder = tmp_path_factory.mktemp("corpus")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the drawing libraries warn of their own age
        missing = draw(folder, PRODUCERS)
    assert not missing
    return folder


@pytest.fixture(scope="module")
def scores(corpus: Path) -> dict[str, Score]:
    return measure(corpus)


@pytest.mark.parametrize("producer", PRODUCERS)
def test_text_is_exact(scores: dict[str, Score], producer: str) -> None:
    score = scores[producer]
    assert score.letters > 10_000
    assert score.wrong == 0
    assert 1000 * score.spaces < MOST_WRONG_SPACES * score.letters


@pytest.mark.parametrize("producer", PRODUCERS)
def test_cells_are_exact(scores: dict[str, Score], producer: str) -> None:
    score = scores[producer]
    assert 100 * score.cells_exact >= LEAST_CELLS * score.cells
    assert 100 * score.cells_spaced >= LEAST_SPACED * score.cells
    assert 100 * score.cells_placed >= LEAST_PLACED * score.cells


def real_files() -> list[Path]:
    return sorted(REAL.glob("*.pdf"))


def both(path: Path, pages: int) -> Iterator[tuple[Any, PageContent]]:
    """The first pages as pdfplumber and as we read them, our additions off."""
    with pdfplumber.open(path) as theirs, open_pdf(path) as ours:
        shelf = FontShelf(ours.resources)
        for view, page in zip(theirs.pages[:pages], ours.pages(), strict=False):
            yield view, read_content(page, shelf, plain=True)
            view.close()


def assert_same(path: Path, pages: int) -> None:
    for view, content in both(path, pages):
        left, top = view.mediabox[:2]
        chars = [
            (char["text"], char["x0"] - left, char["x1"] - left, char["top"] - top, char["bottom"] - top)
            for char in view.chars
        ]
        assert [glyph[0] for glyph in content.glyphs] == [char[0] for char in chars]
        for glyph, char in zip(content.glyphs, chars, strict=True):
            assert glyph[1:5] == pytest.approx(char[1:], abs=0.01)
        theirs = sorted(
            sorted(tuple(round(side, 1) for side in cell) for cell in table.cells) for table in view.find_tables()
        )
        cells = find_cells(to_edges(content.rules, plain=True))
        ours = sorted(
            sorted(
                (round(x0 + left, 1), round(y0 + top, 1), round(x1 + left, 1), round(y1 + top, 1))
                for x0, y0, x1, y1 in table
            )
            for table in group_tables(cells)
        )
        assert ours == theirs


@pytest.mark.parametrize("producer", PRODUCERS)
def test_drawn_pages_are_those_of_pdfplumber(corpus: Path, producer: str) -> None:
    for name in ("scores", "spans"):
        assert_same(corpus / f"{name}__{producer}.pdf", 2)


@pytest.mark.parametrize("path", real_files() or [None], ids=lambda path: path.stem if path else "none")
def test_real_pages_are_those_of_pdfplumber(path: Path | None) -> None:
    if path is None:
        pytest.skip("../shared/realpdf is not here")
    assert_same(path, 2)


def test_reading_is_pure(corpus: Path) -> None:
    path = corpus / "spans__typst-sarabun.pdf"
    assert read_pdf(path) == read_pdf(path)
