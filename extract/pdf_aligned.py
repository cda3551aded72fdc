"""Tables whose cells are not all drawn, read from how their text stands in columns and rows.

A frame says what is known of such a table: its sides, where rows and columns surely end, what is painted as a cell.
What is not known is told from the text. Such tables are marked with a lower confidence than those with drawn cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.pdf_aligned_rows import (
    FIGURE,
    LIST_MARK,
    is_heading,
    line_pitch,
    numbered_starts,
    row_starts,
    without_foot,
)
from extract.pdf_cells import CellBox
from extract.pdf_gutters import Line, Piece, Row, columns_under, find_gutters, split_row, without_halves
from extract.pdf_header_spans import header_spans
from extract.pdf_lines import TextLine, read_line
from extract.pdf_partial_rules import RowRules, band_ends, merge_through, row_rules
from extract.pdf_paths import Edge
from extract.pdf_tables import GridCell, GridTable
from extract.pdf_told_rows import many_rows

CONFIDENCE = 0.7
_LEAST_FILLED = 0.6  # of the rows must have text in two columns or more
_MOST_CROSSED = 0.3  # of the lines may run over a column's end that is painted

Place = tuple[int, int, int, int]  # row, column, row span, column span
Columns = tuple[int, int]  # the first and the last of a range, from 1


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known of a table: `heights` at which rows end (its top and bottom among them), `columns` ends between
    its sides, `tiles` painted as cells, `rules` that may part some of its columns alone, `bands`
    the ends of what is shaded in some columns alone. `open` are the row intervals
    (from 0) that may hold many rows; `headed` says that the first interval is the header; `closed` that its foot is
    known. `known` are its column ends, sides included, where it goes on from the page before."""

    x0: float
    x1: float
    heights: tuple[float, ...]
    columns: tuple[float, ...] = ()
    tiles: tuple[CellBox, ...] = ()
    open: tuple[int, ...] = ()
    headed: bool = True
    closed: bool = True
    rules: tuple[Edge, ...] = ()
    bands: tuple[Edge, ...] = ()
    known: tuple[float, ...] = ()


def read_frame(frame: Frame, rows: Sequence[Row]) -> tuple[GridTable, list[Row]] | None:
    """The table of a frame and the rows of text that it has; None where its text is no table's.

    `rows` are the lines inside the frame, from the top down.
    """
    lines = [line for line in (split_row(row, frame.columns) for row in rows) if line]
    end_of_head = frame.heights[1] + 1 if frame.headed else frame.heights[0]
    heads = [line for line in lines if line[0].baseline <= end_of_head]
    body = [line for line in lines if line[0].baseline > end_of_head]
    spans = header_spans(heads)
    xs = _columns(frame, heads, body, spans)
    if len(xs) < 3 or (frame.headed and not heads) or not body:
        return None
    if not frame.closed:
        body = without_foot(body, xs)
    parted = row_rules(frame.rules, body, xs, end_of_head) if frame.rules else {}
    if frame.bands:
        parted |= band_ends(row_rules(frame.bands, body, xs, end_of_head), body, xs)
    if parted:
        frame = replace(frame, heights=tuple(sorted({*frame.heights, *parted})), open=())
    lines_of_rows, ys = _rows(frame, body, xs, parted)
    while not frame.closed and lines_of_rows and _filled(lines_of_rows[-1], xs) < 2:
        lines_of_rows.pop()
        ys.pop()
    if not (lines_of_rows if frame.known else _is_table(heads, lines_of_rows, xs, frame)):
        return None
    table = _build(frame, xs, ys, heads, lines_of_rows, spans, parted)
    last = max(line[0].baseline for row in lines_of_rows for line in row)
    return table, [row for row in rows if row[0] <= last]


def _columns(frame: Frame, heads: Sequence[Line], body: Sequence[Line], spans: Collection[Piece]) -> list[float]:
    """The column ends, sides included."""
    if frame.known:
        return list(frame.known)
    if not frame.columns:
        gutters = find_gutters(body, heads, spans)
        return without_halves([frame.x0, *gutters, frame.x1], body, heads, spans)
    lines = [*heads, *body]
    kept = [
        x
        for x in frame.columns
        if sum(any(piece.x0 + 1 < x < piece.x1 - 1 for piece in line) for line in lines) <= _MOST_CROSSED * len(lines)
    ]
    return [frame.x0, *kept, frame.x1] if len(kept) == len(frame.columns) else []


