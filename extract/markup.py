"""The reader for text, Markdown and HTML files: bytes to a `Document`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.document import Block, Document, Paragraph, SourceFormat, TextOrigin
from extract.encoding import decode
from extract.html import HtmlBlocks, read_html, title_paragraph
from extract.pages import find_pages
from extract.tags import decode_entities
from extract.text import read_text
from tidy.errors import UnreadableSource

_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_PAGE_START = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_BEFORE_PAGE = re.compile(r"[\s\ufeff]*(?:<\?[^<>]{0,500}>)?[\s\ufeff]*")
_MOST_COMMENTS = 20  # before a page's first tag
_ANY_TAG = re.compile(
    r"</?(?:html|head|body|div|p|br|table|tr|td|span|h[1-6]|ul|ol|li|section|article|font|center|pre|a|b)\b",
    re.IGNORECASE,
)
_ONLY_PRE = re.compile(
    r"\s*(?:<!doctype[^<>]*>\s*)?<html[^<>]*>\s*(?:<head>(?:(?!</?body).){0,2000}?</head>\s*)?<body[^<>]*>\s*"
    r"<pre[^<>]*>(?P<text>[^<]*)</pre>\s*(?:</body>\s*)?(?:</html>\s*)?",
    re.IGNORECASE | re.DOTALL,
)
_EMPTY = "The file holds no text; check that it was saved or downloaded in full."


def read_markup(data: bytes, suffix: str = "") -> Document:
    """The document of a text, Markdown or HTML file. `suffix` is the file name's, `.html` or the like.

    Raises `UnreadableSource`: `not_text`, or `empty_file` if no letter stands in it.
    """
    decoded = decode(data)
    if not decoded.text.strip("\ufeff \t\r\n\f\x1a"):
        raise UnreadableSource("empty_file", _EMPTY)
    document = _document(decoded.text, suffix)
    if not document.blocks:
        raise UnreadableSource("empty_file", _EMPTY)
    return replace(document, notices=decoded.notices + document.notices)


def is_web_page(text: str, suffix: str) -> bool:
    """Whether a text is a page of HTML, and not text in which some HTML stands."""
    at = 0
    for _ in range(_MOST_COMMENTS):
        before = _BEFORE_PAGE.match(text, at)
        at = before.end() if before else at
        end = text.find("-->", at) if text.startswith("<!--", at) else -1
        if end < 0:
            break
        at = end + len("-->")
    return _PAGE_START.match(text, at) is not None or _is_fragment(text, suffix)


def _is_fragment(text: str, suffix: str) -> bool:
    return suffix.lower() in _HTML_SUFFIXES and _ANY_TAG.search(text) is not None


def _document(text: str, suffix: str) -> Document:
    if not is_web_page(text, suffix):
        return _text_document(text, SourceFormat.TEXT)
    if listing := _ONLY_PRE.fullmatch(text):  # a text file as a browser saves it
        return _text_document(decode_entities(listing["text"]), SourceFormat.HTML)
    found = read_html(text)
    blocks, count = _paged(found)
    if title := title_paragraph(found.title, blocks, 1 if count else None):
        blocks = (title, *blocks)
    return Document(SourceFormat.HTML, TextOrigin.MARKUP, blocks, count, found.notices)


def _text_document(text: str, source_format: SourceFormat) -> Document:
    found = read_text(text)
    return Document(source_format, TextOrigin.MARKUP, found.blocks, found.page_count, found.notices)


def _paged(found: HtmlBlocks) -> tuple[tuple[Block, ...], int | None]:
    """The blocks of a web page with the pages that printed page numbers show, if its markup shows none."""
    if found.page_count is not None:
        return found.blocks, found.page_count
    pages = find_pages(_printed(found.blocks))
    if pages.count is None:
        return found.blocks, None
    return tuple(replace(block, page=pages.page(place)) for place, block in enumerate(found.blocks)), pages.count


def _printed(blocks: Sequence[Block]) -> list[str]:
    return [block.text if isinstance(block, Paragraph) else "table" for block in blocks]
