"""What happens to paper between printer and file: skew, ground, blur, noise, copiers, worn rules, stamps, turns.

    scan(sheet, level, dpi, seed) -> Scan      level is one of LEVELS

Everything is drawn from the seed. `Scan.matrix` takes points of the upright page to pixels of the scan, so that truth
and scan can be laid over each other.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np

from benchmarks.scan_drawing import Sheet, ink
from benchmarks.scan_pen import DPI, Stroke

Image = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Scan:
    """A scanned page: pixels (grey or BGR), JPEG quality (None: without loss), and where points of the page lie."""

    image: Image
    quality: int | None
    matrix: tuple[tuple[float, float, float], tuple[float, float, float]]
    turn: int
    skew: float


@dataclass(frozen=True, slots=True)
class Wear:
    """How much a scanner does: degrees of skew, darkness of the ground, blur and noise, JPEG qualities."""

    skew: tuple[float, float] = (0, 0)
    ground: tuple[int, int] = (255, 255)
    blur: tuple[float, float] = (0, 0)  # sigma in pixels at 300 dpi
    noise: tuple[float, float] = (0, 0)
    quality: tuple[int, int] | None = None


PLAIN = Wear()
LIGHT = Wear((0.1, 0.5), (240, 252), (0.3, 0.6), (2, 4), (70, 85))
HEAVY = Wear((0.3, 1.5), (205, 245), (0.4, 0.9), (4, 10), (40, 70))
COPY = Wear((0.2, 1.0), (245, 255), (0.3, 0.6), (1, 3), (60, 85))


# ---- rules ----
def gaps(rules: tuple[Stroke, ...], rng: random.Random) -> Iterator[Stroke]:
    """Three gaps of 0.02 inch in each inch."""
    for rule in rules:
        yield from cut(rule, rng, every=72 / 3, widths=(1.44, 1.44))


def holes(rules: tuple[Stroke, ...], rng: random.Random) -> Iterator[Stroke]:
    """A gap of 0.05 to 0.1 inch in each inch and a half."""
    for rule in rules:
        yield from cut(rule, rng, every=108, widths=(3.6, 7.2))


def faint(rules: tuple[Stroke, ...], rng: random.Random) -> Iterator[Stroke]:
    """Thin grey rules, some lighter than others."""
    for rule in rules:
        yield replace(rule, width=0.4, darkness=rng.uniform(0.3, 0.6))


def doubled(rules: tuple[Stroke, ...], rng: random.Random) -> Iterator[Stroke]:
    """Each rule as two hairlines beside each other."""
    apart = rng.uniform(1.2, 2.2) / 2
    for rule in rules:
        for side in (-apart, apart):
            dx, dy = (0.0, side) if rule.y0 == rule.y1 else (side, 0.0)
            yield Stroke(rule.x0 + dx, rule.y0 + dy, rule.x1 + dx, rule.y1 + dy, 0.35, rule.darkness)


def cut(rule: Stroke, rng: random.Random, every: float, widths: tuple[float, float]) -> Iterator[Stroke]:
    """What is left of a rule with gaps, about one in so many points."""
    length = math.hypot(rule.x1 - rule.x0, rule.y1 - rule.y0)
    at, parts = 0.0, []
    mark = rng.uniform(0, every)
    while mark < length:
        parts.append((at, mark))
        at = mark + rng.uniform(*widths)
        mark = max(at, mark + every * rng.uniform(0.7, 1.3))
    parts.append((at, length))
    level = rule.y0 == rule.y1
    for start, end in parts:
        if end - start > 0.2:
            if level:
                yield replace(rule, x0=rule.x0 + start, x1=rule.x0 + end)
            else:
                yield replace(rule, y0=rule.y0 + start, y1=rule.y0 + end)


# ---- ink ----
def photocopied(image: Image, rng: random.Random, noise: np.random.Generator) -> Image:
    """Thick or thin ink with ragged edges, more contrast, specks, now and then a dark edge of the paper."""
    soft = np.asarray(cv2.GaussianBlur(image, (0, 0), 1.2), np.float32)
    grain = np.asarray(cv2.GaussianBlur(np.asarray(noise.normal(0, 60, image.shape), np.float32), (0, 0), 1.2))
    threshold = rng.choice((rng.uniform(120, 140), rng.uniform(165, 195)))  # what the copier takes for ink: thin, thick
    image = np.asarray(np.clip((soft + grain - threshold) * 3 + 128, 10, 255), np.uint8)
    height, width = image.shape
    for _ in range(rng.randint(80, 400)):
        at = (rng.randrange(width), rng.randrange(height))
        cv2.circle(image, at, rng.choice((1, 1, 2, 2, 3, 5)), rng.randint(0, 90), -1)
    if rng.random() < 0.3:
        cv2.rectangle(image, (0, 0), (rng.randint(20, 120), height), 60, -1)
    return image


def stamped(image: Image, sheet: Sheet, rng: random.Random) -> Image:
    """A ring with letters in blue or red over the rules, and a signature in pen."""
    scale = DPI / 72
    colour = rng.choice(((170, 60, 40), (50, 40, 190)))
    layer = np.full((*image.shape, 3), 255, np.uint8)
    middle = (int(sheet.width * scale * rng.uniform(0.35, 0.85)), int(sheet.height * scale * rng.uniform(0.3, 0.85)))
    radius = int(rng.uniform(42, 55) * scale)
    for share, thick in ((1.0, 1.8), (0.68, 1.0)):
        cv2.circle(layer, middle, int(radius * share), colour, int(thick * scale), cv2.LINE_AA)
    for spoke in range(0, 360, 24):
        turn = math.radians(spoke)
        at = (int(middle[0] + radius * 0.84 * math.cos(turn)), int(middle[1] + radius * 0.84 * math.sin(turn)))
        cv2.ellipse(
            layer, at, (int(5 * scale), int(3 * scale)), spoke, 0, rng.randint(180, 340), colour, 10, cv2.LINE_AA
        )
    pen = rng.choice(((150, 40, 20), (60, 50, 50)))
    start = np.array([middle[0] - rng.uniform(0.5, 2.5) * radius, middle[1] + rng.uniform(-1.5, 1.5) * radius])
    points = [start]
    for step in range(rng.randint(25, 45)):
        swing = rng.uniform(10, 40) * scale * (1 if step % 2 else -1)
        points.append(points[-1] + np.array([rng.uniform(0, 9) * scale, swing * rng.uniform(0.3, 1)]))
    line = cv2.GaussianBlur(np.array(points, np.float32), (1, 3), 0.8).reshape(-1, 1, 2).astype(np.int32)
    cv2.polylines(layer, [line], False, pen, int(1.1 * scale), cv2.LINE_AA)
    strength = rng.uniform(0.5, 0.85)  # of the stamp's ink
    tint = 255 - (255 - layer.astype(np.float32)) * strength
    return (image[..., None].astype(np.float32) * tint / 255).astype(np.uint8)


# ---- scanner ----
def _ground(shape: tuple[int, int], wear: Wear, rng: random.Random) -> Image:
    """Paper that is grey and grows darker to one side."""
    one, other = (rng.uniform(*wear.ground) for _ in range(2))
    across = np.linspace(0, 1, shape[1], dtype=np.float32)[None, :]
    down = np.linspace(0, 1, shape[0], dtype=np.float32)[:, None]
    share = rng.random()
    return np.asarray(one + (other - one) * (share * across + (1 - share) * down))


def scanned(image: Image, dpi: int, wear: Wear, turn: int, rng: random.Random, noise: np.random.Generator) -> Scan:
    """The print at so many dots an inch, worn, turned by so many quarters of a circle against the clock."""
    size = (round(image.shape[1] * dpi / DPI), round(image.shape[0] * dpi / DPI))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    skew = rng.uniform(*wear.skew) * rng.choice((-1, 1))
    turned = np.asarray(cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), skew, 1.0))
    if skew:
        white = (255, 255, 255)
        small = cv2.warpAffine(small, turned, size, flags=cv2.INTER_CUBIC, borderValue=white)
    page: Image = small.astype(np.float32)
    if wear.ground != (255, 255):
        paper = _ground(page.shape[:2], wear, rng)
        page = 255 - (255 - page) * rng.uniform(0.75, 0.97)
        page = page * (paper[..., None] if page.ndim == 3 else paper) / 255
    if sigma := rng.uniform(*wear.blur) * dpi / 300:
        page = cv2.GaussianBlur(page, (0, 0), sigma)
    if spread := rng.uniform(*wear.noise):
        page = page + noise.normal(0, spread, page.shape[:2])[(..., None) if page.ndim == 3 else ...]
    done = np.clip(page, 0, 255).astype(np.uint8)
    whole = _turned(turned @ np.diag([dpi / 72, dpi / 72, 1.0]), size, turn)
    quality = rng.randint(*wear.quality) if wear.quality else None
    rows = tuple(tuple(float(value) for value in row) for row in whole)
    return Scan(np.ascontiguousarray(np.rot90(done, turn)), quality, rows, turn, skew)  # type: ignore[arg-type]


def _turned(matrix: Image, size: tuple[int, int], quarters: int) -> Image:
    """The matrix when the picture is turned against the clock."""
    width, height = size
    for _ in range(quarters % 4):
        matrix = np.array([[0, 1, 0], [-1, 0, width - 1]]) @ np.vstack([matrix, [0, 0, 1]])
        width, height = height, width
    return matrix


@dataclass(frozen=True, slots=True)
class Level:
    """A kind of damage: the scanner's wear, what happens to rules, and to the ink."""

    wear: Wear
    rules: Callable[[tuple[Stroke, ...], random.Random], Iterator[Stroke]] | None = None
    copied: bool = False
    stamps: bool = False
    turns: bool = False


LEVELS: dict[str, Level] = {
    "clean": Level(PLAIN),
    "scan": Level(HEAVY),
    "photocopy": Level(COPY, copied=True),
    "stamps": Level(LIGHT, stamps=True),
    "turned": Level(LIGHT, turns=True),
    "gaps": Level(LIGHT, gaps),
    "holes": Level(LIGHT, holes),
    "faint": Level(LIGHT, faint),
    "doubled": Level(LIGHT, doubled),
}
OF_RULES = frozenset(name for name, level in LEVELS.items() if level.rules)


def scan(sheet: Sheet, level: str, dpi: int, seed: int) -> Scan:
    """The sheet printed, damaged and scanned; the same each time."""
    what = LEVELS[level]
    rng = random.Random(f"{level} {seed}")
    noise = np.random.default_rng(rng.randrange(2**32))
    rules = tuple(what.rules(sheet.rules, rng)) if what.rules else None
    image: Image = np.asarray(ink(sheet, rules))
    if what.copied:
        image = photocopied(image, rng, noise)
    if what.stamps:
        image = stamped(image, sheet, rng)
    turn = rng.randint(1, 3) if what.turns else 0
    return scanned(image, dpi, what.wear, turn, rng, noise)
