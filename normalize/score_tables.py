"""Score tables to mentions: whatever a table's layout, each number is what its row and its column say together.

A row or a column may name an indicator, a year or a body; the table's surroundings name what neither does. So one
reader serves tables of one year, of several years side by side, transposed ones and those with a body a row or column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from normalize.findings import Place
from normalize.framework import Framework, nearest_framework
from normalize.grid import GridCell, one_line
from normalize.headers import Column
from normalize.labels import any_of, meaning
from normalize.levels import read_level
from normalize.lexicon import has_key, header_years, without_years
from normalize.mentions import Mention, Value, read_value
from normalize.numerals import find_numbers, to_arabic
from normalize.phrases import either
from normalize.resources import toml
from normalize.score_layouts import VALUE_ROLES, ScoreTable, is_mean_of_years, label_cells, row_subject
from normalize.score_prose import read_prose
from normalize.score_rivals import RIVAL
from normalize.subjects import Subject, instrument_of, weight_printed
from normalize.thai import squeeze

SKIPPED = frozenset({"rank", "full_score", "passing", "peer"})  # rows that hold no score of this body


@dataclass(frozen=True, slots=True)
class Unread:
    """A row or cell with a number that nothing says what it is of; it is told and kept in cells."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class _Row:
    """What one printed row says of its numbers."""

    subject: Subject | None
    year: int | None
    kind: str | None  # `level`, `change` or `skip` where the row's label names one
    body: str | None
    full: float | None


def _row_kind(texts: Sequence[str]) -> str | None:
    for text in texts:
        found = meaning("row", text)
        if found in ("level", "change"):
            return found
        if found in SKIPPED:
            return "skip"
    return None


def _leading(table: ScoreTable) -> Sequence[Column]:
    """The label columns before the values: `ลดลง` (fell) in an unknown column behind them does not make a row of scores
    one of changes."""
    first = min((column.col_no for column in table.values), default=0)
    return [column for column in table.labels if column.col_no < first] or table.labels


def _all_levels(table: ScoreTable, row: int, framework: Framework) -> bool:
    """A row whose filled value cells are all levels, whatever its label calls them."""
    texts = (table.part.grid.text(row, column.col_no - 1) for column in table.values if column.role == "score")
    filled = [text for text in texts if squeeze(text) and meaning("state", text) is None]
    return bool(filled) and all(read_level(text, framework) is not None for text in filled)


def _read_row(table: ScoreTable, row: int, framework: Framework) -> _Row:
    grid = table.part.grid
    texts = [cell.text for cell in label_cells(grid, row, table.labels)]
    years = [year for column in table.with_role("year") for year in header_years(grid.text(row, column.col_no - 1))]
    if not years and table.transposed:
        years = [year for text in texts for year in header_years(text) if not squeeze(without_years(text))]
    bodies = [text for c in table.with_role("organization") if squeeze(text := grid.text(row, c.col_no - 1))]
    fulls = [v for c in table.with_role("full_score") if (v := read_value(grid.text(row, c.col_no - 1)).value)]
    subject = None if table.transposed else row_subject(grid, row, table.labels, framework)
    kind = _row_kind([cell.text for cell in label_cells(grid, row, _leading(table))]) or (
        "level" if subject is None and _all_levels(table, row, framework) else None
    )
    return _Row(
        subject, years[0] if len(years) == 1 else None, kind, bodies[0] if bodies else None, fulls[0] if fulls else None
    )


def read_score_table(table: ScoreTable, first_order: int) -> Iterator[Mention | Unread]:
    """Every mention that a score table makes, in reading order. Its header's years go before the surroundings'."""
    framework = nearest_framework(table.year)
    order = first_order
    block: list[tuple[Subject, int]] = []  # what stands since the last total, to tell a part's total from the overall
    scaled, to_others = _full_is_scale(table), _compares_with_others(table)
    dated = table
    for row in table.part.data_rows:
        if _is_spanned(table, row):
            heading = tuple(_said_by_heading(dated, row, order))
            yield from heading
            order += len(heading)
            continue
        said = _read_row(table, row, framework)
        if said.subject is None and (years := _row_of_years(table, row)):
            dated = replace(table, values=tuple(replace(c, year=years.get(c.col_no, c.year)) for c in table.values))
            continue
        said = said if scaled or said.full is None else replace(said, full=None)
        if (said.year, said.subject, said.kind) == (None, None, None) and is_mean_of_years(table, row):
            continue
        if (said.kind == "change" and to_others) or said.kind == "skip" or _heads_group(table, row, said, framework):
            continue
        if said.subject is not None and said.subject.scope == "overall":
            said = replace(said, subject=_total(said.subject, block, table, row, framework))
            block.clear()
        elif said.subject is not None:
            block.append((said.subject, row))
        for column in dated.values:
            if to_others and (column.role == "change" or _compares_with_them(dated, row, column)):
                continue
            for mention in _mentions(dated, row, column, said, order):
                yield mention
                order += 1


