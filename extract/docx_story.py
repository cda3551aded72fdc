"""A story of a Word file (its body, a header, a note) as paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.document import Block, Line, LineKind, Paragraph, Table
from extract.docx_inline import PageClock, ParagraphText, Strip, field_code_elements
from extract.docx_numbering import ListCounter, Numbering
from extract.docx_remarks import Remarks
from extract.docx_styles import Style, Styles, heading_level, numbering_ref, starts_page
from extract.docx_tables import read_table
from extract.docx_xml import Element, W, switch, unwrapped, value

_BLOCKS = frozenset(W + name for name in ("p", "tbl", "altChunk", "r", "t"))  # runs stand alone only in broken files
_SAME_PAGE_SECTIONS = frozenset({"continuous", "nextColumn"})


@dataclass(frozen=True, slots=True)
class Book:
    """What all stories of a file share."""

    styles: Styles
    numbering: Numbering
    remarks: Remarks


class StoryReader:
    """Reads one story. `clock` counts its pages; `sections` are the `w:sectPr` of the body in order."""

    def __init__(
        self,
        book: Book,
        root: Element,
        counter: ListCounter,
        clock: PageClock,
        sections: Sequence[Element] = (),
    ) -> None:
        self._book, self._counter, self.clock, self._sections = book, counter, clock, sections
        self.remarks = book.remarks
        self._codes = field_code_elements(root)
        self._section_no = 0

    def read(self, container: Element) -> list[Block]:
        """The story's blocks. Paragraphs with neither text nor number are left out: they are only space."""
        return [block for block in self.blocks(container) if _is_drawn(block)]

    def blocks(self, container: Element) -> list[Block]:
        """All blocks of a body, cell or text box, the empty paragraphs too."""
        blocks: list[Block] = []
        carried: list[Strip] = []  # a paragraph whose end is deleted (tracked changes) flows into the next one
        for element in unwrapped(container, _BLOCKS):
            if element.tag == W + "tbl":
                blocks += _plain(carried)
                carried = []
                blocks += read_table(element, self)
            elif element.tag == W + "altChunk":
                self.remarks.embedded += 1
            else:
                carried = self._paragraph(element, carried, blocks)
        return blocks + _plain(carried)

    def _paragraph(self, element: Element, carried: list[Strip], blocks: list[Block]) -> list[Strip]:
        """Adds a paragraph and its text boxes to `blocks`; gives what flows into the next paragraph."""
        properties = element.find(W + "pPr")
        chain = self._book.styles.of_paragraph(properties)
        if starts_page(properties, chain):
            self.clock.turned()
        text = ParagraphText(
            styles=self._book.styles,
            chain=chain,
            clock=self.clock,
            codes=self._codes,
            remarks=self.remarks,
            carried=carried,
        )
        text.read(element)
        carried = text.strips if _end_is_deleted(properties) else []
        blocks += [] if carried else self._lines(properties, chain, text.strips)
        for box in text.boxes:
            blocks += self._box(box)
        self._end_section(properties)
        return carried

    def _lines(self, properties: Element | None, chain: tuple[Style, ...], strips: list[Strip]) -> Iterator[Block]:
        """A `Paragraph` for each line; the first one carries the number that Word draws."""
        mark = None if properties is None else properties.find(W + "rPr")
        if switch(mark, "vanish") and not any(strip.drawn for strip in strips):
            return  # a hidden paragraph is not counted
        number, depth = self._counter.draw(numbering_ref(properties, chain))
        level = heading_level(properties, chain)
        self.clock.fresh = self.clock.fresh and number is None
        first_kind = LineKind.LIST_ITEM if number else LineKind.PARAGRAPH
        for place, strip in enumerate(strips):
            kind = LineKind.HEADING if level else LineKind.PARAGRAPH if place else first_kind
            shown_level = level or (depth if kind is LineKind.LIST_ITEM else 0)
            drawn = None if place else number
            line = Line("".join(strip.raw), "".join(strip.text).strip(), kind, shown_level, drawn)
            yield Paragraph(line, strip.page)

    def _box(self, box: Element) -> list[Block]:
        """A text box stands on the page of its anchor, whatever breaks it holds."""
        clock, self.clock = self.clock, replace(self.clock)
        blocks = self.blocks(box)
        self.clock = clock
        return blocks

    def _end_section(self, properties: Element | None) -> None:
        """A section starts on a new page unless its own properties (not those before) say otherwise."""
        if properties is None or properties.find(W + "sectPr") is None:
            return
        self._section_no += 1
        following = self._sections[self._section_no : self._section_no + 1]
        if following and value(following[0], "type") not in _SAME_PAGE_SECTIONS:
            self.clock.turned()


def _is_drawn(block: Block) -> bool:
    return isinstance(block, Table) or bool(block.line.text or block.line.number)


def _end_is_deleted(properties: Element | None) -> bool:
    mark = None if properties is None else properties.find(W + "rPr")
    return mark is not None and any(mark.find(W + name) is not None for name in ("del", "moveFrom"))


def _plain(strips: list[Strip]) -> list[Block]:
    return [Paragraph(Line("".join(strip.raw), "".join(strip.text).strip()), strip.page) for strip in strips]
