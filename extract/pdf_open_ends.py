"""Rows above the first rule or below the last one of a table that is ruled between its rows.

A stylesheet that draws a rule below each row draws none above the header; the end of a page cuts the last row. Such
lines keep to the columns and stand as near to the rule as the other rows do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.pdf_aligned import Frame
from extract.pdf_aligned_rows import FIGURE
from extract.pdf_carried import ends_page, fits
from extract.pdf_gutters import Line, Row, split_row
from extract.pdf_header_spans import looks_like_header

_LEAST_RULES = 4
_SLACK = 3.0  # points
_CLOSE = 1.9  # of the font size between two lines of a row
_RISE, _FALL = 1.1, 0.4  # of the font size


def with_open_ends(frame: Frame, xs: Sequence[float], rows: Sequence[Row], height: float) -> Frame | None:
    """The frame with what goes on above its first rule or below its last one; None where nothing does.

    `xs` are the table's column ends, `rows` the page's lines that stand in no other table, `height` the page's.
    """
    heights = list(frame.heights)
    if len(heights) < _LEAST_RULES or not frame.headed or frame.known:
        return None
    lines = [line for line in (split_row(row, xs[1:-1]) for row in rows) if line]
    intervals = [[line for line in lines if top + 1 < line[0].baseline <= low + 1] for top, low in pairwise(heights)]
    over = _above(lines, intervals, heights, xs)
    under = _below(lines, intervals, heights, xs)
    if over:
        heights.insert(0, over[0][0].baseline - _RISE * over[0][0].size)
    foot = under[-1][0].baseline + _FALL * under[-1][0].size if under else 0.0
    if under and ends_page(foot, rows, height):
        heights.append(foot)
    if len(heights) == len(frame.heights):
        return None
    return replace(frame, heights=tuple(heights), known=tuple(xs), closed=heights[-1] == frame.heights[-1])


def _above(
    lines: Sequence[Line], intervals: Sequence[Sequence[Line]], heights: Sequence[float], xs: Sequence[float]
) -> list[Line]:
    """The header above the first rule, where what stands below it is a row with figures."""
    first = intervals[0]
    if not first or not any(FIGURE.fullmatch(piece.text) for line in first for piece in line):
        return []
    room = max(low - inside[-1][0].baseline for inside, low in zip(intervals, heights[1:], strict=True) if inside)
    found: list[Line] = []
    edge = heights[0]
    for line in reversed([line for line in lines if line[0].baseline <= heights[0] + 1]):
        near = edge - line[0].baseline <= (_CLOSE * line[0].size if found else room + _SLACK)
        if not near or not fits(line, xs):
            break
        found.insert(0, line)
        edge = line[0].baseline
    return found if looks_like_header(found) else []


def _below(
    lines: Sequence[Line], intervals: Sequence[Sequence[Line]], heights: Sequence[float], xs: Sequence[float]
) -> list[Line]:
    """The beginning of a row below the last rule."""
    room = max(inside[0][0].baseline - top for inside, top in zip(intervals, heights, strict=False) if inside)
    found: list[Line] = []
    edge = heights[-1]
    for line in lines:
        if line[0].baseline <= heights[-1] + 1:
            continue
        near = line[0].baseline - edge <= (_CLOSE * line[0].size if found else room + _SLACK)
        if not near or not fits(line, xs):
            break
        found.append(line)
        edge = line[0].baseline
    return found if found and len(found[0]) > 1 else []