def _compares_with_them(table: ScoreTable, row: int, column: Column) -> bool:
    """Whether a cell says no more than above or below, of something that neither its header nor a pass mark names."""
    if column.role != "comparison" or has_key("comparison", column.header) or table.with_role("pass_mark"):
        return False
    return meaning("beside_others", table.part.grid.text(row, column.col_no - 1)) is not None


def _row_of_years(table: ScoreTable, row: int) -> dict[int, int]:
    """The years that a row without a subject prints in score columns: a header's second level that stands lower."""
    found: dict[int, int] = {}
    for column in table.values:
        text = table.part.grid.text(row, column.col_no - 1)
        years = header_years(text)
        if column.role == "score" and squeeze(text):
            if len(years) != 1 or squeeze(without_years(text)):
                return {}
            found[column.col_no] = years[0]
    return found


def _compares_with_others(table: ScoreTable) -> bool:
    """Whether a difference in the table is one to others: it gives their scores or averages, and one year only."""
    if len({column.year for column in table.values if column.role == "score"}) > 1:
        return False
    if table.bodies or any(has_key("peer", text) for column in table.part.header.columns for text in column.path):
        return True
    labels = (label_cells(table.part.grid, row, table.labels) for row in table.part.data_rows)
    return any(meaning("row", cell.text) == "peer" for cells in labels for cell in cells)


def _heads_group(table: ScoreTable, row: int, said: _Row, framework: Framework) -> bool:
    """A row without any value whose next row is narrower (9, then 9.1) is a heading and not a blank score."""
    if said.subject is None or any(squeeze(table.part.grid.text(row, c.col_no - 1)) for c in table.values):
        return False
    below = (
        row_subject(table.part.grid, row + 1, table.labels, framework) if row + 1 < len(table.part.grid.rows) else None
    )
    return below is not None and SCOPE_ORDER.index(below.scope) > SCOPE_ORDER.index(said.subject.scope)


def _is_spanned(table: ScoreTable, row: int) -> bool:
    """Whether the row's label is merged over all its value cells: a sentence or heading among the rows."""
    labels = list(label_cells(table.part.grid, row, table.labels))
    cells = [table.part.grid.at(row, column.col_no - 1) for column in table.values]
    return bool(labels) and all(any(cell is label for label in labels) for cell in cells)


def _said_by_heading(table: ScoreTable, row: int, order: int) -> Iterator[Mention]:
    """What a heading among the rows says in words (`การปฏิบัติหน้าที่ (ค่าเฉลี่ย 89.11)`, mean); of which year a table
    of several years leaves open, unless the heading names it."""
    label = next(label_cells(table.part.grid, row, table.labels))
    years = {column.year or table.year for column in table.values}
    if not label.unsure and (len(years) == 1 or header_years(label.text)):
        place = Place(table.part.grid.page, table.part.grid.table_no, label.cell.row_no, label.cell.col_no)
        yield from read_prose(one_line(label.text), years.pop() if len(years) == 1 else None, place, order)


SCOPE_ORDER = ("overall", "instrument", "indicator", "sub_indicator", "item")


