"""What must be known of a web page before it is read from top to bottom: hidden elements and page breaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.html_tree import Event
from extract.tags import Kind

_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)")
_BREAK_BEFORE = re.compile(r"(?:page-)?break-before\s*:\s*(?:always|page|left|right|recto|verso)")
_BREAK_AFTER = re.compile(r"(?:page-)?break-after\s*:\s*(?:always|page|left|right|recto|verso)")
_BREAK_CLASSES = frozenset({"page-break", "pagebreak", "page_break"})
_PAGE_CLASSES = frozenset({"page", "pdf-page", "pf"})  # a box a page, as PDF converters write it


@dataclass(frozen=True, slots=True)
class Plan:
    """By the number of an event: which elements are hidden (and where they end), and where pages begin."""

    hidden: dict[int, int]
    breaks: frozenset[int]


def plan(events: Sequence[Event], whole: bool) -> Plan:
    """Of the events of a web page; in a piece of text (not `whole`) the text itself knows its pages."""
    hidden: dict[int, int] = {}
    breaks: set[int] = set()
    boxes: list[int] = []
    unclosed: list[tuple[int, bool, bool]] = []  # elements: their number, if they are hidden, if a page ends with them
    for number, event in enumerate(events):
        if event.kind is Kind.CLOSE:
            opened, hides, ends_page = unclosed.pop()
            if hides:
                hidden[opened] = number
            if ends_page:
                breaks.add(number + 1)
        elif event.kind is Kind.OPEN and not event.attributes:
            unclosed.append((number, False, False))
            if event.name == "pagebreak":
                breaks.add(number)
        elif event.kind is Kind.OPEN:
            style, classes = event.attributes.get("style", "").lower(), _classes(event)
            hides = event.name != "img" and ("hidden" in event.attributes or _HIDDEN.search(style) is not None)
            unclosed.append((number, hides, _BREAK_AFTER.search(style) is not None))
            if _BREAK_BEFORE.search(style) or classes & _BREAK_CLASSES:
                breaks.add(number)
            if classes & _PAGE_CLASSES:
                boxes.append(number)
    breaks.update(boxes if len(boxes) > 1 else ())
    return Plan(hidden, frozenset(breaks) if whole else frozenset())


def _classes(event: Event) -> set[str]:
    return set(event.attributes["class"].lower().split()) if "class" in event.attributes else set()
