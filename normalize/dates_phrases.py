"""Date phrases: terms with the words before them (by, from, at the end of …), ranges and lists of
terms.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from normalize.dates_context import in_law, in_plan
from normalize.dates_parts import next_quarter, part_term
from normalize.dates_resolve import is_of_month
from normalize.dates_spans import DateSpan, list_spans, pair_span, single_span
from normalize.dates_terms import (
    JOINS,
    Found,
    Term,
    Tokens,
    day_term,
    end_of,
    glued,
    is_day,
    month_term,
    numeric_term,
    read_year,
    skip,
    year_term,
)

Modes = frozenset[str]

LEADING = frozenset({"by", "before", "from", "after", "ending", "whole", "each", "between", "to"})
INNER = frozenset({"filler", "ending", "between"})  # words that may stand between ถึง (to) and the second term
NAMES_THE_YEAR = frozenset({"whole", "by", "before", "ending", "after", "each"})  # make `ปีงบประมาณ` alone a date
PARSERS = (numeric_term, part_term, day_term, month_term, year_term)
MOST_LEADING = 6  # words before a term
MOST_LISTED = 31  # terms in a list: bounds that keep the reading linear
WIDE = 2  # years from which on a span of fiscal years behind a plan's name is the plan's


@dataclass(frozen=True, slots=True)
class Phrase:
    """The spans of one phrase, the index behind it, and its term if that is a part of a fiscal year (the
    first of several).
    """

    spans: tuple[DateSpan, ...]
    behind: int
    part: Term | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A text, its tokens, and the fiscal year (B.E.) for what prints no year."""

    text: str
    tokens: Tokens
    fy_be: int | None


def read_phrase(source: Source, index: int) -> Phrase | None:
    """The date phrase that starts at a token, or None. A habit (`ทุกเดือน…`, every …) or the year of a
    law gives no span.
    """
    tokens = source.tokens
    modes, here = _leading(tokens, index)
    days, here = _day_list(tokens, here, not modes)
    found = _term(tokens, here, not modes and not days)
    if found is None:
        return None
    term, behind = _with_part(source, *found)
    if not days:
        term = replace(term, start=tokens[index].start)
        if (second := _second(tokens, behind, term, modes)) is not None:
            return _pair(source, term, *second)
    terms, after = _list(tokens, behind, term)
    if not days and _says_nothing(source, terms, modes, (index - 1, after)):
        return None
    if _is_no_date(source, term, modes, behind):
        return Phrase((), behind)
    terms = [*(replace(day, month=term.month, year=term.year) for day in days), *terms]
    if len(terms) > 1:
        part = term if term.kind == "part" else None
        return Phrase(list_spans(source.text, terms, modes, source.fy_be), after, part)
    return _one(source, term, behind, modes)


def _one(source: Source, term: Term, behind: int, modes: Modes) -> Phrase:
    onward = _open_end(source, behind)
    if onward:
        behind += onward
        modes |= {"onward"}
        term = replace(term, end=end_of(source.tokens, behind))
    span = single_span(source.text, term, modes, source.fy_be)
    return Phrase((span,), behind, term if term.kind == "part" else None)


def _open_end(source: Source, behind: int) -> int:
    """How many tokens behind a term leave its end open: `เป็นต้นไป` (onward), `- ปัจจุบัน` (until now), or a dash that
    ends the text."""
    if glued(source.tokens, behind, {"onward"}).kind:
        return 1
    if not glued(source.tokens, behind, {"dash", "to"}).kind:
        return 0
    if glued(source.tokens, behind + 1, {"now"}).kind:
        return 2
    return int(not source.text[source.tokens[behind].end :].strip(" ."))


def _leading(tokens: Tokens, index: int) -> tuple[Modes, int]:
    """The kinds of the words before a term (ภายใน by, ตั้งแต่ from …), and the index behind them."""
    here = index
    modes: set[str] = set()
    while here < min(len(tokens), index + MOST_LEADING) and (here == index or tokens[here].glued):
        kind = tokens[here].kind
        if kind not in LEADING and not (kind == "filler" and modes):
            break
        modes.add(kind)
        here += 1
    return frozenset(modes), here


def _day_list(tokens: Tokens, index: int, first: bool) -> tuple[list[Term], int]:
    """The days of `วันที่ ๑๐, ๑๗ และ ๒๔ มกราคม` but the last, as terms without a month, and the index
    of the last. A text may begin with them without วันที่ (day); elsewhere a bare number may count things.
    """
    days: list[Term] = []
    if index >= len(tokens) or not (first or tokens[index].glued):
        return days, index
    worded = tokens[index].kind == "day"
    if not worded and not (index == 0 and tokens[0].start == 0):
        return days, index
    here, start = index + worded, tokens[index].start
    while (
        len(days) < MOST_LISTED
        and is_day(tokens[here] if here == 0 else glued(tokens, here))
        and glued(tokens, here + 1, {"and"}).kind
    ):
        day = tokens[here]
        days.append(Term("day", start if not days else day.start, day.end, day=day.value, last_day=day.value))
        here = skip(tokens, here + 2, {"day"}) if is_day(glued(tokens, skip(tokens, here + 2, {"day"}))) else here + 2
    last = day_term(tokens, here) if days and is_day(glued(tokens, here)) else None
    return (days, here) if last is not None else ([], index)


def _term(tokens: Tokens, index: int, first: bool) -> Found:
    if index >= len(tokens) or not (first or tokens[index].glued):
        return None
    return next((found for parser in PARSERS if (found := parser(tokens, index)) is not None), None)


