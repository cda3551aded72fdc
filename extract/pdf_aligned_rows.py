"""Rows told from text, where no rule and no shading parts them: by the room between them, or by what begins anew."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from extract.pdf_gutters import Line, Piece, columns_under

_WIDER = 1.12  # times the distance of two lines in one cell: the room between two rows
_SET_IN = 0.4  # of the font size
_NEARER = 0.9  # times that distance
_SAME_STEP = 0.8  # points
_ROOM = 2.5  # of the font size: a line that ends farther from its column's end was not broken by it
_NUMBER = re.compile(r"[0-9๐-๙]{1,3}[.)]?")
_LEAST_FIGURES = 3
_NEAR = 4  # lines around a row's beginning in which a cell beside it may have its own
FIGURE = re.compile(
    r"[+-]?[0-9๐-๙]++(?:(?:\s[.,]?|[.,])[0-9๐-๙]++)*+(?:%|\s?[^\s\d.)]\S{0,7})?|-"  # with a unit
)
LIST_MARK = re.compile(r"[(\[]?[0-9๐-๙]{1,2}[.)\]]|[-–•▪●➢✓*]")

RowStarts = dict[int, int]


def line_pitch(lines: Sequence[Line], xs: Sequence[float]) -> float | None:
    """The least distance of two lines that stand in the same column; None where no column has two."""
    last: dict[int, float] = {}
    steps: list[float] = []
    for line in lines:
        for piece in line:
            first, end = columns_under(piece, xs)
            if first == end:
                if first in last and piece.baseline - last[first] > 0.8 * piece.size:
                    steps.append(piece.baseline - last[first])
                last[first] = piece.baseline
    return min(steps, default=None)


def wider(pitch: float) -> float:
    """The distance of two lines from which on they are not of one text."""
    return max(_WIDER * pitch, pitch + _SAME_STEP)


def row_starts(lines: Sequence[Line], xs: Sequence[float], pitch: float | None) -> RowStarts:
    """The places (from 0) of the lines with which rows begin, the first line among them, each with the column whose
    text runs through there (a merged cell), 0 for none."""
    if not lines:
        return {}
    through = _beside_merged(lines, xs, pitch)
    starts = {*by_room(lines, xs, pitch), *_by_figures(lines, xs), *through}
    if len(starts) == 1 or any(columns_under(piece, xs)[0] == 1 for piece in lines[0]):
        starts.update(_by_content(lines, xs, pitch))  # but where room tells rows, and numbers stand in their middle
    return {start: through.get(start, 0) for start in sorted(starts)}


def without_foot(lines: list[Line], xs: Sequence[float]) -> list[Line]:
    """The lines of a table whose foot is not drawn, without lone words below it, as a page's number."""
    pitch = line_pitch(lines, xs)
    while pitch is not None and len(lines) > 1 and len(lines[-1]) == 1:
        if lines[-1][0].baseline - lines[-2][0].baseline <= wider(pitch):
            break
        lines = lines[:-1]
    return lines


def by_room(lines: Sequence[Line], xs: Sequence[float], pitch: float | None) -> list[int]:
    """Rows begin where there is more room than between the lines of one cell; one with a single cell in it that is
    not the first column's is rather a paragraph of the row above."""
    if pitch is None:
        return [0]
    starts = [0]
    for place, (above, below) in enumerate(pairwise(lines), 1):
        if below[0].baseline - above[0].baseline > wider(pitch):
            starts.append(place)
    ends = [*starts[1:], len(lines)]
    kept = [starts[0]]
    for start, end in list(zip(starts, ends, strict=True))[1:]:
        columns = {columns_under(piece, xs) for line in lines[start:end] for piece in line}
        if not _hangs(lines, start, xs) and (len(columns) > 1 or min(columns)[0] == 1):
            kept.append(start)
    return kept


def _hangs(lines: Sequence[Line], place: int, xs: Sequence[float]) -> bool:
    """Whether a line is a lone text of the first column, set in below that of the row above, as its next line is."""
    piece = lines[place][0]
    if len(lines[place]) > 1 or columns_under(piece, xs)[0] > 1:
        return False
    above = next((line[0] for line in reversed(lines[:place]) if len(line) > 1), None)
    return above is not None and columns_under(above, xs)[0] == 1 and piece.x0 > above.x0 + _SET_IN * piece.size


def _by_content(lines: Sequence[Line], xs: Sequence[float], pitch: float | None) -> list[int]:
    """Rows begin where the first column has something new, and no text goes on from the line above; a line that stands
    nearer to the one above than two lines of a cell is set in the middle of a merged cell."""
    starts = [0]
    nearest = _NEARER * pitch if pitch is not None else 0.0
    above = {columns_under(piece, xs)[0]: piece for piece in lines[0]}
    for place, line in enumerate(lines[1:], 1):
        here = {columns_under(piece, xs)[0]: piece for piece in line}
        if line[0].baseline - lines[place - 1][0].baseline < nearest:
            continue
        if is_heading(line, xs) or is_heading(lines[place - 1], xs):
            starts.append(place)
            continue
        if 1 in here and (
            _NUMBER.fullmatch(here[1].text) or _is_item(here) or (len(here) > 1 and not _goes_on(above, here, xs))
        ):
            starts.append(place)
        above = here
    return starts


