"""Rows of measures tables as they are meant: joined over page breaks, with what each belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from normalize.contexts import Context, update
from normalize.framework import Framework
from normalize.grid import GridCell, unique
from normalize.headers import Column
from normalize.logical_tables import TablePart
from normalize.markers import leading_marker
from normalize.odd_rows import Group, OddRow, group_of, names_nothing, odd_text, row_text, single
from normalize.references import References, heading_references, without_continued
from normalize.row_contexts import RowPart, label_columns, label_of, merged_above, row_context
from normalize.thai import squeeze

__all__ = ["LogicalRow", "OddRow", "RowPart", "is_header_row", "label_of", "read_rows"]

SAME_LABEL = 93.0  # similarity (0 to 100) of a label and its repetition on the next page
LONG_LABEL = 40  # letters from which a letter that differs is rather a torn one than another word


@dataclass(frozen=True, slots=True)
class LogicalRow:
    """One row as it is meant, with all its printed parts. `group` is the heading row that it stands under."""

    parts: tuple[RowPart, ...]
    context: Context
    label: str
    label_role: str
    label_carried: bool = False
    group: Group | None = None

    @property
    def first(self) -> RowPart:
        return self.parts[0]


def _keys(part: RowPart) -> tuple[str, ...]:
    """The row's own numbers and codes, as far as its own cells print them."""
    found = (part.cell(column) for column in part.header.with_role("ordinal", "item_code"))
    return tuple(cell.key for cell in found if cell is not None and not cell.empty and cell.row_no == part.row + 1)


def same_label(text: str, other: str) -> bool:
    plain, other_plain = without_continued(text)[0], without_continued(other)[0]
    marker, other_marker = leading_marker(plain), leading_marker(other_plain)
    if marker and other_marker and marker.number != other_marker.number:
        return False
    one, two = (squeeze(t[m.end :] if m else t) for t, m in ((plain, marker), (other_plain, other_marker)))
    return one == two or (bool(one and two) and _only_torn(one, two))


def _only_torn(one: str, two: str) -> bool:
    """Whether two labels are the same but for torn letters: long ones may differ in any, short ones in vowels and marks
    only (หมู่ที่ ก and หมู่ที่ ข are two), and none in its numbers."""
    if fuzz.ratio(one, two) < SAME_LABEL or _DIGITS.findall(one) != _DIGITS.findall(two):
        return False
    return min(len(one), len(two)) >= LONG_LABEL or _MARKS.sub("", one) == _MARKS.sub("", two)


_DIGITS = re.compile(r"\d")
_MARKS = re.compile("[\u0e30-\u0e3a\u0e40-\u0e4e]")


def _heading_row(part: RowPart, framework: Framework) -> References | None:
    cell = single(part)
    return heading_references(cell.text, framework) if cell is not None and cell.row_no == part.row + 1 else None


def _is_repeated_header(part: RowPart) -> bool:
    if part.header.rows and part.row in part.header.rows:
        return True
    cells = part.grid.distinct(part.row)
    texts = {squeeze(text) for column in part.header.columns for text in (column.header, *column.path)}
    return len(cells) > 1 and sum(cell.key in texts for cell in cells) >= max(2, len(cells) - 1)


def is_header_row(part: RowPart) -> bool:
    """Whether a printed row is a header, the first one or one that was printed again."""
    return _is_repeated_header(part)


def _continues(part: RowPart, label: str, column: Column | None, before: LogicalRow, at_start: bool) -> bool:
    """Whether a printed row goes on with the row before it (see the contract: a repeated label, `(ต่อ)`, an empty
    label under a repeated header, a label merged over several printed rows; a row that the page's end cut in two)."""
    keys = _keys(part)
    previous = _keys(before.first)
    if keys and previous and keys != previous:
        return False
    if part.cut or column is None:
        return part.cut or not keys or keys == previous
    cell = part.cell(column)
    if cell is not None and cell.row_no <= part.row:
        return column.role == "measure" and _right_below(part, before) and not keys
    own_label = next((c for c in label_columns(part.header) if c.role == before.label_role), None)
    if own_label is not None and squeeze(part.grid.text(part.row, own_label.col_no - 1)) == "" and not keys:
        return _without_label(part, own_label, column, before, at_start)
    return (at_start or without_continued(label)[1]) and same_label(label, before.label)


def _right_below(part: RowPart, before: LogicalRow) -> bool:
    last = before.parts[-1]
    return last.grid is part.grid and last.row == part.row - 1


def _without_label(part: RowPart, own: Column, column: Column, before: LogicalRow, at_start: bool) -> bool:
    """Whether a row without a label goes on: not where its label is merged from the page before over rows that name
    themselves in another column."""
    if own.col_no in part.above and column.role != before.label_role:
        return False
    filled = sum(1 for cell in unique(part.grid.rows[part.row]) if not cell.empty)
    return at_start or before.label_role == "measure" or filled < 2


