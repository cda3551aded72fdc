"""Columns that are a month or a quarter each, with marks in them: what time a column stands for, what a mark is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from normalize.dates import DateSpan
from normalize.dates_calendar import FIRST_MONTH, month_period
from normalize.fiscal import FiscalError, FiscalMention, expand_year, find_fiscal_years
from normalize.labels import meaning
from normalize.numerals import to_arabic
from normalize.phrases import either
from normalize.resources import CatalogueError, toml
from normalize.thai import squeeze

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_QUARTER = re.compile(
    rf"{either('quarter')}\s*([1-4]|IV|I{{1,3}})(?![\dA-Za-z])\s*(?:/\s*(\d{{4}}|\d{{2}})(?!\d))?(.*)", re.IGNORECASE
)
_MONTH = re.compile(rf"(?:{either('month')}\s*)?(\D+?)\s*(\d{{4}}|\d{{2}})?")
_RANGE = re.compile(r"\s*[-–—]\s*")
_EDGES = " ()[]:."
A_QUARTER, A_YEAR = 3, 12  # months
_VOWELS_BEFORE = "เแโใไ"  # printed before the consonant that a name begins with
LAST_OF_OLD_YEAR = 12 - FIRST_MONTH + 1  # December as a month of the fiscal year
_SHAFT = re.compile(r"[\-–—─━_]+")  # the shaft of an arrow
_WORD = re.compile("[ก-๎]{2}")  # no sign has two Thai letters


@dataclass(frozen=True, slots=True)
class Slot:
    """The time that a column stands for: `count` months from the `first` of a fiscal year (1 is October).

    `year` (B.E.) is what the header prints; `fiscal` says that it is a fiscal year, else a calendar one.
    """

    first: int
    count: int
    raw: str
    year: int | None = None
    fiscal: bool = False


@cache
def _months() -> Mapping[str, int]:
    """Squeezed month name without points -> its place in the fiscal year (1 is October)."""
    found: dict[str, int] = {}
    for number, names in toml("dates")["months"].items():
        place = (int(number) - FIRST_MONTH) % 12 + 1
        for name in (name for kind in names.values() for name in kind):
            if found.setdefault(_name(name), place) != place:
                raise CatalogueError(f"dates.toml: {name!r} is two months")
    return MappingProxyType(found)


def _name(text: str) -> str:
    return squeeze(text).replace(".", "")


def read_slot(text: str) -> Slot | None:
    """The month, months or quarter that a whole header text is (`ต.ค.`, `ต.ค. - ธ.ค. 66`, `ไตรมาส ๑`), or None."""
    arabic = to_arabic(text).strip()
    if (quarter := _QUARTER.fullmatch(arabic)) is not None:
        behind = quarter[3].strip(_EDGES)
        if behind and _read_months(behind) is None:
            return None
        number = int(_ROMAN.get(quarter[1].lower(), quarter[1]))
        return Slot(3 * number - 2, A_QUARTER, text, _year(quarter[2]), fiscal=quarter[2] is not None)
    found = _read_months(arabic.strip(_EDGES))
    return replace(found, raw=text) if found else None


def read_month_letters(texts: Sequence[str]) -> tuple[Slot, ...] | None:
    """The months that twelve header texts in a row stand for where they are the twelve of a fiscal year, each by the
    letters that its name begins with (`ต พ ธ ม ก มี เม พ มิ ก ส ก`); None where one of them is not."""
    if len(texts) != A_YEAR or not all(_name(text) in begun for text, begun in zip(texts, _beginnings(), strict=True)):
        return None
    return tuple(Slot(place, 1, text) for place, text in enumerate(texts, 1))


@cache
def _beginnings() -> tuple[frozenset[str], ...]:
    """For each month of the fiscal year what its names may be cut to: their first letters, or the first consonant."""
    found: list[set[str]] = [set() for _ in range(A_YEAR)]
    for name, place in _months().items():
        found[place - 1].update(name[:length] for length in range(1, len(name) + 1))
        found[place - 1].update(name.lstrip(_VOWELS_BEFORE)[:1])
    return tuple(frozenset(names) for names in found)


def read_slot_under(group: str, leaf: str) -> Slot | None:
    """The quarter that a bare number stands for under a header that names quarters: 2 under `ไตรมาส`, or under
    `ระยะเวลา (ไตรมาส)`."""
    bare = to_arabic(leaf).strip(_EDGES)
    number = _ROMAN.get(bare.lower(), bare)
    if number not in {"1", "2", "3", "4"} or _NAMES_QUARTERS.search(to_arabic(group)) is None:
        return None
    return Slot(3 * int(number) - 2, A_QUARTER, f"{group} {leaf}")


_NAMES_QUARTERS = re.compile(rf"(?<![A-Za-z]){either('quarter')}(?![A-Za-z]|\s*\d)")


def _read_months(text: str) -> Slot | None:
    parts = [_MONTH.fullmatch(part) for part in _RANGE.split(text)]
    places = [_months().get(_name(part[1])) if part else None for part in parts]
    if not 1 <= len(places) <= 2 or places[0] is None or places[-1] is None or places[-1] < places[0]:
        return None
    years = {_year(part[2]) for part in parts if part and part[2]}
    if len(years) > 1:
        return None
    crosses = places[0] <= LAST_OF_OLD_YEAR < places[-1]  # ต.ค. - ม.ค. 67: the year is that of the end
    return Slot(places[0], places[-1] - places[0] + 1, text, years.pop() if years else None, fiscal=crosses)


def _year(digits: str | None) -> int | None:
    if digits is None:
        return None
    try:
        return expand_year(digits)
    except FiscalError:
        return None


def with_group_years(slots: Sequence[tuple[Slot, str]]) -> tuple[Slot, ...]:
    """Slots with the year of the group above each, given as its text. A bare year over a run from October into the new
    year is a fiscal one; else it is the calendar year of its months."""
    named = [_only(find_fiscal_years(group)) for _, group in slots]
    settled: list[Slot] = []
    for (slot, group), year in zip(slots, named, strict=True):
        if slot.year is None and year is not None:
            run = [
                other.first
                for (other, _), same in zip(slots, named, strict=True)
                if same and same.year_be == year.year_be
            ]
            over = run[0] == 1 and max(run) > LAST_OF_OLD_YEAR
            fiscal = year.kind == "fiscal" or over or slot.count == A_QUARTER
            slot = replace(slot, year=year.year_be, fiscal=fiscal, raw=f"{slot.raw} {group}")
        settled.append(slot)
    return tuple(settled)


def _only(found: Sequence[FiscalMention]) -> FiscalMention | None:
    return found[0] if len(found) == 1 else None


def slot_span(slot: Slot, fiscal_year: int | None) -> DateSpan:
    """The days of a slot; `fiscal_year` (B.E.) lends its year to one that prints none. Without one it has no days."""
    year = slot.year
    if year is not None and not slot.fiscal and slot.first <= LAST_OF_OLD_YEAR:
        year += 1  # October to December of a calendar year open the next fiscal year
    basis = "inferred" if year is None else "printed"
    year = year if year is not None else fiscal_year
    try:
        start, end = month_period(year, slot.first, slot.count) if year is not None else (None, None)
    except FiscalError:
        start = end = None
    return DateSpan(start, end, "month", basis, slot.raw, 0, len(slot.raw))


def is_mark(text: str) -> bool:
    """Whether a cell holds nothing but signs that say yes: ticks, a slash, dots, an arrow; a lone dash is none."""
    signs = [] if _WORD.search(text) else list(_SHAFT.sub("", squeeze(text)))
    if not signs:
        return False
    return meaning("mark", "".join(signs)) is not None or all(meaning("mark", sign) is not None for sign in signs)
