"""Dates as reports print them: exact days, and the dates, ranges and periods inside a text.

Printed years are Buddhist-era ones unless the era or their size says otherwise; all results are in the
Common Era.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from normalize.dates_calendar import FIRST_FISCAL, LAST_FISCAL, fiscal_year_period
from normalize.dates_context import said_before
from normalize.dates_phrases import Phrase, Source, read_phrase
from normalize.dates_spans import DateSpan
from normalize.dates_tokens import tokens_of
from normalize.dates_words import context_pattern

__all__ = ["DateError", "DateSpan", "find_dates", "parse_date", "prints_year", "said_done", "said_due"]

_BLANK = " \t\n()"
_LONGEST_PHRASE = 60  # letters: no longer text is looked up as `ตลอดปี` (throughout the year)
_WHOLE_YEAR = re.compile(r"[\s(]*([0-9๐-๙]{4})[\s)]*")


class DateError(ValueError):
    """The text is not exactly one day with its year, or that day does not exist."""


def parse_date(text: str) -> date:
    """The one day that the whole text is, its year printed: `๑ ธันวาคม ๒๕๖๕`, `วันที่ ๑๐ เดือน มกราคม
    พ.ศ. ๒๕๖๘`, `22 ต.ค. 67`, `31/1/2566`. DateError otherwise, also for days that do not exist (31
    เมษายน, April).
    """
    spans = find_dates(text)
    if len(spans) != 1:
        raise DateError(f"not exactly one date: {text[:60]!r}")
    span = spans[0]
    alone = _is_lead_in(text[: span.pos]) and not text[span.end_pos :].strip(_BLANK)
    if not alone or span.precision != "day" or span.bound != "exact":
        raise DateError(f"not one day: {text[:60]!r}")
    if span.start is None or span.start != span.end or span.year_basis != "printed":
        raise DateError(f"no such day, or no year printed: {text[:60]!r}")
    return span.start


def _is_lead_in(before: str) -> bool:
    """Whether what stands before a date is nothing, or words such as `ประกาศ ณ` (announced on)."""
    words = before.strip(_BLANK)
    return not words or context_pattern("lead_in").fullmatch(words) is not None


def find_dates(text: str, fy_be: int | None = None) -> tuple[DateSpan, ...]:
    """The dates of a text in order of print, none within another. Never raises.

    `fy_be` (B.E.) lends its year to what prints none: `ภายในเดือนมกราคม` (by January), `สิ้นปีงบประมาณ`
    (end of the fiscal year), and a text that is nothing but `ตลอดปี` (throughout the year). Without it,
    and for days that do not exist, the span stands with neither start nor end.
    """
    return tuple(span for span, _ in dates_and_parts(text, fy_be))


@lru_cache(maxsize=1 << 12)  # a cell is asked for its dates by many
def dates_and_parts(text: str, fy_be: int | None = None) -> tuple[tuple[DateSpan, bool], ...]:
    """As `find_dates`, each with whether it names a part of a fiscal year: a round, a half year, a
    quarter.
    """
    plausible = fy_be if fy_be is not None and FIRST_FISCAL <= fy_be <= LAST_FISCAL else None
    if (whole := _all_year(text, plausible)) is not None:
        return ((whole, False),)
    source = Source(text, tokens_of(text), plausible)
    phrases: list[Phrase] = []
    index = 0
    while index < len(source.tokens):
        phrase = read_phrase(source, index)
        if phrase is not None:
            phrases.append(phrase)
        index = index + 1 if phrase is None else phrase.behind
    if not phrases and (year := _WHOLE_YEAR.fullmatch(text)):
        return ((DateSpan(None, None, "year", "printed", year[1], year.start(1), year.end(1)), False),)
    return _explained(text, phrases)


def _all_year(text: str, fy_be: int | None) -> DateSpan | None:
    """The fiscal year of a text that is only `ตลอดปี` (throughout the year) or its like. None for any other."""
    ink = text.strip(_BLANK + "-–.")
    if len(ink) > _LONGEST_PHRASE or context_pattern("all_year").fullmatch(ink) is None:
        return None
    start, end = fiscal_year_period(fy_be) if fy_be is not None else (None, None)
    precision = "fiscal_year" if fy_be is not None else "year"
    pos = text.index(ink)
    return DateSpan(start, end, precision, "inferred", ink, pos, pos + len(ink))


def _explained(text: str, phrases: list[Phrase]) -> tuple[tuple[DateSpan, bool], ...]:
    """All spans; a round and the range in brackets beside it that says which days it has are one.

    `รอบ ๖ เดือน (๑ ต.ค. ๒๕๖๕ – ๓๑ มี.ค. ๒๕๖๖)`, and also `๑ ต.ค. ๒๕๖๕ – ๓๑ มี.ค. ๒๕๖๖ (๖ เดือนแรก)`
    (first six months).
    """
    spans: list[tuple[DateSpan, bool]] = []
    last: Phrase | None = None
    for phrase in phrases:
        if last is not None and len(last.spans) == len(phrase.spans) == 1 and _explains(text, last, phrase):
            spans[-1] = _joined(text, last, phrase), True
            last = None
            continue
        spans.extend((span, phrase.part is not None) for span in phrase.spans)
        last = phrase
    return tuple(spans)


def _explains(text: str, first: Phrase, second: Phrase) -> bool:
    """Whether one of two phrases is a round or quarter and the other, in brackets or behind a colon, its days: a
    printed range of as many months, or the same days again.
    """
    if (first.part is None) == (second.part is None):
        return False
    one, two = first.spans[0], second.spans[0]
    part, round_, days = (first.part, one, two) if first.part is not None else (second.part, two, one)
    if (
        part is None
        or days.start is None
        or days.end is None
        or text[one.end_pos : two.pos].strip() not in {"(", "[", ":"}
    ):
        return False
    if days.year_basis != "printed":
        return (days.start, days.end) == (round_.start, round_.end)
    return (days.end.year - days.start.year) * 12 + days.end.month - days.start.month + 1 == part.count


def _joined(text: str, first: Phrase, second: Phrase) -> DateSpan:
    """The round with the days of the range: bound by the first of the two, in ink both."""
    one, two = first.spans[0], second.spans[0]
    days, part = (two, one) if first.part is not None else (one, two)
    end_pos = two.end_pos + (text[two.end_pos : two.end_pos + 1] in {")", "]"})
    start, end = (days.start if one.bound != "by" else None), (days.end if one.bound != "from" else None)
    return DateSpan(start, end, part.precision, days.year_basis, text[one.pos : end_pos], one.pos, end_pos, one.bound)


def prints_year(span: DateSpan) -> bool:
    """Whether a span, or the list or range that it stands in, prints a year of its own: so of a span without days,
    whether they do not exist (`29 ก.พ. 2566`, February) or only lack their year (`29 ก.พ.`).
    """
    return span.year_basis == "printed"


def said_done(text: str, span: DateSpan) -> bool:
    """Whether the words right before a span say that the thing was done then (`ดำเนินการเมื่อ`, carried
    out on).
    """
    return said_before("done", text, span.pos)


def said_due(text: str, span: DateSpan) -> bool:
    """Whether a span is a bound to keep (`ภายใน`, by), or the words right before it say so
    (`กำหนดแล้วเสร็จ`, to be done on).
    """
    return span.bound == "by" or said_before("due", text, span.pos)
