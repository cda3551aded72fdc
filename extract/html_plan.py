"""What must be known of a web page before it is read from top to bottom: hidden elements and page breaks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extract.pages import breaks_page
from extract.tags import Kind, Token, attributes_of

_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)")
_BREAK_BEFORE = re.compile(r"(?:page-)?break-before\s*:\s*(?:always|page|left|right|recto|verso)")
_BREAK_AFTER = re.compile(r"(?:page-)?break-after\s*:\s*(?:always|page|left|right|recto|verso)")
_BREAK_CLASSES = frozenset({"page-break", "pagebreak", "page_break"})
_PAGE_CLASSES = frozenset({"page", "pdf-page", "pf"})  # a box a page, as PDF converters write it
_VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "col", "wbr", "pagebreak", "base", "embed", "source"})
_ENDED_BY_NEXT = frozenset({"p", "option"})


@dataclass(frozen=True, slots=True)
class Plan:
    """By token number: which elements are hidden (and where they end), and where pages begin."""

    hidden: dict[int, int]
    breaks: frozenset[int]


def plan(source: str, items: Sequence[Token], whole: bool) -> Plan:
    """Of the tokens of a web page; in a piece of text (not `whole`) the text itself knows its pages."""
    hidden: list[int] = []
    before: set[int] = set()
    after: list[int] = []
    boxes: list[int] = []
    for number, token in enumerate(items):
        if token.kind is Kind.COMMENT and breaks_page(source[token.start : token.end][:200]):
            before.add(number)
        if token.kind is not Kind.OPEN or not (token.attributes or token.name == "pagebreak"):
            continue
        attributes = attributes_of(token)
        style, classes = attributes.get("style", "").lower(), set(attributes.get("class", "").lower().split())
        if ("hidden" in attributes or _HIDDEN.search(style)) and token.name not in _VOID:
            hidden.append(number)
        if _BREAK_BEFORE.search(style) or classes & _BREAK_CLASSES or token.name == "pagebreak":
            before.add(number)
        if _BREAK_AFTER.search(style):
            after.append(number)
        if classes & _PAGE_CLASSES:
            boxes.append(number)
    ends = _ends(items) if hidden or after else {}
    before.update(boxes if len(boxes) > 1 else ())
    before.update(ends.get(number, number) + 1 for number in after)
    return Plan({n: ends[n] for n in hidden if n in ends}, frozenset(before) if whole else frozenset())


def _ends(items: Sequence[Token]) -> dict[int, int]:
    """The number of each closed element's last token. An element that is never closed has none."""
    ends: dict[int, int] = {}
    unclosed: defaultdict[str, list[int]] = defaultdict(list)
    for number, token in enumerate(items):
        if token.kind is Kind.OPEN:
            if token.name in _ENDED_BY_NEXT and unclosed[token.name]:
                ends[unclosed[token.name].pop()] = number - 1
            if token.name not in _VOID:
                unclosed[token.name].append(number)
        elif token.kind is Kind.CLOSE and unclosed[token.name]:
            ends[unclosed[token.name].pop()] = number
    return ends
