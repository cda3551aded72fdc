"""What a run would do, and what failed last time and why. Nothing is read but names and times, nothing written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from engine.convert import Options
from engine.corrections import read_corrections
from engine.job import Job
from engine.limits import Limits
from engine.plan import Seen
from engine.printable import printable
from engine.raw_folder import RawFile, fingerprint_raw, raw_files
from engine.sources import source_notes
from engine.standing import renew_standing
from engine.state import Content, Folders, Index, LastRun, load_index, load_last_run
from engine.summary import MOST_FILES, names_in_short
from tidy.edition import published_intact


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that the last run could not convert, and why."""

    name: str
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Status:
    """Files by what a run would do: names in order. `published` tells whether the tables are as they were written."""

    clean: Path
    new: tuple[str, ...]
    changed: tuple[str, ...]
    again: tuple[str, ...]
    removed: tuple[str, ...]
    failed: tuple[Failed, ...]
    done: int
    last_run: bool
    intact: bool


def find_status(raw: Path, clean: Path, limits: Limits) -> Status:
    """What a run with the options of the last one would find. Raises UsageError where there is nothing to read.

    `new` and `changed` files are told by name, size and time, so a copy of a known file counts as new.
    """
    files = raw_files(raw, clean)
    folders = Folders(clean)
    index, last = load_index(folders.index), load_last_run(folders.last_run)
    options = Options(keep_signatures=last.keep_signatures)
    job = Job(folders, options, limits, notes=source_notes(raw), corrections=read_corrections(raw))
    told: dict[str, list[str]] = {"new": [], "changed": [], "again": [], "done": []}
    renew_standing(index.verdicts, _known(files, index), job)
    for file in files:
        if not file.refusal:
            told[_what(file, job, index, last)].append(file.name)
    names = {file.name for file in files}
    return Status(
        clean=clean,
        new=tuple(told["new"]),
        changed=tuple(told["changed"]),
        again=tuple(told["again"]),
        removed=tuple(name for name in last.files if name not in names),
        failed=tuple(_failures(last)),
        done=len(told["done"]),
        last_run=bool(last.digest),
        intact=published_intact(clean),
    )


def _what(file: RawFile, job: Job, index: Index, last: LastRun) -> str:
    known = index.contents.get(file.name)
    if known is None:
        return "changed" if file.name in last.files else "new"
    if not known.has(fingerprint_raw(file)):
        return "changed"
    if file.name not in last.files:
        return "new"
    seen = _seen(file, known)
    verdict = index.verdicts.get(seen.content)
    if verdict is None:  # a duplicate, remembered by the first file's name
        return "done" if last.files[file.name].status == "duplicate" else "again"
    return "done" if job.holds(verdict, seen) else "again"


def _known(files: Iterable[RawFile], index: Index) -> Iterator[Seen]:
    for file in files:
        if not file.refusal and (known := index.contents.get(file.name)):
            yield _seen(file, known)


def _seen(file: RawFile, known: Content) -> Seen:
    return Seen(file.name, file, known.sha256, known.size)


def _failures(last: LastRun) -> Iterator[Failed]:
    for name, listed in last.files.items():
        if listed.status == "failed":
            yield Failed(name, listed.error_code or "", listed.error or "")


def status_lines(found: Status, retry: str) -> Iterator[str]:
    """The status as text, safe to print. `retry` is the command that tries the failed files again."""
    if not found.last_run:
        yield f"No run has written tables to {printable(str(found.clean))} yet."
    for word, names in (
        ("new", found.new),
        ("changed", found.changed),
        ("to do again, as the program, its options or a limit is another", found.again),
        ("gone", found.removed),
    ):
        if names:
            yield f"{len(names):,} {word}: {names_in_short(names)}"
    yield f"{found.done:,} done already"
    if found.last_run and not found.intact:
        yield "The tables are not as the last run wrote them; a run writes them again."
    if found.failed:
        yield f"{len(found.failed):,} failed: {_codes(found)}"
    for one in found.failed[:MOST_FILES]:
        yield f"  {printable(one.name)}: {printable(one.sentence)}"
    if found.failed:
        yield f"Try them again with: {printable(retry)}"


def _codes(found: Status) -> str:
    counted = Counter(one.code for one in found.failed)
    return ", ".join(f"{printable(code)} {count:,}" for code, count in sorted(counted.items()))


def as_json(found: Status) -> str:
    """The status as JSON, in ASCII."""
    return json.dumps(asdict(found), default=str, ensure_ascii=True, indent=2)
