"""An edition in the making: a folder to fill, then published or gone; see `tidy.edition`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tidy import staging
from tidy.edition import EDITIONS, JOURNAL, STATE, current
from tidy.edition_links import adopt, next_number, switch
from tidy.edition_moves import finish, move


@dataclass(frozen=True, slots=True)
class NewEdition:
    """`path` is an empty folder for the files `names`, of which a table may be a folder of files."""

    folder: Path
    names: Sequence[str]
    path: Path
    links: bool

    def publish(self) -> tuple[str, ...]:
        """Put the edition in the place of the one before; returns the names that are not as they were.

        Where all is as it was no file changes. Raises OSError; then the tables are as they were, or, where
        there are no links, as they will be when the next edition is begun.
        """
        put = switch if self.links else move
        return put(self.folder, self.path, self.names)


@contextmanager
def new_edition(folder: Path, names: Sequence[str]) -> Iterator[NewEdition]:
    """An edition to be filled and published; without `publish` it leaves no trace. Raises OSError.

    What an earlier run was stopped in is finished first, what it left is removed.
    """
    state = folder / STATE
    (state / EDITIONS).mkdir(parents=True, exist_ok=True)
    finish(folder)
    links = staging.links_work(state)
    if links:
        adopt(folder, names)
    now = current(folder)
    for old in (state / EDITIONS).iterdir():
        if now is None or old.name != now.name:
            staging.remove(old)
    path = state / EDITIONS / next_number(state)
    path.mkdir()
    try:
        yield NewEdition(folder, names, path, links)
    finally:
        if not _counts(folder, path):
            staging.remove(path)


def _counts(folder: Path, path: Path) -> bool:
    """Whether the edition has become the current one, or is about to be moved into place."""
    now = current(folder)
    return (now is not None and now.name == path.name) or (folder / STATE / JOURNAL).exists()
