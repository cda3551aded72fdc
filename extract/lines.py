"""Puts the text of HTML elements together into lines: paragraphs, headings, list items."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.document import Line, LineKind
from extract.html_tree import Event
from extract.numbering import drawn_number, starts_with_number
from extract.raised import raised
from extract.tags import BLOCKS, Kind

_SPACES = re.compile(r"[ \t\n\r\f]+")
_STYLE_TYPE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ENDS_HEADING = frozenset({"p", "table", "ul", "ol", "dl", "hr", "tr", "td", "th", "body", *_HEADINGS})


@dataclass(slots=True)
class _List:
    """A list that is open: what its next item is numbered (None for `<ul>`)."""

    number: int | None
    step: int
    style: str


@dataclass(slots=True)
class LineBuilder:
    """Takes the events of a tree in their order and gives lines.

    With a `source` (text and Markdown cells) a line feed ends a line, spaces are kept, and each line's `raw_text` is
    its piece of the source with the tags, by the offsets that comments hold (`parser_source`, marked); else (web
    pages) white space is one space, and `raw_text` is the text. The comment `end` ends a line.
    """

    source: str | None = None
    lines: list[Line] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _lists: list[_List] = field(default_factory=list)
    _item: tuple[int, str | None] | None = None
    _heading: int = 0
    _raw_from: int = 0
    _at: int = 0
    _verbatim: int = 0
    _raised: int = 0

    def take(self, event: Event) -> None:
        """One event; elements that do not begin a line add nothing but their text."""
        if event.kind is Kind.TEXT:
            self._text(event.text)
        elif event.kind is Kind.COMMENT:
            self._comment(event.text)
        elif event.name == "img" and event.kind is Kind.OPEN:
            self._parts.append(event.attributes.get("alt", ""))
        elif event.name in BLOCKS:
            self._open(event) if event.kind is Kind.OPEN else self._close(event.name)
        elif event.name == "sup":
            self._raised = max(0, self._raised + (1 if event.kind is Kind.OPEN else -1))

    def _comment(self, text: str) -> None:
        if text.isdecimal():
            self._at = int(text)
        else:
            self._break()

    def finish(self) -> tuple[Line, ...]:
        """The lines so far, taken out of the builder."""
        self._break()
        lines, self.lines = tuple(self.lines), []
        return lines

    def _text(self, text: str) -> None:
        text = raised(text, "".join(self._parts[-1:])) if self._raised else text
        if (self.source is None and not self._verbatim) or "\n" not in text:
            self._parts.append(text)
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                self._break()
            self._parts.append(line)

    def _open(self, event: Event) -> None:
        self._break()
        if event.name in _ENDS_HEADING:
            self._heading = _HEADINGS.get(event.name, 0)
        if event.name in {"ol", "ul"}:
            self._lists.append(_opened_list(event.name, event.attributes))
        elif event.name == "li":
            self._item = self._next_item(event)
        elif event.name == "pre":
            self._verbatim += 1

    def _close(self, name: str) -> None:
        self._break()
        if name in _HEADINGS:
            self._heading = 0
        elif name in {"ol", "ul"} and self._lists:
            self._lists.pop()
        elif name == "pre":
            self._verbatim = max(0, self._verbatim - 1)
        if name in {"li", "ol", "ul"}:
            self._item = None

    def _next_item(self, event: Event) -> tuple[int, str | None]:
        if not self._lists:
            return 1, None
        current = self._lists[-1]
        if current.number is None:
            return len(self._lists), None
        given = event.attributes.get("value", "")
        number = int(given) if re.fullmatch(r"-?[0-9]{1,6}", given) else current.number
        current.number = number + current.step
        return len(self._lists), drawn_number(number, current.style)

    def _break(self) -> None:
        """Ends the line; an empty one is none, its tags go to the next one."""
        if not self._parts:
            return
        text = "".join(self._parts)
        self._parts.clear()
        text = _SPACES.sub(" ", text).strip() if self.source is None and not self._verbatim else text.strip()
        if not text:
            return
        raw = text if self.source is None else self.source[self._raw_from : self._at].strip()
        self._raw_from = self._at
        self.lines.append(self._line(raw, text.replace("\n", " ")))

    def _line(self, raw: str, text: str) -> Line:
        if self._item is not None:
            level, number = self._item
            self._item = None
            return Line(raw, text, LineKind.LIST_ITEM, level, None if starts_with_number(text) else number)
        if self._heading:
            return Line(raw, text, LineKind.HEADING, self._heading)
        return Line(raw, text)


def _opened_list(name: str, attributes: dict[str, str]) -> _List:
    style = _STYLE_TYPE.search(attributes.get("style", "").lower())
    if name == "ul":
        return _List(None, 1, "")
    start = attributes.get("start", "")
    step = -1 if "reversed" in attributes else 1
    first = int(start) if re.fullmatch(r"-?[0-9]{1,6}", start) else 1
    return _List(first, step, style[1] if style else attributes.get("type", "1"))