def _rows(
    frame: Frame, body: Sequence[Line], xs: Sequence[float], parted: RowRules
) -> tuple[list[list[Line]], list[float]]:
    """The body's lines by row, and the heights where the header and each of the rows end; `parted` gets the heights
    that a merged cell runs through."""
    pitch = line_pitch(body, xs)
    first = 1 if frame.headed else 0
    rows: list[list[Line]] = []
    ys = [frame.heights[first]]
    ends = frame.heights[first:]
    intervals = [[line for line in body if top + 1 < line[0].baseline <= low + 1] for top, low in pairwise(ends)]
    many = many_rows(intervals, ends, xs) if not frame.open and not frame.columns else {}
    for number, (inside, bottom) in enumerate(zip(intervals, ends[1:], strict=True)):
        if number + first in frame.open:
            starts = row_starts(inside, xs, pitch)
        else:
            starts = many.get(number) or numbered_starts(inside, xs)
        for start, end in pairwise([*starts, len(inside)]):
            if start:
                ys.append(max(ys[-1], inside[start][0].baseline - inside[start][0].size))
                if starts[start]:
                    parted[ys[-1]] = frozenset(range(1, len(xs))) - {starts[start]}
            rows.append(inside[start:end])
        if not starts:
            rows.append([])
        ys.append(bottom)
    return rows, ys


def _filled(row: Sequence[Line], xs: Sequence[float]) -> int:
    return len({columns_under(piece, xs)[0] for line in row for piece in line})


def _is_table(heads: Sequence[Line], rows: Sequence[Sequence[Line]], xs: Sequence[float], frame: Frame) -> bool:
    """Whether most rows have text in several columns, and it is no list whose numbers hang before its text."""
    over = [row for row in rows if any(_spans_all(piece, xs) for line in row for piece in line)]
    plain = [row for row in rows if row not in over]
    filled = [row for row in plain if _filled(row, xs) > 1]
    if len(filled) < max(2, _LEAST_FILLED * len(plain)) or len(over) > len(plain):
        return False
    if not frame.headed and not frame.tiles:
        return len(filled) > 2 and (len(xs) > 3 or _has_figures(filled, xs))
    head_columns = _filled(heads if frame.headed else rows[0], xs)
    if not frame.closed and head_columns < 2:
        return False
    if head_columns < 2 and len(xs) == 3:
        marks = [piece for row in rows for line in row for piece in line if columns_under(piece, xs)[1] == 1]
        return not all(LIST_MARK.fullmatch(piece.text) for piece in marks)
    return True


def _has_figures(rows: Sequence[Sequence[Line]], xs: Sequence[float]) -> bool:
    """Whether a column but the first has a figure in most rows."""
    found = Counter(columns_under(piece, xs)[0] for row in rows for piece in row[0] if FIGURE.fullmatch(piece.text))
    return any(count * 2 > len(rows) for column, count in found.items() if column > 1)


def _spans_all(piece: Piece, xs: Sequence[float]) -> bool:
    first, last = columns_under(piece, xs)
    return last - first + 1 >= max(2, len(xs) - 2)


def _build(
    frame: Frame,
    xs: list[float],
    ys: list[float],
    heads: Sequence[Line],
    rows: Sequence[Sequence[Line]],
    spans: Mapping[Piece, tuple[Piece, Piece]],
    parted: RowRules,
) -> GridTable:
    places: dict[Place, list[Piece]] = {}
    heights = list(ys)
    if frame.headed:
        two = _place_head(places, heads, xs, spans)
        middle = [min(max(_between(heads, two), frame.heights[0]), ys[0])] if two else []
        heights = [frame.heights[0], *middle, *ys]
    first_row = len(heights) - len(ys) + 1
    for number, row in enumerate(rows, first_row):
        place_row(places, number, row, xs, _tile_spans(frame.tiles, xs, heights[number - 1], heights[number]))
    _merge_down(places, frame.tiles, xs, heights)
    merge_through(places, parted, heights)
    table = GridTable(
        (xs[0], heights[0], xs[-1], heights[-1]), [], xs, heights, confidence=CONFIDENCE, closed=frame.closed
    )
    table.cells = [
        to_cell(place, found, xs, heights) for place, found in sorted(places.items(), key=lambda item: item[0])
    ]
    return table


def _between(heads: Sequence[Line], lower: Collection[Piece]) -> float:
    """The height between the two rows of a header."""
    return min(piece.baseline - piece.size for line in heads for piece in line if piece in lower)


