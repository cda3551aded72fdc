"""Every mention of a score in a report, in reading order: of score tables, of sentences, of odd tables' rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from normalize.findings import Place
from normalize.fiscal import find_fiscal_years
from normalize.grid import GridCell
from normalize.kinds import Kind
from normalize.logical_tables import TablePart
from normalize.mentions import Mention, read_value
from normalize.numerals import find_numbers, to_arabic
from normalize.phrases import either
from normalize.prose_lines import ProseLine, is_caption, opens_list
from normalize.report_head import MEASURE_KINDS, RESULT, RESULT_REACH, title_kinds
from normalize.score_asides import is_known, known_scores, scores_in_cells
from normalize.score_captions import Side, between_tables, caption_side, captions_below
from normalize.score_clauses import Speaker
from normalize.score_layouts import ScoreTable
from normalize.score_pairs import paired
from normalize.score_prose import read_prose
from normalize.score_tables import Unread, read_score_table

BOX_COLUMNS = 3  # a box of labels and numbers has no more columns
LONGEST_ROW = 2000  # letters
STEP = 100_000  # places that one block may hold, so that orders never overlap
YEAR_REACH = 8  # lines above a table among which the year of its scores is sought
CAPTION = 120  # letters: a longer line is no caption


@lru_cache(maxsize=4096)
def _years(text: str) -> tuple[int, ...]:
    """The years that a text speaks of, but for those that it only compares with."""
    named = (found for found in find_fiscal_years(text) if found.kind not in ("law", "plan"))
    found = [one.year_be for one in named if _COMPARED.search(text[: one.start]) is None]
    further = [int(year) for year in _FURTHER.findall(to_arabic(text))] if found else []
    return tuple(dict.fromkeys((*found, *further)))


_FURTHER = re.compile(r"(?<=25\d\d)\s*[/, ]\s*(25[5-9]\d)(?!\d)")  # 2565 2566 และ 2567, 2566/2567
_COMPARED = re.compile(rf"{either('compared_with')}\s*(?:{either('result', 'points')}|[\s(])*$")


def _result_year(text: str) -> int | None:
    """Of a line that names several years, the one right behind its words for a result of the assessment; none where
    several stand there in a row."""
    behind = [text[hit.start() : hit.start() + RESULT_REACH] for hit in RESULT.finditer(text)]
    found = {years[0] for said in behind if (years := _years(said))}
    return found.pop() if len(found) == 1 and not any(_SERIES.search(to_arabic(said)) for said in behind) else None


_SERIES = re.compile(
    rf"25\d\d\s*(?:[/,\-–]|{either('joins', 'up_to')})?\s*{either('fiscal_year')}?\s*{either('era')}?\s*25[5-9]\d"
)


def _hands_on(line: ProseLine) -> bool:
    """Whether a line says the year of what follows: titles, headings, captions, and sentences that end in `ดังนี้`."""
    if line.role in ("title", "heading") or opens_list(line.text):
        return True
    return len(line.text) <= CAPTION and not any(number.decimals for number in find_numbers(line.text))


def year_before(lines: Sequence[ProseLine], default: int | None) -> int | None:
    """The year that the lines above speak of: of the nearest line that hands one on, up to the last heading."""
    for line in reversed(lines[-YEAR_REACH:]):
        if not _hands_on(line):
            continue
        named = _years(line.text)
        if len(named) == 1:
            return default if _is_of_measures(line.text, named[0], default) else named[0]
        if named and (year := _result_year(line.text)) is not None:
            return year
    return default


def _is_of_measures(text: str, year: int, default: int | None) -> bool:
    """Whether a line's year is that of measures, which answer the scores of an earlier one."""
    earlier = default is not None and default < year and _result_year(text) is None
    return earlier and not MEASURE_KINDS.isdisjoint(title_kinds(text))


def table_years(parts: Sequence[TablePart], lines: Sequence[ProseLine], default: int | None) -> tuple[int | None, ...]:
    """For each table the fiscal year (B.E.) that the text before it names, or its caption below, else the report's own;
    None where a caption's year may be that of another table."""
    side = caption_side(parts, lines, default)
    below = captions_below(lines, len(parts)) if side is not Side.ABOVE else {}
    found: list[int | None] = []
    for place, part in enumerate(parts):
        between = [line for line in between_tables(lines, place) if not below or not is_caption(line.text)]
        title = [year for row in part.header.preamble for cell in part.grid.distinct(row) for year in _years(cell.text)]
        inherited = found[-1] if found and part.goes_on else default
        # the line right above a table speaks of it, however long it is
        last = _years(between[-1].text) if between else ()
        above = last[0] if len(last) == 1 else year_before(between, inherited)
        own = title[-1] if len(set(title)) == 1 else None
        found.append(own or _by_captions(above, below.get(place), below.get(place - 1), side))
    return _whole_tables(parts, found) if below else tuple(found)


