"""ActualText: what the producer says that a run of glyphs spells, where its font map cannot.

LibreOffice, Chromium and Typst draw one letter with several glyphs and tell the letters here. pdfminer does not look.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from extract.pdf_glyphs import Glyph
from extract.pdf_lexer import ACTUAL_TEXT, name, string
from extract.pdf_thai import MARKS

_NOTHING = 0.05  # points: a span narrower than this has no width of its own


@dataclass(frozen=True, slots=True)
class Span:
    """Marked content with a text of its own, begun before glyph `start`."""

    text: str
    start: int


def actual_text_of(operand: bytes, properties: dict[str, Any]) -> str | None:
    """The ActualText of a property list, inline (`<</ActualText …>>`) or named; None where it has none."""
    if operand[:2] == b"<<":
        match = ACTUAL_TEXT.search(operand)
        return decode_text(string(match.group(1))) if match else None
    if operand[:1] == b"/":
        found = resolve1(properties.get(name(operand)))
        if isinstance(found, dict):
            text = resolve1(found.get("ActualText"))
            return decode_text(text) if isinstance(text, bytes) else None
    return None


def replace_span(glyphs: list[Glyph], span: Span) -> None:
    """Puts one glyph with the span's text in the place of its glyphs.

    A span over several lines is left as it is drawn: one box cannot hold it. A span without width that repeats a whole
    letter (Typst and Chromium write one for a mark that they draw apart) gives nothing.
    """
    drawn = glyphs[span.start :]
    if not drawn:
        return
    first = drawn[0]
    direction = first[8]
    if direction in (0, 2):
        apart = max(abs(glyph[4] - first[4]) for glyph in drawn) > max(1.0, 0.8 * (first[4] - first[3]))
    else:
        apart = max(abs(glyph[2] - first[2]) for glyph in drawn) > max(1.0, 0.8 * (first[2] - first[1]))
    if apart:
        return
    x0, x1 = min(glyph[1] for glyph in drawn), max(glyph[2] for glyph in drawn)
    top, bottom = min(glyph[3] for glyph in drawn), max(glyph[4] for glyph in drawn)
    advance = sum(glyph[5] for glyph in drawn)
    length = x1 - x0 if direction in (0, 2) else bottom - top
    text = span.text if length > _NOTHING or all(letter in MARKS for letter in span.text) else ""
    if direction == 0 and first[3] == top:
        top, bottom = first[3], first[4]
    glyphs[span.start :] = [(text, x0, x1, top, bottom, advance, first[6], first[7], direction)]
