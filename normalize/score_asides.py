"""Scores in brackets behind the names of their indicators, in cells of tables that are of other things: `การใช้งบประมาณ
(๗๒.๔๖ คะแนน) บุคลากรไม่ทราบแผน…`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from normalize.findings import Place
from normalize.lexicon import header_years
from normalize.logical_tables import TablePart
from normalize.mentions import Mention
from normalize.phrases import either
from normalize.score_clauses import Speaker
from normalize.score_prose import read_prose

LONGEST_CELL = 2000  # letters
_BRACKET = re.compile(r"[(\[][^)\]]*\d\.\d")


def scores_in_cells(
    part: TablePart, year: int | None, order: int, speaker: Speaker, *, answers: bool
) -> Iterator[Mention]:
    """The scores in brackets that cells below the header give. `answers`: the table's rows say what is done about the
    scores of an earlier year, so that a year that is not printed beside them is not known."""
    for row in part.data_rows:
        for cell in part.grid.distinct(row):
            if cell.row_no != row + 1 or cell.unsure or len(cell.text) > LONGEST_CELL:
                continue
            if _BRACKET.search(cell.text) is None:
                continue
            place = Place(part.grid.page, part.grid.table_no, cell.cell.row_no, cell.cell.col_no)
            said = _year_beside(part, row, cell.col_no) or (None if answers or _is_dated(part) else year)
            for mention in read_prose(cell.text, said, place, order, speaker):
                if _in_brackets(mention, cell.text):
                    yield replace(mention, kind="unclear") if mention.year is None else mention
                    order += 1


def _year_beside(part: TablePart, row: int, col_no: int) -> int | None:
    """The one year that the header over a cell, or the column of years beside it, names."""
    found = {column.year for column in part.header.columns if column.col_no == col_no and column.year is not None}
    for column in part.header.with_role("year"):
        found.update(header_years(part.grid.text(row, column.col_no - 1)))
    return found.pop() if len(found) == 1 else None


def _is_dated(part: TablePart) -> bool:
    """Whether some columns, or a column of them, name years: the surroundings' year is not that of a cell beside."""
    return any(column.year is not None or column.role == "year" for column in part.header.columns)


def _in_brackets(mention: Mention, text: str) -> bool:
    """Whether a score stands in a bracket right behind the name of what it is of."""
    if mention.kind != "score" or mention.subject.scope == "overall" or not mention.decimals:
        return False
    printed, raw = re.escape(mention.subject.printed), re.escape(mention.raw)
    return re.search(rf"{printed}\s*[(\[]\s*(?:{_WORDS}|[\s=:])*{raw}", text) is not None


_WORDS = either("score_prefix", "number_follows", "which_had")


def known_scores(mentions: Iterable[Mention]) -> Mapping[str, frozenset[float]]:
    """The numbers that mentions give clearly, by the code of what they are of, and all of them by ``."""
    found: dict[str, set[float]] = {"": set()}
    for one in mentions:
        if one.year is not None and one.value is not None and one.kind in ("score", "points"):
            found.setdefault(one.subject.code, set()).add(one.value)
            found[""].add(one.value)
    return {code: frozenset(values) for code, values in found.items()}


def is_known(one: Mention, known: Mapping[str, frozenset[float]]) -> bool:
    """Whether an unclear number is one that another place gives clearly: it need not be told."""
    code = "" if one.subject.scope == "overall" else one.subject.code  # not surely of the whole: it may be of anything
    return one.kind == "unclear" and one.value in known.get(code, ())
