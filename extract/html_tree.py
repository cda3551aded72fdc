"""HTML as BeautifulSoup and lxml parse it, as a plain list of what opens, stands in it and closes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, PageElement, PreformattedString, Tag

from extract.tags import BLOCKS, Kind

_DEEPEST = 10_000  # elements in each other; no page that people made has a hundredth of it
_NONE: dict[str, str] = {}


class Event(NamedTuple):
    """An element that opens or closes, text, or a comment; each `OPEN` has its `CLOSE`."""

    kind: Kind
    name: str = ""
    text: str = ""
    attributes: dict[str, str] = _NONE


_LINE_ENDS = (Event(Kind.OPEN, "br"), Event(Kind.CLOSE, "br"))


class Parsed(NamedTuple):
    """A tree's events in the order of its source, and whether elements were too deep to be told one by one."""

    events: list[Event]
    flattened: bool


def parse(markup: str) -> Parsed:
    """The events of `markup` (see `parser_source`). Never recursive; too deep elements give only lines of text."""
    soup = BeautifulSoup(markup, "lxml", multi_valued_attributes=None, preserve_whitespace_tags={"html"})
    found: list[Event] = []
    flattened = False
    unread: list[tuple[Iterator[PageElement], tuple[Event, ...]]] = [(iter(soup.contents), ())]  # and what closes them
    while unread:
        nodes, closing = unread[-1]
        node = next(nodes, None)
        if node is None:
            found.extend(closing)
            unread.pop()
        elif isinstance(node, Tag):
            too_deep = len(unread) > _DEEPEST
            opening, closing = _flat(node) if too_deep else _opened(node)
            flattened |= too_deep
            found.extend(opening)
            unread.append((iter(node.contents), closing))
        elif isinstance(node, NavigableString) and (event := _string(node)):
            found.append(event)
    return Parsed(found, flattened)


def _opened(node: Tag) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """What opens and what closes an element."""
    plain = _plain(node.name)
    if not node.attrs:
        return plain
    return (Event(Kind.OPEN, node.name, "", {name: str(value) for name, value in node.attrs.items()}),), plain[1]


@lru_cache(maxsize=1_000)
def _plain(name: str) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    return (Event(Kind.OPEN, name),), (Event(Kind.CLOSE, name),)


def _flat(node: Tag) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    if node.name == "img":
        return _opened(node)
    return (_LINE_ENDS, _LINE_ENDS) if node.name in BLOCKS else ((), ())


def _string(node: NavigableString) -> Event | None:
    if isinstance(node, PreformattedString):  # a comment, a doctype
        return Event(Kind.COMMENT, "", str(node)) if isinstance(node, Comment) else None
    return Event(Kind.TEXT, "", str(node))
