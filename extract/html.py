"""HTML to blocks: whole web pages, and the tables and lists that stand in text or Markdown.

BeautifulSoup and lxml parse (`html_tree`); here their tree becomes blocks. Nothing is moved and each letter stands
once: a nested table becomes a block of its own behind the outer one, text that broken markup puts between cells a
paragraph before the table. A cell inside a cell, as an unclosed `<div>` makes it, is the next cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extract.document import Block, Line, LineKind, Notice, Paragraph
from extract.grid import EMPTY_LINE, SourceCell, SourceRow, grid
from extract.html_plan import Plan, plan
from extract.html_source import parser_source
from extract.html_tree import Event, parse
from extract.lines import LineBuilder
from extract.tags import BLOCKS, Kind

_TABLE_PARTS = frozenset({"table", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "col", "colgroup"})
_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_FLATTENED = Notice("nesting_flattened", "elements lie too deep in each other; of the deepest only their text was read")


@dataclass(frozen=True, slots=True)
class HtmlBlocks:
    """What a piece of HTML holds, in reading order."""

    blocks: tuple[Block, ...]
    title: str | None
    notices: tuple[Notice, ...]
    page_count: int | None


@dataclass(slots=True)
class _OpenTable:
    order: int
    outer: LineBuilder
    implied: bool = False
    rows: list[SourceRow] = field(default_factory=list)
    cells: list[SourceCell] | None = None
    group: int = 0
    in_head: bool = False
    cell: dict[str, str] | None = None
    is_header: bool = False
    caption: tuple[Line, ...] = ()


def read_html(source: str, page: int | None = None, whole: bool = True) -> HtmlBlocks:
    """The blocks of `source`: a web page if `whole`, else a piece of a text, all of it on `page`."""
    parsed = parse(parser_source(source, whole))
    found = _Reader(parsed.events, plan(parsed.events, whole), page).read()
    return replace(found, notices=(*found.notices, _FLATTENED)) if parsed.flattened else found


class _Reader:
    """Takes a tree's events in their order. `_sink` is where text goes: a cell, a caption or the page."""

    def __init__(self, events: Sequence[Event], planned: Plan, page: int | None) -> None:
        self._events, self._plan = events, planned
        self._body = self._sink = LineBuilder()
        self._tables: list[_OpenTable] = []
        self._table_count = 0
        self._finished: list[tuple[int, Block]] = []  # of the outermost table: it and those inside, by place of opening
        self._blocks: list[Block] = []
        self._page = 1 if planned.breaks else page
        self._page_used = self._page_waits = False
        self._title: str | None = None
        self._hidden = 0
        self._spans_ignored = False

    def read(self) -> HtmlBlocks:
        behind = 0
        for number, event in enumerate(self._events):
            if number < behind:
                continue
            if number in self._plan.breaks:
                self._new_page()
            behind = self._skipped(number)
            if number >= behind:
                self._take(event)
        while self._tables:
            self._close_table()
        self._flush()
        count = None
        if self._plan.breaks and self._page is not None:
            count = max(1, self._page if self._page_used else self._page - 1)
        return HtmlBlocks(tuple(self._blocks), self._title, tuple(self._notices()), count)

    def _skipped(self, number: int) -> int:
        """The next event to take: this one, or that behind a hidden element or the document's title."""
        if (end := self._plan.hidden.get(number)) is not None:
            texts = (event.text for event in self._events[number:end] if event.kind is Kind.TEXT)
            self._hidden += sum(len("".join(text.split())) for text in texts)
            follows = self._events[end + 1 : end + 2]
            return end + 2 if follows and follows[0].kind is Kind.COMMENT else end + 1  # what is hidden ends no line
        if self._title is None and self._events[number].name == "title":
            opened, inner, closed = (*self._events[number : number + 3], None, None)[:3]
            if opened and inner and closed and inner.kind is Kind.TEXT and closed.kind is Kind.CLOSE:
                self._title = " ".join(inner.text.split())
                return number + 3
        return number

    def _notices(self) -> list[Notice]:
        found = []
        if self._hidden:
            found.append(Notice("hidden_text", f"{self._hidden} letters that a browser does not show were left out"))
        if self._spans_ignored:
            found.append(Notice("spans_ignored", "a table's row and column spans contradict any real grid"))
        return found

    def _take(self, event: Event) -> None:
        if event.name in _TABLE_PARTS and event.kind in {Kind.OPEN, Kind.CLOSE}:
            self._take_part(event, event.kind is Kind.OPEN)
            return
        if self._tables and self._tables[-1].implied and self._tables[-1].cell is None and self._ends_implied(event):
            self._close_table()
        self._sink.take(event)

    def _ends_implied(self, event: Event) -> bool:
        if event.kind is Kind.TEXT:
            return bool(event.text.strip())
        return event.kind is Kind.OPEN and event.name in BLOCKS and event.name != "br"

    def _take_part(self, event: Event, opens: bool) -> None:
        name = event.name
        if self._tables and self._sink is self._tables[-1].outer:
            self._sink.take(event)  # text between the cells ends here
        if name == "table":
            if opens:
                self._sink.take(event)
                self._open_table()
            elif self._tables:
                self._close_table()
        elif not self._tables and not (name == "tr" and opens):
            self._sink.take(event)
        elif name == "tr" or name in _GROUPS:
            self._take_row(event, opens)
        elif name == "caption":
            self._caption(opens)
        elif name in {"td", "th"}:
            self._close_cell()
            if opens:
                self._open_cell(event)

    def _take_row(self, event: Event, opens: bool) -> None:
        if not self._tables:
            self._open_table(implied=True)
        self._close_row()
        table = self._tables[-1]
        if event.name in _GROUPS:
            table.group += 1
            table.in_head = opens and event.name == "thead"
        elif opens:
            table.cells = []

    def _open_table(self, implied: bool = False) -> None:
        if not self._tables:
            self._flush()
        self._table_count += 1
        self._tables.append(_OpenTable(self._table_count, self._sink, implied))

    def _open_cell(self, event: Event) -> None:
        table = self._tables[-1]
        if table.cells is None:
            table.cells = []
        table.cell, table.is_header = event.attributes, table.in_head or event.name == "th"
        self._sink = LineBuilder()

    def _close_cell(self) -> None:
        table = self._tables[-1]
        if table.cell is None or table.cells is None:
            self._caption(False)
            return
        lines = self._sink.finish() or (EMPTY_LINE,)
        raw = "\n".join(line.raw_text for line in lines)
        spans = _span(table.cell, "rowspan", 0), _span(table.cell, "colspan", 1)
        table.cells.append(SourceCell(raw, lines, *spans, table.is_header))
        table.cell, self._sink = None, table.outer

    def _close_row(self) -> None:
        self._close_cell()
        table = self._tables[-1]
        if table.cells is not None:
            table.rows.append(SourceRow(tuple(table.cells), table.group))
        table.cells = None

    def _caption(self, opens: bool) -> None:
        table = self._tables[-1]
        if table.cell is not None:
            return
        if self._sink is not table.outer:
            table.caption += self._sink.finish()
            self._sink = table.outer
        if opens:
            self._sink = LineBuilder()

    def _close_table(self) -> None:
        self._close_row()
        table = self._tables.pop()
        self._sink = table.outer
        self._finished.extend((table.order, Paragraph(line, self._page)) for line in table.caption)
        made, usable = grid(table.rows, self._page, spans_known=True)
        self._spans_ignored |= not usable
        if made is not None:
            self._finished.append((table.order, made))
        if self._tables:
            return
        self._flush()
        self._finished.sort(key=lambda item: item[0])
        self._blocks.extend(block for _, block in self._finished)
        self._page_used |= bool(self._finished)
        self._finished.clear()
        if self._page_waits:
            self._new_page()

    def _flush(self) -> None:
        lines = self._body.finish()
        self._blocks.extend(Paragraph(line, self._page) for line in lines)
        self._page_used |= bool(lines)

    def _new_page(self) -> None:
        """A page begins, unless nothing stood on this one. A break inside a table waits for its end."""
        self._page_waits = bool(self._tables)
        if self._page_waits:
            return
        self._flush()
        if self._page_used and self._page is not None:
            self._page += 1
        self._page_used = False


def _span(attributes: dict[str, str], name: str, least: int) -> int:
    """A span as written, 1 if it is none; HTML's own limit is 65534 rows."""
    digits = re.match(r"\s*\+?([0-9]{1,9})", attributes[name]) if name in attributes else None
    value = min(int(digits[1]), 65534) if digits else 1
    return value if value >= least else 1


def title_paragraph(title: str | None, blocks: Sequence[Block], page: int | None) -> Paragraph | None:
    """The page's title as its first heading, unless a line of the page already says it."""
    if not title or any(isinstance(block, Paragraph) and title in block.text for block in blocks):
        return None
    return Paragraph(Line(title, title, LineKind.HEADING, 1), page)
