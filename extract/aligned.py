"""Tables whose columns are only set apart by spaces, as `pdftotext -layout` or a typewriter prints them.

Prose has gaps too, so lines are a table only if three or more of them have the same number of short pieces, at the
same places or parted by wide gaps. A line between them whose pieces stand under columns, the first one empty, goes on
with the cells above.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import cache
from itertools import pairwise

from extract.numbering import marker
from extract.rows import MOST_COLUMNS, Found, TextRow

_GAP = re.compile(r"[ \xa0]{2,}")
_LEAST_ROWS = 3
_WIDE_GAP = 3  # columns of a screen that prose does not leave free again and again
_LONGEST_CELL = 60  # letters; a longer piece is prose
_SHIFT = 2  # columns of a screen: how far from its column's other cells a cell that goes on may start
_Piece = tuple[str, int, int]  # text, first and last column on a screen
_NUMERIC = re.compile(r"[-+]?[0-9๐-๙.,%/:-]*[0-9๐-๙-][0-9๐-๙.,%]*")


def aligned_table(lines: Sequence[str], at: int) -> Found | None:
    """A table of columns parted by spaces that starts at line `at`; None if the line has no such gaps."""
    first = _pieces(lines[at])
    if not 1 < len(first) <= MOST_COLUMNS:
        return None
    rows, cells = [first], [[text for text, _, _ in first]]
    starts = [{start} for _, start, _ in first]
    end = at + 1
    while end < len(lines) and "\t" not in lines[end]:
        row = _pieces(lines[end])
        if len(row) == len(first):
            rows.append(row)
            cells.append([text for text, _, _ in row])
            for seen, (_, start, _) in zip(starts, row, strict=True):
                seen.add(start)
        elif under := _continued(lines[end], starts):
            for column, text in under:
                cells[-1][column] += ("\n" if marker(text) else " ") + text
        else:
            break
        end += 1
    if len(rows) < _LEAST_ROWS or not _is_table(rows):
        return Found(None, end)
    return Found(tuple(TextRow(tuple(row)) for row in cells), end)


def _continued(line: str, starts: Sequence[Collection[int]]) -> list[tuple[int, str]]:
    """The pieces of a line that goes on with the row above, each with its column from 0; none if it does not.

    Each must start where a column but the first does, and end before the next one.
    """
    found: list[tuple[int, str]] = []
    for text, start, end in _split(line) if line[:2].isspace() else ():
        columns = range(found[-1][0] + 1 if found else 1, len(starts))
        under = next((col for col in columns if any(abs(start - seen) <= _SHIFT for seen in starts[col])), 0)
        ends_before = under + 1 == len(starts) or end < min(starts[under + 1])
        if not under or not ends_before or len(text) > _LONGEST_CELL:
            return []
        found.append((under, text))
    return found


def _pieces(line: str) -> list[_Piece]:
    """The pieces between gaps of a line, none if it has no gap."""
    return _split(line) if _GAP.search(line.strip()) else []


def _split(line: str) -> list[_Piece]:
    found: list[_Piece] = []
    column = at = 0
    for gap in (*_GAP.finditer(line), None):
        piece = line[at : gap.start() if gap else len(line)]
        after = column + _width(piece)
        if piece.strip():
            found.append((piece.strip(), column, after))
        if gap:
            column, at = after + len(gap[0]), gap.end()
    return found


def _width(text: str) -> int:
    """Columns on a screen: Thai marks above and below a letter take none."""
    return len(text) if text.isascii() else sum(_columns(char) for char in text)


@cache
def _columns(char: str) -> int:
    return 0 if unicodedata.category(char) in {"Mn", "Me", "Cf"} else 1


def _is_table(rows: Sequence[Sequence[_Piece]]) -> bool:
    width = len(rows[0])
    if any(len(text) > _LONGEST_CELL for row in rows for text, _, _ in row):
        return False
    if width == 2 and sum(_NUMERIC.fullmatch(row[1][0]) is not None for row in rows) * 2 < len(rows):
        return False
    if width == 2 and all(marker(f"{row[0][0]} .") for row in rows):
        return False
    gaps = (after[1] - before[2] for row in rows for before, after in pairwise(row))
    return min(gaps) >= _WIDE_GAP or all(_in_line([row[col] for row in rows]) for col in range(width))


def _in_line(column: Sequence[_Piece]) -> bool:
    """Whether the pieces of a column start, end or are centred at one place, give or take one."""
    starts = [start for _, start, _ in column]
    ends = [end for _, _, end in column]
    middles = [start + end for _, start, end in column]
    return min(max(starts) - min(starts), max(ends) - min(ends), (max(middles) - min(middles)) // 2) <= 1
