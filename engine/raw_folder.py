"""The files of the raw folder: which are reports, which are not, and why. A zip archive is a folder of it."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path, PurePosixPath

from engine.printable import source_name
from engine.refusal import (
    CORRECTIONS,
    MISPLACED,
    NOT_A_FILE,
    NOT_A_REPORT,
    Refusal,
    is_hidden,
    refusal_of_name,
    unreadable,
)
from engine.zip_archive import Member, zip_members
from engine.zip_directory import ZipEntry
from engine.zip_unpacking import member_chunks
from tidy.errors import UnreadableSource, UsageError

__all__ = ["RawFile", "Refusal", "fingerprint_raw", "open_raw", "raw_files"]

GOLDEN = ".golden"  # folders of what a test expects of the report beside them
Identity = tuple[int, int]

REPEATED_FOLDER = Refusal(
    "skipped", "repeated_folder", "This link leads to a folder that another link leads to, and that is listed there."
)
LOOP = Refusal("skipped", "loop", "This link leads back to a folder that it lies in.")


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file, its name relative to the raw folder as data, and why it is not read, if it is not.

    It lies in `folder`, where it is called `leaf`; None if its name as data ends in the same. There are tens of
    thousands of files: a text with the whole path of each would double their memory. Of a file in a zip archive this
    is the archive, `member` its name there as data, and `entries` lead to it.
    """

    folder: str
    name: str
    refusal: Refusal | None = None
    member: str | None = None
    entries: tuple[ZipEntry, ...] = ()
    leaf: str | None = None

    @property
    def place(self) -> str:
        """Its path."""
        return os.path.join(self.folder, self.leaf or _leaf_of(self.name))  # noqa: PTH118 - see `path`

    @property
    def path(self) -> Path:
        """The same; to make it takes ten times as long."""
        return Path(self.place)


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder to list. `above` are the folders that it lies in: a link back to one of them would never end."""

    path: str
    prefix: str
    above: frozenset[Identity]
    by_link: bool = False


def raw_files(raw: Path, clean: Path | None = None) -> tuple[RawFile, ...]:
    """Every file under `raw` in the order of its path, or the one file that `raw` is; nothing under `clean`.

    Hidden files, Word's `~$` locks and the `*.golden` folders of tests are passed over. Raises UsageError
    where there is nothing to convert.
    """
    if _is_there(raw):
        if not raw.is_dir():
            return _in_order(_one(raw))
        found = _in_order(_walk(raw, clean))
        if all(file.refusal is NOT_A_REPORT for file in found):
            raise UsageError(f"{raw} has no reports; put PDF, Word, HTML or text files there and run again.")
        return found
    raise UsageError(f"There is no file or folder {raw}; put reports there, or name another: thai-ita run RAW CLEAN.")


def own_papers(raw: Path, name: str) -> Iterator[tuple[Path, str]]:
    """The files about the folder that have this name in small letters: path, and folder as data ("" or "a/b/").

    Where `raw` is one file, the paper beside it counts.
    """
    if not raw.is_dir():
        paper = raw.parent / name
        yield from [(paper, "")] if paper.is_file() else []
        return
    for file in _in_order(_walk(raw, None, paper=name)):
        if file.refusal in {NOT_A_REPORT, MISPLACED}:
            yield file.path, file.name.removesuffix(source_name(file.path.name))


def fingerprint_raw(file: RawFile) -> tuple[int, ...] | None:
    """What changes with the file's bytes, told without reading them; None where they cannot or must not be read.

    Size, time of change, time of any change (ns), inode; of a file in an archive those of the archive, and then the
    place, checksum and size that the archive says.
    """
    if file.refusal and file.member is not None:
        return None
    try:
        status = os.stat(file.place)  # noqa: PTH116 - a Path for each file takes its time
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    inside = (number for entry in file.entries for number in (entry.start, entry.crc, entry.size))
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, *inside)


@contextmanager
def open_raw(file: RawFile) -> Iterator[Path]:
    """A path that the file can be read from; of a file in an archive that of a copy, which goes at the end.

    Raises UnreadableSource for a file that is gone, is no ordinary file, or whose archive is damaged; OSError.
    """
    identity = fingerprint_raw(file)
    if identity is None:
        raise _not_there(file)
    if file.member is None:
        yield file.path
        return
    handle, name = tempfile.mkstemp(prefix="thai-ita-", suffix=PurePosixPath(file.member).suffix[:12])
    copy = Path(name)
    try:
        with os.fdopen(handle, "wb") as target:
            target.writelines(member_chunks(file.path, file.entries, identity[:4]))
        yield copy
    finally:
        copy.unlink(missing_ok=True)


def _not_there(file: RawFile) -> UnreadableSource:
    if file.refusal:
        return UnreadableSource(file.refusal.code, file.refusal.sentence)
    try:
        mode = file.path.stat().st_mode
    except FileNotFoundError:
        return UnreadableSource("gone", "The file was there when the folder was listed and is gone now; run again.")
    except OSError as error:
        refusal = unreadable("unreadable", "file", error)
        return UnreadableSource(refusal.code, refusal.sentence)
    refusal = NOT_A_FILE if not stat.S_ISREG(mode) else Refusal("failed", "changed", "The file is another now.")
    return UnreadableSource(refusal.code, refusal.sentence)


def _is_there(raw: Path) -> bool:
    try:
        raw.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError as error:
        raise UsageError(f"{raw} cannot be opened ({error.strerror}); check its permissions or its link.") from error
    return True


def _in_order(files: Iterator[RawFile]) -> tuple[RawFile, ...]:
    return tuple(sorted(files, key=lambda file: folder_by_folder(file.name)))


def folder_by_folder(name: str) -> str:
    """What names are sorted by: a folder's files stand together, whatever signs names have that come before `/`."""
    return name.replace("/", "\0")


