"""Invented reports as PDFs of a few pages, and as scans of one, in any number: for what costs time only on paper.

python -m benchmarks.drawn_reports FOLDER --pdfs 900 --scans 100
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from benchmarks.corpus import draw_reportlab
from benchmarks.corpus_content import SENTENCES, TIMES, UNITS, Grid, Report
from benchmarks.cut_pages import rows_of
from benchmarks.scan_specimens import as_pdf, scans
from benchmarks.small_reports import report_content

FONT, POINTS = "Sarabun", 13
STEPS = ("มาตรการ", "ขั้นตอนการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลา", "ผลการดำเนินการ")


def write_drawn(folder: Path, pdfs: int, scanned: int) -> None:
    """Draw `pdfs` digital reports of about four pages and `scanned` scans of one page below `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(pdfs):
        draw_reportlab(_long(number), folder / f"report_{number:05d}.pdf", FONT, POINTS)
    for number in range(pdfs, pdfs + scanned):
        path = folder / f"scan_{number:05d}.pdf"
        draw_reportlab(_short(number), path, FONT, POINTS)
        as_pdf(scans(path, 200, seed=number)[:1], 200, path)


def _short(number: int) -> Report:
    heads, (scores, _) = report_content(number)
    return Report(
        "scores", False, (*heads, Grid((0.6, 4, 1.4), tuple(rows_of(scores[:1])), tuple(rows_of(scores[1:]))))
    )


def _long(number: int) -> Report:
    dice = random.Random(number)
    measures = [[f"{place}", *_measure(dice)] for place in range(1, 13)]
    steps = Grid((0.5, 2.4, 3, 1.3, 1.5, 2.4), tuple(rows_of([("ที่", *STEPS)])), tuple(rows_of(measures)))
    prose = [" ".join(dice.sample(SENTENCES, 4)) for _ in range(8)]
    return Report("report", False, (*_short(number).blocks, *prose, steps, *prose[:2]))


def _measure(dice: random.Random) -> tuple[str, ...]:
    work = "\n".join(f"{place}. {text}" for place, text in enumerate(dice.sample(SENTENCES, 2), 1))
    return dice.choice(SENTENCES), work, dice.choice(UNITS), dice.choice(TIMES), dice.choice(SENTENCES)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pdfs", type=int, default=90)
    parser.add_argument("--scans", type=int, default=10)
    wanted = parser.parse_args()
    write_drawn(wanted.folder, wanted.pdfs, wanted.scans)


if __name__ == "__main__":
    main()
