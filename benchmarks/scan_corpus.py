"""Draws scans with their truth into a folder, in every face of a folder of fonts.

    python -m benchmarks.scan_corpus OUT --fonts FOLDER [--pages N] [--dpi 300 --dpi 200] [--level clean …]

FOLDER holds faces as `python -m training.fonts` leaves them: `<Family>-Regular.ttf`, and `<Family>-Bold.ttf` for the
headings. For each face, resolution and kind of damage N pages are drawn (kinds of pages in turn), each beside its
`.json` of truth. The pages are the same at every resolution. Pillow needs libfribidi to shape Thai.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2
from PIL import Image as Picture
from PIL import features

from benchmarks.scan_content import KINDS, page
from benchmarks.scan_damage import LEVELS, OF_RULES, Scan, scan
from benchmarks.scan_drawing import Sheet, lay_out
from benchmarks.scan_pen import TrueCell

RESOLUTIONS = (300, 200)
TABLES = tuple(kind for kind in KINDS if kind != "memo")


@dataclass(frozen=True, slots=True)
class Job:
    """One scan to draw."""

    font: Path
    dpi: int
    level: str
    kind: str
    seed: int

    @property
    def name(self) -> str:
        return f"{self.font.stem.removesuffix('-Regular')}_{self.dpi}_{self.level}_{self.kind}{self.seed}"


@dataclass(frozen=True, slots=True)
class TruePage:
    """A drawn scan as its `.json` tells it: what was done and what stands on it."""

    image: Path
    font: str
    dpi: int
    level: str
    kind: str
    turn: int
    matrix: tuple[tuple[float, float, float], tuple[float, float, float]]
    size: tuple[float, float]
    prose: tuple[str, ...]
    cells: tuple[TrueCell, ...]


def faces(folder: Path) -> list[Path]:
    """The faces to draw: regular ones, or all where none says that it is."""
    files = sorted(path for path in folder.iterdir() if path.suffix in (".ttf", ".otf"))
    return [path for path in files if path.stem.endswith("-Regular")] or files


def bold_of(font: Path) -> Path | None:
    bold = font.with_name(font.name.replace("-Regular", "-Bold"))
    return bold if bold != font and bold.exists() else None


def jobs(fonts: Sequence[Path], pages: int, resolutions: Sequence[int], levels: Sequence[str]) -> Iterator[Job]:
    """The scans of a corpus: kinds of pages take turns over faces, damage and pages."""
    for place, font in enumerate(fonts):
        for dpi in resolutions:
            for level in levels:
                kinds = TABLES if level in OF_RULES else tuple(KINDS)
                step = list(LEVELS).index(level)
                for number in range(pages):
                    turn = place * 3 + step * 2 + number
                    yield Job(font, dpi, level, kinds[turn % len(kinds)], 10_000 * place + 100 * step + number)


def draw(job: Job, folder: Path) -> Path:
    """The scan and its truth in the folder; gives the picture's path."""
    sheet = lay_out(page(job.kind, job.seed), job.font, job.seed, bold_of(job.font))
    done = scan(sheet, job.level, job.dpi, job.seed)
    path = folder / f"{job.name}{'.jpg' if done.quality else '.png'}"
    write_picture(done, path, job.dpi)
    path.with_suffix(".json").write_text(_truth(job, sheet, done, path), encoding="utf-8")
    return path


def write_picture(done: Scan, path: Path, dpi: int) -> None:
    """The scan as PNG, or as JPEG of its quality, with its resolution."""
    pixels = done.image if done.image.ndim == 2 else cv2.cvtColor(done.image, cv2.COLOR_BGR2RGB)
    picture = Picture.fromarray(pixels)
    if done.quality:
        picture.save(path, dpi=(dpi, dpi), quality=done.quality)
    else:
        picture.save(path, dpi=(dpi, dpi))


def _truth(job: Job, sheet: Sheet, done: Scan, path: Path) -> str:
    values = {
        "image": path.name, "font": job.font.stem.removesuffix("-Regular"), "dpi": job.dpi, "level": job.level,
        "kind": job.kind, "turn": done.turn, "matrix": done.matrix, "size": (sheet.width, sheet.height),
        "prose": sheet.prose, "cells": [asdict(cell) for cell in sheet.cells],
    }  # fmt: skip
    return json.dumps(values, ensure_ascii=False)


def true_pages(folder: Path) -> list[TruePage]:
    """The drawn scans of a folder."""
    pages = []
    for path in sorted(folder.glob("*.json")):
        values = json.loads(path.read_text(encoding="utf-8"))
        values["image"] = folder / values["image"]
        values["cells"] = tuple(TrueCell(**{**cell, "box": tuple(cell["box"])}) for cell in values["cells"])
        pages.append(TruePage(**{**values, "prose": tuple(values["prose"])}))
    return pages


def draw_corpus(
    folder: Path, fonts: Path, pages: int, resolutions: Sequence[int] = RESOLUTIONS, levels: Sequence[str] = ()
) -> int:
    """Draws what is not there yet; gives the number of scans."""
    if not features.check("raqm"):
        raise SystemExit("Pillow cannot shape Thai here; install libfribidi (Debian: apt-get install libfribidi0).")
    folder.mkdir(parents=True, exist_ok=True)
    wanted = list(jobs(faces(fonts), pages, resolutions, levels or tuple(LEVELS)))
    for job in wanted:
        if not (folder / f"{job.name}.json").exists():
            draw(job, folder)
    return len(wanted)


def options(parser: argparse.ArgumentParser) -> None:
    """What to draw, for this command and for the benchmark."""
    parser.add_argument("--fonts", type=Path, help="folder of font files; no face of it may have been trained on")
    parser.add_argument("--pages", type=int, default=2, help="pages a face, resolution and kind of damage")
    parser.add_argument("--dpi", type=int, action="append", help="resolution; may be given again (300 and 200)")
    parser.add_argument(
        "--level", choices=list(LEVELS), action="append", help="kind of damage; may be given again (all)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scan_corpus", description=__doc__.split("\n")[0])
    parser.add_argument("out", type=Path)
    options(parser)
    given = parser.parse_args()
    if given.fonts is None:
        parser.error("say with --fonts where font files are")
    count = draw_corpus(given.out, given.fonts, given.pages, given.dpi or RESOLUTIONS, given.level or ())
    print(count, "scans in", given.out)


if __name__ == "__main__":
    main()
