"""Fonts that know their letters better than the PDF's map of them; and fonts that lie, which change nothing."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import LIT

from benchmarks.corpus import font_file
from extract.pdf_font_programme import BrokenProgrammeError, letters_of_glyphs, text_of_name
from extract.pdf_tounicode import is_unsound, mend_by_font


@pytest.mark.parametrize(
    ("name", "text"),
    [("uni0E48", "\u0e48"), ("uni0E48.small", "\u0e48"), ("uni0E4D_uni0E48", "\u0e4d\u0e48"),
     ("uni0E4D0E49", "\u0e4d\u0e49"), ("u0E01", "ก"), ("A", ""), (".notdef", ""), ("uniD800", ""), ("uni0E4", ""),
     ("", "")],
)  # fmt: skip
def test_names(name: str, text: str) -> None:
    assert text_of_name(name) == text


@pytest.mark.parametrize(
    ("text", "unsound"),
    [("", True), ("\ufffd", True), ("ส\u2a33", True), ("ก", False), ("fi", False), ("น้ำ", False), (" ", False)],
)
def test_what_no_glyph_stands_for(text: str, unsound: bool) -> None:
    assert is_unsound(text) is unsound


@pytest.fixture(scope="module")
def sarabun() -> bytes:
    path = font_file("Sarabun")
    if path is None:
        pytest.skip("the package fontpkg-sarabun is not installed")
    return path.read_bytes()


def glyph_of(programme: bytes, letter: str) -> int:
    return next(glyph for glyph, texts in letters_of_glyphs(programme, {}).items() if letter in texts)


def font(programme: bytes, **entries: Any) -> dict[str, Any]:
    descriptor = {"FontFile2": PDFStream({"Length": len(programme)}, programme)}
    return {"DescendantFonts": [{"Subtype": LIT("CIDFontType2"), "FontDescriptor": descriptor, **entries}]}


def a_map(programme: bytes) -> dict[int, str]:
    """A right map of some letters."""
    return {glyph_of(programme, letter): letter for letter in "กขคงจชดตถทธนบปผพมยรลวสหอ\u0e32\u0e48\u0e39\u0e4d"}


def test_the_font_is_believed_where_the_map_is_unsound(sarabun: bytes) -> None:
    right = a_map(sarabun)
    ring, uu, tone = (glyph_of(sarabun, letter) for letter in "\u0e4d\u0e39\u0e48")
    wrong = {**right, ring: "", uu: "\u0e48", tone: "\u0e39"}
    assert mend_by_font(wrong, font(sarabun)) >= {"\u0e4d", "\u0e39", "\u0e48"}
    assert wrong == {**wrong, **right}


def test_a_sound_map_is_believed_even_against_the_font(sarabun: bytes) -> None:
    told = {**a_map(sarabun), glyph_of(sarabun, "\u0e39"): "\u0e48"}
    before = dict(told)
    assert mend_by_font(told, font(sarabun)) == frozenset()
    assert told == before


def test_a_font_with_other_glyph_numbers_is_not_believed(sarabun: bytes) -> None:
    told = {glyph + 7: text for glyph, text in a_map(sarabun).items()} | {1: ""}
    before = dict(told)
    assert mend_by_font(told, font(sarabun)) == frozenset()
    assert told == before


def test_codes_are_turned_to_glyphs_by_the_pdf(sarabun: bytes) -> None:
    glyphs = sorted(a_map(sarabun))
    table = b"".join(glyph.to_bytes(2) for glyph in glyphs)
    told = {code: a_map(sarabun)[glyph] for code, glyph in enumerate(glyphs)}
    ring = glyphs.index(glyph_of(sarabun, "\u0e4d"))
    told[ring] = ""
    mend_by_font(told, font(sarabun, CIDToGIDMap=PDFStream({"Length": len(table)}, table)))
    assert told[ring] == "\u0e4d"


@pytest.mark.parametrize("programme", [b"", b"OTTO" + bytes(40), b"\x00\x01\x00\x00\xff\xff" + bytes(8)])
def test_damaged_fonts_change_nothing(programme: bytes) -> None:
    told = {1: "ก", 2: ""}
    assert mend_by_font(told, font(programme)) == frozenset()
    assert told == {1: "ก", 2: ""}


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_flipped_font_raises_one_error_or_none(data: st.DataObject) -> None:
    path = font_file("Sarabun")
    if path is None:
        return
    programme = BytesIO(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        programme.seek(data.draw(st.integers(0, 600)))
        programme.write(data.draw(st.binary(min_size=1, max_size=4)))
    try:
        letters_of_glyphs(programme.getvalue(), {1: "", 2: "", 300: ""})
    except BrokenProgrammeError:
        return