class _Run:
    """One pass over a run of measures tables: the row being put together, the context carried down, the group's heading
    above, and whether the next row is the first of a table that goes on."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.current: LogicalRow | None = None
        self.context = self.heading = Context()
        self.group: Group | None = None
        self.group_used = False
        self.at_start = False
        self.last: RowPart | None = None

    def flush(self) -> Iterator[LogicalRow]:
        if self.current is not None:
            yield self.current
            self.current = None

    def leave(self, group: Group | None = None) -> Iterator[LogicalRow | OddRow]:
        """Ends the group of measures; a heading over nothing is told."""
        if self.group is not None and not self.group_used:
            yield OddRow(self.group.grid, self.group.row, self.group.cell.text)
        self.group, self.group_used = group, False

    def read(self, table: TablePart) -> Iterator[LogicalRow | OddRow]:
        if not table.goes_on:
            yield from self.flush()
            yield from self.leave()
            self.context = self.heading = table.context or Context()
            self.last = None
        self.at_start = self.current is not None
        above = self.last
        for row in (*table.header.preamble, *range(table.header.first_data_row, len(table.grid.rows))):
            if table.grid.distinct(row):
                part = RowPart(table.grid, table.header, row, cut=row == table.rest_row)
                merged = merged_above(part, above)
                self.last = replace(part, above=merged) if merged else part
                yield from self.row(self.last)

    def row(self, part: RowPart) -> Iterator[LogicalRow | OddRow]:
        if part.cut:
            yield from self.measure(part)
            return
        if _is_repeated_header(part):
            self.at_start = self.current is not None
            return
        heading, group = _heading_row(part, self.framework), group_of(part)
        if heading is not None:
            yield from self.enter(update(self.context, heading, self.framework, own=False))
        elif group is not None:
            yield from self.head(group)
        elif (odd := odd_text(part)) is not None:
            yield OddRow(part.grid, part.row, odd)
        else:
            yield from self.measure(part)

    def enter(self, new: Context) -> Iterator[LogicalRow | OddRow]:
        """A heading row: the same place again, as on a new page, leaves the row before open."""
        if not _same_place(new, self.context):
            self.at_start = False
            yield from self.flush()
            yield from self.leave()
        self.context = self.heading = new

    def head(self, group: Group) -> Iterator[LogicalRow | OddRow]:
        """The heading of a group of measures; printed again on the next page it changes nothing."""
        if self.group is None or not same_label(group.cell.text, self.group.cell.text):
            self.at_start = False
            yield from self.flush()
            yield from self.leave(group)

    def measure(self, part: RowPart) -> Iterator[LogicalRow | OddRow]:
        label, column = label_of(part)
        before = self.current
        if before is not None and _continues(part, label, column, before, self.at_start):
            whole = replace(before, parts=(*before.parts, replace(part, goes_on=True)))
            self.current = _relabelled(whole, part, label, column)
        else:
            yield from self.flush()
            new = _new_row(part, label, column, (self.context, self.heading), before, self.framework)
            self.at_start = False
            if names_nothing(part, new.label):
                yield OddRow(part.grid, part.row, row_text(part))
                return
            self.current, self.group_used = replace(new, group=self.group) if self.group else new, True
            self.context = new.context.carried()
        self.at_start = False


def read_rows(parts: Sequence[TablePart], framework: Framework) -> Iterator[LogicalRow | OddRow]:
    """The logical rows of a run of measures tables, in order, and the rows that are none."""
    run = _Run(framework)
    for table in parts:
        yield from run.read(table)
    yield from run.flush()
    yield from run.leave()


def _relabelled(row: LogicalRow, part: RowPart, label: str, column: Column | None) -> LogicalRow:
    """A row whose own label stands only in the rest that the page's end cut off: `label` in `column` of that part."""
    roles = [found.role for found in label_columns(part.header)]
    if not part.cut or row.label_carried or column is None or column.role is None or row.label_role not in roles:
        return row
    if roles.index(column.role) >= roles.index(row.label_role):
        return row
    return replace(row, label=label, label_role=column.role)


def reaches_others(row: LogicalRow, cell: GridCell) -> bool:
    """Whether a cell is merged over further measures: what it says is of all of them together."""
    own = {part.row for part in row.parts}
    return any(place not in own for place in range(cell.row_no - 1, cell.row_no - 1 + cell.row_span))


def _same_place(new: Context, old: Context) -> bool:
    return (new.issue_no, new.indicator, new.sub_indicator) == (
        old.issue_no,
        old.indicator,
        old.sub_indicator,
    )


def _new_row(
    part: RowPart,
    label: str,
    column: Column | None,
    contexts: tuple[Context, Context],
    before: LogicalRow | None,
    framework: Framework,
) -> LogicalRow:
    context, heading = contexts  # of the row before, and of the headings above
    new = row_context(part, context, framework, heading)
    top = next(iter(label_columns(part.header)), None)
    carried = False
    if before is not None and top is not None and top.role == "topic" and column is not None and column.role != "topic":
        place = part.cell(top)
        if place is None or place.empty:  # the topic stands once for several rows
            label, carried = before.label, True
            column = top
    return LogicalRow((part,), new, label, column.role if column and column.role else "measure", carried)
