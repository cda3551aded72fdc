"""Which tables hold scores of this body, and what each of their columns says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from normalize.body_names import body_named
from normalize.cell_kinds import in_words
from normalize.framework import Framework, nearest_framework
from normalize.grid import Grid, GridCell
from normalize.headers import Column
from normalize.labels import any_of, meaning
from normalize.levels import read_level
from normalize.lexicon import has_key, read_header
from normalize.logical_tables import TablePart
from normalize.mentions import read_value
from normalize.numerals import NumeralError, parse_number
from normalize.phrases import either
from normalize.score_columns import bodies_in_rows, indicators_of, is_hoped, without_parts, without_points
from normalize.score_rivals import settled
from normalize.subjects import Subject, combine, instrument_of, says_mean
from normalize.thai import squeeze

LABEL_ROLES = frozenset({"indicator", "instrument", "item_code", "topic", "issue", "ordinal"})
SPARE_LABELS = frozenset({"measure", "other", None})  # asked only where no label column names a subject
VALUE_ROLES = ("score", "change", "trend", "comparison", "level", "pass_mark")
NOT_OURS = ("peer", "rank", "full_score", "count", "weighted")  # a column headed so on any level is none of ours
MIN_ROWS = 2  # rows with a subject from which a table is one of scores
CAPTION = 140  # letters: a longer line above a table is no caption


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """A table found to hold scores: its label and value columns, the year that its surroundings name, and the bodies
    that columns are headed by, by column number."""

    part: TablePart
    labels: tuple[Column, ...]
    values: tuple[Column, ...]
    year: int | None
    transposed: bool = False
    bodies: Mapping[int, str] = field(default_factory=dict)
    columns: tuple[Column, ...] = ()

    def with_role(self, role: str) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.role == role)


def row_subject(grid: Grid, row: int, labels: Sequence[Column], framework: Framework) -> Subject | None:
    """What a row is of: by its label columns, else by columns whose meaning is not known."""
    for roles in (LABEL_ROLES, SPARE_LABELS):
        columns = [column for column in labels if column.role in roles]
        found = combine([cell.text for cell in label_cells(grid, row, columns)], framework)
        if found is not None:
            return _numbered_below(found, grid, row, labels, framework) or found
    return None


def _numbered_below(
    found: Subject, grid: Grid, row: int, labels: Sequence[Column], framework: Framework
) -> Subject | None:
    """The indicator whose bare number stands beside its instrument: `IIT` | `๑`."""
    columns = [column for column in labels if column.role == "indicator"]
    if found.scope != "instrument" or not columns:
        return None
    own = combine([cell.text for cell in label_cells(grid, row, columns)], framework)
    return own if own is not None and instrument_of(own.code, framework) == found.code != own.code else None


def label_cells(grid: Grid, row: int, labels: Sequence[Column]) -> Iterator[GridCell]:
    """The cells that label a row, each once. A running number is no label; a total's words in its column are one."""
    last: GridCell | None = None
    for column in labels:
        cell = grid.at(row, column.col_no - 1)
        fresh = cell is not None and not cell.empty and cell is not last
        if cell is not None and fresh and (column.role != "ordinal" or in_words(cell.text)):
            yield cell
        last = cell


def is_mean_of_years(table: ScoreTable, row: int) -> bool:
    """Whether the year's cell of a row says that it is a mean over the years (`เฉลี่ย ๔ ปี`): no score of any year."""
    return any(says_mean(cell.text) for cell in label_cells(table.part.grid, row, table.with_role("year")))


def _refined(part: TablePart, column: Column) -> Column:
    """A column by all levels of its header: what is an average of others, a weight or a count on any level is so."""
    for text in column.path:
        word = read_header(text)
        if word.role in NOT_OURS or word.role == "pass_mark":
            return replace(column, role=word.role)
        if has_key("peer", text):
            return replace(column, role="peer")
    wanting = column.role == "change" and any(has_key(role, column.header) for role in ("target", "pass_mark"))
    if wanting or (column.role == "score" and is_hoped(column.header)):
        return replace(column, role="other")  # what is wanting to a target, or hoped for
    if column.role == "organization" and column.how != "content" and _mostly_numbers(part, column):
        return replace(column, role="score")  # `หน่วยงาน` over numbers: the body's own beside those of others
    if column.role is None and column.year is not None and _mostly_numbers(part, column):
        return replace(column, role="score")
    return column


