"""Years and fiscal years: B.E. and C.E., the two halves and four quarters of a fiscal year.

A fiscal year Y (B.E.) runs from 1 October Y-544 to 30 September Y-543 (C.E.).
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from normalize.digits import to_arabic

BE_MINUS_CE = 543
FIRST_FISCAL, LAST_FISCAL = 2540, 2600  # B.E.: years that a report may name as a fiscal year
FIRST_YEAR, LAST_YEAR = 2500, 2600  # B.E.: years that a printed day may lie in
SHORT_CENTURY = 2500  # `68` is 2568
FIRST_MONTH = 10  # October opens the fiscal year


class FiscalError(ValueError):
    """The text names no fiscal year, or a year, half or quarter that no report can mean."""


def _checked(fy_be: int) -> int:
    if not FIRST_FISCAL <= fy_be <= LAST_FISCAL:
        raise FiscalError(f"no plausible year B.E.: {fy_be}")
    return fy_be


def to_ce(year_be: int) -> int:
    """A Buddhist-era year as a Common Era one. FiscalError outside 2540 to 2600 B.E."""
    return _checked(year_be) - BE_MINUS_CE


def fiscal_year_of(day: date) -> int:
    """The fiscal year (B.E.) that a day lies in. FiscalError outside 2540 to 2600 B.E."""
    return _checked(day.year + BE_MINUS_CE + (day.month >= FIRST_MONTH))


def month_period(fy_be: int, first: int, count: int) -> tuple[date, date]:
    """First and last day of `count` months from the `first` one (1 is October) of a fiscal year."""
    if first < 1 or count < 1 or first + count > 13:
        raise FiscalError(f"a fiscal year has no months {first} to {first + count - 1}")
    opening, closing = _month_of(fy_be, first), _month_of(fy_be, first + count - 1)
    return date(*opening, 1), date(*closing, calendar.monthrange(*closing)[1])


def _month_of(fy_be: int, number: int) -> tuple[int, int]:
    year, month = divmod(FIRST_MONTH - 1 + number - 1, 12)
    return to_ce(fy_be) - 1 + year, month + 1


def fiscal_year_period(fy_be: int) -> tuple[date, date]:
    """First and last day of a fiscal year (B.E.). FiscalError for a year outside 2540 to 2600."""
    return month_period(fy_be, 1, 12)


def half_year_period(fy_be: int, half: int) -> tuple[date, date]:
    """First and last day of half 1 (October to March) or 2 of a fiscal year. FiscalError for any other
    half.
    """
    if half not in (1, 2):
        raise FiscalError(f"no half year {half}")
    return month_period(fy_be, 6 * half - 5, 6)


def quarter_period(fy_be: int, quarter: int) -> tuple[date, date]:
    """First and last day of quarter 1 (October to December) to 4 of a fiscal year. FiscalError for any
    other.
    """
    if quarter not in (1, 2, 3, 4):
        raise FiscalError(f"no quarter {quarter}")
    return month_period(fy_be, 3 * quarter - 2, 3)


def year_of_month(fy_be: int, month: int) -> int:
    """The calendar year (C.E.) of a month (1 to 12) within a fiscal year: October to December lie in
    the year before.
    """
    return to_ce(fy_be) - (month >= FIRST_MONTH)


_ERA = re.compile(r"(?:(พ\s*\.?\s*ศ\s*\.?)|(ค\s*\.?\s*ศ\s*\.?))?\s*([0-9]{4}|[0-9]{2})")  # พ.ศ. is B.E., ค.ศ. is C.E.


def expand_year(text: str) -> int:
    """A printed year as a B.E. one: `๒๕๖๘`, `68`, `พ.ศ. 2568` and `2025` (C.E.) are 2568. FiscalError
    otherwise.
    """
    hit = _ERA.fullmatch(to_arabic(text).strip())
    if hit is None:
        raise FiscalError(f"no year: {text[:40]!r}")
    be, ce, digits = hit.groups()
    return _checked(year_be(digits, is_ce=ce is not None, is_be=be is not None))


def year_be(digits: str, *, is_ce: bool = False, is_be: bool = False) -> int:
    """Two or four Arabic digits as a B.E. year, unchecked; the era decides where it is printed, else
    the size does.
    """
    number = int(digits)
    if len(digits) == 2:
        return number + (2000 + BE_MINUS_CE if is_ce else SHORT_CENTURY)
    if is_ce or (not is_be and number < 2200):
        return number + BE_MINUS_CE
    return number
