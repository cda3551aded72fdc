"""The fixed order of rows: codes as the catalogue has them, everything else by value, nulls last."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from operator import attrgetter
from typing import Any, TypeVar

from tidy.errors import ContractError
from tidy.records import Record
from tidy.registry import Table

R = TypeVar("R", bound=Record)
SortValue = tuple[Any, ...]

OVERALL, INSTRUMENT, INDICATOR, SUB_INDICATOR, ITEM, OTHER = range(6)
INSTRUMENT_ORDER = {"IIT": 0, "EIT": 1, "OIT": 2}
ITEM_LETTER_ORDER = {"I": 0, "E": 1, "O": 2}
_PART = re.compile(r"([A-Za-z]*)([0-9]*)")


def code_order(code: str) -> SortValue:
    """Catalogue order: overall, IIT, EIT, OIT, 1 to 10, 9.1 and on, then I, E and O items, then the rest."""
    if code == "overall":
        return (OVERALL,)
    if code in INSTRUMENT_ORDER:
        return (INSTRUMENT, INSTRUMENT_ORDER[code])
    parts = tuple(map(_letters_and_number, code.split(".")))
    letters, number = parts[0]
    if letters in ITEM_LETTER_ORDER:
        return (ITEM, ITEM_LETTER_ORDER[letters], number, code)
    if letters:
        return (OTHER, letters, number, code)
    return (INDICATOR if len(parts) == 1 else SUB_INDICATOR, parts, code)


def _letters_and_number(part: str) -> tuple[str, int]:
    match = _PART.match(part)
    assert match is not None  # both groups may be empty, so it always matches
    return match[1], int(match[2] or 0)


def _column_order(table: Table, name: str, values: list[Any]) -> list[Any]:
    """What the rows are sorted by in one column, given its values."""
    if name == "code" and "code" in table.key:
        return [(True,) if value is None else (False, *code_order(value)) for value in values]
    if None in values:
        return [(True,) if value is None else (False, value) for value in values]
    return values


def ordered(table: Table, rows: Iterable[R]) -> list[R]:
    """The rows in the table's order. Raises ContractError where two rows have one key."""
    rows = list(rows)
    columns = (_column_order(table, name, list(map(attrgetter(name), rows))) for name in table.order)
    order = list(zip(*columns, strict=True))
    result = [rows[place] for place in sorted(range(len(rows)), key=order.__getitem__)]
    if table.key:
        for one, other in pairwise(map(attrgetter(*table.key), result)):
            if one == other:
                raise ContractError(f"{table.name} has two rows with the key {one!r:.300}")
    return result
