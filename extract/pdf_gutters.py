"""Columns told from text: the white strips between the pieces of lines that stand above each other.

A line is cut into pieces at gaps wider than a space. A gutter is a strip that hardly any piece crosses and that has
text on both of its sides in several lines; what crosses it stands in a cell over several columns.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from extract.pdf_clusters import Cluster

PIECE_GAP = 0.5  # of the font size: wider than any space of running text
_NARROWEST = 0.4  # of the font size
_MOST_CROSSED = 0.2  # of the lines
_AT_LEFT = 3.0  # points
_MOST_HEADINGS = 0.3  # of the lines
_LEAST_FLANKED = 2  # lines with text on both sides of a gutter
_TAB = 2.0  # of the font size: farthest that a bullet stands from its text
BULLETS = frozenset("•●▪■◆❖➢○◦\uf0b7")
BULLETS_OR_DASH = BULLETS | frozenset("-–")
_TOUCHING = 0.15  # of the font size
_SLACK = 0.3  # of the font size that a piece may reach into the next column

Row = tuple[float, list[Cluster]]  # baseline, clusters from left to right


@dataclass(slots=True, eq=False)
class Piece:
    """A part of a drawn line, parted from the rest by a wide gap."""

    baseline: float
    clusters: list[Cluster]
    x0: float
    x1: float
    size: float

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def text(self) -> str:
        return "".join(cluster.text for cluster in self.clusters).strip()


Line = list[Piece]


def split_row(row: Row, at: Sequence[float] = ()) -> Line:
    """The pieces of a drawn line; `at` are column ends at which a line is cut too, unless a letter stands there."""
    baseline, clusters = row
    pieces: Line = []
    spaces: list[Cluster] = []
    for cluster in clusters:
        if cluster.text.isspace():
            spaces.append(cluster)
            continue
        last = pieces[-1] if pieces else None
        if last is not None and (
            cluster.x0 - last.x1 <= _SLACK * cluster.size  # as nearly all letters stand: they are not asked further
            or (_goes_on(last, spaces, cluster) and not _ends_between(at, last, cluster))
        ):
            last.clusters += [*spaces, cluster]
            last.x1 = max(last.x1, cluster.x1)
        else:
            _end_in_space(last, spaces)
            pieces.append(Piece(baseline, [cluster], cluster.x0, cluster.x1, cluster.size))
        spaces = []
    _end_in_space(pieces[-1] if pieces else None, spaces)
    return _with_bullets(pieces)


def _with_bullets(pieces: Line) -> Line:
    """Bullets joined to the text that a tab parts from them; a dash may be a cell of its own but at a line's start."""
    joined: Line = []
    for place, piece in enumerate(pieces):
        last = joined[-1] if joined else None
        bullets = BULLETS if place > 1 else BULLETS_OR_DASH
        if last is not None and last.text in bullets and piece.x0 - last.x1 <= _TAB * piece.size:
            last.clusters += piece.clusters
            last.x1 = piece.x1
        else:
            joined.append(piece)
    return joined


def _goes_on(last: Piece, spaces: Sequence[Cluster], cluster: Cluster) -> bool:
    """Whether a letter belongs to the piece before it: next to it, or behind one space that is drawn between them.

    Several spaces part columns that were set by hand.
    """
    if cluster.x0 - last.x1 <= PIECE_GAP * cluster.size:
        return True
    return len(spaces) == 1 and _fills(spaces[0], last, cluster)


def _end_in_space(last: Piece | None, spaces: Sequence[Cluster]) -> None:
    """Keeps the space with which a cell's line ends: its text was broken there."""
    if last is not None and spaces and spaces[0].x0 - last.x1 <= PIECE_GAP * last.size:
        last.clusters.append(spaces[0])


def _fills(space: Cluster, last: Piece, cluster: Cluster) -> bool:
    """Whether a drawn space is all that parts a letter from the one before it."""
    slack = _TOUCHING * cluster.size
    return space.x0 - last.x1 <= slack and cluster.x0 - space.x1 <= slack


def _ends_between(at: Sequence[float], last: Piece, cluster: Cluster) -> bool:
    """Whether a column ends in the gap before a letter; words of one cell may stand close to its end."""
    gap = cluster.x0 - last.x1
    return gap > _SLACK * cluster.size and any(last.x1 - 0.5 <= x <= cluster.x0 + 0.5 for x in at)