def _mostly_numbers(part: TablePart, column: Column) -> bool:
    filled = [text for text in part.texts(column) if squeeze(text)]
    return bool(filled) and sum(read_value(text).value is not None for text in filled) >= 0.6 * len(filled)


def _columns(part: TablePart) -> tuple[tuple[Column, ...], dict[int, str]]:
    """The refined columns, and the bodies that head some of them."""
    columns = [_refined(part, column) for column in part.header.columns]
    bodies: dict[int, str] = {}
    for place, column in enumerate(columns):
        named = next((text for text in reversed(column.path) if body_named(text)), None)
        if named is not None and _mostly_numbers(part, column):
            bodies[column.col_no] = named
            columns[place] = replace(column, role="score" if column.role not in VALUE_ROLES else column.role)
    if len(bodies) < MIN_ROWS:  # a lone body in a header is the report's own
        bodies = {}
    else:
        columns = [replace(c, role="peer") if _is_average(c, bodies) else c for c in columns]
    columns = bodies_in_rows(without_parts(indicators_of(part, columns)))
    roles = {column.role for column in columns}
    if not roles & {"score", "weighted"}:
        columns = [_score_of_full(part, column) for column in columns]
        roles = {column.role for column in columns}
    if "full_score" in roles:
        columns = without_points(part, columns)
    if "score" not in roles and "weighted" in roles:
        columns = [replace(column, role="score") if column.role == "weighted" else column for column in columns]
    if any(column.role == "count" and _ITEMS.search(column.header) is None for column in columns):
        columns = [column if _surely_score(column) else replace(column, role="count") for column in columns]
    return tuple(columns), bodies


def _is_average(column: Column, bodies: Mapping[int, str]) -> bool:
    """Whether a column beside those of several bodies is their average."""
    return column.col_no not in bodies and column.role == "score" and meaning("row", column.header) == "overall"


def _score_of_full(part: TablePart, column: Column) -> Column:
    """`คะแนนเต็ม ๑๐๐` over numbers of several sizes: the scores out of it, where no other column holds any."""
    if column.role != "full_score" or not _surely_score(replace(column, role="score")):
        return column
    values = [read_value(text) for text in part.texts(column)]
    broken = [value for value in values if value.value is not None and value.decimals]
    return replace(column, role="score") if len({value.value for value in broken}) >= MIN_ROWS else column


_ITEMS = re.compile(either("item"))  # counts of items or questions: a per cent beside them is no share of persons
_SCORE_HEADER = re.compile(either("score_header"))


def _surely_score(column: Column) -> bool:
    """Beside counts of persons a `ร้อยละ` (per cent) is a share of them: a score's header must say so itself."""
    return column.role != "score" or _SCORE_HEADER.search(column.header) is not None


def _caption(part: TablePart) -> str:
    """The caption line right above a table and its title rows."""
    above = [part.between[-1].text] if part.between and len(part.between[-1].text) <= CAPTION else []
    return " ".join([*above, *(cell.text for row in part.header.preamble for cell in part.grid.distinct(row))])


def find_score_table(part: TablePart, year: int | None) -> ScoreTable | None:
    """The table as one of scores, or None. `year` is what the text before the table says."""
    columns, bodies = _columns(part)
    columns = settled(part, columns, bodies, year)
    if any(column.role == "statistic" for column in columns) or _of_another_scheme(part):
        return None
    if any_of("caption", "not_scores").search(_caption(part)):
        return None
    if not part.header.rows and not part.borrowed_header:
        return _without_header(part, year, nearest_framework(year))
    found = _transposed(part, columns, year) or _by_rows(part, columns, bodies, year)
    return None if found is None or _only_weights(found) else replace(found, columns=columns)


def _of_another_scheme(part: TablePart) -> bool:
    """Whether rows are numbered by the codes of another assessment (MOIT 1, EB 3)."""
    cells = (cell.text for row in part.data_rows for cell in part.grid.distinct(row)[:2])
    return sum(_OTHER_CODE.match(text) is not None for text in cells) >= MIN_ROWS


_OTHER_CODE = re.compile(rf"\s*{either('other_schemes')}\s*[0-9๐-๙]", re.IGNORECASE)


