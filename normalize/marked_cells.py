"""Cells of measures that hold nothing but a sign: what it says is what its column is headed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from normalize.cell_kinds import is_units
from normalize.gantt import is_mark
from normalize.headers import Column, Header
from normalize.items import Item
from normalize.labels import any_of, meaning
from normalize.thai import squeeze

if TYPE_CHECKING:
    from normalize.measure_cells import MeasureColumn

STATES = frozenset({"output", "outcome"})


def only_marks(column: MeasureColumn) -> bool:
    """Whether a column of a measure says nothing in words."""
    return bool(column.items) and is_mark(column.text)


def with_states(column: MeasureColumn) -> MeasureColumn:
    """A tick under a state (`แล้วเสร็จ`, done) says that state; a sign under anything else of results says no result."""
    if column.role not in STATES or not only_marks(column):
        return column
    leaf = column.column.path[-1] if column.column.path else column.column.header
    if not _is_tick(column.text) or any_of("said_state", "words").search(leaf) is None:
        return replace(column, role="other")
    first = column.items[0]
    return replace(column, items=(replace(first, item=replace(first.item, text=leaf)), *column.items[1:]))


def _is_tick(text: str) -> bool:
    signs = squeeze(text)
    return meaning("tick", signs) is not None or all(meaning("tick", sign) is not None for sign in signs)


def ticked_units(column: MeasureColumn, header: Header) -> list[Item]:
    """The units that a mark in a column of them names: the headings of all columns that its cell is merged over."""
    first = column.items[0]
    covered = range(first.cell.col_no, first.cell.col_no + first.cell.col_span)
    columns: Sequence[Column] = [c for c in header.with_role("responsible") if c.col_no in covered] or [column.column]
    names = [one.path[-1] for one in columns if len(one.path) > 1]
    return [replace(first.item, text=name) for name in names] if names and all(map(is_units, names)) else []


def is_unread(column: MeasureColumn, header: Header) -> bool:
    """Whether a column holds a sign alone that its header gives no meaning to: no unit, state, month or quarter."""
    if not only_marks(column) or column.column.slot is not None:
        return False
    if column.role == "timeframe":
        return True
    if column.role == "responsible":
        return not ticked_units(column, header)
    return column.role == "other" and column.column.role in STATES
