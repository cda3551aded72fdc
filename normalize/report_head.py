"""What a report says of itself: title, kind, fiscal year, period."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from normalize.digits import to_arabic
from normalize.fiscal import find_fiscal_years, find_period, fiscal_year_of, fiscal_year_period
from normalize.markers import leading_marker
from normalize.phrases import alternatives, either
from normalize.prose_lines import (
    ProseLine,
    goes_on_title,
    is_caption,
    is_title_start,
    leaves_open,
    speaks_of_assessment,
)
from normalize.resources import toml

TITLE_LINES = 6
COVER_REACH = 40  # lines: a title farther down is that of a part
MEMO_HEAD = 4  # lines that may stand above the subject of a memo
COVER_LINES = 14
RESULT_REACH = 90  # letters between `ผลการประเมิน` and the year that it is of
TITLE_KINDS = ("measures_report", "measures_plan", "score_analysis", "score_report")
MEASURE_KINDS = frozenset(TITLE_KINDS[:2])


@dataclass(frozen=True, slots=True)
class Head:
    """Title, fiscal year (B.E.) and period with what they rest on (`printed`, `inferred`), years answered."""

    title: str | None
    fiscal_year_be: int | None
    fiscal_year_basis: str | None
    period_start: datetime.date | None
    period_end: datetime.date | None
    period_basis: str | None
    answered_years: dict[int, int]


def _strip(text: str) -> str:
    return text.strip(' *#“”"\\')


def _title_blocks(lines: Sequence[ProseLine]) -> Iterator[tuple[int, str]]:
    """Every title of the cover with the lines that go on with it, and the place where it begins."""
    for place, line in enumerate(lines[:COVER_REACH]):
        if line.role != "title" or not is_title_start(line.text):
            continue
        if line.after_table and is_caption(line.text):
            continue  # a table's caption is no title, whatever it names
        block = _strip(line.text)
        for before, following in pairwise(lines[place : place + TITLE_LINES]):
            if following.role != "title" or not goes_on_title(following.text, before.text):
                break
            block += ("" if leaves_open(before.text) else " ") + _strip(following.text)
        yield place, block


def read_title(lines: Sequence[ProseLine], subject: str | None) -> str | None:
    """The title as printed: the first title block that names a year, else the first; the subject of a memo where that
    comes before."""
    blocks = list(_title_blocks(lines))
    chosen = next(((place, text) for place, text in blocks if _years(text)), blocks[0] if blocks else None)
    if chosen is not None and not (subject and chosen[0] > MEMO_HEAD):
        return chosen[1]
    if subject:
        return subject
    first = next((line for line in lines if line.role == "heading"), None)
    return _strip(first.text) if first else None


def _years(text: str) -> list[int]:
    return [found.year_be for found in find_fiscal_years(text) if found.kind not in ("law", "plan")]


def _first_dated(lines: Sequence[ProseLine]) -> str | None:
    """The first short line of the cover that names a year."""
    head = (line.text for line in lines[:COVER_LINES] if line.role in ("title", "heading") or len(line.text) < 120)
    return next((text for text in head if _years(text)), None)


def _fiscal_year(title: str | None, lines: Sequence[ProseLine]) -> tuple[int | None, str | None]:
    """The report's own year: of its title, else of its cover, else the year that the whole names most."""
    # a numbered line is the heading of a part, whose year may be another
    named = list(dict.fromkeys(_years(title or ""))) if leading_marker(title or "") is None else []
    if len(named) == 1:
        return named[0], "printed"
    if named:
        return max(named), "inferred"
    cover = [
        year
        for line in lines[:COVER_LINES]
        if line.role in ("title", "heading") or len(line.text) < 120
        for year in _years(line.text)
    ]
    if cover:
        first = max(_years(cover_line)) if (cover_line := _first_dated(lines)) else cover[0]
        return first, "printed" if len(set(cover)) == 1 else "inferred"
    bare = _BARE_END.search(to_arabic(title or ""))
    return (int(bare[1]), "inferred") if bare else _named_most(lines)


