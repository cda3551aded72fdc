"""One run from the files to the published tables: look, read what has to be read, publish."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
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
from engine.publishing import LostResultError, load_publishing, publish, wanted_of
from engine.raw_folder import RawFile
from engine.result import RunResult, digest_of, findings_of, most_doubtful, tables_digest
from engine.sources import without_file
from engine.standing import renew_standing
from engine.state import (
    Index,
    LastRun,
    Verdict,
    in_one_place,
    load_index,
    load_last_run,
    save_index,
    schemas_digest,
)
from engine.task import NOT_KEPT, Done, likely_readers
from engine.workers import Crew, Finished, work
from tidy.edition import published_files, published_intact

SAVE_SECONDS = 20.0  # what a killed run has to find out again is at most what it learned since then, and no result
MOST_REPAIRS = 3


class Running:
    """What a run knows while it goes on. `result` does it all."""

    def __init__(self, job: Job, listener: Listener) -> None:
        self.job = job
        self.tell = listener
        self.cache = Cache(job.folders.cache)
        self.index, self.last = Index(), LastRun()
        self.schemas = schemas_digest()
        self.seen: tuple[Seen, ...] = ()
        self.firsts: Mapping[str, Seen] = {}
        self.saved = time.monotonic()
        self.read = self.derived = 0

    def result(self, list_files: Callable[[], Sequence[RawFile]], *, strict: bool) -> RunResult:
        """Do what is to be done with the files that are listed. Raises DiskFull, UsageError, KeyboardInterrupt."""
        for _ in range(MOST_REPAIRS):
            with suppress(LostResultError):
                return self._attempt(list_files(), strict=strict)
        raise RuntimeError("the cache loses its results as fast as they are made")

    def _load(self, names: Iterable[str]) -> None:
        once = {name: name for name in names}
        self.index = load_index(self.job.folders.index, once)
        self.last = load_last_run(self.job.folders.last_run, once)

    def _attempt(self, files: Sequence[RawFile], *, strict: bool) -> RunResult:
        lost = tuple(without_file(self.job.notes, [file.name for file in files])) if self.job.whole else ()
        news = self._look(files)
        del files
        if self._unchanged():
            if news:
                self._save_index()
            return replace(self._told(tuple(self._rows()), lost, strict=strict), rows=self.last.rows)
        self._work([one for one in self.firsts.values() if self._is_to_do(one, stored=True)])
        self.job = replace(self.job, choice=replace(self.job.choice, retry=False))
        self._save_index()
        self.index = Index(verdicts=self.index.verdicts)  # which bytes each file has is in `seen`
        rows = tuple(self._rows(usable=True))
        told, wanted = self._told(rows, lost, strict=strict), wanted_of(rows, self._digest(rows))
        del rows
        self._let_go()
        self.tell(Publishing(len(wanted.reports)))
        tables = publish(wanted, self.job, self.cache)
        return replace(told, rows=tables.rows, tables_changed=tables.changed)

    def _look(self, files: Sequence[RawFile]) -> bool:
        """Find out which bytes the files have and what is known of them; returns whether the index learns anything."""
        self._load(file.name for file in files)
        self.seen, contents = look(files, self.index, self.last, self.job.choice, self.tell)
        self.firsts = first_of_each(self.seen)
        renewed = renew_standing(self.index.verdicts, self.firsts.values(), self.job)
        news = renewed or contents != self.index.contents
        self.index = Index(contents, self.index.verdicts)
        return news

    def _let_go(self) -> None:
        """Of what was known of the files: of an archive of tens of thousands it takes as much memory as publishing."""
        self.seen, self.firsts, self.index, self.last = (), {}, Index(), LastRun()

    def _told(self, rows: Sequence[Row], lost_sources: tuple[str, ...], *, strict: bool) -> RunResult:
        """What is told of the run whatever the tables become."""
        names = ((row.file.source_file, row.file.source_sha256) for row in rows)
        return RunResult(
            clean=self.job.folders.clean,
            files=tuple(row.file for row in rows),
            rows={},
            tables_changed=False,
            findings=findings_of(rows),
            doubtful=most_doubtful(rows),
            changes=changes(names, self.last),
            first_run=not self.last.digest,
            read=self.read,
            derived=self.derived,
            lost_sources=lost_sources,
            lost_corrections=self._lost_corrections(rows),
            traces={row.file.source_file: row.verdict.trace for row in rows if row.verdict and row.verdict.trace},
            strict=strict,
        )

    def _lost_corrections(self, rows: Sequence[Row]) -> tuple[str, ...]:
        if not (self.job.whole and self.job.corrections):
            return ()
        names = [row.file.source_file for row in rows]
        ids = [row.file.source_sha256[:REPORT_ID_DIGITS] for row in rows if row.file.source_sha256]
        lost = without_report(self.job.corrections, names, ids)
        return tuple(f"line {one.line} names {one.report}" for one in lost)

    def _unchanged(self) -> bool:
        """Whether what is published is of exactly these files, this code and these options, and whole."""
        if not self.last.digest or any(self._is_to_do(first) for first in self.firsts.values()):
            return False
        clean = self.job.folders.clean
        same = self._digest(self._rows()) == self.last.digest  # without keeping the rows: they take memory
        return same and tables_digest(published_files(clean)) == self.last.tables and published_intact(clean)

    def _rows(self, *, usable: bool = False) -> Iterator[Row]:
        """The rows of `files`; with `usable`, as they can be published with the results that are really there."""
        verdict_of = self._usable if usable else self._verdict
        return files_table(self.seen, self.firsts, verdict_of, self.job.source)

    def _is_to_do(self, first: Seen, *, stored: bool = False) -> bool:
        """Whether a file has to be worked on; `stored` looks whether its result is really there."""
        verdict = self._verdict(first)
        done = verdict and self.job.holds(verdict, first) and not (stored and self._is_lost(verdict))
        return first.chosen and not done

    def _verdict(self, first: Seen) -> Verdict | None:
        return self.index.verdicts.get(first.content)

    def _is_lost(self, verdict: Verdict) -> bool:
        return verdict.converted and not self.cache.has("results", verdict.key)

    def _usable(self, first: Seen) -> Verdict | None:
        """The verdict on a file, of this run or an earlier one, if it can be published with these tables."""
        verdict = self._verdict(first)
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
        crew = Crew(workers, self.job.limits, scratch, readers, load_publishing)
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
        if one.content:
            self.index.verdicts.put(one.content, in_one_place(verdict))
        status = "converted" if verdict.converted else "failed"
        told = (verdict.error_code, verdict.error, verdict.pages, done.seconds, done.read, verdict.trace)
        self.tell(FileDone(one.name, status, *told))
        if time.monotonic() - self.saved > SAVE_SECONDS:
            self._save_index()

    def _digest(self, rows: Iterable[Row]) -> str:
        return digest_of(rows, self.job.source_of, self.job.partition_by, self.job.version, normalize_identity())

    def _save_index(self) -> None:
        there = {one.sha256 for one in self.seen if one.sha256}
        with writing(self.job.folders.clean):
            save_index(self.job.folders.index, self.index, there)
        self.saved = time.monotonic()
