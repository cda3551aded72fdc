"""Date terms: what a run of tokens names, a day, a month, a part of a fiscal year or a year, before any
calendar is asked.

Each `…_term` function takes the tokens and an index and gives the term that starts there and the index
behind it, or None.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from normalize.dates_calendar import FIRST_YEAR, LAST_YEAR, SHORT_CENTURY, year_be
from normalize.dates_tokens import NOTHING, Token

Tokens = Sequence[Token]
SHORT_FROM = 40  # two digits from here on may be a year: `67`
MONTHS = frozenset({"full_month", "dotted_month", "bare_month"})
ERAS = frozenset({"era_be", "era_ce"})
JOINS = frozenset({"to", "dash"})


@dataclass(frozen=True, slots=True)
class Year:
    """A printed year (B.E.), and whether it is a fiscal one. 0 stands for ink that cannot be a year."""

    be: int
    fiscal: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """What is named, from `start` to `end` of the text.

    `kind`: `day` (day to last_day of a month; 0 and 0 where the day cannot be told), `month`, `part`
    (`count` months from the `first` of a fiscal year), `fiscal_year`, `year`. `weak`: an abbreviation
    that alone is no month. `bare`: a year with nothing but its era before it. `open`: a round that does
    not say which of the year's rounds it is. `quarter`: a part told by its quarters.
    """

    kind: str
    start: int
    end: int
    year: Year | None = None
    day: int = 0
    last_day: int = 0
    month: int = 0
    first: int = 1
    count: int = 12
    weak: bool = False
    bare: bool = False
    open: bool = False
    quarter: bool = False


Found = tuple[Term, int] | None


def glued(tokens: Tokens, index: int, kinds: Collection[str] | None = None) -> Token:
    """The token at an index if it is glued to the one before (and of one of the kinds), else NOTHING."""
    if not 0 <= index < len(tokens):
        return NOTHING
    token = tokens[index]
    return token if token.glued and (kinds is None or token.kind in kinds) else NOTHING


def skip(tokens: Tokens, index: int, kinds: Collection[str]) -> int:
    """The index behind one glued token of these kinds, or the same index where none stands."""
    return index + 1 if glued(tokens, index, kinds).kind else index


def _year_digits(tokens: Tokens, index: int) -> tuple[str, int]:
    """Two or four digits, also `25 66` and `256 6`, which OCR parts; and the index behind them."""
    token = glued(tokens, index, {"digits"})
    other = glued(tokens, index + 1, {"digits"})
    if len(token.text) in (2, 3) and token.text.startswith("25") and len(token.text) + len(other.text) == 4:
        return token.text + other.text, index + 2
    return (token.text, index + 1) if len(token.text) in (2, 4) else ("", index)


def read_year(tokens: Tokens, index: int, *, cued: bool, fiscal: bool = False) -> tuple[Year | None, int]:
    """The year at an index, with its era or without. `cued`: a word before says that a year follows.

    None where no year stands; Year(0) where something stands that can be no year (`พ.ศ. ๑๒๕๖`).
    """
    era = glued(tokens, index, ERAS).kind
    digits, behind = _year_digits(tokens, index + bool(era))
    told = cued or bool(era)
    if not digits or (tokens[behind - 1].counts and not (era or (cued and len(digits) == 4))):
        return None, index
    number = int(digits)
    if len(digits) == 2 and era != "era_ce" and number < SHORT_FROM:
        return None, index
    if not told and len(digits) == 4 and not (2400 <= number < 2700 or 1900 <= number < 2100):
        return None, index
    be = year_be(digits, is_ce=era == "era_ce", is_be=era == "era_be")
    return Year(be if FIRST_YEAR <= be <= LAST_YEAR else 0, fiscal), behind


def year_behind(tokens: Tokens, index: int) -> tuple[Year | None, int]:
    """The year behind a month, a quarter or a half year: `๒๕๖๘`, `พ.ศ. ๒๕๖๘`, `ของปีงบประมาณ ๒๕๖๘`, `ปี
    ๖๘`.
    """
    here = skip(tokens, index, {"filler"})
    cue = glued(tokens, here, {"fiscal", "annual", "year_word"}).kind
    fiscal = cue in {"fiscal", "annual"}
    year, behind = read_year(tokens, here + bool(cue), cued=bool(cue), fiscal=fiscal)
    if year is not None:
        return year, behind
    return None, here + 1 if fiscal and here > index else index


def end_of(tokens: Tokens, behind: int) -> int:
    """Where the text of the token before an index ends."""
    return tokens[behind - 1].end


def month_term(tokens: Tokens, index: int) -> Found:
    """`เดือนมกราคม ๒๕๖๘`, `ต.ค. 67`, `มกราคม` (month, year or not)."""
    worded = tokens[index].kind == "month_word"
    here = index + worded
    month = glued(tokens, here, MONTHS) if worded else tokens[here]
    if month.kind not in MONTHS:
        return None
    year, behind = year_behind(tokens, here + 1)
    weak = year is None and (month.kind == "bare_month" or (month.kind == "dotted_month" and not worded))
    term = Term("month", tokens[index].start, end_of(tokens, behind), year, month=month.value, weak=weak)
    return term, behind


def is_day(token: Token) -> bool:
    """Whether a token is a number of one or two digits."""
    return token.kind == "digits" and len(token.text) <= 2


def day_term(tokens: Tokens, index: int) -> Found:
    """`วันที่ ๑๐ เดือน มกราคม พ.ศ. ๒๕๖๘`, `1-15 มีนาคม 2567`, `22 ต.ค. 67` (day or days, month, year or
    not).
    """
    worded = tokens[index].kind == "day"
    here = index + worded
    first = glued(tokens, here) if worded else tokens[here]
    if not is_day(first) and first.kind != "figure":
        return None
    last = first
    if glued(tokens, here + 1, JOINS).kind:
        there = skip(tokens, here + 2, {"day"})
        if is_day(glued(tokens, there)):
            last, here = tokens[there], there
    spoken = glued(tokens, here + 1, {"month_word"}).kind
    if spoken and not worded and glued(tokens, index).kind and tokens[index - 1].kind in {"each", "round"}:
        return None  # ทุก ๖ เดือน เมษายน: every six months, no sixth of April
    found = month_term(tokens, here + 1) if glued(tokens, here + 1).kind else None
    if found is None and worded and spoken:
        found = _numbered_month(tokens, here + 2)
    if found is None:
        return None
    term, behind = found
    day, last_day = _days(first, last)
    return replace(term, kind="day", start=tokens[index].start, day=day, last_day=last_day, weak=False), behind


def _numbered_month(tokens: Tokens, index: int) -> Found:
    """The `3 พ.ศ. 2568` of `วันที่ 15 เดือน 3 พ.ศ. 2568` (day 15, month 3); its year must be printed."""
    month = glued(tokens, index, {"digits"})
    year, behind = year_behind(tokens, index + 1)
    if year is None or len(month.text) > 2 or not 1 <= month.value <= 12:
        return None
    return Term("month", month.start, end_of(tokens, behind), year, month=month.value), behind


def _days(first: Token, last: Token) -> tuple[int, int]:
    """First and last day. Of `๑.๓๑` before a month the ๑ is a list number; of `๑.๕` and `๕,๑๐` nobody
    can tell: 0.
    """
    if first.kind != "figure":
        return first.value, last.value
    parts = first.text.split(".")
    day = int(parts[1]) if [len(part) for part in parts] == [1, 2] else 0
    return day, day if last is first else 0


def numeric_term(tokens: Tokens, index: int) -> Found:
    """`31/1/2566`, `31-01-66`, `31.01.2566`, `2566-01-31`: day first, or year first with four digits."""
    token = tokens[index]
    if token.kind != "numeric":
        return None
    sign = next(letter for letter in token.text if letter in "/-.")
    parts = [part.strip() for part in token.text.split(sign)]
    if len(parts[0]) == 4:
        parts.reverse()
    day, month, year = int(parts[0]), int(parts[1]), year_be(parts[2])
    if not FIRST_YEAR <= year <= LAST_YEAR or (len(parts[2]) == 2 and year < SHORT_CENTURY + SHORT_FROM):
        return None
    if not 1 <= month <= 12 and (sign != "/" or len(parts[2]) == 2):
        return None
    term = Term("day", token.start, token.end, Year(year), day=day, last_day=day, month=month)
    return term, index + 1


def year_term(tokens: Tokens, index: int) -> Found:
    """`ปีงบประมาณ พ.ศ. ๒๕๖๘`, `ประจำปี ๒๕๖๗` (of the fiscal year), `ปี ๒๕๖๗`, `พ.ศ. ๒๕๖๖`, and
    `ปีงบประมาณ` alone.
    """
    kind = tokens[index].kind
    if kind in ERAS:
        return _bare_year(tokens, index)
    if kind == "assessment" and not _is_long_year(glued(tokens, index + 1)):
        return None
    if kind not in {"fiscal", "annual", "year_word", "budget", "assessment"}:
        return None
    counted = kind == "year_word" and index > 0 and tokens[index].glued and tokens[index - 1].kind == "digits"
    if counted or (kind == "budget" and not glued(tokens, index + 1, ERAS).kind):
        return None  # ๖๐ ปี: sixty years of age; งบประมาณ ๒๕๖๘: perhaps an amount
    here = skip(tokens, index + 1, {"filler"})
    fiscal = kind != "year_word"
    year, behind = read_year(tokens, here, cued=True, fiscal=fiscal)
    throughout = kind == "year_word" and bool(glued(tokens, index).kind) and tokens[index - 1].kind == "whole"
    if year is None and kind != "fiscal" and not throughout:
        return None
    behind = behind if year is not None else index + 1
    name = "fiscal_year" if fiscal else "year"
    return Term(name, tokens[index].start, end_of(tokens, behind), year), behind


def _is_long_year(token: Token) -> bool:
    """Whether a token is a year (B.E.) with all its digits."""
    return token.kind == "digits" and len(token.text) == 4 and 2400 <= token.value < 2700


def _bare_year(tokens: Tokens, index: int) -> Found:
    era = tokens[index]
    head = replace(era, glued=True)
    year, behind = read_year([head, *tokens[index + 1 : index + 3]], 0, cued=True)
    if year is None:
        return None
    behind += index
    return Term("year", era.start, end_of(tokens, behind), year, bare=True), behind
