"""Pages as read to one `Document`: lines joined to what was typed, tables numbered, and what is to be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.document import (
    UNSURE_BELOW,
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
from extract.ocr_scan import READER, ScanCell
from extract.pdf_flow import Spacing, group_by_meaning, starts_item
from extract.pdf_lines import TextLine
from extract.pdf_notices import page_notices
from extract.pdf_page import PageRead
from extract.pdf_paragraphs import TextBlock
from extract.pdf_split import part_fused_headers
from extract.pdf_tables import GridCell, GridTable

_PADDING = 4.0  # points between a cell's rule and its text, as office programs set it


def to_document(pages: Sequence[PageRead], source_format: SourceFormat = SourceFormat.PDF) -> Document:
    """The document of all pages, in their order."""
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
        source_format,
        _origin(pages),
        tuple(blocks),
        page_count=len(pages),
        notices=(*(notice for page in pages for notice in page_notices(page)), *doubts_of(pages)),
        page_readers=tuple(page.reader for page in pages),
        page_fitness=tuple(page.fitness.score for page in pages),
    )


def _origin(pages: Sequence[PageRead]) -> TextOrigin:
    by_ocr = sum(page.reader == READER for page in pages)
    if by_ocr == len(pages):
        return TextOrigin.OCR
    return TextOrigin.MIXED if by_ocr else TextOrigin.TEXT_LAYER


def doubts_of(pages: Sequence[PageRead]) -> Iterator[Notice]:
    """One notice for each cell of a scanned table that is not certain: with its other reading, if there is one."""
    tables = ((page.number, block) for page in pages for block in page.blocks if isinstance(block, GridTable))
    for table_no, (page_no, table) in enumerate(tables, 1):
        for cell in sorted(table.cells, key=lambda cell: (cell.row_no, cell.col_no)):
            if isinstance(cell, ScanCell) and (cell.doubts or _is_unsure(cell)):
                others = dict.fromkeys(doubt.other for doubt in cell.doubts if doubt.other)
                yield Notice(
                    "low_confidence",
                    "A cell of a scanned table is not certain.",
                    page_no,
                    table_no,
                    cell.row_no,
                    cell.col_no,
                    "\n".join(line.text for line in cell.lines),
                    " / ".join(others),
                )


def _is_unsure(cell: ScanCell) -> bool:
    return cell.confidence is not None and cell.confidence < UNSURE_BELOW


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
        confidence=cell.confidence if isinstance(cell, ScanCell) else None,
    )


def _to_line(lines: list[TextLine], spacing: Spacing, kind: LineKind, level: int) -> Line:
    text = spacing.join(lines)
    raw = text if all(line.raw_text is line.text for line in lines) else spacing.join_raw(lines)
    return Line(raw, text, kind, level)


def _box(box: tuple[float, float, float, float]) -> Box:
    x0, top, x1, bottom = (round(value, 2) for value in box)
    return Box(x0, top, x1, bottom)