def _named_most(lines: Sequence[ProseLine]) -> tuple[int | None, str | None]:
    everywhere = Counter(year for line in lines for year in _years(line.text))
    if not everywhere:
        return None, None
    most = everywhere.most_common(2)
    if len(most) > 1 and most[0][1] == most[1][1]:
        return max(most[0][0], most[1][0]), "inferred"
    return most[0][0], "inferred"


_BARE_END = re.compile(r"(?<![\d./-])(25[5-9]\d)\s*$")  # a title that ends in a year, whatever stands before it


def _period(
    title: str | None, lines: Sequence[ProseLine], year: int | None
) -> tuple[datetime.date | None, datetime.date | None, str | None]:
    """The period that title or cover print; else the fiscal year that a title says the report is of."""
    head = [line.text for line in lines[:COVER_LINES] if len(line.text) < 160]
    for text in ([title] if title else []) + head:
        found = find_period(text, year)
        if found is not None and found.basis == "printed":
            return found.start, found.end, "printed"
    for text in ([title] if title else []) + head:
        found = find_period(text, year)
        if found is not None:
            return found.start, found.end, found.basis
    if year is not None and title is not None and year in _years(title):
        return (*fiscal_year_period(year), "inferred")
    return None, None, None


RESULT = re.compile(either("result"))  # result of the assessment


def _answered(lines: Sequence[ProseLine]) -> dict[int, int]:
    """How often each year is named right behind words for a result of the assessment."""
    found: Counter[int] = Counter()
    for line in lines:
        for hit in RESULT.finditer(line.text):
            found.update(dict.fromkeys(_years(line.text[hit.start() : hit.start() + RESULT_REACH])[:1], 1))
    return dict(sorted(found.items()))


def result_year(head: Head) -> int | None:
    """The year of scores that no line near them names: that of the result which the title speaks of, else the only one
    that the report speaks of, where that is not its own; else the report's own."""
    titled = {
        years[0]
        for hit in RESULT.finditer(head.title or "")
        if (years := _years((head.title or "")[hit.start() : hit.start() + RESULT_REACH]))
    }
    if len(titled) == 1:
        return titled.pop()
    year, answered = head.fiscal_year_be, list(head.answered_years)
    return answered[0] if year is not None and len(answered) == 1 and answered[0] < year else year


def read_head(lines: Sequence[ProseLine], subject: str | None) -> Head:
    title = read_title(lines, subject)
    year, basis = _fiscal_year(title, lines)
    start, end, period_basis = _period(title, lines, year)
    if year is None and start is not None:
        year, basis = fiscal_year_of(start), "inferred"
    return Head(title, year, basis, start, end, period_basis, _answered(lines))


@cache
def _kind_words(kind: str) -> re.Pattern[str]:
    words = toml("labels")["report"][kind]
    return re.compile(alternatives(words))


def title_kinds(title: str | None) -> tuple[str, ...]:
    """The kinds of report that a title's words fit, in the contract's order."""
    return tuple(kind for kind in TITLE_KINDS if title and _kind_words(kind).search(title))


def _said_first(title: str | None) -> str | None:
    """The kind whose words a title prints first: `มาตรการส่งเสริม…` is a plan, `การวิเคราะห์ผล… เพื่อกำหนดมาตรการ` is not."""
    hits = [(hit.start(), kind) for kind in TITLE_KINDS if title and (hit := _kind_words(kind).search(title))]
    return min(hits, key=lambda hit: hit[0])[1] if hits else None


def report_kind(title: str | None, *, measures: int, results: bool, scores: int, discussed: bool, about: bool) -> str:
    """The kind of the report; where two fit, the one named first in the contract.

    `results`: some measure says what was done. `discussed`: problems or suggestions stand beside the scores.
    """
    if not about:
        return "other"
    first = _said_first(title)
    if measures:
        return "measures_report" if results or "measures_report" in title_kinds(title) else "measures_plan"
    if first in ("measures_report", "measures_plan"):
        return first
    if scores:
        return "score_analysis" if discussed or "score_analysis" in title_kinds(title) else "score_report"
    return "other"


__all__ = ["Head", "read_head", "read_title", "report_kind", "result_year", "speaks_of_assessment", "title_kinds"]
