"""Tables without verticals (three-line tables), read from how their text stands in columns.

Only between rules of one length that lie above each other is such a table looked for, so that prose with tabs makes
none. What is found is marked with a lower confidence than a table whose cells are drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.pdf_clusters import Cluster
from extract.pdf_lines import TextLine, read_line
from extract.pdf_paths import Edge
from extract.pdf_tables import GridCell, GridTable

CONFIDENCE = 0.7
_SAME_END = 4.0  # points
_SHORTEST_RULE = 120.0  # points
_SEGMENT_GAP = 1.0  # of the font size: parts of a line wider apart stand in different columns
_GUTTER = 0.7  # of the font size
_LEAST_PARTED = 0.6  # of the body's lines must stand in two columns or more

Row = tuple[float, list[Cluster]]  # baseline, clusters from left to right


@dataclass(slots=True)
class Segment:
    """A part of a drawn line, parted from the rest by a wide gap."""

    baseline: float
    clusters: list[Cluster]
    x0: float
    x1: float
    size: float


def find_aligned_tables(
    rows: Sequence[Row], horizontal: Sequence[Edge], vertical: Sequence[Edge]
) -> tuple[list[GridTable], list[Row]]:
    """Tables told from aligned text, and the rows that belong to none. Rows come from the top of the page down."""
    tables: list[GridTable] = []
    left = list(rows)
    for rules in _rule_groups(horizontal, vertical):
        inside = [row for row in left if rules[0][0] - 1 <= row[0] <= rules[-1][0] + 2 and _within(row[1], rules[0])]
        table = _read(inside, rules)
        if table is not None:
            tables.append(table)
            taken = {id(row) for row in inside}
            left = [row for row in left if id(row) not in taken]
    return tables, left


def _rule_groups(horizontal: Sequence[Edge], vertical: Sequence[Edge]) -> list[list[Edge]]:
    """Three or more long rules of one length above each other that no vertical crosses."""
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
        if len(group) >= 3
        and not any(
            group[0][1] - 2 <= x <= group[0][2] + 2 and top < group[-1][0] - 2 and bottom > group[0][0] + 2
            for x, top, bottom in vertical
        )
    ]


def _within(clusters: Sequence[Cluster], rule: Edge) -> bool:
    return clusters[0].x0 >= rule[1] - 6 and clusters[-1].x1 <= rule[2] + 6


def _read(rows: Sequence[Row], rules: Sequence[Edge]) -> GridTable | None:
    segments = [segment for row in rows for segment in split_row(row)]
    head = [segment for segment in segments if segment.baseline <= rules[1][0] + 1]
    body = [segment for segment in segments if segment.baseline > rules[1][0] + 1]
    body_lines = {segment.baseline for segment in body}
    parted = {a.baseline for a, b in pairwise(body) if a.baseline == b.baseline}
    if not head or len(body_lines) < 2 or len(parted) < _LEAST_PARTED * len(body_lines):
        return None
    gutters = find_gutters(body)
    if not gutters:
        return None
    xs = [rules[0][1], *gutters, rules[0][2]]
    heights = row_heights(body, xs, [rule[0] for rule in rules[1:]])
    spans = [segment for segment in head if _columns(segment, xs)[1] > _columns(segment, xs)[0]]
    middle = [(rules[0][0] + rules[1][0]) / 2] if spans else []
    ys = [rules[0][0], *middle, *heights]
    table = GridTable((xs[0], ys[0], xs[-1], ys[-1]), [], xs, ys, confidence=CONFIDENCE)
    places: dict[tuple[int, int, int, int], list[Segment]] = {}
    _place_head(places, head, xs, bool(spans))
    first_body = 2 + len(middle)
    for column in range(1, len(xs)):
        for row in range(first_body, len(ys)):
            places[row, column, 1, 1] = []
    for segment in body:
        row = first_body + sum(segment.baseline > height + 1 for height in heights[1:-1])
        places[row, _columns(segment, xs)[0], 1, 1].append(segment)
    table.cells = [_cell(place, found, xs, ys) for place, found in sorted(places.items())]
    return table


def split_row(row: Row) -> list[Segment]:
    """The parts of a line that wide gaps set apart; a space makes no part longer."""
    baseline, clusters = row
    found: list[Segment] = []
    for cluster in clusters:
        last = found[-1] if found else None
        if cluster.text.isspace():
            if last is not None and cluster.x0 - last.x1 <= _SEGMENT_GAP * cluster.size:
                last.clusters.append(cluster)
            continue
        if last is not None and cluster.x0 - last.x1 <= _SEGMENT_GAP * cluster.size:
            last.clusters.append(cluster)
            last.x1 = max(last.x1, cluster.x1)
        else:
            found.append(Segment(baseline, [cluster], cluster.x0, cluster.x1, cluster.size))
    return found


def find_gutters(segments: Sequence[Segment]) -> list[float]:
    """The middles of the white strips that no segment reaches into."""
    gutters: list[float] = []
    right = None
    for segment in sorted(segments, key=lambda part: part.x0):
        if right is not None and segment.x0 - right >= _GUTTER * segment.size:
            gutters.append((segment.x0 + right) / 2)
        right = segment.x1 if right is None else max(right, segment.x1)
    return gutters


def row_heights(body: Sequence[Segment], xs: Sequence[float], rules: Sequence[float]) -> list[float]:
    """Where the header and the body's rows end.

    Rows end at rules; between two rules also where the first column has something new, if there is no other rule in
    the body, or where the other columns have a number in each line.
    """
    only_ends = len(rules) == 2
    heights = [rules[0]]
    for above, below in pairwise(rules):
        inside = [segment for segment in body if above + 1 < segment.baseline <= below + 1]
        started = False
        for baseline in sorted({segment.baseline for segment in inside}):
            line = [segment for segment in inside if segment.baseline == baseline]
            others = [segment for segment in line if _columns(segment, xs)[0] > 1]
            first = len(others) < len(line)
            new = first or len(others) * 2 > len(xs) - 1
            if not only_ends:
                new = first and bool(others) and all(segment.clusters[0].text.isdigit() for segment in others)
            if started and new:
                heights.append(baseline - line[0].size)
            started = True
        heights.append(below)
    return heights


def _columns(segment: Segment, xs: Sequence[float]) -> tuple[int, int]:
    """The first and the last column (from 1) that a segment reaches into by more than a little."""
    slack = 0.3 * segment.size
    reached = [
        column
        for column in range(1, len(xs))
        if segment.x1 - slack > xs[column - 1] and segment.x0 + slack < xs[column]
    ] or [1]
    return reached[0], reached[-1]


def _place_head(
    places: dict[tuple[int, int, int, int], list[Segment]],
    head: Sequence[Segment],
    xs: Sequence[float],
    spanned: bool,
) -> None:
    """Header cells; where one stands over several columns, the header has two rows."""
    under: set[int] = set()
    for segment in head:
        first, last = _columns(segment, xs)
        if last > first:
            places.setdefault((1, first, 1, last - first + 1), []).append(segment)
            under.update(range(first, last + 1))
    for column in range(1, len(xs)):
        place = (2, column, 1, 1) if column in under else (1, column, 2 if spanned else 1, 1)
        places[place] = [segment for segment in head if _columns(segment, xs) == (column, column)]


def _cell(
    place: tuple[int, int, int, int], segments: Sequence[Segment], xs: Sequence[float], ys: Sequence[float]
) -> GridCell:
    row, column, row_span, col_span = place
    box = (xs[column - 1], ys[row - 1], xs[column - 1 + col_span], ys[row - 1 + row_span])
    read = (read_line(segment.clusters, segment.baseline) for segment in segments)
    lines: list[TextLine] = [line for line in read if line is not None]
    return GridCell(row, column, row_span, col_span, box, lines=lines)
