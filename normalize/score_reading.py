"""Every mention of a score in a report, in reading order: of score tables, of sentences, of odd tables' rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from normalize.findings import Place
from normalize.fiscal import find_fiscal_years
from normalize.kinds import Kind
from normalize.logical_tables import TablePart
from normalize.mentions import Mention
from normalize.prose_lines import ProseLine
from normalize.score_prose import read_prose
from normalize.score_tables import find_score_table, read_score_table

STEP = 100_000  # places that one block may hold, so that orders never overlap
YEAR_REACH = 8  # lines above a table among which the year of its scores is sought


@lru_cache(maxsize=4096)
def _years(text: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(found.year_be for found in find_fiscal_years(text) if found.kind not in ("law", "plan")))


def year_before(lines: Sequence[ProseLine], default: int | None) -> int | None:
    """The year that the lines above speak of: of the nearest line that names exactly one."""
    for line in reversed(lines[-YEAR_REACH:]):
        named = _years(line.text)
        if len(named) == 1:
            return named[0]
    return default


def table_years(parts: Sequence[TablePart], lines: Sequence[ProseLine], default: int | None) -> tuple[int | None, ...]:
    """For each table the fiscal year (B.E.) that the text before it names, else the report's own."""
    found: list[int | None] = []
    for place, part in enumerate(parts):
        between = [line for line in lines if line.after_table == place]
        title = [year for row in part.header.preamble for cell in part.grid.distinct(row) for year in _years(cell.text)]
        inherited = found[-1] if found and part.goes_on else default
        found.append(title[-1] if len(set(title)) == 1 else year_before(between, inherited))
    return tuple(found)


def _table_rows(part: TablePart, year: int | None, order: int) -> Iterator[Mention]:
    """Rows of a table of no known kind, read as sentences: boxes and pairs of a label and a number."""
    for row in range(len(part.grid.rows)):
        cells = [cell for cell in part.grid.distinct(row) if cell.row_no == row + 1]
        if not cells or sum(len(cell.text) for cell in cells) > 2000:
            continue
        place = Place(part.grid.page, part.grid.table_no, row + 1, cells[-1].col_no)
        for mention in read_prose(" ".join(cell.text for cell in cells), year, place, order):
            yield mention
            order += 1


def read_mentions(
    parts: Sequence[TablePart],
    kinds: Sequence[Sequence[Kind]],
    years: Sequence[int | None],
    lines: Sequence[ProseLine],
    default: int | None,
) -> tuple[Mention, ...]:
    """All mentions, tables and prose interleaved as they stand in the report."""
    found: list[Mention] = []
    for place in range(len(parts) + 1):
        between = [line for line in lines if line.after_table == place and line.role != "signature"]
        for number, line in enumerate(between):
            year = year_before([*_headings(lines, place, number), *between[:number]], default)
            found.extend(read_prose(line.text, year, Place(line.paragraph.page), place * 2 * STEP + number * 50))
        if place < len(parts):
            found.extend(_of_table(parts[place], kinds[place], years[place], (place * 2 + 1) * STEP))
    return tuple(found)


def _headings(lines: Sequence[ProseLine], place: int, number: int) -> list[ProseLine]:
    """Titles and headings above the first line of a stretch of prose: they hold on over tables."""
    return (
        [line for line in lines if line.after_table < place and line.role in ("title", "heading")][-2:]
        if number < YEAR_REACH
        else []
    )


def _of_table(part: TablePart, kinds: Sequence[Kind], year: int | None, order: int) -> Iterator[Mention]:
    if any(kind.reader == "scores" for kind in kinds) and (table := find_score_table(part, year)) is not None:
        yield from read_score_table(table, order)
    elif not kinds:
        yield from _table_rows(part, year, order)
