"""What a page shows of tables that are not ruled in full: rules of one direction, frames, bands and tiles of colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.pdf_aligned import Frame
from extract.pdf_aligned_rows import FIGURE
from extract.pdf_carried import ends_page
from extract.pdf_cells import CellBox
from extract.pdf_gutters import Line, Row, split_row
from extract.pdf_header_spans import looks_like_header, stand_over, texts
from extract.pdf_paths import Edge
from extract.pdf_shading import Shade, snapped

_SAME_END = 4.0  # points
_SAME_SIDE = 6.0  # points between a frame's side and that of a band in it
_DOUBLE = 5.0  # points
_SHORTEST_RULE = 120.0  # points
_NARROWEST = 100.0  # points: no narrower band is a table's
_FARTHEST = 3.5  # of the font size between the lines of one table
_MOST_PROSE = 2  # lines between two rows that run over the columns
_BELOW_LINE = 0.4  # of the font size
_WIDER = 1.25  # times the distance of two lines of a table: the room above the title of the next one
_MOST_OVER = 3  # lines above a striped table that may be its header


def rule_frames(horizontal: Sequence[Edge], vertical: Sequence[Edge]) -> list[Frame]:
    """Three or more long rules of one length above each other that no vertical crosses."""
    groups = [group for group in map(_without_doubles, _rule_groups(horizontal, vertical)) if len(group) >= 3]
    return [
        ruled_frame(group[0][1], group[0][2], [rule[0] for rule in group])
        for group in groups
        if not any(_is_within(group, other) for other in groups)
    ]


def cut_frames(horizontal: Sequence[Edge], vertical: Sequence[Edge], rows: Sequence[Row], height: float) -> list[Frame]:
    """Two long rules around a header, whose table goes on to the end of the page. `rows` are the lines that stand in no
    table."""
    frames = []
    for group in _rule_groups(horizontal, vertical):
        group = _without_doubles(group)
        (top, left, right), (bottom, _, _) = group[0], group[-1]
        header = Shade((left, top, right, bottom), (top, bottom), (), (), 0, None)
        if len(group) == 2 and looks_like_header(_header(header, rows)):
            stack, foot = _stack(header, [], rows)
            body = _inside(rows, bottom, foot)
            if ends_page(foot, rows, height) and stand_over(_header(header, rows), body, (left, right)):
                frames.append(_with_ends(stack, foot, rows))
    return frames


def _rule_groups(horizontal: Sequence[Edge], vertical: Sequence[Edge]) -> list[list[Edge]]:
    """Long rules of one length above each other that no vertical crosses."""
    groups: list[list[Edge]] = []
    for rule in sorted(horizontal):
        if rule[2] - rule[1] < _SHORTEST_RULE:
            continue
        for group in groups:
            if abs(group[0][1] - rule[1]) <= _SAME_END and abs(group[0][2] - rule[2]) <= _SAME_END:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return [
        group
        for group in groups
        if len(group) > 1
        and not any(
            group[0][1] - 2 <= x <= group[0][2] + 2 and top < group[-1][0] - 2 and bottom > group[0][0] + 2
            for x, top, bottom in vertical
        )
    ]


def _without_doubles(group: Sequence[Edge]) -> list[Edge]:
    """Double rules made one: no row is so low."""
    kept: list[Edge] = []
    for rule in group:
        if not kept or rule[0] - kept[-1][0] > _DOUBLE:
            kept.append(rule)
    return kept


def _is_within(group: Sequence[Edge], outer: Sequence[Edge]) -> bool:
    """Whether rules part some columns of a table whose other rules are longer."""
    (first, left, right), (last, _, _) = group[0], group[-1]
    inside = outer[0][1] <= left + 1 and right <= outer[0][2] + 1 and right - left < outer[0][2] - outer[0][1] - 1
    return inside and outer[0][0] <= first and last <= outer[-1][0]


def ruled_frame(x0: float, x1: float, heights: Sequence[float]) -> Frame:
    """A frame whose rules are at `heights`; a single row of it may hold all rows of the table."""
    headed = len(heights) > 2
    return Frame(x0, x1, tuple(heights), open=(len(heights) - 2,) if len(heights) < 4 else (), headed=headed)


def with_shades(frame: Frame, shades: Sequence[Shade]) -> Frame:
    """A frame with what is shaded in it over its whole width."""
    inside = [
        shade
        for shade in shades
        if abs(shade.box[0] - frame.x0) <= _SAME_SIDE
        and abs(shade.box[2] - frame.x1) <= _SAME_SIDE
        and shade.box[1] >= frame.heights[0] - _SAME_END
        and shade.box[3] <= frame.heights[-1] + _SAME_END
    ]
    if not inside:
        return frame
    shaded = shaded_frame(inside)
    heights = snapped([*frame.heights, *shaded.heights])
    bare = not shaded.columns and len(heights) < 4
    return replace(
        shaded,
        x0=frame.x0,
        x1=frame.x1,
        heights=tuple(heights),
        headed=shaded.headed or (frame.headed and not shaded.columns) or bare,
        open=(len(heights) - 2,) if bare else (),
    )


def shaded_frame(shades: Sequence[Shade]) -> Frame:
    """The frame of shades above each other, as far as they reach. Painted cells tell rows and columns themselves."""
    first = shades[0]
    columns = tuple(snapped(x for shade in shades for x in shade.columns))
    ys = list(first.ys)
    if not columns:
        head = first.head_rows or (len(ys) - 1 if only_header(shades) else 1)
        ys = [ys[0], *ys[head:]]
    heights = snapped([*ys, *(y for shade in shades[1:] for y in shade.ys)])
    return Frame(
        min(shade.box[0] for shade in shades),
        max(shade.box[2] for shade in shades),
        tuple(heights),
        columns,
        tuple(tile for shade in shades for tile in shade.tiles),
        headed=not columns,
        closed=True,
    )


def only_header(shades: Sequence[Shade]) -> bool:
    """Whether all that is shaded is one area, or two rows of one colour that may be a header on two levels."""
    shade = shades[0]
    return len(shades) == 1 and len(shade.ys) < 4 and not shade.head_rows


def shade_frames(shades: Sequence[Shade], rows: Sequence[Row], taken: Sequence[CellBox]) -> list[Frame]:
    """Frames told by shading alone: bands or tiles of one width with what stands between and below them."""
    waiting = [
        shade
        for shade in shades
        if shade.box[2] - shade.box[0] >= _NARROWEST and not any(_overlap(shade.box, box) for box in taken)
    ]
    frames: list[Frame] = []
    while waiting:
        first = waiting.pop(0)
        stack, foot = _stack(first, waiting, rows)
        waiting = [shade for shade in waiting if shade not in stack]
        narrow = [shade.box[3] for shade in waiting if _leaves_out(shade.box, first.box) and shade.box[1] <= foot]
        head, body = _header(first, rows), _inside(rows, first.box[3], foot)
        if only_header(stack) and body and not stand_over(head, body, (first.box[0], first.box[2])):
            continue
        frames.append(_with_ends(stack, foot, rows, max(narrow, default=0.0)))
    return frames


def _overlap(a: CellBox, b: CellBox) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _stack(first: Shade, waiting: Sequence[Shade], rows: Sequence[Row]) -> tuple[list[Shade], float]:
    """A shade with those of its width below it that belong to the same table, and the height where its text ends."""
    stack, foot = [first], first.box[3]
    below = [shade for shade in waiting if _same_sides(shade.box, first.box) and shade.box[1] >= first.box[3]]
    head = _header(first, rows)
    gaps = _most_gaps(_inside(rows, first.box[1], first.box[3], first.columns))
    last, over = first.box[3], 0
    passed: list[Line] = []
    for row in rows:
        line = split_row(row, first.columns)
        if row[0] <= first.box[3] + 1 or not line:
            continue
        while below and row[0] > below[0].box[1] + 1:
            lone = len(stack) == 1 and _have_figures(passed)
            if _begins_anew(below[0], first, head, gaps, rows, lone=lone):
                return stack, _foot_above_title(foot, passed, stack[-1])
            stack.append(below.pop(0))
        in_band = row[0] <= stack[-1].box[3] + 1
        over = over + 1 if not in_band and _is_prose(line, gaps) else 0
        too_far = not in_band and row[0] - last > _FARTHEST * line[0].size
        if too_far or over > _MOST_PROSE or not _within(line, first.box):
            break
        last = row[0]
        passed.append(line)
        foot = foot if over else row[0] + _BELOW_LINE * line[0].size
    return stack, foot


def _inside(rows: Sequence[Row], top: float, bottom: float, columns: Sequence[float] = ()) -> list[Line]:
    """The lines between two heights."""
    return [line for line in (split_row(row, columns) for row in rows if top + 1 < row[0] <= bottom + 1) if line]


def _header(shade: Shade, rows: Sequence[Row]) -> list[Line]:
    """The lines in the uppermost row of a shade, or in its rows of another colour."""
    return _inside(rows, shade.box[1], shade.ys[shade.head_rows or 1], shade.columns)


def _begins_anew(
    shade: Shade,
    first: Shade,
    head: Sequence[Line],
    gaps: Sequence[tuple[float, float]],
    rows: Sequence[Row],
    *,
    lone: bool,
) -> bool:
    """Whether a shade is the header of the next table: of the first one's colour, and that header once more, or over
    other columns, or with rows of other colours below it as that has. `lone`: no row since the header was shaded."""
    here = _header(shade, rows)
    if shade.paint != first.paint or not looks_like_header(head) or not looks_like_header(here):
        return False
    crossed = any(piece.x0 < left and piece.x1 > right for line in here for piece in line for left, right in gaps)
    return lone or crossed or texts(here) == texts(head) or min(shade.head_rows, first.head_rows) > 0


def _have_figures(lines: Sequence[Line]) -> bool:
    """Whether two rows or more have several cells, most of them one with a figure."""
    rows = [line for line in lines if len(line) > 1]
    figures = sum(any(FIGURE.fullmatch(piece.text) for piece in line) for line in rows)
    return len(rows) > 1 and figures * 2 > len(rows)


def _foot_above_title(foot: float, passed: Sequence[Line], above: Shade) -> float:
    """Where a table ends above the next one, whose title stands farther below it than its own lines stand apart."""
    bare = [line for line in passed if line[0].baseline > above.box[3] + 1]
    steps = [low[0].baseline - high[0].baseline for high, low in pairwise(passed)]
    pitch = min((step for step in steps if step > 0), default=0.0)
    for place in range(len(passed) - 1, len(passed) - 1 - len(bare), -1):
        line = passed[place]
        if len(line) > 1:
            break
        top = passed[place - 1][0].baseline if place else above.box[3]
        if line[0].baseline - top > _WIDER * pitch:
            return max(above.box[3], top + _BELOW_LINE * line[0].size) if place else above.box[3]
    return foot


def _same_sides(a: CellBox, b: CellBox) -> bool:
    return abs(a[0] - b[0]) <= _SAME_END and abs(a[2] - b[2]) <= _SAME_END


def _within(line: Line, box: CellBox) -> bool:
    return line[0].x0 >= box[0] - _SAME_SIDE and line[-1].x1 <= box[2] + _SAME_SIDE


def _most_gaps(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """The gaps of the header line that has the most."""
    gaps = [[(left.x1, right.x0) for left, right in pairwise(line)] for line in lines]
    return max(gaps, key=len, default=[])


def _is_prose(line: Line, gaps: Sequence[tuple[float, float]]) -> bool:
    """Whether a line runs over gaps between the header's words: a heading between rows does, or the text below."""
    crossed = sum(any(piece.x0 < left and piece.x1 > right for piece in line) for left, right in gaps)
    return crossed > max(1, len(gaps) // 2) or (crossed > 0 and len(line) == 1)


def _leaves_out(box: CellBox, outer: CellBox) -> bool:
    """Whether a band of a table leaves out a merged cell."""
    return box[0] >= outer[0] - _SAME_END and box[2] <= outer[2] + _SAME_END and box[1] >= outer[3] - _SAME_END


def _with_ends(stack: Sequence[Shade], foot: float, rows: Sequence[Row], narrow: float = 0.0) -> Frame:
    """The frame of a stack, with the last row that is not shaded, the whole body below a single band, and the header
    above stripes that are all of one colour. `narrow` is where the last band ends that leaves a merged cell out."""
    frame = shaded_frame(stack)
    heights = list(frame.heights)
    header = only_header(stack)
    if not header:
        tallest = max(below - above for above, below in pairwise(heights))
        foot = min(foot, max(heights[-1], narrow) + tallest + 2)
    tail = foot > heights[-1] + 2 and (header or len(stack) > 1 or narrow > heights[-1])
    if tail:
        heights.append(foot)
    if len(stack) > 1 and not any(shade.head_rows for shade in stack) and len({s.paint for s in stack}) == 1:
        top = _top_of_header(stack[0].box, rows)
        if top is not None:
            heights.insert(0, top)
    return replace(
        frame,
        heights=tuple(heights),
        open=(len(heights) - 2,) if tail else (),
        headed=not frame.columns and len(heights) > 2,
        closed=not tail,
    )


def _top_of_header(box: CellBox, rows: Sequence[Row]) -> float | None:
    """The top of the lines right above a striped table that stand in columns."""
    top, below = None, box[1]
    above = [row for row in rows if row[0] <= box[1] + 1]
    for row in above[::-1][:_MOST_OVER]:
        line = split_row(row)
        if len(line) < 2 or not _within(line, box) or below - row[0] > 1.2 * line[0].size:
            break
        top = below = row[0] - line[0].size
    return top
