"""Columns of scores that stand for the same thing of the same year: last year's, others' means, and those of which
nothing says which one is the body's."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import combinations

from normalize.headers import Column
from normalize.labels import meaning
from normalize.lexicon import without_years
from normalize.logical_tables import TablePart
from normalize.mentions import read_value
from normalize.phrases import either
from normalize.subjects import says_mean

RIVAL = "rival"  # `how` of a column whose numbers are told and not taken

_MEAN_OF = re.compile(rf"(?:{either('before_mean')}|\s)*{either('mean')}{either('of')}?\s*")
_OWN = re.compile(
    rf"{either('own_mean', 'points', 'indicator', 'instrument')}|{either('own_body', 'own_whole')}(?=[\s(]|$)"
    r"|[\d(]|[IEO]IT|$"
)
_YEAR_BEFORE = re.compile(either("year_before"))
_PAST_YEAR = re.compile(either("past_year"))


def means_of_others(columns: Sequence[Column]) -> list[Column]:
    """The columns that are means of others (`เฉลี่ยองค์กรอิสระ`) beside one of the same thing that is no mean."""
    scores = [column for column in columns if column.role == "score"]
    own = {(column.year, column.subject) for column in scores if not says_mean(column.header)}
    return [column for column in scores if (column.year, column.subject) in own and _is_mean_of_others(column)]


def _is_mean_of_others(column: Column) -> bool:
    """Whether a header names a mean and whose it is."""
    label = without_years(column.header)
    hit = _MEAN_OF.match(label)
    return hit is not None and meaning("row", label) is None and _OWN.match(label, hit.end()) is None


def settled(
    part: TablePart, columns: Sequence[Column], bodies: Collection[int], year: int | None
) -> tuple[Column, ...]:
    """The columns with that of the year before told by its words beside this year's, and with those that cannot be
    told apart. `bodies`: the numbers of the columns that name a body each; `year`: the table's own."""
    dated = _of_year_before(columns, year)
    scores = (column for column in dated if column.role == "score" and column.how != RIVAL)
    open_ones = [column for column in scores if column.col_no not in bodies]
    rivals: set[int] = set()
    for one, two in combinations(open_ones, 2):
        if (one.year, _narrower(one)) == (two.year, _narrower(two)) and _differ(part, one, two):
            rivals |= {one.col_no, two.col_no}
    plain = [column for column in open_ones if column.col_no in rivals and column.how == "word"]
    if len(plain) == 1:
        rivals.discard(plain[0].col_no)
    return tuple(replace(column, how=RIVAL) if column.col_no in rivals else column for column in dated)


def _narrower(column: Column) -> str | None:
    """The code that a column's header names, or None for the whole: then its rows say what its numbers are of."""
    return column.subject.code if column.subject is not None and column.subject.scope != "overall" else None


def _of_year_before(columns: Sequence[Column], year: int | None) -> list[Column]:
    """`คะแนนปีก่อน` (the year before) beside a column of scores that names no year; of some past year it is told only."""
    scores = [column for column in columns if column.role == "score" and column.year is None]
    before = [column for column in scores if _YEAR_BEFORE.search(column.header)]
    past = [column for column in scores if column not in before and _PAST_YEAR.search(column.header)]
    if len(before) + len(past) == len(scores):
        return list(columns)
    known = [replace(column, year=year - 1) if year is not None else replace(column, how=RIVAL) for column in before]
    new = {column.col_no: column for column in (*known, *(replace(column, how=RIVAL) for column in past))}
    return [new.get(column.col_no, column) for column in columns]


def _differ(part: TablePart, one: Column, two: Column) -> bool:
    """Whether two columns give different numbers in some row. A cell merged over rows is of them all, and no rival of
    those of each row beside it."""
    for row in part.data_rows:
        cells = [part.grid.at(row, column.col_no - 1) for column in (one, two)]
        values = {read_value(cell.text).value for cell in cells if cell is not None and cell.cell.row_span == 1}
        if len(values) == len(cells) and None not in values:
            return True
    return False
