"""What a run did, as data: the summary, `--json` and the exit code are made from it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from heapq import nsmallest
from pathlib import Path
from typing import Any

from engine.files_table import Row
from engine.plan import Changes
from tidy.records import File
from tidy.tables import Source

ALL_CONVERTED, SOME_FAILED, NONE_CONVERTED, NOT_TRUSTED = 0, 3, 4, 5
MOST_DOUBTFUL = 5
DOUBT = {"error": 0, "warning": 1}


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A report with findings of severity `error`, and how many of each code."""

    source_file: str
    errors: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run did.

    `files` are the rows of that table; `rows` how many each table has; `tables_changed` tells whether any file of the
    data set is not as it was before; `findings` counts by (severity, code); `doubtful` are the reports to look at
    first; `read` and `derived` count the files that were read and those that were only derived anew. `lost_sources`
    are entries of `sources.csv` without a file, `lost_corrections` those of `corrections.csv` without a report;
    `traces` are tracebacks of the program's faults, by file.
    """

    clean: Path
    files: tuple[File, ...]
    rows: Mapping[str, int]
    tables_changed: bool
    findings: Counter[tuple[str, str]] = field(default_factory=Counter)
    doubtful: tuple[Doubtful, ...] = ()
    changes: Changes = field(default_factory=Changes)
    first_run: bool = True
    read: int = 0
    derived: int = 0
    lost_sources: tuple[str, ...] = ()
    lost_corrections: tuple[str, ...] = ()
    traces: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False

    @property
    def statuses(self) -> Counter[str]:
        return Counter(file.status for file in self.files)

    @property
    def errors(self) -> int:
        """How many findings are of severity `error`."""
        return sum(count for (severity, _), count in self.findings.items() if severity == "error")

    @property
    def exit_code(self) -> int:
        if not self.statuses["converted"]:
            return NONE_CONVERTED
        if self.strict and self.errors:
            return NOT_TRUSTED
        return SOME_FAILED if self.statuses["failed"] else ALL_CONVERTED


def findings_of(rows: Iterable[Row]) -> Counter[tuple[str, str]]:
    """The findings of all reports, counted by (severity, code)."""
    total: Counter[tuple[str, str]] = Counter()
    for row in rows:
        for severity, code, count in row.verdict.findings if row.verdict else ():
            total[severity, code] += count
    return total


def most_doubtful(rows: Iterable[Row]) -> tuple[Doubtful, ...]:
    """The reports with the most errors, then warnings, then by name."""
    found = ((row, errors) for row in rows if (errors := _errors(row)))
    worst = nsmallest(MOST_DOUBTFUL, found, key=lambda one: _trust(one[0]))
    return tuple(Doubtful(row.file.source_file, errors) for row, errors in worst)


def _trust(row: Row) -> tuple[int, int, str]:
    counts = [0, 0]
    for severity, _, count in row.verdict.findings if row.verdict else ():
        if severity in DOUBT:
            counts[DOUBT[severity]] -= count
    return counts[0], counts[1], row.file.source_file


def _errors(row: Row) -> tuple[tuple[str, int], ...]:
    told = row.verdict.findings if row.verdict else ()
    return tuple(sorted(((code, count) for severity, code, count in told if severity == "error"), key=_by_count))


def _by_count(one: tuple[str, int]) -> tuple[int, str]:
    return -one[1], one[0]


def digest_of(rows: Iterable[Row], source_of: Callable[[File], Source], *more: object) -> str:
    """A digest of all that decides the published tables."""
    digest = hashlib.sha256(repr(more).encode())
    for row in rows:
        key = row.verdict.key if row.verdict and row.verdict.converted else None
        source = source_of(row.file) if key else None
        digest.update(repr((row.file, source, key)).encode("utf-8", "backslashreplace"))
    return digest.hexdigest()


def tables_digest(published: Mapping[str, Any]) -> str:
    """A digest of the files of the data set on disk, as they were noted when they were published."""
    return hashlib.sha256(json.dumps(published, sort_keys=True).encode()).hexdigest()
