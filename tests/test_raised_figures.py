"""Raised figures behind a number (a footnote's mark) are no further digits of it, whatever the source's format."""

from __future__ import annotations

import pytest

from benchmarks.small_reports import INDICATORS
from extract.markup import read_markup
from extract.raised import raised
from normalize.mentions import read_value
from tests.building import TITLE, read, scores_of, table
from tests.test_docx_building import par, read_body, run, texts

UP = '<w:vertAlign w:val="superscript"/>'


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("1", "92.10", "¹"),
        ("๒", "๘๙.๒๐", "²"),
        ("(3)", "90", "⁽³⁾"),
        ("1,2", "90.50", "¹,²"),
        ("st", "1", "st"),
        ("100.00", "1", "100.00"),  # no footnote has so long a number
        ("1", "", "1"),
        ("1", "คะแนน ", "1"),
        ("2", "ม.", "2"),
    ],
)
def test_raised_figures_are_written_as_such(text: str, before: str, expected: str) -> None:
    assert raised(text, before) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>ได้ 92.10<sup>1</sup> คะแนน", "ได้ 92.10¹ คะแนน"),
        ("<p>ได้ ๙๒.๑๐<b><sup>๑)</sup></b> คะแนน", "ได้ ๙๒.๑๐¹⁾ คะแนน"),
        ("<p><sup>1</sup> ประกาศแล้ว", "1 ประกาศแล้ว"),
        ("<p>92.10</sup>1", "92.101"),  # closes what never opened
    ],
)
def test_superscripts_of_web_pages(body: str, expected: str) -> None:
    found = read_markup(f"<!doctype html><html><body>{body}</body></html>".encode(), ".html")
    assert [paragraph.text for paragraph in found.paragraphs] == [expected]


def test_superscripts_of_word_files() -> None:
    found = read_body(par(run("92.10") + run("1", UP)) + par(run("92.10") + run("1")))
    assert texts(found) == ["92.10¹", "92.101"]


@pytest.mark.parametrize(("cell", "value"), [("92.10¹", 92.1), ("๘๙.๒๐²", 89.2), ("90.50¹⁾", 90.5), ("90.50¹,²", 90.5)])
def test_a_score_with_a_footnote(cell: str, value: float) -> None:
    assert read_value(cell).value == value
    rows = [[f"1. {INDICATORS[0]}", cell], [f"2. {INDICATORS[1]}", "88.10"]]
    assert scores_of(read(TITLE[2568], table(["ตัวชี้วัด", "คะแนน"], *rows)), 2568) == {"1": value, "2": 88.1}
