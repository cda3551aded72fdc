"""Where a table's header ends and what each column means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from normalize.framework import nearest_framework
from normalize.grid import Grid, GridCell
from normalize.labels import meaning
from normalize.lexicon import UNKNOWN, HeaderWord, header_years, read_header, without_years
from normalize.numerals import NumeralError, parse_number, to_arabic
from normalize.phrases import either
from normalize.subjects import Subject, parse_subject
from normalize.thai import squeeze

MAX_HEADER_ROWS = 4
MAX_PREAMBLE = 3  # title rows over a header, e.g. ตารางที่ ๑ or ประเด็นที่ ๑
ENUMERATOR = re.compile(r"^\(?\d{1,2}\)?$")  # a row (1) (2) (3) under a header numbers its columns


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its role, the year (B.E.) and the subject that its header names, and the header as printed."""

    col_no: int
    role: str | None
    header: str
    path: tuple[str, ...]
    how: str
    year: int | None = None
    subject: Subject | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table: its rows (counted from 0) and columns. `preamble` are title rows above it."""

    preamble: tuple[int, ...]
    rows: tuple[int, ...]
    columns: tuple[Column, ...]

    @property
    def first_data_row(self) -> int:
        return max((*self.preamble, *self.rows), default=-1) + 1

    @property
    def signature(self) -> tuple[str, ...]:
        return tuple(squeeze(column.header) for column in self.columns)

    def with_role(self, *roles: str) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.role in roles)

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(column.role for column in self.columns if column.role)


def _header_like(cell: GridCell) -> bool:
    if cell.cell.is_header or (header_years(cell.text) and len(cell.text) < 60):
        return True
    return read_header(cell.text) is not UNKNOWN or _column_subject(cell.text) is not None


def _column_subject(text: str) -> Subject | None:
    found = parse_subject(without_years(text) or text, nearest_framework(None)) if len(text) <= 120 else None
    return found if found and found.scope in ("indicator", "instrument", "sub_indicator", "overall") else None


def _starts_header(cells: Sequence[GridCell], col_count: int) -> bool:
    if not cells:
        return False
    if all(cell.cell.is_header for cell in cells) and len(cells) > 1:
        return True
    known = sum(_header_like(cell) for cell in cells)
    clear = sum(read_header(cell.text).role is not None for cell in cells)
    if any(_is_value(cell.text) for cell in cells):
        return False
    needed = 1 if col_count == 1 else 2
    return known >= needed and clear >= 1 and known >= 0.5 * len(cells)


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
    above = grid.rows[started[-1]]
    fresh = [cell for cell in grid.distinct(row) if cell.row_no == row + 1]
    if not fresh or any(_is_value(cell.text) for cell in fresh):
        return False
    if all(cell.cell.is_header for cell in fresh) or _counts_columns(fresh):
        return True
    return _leaves_room(grid, row, above) and all(_sub_header_like(cell) for cell in fresh)


def _counts_columns(cells: Sequence[GridCell]) -> bool:
    """A row (1) (2) (3) that numbers the columns."""
    if len(cells) < 3 or not all(ENUMERATOR.match(to_arabic(cell.text)) for cell in cells):
        return False
    numbers = [int(re.sub(r"\D", "", to_arabic(cell.text))) for cell in cells]
    return numbers == list(range(1, len(numbers) + 1))


def _leaves_room(grid: Grid, row: int, above: Sequence[GridCell | None]) -> bool:
    """Whether the header row above has merged cells, or gaps, for a second level to stand under."""
    if any(
        place is not None and (place.cell.col_span > 1 or place.cell.row_no + place.cell.row_span - 1 > row)
        for place in above
    ):
        return True
    gaps = any(place is None or place.empty for place in above)
    return gaps and not _filled_like_data(grid, row, above)


def _filled_like_data(grid: Grid, row: int, above: Sequence[GridCell | None]) -> bool:
    """Without known spans a second level leaves the columns empty that the first level already names, but for the
    group's own first column; a row that fills nearly all of them is data."""
    named = [col for col, place in enumerate(above) if place is not None and not place.empty]
    filled = [col for col in named if not squeeze(grid.text(row, col))]
    return not filled


def _sub_header_like(cell: GridCell) -> bool:
    return len(cell.text) <= 80 and (
        _header_like(cell) or (len(cell.key) <= 24 and not re.search(r"\d[.)]\s*\S", to_arabic(cell.text)))
    )


def _header_rows(grid: Grid) -> tuple[tuple[int, ...], tuple[int, ...]]:
    preamble: list[int] = []
    for row in range(min(len(grid.rows), MAX_PREAMBLE + 1)):
        cells = grid.distinct(row)
        if not _starts_header(cells, grid.col_count):
            if cells and not _is_preamble(cells, grid):
                return (), ()
            preamble.append(row)
            continue
        rows = [row]
        while rows[-1] + 1 < len(grid.rows) and len(rows) < MAX_HEADER_ROWS and _goes_on(grid, rows[-1] + 1, rows):
            rows.append(rows[-1] + 1)
        return tuple(preamble), tuple(rows)
    return (), ()


