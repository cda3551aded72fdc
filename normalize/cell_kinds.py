"""What the cells of a column are, by their content alone: codes, issues, indicators, years, scores, units, times."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from normalize.codes import LARGEST
from normalize.dates import find_dates
from normalize.framework import Framework, nearest_framework
from normalize.issue_names import issue_named
from normalize.labels import meaning
from normalize.levels import read_level
from normalize.lexicon import header_years, without_years
from normalize.numerals import NumeralError, parse_number, to_arabic
from normalize.phrases import either
from normalize.subjects import parse_subject
from normalize.thai import squeeze
from normalize.unit_names import names_in
from normalize.unit_words import UnitKind, unit_words

HALF = 0.5  # share of the filled cells that must be of a kind
LONGEST_UNITS = 120  # letters of a cell that names units
MOST_INDICATORS, LEAST_COUNTED = 10, 3  # and from how many different numbers on they count indicators
PROSE = 12  # letters from which a cell's mean length is that of free text
_CODE = re.compile(r"^(?:[oiel|]\s*(?:it)?\.?\s*\d{1,2}|0\d{2})$", re.IGNORECASE)
_CODE_FIRST = re.compile(r"^[(]?[oie](?:it)?\s*[.\-]?\s*\d{1,2}(?![\d.]*\d)", re.IGNORECASE)
_ISSUE = re.compile(rf"^{either('issue')}\s*\d")


def _is_code(text: str) -> bool:
    return _CODE.match(text.rstrip(".")) is not None


def begins_with_code(text: str) -> bool:
    """`O11 รายงานผล`: an item code and what it is about."""
    return _CODE_FIRST.match(to_arabic(text).strip()) is not None


def are_codes(texts: Sequence[str], instrument: str | None, indicator: str | None, framework: Framework) -> bool:
    """Whether cells hold item codes: printed as such, or as the bare numbers that the questions of a survey's indicator
    have (๑๙ to ๒๔ under indicator 4). Numbers that count from 1 may as well count the rows: they are none."""
    if fits("item_code", texts):
        return True
    numbers = [int(text) for text in (to_arabic(text).strip(" .)(") for text in texts) if text.isdecimal()]
    filled = [text for text in texts if squeeze(text)]
    if instrument not in ("IIT", "EIT") or not numbers or len(numbers) < len(filled):
        return False
    known = {
        int(entry.code[1:])
        for entry in framework.entries.values()
        if entry.scope == "item" and entry.instrument == instrument and indicator in (None, str(entry.indicator_no))
    }
    if not known:  # a year whose questions the catalogue does not list
        known = set(range(1, LARGEST[instrument[0]] + 1))
    return set(numbers) <= known and numbers != list(range(1, len(numbers) + 1))


def _is_issue(text: str) -> bool:
    return _ISSUE.match(text) is not None or issue_named(text) is not None


def _is_indicator(text: str) -> bool:
    subject = parse_subject(text, nearest_framework(None))
    return subject is not None and subject.scope != "overall"


def names_indicator(text: str) -> bool:
    """Whether a cell names an indicator in words, not by a bare number."""
    return in_words(text) and _is_indicator(text)


def in_words(text: str) -> bool:
    """Whether a text holds more than numbers, signs and single letters."""
    return _LETTERS.search(text) is not None


_LETTERS = re.compile(r"[ก-๎A-Za-z]{3}")


def _count_indicators(texts: Sequence[str]) -> bool:
    """Whether cells hold nothing but numbers of indicators, in their order (merged cells come again)."""
    found = [to_arabic(text).strip(" .()") for text in texts if squeeze(text)]
    if not all(text.isdecimal() and 1 <= int(text) <= MOST_INDICATORS for text in found):
        return False
    numbers = [int(text) for text in found]
    return len(set(numbers)) >= LEAST_COUNTED and numbers == sorted(numbers)


def _is_year(text: str) -> bool:
    return bool(header_years(text)) and not squeeze(without_years(text))


def _is_score(text: str) -> bool:
    if meaning("state", text) is not None:
        return True
    try:
        return 0 <= parse_number(text, lenient=True).value <= 100
    except NumeralError:
        return False


def is_time(text: str) -> bool:
    """Whether a cell is little else than a date or a span of time."""
    spans = find_dates(text, ANY_YEAR)
    said = sum(len(squeeze(span.raw)) for span in spans if span.precision != "year" or span.start is not None)
    return said > 0 and said >= HALF * len(squeeze(text))


def is_units(text: str) -> bool:
    """Whether a cell names units or posts and nothing else."""
    if not squeeze(text) or len(text) > LONGEST_UNITS:
        return False
    if _are_named(text):
        return True
    label = unit_words().label  # หลัก: สำนักปลัด (main: …)
    return label.search(text) is not None and _are_named(label.sub("\n", text))


def _are_named(text: str) -> bool:
    names = names_in(text)  # none at all where nothing but a dash is printed
    return bool(names) and all(name.kind is not UnitKind.OTHER for name in names)


def _is_comparison(text: str) -> bool:
    return meaning("comparison", text) is not None


def _are_levels(texts: Sequence[str]) -> bool:
    """Whether cells hold levels of the result, of whichever year's scale. ผ่าน (passed) alone is a level and the outcome
    of a comparison: one cell must say more."""
    known = [text for text in texts if any(read_level(text, nearest_framework(year)) for year in SCALE_YEARS)]
    return mostly(known.__contains__, texts) and not all(map(_is_comparison, known))


def is_prose(texts: Sequence[str]) -> bool:
    """Whether cells hold text of some length and no numbers."""
    lengths = [len(squeeze(text)) for text in texts if squeeze(text)]
    return bool(lengths) and sum(lengths) / len(lengths) >= PROSE


SCALE_YEARS = (2565, 2568)  # a year of each scale of levels
ANY_YEAR = 2560  # lends its year where only the shape of a date counts
_KINDS: Mapping[str, Callable[[str], bool]] = {
    "item_code": _is_code,
    "issue": _is_issue,
    "indicator": _is_indicator,
    "year": _is_year,
    "score": _is_score,
    "comparison": _is_comparison,
    "timeframe": is_time,
    "responsible": is_units,
}
CONTENT_ROLES = frozenset(
    {"item_code", "indicator", "issue", "score", "year", "timeframe", "comparison", "level"}
)  # borne out by the cells
PLAIN = ("item_code", "responsible", "timeframe")  # roles that the cells alone may show, in order of trust


def fits(role: str, texts: Sequence[str]) -> bool:
    """Whether at least half of the filled cells are of the kind that a role asks for."""
    return _fits(role, tuple(texts))


@lru_cache(maxsize=1 << 6)  # each page of a table asks it of the cells of all its pages
def _fits(role: str, texts: tuple[str, ...]) -> bool:
    if role == "indicator" and _count_indicators(texts):
        return True
    if role == "level":
        return _are_levels([text for text in texts if squeeze(text) and meaning("state", text) is None])
    kind = _KINDS.get(role)
    return kind is not None and mostly(kind, texts)


def mostly(kind: Callable[[str], bool], texts: Sequence[str]) -> bool:
    filled = [to_arabic(text).strip() for text in texts if squeeze(text)]
    return bool(filled) and sum(map(kind, filled)) >= max(1, HALF * len(filled))
