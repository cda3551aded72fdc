"""Scores of several fiscal years side by side or one below the other, often with the change between them."""

from __future__ import annotations

from normalize.kinds.kind import FiscalYears, Kind
from normalize.logical_tables import TablePart


def claims(_part: TablePart, _year: int | None, scored: FiscalYears | None) -> bool:
    return scored is not None and len(scored) > 1


KIND = Kind("scores_of_years", "scores", claims)
