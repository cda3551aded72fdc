"""What a careful reader should know of a table's columns: unknown, ambiguous, repeated, changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from normalize.body_names import body_named
from normalize.findings import Place, finding
from normalize.headers import Column
from normalize.kinds import Kind
from normalize.logical_tables import TablePart, same_column
from normalize.page_joins import Rest
from normalize.prose_lines import is_box
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
            yield replace(told_so, severity="warning") if about and not is_box(part.grid.source) else told_so
            continue
        yield from _changes(part, parts[place - 1] if place else None, report_id)
        yield from _unsure_join(part, report_id)
        for code, column, expected in _columns(part, claimed):
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
        if column.role is None and not _names_itself(column) and _has_text(part, column):
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


def _names_itself(column: Column) -> bool:
    """Whether a header names what the numbers below it are of: an indicator, or a body."""
    return column.subject is not None or any(map(body_named, column.path))


_MANY = frozenset(
    {"", "score", "timeframe", "responsible", "indicator"}
)  # roles that several columns of one table may have


def _has_text(part: TablePart, column: Column) -> bool:
    return any(map(squeeze, part.texts(column)))


def _changes(part: TablePart, before: TablePart | None, report_id: str) -> Iterator[Finding]:
    """A table that plainly goes on, but with other columns than before: headed otherwise, missing, new or moved."""
    if before is None or not part.goes_on or part.borrowed_header:
        return
    new = [column for column in part.header.columns if same_column(column, before.header) is None]
    gone = [column for column in before.header.columns if same_column(column, part.header) is None]
    for column in new:
        other = next((old for old in gone if old.col_no == column.col_no), None)
        if other is not None:
            gone.remove(other)
            if other.role == column.role:
                continue  # the same in other words
        code = "column_added" if other is None else "columns_changed"
        yield _told(report_id, code, part, column, expected=_name(other) if other else "")
    for column in gone:
        yield _told(report_id, "column_missing", part, None, printed=_name(column))
    order = _order(part, before)
    if order is not None:
        moved, printed, expected = order
        yield _told(report_id, "column_order_changed", part, moved, printed=printed, expected=expected)


def _unsure_join(part: TablePart, report_id: str) -> Iterator[Finding]:
    """A row at a page's head of which nothing but its cells tells whether it goes on from the page before."""
    if part.rest in (Rest.LIKELY, Rest.PERHAPS):
        code = "row_joined" if part.rest is Rest.LIKELY else "row_perhaps_cut"
        text = " | ".join(cell.text for cell in part.grid.distinct(part.first_row))
        place = Place(part.grid.page, part.grid.table_no, part.first_row + 1)
        yield finding(report_id, code, printed=text, place=place, table_name="cells")


def _order(part: TablePart, before: TablePart) -> tuple[Column, str, str] | None:
    """The first column that has moved, and the moved columns in the order of this page and of the one before."""
    pairs = [(column, twin) for column in part.header.columns if (twin := same_column(column, before.header))]
    former = sorted(pairs, key=lambda pair: pair[1].col_no)
    moved = [place for place, pair in enumerate(pairs) if pair is not former[place]]
    if not moved:
        return None
    names = (", ".join(_name(order[place][0]) for place in moved) for order in (pairs, former))
    return pairs[moved[0]][0], *names  # type: ignore[return-value]


def _name(column: Column) -> str:
    return column.header or "–"


def _told(
    report_id: str, code: str, part: TablePart, column: Column | None, *, printed: str = "", expected: str = ""
) -> Finding:
    where = _place(part, column) if column is not None else Place(part.grid.page, part.grid.table_no)
    printed = printed or (_name(column) if column is not None else "")
    return finding(report_id, code, printed=printed, expected=expected, place=where, table_name="cells")
