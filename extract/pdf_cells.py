"""Edges to cells: the smallest rectangles whose four corners are joined by rules; cells that touch are one table.

The same cells and tables as pdfplumber's `find_tables`, without its quadratic searches.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict

from extract.pdf_edges import TOLERANCE, Edges
from extract.pdf_joined import Joined
from extract.pdf_limits import LimitExceededError

CellBox = tuple[float, float, float, float]  # x0, top, x1, bottom
Corner = tuple[float, float]
_MAX_STEPS = 3_000_000


def find_cells(edges: Edges) -> list[CellBox]:
    """All cells, by x then y of their upper left corner. Raises `LimitExceededError` on a maze of rules."""
    crossings = _crossings(edges)
    columns: dict[float, list[float]] = defaultdict(list)
    rows: dict[float, list[float]] = defaultdict(list)
    for x, y in sorted(crossings):
        columns[x].append(y)
        rows[y].append(x)
    cells: list[CellBox] = []
    steps = 0
    for x, y in sorted(crossings):
        verticals, horizontals = crossings[x, y]
        column, row = columns[x], rows[y]
        below_from, right_from = bisect_right(column, y), bisect_right(row, x)
        found = None
        for below in column[below_from:]:
            if verticals.isdisjoint(crossings[x, below][0]):
                continue
            below_horizontals = crossings[x, below][1]
            for right in row[right_from:]:
                steps += 1
                if horizontals.isdisjoint(crossings[right, y][1]):
                    continue
                corner = crossings.get((right, below))
                if (
                    corner is not None
                    and not corner[0].isdisjoint(crossings[right, y][0])
                    and not corner[1].isdisjoint(below_horizontals)
                ):
                    found = (x, y, right, below)
                    break
            if found:
                cells.append(found)
                break
        if steps > _MAX_STEPS:
            raise LimitExceededError("rules")
    return cells


def _crossings(edges: Edges) -> dict[Corner, tuple[set[int], set[int]]]:
    """Each point where a vertical meets a horizontal, with the numbers of the edges that meet there."""
    horizontal = sorted(edges.horizontal)
    heights = [edge[0] for edge in horizontal]
    crossings: dict[Corner, tuple[set[int], set[int]]] = {}
    for number, (x, top, bottom) in enumerate(edges.vertical):
        first, last = bisect_left(heights, top - TOLERANCE), bisect_right(heights, bottom + TOLERANCE)
        for place in range(first, last):
            y, x0, x1 = horizontal[place]
            if x0 - TOLERANCE <= x <= x1 + TOLERANCE:
                found = crossings.get((x, y))
                if found is None:
                    found = crossings[x, y] = (set(), set())
                found[0].add(number)
                found[1].add(place)
    return crossings


def group_tables(cells: list[CellBox]) -> list[list[CellBox]]:
    """Cells that share a corner are one table; a lone cell is none. From the top of the page down."""
    joined = Joined(len(cells))
    seen: dict[Corner, int] = {}
    for number, (x0, top, x1, bottom) in enumerate(cells):
        for corner in ((x0, top), (x0, bottom), (x1, top), (x1, bottom)):
            joined.join(seen.setdefault(corner, number), number)
    tables = [group for group in joined.groups(cells) if len(group) > 1]
    return sorted(tables, key=lambda group: min((top, x0) for x0, top, _, _ in group))
