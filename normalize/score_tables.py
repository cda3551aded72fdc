"""Score tables to mentions: whatever a table's layout, each number is what its row and its column say together.

A row or a column may name an indicator, a year or a body; the table's surroundings name what neither does. So one
reader serves tables of one year, of several years side by side, transposed ones and those with a body a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from normalize.findings import Place
from normalize.framework import Framework, nearest_framework
from normalize.grid import Grid, GridCell
from normalize.headers import Column, Header
from normalize.labels import meaning
from normalize.levels import read_level
from normalize.lexicon import header_years, without_years
from normalize.logical_tables import TablePart
from normalize.mentions import Mention, Value, read_value
from normalize.numerals import NumeralError, find_numbers, parse_number, to_arabic
from normalize.phrases import either
from normalize.subjects import Subject, combine, instrument_of
from normalize.thai import squeeze

LABEL_ROLES = frozenset({"indicator", "instrument", "item_code", "topic", "issue", "measure", "other", None})
VALUE_ROLES = ("score", "change", "trend", "comparison", "level", "pass_mark")
NOT_OURS = frozenset({"peer", "rank", "full_score"})
MIN_ROWS = 2  # rows with a subject from which a table is one of scores


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """A table found to hold scores: its label and value columns, and the year that its surroundings name."""

    part: TablePart
    labels: tuple[Column, ...]
    values: tuple[Column, ...]
    year: int | None
    transposed: bool = False


def _has_number(text: str) -> bool:
    return read_value(text).value is not None


def _data_rows(part: TablePart) -> range:
    return range(part.header.first_data_row, len(part.grid.rows))


def _label_columns(header: Header) -> tuple[Column, ...]:
    return tuple(
        column
        for column in header.columns
        if column.role in LABEL_ROLES and not (column.role == "other" and column.how == "key")
    )


def row_subject(grid: Grid, row: int, labels: Sequence[Column], framework: Framework) -> Subject | None:
    texts = [cell.text for cell in _own_labels(grid, row, labels)]
    return combine(texts, framework)


def _own_labels(grid: Grid, row: int, labels: Sequence[Column]) -> Iterator[GridCell]:
    last: GridCell | None = None
    for column in labels:
        cell = grid.at(row, column.col_no - 1)
        if cell is not None and not cell.empty and cell is not last:
            yield cell
        last = cell


def find_score_table(part: TablePart, year: int | None) -> ScoreTable | None:
    """The table as one of scores, or None. `year` is what the text before the table says."""
    header, framework = part.header, nearest_framework(year)
    values = tuple(column for column in header.columns if column.role in VALUE_ROLES)
    labels = _label_columns(header)
    subjects = [column for column in header.columns if column.subject is not None and column.subject.scope != "overall"]
    if len(subjects) >= MIN_ROWS:
        return ScoreTable(
            part,
            tuple(c for c in header.columns if c not in subjects),
            _valued(header),
            year,
            transposed=True,
        )
    if not header.rows and not part.borrowed_header:
        return _without_header(part, year, framework)
    if not any(column.role == "score" for column in values):
        return None
    rows = [row for row in _data_rows(part) if row_subject(part.grid, row, labels, framework) is not None]
    numbered = [row for row in rows if any(_has_number(part.grid.text(row, column.col_no - 1)) for column in values)]
    stated = [
        row
        for row in rows
        if any(meaning("state", part.grid.text(row, c.col_no - 1)) for c in values if c.role == "score")
    ]
    bodies = header.with_role("organization")
    if (len(rows) >= MIN_ROWS and (numbered or stated)) or (bodies and numbered):
        return ScoreTable(part, labels, values, year)
    one = len(rows) == 1 and numbered and len(_data_rows(part)) <= MIN_ROWS
    return ScoreTable(part, labels, values, year) if one or _bodies_only(part, bodies, values) else None


def _bodies_only(part: TablePart, bodies: Sequence[Column], values: Sequence[Column]) -> bool:
    """A list of bodies with their overall scores: a score column and a body a row."""
    return bool(bodies) and any(
        _has_number(part.grid.text(row, column.col_no - 1)) for row in _data_rows(part) for column in values
    )


def _valued(header: Header) -> tuple[Column, ...]:
    return tuple(c for c in header.columns if c.subject is not None or c.role in ("score", "level"))


def _without_header(part: TablePart, year: int | None, framework: Framework) -> ScoreTable | None:
    """A table that prints no header: one column names indicators, exactly one other holds numbers."""
    grid = part.grid
    columns = part.header.columns
    named = [
        c
        for c in columns
        if sum(combine([grid.text(row, c.col_no - 1)], framework) is not None for row in range(len(grid.rows)))
        >= MIN_ROWS
    ]
    scores = [
        c
        for c in columns
        if c not in named[:1] and _mostly_scores([grid.text(row, c.col_no - 1) for row in range(len(grid.rows))])
    ]
    if not named or len(scores) != 1:
        return None
    return ScoreTable(part, tuple(c for c in columns if c is not scores[0]), (replace(scores[0], role="score"),), year)


def _mostly_scores(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if squeeze(text)]
    hits = 0
    for text in filled:
        try:
            number = parse_number(text)
        except NumeralError:
            continue
        hits += number.decimals > 0 and 0 <= number.value <= 100
    return hits >= MIN_ROWS and hits >= 0.6 * len(filled)


@dataclass(frozen=True, slots=True)
class _Row:
    """What one printed row says of its numbers."""

    subject: Subject | None
    year: int | None
    kind: str | None  # `level` or `skip` where the row's label names one
    body: str | None
    full: float | None


def _row_kind(texts: Sequence[str]) -> str | None:
    for text in texts:
        found = meaning("row", text)
        if found == "level":
            return "level"
        if found in ("rank", "full_score", "passing"):
            return "skip"
        if found == "change":
            return "change"
    return None


def _read_row(table: ScoreTable, row: int, framework: Framework) -> _Row:
    grid = table.part.grid
    texts = [cell.text for cell in _own_labels(grid, row, table.labels)]
    years = [
        year
        for column in table.part.header.with_role("year")
        for year in header_years(grid.text(row, column.col_no - 1))
    ]
    if not years and table.transposed:
        years = [year for text in texts for year in header_years(text) if not squeeze(without_years(text))]
    bodies = [grid.text(row, column.col_no - 1) for column in table.part.header.with_role("organization")]
    fulls = [
        value.value
        for column in table.part.header.with_role("full_score")
        if (value := read_value(grid.text(row, column.col_no - 1))).value
    ]
    subject = None if table.transposed else combine(texts, framework)
    return _Row(
        subject,
        years[0] if len(years) == 1 else None,
        _row_kind(texts),
        bodies[0] if bodies and squeeze(bodies[0]) else None,
        fulls[0] if fulls else None,
    )


def read_score_table(table: ScoreTable, first_order: int) -> Iterator[Mention]:
    """Every mention that a score table makes, in reading order. Its header's years go before the surroundings'."""
    framework = nearest_framework(table.year)
    part, order = table.part, first_order
    block: list[str] = []  # the indicators since the last total, to tell an instrument's total from the overall
    full_is_scale = _full_is_scale(table)
    for row in _data_rows(part):
        said = _read_row(table, row, framework)
        said = replace(said, full=said.full if full_is_scale else None)
        if said.kind == "skip":
            continue
        if said.subject is not None and said.subject.scope == "overall":
            said = replace(said, subject=_total(said.subject, block, table, row, framework))
        if said.subject is not None and said.subject.scope == "indicator":
            block.append(said.subject.code)
        for column in table.values:
            for mention in _mentions(table, row, column, said, order):
                yield mention
                order += 1


def _total(subject: Subject, block: list[str], table: ScoreTable, row: int, framework: Framework) -> Subject:
    """A row called เฉลี่ย or รวม right behind one instrument's indicators, with more indicators to come, is that
    instrument's; the last one is the overall."""
    owners = {instrument_of(code, framework) for code in block}
    later = [
        found
        for below in range(row + 1, len(table.part.grid.rows))
        if (found := row_subject(table.part.grid, below, table.labels, framework)) and found.scope == "indicator"
    ]
    complete = len(owners) == 1 and set(block) == set(framework.members.get(next(iter(owners)) or "", ()))
    again = complete and any(
        (found := row_subject(table.part.grid, below, table.labels, framework)) and found.scope == "overall"
        for below in range(row + 1, len(table.part.grid.rows))
    )
    block.clear()
    owner = next(iter(owners)) if len(owners) == 1 else None
    if owner is not None and (later or again):
        return Subject("instrument", owner, subject.printed)
    return subject


