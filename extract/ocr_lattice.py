"""Pieces of rules to the lattice of one table: its row and column lines, and which of their edges are drawn.

An edge is the part of a line between two neighbouring lines of the other direction. Whether it is drawn is voted by
the ink along it, so that a rule may be faint, broken in many places or a little bent. Letters that happen to stand
above each other look like a short rule; such a piece is only taken for one where it goes from line to line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extract.ocr_edge import Edge, RuleLine, Usual, are_whole, look
from extract.ocr_rules import RULE_DPI, Ridges, Segment

_LONG = 1.0 * RULE_DPI  # a level piece of this length may be a rule of a table
_REACH = 0.15 * RULE_DPI  # how far a rule's end may be broken away before the rule that it meets
_SAME = 0.07 * RULE_DPI  # two pieces this near to each other across are one rule, or one drawn twice
_DRAWN_ACROSS = 0.3  # of a vertical between two rules has ink where it goes on; the blur of the rules leaves less
_LEAST_CUT = 3  # verticals that make a table of a single rule
_ASIDE = (-2.0, 2.0, -4.0, 4.0)  # pixels that a piece may lie off the line through the others


def line_of(pieces: Sequence[Segment]) -> RuleLine:
    """The line that pieces of rule lie on."""
    along = np.concatenate([piece.along for piece in pieces])
    order = np.argsort(along, kind="stable")
    longest = max(pieces, key=lambda piece: piece.length)
    slope = longest.slope if longest.length >= 3 * _LONG else 0.0
    return RuleLine(along[order], np.concatenate([piece.across for piece in pieces])[order], slope)


def lines_of(segments: Sequence[Segment]) -> list[RuleLine]:
    """Pieces that lie on one line put together, the lines sorted across. A rule drawn twice counts once."""
    groups: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda piece: -piece.length):
        middle, place = (segment.start + segment.end) / 2, segment.place
        near = min(groups, key=lambda group: abs(group[0].at(middle) - place), default=None)
        if near is None or abs(near[0].at(middle) - place) > _SAME:
            groups.append([segment])
        elif not any(piece.start < segment.end and segment.start < piece.end for piece in near):
            near.append(segment)
    return sorted((line_of(group) for group in groups), key=lambda line: line.middle)


@dataclass(slots=True)
class Lattice:
    """The lines of a table and its drawn edges.

    `row_edges[j, i]` is the edge of row line j from column line i to i + 1; `column_edges[i, j]` the same of column
    lines. Values are shares of ink, from 0 to 1.
    """

    rows: list[RuleLine]
    columns: list[RuleLine]
    row_edges: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 0)))
    column_edges: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 0)))
    open_top: bool = False
    open_bottom: bool = False
    open_sides: bool = False


def find_lattices(level: Sequence[Segment], upright: Sequence[Segment], sight: Sight) -> list[Lattice]:
    """The tables of a page, from its level and upright pieces of rule."""
    rows = [piece for piece in level if piece.length >= _LONG]
    found = []
    for group_rows, group_columns in _groups(rows, upright, sight):
        lattice = Lattice(lines_of(group_rows), lines_of(group_columns))
        _prune(lattice, sight)
        near = _nearby(lattice, level, upright)
        for _ in range(2):
            _add_short(lattice, near, sight)
        if len(lattice.rows) >= 2 and len(lattice.columns) >= 1:
            _add_outer(lattice, upright)
            found.extend(_parted(lattice, sight))
    for row in rows:
        if not any(_is_part(row, lattice) for lattice in found) and (strip := _cut_rows(row, upright)):
            found.append(strip)
    return found


@dataclass(frozen=True, slots=True)
class Sight:
    """What the lines of a page are looked at with: the ridges of both directions, and the ink of its rules.

    `over` are the ridges along the rows of the picture, `down` those along its columns (of it transposed).
    """

    over: Ridges
    down: Ridges
    usual: Usual


def usual_ink(rows: Sequence[Segment], over: Ridges) -> Usual:
    """The ink of the longer half of the level pieces that may be rules."""
    longest = sorted((piece for piece in rows if piece.length >= _LONG), key=lambda piece: -piece.length)
    longest = longest[: (len(longest) + 1) // 2]
    shares, solids = [1.0] * (not longest), [1.0] * (not longest)
    for piece in longest:
        along = np.arange(int(piece.start), int(piece.end) + 1)
        across = np.interp(along, piece.along, piece.across)
        shares.append(over.cover(across, along))
        solids.append(over.solid(across, along).share)
    return Usual(float(np.median(shares)), max(0.1, float(np.median(solids))))


def _parted(lattice: Lattice, sight: Sight) -> list[Lattice]:
    """The tables that stand so near below each other that their verticals seem to be one: no vertical is drawn between
    the last rule of one and the first of the next, and there is no room for a line of text."""
    starts = [0]
    for number, (above, below) in enumerate(pairwise(lattice.rows), 1):
        if below.middle - above.middle <= _REACH and not any(
            look(column, above, below, sight.down).covered >= _DRAWN_ACROSS for column in lattice.columns
        ):
            starts.append(number)
    ends = [*starts[1:], len(lattice.rows)]
    if len(starts) == 1 or any(end - start < 2 for start, end in zip(starts, ends, strict=True)):
        return [lattice]
    parts = [_part(lattice, start, end) for start, end in zip(starts, ends, strict=True)]
    for part in parts:
        _prune(part, sight)
    return parts


def _part(lattice: Lattice, start: int, end: int) -> Lattice:
    """Some rows of a lattice; its verticals end where they are parted from the others."""
    rows = lattice.rows[start:end]
    top = rows[0].middle if start else -np.inf
    bottom = rows[-1].middle if end < len(lattice.rows) else np.inf
    return Lattice(rows, [_between(column, top, bottom) for column in lattice.columns])


def _between(line: RuleLine, first: float, last: float) -> RuleLine:
    """The part of a line between two places along it, or all of it where none of it lies there."""
    first, last = max(first, line.start), min(last, line.end)
    if first >= last:
        return line
    inside = line.along[(line.along > first) & (line.along < last)]
    along = np.array([first, *inside, last])
    return RuleLine(along, line.at(along), line.slope)


def _is_part(row: Segment, lattice: Lattice) -> bool:
    """Whether a piece lies within the height of a table."""
    ends = [end for column in lattice.columns for end in (column.start, column.end)]
    return min(ends, default=0.0) - _REACH <= row.place <= max(ends, default=0.0) + _REACH


def _cut_rows(row: Segment, upright: Sequence[Segment]) -> Lattice | None:
    """The rows above and below the only rule that a page has of a table: the page's ends cut them."""
    touching = [piece for piece in upright if meets(row, piece)]
    first = next((piece for piece in touching if abs(piece.place - row.start) <= _REACH), None)
    columns = [piece for piece in touching if first and _is_as_long(piece, first.start, first.end)]
    if len(columns) < _LEAST_CUT or not any(abs(piece.place - row.end) <= _REACH for piece in columns):
        return None
    return Lattice([line_of([row])], lines_of(columns))


