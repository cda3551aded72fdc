"""What a run did, in a page of text or as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from engine.plan import NOT_CHOSEN
from engine.printable import printable
from engine.refusal import NOT_A_REPORT
from engine.result import RunResult
from tidy.records import File
from tidy.registry import TABLES

STATUSES = ("converted", "failed", "skipped", "duplicate")
SEVERITIES = ("error", "warning", "info")
TOP_CODES = 8
UNTOLD = frozenset({NOT_CHOSEN.code, NOT_A_REPORT.code})  # told as a number: nothing is the matter with the file
MOST_FILES = 20  # of one status, and of what is new or changed: the table `files` has them all
MOST_NAMES = 5


def summary(result: RunResult) -> Iterator[str]:
    """The lines of the summary, safe to print: counts, what is new, what failed and why, what to look at first."""
    statuses = result.statuses
    yield f"Files: {', '.join(f'{statuses[status]:,} {status}' for status in STATUSES)}"
    yield from _changes(result)
    for status in ("failed", "skipped", "duplicate"):
        told = (file for file in result.files if file.status == status)
        yield from _files(status, [file for file in told if file.error_code not in UNTOLD])
    if left := sum(file.error_code == NOT_CHOSEN.code for file in result.files):
        yield f"  {left:,} not chosen by --only or --limit, and not converted by an earlier run"
    for name in result.lost_sources:
        yield f"  sources.csv names {printable(name)}, and there is no such file"
    for entry in result.lost_corrections:
        yield f"  corrections.csv, {printable(entry)}, and there is no such report"
    yield f"Rows: {', '.join(f'{name} {result.rows[name]:,}' for name in TABLES)}"
    yield from _findings(result.findings)
    for report in result.doubtful:
        codes = ", ".join(f"{code} {count:,}" for code, count in report.errors)
        yield f"  look first at {printable(report.source_file)}: {codes}"
    same = "" if result.tables_changed else " (as they were before)"
    yield f"Tables: {printable(str(result.clean))}{same}"


def as_facts(result: RunResult) -> dict[str, Any]:
    """The summary as data, for a line of JSON."""
    return {
        "files": {status: result.statuses[status] for status in STATUSES},
        "new": list(result.changes.new),
        "changed": list(result.changes.changed),
        "removed": list(result.changes.removed),
        "read": result.read,
        "derived": result.derived,
        "rows": dict(result.rows),
        "findings": {
            severity: {code: count for (of, code), count in sorted(result.findings.items()) if of == severity}
            for severity in SEVERITIES
        },
        "look_first": [{"file": one.source_file, "errors": dict(one.errors)} for one in result.doubtful],
        "lost_sources": list(result.lost_sources),
        "lost_corrections": list(result.lost_corrections),
        "tables": str(result.clean),
        "tables_changed": result.tables_changed,
    }


def _changes(result: RunResult) -> Iterator[str]:
    """Against the run before; the first run has none."""
    if result.first_run:
        return
    for word, names in (
        ("new", result.changes.new),
        ("changed", result.changes.changed),
        ("removed", result.changes.removed),
    ):
        if names:
            yield f"  {len(names):,} {word}: {names_in_short(names)}"
    fresh = len(result.changes.new) + len(result.changes.changed)
    if again := max(0, result.read + result.derived - fresh):
        yield f"  {again:,} done again, as the program, its options or a limit is another"


def names_in_short(names: Sequence[str]) -> str:
    """Some file names, safe to print, and how many more there are."""
    told = ", ".join(map(printable, names[:MOST_NAMES]))
    return told if len(names) <= MOST_NAMES else f"{told} and {len(names) - MOST_NAMES:,} more"


def _files(status: str, files: Sequence[File]) -> Iterator[str]:
    for file in files[:MOST_FILES]:
        yield f"  {status} {printable(file.source_file)}: {printable(file.error or '')}"
    if len(files) > MOST_FILES:
        rest = Counter(file.error_code or "" for file in files[MOST_FILES:])
        yield f"  {status} {rest.total():,} more: {_ranked(rest)}; the table files tells each"


def _findings(findings: Counter[tuple[str, str]]) -> Iterator[str]:
    """The total, then a line for each severity with its most frequent codes."""
    yield f"Findings: {findings.total():,}"
    for severity in SEVERITIES:
        codes = Counter({code: count for (of, code), count in findings.items() if of == severity})
        if codes:
            yield f"  {severity} {codes.total():,}: {_ranked(codes)}"


def _ranked(codes: Counter[str]) -> str:
    """By count, then by name: the summary of one input is always the same."""
    ranked = sorted(codes.items(), key=lambda item: (-item[1], item[0]))
    top = [f"{printable(code)} {count:,}" for code, count in ranked[:TOP_CODES]]
    more = [f"{len(ranked) - TOP_CODES} more codes"] if len(ranked) > TOP_CODES else []
    return ", ".join([*top, *more])
