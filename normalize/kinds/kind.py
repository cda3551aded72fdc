"""What a kind of table is: a name, and whether it claims a table by the roles in its header."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from normalize.logical_tables import TablePart

WORK = frozenset(
    {
        "method",
        "responsible",
        "timeframe",
        "follow_up",
        "output",
        "outcome",
        "target",
        "problem",
        "budget",
        "measure",
    }
)
Years = frozenset[int]
FOUND = frozenset({"problem", "target", "responsible"})  # what scores are discussed by: beside them nothing is done


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of table. `reader` names who reads it; `claims` says whether a table, with the fiscal year (B.E.) that the
    text before it names and those that its scores are of (None: it is no table of scores), is of this kind."""

    name: str
    reader: Literal["scores", "measures"]
    claims: Callable[[TablePart, int | None, Years | None], bool]


def has_work(part: TablePart, *labels: str) -> bool:
    """Whether a header has one of the given label roles and, in another column, a role that says what is done."""
    if "procurement" in part.header.roles:
        return False
    label = next((column for role in labels for column in part.header.with_role(role)), None)
    work = WORK - FOUND if "score" in part.header.roles and "measure" not in part.header.roles else WORK
    return label is not None and any(column.role in work for column in part.header.columns if column is not label)
