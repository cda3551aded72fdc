"""Tab-separated tables in text: where one starts and ends, and rows that stand on several source lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from extract.numbering import follows, is_ordinal, marker
from extract.rows import MOST_COLUMNS, Found, TextRow

_QUOTED = re.compile(r'(?:(?<=\t)|(?<=\n)|\A)"((?:[^"\t]++|"")*+)"(?=[\t\n]|\Z)')
_CONTINUED = re.compile(r"[(\[]\s*ต่อ\s*[)\]]")  # (ต่อ), "continued": the row goes on from a table before
_HEADING = re.compile(r"[ ]{0,3}(?:#{1,6}[ \t]|<h[1-6]\b)")
_LONGEST_GAP = 3  # lines without a tab between two rows
_MOST_GAPS = 8  # longer ones in a run, so that lines are not looked at again and again
_LONGEST_ROW = 40  # source lines that one row may be broken over


@dataclass(frozen=True, slots=True)
class _Line:
    """A source line: its cells, how many of them hold text, and its tabs."""

    raw: str
    cells: tuple[str, ...]
    filled: int
    tabs: int


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the full rows of a run look like: their tabs, whether their first cells are row numbers, and which kinds
    of list number or bullet those begin with.
    """

    full: int
    numbered: bool
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Reading:
    """The rows that a run of lines gives if a full row has so many tabs; `odd` rows have more or fewer."""

    rows: tuple[TextRow, ...]
    ends: tuple[int, ...]
    odd: int


def quoted_lines(text: str) -> list[tuple[int, int]]:
    """Where a cell quoted as spreadsheets copy it (`"…"` with line feeds inside) stands: offsets of its text.

    Quotation marks that say "as above" in a column are no such quotes, so a tab inside them refuses them.
    """
    if '"' not in text or "\t" not in text:
        return []
    spans = (match.span() for match in _QUOTED.finditer(text) if "\n" in match[1] and match[1].strip())
    return [(a, b) for a, b in spans if text[a - 1 : a] == "\t" or text[b : b + 1] == "\t"]


def tab_table(lines: Sequence[str], at: int, width_before: int) -> Found | None:
    """A table of tab-separated cells that starts at line `at`; `lines` are adjacent lines, none blank.

    `width_before` is the width of a tab table that ends right before these lines, 0 if none does: a row alone is then
    a row of the same kind. Lines that are only indented by tabs, and numbered lines with a tab behind the number, are
    no table.
    """
    if "\t" not in lines[at]:
        return None
    end = _run_end(lines, at)
    run = [_line(line) for line in lines[at:end]]
    if max(line.tabs for line in run) >= MOST_COLUMNS:
        return Found(None, end)
    skip = _indented(run)
    if skip:
        return Found(None, at + skip)
    if not _is_table(run, width_before):
        return Found(None, end)
    reading = _read(run)
    return Found(reading.rows, at + reading.ends[-1])


def _line(raw: str) -> _Line:
    cells = tuple(raw.split("\t"))
    return _Line(raw, cells, sum(1 for cell in cells if cell.strip()), len(cells) - 1)


def _run_end(lines: Sequence[str], at: int) -> int:
    """The line behind the last line with a tab that belongs to the lines from `at` on.

    Many lines without a tab end the run, unless they stand inside a row or go on with a list in its last cell.
    """
    end, widest, gaps = at, 0, 0
    for number in range(at, len(lines)):
        tabs = lines[number].count("\t")
        if tabs:
            end, widest = number + 1, max(widest, tabs)
        elif number == end + _LONGEST_GAP:
            gaps += 1
            before = lines[end - 1]
            inside = before.count("\t") < widest or _goes_on(before.rsplit("\t", 1)[-1], lines[end])
            if not inside or gaps > _MOST_GAPS:
                break
        elif number == end + _LONGEST_ROW:
            break
    return end


def _indented(run: Sequence[_Line]) -> int:
    """How many lines at the start are paragraphs with tabs before them, and not rows."""
    width = max(line.tabs for line in run)
    for number, line in enumerate(run):
        if line.filled > 1 or (line.filled == 1 and line.cells[0].strip()) or line.tabs >= width:
            return number
    return len(run)


def _is_table(run: Sequence[_Line], width_before: int) -> bool:
    rows = [line for line in run if line.tabs]
    full = [line for line in rows if line.filled > 1]
    if not full:
        return False
    if all(_is_listed(line) for line in rows if line.filled):
        return False
    return len(rows) > 1 or full[0].filled > 2 or len(full[0].cells) == width_before


def _is_listed(line: _Line) -> bool:
    """Whether the line is a list item or paragraph set with tabs: `⇥๑.⇥ข้อความ` (number, tab, text)."""
    filled = [cell for cell in line.cells if cell.strip()]
    if len(filled) == 1:
        return not line.cells[0].strip()
    mark = marker(f"{filled[0]} .")
    return len(filled) == 2 and mark is not None and (not mark[1] or not filled[0].strip()[-1].isdigit())


