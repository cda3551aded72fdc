"""One printed row of a table, the columns that name it, and what its own cells say that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from normalize.contexts import Context, update
from normalize.framework import Framework
from normalize.grid import Grid, GridCell
from normalize.headers import Column, Header
from normalize.markers import leading_marker
from normalize.numerals import to_arabic
from normalize.phrases import either
from normalize.references import (
    References,
    find_references,
    heading_references,
    indicators_named,
    without_items,
    without_score,
)
from normalize.subjects import parse_subject

LABEL_ROLES = (
    "measure",
    "topic",
    "method",
    "indicator",
)  # in the order in which they give a measure its text
ABOUT = ("topic", "problem")  # roles whose cells speak of what a row is about
MERGED = ("issue", "indicator", "instrument", "topic")  # roles whose cells are merged over several rows


@dataclass(frozen=True, slots=True)
class RowPart:
    """One printed row of a logical row: its table, its place there (rows from 0) and its columns. `cut`: the end of a
    page cut it off the row before. `above` are cells of the page before that are merged down to this row, by column."""

    grid: Grid
    header: Header
    row: int
    goes_on: bool = False
    cut: bool = False
    above: Mapping[int, tuple[Grid, GridCell]] = field(default_factory=dict)

    @property
    def printed_row(self) -> int:
        return self.grid.printed_row(self.row)

    def cell(self, column: Column) -> GridCell | None:
        return self.grid.at(self.row, column.col_no - 1)


def merged_above(part: RowPart, last: RowPart | None) -> dict[int, tuple[Grid, GridCell]]:
    """The cells of the page before (`last` is its last row) that are merged down to a row: its own cell is the empty
    rest of a merged one. By column number."""
    if last is None or (last.grid is part.grid and not last.above):
        return {}
    found: dict[int, tuple[Grid, GridCell]] = {}
    for column in part.header.with_role(*MERGED):
        cell, before = part.cell(column), last.cell(column)
        if cell is None or not cell.empty or before is None:
            continue
        if last.grid is part.grid:
            if cell is before and column.col_no in last.above:
                found[column.col_no] = last.above[column.col_no]
        elif cell.row_no == part.header.first_data_row + 1 and (cell.row_span > 1 or _covers_all(last, column)):
            source = last.above.get(column.col_no) or (last.grid, before)
            if not source[1].empty:
                found[column.col_no] = source
    return found


def _covers_all(part: RowPart, column: Column) -> bool:
    """Whether a column of merged cells leaves no row of a table empty, but for the rest of one from the page before."""
    if not part.grid.source.spans_known or part.grid.page is None:
        return False
    rows = [row for row in range(part.header.first_data_row, len(part.grid.rows)) if len(part.grid.distinct(row)) > 1]
    rest = part.grid.at(rows[0], column.col_no - 1) if rows else None
    places = [part.grid.at(row, column.col_no - 1) for row in rows]
    return all(place is not None and (not place.empty or place is rest) for place in places)


def label_columns(header: Header) -> tuple[Column, ...]:
    return tuple(column for role in LABEL_ROLES for column in header.columns if column.role == role)


def label_of(part: RowPart) -> tuple[str, Column | None]:
    """The text that names a row: of the first label column that has any."""
    for column in label_columns(part.header):
        cell = part.cell(column)
        if cell is not None and not cell.empty:
            return cell.text, column
    return "", None


def _naming_columns(header: Header) -> list[Column]:
    """The columns that say what a row belongs to; without a label of its own, what was found wanting may say it."""
    columns = [*header.with_role("instrument", "issue", "indicator"), *header.with_role("topic")[:1]]
    if header.with_role("indicator", "topic"):
        return columns
    return [*columns, *header.with_role("problem")[:1]] or list(header.with_role("measure")[:1])


def _names_anew(part: RowPart) -> bool:
    """Whether a row fills the column that names indicators: what it does not say is no longer that of a row above. A
    topic may stand under an indicator that a row above names once, unless its row is numbered, or names several."""
    role = next((role for role in ("indicator", "topic", "problem") if part.header.with_role(role)), "problem")
    columns = part.header.with_role(role)
    if not columns or not _fills(part, columns[0]):
        return False
    numbered = any(_fills(part, column) for column in part.header.with_role("ordinal", "item_code"))
    cell = part.cell(columns[0])
    return role != "topic" or numbered or (cell is not None and len(indicators_named(cell.text)) > 1)


def _fills(part: RowPart, column: Column) -> bool:
    cell = part.cell(column)
    return cell is not None and not cell.empty and cell.row_no == part.row + 1


def row_context(part: RowPart, context: Context, framework: Framework, heading: Context | None = None) -> Context:
    """The context of a row: what its own label cells print, else what was carried to it. `heading`: what the headings
    above say, without the rows since then."""
    new = context.carried()
    if heading is not None and _names_anew(part):
        new = replace(new, indicator=heading.indicator, sub_indicator=heading.sub_indicator)
    for column in _naming_columns(part.header):
        cell = part.cell(column)
        if cell is None or cell.empty:
            continue
        found = _column_references(cell.text, column, framework)
        if cell.unsure and (found.indicator or found.sub_indicator) and not found.confirmed:
            # A number that is not certain; whatever it is, the row is no longer of the indicator above.
            new = replace(new, indicator=None, sub_indicator=None)
            found = replace(found, indicator=None, sub_indicator=None)
        if not found.empty:
            own = cell.row_no == part.row + 1
            new = update(new, replace(found, items=()), framework, own=own) if own else _spanned(new, found, framework)
    return new


def _column_references(text: str, column: Column, framework: Framework) -> References:
    if column.role == "issue":
        return _issue_references(text, column, framework)
    if column.role == "indicator" and (lone := _INDICATOR_NUMBER.match(to_arabic(text))) is not None:
        return References(indicator=lone.group(1))
    if column.role in ("indicator", "instrument"):
        return heading_references(text, framework) or find_references(text, framework)
    found = find_references(text, framework)
    if column.role in ABOUT and not (found.indicator or found.sub_indicator or found.issue_no):
        # `๔. การใช้ทรัพย์สินของราชการ (I20)`: nothing but an indicator's name
        named = parse_subject(without_score(without_items(text)), framework)
        if named is None or named.scope != "indicator" or named.similarity < 1.0 or named.mismatch is not None:
            return References()  # an instrument that a topic only speaks of moves nothing
        return References(indicator=named.code)
    return (
        found
        if column.role in ABOUT
        else References(issue_no=found.issue_no, issue_name=found.issue_name)
        if _heads(text)
        else References()
    )


def _issue_references(text: str, column: Column, framework: Framework) -> References:
    """The issue that a cell of an issue column names. A bare number is one where the column's cells show that it holds
    issues, or where the cell is nothing else."""
    found = find_references(text, framework)
    if found.issue_no is not None:
        return found
    if (lone := _LONE.match(to_arabic(text))) is not None:
        return References(issue_no=int(lone.group(1)))
    marker = leading_marker(text) if column.how == "content" else None
    if marker is None or not marker.number or not marker.number.isdecimal() or int(marker.number) > MOST_ISSUES:
        return found
    return References(issue_no=int(marker.number), issue_name=text[marker.end :].strip() or None)


MOST_ISSUES = 7
_INDICATOR_NUMBER = re.compile(r"\s*\(?(10|[1-9])[.)]?\s*$")  # ๗ in a column ตัวชี้วัดที่
_LONE = re.compile(r"\s*\(?([1-7])[.)]?\s*$")
_ISSUE_FIRST = re.compile(either("issue"))  # ประเด็นที่ N at the start of a measure's own cell


def _heads(text: str) -> bool:
    return _ISSUE_FIRST.match(text.lstrip(" -•*")) is not None


def _spanned(context: Context, found: References, framework: Framework) -> Context:
    own = context.own
    return replace(update(context, found, framework, own=False), own=own)
