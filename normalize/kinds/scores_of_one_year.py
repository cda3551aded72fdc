"""Scores of one fiscal year: an indicator a row (or a column), one score each."""

from __future__ import annotations

from normalize.kinds.kind import Kind
from normalize.logical_tables import TablePart
from normalize.score_layouts import find_score_table
from normalize.score_tables import years_of


def claims(part: TablePart, year: int | None) -> bool:
    table = find_score_table(part, year)
    return table is not None and len(years_of(table)) <= 1


KIND = Kind("scores_of_one_year", "scores", claims)
