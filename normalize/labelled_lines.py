"""Measures told in lines that each begin with what they tell (`ผู้รับผิดชอบ: …`, responsible) and stand in no table.

Where the labels leave no doubt, the lines of each measure become a form: a table of a label and a value a row. Every
letter of them then stands in its cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extract.document import Block, Cell, Document, Line, LineKind, Notice, Paragraph, Table
from normalize.framework import nearest_framework
from normalize.labelled_parts import (
    BEARS_OUT,
    OPENING,
    TOLD,
    LabelledPart,
    may_open,
    other_part,
    read_parts,
    spaced_part,
)
from normalize.markers import leading_marker
from normalize.prose_lines import is_signed, names_assessment
from normalize.references import heading_references
from normalize.thai import repair

MIN_TOLD = 2  # roles that the lines of a measure tell beside it
MOST_BETWEEN = 3  # lines without a label that may go on with a value before the next label


@dataclass(slots=True)
class _Measure:
    """The lines of one measure as they are gathered, from block `first` to block `last`: its parts, each with further
    lines of its value."""

    first: int
    last: int
    parts: list[tuple[LabelledPart, list[Line]]] = field(default_factory=list)

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(part.role for part, _ in self.parts)

    @property
    def sure(self) -> bool:
        roles = self.roles
        headed = any(part.bare and not further for part, further in self.parts)  # the header of a table, torn apart
        return not headed and "measure" in roles and len(roles & TOLD) >= MIN_TOLD and bool(roles & BEARS_OUT)

    @property
    def has_colons(self) -> bool:
        """Whether what is told of the measure stands behind colons."""
        return any(part.role in TOLD and not part.bare for part, _ in self.parts)

    @property
    def waits(self) -> bool:
        """Whether the next line is the value of the label before it."""
        part, further = self.parts[-1]
        return part.bare and not further

    def opens_next(self, part: LabelledPart) -> bool:
        """Whether a label begins the next measure."""
        return part.role == self.parts[0][0].role or (part.role == "measure" and "measure" in self.roles)


def with_forms(document: Document) -> Document:
    """The document with the lines of each labelled measure as a form; itself where there are none, or where nothing
    says that it is of the assessment."""
    found = {measure.first: measure for measure in _gathered(document.blocks) if measure.sure}
    if not found or not _is_about(document.blocks):
        return document
    covered = {place for measure in found.values() for place in range(measure.first, measure.last + 1)}
    whole: list[Block] = []
    numbers: dict[int, int] = {}  # number of a table, as it was -> as it is with the forms between
    told: list[Notice] = []
    for place, block in enumerate(document.blocks):
        if place in found:
            whole.append(form := _form(found[place], block))
            told.append(Notice("measure_from_lines", form.cells[1].text, form.page, _tables(whole)))
        if place not in covered:
            whole.append(block)
            if isinstance(block, Table):
                numbers[len(numbers) + 1] = _tables(whole)
    notices = (*(_moved(notice, numbers) for notice in document.notices), *told)
    return replace(document, blocks=tuple(whole), notices=notices)


def _tables(blocks: Sequence[Block]) -> int:
    return sum(isinstance(block, Table) for block in blocks)


def _moved(notice: Notice, numbers: Mapping[int, int]) -> Notice:
    return notice if notice.table_no is None else replace(notice, table_no=numbers.get(notice.table_no))


def _is_about(blocks: Sequence[Block]) -> bool:
    return any(names_assessment(repair(block.text).text) for block in blocks if isinstance(block, Paragraph))


def _gathered(blocks: Sequence[Block]) -> Iterator[_Measure]:
    """Runs of labelled lines, parted where the label that opened the run comes again, or a second measure."""
    current: _Measure | None = None
    for place, block in enumerate(blocks):
        asked = isinstance(block, Paragraph) and (current is not None or may_open(block.line))
        parts = _parts(block.line, inside=current is not None) if asked and isinstance(block, Paragraph) else ()
        if parts and parts[0].bare and current is not None and current.has_colons:
            parts = ()  # a heading behind the measures
        if current is not None and not (parts or _goes_on(blocks, place, current)):
            yield current
            current = None
        if current is not None and not parts and isinstance(block, Paragraph):
            _add(current, block.line, place)
        for number, part in enumerate(parts):
            if number == 0 and (current is None or current.opens_next(part)):
                if current is not None:
                    yield current
                current = _Measure(place, place) if part.role in OPENING else None
            if current is not None:
                current.parts.append((part, []))
                current.last = place
    if current is not None:
        yield current


def _parts(line: Line, *, inside: bool) -> tuple[LabelledPart, ...]:
    """The labels of a line; `inside` a measure one without a colon counts too."""
    parts = read_parts(line)
    if inside and parts and is_signed(line.text):
        return ()  # ผู้จัดทำ: นาย … (made by Mr …) ends the report
    if parts or not inside:
        return parts
    spaced = spaced_part(line)
    return () if spaced is None else (spaced,)


def _add(measure: _Measure, line: Line, place: int) -> None:
    """A line between the labels of a measure: a label of no known meaning, else more of the value above it."""
    other = None if measure.waits else other_part(line)
    if other is not None:
        measure.parts.append((other, []))
    else:
        measure.parts[-1][1].append(line)
    measure.last = place


def _goes_on(blocks: Sequence[Block], place: int, current: _Measure) -> bool:
    """Whether a line without a label stands before a further label of the same measure, with few others between."""
    block = blocks[place]
    if current.waits:
        return isinstance(block, Paragraph) and block.line.kind is not LineKind.HEADING
    if _lists_on(block, current):
        return True
    if isinstance(block, Paragraph) and _ends(block.line, current):
        return False
    for block in blocks[place : place + MOST_BETWEEN + 1]:
        if not isinstance(block, Paragraph) or block.line.kind is LineKind.HEADING:
            return False
        if parts := _parts(block.line, inside=True):
            return not current.opens_next(parts[0])
    return False


def _ends(line: Line, current: _Measure) -> bool:
    """Whether a line is a signature, or names an indicator or an issue: behind a measure of which enough is told that
    heads the next one."""
    if is_signed(line.text):
        return True
    return current.sure and heading_references(repair(line.text).text, nearest_framework(None)) is not None


def _lists_on(block: Block, current: _Measure) -> bool:
    """Whether a line is of a list that is the value above it: one with a bullet, the first, or the next number."""
    if not isinstance(block, Paragraph) or block.line.kind is LineKind.HEADING or other_part(block.line) is not None:
        return False
    number = _list_number(block.line)
    if number is None:
        return False
    above = [_list_number(line) for line in current.parts[-1][1]]
    part = current.parts[-1][0]
    last = above[-1] if above else _list_number(Line(part.raw_value, part.value)) if part.value else "0"
    if number in ("", "1"):
        return True
    return number.isdecimal() and last is not None and last.isdecimal() and int(number) == int(last) + 1


def _list_number(line: Line) -> str | None:
    """The number of a line of a list, empty for a bullet; None for a line of no list."""
    marker = leading_marker(line.text)
    if marker is not None:
        return marker.number or ""
    return None if line.kind is not LineKind.LIST_ITEM else line.number or ""


def _form(measure: _Measure, first: Block) -> Table:
    """A label and a value a row."""
    cells: list[Cell] = []
    for row, (part, further) in enumerate(measure.parts, start=1):
        lines = (Line(part.raw_value, part.value), *further) if part.value or not further else tuple(further)
        cells.append(Cell(row, 1, part.printed, (Line(part.printed, part.label),)))
        cells.append(Cell(row, 2, "\n".join(line.raw_text for line in lines), lines))
    return Table(tuple(cells), len(measure.parts), 2, first.page)