def _add_outer(lattice: Lattice, upright: Sequence[Segment]) -> None:
    """Adds verticals at the sides that begin and end where the others do.

    Such a one stands beside a cell that covers all rows of the page but those that the page's ends cut: one rule's end
    meets it, or none where the cell covers those too.
    """
    rows, columns = lattice.rows, lattice.columns
    begin = float(np.median([line.start for line in columns]))
    end = float(np.median([line.end for line in columns]))
    cut = begin < rows[0].middle - _REACH and end > rows[-1].middle + _REACH
    for piece in upright:
        if not _is_as_long(piece, begin, end):
            continue
        if piece.place < columns[0].middle - _REACH:
            if cut or any(abs(row.start - piece.place) <= _REACH for row in rows):
                columns.insert(0, line_of([piece]))
        elif piece.place > columns[-1].middle + _REACH and (
            cut or any(abs(row.end - piece.place) <= _REACH for row in rows)
        ):
            columns.append(line_of([piece]))


def _is_as_long(piece: Segment, start: float, end: float) -> bool:
    return abs(piece.start - start) <= _SAME and abs(piece.end - end) <= _SAME


Group = tuple[list[Segment], list[Segment]]


def _groups(rows: Sequence[Segment], upright: Sequence[Segment], sight: Sight) -> list[Group]:
    """Long level pieces and the upright ones that go from one of them to the next: what hangs together is a table."""
    parent = list(range(len(rows) + len(upright)))

    def root(number: int) -> int:
        while parent[number] != number:
            number = parent[number]
        return number

    lines = [line_of([piece]) for piece in rows]
    for number, column in enumerate(upright, len(rows)):
        place = column.place
        crossed = [row for row, piece in enumerate(rows) if meets(piece, column)]
        crossed.sort(key=lambda row: rows[row].at(place))
        for above, below in pairwise(crossed):
            if look(line_of([column]), lines[above], lines[below], sight.down).sure(sight.usual):
                parent[root(above)] = parent[root(below)] = root(number)
    groups: dict[int, Group] = {}
    for number, piece in enumerate([*rows, *upright]):
        group = groups.setdefault(root(number), ([], []))
        group[0 if number < len(rows) else 1].append(piece)
    return [group for group in groups.values() if len(group[0]) >= 2 and group[1]]


