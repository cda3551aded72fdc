"""The pen of the drawn scans: faces at a height, lines broken between words, what is drawn and where.

Thai is shaped by raqm (Pillow with libfribidi). The size of the letters follows the height of ก, so that faces with
small letters (Angsana's kind) are drawn as large as offices print them. Lengths are points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

DPI = 600  # of the ink; a scan is made of it by damage and by less dots
TALLEST = "ปี่ฟ้ญูฐุ้ไโ"
NUMBER = re.compile(r"[-+]?[0-9๐-๙][0-9๐-๙.,]*%?")


@dataclass(frozen=True, slots=True)
class Stroke:
    """A rule from one point to another, upright or level; `darkness` 1 is black."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    darkness: float = 1.0


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters to draw from a point on the base line, in a face and size."""

    x: float
    base: float
    text: str
    face: Path
    size: float


@dataclass(frozen=True, slots=True)
class TrueCell:
    """A cell that was drawn; rows and columns from 1, the box in points of the upright page."""

    row: int
    col: int
    row_span: int
    col_span: int
    text: str
    box: tuple[float, float, float, float]

    @property
    def is_number(self) -> bool:
        return NUMBER.fullmatch(self.text) is not None


@lru_cache(maxsize=64)
def face(path: Path, size: float) -> ImageFont.FreeTypeFont:
    """The font at a size in points, drawn at 600 dpi."""
    return ImageFont.truetype(str(path), size * DPI / 72, layout_engine=ImageFont.Layout.RAQM)


@cache
def size_of(path: Path, height: float) -> float:
    """The size at which ก is so many points high."""
    box = ImageFont.truetype(str(path), 1000, layout_engine=ImageFont.Layout.RAQM).getbbox("ก")
    return round(1000 * height / (box[3] - box[1]), 2)


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    from pythainlp.tokenize import word_tokenize  # noqa: PLC0415

    return tuple(word_tokenize(text, engine="newmm"))


class Pen:
    """A face at one height: measures, breaks lines, knows how far lines are apart."""

    def __init__(self, path: Path, height: float, leading: float) -> None:
        self.path, self.size = path, size_of(path, height)
        box = face(path, self.size).getbbox(TALLEST, anchor="ls")
        self.above, below = -box[1] * 72 / DPI, box[3] * 72 / DPI
        self.pitch = (self.above + below) * leading

    def width(self, text: str) -> float:
        return face(self.path, self.size).getlength(text) * 72 / DPI

    def lines(self, text: str, room: float) -> list[str]:
        """Lines no wider than `room`, broken between words; a space at a break is not drawn."""
        lines = []
        for paragraph in text.split("\n"):
            line = ""
            for word in pieces(paragraph):
                if line.strip() and self.width(line + word) > room:
                    lines.append(line.rstrip())
                    line = word.lstrip()
                else:
                    line += word
            lines.append(line.rstrip())
        return lines

    def put(self, lines: Sequence[str], box: tuple[float, float, float], align: str, down: float) -> Iterator[Letters]:
        """Lines between two sides from a height on; `box` is left, top, right; `down` is set in on the first line."""
        left, top, right = box
        for number, line in enumerate(lines):
            slack = right - left - self.width(line)
            shift = {"l": 0.0, "c": slack / 2, "r": slack}[align]
            start = left + shift + (down if number == 0 else 0)
            yield Letters(start, top + self.above + number * self.pitch, line, self.path, self.size)


def pieces(text: str) -> list[str]:
    """Words, with figures and what hangs on them kept whole."""
    parts: list[str] = []
    for word in words(text):
        joined = parts and not parts[-1].isspace() and not word.isspace()
        if joined and (re.search(r"[\d.,/:(\"-]$", parts[-1]) or re.match(r"[\d.,/:)\"ๆฯ%-]", word)):
            parts[-1] += word
        else:
            parts.append(word)
    return parts
