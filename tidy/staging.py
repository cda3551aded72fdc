"""Files and links put in place so that a reader never sees half of one, and so that they outlast a power cut."""

from __future__ import annotations

import errno
import filecmp
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# What file systems without symbolic or hard links answer, and Windows without the right to make them.
NO_LINKS = frozenset({errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
NO_LINKS_WINDOWS = frozenset({1, 50, 1314})  # invalid function, not supported, privilege not held
NEW = ".new"  # behind the name of what is about to be renamed into place


def files_under(path: Path) -> list[str]:
    """The files of a folder, as sorted paths relative to it with `/`; of a file the one name `.`."""
    if not path.is_dir():
        return ["."] if path.exists() else []
    found = (Path(folder, name) for folder, _, names in os.walk(path) for name in names)
    return sorted(file.relative_to(path).as_posix() for file in found)


def same(one: Path, other: Path) -> bool:
    """Two files of the same bytes, or two folders of the same files."""
    if one.is_dir() != other.is_dir():
        return False
    names = files_under(one)
    return bool(names) and names == files_under(other) and all(_same_file(one / name, other / name) for name in names)


def _same_file(one: Path, other: Path) -> bool:
    if one.stat().st_size != other.stat().st_size:
        return False
    return one.samefile(other) or filecmp.cmp(one, other, shallow=False)


def link_unchanged(new: Path, old: Path, *, alike: bool) -> None:
    """The file `new`, or each file under the folder, becomes the very file of `old` where that has its bytes: with
    its inode and its time. Where the file system knows no hard links the copy stays. `alike` says that all are known
    to have them.
    """
    for name in files_under(new):
        mine, other = new / name, old / name
        if alike or (other.is_file() and _same_file(mine, other)):
            aside = mine.with_name(f"{mine.name}{NEW}")
            if hard_link(other, aside):
                aside.replace(mine)


def hard_link(source: Path, target: Path) -> bool:
    """Returns False where the file system has no hard links, or no more of this file. Raises OSError otherwise."""
    try:
        os.link(source.resolve(), target)
    except OSError as error:
        if refuses_links(error) or error.errno == errno.EXDEV:
            return False
        raise
    return True


def link_tree(source: Path, target: Path) -> None:
    """`target` becomes a second name of the file `source`, or of all files under the folder `source`; where that
    cannot be it becomes a copy."""
    for name in files_under(source):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        if not hard_link(source / name, target / name):
            shutil.copy2(source / name, target / name)


def symbolic_link(link: Path, text: str) -> None:
    """Make `link` point to `text`, in place of the link or file that stands there, in one step."""
    aside = link.with_name(f".{link.name}{NEW}")
    aside.unlink(missing_ok=True)
    aside.symlink_to(text)
    aside.replace(link)


def links_work(folder: Path) -> bool:
    """Whether symbolic links can be made in a folder. Raises OSError where nothing can."""
    probe = folder / f".link{NEW}"
    probe.unlink(missing_ok=True)
    try:
        probe.symlink_to("nowhere")
    except NotImplementedError:
        return False
    except OSError as error:
        if refuses_links(error):
            return False
        raise
    probe.unlink()
    return True


def refuses_links(error: OSError) -> bool:
    return error.errno in NO_LINKS or getattr(error, "winerror", None) in NO_LINKS_WINDOWS


def remove(path: Path) -> None:
    """Remove a file, a link or a whole folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def write_json(path: Path, value: Any) -> None:
    """Write a small file whole: under another name first, then in place of the old one."""
    aside = path.with_name(f"{path.name}{NEW}")
    with aside.open("w", encoding="utf-8") as file:
        json.dump(value, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    sync_folder(path.parent)


def read_json(path: Path) -> Any:
    """What a small file says; None where it is missing or damaged."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def sync_tree(folder: Path) -> None:
    """Make sure that all files under a folder, and their names, are on the disk."""
    for path in _tree(folder):
        _sync(path)


def _tree(folder: Path) -> Iterator[Path]:
    for path, _, names in os.walk(folder, topdown=False):
        yield from (Path(path, name) for name in names)
        yield Path(path)


def sync_folder(folder: Path) -> None:
    """Make sure that the names in a folder are on the disk."""
    _sync(folder)


def _sync(path: Path) -> None:
    windows = os.name == "nt"
    if windows and path.is_dir():
        return  # it has no way to ask for that
    descriptor = os.open(path, os.O_RDWR if windows else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
