"""Word's automatic numbering: list definitions, and the counters that draw the number of each paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.docx_numerals import draw_number, is_known_format
from extract.docx_remarks import Remarks
from extract.docx_styles import NumberingRef, Styles, numbering_ref
from extract.docx_symbols import draw_bullet
from extract.docx_xml import MC, Element, W, number, switch, value, whole

LEVELS = 9
_UNCOUNTED = frozenset({"bullet", "none"})  # these draw no number, also inside a deeper level's pattern
_PLACE = re.compile("%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its first number, the way it is drawn, and what starts it again.

    `restart`: None starts again after any higher level, 0 never, n after level n (from 1) or a higher one.
    """

    start: int = 1
    number_format: str = "decimal"
    pattern: str = ""
    restart: int | None = None
    legal: bool = False
    font: str | None = None
    style_id: str | None = None


@dataclass(frozen=True, slots=True)
class ListDefinition:
    """A `w:num`: the abstract list that it counts in, its levels as it overrides them, and its own starts."""

    abstract_id: int
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(frozen=True, slots=True)
class Numbering:
    """All lists of a file by `w:numId`."""

    lists: dict[int, ListDefinition]

    def level_of(self, ref: NumberingRef) -> int:
        """The level, from 0. A definition that names the paragraph's style goes before the style's level."""
        levels = self.lists[ref.num_id].levels
        for style_id in ref.style_ids[:1]:
            linked = [level for level, drawn in levels.items() if drawn.style_id == style_id]
            if linked:
                return linked[0]
        return min(max(ref.level or 0, 0), LEVELS - 1)


class ListCounter:
    """The counters of one story (the body, a header, the notes), shared by all lists on one abstract list."""

    def __init__(self, numbering: Numbering, remarks: Remarks) -> None:
        self._numbering = numbering
        self._counts: dict[int, list[int | None]] = {}
        self._started: set[tuple[int, int]] = set()
        self._remarks = remarks

    def draw(self, ref: NumberingRef | None) -> tuple[str | None, int]:
        """Counts one paragraph on; gives its drawn number (or None) and its depth from 1 (0 for no list)."""
        definition = self._numbering.lists.get(ref.num_id) if ref else None
        if ref is None or definition is None:
            return None, 0
        level = self._numbering.level_of(ref)
        counts = self._counts.setdefault(definition.abstract_id, [None] * LEVELS)
        self._count(counts, definition, ref.num_id, level)
        return self._pattern(counts, definition, level), level + 1

    def _count(self, counts: list[int | None], definition: ListDefinition, num_id: int, level: int) -> None:
        if level in definition.starts and (num_id, level) not in self._started:
            self._started.add((num_id, level))
            counts[level] = None  # a list with a start of its own begins again at its first paragraph
        for above in range(level):
            if counts[above] is None:  # a level that was left out counts as used, as Word and LibreOffice show it
                counts[above] = _start(definition, above)
        before = counts[level]
        counts[level] = _start(definition, level) if before is None else before + 1
        for below in range(level + 1, LEVELS):
            restart = definition.levels.get(below, Level()).restart
            if restart is None or level < restart:
                counts[below] = None

    def _pattern(self, counts: list[int | None], definition: ListDefinition, level: int) -> str | None:
        own = definition.levels.get(level)
        if own is None:
            return None
        if own.number_format == "bullet":
            return draw_bullet(own.font, own.pattern) or None
        drawn: list[str] = []
        for place, part in enumerate(_PLACE.split(own.pattern)):
            piece = part if place % 2 == 0 else self._draw_place(counts, definition, int(part) - 1, own.legal)
            if piece is None:
                return None
            drawn.append(piece)
        return "".join(drawn).strip() or None

    def _draw_place(self, counts: list[int | None], definition: ListDefinition, level: int, legal: bool) -> str | None:
        shown = definition.levels.get(level, Level())
        if shown.number_format in _UNCOUNTED:
            return ""
        count = counts[level]
        if count is None:  # a deeper level in a higher one's pattern
            return ""
        number_format = "decimal" if legal else shown.number_format
        drawn = draw_number(count, number_format)
        if drawn is None:
            self._remarks.unknown_formats.add(
                number_format if not is_known_format(number_format) else f"{number_format} {count}"
            )
        return drawn


def _start(definition: ListDefinition, level: int) -> int:
    return definition.starts.get(level, definition.levels.get(level, Level()).start)


def read_numbering(root: Element | None, styles: Styles) -> Numbering:
    """Lists from the root of the numbering part; none where the file has no such part."""
    if root is None:
        return Numbering({})
    abstracts = {
        abstract_id: element
        for element in root.iterfind(W + "abstractNum")
        if (abstract_id := whole(element.get(W + "abstractNumId"))) is not None
    }
    nums = {
        num_id: element
        for element in root.iterfind(W + "num")
        if (num_id := whole(element.get(W + "numId"))) is not None
    }
    lists: dict[int, ListDefinition] = {}
    for num_id, element in nums.items():
        abstract_id = _linked_abstract(element, nums, abstracts, styles)
        if abstract_id is not None:
            lists[num_id] = _read_list(element, abstract_id, abstracts[abstract_id])
    return Numbering(lists)


def _linked_abstract(
    num: Element, nums: dict[int, Element], abstracts: dict[int, Element], styles: Styles
) -> int | None:
    """The abstract list with the levels: one that only names a list style sends on to that style's list."""
    abstract_id = number(num, "abstractNumId")
    for _ in range(LEVELS):  # a chain of links is one step long; more are a circle
        abstract = abstracts.get(-1 if abstract_id is None else abstract_id)
        link = value(abstract, "numStyleLink")
        if abstract is None or link is None:
            return None if abstract is None else abstract_id
        ref = numbering_ref(None, styles.chain(link))
        target = nums.get(ref.num_id) if ref else None
        following = number(target, "abstractNumId")
        if following is None or following == abstract_id:
            return abstract_id
        abstract_id = following
    return abstract_id


def _read_list(num: Element, abstract_id: int, abstract: Element) -> ListDefinition:
    levels = _read_levels(abstract)
    starts: dict[int, int] = {}
    for override in num.iterfind(W + "lvlOverride"):
        levels |= _read_levels(override)
        level, start = whole(override.get(W + "ilvl")), number(override, "startOverride")
        if level is not None and start is not None:
            starts[level] = start
    return ListDefinition(abstract_id, levels, starts)


def _read_levels(parent: Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for element in parent.iterfind(W + "lvl"):
        level = whole(element.get(W + "ilvl"))
        if level is not None and 0 <= level < LEVELS:
            levels[level] = _read_level(element)
    return levels


def _read_level(element: Element) -> Level:
    start = number(element, "start")
    fonts = element.find(f"{W}rPr/{W}rFonts")
    return Level(
        start=1 if start is None else start,  # the standard says 0, but Word always writes the element
        number_format=_number_format(element),
        pattern=value(element, "lvlText") or "",
        restart=number(element, "lvlRestart"),
        legal=bool(switch(element, "isLgl")),
        font=None if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi"),
        style_id=value(element, "pStyle"),
    )


def _number_format(element: Element) -> str:
    """The format; of one that newer Word writes as `custom`, the one it gives older readers."""
    written = value(element, "numFmt")
    if written is None:
        written = value(element.find(f"{MC}AlternateContent/{MC}Fallback"), "numFmt")
    return written or "decimal"
