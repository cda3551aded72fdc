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
    inside = [
        [row[0] for row in rows if top + 1 < row[0] <= low + 1] for top, low in pairwise(heights)
    ]  # baselines: no need to look at the words of a table whose ends are drawn
    over = _above(rows, inside, heights, xs)
    under = _below(rows, inside, heights, xs)
    if over:
        heights.insert(0, over[0][0].baseline - _RISE * over[0][0].size)
    foot = under[-1][0].baseline + _FALL * under[-1][0].size if under else 0.0
    if under and ends_page(foot, rows, height):
        heights.append(foot)
    if len(heights) == len(frame.heights):
        return None
    return replace(frame, heights=tuple(heights), known=tuple(xs), closed=heights[-1] == frame.heights[-1])


def _above(
    rows: Sequence[Row], inside: Sequence[Sequence[float]], heights: Sequence[float], xs: Sequence[float]
) -> list[Line]:
    """The header above the first rule, where what stands below it is a row with figures."""
    room = max(
        (low - baselines[-1] for baselines, low in zip(inside, heights[1:], strict=True) if baselines), default=0
    )
    found: list[Line] = []
    edge = heights[0]
    for row in reversed([row for row in rows if row[0] <= heights[0] + 1]):
        near = edge - row[0] <= (_CLOSE * row[1][0].size if found else room + _SLACK)
        line = split_row(row, xs[1:-1]) if near else []
        if not line or not fits(line, xs):
            break
        found.insert(0, line)
        edge = row[0]
    if not found or not looks_like_header(found):
        return []
    first = [split_row(row, xs[1:-1]) for row in rows if row[0] in inside[0]]
    return found if any(FIGURE.fullmatch(piece.text) for line in first for piece in line) else []


def _below(
    rows: Sequence[Row], inside: Sequence[Sequence[float]], heights: Sequence[float], xs: Sequence[float]
) -> list[Line]:
    """The beginning of a row below the last rule."""
    room = max((baselines[0] - top for baselines, top in zip(inside, heights, strict=False) if baselines), default=0)
    found: list[Line] = []
    edge = heights[-1]
    for row in rows:
        if row[0] <= heights[-1] + 1:
            continue
        near = row[0] - edge <= (_CLOSE * row[1][0].size if found else room + _SLACK)
        line = split_row(row, xs[1:-1]) if near else []
        if not line or not fits(line, xs):
            break
        found.append(line)
        edge = row[0]
    return found if found and len(found[0]) > 1 else []