def _one(raw: Path) -> Iterator[RawFile]:
    refusal = _not_ordinary(raw)
    if not refusal and raw.suffix.lower() == ".zip":
        yield from _unpacked(raw, source_name(raw.name))
    else:
        yield _at(str(raw.parent), raw.name, source_name(raw.name), refusal)


def _walk(raw: Path, clean: Path | None, *, paper: str | None = None) -> Iterator[RawFile]:
    """The files of all folders, in no order, or only those called `paper`. Zip archives are unpacked.

    A folder is listed once by its own path and once by a link at most.
    """
    no_folder = _identity(clean)
    linked: set[Identity] = set()
    parents = frozenset(filter(None, map(_identity, raw.resolve().parents)))
    waiting = [_Folder(str(raw), "", parents)]
    while waiting:
        folder = waiting.pop()
        identity = _identity(folder.path)
        name = folder.prefix.removesuffix("/")
        if identity is not None and identity == no_folder:
            continue
        if identity in folder.above:
            yield _at(*os.path.split(folder.path), name, LOOP)
        elif folder.by_link and identity in linked:
            yield _at(*os.path.split(folder.path), name, REPEATED_FOLDER)
        else:
            if folder.by_link and identity:
                linked.add(identity)
            yield from _listed(folder, identity, waiting, paper=paper)


def _listed(
    folder: _Folder, identity: Identity | None, waiting: list[_Folder], *, paper: str | None
) -> Iterator[RawFile]:
    """The files of one folder, or only those called `paper`; its folders are put to those that are waiting."""
    try:
        with os.scandir(folder.path) as entries:
            found = sorted((entry for entry in entries if not is_hidden(entry.name)), key=attrgetter("name"))
    except OSError as error:
        if not folder.prefix:
            raise UsageError(
                f"{folder.path} cannot be opened ({error.strerror}); check its permissions or name another folder."
            ) from error
        refusal = unreadable("folder_unreadable", "folder", error)
        yield _at(*os.path.split(folder.path), folder.prefix.removesuffix("/"), refusal)
        return
    above = folder.above | {identity} if identity else folder.above
    for entry in found:
        name = folder.prefix + source_name(entry.name)
        if _is_folder(entry):
            if not entry.name.endswith(GOLDEN):
                waiting.append(_Folder(entry.path, f"{name}/", above, folder.by_link or entry.is_symlink()))
        elif paper is None or entry.name.lower() == paper:
            yield from _file(folder.path, entry, name)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in circles
        return False


def _file(folder: str, entry: os.DirEntry[str], name: str) -> Iterator[RawFile]:
    refusal = refusal_of_name(entry.name)
    if not refusal and not entry.is_file(follow_symlinks=False):
        refusal = _not_ordinary(Path(entry.path))
    if not refusal and entry.name.lower().endswith(".zip"):
        yield from _unpacked(Path(entry.path), name)
        return
    if entry.name.lower() == CORRECTIONS and "/" in name:
        refusal = MISPLACED
    yield _at(folder, entry.name, name, refusal)


def _unpacked(path: Path, name: str) -> Iterator[RawFile]:
    """The files of an archive, or the archive as a file."""
    members = zip_members(path)
    if members is None or isinstance(members, Refusal):
        yield _at(str(path.parent), path.name, name, members)
    else:
        folder, leaf = str(path.parent), path.name
        yield from (_of_member(folder, leaf, name, member) for member in members)


def _of_member(folder: str, leaf: str, name: str, member: Member) -> RawFile:
    return RawFile(folder, f"{name}/{member.name}", member.refusal, member.name, member.entries, leaf)


def _at(folder: str, leaf: str, name: str, refusal: Refusal | None) -> RawFile:
    return RawFile(folder, name, refusal, leaf=None if leaf == _leaf_of(name) else leaf)


def _leaf_of(name: str) -> str:
    return name.rpartition("/")[2]


def _identity(path: Path | str | None) -> Identity | None:
    """What tells one folder from another, whatever its path."""
    try:
        status = os.stat(path) if path else None  # noqa: PTH116 - a Path for each folder takes its time
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if status else None


def _not_ordinary(path: Path) -> Refusal | None:
    try:
        return None if stat.S_ISREG(path.stat().st_mode) else NOT_A_FILE
    except OSError as error:  # a link to nowhere
        return unreadable("unreadable", "file", error)
