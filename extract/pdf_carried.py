"""Tables that are not ruled in full and run over the end of a page.

The next page may draw nothing of such a table but its text. What it needs to know is where the columns are; a line that
keeps to them, at the top of the page, is a row of the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.pdf_aligned import CONFIDENCE, Frame
from extract.pdf_cells import CellBox
from extract.pdf_gutters import Line, Row, columns_under, split_row
from extract.pdf_paths import Edge
from extract.pdf_shading import Shade
from extract.pdf_tables import GridTable

_MOST_BELOW = 2  # lines of a page's foot
_LOWEST = 0.25  # of the page's height, that may be left free below the table
_MOST_ABOVE = 3  # lines of a page's head
_FARTHEST = 3.5  # of the font size between the lines of one table
_SAME_SIDE = 4.0  # points
_OUTSIDE = 6.0  # points that text may reach over a table's side
_RISE = 1.1  # of the font size: how far a line reaches up from its baseline
_FALL = 0.4
_SAME_END = 3.0  # points

Extent = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Carried:
    """The column ends (sides included) of a table at the end of a page of a width, in points, and from where to where
    the text of each column stands. `closed`: it ends in a rule there, and goes on only where another one begins the
    next page."""

    xs: tuple[float, ...]
    extents: dict[int, Extent]
    width: float
    closed: bool = False


def carried_over(tables: Sequence[GridTable], left: Sequence[Row], width: float, height: float) -> Carried | None:
    """What the page after this one has to know. `left` are the lines that stand in no table."""
    last = max(tables, key=lambda table: table.box[3], default=None)
    if last is None or last.confidence != CONFIDENCE or not ends_page(last.box[3], left, height):
        return None
    return Carried(tuple(last.xs), _extents(last), width, last.closed and not last.open_bottom)


def _extents(table: GridTable) -> dict[int, Extent]:
    """By column (from 1): the left and right end of the text in its cells, but for those over several columns and the
    first row, whose words may stand in the middle."""
    found: dict[int, Extent] = {}
    for cell in table.cells:
        for line in cell.lines if cell.col_span == 1 and cell.row_no > 1 else ():
            x0, x1 = found.get(cell.col_no, (line.x0, line.x1))
            found[cell.col_no] = (min(x0, line.x0), max(x1, line.x1))
    return found


def _stands_alike(lines: Sequence[Line], carried: Carried) -> bool:
    """Whether lines fill most columns of a table, and stand in each at its left or right end or in its middle."""
    here: dict[int, Extent] = {}
    for line in lines:
        for piece in line:
            first, last = columns_under(piece, carried.xs)
            if first == last:
                x0, x1 = here.get(first, (piece.x0, piece.x1))
                here[first] = (min(x0, piece.x0), max(x1, piece.x1))
    return len(here) * 2 > len(carried.xs) - 1 and all(
        min(abs(x0 - there[0]), abs(x1 - there[1]), abs(x0 + x1 - there[0] - there[1]) / 2) <= _SAME_END
        for column, (x0, x1) in here.items()
        if (there := carried.extents.get(column)) is not None
    )


def ends_page(foot: float, rows: Sequence[Row], height: float) -> bool:
    """Whether no more than a page's foot stands below a height."""
    return sum(row[0] > foot + 1 for row in rows) <= _MOST_BELOW and height - foot <= _LOWEST * height


def carried_frame(
    carried: Carried, rows: Sequence[Row], horizontal: Sequence[Edge], boxes: Sequence[CellBox], shades: Sequence[Shade]
) -> Frame | None:
    """The frame of the rest of a table at the top of a page; None where none is, or where it can be told without
    knowing of the page before. `rows` come from the top of the page down."""
    xs = carried.xs
    lines = _fitting(rows, xs)
    if not lines or not _stands_alike(lines, carried):
        return None
    first, last = lines[0][0], lines[-1][0]
    top, foot = first.baseline - _RISE * first.size, last.baseline + _FALL * last.size
    areas = [shade.box for shade in shades]
    if any(_same_sides(box[0], box[2], xs) and box[1] < foot and box[3] > top for box in areas):
        return None
    rules = {y for y, x0, x1 in horizontal if _same_sides(x0, x1, xs)}
    rules |= {y for x0, high, x1, low in boxes if _same_sides(x0, x1, xs) for y in (high, low)}
    over = [y for y in rules if first.baseline - _FARTHEST * first.size < y < first.baseline]
    below = sorted(y for y in rules if y >= first.baseline)
    if len(over) > 1 or (over and len(below) != 1) or (carried.closed and not over):
        return None
    if over and sum(len(line) > 1 and line[0].baseline > below[0] + 1 for line in lines) > 1:
        return None  # the header once more, and rows below it
    heights = _heights(over[0] if over else top, below, lines)
    return Frame(
        xs[0],
        xs[-1],
        tuple(heights),
        open=(0,) if len(heights) < 3 else (),
        headed=False,
        closed=heights[-1] in rules,
        known=xs,
    )


def _same_sides(x0: float, x1: float, xs: Sequence[float]) -> bool:
    return abs(x0 - xs[0]) <= _SAME_SIDE and abs(x1 - xs[-1]) <= _SAME_SIDE


def _fitting(rows: Sequence[Row], xs: Sequence[float]) -> list[Line]:
    """The lines at the top of a page that keep to the columns, but for its head."""
    found: list[Line] = []
    above = 0
    for row in rows:
        line = split_row(row, xs[1:-1])
        if not line:
            continue
        too_far = bool(found) and row[0] - found[-1][0].baseline > _FARTHEST * line[0].size
        if not too_far and fits(line, xs) and (found or len(line) > 1):
            found.append(line)
        elif found or above == _MOST_ABOVE:
            break
        else:
            above += 1
    return found


def fits(line: Line, xs: Sequence[float]) -> bool:
    """Whether the pieces of a line keep to columns."""
    if line[0].x0 < xs[0] - _OUTSIDE or line[-1].x1 > xs[-1] + _OUTSIDE:
        return False
    spans = [columns_under(piece, xs) for piece in line]
    in_order = all(left[1] < right[0] for left, right in pairwise(spans))
    return in_order and (len(spans) > 1 or spans[0][0] == spans[0][1])


def _heights(top: float, rules: Sequence[float], lines: Sequence[Line]) -> list[float]:
    """The top of the first line, the rules below it as far as each has lines above it, or the foot of the last line."""
    found = [top]
    for y in rules:
        if any(found[-1] < line[0].baseline <= y + 1 for line in lines):
            found.append(y)
    return found if len(found) > 1 else [top, lines[-1][0].baseline + _FALL * lines[-1][0].size]
