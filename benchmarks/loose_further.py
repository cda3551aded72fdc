"""Further tables that are not ruled in full: long ones, merged cells, several below each other.

    python -m benchmarks.loose_further [FOLDER]

Draws them first if FOLDER (default: a temporary folder) has none: six reports in the rulings of `loose_corpus`, by
Typst, ReportLab and WeasyPrint. A figure each report and ruling: cells exact, and placed (text, row, column, both
spans), in per cent over the producers, with the number of tables found where it is another one.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.accuracy import Score, bare, common
from benchmarks.corpus_content import INDICATORS, SENTENCES, UNITS, Grid, Report, Row, Spot
from benchmarks.loose_corpus import PRODUCERS, RULINGS
from benchmarks.stitch import joined_tables
from extract.pdf import read_pdf

TAGS = ("typst", "reportlab", "weasyprint")
Texts = Sequence[Sequence[str | Spot]]


def _rows(texts: Texts) -> tuple[Row, ...]:
    return tuple(tuple(cell if isinstance(cell, Spot) else Spot(cell) for cell in row) for row in texts)


def _score(rng: random.Random) -> str:
    return f"{rng.randrange(5000, 10000) / 100:.2f}"


def long() -> Report:
    """Eighty rows over two or three pages."""
    rng = random.Random(5)
    body = [[str(n), rng.choice(INDICATORS), _score(rng), rng.choice(("ผ่าน", "ผ่านดี"))] for n in range(1, 81)]
    grid = Grid((0.7, 3.4, 1.2, 1.6), _rows([["ที่", "ตัวชี้วัด", "คะแนน", "ระดับ"]]), _rows(body))
    return Report("long", False, (SENTENCES[0], grid, SENTENCES[3]))


def two_levels() -> Report:
    """Sixty rows under a header on two levels."""
    rng = random.Random(9)
    head: Texts = [
        [Spot("ตัวชี้วัด", 1, 2), Spot("คะแนนที่ได้", 2), Spot("ผลต่าง", 1, 2)],
        ["ปี ๒๕๖๗", "ปี ๒๕๖๘"],
    ]
    body = [[f"{n}. {rng.choice(INDICATORS)}", *(_score(rng) for _ in range(3))] for n in range(1, 61)]
    return Report("two_levels", False, (SENTENCES[1], Grid((3.4, 1.4, 1.4, 1.4), _rows(head), _rows(body))))


def merged() -> Report:
    """An instrument's name and score, each once for its indicators."""
    rng = random.Random(6)
    names, body = list(INDICATORS), []
    for instrument, count in (("แบบวัด IIT", 5), ("แบบวัด EIT", 3), ("แบบวัด OIT", 2)):
        for place in range(count):
            row: list[str | Spot] = [names.pop(0), _score(rng)]
            body.append([Spot(instrument, 1, count), *row, Spot(_score(rng), 1, count)] if place == 0 else row)
    head = [["เครื่องมือ", "ตัวชี้วัด", "คะแนน", "คะแนนเครื่องมือ"]]
    return Report("merged", False, (SENTENCES[0], Grid((1.5, 3.4, 1.2, 1.6), _rows(head), _rows(body)), SENTENCES[3]))


def issues() -> Report:
    """An issue in several lines beside the measures that it is merged over."""
    rng = random.Random(7)
    body: list[list[str | Spot]] = []
    for issue, count in ((SENTENCES[3][:60], 3), (SENTENCES[5][:30], 2), (SENTENCES[7][:70], 3), (INDICATORS[1], 1)):
        for place in range(count):
            row: list[str | Spot] = [rng.choice(SENTENCES), rng.choice(UNITS), f"ไตรมาส {rng.randrange(1, 5)}"]
            body.append([Spot(issue, 1, count), *row] if place == 0 else row)
    head = [["ประเด็น", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา"]]
    return Report("issues", False, (SENTENCES[0], Grid((1.5, 3.4, 1.6, 1.2), _rows(head), _rows(body)), SENTENCES[3]))


def total() -> Report:
    """Ten scores and their total under a rule of its own (where the ruling has rules)."""
    rng = random.Random(10)
    body = [[str(n), name, _score(rng), "ผ่าน"] for n, name in enumerate(INDICATORS, 1)] + [["", "รวม", "81.20", "ผ่าน"]]
    grid = Grid((0.7, 3.4, 1.2, 1.6), _rows([["ที่", "ตัวชี้วัด", "คะแนน", "ระดับ"]]), _rows(body))
    return Report("total", False, (SENTENCES[0], grid, SENTENCES[3]))


def many() -> Report:
    """Four tables of one width below each other, each with a title."""
    rng = random.Random(8)
    blocks: list[str | Grid] = []
    for number in range(4):
        if number % 2:
            body = [[str(place + 1), UNITS[place], _score(rng), _score(rng)] for place in range(3)]
            grid = Grid((1.4, 3.2, 1.6, 1.6), _rows([["ที่", "หน่วยงาน", "ปี 2566", "ปี 2567"]]), _rows(body))
        else:
            body = [[INDICATORS[number * 2 + place], _score(rng), "ผ่าน"] for place in range(4)]
            grid = Grid((3.4, 1.2, 1.6), _rows([["ตัวชี้วัด", "คะแนน", "ระดับ"]]), _rows(body))
        blocks += [f"ตารางที่ {number + 1} ผลคะแนน", grid]
    return Report("many", False, tuple(blocks))


REPORTS = (long, two_levels, merged, issues, total, many)


def score(path: Path, report: Report) -> tuple[Score, int]:
    """Cells of all tables of a file, and how many tables too many or too few it has."""
    grids = [block for block in report.blocks if isinstance(block, Grid)]
    wanted = [
        (number, row, col, spot.col_span, spot.row_span, bare(spot.text))
        for number, grid in enumerate(grids)
        for row, col, spot in grid.places()
        if spot.text
    ]
    tables = joined_tables(read_pdf(path))
    found = [
        (number, row, col, col_span, row_span, bare(text))
        for number, table in enumerate(tables)
        for (row, col), (text, col_span, row_span) in table.cells.items()
    ]
    exact = common([cell[-1] for cell in wanted], [cell[-1] for cell in found])
    placed = common(map(str, wanted), map(str, found))
    return Score(cells=len(wanted), cells_exact=exact, cells_placed=placed), len(tables) - len(grids)


def main(arguments: list[str]) -> None:
    folder = Path(arguments[0]) if arguments else Path(tempfile.mkdtemp(prefix="thai-ita-further-"))
    folder.mkdir(parents=True, exist_ok=True)
    print(f"{'ruling':14}" + "".join(f"{make.__name__:>16}" for make in REPORTS) + "   cells exact / placed, %")
    for ruling in RULINGS:
        line = f"{ruling.name:14}"
        for make in REPORTS:
            report, sums, off = make(), Score(), 0
            for tag in TAGS:
                path = folder / f"{ruling.name}__{report.name}__{tag}.pdf"
                if not path.exists():
                    PRODUCERS[tag][0](report, ruling, path)
                one, more = score(path, report)
                sums.cells += one.cells
                sums.cells_exact += one.cells_exact
                sums.cells_placed += one.cells_placed
                off += abs(more)
            shares = f"{100 * sums.cells_exact / sums.cells:.0f} / {100 * sums.cells_placed / sums.cells:.0f}"
            line += f"{shares + (f' ({off})' if off else ''):>16}"
        print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
