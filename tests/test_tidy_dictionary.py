"""The data dictionary in `docs/` is the one that the records give."""

from __future__ import annotations

from pathlib import Path

from tidy.dictionary import dictionary
from tidy.registry import TABLES

DOC = Path(__file__).parents[1] / "docs" / "data-dictionary.md"


def test_the_document_is_up_to_date() -> None:
    assert DOC.read_text(encoding="utf-8") == dictionary(), "run 'make docs'"


def test_every_column_has_its_row() -> None:
    rows = [line for line in dictionary().splitlines() if line.startswith("| `")]
    assert len(rows) == sum(len(table.columns) for table in TABLES.values())
    assert all(line.count("|") - line.count("\\|") == 6 for line in rows)
