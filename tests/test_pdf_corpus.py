"""The drawn corpus: letters and boxes as pdfplumber has them, cells as its `find_tables`, text and tables exact.

Only producers that pip installs are drawn here; `python -m benchmarks.accuracy` draws them all.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.accuracy import Score, measure
from benchmarks.corpus import draw
from benchmarks.equality import compare
from benchmarks.repairs import pages_of
from benchmarks.scrambled import read_pages
from extract.pdf import read_pdf
from tests.conftest import drawing

PRODUCERS = ("fpdfshaped-sarabun", "reportlab-sarabun", "wordlike-sarabun", "typst-sarabun")
REAL = Path(__file__).parents[2] / "shared" / "realpdf"
SPECIMENS = sorted((Path(__file__).parents[1] / "data" / "raw" / "specimens").glob("*.pdf"))
LEAST_CELLS, LEAST_SPACED, LEAST_PLACED = 98, 93, 95  # per cent
MOST_WRONG_SPACES = 1  # in a thousand letters


@pytest.fixture(scope="module")
def corpus(sarabun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    with drawing():
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


@pytest.mark.parametrize("producer", PRODUCERS)
def test_every_drawn_page_is_that_of_pdfplumber(corpus: Path, producer: str) -> None:
    pages = 0
    for path in sorted(corpus.glob(f"*__{producer}.pdf")):
        found = compare(path)
        assert not found.differences
        pages += found.pages
    assert pages > 10


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem)
def test_every_page_of_the_specimens_is_that_of_pdfplumber(path: Path) -> None:
    assert not compare(path).differences


@pytest.mark.parametrize("path", real_files() or [None], ids=lambda path: path.stem if path else "none")
def test_real_pages_are_those_of_pdfplumber(path: Path | None) -> None:
    """The first two pages and every sixteenth; `python -m benchmarks.equality` compares all 250."""
    if path is None:
        pytest.skip("../shared/realpdf is not here")
    assert not compare(path, lambda number: number < 3 or number % 16 == 0).differences


def test_what_each_rule_changes_is_counted(corpus: Path) -> None:
    """Counting changes nothing, and the Word emulation has the rings that the rules are for."""
    path = corpus / "scores__wordlike-sarabun.pdf"
    seen = sum((changed for _, changed in pages_of(path)), Counter[str]())
    assert seen["a ring called a space or nothing"] > 0
    assert seen["am_of_ring_and_aa"] > 0
    assert "ActualText taken" not in seen
    assert [page.blocks for page, _ in pages_of(path)] == [page.blocks for page in read_pages(path)]


def test_reading_is_pure(corpus: Path) -> None:
    path = corpus / "spans__typst-sarabun.pdf"
    assert read_pdf(path) == read_pdf(path)
