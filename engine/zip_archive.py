"""Zip archives as folders: which files one holds, and why some of them are not read.

Nothing is unpacked under a name that the archive chose, and nothing beyond what a report may have. An archive in an
archive is opened too, one level deep.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from engine.printable import source_name
from engine.refusal import NOT_A_FILE, Refusal, is_hidden, refusal_of_name, unreadable
from engine.zip_directory import DamagedArchive, ZipEntry, zip_entries
from engine.zip_unpacking import METHODS, inner_archive
from extract import MOST_BYTES
from tidy.errors import UnreadableSource

MOST_MEMBERS = 10_000  # in one archive, with those of the archives in it
MOST_UNPACKED = 16 << 30  # bytes that all members claim together
MOST_NESTED = 256 << 20  # bytes of all archives in one archive: they are unpacked to be listed
MOST_RATIO = 300  # text packs to 1/5 to 1/80; what packs to less is made to fill a disk
RATIO_FREE_BYTES = 10_000_000  # small files may pack as well as they like
LONGEST_NAME, LONGEST_PART, TOLD_OF_A_NAME = 1_000, 255, 100
MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
# A Word file, a spreadsheet or a book is a zip too, but one document.
_OF_A_DOCUMENT = frozenset({"[Content_Types].xml", "mimetype"})
_MAC_NOTES = "__MACOSX"
_DRIVE = re.compile(r"[A-Za-z]:[/\\]")

_UNSAFE = Refusal(
    "failed", "unsafe_name", "Its name in the archive leads out of it or is no file's name; unpack the archive by hand."
)
_REPEATED = Refusal(
    "failed", "repeated_name", "The archive has this name twice, and only the first is read; unpack it and rename one."
)
_ENCRYPTED = Refusal("failed", "encrypted", "It is under a password; unpack the archive into a folder.")
_PACKING = Refusal("failed", "unknown_packing", "It is packed in a rare way; unpack the archive into a folder.")
_TOO_DEEP = Refusal(
    "failed", "archive_too_deep", "This is an archive in an archive in an archive; unpack it into a folder."
)
_TOO_LARGE = Refusal(
    "failed", "too_large", f"It has more than {MOST_BYTES >> 20} MB; split it or make its pictures smaller."
)
_NESTED_TOO_LARGE = Refusal(
    "failed", "too_large", "The archives in this archive are large; unpack it into a folder, so that they are files."
)
_TOO_MANY = Refusal(
    "failed", "too_many_members", f"The archive holds more than {MOST_MEMBERS:,} files; unpack it into a folder."
)
_UNPACKS_TOO_LARGE = Refusal(
    "failed", "too_large", f"The archive unpacks to more than {MOST_UNPACKED >> 30} GB; unpack it into a folder."
)
_EMPTY = Refusal("skipped", "empty_archive", "The zip archive holds no files.")
_BOMB = Refusal(
    "failed",
    "archive_bomb",
    f"It unpacks to more than {MOST_RATIO} times its size, as if made to fill a disk; look at it by hand.",
)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive.

    `name` is its path there as data, unique in the archive. `entries` lead to it: its own, or first that of the
    archive in the archive that it lies in.
    """

    name: str
    entries: tuple[ZipEntry, ...]
    refusal: Refusal | None = None


class _NoFolder(Exception):  # noqa: N818 - it says what the archive is
    """A zip that is one document."""


