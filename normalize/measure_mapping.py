"""A row's place in the catalogue: indicator, sub-indicator, item, the year of the catalogue, and what each rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from normalize.catalogue_years import YearChoice, choose_year
from normalize.findings import finding
from normalize.framework import Framework, framework, nearest_framework, years
from normalize.measure_drafts import Draft, ReportFacts, text_of_all
from normalize.references import find_references
from normalize.subjects import instrument_of, match_name
from tidy.records import Finding

STAFF = "IIT"  # the survey of the staff


def choose_catalogue(drafts: Sequence[Draft], facts: ReportFacts) -> YearChoice:
    rows = [(draft.code.code, text_of_all(draft.columns)) for draft in drafts if draft.code is not None]
    return choose_year(rows, facts.fiscal_year_be, facts.answered_years)


def year_findings(drafts: Sequence[Draft], choice: YearChoice, facts: ReportFacts) -> Iterator[Finding]:
    if not any(draft.code for draft in drafts):
        return
    if choice.year is None:
        rivals = ", ".join(str(year) for year in choice.rivals) or "–"
        yield finding(facts.report_id, "catalogue_year_unsure", expected=rivals, table_name="measures")
    elif choice.year != facts.fiscal_year_be:
        printed = str(facts.fiscal_year_be or "?")
        yield finding(
            facts.report_id,
            "catalogue_year_chosen",
            printed=printed,
            expected=str(choice.year),
            table_name="measures",
        )


@dataclass(frozen=True, slots=True)
class Mapped:
    """A row's place in the catalogue. `basis` is of the indicator, or of the issue where there is none."""

    indicator_no: int | None = None
    sub_indicator: str | None = None
    item_code: str | None = None
    year: int | None = None
    basis: str | None = None
    score: float | None = None
    code_basis: str | None = None
    code_score: float | None = None


def _names_in(text: str, known: Framework) -> tuple[str, ...]:
    """What may be a catalogue name in a label's line: the line, and the line without the references in it."""
    rest = find_references(text, known).rest.strip(" -–•★*")
    return (text, rest) if rest != text else (text,)


def _named_entry(draft: Draft, known: Framework, indicator: str | None) -> tuple[str, float] | None:
    """The sub-indicator or item whose name one line of the label is, within the indicator where that is known."""
    found: dict[str, float] = {}
    labels = [column for role in ("topic", "measure") for column in draft.columns if column.role == role]
    for text in (text for column in labels for placed in column.items for text in _names_in(placed.item.text, known)):
        hit = match_name(text, known, ("sub_indicator",)) or match_name(text, known, ("item",))
        if hit is not None and indicator in (None, str(known.entries[hit[0]].indicator_no)):
            found[hit[0]] = max(hit[1], found.get(hit[0], 0.0))
    return next(iter(found.items())) if len(found) == 1 else None


def map_row(draft: Draft, choice: YearChoice, facts: ReportFacts) -> Mapped:
    context = draft.row.context
    own = "printed" if {"indicator", "issue"} & context.own else "carried"
    mapped = Mapped()
    if context.indicator is not None:
        basis = "printed" if "indicator" in context.own else "carried"
        mapped = replace(mapped, indicator_no=int(context.indicator), basis=basis, score=1.0)
    elif context.issue_no is not None:
        mapped = replace(mapped, basis=own, score=1.0)
    if context.sub_indicator is not None:
        basis = "printed" if "sub_indicator" in context.own else "carried"
        mapped = replace(mapped, sub_indicator=context.sub_indicator, code_basis=basis, code_score=1.0)
    if draft.code is not None:
        return _map_item(mapped, draft.code.code, choice.year)
    return _map_name(mapped, draft, facts)


def _map_item(mapped: Mapped, code: str, year: int | None) -> Mapped:
    mapped = replace(mapped, item_code=code, year=year, code_basis="printed", code_score=1.0)
    entry = framework(year).entries.get(code) if year and framework(year) else None  # type: ignore[union-attr]
    if entry is None:
        number = _indicator_in_every_year(code) if mapped.indicator_no is None else None
        return replace(mapped, indicator_no=number, basis="catalogue", score=1.0) if number is not None else mapped
    number, parent = entry.indicator_no, entry.parent_code or ""
    if mapped.indicator_no is None and number is not None:
        mapped = replace(mapped, indicator_no=number, basis="printed", score=1.0)  # the printed code says it
    if "." in parent and mapped.sub_indicator is None and mapped.indicator_no == number:
        mapped = replace(mapped, sub_indicator=parent)
    return mapped


@cache
def _indicator_in_every_year(code: str) -> int | None:
    """The indicator of a question of the staff's survey whose own year's catalogue lists none: that of every year that
    lists it. The survey keeps its questions in the same blocks; the documents of OIT do not."""
    if instrument_of(code, nearest_framework(None)) != STAFF:
        return None
    found = {
        entry.indicator_no for year in years() if (known := framework(year)) and (entry := known.entries.get(code))
    }
    return found.pop() if len(found) == 1 else None


def _map_name(mapped: Mapped, draft: Draft, facts: ReportFacts) -> Mapped:
    """Without a code: by the name of a sub-indicator or item that the label spells, in the report's own year or the
    year before."""
    indicator = str(mapped.indicator_no) if mapped.indicator_no else None
    year = facts.fiscal_year_be
    candidates = [candidate for candidate in (year, year - 1 if year else None) if candidate and framework(candidate)]
    hits = [
        (hit[1], candidate, hit[0])
        for candidate in candidates
        if (hit := _named_entry(draft, nearest_framework(candidate), indicator))
    ]
    if not hits:
        return replace(mapped, year=year if _knows(year, mapped.indicator_no, draft.row.context.issue_no) else None)
    score, best, code = max(hits, key=lambda hit: (hit[0], hit[1]))
    return _with_name(mapped, code, score, best)


def _knows(year: int | None, indicator: int | None, issue: int | None) -> bool:
    """Whether the catalogue of a year has the indicator, else the issue, that a row belongs to."""
    known = framework(year) if year else None
    return known is not None and (str(indicator) in known.entries or f"ISSUE{issue}" in known.entries)


def _with_name(mapped: Mapped, code: str, score: float, year: int) -> Mapped:
    entry = nearest_framework(year).entries[code]
    sub = code if entry.scope == "sub_indicator" else entry.parent_code if "." in (entry.parent_code or "") else None
    mapped = replace(mapped, year=year, code_basis="catalogue", code_score=score)
    mapped = replace(
        mapped, sub_indicator=mapped.sub_indicator or sub, item_code=code if entry.scope == "item" else None
    )
    if mapped.indicator_no is None and entry.indicator_no is not None:
        return replace(mapped, indicator_no=entry.indicator_no, basis="catalogue", score=score)
    return mapped
