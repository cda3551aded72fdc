"""Where a table's header ends and what each column means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalize.gantt import A_YEAR, Slot, read_month_letters, read_slot, read_slot_under, with_group_years
from normalize.grid import Grid, GridCell
from normalize.header_rows import ENUMERATOR, column_subject, header_rows
from normalize.labels import meaning
from normalize.lexicon import UNKNOWN, HeaderWord, header_years, read_header
from normalize.numerals import to_arabic
from normalize.subjects import Subject
from normalize.thai import squeeze

PARTED = frozenset({"budget", "responsible"})  # roles of groups whose columns are parts of one thing


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its role, the year (B.E.) and the subject that its header names, and the header as printed.

    `how` says what the role rests on: as in `HeaderWord`, or `content` (the cells below). `slot` is the month or
    quarter that the column stands for."""

    col_no: int
    role: str | None
    header: str
    path: tuple[str, ...]
    how: str
    year: int | None = None
    subject: Subject | None = None
    others: tuple[str, ...] = ()
    slot: Slot | None = None

    @property
    def guessed(self) -> bool:
        """Whether nothing but the cells below gives the role."""
        return self.how == "content" and not self.others


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table: its rows (counted from 0) and columns. `preamble` are title rows above it."""

    preamble: tuple[int, ...]
    rows: tuple[int, ...]
    columns: tuple[Column, ...]

    @property
    def first_data_row(self) -> int:
        return max((*self.preamble, *self.rows), default=-1) + 1

    def with_role(self, *roles: str) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.role in roles)

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(column.role for column in self.columns if column.role)


def _path(grid: Grid, rows: Sequence[int], col: int) -> tuple[str, ...]:
    """The header texts over a column, top down; an empty place belongs to the group at its left when the level below
    gives it a name of its own: not every table that looks merged is."""
    texts: list[str] = []
    last: GridCell | None = None
    for level, row in enumerate(rows):
        place = grid.at(row, col)
        if place is None or place.empty:
            place = _group(grid, rows, level, col)
        if place is not None and place is not last and not place.empty and not _only_counts(place.text, texts):
            texts.append(place.text)
        last = place
    return tuple(texts)


def _only_counts(text: str, above: Sequence[str]) -> bool:
    """A number that counts the columns; under ไตรมาส (quarter) 1 to 4 are the quarters."""
    quarter = bool(above) and read_slot_under(above[-1], text) is not None
    return ENUMERATOR.match(to_arabic(text)) is not None and not quarter


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
    year = years[0] if len(years) == 1 else None
    outer, groups = " ".join(path[:-1]), [read_header(text) for text in path[:-1]]
    slot = read_slot(path[-1]) or (_slot_below(path, header) if outer else None) if path else None
    if slot is not None and not any(_holds_on(text, group) for text, group in zip(path, groups, strict=False)):
        return Column(col_no, "timeframe", header, path, "word", slot=slot)
    word = _word_of(header, path)
    if word.role in ("timeframe", None) and any(map(_is_result, groups)):
        word = HeaderWord("output", "word")  # แล้วเสร็จ under สถานะการดำเนินงาน is a state, เริ่ม under ผล was done then
    subject = next((found for text in reversed(path) if (found := column_subject(text))), None)
    if subject is not None and subject.scope == "overall" and any(group.role in PARTED for group in groups):
        subject = None  # รวม (in all) under money, ร่วม (with) under those responsible
    if subject is not None and subject.scope == "overall" and word.role == "score":
        subject = None  # คะแนนรวม over a column says that it holds scores, not of what
    if subject is not None and word.how in ("key", "unknown", "near"):
        word = HeaderWord("score", "word")
    return Column(col_no, word.role, header, path, word.how, year, subject, word.others)


def _is_result(group: HeaderWord) -> bool:
    """Whether a header says without doubt that results stand below it, be they scores or what was done (ผล)."""
    return group.role == "output" if group.how != "ambiguous" else group.role == "score" and "output" in group.others


def _slot_below(path: tuple[str, ...], header: str) -> Slot | None:
    if meaning("plan_row", path[-1]) is not None:
        return read_slot(path[-2])  # แผน (plan) and ผล (actual) under a quarter
    return read_slot(header) or read_slot_under(path[-2], path[-1])


def _holds_on(text: str, group: HeaderWord) -> bool:
    """Whether a group says of what the months or quarters below it are: results, scores; a year or a time does not."""
    if group.role is None or "timeframe" in (group.role, *group.others):
        return False
    return not (header_years(text) and group.role in ("score", "year"))


def _word_of(header: str, path: tuple[str, ...]) -> HeaderWord:
    words = [read_header(header), *(read_header(text) for text in reversed(path))]
    leaf = words[1] if len(words) > 1 else UNKNOWN
    if leaf.role == "timeframe" and any(word.role == "budget" for word in words[2:]):
        return HeaderWord("budget", "word")  # the money of a quarter
    if len(path) > 1 and leaf.how in ("word", "near", "ambiguous") and words[0].how == "key":
        return leaf
    return next((word for word in words if word.role is not None), UNKNOWN)


def read_columns(grid: Grid, rows: Sequence[int]) -> tuple[Column, ...]:
    columns = [_read_column(col + 1, _path(grid, rows, col)) for col in range(grid.col_count)]
    columns = _with_month_letters(columns)
    slotted = [(column, column.slot) for column in columns if column.slot is not None]
    dated = with_group_years([(slot, " ".join(column.path[:-1])) for column, slot in slotted])
    slots = {column.col_no: slot for (column, _), slot in zip(slotted, dated, strict=True)}
    return tuple(replace(column, slot=slots[column.col_no]) if column.slot else column for column in columns)


def _with_month_letters(columns: list[Column]) -> list[Column]:
    """Twelve columns in a row that are headed by the first letters of the twelve months; one alone would say none."""
    for first in range(len(columns) - A_YEAR + 1):
        run = columns[first : first + A_YEAR]
        slots = read_month_letters([column.path[-1] if column.path else "" for column in run])
        if slots is None or any(_holds_on(text, read_header(text)) for column in run for text in column.path[:-1]):
            continue
        months = [
            replace(column, role="timeframe", how="word", others=(), subject=None, slot=slot)
            for column, slot in zip(run, slots, strict=True)
        ]
        return [*columns[:first], *months, *columns[first + A_YEAR :]]
    return columns


def read_header_of(grid: Grid) -> Header:
    """The header of a table; without rows and with columns of unknown role where none is printed."""
    preamble, rows = header_rows(grid)
    columns = (
        read_columns(grid, rows)
        if rows
        else tuple(Column(col + 1, None, "", (), "unknown") for col in range(grid.col_count))
    )
    return Header(preamble, rows, columns)