def _place_head(
    places: dict[Place, list[Piece]],
    heads: Sequence[Line],
    xs: Sequence[float],
    spans: Mapping[Piece, tuple[Piece, Piece]],
) -> set[Piece]:
    """Header cells; where one stands over several columns that have words of their own below it, the header has two
    rows, of which the lower one's pieces are given."""
    reach = {piece: _reach(piece, spans.get(piece), xs) for line in heads for piece in line}
    wide = _joined(ends for ends in reach.values() if ends[1] > ends[0]) if len(heads) > 1 else []
    under = {column for first, last in wide for column in range(first, last + 1)}
    over = {piece for piece, ends in reach.items() if wide and ends[1] > ends[0]}
    lower = {piece for piece, ends in reach.items() if piece not in over and ends[0] in under}
    rows = 2 if lower else 1
    for first, last in wide:
        mine = [piece for piece, ends in reach.items() if piece not in lower and first <= ends[0] <= last]
        places[1, first, 1, last - first + 1] = mine
    for column in range(1, len(xs)):
        mine = [piece for piece, ends in reach.items() if piece not in over and ends[0] == column]
        if column not in under:
            places[1, column, rows, 1] = mine
        elif lower:
            places[2, column, 1, 1] = mine
    return lower


def _reach(piece: Piece, ends: tuple[Piece, Piece] | None, xs: Sequence[float]) -> Columns:
    """The columns that a header word stands over."""
    first, last = columns_under(piece, xs)
    if ends is None:
        return first, last
    return min(first, columns_under(ends[0], xs)[0]), max(last, columns_under(ends[1], xs)[1])


def _joined(ranges: Iterable[Columns]) -> list[Columns]:
    """Ranges of columns in order, those that share one made one."""
    joined: list[Columns] = []
    for first, last in sorted(ranges):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def _tile_spans(tiles: Sequence[CellBox], xs: Sequence[float], top: float, bottom: float) -> list[Columns]:
    """The columns (first, last) of each painted cell of a row that covers more than one."""
    found = []
    middle = (top + bottom) / 2
    for x0, y0, x1, y1 in tiles:
        if y0 <= middle <= y1:
            inside = [column for column in range(1, len(xs)) if x0 <= (xs[column - 1] + xs[column]) / 2 <= x1]
            if 1 < len(inside) < len(xs) - 1:
                found.append((inside[0], inside[-1]))
    return found


def _merge_down(
    places: dict[Place, list[Piece]], tiles: Sequence[CellBox], xs: Sequence[float], ys: Sequence[float]
) -> None:
    """Makes one cell of those that a painted cell covers in several rows."""
    for x0, y0, x1, y1 in tiles:
        inside = sorted(
            place
            for place in places
            if x0 <= (xs[place[1] - 1] + xs[place[1] - 1 + place[3]]) / 2 <= x1
            and y0 <= (ys[place[0] - 1] + ys[place[0] - 1 + place[2]]) / 2 <= y1
        )
        if len(inside) > 1 and len({(place[1], place[3]) for place in inside}) == 1:
            row, column, _, col_span = inside[0]
            pieces = [piece for place in inside for piece in places.pop(place)]
            places[row, column, sum(place[2] for place in inside), col_span] = pieces


def place_row(
    places: dict[Place, list[Piece]],
    number: int,
    row: Sequence[Line],
    xs: Sequence[float],
    tiles: Sequence[Columns] = (),
) -> None:
    """The cells of a row: one a column, or over all columns that one of its pieces reaches into."""
    reach = {piece: columns_under(piece, xs) for line in row for piece in line}
    if row and not tiles and all(is_heading(line, xs) for line in row):
        places[number, 1, 1, len(xs) - 1] = list(reach)
        return
    joined = _joined({*tiles, *(ends for ends in reach.values() if ends[1] > ends[0])})
    column = 1
    while column < len(xs):
        last = next((end for start, end in joined if start == column), column)
        places[number, column, 1, last - column + 1] = [p for p, ends in reach.items() if column <= ends[0] <= last]
        column = last + 1


def to_cell(place: Place, pieces: Sequence[Piece], xs: Sequence[float], ys: Sequence[float]) -> GridCell:
    row, column, row_span, col_span = place
    box = (xs[column - 1], ys[row - 1], xs[column - 1 + col_span], ys[row - 1 + row_span])
    by_line: dict[float, list[Piece]] = {}
    for piece in pieces:
        by_line.setdefault(piece.baseline, []).append(piece)
    read = (
        read_line(sorted((c for p in found for c in p.clusters), key=lambda cluster: cluster.x0), baseline)
        for baseline, found in sorted(by_line.items())
    )
    lines: list[TextLine] = [line for line in read if line is not None]
    return GridCell(row, column, row_span, col_span, box, lines=lines)
