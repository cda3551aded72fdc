"""Two columns of measures, the outer over several rows of the inner: `มาตรการ` (measure) over `กิจกรรม` (activity)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalize.grid import Grid
from normalize.headers import Column, Header

PAIR = 2


def with_outer_measures(parts: Sequence[tuple[Grid, Header]]) -> list[tuple[Grid, Header]]:
    """The tables of a report, the outer measure as the topic of the inner ones where some of its cells stand over
    several of them, in all tables headed so; where each row has one of both, they stay two texts of one measure."""
    nested = {_texts(header) for grid, header in parts if _is_nested(grid, header)}
    return [(grid, _with_topic(header) if _texts(header) in nested else header) for grid, header in parts]


def _texts(header: Header) -> tuple[str, ...]:
    return tuple(column.header for column in header.columns)


def _is_nested(grid: Grid, header: Header) -> bool:
    measures = header.with_role("measure")
    if len(measures) != PAIR or header.with_role("topic") or grid.turned or measures[0].header == measures[1].header:
        return False
    return any(_stands_over(grid, row, *measures) for row in range(header.first_data_row + 1, len(grid.rows)))


def _with_topic(header: Header) -> Header:
    outer = header.with_role("measure")[:1]
    columns = tuple(replace(column, role="topic") if column in outer else column for column in header.columns)
    return replace(header, columns=columns)


def _stands_over(grid: Grid, row: int, outer: Column, inner: Column) -> bool:
    """Whether a row has an inner measure of its own under the outer one of the row above."""
    above, own = grid.at(row - 1, outer.col_no - 1), grid.at(row, outer.col_no - 1)
    measure, before = grid.at(row, inner.col_no - 1), grid.at(row - 1, inner.col_no - 1)
    if own is None or above is None or measure is None or before is None:
        return False
    fresh = not measure.empty and measure.row_no == row + 1 and not before.empty and before is not above
    merged = own is above and not own.empty and own is not measure
    return fresh and (merged or (own.empty and not grid.source.spans_known))
