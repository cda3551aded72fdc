"""The interpreter: one page's content stream to glyphs and rules, in the order that the page draws them.

Gives the same glyph texts and boxes as pdfplumber's `page.chars` and the same edges as its `page.edges`. It is many
times as fast because it makes one tuple a glyph, looks each shown string up once a font, and reads a stream with
one regular expression. Thai needs the stream's order: a mark belongs to the letter drawn before it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, list_value, resolve1
from pdfminer.psparser import literal_name

from extract.pdf_actual_text import Span, actual_text_of, replace_span
from extract.pdf_fonts import FontShelf
from extract.pdf_glyphs import IDENTITY, PageContent, multiply
from extract.pdf_lexer import name, tokens, without_inline_images
from extract.pdf_limits import MAX_FORM_DEPTH, MAX_PAGE_BYTES, MAX_STREAM_BYTES, Budget, LimitExceededError, missing_of
from extract.pdf_paths import Matrix, Rules
from extract.pdf_resources import Resources, named_resources
from extract.pdf_state import STATE, Operands
from extract.pdf_text import TextOperators


class Interpreter(TextOperators):
    """Runs the streams of one page. `take_actual_text` off gives pdfplumber's letters."""

    def __init__(self, shelf: FontShelf, page: PageContent, take_actual_text: bool = True) -> None:
        super().__init__(shelf, page)
        self._take_actual_text = take_actual_text
        self._budget = Budget()
        self._depth = 0
        self._running: set[int] = set()
        self._marked: list[Span | None] = []

    def run(self, data: bytes, resources: Resources, ctm: Matrix) -> None:
        """Runs one decoded content stream. Raises `LimitExceededError` and `UnsupportedFontError`."""
        self._budget.spend_content(data)
        self._begin(ctm)
        self._marked = []
        self._resources = resources
        found = tokens(without_inline_images(data), self._budget.tokens)
        self._budget.tokens -= len(found)
        operator_of = _OPERATORS.get
        stack: Operands = []
        push = stack.append
        waiting = iter(found)
        while True:
            try:
                for token in waiting:
                    operator = operator_of(token)
                    if operator is None:
                        push(token)
                    else:
                        operator(self, stack)
                        stack.clear()
                break
            except (ValueError, IndexError, TypeError, KeyError, OverflowError):
                stack.clear()  # a broken operator draws nothing; the page goes on, as in pdfminer

    # ---- marked content ----
    def _begin_plain_marked(self, _: Operands) -> None:
        self._marked.append(None)

    def _begin_marked(self, stack: Operands) -> None:
        span = None
        if self._take_actual_text and stack:
            text = actual_text_of(stack[-1], self._resources.properties)
            if text is not None:
                span = Span(text, len(self._glyphs))
        self._marked.append(span)

    def _end_marked(self, _: Operands) -> None:
        span = self._marked.pop() if self._marked else None
        if span is not None:
            replace_span(self._glyphs, span)

    # ---- forms and images ----
    def _draw(self, stack: Operands) -> None:
        drawn = resolve1(self._resources.forms.get(name(stack[-1])))
        if not isinstance(drawn, PDFStream):
            return
        kind = literal_name(drawn.get("Subtype"))
        if kind == "Image":
            a, b, c, d, _, _ = self._ctm
            area = abs(a * d - b * c) / max(1.0, self._page.width * self._page.height)
            self._page.image_area += min(area, 1.0)
        elif kind == "Form" and "BBox" in drawn.attrs:
            self._draw_form(drawn)

    def _draw_form(self, form: PDFStream) -> None:
        key = form.objid if form.objid is not None else id(form)
        if key in self._running or self._depth >= MAX_FORM_DEPTH:
            return  # a form that draws itself draws nothing
        self._budget.spend_form()
        a, b, c, d, e, f = (float(resolve1(part)) for part in list_value(form.get("Matrix", IDENTITY)))
        inner = form.get("Resources")
        resources = named_resources(inner) if inner else self._resources
        ctm = multiply((a, b, c, d, e, f), self._ctm)
        kept = {key_: getattr(self, key_) for key_ in (*STATE, "_marked", "_resources")}
        self._running.add(key)
        self._depth += 1
        try:
            data = form.get_data()
            self._page.limit = missing_of(form) or self._page.limit
            self.run(data, resources, ctm)
        finally:
            self._depth -= 1
            self._running.discard(key)
            for key_, value in kept.items():
                setattr(self, key_, value)


