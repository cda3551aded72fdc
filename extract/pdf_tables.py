"""Cells with their text: a table's grid with spans, and each cluster put into the cell that it stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extract.pdf_cells import CellBox
from extract.pdf_clusters import Cluster
from extract.pdf_lines import TextLine, group_lines, read_line

_OPEN_SIDED = 0.9  # the confidence of a table whose outer verticals are not drawn
_SPILL = 0.8  # of the font size: how far the last line of a cut row may hang below where its rules end
_SLIVER = 4.0  # points; columns and rows narrower than this are one rule drawn twice


@dataclass(slots=True)
class GridCell:
    """A cell at its first row and column (from 1), its box and the lines drawn in it."""

    row_no: int
    col_no: int
    row_span: int
    col_span: int
    box: CellBox
    clusters: list[Cluster] = field(default_factory=list)
    lines: list[TextLine] = field(default_factory=list)


@dataclass(slots=True)
class GridTable:
    """A table of one page. `open_top`, `open_bottom`: the page's end cut it, no rule was drawn there. `closed`: it is
    known where it ends."""

    box: CellBox
    cells: list[GridCell]
    xs: list[float]
    ys: list[float]
    open_top: bool = False
    open_bottom: bool = False
    confidence: float | None = None
    closed: bool = True
    _at: dict[tuple[int, int], GridCell] = field(default_factory=dict)

    @property
    def row_count(self) -> int:
        return len(self.ys) - 1

    @property
    def col_count(self) -> int:
        return len(self.xs) - 1

    def cell_at(self, x: float, y: float) -> GridCell | None:
        """The cell at a point, made where text stands in a hole of the ruling; None outside the table."""
        col_no, row_no = bisect_right(self.xs, x), bisect_right(self.ys, y)
        if not (1 <= col_no <= self.col_count and 1 <= row_no <= self.row_count):
            return None
        cell = self._at.get((row_no, col_no))
        if cell is None:
            box = (self.xs[col_no - 1], self.ys[row_no - 1], self.xs[col_no], self.ys[row_no])
            cell = self._at[row_no, col_no] = GridCell(row_no, col_no, 1, 1, box)
            self.cells.append(cell)
        return cell


def to_grid(boxes: Sequence[CellBox], closed: Sequence[float] = (), sides: Sequence[float] = ()) -> GridTable | None:
    """The grid of a table's cells; None where it has no two cells.

    `closed` are the heights, `sides` the x of rules that the reader put.
    """
    xs = _lines([x for box in boxes for x in (box[0], box[2])])
    ys = _lines([y for box in boxes for y in (box[1], box[3])])
    outer = (xs[0], ys[0], xs[-1], ys[-1])
    confidence = _OPEN_SIDED if outer[0] in sides or outer[2] in sides else None
    table = GridTable(outer, [], xs, ys, outer[1] in closed, outer[3] in closed, confidence)
    for box in sorted(boxes, key=lambda cell: (cell[1], cell[0])):
        row_no, col_no = _index(ys, box[1]), _index(xs, box[0])
        row_end, col_end = _index(ys, box[3]), _index(xs, box[2])
        places = [(row, col) for row in range(row_no, row_end) for col in range(col_no, col_end)]
        if not places or any(place in table._at for place in places):
            continue
        cell = GridCell(row_no, col_no, row_end - row_no, col_end - col_no, box)
        table.cells.append(cell)
        table._at.update(dict.fromkeys(places, cell))
    return table if len(table.cells) > 1 else None


def _lines(values: list[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(set(values)):
        if not found or value - found[-1] > _SLIVER:
            found.append(value)
    return found


def _index(lines: list[float], value: float) -> int:
    """The number (from 1) of the grid line that a value stands for."""
    place = bisect_right(lines, value)
    if place == 0:
        return 1
    if place < len(lines) and lines[place] - value < value - lines[place - 1]:
        return place + 1
    return place


_SAME_LINE, _OVERLAP, _GAP, _ON_RULE = 0.3, 0.6, 0.12, 0.04  # of the letter's size


def share_out(clusters: Sequence[Cluster], tables: Sequence[GridTable]) -> list[Cluster]:
    """Puts each cluster into the cell that its middle stands in; gives those outside all tables.

    Of a table inside another one's cell, the inner has the text.
    """
    if not tables:
        return list(clusters)
    outside: list[Cluster] = []
    places = _places(clusters, tables, outside)
    before: Place = (None, outside)
    for index, place in enumerate(places):
        meets = place is not before and place[1] is not before[1] and index
        if meets and _touch(clusters[index - 1], clusters[index]):
            before = _keep_together(clusters, places, index)
        else:
            before = place
    for cluster, (_, target) in zip(clusters, places, strict=True):
        target.append(cluster)
    return outside


Place = tuple[CellBox | None, list[Cluster]]  # the cell's box, None outside all tables, and the letters of the cell


def _places(clusters: Sequence[Cluster], tables: Sequence[GridTable], outside: list[Cluster]) -> list[Place]:
    smallest_first = sorted(tables, key=lambda table: _area(table.box))
    places: list[Place] = []
    nowhere: Place = (None, outside)
    box: CellBox | None = None
    place = nowhere
    nested = _any_nested(tables)
    for cluster in clusters:
        x, y = (cluster.x0 + cluster.x1) / 2, (cluster.top + cluster.bottom) / 2
        if box is None or nested or not (box[0] <= x < box[2] and box[1] <= y < box[3]):
            box, place = None, nowhere
            for table in smallest_first:
                outer = table.box
                spill = _SPILL * cluster.size if table.open_bottom else 0.0
                if outer[0] <= x < outer[2] and outer[1] <= y < outer[3] + spill:
                    cell = table.cell_at(x, min(y, outer[3] - 0.1))
                    if cell is not None:
                        box = cell.box
                        place = (box, cell.clusters)
                        break
        places.append(place)
    return places


def _touch(one: Cluster, other: Cluster) -> bool:
    """Whether the second letter follows the first on its line without a gap, as letters of one word do."""
    if one.text.isspace() or other.text.isspace() or abs(one.bottom - other.bottom) > _SAME_LINE * one.size:
        return False
    return -_OVERLAP * one.size < other.x0 - one.x1 < _GAP * one.size


def _keep_together(clusters: Sequence[Cluster], places: list[Place], index: int) -> Place:
    """A word that is wider than its cell is drawn over the rule: it stays whole, where most of it stands.

    Only where a letter stands on the rule itself: words of two cells that just meet there are two. Returns where the
    letter at `index` stands then.
    """
    first, last = index - 1, index
    while first and _touch(clusters[first - 1], clusters[first]):
        first -= 1
    while last + 1 < len(clusters) and _touch(clusters[last], clusters[last + 1]):
        last += 1
    word = range(first, last + 1)
    if not any(_crosses(clusters[at], places[at][0]) for at in word):
        return places[index]
    widths: dict[int, float] = {}
    for at in word:
        target = id(places[at][1])
        widths[target] = widths.get(target, 0.0) + clusters[at].x1 - clusters[at].x0
    most = max(widths, key=lambda target: widths[target])
    place = next(places[at] for at in word if id(places[at][1]) == most)
    for at in word:
        places[at] = place
    return place


def _crosses(cluster: Cluster, box: CellBox | None) -> bool:
    margin = _ON_RULE * cluster.size
    return box is not None and (cluster.x0 < box[0] - margin or cluster.x1 > box[2] + margin)


def _area(box: CellBox) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _any_nested(tables: Sequence[GridTable]) -> bool:
    boxes = [table.box for table in tables]
    return any(a is not b and a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for a in boxes for b in boxes)


def read_cells(table: GridTable, descents: Mapping[int, float]) -> None:
    """Turns the clusters of each cell into its drawn lines."""
    for cell in table.cells:
        if cell.clusters:
            read = (read_line(line, baseline) for baseline, line in group_lines(cell.clusters, descents))
            cell.lines = [line for line in read if line is not None]
            cell.clusters = []
