"""A source made safe for the parser of HTML, so that each of its letters comes out of it.

The tags go through as they are written. A `<` or `&` that is only a sign is escaped, tags whose quotes do not pair lose
the quotes (the parser would read on to the next one), and elements whose content the parser would not read as HTML,
or whose end it would miss, lose their tags. A comment `end` stands between a block's closing tag and text behind it:
the parser drops closing tags that it does not expect, but their writer ended a line there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from extract.pages import breaks_page
from extract.tags import BLOCKS, Kind, Token, decode_entities, tokens

_WELL_FORMED = re.compile(
    r"""<[^\s"'<>/=]++(?:[\s/]++|[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*"|'[^']*'|[^\s"'<>]++))?+)*+>"""
)
_SIGNS = str.maketrans("", "", "\"'<>")
_HIDES = re.compile(r"\b(?:hidden|display|visibility|mso-hide)\b", re.IGNORECASE)
_PAGE_BREAK = "<pagebreak></pagebreak>"
_LINE_END = "<!--end-->"
# What stands in these would be raw text; or they are empty, and libxml2 does not know it.
_RAW_NAMES = "script style template svg math textarea iframe noscript noembed noframes xmp plaintext"
_NO_TAGS = frozenset(f"{_RAW_NAMES} wbr source track param embed".split())
# HTML 5's blocks; libxml2 knows those of HTML 4, and that they end a paragraph.
_NEWER_BLOCKS = "article aside details dialog figcaption figure footer header main nav section summary title"
_AS_DIV = frozenset(_NEWER_BLOCKS.split())
_OPTIONAL_ENDS = "p li dt dd tr td th thead tbody tfoot option optgroup"
_NEED_NO_END = frozenset(f"{_OPTIONAL_ENDS} br hr img input".split())


def parser_source(source: str, whole: bool = False, marked: bool = False) -> str:
    """What the parser is given for `source`: a web page if `whole`, else a piece of one.

    Of a page, comments that begin a new page become `<pagebreak>`; all other comments go. If `marked`, comments with an
    offset of `source` stand before each tag that may end a line (that of its start; of a closing tag its end), before
    each line feed, and at the end.
    """
    items = list(tokens(source, known_only=not whole))
    lone = _without_partner(items)
    pieces = ["<html>" if whole else "<html><body>"]
    title_end = -1
    ended = False  # whether a block's closing tag stands between the last text and the next
    for number, item in enumerate(items):
        if item.kind is Kind.TEXT:
            text = _text(source, item, marked)
            breaks = ended and bool(text.strip())
            pieces.append(f"{_LINE_END}{text}" if breaks else text)
            ended = ended and not breaks
        elif item.kind is Kind.COMMENT:
            pieces.append(_PAGE_BREAK if whole and _is_break(source, item) else "")
        elif whole and item.name == "title" and _is_title(items, number):
            title_end, ended = number + 2, False
            pieces.append("<title>")
        elif number == title_end:
            pieces.append("</title>")
        else:
            if item.name in BLOCKS:
                ended = item.kind is Kind.CLOSE
                pieces.append(f"<!--{item.end if ended else item.start}-->" if marked else "")
            pieces.append(_lone_tag(source, item) if number in lone else _tag(source, item))
    if marked:
        pieces.append(f"<!--{len(source)}-->")
    return "".join(pieces)


def _text(source: str, item: Token, marked: bool) -> str:
    text = source[item.start : item.end]
    if not marked or "\n" not in text:
        return _escaped(decode_entities(text))
    pieces: list[str] = []
    at = item.start
    for line in text.split("\n"):
        pieces.append(_escaped(decode_entities(line).replace("\n", " ")))
        at += len(line)
        pieces.append(f"<!--{at}-->\n")
        at += 1
    return "".join(pieces[:-1])


def _escaped(text: str) -> str:
    if "&" in text:
        text = text.replace("&", "&amp;")
    return text.replace("<", "&lt;") if "<" in text else text


def _is_break(source: str, item: Token) -> bool:
    return not item.name and breaks_page(source[item.start : item.end][:200])


def _is_title(items: Sequence[Token], number: int) -> bool:
    """Whether a `<title>` opens that holds text only; the parser reads the rest of a page into an unclosed one."""
    following = [(item.kind, item.name) for item in items[number : number + 3]]
    return following == [(Kind.OPEN, "title"), (Kind.TEXT, ""), (Kind.CLOSE, "title")]


def _tag(source: str, item: Token) -> str:
    name = item.name
    if name in _NO_TAGS:
        return ""
    if name == "pagebreak":
        return _PAGE_BREAK if item.kind is Kind.OPEN else ""
    given = "div" if name in _AS_DIV else name
    if item.kind is Kind.CLOSE:
        return f"</{given}>"
    tag = source[item.start : item.end]
    if len(tag) == len(name) + 2:  # without attributes
        return f"<{given}>"
    if not _WELL_FORMED.fullmatch(tag):
        tag = f"<{tag.translate(_SIGNS)}>"
    return tag if given == name else f"<{given}{tag[1 + len(name) :]}"


def _lone_tag(source: str, item: Token) -> str:
    """A tag without its partner: one that closes is none; one that opens may have the rest of the page in it, so it
    hides nothing."""
    if item.kind is Kind.CLOSE:
        return ""
    if item.name in _NEED_NO_END or not _HIDES.search(source, item.start, item.end):
        return _tag(source, item)
    return "" if item.name in _NO_TAGS else f"<{'div' if item.name in _AS_DIV else item.name}>"


def _without_partner(items: Sequence[Token]) -> set[int]:
    """The numbers of the tags that are never closed or never opened."""
    unclosed: defaultdict[str, list[int]] = defaultdict(list)
    unopened: list[int] = []
    for number, item in enumerate(items):
        if item.kind is Kind.OPEN:
            unclosed[item.name].append(number)
        elif item.kind is Kind.CLOSE:
            if unclosed[item.name]:
                unclosed[item.name].pop()
            else:
                unopened.append(number)
    return {*unopened, *(number for numbers in unclosed.values() for number in numbers)}
