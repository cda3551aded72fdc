"""Draws a line of text as a scan of printed paper shows it: shaped by HarfBuzz (Pillow with Raqm), then damaged."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont, features

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Gray = NDArray[np.uint8]

SUPERSAMPLED = 3  # drawn so many times larger than the scan, so that ink can swell by less than a pixel
# Height of ท against the em in TH Sarabun New: other families are drawn in a size that makes their letters as high.
LETTER_HEIGHT = 0.4
MARGIN = 0.22  # letter heights of white that the product leaves around a line
POINTS = (12, 13, 14, 14, 15, 16, 16, 16, 16, 18, 20, 24)
RESOLUTIONS = (150, 200, 200, 200, 250, 300, 300)


@dataclass(frozen=True, slots=True)
class Face:
    """A font file, the size at which its letters are as high as TH Sarabun New's, and the letters that it has."""

    path: Path
    scale: float
    letters: frozenset[str]

    @classmethod
    def of(cls, path: Path) -> Face:
        """Reads the font. Raises OSError where it is none, RuntimeError where Pillow cannot shape Thai."""
        if not features.check("raqm"):
            raise RuntimeError("Pillow was built without Raqm and would not stack Thai marks; install another build.")
        from fontTools.ttLib import TTFont  # noqa: PLC0415  (fonts are read only where lines are drawn)

        height = -ImageFont.truetype(str(path), 1000).getbbox("ท", anchor="ls")[1]
        return cls(path, LETTER_HEIGHT * 1000 / height, frozenset(map(chr, TTFont(path).getBestCmap())))

    def can_draw(self, text: str) -> bool:
        return self.letters.issuperset(text.replace(" ", ""))


def as_gray(values: Any) -> Gray:
    """An array of any kind as grey levels, those beyond 0 to 255 cut off."""
    gray: Gray = np.clip(values, 0, 255).astype(np.uint8)
    return gray


def inked(text: str, face: Face, pixels: float, cropped: bool, rng: np.random.Generator) -> Gray:
    """Black on white, SUPERSAMPLED times larger than `pixels` an em of TH Sarabun New.

    `cropped` has the margins that the product leaves around a line's ink, else they vary as a cell's do.
    """
    size = pixels * SUPERSAMPLED
    font = ImageFont.truetype(str(face.path), round(size * face.scale), layout_engine=ImageFont.Layout.RAQM)
    left, top, right, bottom = font.getbbox(text, anchor="ls")
    if cropped:
        pad = max(3 * SUPERSAMPLED, MARGIN * LETTER_HEIGHT * size) * rng.uniform(0.85, 1.2)
        margins, side = np.array((pad, pad)), pad
    else:
        top, bottom, margins, side = loose(top, bottom, size, rng)
    width, height = int(right - left + 2 * side), int(bottom - top + margins.sum())
    image = Image.new("L", (width, height), 255)
    ImageDraw.Draw(image).text((side - left, margins[0] - top), text, font=font, fill=0, anchor="ls")
    return np.asarray(image)


def loose(
    top: float, bottom: float, size: float, rng: np.random.Generator
) -> tuple[float, float, NDArray[np.float64], float]:
    """Top and bottom of a line, its margins above and below, and that at its sides, as other crops have them."""
    if rng.random() < 0.55:  # the height of a line whatever stands in it; else the ink alone
        top, bottom = min(top, -size * 0.76), max(bottom, size * 0.24)
    margins = SUPERSAMPLED * rng.choice((1.5, 3, 4, 5, 7), 2) + size * rng.choice((0, 0, 0.05, 0.15), 2)
    side = SUPERSAMPLED * rng.uniform(1, 10) + size * rng.choice((0.05, 0.1, 0.2, 0.6))
    return top, bottom, margins, side