def find_gutters(lines: Sequence[Line], heads: Sequence[Line] = (), spans: Collection[Piece] = ()) -> list[float]:
    """The middles of the gutters. `heads` are the header's lines, `spans` those of their pieces known to stand over
    several columns; one header word parted from the next is enough where a column is empty."""
    pieces = [piece for line in lines for piece in line]
    shown = [*pieces, *(piece for line in heads for piece in line if piece not in spans)]
    if not pieces:
        return []
    gutters: list[float] = []
    left = min(piece.x0 for piece in pieces)
    headings = [line[0] for line in lines if len(line) == 1 and line[0].x0 - left <= _AT_LEFT]
    if len(headings) <= _MOST_HEADINGS * len(lines):  # rows of one text, which may run over any column
        pieces = [piece for piece in pieces if piece not in headings] or pieces
    strips = _thin_strips(pieces, shown, int(_MOST_CROSSED * len(lines)))
    shown = [piece for piece in shown if not any(_crosses(piece, low, high) for low, high in strips)]
    for low, high in strips:
        for left, right in _free_parts(low, high, shown):
            middle = (left + right) / 2
            flanked = sum(_flanks(line, left, right) for line in lines)
            flanked += _LEAST_FLANKED * any(_flanks(line, left, right) for line in heads)
            if right - left >= _NARROWEST * pieces[0].size and flanked >= _LEAST_FLANKED:
                gutters.append(middle)
    return gutters


def _thin_strips(pieces: Sequence[Piece], shown: Sequence[Piece], most: int) -> list[tuple[float, float]]:
    """The stretches of the x axis over which at most `most` pieces stand."""
    steps = sorted([(piece.x0, 1) for piece in pieces] + [(piece.x1, -1) for piece in pieces])
    strips: list[tuple[float, float]] = []
    start: float | None = min(piece.x0 for piece in shown)
    depth = 0
    for x, step in steps:
        before, depth = depth, depth + step
        if before <= most < depth and start is not None:
            if x > start:
                strips.append((start, x))
            start = None
        elif depth <= most < before:
            start = x
    end = max(piece.x1 for piece in shown)
    if start is not None and end > start:
        strips.append((start, end))
    return strips


def _crosses(piece: Piece, low: float, high: float) -> bool:
    return piece.x0 <= low + 0.1 and piece.x1 >= high - 0.1


def _free_parts(low: float, high: float, shown: Sequence[Piece]) -> list[tuple[float, float]]:
    """What is white of a strip, but for pieces that run right through it or another one."""
    inside = sorted((piece.x0, piece.x1) for piece in shown if piece.x0 < high and piece.x1 > low)
    parts: list[tuple[float, float]] = []
    at = low
    for x0, x1 in inside:
        if x0 > at:
            parts.append((at, x0))
        at = max(at, x1)
    if at < high:
        parts.append((at, high))
    return parts


def _flanks(line: Line, left: float, right: float) -> bool:
    """Whether a line has text on both sides of a strip and none across it."""
    return (
        any(piece.x1 <= left + 0.1 for piece in line)
        and any(piece.x0 >= right - 0.1 for piece in line)
        and not any(piece.x0 < left and piece.x1 > right for piece in line)
    )


def columns_under(piece: Piece, xs: Sequence[float]) -> tuple[int, int]:
    """The first and the last column (from 1) that a piece reaches into by more than a little."""
    slack = _SLACK * piece.size
    reached = [
        column for column in range(1, len(xs)) if piece.x1 - slack > xs[column - 1] and piece.x0 + slack < xs[column]
    ]
    if not reached:
        inside = [column for column in range(1, len(xs)) if piece.centre < xs[column]]
        reached = [inside[0] if inside else len(xs) - 1]
    return reached[0], reached[-1]


def without_halves(
    xs: Sequence[float], lines: Sequence[Line], heads: Sequence[Line], spans: Collection[Piece] = ()
) -> list[float]:
    """Column ends less those between a header word and the text below it that stands at the column's other side.

    Two halves of one column never have text in one line; the header counts as one line.
    """
    units = [line for line in lines if line]
    units.append([piece for line in heads for piece in line if piece not in spans])
    kept = list(xs)
    place = 1
    while place < len(kept) - 1:
        ends = [{columns_under(piece, kept) for piece in unit} for unit in units]
        both = [{(place, place), (place + 1, place + 1)} <= found for found in ends]
        if any(both):
            place += 1
        else:
            del kept[place]
    return kept