def _total(
    subject: Subject, block: Sequence[tuple[Subject, int]], table: ScoreTable, row: int, framework: Framework
) -> Subject | None:
    """What a row called เฉลี่ย or รวม is of: the overall, or the instrument whose indicators stand right above it where
    more indicators come, or where it is the mean of them all. None where it sums up no more than an instrument's
    questions, or is the mean of some indicators."""
    codes = [one.code for one, _ in block if one.scope == "indicator"]
    if not codes:
        narrow = {instrument_of(one.code, framework) for one, _ in block if one.scope in ("sub_indicator", "item")}
        wide = any(one.scope in ("instrument", "overall") for one, _ in block)
        return None if len(narrow) == 1 and not wide else subject
    owners = {instrument_of(code, framework) for code in codes}
    owner = next(iter(owners)) if len(owners) == 1 else None
    if owner is None:
        return subject
    complete = set(codes) == set(framework.members.get(owner, ()))
    below = [
        row_subject(table.part.grid, later, table.labels, framework)
        for later in range(row + 1, len(table.part.grid.rows))
    ]
    more = any(found is not None and found.scope == "indicator" for found in below)
    again = complete and any(found is not None and found.scope == "overall" for found in below)
    if more or again:
        return Subject("instrument", owner, subject.printed)
    if table.part.goes_on or not _is_mean(table, [place for one, place in block if one.scope == "indicator"], row):
        return subject
    return Subject("instrument", owner, subject.printed) if complete else None


def _is_mean(table: ScoreTable, rows: Sequence[int], total: int) -> bool:
    """Whether a row's numbers are the means of those of other rows, in every column of scores that has them all."""
    told: list[bool] = []
    for column in (column for column in table.values if column.role == "score"):
        values = [read_value(table.part.grid.text(row, column.col_no - 1)).value for row in (*rows, total)]
        known = [value for value in values if value is not None]
        if len(known) == len(values):
            told.append(abs(sum(known[:-1]) / len(rows) - known[-1]) <= float(toml("rules")["tolerance"]["mean"]))
    return len(rows) > 1 and bool(told) and all(told)


def _full_is_scale(table: ScoreTable) -> bool:
    """Whether a column of full marks is the scale of the scores beside it: no score may pass its own full mark."""
    grid, fulls = table.part.grid, table.with_role("full_score")
    if len(fulls) != 1:
        return False
    for row in table.part.data_rows:
        full = read_value(grid.text(row, fulls[0].col_no - 1)).value
        for column in table.values:
            value = read_value(grid.text(row, column.col_no - 1)).value if column.role == "score" else None
            if full is not None and value is not None and value > full:
                return False
    return True


def _mentions(table: ScoreTable, row: int, column: Column, said: _Row, order: int) -> Iterator[Mention | Unread]:
    cell = table.part.grid.at(row, column.col_no - 1)
    if cell is None or cell.row_no != row + 1:
        return
    place = Place(table.part.grid.page, table.part.grid.table_no, cell.cell.row_no, cell.cell.col_no)
    subject = _subject_of(table, cell, column, said)
    if column.role == "weighted" and (subject is None or subject.scope != "overall"):
        return  # the same scores as points; only their sum is the score itself
    if subject is None or column.how == RIVAL:
        if column.role == "score" and _value(cell).value is not None:
            texts = [found.text for found in label_cells(table.part.grid, row, table.labels)]
            yield Unread(" ".join([*texts, cell.text]), place)
        return
    if column.role == "weighted" and not squeeze(cell.text):
        return
    kind = said.kind or (column.role if column.role in VALUE_ROLES else "score")
    year = column.year or said.year or _beside(table, column) or (_latest(table) if kind == "change" else table.year)
    body = table.bodies.get(column.col_no) or said.body
    base = Mention(kind or "score", subject, year, cell.text, place, order, body=body, full=said.full)
    yield from _valued_mentions(base, cell, column, nearest_framework(year))


def _subject_of(table: ScoreTable, cell: GridCell, column: Column, said: _Row) -> Subject | None:
    """What a cell's number is of: row and column together, else the overall where both leave it open."""
    overall = Subject("overall", "overall", cell.text)
    if said.kind in ("level", "change") and said.subject is None and column.subject is None:
        return overall
    subject = said.subject or column.subject
    if subject is None:
        open_rows = table.transposed or said.body is not None or said.year is not None
        return overall if open_rows else None
    if _at_odds(column.subject, said.subject, nearest_framework(table.year)):
        return None
    if column.subject is not None and column.subject.scope == "instrument" and subject.scope == "overall":
        return column.subject  # the total row of an instrument's column
    return _spanned_instrument(table, cell, column, subject) or subject