def with_rules(image: Gray, rng: np.random.Generator) -> Gray:
    """Leaves what a crop leaves of a table's rules at its edges, and now and then a rule that touches the letters."""
    image = image.copy()
    height, width = image.shape
    thick = int(SUPERSAMPLED * rng.uniform(0.7, 3))
    for side in range(4):
        if rng.random() < 0.09:
            start, end = (0, 1) if rng.random() < 0.7 else sorted(rng.random(2))
            shade = rng.integers(0, 130)
            edge = slice(0, thick) if side in {1, 2} else slice(-thick, None)
            if side < 2:
                image[edge, int(start * width) : int(end * width)] = shade
            else:
                image[int(start * height) : int(end * height), edge] = shade
    if rng.random() < 0.05:
        row = int(height * rng.uniform(0.72, 0.97))
        image[row : row + max(2, thick // 2)] = np.minimum(image[row : row + max(2, thick // 2)], rng.integers(0, 120))
    return image


def with_ink(image: Gray, rng: np.random.Generator) -> Gray:
    """Thick or thin ink, and a slant for italics: on the enlarged drawing, finer than a scan's pixel."""
    chance = rng.random()
    if chance < 0.4:
        soft = cv2.GaussianBlur(image, (0, 0), SUPERSAMPLED * rng.uniform(0.3, 0.6)).astype(np.float32)
        level = rng.uniform(145, 200) if chance < 0.22 else rng.uniform(85, 125)
        image = as_gray((soft - level) * 6 + 128)
    height, width = image.shape
    if rng.random() < 0.06:
        slant = np.array([[1, -rng.uniform(0.12, 0.22), 0.1 * height], [0, 1, 0]], np.float32)
        image = as_gray(cv2.warpAffine(image, slant, (width + int(0.1 * height), height), borderValue=255))
    if rng.random() < 0.5:
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), rng.normal(0, 0.3 if width > 8 * height else 0.8), 1)
        image = as_gray(cv2.warpAffine(image, turn, (image.shape[1], height), borderMode=cv2.BORDER_REPLICATE))
    return image


def scanned(image: Gray, resolution: int, rng: np.random.Generator) -> Gray:
    """Print and scan: blur, grey ground, low contrast, noise, specks, JPEG, and photocopies of one bit."""
    spread = rng.uniform(0.3, 0.75) * max(1.0, resolution / 220)
    paper = np.asarray(cv2.GaussianBlur(image.astype(np.float32), (0, 0), spread), np.float32)
    ink, ground = rng.uniform(0, 75), rng.uniform(205, 255)
    if rng.random() < 0.12:
        ink, ground = rng.uniform(70, 120), rng.uniform(165, 225)
    if resolution >= 200 and rng.random() < 0.1:  # holes in the ink of a worn drum or a dry ribbon
        holes = cv2.GaussianBlur(rng.random(paper.shape, dtype=np.float32), (0, 0), 0.8)
        np.maximum(paper, 190, out=paper, where=np.asarray(holes) > rng.uniform(0.62, 0.7))
    width = paper.shape[1]
    ramp = np.linspace(0, rng.normal(0, 14), width, dtype=np.float32)[None, :]
    page = ink + (ground - ink) * paper / 255 + ramp
    page += rng.normal(0, rng.choice((0, 0.02, 0.04, 0.06)) * (ground - ink), page.shape)
    if rng.random() < 0.12:
        specks = rng.random(page.shape)
        page[specks < 0.002] = ink
        page[specks > 0.998] = ground
    if rng.random() < 0.15:
        page = with_dirt(page, resolution, rng)
    scan = as_gray(page)
    if rng.random() < 0.2:
        scan = as_gray(cv2.threshold(scan, (ink + ground) / 2 + rng.normal(0, 15), 255, cv2.THRESH_BINARY)[1])
    if rng.random() < 0.6:
        _, data = cv2.imencode(".jpg", scan, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(30, 92))])
        scan = as_gray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE))
    return scan


def with_dirt(page: NDArray[np.floating[Any]], resolution: int, rng: np.random.Generator) -> NDArray[Any]:
    """A few round specks as a copier's glass leaves them: the network has to learn that they are no full stops."""
    height, width = page.shape
    page = np.ascontiguousarray(page, np.float32)
    for _ in range(rng.integers(1, 3 + width // 200)):
        at = (int(rng.integers(width)), int(rng.integers(height)))
        reach = rng.uniform(0.3, 1.1) * resolution / 200
        cv2.circle(page, at, round(reach), float(rng.uniform(0, 110)), -1)
    return page


def draw(
    text: str, face: Face, resolution: int, points: float, damaged: bool, cropped: bool, rng: np.random.Generator
) -> Gray:
    """A grey picture of a line at `resolution` dots an inch, as tall as `points` of TH Sarabun New are."""
    image = inked(text, face, points * resolution / 72, cropped, rng)
    if damaged and not (cropped and rng.random() < 0.7):  # the product has taken out most rules before it crops
        image = with_rules(image, rng)
    if damaged:
        image = with_ink(image, rng)
    height, width = image.shape
    size = (max(8, width // SUPERSAMPLED), max(8, height // SUPERSAMPLED))
    image = as_gray(cv2.resize(image, size, interpolation=cv2.INTER_AREA))
    return scanned(image, resolution, rng) if damaged else image
