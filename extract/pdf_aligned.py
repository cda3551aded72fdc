"""Tables without full ruling: three-line tables and tables without verticals, read from how their text is aligned."""

from __future__ import annotations

from collections.abc import Sequence

from extract.pdf_lines import TextLine
from extract.pdf_paths import Rules
from extract.pdf_tables import GridTable


def find_aligned_tables(lines: Sequence[TextLine], rules: Rules) -> tuple[list[GridTable], list[TextLine]]:
    """Tables found by alignment, and the lines that belong to none."""
    return [], list(lines)
