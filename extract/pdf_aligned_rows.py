"""Rows told from text, where no rule and no shading parts them: by the room between them, or by what begins anew."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from extract.pdf_gutters import Line, Piece, columns_under

_WIDER = 1.12  # times the distance of two lines in one cell: the room between two rows
_SAME_STEP = 0.8  # points
_ROOM = 2.5  # of the font size: a line that ends farther from its column's end was not broken by it
_NUMBER = re.compile(r"[0-9๐-๙]{1,3}[.)]?")
FIGURE = re.compile(r"[+-]?[0-9๐-๙]+(?:[.,][0-9๐-๙]+)*(?:%|\s?[^\s\d.)]\S{0,7})?|-")  # with a short unit


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


def row_starts(lines: Sequence[Line], xs: Sequence[float], pitch: float | None) -> list[int]:
    """The places (from 0) of the lines with which rows begin, the first line among them."""
    if not lines:
        return []
    return sorted({*by_room(lines, xs, pitch), *_by_content(lines, xs)})


def by_room(lines: Sequence[Line], xs: Sequence[float], pitch: float | None) -> list[int]:
    """Rows begin where there is more room than between the lines of one cell; one with a single cell in it that is
    not the first column's is rather a paragraph of the row above."""
    if pitch is None:
        return [0]
    starts = [0]
    for place, (above, below) in enumerate(pairwise(lines), 1):
        if below[0].baseline - above[0].baseline > max(_WIDER * pitch, pitch + _SAME_STEP):
            starts.append(place)
    ends = [*starts[1:], len(lines)]
    kept = [starts[0]]
    for start, end in list(zip(starts, ends, strict=True))[1:]:
        columns = {columns_under(piece, xs) for line in lines[start:end] for piece in line}
        if len(columns) > 1 or min(columns)[0] == 1:
            kept.append(start)
    return kept


def _by_content(lines: Sequence[Line], xs: Sequence[float]) -> list[int]:
    """Rows begin where the first column has something new, and no text goes on from the line above."""
    starts = [0]
    above = {columns_under(piece, xs)[0]: piece for piece in lines[0]}
    for place, line in enumerate(lines[1:], 1):
        here = {columns_under(piece, xs)[0]: piece for piece in line}
        if 1 in here and (_NUMBER.fullmatch(here[1].text) or (len(here) > 1 and not _goes_on(above, here, xs))):
            starts.append(place)
        above = here
    return starts


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


def numbered_starts(lines: Sequence[Line], xs: Sequence[float]) -> list[int]:
    """The same between two rules that may well end one row: only where every other column has a number in the line."""
    starts = [0][: len(lines)]
    for place, line in enumerate(lines[1:], 1):
        others = [piece for piece in line if columns_under(piece, xs)[0] > 1]
        if others and len(others) < len(line) and all(piece.clusters[0].text.isdigit() for piece in others):
            starts.append(place)
    return starts
