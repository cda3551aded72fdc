"""Fiscal years (B.E.), their halves and quarters, the fiscal years a text names and the period a report
covers.

The parts live in `dates_calendar` (arithmetic), `dates_mentions` (years in a text) and `dates_periods`
(report periods).
"""

from __future__ import annotations

from normalize.dates_calendar import (
    FiscalError,
    expand_year,
    fiscal_year_of,
    fiscal_year_period,
    half_year_period,
    quarter_period,
    to_ce,
)
from normalize.dates_mentions import FiscalMention, find_fiscal_years, fiscal_year_named
from normalize.dates_periods import Period, find_period

__all__ = [
    "FiscalError",
    "FiscalMention",
    "Period",
    "expand_year",
    "find_fiscal_years",
    "find_period",
    "fiscal_year_named",
    "fiscal_year_of",
    "fiscal_year_period",
    "half_year_period",
    "quarter_period",
    "to_ce",
]
