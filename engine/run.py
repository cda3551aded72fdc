"""The whole run: raw folder to clean folder, doing only what is not done yet.

What was read and what became of it stays in the cache under a name that says all that it depends on, so a run that is
stopped at any moment loses nothing that was done, and the next one goes on from there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from engine.convert import Options
from engine.corrections import read_corrections
from engine.disk import writing
from engine.events import Event, Listener, nobody
from engine.job import Job
from engine.limits import Limits
from engine.lock import locked
from engine.plan import Choice
from engine.raw_folder import RawFile, raw_files
from engine.result import RunResult
from engine.run_log import RunLog
from engine.running import Running
from engine.sources import source_notes
from engine.state import HIDDEN, Folders
from engine.summary import summary
from engine.workers import cores
from tidy.errors import UsageError


def run(
    raw: Path | str,
    clean: Path | str,
    options: Options | None = None,
    *,
    limits: Limits | None = None,
    workers: int | None = None,
    choice: Choice | None = None,
    partition_by: str | None = None,
    version: str = "0",
    strict: bool = False,
    wait: bool = True,
    listener: Listener = nobody,
    say: Callable[[str], None] = lambda _: None,
) -> RunResult:
    """Convert the files of `raw` that are new or changed, and publish the tables of all in `clean`.

    `workers` processes read at once, by default one a processor; with 0 this process does all itself, held to no
    time. `listener` is told what happens, `say` gets a sentence for a person. While another run writes to `clean`
    this one waits, or raises UsageError if it should not `wait`. Nothing is written where nothing is new.

    Raises UsageError where there is nothing to read or nowhere to write, DiskFull where there is no room; then the
    tables are as they were before. A file's trouble is in the result.
    """
    raw, clean = Path(raw), Path(clean)
    check_folders(raw, clean)
    listed = [raw_files(raw, clean)]  # nobody else holds it, so that its memory can be let go of
    _check_reports(raw, listed[0])
    job = Job(
        folders=Folders(clean),
        options=options or Options(),
        limits=limits or Limits(),
        workers=cores() if workers is None else workers,
        choice=choice or Choice(),
        partition_by=partition_by,
        version=version,
        notes=source_notes(raw),
        corrections=read_corrections(raw),
        whole=raw.is_dir(),
    )
    _make_folder(job.folders)
    with locked(job.folders.lock, clean, wait=wait, say=say) as waited, RunLog(job.folders.logs) as log:

        def tell(event: Event) -> None:
            log(event)
            listener(event)

        if waited:
            listed.clear()
        result = Running(job, tell).result(lambda: listed.pop() if listed else raw_files(raw, clean), strict=strict)
        log.end(summary(result))
    return result


def _check_reports(raw: Path, files: Iterable[RawFile]) -> None:
    """Raises UsageError for a folder of tables: somebody named the two folders the wrong way round."""
    if (raw / HIDDEN).is_dir() and all(file.refusal for file in files):
        raise UsageError(f"{raw} holds tables and no reports; name the reports first: thai-ita run RAW CLEAN.")


def check_folders(raw: Path, clean: Path) -> None:
    """Raises UsageError for a clean folder that cannot be one. Either may lie in the other."""
    if clean.exists() and not clean.is_dir():
        raise UsageError(f"{clean} is a file; name a folder for the tables.")
    if clean.resolve() == raw.resolve():
        raise UsageError("RAW and CLEAN are one folder; name another folder for the tables.")


def _make_folder(folders: Folders) -> None:
    """Before hours of reading, make sure that there is a place to write to."""
    with writing(folders.clean):
        folders.hidden.mkdir(parents=True, exist_ok=True)
    if not os.access(folders.clean, os.W_OK):
        raise UsageError(f"{folders.clean} cannot be written; change its permissions or name another folder.")
