"""Measures by ประเด็น (issue): the issue stands in a column, a spanning row or the heading above the table."""

from __future__ import annotations

from normalize.framework import nearest_framework
from normalize.kinds.kind import FiscalYears, Kind, has_work
from normalize.logical_tables import TablePart
from normalize.references import find_references


def claims(part: TablePart, year: int | None, _scored: FiscalYears | None) -> bool:
    if has_work(part, "issue"):
        return True
    heading = part.context is not None and part.context.issue_no is not None
    return (heading or _issue_row(part, year)) and has_work(part, "measure", "topic", "method")


def _issue_row(part: TablePart, year: int | None) -> bool:
    """Whether some row is nothing but an issue's name."""
    rows = range(len(part.grid.rows))
    lone = (cells[0] for row in rows if len(cells := part.grid.distinct(row)) == 1)
    return any(find_references(cell.text, nearest_framework(year)).issue_no is not None for cell in lone)


KIND = Kind("measures_by_issue", "measures", claims)
