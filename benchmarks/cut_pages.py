"""Draws reports whose tables the end of a page cuts, rule by rule, so that every way of cutting is at hand.

Office programs, browsers and PDF libraries differ in what they draw where a page ends: the header again or not, a rule
under the part of a row or none, a caption that says that the table goes on. `Look` names these ways; `draw_cut` lays
the blocks out line by line and tells on which pages each row came to stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from benchmarks.corpus import font_file
from benchmarks.corpus import wrap as wrap_clusters
from benchmarks.corpus_content import Grid, Spot

NEW_PAGE = "\f"  # a block that ends the page
_PAD = 3.0  # points between a rule and its text
_RULE = 0.5  # points


@dataclass(frozen=True, slots=True)
class Look:
    """How a report is drawn. `height`: of the printed part of a page in points, less than the paper's to cut early.

    `cut_rows`: a row that does not fit is cut, else it goes to the next page whole. `rule_at_cut`: with a rule under
    the first part and over the second. `head`, `foot`: lines of each page, `{}` is its number. `caption`: a line over
    a table that goes on. `shift`: points by which the inner columns of each second page are moved.
    """

    family: str = "Sarabun"
    size: float = 11
    landscape: bool = False
    height: float = 400
    repeat_head: bool = True
    cut_rows: bool = True
    rule_at_cut: bool = True
    head: str = ""
    foot: str = "{}"
    caption: str = ""
    shift: float = 0
    program: Literal["reportlab", "fpdf"] = "reportlab"


@dataclass(slots=True)
class Sheet:
    """One drawn page: (x, y, text) and (x0, y0, x1, y1) in points from the upper left corner."""

    texts: list[tuple[float, float, str]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Slice:
    """A run of a row's lines on one page."""

    row: int
    page: int
    top: float
    bottom: float
    lines: int


Pages = tuple[int, int]  # first and last, from 1
_ABBREVIATION = re.compile(r"(?:[ก-ฮ]\.){2,}")  # ธ.ค.: no program breaks a line in it


