"""Real Thai PDFs (read from ../shared, never copied): their words are known, tables are where there are any."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from extract.document import Document
from extract.pdf import read_pdf
from extract.pdf_fitness import UNFIT_BELOW

REAL = Path(__file__).parents[2] / "shared" / "realpdf"
SOUND = (
    "bkk_65034", "bkk_65070", "covid_no10-130163", "covid_no118-300463nn", "covid_no178-290663n", "covid_no339-071263",
    "covid_no536-220664", "covid_no86-290363_4", "enlaw_form", "enlaw_privacy",
)  # fmt: skip
pytestmark = pytest.mark.usefixtures("text_layers_alone")
MOST_UNKNOWN = 0.005  # of Thai letters, in words of two letters and more
SAMPLE = 20_000


@cache
def document(stem: str) -> Document:
    path = REAL / f"{stem}.pdf"
    if not path.exists():
        pytest.skip("../shared/realpdf is not here")
    return read_pdf(path)


def unknown_share(text: str) -> float:
    """The share of Thai letters in words that no dictionary knows; abbreviations of one letter do not count."""
    from pythainlp.corpus import thai_words  # noqa: PLC0415
    from pythainlp.tokenize import word_tokenize  # noqa: PLC0415

    known, unknown, letters = thai_words(), 0, 0
    for run in re.findall("[\u0e01-\u0e4e]+", text[:SAMPLE]):
        for word in word_tokenize(run, engine="newmm"):
            letters += len(word)
            unknown += len(word) if len(word) > 1 and word not in known else 0
    return unknown / max(1, letters)


def whole_text(found: Document) -> str:
    return "\n".join(
        [paragraph.text for paragraph in found.paragraphs]
        + [cell.text for table in found.tables for cell in table.cells]
    )


@pytest.mark.parametrize("stem", SOUND)
def test_words_are_known(stem: str) -> None:
    found = document(stem)
    assert unknown_share(whole_text(found)) <= MOST_UNKNOWN
    assert all(score is None or score >= UNFIT_BELOW for score in found.page_fitness)
    assert not [notice for notice in found.notices if notice.code == "text_layer_unfit"]
    assert set(found.page_readers) == {"thai-ita"}


@pytest.mark.parametrize("stem", ["wvth_2021.3.14@433-444", "kaogeek_31"])
def test_fonts_that_cannot_be_read_are_told(stem: str) -> None:
    codes = Counter(notice.code for notice in document(stem).notices)
    assert codes["text_layer_unfit"] >= 4


def test_prose_has_no_tables() -> None:
    assert document("enlaw_privacy").tables == ()


@pytest.mark.parametrize(
    ("stem", "shapes"),
    [
        ("covid_no86-290363_4", [(2, 9, 2)]),
        ("covid_no118-300463nn", [(2, 8, 2), (3, 7, 2)]),
        ("covid_no178-290663n", [(2, 14, 2)]),
        ("covid_no536-220664", [(1, 12, 2), (2, 7, 4)]),
    ],
)
def test_tables_without_verticals_among_prose(stem: str, shapes: list[tuple[int, int, int]]) -> None:
    """The only tables of reports that are prose but for them: page, rows, columns."""
    found = document(stem).tables
    assert [(table.page, table.row_count, table.col_count) for table in found] == shapes
    assert all(table.confidence == 0.7 for table in found)


def test_a_three_line_table_of_word() -> None:
    table = document("covid_no10-130163").tables[0]
    assert table.col_count == 2
    assert table.confidence is not None
    assert [cell.text for cell in table.cells if cell.col_no == 2][1:4] == ["15 ราย", "10 ราย", "5 ราย"]
