"""The rules that mend what PDF fonts do to Thai, each with its own table, and clusters from glyphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import pdf_thai as thai
from extract.pdf_clusters import conflated_fonts, to_clusters
from extract.pdf_glyphs import Glyph

RING, TONE = "\u0e4d", "\u0e49"


@pytest.mark.parametrize(
    ("printed", "letters"),
    [
        ("ให\uf70bบริการ", "ให้บริการ"),
        ("ป\uf702", "ปี"),
        ("ฝ\uf701\uf713", "ฝิ่"),
        ("\uf0b7 ข้อ", "• ข้อ"),
        ("ปกติ", "ปกติ"),
        ("\ue123", "\ue123"),  # nobody knows this one: it stays to be seen
    ],
)
def test_private_use_glyphs_are_letters(printed: str, letters: str) -> None:
    assert thai.private_use_to_letters(printed) == letters


@pytest.mark.parametrize(
    ("rule", "torn", "whole"),
    [
        (thai.am_of_ring_and_aa, "น\u0e4dา", "นำ"),
        (thai.am_of_ring_and_aa, "น\u0e4d\u0e49า", "น้ำ"),
        (thai.am_of_ring_and_aa, "น\u0e49\u0e4dา", "น้ำ"),
        (thai.am_of_ring_and_aa, "นา", "นา"),
        (thai.am_of_am_and_aa, "สำา", "สำ"),
        (thai.am_of_am_and_aa, "นำ้า", "น้ำ"),
        (thai.am_of_am_and_aa, "ทำงาน", "ทำงาน"),
        (thai.tone_before_am, "นำ้", "น้ำ"),
        (thai.tone_before_am, "น้ำ", "น้ำ"),
        (thai.am_without_remainder, "ประจำ\ufffdปี", "ประจำปี"),
        (thai.am_without_remainder, "\ufffd", "\ufffd"),
        (thai.single_marks, "ครัั้ง", "ครั้ง"),
        (thai.single_marks, "หน่่วย", "หน่วย"),
        (thai.single_marks, "มากก", "มากก"),
        (thai.vowel_before_tone, "ท่ี", "ที่"),
        (thai.vowel_before_tone, "ที่", "ที่"),
        (thai.without_invisible, "ก\u200bข\u00ad", "กข"),
        (thai.without_invisible, "ก\u00a0ข", "ก ข"),
    ],
)
def test_each_rule(rule: Callable[[str], str], torn: str, whole: str) -> None:
    assert rule(torn) == whole


def test_rules_leave_right_words_alone() -> None:
    for word in ("น้ำพอง", "กำบัง", "ค่ำคืน", "สำนักงาน", "ปรึกษา", "ฤๅษี", "เก๋ง", "ผู้ใหญ่บ้าน", "มิ่งมงคล", "๕๐ %"):
        assert thai.repair(word) == word
        assert thai.fired_rules(word) == []


def test_rules_that_fired_are_named() -> None:
    assert thai.fired_rules("ปร\uf701น\u0e4dา") == ["private_use_to_letters", "am_of_ring_and_aa"]


@given(st.text(alphabet="กนป าำเแ\u0e31\u0e35\u0e39\u0e48\u0e49\u0e4d\uf70b\ufffd", max_size=12))
@settings(max_examples=200)
def test_mending_makes_no_letters(text: str) -> None:
    mended = thai.repair(text)
    assert len(mended) <= len(text)
    assert not Counter(mended) - Counter(text) or any(letter in text for letter in "\u0e4d\uf70b")


def glyphs(*shown: tuple[str, float], font: int = 1) -> list[Glyph]:
    """Glyphs on one line: text and advance in letter widths of 10 points."""
    x, found = 0.0, []
    for text, advance in shown:
        found.append((text, x, x + 10 * advance, 0.0, 20.0, 10 * advance, 20.0, font, 0))
        x += 10 * advance
    return found


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ((("น", 1), (" ", 0), ("า", 1)), "นำ"),  # Word: the ring is a space without width
        ((("น", 1), (" ", 0), (TONE, 0), ("า", 1)), "น้ำ"),
        ((("น", 1), (" ", 0.5), ("า", 1)), "น า"),  # a space with width is one
        ((("ส", 1), ("ำ", 0), ("า", 1)), "สำ"),  # LibreOffice: the ring has the whole letter
        ((("น", 1), ("\u0e49ำ", 0), ("(cid:3)", 1), ("ท", 1)), "น้ำท"),  # fpdf2: the stem has no name
        ((("ด", 1), ("(cid:9)", 0), ("า", 1), ("น", 1), ("(cid:9)", 0), ("อ", 1)), "ด(cid:9)าน(cid:9)อ"),  # a tone
        ((("น", 1), ("(cid:9)", 0), ("า", 1)), "นำ"),
        ((("ก", 1), ("(cid:3)", 1)), "ก(cid:3)"),  # nothing says what it is
        ((("ท", 1), ("\u0e48", 0), ("\u0e35", 0)), "ที่"),
        ((("ป", 1), ("\uf702", 0)), "ปี"),
        ((("น", 1), (RING, 0), ("า", 1)), "นำ"),
        ((("ก", 1), ("\x00", 0), ("ข", 1)), "ก\ufffdข"),  # a mark without a name is told
        ((("ก", 1), ("\u00a0", 0.5), ("ข", 1)), "ก ข"),
        ((("ก", 1), (" ", 0.5), ("\u0e34", 0)), "กิ "),  # a mark after a drawn space belongs before it
        ((("ที่", 1), ("ที่", 0)), "ที่"),  # a cluster told again by a glyph without width
    ],
)
def test_glyphs_become_clusters(shown: tuple[tuple[str, float], ...], read: str) -> None:
    assert "".join(cluster.text for cluster in to_clusters(glyphs(*shown))) == read


def test_a_mark_is_joined_before_anything_is_sorted() -> None:
    """Word moves marks by hand: the mark's x is behind the next letter's, yet it is drawn before it."""
    drawn: list[Glyph] = [
        ("ท", 0, 10, 0, 20, 10, 20, 1, 0),
        ("\u0e35", 12, 12, 0, 20, 0, 20, 1, 0),
        ("น", 10, 20, 0, 20, 10, 20, 1, 0),
    ]
    assert [cluster.text for cluster in to_clusters(drawn)] == ["ที", "น"]


def test_a_font_that_calls_aa_am_is_seen_through() -> None:
    """Word 2016: every AA is called SARA AM; the real one has a space without width before it."""
    shown = glyphs(*[("ก", 1), ("ำ", 1)] * 5, ("จ", 1), (" ", 0), ("ำ", 1), ("น", 1))
    conflated = conflated_fonts(shown)
    assert conflated == {1}
    assert "".join(cluster.text for cluster in to_clusters(shown, conflated)).endswith("กาจำน")


def test_a_font_with_both_letters_is_left_alone() -> None:
    shown = glyphs(*[("ก", 1), ("ำ", 1)] * 5, ("ก", 1), ("า", 1))
    assert conflated_fonts(shown) == frozenset()


def test_what_the_font_said_is_kept() -> None:
    cluster = to_clusters(glyphs(("น", 1), (" ", 0), ("า", 1)))[0]
    assert (cluster.text, cluster.drawn) == ("นำ", "น า")
