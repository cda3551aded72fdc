"""Rows of measures tables as they are meant: joined over page breaks, with what each belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from normalize.contexts import Context, update
from normalize.framework import Framework
from normalize.grid import Grid, GridCell, unique
from normalize.headers import Column, Header
from normalize.labels import meaning
from normalize.logical_tables import TablePart
from normalize.markers import leading_marker
from normalize.phrases import either
from normalize.references import References, find_references, heading_references, without_continued
from normalize.thai import squeeze

LABEL_ROLES = (
    "measure",
    "topic",
    "method",
    "indicator",
)  # in the order in which they give a measure its text
SAME_LABEL = 93.0  # similarity (0 to 100) of a label and its repetition on the next page
WIDE = 0.6  # share of the columns that a merged cell covers to be a heading row


@dataclass(frozen=True, slots=True)
class RowPart:
    """One printed row of a logical row: its table, its place there (rows from 0) and its columns."""

    grid: Grid
    header: Header
    row: int
    goes_on: bool = False

    def cell(self, column: Column) -> GridCell | None:
        return self.grid.at(self.row, column.col_no - 1)


@dataclass(frozen=True, slots=True)
class LogicalRow:
    """One row as it is meant, with all its printed parts."""

    parts: tuple[RowPart, ...]
    context: Context
    label: str
    label_role: str
    label_carried: bool = False

    @property
    def first(self) -> RowPart:
        return self.parts[0]


@dataclass(frozen=True, slots=True)
class OddRow:
    """A row that is neither a measure nor a heading that sets a context; it is told and kept in cells."""

    grid: Grid
    row: int
    text: str


def _label_columns(header: Header) -> tuple[Column, ...]:
    return tuple(column for role in LABEL_ROLES for column in header.with_role(role))


def label_of(part: RowPart) -> tuple[str, Column | None]:
    """The text that names a row: of the first label column that has any."""
    for column in _label_columns(part.header):
        cell = part.cell(column)
        if cell is not None and not cell.empty:
            return cell.text, column
    return "", None


def _keys(part: RowPart) -> tuple[str, ...]:
    """The row's own numbers and codes, as far as its own cells print them."""
    found = (part.cell(column) for column in part.header.with_role("ordinal", "item_code"))
    return tuple(cell.key for cell in found if cell is not None and not cell.empty and cell.row_no == part.row + 1)


def _same_label(text: str, other: str) -> bool:
    plain, other_plain = without_continued(text)[0], without_continued(other)[0]
    marker, other_marker = leading_marker(plain), leading_marker(other_plain)
    if marker and other_marker and marker.number != other_marker.number:
        return False
    one, two = (squeeze(t[m.end :] if m else t) for t, m in ((plain, marker), (other_plain, other_marker)))
    return one == two or (bool(one and two) and fuzz.ratio(one, two) >= SAME_LABEL)


def _single(part: RowPart) -> GridCell | None:
    cells = part.grid.distinct(part.row)
    return cells[0] if len(cells) == 1 and part.grid.col_count > 1 else None


def _heading_row(part: RowPart, framework: Framework) -> References | None:
    cell = _single(part)
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


def _is_group(part: RowPart, cell: GridCell) -> bool:
    """A lone cell that heads the rows below: wide by its span, or alone in the first columns of a spanless table."""
    if cell.cell.col_span >= WIDE * part.grid.col_count:
        return True
    labels = _label_columns(part.header)
    first = min((column.col_no for column in labels), default=1)
    return not part.grid.source.spans_known and cell.col_no <= first and leading_marker(cell.text) is None


def _row_context(part: RowPart, context: Context, framework: Framework) -> Context:
    """The context of a row: what its own label cells print, else what was carried to it."""
    new = context.carried()
    columns = [
        *part.header.with_role("instrument", "issue", "indicator"),
        *part.header.with_role("topic")[:1],
    ]
    if not columns:
        columns = list(part.header.with_role("measure")[:1])
    for column in columns:
        cell = part.cell(column)
        if cell is None or cell.empty:
            continue
        found = _column_references(cell.text, column, framework)
        if not found.empty:
            own = cell.row_no == part.row + 1
            new = update(new, replace(found, items=()), framework, own=own) if own else _spanned(new, found, framework)
    return new


def _column_references(text: str, column: Column, framework: Framework) -> References:
    if column.role == "issue":
        found = find_references(text, framework)
        if found.issue_no is None and (marker := leading_marker(text)) and marker.number and marker.number.isdecimal():
            return References(issue_no=int(marker.number), issue_name=text[marker.end :].strip() or None)
        return found
    if column.role in ("indicator", "instrument"):
        return heading_references(text, framework) or find_references(text, framework)
    found = find_references(text, framework)
    if column.role == "topic" and not (found.indicator or found.sub_indicator or found.issue_no):
        return References()  # an instrument that a topic only speaks of moves nothing
    return (
        found
        if column.role == "topic"
        else References(issue_no=found.issue_no, issue_name=found.issue_name)
        if _heads(text)
        else References()
    )


_ISSUE_FIRST = re.compile(either("issue"))  # ประเด็นที่ N at the start of a measure's own cell


