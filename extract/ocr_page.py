"""One page of pixels to tables and paragraphs in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from extract.document import UNSURE_BELOW, Notice
from extract.ocr_cells import share_out, to_table
from extract.ocr_colour import black_ink
from extract.ocr_columns import check_columns, distrust_page
from extract.ocr_erasing import without_rules
from extract.ocr_grid import RuledGrid, find_grids
from extract.ocr_ink import Ink, find_ink
from extract.ocr_lines import InkLine, Pieces, find_lines, glyph_count, is_filled, is_hyphen, letter_height, picture_of
from extract.ocr_raster import Pixels, Raster, flattened, resized
from extract.ocr_reading import LineReading, miscounted, read_line_twice
from extract.ocr_scan import READER, Doubt, ScanCell, ScanRead
from extract.ocr_skew import deskewed
from extract.ocr_specks import find_specks
from extract.ocr_turn import upright
from extract.pdf_fitness import measure
from extract.pdf_lines import TextLine
from extract.pdf_page import lines_of
from extract.pdf_paragraphs import TextBlock, to_paragraphs
from extract.pdf_tables import GridTable

_MOST_DPI = 300.0  # more shows nothing more of a letter, and takes longer
_LEAST_DPI = 150.0
_LETTER_SHARE = 0.5  # of a font's size is the height of its letters, as Thai office fonts are drawn
_NO_TEXT = 0.93  # mean confidence below which ink is a picture, a stamp or handwriting; damaged print has 0.96
_MOST_ON_PAGE = 20_000  # pieces of ink; the fullest page of print has a third of that
_MOST_PIECES = 350  # letters and marks of a line; what has more is a screen of dots, and reading it takes seconds
_MISCOUNTED = 0.35  # the most confidence of a number with more digits than there are pieces of ink
_DUST = 0.5  # letter heights; what is lower and cannot be read is dust
_SURE_TEXT = 0.97  # above this it is text however few letters there are to the ink (`ลงชื่อ ______`)
_NO_TEXT_IN_CELL = 0.7  # the same in a table, where a picture is rarer and what is there is told in any case
_MOST_LINES = 1_500  # of a page; a picture of sand has more


_HYPHEN = LineReading("-", "-", 0.95, 0.95)


@dataclass(slots=True)
class Sheet:
    """A straight page: its number, pixels without rules, by how many clockwise quarters it was turned, its tables, its
    ink, the usual letter height, and what was no text."""

    number: int
    plane: Pixels
    dpi: float
    quarters: int
    grids: Sequence[RuledGrid]
    ink: Ink
    usual: float | None
    lines_left: int = _MOST_LINES
    skipped: int = 0

    @property
    def unit(self) -> float:
        """Pixels to a point."""
        return self.dpi / 72


def read_scans(pages: Iterator[Raster]) -> Iterator[ScanRead]:
    """Reads pages one after the other. Each is let go of as soon as it is straight, so whoever gives them should keep
    none: at 300 dpi a page in colour has 17 MB.
    """
    while (scan := _next_scan(pages)) is not None:
        yield scan


def _next_scan(pages: Iterator[Raster]) -> ScanRead | None:
    sheet = _next_sheet(pages)
    return None if sheet is None else _read(sheet)


def _next_sheet(pages: Iterator[Raster]) -> Sheet | None:
    page = next(pages, None)
    if page is None:
        return None
    page = flattened(resized(page, min(max(page.dpi, _LEAST_DPI), _MOST_DPI)))
    page, quarters = upright(page)
    page, _ = deskewed(page)
    number, dpi, grids = page.number, page.dpi, find_grids(page)
    pale = page.plain is None  # what is left of coloured ink is pale too
    plane = black_ink(page)
    del page  # its planes are as large as what is made of them here
    plane = without_rules(plane, dpi, grids)
    ink = find_ink(plane, dpi, pale=pale)
    usual = letter_height(ink, np.arange(1, len(ink.areas)), dpi)
    return Sheet(number, plane, dpi, quarters, grids, ink, usual)


def _read(sheet: Sheet) -> ScanRead:
    if len(sheet.ink.areas) > _MOST_ON_PAGE:
        told = Notice("picture_skipped", "The page is a screen of dots, no text that can be read.", sheet.number)
        return _scan_read(sheet, (), (told,))
    shares, outside = share_out(sheet.ink, sheet.grids, sheet.dpi, find_specks(sheet.ink, sheet.usual))
    tables = [_read_table(grid, cells, sheet) for grid, cells in zip(sheet.grids, shares, strict=True)]
    tables = [table for table in tables if any(cell.lines for cell in table.cells)]
    distrust_page(tables)
    read = _read_lines(outside, sheet, _NO_TEXT)
    blocks = _in_order([line for line, _ in read], tables)
    return _scan_read(sheet, blocks, (*_doubts(read, sheet.number), *_skipped(sheet, sheet.number)))


def _scan_read(sheet: Sheet, blocks: Sequence[TextBlock | GridTable], notices: tuple[Notice, ...]) -> ScanRead:
    fitness = measure("\n".join(line.text for block in blocks for line in lines_of(block)), [], 0)
    return ScanRead(sheet.number, tuple(blocks), fitness, sheet.quarters, 0, 1.0, None, READER, notices=notices)


def _doubts(read: Sequence[tuple[TextLine, LineReading]], page: int) -> Iterator[Notice]:
    """One notice for each line outside tables whose digits are not certain."""
    for _, reading in read:
        if reading.confidence < UNSURE_BELOW:
            other = reading.other or ""
            yield Notice("low_confidence", "A line is not certain.", page, printed=reading.text, other=other)


def _skipped(sheet: Sheet, page: int) -> Iterator[Notice]:
    if sheet.skipped:
        yield Notice(
            "picture_skipped",
            f"{sheet.skipped} stretches of ink are no text that can be read: pictures, stamps or handwriting.",
            page,
        )


def _in_order(lines: Sequence[TextLine], tables: Sequence[GridTable]) -> list[TextBlock | GridTable]:
    breaks = [height for table in tables for height in (table.box[1], table.box[3])]
    blocks: list[TextBlock | GridTable] = [*to_paragraphs(lines, breaks), *tables]
    return sorted(blocks, key=lambda block: (round(block.box[1], 1), block.box[0]))


def _read_table(grid: RuledGrid, shares: Sequence[Pieces], sheet: Sheet) -> GridTable:
    table = to_table(grid)
    for cell, pieces in zip(table.cells, shares, strict=True):
        skipped = sheet.skipped
        read = _read_lines(pieces, sheet, _NO_TEXT_IN_CELL)
        cell.lines = [line for line, _ in read]
        if isinstance(cell, ScanCell) and (read or sheet.skipped > skipped):
            lost = [0.0] if sheet.skipped > skipped else []  # ink that cannot be read is told, it is no empty cell
            cell.confidence = round(min([reading.confidence for _, reading in read] + lost), 3)
            cell.doubts = [Doubt(reading.text, reading.other) for _, reading in read if reading.other is not None]
    check_columns(table)
    return table


def _read_lines(pieces: Pieces, sheet: Sheet, least: float) -> list[tuple[TextLine, LineReading]]:
    """The lines that some pieces of ink form, read; what is no text is left out and counted."""
    found = []
    for line in find_lines(sheet.ink, pieces, sheet.dpi, sheet.usual):
        if sheet.lines_left <= 0 or len(line.pieces) > _MOST_PIECES:
            sheet.skipped += 1
            continue
        sheet.lines_left -= 1
        reading = _read_line(line, sheet)
        sure = reading.mean >= _SURE_TEXT or is_filled(line, sheet.ink, reading.text)
        if reading.text and reading.mean >= least and sure:
            found.append((_text_line(line, reading, sheet.unit), reading))
        elif line.bottom - line.top >= _DUST * line.letter_height:
            sheet.skipped += 1
    return found


def _read_line(line: InkLine, sheet: Sheet) -> LineReading:
    if is_hyphen(line, sheet.ink):
        return _HYPHEN
    glyphs = glyph_count(line, sheet.ink)
    reading = read_line_twice(picture_of(line, sheet.plane, sheet.ink), glyphs)
    if miscounted(reading.text, glyphs):
        return replace(reading, confidence=min(reading.confidence, _MISCOUNTED))
    return reading


def _text_line(line: InkLine, reading: LineReading, unit: float) -> TextLine:
    return TextLine(
        reading.text,
        reading.drawn,
        line.left / unit,
        line.right / unit,
        line.top / unit,
        line.bottom / unit,
        line.letter_height / unit / _LETTER_SHARE,
        0,
        False,
        line.letter_bottom / unit,
    )
