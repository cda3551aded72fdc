"""The kinds of table, one file each. A new kind is one file here, its name in `KINDS`, and one golden example.

A table may be of a kind of scores and of a kind of measures at once (a score, and beside it what is done about it); of
each reader's kinds the first that claims it counts.
"""

from __future__ import annotations

from normalize.kinds import (
    follow_up,
    measures_by_issue,
    measures_by_item,
    measures_list,
    scores_of_one_year,
    scores_of_years,
)
from normalize.kinds.kind import Kind
from normalize.logical_tables import TablePart
from normalize.score_layouts import ScoreTable
from normalize.score_tables import years_of

KINDS: tuple[Kind, ...] = (
    scores_of_years.KIND,
    scores_of_one_year.KIND,
    measures_by_item.KIND,
    measures_by_issue.KIND,
    follow_up.KIND,
    measures_list.KIND,
)


def kinds_of(part: TablePart, year: int | None, scores: ScoreTable | None) -> tuple[Kind, ...]:
    """The kinds that claim a table, at most one a reader; `scores` is what `find_score_table` says of it."""
    scored = None if scores is None else years_of(scores)
    claimed = [kind for kind in KINDS if kind.claims(part, year, scored)]
    return tuple(
        next(kind for kind in claimed if kind.reader == reader)
        for reader in dict.fromkeys(kind.reader for kind in claimed)
    )


__all__ = ["KINDS", "Kind", "kinds_of"]