def _by_captions(above: int | None, own: ProseLine | None, before: ProseLine | None, side: Side) -> int | None:
    """The year of a table by the text above it, and by the captions directly below it and below the table before."""
    said = _years(own.text) if own is not None else ()
    if side is Side.BELOW:
        return said[0] if len(said) == 1 else above
    if side is Side.UNCLEAR and before is not None and len(set(_years(before.text))) == 1:
        return None
    return None if side is Side.UNCLEAR and len(set(said)) == 1 and said[0] != above else above


def _whole_tables(parts: Sequence[TablePart], years: Sequence[int | None]) -> tuple[int | None, ...]:
    """The years of tables whose captions stand below their last page: that of the last part is that of all."""
    found = list(years)
    for place in range(len(parts) - 1, 0, -1):
        if parts[place].goes_on:
            found[place - 1] = found[place]
    return tuple(found)


def _is_number(text: str) -> bool:
    return read_value(text).value is not None


def _one_number(cells: Sequence[GridCell]) -> bool:
    """Whether a row gives exactly one number, its running number at the left not counted."""
    numbers = [cell for cell in cells if _is_number(cell.text)]
    if numbers and cells and numbers[0] is cells[0] and len(cells) > 2:
        numbers = numbers[1:]
    return len(numbers) <= 1


def _table_rows(part: TablePart, year: int | None, order: int, speaker: Speaker) -> Iterator[Mention]:
    """Rows of a table of no known kind and without a header, read as sentences: boxes and pairs of a label and its
    number. A row of several numbers says nothing without its header."""
    if part.header.rows or part.borrowed_header or part.grid.col_count > BOX_COLUMNS:
        return
    for row in range(len(part.grid.rows)):
        cells = [cell for cell in part.grid.distinct(row) if cell.row_no == row + 1]
        if (
            not cells
            or any(cell.unsure for cell in cells)
            or not _one_number(cells)
            or sum(len(cell.text) for cell in cells) > LONGEST_ROW
        ):
            continue
        place = Place(part.grid.page, part.grid.table_no, row + 1, cells[-1].col_no)
        for mention in read_prose(" ".join(cell.text for cell in cells), year, place, order, speaker):
            yield mention
            order += 1


def read_mentions(
    parts: Sequence[TablePart],
    kinds: Sequence[Sequence[Kind]],
    tables: Sequence[ScoreTable | None],
    years: Sequence[int | None],
    lines: Sequence[ProseLine],
    default: int | None,
    speaker: Speaker,
    *,
    answered: bool = False,
) -> tuple[Mention | Unread, ...]:
    """All mentions, tables and prose interleaved as they stand in the report; `tables`: the parts as score tables;
    `answered`: the report says that `default` is the year of the results which it answers, and not its own."""
    found: list[Mention | Unread] = []
    for place in range(len(parts) + 1):
        between = [line for line in lines if line.after_table == place and line.role != "signature" and not line.boxed]
        pairs = paired(between)
        for number, line in enumerate(between):
            year = year_before([*_headings(lines, place, number), *between[:number]], default)
            said = read_prose(
                pairs.texts.get(number, line.text),
                year,
                Place(line.paragraph.page),
                place * 2 * STEP + number * 50,
                speaker,
            )
            if number in pairs.unsure:
                said = (replace(one, kind="unclear", year=None) for one in said if one.value is not None)
            # What is not certain is told by the reader's own finding.
            found.extend(one for one in said if not line.doubtful(one.raw, one.subject.printed))
        if place < len(parts):
            order = (place * 2 + 1) * STEP
            said_so = answered and years[place] == default
            found.extend(
                _of_table(parts[place], kinds[place], tables[place], years[place], order, speaker, said_so=said_so)
            )
    return tuple(_without_known(found))


def _without_known(found: Sequence[Mention | Unread]) -> Iterator[Mention | Unread]:
    """All but the unclear mentions of a number that another place gives clearly."""
    known = known_scores(one for one in found if isinstance(one, Mention))
    yield from (one for one in found if isinstance(one, Unread) or not is_known(one, known))


def _headings(lines: Sequence[ProseLine], place: int, number: int) -> list[ProseLine]:
    """Titles and headings above the first line of a stretch of prose: they hold on over tables."""
    return (
        [line for line in lines if line.after_table < place and line.role in ("title", "heading")][-2:]
        if number < YEAR_REACH
        else []
    )


def _of_table(
    part: TablePart,
    kinds: Sequence[Kind],
    table: ScoreTable | None,
    year: int | None,
    order: int,
    speaker: Speaker,
    *,
    said_so: bool,
) -> Iterator[Mention | Unread]:
    if table is not None and any(kind.reader == "scores" for kind in kinds):
        yield from read_score_table(table, order)
        return
    if not kinds:
        yield from _table_rows(part, year, order, speaker)
    if part.header.rows or part.borrowed_header:
        yield from scores_in_cells(part, year, order, speaker, answers=bool(kinds) and not said_so)
