"""The tables of a run, from what the cache holds of its reports to the clean folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from engine.cache import Cache
from engine.disk import writing
from engine.files_table import Row
from engine.job import Job
from engine.result import tables_digest
from engine.stages import catalogue_rows
from engine.state import LastRun, Listed, save_last_run
from tidy.edition import published_files
from tidy.records import File
from tidy.tables import Source


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be published: the rows of `files`, the reports among them in order of report_id, the keys of their
    results, and a digest of all that decides the tables."""

    files: tuple[File, ...]
    reports: tuple[File, ...]
    keys: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Tables:
    """How many rows each table has, and whether any is not as it was."""

    rows: Mapping[str, int]
    changed: bool


class LostResultError(Exception):
    """A stored result went, or was damaged, between the look at it and its use."""


def wanted_of(rows: Sequence[Row], digest: str) -> Wanted:
    """What is to be published of the rows; nothing else of them is needed for it."""
    ready = sorted((row for row in rows if row.verdict and row.verdict.converted), key=_report_id)
    keys = tuple(row.verdict.key for row in ready if row.verdict)
    return Wanted(tuple(row.file for row in rows), tuple(row.file for row in ready), keys, digest)


def publish(wanted: Wanted, job: Job, cache: Cache) -> Tables:
    """Write the tables, and note what was published. Raises LostResultError, DiskFull; then they are as they were."""
    from tidy.publish import publish_stream  # noqa: PLC0415  (loads pyarrow)

    folders = job.folders
    with writing(folders.clean):
        published = publish_stream(
            _fragments(wanted, job, cache),
            wanted.files,
            folders.clean,
            catalogue=catalogue_rows,
            partition_by=job.partition_by,
            version=job.version,
        )
        listed = {file.source_file: _listed(file) for file in wanted.files}
        tables = tables_digest(published_files(folders.clean))
        said = (job.options.keep_signatures, job.choice.keep_missing, job.partition_by)
        save_last_run(folders.last_run, LastRun(wanted.digest, tables, *said, published.rows, listed))
        cache.prune(frozenset(wanted.keys))
    return Tables(published.rows, bool(published.changed))


def load_publishing() -> None:
    """Load what publishing needs: it takes as long as some reports to read."""
    import_module("tidy.publish")
    import_module("normalize.framework")  # of which the catalogue is made


def _fragments(wanted: Wanted, job: Job, cache: Cache) -> Iterator[tuple[Source, bytes]]:
    for file, key in zip(wanted.reports, wanted.keys, strict=True):
        data = cache.get("results", key)
        if data is None:
            raise LostResultError
        yield job.source_of(file), data


def _report_id(row: Row) -> str:
    return row.file.report_id or ""


def _listed(file: File) -> Listed:
    if file.status != "failed":  # why a file is skipped or a duplicate is found out anew each time
        return Listed(file.source_sha256, file.source_bytes, file.status)
    return Listed(file.source_sha256, file.source_bytes, file.status, file.error_code, file.error)
