"""A plain list of measures or activities: of none of the other kinds, but with what is done about each."""

from __future__ import annotations

from normalize.kinds.kind import FiscalYears, Kind, has_work
from normalize.logical_tables import TablePart


def claims(part: TablePart, _year: int | None, _scored: FiscalYears | None) -> bool:
    return has_work(part, "measure", "method")


KIND = Kind("measures_list", "measures", claims)
