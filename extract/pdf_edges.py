"""Rules to edges: lines that are nearly one line made one, in the same way as pdfplumber, and rows closed that the
end of a page left open.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter

from extract.pdf_paths import Edge, Rules

TOLERANCE = 3.0  # points; pdfplumber's snap, join and intersection tolerance
_SHORTEST_SIDE = 12.0  # points: a column at a table's open side is at least so wide
_SHORTEST_RULE = 1.0  # before joining
_SHORTEST_EDGE = 3.0  # after joining


@dataclass(frozen=True, slots=True)
class Edges:
    """Edges ready for intersection. `closed`: the heights at which a missing rule was put (see
    `close_open_rows`); `sides`: the x of verticals put where a table has none (see `close_open_sides`).
    """

    horizontal: tuple[Edge, ...]
    vertical: tuple[Edge, ...]
    closed: tuple[float, ...] = ()
    sides: tuple[float, ...] = ()


def to_edges(rules: Rules, *, plain: bool = False) -> Edges:
    """Snapped and joined edges. `plain` leaves open rows open, as pdfplumber does."""
    vertical = _tidy(rules.vertical)
    horizontal = _tidy(rules.horizontal)
    if plain or not vertical or not horizontal:
        return Edges(tuple(horizontal), tuple(vertical))
    added = close_open_rows(horizontal, vertical)
    sides = close_open_sides(horizontal, vertical)
    return Edges(
        (*horizontal, *added),
        (*vertical, *sides),
        tuple(edge[0] for edge in added),
        tuple(edge[0] for edge in sides),
    )


def _tidy(rules: list[Edge]) -> list[Edge]:
    long_enough = [rule for rule in rules if rule[2] - rule[1] >= _SHORTEST_RULE]
    return [edge for edge in join(snap(long_enough)) if edge[2] - edge[1] >= _SHORTEST_EDGE]


def snap(edges: list[Edge], tolerance: float = TOLERANCE) -> list[Edge]:
    """Moves edges of one direction that are within `tolerance` of the next onto their mean."""
    places = sorted({edge[0] for edge in edges})
    group_of: dict[float, int] = {}
    group, before = -1, None
    for place in places:
        if before is None or place > before + tolerance:
            group += 1
        group_of[place] = group
        before = place
    totals = [[0.0, 0] for _ in range(group + 1)]
    for edge in edges:
        total = totals[group_of[edge[0]]]
        total[0] += edge[0]
        total[1] += 1
    means = [total / count for total, count in totals]
    return [(means[group_of[edge[0]]], edge[1], edge[2]) for edge in edges]


def join(edges: list[Edge], tolerance: float = TOLERANCE) -> list[Edge]:
    """Edges on one line that touch or nearly touch become one."""
    joined: list[Edge] = []
    for place, low, high in sorted(edges):
        if joined and joined[-1][0] == place and low <= joined[-1][2] + tolerance:
            if high > joined[-1][2]:
                joined[-1] = (place, joined[-1][1], high)
        else:
            joined.append((place, low, high))
    return joined


def close_open_rows(horizontal: list[Edge], vertical: list[Edge], tolerance: float = TOLERANCE) -> list[Edge]:
    """Rules for rows that a page's end cuts: browsers and ReportLab draw none there.

    Where three or more verticals of one grid, or the two sides of a frame, end (or start) at one height and no rule is
    near, there is one.
    """
    added: list[Edge] = []
    for end in (2, 1):
        groups: list[list[Edge]] = []
        for edge in sorted(vertical, key=itemgetter(end)):
            if groups and edge[end] <= groups[-1][-1][end] + tolerance:
                groups[-1].append(edge)
            else:
                groups.append([edge])
        for group in groups:
            closing = _closing_rule(group, end, horizontal, tolerance)
            if closing is not None:
                added.append(closing)
    return added


def close_open_sides(horizontal: list[Edge], vertical: list[Edge], tolerance: float = TOLERANCE) -> list[Edge]:
    """Outer verticals of tables that are open at their sides.

    Where three or more horizontals of one length lie above each other, with a vertical between them but none at their
    ends, the ends are the table's sides.
    """
    groups: list[list[Edge]] = []
    for rule in sorted(horizontal, key=itemgetter(1, 2, 0)):
        last = groups[-1][0] if groups else None
        if last and abs(last[1] - rule[1]) <= tolerance and abs(last[2] - rule[2]) <= tolerance:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    added: list[Edge] = []
    for group in groups:
        top, bottom = min(rule[0] for rule in group), max(rule[0] for rule in group)
        left, right = group[0][1], group[0][2]
        touching = [edge for edge in vertical if edge[1] < bottom - tolerance and edge[2] > top + tolerance]
        inner = [edge for edge in touching if left + _SHORTEST_SIDE < edge[0] < right - _SHORTEST_SIDE]
        whole = [edge for edge in inner if edge[1] <= top + tolerance and edge[2] >= bottom - tolerance]
        if len(group) < 3 or not whole:
            continue
        added += [
            (side, top, bottom)
            for side in (left, right)
            if not any(abs(edge[0] - side) <= _SHORTEST_SIDE for edge in touching)
        ]
    return added


def _only_inside(rules: list[Edge], group: list[Edge], left: float, right: float, tolerance: float) -> bool:
    """Whether rules close some cells of a cut row and not the outer ones: those below them go on (a merged cell)."""
    held = {
        edge[0] for edge in group if any(x0 - tolerance <= edge[0] <= x1 + tolerance for _, x0, x1 in rules)
    }  # fmt: skip
    return left not in held and right not in held


def _closing_rule(group: list[Edge], end: int, horizontal: list[Edge], tolerance: float) -> Edge | None:
    left, right = min(edge[0] for edge in group), max(edge[0] for edge in group)
    count = len({edge[0] for edge in group})
    if count < 2:
        return None
    height = max(edge[end] for edge in group) if end == 2 else min(edge[end] for edge in group)
    near = [
        rule for rule in horizontal if abs(rule[0] - height) <= tolerance + 1 and rule[1] <= right and rule[2] >= left
    ]
    if near and not _only_inside(near, group, left, right, tolerance):
        return None
    over = 2 * tolerance if count == 2 else float("inf")  # a rule of a frame ends at its sides
    in_grid = any(
        left - over <= x0 <= left + tolerance
        and right - tolerance <= x1 <= right + over
        and any(top - tolerance <= y <= bottom + tolerance for _, top, bottom in group)
        for y, x0, x1 in horizontal
    )
    return (height, left, right) if in_grid else None
