"""Measures by item code: a row an item (O11, I20, E5) with what is done about it."""

from __future__ import annotations

from normalize.kinds.kind import FiscalYears, Kind, has_work
from normalize.logical_tables import TablePart


def claims(part: TablePart, _year: int | None, _scored: FiscalYears | None) -> bool:
    return has_work(part, "item_code")


KIND = Kind("measures_by_item", "measures", claims)
