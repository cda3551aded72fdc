"""Draws PDF specimens from the text specimens: the same invented reports, as Word, browsers and printers publish them.

    python -m benchmarks.specimens data/raw/specimens

Writes `scores_digital.pdf` (portrait), `measures_landscape.pdf` (over several pages, rows cut by the page's end) and
`scores_turned.pdf` (the first with its pages on their side). Their golden tables are written by tests/test_golden.py.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.corpus import draw_reportlab, draw_typst
from benchmarks.corpus_content import Grid, Report, Row, Spot
from extract import read
from extract.document import Document, Paragraph, Table


def as_report(document: Document, name: str, landscape: bool) -> Report:
    """A read text document as one to be drawn."""
    blocks: list[str | Grid] = []
    for block in document.blocks:
        if isinstance(block, Table):
            blocks.append(as_grid(block))
        elif block.text.strip():
            blocks.append(block.text if isinstance(block, Paragraph) else "")
    return Report(name, landscape, tuple(blocks))


def as_grid(table: Table) -> Grid:
    """A read table, its columns as wide as their text asks, its first row the header."""
    rows: list[Row] = []
    lengths = [6.0] * table.col_count
    for row_no in range(1, table.row_count + 1):
        cells = [cell for cell in table.cells if cell.row_no == row_no]
        rows.append(tuple(Spot(cell.text, cell.col_span, cell.row_span) for cell in cells))
        for cell in cells:
            if cell.col_span == 1:
                lengths[cell.col_no - 1] = max(lengths[cell.col_no - 1], min(40.0, len(cell.text) ** 0.75))
    return Grid(tuple(lengths), tuple(rows[:1]), tuple(rows[1:]))


def draw_specimens(folder: Path) -> list[Path]:
    """The PDFs, drawn beside the text specimens in `folder`."""
    import pikepdf  # noqa: PLC0415

    scores, measures, turned = (
        folder / f"{name}.pdf" for name in ("scores_digital", "measures_landscape", "scores_turned")
    )
    draw_typst(as_report(read(folder / "score_two_years.txt"), "scores", False), scores, "Sarabun", 11)
    draw_reportlab(as_report(read(folder / "measures_by_item.txt"), "measures", True), measures, "Sarabun", 11)
    with pikepdf.open(scores) as document:
        for page in document.pages:
            page.Rotate = 90
        document.save(turned, deterministic_id=True)
    return [scores, measures, turned]


if __name__ == "__main__":
    for path in draw_specimens(Path(sys.argv[1])):
        print(path, path.stat().st_size, "bytes")
