"""What is to be done: the files with the bytes that they have, and what is already known of those bytes."""

from __future__ import annotations

import fnmatch
import hashlib
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from engine.convert import cannot_open
from engine.events import Listener, Looking
from engine.raw_folder import RawFile, Refusal, fingerprint_raw, folder_by_folder, open_raw
from engine.state import Content, ContentName, Index, LastRun, Listed, digest_of_numbers
from engine.task import content_name
from tidy.errors import UnreadableSource

NOT_CHOSEN = Refusal(
    "skipped", "not_chosen", "This file was not chosen by --only or --limit, and no earlier run converted it."
)
# A file changed again at once could keep its times; those of older files are told apart.
SETTLED_NS = 100_000_000


@dataclass(frozen=True, slots=True)
class Choice:
    """Which files may be worked on in this run: those whose name `only` fits, at most `limit` of those to do.

    `retry` does failed files again. `keep_missing` keeps what the last run had of files that are gone.
    """

    only: tuple[str, ...] = ()
    limit: int | None = None
    retry: bool = False
    keep_missing: bool = False

    def fits(self, name: str) -> bool:
        """Whether a file's name, or a folder that it is in, fits."""
        return not self.only or any(
            fnmatch.fnmatchcase(name, pattern) or fnmatch.fnmatchcase(name, f"{pattern.rstrip('/')}/*")
            for pattern in self.only
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """A file of this run before anything is read. `file` is None where only what is remembered of it counts."""

    name: str
    file: RawFile | None
    sha256: str | None = None
    size: int | None = None
    refusal: Refusal | None = None
    chosen: bool = True

    @property
    def content(self) -> ContentName | None:
        """What verdicts are remembered by; None for a file that is not read."""
        return content_name(self.sha256, self.name) if self.sha256 and not self.refusal else None


@dataclass(frozen=True, slots=True)
class Changes:
    """The files against those of the last run: names in order."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def look(
    files: Sequence[RawFile], index: Index, last: LastRun, choice: Choice, listener: Listener
) -> tuple[tuple[Seen, ...], dict[str, Content]]:
    """Every file with its bytes' hash, in the order of the files' names; and the contents to remember.

    A file whose size and times are as they were is not read.
    """
    contents: dict[str, Content] = {}
    seen: list[Seen] = []
    for number, file in enumerate(files):
        if number % 50 == 0:
            listener(Looking(number, len(files)))
        chosen = choice.fits(file.name)
        fingerprint, content = _content(file, index.contents.get(file.name), look_inside=chosen)
        if isinstance(content, Refusal):
            seen.append(Seen(file.name, file, refusal=content, chosen=chosen))
            continue
        if content and fingerprint and _is_settled(fingerprint):
            contents[file.name] = content
        seen.append(_seen(file, content, last.files.get(file.name), chosen=chosen))
    if choice.keep_missing:
        seen.extend(_missing(seen, last))
        seen.sort(key=lambda one: folder_by_folder(one.name))
    return tuple(seen), contents


def _missing(seen: Sequence[Seen], last: LastRun) -> list[Seen]:
    """The reports that are gone; one that only has another name now is not."""
    names, hashes = {one.name for one in seen}, {one.sha256 for one in seen}
    return [
        Seen(name, None, listed.sha256, listed.size)
        for name, listed in last.files.items()
        if listed.status == "converted" and name not in names and listed.sha256 not in hashes
    ]


def _seen(file: RawFile, content: Content | None, listed: Listed | None, *, chosen: bool) -> Seen:
    sha256, size = (content.sha256, content.size) if content else (None, None)
    as_it_was = listed is None or listed.sha256 in (None, sha256)  # then what any run made of these bytes may be used
    if chosen or file.refusal or (sha256 and as_it_was):
        return Seen(file.name, file, sha256, size, file.refusal, chosen)
    if listed and listed.sha256:  # changed, but not to be worked on: as it was
        return Seen(file.name, None, listed.sha256, listed.size, chosen=False)
    return Seen(file.name, file, sha256, size, NOT_CHOSEN, chosen=False)


def _content(
    file: RawFile, known: Content | None, *, look_inside: bool
) -> tuple[tuple[int, ...] | None, Content | Refusal | None]:
    """The file's fingerprint, and its content or why that cannot be had; nothing of what is no file."""
    fingerprint = fingerprint_raw(file)
    if known and known.has(fingerprint):
        return fingerprint, known
    if not look_inside or (fingerprint is None and file.refusal):
        return fingerprint, None
    try:
        with open_raw(file) as path, path.open("rb") as data:
            digest = hashlib.file_digest(data, "sha256").hexdigest()
            return fingerprint, Content(digest_of_numbers(fingerprint or ()), digest, data.tell())
    except UnreadableSource as error:
        return fingerprint, file.refusal or Refusal("failed", error.code, error.message)
    except OSError as error:
        return fingerprint, file.refusal or Refusal("failed", "unreadable", cannot_open(error))


def _is_settled(fingerprint: tuple[int, ...]) -> bool:
    """Times finer than the clock of the file system tell nothing: such a file is looked at again next time."""
    latest = max(fingerprint[1:3], default=0)
    return not 0 <= time.time_ns() - latest < SETTLED_NS


def first_of_each(seen: Iterable[Seen]) -> Mapping[str, Seen]:
    """Of files with the same bytes the first in order of name, by hash: this one is converted.

    It may be worked on where any of them may.
    """
    firsts: dict[str, Seen] = {}
    for one in seen:
        if one.sha256 and one.content:
            first = firsts.setdefault(one.sha256, one)
            if (one.chosen and not first.chosen) or (one.file and not first.file):
                chosen, file = one.chosen or first.chosen, first.file or one.file
                firsts[one.sha256] = replace(first, chosen=chosen, file=file)
    return firsts


def changes(rows: Iterable[tuple[str, str | None]], last: LastRun) -> Changes:
    """What is new, changed and gone, of the names and hashes of all files that are told of."""
    now = dict(rows)
    return Changes(
        new=tuple(name for name in now if name not in last.files),
        changed=tuple(name for name, sha in now.items() if name in last.files and last.files[name].sha256 != sha),
        removed=tuple(name for name in last.files if name not in now),
    )
