"""One run from the files to the published tables: look, read what has to be read, publish."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from engine.cache import Cache
from engine.code_identity import normalize_identity
from engine.convert import REPORT_ID_DIGITS
from engine.corrections import without_report
from engine.disk import cannot_write, writing
from engine.events import FileDone, Listener, Publishing, Started
from engine.files_table import Row, files_table
from engine.job import Job
from engine.plan import Seen, changes, first_of_each, look
from engine.raw_folder import RawFile
from engine.result import RunResult, digest_of, findings_of, most_doubtful, tables_digest
from engine.sources import without_file
from engine.stages import catalogue_rows
from engine.standing import still_standing
from engine.state import (
    Index,
    LastRun,
    Listed,
    Verdict,
    load_index,
    load_last_run,
    save_index,
    save_last_run,
    schemas_digest,
)
from engine.task import NOT_KEPT, Done, likely_readers
from engine.workers import Crew, Finished, work
from tidy.edition import published_files, published_intact
from tidy.records import File
from tidy.tables import Source

SAVE_SECONDS = 20.0  # what a killed run has to find out again is at most what it learned since then, and no result
MOST_REPAIRS = 3


@dataclass(frozen=True, slots=True)
class _Tables:
    """How many rows each table has, and whether any is not as it was."""

    rows: Mapping[str, int]
    changed: bool


class _LostResult(Exception):  # noqa: N818 - it says what is the matter
    """A stored result went, or was damaged, between the look at it and its use."""


class Running:
    """What a run knows while it goes on. `result` does it all."""

    def __init__(self, job: Job, listener: Listener) -> None:
        self.job = job
        self.tell = listener
        self.cache = Cache(job.folders.cache)
        self.index = load_index(job.folders.index)
        self.last = load_last_run(job.folders.last_run)
        self.schemas = schemas_digest()
        self.seen: tuple[Seen, ...] = ()
        self.firsts: Mapping[str, Seen] = {}
        self.saved = time.monotonic()
        self.read = self.derived = 0

    def result(self, files: Sequence[RawFile], *, strict: bool) -> RunResult:
        """Do what is to be done with the files. Raises DiskFull, UsageError, KeyboardInterrupt."""
        self.seen, contents = look(files, self.index, self.last, self.job.choice, self.tell)
        self.firsts = first_of_each(self.seen)
        renewed = still_standing(self.index.verdicts, self.firsts.values(), self.job)
        news = bool(renewed) or contents != self.index.contents
        self.index = Index(contents, self.index.verdicts | renewed)
        rows, published = self._unchanged() or self._until_published()
        if news or published.changed or self.read or self.derived:
            self._save_index()
        names = [file.name for file in files]
        told = [(row.file.source_file, row.file.source_sha256) for row in rows]
        return RunResult(
            clean=self.job.folders.clean,
            files=tuple(row.file for row in rows),
            rows=published.rows,
            tables_changed=published.changed,
            findings=findings_of(rows),
            doubtful=most_doubtful(rows),
            changes=changes(told, self.last),
            first_run=not self.last.digest,
            read=self.read,
            derived=self.derived,
            lost_sources=tuple(without_file(self.job.notes, names)) if self.job.whole else (),
            lost_corrections=self._lost_corrections(rows),
            traces={row.file.source_file: row.verdict.trace for row in rows if row.verdict and row.verdict.trace},
            strict=strict,
        )

    def _lost_corrections(self, rows: Sequence[Row]) -> tuple[str, ...]:
        if not self.job.whole:
            return ()
        names = [row.file.source_file for row in rows]
        ids = [row.file.source_sha256[:REPORT_ID_DIGITS] for row in rows if row.file.source_sha256]
        lost = without_report(self.job.corrections, names, ids)
        return tuple(f"line {one.line} names {one.report}" for one in lost)

    def _unchanged(self) -> tuple[tuple[Row, ...], _Tables] | None:
        """The rows, where what is published is of exactly these files, this code and these options, and whole."""
        verdicts = self.index.verdicts
        if not self.last.digest or any(self._is_to_do(first) for first in self.firsts.values()):
            return None
        rows = tuple(files_table(self.seen, self.firsts, lambda one: verdicts.get(one.content or ""), self.job.source))
        clean = self.job.folders.clean
        same = self._digest(rows) == self.last.digest and tables_digest(published_files(clean)) == self.last.tables
        return (rows, _Tables(self.last.rows, changed=False)) if same and published_intact(clean) else None

    def _until_published(self) -> tuple[tuple[Row, ...], _Tables]:
        for _ in range(MOST_REPAIRS):
            self._work([one for one in self.firsts.values() if self._is_to_do(one, stored=True)])
            self.job = replace(self.job, choice=replace(self.job.choice, retry=False))
            rows = tuple(files_table(self.seen, self.firsts, self._usable, self.job.source))
            with suppress(_LostResult):
                return rows, self._publish(rows)
        raise RuntimeError("the cache loses its results as fast as they are made")

    def _is_to_do(self, first: Seen, *, stored: bool = False) -> bool:
        """Whether a file has to be worked on; `stored` looks whether its result is really there."""
        verdict = self.index.verdicts.get(first.content or "")
        done = verdict and self.job.holds(verdict, first) and not (stored and self._is_lost(verdict))
        return first.chosen and not done

    def _is_lost(self, verdict: Verdict) -> bool:
        return verdict.converted and not self.cache.has("results", verdict.key)

    def _usable(self, first: Seen) -> Verdict | None:
        """The verdict on a file, of this run or an earlier one, if it can be published with these tables."""
        verdict = self.index.verdicts.get(first.content or "")
        if verdict and verdict.converted and (verdict.schemas != self.schemas or self._is_lost(verdict)):
            return None
        return verdict

    def _work(self, to_do: Sequence[Seen]) -> None:
        chosen = to_do[: self.job.choice.limit]
        workers = min(self.job.workers, len(chosen))
        self.tell(Started(len(self.seen), len(chosen), workers))
        if not chosen:
            return
        contents = {one.sha256: one for one in chosen}
        with self._scratch() as scratch, closing(self._finished(chosen, workers, scratch)) as finished:
            try:
                for task, done in finished:
                    self._take(contents[task.source.source_sha256], done)
            except BaseException:
                with suppress(OSError):
                    self._save_index()
                raise

    def _finished(self, chosen: Sequence[Seen], workers: int, scratch: Path) -> Finished:
        readers = likely_readers(one.name for one in chosen)
        crew = Crew(workers, self.job.limits, scratch, readers, _load_publishing)
        return work((self.job.task(one) for one in chosen), crew)

    @contextmanager
    def _scratch(self) -> Iterator[Path]:
        """A folder for what is needed for a moment; what a killed run left there goes too."""
        folder = self.job.folders.scratch
        shutil.rmtree(folder, ignore_errors=True)
        with writing(self.job.folders.clean):
            folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _take(self, one: Seen, done: Done) -> None:
        verdict = done.verdict
        if verdict is None:
            raise cannot_write(self.job.folders.clean, done.error_number)
        self.read, self.derived = self.read + done.read, self.derived + (not done.read)
        if verdict.error_code == NOT_KEPT:
            return  # what an earlier run made of it still stands
        self.index.verdicts[one.content or ""] = verdict
        status = "converted" if verdict.converted else "failed"
        told = (verdict.error_code, verdict.error, verdict.pages, done.seconds, done.read, verdict.trace)
        self.tell(FileDone(one.name, status, *told))
        if time.monotonic() - self.saved > SAVE_SECONDS:
            self._save_index()

    def _publish(self, rows: Sequence[Row]) -> _Tables:
        from tidy.publish import publish_stream  # noqa: PLC0415  (loads pyarrow)

        folders = self.job.folders
        ready = sorted((row for row in rows if row.verdict and row.verdict.converted), key=_report_id)
        self.tell(Publishing(len(ready)))
        files = [row.file for row in rows]
        with writing(folders.clean):
            published = publish_stream(
                self._fragments(ready),
                files,
                folders.clean,
                catalogue=catalogue_rows,
                partition_by=self.job.partition_by,
                version=self.job.version,
            )
            listed = {file.source_file: _listed(file) for file in files}
            tables = tables_digest(published_files(folders.clean))
            said = (self.job.options.keep_signatures, self.job.choice.keep_missing, self.job.partition_by)
            last = LastRun(self._digest(rows), tables, *said, published.rows, listed)
            save_last_run(folders.last_run, last)
            self.cache.prune({row.verdict.key for row in ready if row.verdict})
        return _Tables(published.rows, bool(published.changed))

    def _fragments(self, ready: Sequence[Row]) -> Iterator[tuple[Source, bytes]]:
        for row in ready:
            if row.source and row.verdict:
                data = self.cache.get("results", row.verdict.key)
                if data is None:
                    raise _LostResult
                yield row.source, data

    def _digest(self, rows: Sequence[Row]) -> str:
        return digest_of(rows, self.job.partition_by, self.job.version, normalize_identity())

    def _save_index(self) -> None:
        wanted = {one.content for one in self.seen}
        kept = {name: verdict for name, verdict in self.index.verdicts.items() if name in wanted}
        with writing(self.job.folders.clean):
            save_index(self.job.folders.index, Index(self.index.contents, kept))
        self.saved = time.monotonic()


def _load_publishing() -> None:
    """Load what publishing needs: it takes as long as some reports to read."""
    import_module("tidy.publish")
    import_module("normalize.framework")  # of which the catalogue is made


def _report_id(row: Row) -> str:
    return row.source.report_id if row.source else ""


def _listed(file: File) -> Listed:
    if file.status != "failed":  # why a file is skipped or a duplicate is found out anew each time
        return Listed(file.source_sha256, file.source_bytes, file.status)
    return Listed(file.source_sha256, file.source_bytes, file.status, file.error_code, file.error)
