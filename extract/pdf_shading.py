"""Shaded areas to bands and tiles: what may be a table's header, its striped rows or its painted cells.

White paint never gets here. Whether a band is part of a table is told by the text in and below it, not by its colour:
highlights and notes on a coloured ground have no columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.pdf_cells import CellBox
from extract.pdf_joined import Joined
from extract.pdf_paths import Area

_MOST_AREAS = 1_500  # more are a picture
_TOUCHING = 4.0  # points between two areas of one table: a white rule
_SNAP = 3.0  # points
_SMALLEST = 6.0  # points, both ways
_GROUND = 0.9  # of an area's width: others this wide inside it make it a mere ground
_PAGE_WIDE, _PAGE_HIGH = 0.9, 0.6  # of the page: the ground of a page


@dataclass(frozen=True, slots=True)
class Shade:
    """Areas that touch: `ys` where its rows end (top and bottom among them), `columns` ends between its sides, and the
    number of rows at its top that have a colour of their own, 0 where all have one."""

    box: CellBox
    ys: tuple[float, ...]
    columns: tuple[float, ...]
    tiles: tuple[CellBox, ...]
    head_rows: int
    paint: object


def find_shades(areas: Sequence[Area], width: float, height: float) -> list[Shade]:
    """The shades of a page from its top down."""
    large = {
        (round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1)): paint
        for x0, top, x1, bottom, paint in areas
        if min(x1 - x0, bottom - top) >= _SMALLEST
        and not (x1 - x0 > _PAGE_WIDE * width and bottom - top > _PAGE_HIGH * height)
    }
    if not large or len(large) > _MOST_AREAS:
        return []
    kept = _without_grounds([(*box, paint) for box, paint in large.items()])
    return sorted((_to_shade(group) for group in _touching(kept)), key=lambda shade: shade.box[1])


def _without_grounds(areas: list[Area]) -> list[Area]:
    """Without areas that lie under the rows of a table, and without those that lie on a cell (highlighted words)."""
    areas = sorted(areas, key=lambda area: area[1])
    dropped: set[int] = set()
    for number, outer in enumerate(areas):
        inner = [
            place
            for place, area in enumerate(areas)
            if place != number and area[1] >= outer[1] - 1 and area[3] <= outer[3] + 1
            and area[0] >= outer[0] - 1 and area[2] <= outer[2] + 1
        ] if len(areas) < _MOST_AREAS // 4 else []  # fmt: skip
        rows = [place for place in inner if areas[place][2] - areas[place][0] >= _GROUND * (outer[2] - outer[0])]
        if rows and any(_height(areas[place]) < 0.9 * _height(outer) for place in rows):
            dropped.add(number)
        elif not rows:
            dropped.update(inner)
    return [area for number, area in enumerate(areas) if number not in dropped]


def _height(area: Area) -> float:
    return area[3] - area[1]


def _touching(areas: Sequence[Area]) -> list[list[Area]]:
    """Groups of areas that touch, or nearly so. `areas` come by their top."""
    joined = Joined(len(areas))
    live: list[int] = []
    for number, (x0, top, x1, _, _) in enumerate(areas):
        live = [other for other in live if areas[other][3] + _TOUCHING >= top]
        for other in live:
            if areas[other][0] <= x1 + _TOUCHING and x0 <= areas[other][2] + _TOUCHING:
                joined.join(other, number)
        live.append(number)
    return joined.groups(areas)


def _to_shade(areas: Sequence[Area]) -> Shade:
    xs = snapped(x for area in areas for x in (area[0], area[2]))
    ys = snapped(y for area in areas for y in (area[1], area[3]))
    first = min(areas, key=lambda area: (area[1], area[0]))[4]
    head = 0
    for top, bottom in pairwise(ys):
        middle = (top + bottom) / 2
        if any(area[4] != first for area in areas if area[1] < middle < area[3]):
            break
        head += 1
    return Shade(
        (xs[0], ys[0], xs[-1], ys[-1]),
        tuple(ys),
        tuple(xs[1:-1]),
        tuple(area[:4] for area in areas),
        head if head < len(ys) - 1 else 0,
        first,
    )


def snapped(values: Iterable[float]) -> list[float]:
    """Values in order; those within a white rule of the one before are the same, at the mean of both."""
    found: list[float] = []
    for value in sorted(values):
        if found and value - found[-1] <= _SNAP:
            found[-1] = (found[-1] + value) / 2 if value - found[-1] > 0.5 else found[-1]
        else:
            found.append(value)
    return found
