"""How much time and memory one file may take, and the words for one that takes more.

Time on the clock is watched from outside, by the pool of workers. Memory and processor time are limits that the
operating system holds the worker to, so that they hold even when nobody watches any more.
"""

from __future__ import annotations

import math
import resource
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

TIMEOUT_SECONDS = 900  # a scan of some hundred pages on a slow machine
MEMORY_MB = 2048
MEGABYTE = 1 << 20
CPU_GRACE_SECONDS = 30  # the clock is meant to strike first: it tells the parent which file it was
# What a program takes for itself. The address space also counts files and pages that it never touches.
_MEMORY = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
_STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take: seconds on the clock, and megabytes beside what the program itself holds."""

    seconds: float = TIMEOUT_SECONDS
    memory_mb: int = MEMORY_MB

    def cover(self, others: Limits) -> bool:
        """Whether a file that these were not enough for would not be given more by the others."""
        return self.seconds >= others.seconds and self.memory_mb >= others.memory_mb


@dataclass(frozen=True, slots=True)
class Exceeded:
    """A failure that is the limits' or the machine's and not the file's: its code and sentence."""

    code: str
    sentence: str


def timed_out(limits: Limits) -> Exceeded:
    """For a file that the pool or the system stopped after its time."""
    return Exceeded(
        "timed_out",
        f"Reading the file took more than {limits.seconds:g} seconds; "
        "give it more with: thai-ita retry --timeout SECONDS.",
    )


def out_of_memory(limits: Limits) -> Exceeded:
    """For a file on which the worker could get no more memory."""
    return Exceeded(
        "out_of_memory",
        f"Reading the file took more than {limits.memory_mb:,} MB of memory; "
        "give it more with: thai-ita retry --memory MB.",
    )


def crashed(exit_code: int, limits: Limits) -> Exceeded:
    """For a file whose worker ended; `exit_code` is minus the number of the signal that ended it."""
    if exit_code == -signal.SIGXCPU:
        return timed_out(limits)
    if exit_code == -signal.SIGKILL:  # so ends what a system short of memory chooses to stop
        return Exceeded(
            "out_of_memory",
            "The system stopped the reader of this file, most likely for lack of memory; "
            "try again with fewer workers: thai-ita retry --workers 1.",
        )
    return Exceeded(
        "crashed",
        f"The reader of this file broke down ({_ending(exit_code)}); "
        "save the file anew with another program, or try again with: thai-ita retry.",
    )


def _ending(exit_code: int) -> str:
    try:
        return signal.Signals(-exit_code).name
    except ValueError:
        return f"exit code {exit_code}"


@contextmanager
def held_to(limits: Limits) -> Iterator[None]:
    """Hold this process to the limits of memory and processor time; without memory the code gets a MemoryError."""
    before = {kind: resource.getrlimit(kind) for kind in (_MEMORY, resource.RLIMIT_CPU)}
    _lower(_MEMORY, _memory_in_use() + limits.memory_mb * MEGABYTE)
    _lower(resource.RLIMIT_CPU, math.ceil(time.process_time() + limits.seconds) + CPU_GRACE_SECONDS)
    try:
        yield
    finally:
        for kind, limit in before.items():
            resource.setrlimit(kind, limit)


def _lower(kind: int, wanted: int) -> None:
    """Set the soft limit, which the process may raise again. Systems that know no such limit go without."""
    soft, hard = resource.getrlimit(kind)
    told = [limit for limit in (wanted, soft, hard) if limit != resource.RLIM_INFINITY]
    with suppress(ValueError, OSError):
        resource.setrlimit(kind, (min(told), hard))


def _memory_in_use() -> int:
    """Bytes that count towards the limit now."""
    field = "VmData" if sys.platform == "linux" else "VmSize"
    try:
        lines = _STATUS.read_text(encoding="ascii").splitlines()
    except OSError:
        return 512 * MEGABYTE
    return next((int(line.split()[1]) << 10 for line in lines if line.startswith(f"{field}:")), 0)


def never_dump_core() -> None:
    """A crash is told; a file of gigabytes beside the data is not wanted."""
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
