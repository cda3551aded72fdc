"""What a kind of table is: a name, and whether it claims a table by the roles in its header."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from normalize.cell_kinds import mostly
from normalize.headers import Column
from normalize.labels import any_of
from normalize.logical_tables import TablePart
from normalize.phrases import either

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
FiscalYears = frozenset[int]
FOUND = frozenset({"problem", "target", "responsible"})  # what scores are discussed by: beside them nothing is done
MIN_MONEY, MIN_CAPTIONED = 3, 2  # columns of money of a table of spending, and of one whose caption says so
CAPTION_LINES = 2  # lines above a table that may be its caption
BESIDE_SPENDING = frozenset({"responsible", "timeframe", "output", "target"})  # may stand there under such a caption
TOLD_OF_MEASURES = frozenset({"indicator", "issue", "item_code", "method", "problem", "follow_up", "outcome"})


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of table. `reader` names who reads it; `claims` says whether a table, with the fiscal year (B.E.) that the
    text before it names and those that its scores are of (None: it is no table of scores), is of this kind."""

    name: str
    reader: Literal["scores", "measures"]
    claims: Callable[[TablePart, int | None, FiscalYears | None], bool]


def has_work(part: TablePart, *labels: str) -> bool:
    """Whether a header has one of the given label roles and, in another column, a role that says what is done."""
    roles = part.header.roles
    if "procurement" in roles or ("register" in roles and "measure" not in roles) or tells_spending(part):
        return False
    if _is_schedule(part):
        return False
    label = next((column for role in labels for column in part.header.with_role(role)), None)
    work = WORK - FOUND if "score" in part.header.roles and "measure" not in part.header.roles else WORK
    return label is not None and any(column.role in work for column in part.header.columns if column is not label)


def _is_schedule(part: TablePart) -> bool:
    """Whether nothing but times is told of what is done, some of them by the clock: a day's programme."""
    header = part.header
    if header.roles & WORK != {"measure", "timeframe"} or header.roles & TOLD_OF_MEASURES:
        return False
    return any(mostly(_is_clock, part.texts(column)) for column in header.with_role("timeframe"))


def _is_clock(text: str) -> bool:
    return _CLOCK.fullmatch(text) is not None


_HOUR = r"(?:[01]?[0-9]|2[0-4])[.:][0-5][0-9]"
_CLOCK = re.compile(rf"{_HOUR}(?:\s*[-–]\s*{_HOUR})?\s*(?:{either('clock')})?")


def tells_spending(part: TablePart) -> bool:
    """Whether a table accounts for money: projects with what was set aside, spent and left, and nothing else that is
    done. Where its rows are called measures, or beside what measures have, it is one of measures with their money."""
    header, roles = part.header, part.header.roles
    if roles & TOLD_OF_MEASURES or any(_says("measures", c.header) for c in header.with_role("measure", "topic")):
        return False
    if part.context is not None and (part.context.issue_no, part.context.indicator) != (None, None):
        return False
    money = [column for column in header.columns if _is_money(column)]
    if not any(_is_spent(column) for column in money):
        return False
    if any(_says("spending", paragraph.text) for paragraph in part.between[-CAPTION_LINES:]):
        return len(money) >= MIN_CAPTIONED
    return len(money) >= MIN_MONEY and not roles & BESIDE_SPENDING


def _says(meaning: str, text: str) -> bool:
    return any_of("caption", meaning).search(text) is not None


def _is_spent(column: Column) -> bool:
    return any_of("budget_part", "spent").search(column.header) is not None


def _is_money(column: Column) -> bool:
    """A column of money set aside, or of what was spent or left of it, the share of it included; not of its source."""
    if column.role == "budget":
        return any_of("budget_part", "source").search(column.header) is None
    return column.role in (None, "score", "rate") and _is_spent(column)