def _read(run: Sequence[_Line]) -> _Reading:
    """The rows of a run. The first row's width rules, unless another one that several have leaves fewer odd rows."""
    counts = Counter(line.tabs for line in run if line.tabs)
    first = next(line.tabs for line in run if line.tabs)
    usual = [tabs for tabs, count in counts.most_common(3) if count > 1]
    widths = dict.fromkeys((first, *usual))
    return min((_rows(run, width) for width in widths), key=lambda reading: reading.odd)


def _rows(run: Sequence[_Line], full: int) -> _Reading:
    rows: list[TextRow] = []
    ends: list[int] = []
    odd = at = 0
    shape = _shape(run, full)
    short: set[str] = set()  # lines that are rows of their own, though not full: an issue's, as it is printed again
    while at < len(run):
        line = run[at]
        if line.tabs:
            end = _joined_end(run, at, shape, short) if line.tabs < full else at + 1
            row = TextRow(tuple("\n".join(item.raw for item in run[at:end]).split("\t")))
            odd += len(row.cells) != full + 1
        elif rows and not rows[-1].spans and _goes_on(rows[-1].cells[-1], line.raw):
            cells = rows.pop().cells
            row, end = TextRow((*cells[:-1], f"{cells[-1]}\n{line.raw}")), at + 1
            ends.pop()
        elif _ends_table(run, at, full):
            break
        else:
            row, end = TextRow((line.raw,), spans=True), at + 1
        if end == at + 1 and line.tabs < full:
            short.add(line.raw.strip())
        rows.append(row)
        ends.append(end)
        at = end
    return _Reading(tuple(rows), tuple(ends), odd)


def _shape(run: Sequence[_Line], full: int) -> _Shape:
    firsts = [line.cells[0] for line in run if line.tabs == full]
    kinds = frozenset(mark[0] for first in firsts if (mark := marker(first)) is not None)
    return _Shape(full, sum(map(is_ordinal, firsts)) > 1, kinds)


def _goes_on(cell: str, line: str) -> bool:
    """Whether a line without a tab is the next item of the list at the end of the last cell."""
    return follows(cell.rsplit("\n", 1)[-1], line)


def _ends_table(run: Sequence[_Line], at: int, full: int) -> bool:
    """Whether a line without a tab stands between two tables, and is not a row across the whole width."""
    if _HEADING.match(run[at].raw):
        return True
    after = at
    while after < len(run) and not run[after].tabs:
        after += 1
    if after - at > _LONGEST_GAP:
        return True
    following = [line.tabs for line in run[after : after + 2]]
    return len(following) == 2 and following[0] == following[1] != full and following[0] > 0


def _joined_end(run: Sequence[_Line], at: int, shape: _Shape, short: Collection[str]) -> int:
    """The line behind a row broken inside cells: its lines' tabs add up to a full row. `at` + 1 if it is none."""
    total, full = run[at].tabs, shape.full
    if run[at].raw.strip() in short:
        return at + 1
    for end in range(at + 1, min(len(run), at + _LONGEST_ROW)):
        line = run[end]
        if line.tabs >= full or not line.filled or (line.tabs and not line.cells[0].strip()):
            break
        if _HEADING.match(line.raw) or not run[end - 1].cells[-1].strip() or _starts_row(run, at, end, shape, short):
            break
        total += line.tabs
        if total >= full:
            return end + 1 if total == full and line.tabs and not _is_trimmed(run, at, end + 1, full) else at + 1
    return at + 1


def _starts_row(run: Sequence[_Line], at: int, end: int, shape: _Shape, short: Collection[str]) -> bool:
    """Whether the line at `end` is rather a row of its own than the rest of the one from `at` on: by its row number,
    by (ต่อ) (continued), by standing as a row elsewhere, or by opening as full rows do and not going on with a list.
    """
    first, line = run[end].cells[0], run[end]
    if shape.numbered and is_ordinal(first):
        return True
    if line.raw.strip() in short or (line.tabs and _CONTINUED.search(first)):
        return True
    mark = marker(first)
    if mark is None or mark[0] not in shape.kinds or not line.tabs:
        return False
    return follows(run[at].cells[0], first) or not _goes_on(run[end - 1].cells[-1], first)


def _is_trimmed(run: Sequence[_Line], at: int, end: int, full: int) -> bool:
    """Whether lines that add up to a full row are rather rows of their own whose empty last cells were trimmed."""
    lines = [line for line in run[at:end] if line.tabs]
    if is_ordinal(lines[0].cells[0]) and any(is_ordinal(line.cells[0]) for line in lines[1:]):
        return True
    same = {line.tabs for line in lines}
    around = [line.tabs for line in (*run[max(0, at - 1) : at], *run[end : end + 1])]
    return len(same) == 1 and any(tabs in same and tabs < full for tabs in around)
