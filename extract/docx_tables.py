"""Word tables as grids of cells, with what each cell spans.

Word writes a cell that is merged downwards again in every row (`w:vMerge`), and in old files also one merged
to the right (`w:hMerge`). Such a continuation belongs to the cell where the merge starts; text that stands in
it all the same becomes further lines of that cell. A continuation without a start above it, or of another
width, is a cell of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Protocol

from extract.document import Block, Cell, Line, Paragraph, Table
from extract.docx_archive import too_large
from extract.docx_inline import PageClock
from extract.docx_remarks import Remarks
from extract.docx_xml import Element, W, has_text, number, switch, unwrapped

MAX_SPAN = 100  # Word allows 63 columns
MAX_PLACES = 1_000_000  # of one table; thousands of pages


class CellReader(Protocol):
    """Who reads the text of a cell, and counts pages over the whole story."""

    clock: PageClock
    remarks: Remarks

    def blocks(self, container: Element) -> list[Block]: ...


@dataclass(slots=True)
class _Slot:
    """A place of a row: where it starts (from 1), its width, its downward merge, the `w:tc` that fill it."""

    col_no: int
    span: int
    merge: str | None
    elements: list[Element]


@dataclass(slots=True)
class _Draft:
    """A cell while rows are still to come."""

    row_no: int
    col_no: int
    col_span: int
    row_span: int = 1
    blocks: list[Block] = field(default_factory=list)


def read_table(table: Element, reader: CellReader) -> list[Table]:
    """The table, then the tables nested in its cells, each after the one that holds it; none if empty.

    Raises `UnreadableSource` (too_large) for a grid that no report has.
    """
    drafts: list[_Draft] = []
    open_merges: dict[int, _Draft] = {}
    headers: list[bool] = []
    first_page, places, col_count = reader.clock.page, 0, 0
    for row in unwrapped(table, {W + "tr"}):
        properties = row.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            continue  # a row deleted under tracked changes
        headers.append(bool(switch(properties, "tblHeader")))
        slots = _slots(row, number(properties, "gridBefore"))
        places += sum(slot.span for slot in slots)
        col_count = max([col_count, *(slot.col_no + slot.span - 1 for slot in slots)])
        if places > MAX_PLACES:
            raise too_large(f"one of its tables has more than {MAX_PLACES:,} places")
        open_merges = _read_row(len(headers), slots, open_merges, drafts, reader)
    if not drafts:
        return []
    header_count = _header_count(headers)
    cells = tuple(_cell(draft, draft.row_no <= header_count) for draft in drafts)
    page = next((page for draft in drafts for page in _drawn_pages(draft)), first_page)
    nested = [block for draft in drafts for block in draft.blocks if isinstance(block, Table)]
    return [Table(cells, len(headers), col_count, page), *nested]


def _slots(row: Element, before: int | None) -> list[_Slot]:
    slots: list[_Slot] = []
    col_no = 1 + min(max(before or 0, 0), MAX_SPAN)
    for element in unwrapped(row, {W + "tc"}):
        properties = element.find(W + "tcPr")
        span = min(max(number(properties, "gridSpan") or 1, 1), MAX_SPAN)
        if slots and _merge(properties, "hMerge") == "continue":
            slots[-1].span += span
            slots[-1].elements.append(element)
        else:
            slots.append(_Slot(col_no, span, _merge(properties, "vMerge"), [element]))
        col_no += span
    return slots


def _merge(properties: Element | None, name: str) -> str | None:
    """`restart`, `continue`, or None where the cell is not merged. A merge without a value goes on."""
    element = None if properties is None else properties.find(W + name)
    if element is None:
        return None
    return "restart" if element.get(W + "val") == "restart" else "continue"


def _read_row(
    row_no: int, slots: list[_Slot], above: dict[int, _Draft], drafts: list[_Draft], reader: CellReader
) -> dict[int, _Draft]:
    """Adds a row's cells to `drafts`; gives the cells that the next row may continue, by column.

    Every cell starts on the row's page, and the row ends where its longest cell does: a page break inside the
    row is noted once in each cell that it cuts.
    """
    clock = reader.clock
    start = end = (clock.page, not clock.fresh)
    open_merges: dict[int, _Draft] = {}
    for slot in slots:
        draft = above.get(slot.col_no) if slot.merge == "continue" else None
        anchored = draft is not None and draft.col_span == slot.span
        if draft is None or not anchored:
            draft = _Draft(row_no, slot.col_no, slot.span)
            drafts.append(draft)
        else:
            draft.row_span += 1
        clock.page, clock.fresh = start[0], not start[1]
        for element in slot.elements:
            draft.blocks += _read_cell(element, reader, anchored)
        end = max(end, (clock.page, not clock.fresh))
        if slot.merge:
            open_merges[slot.col_no] = draft
    clock.page, clock.fresh = end[0], not end[1]
    return open_merges


def _read_cell(element: Element, reader: CellReader, is_continuation: bool) -> list[Block]:
    """The cell's blocks. An empty continuation has none and counts in no list."""
    if is_continuation and not has_text(element):
        reader.remarks.uncounted += element.find(f".//{W}numPr") is not None
        return []
    return reader.blocks(element)


def _header_count(headers: list[bool]) -> int:
    """How many first rows are repeated on each page. Word repeats none where all rows are marked."""
    count = len(list(takewhile(bool, headers)))
    return 0 if count == len(headers) > 1 else count


def _cell(draft: _Draft, is_header: bool) -> Cell:
    lines = [block.line for block in draft.blocks if isinstance(block, Paragraph)]
    return Cell(
        row_no=draft.row_no,
        col_no=draft.col_no,
        raw_text="\n".join(line.raw_text for line in lines),
        lines=tuple(line for line in lines if line.text or line.number) or (Line("", ""),),
        row_span=draft.row_span,
        col_span=draft.col_span,
        is_header=is_header,
    )


def _drawn_pages(draft: _Draft) -> Iterator[int]:
    for block in draft.blocks:
        if block.page is not None and (isinstance(block, Table) or block.text):
            yield block.page
