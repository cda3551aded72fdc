"""A `Document` to records and findings: `normalize(document, source)` gives the rows of one report."""

from __future__ import annotations

from normalize.framework import catalogue_rows
from normalize.report import normalize
from tidy.tables import Source

__all__ = ["Source", "catalogue_rows", "normalize"]
