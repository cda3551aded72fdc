"""What every worker needs, loaded once: the server that workers are forked from imports this module.

It takes seconds, so a worker that had to load all this anew would cost more than most reports.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
from pathlib import Path

import extract
from engine import stages
from engine.code_identity import READERS, normalize_identity, reader_identity
from tidy.tables import Source

MODULES = ("extract.docx", "extract.pdf")
SAMPLE = Path(__file__).with_name("sample_report.md")  # asks for every word list once
_NOBODY = "0" * 64


def preload() -> None:
    """Import and read all that can be shared. What is not there, or fails, is told where it is used."""
    for name in MODULES:
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    with contextlib.suppress(Exception):
        _convert_sample()
    gc.collect()
    gc.freeze()  # so that the collector of a worker does not touch, and so copy, what is shared


def _convert_sample() -> None:
    from tidy.fragments import decode, encode  # noqa: PLC0415

    for reader in READERS:
        reader_identity(reader)
    normalize_identity()
    source = Source(report_id=_NOBODY[:16], source_file=SAMPLE.name, source_sha256=_NOBODY, source_bytes=0)
    decode(encode(stages.normalize(extract.read(SAMPLE), source)))


preload()