def _full_is_scale(table: ScoreTable) -> bool:
    """Whether a column of full marks is the scale of the scores beside it: no score may pass its own full mark."""
    grid, fulls = table.part.grid, table.part.header.with_role("full_score")
    if len(fulls) != 1:
        return False
    for row in _data_rows(table.part):
        full = read_value(grid.text(row, fulls[0].col_no - 1)).value
        for column in table.values:
            value = read_value(grid.text(row, column.col_no - 1)).value if column.role == "score" else None
            if full is not None and value is not None and value > full:
                return False
    return True


def _mentions(table: ScoreTable, row: int, column: Column, said: _Row, order: int) -> Iterator[Mention]:
    cell = table.part.grid.at(row, column.col_no - 1)
    if cell is None or cell.row_no != row + 1:
        return
    subject = said.subject or column.subject
    overall = Subject("overall", "overall", cell.text)
    if said.kind in ("level", "change") or (subject is None and said.body is not None):
        subject = overall
    if subject is None or _at_odds(column.subject, said.subject):
        return
    kind = said.kind or (column.role if column.role in VALUE_ROLES else "score")
    year = column.year or said.year or _beside(table, column) or table.year
    place = Place(table.part.grid.page, table.part.grid.table_no, cell.row_no, cell.col_no)
    base = Mention(kind or "score", subject, year, cell.text, place, order, body=said.body, full=said.full)
    yield from _valued_mentions(base, cell, column, nearest_framework(year))


