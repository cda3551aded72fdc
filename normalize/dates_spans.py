"""Date spans: terms with their bound, pairs as ranges, lists of terms; what each comes to in days."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from normalize.dates_calendar import BE_MINUS_CE
from normalize.dates_resolve import Window, coarser, is_of_month, precision_of, resolve, resolve_pair
from normalize.dates_terms import Term, Year


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date or range in a text. `start` and `end` both count; both None: printed, but no day can be
    told from it.

    `precision`: `day`, `month`, `half`, `year`, `fiscal_year`; a quarter is a `month` span of three.
    `year_basis`: `printed` or `inferred`. `raw` stands at `pos` to `end_pos`. `bound`: `exact`; `by`
    (ภายใน within, ไม่เกิน no later than, ก่อน before: only the end is set); `from` (ตั้งแต่ from,
    หลังจาก after: only the start is set). `before`: the day printed does not count (ก่อน), `end` is the
    day before it.
    """

    start: date | None
    end: date | None
    precision: str
    year_basis: str
    raw: str
    pos: int
    end_pos: int
    bound: str = "exact"
    before: bool = False


def _span(text: str, term: Term, window: Window | None, bounds: tuple[date | None, date | None, str]) -> DateSpan:
    printed = window.printed if window is not None else term.year is not None
    start, end, bound = bounds
    basis = "printed" if printed else "inferred"
    return DateSpan(start, end, precision_of(term), basis, text[term.start : term.end], term.start, term.end, bound)


def single_span(text: str, term: Term, modes: Collection[str], fy_be: int | None) -> DateSpan:
    """The span of one term under the words before it; `modes` are their kinds (`by`, `before`, `ending`
    …).
    """
    window = resolve(term, fy_be)
    return _with_before(_span(text, term, window, _bounds(term, window, modes)), modes)


def _bounds(term: Term, window: Window | None, modes: Collection[str]) -> tuple[date | None, date | None, str]:
    bound = _bound(term, modes)
    if window is None:
        return None, None, bound
    if bound == "from":
        return (window.day_after if "after" in modes else window.start), None, bound
    if bound == "by":
        return None, (window.day_before if _is_before(modes) else window.end), bound
    return window.start, window.end, bound


def _is_before(modes: Collection[str]) -> bool:
    """Whether the day that a term names does not count (ก่อน, before); ก่อนสิ้น (before the end of) counts it."""
    return "before" in modes and "ending" not in modes


def _with_before(span: DateSpan, modes: Collection[str]) -> DateSpan:
    before = span.bound == "by" and span.end is not None and _is_before(modes)
    return replace(span, before=True) if before else span


def _bound(term: Term, modes: Collection[str]) -> str:
    if "after" in modes:
        return "from"
    if not {"by", "before", "ending"}.isdisjoint(modes) and term.day == term.last_day:
        return "by"
    if "to" in modes and is_of_month(term):
        return "by"
    return "exact" if {"from", "onward"}.isdisjoint(modes) else "from"


def pair_span(text: str, first: Term, second: Term, fy_be: int | None) -> DateSpan:
    """The span from the first day of one term to the last of another; without days if they are not in
    that order.
    """
    opening, closing = resolve_pair(first, second, fy_be)
    precision = coarser(precision_of(first), precision_of(second))
    raw = text[first.start : second.end]
    if opening is None or closing is None or opening.start > closing.end:
        known = first.year is not None or second.year is not None
        basis = "printed" if known else "inferred"
        return DateSpan(None, None, precision, basis, raw, first.start, second.end)
    basis = "printed" if opening.printed and closing.printed else "inferred"
    return DateSpan(opening.start, closing.end, precision, basis, raw, first.start, second.end)


def list_spans(text: str, terms: Sequence[Term], modes: Collection[str], fy_be: int | None) -> tuple[DateSpan, ...]:
    """A span a term; those that print no year take it from their neighbour in the list."""
    known = list(terms)
    windows = [resolve(term, fy_be) if term.year is not None else None for term in terms]
    for index in reversed(range(len(known) - 1)):
        _borrow(known, windows, index, index + 1)
    for index in range(1, len(known)):
        _borrow(known, windows, index, index - 1)
    spans = []
    for term, window, lent in zip(terms, windows, known, strict=True):
        settled = window if lent.year is not None else resolve(term, fy_be)
        shown = term if settled is not None else lent  # `29 ก.พ. และ 1 มี.ค. 2566`: no such day, but its year is told
        spans.append(_with_before(_span(text, shown, settled, _bounds(term, settled, modes)), modes))
    return tuple(spans)


def _borrow(known: list[Term], windows: list[Window | None], index: int, lender: int) -> None:
    """Sets the year of a term that has none from a neighbour that has one, in place."""
    if known[index].year is not None or known[lender].year is None:
        return
    if known[index].kind == "part":
        known[index] = replace(known[index], year=known[lender].year)
        windows[index] = resolve(known[index], None)
        return
    if index < lender:
        windows[index] = resolve_pair(known[index], known[lender], None)[0]
    else:
        windows[index] = resolve_pair(known[lender], known[index], None)[1]
    window = windows[index]
    known[index] = replace(known[index], year=Year(window.start.year + BE_MINUS_CE if window else 0))
