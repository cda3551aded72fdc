"""`normalize` as the engine calls it: loaded when first needed, so that `--help` is fast."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from extract.document import Document
from tidy.records import Indicator
from tidy.tables import ReportTables, Source

if TYPE_CHECKING:
    from normalize.framework import Entry

WEIGHT_DIGITS = 10  # 0.3 / 3 is a tenth, not 0.09999999999999999


Question = tuple[str, str]  # see `normalize.lexicon`


def normalize(document: Document, source: Source, *, keep_signatures: bool = False) -> ReportTables:
    """A document to records and findings."""
    from normalize import normalize as normalize_document  # noqa: PLC0415

    return normalize_document(document, source, keep_signatures=keep_signatures)


def questions_asked() -> AbstractContextManager[set[Question]]:
    """What is asked of the header words meanwhile."""
    from normalize.lexicon import questions_asked as asked  # noqa: PLC0415

    return asked()


def answers(questions: Iterable[Question]) -> list[object]:
    """What the header words of now answer. Raises CatalogueError where they contradict each other."""
    from normalize.lexicon import answers as answered  # noqa: PLC0415

    return [*answered(questions)]


def catalogue_rows(years: Iterable[int] | None = None) -> tuple[Indicator, ...]:
    """The catalogue of some fiscal years (B.E.), or of all, as the table `indicators` has it."""
    from normalize import catalogue_rows as entries  # noqa: PLC0415

    return tuple(map(_indicator, entries(years)))


def _indicator(entry: Entry) -> Indicator:
    from normalize.framework import framework  # noqa: PLC0415

    rules = framework(entry.fiscal_year_be)
    weight = rules.weight(entry.code) if rules else None
    return Indicator(
        fiscal_year_be=entry.fiscal_year_be,
        code=entry.code,
        scope=entry.scope,
        instrument=entry.instrument,
        parent_code=entry.parent_code,
        name_th=entry.name_th,
        name_en=entry.name_en,
        weight=None if weight is None else round(weight, WEIGHT_DIGITS),
        source=entry.source,
        confidence=entry.confidence,
    )
