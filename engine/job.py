"""One run's inputs, and what follows from them for each file: its source, its task, the key of its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from engine.code_identity import header_words_identity, identities
from engine.convert import Options, source_of
from engine.corrections import Correction, of_report
from engine.limits import Limits
from engine.plan import Choice, Seen
from engine.sources import SourceNote, note_of
from engine.state import Folders, Verdict
from engine.task import NEVER, Task, key_of
from tidy.records import File
from tidy.tables import Source


@dataclass(frozen=True, slots=True)
class Job:
    """What to convert, where to, and how. `workers` is 0 to do it all in this process, without limits on time.

    `whole` is False where RAW is one file: then notes and corrections for others are none the worse.
    """

    folders: Folders
    options: Options = field(default_factory=Options)
    limits: Limits = field(default_factory=Limits)
    workers: int = 0
    choice: Choice = field(default_factory=Choice)
    partition_by: str | None = None
    version: str = "0"
    notes: Mapping[str, SourceNote] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    whole: bool = True

    def source(self, name: str, sha256: str, size: int) -> Source:
        """A file as `reports` names it."""
        source = source_of(name, sha256, size)
        note = note_of(self.notes, name)
        if note is None:
            return source
        return replace(
            source,
            source_url=note.url,
            source_published=note.published,
            source_retrieved=note.retrieved,
            source_note=note.note,
        )

    def task(self, seen: Seen) -> Task:
        """The work on the file."""
        source = self._source(seen)
        return Task(
            file=seen.file,
            source=source,
            options=self.options,
            corrections=self._corrections(source),
            cache=self.folders.cache,
            limits=self.limits,
            code=identities() if self.workers else {},
        )

    def holds(self, verdict: Verdict, seen: Seen) -> bool:
        """Whether a verdict is what this run would come to again: same bytes, code, options, corrections, limits.

        Of a verdict that was made with other header words nothing is known here: see `standing`.
        """
        if seen.content is None or verdict.key == NEVER or (self.choice.retry and not verdict.converted):
            return False
        if verdict.words_now != header_words_identity():
            return False
        if verdict.limits and not Limits(*verdict.limits).cover(self.limits):
            return False
        corrections = self._corrections(self._source(seen))
        return verdict.key == key_of(seen.content, verdict.reader, verdict.words, self.options, corrections)

    def source_of(self, file: File) -> Source:
        """The same of a row of `files`, of a file that was read."""
        return self.source(file.source_file, file.source_sha256 or "", file.source_bytes or 0)

    def _source(self, seen: Seen) -> Source:
        """Of a file whose hash is known."""
        return self.source(seen.name, seen.sha256 or "", seen.size or 0)

    def _corrections(self, source: Source) -> tuple[Correction, ...]:
        return of_report(self.corrections, source.source_file, source.report_id) if self.corrections else ()