def meets(row: Segment, column: Segment, reach: float = _REACH) -> bool:
    """Whether a level and an upright piece cross or nearly touch."""
    x = float(column.at(row.across.mean()))
    y = row.at(x)
    return row.start - reach <= x <= row.end + reach and column.start - reach <= y <= column.end + reach


def _ink(line: RuleLine, start: RuleLine, end: RuleLine, ridges: Ridges, usual: Usual) -> float:
    """The ink of an edge; where the line's own path has none, that of a whole rule close beside it."""
    ink = look(line, start, end, ridges).ink(usual)
    if ink >= 0.5 * usual.ink:
        return ink
    for aside in _ASIDE:
        edge = look(replace(line, across=line.across + aside), start, end, ridges)
        if edge.covered >= 0.9 * usual.ink and edge.alone >= 0.9 and edge.far >= 0.5:
            return edge.covered
    return ink


def measure(lattice: Lattice, sight: Sight) -> None:
    """Fills in the ink of all edges."""
    rows, columns = lattice.rows, lattice.columns
    lattice.row_edges = np.array(
        [[_ink(row, *pair, sight.over, sight.usual) for pair in pairwise(columns)] for row in rows]
    ).reshape(len(rows), -1)
    lattice.column_edges = np.array(
        [[_ink(column, *pair, sight.down, sight.usual) for pair in pairwise(rows)] for column in columns]
    ).reshape(len(columns), -1)


def _prune(lattice: Lattice, sight: Sight) -> None:
    """Takes away, one by one, the lines that no edge shows to be a rule."""
    look_once = cache(look)  # lines stay what they are, so what is seen between three of them does too
    while len(lattice.rows) >= 2 and len(lattice.columns) >= 2:
        rows = [_worth(row, lattice.columns, sight.over, sight.usual, look_once) for row in lattice.rows]
        columns = [_worth(column, lattice.rows, sight.down, sight.usual, look_once) for column in lattice.columns]
        if min(rows) > 0 and min(columns) > 0:
            return
        if min(rows) <= min(columns):
            del lattice.rows[rows.index(min(rows))]
        else:
            del lattice.columns[columns.index(min(columns))]


Look = Callable[[RuleLine, RuleLine, RuleLine, Ridges], Edge]


def _worth(line: RuleLine, crossing: Sequence[RuleLine], ridges: Ridges, usual: Usual, look: Look) -> float:
    """How many edges of a line are surely drawn; where too few are, its ink less one: the palest goes first."""
    edges = [look(line, *pair, ridges) for pair in pairwise(crossing)]
    sure = [edge for edge in edges if edge.sure(usual)]
    if (len(sure) > 1 and are_whole(sure, usual)) or any(edge.strong(usual) for edge in edges):
        return float(len(sure))
    return max((edge.ink(usual) for edge in edges), default=0.0) - 1.0


def _nearby(lattice: Lattice, level: Sequence[Segment], upright: Sequence[Segment]) -> Group:
    """All pieces inside the lattice that none of its lines has."""
    if not lattice.rows or not lattice.columns:
        return [], []
    left, right = lattice.columns[0].middle - _REACH, lattice.columns[-1].middle + _REACH
    top, bottom = lattice.rows[0].middle - _REACH, lattice.rows[-1].middle + _REACH
    rows = [p for p in level if p.start >= left and p.end <= right and top <= p.place <= bottom]
    columns = [p for p in upright if p.start >= top and p.end <= bottom and left <= p.place <= right]
    return rows, columns


def _add_short(lattice: Lattice, near: Group, sight: Sight) -> None:
    """Adds pieces that go all the way between two neighbouring lines."""
    for pieces, lines, crossing, ridges in (
        (near[0], lattice.rows, lattice.columns, sight.over),
        (near[1], lattice.columns, lattice.rows, sight.down),
    ):
        for piece in sorted(pieces, key=lambda piece: -piece.length):
            middle, place = (piece.start + piece.end) / 2, piece.place
            if any(abs(float(line.at(middle)) - place) <= 2 * _SAME for line in lines):
                continue
            before = [line for line in crossing if float(line.at(place)) <= middle]
            after = [line for line in crossing if float(line.at(place)) > middle]
            candidate = line_of([piece])
            if before and after and look(candidate, before[-1], after[0], ridges).strong(sight.usual):
                lines.append(candidate)
        lines.sort(key=lambda line: line.middle)
