"""PDF to `Document`: exact Thai text, whole tables, and what a careful user should know about each page.

Each page is read by our own interpreter; where it fails, by pdfplumber; where pdfminer cannot open the file at all,
by pypdfium2. The reader that served stands in `Document.page_readers`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extract.document import (
    Block,
    Box,
    Cell,
    Document,
    Line,
    LineKind,
    Notice,
    Paragraph,
    SourceFormat,
    Table,
    TextOrigin,
)
from extract.pdf_content import read_content
from extract.pdf_fallback import by_pdfium, by_pdfplumber
from extract.pdf_file import BrokenFileError, PdfFile, open_pdf
from extract.pdf_flow import Spacing, group_by_meaning, starts_item
from extract.pdf_fonts import FontShelf
from extract.pdf_lines import TextLine
from extract.pdf_notices import page_notices
from extract.pdf_page import PageRead, read_page
from extract.pdf_paragraphs import TextBlock
from extract.pdf_split import part_fused_headers
from extract.pdf_tables import GridCell, GridTable
from tidy.errors import UnreadableSource

_PADDING = 4.0  # points between a cell's rule and its text, as office programs set it


def read_pdf(path: Path) -> Document:
    """The document at `path`. Raises `UnreadableSource` and nothing else."""
    try:
        with open_pdf(path) as file:
            pages = list(_read_pages(file))
    except BrokenFileError as error:
        pages = by_pdfium(path, str(error))
    except RecursionError as error:
        raise UnreadableSource("too_deep", "The PDF is nested too deeply to be a report.") from error
    if not pages:
        raise UnreadableSource("no_pages", "The PDF has no pages; export or download it again.")
    return _to_document(pages)


def _read_pages(file: PdfFile) -> Iterator[PageRead]:
    shelf = FontShelf(file.resources)
    for number, page in enumerate(file.pages(), 1):
        try:
            content, reader = read_content(page, shelf), "thai-ita"
            fonts = shelf.facts()
        except Exception:  # any fault of a page, ours or the file's, is one for the next reader
            content, fonts, reader = by_pdfplumber(page, file.resources)
        yield read_page(content, fonts, number, reader)


def _to_document(pages: list[PageRead]) -> Document:
    part_fused_headers([block for block in page.blocks if isinstance(block, GridTable)] for page in pages)
    grouped = [(page, [_groups(block) for block in page.blocks]) for page in pages]
    spacing = Spacing.learn(
        group for _, blocks in grouped for groups in blocks for _, lines in groups for group in lines
    )
    blocks = [
        _to_block(block, groups, page.number, spacing)
        for page, found in grouped
        for block, groups in zip(page.blocks, found, strict=True)
    ]
    return Document(
        SourceFormat.PDF,
        TextOrigin.TEXT_LAYER,
        tuple(blocks),
        page_count=len(pages),
        notices=tuple(notice for page in pages for notice in _notices(page)),
        page_readers=tuple(page.reader for page in pages),
        page_fitness=tuple(page.fitness.score for page in pages),
    )


def _notices(page: PageRead) -> Iterator[Notice]:
    yield from page_notices(page)


Groups = list[tuple[GridCell | None, list[list[TextLine]]]]


def _groups(block: TextBlock | GridTable) -> Groups:
    """The lines of a block as they will be joined: one list a paragraph, one a typed line of each cell."""
    if isinstance(block, TextBlock):
        return [(None, [block.lines])]
    return [
        (cell, group_by_meaning(cell.lines, cell.box[0] + _PADDING, cell.box[2] - _PADDING))
        for cell in sorted(block.cells, key=lambda cell: (cell.row_no, cell.col_no))
    ]


def _to_block(block: TextBlock | GridTable, groups: Groups, page: int, spacing: Spacing) -> Block:
    if isinstance(block, TextBlock):
        line = _to_line(block.lines, spacing, block.kind, block.level)
        return Paragraph(line, page, _box(block.box))
    return Table(
        tuple(_to_cell(cell, lines, spacing) for cell, lines in groups if cell is not None),
        block.row_count,
        block.col_count,
        page,
        _box(block.box),
        confidence=block.confidence,
        open_top=block.open_top,
        open_bottom=block.open_bottom,
    )


def _to_cell(cell: GridCell, groups: list[list[TextLine]], spacing: Spacing) -> Cell:
    lines = []
    for group in groups:
        item = starts_item(group[0].text)
        lines.append(_to_line(group, spacing, LineKind.LIST_ITEM if item else LineKind.PARAGRAPH, 1 if item else 0))
    return Cell(
        cell.row_no,
        cell.col_no,
        "\n".join(line.raw_text for line in cell.lines),
        tuple(lines) or (Line("", ""),),
        cell.row_span,
        cell.col_span,
        box=_box(cell.box),
    )


def _to_line(lines: list[TextLine], spacing: Spacing, kind: LineKind, level: int) -> Line:
    text = spacing.join(lines)
    raw = text if all(line.raw_text is line.text for line in lines) else spacing.join_raw(lines)
    return Line(raw, text, kind, level)


def _box(box: tuple[float, float, float, float]) -> Box:
    x0, top, x1, bottom = (round(value, 2) for value in box)
    return Box(x0, top, x1, bottom)
