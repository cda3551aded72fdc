"""Put finished files in place of old ones, so that a reader never sees half a file."""

from __future__ import annotations

import filecmp
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = ".publish-"  # readers of Parquet folders pass over names with a dot


@contextmanager
def stage(folder: Path) -> Iterator[Path]:
    """An empty folder inside `folder` to write to, gone afterwards with what an earlier crash left."""
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in folder.glob(f"{PREFIX}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    new = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
    try:
        yield new
    finally:
        shutil.rmtree(new, ignore_errors=True)


def put(staged: Path, target: Path) -> bool:
    """Move a staged file or folder to its place. Returns False where the place holds the same already.

    A file replaces a file in one step. A folder, or a change between file and folder, first moves the old
    one into the stage, so that only for a moment nothing is there, and never a mixture.
    """
    if same(staged, target):
        return False
    if target.is_symlink() or not (target.is_dir() or staged.is_dir()):
        staged.replace(target)
        return True
    if target.exists():
        target.rename(staged.with_name(f"{staged.name}.old"))
    staged.rename(target)
    return True


def same(one: Path, other: Path) -> bool:
    """Two files of the same bytes, or two folders of the same files."""
    if one.is_dir() and other.is_dir():
        names = _files(one)
        return names == _files(other) and all(filecmp.cmp(one / name, other / name, shallow=False) for name in names)
    return one.is_file() and other.is_file() and filecmp.cmp(one, other, shallow=False)


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
