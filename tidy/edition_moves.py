"""An edition put in place by moving its files one by one, with a journal; see `tidy.edition`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tidy import staging
from tidy.edition import CURRENT, EDITIONS, JOURNAL, METADATA, STATE, file_metadata, published_files, top_names


def move(folder: Path, path: Path, names: Sequence[str]) -> tuple[str, ...]:
    """Move the files of the edition at `path` into the clean folder, those that are not there already.

    Returns the names that are not as they were. Raises OSError; what was begun by then is finished by the next
    `finish`.
    """
    changed = [name for name in names if not staging.same(path / name, folder / name)]
    gone = [name for name in top_names(published_files(folder)) if name not in names]
    moved = [name for name in names if name in changed or (folder / name).is_symlink()]
    for name in set(names) - set(moved):
        staging.remove(path / name)
    staging.sync_tree(path)
    staging.sync_folder(path.parent)
    journal = {"edition": path.name, "names": list(names), "moved": moved, "gone": gone}
    staging.write_json(folder / STATE / JOURNAL, journal)
    finish(folder)
    return (*changed, *gone)


def finish(folder: Path) -> None:
    """Do what the journal says, if there is one. Each of its steps may have been done before."""
    state = folder / STATE
    journal = staging.read_json(state / JOURNAL)
    if journal is None:
        staging.remove(state / JOURNAL)
        return
    path = state / EDITIONS / journal["edition"]
    for name in journal["moved"]:
        if (path / name).exists():
            _put(path / name, folder / name)
    for name in journal["gone"]:
        staging.remove(folder / name)
    staging.sync_folder(folder)
    staging.write_json(state / METADATA, file_metadata(folder, journal["names"]))
    staging.remove(state / CURRENT)  # of a time when there were links
    staging.remove(state / JOURNAL)
    staging.sync_folder(state)


def _put(new: Path, place: Path) -> None:
    """A file replaces a file in one step; a folder, or a change between file and folder, takes two."""
    if new.is_dir() or (place.is_dir() and not place.is_symlink()):
        aside = new.with_name(f"{new.name}.old")
        staging.remove(aside)
        if place.exists() or place.is_symlink():
            place.rename(aside)
    new.replace(place)
