"""Rows that nothing drawn parts, where it must be sure that they are not one row of long texts.

Every part must fill several columns, and one column counts the parts or has a figure in each, or there is more room
between the parts than between their lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from extract.pdf_aligned_rows import FIGURE, RowStarts, by_room, line_pitch, row_starts
from extract.pdf_gutters import Line, columns_under

LEAST_PARTS = 3
_TALL = 0.4  # of the height of the rows
_ORDINAL = re.compile(r"([0-9๐-๙]{1,3})[.)]?")


def told_rows(lines: Sequence[Line], xs: Sequence[float], *, headed: bool) -> RowStarts:
    """The lines with which the parts of a row begin; none where it is one row."""
    if len(lines) < LEAST_PARTS:
        return {}
    pitch = line_pitch(lines, xs)
    by_space = dict.fromkeys(by_room(lines, xs, pitch), 0)
    for starts, needs_count in ((row_starts(lines, xs, pitch), True), (by_space, False)):
        parts = [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
        columns = [_columns(part, xs) for part in parts]
        rest = 1 not in columns[0]  # what the end of the page before cut off
        if len(parts) - rest < LEAST_PARTS or not all(len(found) > 1 for found in columns[rest:]):
            continue
        told = columns[rest:] if headed else columns[1:]
        if _has_figures(told):
            return starts
        if not all(1 in found for found in columns[rest:]):
            if all(_is_whole(part[0], xs) for part in parts[rest:]):
                return starts
            continue
        if _is_counted(told):
            return starts
        if not needs_count and all(len(found) * 2 >= len(xs) - 1 for found in columns[rest:]):
            return starts
    return {}


def _is_whole(line: Line, xs: Sequence[float]) -> bool:
    """Whether a line has text in every column but the first, whose cells are merged over several rows."""
    return len(xs) > 3 and {columns_under(piece, xs)[0] for piece in line} >= set(range(2, len(xs)))


def _columns(part: Sequence[Line], xs: Sequence[float]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for line in part:
        for piece in line:
            found.setdefault(columns_under(piece, xs)[0], []).append(piece.text)
    return found


def _is_counted(parts: Sequence[Mapping[int, list[str]]]) -> bool:
    """Whether the first column counts the parts: 1, 2, 3."""
    numbers = [_ORDINAL.fullmatch(part[1][0]) if len(part.get(1, ())) == 1 else None for part in parts]
    found = [int(number.group(1)) for number in numbers if number]
    return len(found) == len(parts) and found == list(range(found[0], found[0] + len(found)))


def _has_figures(parts: Sequence[Mapping[int, list[str]]]) -> bool:
    """Whether a column has one figure in each part."""
    columns = set(parts[0]).intersection(*parts[1:]) - {1}
    return any(
        all(len(part[column]) == 1 and FIGURE.fullmatch(part[column][0]) for part in parts) for column in columns
    )


def many_rows(
    intervals: Sequence[Sequence[Line]], heights: Sequence[float], xs: Sequence[float]
) -> dict[int, RowStarts]:
    """The intervals between rules (from 0) that hold several rows, with where these begin.

    So it is in a table with a total line, or with rules between groups of rows alone. Where most hold one row,
    all do.
    """
    told = {number: _by_figures_alone(lines, xs) for number, lines in enumerate(intervals) if len(lines) > 1}
    many = [number for number, starts in told.items() if len(starts) >= LEAST_PARTS]
    tall = any(heights[number + 1] - heights[number] >= _TALL * (heights[-1] - heights[0]) for number in many)
    if not tall and len(many) * 2 <= len(intervals):
        return {}
    return {number: starts for number, starts in told.items() if len(starts) > 1}


def _by_figures_alone(lines: Sequence[Line], xs: Sequence[float]) -> RowStarts:
    """Where the parts begin if one column counts them, or has one figure in each."""
    starts = row_starts(lines, xs, line_pitch(lines, xs))
    columns = [_columns(lines[start:end], xs) for start, end in pairwise([*starts, len(lines)])]
    plain = [found for found in columns if len(found) > 1]
    headed = all(1 in found for found in columns) and len(plain) * 2 >= len(columns)
    if len(plain) < 2 or not (headed or len(plain) == len(columns)):
        return {}
    return starts if (headed and _is_counted(plain)) or _has_figures(plain) else {}
