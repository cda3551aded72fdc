"""Fiscal years that a text names, told apart from the years of laws, of plans, and from bare years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from normalize.dates_calendar import FIRST_FISCAL, LAST_FISCAL
from normalize.dates_context import in_law, in_plan
from normalize.dates_phrases import WIDE
from normalize.dates_terms import (
    JOINS,
    MONTHS,
    Term,
    Tokens,
    end_of,
    glued,
    read_year,
    skip,
    year_behind,
    year_term,
)
from normalize.dates_tokens import tokens_of
from normalize.dates_words import cue_pattern

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class FiscalMention:
    """A year (B.E.) that a text names at `start` to `end`.

    `kind`: `fiscal` (ปีงบประมาณ fiscal year, ประจำปี of the year), `bare` (only พ.ศ. or ปี before it),
    `law` (the year of an act or rule), `plan` (an end of the span of years that a plan runs for).
    """

    year_be: int
    raw: str
    start: int
    end: int
    kind: str = "fiscal"


@dataclass(frozen=True, slots=True)
class _Place:
    year_be: int
    start: int
    end: int


@lru_cache(maxsize=1 << 12)
def find_fiscal_years(text: str) -> tuple[FiscalMention, ...]:
    """The years that a text names as years, in order of print; years of full dates are left out. Never
    raises.

    A range or list (`พ.ศ. ๒๕๖๖-๒๕๖๗`, `2566 กับ 2567`, and) gives a mention for each year that is
    printed.
    """
    if not (_DIGIT.search(text) and cue_pattern().search(text)):  # most lines name no year: a quick look first
        return ()
    return years_among(tokens_of(text), text)


def years_among(tokens: Tokens, text: str) -> tuple[FiscalMention, ...]:
    """The years that the tokens of a text name."""
    found: list[FiscalMention] = []
    index = 0
    while index < len(tokens):
        index, mentions = _mentions(text, tokens, index)
        found.extend(mentions)
    return tuple(found)


def _mentions(text: str, tokens: Tokens, index: int) -> tuple[int, list[FiscalMention]]:
    if tokens[index].kind in MONTHS:
        year, behind = year_behind(tokens, index + 1)
        return (index + 1 if year is None or year.fiscal else behind), []
    found = year_term(tokens, index)
    if found is None or found[0].year is None:
        return index + 1, []
    term, behind = found
    places, behind, is_span = _joined(tokens, term, behind)
    kind = _kind(text, term, places, is_span)
    if term.kind == "year" and term.bare is False and kind == "bare" and glued(tokens, behind, MONTHS).kind:
        return behind, []
    return behind, [
        FiscalMention(place.year_be, text[place.start : place.end], place.start, place.end, kind)
        for place in places
        if FIRST_FISCAL <= place.year_be <= LAST_FISCAL
    ]


def _joined(tokens: Tokens, term: Term, behind: int) -> tuple[list[_Place], int, bool]:
    """The years that a dash, ถึง (to), และ (and) or a comma joins to a first one, and whether they are
    a span.
    """
    assert term.year is not None
    places = [_Place(term.year.be, term.start, term.end)]
    is_span = False
    while join := glued(tokens, behind, {*JOINS, "and"}).kind:
        here = skip(tokens, behind + 1, {"fiscal", "annual", "year_word"})
        year, after = read_year(tokens, here, cued=True)
        short = join == "and" and len(tokens[after - 1].text) != 4
        if year is None or year.be == 0 or short or glued(tokens, after, MONTHS | {"month_word"}).kind:
            break
        is_span = is_span or join in JOINS
        places.append(_Place(year.be, tokens[behind + 1].start, end_of(tokens, after)))
        behind = after
    return places, behind, is_span


def _kind(text: str, term: Term, places: list[_Place], is_span: bool) -> str:
    wide = is_span and places[-1].year_be - places[0].year_be >= WIDE
    if term.bare and in_law(text, term.start):
        return "law"
    if is_span and (term.bare or wide) and in_plan(text, term.start):
        return "plan"
    return "fiscal" if term.kind == "fiscal_year" else "bare"


def fiscal_year_named(text: str) -> int | None:
    """The one fiscal year (B.E.) that a text names; None for none, or for several."""
    years = set(_fiscal(find_fiscal_years(text)))
    return years.pop() if len(years) == 1 else None


def _fiscal(mentions: tuple[FiscalMention, ...]) -> Iterator[int]:
    return (mention.year_be for mention in mentions if mention.kind == "fiscal")