def _with_part(source: Source, term: Term, behind: int) -> tuple[Term, int]:
    """`ปีงบประมาณ ๒๕๖๘ ไตรมาสที่ ๑` and `ปี ๒๕๖๘ (รอบ ๖ เดือน)`: the part of the year that is printed
    before it.
    """
    tokens = source.tokens
    if term.kind not in {"fiscal_year", "year"} or term.year is None or behind >= len(tokens):
        return term, behind
    if source.text[term.end : tokens[behind].start].strip() not in {"", "("}:
        return term, behind
    found = part_term(tokens, behind)
    if found is None or found[0].year is not None:
        return term, behind
    return replace(found[0], start=term.start, year=term.year), found[1]


def _second(tokens: Tokens, behind: int, term: Term, modes: Modes) -> tuple[Term, int] | None:
    """The term that a range ends with: behind ถึง (to) or a dash, behind สิ้นสุด (ends), behind และ
    after ระหว่าง (between).
    """
    join = glued(tokens, behind).kind
    monthly = is_of_month(term)
    if (
        join not in JOINS
        and not (join == "ending" and monthly)
        and not (join == "and" and "between" in modes and monthly)
    ):
        return None
    here = behind + 1
    while here < behind + MOST_LEADING and glued(tokens, here, INNER).kind:
        here += 1
    found = _term(tokens, here, False)
    if found is None and term.kind in {"fiscal_year", "year"} and term.year is not None:
        year, after = read_year(tokens, here, cued=True, fiscal=term.year.fiscal)
        if year is not None:
            return replace(term, start=tokens[here].start, end=end_of(tokens, after), year=year), after
    return found if found is not None and _fits(term, found[0]) else None


def _fits(first: Term, second: Term) -> bool:
    """Whether two terms can be the ends of one range."""
    if is_of_month(first):
        return is_of_month(second) or second.kind == "fiscal_year"
    if first.kind == "part":
        return second.kind == "part"
    return second.kind == first.kind or (second.bare and second.kind == "year")


def _pair(source: Source, first: Term, second: Term, behind: int) -> Phrase:
    if first.kind == "fiscal_year" and second.kind == "year" and second.year is not None:
        second = replace(second, kind="fiscal_year", year=replace(second.year, fiscal=True))
    if first.kind in {"fiscal_year", "year"} and _is_of_a_name(source.text, first, second):
        return Phrase((), behind)
    return Phrase((pair_span(source.text, first, second, source.fy_be),), behind)


def _is_of_a_name(text: str, first: Term, second: Term) -> bool:
    """Whether a span of years belongs to the name of a plan or law: `แผนพัฒนาท้องถิ่น พ.ศ. ๒๕๖๖ -
    ๒๕๗๐`.
    """
    wide = first.year is not None and second.year is not None and second.year.be - first.year.be >= WIDE
    if first.bare and in_law(text, first.start):
        return True
    return (first.bare or wide) and in_plan(text, first.start)


def _list(tokens: Tokens, behind: int, term: Term) -> tuple[list[Term], int]:
    """The term and those that และ (and) or a comma joins to it, if all are days or months, quarters or years;
    and the index behind them.
    """
    terms = [term]
    while len(terms) < MOST_LISTED and glued(tokens, behind, {"and"}).kind:
        found = _next(tokens, behind + 1, term)
        if found is None:
            break
        terms.append(found[0])
        behind = found[1]
    return terms, behind


def _next(tokens: Tokens, index: int, term: Term) -> Found:
    if is_of_month(term):
        return _next_month(tokens, index)
    return next_quarter(tokens, index) if term.quarter else _next_year(tokens, index, term)


def _next_month(tokens: Tokens, index: int) -> Found:
    """A day or month of a list, unless a range starts with it."""
    found = _term(tokens, index, False)
    if found is None or not is_of_month(found[0]) or _second(tokens, found[1], found[0], frozenset()) is not None:
        return None
    return found


def _next_year(tokens: Tokens, index: int, term: Term) -> Found:
    """The second year of `ปีงบประมาณ พ.ศ.2566 กับ 2567`, four digits without a word of its own but the
    era.
    """
    if term.year is None or term.kind == "part":
        return None
    year, behind = read_year(tokens, index, cued=True, fiscal=term.year.fiscal)
    if year is None or len(tokens[behind - 1].text) != 4:
        return None
    return replace(term, start=tokens[index].start, end=end_of(tokens, behind), year=year), behind


def _says_nothing(source: Source, terms: list[Term], modes: Modes, beside: tuple[int, int]) -> bool:
    """`ก.พ.` or `ปีงบประมาณ` alone in a sentence, with nothing beside it (before, behind) that makes it
    a time.
    """
    if terms[0].kind == "fiscal_year" and terms[0].year is None:
        return modes.isdisjoint(NAMES_THE_YEAR)
    if modes or not all(term.weak for term in terms):
        return False
    before, behind = beside
    row = {"dotted_month", "full_month"}  # ต.ค. พ.ย. ธ.ค.: the months of a calendar in a row
    if glued(source.tokens, behind, row).kind or (
        glued(source.tokens, before + 1).kind and source.tokens[before].kind in row
    ):
        return False
    return source.text.strip(" \n()-") != source.text[terms[0].start : terms[-1].end]


def _is_no_date(source: Source, term: Term, modes: Modes, behind: int) -> bool:
    """A habit (every January, `ของทุกปี` of every year) or the year of a law."""
    every = "each" in modes or glued(source.tokens, behind, {"each"}).kind
    return bool(every and term.year is None) or (term.bare and in_law(source.text, term.start))
