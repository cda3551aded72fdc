"""An edition put in place by one rename of a symbolic link; see `tidy.edition`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from tidy import staging
from tidy.edition import (
    CURRENT,
    EDITIONS,
    METADATA,
    STATE,
    current,
    file_metadata,
    is_link,
    link_text,
    published_intact,
)


def next_number(state: Path) -> str:
    """The name of an edition that comes after all that are there."""
    numbers = [int(path.name) for path in (state / EDITIONS).iterdir() if path.name.isdecimal()]
    return str(max(numbers, default=0) + 1)


def adopt(folder: Path, names: Sequence[str]) -> None:
    """Make an edition of plain tables, as earlier versions have them, or a copy of the folder that followed links.

    Their bytes are not copied, and at the end each table is the same as it was. Raises OSError.
    """
    state = folder / STATE
    plain = [name for name in names if (folder / name).exists() and not (folder / name).is_symlink()]
    path = state / EDITIONS / next_number(state)
    if (state / CURRENT).is_dir() and not (state / CURRENT).is_symlink():
        (state / CURRENT).rename(path)
    elif plain and current(folder) is None:
        for name in plain:
            staging.link_tree(folder / name, path / name)
        staging.write_json(path / METADATA, file_metadata(path, plain))
        staging.sync_tree(path)
    else:
        return
    _make_current(folder, path)
    _make_links(folder, [name for name in plain if (path / name).exists()])


def switch(folder: Path, path: Path, names: Sequence[str]) -> tuple[str, ...]:
    """Make the edition at `path` the current one, unless all its files are as those of the current one.

    Returns the names that are not as they were. Raises OSError: then the tables are those of before.
    """
    now = current(folder)
    unlike = {name for name in names if now is None or not staging.same(path / name, now / name)}
    gone = [old.name for old in now.iterdir() if old.name not in {*names, METADATA}] if now else []
    changed = [name for name in names if name in unlike or not _stood(folder, path, name)]
    if now is None or unlike or gone:
        if now is not None:
            _reuse(path, now, names, unlike)
        staging.write_json(path / METADATA, file_metadata(path, names))
        staging.sync_tree(path)
        staging.sync_folder(path.parent)
        _make_links(folder, names)
        _make_current(folder, path)
        staging.remove(folder / STATE / METADATA)  # of plain files, before there were links
    else:
        _make_links(folder, names)
        if not published_intact(folder):  # the folder was copied: the same bytes in files of another time
            staging.write_json(now / METADATA, file_metadata(now, names))
    for name in gone:
        if is_link(folder, name):
            (folder / name).unlink()
    return (*changed, *gone)


def _stood(folder: Path, path: Path, name: str) -> bool:
    """Whether a table that is as in the current edition was also there for those who read the clean folder."""
    return is_link(folder, name) or staging.same(path / name, folder / name)


def _reuse(path: Path, now: Path, names: Sequence[str], unlike: Collection[str]) -> None:
    for name in names:
        if name not in unlike or (path / name).is_dir():
            staging.link_unchanged(path / name, now / name, alike=name not in unlike)


def _make_links(folder: Path, names: Sequence[str]) -> None:
    """Make each name a link through `current`; what else stood there gives way, a file in one step."""
    wrong = [name for name in names if not is_link(folder, name)]
    for name in wrong:
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            aside = folder / STATE / EDITIONS / f"{name}.old"
            staging.remove(aside)
            path.rename(aside)
            staging.symbolic_link(path, link_text(name))
            staging.remove(aside)
        else:
            staging.symbolic_link(path, link_text(name))
    if wrong:
        staging.sync_folder(folder)


def _make_current(folder: Path, path: Path) -> None:
    staging.symbolic_link(folder / STATE / CURRENT, f"{EDITIONS}/{path.name}")
    staging.sync_folder(folder / STATE)
