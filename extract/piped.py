r"""Markdown's pipe tables and tables drawn with `+---+` or box characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.rows import MOST_COLUMNS, Found, TextRow

_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*[|+]?(?:\s*:?[-–—=]+:?\s*[|+])*\s*(?::?[-–—=]+:?)?\s*")
_WIDE_RULE = re.compile(r"[-–—=]{2}")  # below the header, a lone hyphen is a cell that says "none"
_BORDER = re.compile(r"\s*[+┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╭╮╰╯┏┳┓┣╋┫┗┻┛╟╢╞╡╪╫─━═│┃║:=\-|]+\s*")
_CORNER = re.compile(r"\s*[+┌├└╔╠╚╭╰┏┣┗╟╞][-=─━═]{2}")
_WALL = re.compile(r"[|│┃║]")
_LONGEST_ROW = 40  # source lines that one row may be broken over


def pipe_table(lines: Sequence[str], at: int) -> Found | None:
    """A pipe table that starts at line `at`: a header over a `---` rule, a rule alone, or rows framed by pipes."""
    if not _PIPE.search(lines[at]):
        return None
    ruled = _is_rule(lines[at]) or (at + 1 < len(lines) and _is_rule(lines[at + 1]))
    framed = _is_framed(lines[at]) and at + 1 < len(lines) and _is_framed(lines[at + 1])
    if not ruled and not (framed and len(_cells(lines[at])) == len(_cells(lines[at + 1])) > 1):
        return None
    rows: list[TextRow] = []
    end = at
    width = len(_cells(lines[at]))
    closed = lines[at].rstrip().endswith("|")
    while end < len(lines):
        if _is_rule(lines[end]) and (end <= at + 1 or _WIDE_RULE.search(lines[end])):
            if rows and (len(rows) == 1 or rows[-1].cells == rows[0].cells):  # rules may part all rows
                rows[-1] = TextRow(rows[-1].cells, is_header=True)
            end += 1
            continue
        after = _row_end(lines, end, width, closed)
        if after == end:
            break
        raw = "\n".join(lines[end:after])
        spans = not _PIPE.search(raw)
        rows.append(TextRow((raw.strip(),) if spans else _cells(raw), spans=spans))
        end = after
    if not rows or max(len(row.cells) for row in rows) > MOST_COLUMNS:
        return Found(None, end)
    return Found(tuple(rows), end)


def _row_end(lines: Sequence[str], at: int, width: int, closed: bool) -> int:
    """The line behind the row that begins at line `at`; `at` itself if the table has ended there."""
    line = lines[at]
    if not _PIPE.search(line):
        follows = at + 1 < len(lines) and _is_framed(lines[at + 1]) and not _is_rule(lines[at + 1])
        return at + 1 if follows else at
    if not (closed and line.lstrip().startswith("|")) or line.rstrip().endswith("|"):
        return at + 1
    for end in range(at + 2, min(len(lines), at + _LONGEST_ROW) + 1):
        if lines[end - 1].lstrip().startswith("|"):
            break
        if lines[end - 1].rstrip().endswith("|"):
            return end if len(_cells("\n".join(lines[at:end]))) <= width else at + 1
    return at + 1


def _is_rule(line: str) -> bool:
    return "-" in line and ("|" in line or "+" in line) and _RULE.fullmatch(line) is not None


def _is_framed(line: str) -> bool:
    stripped = line.strip()
    return len(stripped) > 1 and stripped[0] == stripped[-1] == "|"


def _cells(line: str) -> tuple[str, ...]:
    parts = _PIPE.split(line.strip())
    first = 1 if len(parts) > 1 and not parts[0].strip() else 0
    last = len(parts) - 1 if len(parts) - first > 1 and not parts[-1].strip() else len(parts)
    return tuple(part.strip() for part in parts[first:last])


def drawn_table(lines: Sequence[str], at: int) -> Found | None:
    """A table drawn with borders (`+---+`, `├──┼──┤`) whose first border is line `at`.

    Where borders stand between the rows, the lines between two borders are one row; where only the header has one
    below it, each line is a row.
    """
    if not _CORNER.match(lines[at]) or not _BORDER.fullmatch(lines[at]):
        return None
    end = at
    while end < len(lines) and (_is_border(lines[end]) or _is_walled(lines[end])):
        end += 1
    borders = [number for number in range(at, end) if _is_border(lines[number])]
    parts = [tuple(lines[first + 1 : last]) for first, last in pairwise([*borders, end]) if last > first + 1]
    if not parts:
        return Found(None, end)
    header = len(parts) > 1 and ("=" in lines[borders[1]] or len(parts) == 2)
    rows = _drawn_rows(parts)
    if max(len(row) for row in rows) > MOST_COLUMNS:
        return Found(None, end)
    first_rows = 1 if header else 0
    return Found(tuple(TextRow(row, is_header=number < first_rows) for number, row in enumerate(rows)), end)


def _drawn_rows(parts: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    if len(parts) > 2 or (len(parts) == 2 and len(parts[1]) == 1):
        return [_merged(part) for part in parts]
    rows = [_merged(parts[0])] if len(parts) == 2 else []
    return rows + [_walled_cells(line) for line in parts[-1]]


def _merged(part: Sequence[str]) -> tuple[str, ...]:
    """One row of several source lines: the pieces of each column below each other."""
    pieces = [_walled_cells(line) for line in part]
    width = max(len(row) for row in pieces)
    columns = [[row[col] for row in pieces if col < len(row) and row[col]] for col in range(width)]
    return tuple("\n".join(column) for column in columns)


def _walled_cells(line: str) -> tuple[str, ...]:
    parts = [part.strip() for part in _WALL.split(line.strip())][1:]  # the first is what stands before the first wall
    return tuple(parts if len(parts) == 1 or parts[-1] else parts[:-1])


def _is_border(line: str) -> bool:
    return _CORNER.match(line) is not None and _BORDER.fullmatch(line) is not None


def _is_walled(line: str) -> bool:
    return _WALL.match(line.strip()) is not None
