"""Tables with verticals and no rules between their rows: a drawn row that holds many, parted by how its text stands.

A row of long texts must stay one row. It is only parted where every part fills the first column and another one, and
one column counts the rows or has a figure in each, or there is more room between the parts than between their lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from extract.pdf_aligned import CONFIDENCE, Place, place_row, to_cell
from extract.pdf_aligned_rows import RowStarts
from extract.pdf_clusters import Cluster
from extract.pdf_gutters import Line, Piece, split_row
from extract.pdf_lines import group_lines
from extract.pdf_partial_rules import merge_through
from extract.pdf_tables import GridCell, GridTable
from extract.pdf_told_rows import LEAST_PARTS, told_rows

_MOST_ROWS = 4  # drawn, headers among them
_TALL = 0.5  # of the table's height


def part_rows(table: GridTable, descents: Mapping[int, float]) -> None:
    """Parts the tall row of a table of few rows, in place, before its cells are read."""
    height = table.ys[-1] - table.ys[0]
    if table.col_count < 2 or table.row_count > _MOST_ROWS:
        return
    for row in range(table.row_count, 0, -1):
        cells = [cell for cell in table.cells if cell.row_no == row]
        whole = sum(cell.col_span for cell in cells) == table.col_count and all(cell.row_span == 1 for cell in cells)
        if whole and table.ys[row] - table.ys[row - 1] >= _TALL * height:
            lines = _lines(cells, descents)
            starts = told_rows(lines, table.xs, headed=row > 1)
            if len(starts) >= LEAST_PARTS:
                _part(table, row, cells, lines, starts)
            return


def _lines(cells: Sequence[GridCell], descents: Mapping[int, float]) -> list[Line]:
    """The lines of a row: a piece a cell, or several where a cell lies over columns that were told above it."""
    cell_of = {id(cluster): cell for cell in cells for cluster in cell.clusters}
    lines: list[Line] = []
    for baseline, row in group_lines([cluster for cell in cells for cluster in cell.clusters], descents):
        parts: dict[int, list[Cluster]] = {}
        for cluster in row:
            parts.setdefault(cell_of[id(cluster)].col_no, []).append(cluster)
        line: Line = []
        for _, found in sorted(parts.items()):
            wide = cell_of[id(found[0])].col_span > 1
            line += split_row((baseline, found)) if wide else [_piece(baseline, found)]
        inked = [piece for piece in line if piece.text]
        if inked:
            lines.append(inked)
    return lines


def _piece(baseline: float, clusters: list[Cluster]) -> Piece:
    inked = [cluster for cluster in clusters if not cluster.text.isspace()] or clusters
    return Piece(baseline, clusters, inked[0].x0, inked[-1].x1, inked[0].size)


def _part(table: GridTable, row: int, cells: Sequence[GridCell], lines: Sequence[Line], starts: RowStarts) -> None:
    cuts: list[float] = []
    for start in list(starts)[1:]:
        above = cuts[-1] if cuts else table.ys[row - 1]
        cuts.append(min(max(above, lines[start][0].baseline - lines[start][0].size), table.ys[row]))
    more = len(cuts)
    for cell in table.cells:
        if cell.row_no > row:
            cell.row_no += more
    table.ys[row:row] = cuts
    places: dict[Place, list[Piece]] = {}
    for number, (start, end) in enumerate(pairwise([*starts, len(lines)]), row):
        place_row(places, number, lines[start:end], table.xs)
    columns = frozenset(range(1, table.col_count + 1))
    through = {
        cut: columns - {starts[start]} for cut, start in zip(cuts, list(starts)[1:], strict=True) if starts[start]
    }
    merge_through(places, through, table.ys)
    gone = {id(cell) for cell in cells}
    table.cells = [cell for cell in table.cells if id(cell) not in gone]
    table.cells += [
        to_cell(place, pieces, table.xs, table.ys) for place, pieces in sorted(places.items(), key=_place_of)
    ]
    table.confidence = CONFIDENCE


def _place_of(item: tuple[Place, list[Piece]]) -> Place:
    return item[0]
