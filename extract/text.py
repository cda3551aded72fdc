"""Text and Markdown to blocks: lines, tables of every textual kind, and the HTML that stands between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from extract.aligned import aligned_table
from extract.document import Block, Notice, Paragraph, Table
from extract.html import read_html
from extract.islands import islands
from extract.pages import Pages, find_pages
from extract.piped import drawn_table, pipe_table
from extract.prose import prose_lines
from extract.rows import Found, text_table
from extract.tabbed import quoted_lines, tab_table

_LINE_END = re.compile("\r\n|[\n\r\x0b\x85\u2028\u2029]")
_FEED = re.compile("(?<!\n)\f")
_INK = re.compile(r"[^\s\ufeff\u200b]")


@dataclass(frozen=True, slots=True)
class TextBlocks:
    """What a text holds, in reading order."""

    blocks: tuple[Block, ...]
    notices: tuple[Notice, ...]
    page_count: int | None


@dataclass(frozen=True, slots=True)
class _Source:
    """The text, where its lines start, and its pages by line."""

    text: str
    starts: tuple[int, ...]
    pages: Pages

    def line_at(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

    def page_at(self, offset: int) -> int | None:
        return self.pages.page(self.line_at(offset))


def read_text(source: str) -> TextBlocks:
    """The blocks of a text or Markdown source. Form feeds start lines; all line ends are one line feed."""
    text = _FEED.sub("\n\f", _LINE_END.sub("\n", source))
    lines = text.split("\n")
    starts = tuple(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))
    whole = _Source(text, starts, find_pages(lines))
    blocks: list[Block] = []
    notices: list[Notice] = []
    at = 0
    for start, end, is_html in (*islands(text), (len(text), len(text), False)):
        _read_plain(whole, at, start, blocks)
        if is_html:
            found = read_html(text[start:end], whole.page_at(start), whole=False)
            blocks.extend(found.blocks)
            notices.extend(found.notices)
        at = end
    return TextBlocks(tuple(blocks), tuple(notices), whole.pages.count)


def _read_plain(whole: _Source, start: int, end: int, blocks: list[Block]) -> None:
    width = _width_of_last(blocks)
    for place, lines in _stretches(whole, start, end):
        blocks.extend(_blocks(lines, width, whole.page_at(place)))
        if whole.line_at(place) not in whole.pages.markers:  # a page's number does not part a table from its rest
            width = _width_of_last(blocks)


def _width_of_last(blocks: Sequence[Block]) -> int:
    """The width of the text table that ends the blocks so far, 0 if none does."""
    last = blocks[-1] if blocks else None
    return last.col_count if isinstance(last, Table) and not last.spans_known else 0


def _stretches(whole: _Source, start: int, end: int) -> Iterator[tuple[int, list[str]]]:
    """Runs of adjacent lines with their place; a blank line, a page's number and a page's beginning end one."""
    lines: list[str] = []
    place = at = start
    breaks = set(whole.pages.starts)
    quotes = iter((*((start + a, start + b) for a, b in quoted_lines(whole.text[start:end])), (end, end)))
    quote = next(quotes)
    number = whole.line_at(start)
    while at < end:
        line_end = _line_end(whole.text, at, end)
        while quote[0] < line_end:  # a quoted cell's line feeds do not end the line
            line_end = _line_end(whole.text, max(quote[1], line_end), end)
            quote = next(quotes)
        line = whole.text[at:line_end].removeprefix("\f")
        lone = number in whole.pages.markers
        blank = _INK.search(line) is None and not (lines and _is_empty_row(line, lines[-1]))
        if lines and (blank or lone or number in breaks):
            yield place, lines
            lines = []
        if not lines:
            place = at
        if not blank:
            lines.append(line)
        if lone and lines:
            yield place, lines
            lines = []
        number += 1 + line.count("\n")
        at = line_end + 1
    if lines:
        yield place, lines


def _is_empty_row(line: str, before: str) -> bool:
    """Whether a line of nothing but tabs is a row of the table that the line before stands in."""
    return "\t" in line and line.count("\t") == before.count("\t")


def _line_end(text: str, at: int, end: int) -> int:
    found = text.find("\n", at, end)
    return end if found < 0 else found


def _blocks(lines: Sequence[str], width_before: int, page: int | None) -> Iterator[Block]:
    """The tables and lines of one stretch."""
    plain: list[str] = []
    at = 0
    while at < len(lines):
        found = _table(lines, at, width_before if at == 0 else 0)
        end = found.end if found else at + 1
        if found is None or found.rows is None:
            plain.extend(lines[at:end])
        else:
            yield from (Paragraph(line, page) for line in prose_lines(plain))
            plain.clear()
            yield text_table(found.rows, page)
        at = end
    yield from (Paragraph(line, page) for line in prose_lines(plain))


def _table(lines: Sequence[str], at: int, width_before: int) -> Found | None:
    return (
        drawn_table(lines, at)
        or pipe_table(lines, at)
        or tab_table(lines, at, width_before)
        or aligned_table(lines, at)
    )
