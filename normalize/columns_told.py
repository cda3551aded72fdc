"""What a careful reader should know of a table's columns: unknown, ambiguous, repeated, changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from normalize.findings import Place, finding
from normalize.headers import Column
from normalize.kinds import Kind
from normalize.logical_tables import TablePart
from normalize.thai import squeeze
from tidy.records import Finding


def column_findings(
    parts: Sequence[TablePart], kinds: Sequence[Sequence[Kind]], report_id: str, *, about: bool = True
) -> Iterator[Finding]:
    """Findings on columns, a header text told once however often it is printed again. A table of no known kind is a
    warning where the report is `about` the assessment."""
    told: set[tuple[str, str]] = set()
    for place, (part, claimed) in enumerate(zip(parts, kinds, strict=True)):
        if not claimed:
            told_so = finding(
                report_id,
                "table_unmapped",
                printed=str(part.grid.table_no),
                place=Place(part.grid.page, part.grid.table_no),
                table_name="cells",
            )
            yield replace(told_so, severity="warning") if about else told_so
            continue
        for code, column, expected in (
            *_columns(part, claimed),
            *_changed(part, parts[place - 1] if place else None),
        ):
            key = (code, squeeze(column.header))
            if key in told:
                continue
            told.add(key)
            where = _place(part, column)
            yield finding(
                report_id,
                code,
                printed=column.header or "–",
                expected=expected,
                place=where,
                table_name="cells",
            )


def _place(part: TablePart, column: Column) -> Place:
    """Where a column is headed: in a form beside its values."""
    row = (part.header.rows or (0,))[-1]
    label = part.grid.at(row, column.col_no - 1) if part.grid.turned else None
    if label is not None:
        return Place(part.grid.page, part.grid.table_no, label.cell.row_no, label.cell.col_no)
    return Place(part.grid.page, part.grid.table_no, row + 1, column.col_no)


def _columns(part: TablePart, claimed: Sequence[Kind]) -> Iterator[tuple[str, Column, str]]:
    seen: dict[str, Column] = {}
    for column in part.header.columns:
        if column.role is None and column.subject is None and _has_text(part, column):
            yield "column_unmapped", column, ""
        if column.how in ("ambiguous", "joint") or column.guessed:
            yield "column_ambiguous", column, column.role or "other"
        earlier = seen.get(column.role or "")
        if (
            earlier is not None
            and column.role not in _MANY
            and squeeze(earlier.header) == squeeze(column.header)
            and any(kind.reader == "measures" for kind in claimed)
        ):
            yield "column_repeated", column, column.role or "other"
        seen.setdefault(column.role or "", column)


_MANY = frozenset(
    {"", "score", "timeframe", "responsible", "indicator"}
)  # roles that several columns of one table may have


def _has_text(part: TablePart, column: Column) -> bool:
    return any(
        squeeze(part.grid.text(row, column.col_no - 1))
        for row in range(part.header.first_data_row, len(part.grid.rows))
    )


def _changed(part: TablePart, before: TablePart | None) -> Iterator[tuple[str, Column, str]]:
    """A table that plainly goes on, but whose columns are headed otherwise than before."""
    if before is None or not part.goes_on or part.borrowed_header:
        return
    for column, other in zip(part.header.columns, before.header.columns, strict=False):
        if column.role != other.role:
            yield "columns_changed", column, other.header or "–"
