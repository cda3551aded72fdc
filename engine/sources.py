"""`sources.csv` in the raw folder: where each report was published and when, and when it was retrieved."""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.csv_paper import Entry, day_of, read_paper
from engine.printable import composed, source_name, spellings
from engine.raw_folder import own_papers
from engine.refusal import SOURCES
from tidy.errors import UsageError

COLUMNS = ("file", "url", "published", "retrieved", "note")
REQUIRED = ("file", "url")


@dataclass(frozen=True, slots=True)
class SourceNote:
    """What `sources.csv` says of one file, or of an archive and so of all files in it."""

    url: str | None = None
    published: datetime.date | None = None
    retrieved: datetime.date | None = None
    note: str | None = None


def source_notes(raw: Path) -> Mapping[str, SourceNote]:
    """What each `sources.csv` says, by the file's name as data, composed: `note_of` finds a file's.

    A `sources.csv` may lie in any folder of `raw`; its `file` column is relative to where it lies. Raises
    UsageError, which names file and line, for one that cannot be read.
    """
    notes: dict[str, SourceNote] = {}
    for paper, folder in own_papers(raw, SOURCES):
        for line, name, note in _notes(paper, folder):
            if notes.setdefault(name, note) != note:
                raise UsageError(f"{paper}, line {line}: this file was named before, with another source; keep one.")
    return notes


def note_of(notes: Mapping[str, SourceNote], name: str) -> SourceNote | None:
    """The note on a file, else on the archive that it is in."""
    if not notes:
        return None
    for spelling in _with_archives(name):
        if note := notes.get(spelling):
            return note
    return None


def without_file(notes: Mapping[str, object], names: Iterable[str]) -> list[str]:
    """The entries that no file has: a name spelled wrong, or a file that is gone."""
    if not notes:
        return []
    return sorted(notes.keys() - {spelling for name in names for spelling in _with_archives(name)})


def _with_archives(name: str) -> Iterator[str]:
    """The same, and then the archives that it is in."""
    yield from spellings(name)
    folders = composed(name).split("/")
    for depth in range(len(folders) - 1, 0, -1):
        if folders[depth - 1].lower().endswith(".zip"):
            yield "/".join(folders[:depth])


def _notes(paper: Path, folder: str) -> Iterator[tuple[int, str, SourceNote]]:
    for entry in read_paper(paper, COLUMNS, REQUIRED):
        name = entry.text("file")
        note = SourceNote(
            entry.text("url"), _day(paper, entry, "published"), _day(paper, entry, "retrieved"), entry.text("note")
        )
        if name and note != SourceNote():
            yield entry.line, composed(posixpath.normpath(folder + source_name(name))), note


def _day(paper: Path, entry: Entry, column: str) -> datetime.date | None:
    text = entry.text(column)
    try:
        return day_of(text) if text else None
    except ValueError as error:
        raise UsageError(f"{paper}, line {entry.line}, {column}: {error}.") from error
