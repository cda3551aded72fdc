"""Which `<` of a source begin a tag, and which are signs of its text, as in `คะแนน <85` (score <85).

Only this is told here: a parser of HTML drops what it takes for a broken tag, and these texts are full of unescaped
signs. What the tags mean, where elements end and what their attributes say is for the parser (`html_tree`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

# A value in quotes may hold a > but no tag behind it: in `<a href="x>ก</a> "ข"` the quote is one that was never closed.
_VALUE = r"{0}(?:[^{0}<>]{{1,4000}}+|<[^{0}<>]{{0,200}}+>?+){{0,50}}+(?:>[^{0}<]{{0,4000}}+)?+{0}"
_ATTRIBUTES = (  # bounded, so that signs without an end cost little
    rf"""(?:=\s*+(?:{_VALUE.format('"')}|{_VALUE.format("'")})"""
    r"""|=[^\s"'<>]*+|[^<>"'=\x80-\U0010ffff]++|["']){0,400}+"""
)
_TOKEN = re.compile(
    rf"""<(?:(?P<comment>!--)|(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:_-]*+)(?P<attrs>{_ATTRIBUTES})>"""
    r"""|[!?][A-Za-z\[][^<>]{0,2000}>)"""
)
_CLOSED = re.compile(r"</([A-Za-z][A-Za-z0-9:_-]*+)")
_ENTITY = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|&(?:nbsp|amp|lt|gt|quot)(?![\w=])"
)
_RAW_TEXT = frozenset({"script", "style", "template", "svg", "math"})  # what is in them is not the page's text

_BLOCK_NAMES = (
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav ol optgroup option p pre section "
    "select summary table tbody td tfoot th thead title tr ul"
)
_INLINE_NAMES = (
    "a abbr acronym b base basefont bdi bdo big blink button cite code col colgroup data del dfn em embed font i "
    "iframe img input ins kbd label link map mark meta meter nobr noscript object output param picture progress q rp "
    "rt ruby s samp script small source span strike strong style sub sup svg template textarea time tt u var video wbr "
    "pagebreak o:p"
)
BLOCKS = frozenset(_BLOCK_NAMES.split())
KNOWN = BLOCKS | frozenset(_INLINE_NAMES.split())


class Kind(Enum):
    """What a token is."""

    TEXT = "text"
    OPEN = "open"
    CLOSE = "close"
    COMMENT = "comment"


class Token(NamedTuple):
    """A piece of source, `source[start:end]`; the tokens of a source follow each other without gaps."""

    kind: Kind
    start: int
    end: int
    name: str = ""


def tokens(source: str, known_only: bool = True) -> Iterator[Token]:
    """The tokens of `source`. `known_only`: only HTML's own names are tags, as in text that is not a web page.

    Else names of which the source has a closing tag are too; `<E-Service>` in a sentence is text in both.

    What stands inside `<script>`, `<style>` and the like is one comment token, if they are closed.
    """
    done = at = 0
    names = KNOWN if known_only else KNOWN | {name.lower() for name in _CLOSED.findall(source)}
    endless: set[str] = set()  # comments and raw elements that never end are not looked for twice
    while match := _TOKEN.search(source, at):
        token = _token(source, match, names, endless)
        at = match.end() if token is None else token.end
        if token is None:
            at = match.start() + 1
            continue
        if token.start > done:
            yield Token(Kind.TEXT, done, token.start)
        yield token
        done = token.end
    if done < len(source):
        yield Token(Kind.TEXT, done, len(source))


def _token(source: str, match: re.Match[str], names: frozenset[str], endless: set[str]) -> Token | None:
    start, end = match.span()
    comment, closes, name, attributes = match.groups()
    if comment:
        after = _end_of(source, "-->", end, endless)
        return Token(Kind.COMMENT, start, after) if after else None
    if name is None:
        return Token(Kind.COMMENT, start, end)  # <!doctype …>, <?xml …?>, <![endif]>
    name = name.lower()
    if name not in names or (names is KNOWN and not _is_tag(source, start, name, attributes)):
        return None
    if closes:
        return Token(Kind.CLOSE, start, end, name)
    if name in _RAW_TEXT and not attributes.endswith("/"):
        after = _end_of(source, f"</{name}", end, endless)
        after = source.find(">", after) + 1 if after else 0
        if after:
            return Token(Kind.COMMENT, start, after, name)
    return Token(Kind.OPEN, start, end, name)


def _is_tag(source: str, start: int, name: str, attributes: str) -> bool:
    """`a <b and c> d` is no tag: attributes of a one-letter tag have a value. Markdown prints a `<` as `\\<`."""
    if start and source[start - 1] == "\\":
        return False
    return len(name) > 1 or not attributes or not attributes.strip(" /\t\n") or "=" in attributes


def _end_of(source: str, needle: str, at: int, endless: set[str]) -> int:
    """The place behind the next `needle`, 0 if there is none."""
    if needle in endless:
        return 0
    found = re.compile(re.escape(needle), re.IGNORECASE).search(source, at)
    if found is None:
        endless.add(needle)
        return 0
    return found.end()


def decode_entities(text: str) -> str:
    """`&amp;` to `&`. Only entities that end in a semicolon: `?a=1&copy=2` is an address."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text
