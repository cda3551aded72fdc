"""All tables of a page that are not ruled in full, and the lines that belong to none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

from extract.pdf_aligned import Frame, read_frame
from extract.pdf_carried import Carried, carried_frame
from extract.pdf_cells import CellBox
from extract.pdf_clusters import Cluster
from extract.pdf_edges import Edges
from extract.pdf_frames import cut_frames, rule_frames, ruled_frame, shade_frames, with_shades
from extract.pdf_gutters import Row
from extract.pdf_lines import group_lines
from extract.pdf_open_ends import with_open_ends
from extract.pdf_partial_rules import partial_rules
from extract.pdf_paths import Edge
from extract.pdf_shading import Shade
from extract.pdf_stacked import parted_frames
from extract.pdf_tables import GridTable

_NOTE = 0.6  # of the page's width
_APART = 1.0  # of the font size
_OUTSIDE = 6.0  # points that text may reach over a frame's side


def find_loose_tables(
    rows: Sequence[Row],
    edges: Edges,
    boxes: Sequence[CellBox],
    shades: Sequence[Shade],
    height: float,
    before: Carried | None = None,
) -> tuple[list[GridTable], list[Row]]:
    """Tables told by rules without verticals, by a frame (`boxes`) or by shading, and the lines left.

    Rows come from the top of the page down. `before` is the table that the end of the page before cut.
    """
    tables: list[GridTable] = []
    left = list(rows)
    rest = carried_frame(before, rows, edges.horizontal, boxes, shades) if before else None
    if rest is not None:
        left = _take(_with_rules(rest, edges.horizontal), left, tables)
    frames = [
        with_shades(part, shades)
        for frame in rule_frames(edges.horizontal, edges.vertical)
        for part in parted_frames(frame, [row for row in rows if _is_inside(row, frame)])
    ]
    frames += [with_shades(ruled_frame(x0, x1, (top, bottom)), shades) for x0, top, x1, bottom in boxes]
    frames = [_with_narrow_bands(_with_rules(frame, edges.horizontal), shades) for frame in frames]
    for frame in frames:
        left = _take(frame, left, tables, height)
    for frame in shade_frames(shades, left, [table.box for table in tables]) if shades else ():
        left = _take(_with_narrow_bands(frame, shades), left, tables)
    for frame in cut_frames(edges.horizontal, edges.vertical, left, height):
        left = _take(frame, left, tables)
    return tables, left


def _with_narrow_bands(frame: Frame, shades: Sequence[Shade]) -> Frame:
    """A frame of bands with the ends of those that leave out a merged cell."""
    ends = [(y, shade.box[0], shade.box[2]) for shade in shades for y in shade.ys]
    return replace(frame, bands=partial_rules(ends, frame.x0, frame.x1, frame.heights))


def _take(frame: Frame, rows: list[Row], tables: list[GridTable], height: float | None = None) -> list[Row]:
    """Reads the table of a frame, if there is one; gives the lines left. `height` is the page's where the frame's ends
    may be open."""
    inside, beside = _clipped(rows, frame)
    found = read_frame(frame, inside) if len(inside) > 1 or frame.known else None
    if found is None:
        return rows
    whole = with_open_ends(frame, found[0].xs, rows, height) if height is not None and not beside else None
    if whole is not None:
        found = read_frame(whole, [row for row in rows if _is_inside(row, whole)]) or found
    tables.append(found[0])
    taken = {id(row) for row in found[1]}
    left = [row for row in rows if id(row) not in taken]
    if not beside:
        return left
    gone = {id(row) for clipped, row, _ in beside if id(clipped) in taken}
    rests = [rest for clipped, _, rest in beside if id(clipped) in taken]
    return sorted([row for row in left if id(row) not in gone] + rests, key=itemgetter(0))


def _clipped(rows: Sequence[Row], frame: Frame) -> tuple[list[Row], list[tuple[Row, Row, Row]]]:
    """The lines inside a frame; and of those of which other text stands beside it: the part inside, the whole line and
    the part beside."""
    inside: list[Row] = []
    beside: list[tuple[Row, Row, Row]] = []
    for row in rows:
        if not frame.heights[0] - 1 <= row[0] <= frame.heights[-1] + 2:
            continue
        if _is_inside(row, frame):
            inside.append(row)
            continue
        within = [c for c in row[1] if frame.x0 - _OUTSIDE <= (c.x0 + c.x1) / 2 <= frame.x1 + _OUTSIDE]
        inked = [c for c in within if not c.text.isspace()]
        others = [c for c in row[1] if not frame.x0 - _OUTSIDE <= (c.x0 + c.x1) / 2 <= frame.x1 + _OUTSIDE]
        if inked and others and _stands_apart(inked, others):
            clipped = (row[0], within)
            inside.append(clipped)
            beside.append((clipped, row, (row[0], others)))
    return inside, beside


def _stands_apart(inside: Sequence[Cluster], others: Sequence[Cluster]) -> bool:
    """Whether the text beside a frame is parted from that in it as columns are."""
    room = _APART * inside[0].size
    inked = [cluster for cluster in others if not cluster.text.isspace()]
    return all(cluster.x1 <= inside[0].x0 - room or cluster.x0 >= inside[-1].x1 + room for cluster in inked)


def _is_inside(row: Row, frame: Frame) -> bool:
    return (
        frame.heights[0] - 1 <= row[0] <= frame.heights[-1] + 2
        and row[1][0].x0 >= frame.x0 - _OUTSIDE
        and row[1][-1].x1 <= frame.x1 + _OUTSIDE
    )


def _with_rules(frame: Frame, horizontal: Sequence[Edge]) -> Frame:
    return replace(frame, rules=partial_rules(horizontal, frame.x0, frame.x1, frame.heights))


def with_columns(
    tables: Sequence[GridTable],
    horizontal: Sequence[Edge],
    shades: Sequence[Shade],
    descents: Mapping[int, float],
    width: float,
) -> tuple[list[GridTable], list[Cluster]]:
    """Ruled tables, those of one column as the text in them stands: a table told from it where it has columns, text
    that belongs to none where it is a note in a box, of at most one rule, over most of the page's `width`.
    """
    kept: list[GridTable] = []
    outside: list[Cluster] = []
    for table in tables:
        if table.col_count > 1:
            kept.append(table)
            continue
        clusters = [cluster for cell in table.cells for cluster in cell.clusters]
        aligned = _aligned(table, group_lines(clusters, descents), horizontal, shades)
        is_note = table.row_count < 3 and table.box[2] - table.box[0] >= _NOTE * width
        if aligned is None and is_note:
            outside += clusters
        else:
            kept.append(aligned or table)
    return kept, outside


def _aligned(
    table: GridTable, rows: Sequence[Row], horizontal: Sequence[Edge], shades: Sequence[Shade]
) -> GridTable | None:
    if len(rows) < 2:
        return None
    frame = with_shades(ruled_frame(table.xs[0], table.xs[-1], table.ys), shades)
    found = read_frame(_with_rules(frame, horizontal), rows)
    if found is None or len(found[1]) < len(rows):
        return None
    found[0].open_top, found[0].open_bottom = table.open_top, table.open_bottom
    return found[0]
