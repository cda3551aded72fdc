"""What the server of the workers loads before them, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_LOADED = """
import os, sys, threading
import pyarrow
from engine.preload import sample_document
from normalize.thai_words import lexicon
pyarrow.array(["looks for pandas, if nobody has before"])
print(lexicon.cache_info().currsize, *(name in sys.modules for name in ("pandas", "extract.pdf", "extract.docx")))
print(len(os.listdir("/proc/self/task")) if os.path.isdir("/proc/self/task") else threading.active_count())
from engine.stages import normalize
from tidy.tables import Source
digest = "a" * 64
source = Source(report_id=digest[:16], source_file="sample", source_sha256=digest, source_bytes=0)
tables = normalize(sample_document(), source)
print([score.score for score in tables.scores], [row.budget_baht for row in tables.measures], len(tables.measure_items))
print(pyarrow.table({"a": [1]}).to_pandas().shape)
"""


def test_the_server_loads_the_readers_it_is_told_and_what_a_sample_asks_for() -> None:
    told = {
        "THAI_ITA_READERS": "extract.docx extract.no_such_reader",
        "JE_ARROW_MALLOC_CONF": "background_thread:false",
    }
    done = subprocess.run(
        [sys.executable, "-c", _LOADED], capture_output=True, text=True, check=False, cwd=Path(__file__).parents[1],
        env={"PATH": "", "OPENBLAS_NUM_THREADS": "1", **told},
    )  # fmt: skip
    assert not done.stderr
    loaded, threads, sample, frame = done.stdout.splitlines()
    assert loaded == "1 False False True"
    assert threads == "1"  # a fork of a process with threads may stand still for ever
    assert sample == "[91.2, 88.45, 91.25, 93.05, 90.12] [5000.0] 8"
    assert frame == "(1, 1)"  # who asks for pandas afterwards has it
