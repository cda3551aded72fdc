"""Builds `Document`s from a few lines and rows, so that each test of `normalize` says only what it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.document import (
    Block,
    Cell,
    Document,
    Line,
    LineKind,
    Notice,
    Paragraph,
    SourceFormat,
    Table,
    TextOrigin,
    cell_places,
)
from normalize import normalize
from normalize.framework import Framework, nearest_framework
from normalize.grid import Grid, read_grid
from normalize.logical_tables import TablePart, read_tables
from tests.conftest import report_id
from tidy.tables import ReportTables, Source

SOURCE = Source(report_id=report_id(7), source_file="7.txt", source_sha256=f"{7:064x}", source_bytes=7)
# a title that says that the report is about the assessment, and of which year (FY2566, 2567, 2568)
TITLE = {
    year: f"รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. {year}"
    for year in (2563, 2564, 2565, 2566, 2567, 2568)
}
HEADER = ["ลำดับ", "มาตรการ", "วิธีการ", "ผู้รับผิดชอบ"]  # number, measure, method, responsible
Text = str | tuple[str, int, int]  # a cell's text, or its text with its row span and column span


def line(text: str, kind: LineKind = LineKind.PARAGRAPH, level: int = 0, number: str | None = None) -> Line:
    return Line(text, text, kind, level, number)


def par(text: str, page: int | None = None) -> Paragraph:
    return Paragraph(line(text), page)


def head(text: str, level: int = 2) -> Paragraph:
    return Paragraph(line(text, LineKind.HEADING, level))


def table(*rows: Sequence[Text], page: int | None = None, headers: int = 0, spans: bool = True) -> Table:
    """A table of texts, row by row. A cell may span; the places that it covers are left out of the rows below and
    behind it. `headers`: how many rows the source marks as such. `spans`: whether the source can show spans."""
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for row_no, row in enumerate(rows, start=1):
        col_no = 1
        for value in row:
            while (row_no, col_no) in taken:
                col_no += 1
            text, row_span, col_span = value if isinstance(value, tuple) else (value, 1, 1)
            lines = tuple(line(part) for part in text.split("\n"))
            cell = Cell(row_no, col_no, text, lines, row_span, col_span, is_header=row_no <= headers)
            taken.update(cell_places(cell))
            cells.append(cell)
    rows_used = max((place[0] for place in taken), default=len(rows))
    cols_used = max((place[1] for place in taken), default=1)
    return Table(tuple(cells), max(rows_used, len(rows)), cols_used, page, spans_known=spans)


def document(*blocks: Block | str, notices: tuple[Notice, ...] = ()) -> Document:
    """A document of blocks; a bare text is a paragraph."""
    whole = tuple(par(block) if isinstance(block, str) else block for block in blocks)
    return Document(SourceFormat.TEXT, TextOrigin.OCR, whole, None, notices)


def read(*blocks: Block | str, keep_signatures: bool = False, notices: tuple[Notice, ...] = ()) -> ReportTables:
    """The records of a report made of blocks."""
    return normalize(document(*blocks, notices=notices), SOURCE, keep_signatures=keep_signatures)


def grid(*rows: Sequence[Text], spans: bool = True, headers: int = 0) -> Grid:
    return read_grid(table(*rows, spans=spans, headers=headers), 1)


def parts(*blocks: Block | str, year: int | None = 2566) -> tuple[TablePart, ...]:
    return read_tables(document(*blocks), nearest_framework(year))


def year_of(year: int) -> Framework:
    return nearest_framework(year)


def codes(tables: ReportTables) -> list[str]:
    """The codes of a report's findings, in order."""
    return [found.code for found in tables.findings]


def scores_of(tables: ReportTables, year: int) -> Mapping[str, float | None]:
    """Code -> score (0 to 100) of one fiscal year (B.E.)."""
    return {score.code: score.score for score in tables.scores if score.fiscal_year_be == year}


def items_of(tables: ReportTables, seq: int, role: str) -> list[tuple[str | None, str]]:
    """(printed number, text) of the items that one measure has in one column role."""
    key = tables.measures[seq - 1].measure_id
    return [(i.printed_no, i.text) for i in tables.measure_items if (i.measure_id, i.column_role) == (key, role)]