def _path(grid: Grid, rows: Sequence[int], col: int) -> tuple[str, ...]:
    """The header texts over a column, top down; an empty place of a table without known spans belongs to the group
    at its left when the level below gives it a name of its own."""
    texts: list[str] = []
    last: GridCell | None = None
    for level, row in enumerate(rows):
        place = grid.at(row, col)
        if (place is None or place.empty) and not grid.source.spans_known:
            place = _group(grid, rows, level, col)
        if place is not None and place is not last and not place.empty and not ENUMERATOR.match(to_arabic(place.text)):
            texts.append(place.text)
        last = place
    return tuple(texts)


def _group(grid: Grid, rows: Sequence[int], level: int, col: int) -> GridCell | None:
    below = rows[level + 1 :]
    if not any(squeeze(grid.text(row, col)) for row in below):
        return None
    for left in range(col - 1, -1, -1):
        place = grid.at(rows[level], left)
        if place is not None and not place.empty:
            return place if any(squeeze(grid.text(row, left)) for row in below) else None
    return None


def _read_column(col_no: int, path: tuple[str, ...]) -> Column:
    header = " ".join(path)
    years = tuple(dict.fromkeys(year for text in reversed(path) for year in header_years(text)))
    words = [read_header(header), *(read_header(text) for text in reversed(path))]
    word = next((word for word in words if word.role is not None), UNKNOWN)
    leaf = words[1] if len(words) > 1 else UNKNOWN
    if len(path) > 1 and leaf.how in ("word", "near", "ambiguous") and words[0].how == "key":
        word = leaf
    subject = next((found for text in reversed(path) if (found := _column_subject(text))), None)
    if subject is not None and subject.scope == "overall" and word.role == "score":
        subject = None  # คะแนนรวม over a column says that it holds scores, not of what
    if subject is not None and word.how in ("key", "unknown", "near"):
        word = HeaderWord("score", "word")
    return Column(
        col_no, word.role, header, path, word.how, years[0] if len(years) == 1 else None, subject, word.others
    )


def read_columns(grid: Grid, rows: Sequence[int]) -> tuple[Column, ...]:
    return tuple(_read_column(col + 1, _path(grid, rows, col)) for col in range(grid.col_count))


def read_header_of(grid: Grid) -> Header:
    """The header of a table; without rows and with columns of unknown role where none is printed."""
    preamble, rows = _header_rows(grid)
    columns = (
        read_columns(grid, rows)
        if rows
        else tuple(Column(col + 1, None, "", (), "unknown") for col in range(grid.col_count))
    )
    return Header(preamble, rows, columns)


def resolve(header: Header, samples: Mapping[int, Sequence[str]]) -> Header:
    """Settles the ambiguous columns by what stands in them, else by the first role that no other column claims.

    `samples` are the texts below each column, by column number.
    """
    taken = {column.role for column in header.columns if column.how != "ambiguous"}
    settled: list[Column] = []
    for column in header.columns:
        if column.how == "ambiguous" and column.role is not None:
            roles = (column.role, *column.others)
            role = next((role for role in roles if _fits(role, samples.get(column.col_no, ()))), None)
            free = [candidate for candidate in roles if candidate not in CONTENT_ROLES and candidate not in taken]
            last = next((candidate for candidate in roles if candidate not in CONTENT_ROLES), roles[-1])
            column = replace(column, role=role or (free[0] if free else last), how="content" if role else "ambiguous")
            taken.add(column.role)
        settled.append(column)
    return replace(header, columns=tuple(settled))


CONTENT_ROLES = {
    "item_code",
    "indicator",
    "issue",
    "score",
    "year",
}  # roles that the cells below must bear out
_CODE_SHAPE = re.compile(r"^(?:[oiel|]\s*(?:it)?\.?\s*\d{1,2}|0\d{2})$", re.IGNORECASE)
_ISSUE_SHAPE = re.compile(rf"^{either('issue')}\s*\d")


def _fits(role: str, texts: Sequence[str]) -> bool:
    filled = [to_arabic(text).strip() for text in texts if squeeze(text)]
    if not filled or role not in CONTENT_ROLES:
        return False
    if role == "item_code":
        hits = sum(bool(_CODE_SHAPE.match(text.rstrip("."))) for text in filled)
    elif role == "issue":
        hits = sum(bool(_ISSUE_SHAPE.match(text)) for text in filled)
    elif role == "indicator":
        hits = sum(
            (subject := parse_subject(text, nearest_framework(None))) is not None and subject.scope != "overall"
            for text in filled
        )
    elif role == "year":
        hits = sum(bool(header_years(text)) and not squeeze(without_years(text)) for text in filled)
    else:
        hits = sum(_is_score(text) for text in filled)
    return hits >= max(1, 0.5 * len(filled))


def _is_score(text: str) -> bool:
    if meaning("state", text) is not None:
        return True
    try:
        return 0 <= parse_number(text, lenient=True).value <= 100
    except NumeralError:
        return False
