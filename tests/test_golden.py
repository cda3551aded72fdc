"""Golden files: each specimen's tables as readable text in the folder `<specimen>.golden` beside it.

`THAI_ITA_REWRITE_GOLDEN=1 python -m pytest tests/test_golden.py` writes them anew from what the code gives; the test
fails while the switch is set, so that nobody forgets it. Read the difference before you commit it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from engine.convert import Options, convert
from engine.raw_folder import raw_files
from tidy.ordering import ordered
from tidy.registry import TABLES
from tidy.tables import ReportTables

SPECIMENS = Path(__file__).parents[1] / "data" / "raw" / "specimens"
REWRITE = "THAI_ITA_REWRITE_GOLDEN"
LEAST = 5  # specimens: a folder that lost its files must not pass


def specimens() -> list[Path]:
    return [file.path for file in raw_files(SPECIMENS) if file.refusal is None]


def _value(value: object) -> str:
    text = "" if value is None else str(value)
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def golden_texts(tables: ReportTables) -> Iterator[tuple[str, str]]:
    """File name and text of each table that has rows: a header line, then a line a row, columns parted by tabs."""
    for name, table in TABLES.items():
        rows = ordered(table, tables.rows(name))
        if rows:
            names = [field.name for field in fields(rows[0])]
            lines = ["\t".join(names), *("\t".join(_value(getattr(row, column)) for column in names) for row in rows)]
            yield f"{name}.tsv", "\n".join(lines) + "\n"


def _tables(path: Path) -> ReportTables:
    file = next(file for file in raw_files(SPECIMENS) if file.path == path)
    outcome = convert(file.path, SPECIMENS, Options())
    assert outcome.tables is not None, outcome.file.error
    return outcome.tables


def test_there_are_specimens() -> None:
    assert len(specimens()) >= LEAST


@pytest.mark.parametrize("path", specimens(), ids=lambda path: path.name)
def test_specimen_gives_its_golden_tables(path: Path) -> None:
    folder = path.with_name(path.name + ".golden")
    texts = dict(golden_texts(_tables(path)))
    if os.environ.get(REWRITE):
        folder.mkdir(exist_ok=True)
        for old in folder.glob("*.tsv"):
            old.unlink()
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        pytest.fail(f"golden files of {path.name} were rewritten; unset {REWRITE} and read the difference")
    expected = {file.name: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.tsv"))}
    assert texts == expected
