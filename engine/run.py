"""The whole run: raw folder to clean folder."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.convert import Options, Outcome, convert, duplicate, failed, identify, skipped
from engine.gather import gather
from engine.raw_folder import RawFile, raw_files
from engine.sources import source_urls, url_of, without_file
from tidy.errors import UsageError
from tidy.publish import Published, publish
from tidy.records import File
from tidy.tables import ReportTables

ALL_CONVERTED, SOME_FAILED, NONE_CONVERTED = 0, 3, 4

Progress = Callable[[Sequence[RawFile]], Iterable[RawFile]]


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run did.

    `files` are the rows of that table; `findings` counts by (severity, code); `lost_sources` are entries of
    `sources.csv` without a file; `traces` are tracebacks of the program's faults, by file.
    """

    files: tuple[File, ...]
    published: Published
    findings: Counter[tuple[str, str]]
    lost_sources: tuple[str, ...]
    traces: Mapping[str, str]

    @property
    def statuses(self) -> Counter[str]:
        return Counter(file.status for file in self.files)

    @property
    def exit_code(self) -> int:
        if not self.statuses["converted"]:
            return NONE_CONVERTED
        return SOME_FAILED if self.statuses["failed"] else ALL_CONVERTED


def run(
    raw: Path,
    clean: Path,
    options: Options,
    *,
    partition_by: str | None = None,
    version: str = "0",
    progress: Progress = iter,
) -> RunResult:
    """Convert every file of `raw` and publish the tables in `clean`. `progress` wraps the loop over files.

    Raises UsageError where there is nothing to read or nowhere to write; a file's trouble is in the result.
    """
    check_folders(raw, clean)
    files = raw_files(raw, clean)
    urls = source_urls(raw)
    _make_folder(clean)
    root = raw if raw.is_dir() else raw.parent
    outcomes = tuple(_outcomes(progress(files), root, options, urls))
    reports = [outcome.tables for outcome in outcomes if outcome.tables]
    try:
        tables = gather(reports, (outcome.file for outcome in outcomes))
        published = publish(tables, clean, partition_by=partition_by, version=version)
    except OSError as error:
        raise _cannot_write(clean, error) from error
    return RunResult(
        files=tuple(outcome.file for outcome in outcomes),
        published=published,
        findings=_count(reports),
        lost_sources=tuple(without_file(urls, (file.name for file in files))) if raw.is_dir() else (),
        traces={outcome.file.source_file: outcome.trace for outcome in outcomes if outcome.trace},
    )


def _outcomes(files: Iterable[RawFile], root: Path, options: Options, urls: Mapping[str, str]) -> Iterator[Outcome]:
    converted: dict[str, str] = {}  # which file's bytes have been converted
    for file in files:
        outcome = _outcome(file, root, options, urls, converted)
        if outcome.tables:
            converted[outcome.tables.report.source_sha256] = file.name
        yield outcome


def _outcome(
    file: RawFile, root: Path, options: Options, urls: Mapping[str, str], converted: Mapping[str, str]
) -> Outcome:
    url = url_of(urls, file.name)
    try:
        source = identify(file.path, file.name, url) if file.path.is_file() else None
    except OSError:
        source = None  # `convert` says why
    if file.refusal:
        status = failed if file.refusal.status == "failed" else skipped
        return Outcome(status(file.name, source, file.refusal.code, file.refusal.sentence))
    if source and source.source_sha256 in converted:
        return Outcome(duplicate(source, converted[source.source_sha256]))
    return convert(file.path, root, options, url)


def _count(reports: Iterable[ReportTables]) -> Counter[tuple[str, str]]:
    return Counter((finding.severity, finding.code) for report in reports for finding in report.findings)


def check_folders(raw: Path, clean: Path) -> None:
    """Raises UsageError for a clean folder that cannot be one. Either may lie in the other."""
    if clean.exists() and not clean.is_dir():
        raise UsageError(f"{clean} is a file; name a folder for the tables.")
    if clean.resolve() == raw.resolve():
        raise UsageError("RAW and CLEAN are one folder; name another folder for the tables.")


def _make_folder(clean: Path) -> None:
    """Before hours of reading, make sure that there is a place to write to."""
    try:
        clean.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_write(clean, error) from error
    if not os.access(clean, os.W_OK):
        raise UsageError(f"{clean} cannot be written; change its permissions or name another folder.")


def _cannot_write(clean: Path, error: OSError) -> UsageError:
    return UsageError(f"{clean} cannot be written ({error.strerror}); make room or name another folder.")
