"""A `Document` to records and findings: `normalize(document, source)` gives the rows of one report."""

from __future__ import annotations

from extract.document import Document
from normalize.framework import catalogue_rows
from tidy.tables import ReportTables, Source

__all__ = ["Source", "catalogue_rows", "normalize"]


def normalize(document: Document, source: Source, *, keep_signatures: bool = False) -> ReportTables:
    """The records and findings of one report; see `normalize.report`, which is loaded when first needed."""
    from normalize.report import normalize as normalize_report  # noqa: PLC0415

    return normalize_report(document, source, keep_signatures=keep_signatures)
