"""The graphics state of the interpreter, and the operators that draw paths."""

from __future__ import annotations

from typing import Any

from extract.pdf_fonts import FontFace
from extract.pdf_glyphs import IDENTITY, PageContent, multiply
from extract.pdf_lexer import number
from extract.pdf_paths import Matrix, Paint, Subpath

Operands = list[bytes]
STATE = (
    "_ctm", "_saved", "_font", "_size", "_spacing", "_word_spacing", "_leading", "_rise", "_scale", "_hidden",
    "_text_matrix", "_x", "_path", "_white_fill", "_white_stroke", "_paint",
)  # fmt: skip


class PathOperators:
    """State, colours and paths. Everything that a page or a form starts with is set by `_begin`."""

    def __init__(self, page: PageContent) -> None:
        self._page = page
        self._glyphs = page.glyphs
        self._rules = page.rules
        self._begin(IDENTITY)

    def _begin(self, ctm: Matrix) -> None:
        """The graphics state that a page or a form starts with."""
        self._ctm = ctm
        self._saved: list[tuple[Any, ...]] = []
        self._font: FontFace | None = None
        self._size = self._spacing = self._word_spacing = self._leading = self._rise = 0.0
        self._scale = 1.0
        self._hidden = False
        self._text_matrix = IDENTITY
        self._x = 0.0
        self._path: list[Subpath] = []
        self._white_fill = self._white_stroke = False
        self._paint: Paint = ()

    # ---- graphics state ----
    def _save(self, _: Operands) -> None:
        self._saved.append(
            (
                self._ctm, self._font, self._size, self._spacing, self._word_spacing, self._scale, self._leading,
                self._rise, self._hidden, self._text_matrix, self._x, self._white_fill, self._white_stroke, self._paint,
            )
        )  # fmt: skip

    def _restore(self, _: Operands) -> None:
        if self._saved:
            (
                self._ctm, self._font, self._size, self._spacing, self._word_spacing, self._scale, self._leading,
                self._rise, self._hidden, self._text_matrix, self._x, self._white_fill, self._white_stroke, self._paint,
            ) = self._saved.pop()  # fmt: skip

    def _concatenate(self, stack: Operands) -> None:
        a, b, c, d, e, f = map(number, stack[-6:])
        self._ctm = multiply((a, b, c, d, e, f), self._ctm)

    def _fill_gray(self, stack: Operands) -> None:
        self._paint = tuple(stack)
        self._white_fill = number(stack[-1]) >= 1

    def _fill_rgb(self, stack: Operands) -> None:
        self._paint = tuple(stack)
        self._white_fill = len(stack) == 3 and all(number(part) >= 1 for part in stack)

    def _fill_cmyk(self, stack: Operands) -> None:
        self._paint = tuple(stack)
        self._white_fill = not any(map(number, stack[-4:]))

    def _stroke_gray(self, stack: Operands) -> None:
        self._white_stroke = number(stack[-1]) >= 1

    def _stroke_rgb(self, stack: Operands) -> None:
        self._white_stroke = all(number(part) >= 1 for part in stack[-3:])

    # ---- paths ----
    def _rectangle(self, stack: Operands) -> None:
        x, y, w, h = map(number, stack[-4:])
        self._path.append(Subpath([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], closed=True))

    def _move_to(self, stack: Operands) -> None:
        self._path.append(Subpath([(number(stack[-2]), number(stack[-1]))]))

    def _line_to(self, stack: Operands) -> None:
        self._path[-1].points.append((number(stack[-2]), number(stack[-1])))

    def _curve_to(self, stack: Operands) -> None:
        self._path[-1].points.append((number(stack[-2]), number(stack[-1])))
        self._path[-1].straight = False

    def _close_path(self, _: Operands) -> None:
        self._path[-1].closed = True

    def _end_path(self, _: Operands) -> None:
        self._path = []

    def _stroke(self, _: Operands) -> None:
        path, self._path = self._path, []
        self._rules.paint(path, self._ctm, self._page.height, self._white_stroke)

    def _close_stroke(self, stack: Operands) -> None:
        if self._path:
            self._path[-1].closed = True
        self._stroke(stack)

    def _fill(self, _: Operands) -> None:
        path, self._path = self._path, []
        self._rules.paint(path, self._ctm, self._page.height, self._white_fill, self._paint)
