"""Follow-up of indicators and topics: what was found wanting or is to be kept up, who sees to it, what was done."""

from __future__ import annotations

from normalize.kinds.kind import Kind, Years, has_work
from normalize.logical_tables import TablePart


def claims(part: TablePart, _year: int | None, _scored: Years | None) -> bool:
    return has_work(part, "topic", "indicator")


KIND = Kind("follow_up", "measures", claims)
