"""Editions: the files of one run, which take the place of those of the run before in a single step.

`CLEAN/.thai-ita/editions/<n>/` holds the files, `CLEAN/.thai-ita/current` is a symbolic link to the edition that
counts, and `CLEAN/<table>.parquet` and `CLEAN/datapackage.json` are links through `current`, made once. So the
switch is one rename of `current`: a kill, a full disk or a power cut leaves either all old tables or all new ones.
Readers keep the files that they have open; the edition before stays until the next one is begun. A file with the
same bytes as before is the same file (a hard link): its inode and its time stay. Plain tables of an earlier version
become an edition of their own, with each `CLEAN/<table>.parquet` there at every moment; only a partitioned folder is
without its name for an instant.

Where symbolic links cannot be made (exFAT, some network drives, Windows without the right) the tables are plain
files and are moved into place one by one. What is to be moved is written to `CLEAN/.thai-ita/journal.json` before
the first move: a run that is stopped before that has changed nothing, one stopped later is finished when the next
one begins. In between a reader may see tables of both; and Windows refuses to replace a file that is open.

This module is the side of those who read; `tidy.edition_writer` makes editions. Nothing here needs pyarrow, so that
a run which finds nothing new can end before that is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from tidy import staging

STATE = ".thai-ita"
EDITIONS, CURRENT, JOURNAL = "editions", "current", "journal.json"
# The size, time and inode of each file when it was published: in the edition, or in STATE where there are no links.
METADATA = "edition.json"

Metadata = Mapping[str, list[int]]


def published_intact(folder: Path) -> bool:
    """Whether the tables published last are in the clean folder as they were: a look at sizes, times and inodes."""
    told = published_files(folder)
    if not told or (folder / STATE / JOURNAL).exists():
        return False
    try:
        return told == file_metadata(folder, top_names(told))
    except OSError:
        return False


def edition_folder(folder: Path) -> Path:
    """Where a reader finds all tables of one edition, even if another is published while it reads.

    It is the clean folder itself where its tables are plain files, or not all links.
    """
    now = current(folder)
    if now is None:
        return folder
    return now if all(is_link(folder, path.name) for path in now.iterdir() if path.name != METADATA) else folder


def state_is_lost(folder: Path, name: str) -> bool:
    """Whether a table is a link to files that somebody removed together with the hidden folder."""
    return (folder / name).is_symlink() and not (folder / name).exists()


def current(folder: Path) -> Path | None:
    """The folder of the edition that counts; None where there is none behind a link."""
    link = folder / STATE / CURRENT
    return link.resolve() if link.is_symlink() and link.is_dir() else None


def link_text(name: str) -> str:
    """What the link of a table says."""
    return f"{STATE}/{CURRENT}/{name}"


def is_link(folder: Path, name: str) -> bool:
    """Whether the table is the link that it should be, whether or not it leads to a file."""
    path = folder / name
    return path.is_symlink() and path.readlink() == Path(link_text(name))


def published_files(folder: Path) -> Metadata:
    """What was noted of each file when it was published; nothing where that is not known."""
    state = folder / STATE
    told = staging.read_json((state if current(folder) is None else state / CURRENT) / METADATA)
    return told if isinstance(told, dict) else {}


def top_names(told: Metadata) -> list[str]:
    """The names in the clean folder that files belong to: a table that is a folder has several files."""
    return sorted({path.split("/")[0] for path in told})


def file_metadata(folder: Path, names: Iterable[str]) -> Metadata:
    """Size, time and inode of each file of some names, by its path in the folder. Raises OSError."""
    found: dict[str, list[int]] = {}
    for name in names:
        for inner in staging.files_under(folder / name):
            status = (folder / name / inner).stat()
            path = name if inner == "." else f"{name}/{inner}"
            found[path] = [status.st_size, status.st_mtime_ns, status.st_ino]
    return found
