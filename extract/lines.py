"""Puts the text between HTML tags together into lines: paragraphs, headings, list items."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.document import Line, LineKind
from extract.numbering import drawn_number, starts_with_number
from extract.tags import BLOCKS, Kind, Token, attributes_of, decode_entities

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
    """Takes a source's tokens in their order and gives lines.

    With `keep_source` (text and Markdown cells) a line feed ends a line, spaces are kept, and each line's `raw_text`
    is its piece of the source with the tags; else (web pages) white space is one space, and `raw_text` is the text.
    """

    source: str
    keep_source: bool = False
    lines: list[Line] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _lists: list[_List] = field(default_factory=list)
    _item: tuple[int, str | None] | None = None
    _heading: int = 0
    _raw_from: int = 0
    _verbatim: int = 0

    def take(self, token: Token) -> None:
        """One token; comments and unknown tags add nothing."""
        if token.kind is Kind.TEXT:
            self._text(token)
        elif token.name == "img" and token.kind is Kind.OPEN:
            self._parts.append(attributes_of(token).get("alt", ""))
        elif token.name in BLOCKS:
            self._open(token) if token.kind is Kind.OPEN else self._close(token)

    def finish(self, end: int | None = None) -> tuple[Line, ...]:
        """The lines so far, taken out of the builder; `end` is where the source ends."""
        self._break(len(self.source) if end is None else end)
        lines, self.lines = tuple(self.lines), []
        return lines

    def _text(self, token: Token) -> None:
        piece = self.source[token.start : token.end]
        if not (self.keep_source or self._verbatim) or "\n" not in piece:
            self._parts.append(decode_entities(piece))
            return
        at = token.start
        for number, line in enumerate(piece.split("\n")):
            if number:
                self._break(at)
            self._parts.append(decode_entities(line))
            at += len(line) + 1

    def _open(self, token: Token) -> None:
        self._break(token.start)
        if token.name in _ENDS_HEADING:
            self._heading = _HEADINGS.get(token.name, 0)
        if token.name in {"ol", "ul"}:
            self._lists.append(_opened_list(token))
        elif token.name == "li":
            self._item = self._next_item(token)
        elif token.name == "pre":
            self._verbatim += 1

    def _close(self, token: Token) -> None:
        self._break(token.end)
        if token.name in _HEADINGS:
            self._heading = 0
        elif token.name in {"ol", "ul"} and self._lists:
            self._lists.pop()
        elif token.name == "pre":
            self._verbatim = max(0, self._verbatim - 1)
        if token.name in {"li", "ol", "ul"}:
            self._item = None

    def _next_item(self, token: Token) -> tuple[int, str | None]:
        if not self._lists:
            return 1, None
        current = self._lists[-1]
        if current.number is None:
            return len(self._lists), None
        given = attributes_of(token).get("value", "")
        number = int(given) if re.fullmatch(r"-?[0-9]{1,6}", given) else current.number
        current.number = number + current.step
        return len(self._lists), drawn_number(number, current.style)

    def _break(self, at: int) -> None:
        """Ends the line at `at` in the source; an empty line is none, its tags go to the next one."""
        text = "".join(self._parts)
        self._parts.clear()
        text = text.strip() if self.keep_source or self._verbatim else _SPACES.sub(" ", text).strip()
        if not text:
            return
        raw = self.source[self._raw_from : at].strip() if self.keep_source else text
        self._raw_from = at
        self.lines.append(self._line(raw, text.replace("\n", " ")))

    def _line(self, raw: str, text: str) -> Line:
        if self._item is not None:
            level, number = self._item
            self._item = None
            return Line(raw, text, LineKind.LIST_ITEM, level, None if starts_with_number(text) else number)
        if self._heading:
            return Line(raw, text, LineKind.HEADING, self._heading)
        return Line(raw, text)


def _opened_list(token: Token) -> _List:
    attributes = attributes_of(token)
    style = _STYLE_TYPE.search(attributes.get("style", "").lower())
    if token.name == "ul":
        return _List(None, 1, "")
    start = attributes.get("start", "")
    step = -1 if "reversed" in attributes else 1
    first = int(start) if re.fullmatch(r"-?[0-9]{1,6}", start) else 1
    return _List(first, step, style[1] if style else attributes.get("type", "1"))
