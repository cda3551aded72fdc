"""The operators that show text: from strings to glyphs with their boxes."""

from __future__ import annotations

from extract.pdf_fonts import FontFace, FontShelf
from extract.pdf_glyphs import IDENTITY, PageContent, direction_of, multiply
from extract.pdf_lexer import ARRAY_ITEM, name, number
from extract.pdf_limits import MAX_PAGE_GLYPHS, LimitExceededError
from extract.pdf_paths import Matrix
from extract.pdf_resources import Resources
from extract.pdf_state import Operands, PathOperators


class TextOperators(PathOperators):
    """Text state and text."""

    def __init__(self, shelf: FontShelf, page: PageContent) -> None:
        super().__init__(page)
        self._shelf = shelf
        self._resources = Resources({}, {}, {})

    # ---- text state ----
    def _begin_text(self, _: Operands) -> None:
        self._text_matrix = IDENTITY
        self._x = 0.0

    def _set_matrix(self, stack: Operands) -> None:
        a, b, c, d, e, f = map(float, stack[-6:])
        self._text_matrix = (a, b, c, d, e, f)
        self._x = 0.0

    def _move(self, stack: Operands) -> None:
        self._shift(number(stack[-2]), number(stack[-1]))

    def _move_leading(self, stack: Operands) -> None:
        down = number(stack[-1])
        self._shift(number(stack[-2]), down)
        self._leading = down

    def _next_line(self, _: Operands) -> None:
        self._shift(0.0, self._leading)

    def _shift(self, x: float, y: float) -> None:
        a, b, c, d, e, f = self._text_matrix
        self._text_matrix = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)
        self._x = 0.0

    def _set_font(self, stack: Operands) -> None:
        token = stack[-2]
        face = self._resources.faces.get(token)
        if face is None:
            face = self._resources.faces[token] = self._shelf.face(self._resources.fonts.get(name(token)))
        self._font = face
        self._size = number(stack[-1])

    def _set_spacing(self, stack: Operands) -> None:
        self._spacing = number(stack[-1])

    def _set_word_spacing(self, stack: Operands) -> None:
        self._word_spacing = number(stack[-1])

    def _set_scale(self, stack: Operands) -> None:
        self._scale = number(stack[-1]) * 0.01

    def _set_leading(self, stack: Operands) -> None:
        self._leading = -number(stack[-1])

    def _set_rise(self, stack: Operands) -> None:
        self._rise = number(stack[-1])

    def _set_mode(self, stack: Operands) -> None:
        self._hidden = number(stack[-1]) == 3

    # ---- showing text ----
    def _show_array(self, stack: Operands) -> None:
        if stack:
            self._show_items(ARRAY_ITEM.findall(stack[-1]))

    def _show(self, stack: Operands) -> None:
        self._show_items(stack[-1:])

    def _next_show(self, stack: Operands) -> None:
        self._next_line(stack)
        self._show(stack)

    def _spaced_show(self, stack: Operands) -> None:
        self._word_spacing = number(stack[-3])
        self._spacing = number(stack[-2])
        self._next_show(stack)

    def _show_items(self, items: list[bytes]) -> None:
        font = self._font
        if font is None:
            return
        before = len(self._glyphs)
        a, b, c, d, e, f = self._text_matrix
        p, q, r, s, t, u = self._ctm
        if b or c or q or r:
            a, b, c, d, e, f = multiply(self._text_matrix, self._ctm)
        else:  # nearly all text: neither is turned
            a, d, e, f = a * p, d * s, e * p + t, f * s + u
        if b == 0 and c == 0 and a > 0 and d > 0 and self._scale > 0:
            self._show_upright(items, font, (a, d, e, f))
        else:
            self._show_turned(items, font, (a, b, c, d, e, f))
        if self._hidden:
            self._page.hidden_glyphs += len(self._glyphs) - before
        if len(self._glyphs) > MAX_PAGE_GLYPHS:
            raise LimitExceededError("letters")

    def _show_upright(self, items: list[bytes], font: FontFace, matrix: tuple[float, float, float, float]) -> None:
        """Text from left to right, nearly all text: positions go on in page units, top and bottom are one a string."""
        a, d, e, f = matrix
        size, scale = self._size, self._scale
        low = f + d * (font.descent * size + self._rise)
        top, bottom = self._page.height - (low + d * size), self._page.height - low
        if top > bottom:
            top, bottom = bottom, top
        height = bottom - top
        em = size * scale * a
        back, spacing = 0.001 * em, self._spacing * scale * a
        word = 0.0 if font.multibyte else self._word_spacing * scale * a
        number_of_font, cache = font.number, font.strings
        add = self._glyphs.append
        x = a * self._x + e
        spaced = False
        for item in items:
            letters = cache.get(item)
            if letters is None:
                if item[:1] not in (b"(", b"<"):
                    try:
                        x -= float(item) * back
                    except ValueError:
                        x -= number(item) * back
                    spaced = True
                    continue
                letters = font.decode(item)
            for text, width, is_space in letters:
                if spaced:
                    x += spacing
                spaced = True
                end = x + width * em
                if end >= x:
                    add((text, x, end, top, bottom, end - x, height, number_of_font, 0))
                else:
                    add((text, end, x, top, bottom, end - x, height, number_of_font, 0))
                x = end
                if is_space:
                    x += word
        self._x = (x - e) / a

    def _show_turned(self, items: list[bytes], font: FontFace, matrix: Matrix) -> None:
        """Text in any other direction, mirrored or slanting."""
        a, b, c, d, e, f = matrix
        size, scale, page_height = self._size, self._scale, self._page.height
        low = font.descent * size + self._rise
        high = low + size
        em, spacing = size * scale, self._spacing * scale
        word = 0.0 if font.multibyte else self._word_spacing * scale
        upright = a * d * scale > 0 and b * c <= 0
        stretch = (a * a + b * b) ** 0.5
        direction = direction_of(a, b)
        x = self._x
        spaced = False
        for item in items:
            if item[:1] not in (b"(", b"<"):
                x -= number(item) * 0.001 * em
                spaced = True
                continue
            for text, width, is_space in font.strings.get(item) or font.decode(item):
                if spaced:
                    x += spacing
                spaced = True
                advance = width * em
                xs = [a * u + c * v + e for u in (x, x + advance) for v in (low, high)]
                ys = [b * u + d * v + f for u in (x, x + advance) for v in (low, high)]
                x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
                height = y1 - y0 if upright else x1 - x0
                self._glyphs.append(
                    (
                        text,
                        x0,
                        x1,
                        page_height - y1,
                        page_height - y0,
                        advance * stretch,
                        height,
                        font.number,
                        direction,
                    )
                )
                x += advance
                if is_space:
                    x += word
        self._x = x
