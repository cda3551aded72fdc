"""Pages of two text columns: the lines of the left one before those of the right one.

Columns are only believed where both are prose: a white gutter in the middle of the text, and on both of its sides
many lines that fill their column. Tables without rules, signatures side by side and lists with tabs have short lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.pdf_clusters import Cluster
from extract.pdf_lines import TextLine, read_line

_LEAST_LINES = 8  # in each column
_LEAST_SHARE = 0.5  # of the page's lines
_NARROWEST = 0.3  # of the width of the text
_FULL = 0.8  # of the column's width; a line this long was broken by the column
_MOST_SHORT = 0.35  # of a column's lines may be shorter: the ends of paragraphs
_ALIKE = 0.9  # of the other column's width
_GUTTER = 0.9  # of the font size

Row = tuple[float, list[Cluster]]  # baseline, clusters from left to right


@dataclass(slots=True)
class Region:
    """Lines that are read one after the other. `x0`, `x1`: the column's sides, without end where there is one."""

    lines: list[TextLine]
    top: float
    column: int = 0
    x0: float = -1e9
    x1: float = 1e9


def text_regions(rows: Sequence[Row], lines: Sequence[TextLine]) -> list[Region]:
    """The regions of a page in reading order. `lines` are the rows as they read over the whole width."""
    whole = [Region(list(lines), -1e9)]
    if len(lines) < _LEAST_LINES:
        return whole
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    x, width = (left + right) / 2, right - left
    if sum(_is_white(row, x) for row in rows) < _LEAST_SHARE * len(rows):
        return whole
    start, end = _stretch(rows, x)
    pair = _columns(rows[start:end], x, width)
    if pair is None or len(pair[0].lines) + len(pair[1].lines) < _LEAST_SHARE * len(lines):
        return whole
    below = Region(_read(rows[end:]), max(line.bottom for region in pair for line in region.lines) - 0.1)
    return [Region(_read(rows[:start]), -1e9), *pair, below]


def _is_white(row: Row, x: float) -> bool:
    """Whether a row has no letter at `x`."""
    return not any(cluster.x0 < x < cluster.x1 and not cluster.text.isspace() for cluster in row[1])


def _stretch(rows: Sequence[Row], x: float) -> tuple[int, int]:
    """The longest run of rows of which none has a letter at `x`."""
    best, start = (0, 0), 0
    for place, row in enumerate(rows):
        if not _is_white(row, x):
            start = place + 1
        elif place + 1 - start > best[1] - best[0]:
            best = (start, place + 1)
    return best


def _columns(rows: Sequence[Row], x: float, width: float) -> tuple[Region, Region] | None:
    left = _read([(baseline, [cluster for cluster in row if cluster.x1 <= x]) for baseline, row in rows])
    right = _read([(baseline, [cluster for cluster in row if cluster.x0 >= x]) for baseline, row in rows])
    if not _is_prose(left, width) or not (_is_prose(right, width) or _is_rest(right, left)):
        return None
    if min(line.x0 for line in right) - max(line.x1 for line in left) < _GUTTER * left[0].size:
        return None
    top = min(line.top for line in (*left, *right))
    return Region(left, top, 0, x1=x), Region(right, top, 1, x0=x)


def _is_prose(lines: Sequence[TextLine], width: float) -> bool:
    if len(lines) < _LEAST_LINES:
        return False
    column = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    short = sum(line.x1 - line.x0 < _FULL * column for line in lines)
    return column >= _NARROWEST * width and short <= _MOST_SHORT * len(lines)


def _is_rest(lines: Sequence[TextLine], other: Sequence[TextLine]) -> bool:
    """Whether a few lines are the start of a column like the other: the text ended there."""
    if not lines:
        return False
    column, width = (max(line.x1 for line in part) - min(line.x0 for line in part) for part in (lines, other))
    short = sum(line.x1 - line.x0 < _FULL * width for line in lines)
    return column >= _ALIKE * width and short <= max(1, _MOST_SHORT * len(lines))


def _read(rows: Sequence[Row]) -> list[TextLine]:
    read = (read_line(row, baseline) for baseline, row in rows)
    return [line for line in read if line is not None]
