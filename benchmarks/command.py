"""`thai-ita` as the benchmarks call it: a process of its own, timed, its memory measured."""

from __future__ import annotations

import hashlib
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
OWN_PACKAGES = ("engine", "extract", "normalize", "tidy")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: exit code, wall seconds, peak memory of its first process in MB, what it printed."""

    code: int
    seconds: float
    megabytes: float
    output: str
    errors: str


def start(*arguments: str | Path, source: Path = ROOT, quiet: bool = False) -> subprocess.Popen[str]:
    """Start `thai-ita` with these arguments, from the sources in `source`."""
    pipe = subprocess.DEVNULL if quiet else subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline", *map(str, arguments)],
        cwd=source,
        env={**os.environ, "PYTHONPATH": str(source), "COLUMNS": "200"},
        stdout=pipe,
        stderr=pipe,
        text=True,
        errors="replace",
        start_new_session=True,  # so that a kill may take the workers too
    )


def thai_ita(*arguments: str | Path, source: Path = ROOT) -> Ended:
    """Run `thai-ita` to its end. The peak memory is that of the parent: its workers are not counted."""
    began = time.perf_counter()
    command = [sys.executable, "-c", _MEASURED, *map(str, arguments)]
    done = subprocess.run(
        command, cwd=source, env={**os.environ, "PYTHONPATH": str(source), "COLUMNS": "200"},
        capture_output=True, text=True, errors="replace", check=False,
    )  # fmt: skip
    seconds = time.perf_counter() - began
    errors, _, peak = done.stderr.rpartition("peak-kib ")
    return Ended(done.returncode, seconds, int(peak or 0) / 1024, done.stdout, errors)


# The peak of the process itself, not of its children, printed as the last line of stderr.
_MEASURED = """
import atexit, resource, sys
atexit.register(lambda: print("peak-kib", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr))
from pipeline import app
app(prog_name="thai-ita")
"""


def children_seconds() -> float:
    """Processor seconds of all commands that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def table_bytes(clean: Path) -> dict[str, str]:
    """Name to SHA-256 of every published table, and of the data package."""
    files = sorted(path for path in clean.rglob("*") if path.is_file() and ".thai-ita" not in path.parts)
    names = [path for path in clean.iterdir() if not path.name.startswith(".")]
    folders = [path for path in names if path.is_dir()]
    found = {*files, *(inner for folder in folders for inner in folder.rglob("*") if inner.is_file())}
    found |= {path for path in names if path.is_file()}
    return {path.relative_to(clean).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(found)}
