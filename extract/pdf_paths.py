"""From painted paths to rules: the horizontal and vertical edges that can be a table's lines.

Edges are exactly those of pdfplumber's `page.edges`. `keep_fills` off leaves out what only looks like a rule: white
paint, and filled areas wider and higher than a line (highlights and shading behind prose).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from extract.pdf_limits import MAX_RULES, LimitExceededError

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
Edge = tuple[float, float, float]  # y, x0, x1 of a horizontal edge; x, top, bottom of a vertical one
Paint = tuple[bytes, ...]  # a colour as the operands that set it
Area = tuple[float, float, float, float, Paint]  # x0, top, x1, bottom of a shaded rectangle
THICKEST_RULE = 4.0  # points; a filled rectangle with both sides longer is an area


@dataclass(slots=True)
class Subpath:
    """One `m … l … h` or one `re`, in the units of the content stream."""

    points: list[Point]
    straight: bool = True
    closed: bool = False


@dataclass(slots=True)
class Rules:
    """The edges of a page, and the shaded areas beside them."""

    keep_fills: bool = False
    horizontal: list[Edge] = field(default_factory=list)
    vertical: list[Edge] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)

    def paint(self, path: list[Subpath], ctm: Matrix, height: float, white: bool, fill: Paint | None = None) -> None:
        """Takes the edges of a painted path. `fill` is its colour where it is filled and not stroked. Raises
        `LimitExceededError`.
        """
        a, b, c, d, e, f = ctm
        if white and not self.keep_fills:
            return
        for subpath in path:
            points = [(a * x + c * y + e, height - (b * x + d * y + f)) for x, y in subpath.points]
            self._take(points, subpath, fill)
        if len(self.horizontal) + len(self.vertical) > MAX_RULES:
            raise LimitExceededError("rules")

    def _take(self, points: list[Point], subpath: Subpath, fill: Paint | None) -> None:
        count = len(points)
        if subpath.closed and count > 2 and points[-1] == points[0] and subpath.straight:
            points.pop()  # a line back to the start before the path is closed
            count -= 1
        if count == 2 and subpath.straight:
            self._line(*points)
            return
        if subpath.straight and _is_rectangle(points, subpath.closed):
            (x0, top), (x1, bottom) = points[0], points[2]
            self._rectangle(min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom), fill)
            return
        self._polyline(points, subpath.closed)

    def _line(self, start: Point, end: Point) -> None:
        (x0, y0), (x1, y1) = start, end
        if y0 == y1:
            self.horizontal.append((y0, min(x0, x1), max(x0, x1)))
        elif x0 == x1 or self.keep_fills:  # pdfplumber takes a slanting line for a vertical edge
            self.vertical.append((min(x0, x1), min(y0, y1), max(y0, y1)))

    def _rectangle(self, x0: float, top: float, x1: float, bottom: float, fill: Paint | None) -> None:
        thick = x1 - x0 > THICKEST_RULE and bottom - top > THICKEST_RULE
        if fill is not None and thick and not self.keep_fills:
            self.areas.append((x0, top, x1, bottom, fill))
            return
        self.horizontal += ((top, x0, x1), (bottom, x0, x1))
        self.vertical += ((x0, top, bottom), (x1, top, bottom))

    def _polyline(self, points: list[Point], closed: bool) -> None:
        if closed:
            points = [*points, points[0]]
        for (x0, y0), (x1, y1) in pairwise(points):
            if x0 == x1:
                self.vertical.append((x0, min(y0, y1), max(y0, y1)))
            elif y0 == y1:
                self.horizontal.append((y0, min(x0, x1), max(x0, x1)))


def _is_rectangle(points: list[Point], closed: bool) -> bool:
    """Four corners (the first repeated, or the path closed) with upright sides."""
    if not (len(points) == 4 and closed) and not (len(points) == 5 and points[4] == points[0] and not closed):
        return False
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points[:4]
    return (x0 == x1 and y1 == y2 and x2 == x3 and y3 == y0) or (y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0)
