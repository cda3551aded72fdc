"""Follow-up of indicators and topics: what was found wanting or is to be kept up, who sees to it, what was done."""

from __future__ import annotations

from normalize.kinds.kind import FiscalYears, Kind, has_work
from normalize.labels import meaning
from normalize.logical_tables import TablePart

MOST_RESULTS = 1  # rows labelled by a total or a level that a follow-up may have: more are a summary of scores


def claims(part: TablePart, _year: int | None, _scored: FiscalYears | None) -> bool:
    return has_work(part, "topic", "indicator") and _results(part) <= MOST_RESULTS


def _results(part: TablePart) -> int:
    labels = (part.grid.distinct(row)[:2] for row in part.data_rows)
    return sum(any(meaning("row", cell.text) is not None for cell in cells) for cells in labels)


KIND = Kind("follow_up", "measures", claims)
