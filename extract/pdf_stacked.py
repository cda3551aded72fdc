"""Tables of one width below each other, whose rules and bands look like those of one: where the next one begins.

Between them stands nothing, or a title, which is one piece of text; so is a heading in a table. What follows must look
like a header, and be the first one once more, have columns of its own, or follow on a body of many rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.pdf_aligned import Frame
from extract.pdf_aligned_rows import line_pitch, row_starts
from extract.pdf_gutters import Line, Row, columns_under, find_gutters, split_row
from extract.pdf_header_spans import looks_like_header, texts

_MOST_CROSSED = 0.3  # of the lines of a table may run over its columns' ends
_LOWEST_ROW = 0.9  # of the font size: nothing is written in a lower one

Intervals = list[list[Line]]


def parted_frames(frame: Frame, rows: Sequence[Row]) -> list[Frame]:
    """The frames of the tables that the rules of one frame belong to."""
    heights = frame.heights
    if len(heights) < 5:
        return [frame]
    lines = [line for line in map(split_row, rows) if line]
    intervals = [[line for line in lines if top + 1 < line[0].baseline <= low + 1] for top, low in pairwise(heights)]
    frames: list[Frame] = []
    start = 0
    for gap in range(2, len(intervals) - 2):
        if gap - start > 1 and _parts(intervals, start, gap, heights[gap + 1] - heights[gap], frame):
            frames.append(_cut(frame, start, gap))
            start = gap + 1
    return [*frames, _cut(frame, start, len(intervals))] if frames else [frame]


def _cut(frame: Frame, start: int, end: int) -> Frame:
    heights = frame.heights[start : end + 1]
    return replace(frame, heights=heights, open=(1,) if len(heights) == 3 else (), headed=True)


def _parts(intervals: Intervals, start: int, gap: int, height: float, frame: Frame) -> bool:
    """Whether what stands between two rules is no row of the table that began with interval `start`."""
    head, body = intervals[gap + 1], intervals[gap + 2]
    if any(len(line) > 1 for line in intervals[gap]) or not looks_like_header(head) or not body:
        return False
    above = intervals[start:gap]
    if not intervals[gap] and height < _LOWEST_ROW * head[0][0].size:
        return True
    if texts(head) == texts(above[0]) or other_columns(above, [head, body], (frame.x0, frame.x1)):
        return True
    xs = [frame.x0, *find_gutters(above[-1], above[0]), frame.x1]
    return len(above) == 2 and len(row_starts(above[1], xs, line_pitch(above[1], xs))) > 1


def other_columns(above: Intervals, below: Intervals, sides: tuple[float, float]) -> bool:
    """Whether text stands over the ends of the columns of the text above it, or the reverse."""
    return _crosses(above, below, sides) or _crosses(below, above, sides)


def _crosses(told: Intervals, other: Intervals, sides: tuple[float, float]) -> bool:
    xs = [sides[0], *find_gutters([line for lines in told[1:] for line in lines], told[0]), sides[1]]
    lines = [line for lines in other for line in lines if len(line) > 1]
    over = [line for line in lines if any(first < last for first, last in (columns_under(p, xs) for p in line))]
    return len(xs) > 2 and len(over) > _MOST_CROSSED * len(lines)
