"""The text of one Word paragraph, cut into lines where it breaks, with the page of each line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from extract.docx_remarks import Remarks
from extract.docx_styles import Style, Styles, hides_text, is_hidden
from extract.docx_symbols import UNKNOWN, draw_sign, draw_text
from extract.docx_xml import MC, SILENT, XML_SPACE, A, Element, M, V, W, drawn_branch
from extract.raised import raised

_RUNS = frozenset({W + "r", M + "r"})
_FIELD_CONTENT = tuple(W + name for name in ("t", "tab", "ptab", "br", "cr", "sym", "noBreakHyphen", "softHyphen"))
_XML_BLANKS = " \t\r\n"
_DRAWN_BLANKS = str.maketrans("\t\n\r", "   ")  # Word draws them as a space


@dataclass(slots=True)
class PageClock:
    """Counts pages while a story is read. `fresh` is true while nothing is drawn on the current page.

    Word notes where its last layout broke pages, also right after a break that somebody asked for: such a
    note on a fresh page is not a second break.
    """

    page: int = 1
    fresh: bool = True
    breaks: int = 0

    def forced(self) -> None:
        self.page, self.fresh, self.breaks = self.page + 1, True, self.breaks + 1

    def turned(self) -> None:
        """A break that a fresh page does not need: a noted one, a paragraph or section that starts a page."""
        self.breaks += 1
        if not self.fresh:
            self.page, self.fresh = self.page + 1, True


@dataclass(slots=True)
class Strip:
    """One line while it grows. `page` is that of its first drawn letter."""

    page: int
    drawn: bool = False
    raw: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


class ParagraphText:
    """Reads the runs of one paragraph: `strips` are its lines, `boxes` the text boxes that hang on it."""

    def __init__(
        self,
        *,
        styles: Styles,
        chain: tuple[Style, ...],
        clock: PageClock,
        codes: set[Element],
        remarks: Remarks,
        carried: list[Strip],
    ) -> None:
        self._styles, self._hides = styles, hides_text(chain)
        self._clock, self._codes, self._remarks = clock, codes, remarks
        self._hidden = self._hides
        self._font: str | None = None
        self._raised = False
        self.strips = [*carried] or [Strip(clock.page)]
        self.boxes: list[Element] = []

    def read(self, paragraph: Element) -> None:
        for element in _inline(paragraph, self.boxes):
            if element in self._codes:
                self._remarks.field_letters += len(element.text or "")
            elif element.tag in _RUNS:
                self._enter_run(element)
            else:
                handler = _HANDLERS.get(element.tag)
                if handler is not None:
                    handler(self, element)

    def _enter_run(self, run: Element) -> None:
        properties = run.find(W + "rPr")
        self._hidden = is_hidden(properties, self._styles, self._hides)
        aligned = None if properties is None else properties.find(W + "vertAlign")
        self._raised = aligned is not None and aligned.get(W + "val") == "superscript"
        fonts = None if properties is None else properties.find(W + "rFonts")
        self._font = None if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi")

    def _put(self, raw: str, text: str) -> None:
        if self._hidden:
            self._remarks.hidden.append(raw)
            return
        strip = self.strips[-1]
        strip.raw.append(raw)
        strip.text.append(text)
        if not strip.drawn and text.strip():
            strip.page, strip.drawn = self._clock.page, True
        self._clock.fresh = self._clock.fresh and not strip.drawn

    def _text(self, element: Element) -> None:
        raw = element.text or ""
        if not raw:
            return
        kept = raw if raw.strip(_XML_BLANKS) == raw or _keeps_blanks(element) else raw.strip(_XML_BLANKS)
        drawn = draw_text(self._font, kept)
        if drawn.count(UNKNOWN) > kept.count(UNKNOWN) and not self._hidden:
            self._remarks.unknown_signs.add(f"{self._font} {raw}")
        drawn = drawn.translate(_DRAWN_BLANKS)
        self._put(raw, raised(drawn, "".join(self.strips[-1].text[-1:])) if self._raised else drawn)

    def _sign(self, element: Element) -> None:
        font, code = element.get(W + "font"), element.get(W + "char", "")
        try:
            place = int(code, 16)
        except ValueError:
            place = -1
        sign = draw_sign(font, place)
        if sign == UNKNOWN and not self._hidden:
            self._remarks.unknown_signs.add(f"{font} {code}")
        self._put(sign, sign)

    def _break(self, element: Element) -> None:
        if self._hidden:
            return
        if element.get(W + "type") == "page":
            self._clock.forced()
        self.strips.append(Strip(self._clock.page))

    def _inner_paragraph(self, _: Element) -> None:
        if self.strips[-1].raw:
            self.strips.append(Strip(self._clock.page))

    def _note(self, element: Element) -> None:
        kind = "footnote" if element.tag == W + "footnoteReference" else "endnote"
        self._remarks.note_pages.setdefault((kind, element.get(W + "id", "")), self._clock.page)

    def _picture(self, _: Element) -> None:
        self._clock.fresh = self._clock.fresh and self._hidden

    def _word_art(self, element: Element) -> None:
        text = element.get("string", "")
        if text.strip():
            self._inner_paragraph(element)
            self._put(text, text.translate(_DRAWN_BLANKS))


_HANDLERS: dict[str, Callable[[ParagraphText, Element], None]] = {
    W + "t": ParagraphText._text,
    M + "t": ParagraphText._text,
    A + "t": ParagraphText._text,
    W + "tab": lambda reader, _: reader._put("\t", " "),
    W + "ptab": lambda reader, _: reader._put("\t", " "),
    W + "noBreakHyphen": lambda reader, _: reader._put("-", "-"),
    W + "softHyphen": lambda reader, _: reader._put("\N{SOFT HYPHEN}", ""),
    W + "sym": ParagraphText._sign,
    W + "br": ParagraphText._break,
    W + "cr": ParagraphText._break,
    A + "p": ParagraphText._inner_paragraph,
    W + "lastRenderedPageBreak": lambda reader, _: reader._clock.turned(),
    W + "footnoteReference": ParagraphText._note,
    W + "endnoteReference": ParagraphText._note,
    W + "drawing": ParagraphText._picture,
    W + "pict": ParagraphText._picture,
    W + "object": ParagraphText._picture,
    V + "textpath": ParagraphText._word_art,
}


def _inline(paragraph: Element, boxes: list[Element]) -> Iterator[Element]:
    """Every drawn element in order. Text boxes are put aside; a ruby gloss follows its base."""
    stack = [paragraph]
    while stack:
        element = stack.pop()
        tag = element.tag
        if not isinstance(tag, str) or tag in SILENT:
            continue
        if tag == W + "txbxContent":
            boxes.append(element)
        elif tag == MC + "AlternateContent":
            branch = drawn_branch(element)
            stack.extend([] if branch is None else reversed(branch))
        else:
            yield element
            children = list(element)
            if tag == W + "ruby":
                children.sort(key=lambda child: child.tag == W + "rt")
            stack.extend(reversed(children))


def _keeps_blanks(element: Element) -> bool:
    """Whether the nearest `xml:space` keeps blanks at the ends; Word takes them away where it does not."""
    for holder in (element, *element.iterancestors()):
        space = holder.get(XML_SPACE)
        if space is not None:
            return space == "preserve"
    return False


def field_code_elements(story: Element) -> set[Element]:
    """What stands between the start of a field and its result: it may look like text, but is none.

    A field that is never ended hides nothing, for the whole rest of the text would be lost.
    """
    if story.find(f".//{W}fldChar") is None:
        return set()
    content: list[Element] = []
    starts: list[tuple[int, int | None]] = []
    codes: list[tuple[int, int]] = []
    for element in story.iter(W + "fldChar", *_FIELD_CONTENT):
        kind = element.get(W + "fldCharType") if element.tag == W + "fldChar" else None
        if kind == "begin":
            starts.append((len(content), None))
        elif kind == "separate" and starts and starts[-1][1] is None:
            starts[-1] = (starts[-1][0], len(content))
        elif kind == "end" and starts:
            start, separated = starts.pop()
            codes.append((start, len(content) if separated is None else separated))
        elif element.tag != W + "fldChar":
            content.append(element)
    return {content[place] for start, end in _outermost(codes) for place in range(start, end)}


def _outermost(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans without those inside others, so that nested fields are not walked again and again."""
    reach = 0
    for start, end in sorted(spans):
        if end > reach:
            yield max(start, reach), end
            reach = end
