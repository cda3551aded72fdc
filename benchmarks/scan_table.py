"""Lays out one table of a drawn scan: columns as wide as their figures ask, rows as high as their lines."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

from benchmarks.corpus_content import Grid, Spot
from benchmarks.scan_pen import Letters, Pen, Stroke, TrueCell, pieces


class DrawnTable:
    """A grid between two sides of the page and above its floor; what it draws and what is true of it."""

    def __init__(
        self, sides: tuple[float, float], floor: float, aligns: str, pens: tuple[Pen, Pen], rng: random.Random
    ) -> None:
        self.sides, self.floor, self.aligns = sides, floor, aligns
        self.pen, self.head_pen = pens
        self.pad = rng.uniform(2.5, 4.5)
        self.rule = rng.uniform(0.45, 1.1)
        self.head_ground = rng.choice((255, 255, 255, 235, 222))
        self.middle = rng.random() < 0.4  # cells' text in the middle of their height, else at the top
        self.letters: list[Letters] = []
        self.rules: list[Stroke] = []
        self.grounds: list[tuple[float, float, float, float, int]] = []
        self.cells: list[TrueCell] = []

    def draw(self, grid: Grid, top: float) -> float:
        """The grid from a height on, as many rows as fit; gives where it ends."""
        xs = self._columns(grid)
        placed = [(row, col, spot) for row, col, spot in grid.places()]
        heads = len(grid.head)
        ys = [top]
        for row in range(1, heads + len(grid.body) + 1):
            height = self._height(placed, row, xs, ys, heads)
            if ys[-1] + height > self.floor:
                break
            ys.append(ys[-1] + height)
        count = len(ys) - 1
        for row, col, spot in placed:
            if row <= count:
                self._cell(row, col, Spot(spot.text, spot.col_span, min(spot.row_span, count - row + 1)), xs, ys, heads)
        if self.head_ground < 255:
            self.grounds.append((xs[0], ys[0], xs[-1], ys[min(heads, count)], self.head_ground))
        self.rules += _edges(self.cells, xs, ys, self.rule)
        return ys[-1]

    def _columns(self, grid: Grid) -> list[float]:
        room = self.sides[1] - self.sides[0]
        least = [2 * self.pad + 8.0] * len(grid.widths)
        for row, col, spot in grid.places():
            if spot.col_span == 1:
                pen = self.head_pen if row <= len(grid.head) else self.pen
                lines = spot.text.split("\n")
                widest = max((pen.width(piece) for line in lines for piece in pieces(line)), default=0)
                least[col - 1] = max(least[col - 1], widest + 2 * self.pad + 1)
        spare = max(0.0, room - sum(least))
        over = [max(0.0, share * room / sum(grid.widths) - low) for share, low in zip(grid.widths, least, strict=True)]
        shrink = min(1.0, room / sum(least))
        xs = [self.sides[0]]
        for low, more in zip(least, over, strict=True):
            xs.append(xs[-1] + low * shrink + spare * more / max(1e-6, sum(over)))
        return xs

    def _height(
        self, placed: Iterable[tuple[int, int, Spot]], row: int, xs: list[float], ys: list[float], heads: int
    ) -> float:
        """What the cells that end in this row ask for."""
        need = 0.0
        for first, col, spot in placed:
            if first + spot.row_span - 1 == row:
                pen = self.head_pen if first <= heads else self.pen
                lines = pen.lines(spot.text, xs[col - 1 + spot.col_span] - xs[col - 1] - 2 * self.pad)
                need = max(need, len(lines) * pen.pitch + 2 * self.pad - (ys[row - 1] - ys[first - 1]))
        return need

    def _cell(self, row: int, col: int, spot: Spot, xs: list[float], ys: list[float], heads: int) -> None:
        box = (xs[col - 1], ys[row - 1], xs[col - 1 + spot.col_span], ys[row - 1 + spot.row_span])
        self.cells.append(TrueCell(row, col, spot.row_span, spot.col_span, spot.text, box))
        if not spot.text:
            return
        header = row <= heads
        pen = self.head_pen if header else self.pen
        lines = pen.lines(spot.text, box[2] - box[0] - 2 * self.pad)
        spare = box[3] - box[1] - len(lines) * pen.pitch
        down = spare / 2 if header or self.middle or spot.row_span > 1 else self.pad
        align = "c" if header else "l" if spot.col_span > 1 else self.aligns[col - 1]
        sides = (box[0] + self.pad, box[1] + down, box[2] - self.pad)
        self.letters += pen.put(lines, sides, align, 0)


def _edges(cells: Iterable[TrueCell], xs: list[float], ys: list[float], width: float) -> Iterator[Stroke]:
    """The rules of a grid, each drawn once and as long as it goes on."""
    level: set[tuple[int, int]] = set()
    upright: set[tuple[int, int]] = set()
    for cell in cells:
        rows, cols = range(cell.row, cell.row + cell.row_span), range(cell.col, cell.col + cell.col_span)
        level |= {(row, col) for row in (cell.row, cell.row + cell.row_span) for col in cols}
        upright |= {(col, row) for col in (cell.col, cell.col + cell.col_span) for row in rows}
    for at, first, last in _runs(level):
        yield Stroke(xs[first - 1], ys[at - 1], xs[last], ys[at - 1], width)
    for at, first, last in _runs(upright):
        yield Stroke(xs[at - 1], ys[first - 1], xs[at - 1], ys[last], width)


def _runs(places: set[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """(line, first, last) of each unbroken run."""
    for at, step in sorted(places):
        if (at, step - 1) not in places:
            last = step
            while (at, last + 1) in places:
                last += 1
            yield at, step, last