class _Refused(Exception):  # noqa: N818 - it says what became of the archive
    """A whole archive is not read."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.sentence)
        self.refusal = refusal


@dataclass(slots=True)
class _Spent:
    """What the members so far took of what an archive may have."""

    members: int = 0
    unpacked: int = 0
    nested: int = 0

    def count(self) -> int:
        """One member more. Raises _Refused."""
        self.members += 1
        if self.members > MOST_MEMBERS:
            raise _Refused(_TOO_MANY)
        return self.members

    def unpack(self, member: Member) -> Member:
        """A member that may be unpacked, if it is not refused. Raises _Refused."""
        self.unpacked += 0 if member.refusal else member.entries[-1].size
        if self.unpacked > MOST_UNPACKED:
            raise _Refused(_UNPACKS_TOO_LARGE)
        return member


def zip_members(path: Path) -> tuple[Member, ...] | Refusal | None:
    """The files of the archive at `path`, in its own order, each with why it is not read, if it is not.

    Or why the whole archive is not read; None for a file that is no archive of files, whatever its name says.
    """
    try:
        return _members(path)
    except _NoFolder:
        return None
    except _Refused as refused:
        return refused.refusal
    except DamagedArchive as error:
        return _broken(error)
    except OSError as error:
        return unreadable("unreadable", "archive", error)
    finally:
        inner_archive.cache_clear()


def _members(path: Path) -> tuple[Member, ...] | Refusal | None:
    spent = _Spent()
    with path.open("rb") as file:
        if not _is_zip(file):
            return None
        status = os.fstat(file.fileno())
        identity = (status.st_size, status.st_mtime_ns)
        members = tuple(_with_inner(path, identity, _listed(file, spent), spent))
    if spent.unpacked > max(RATIO_FREE_BYTES, status.st_size * MOST_RATIO):
        return _BOMB
    return tuple(_unique(members)) or _EMPTY


def _is_zip(file: BinaryIO) -> bool:
    return file.read(4).startswith(MAGIC)


def _broken(error: DamagedArchive) -> Refusal:
    return Refusal("failed", "broken_archive", f"The zip archive is not whole: {error}; download it again.")


def _listed(file: BinaryIO, spent: _Spent) -> list[Member]:
    """The members of an archive, the archives in it as files. Raises DamagedArchive, _Refused, _NoFolder."""
    members = []
    for entry in zip_entries(file):
        number = spent.count()
        if entry.name in _OF_A_DOCUMENT:
            raise _NoFolder
        if not _is_passed_over(entry):
            members.append(spent.unpack(_member(entry, number)))
    return members


def _is_passed_over(entry: ZipEntry) -> bool:
    """Folders, hidden files, and the notes of a Mac on each file."""
    if entry.is_folder and not entry.size:
        return True
    return any((is_hidden(part) and part not in {".", ".."}) or part == _MAC_NOTES for part in entry.name.split("/"))


def _member(entry: ZipEntry, number: int) -> Member:
    parts = [part for part in entry.name.split("/") if part not in {"", "."}]
    name = "/".join(map(_safe_part, parts))
    if entry.name.startswith("/"):
        name = f"\\x2f{name}"
    if _is_unsafe(entry, parts):
        long = len(name) > TOLD_OF_A_NAME
        return Member(f"{name[:TOLD_OF_A_NAME]}\\#{number}" if long or not name else name, (entry,), _UNSAFE)
    return Member(name, (entry,), _refusal(entry, parts[-1]))


def _safe_part(part: str) -> str:
    r"""A part of a path that leads nowhere else: `..` as `\x2e\x2e`, which no other name can be."""
    return "\\x2e\\x2e" if part == ".." else source_name(part).replace("\0", "\\x00")


def _is_unsafe(entry: ZipEntry, parts: list[str]) -> bool:
    name = entry.name
    if not parts or ".." in parts or "\0" in name or entry.is_folder or name.startswith("/") or _DRIVE.match(name):
        return True
    return len(name) > LONGEST_NAME or any(len(part) > LONGEST_PART for part in parts)


def _refusal(entry: ZipEntry, name: str) -> Refusal | None:
    if refusal := refusal_of_name(name):
        return refusal
    if not entry.is_ordinary:
        return NOT_A_FILE
    if entry.is_encrypted:
        return _ENCRYPTED
    if entry.method not in METHODS:
        return _PACKING
    if entry.size > MOST_BYTES:
        return _TOO_LARGE
    return _BOMB if entry.size > max(RATIO_FREE_BYTES, entry.packed * MOST_RATIO) else None


def _with_inner(path: Path, identity: tuple[int, ...], members: Iterable[Member], spent: _Spent) -> Iterator[Member]:
    """The members, and in the place of each archive what is in it."""
    for member in members:
        if member.refusal or not member.name.lower().endswith(".zip"):
            yield member
        else:
            yield from _inner(path, identity, member, spent)


def _inner(path: Path, identity: tuple[int, ...], member: Member, spent: _Spent) -> Iterable[Member]:
    spent.nested += member.entries[0].size
    if spent.nested > MOST_NESTED:
        return [replace(member, refusal=_NESTED_TOO_LARGE)]
    try:
        file = io.BytesIO(inner_archive(path, member.entries[0], identity))
        if not _is_zip(file):
            return [member]
        inner = [_moved(one, member) for one in _listed(file, spent)]
    except _NoFolder:
        return [member]
    except DamagedArchive as error:
        return [replace(member, refusal=_broken(error))]
    except UnreadableSource as error:
        return [replace(member, refusal=Refusal("failed", error.code, error.message))]
    return inner or [replace(member, refusal=_EMPTY)]


def _moved(one: Member, above: Member) -> Member:
    """A member of the archive `above`, as a member of the outer one."""
    too_deep = not one.refusal and one.name.lower().endswith(".zip")
    return Member(f"{above.name}/{one.name}", (*above.entries, *one.entries), _TOO_DEEP if too_deep else one.refusal)


def _unique(members: Iterable[Member]) -> Iterator[Member]:
    r"""Each name once: a second file of one name is told as `name\#2`, which no file's name as data can be."""
    seen: dict[str, int] = {}
    for member in members:
        count = seen[member.name] = seen.get(member.name, 0) + 1
        yield member if count == 1 else replace(member, name=f"{member.name}\\#{count}", refusal=_REPEATED)
