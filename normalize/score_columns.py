"""Columns of score tables that are told apart only beside each other: parts of a score, points of a weight, numbers of
indicators under instruments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from normalize.cell_kinds import is_units
from normalize.framework import nearest_framework
from normalize.headers import Column
from normalize.labels import meaning
from normalize.logical_tables import TablePart
from normalize.mentions import read_value
from normalize.numerals import to_arabic
from normalize.phrases import either
from normalize.score_rivals import means_of_others
from normalize.subjects import Subject, says_mean

LEAST_ROWS = 2  # rows that must agree
SEVERAL = 2  # columns under one instrument that are those of its indicators
CLOSE = 0.011  # points: products are rounded to two places

_PART = re.compile(rf"{either('part')}\s*\d")
_PERCENT = re.compile(either("percent"))
_HOPED = re.compile(rf"{either('points')}\s*{either('expected')}")


def is_hoped(header: str) -> bool:
    """Whether a header says that its scores are only expected (`คะแนนคาดการณ์ปี ๒๕๖๘`)."""
    return _HOPED.search(header) is not None


def without_parts(columns: Sequence[Column]) -> list[Column]:
    """The columns without those of scores that are none of the whole: means over the years of others, parts of one
    instrument (`EIT ส่วนที่ 1`), one division's, shares of answers."""
    scores = [column for column in columns if column.role == "score"]
    years = {column.year for column in scores} - {None}
    parts = [column for column in scores if column.path and _PART.search(to_arabic(column.path[-1]))]
    named = [column.subject.code for column in parts if column.subject is not None]
    parts = parts if len(parts) > 1 and len(set(named)) < len(parts) else []
    parts += [column for column in scores if column.path and meaning("answer", column.path[-1])]
    total = any(column.path and meaning("row", column.path[-1]) == "overall" for column in scores)
    # a header word of its own (`หน่วยงาน`) is the whole body, and no division of it
    units = [column for column in scores if column.how != "word" and column.path and is_units(column.path[-1])]
    parts += units if total else []
    parts += means_of_others(scores)
    if len(years) > 1:
        parts += [column for column in scores if column.year is None and says_mean(column.header)]
    return [replace(column, role="other") if column in parts else column for column in columns]


def bodies_in_rows(columns: Sequence[Column]) -> list[Column]:
    """The columns with that of divisions or other bodies told: units that head the rows of scores, where no other
    column says what a row is of, have these scores, and the report's own body has not."""
    first = min((column.col_no for column in columns if column.role == "score"), default=0)
    units = [column for column in columns if column.role == "responsible" and column.col_no < first]
    if len(units) != 1 or any(column.role in ROW_LABELS for column in columns):
        return list(columns)
    return [replace(column, role="organization") if column is units[0] else column for column in columns]


ROW_LABELS = frozenset({"organization", "year", "indicator", "instrument", "item_code", "topic", "issue", "measure"})


def indicators_of(part: TablePart, columns: Sequence[Column]) -> list[Column]:
    """Columns under one instrument whose header prints nothing but the numbers of its indicators are those'; several
    that print nothing at all are none of the instrument's."""
    members = nearest_framework(None).members
    found: list[Column] = []
    for subject, group in groupby(columns, key=lambda column: column.subject and (column.subject.scope, column.header)):
        run = list(group)
        several = subject is not None and subject[0] == "instrument" and len(run) >= SEVERAL
        if not several or not all(_holds_numbers(part, column) for column in run):
            found.extend(run)
            continue
        owner = run[0].subject.code if run[0].subject else ""
        numbers = [_number_above(part, column) for column in run]
        known = set(numbers) <= set(members.get(owner, ())) and len(set(numbers)) == len(run)
        for column, number in zip(run, numbers, strict=True):
            own = Subject("indicator", number, number) if known else None
            found.append(replace(column, subject=own, role="score" if known else "other"))
    return found


def _holds_numbers(part: TablePart, column: Column) -> bool:
    return any(read_value(text).value is not None for text in part.texts(column))


def _number_above(part: TablePart, column: Column) -> str:
    """The bare number in the last row of the header over a column, or nothing."""
    text = to_arabic(part.grid.text(part.header.rows[-1], column.col_no - 1)).strip(" .()") if part.header.rows else ""
    return str(int(text)) if text.isdecimal() else ""


def without_points(part: TablePart, columns: Sequence[Column]) -> list[Column]:
    """The columns beside full marks, those that hold points of them told from the scores: by their headers, else by
    the arithmetic of their rows."""
    return _without_products(part, _without_points_headed(columns))


def _without_points_headed(columns: Sequence[Column]) -> list[Column]:
    """Points and the same as per cent: the per cent is the score."""
    scores = [column for column in columns if column.role == "score"]
    percent = [column for column in scores if _PERCENT.search(column.header)]
    if not percent or len(percent) == len(scores):
        return list(columns)
    return [replace(c, role="weighted") if c in scores and c not in percent else c for c in columns]


def _without_products(part: TablePart, columns: Sequence[Column]) -> list[Column]:
    """Of two columns of scores the one that is the other times the weight beside them holds points of it."""
    scores = [column for column in columns if column.role == "score" and column.subject is None]
    full = [column for column in columns if column.role == "full_score"]
    if len(scores) != 2 or scores[0].year != scores[1].year:
        return list(columns)
    pairs = [(one, two, weight) for weight in full for one, two in (scores, scores[::-1])]
    points = next((two for one, two, weight in pairs if _is_product(part, one, two, weight)), None)
    return [replace(column, role="weighted") if column is points else column for column in columns]


def _is_product(part: TablePart, score: Column, points: Column, weight: Column) -> bool:
    values = ([read_value(text).value for text in part.texts(column)] for column in (score, weight, points))
    whole = [row for row in zip(*values, strict=True) if None not in row]
    agree = [abs((one or 0) * (two or 0) / 100 - (three or 0)) <= CLOSE for one, two, three in whole]
    return len(agree) >= LEAST_ROWS and all(agree) and any(one != three for one, _, three in whole)
