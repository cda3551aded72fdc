"""Draws a set of lines: `python -m training.dataset FONTS OUT --role train --sets 20 --first 0 --lines 400`.

Each set is OUT/NNNN.tif with OUT/NNNN.box, which `tesseract NNNN.tif NNNN --psm 13 lstm.train` turns into
NNNN.lstmf (one page a line; that step is quadratic in pages, so a set stays below 500). OUT/NNNN.tsv says what each
page is: kind, cell, face, dpi, points, damaged, text. The number of a set is its seed.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from training.drawing import POINTS, RESOLUTIONS, Face, draw
from training.fonts import families
from training.texts import Writer, as_trained

if TYPE_CHECKING:
    from training.drawing import Gray

WIDEST = 2800  # pixels; a longer line is thrown away
CLEAN = 0.2  # of the lines are drawn without damage
CROPPED = 0.75  # of the lines that are trained on have the margins of the product's own crops; those for figures all


@dataclass(frozen=True, slots=True)
class Line:
    """A drawn line and what is known of it."""

    image: Gray
    kind: str
    cell: str
    face: str
    resolution: int
    points: float
    damaged: bool
    text: str


def faces(folder: Path, role: str) -> tuple[list[Face], list[float]]:
    """The fetched faces of a role, and their weights: bold is drawn two thirds as often as regular."""
    found, weights = [], []
    for family in families():
        if family.role == role:
            for name, share in zip(family.face_names(), (1.0, 0.67), strict=True):
                found.append(Face.of(folder / role / name))
                weights.append(family.weight * share)
    return found, weights


def lines(
    folder: Path,
    role: str,
    seed: int,
    count: int,
    resolutions: tuple[int, ...] = RESOLUTIONS,
    asked: frozenset[str] = frozenset(),
) -> Iterator[Line]:
    """`count` lines, the same again for the same arguments; `asked` names the kinds, all where it is empty."""
    random, rng = Random(seed), np.random.default_rng(seed)
    writer = Writer(random)
    candidates, weights = faces(folder, role)
    made = 0
    while made < count:
        kind, text = writer.lines(1, asked)[0]
        face = random.choices(candidates, weights)[0]
        points, resolution = random.choice(POINTS) * random.uniform(0.95, 1.05), random.choice(resolutions)
        if not face.can_draw(text):
            continue
        damaged = random.random() >= CLEAN
        cropped = role == "held_out" or random.random() < CROPPED
        image = draw(text, face, resolution, points, damaged, cropped, rng)
        if image.shape[1] <= WIDEST:
            made += 1
            yield Line(image, kind.name, kind.cell, face.path.stem, resolution, round(points, 1), damaged, text)


def save(drawn: list[Line], stem: Path) -> None:
    """Writes one set."""
    images = [Image.fromarray(line.image) for line in drawn]
    images[0].save(stem.with_suffix(".tif"), save_all=True, append_images=images[1:], dpi=(300, 300))
    with stem.with_suffix(".box").open("w", encoding="utf-8") as box:
        for page, line in enumerate(drawn):
            height, width = line.image.shape
            box.write(f"WordStr 0 0 {width} {height} {page} #{as_trained(line.text)}\n")
            box.write(f"\t {width} 0 {width + 1} {height} {page}\n")
    with stem.with_suffix(".tsv").open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, delimiter="\t")
        for line in drawn:
            writer.writerow([line.kind, line.cell, line.face, line.resolution, line.points, line.damaged, line.text])


def main(arguments: list[str]) -> None:
    """Draws the sets that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("fonts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--role", choices=("train", "held_out"), default="train")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--sets", type=int, default=1)
    parser.add_argument("--lines", type=int, default=400)
    parser.add_argument("--dpi", type=int, nargs="*", default=list(RESOLUTIONS))
    parser.add_argument("--kinds", nargs="*", default=[])
    asked = parser.parse_args(arguments)
    asked.out.mkdir(parents=True, exist_ok=True)
    for seed in range(asked.first, asked.first + asked.sets):
        drawn = list(lines(asked.fonts, asked.role, seed, asked.lines, tuple(asked.dpi), frozenset(asked.kinds)))
        save(drawn, asked.out / f"{seed:04}")


if __name__ == "__main__":
    main(sys.argv[1:])