def _heads(text: str) -> bool:
    return _ISSUE_FIRST.match(text.lstrip(" -•*")) is not None


def _spanned(context: Context, found: References, framework: Framework) -> Context:
    own = context.own
    return replace(update(context, found, framework, own=False), own=own)


def _continues(part: RowPart, label: str, column: Column | None, before: LogicalRow, at_start: bool) -> bool:
    """Whether a printed row goes on with the row before it (see the contract: a repeated label, `(ต่อ)`, an empty
    label under a repeated header, a label merged over several printed rows)."""
    keys = _keys(part)
    previous = _keys(before.first)
    if keys and previous and keys != previous:
        return False
    if column is None:
        return not keys or keys == previous
    cell = part.cell(column)
    spanned = cell is not None and cell.row_no <= part.row
    if spanned:
        return (
            column.role == "measure"
            and before.parts[-1].grid is part.grid
            and before.parts[-1].row == part.row - 1
            and not keys
        )
    own_label = next((c for c in _label_columns(part.header) if c.role == before.label_role), None)
    if own_label is not None and squeeze(part.grid.text(part.row, own_label.col_no - 1)) == "" and not keys:
        filled = sum(1 for c in unique(part.grid.rows[part.row]) if not c.empty)
        return at_start or before.label_role == "measure" or filled < 2
    if without_continued(label)[1] and _same_label(label, before.label):
        return True
    return at_start and _same_label(label, before.label)


class _Run:
    """One pass over a run of measures tables: the row being put together, the context carried down, and whether the
    next row is the first of a table that goes on."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.current: LogicalRow | None = None
        self.context = Context()
        self.at_start = False

    def flush(self) -> Iterator[LogicalRow]:
        if self.current is not None:
            yield self.current
            self.current = None

    def read(self, table: TablePart) -> Iterator[LogicalRow | OddRow]:
        if not table.goes_on:
            yield from self.flush()
            self.context = table.context or Context()
        self.at_start = self.current is not None
        for row in (*table.header.preamble, *range(table.header.first_data_row, len(table.grid.rows))):
            if table.grid.distinct(row):
                yield from self.row(RowPart(table.grid, table.header, row))

    def row(self, part: RowPart) -> Iterator[LogicalRow | OddRow]:
        if _is_repeated_header(part):
            self.at_start = self.current is not None
            return
        heading = _heading_row(part, self.framework)
        if heading is not None:
            yield from self.enter(update(self.context, heading, self.framework, own=False))
            return
        odd = _odd_text(part)
        if odd is not None:
            yield OddRow(part.grid, part.row, odd)
            return
        yield from self.measure(part)

    def enter(self, new: Context) -> Iterator[LogicalRow]:
        """A heading row: the same place again, as on a new page, leaves the row before open."""
        if not _same_place(new, self.context):
            self.at_start = False
            yield from self.flush()
        self.context = new

    def measure(self, part: RowPart) -> Iterator[LogicalRow]:
        label, column = label_of(part)
        before = self.current
        if before is not None and _continues(part, label, column, before, self.at_start):
            self.current = replace(before, parts=(*before.parts, replace(part, goes_on=True)))
        else:
            yield from self.flush()
            self.current = _new_row(part, label, column, self.context, before, self.framework)
            self.context = self.current.context.carried()
        self.at_start = False


def _odd_text(part: RowPart) -> str | None:
    """The text of a row that is no measure: a title row, a heading that sets no context, a sum of amounts."""
    cell = _single(part)
    if part.row in part.header.preamble or (cell is not None and _is_group(part, cell)):
        return cell.text if cell else ""
    return " | ".join(found.text for found in part.grid.distinct(part.row)) if _is_total(part) else None


def read_rows(parts: Sequence[TablePart], framework: Framework) -> Iterator[LogicalRow | OddRow]:
    """The logical rows of a run of measures tables, in order, and the rows that are none."""
    run = _Run(framework)
    for table in parts:
        yield from run.read(table)
    yield from run.flush()


def _same_place(new: Context, old: Context) -> bool:
    return (new.issue_no, new.indicator, new.sub_indicator) == (
        old.issue_no,
        old.indicator,
        old.sub_indicator,
    )


def _is_total(part: RowPart) -> bool:
    """A row that sums the column of amounts: รวม, รวมทั้งสิ้น and a number or two."""
    cells = part.grid.distinct(part.row)
    return bool(cells) and len(cells) <= 3 and meaning("row", cells[0].text) == "overall"


def _new_row(
    part: RowPart,
    label: str,
    column: Column | None,
    context: Context,
    before: LogicalRow | None,
    framework: Framework,
) -> LogicalRow:
    new = _row_context(part, context, framework)
    top = next(iter(_label_columns(part.header)), None)
    carried = False
    if before is not None and top is not None and top.role == "topic" and column is not None and column.role != "topic":
        place = part.cell(top)
        if place is None or place.empty:  # the topic stands once for several rows
            label, carried = before.label, True
            column = top
    return LogicalRow((part,), new, label, column.role if column and column.role else "measure", carried)