def _beside(table: ScoreTable, column: Column) -> int | None:
    """The year of a column that names none, from the score columns: a change or trend leads to the latest year, a
    level or comparison speaks of the scores at its left."""
    scores = [other for other in table.values if other.role == "score" and other.year is not None]
    if not scores or column.role == "score":
        return None
    if column.role in ("change", "trend"):
        return max(other.year for other in scores if other.year is not None)
    left = [other for other in scores if other.col_no < column.col_no]
    return (left or scores)[-1].year


def _at_odds(outer: Subject | None, inner: Subject | None) -> bool:
    """A row and a column that name different things, but for a column headed by an instrument, which may hold its own
    indicators' scores, or by the overall."""
    if outer is None or inner is None or outer.scope == "overall":
        return False
    return not (outer.scope == "instrument" and inner.scope != "instrument")


def _valued_mentions(base: Mention, cell: GridCell, column: Column, framework: Framework) -> Iterator[Mention]:
    if base.kind in ("comparison", "trend"):
        text = meaning(base.kind, cell.text) if squeeze(cell.text) else None
        if text is not None:
            yield replace(base, text=text, full=_pass_mark(column))
        return
    if base.kind == "level":
        if squeeze(cell.text) and meaning("state", cell.text) is None:
            yield replace(base, text=read_level(cell.text, framework))
        return
    value = read_value(cell.text)
    if base.kind in ("change", "pass_mark"):
        if value.value is not None:
            yield replace(base, value=value.value, decimals=value.decimals)
        return
    yield from _score(base, value, framework)


def _score(base: Mention, value: Value, framework: Framework) -> Iterator[Mention]:
    if value.state == "unreadable":
        level = read_level(base.raw, framework)
        if level is not None:  # a level stands in the score column of a total's row
            yield replace(base, kind="level", text=level)
            return
    yield replace(base, state=value.state, value=value.value, decimals=value.decimals)
    if value.rest and (level := read_level(value.rest, framework)) is not None:
        yield replace(base, kind="level", text=level, state="printed")


_MARK = re.compile(either("pass_mark"))  # per cent, points, and above


def _pass_mark(column: Column) -> float | None:
    """The pass mark that a comparison column's header prints (`ร้อยละ ๘๕ ขึ้นไป`)."""
    numbers = [number.value for number in find_numbers(to_arabic(column.header)) if 0 < number.value <= 100]
    return numbers[0] if len(numbers) == 1 and _MARK.search(column.header) else None


def years_of(table: ScoreTable) -> frozenset[int]:
    """The fiscal years (B.E.) that a score table's columns and rows name, else that of the text before it."""
    columns = {column.year for column in table.values if column.year is not None}
    rows = {
        said.year
        for row in _data_rows(table.part)
        if (said := _read_row(table, row, nearest_framework(table.year))).year is not None
    }
    named = columns | rows
    return frozenset(named or ({table.year} if table.year is not None else set()))
