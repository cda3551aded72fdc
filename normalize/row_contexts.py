"""One printed row of a table, the columns that name it, and what its own cells say that it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from normalize.contexts import Context, update
from normalize.framework import Framework
from normalize.grid import Grid, GridCell
from normalize.headers import Column, Header
from normalize.markers import leading_marker
from normalize.numerals import to_arabic
from normalize.phrases import either
from normalize.references import References, find_references, heading_references

LABEL_ROLES = (
    "measure",
    "topic",
    "method",
    "indicator",
)  # in the order in which they give a measure its text


@dataclass(frozen=True, slots=True)
class RowPart:
    """One printed row of a logical row: its table, its place there (rows from 0) and its columns."""

    grid: Grid
    header: Header
    row: int
    goes_on: bool = False

    @property
    def printed_row(self) -> int:
        return self.grid.printed_row(self.row)

    def cell(self, column: Column) -> GridCell | None:
        return self.grid.at(self.row, column.col_no - 1)


def label_columns(header: Header) -> tuple[Column, ...]:
    return tuple(column for role in LABEL_ROLES for column in header.with_role(role))


def label_of(part: RowPart) -> tuple[str, Column | None]:
    """The text that names a row: of the first label column that has any."""
    for column in label_columns(part.header):
        cell = part.cell(column)
        if cell is not None and not cell.empty:
            return cell.text, column
    return "", None


def row_context(part: RowPart, context: Context, framework: Framework) -> Context:
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
        return _issue_references(text, column, framework)
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
_LONE = re.compile(r"\s*\(?([1-7])[.)]?\s*$")
_ISSUE_FIRST = re.compile(either("issue"))  # ประเด็นที่ N at the start of a measure's own cell


def _heads(text: str) -> bool:
    return _ISSUE_FIRST.match(text.lstrip(" -•*")) is not None


def _spanned(context: Context, found: References, framework: Framework) -> Context:
    own = context.own
    return replace(update(context, found, framework, own=False), own=own)
