"""Styles of a Word file: what a paragraph or run takes from its style and from the styles below that."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.docx_xml import Element, W, number, switch, value

MAX_CHAIN = 32  # Word allows eleven styles on top of each other
BODY_LEVEL = 9  # the outline level of body text; 0 to 8 are headings
MAX_HEADING = 6

# Word writes English names whatever its language; other programmes write their own.
_HEADING_NAME = re.compile(r"(?:heading|หัวเรื่อง)\s*([1-9])")  # หัวเรื่อง: heading
_TITLE_NAMES = frozenset({"title", "ชื่อเรื่อง"})  # ชื่อเรื่อง: title


@dataclass(frozen=True, slots=True)
class NumberingRef:
    """The list that a paragraph belongs to. `level` is None where only the list definition can tell it."""

    num_id: int
    level: int | None
    style_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Style:
    """One style as written: its own properties, without those of the style it is `based_on`."""

    style_id: str
    name: str
    based_on: str | None
    paragraph: Element | None
    run: Element | None


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles by their id, and the id of the paragraph style that holds where none is named."""

    by_id: dict[str, Style]
    default_id: str | None
    _chains: dict[str | None, tuple[Style, ...]] = field(default_factory=dict, compare=False, repr=False)

    def chain(self, style_id: str | None) -> tuple[Style, ...]:
        """The style and those below it, the nearest first; empty where it is not defined."""
        if style_id not in self._chains:
            self._chains[style_id] = self._climb(style_id)
        return self._chains[style_id]

    def of_paragraph(self, properties: Element | None) -> tuple[Style, ...]:
        """The chain of a paragraph's style, from its `w:pPr`."""
        named = value(properties, "pStyle")
        return self.chain(named if named in self.by_id else self.default_id)

    def _climb(self, style_id: str | None) -> tuple[Style, ...]:
        chain: list[Style] = []
        style = self.by_id.get(style_id or "")
        while style is not None and style not in chain and len(chain) < MAX_CHAIN:
            chain.append(style)
            style = self.by_id.get(style.based_on or "")
        return tuple(chain)


def read_styles(root: Element | None) -> Styles:
    """Styles from the root of the styles part; none where the file has no such part."""
    styles: dict[str, Style] = {}
    default_id: str | None = None
    for element in [] if root is None else root.iterfind(W + "style"):
        style_id = element.get(W + "styleId")
        if style_id is None:
            continue
        name = (value(element, "name") or "").strip().lower()
        paragraph, run = element.find(W + "pPr"), element.find(W + "rPr")
        styles[style_id] = Style(style_id, name, value(element, "basedOn"), paragraph, run)
        if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
            default_id = style_id
    return Styles(styles, default_id)


def heading_level(properties: Element | None, chain: tuple[Style, ...]) -> int:
    """1 to 6 for a heading, 0 for body text. The paragraph's own outline level goes before its style's."""
    own = number(properties, "outlineLvl")
    if own is not None:
        return _from_outline(own)
    for style in chain:
        outline = number(style.paragraph, "outlineLvl")
        if outline is not None:
            return _from_outline(outline)
        heading = _HEADING_NAME.fullmatch(style.name)
        if heading or style.name in _TITLE_NAMES:
            return min(int(heading[1]), MAX_HEADING) if heading else 1
    return 0


def numbering_ref(properties: Element | None, chain: tuple[Style, ...]) -> NumberingRef | None:
    """The list of a paragraph, or None. List and level are inherited one by one (ECMA-376 part 1, 17.3.1.19).

    A list that comes from a style takes its level from the list definition that names the style, so the names
    of the styles travel along (17.9.23).
    """
    num_id: int | None = None
    level: int | None = None
    style_ids: tuple[str, ...] = ()
    for place, source in enumerate([properties, *(style.paragraph for style in chain)]):
        written = None if source is None else source.find(W + "numPr")
        if written is None:
            continue
        level = number(written, "ilvl") if level is None else level
        num_id = number(written, "numId")
        if num_id is not None:
            style_ids = tuple(style.style_id for style in chain) if place else ()
            break
    return NumberingRef(num_id, level, style_ids) if num_id else None  # list 0 takes a paragraph out of its list


def is_hidden(run: Element | None, styles: Styles, in_paragraph: bool) -> bool:
    """Whether a run's text is hidden, by its own `w:rPr` or its style, else as its paragraph's style says."""
    if run is None:
        return in_paragraph
    own = switch(run, "vanish")
    if own is not None:
        return own
    name = value(run, "rStyle")
    return in_paragraph if name is None else hides_text(styles.chain(name), in_paragraph)


def hides_text(chain: tuple[Style, ...], otherwise: bool = False) -> bool:
    """Whether the nearest style that says something about hidden text hides it."""
    written = (switch(style.run, "vanish") for style in chain)
    return next((hidden for hidden in written if hidden is not None), otherwise)


def starts_page(properties: Element | None, chain: tuple[Style, ...]) -> bool:
    """Whether a paragraph asks for a page of its own."""
    for source in (properties, *(style.paragraph for style in chain)):
        written = switch(source, "pageBreakBefore")
        if written is not None:
            return written
    return False


def _from_outline(level: int) -> int:
    return min(level + 1, MAX_HEADING) if 0 <= level < BODY_LEVEL else 0