def wrap(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Lines no wider than `width`, broken between clusters and not inside abbreviations."""
    found = list(dict.fromkeys(_ABBREVIATION.findall(text)))
    for number, words in enumerate(found):
        text = text.replace(words, chr(_PRIVATE + number))

    def whole(line: str) -> str:
        for number, words in enumerate(found):
            line = line.replace(chr(_PRIVATE + number), words)
        return line

    return [whole(line) for line in wrap_clusters(text, width, lambda line: measure(whole(line)))]


_PRIVATE = 0xE000  # letters that stand for an abbreviation while lines are broken


class _Layout:
    """Fills sheets from the top; `rows` are the pages of each body row of each table."""

    def __init__(self, look: Look) -> None:
        from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415
        from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415

        pdfmetrics.registerFont(TTFont(look.family, str(font_file(look.family))))
        self.look = look
        self.lead = look.size * 1.4
        self.paper = (842.0, 595.0) if look.landscape else (595.0, 842.0)
        self.left, self.top = 45.0, 50.0
        self.room = self.paper[0] - 2 * self.left
        self.end = min(self.top + look.height, self.paper[1] - 50)
        self.sheets: list[Sheet] = []
        self.rows: list[list[Pages]] = []
        self.y = 0.0
        self.new_page()

    def width(self, text: str) -> float:
        from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415

        return float(pdfmetrics.stringWidth(text, self.look.family, self.look.size))

    def new_page(self) -> None:
        self.sheets.append(Sheet())
        self.y = self.top
        number = str(len(self.sheets))
        for text, y in ((self.look.head, self.top - 18), (self.look.foot, self.paper[1] - 25)):
            if text:
                line = text.replace("{}", number)
                self.sheets[-1].texts.append(((self.paper[0] - self.width(line)) / 2, y, line))

    def paragraph(self, text: str) -> None:
        for line in wrap(text, self.room, self.width):
            if self.y + self.lead > self.end:
                self.new_page()
            self.sheets[-1].texts.append((self.left, self.y + self.look.size, line))
            self.y += self.lead
        self.y += 4

    def table(self, grid: Grid) -> None:
        parts = _Parts(self, grid)
        parts.lay_out()
        self.rows.append(parts.pages())


class _Parts:
    """One table laid out: its lines by cell, then its rows over pages, then what is drawn of each cell."""

    def __init__(self, layout: _Layout, grid: Grid) -> None:
        self.layout, self.grid = layout, grid
        share = layout.room / sum(grid.widths)
        self.edges = [layout.left]
        for width in grid.widths:
            self.edges.append(self.edges[-1] + width * share)
        self.spots = [(row - 1, col - 1, spot) for row, col, spot in grid.places()]
        self.lines = {(row, col): wrap(spot.text, self._room(col, spot), layout.width) for row, col, spot in self.spots}
        self.counts = self._counts()
        self.slices: list[_Slice] = []

    def _room(self, col: int, spot: Spot) -> float:
        """The width of a cell's text, the same on each page."""
        return self.edges[col + spot.col_span] - self.edges[col] - 2 * _PAD - 1 - abs(self.layout.look.shift)

    def _counts(self) -> list[int]:
        """How many lines high each row is."""
        counts = [1] * (len(self.grid.head) + len(self.grid.body))
        for row, col, spot in sorted(self.spots, key=lambda placed: placed[2].row_span):
            missing = len(self.lines[row, col]) - sum(counts[row : row + spot.row_span])
            counts[row + spot.row_span - 1] += max(0, missing)
        return counts

    def lay_out(self) -> None:
        head = range(len(self.grid.head))
        self._draw([self._slice(row, self.counts[row]) for row in head])
        for row in range(len(head), len(self.counts)):
            left = self.counts[row]
            while left:
                fit = int((self.layout.end - self.layout.y - 2 * _PAD) // self.layout.lead)
                if fit < left and (fit < 1 or not self.layout.look.cut_rows):
                    self._turn_page()
                    fit = max(1, int((self.layout.end - self.layout.y - 2 * _PAD) // self.layout.lead))
                self.slices.append(self._slice(row, min(left, fit)))
                left -= self.slices[-1].lines
        self._draw(self.slices)
        self.layout.y += 8

    def _turn_page(self) -> None:
        self.layout.new_page()
        if self.layout.look.caption:
            self.layout.paragraph(self.layout.look.caption)
        if self.layout.look.repeat_head:
            self._draw([self._slice(row, self.counts[row]) for row in range(len(self.grid.head))])

    def _slice(self, row: int, lines: int) -> _Slice:
        top = self.layout.y
        self.layout.y = top + lines * self.layout.lead + 2 * _PAD
        return _Slice(row, len(self.layout.sheets), top, self.layout.y, lines)

    def _draw(self, slices: Sequence[_Slice]) -> None:
        for row, col, spot in self.spots:
            mine = [part for part in slices if row <= part.row < row + spot.row_span]
            if mine:
                self._cell(row, col, spot, mine)

    def _cell(self, row: int, col: int, spot: Spot, mine: Sequence[_Slice]) -> None:
        rest = list(self.lines[row, col])
        pages = sorted({part.page for part in mine})
        for page in pages:
            here = [part for part in mine if part.page == page]
            sheet = self.layout.sheets[page - 1]
            move = self.layout.look.shift if page % 2 == 0 else 0.0
            inner = range(1, len(self.edges) - 1)
            left, right = (self.edges[at] + (move if at in inner else 0.0) for at in (col, col + spot.col_span))
            top, bottom = here[0].top, here[-1].bottom
            count = sum(part.lines for part in here)
            for number, line in enumerate(rest[:count]):
                y = top + _PAD + number * self.layout.lead + self.layout.look.size
                sheet.texts.append((left + _PAD, y, line))
            rest = rest[count:]
            sheet.rules += [(left, top, left, bottom), (right, top, right, bottom)]
            if page == pages[0] or self._ruled(here[0], first=True):
                sheet.rules.append((left, top, right, top))
            if page == pages[-1] or self._ruled(here[-1], first=False):
                sheet.rules.append((left, bottom, right, bottom))

    def _ruled(self, part: _Slice, *, first: bool) -> bool:
        """Whether a rule is drawn where the page's end cut a cell: always where no row is cut there."""
        same = [other for other in self.slices if other.row == part.row]
        return self.layout.look.rule_at_cut or part is same[0 if first else -1]

    def pages(self) -> list[Pages]:
        found = []
        for row in range(len(self.grid.head), len(self.counts)):
            pages = [part.page for part in self.slices if part.row == row]
            found.append((min(pages), max(pages)))
        return found


def draw_cut(blocks: Iterable[str | Grid], path: Path, look: Look) -> list[list[Pages]]:
    """Draws blocks (paragraphs, tables, `NEW_PAGE`) to `path`; gives the pages of each body row of each table."""
    layout = _Layout(look)
    for block in blocks:
        if isinstance(block, Grid):
            layout.table(block)
        elif block == NEW_PAGE:
            layout.new_page()
        else:
            layout.paragraph(block)
    (_by_fpdf if look.program == "fpdf" else _by_reportlab)(layout, path)
    return layout.rows


def _by_reportlab(layout: _Layout, path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    height = layout.paper[1]
    canvas = Canvas(str(path), pagesize=layout.paper, invariant=1)
    for sheet in layout.sheets:
        canvas.setFont(layout.look.family, layout.look.size)
        canvas.setLineWidth(_RULE)
        for x, y, text in sheet.texts:
            canvas.drawString(x, height - y, text)
        for x0, y0, x1, y1 in sheet.rules:
            canvas.line(x0, height - y0, x1, height - y1)
        canvas.showPage()
    canvas.save()


def _by_fpdf(layout: _Layout, path: Path) -> None:
    from fpdf import FPDF  # noqa: PLC0415

    paper = FPDF(orientation="P", format=(layout.paper[0], layout.paper[1]), unit="pt")
    paper.set_auto_page_break(False)
    paper.add_font(layout.look.family, "", str(font_file(layout.look.family)))
    paper.set_font(layout.look.family, size=layout.look.size)
    paper.set_text_shaping(True)
    paper.set_line_width(_RULE)
    for sheet in layout.sheets:
        paper.add_page()
        for x, y, text in sheet.texts:
            paper.text(x, y, text)
        for x0, y0, x1, y1 in sheet.rules:
            paper.line(x0, y0, x1, y1)
    paper.output(str(path))


def rows_of(texts: Iterable[Sequence[str | Spot]]) -> Iterator[tuple[Spot, ...]]:
    """Rows of texts as rows of cells."""
    for row in texts:
        yield tuple(cell if isinstance(cell, Spot) else Spot(cell) for cell in row)
