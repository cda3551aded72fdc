"""Are glyphs and cells those of pdfplumber, with our additions off? Compares every page of every PDF of a folder.

    python -m benchmarks.equality FOLDER …

Glyphs: text and box (0.01 pt) of `page.chars`, in order. Cells: the boxes (0.1 pt) of each table of `find_tables`. Ends
with 1 where a page differs.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any

from extract.pdf_cells import find_cells, group_tables
from extract.pdf_content import read_content
from extract.pdf_edges import to_edges
from extract.pdf_file import open_pdf
from extract.pdf_fonts import FontShelf
from extract.pdf_glyphs import PageContent

CLOSE = 0.01  # points


@dataclass(slots=True)
class Compared:
    """Counts of what was compared, and a sentence for each page that differs."""

    pages: int = 0
    glyphs: int = 0
    tables: int = 0
    differences: list[str] = field(default_factory=list)


def compare(path: Path, wanted: Callable[[int], bool] = lambda _: True) -> Compared:
    """Compares the pages of a file whose numbers (from 1) are `wanted`."""
    found = Compared()
    for number, view, content in _pages(path, wanted):
        found.pages += 1
        found.glyphs += len(content.glyphs)
        theirs, ours = _their_tables(view), _our_tables(view, content)
        found.tables += len(theirs)
        fault = _glyph_fault(view, content)
        if fault is None and theirs != ours:
            fault = f"{len(theirs)} tables there, {len(ours)} here, or other cells"
        if fault:
            found.differences.append(f"{path.name}, page {number}: {fault}")
    return found


def _pages(path: Path, wanted: Callable[[int], bool]) -> Iterator[tuple[int, Any, PageContent]]:
    import pdfplumber  # noqa: PLC0415

    with pdfplumber.open(path) as theirs, open_pdf(path) as ours:
        shelf = FontShelf(ours.resources, plain=True)
        for number, (view, page) in enumerate(zip(theirs.pages, ours.pages(), strict=True), 1):
            if wanted(number):
                yield number, view, read_content(page, shelf, plain=True)
                view.close()


def _glyph_fault(view: Any, content: PageContent) -> str | None:
    left, top = view.mediabox[:2]
    for place, (char, glyph) in enumerate(zip_longest(view.chars, content.glyphs)):
        if char is None or glyph is None:
            return f"{len(view.chars)} glyphs there, {len(content.glyphs)} here"
        box = (char["x0"] - left, char["x1"] - left, char["top"] - top, char["bottom"] - top)
        if char["text"] != glyph[0]:
            return f"glyph {place} is {char['text']!r} there, {glyph[0]!r} here"
        if any(abs(there - here) > CLOSE for there, here in zip(box, glyph[1:5], strict=True)):
            return f"glyph {place} ({glyph[0]!r}) stands elsewhere"
    return None


def _their_tables(view: Any) -> list[list[tuple[float, ...]]]:
    tables = view.find_tables()
    return sorted(sorted(tuple(round(side, 1) for side in cell) for cell in table.cells) for table in tables)


def _our_tables(view: Any, content: PageContent) -> list[list[tuple[float, ...]]]:
    left, top = view.mediabox[:2]
    tables = group_tables(find_cells(to_edges(content.rules, plain=True)))
    return sorted(
        sorted(
            (round(x0 + left, 1), round(y0 + top, 1), round(x1 + left, 1), round(y1 + top, 1))
            for x0, y0, x1, y1 in table
        )
        for table in tables
    )


def main(folders: Sequence[str]) -> int:
    total = Compared()
    files = sorted(path for folder in folders for path in Path(folder).glob("*.pdf"))
    for path in files:
        found = compare(path)
        total.pages += found.pages
        total.glyphs += found.glyphs
        total.tables += found.tables
        total.differences += found.differences
        for line in found.differences:
            print(line, flush=True)
    print(
        f"{len(files)} files, {total.pages} pages, {total.glyphs} glyphs, {total.tables} tables: "
        f"{len(total.differences)} pages differ"
    )
    return 1 if total.differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
