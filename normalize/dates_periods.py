"""The period that a report says it covers: days in brackets, a round of months, a quarter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from normalize.dates import DateSpan, dates_and_parts
from normalize.dates_mentions import fiscal_year_named

SHORTEST = {
    "day": 27,
    "month": 45,
}  # days by precision: a shorter range is an event, a single month no period


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day that a report covers. `basis`: `printed` or `inferred` (from a round and a
    fiscal year).
    """

    start: date
    end: date
    basis: str
    raw: str


def find_period(text: str, fy_be: int | None) -> Period | None:
    """The report period that a title or heading prints, or None.

    A range of days or months wins (`(๑ ตุลาคม ๒๕๖๕ – ๓๑ มีนาคม ๒๕๖๖)`), then a round (`รอบ ๖ เดือน`:
    the first half unless it says หลัง, last), a quarter or a half year of `fy_be` or of the one fiscal
    year that the text names. A fiscal year alone is no period; several that differ are None. Never
    raises.
    """
    year = fy_be if fy_be is not None else fiscal_year_named(text)
    found = dates_and_parts(text, year)
    ranges = [span for span, is_part in found if not is_part and _is_range(span)]
    explained = [span for span, is_part in found if is_part and span.raw.endswith(")")]
    rounds = [span for span, is_part in found if is_part]
    return _only(ranges + explained or rounds)


def _is_range(span: DateSpan) -> bool:
    shortest = SHORTEST.get(span.precision)
    days = (span.end - span.start).days if span.start and span.end else 0
    return shortest is not None and days >= shortest


def _only(spans: list[DateSpan]) -> Period | None:
    """The first span as a period, if all cover the same days."""
    same = len({(span.start, span.end) for span in spans}) == 1
    if not same or spans[0].start is None or spans[0].end is None:
        return None
    return Period(spans[0].start, spans[0].end, spans[0].year_basis, spans[0].raw)
