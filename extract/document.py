"""What every reader gives: one document, its blocks in reading order, each with its place.

A reader turns bytes into a `Document` and gives no meaning: it knows letters, lines, cells and pages, and no
indicator, date or number. Text, Markdown, HTML and Word readers give it today; PDF and OCR readers give the same.

Two texts go with each line and cell. `raw_text` is what the source has, letter for letter (in text formats also
its inline markup); `text` is the same without markup: tags and Markdown signs taken away, entities decoded, nothing
repaired. All positions count from 1; all lengths are points (1/72 inch) from the page's upper left corner.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

UNSURE_BELOW = 0.5
# ^ a cell's confidence, if it has digits and they are not certain, is below this; no number may be taken from it


class SourceFormat(StrEnum):
    """The kind of file that a report was published as."""

    PDF = "pdf"
    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    IMAGE = "image"


class TextOrigin(StrEnum):
    """Where the letters come from."""

    TEXT_LAYER = "text_layer"
    OCR = "ocr"
    MIXED = "mixed"
    MARKUP = "markup"


class LineKind(StrEnum):
    """What the source shows a line as."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from its upper left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    def __post_init__(self) -> None:
        if self.x1 < self.x0 or self.bottom < self.top:
            raise ValueError(f"a box cannot end before it starts: {self}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of its own: a paragraph, a heading, a list item, or what stands before a forced break.

    Lines that the width of a column broke are joined by the reader: a `Line` ends where the text does.
    `number` is a list number that the source draws but its text does not hold (Word's automatic numbering, HTML's
    `<ol>`); `text` never repeats it. `level` is 1 to 6 for a heading, the depth from 1 for a list item, else 0.
    """

    raw_text: str
    text: str
    kind: LineKind = LineKind.PARAGRAPH
    level: int = 0
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line outside tables, with its place."""

    line: Line
    page: int | None = None
    box: Box | None = None

    @property
    def text(self) -> str:
        return self.line.text

    @property
    def raw_text(self) -> str:
        return self.line.raw_text


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell at its first row and column, with what it spans.

    `raw_text` is the cell as the source has it; `lines` are its lines, at least one even if empty.
    `is_header` says that the source itself marks the cell as a header (`<th>`, a repeated Word header row).
    `confidence` is 0 to 1 from OCR, None where the text was not guessed; see `UNSURE_BELOW`.
    """

    row_no: int
    col_no: int
    raw_text: str
    lines: tuple[Line, ...]
    row_span: int = 1
    col_span: int = 1
    is_header: bool = False
    box: Box | None = None
    confidence: float | None = None

    def __post_init__(self) -> None:
        if min(self.row_no, self.col_no, self.row_span, self.col_span) < 1:
            raise ValueError(f"rows, columns and spans count from 1: {self}")

    @property
    def text(self) -> str:
        """The cell without markup, its lines parted by a line feed."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells. Each grid place belongs to at most one cell; a place without one is a ragged row's end.

    `spans_known` is False where the source cannot show spans (tab-separated text, Markdown): there an empty cell may
    also be the rest of a merged one. `open_top` and `open_bottom` say that no rule was drawn there because the end of
    the page cut the table: its first or last row goes on from or on the next page. `confidence` is 0 to 1 for a table
    that was told from aligned text or partly missing rules, None where its rules are drawn.
    """

    cells: tuple[Cell, ...]
    row_count: int
    col_count: int
    page: int | None = None
    box: Box | None = None
    spans_known: bool = True
    confidence: float | None = None
    open_top: bool = False
    open_bottom: bool = False

    def __post_init__(self) -> None:
        taken: set[tuple[int, int]] = set()
        for cell in self.cells:
            for place in cell_places(cell):
                if place in taken or place[0] > self.row_count or place[1] > self.col_count:
                    raise ValueError(f"two cells at one place, or a cell outside its table: {place}")
                taken.add(place)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that the reader saw and a careful user should know, as a finding's code and its place.

    `table_no` counts the tables of the document from 1, `row_no` and `col_no` those of the table. `printed` and
    `other` are two readings of one cell that differ, where the notice is of them.
    """

    code: str
    detail: str
    page: int | None = None
    table_no: int | None = None
    row_no: int | None = None
    col_no: int | None = None
    printed: str = ""
    other: str = ""


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """One report as read: its blocks in reading order.

    `page_readers` names what read each page (`thai-ita`, `pdfplumber`, `pypdfium2`, `ocr`, `none`), `page_fitness`
    says how sound each page's text layer is (1 is sound, None where there is too little text); both empty without
    pages.
    """

    source_format: SourceFormat
    text_origin: TextOrigin
    blocks: tuple[Block, ...]
    page_count: int | None = None
    notices: tuple[Notice, ...] = ()
    page_readers: tuple[str, ...] = ()
    page_fitness: tuple[float | None, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))


def cell_places(cell: Cell) -> Iterator[tuple[int, int]]:
    """Every (row, column) of the grid that a cell covers."""
    for row in range(cell.row_no, cell.row_no + cell.row_span):
        for col in range(cell.col_no, cell.col_no + cell.col_span):
            yield row, col
