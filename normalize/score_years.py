"""The fiscal year that a number in a sentence is of: the year printed before it, else one right behind it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from normalize.fiscal import find_fiscal_years
from normalize.numerals import Number, to_arabic
from normalize.phrases import alternatives
from normalize.resources import toml
from normalize.score_scales import only_between

YEAR_BEHIND = 24  # letters: a year this close behind a number may be its year
_YEAR_GAP = re.compile(rf"(?:{alternatives(toml('prose')['year_behind'])}|[\s()])*")
_BARE_YEAR = re.compile(r"(?<![\d.])25[5-9]\d(?![\d.]*\d)")
_NUMBER = re.compile(r"\d")


_SHORT = re.compile(r"(?<![\d.])[5-9]\d(?![\d.])")
_CENTURY = "25"


def with_whole_years(text: str) -> str:
    """A text whose years of two digits have four: `ปี ๖๖ = ๘๒.๔๐` is of 2566."""
    arabic = to_arabic(text)
    if _SHORT.search(arabic) is None:
        return text
    for year in reversed(find_fiscal_years(arabic)):
        digits = re.search(r"\d+", year.raw)
        if digits is not None and len(digits[0]) == len(_CENTURY):
            place = year.start + digits.start()
            text = f"{text[:place]}{_CENTURY}{text[place:]}"
    return text


class _Year(NamedTuple):
    year_be: int
    start: int
    end: int


@lru_cache(maxsize=512)
def _years(text: str) -> tuple[_Year, ...]:
    named = (year for year in find_fiscal_years(text) if year.kind not in ("law", "plan"))
    return tuple(_Year(year.year_be, year.start, year.end) for year in named)


class Years:
    """The years of one paragraph, given to its numbers in order of print: a year behind a number is that number's, and
    no longer one before the next."""

    def __init__(self, text: str, default: int | None) -> None:
        self.text = text
        self.default = default
        self.used: set[int] = set()
        self.inherited: set[int] = set()  # where numbers begin whose year only the surroundings say
        self.given: dict[int, int] = {}  # where numbers begin -> the year that the paragraph itself says

    def of(self, number: Number, since: int | None = None) -> int | None:
        """The year of a number: the last one before it, also a bare one behind `since`, else one right behind it, else
        that of the surroundings."""
        year = self._printed(number, since)
        if year is None:
            self.inherited.add(number.start)
            return self.default
        self.given[number.start] = year
        return year

    def _printed(self, number: Number, since: int | None) -> int | None:
        known = [year for year in _years(self.text) if year.start not in self.used]
        bare = [] if since is None else [*_BARE_YEAR.finditer(self.text, since, number.start)]
        before = [year for year in known if year.end <= number.start]
        if bare and not any(start <= bare[-1].start() <= start + YEAR_BEHIND for start in self.used):
            return int(bare[-1].group())
        if before:
            return before[-1].year_be
        behind = next((year for year in known if self._is_behind(number, year)), None)
        if behind is None:
            return None
        self.used.add(behind.start)
        return behind.year_be

    def _is_behind(self, number: Number, year: _Year) -> bool:
        """Whether only `คะแนน`, `ในปี…` or a bracket stand between a number and a year behind it, and the year does not
        rather begin the next number's words (`ปี ๒๕๖๖ ได้ ๘๘.๐๑`)."""
        gap = self.text[number.end : year.start]
        if not 0 <= year.start - number.end <= YEAR_BEHIND or _YEAR_GAP.fullmatch(gap) is None:
            return False
        following = _NUMBER.search(self.text, year.end)
        opens = following is not None and only_between().fullmatch(self.text, year.end, following.start()) is not None
        return not opens or _BELONGS.search(self.text, number.end, year.end) is not None


_BELONGS = re.compile(alternatives(toml("prose")["year_belongs"]))
