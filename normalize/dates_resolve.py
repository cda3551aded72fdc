"""Terms to days of the calendar: first day, last day, and whether the year is printed or inferred from
the fiscal year.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from normalize.dates_calendar import (
    BE_MINUS_CE,
    FiscalError,
    fiscal_year_of,
    fiscal_year_period,
    month_period,
    year_of_month,
)
from normalize.dates_terms import Term, Year

COUNT_PRECISION = {6: "half", 12: "fiscal_year"}  # months of a part; all other parts are spans of months
COARSENESS = ("day", "month", "half", "year", "fiscal_year")


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day (both count), and whether the year is printed."""

    start: date
    end: date
    printed: bool

    @property
    def day_before(self) -> date:
        return self.start - timedelta(days=1)

    @property
    def day_after(self) -> date:
        return self.end + timedelta(days=1)


def precision_of(term: Term) -> str:
    """`day`, `month`, `half`, `year` or `fiscal_year`; a quarter is a span of three months."""
    return COUNT_PRECISION.get(term.count, "month") if term.kind == "part" else term.kind


def coarser(first: str, second: str) -> str:
    """The coarser of two precisions."""
    return max(first, second, key=COARSENESS.index)


def is_of_month(term: Term) -> bool:
    return term.kind in {"day", "month"}


def resolve(term: Term, fy_be: int | None) -> Window | None:
    """The days that a term names. None without a year to hold on to, or for a day that does not exist."""
    if (term.year is None and term.kind == "year") or (term.year is not None and term.year.be == 0):
        return None  # ตลอดปี (all year): of which kind of year, nobody says
    be = term.year.be if term.year is not None else fy_be
    if be is None:
        return None
    try:
        return _of_month(term, be) if is_of_month(term) else _of_year(term, be)
    except (ValueError, FiscalError):
        return None


def _of_month(term: Term, be: int) -> Window:
    printed = term.year is not None and not term.year.fiscal
    return _in_year(term, be - BE_MINUS_CE if printed else year_of_month(be, term.month), printed)


def _in_year(term: Term, year: int, printed: bool) -> Window:
    """A day, days or a month of one calendar year (C.E.). ValueError for a day that it does not have."""
    if term.kind == "day":
        return Window(date(year, term.month, term.day), date(year, term.month, term.last_day), printed)
    return Window(date(year, term.month, 1), date(year, term.month, calendar.monthrange(year, term.month)[1]), printed)


def _of_year(term: Term, be: int) -> Window:
    printed = term.year is not None
    if term.kind == "year":
        return Window(date(be - BE_MINUS_CE, 1, 1), date(be - BE_MINUS_CE, 12, 31), printed)
    if term.kind == "fiscal_year":
        return Window(*fiscal_year_period(be), printed)
    return Window(*month_period(be, term.first, term.count), printed)


def resolve_pair(first: Term, second: Term, fy_be: int | None) -> tuple[Window | None, Window | None]:
    """Two joined terms; one that prints no year takes it from the other (`๑ ต.ค. – ๓๑ มี.ค. ๒๕๖๖`), in
    rising order.
    """
    if (first.year is None) == (second.year is None):
        return resolve(first, fy_be), resolve(second, fy_be)
    if first.year is None and second.year is not None:
        window = resolve(second, fy_be)
        if _is_calendar(first, second, second.year):
            return (_beside(first, window, -1) if window else None), window
        return resolve(replace(first, year=second.year), fy_be), window
    assert first.year is not None
    window = resolve(first, fy_be)
    if _is_calendar(first, second, first.year):
        return window, (_beside(second, window, 1) if window else None)
    if window is not None and is_of_month(first) and not first.year.fiscal:
        return window, resolve(second, fiscal_year_of(window.start))  # `๑ ม.ค. ๒๕๖๗ ถึงสิ้นปีงบประมาณ`
    return window, resolve(replace(second, year=first.year), fy_be)


def _is_calendar(first: Term, second: Term, year: Year) -> bool:
    return is_of_month(first) and is_of_month(second) and not year.fiscal


def _beside(term: Term, known: Window, step: int) -> Window | None:
    """A term without a year beside a dated one: in its year if that keeps the order, else a year
    earlier or later.
    """
    base = known.start.year
    for year in (base, base + step):
        try:
            window = _in_year(term, year, year == base)
        except ValueError:
            continue
        if (window.start - known.start).days * step >= 0:
            return window
    return None