def _spanned_instrument(table: ScoreTable, cell: GridCell, column: Column, subject: Subject) -> Subject | None:
    """A score cell merged over all indicators of one instrument is the instrument's."""
    if cell.cell.row_span < 2 or subject.scope != "indicator" or column.role not in ("score", "level"):
        return None
    framework = nearest_framework(table.year)
    rows = range(cell.row_no - 1, cell.row_no - 1 + cell.cell.row_span)
    subjects = [row_subject(table.part.grid, row, table.labels, framework) for row in rows]
    owners = {instrument_of(found.code, framework) for found in subjects if found is not None}
    owner = owners.pop() if len(owners) == 1 else None
    return Subject("instrument", owner, cell.text) if owner is not None else None


def _latest(table: ScoreTable) -> int | None:
    """The year that a row of changes leads to: the last of the rows', where there are several."""
    return max(years_of(table), default=table.year)


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


def _at_odds(outer: Subject | None, inner: Subject | None, framework: Framework) -> bool:
    """A row and a column that name different things, but for a column headed by an instrument, which may hold its own
    indicators' scores, or by the overall."""
    if outer is None or inner is None or outer.scope == "overall":
        return False
    if outer.scope != "instrument" or inner.scope == "instrument":
        return outer.code != inner.code
    return inner.scope != "overall" and instrument_of(inner.code, framework) != outer.code


def _valued_mentions(base: Mention, cell: GridCell, column: Column, framework: Framework) -> Iterator[Mention]:
    if base.kind in ("comparison", "trend"):
        text = meaning(base.kind, cell.text) if squeeze(cell.text) else None
        if text is not None:
            yield replace(base, text=text, full=_pass_mark(column))
        elif base.kind == "trend":
            yield from _change(replace(base, kind="change"), cell)
        return
    if base.kind == "level":
        if squeeze(cell.text) and meaning("state", cell.text) is None:
            yield replace(base, text=read_level(cell.text, framework))
        return
    if base.kind == "change":
        yield from _change(base, cell, trend_in(column.header))
        return
    value = _value(cell)
    full = weight_printed(base.subject.printed) if base.subject.scope == "instrument" and base.full is None else None
    if base.kind == "score" and full is not None and value.value is not None and value.value <= full < 100:
        base = replace(base, kind="points", full=float(full))
    if base.kind == "pass_mark":
        if value.value is not None:
            yield replace(base, value=value.value, decimals=value.decimals)
        return
    yield from _score(base, value, framework)


def trend_in(text: str) -> str | None:
    """The one direction that a text's words or arrows say (`ลดลง 4.79`, `▼`), or None."""
    found = {name for name in ("up", "down", "same") if any_of("trend", name).search(text)}
    return found.pop() if len(found) == 1 else None


def _value(cell: GridCell) -> Value:
    """A cell's number; of a scan whose digits are not certain there is none, whatever they look like."""
    return Value("unreadable") if cell.unsure else read_value(cell.text)


def _change(base: Mention, cell: GridCell, headed: str | None = None) -> Iterator[Mention]:
    """A change with its sign: printed, or said by a word or an arrow beside it, else by the column's header (`headed`)
    over a number without a sign."""
    value = _value(cell)
    unsigned = value.value is not None and value.value > 0 and not value.signed
    trend = trend_in(cell.text) or (headed if unsigned else None)
    if trend is not None:
        yield replace(base, kind="trend", text=trend)
    if value.value is None:
        return
    less = trend == "down" or (trend is None and _BRACKETED.fullmatch(to_arabic(cell.text).strip()) is not None)
    number = -value.value if less and value.value > 0 else value.value
    yield replace(base, value=number, decimals=value.decimals, signed=value.signed or trend is not None or less)


_BRACKETED = re.compile(r"[(]\s*\d[\d.]*\s*[)]")  # (0.65) under changes: less by so much, as in accounts


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
    framework = nearest_framework(table.year)
    columns = {column.year for column in table.values if column.year is not None}
    rows = {said.year for row in table.part.data_rows if (said := _read_row(table, row, framework)).year is not None}
    named = columns | rows
    return frozenset(named or ({table.year} if table.year is not None else set()))
