"""Draws pages with ruled tables for the tests of the scan reader, each with the cells that are on it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import fontpkg_sarabun
import numpy as np
from PIL import Image, ImageDraw, ImageFont

DPI = 200
UNIT = DPI / 72
Span = tuple[int, int, int, int]  # row, column, rows, columns, from 1


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """Where a table's rules are, in points, and what stands in its cells (spans not named are single cells)."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    texts: dict[tuple[int, int], str]
    spans: tuple[Span, ...] = ()

    def cells(self) -> list[Span]:
        covered = {
            (row + down, column + right)
            for row, column, rows, columns in self.spans
            for down in range(rows)
            for right in range(columns)
        }
        single = [
            (row, column, 1, 1)
            for row in range(1, len(self.ys))
            for column in range(1, len(self.xs))
            if (row, column) not in covered
        ]
        return sorted([*self.spans, *single])

    def rules(self) -> list[tuple[float, float, float, float]]:
        """Each side of each cell once: x0, y0, x1, y1."""
        sides = set()
        for row, column, rows, columns in self.cells():
            left, right = self.xs[column - 1], self.xs[column - 1 + columns]
            top, bottom = self.ys[row - 1], self.ys[row - 1 + rows]
            sides |= {(left, top, right, top), (left, bottom, right, bottom)}
            sides |= {(left, top, left, bottom), (right, top, right, bottom)}
        return sorted(sides)


@cache
def font(points: float, bold: bool = False) -> ImageFont.FreeTypeFont:
    name = "Sarabun-Bold.ttf" if bold else "Sarabun-Regular.ttf"
    path = next(Path(fontpkg_sarabun.__file__).parent.rglob(name))
    return ImageFont.truetype(str(path), round(points * UNIT), layout_engine=ImageFont.Layout.BASIC)


def blank(width: float = 595, height: float = 842) -> Image.Image:
    return Image.new("L", (round(width * UNIT), round(height * UNIT)), 255)


def write(page: Image.Image, x: float, baseline: float, text: str, points: float = 12, bold: bool = False) -> None:
    ImageDraw.Draw(page).text((x * UNIT, baseline * UNIT), text, font=font(points, bold), fill=0, anchor="ls")


def draw_table(page: Image.Image, table: DrawnTable, *, points: float = 12, wide: int = 2) -> None:
    draw = ImageDraw.Draw(page)
    for x0, y0, x1, y1 in table.rules():
        draw.line([x0 * UNIT, y0 * UNIT, x1 * UNIT, y1 * UNIT], fill=0, width=wide)
    for (row, column), text in table.texts.items():
        for number, line in enumerate(text.split("\n")):
            baseline = table.ys[row - 1] + points * (1.3 + 1.6 * number)
            write(page, table.xs[column - 1] + 5, baseline, line, points)


def even_table(rows: int, columns: int, texts: dict[tuple[int, int], str], spans: Sequence[Span] = ()) -> DrawnTable:
    xs = tuple(50 + 490 / columns * number for number in range(columns + 1))
    ys = tuple(100 + 30.0 * number for number in range(rows + 1))
    return DrawnTable(xs, ys, texts, tuple(spans))


def worn(page: Image.Image, *, angle: float = 0.0, noise: float = 6.0, blur: float = 0.7, seed: int = 1) -> Any:
    """The page as a scanner gives it: askew, soft, grey and grainy."""
    pixels: Any = np.asarray(page, np.float32)
    height, width = pixels.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    pixels = cv2.warpAffine(pixels, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    pixels = cv2.GaussianBlur(pixels, (0, 0), blur) * (185 / 255) + 40
    pixels = pixels - np.linspace(0, 25, width, dtype=np.float32)[None]
    grain = np.random.default_rng(seed).normal(0, noise, pixels.shape)
    return np.clip(pixels + grain, 0, 255).astype(np.uint8)


def with_gaps(page: Image.Image, table: DrawnTable, inches: float, an_inch: float = 3.0, seed: int = 1) -> Image.Image:
    """The page with pieces of its rules missing."""
    rng = random.Random(seed)
    pixels = np.array(page)
    gap = round(inches * DPI)
    for x0, y0, x1, y1 in table.rules():
        length = max(x1 - x0, y1 - y0) * UNIT
        for _ in range(int(length / DPI * an_inch)):
            at = rng.uniform(0, length)
            if y0 == y1:
                left, top = round(x0 * UNIT + at), round(y0 * UNIT)
                pixels[top - 3 : top + 4, left : left + gap] = 255
            else:
                left, top = round(x0 * UNIT), round(y0 * UNIT + at)
                pixels[top : top + gap, left - 3 : left + 4] = 255
    return Image.fromarray(pixels)
