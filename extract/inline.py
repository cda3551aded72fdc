"""Markup inside a line or a cell of text and Markdown: tags, entities, bold and italic signs, links, escapes.

Our texts are not clean Markdown, so only signs that are surely markup are taken away: `คะแนน*` (a footnote), `a_b`,
`5*3` and `____` (a blank to fill in) stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.document import Line
from extract.html_source import parser_source
from extract.html_tree import parse
from extract.lines import LineBuilder
from extract.tags import Kind, decode_entities, tokens

_MARKUP = re.compile(r"[<&*_~`\\\[]")
_TAGS = re.compile(r"[<&]")
_SIGNS = re.compile(r"[*_~`\\\[]")
_ADDRESS_PART = r"(?:<[^<>\n]{0,2000}>|[^\s()<>]{1,2000}(?:\([^\s()]{0,200}\)[^\s()<>]{0,2000})?)"
_LINK_END = rf"\]\({_ADDRESS_PART}(?:[ \t]+\"[^\"\n]{{0,500}}\")?\)"
_PIECE = re.compile(
    rf"""(?P<escape>\\[!-/:-@\[-`{{-~])
    |`(?P<code>[^`\n]{{1,1000}})`
    |!?\[(?P<link>[^\[\]\n]{{0,1000}})(?P<target>{_LINK_END})
    |(?P<run>\*{{1,3}}(?!\*)|_{{1,3}}(?!_)|~~(?!~))
    |(?P<other>\*+|_+|~+)""",
    re.VERBOSE,
)
_ADDRESS = re.compile(r"[/.#:@]")
_CLOSERS = ")]}>.,;:!?”’»"
_OPENERS = "([{<“‘«"


def cell_lines(raw: str) -> tuple[Line, ...]:
    """The lines of a cell of text or Markdown, at least one: broken at `<br>`, `<p>`, `<li>` and at line feeds."""
    if not _MARKUP.search(raw) and "\n" not in raw:
        return (Line(raw, raw.strip()),)
    if not _TAGS.search(raw) and "\n" not in raw:
        return (Line(raw, _without_signs(raw).strip()),)
    return without_signs(source_lines(raw)) or (Line("", ""),)


def source_lines(raw: str) -> tuple[Line, ...]:
    """The lines of a piece of source without its tags; Markdown's signs still stand."""
    if "<" in raw and any(token.kind is not Kind.TEXT for token in tokens(raw)):
        return _parsed_lines(raw)
    pairs = ((line, decode_entities(line).replace("\n", " ").strip()) for line in raw.split("\n"))
    return tuple(Line(line, text) for line, text in pairs if text)


def _parsed_lines(raw: str) -> tuple[Line, ...]:
    builder = LineBuilder(raw)
    for event in parse(parser_source(raw, marked=True)).events:
        builder.take(event)
    return builder.finish()


def without_signs(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines without Markdown's inline signs, which may open in one line and close in another."""
    joined = "\n".join(line.text for line in lines)
    if not _SIGNS.search(joined):
        return tuple(lines)
    texts = _without_signs(joined).split("\n")
    return tuple(replace(line, text=text.strip()) for line, text in zip(lines, texts, strict=True))


def _without_signs(text: str) -> str:
    """Takes away pairs of `*`, `_`, `~~`, code marks, escapes and links; as many line feeds as before."""
    pieces: list[str] = []
    opened: list[tuple[int, str, int]] = []  # place in `pieces`, the sign, its line
    done = line = 0
    for match in _PIECE.finditer(text):
        plain = text[done : match.start()]
        line += plain.count("\n")
        pieces.append(plain)
        done = match.end()
        if match["run"]:
            _pair(text, match, line, pieces, opened)
        else:
            pieces.append(_plain(match))
    pieces.append(text[done:])
    return "".join(pieces)


def _plain(match: re.Match[str]) -> str:
    if match["escape"]:
        return match["escape"][1:]
    if match["code"]:
        return match["code"]
    if match["target"] and _ADDRESS.search(match["target"], 2, len(match["target"]) - 1):
        return _without_signs(match["link"])
    return match[0]


def _pair(text: str, match: re.Match[str], line: int, pieces: list[str], opened: list[tuple[int, str, int]]) -> None:
    """Adds a run of signs: as nothing if it closes an earlier one (which goes too), else as it is, for now."""
    sign = match["run"]
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if _closes(sign, before, after):
        at = next((n for n in range(len(opened) - 1, max(-1, len(opened) - 9), -1) if opened[n][1] == sign), -1)
        if at >= 0 and (len(sign) > 1 or opened[at][2] == line):  # one sign pairs within its line only
            pieces[opened[at][0]] = ""
            del opened[at:]
            pieces.append("")
            return
    if _opens(sign, before, after):
        opened.append((len(pieces), sign, line))
    pieces.append(sign)


def _opens(sign: str, before: str, after: str) -> bool:
    if not after or after.isspace() or after in _CLOSERS:
        return False
    return not (_is_letter(before) if sign[0] == "_" else before.isdigit() and after.isdigit())


def _closes(sign: str, before: str, after: str) -> bool:
    if not before or before.isspace() or before in _OPENERS:
        return False
    return not (_is_letter(after) if sign[0] == "_" else before.isdigit() and after.isdigit())


def _is_letter(char: str) -> bool:
    return char.isalnum() or "\u0e00" <= char <= "\u0e7f"  # Thai vowel signs and tone marks are no letters to Python
