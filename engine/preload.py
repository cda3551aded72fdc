"""What every worker needs, loaded once: the server that workers are forked from imports this module.

It takes seconds, so a worker that had to load all this anew would cost more than most reports.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import sys
import tomllib
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

from engine import stages
from engine.code_identity import READERS, normalize_identity, reader_identity
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
    from tidy.fragments import decode, encode  # noqa: PLC0415

    for reader in READERS:
        reader_identity(reader)
    normalize_identity()
    _without_pandas()
    source = Source(report_id=_NOBODY[:16], source_file=SAMPLE.name, source_sha256=_NOBODY, source_bytes=0)
    decode(encode(stages.normalize(sample_document(), source)))


def _without_pandas() -> None:
    """Let pyarrow find no pandas: it would load it at its first array, a third of a second and 30 MB.

    Workers make no data frames. What pyarrow did not find then it does not look for again.
    """
    import pyarrow as pa  # noqa: PLC0415

    hiding = _Hidden()
    sys.meta_path.insert(0, hiding)
    try:
        pa.array([0])
    finally:
        sys.meta_path.remove(hiding)


class _Hidden(MetaPathFinder):
    """Finds nothing, and lets nobody find pandas."""

    def find_spec(self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> ModuleSpec | None:
        if name == "pandas":
            raise ModuleNotFoundError(f"{name} is not loaded here", name=name)
        return None


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