def _by_figures(lines: Sequence[Line], xs: Sequence[float]) -> list[int]:
    """Rows begin where a figure stands in a column whose last figure belongs to the row above, and text beside it.

    Only where the first line has that figure too: what is set in the middle of its row tells no row's beginning.
    """
    first = {columns_under(piece, xs)[0] for piece in lines[0] if FIGURE.fullmatch(piece.text)}
    starts: list[int] = []
    for place, line in enumerate(lines[1:], 1):
        found = {columns_under(piece, xs)[0]: FIGURE.fullmatch(piece.text) is not None for piece in line}
        if not all(found.values()) and any(found.get(column) for column in first):
            starts.append(place)
    return starts


def _beside_merged(lines: Sequence[Line], xs: Sequence[float], pitch: float | None) -> dict[int, int]:
    """Rows beside a cell that is merged over them, with that cell's column: the first or the last one's text runs on
    where that of the other columns begins anew."""
    if pitch is None or len(xs) < 4:
        return {}
    wide = wider(pitch)
    found: dict[int, int] = {}
    last: dict[int, float] = {}
    for place, line in enumerate(lines):
        new = []
        for piece in line:
            column = columns_under(piece, xs)[0]
            if column not in last or piece.baseline - last[column] > wide:
                new.append(column)
            last[column] = piece.baseline
        if place and len(new) > 1 and len(new) == len(line):
            near = {columns_under(piece, xs)[0] for piece in lines[place - 1]}
            running = _running(lines, xs, place, wide, new)
            if len(running | near) == 1 and running | near <= {1, len(xs) - 1}:
                found[place] = min(running, default=0)
    return found


def _running(lines: Sequence[Line], xs: Sequence[float], place: int, wide: float, new: Sequence[int]) -> set[int]:
    """The columns but the `new` ones whose text runs on over the beginning of a line."""
    baseline = lines[place][0].baseline
    above = {columns_under(p, xs)[0]: p.baseline for line in lines[max(0, place - _NEAR) : place] for p in line}
    below = {columns_under(p, xs)[0]: p.baseline for line in lines[place : place + _NEAR][::-1] for p in line}
    return {
        column
        for column in above.keys() & below.keys() - set(new)
        if below[column] - above[column] <= wide and baseline - above[column] <= wide
    }


def _is_item(here: Mapping[int, Piece]) -> bool:
    """Whether a line is an item of a list and its figures."""
    figures = [piece for column, piece in here.items() if column > 1]
    return bool(figures and LIST_MARK.match(here[1].text)) and all(FIGURE.fullmatch(piece.text) for piece in figures)


def is_heading(line: Line, xs: Sequence[float]) -> bool:
    """Whether a line is one text that begins in the first column and runs over its end: a heading of rows."""
    ends = columns_under(line[0], xs)
    return len(line) == 1 and ends[0] == 1 and ends[1] > 1


def _goes_on(above: Mapping[int, Piece], here: Mapping[int, Piece], xs: Sequence[float]) -> bool:
    """Whether a column's text was broken for want of room; a column of figures shows that it was not."""
    shared = above.keys() & here.keys()
    if any(FIGURE.fullmatch(above[column].text) and FIGURE.fullmatch(here[column].text) for column in shared):
        return False
    return any(
        xs[column] - above[column].x1 < _ROOM * above[column].size
        for column in shared
        if not FIGURE.fullmatch(above[column].text)
    )


def numbered_starts(lines: Sequence[Line], xs: Sequence[float]) -> RowStarts:
    """The same between two rules that may well end one row: only where every other column has a number in the line, or
    where all that stands beside the first column are figures, three or more below each other."""
    starts = dict.fromkeys([0][: len(lines)], 0)
    if len(lines) >= _LEAST_FIGURES and _is_list_of_figures(lines, xs):
        marked = [place for place, line in enumerate(lines) if LIST_MARK.match(line[0].text)]
        figured = [place for place in range(1, len(lines)) if min(len(lines[place - 1]), len(lines[place])) > 1]
        if marked or len(figured) == len(lines) - 1:
            return dict.fromkeys(sorted({0, *marked, *figured}), 0)
    at_top = {columns_under(piece, xs)[0] for line in lines[:1] for piece in line}
    for place, line in enumerate(lines[1:], 1):
        others = [piece for piece in line if columns_under(piece, xs)[0] > 1]
        if not at_top.issuperset(columns_under(p, xs)[0] for p in line) and not LIST_MARK.match(line[0].text):
            continue  # set in the middle of the row's height
        if others and len(others) < len(line) and all(piece.clusters[0].text.isdigit() for piece in others):
            starts[place] = 0
    return starts


def _is_list_of_figures(lines: Sequence[Line], xs: Sequence[float]) -> bool:
    with_figures = 0
    for line in lines:
        columns = [columns_under(piece, xs)[0] for piece in line]
        others = [piece for piece, column in zip(line, columns, strict=True) if column > 1]
        if 1 not in columns or not all(FIGURE.fullmatch(piece.text) for piece in others):
            return False
        with_figures += bool(others)
    return with_figures >= _LEAST_FIGURES
