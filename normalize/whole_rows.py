"""Tables with their cut rows whole again: the rest that stands on the next page put behind its first part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalize.drawn_lines import broke_by_width
from normalize.grid import Grid, GridCell
from normalize.items import glued
from normalize.logical_tables import TablePart
from normalize.thai import repair, squeeze

Place = GridCell | None


def whole_rows(parts: Sequence[TablePart]) -> tuple[TablePart, ...]:
    """The same tables; each row that the end of a page cut stands whole where it begins, and its rest is empty."""
    grids = [part.grid for part in parts]
    for number in range(len(parts) - 1, 0, -1):
        row = parts[number].rest_row
        if row is not None:
            grids[number - 1], grids[number] = _moved(grids[number - 1], grids[number], row)
    return tuple(
        part if grid is part.grid else replace(part, grid=grid) for part, grid in zip(parts, grids, strict=True)
    )


def _moved(grid: Grid, following: Grid, row: int) -> tuple[Grid, Grid]:
    last = len(grid.rows) - 1
    rests = [place if place is not None and place.row_no == row + 1 else None for place in following.rows[row]]
    glued: dict[int, Place] = {}  # one cell for all places that it covers
    places = [
        glued.setdefault(id(place) if place is not None else -col, _whole(place, rest, last, col))
        for col, (place, rest) in enumerate(zip(grid.rows[last], rests, strict=True), 1)
    ]
    nothing = (None,) * len(following.rows[row])
    return (
        replace(grid, rows=(*grid.rows[:last], tuple(places))),
        replace(following, rows=(*following.rows[:row], nothing, *following.rows[row + 1 :])),
    )


def _whole(place: Place, rest: Place, row: int, col: int) -> Place:
    if rest is None or rest.empty:
        return place
    if place is None or place.empty:
        return replace(rest, at=(row + 1, col))
    text = glued(place.text, rest.text) if broke_by_width(place, rest) else f"{place.text} {rest.text}"
    text = repair(text).text
    return replace(place, text=text, key=squeeze(text))
