"""What a run did, in a page of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from engine.printable import printable
from engine.run import RunResult
from tidy.records import File
from tidy.registry import TABLES

STATUSES = ("converted", "failed", "skipped", "duplicate")
SEVERITIES = ("error", "warning", "info")
TOP_CODES = 8


def print_summary(result: RunResult, console: Console) -> None:
    """Print counts of files, rows and findings, what failed and why, and where the tables are."""
    for line in summary(result):
        console.print(Text(line), soft_wrap=True)


def summary(result: RunResult) -> Iterator[str]:
    """The lines of the summary, safe to print."""
    statuses = result.statuses
    yield f"Files: {_list(f'{statuses[status]:,} {status}' for status in STATUSES)}"
    for status in ("failed", "skipped", "duplicate"):
        yield from _files(status, result.files)
    for name in result.lost_sources:
        yield f"  sources.csv names {printable(name)}, and there is no such file"
    yield f"Rows: {_list(f'{name} {result.published.rows[name]:,}' for name in TABLES)}"
    yield from _findings(result.findings)
    yield f"Tables: {printable(str(result.published.folder))}" + (
        "" if result.published.changed else " (as they were before)"
    )


def _list(parts: Iterator[str]) -> str:
    return ", ".join(parts)


def _files(status: str, files: tuple[File, ...]) -> Iterator[str]:
    for file in files:
        if file.status == status:
            yield f"  {status} {printable(file.source_file)}: {printable(file.error or '')}"


def _findings(findings: Counter[tuple[str, str]]) -> Iterator[str]:
    """The total, then a line for each severity with its most frequent codes."""
    yield f"Findings: {findings.total():,}"
    for severity in SEVERITIES:
        codes = Counter({code: count for (of, code), count in findings.items() if of == severity})
        if not codes:
            continue
        # By count, then by name: the summary of one input is always the same.
        ranked = sorted(codes.items(), key=lambda item: (-item[1], item[0]))
        top = [f"{code} {count:,}" for code, count in ranked[:TOP_CODES]]
        more = [f"{len(ranked) - TOP_CODES} more codes"] if len(ranked) > TOP_CODES else []
        yield f"  {severity} {codes.total():,}: {', '.join(top + more)}"