def _transposed(part: TablePart, columns: Sequence[Column], year: int | None) -> ScoreTable | None:
    """Indicators head the columns; rows are years or bodies."""
    subjects = [column for column in columns if column.subject is not None and column.subject.scope != "overall"]
    if len(subjects) < MIN_ROWS or _rows_are_narrower(part, columns, subjects, nearest_framework(year)):
        return None
    ours = [column for column in columns if column.role not in NOT_OURS]
    roles = {"score", "level"}
    if any(column.role == "score" and column not in subjects for column in ours):
        roles |= {"change", "trend", "comparison"}  # beside the overall they speak of it
    values = tuple(column for column in ours if column.subject is not None or column.role in roles)
    return ScoreTable(part, tuple(c for c in columns if c not in values), values, year, transposed=True)


def _rows_are_narrower(
    part: TablePart, columns: Sequence[Column], subjects: Sequence[Column], framework: Framework
) -> bool:
    """Whether the columns are instruments and the rows their indicators: each number is that of its row."""
    if any(column.subject is not None and column.subject.scope != "instrument" for column in subjects):
        return False
    labels = [column for column in columns if column.role in LABEL_ROLES | SPARE_LABELS]
    rows = [row_subject(part.grid, row, labels, framework) for row in part.data_rows]
    return any(found is not None and found.scope in ("indicator", "sub_indicator", "item") for found in rows)


def _by_rows(
    part: TablePart, columns: Sequence[Column], bodies: Mapping[int, str], year: int | None
) -> ScoreTable | None:
    framework = nearest_framework(year)
    values = tuple(column for column in columns if column.role in (*VALUE_ROLES, "weighted"))
    scores = tuple(column for column in values if column.role == "score")
    if not scores:
        return None
    labels = tuple(column for column in columns if _may_label(part, column, scores[0]))
    table = ScoreTable(part, labels, values, year, bodies=bodies)
    rows = [row for row in part.data_rows if row_subject(part.grid, row, labels, framework) is not None]
    told = [row for row in rows if any(_says(part.grid.text(row, column.col_no - 1)) for column in scores)]
    if len(rows) >= MIN_ROWS and told:
        return table
    filled = any(read_value(text).value is not None for column in scores for text in part.texts(column))
    if filled and any(column.role in ("organization", "year") for column in columns):
        return table  # a body or a year a row, with the overall score
    return table if len(rows) == 1 and told and len(part.data_rows) <= MIN_ROWS else None


def _may_label(part: TablePart, column: Column, first: Column) -> bool:
    """Whether a column may say what its rows are of. Bare numbers behind the scores, under words that are not known,
    are ranks or counts and no numbers of indicators."""
    if column.role in LABEL_ROLES and column.how != "content":
        return True
    spare = column.role in LABEL_ROLES | SPARE_LABELS
    return spare and not (column.col_no > first.col_no and _mostly_numbers(part, column))


def _says(text: str) -> bool:
    return read_value(text).value is not None or meaning("state", text) is not None


def _without_header(part: TablePart, year: int | None, framework: Framework) -> ScoreTable | None:
    """A table that prints no header: one column names indicators, exactly one other holds numbers, perhaps one levels.
    A column whose first cell is text has a header that is not known, and is left."""
    grid = part.grid
    columns = part.header.columns
    rows = range(len(grid.rows))

    def texts(column: Column) -> list[str]:
        return [grid.text(row, column.col_no - 1) for row in rows]

    named = [c for c in columns if sum(combine([text], framework) is not None for text in texts(c)) >= MIN_ROWS]
    scores = [c for c in columns if c not in named[:1] and _mostly_scores(texts(c))]
    if not named or len(scores) != 1 or not _says(texts(scores[0])[0]):
        return None
    levels = [c for c in columns if c not in (*named[:1], *scores) and any(read_level(t, framework) for t in texts(c))]
    labels = tuple(c for c in columns if c not in (*scores, *levels))
    values = (replace(scores[0], role="score"), *(replace(column, role="level") for column in levels))
    found = ScoreTable(part, labels, values, year)
    return None if _only_weights(found) else found


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


def _only_weights(table: ScoreTable) -> bool:
    """Whether every number is the year's weight of what it stands by: a table of weights and not of scores."""
    framework = nearest_framework(table.year)
    seen = 0
    for row in table.part.data_rows:
        subject = row_subject(table.part.grid, row, table.labels, framework)
        for column in table.values:
            value = read_value(table.part.grid.text(row, column.col_no - 1)).value if column.role == "score" else None
            owner = column.subject if table.transposed else subject
            if value is None or owner is None:
                continue
            weight = 100.0 if owner.scope == "overall" else (framework.weight(owner.code) or 0.0) * 100
            if abs(value - weight) > 1e-6:
                return False
            seen += 1
    return seen >= MIN_ROWS
