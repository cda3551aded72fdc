"""Lines of text and Markdown outside tables to paragraphs, headings and list items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.document import Line, LineKind
from extract.inline import source_lines, without_signs
from extract.numbering import marker

_HEADING = re.compile(r"(#{1,6})[ \t\xa0]+(.*?\S)(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:(=)={2,}|-{3,})[ \t]*")
_FENCE = re.compile(r"\s*(?:```+|~~~+)\s*[\w.+-]*\s*")
_LONGEST_TITLE = 200  # letters of a line that dashes below make a heading


def prose_lines(source: Sequence[str]) -> tuple[Line, ...]:
    """The lines of adjacent source lines (no blank one between). Code fences and underlines of headings are markup.

    A source line is a line, and several if tags break it.
    """
    found: list[Line] = []
    front_matter = bool(source) and source[0].strip() == "---"  # such a line then closes a block of settings
    for raw in source:
        if _FENCE.fullmatch(raw):
            continue
        if found and not front_matter and (level := _underlined(found[-1], raw)):
            title = found[-1]
            found[-1] = Line(f"{title.raw_text}\n{raw}", title.text, LineKind.HEADING, level)
            continue
        lines = source_lines(raw)
        if len(lines) == 1 and lines[0].kind is LineKind.PARAGRAPH:
            lines = (_headed(raw, lines[0].text),)
        found.extend(lines)
    return _with_lists([line for line in without_signs(found) if line.text])


def _underlined(title: Line, raw: str) -> int:
    """The level of the heading that a row of `===` or `---` makes of the line above, 0 if it makes none."""
    if not (underline := _UNDERLINE.fullmatch(raw)) or title.kind is not LineKind.PARAGRAPH:
        return 0
    if len(title.text) > _LONGEST_TITLE or marker(title.text) or not any(char.isalnum() for char in title.text):
        return 0
    return 1 if underline[1] else 2


def _headed(raw: str, text: str) -> Line:
    match = _HEADING.fullmatch(text) if text.startswith("#") else None
    if match is None:
        return Line(raw, text)
    return Line(raw, match[2], LineKind.HEADING, len(match[1]))


def _with_lists(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Marks lines that begin with a bullet or a number; their depth is that of their indent and of `2.1`."""
    found: list[Line] = []
    indents: list[int] = []
    for line in lines:
        mark = marker(line.text) if line.kind is LineKind.PARAGRAPH else None
        if mark is None:
            if line.kind is not LineKind.LIST_ITEM:
                indents.clear()
            found.append(line)
            continue
        raw = line.raw_text.expandtabs(4)
        indent = len(raw) - len(raw.lstrip())
        while indents and indents[-1] > indent:
            indents.pop()
        if not indents or indents[-1] < indent:
            indents.append(indent)
        level = max(len(indents), len(mark[1]))
        found.append(replace(line, kind=LineKind.LIST_ITEM, level=level))
    return tuple(found)
