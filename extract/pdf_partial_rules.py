"""Rules between the rows of a table without verticals that do not run over its whole width.

Such a rule ends rows in the columns that it runs under, and the cells of the others go on through it: an issue whose
name stands once for several measures. Lines under words, and lines to write on, run under no column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.pdf_aligned_rows import line_pitch, wider
from extract.pdf_gutters import Line, Piece, columns_under
from extract.pdf_paths import Edge

_SAME_HEIGHT = 3.0  # points
_SHORTEST = 20.0  # points
_SHORT = 1.0  # points that a rule may be shorter than the text above and below it
_UNDERLINE = 0.45  # of the font size below the baseline
_SAME_END = 1.5  # points between the ends of a word and of the line under it

Place = tuple[int, int, int, int]  # row, column, row span, column span
RowRules = dict[float, frozenset[int]]  # height to the columns (from 1) that end there


def partial_rules(horizontal: Sequence[Edge], x0: float, x1: float, heights: Sequence[float]) -> tuple[Edge, ...]:
    """The rules inside a frame that are none of its heights."""
    return tuple(
        (y, left, right)
        for y, left, right in horizontal
        if heights[0] + _SAME_HEIGHT < y < heights[-1] - _SAME_HEIGHT
        and right - left >= _SHORTEST
        and left >= x0 - _SAME_HEIGHT
        and right <= x1 + _SAME_HEIGHT
        and all(abs(y - height) > _SAME_HEIGHT for height in heights)
    )


def row_rules(rules: Sequence[Edge], lines: Sequence[Line], xs: Sequence[float], top: float) -> RowRules:
    """The heights below `top` at which rows end, and where. `lines` is the table's text, `xs` its column ends."""
    extents = _extents(lines, xs)
    pieces = [piece for line in lines for piece in line]
    found: RowRules = {}
    for y, left, right in rules:
        if y <= top + _SAME_HEIGHT or _is_underline((y, left, right), pieces):
            continue
        covered = {
            column
            for column, (x0, x1) in extents.items()
            if left <= x0 + _SHORT and right >= x1 - _SHORT and min(right, xs[column]) - max(left, xs[column - 1]) > 0
        }
        if covered:
            height = next((other for other in found if abs(other - y) <= _SAME_HEIGHT), y)
            found[height] = found.get(height, frozenset()) | covered
    return found


def band_ends(found: RowRules, lines: Sequence[Line], xs: Sequence[float]) -> RowRules:
    """The same for the ends of bands: what a column has no end of may end there all the same, two white cells below
    each other; only one whose text runs on is sure to go through."""
    pitch = line_pitch(lines, xs)
    every = frozenset(range(1, len(xs)))
    return {
        height: covered | (every - _running_through(height, lines, xs, pitch))
        for height, covered in found.items()
        if len(covered) * 2 >= len(xs) - 1 and len(covered) > 1  # and no mere coloured cell
    }


def _running_through(height: float, lines: Sequence[Line], xs: Sequence[float], pitch: float | None) -> set[int]:
    above: dict[int, float] = {}
    below: dict[int, float] = {}
    for line in lines:
        for piece in line:
            column = columns_under(piece, xs)[0]
            if piece.baseline <= height + 1:
                above[column] = piece.baseline
            else:
                below.setdefault(column, piece.baseline)
    return {
        column
        for column in above.keys() & below.keys()
        if pitch is not None and below[column] - above[column] <= wider(pitch)
    }


def _extents(lines: Sequence[Line], xs: Sequence[float]) -> dict[int, tuple[float, float]]:
    """From where to where the text of each column stands; an empty column by its sides."""
    found: dict[int, tuple[float, float]] = {}
    for line in lines:
        for piece in line:
            first, last = columns_under(piece, xs)
            if first == last:
                x0, x1 = found.get(first, (piece.x0, piece.x1))
                found[first] = (min(x0, piece.x0), max(x1, piece.x1))
    for column in range(1, len(xs)):
        found.setdefault(column, (xs[column - 1], xs[column]))
    return found


def _is_underline(rule: Edge, pieces: Sequence[Piece]) -> bool:
    y, left, right = rule
    return any(
        -1 <= y - piece.baseline <= _UNDERLINE * piece.size
        and abs(piece.x0 - left) <= _SAME_END
        and abs(piece.x1 - right) <= _SAME_END
        for piece in pieces
    )


def merge_through(places: dict[Place, list[Piece]], rules: Mapping[float, frozenset[int]], ys: Sequence[float]) -> None:
    """Makes one cell of those that a rule between two rows does not part."""
    for row, height in enumerate(ys[1:-1], 1):
        parted = rules.get(height)
        if parted is None:
            continue
        for place in [place for place in places if place[0] == row + 1 and place[1] not in parted]:
            above = next((one for one in places if one[0] + one[2] - 1 == row and one[1::2] == place[1::2]), None)
            if above is not None:
                pieces = places.pop(above) + places.pop(place)
                places[above[0], above[1], above[2] + place[2], above[3]] = pieces
