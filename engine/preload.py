"""What every worker needs, loaded once: the server that workers are forked from imports this module.

It takes seconds, so a worker that had to load all this anew would cost more than most reports.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import tomllib
from pathlib import Path

from engine import stages
from engine.workers import READERS_NEEDED
from extract.document import Block, Cell, Document, Line, Paragraph, SourceFormat, Table, TextOrigin
from tidy.tables import Source

SAMPLE = Path(__file__).with_name("sample_report.toml")
_NOBODY = "0" * 64


def preload() -> None:
    """Import and read all that can be shared. What is not there, or fails, is told where it is used."""
    gc.disable()  # all of this stays, so that looking for what may go is in vain
    for name in os.environ.get(READERS_NEEDED, "").split():
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    with contextlib.suppress(Exception):
        _convert_sample()
    gc.enable()
    gc.collect()
    gc.freeze()  # so that the collector of a worker does not touch, and so copy, what is shared


def _convert_sample() -> None:
    from tidy.arrow_alone import without_pandas  # noqa: PLC0415  (loads pyarrow)
    from tidy.fragments import decode, encode  # noqa: PLC0415

    without_pandas()
    source = Source(report_id=_NOBODY[:16], source_file=SAMPLE.name, source_sha256=_NOBODY, source_bytes=0)
    decode(encode(stages.normalize(sample_document(), source)))


def sample_document() -> Document:
    """The sample report as a reader would give it."""
    blocks = tuple(_block(block) for block in tomllib.loads(SAMPLE.read_text(encoding="utf-8"))["blocks"])
    return Document(SourceFormat.TEXT, TextOrigin.MARKUP, blocks, None)


def _block(block: dict[str, object]) -> Block:
    rows = block.get("rows")
    if not isinstance(rows, list):
        return Paragraph(_line(str(block["text"])))
    cells = (
        Cell(row_no, col_no, text, tuple(map(_line, text.split("\n"))))
        for row_no, row in enumerate(rows, 1)
        for col_no, text in enumerate(row, 1)
    )
    return Table(tuple(cells), len(rows), len(rows[0]))


def _line(text: str) -> Line:
    return Line(text, text)


preload()