Operator = Callable[[Interpreter, Operands], None]


def _table(kind: type[Interpreter]) -> Mapping[bytes, Operator]:
    """The operators as functions: bound to an interpreter, they would keep it, and with it all letters of its page."""

    def ignore(_: Interpreter, __: Operands) -> None:
        return None

    table: dict[bytes, Operator] = dict.fromkeys(
        b"W W* ET w J j M d ri i gs CS cs SC SCN sc G RG K sh MP DP BX EX d0 d1".split(), ignore
    )
    table |= {
        b"TJ": kind._show_array, b"Tj": kind._show, b"'": kind._next_show, b'"': kind._spaced_show,
        b"Td": kind._move, b"TD": kind._move_leading, b"Tm": kind._set_matrix, b"T*": kind._next_line,
        b"BT": kind._begin_text, b"Tf": kind._set_font, b"Tc": kind._set_spacing, b"Tw": kind._set_word_spacing,
        b"Tz": kind._set_scale, b"TL": kind._set_leading, b"Ts": kind._set_rise, b"Tr": kind._set_mode,
        b"q": kind._save, b"Q": kind._restore, b"cm": kind._concatenate,
        b"re": kind._rectangle, b"m": kind._move_to, b"l": kind._line_to, b"c": kind._curve_to,
        b"v": kind._curve_to, b"y": kind._curve_to, b"h": kind._close_path, b"n": kind._end_path,
        b"S": kind._stroke, b"s": kind._close_stroke, b"f": kind._fill, b"F": kind._fill, b"f*": kind._fill,
        b"B": kind._stroke, b"B*": kind._stroke, b"b": kind._close_stroke, b"b*": kind._close_stroke,
        b"g": kind._fill_gray, b"rg": kind._fill_rgb, b"k": kind._fill_cmyk, b"scn": kind._fill_rgb,
        b"sc": kind._fill_rgb, b"G": kind._stroke_gray, b"RG": kind._stroke_rgb,
        b"BDC": kind._begin_marked, b"BMC": kind._begin_plain_marked, b"EMC": kind._end_marked, b"Do": kind._draw,
    }  # fmt: skip
    return table


_OPERATORS = _table(Interpreter)


def read_content(page: PDFPage, shelf: FontShelf, *, plain: bool = False) -> PageContent:
    """What a page draws. `plain` leaves out our additions (ActualText, rules told from fills), for comparisons.

    Stops early at a limit and says so in `limit`. Raises `UnsupportedFontError`, and what pdfminer raises for
    broken objects.
    """
    x0, y0, x1, y1 = page.mediabox
    width, height = abs(x1 - x0), abs(y1 - y0)
    ctm: Matrix = (1, 0, 0, 1, -x0, -y0)
    if page.rotate in (90, 270):
        width, height = height, width
        ctm = (0, -1, 1, 0, -y0, x1) if page.rotate == 90 else (0, 1, -1, 0, y1, -x0)
    elif page.rotate == 180:
        ctm = (-1, 0, 0, -1, x1, y1)
    content = PageContent(width, height, rules=Rules(keep_fills=plain))
    try:
        streams = [resolve1(stream) for stream in page.contents]
        data, missing = _joined(streams)
        content.limit = missing or None
        Interpreter(shelf, content, not plain).run(data, named_resources(page.resources), ctm)
    except LimitExceededError as error:
        content.limit = error.what
    finally:
        for part in streams:
            if isinstance(part, PDFStream):
                part.data = b""  # drawn once: memory must not grow with pages
    return content


def _joined(streams: Sequence[object]) -> tuple[bytes, str]:
    """What a page's content streams say together, and why it is not whole, empty if it is.

    One that is not whole costs as much as the largest: a page may have thousands of them.
    """
    parts: list[bytes] = []
    room, missing = MAX_PAGE_BYTES, ""
    for stream in streams:
        if not isinstance(stream, PDFStream):
            continue
        if room <= 0:
            missing = missing or "content"
            break
        data = stream.get_data()[:room]
        cut = missing_of(stream)
        missing = missing or cut
        room -= MAX_STREAM_BYTES if cut else len(data) + 1
        parts.append(data)
    return b"\n".join(parts)[:MAX_PAGE_BYTES], missing
