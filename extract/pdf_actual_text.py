"""ActualText: what the producer says that a run of glyphs spells, where its font map cannot.

LibreOffice, Chromium and Typst draw one letter with several glyphs and tell the letters here. pdfminer does not look.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from extract.pdf_glyphs import Glyph
from extract.pdf_lexer import ACTUAL_TEXT, name, string
from extract.pdf_thai import AA, AM, MARKS

_NOTHING = 0.05  # points: a span narrower than this has no width of its own


@dataclass(frozen=True, slots=True)
class Span:
    """Marked content with a text of its own, begun before glyph `start`."""

    text: str
    start: int


def actual_text_of(operand: bytes, properties: dict[str, Any]) -> str | None:
    """The ActualText of a property list, inline (`<</ActualText …>>`) or named; None where it has none."""
    if operand[:2] == b"<<":
        return _inline_text(operand) if b"ActualText" in operand else None
    if operand[:1] == b"/":
        found = resolve1(properties.get(name(operand)))
        if isinstance(found, dict):
            text = resolve1(found.get("ActualText"))
            return decode_text(text) if isinstance(text, bytes) else None
    return None


@lru_cache(maxsize=4096)
def _inline_text(operand: bytes) -> str | None:
    match = ACTUAL_TEXT.search(operand)
    return decode_text(string(match.group(1))) if match else None


def replace_span(glyphs: list[Glyph], span: Span) -> None:
    """Puts one glyph with the span's text in the place of its glyphs.

    A span over several lines is left as it is drawn: one box cannot hold it. Producers that draw a letter in parts
    write its whole text again for each part: a part without width, and a stem (AA) after its letter, give nothing new.
    """
    drawn = glyphs[span.start :]
    first = drawn[0] if drawn else None
    if first is None or (len(drawn) > 1 and _over_lines(drawn)):
        return
    if len(drawn) == 1 and first[5] > _NOTHING and not _stem_of(glyphs, span):
        glyphs[span.start] = (span.text, *first[1:])
        return
    _, lefts, rights, tops, bottoms, advances, *_ = zip(*drawn, strict=True)
    x0, x1, top, bottom, advance = min(lefts), max(rights), min(tops), max(bottoms), sum(advances)
    if abs(advance) <= _NOTHING and not all(letter in MARKS for letter in span.text):
        del glyphs[span.start :]
        return
    if _stem_of(glyphs, span):
        before = glyphs[span.start - 1]
        glyphs[span.start - 1 :] = [(*before[:2], max(before[2], x1), *before[3:5], before[5] + advance, *before[6:])]
        return
    if first[8] == 0 and first[3] == top:
        top, bottom = first[3], first[4]
    glyphs[span.start :] = [(span.text, x0, x1, top, bottom, advance, *first[6:])]


def _over_lines(drawn: Sequence[Glyph]) -> bool:
    first = drawn[0]
    if first[8] in (0, 2):
        return max(abs(glyph[4] - first[4]) for glyph in drawn) > max(1.0, 0.8 * (first[4] - first[3]))
    return max(abs(glyph[2] - first[2]) for glyph in drawn) > max(1.0, 0.8 * (first[2] - first[1]))


def _stem_of(glyphs: Sequence[Glyph], span: Span) -> bool:
    """Whether a span tells the letter before it again, and its font calls the glyphs but AA, SARA AM or marks."""
    if len(span.text) < 2 or not span.start or glyphs[span.start - 1][0] != span.text:
        return False
    return all(letter in MARKS or letter in (AA, AM) for glyph in glyphs[span.start :] for letter in glyph[0])
