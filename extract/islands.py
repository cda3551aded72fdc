"""Where HTML tables, lists and comments stand in a text: pieces that are read as HTML and not line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.tags import Kind, Token, tokens

_ANY = re.compile(r"<(?:table|tr|ul|ol|dl|script|style)\b|<!", re.IGNORECASE)
_OPENERS = frozenset({"table", "tr", "ul", "ol", "dl"})
_TABLE_PARTS = frozenset({"tr", "td", "th", "tbody", "thead", "tfoot"})
_INDENT = re.compile(r"[ \t\f\xa0]*")
_BLANK_LINE = re.compile(r"\n[ \t\f]*\n|\Z")
_LOOK_AHEAD = 200  # tokens within which a table has its first row


def islands(text: str) -> list[tuple[int, int, bool]]:
    """Start, end and whether it is HTML (else a comment) of each piece, in order, none inside another.

    A table may begin in a line of prose, but not in a cell of a tab or pipe table; lists and comments have their lines
    for themselves. A table that is never closed ends with the paragraph of its last row.
    """
    if not _ANY.search(text):
        return []
    items = list(tokens(text))
    ends = _ends(items)
    found: list[tuple[int, int, bool]] = []
    done = line = 0
    for number, token in enumerate(items):
        line = text.rfind("\n", line, token.start) + 1 or line
        if token.start < done or not _may_open(token) or not _is_free(text, token, line, done):
            continue
        end = token.end if token.kind is Kind.COMMENT else _end(text, items, number, ends)
        if end and _is_whole(text, token, end):
            found.append((token.start, end, token.kind is Kind.OPEN))
            done = end
    return found


def _may_open(token: Token) -> bool:
    return token.kind is Kind.COMMENT or (token.kind is Kind.OPEN and token.name in _OPENERS)


def _ends(items: Sequence[Token]) -> dict[int, int]:
    """By the number of an opening token: the number of the token that closes it."""
    ends: dict[int, int] = {}
    unclosed: dict[str, list[int]] = {name: [] for name in _OPENERS}
    for number, token in enumerate(items):
        if token.name in unclosed and token.kind is Kind.OPEN:
            unclosed[token.name].append(number)
        elif token.name in unclosed and token.kind is Kind.CLOSE and unclosed[token.name]:
            ends[unclosed[token.name].pop()] = number
    return ends


def _is_free(text: str, token: Token, line: int, done: int) -> bool:
    """Whether what stands before the token in its line (which starts at `line`) lets it begin a piece of its own."""
    indent = _INDENT.match(text, max(line, done))
    first = indent.end() if indent else line
    if token.name != "table" or first >= token.start:
        return first >= token.start
    return text.find("\t", first, token.start) < 0 and text.find("|", first, token.start) < 0


def _end(text: str, items: Sequence[Token], number: int, ends: dict[int, int]) -> int:
    """Where the piece ends; 0 if it is none: a list never closed, a table without a row."""
    name, closing = items[number].name, ends.get(number)
    if name not in {"table", "tr"}:
        return items[closing].end if closing else 0
    if closing is None:
        last = max((item.end for item in _rest(items, number)), default=0)
        found = _BLANK_LINE.search(text, last) if last else None
        return found.start() if found else 0
    if name == "tr":
        return _after_rows(text, items, closing)
    first = items[number + 1 : min(closing, number + _LOOK_AHEAD)]
    return items[closing].end if any(item.name in _TABLE_PARTS for item in first) else 0


def _after_rows(text: str, items: Sequence[Token], closing: int) -> int:
    """The end of a run of rows that stand without a table around them, the first of which ends at `closing`."""
    end, depth = items[closing].end, 0
    for number in range(closing + 1, len(items)):
        item = items[number]
        if item.name == "tr":
            depth += 1 if item.kind is Kind.OPEN else -1
            end = item.end if item.kind is Kind.CLOSE else end
        elif depth == 0 and (item.kind is not Kind.TEXT or text[item.start : item.end].strip()):
            break
    return end


def _rest(items: Sequence[Token], number: int) -> Iterator[Token]:
    """The parts of the unclosed table that token `number` opens."""
    for later in range(number + 1, len(items)):
        item = items[later]
        if item.name == "table" and item.kind is Kind.OPEN:
            return
        if item.name in _TABLE_PARTS:
            yield item


def _is_whole(text: str, token: Token, end: int) -> bool:
    """Whether a list or comment has its lines for itself, so that no cell of a text table is cut."""
    if token.name == "table":
        return True
    if text[end : end + 200].split("\n", 1)[0].strip():
        return False
    return token.name not in {"ul", "ol", "dl"} or not any(
        "\t" in line.strip() for line in text[token.start : end].split("\n")
    )
