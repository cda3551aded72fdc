"""Where a table's header ends: its title rows, its header rows, and the first row of data."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.body_names import body_named
from normalize.cell_kinds import PLAIN, fits, is_time, is_units
from normalize.framework import nearest_framework
from normalize.gantt import is_mark, read_slot
from normalize.grid import Grid, GridCell
from normalize.lexicon import UNKNOWN, header_years, read_header, without_years
from normalize.markers import leading_marker
from normalize.numerals import NumeralError, parse_number, to_arabic
from normalize.subjects import Subject, parse_subject
from normalize.thai import squeeze

MAX_HEADER_ROWS = 4
MAX_PREAMBLE = 3  # title rows over a header, e.g. ตารางที่ ๑ or ประเด็นที่ ๑
ENUMERATOR = re.compile(r"^\(?\d{1,2}\)?$")  # a row (1) (2) (3) under a header numbers its columns
LONGEST_WORD = 60  # letters of a header word that the lexicon need not know
MIN_COLUMNS = 3  # of a header over no scores of which only some words are known


def _header_like(cell: GridCell) -> bool:
    if cell.cell.is_header or (header_years(cell.text) and len(cell.text) < 60):
        return True
    if read_header(cell.text) is not UNKNOWN or column_subject(cell.text) is not None:
        return True
    return read_slot(cell.text) is not None or body_named(cell.text)


def column_subject(text: str) -> Subject | None:
    found = parse_subject(without_years(text) or text, nearest_framework(None)) if len(text) <= 120 else None
    return found if found and found.scope in ("indicator", "instrument", "sub_indicator", "overall") else None


def _starts_header(grid: Grid, row: int) -> bool:
    cells = grid.distinct(row)
    if not cells:
        return False
    if all(cell.cell.is_header for cell in cells) and len(cells) > 1:
        return True
    known = sum(_header_like(cell) or _heads_scores(grid, row, cell) for cell in cells)
    clear = sum(read_header(cell.text).role is not None for cell in cells)
    if any(_is_value(cell.text) for cell in cells):
        return False
    needed = 1 if grid.col_count == 1 else 2
    return (known >= needed and clear >= 1 and known >= 0.5 * len(cells)) or _plausible(grid, row, cells)


def _heads_scores(grid: Grid, row: int, cell: GridCell) -> bool:
    """Whether a division of the body stands over nothing but scores: a header word, as no unit in a row of data is."""
    return is_units(cell.text) and fits(
        "score", [grid.text(low, cell.col_no - 1) for low in range(row + 1, len(grid.rows))]
    )


def _plausible(grid: Grid, row: int, cells: Sequence[GridCell]) -> bool:
    """A row of short words over all columns, one at least known as a whole, with cells of plain kinds (codes, units,
    times; indicators beside scores) below words that are not known: a header in words of its own."""
    if len(cells) < 2 or any(place is None or place.empty for place in grid.rows[row]):
        return False
    words = [read_header(cell.text) for cell in cells]
    if not any(word.how in ("word", "near", "ambiguous") for word in words) or not all(map(_word_like, cells)):
        return False

    def is_over(role: str, cell: GridCell) -> bool:
        return fits(role, [grid.text(low, cell.col_no - 1) for low in range(row + 1, len(grid.rows))])

    pairs = list(zip(cells, words, strict=True))
    unknown = [cell for cell, word in pairs if word.role is None]
    scored = any("score" in (word.role, *word.others) and is_over("score", cell) for cell, word in pairs)
    told = ("indicator", *PLAIN) if scored else PLAIN if len(cells) >= MIN_COLUMNS else ()
    return any(is_over(role, cell) for cell in unknown for role in told)


def _word_like(cell: GridCell) -> bool:
    text = cell.text
    if len(text) > LONGEST_WORD or leading_marker(text) is not None or any(letter.isdigit() for letter in text):
        return bool(header_years(text)) and len(text) <= LONGEST_WORD
    return read_header(text).role is not None or not (is_units(text) or is_time(text) or is_mark(text))


def _is_value(text: str) -> bool:
    """A score, a long text or a numbered line: what stands in data rows and in no header."""
    if len(text) > 200:
        return True
    try:
        number = parse_number(text)
    except NumeralError:
        return False
    return not header_years(text) and (number.decimals > 0 or number.value > 12)


def _is_preamble(cells: Sequence[GridCell], grid: Grid) -> bool:
    return len(cells) == 1 and grid.col_count > 1 and cells[0].cell.row_span == 1


def _goes_on(grid: Grid, row: int, started: Sequence[int]) -> bool:
    """Whether a row is a further header row under those already found."""
    fresh = [cell for cell in grid.distinct(row) if cell.row_no == row + 1]
    if all(place is not None and place.row_no <= row for place in grid.rows[row]):
        return True  # nothing but header cells that reach down to it
    if fresh and _completes(grid, row, started):
        return not any(_is_value(cell.text) for cell in fresh)
    if not fresh or any(_is_value(cell.text) for cell in fresh):
        return False
    if all(cell.cell.is_header for cell in fresh) or _counts_columns(fresh):
        return True
    if _numbered(grid, row, started) or any(is_mark(cell.text) for cell in fresh):
        return False
    return _has_room(grid, started, fresh) and all(_sub_header_like(cell) for cell in fresh)


def _completes(grid: Grid, row: int, started: Sequence[int]) -> bool:
    """With known spans: each place belongs to a header cell that reaches down to it, or lies under a header cell over
    several columns. Such a row ends the header, whatever its words."""
    if not grid.source.spans_known:
        return False
    places = list(zip(grid.rows[row], grid.rows[started[-1]], strict=True))
    covered = [place is not None and place.row_no <= row for place, _ in places]
    under = [above is not None and above.cell.col_span > 1 and not above.empty for _, above in places]
    whole = len({above.col_no for _, above in places if above is not None}) == 1
    return not whole and any(covered) and all(reach or group for reach, group in zip(covered, under, strict=True))


def _numbered(grid: Grid, row: int, started: Sequence[int]) -> bool:
    """Whether a row prints a number under ลำดับ (number): it is data."""
    return any(
        read_header(grid.text(head, col)).role == "ordinal" and re.match(r"\s*[(]?\d", to_arabic(grid.text(row, col)))
        for head in started
        for col in range(grid.col_count)
        if (place := grid.at(row, col)) is not None and place.row_no == row + 1
    )


def _counts_columns(cells: Sequence[GridCell]) -> bool:
    """A row (1) (2) (3) that numbers the columns."""
    if len(cells) < 3 or not all(ENUMERATOR.match(to_arabic(cell.text)) for cell in cells):
        return False
    numbers = [int(re.sub(r"\D", "", to_arabic(cell.text))) for cell in cells]
    return numbers == list(range(1, len(numbers) + 1))


def _has_room(grid: Grid, started: Sequence[int], fresh: Sequence[GridCell]) -> bool:
    """Whether a second level may stand here: each of its cells under a group or where the levels above name nothing.
    A row that fills a column which they already name, and which is no group, is data."""
    named = [_named(grid, head) for head in started]
    union = set().union(*named)
    groups = {
        col
        for head, names in zip(started, named, strict=True)
        for col in names
        if _is_group(grid, head, col, union if head == started[-1] else names)
    }
    room = [col for col in range(grid.col_count) if col not in union or col in groups]
    return bool(room) and all(
        cell.col_no - 1 in room or cell.key in {squeeze(grid.text(head, cell.col_no - 1)) for head in started}
        for cell in fresh
    )


def _named(grid: Grid, row: int) -> set[int]:
    return {col for col, place in enumerate(grid.rows[row]) if place is not None and not place.empty}


def _is_group(grid: Grid, row: int, col: int, named: set[int]) -> bool:
    """Whether a header cell stands over several columns: by its span, else by the unnamed column at its right."""
    place = grid.at(row, col)
    if place is not None and place.cell.col_span > 1:
        return True
    return col + 1 < grid.col_count and col + 1 not in named


def _sub_header_like(cell: GridCell) -> bool:
    return len(cell.text) <= 80 and (
        _header_like(cell) or (len(cell.key) <= 24 and not re.search(r"\d[.)]\s*\S", to_arabic(cell.text)))
    )


def header_rows(grid: Grid) -> tuple[tuple[int, ...], tuple[int, ...]]:
    preamble: list[int] = []
    for row in range(min(len(grid.rows), MAX_PREAMBLE + 1)):
        cells = grid.distinct(row)
        if not _starts_header(grid, row):
            if cells and not _is_preamble(cells, grid):
                return (), ()
            preamble.append(row)
            continue
        rows = [row]
        while rows[-1] + 1 < len(grid.rows) and len(rows) < MAX_HEADER_ROWS and _goes_on(grid, rows[-1] + 1, rows):
            rows.append(rows[-1] + 1)
        return tuple(preamble), tuple(rows)
    return (), ()
