"""Lays a page out and draws it as ink at 600 dots an inch, with the truth of what it drew.

lay_out(page, font, seed) -> Sheet     texts, rules, grounds and truth, in points from the upper left corner
ink(sheet, rules) -> image             black text and rules on white, 600 dpi
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from benchmarks.corpus_content import Grid
from benchmarks.scan_content import Page, Text
from benchmarks.scan_pen import DPI, Letters, Pen, Stroke, TrueCell, face
from benchmarks.scan_table import DrawnTable

A4 = (595.0, 842.0)
MARGIN = (42.0, 72.0)  # least and most, points


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page laid out: what is drawn, and what is true of it."""

    width: float
    height: float
    letters: tuple[Letters, ...]
    rules: tuple[Stroke, ...]
    grounds: tuple[tuple[float, float, float, float, int], ...]
    prose: tuple[str, ...]
    cells: tuple[TrueCell, ...]


def lay_out(page: Page, font: Path, seed: int, bold: Path | None = None) -> Sheet:
    """The page in a face (headings in `bold`), as far as the paper holds it."""
    rng = random.Random(f"{page.kind} {seed} {font.name}")
    width, height = (A4[1], A4[0]) if page.landscape else A4
    margin = rng.uniform(*MARGIN) * (0.7 if page.landscape else 1)
    plain = Pen(font, rng.uniform(5.4, 6.3), rng.uniform(1.04, 1.25))
    strong = Pen(bold or font, rng.uniform(5.6, 6.6), 1.1)
    small = Pen(
        font, rng.uniform(4.3, 5.0) if page.kind == "bodies" else rng.uniform(4.7, 5.6), rng.uniform(1.02, 1.12)
    )
    small_strong = Pen(bold or font, rng.uniform(4.3, 4.8), 1.05) if bold else small
    letters: list[Letters] = []
    prose: list[str] = []
    table = DrawnTable((margin, width - margin), height - margin, page.aligns, (small, small_strong), rng)
    top = margin
    for block in page.blocks:
        if isinstance(block, Grid):
            top = table.draw(block, top + 4) + 10
            continue
        pen = strong if block.heading else plain
        lines = _paragraph(pen, block, width - 2 * margin)
        if top + len(lines) * pen.pitch > height - margin:
            break
        inset, align = block.inset * pen.size * 0.45, "c" if block.centred else "l"
        letters += pen.put(lines, (margin, top, width - margin), align, inset)
        prose.append(block.text)
        top += len(lines) * pen.pitch + pen.pitch * 0.15
    return Sheet(width, height, (*letters, *table.letters), tuple(table.rules), tuple(table.grounds), tuple(prose),
                 tuple(table.cells))  # fmt: skip


def _paragraph(pen: Pen, block: Text, room: float) -> list[str]:
    """Lines of a paragraph whose first is set in: the inset is a blank as wide while the lines are broken."""
    inset = block.inset * pen.size * 0.45
    first = pen.lines(block.text, room - inset)[0]
    rest = block.text[len(first) :].lstrip()
    return [first, *pen.lines(rest, room)] if rest else [first]


def ink(sheet: Sheet, rules: Iterable[Stroke] | None = None) -> Image.Image:
    """The sheet as print: grey letters' edges, black rules, on white, at 600 dpi."""
    scale = DPI / 72
    image = Image.new("L", (round(sheet.width * scale), round(sheet.height * scale)), 255)
    pen = ImageDraw.Draw(image)
    for x0, y0, x1, y1, grey in sheet.grounds:
        pen.rectangle((x0 * scale, y0 * scale, x1 * scale, y1 * scale), fill=grey)
    for stroke in sheet.rules if rules is None else rules:
        half = max(1.0, stroke.width * scale / 2)
        sides = (stroke.x0 * scale - half, stroke.y0 * scale - half, stroke.x1 * scale + half, stroke.y1 * scale + half)
        pen.rectangle(tuple(round(side) for side in sides), fill=round(255 * (1 - stroke.darkness)))
    for part in sheet.letters:
        pen.text((part.x * scale, part.base * scale), part.text, 0, face(part.face, part.size), "ls", language="th")
    return image
