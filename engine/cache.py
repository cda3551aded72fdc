"""Work already done, kept as files beside the data: what readers read and what became of it.

An entry is `FOLDER/<kind>/<two letters>/<key>`, its key names everything that it depends on, so an entry is never out
of date, only unused. Any entry, or the whole folder, may be deleted at any time; many processes may read and write.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import threading
import time
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

MOST_BYTES = 4 << 30
KINDS = ("documents", "results", "asked")
_KEY = re.compile(r"[0-9a-f]{16,64}")
_MAGIC = b"thai-ita cache 1\n"
_DIGEST_BYTES = 16
_PARTIAL = ".part-"
_HOUR, _DAY = 3600.0, 86400.0


class _Entry(NamedTuple):
    used: float
    kind: str
    path: str  # there are tens of thousands
    size: int


class Cache:
    """Bytes by kind (`documents`, `results`, `asked`) and key (hex digits). `prune` holds it below `most_bytes`."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self.folder = folder
        self.most_bytes = most_bytes
        self._root = str(folder)

    def path(self, kind: str, key: str) -> Path:
        """Where an entry stands, if it is there. Raises ValueError for a kind or key that cannot be one."""
        return Path(self._place(kind, key))

    def _place(self, kind: str, key: str) -> str:
        """The same as text: a Path would have Python intern each of tens of thousands of keys."""
        if kind not in KINDS or not _KEY.fullmatch(key):
            raise ValueError(f"no entry of the cache: {kind}/{key}")
        return f"{self._root}/{kind}/{key[:2]}/{key}"

    def has(self, kind: str, key: str) -> bool:
        """Whether there is an entry. It may still turn out to be damaged when it is read."""
        return os.path.exists(self._place(kind, key))  # noqa: PTH110 - see `_place`

    def get(self, kind: str, key: str) -> bytes | None:
        """The bytes of an entry, None where there is none or where it is damaged (a power cut, a full disk)."""
        place = self._place(kind, key)
        try:
            with open(place, "rb") as file:  # noqa: PTH123 - see `_place`
                stored = file.read()
        except OSError:
            return None
        start = len(_MAGIC) + _DIGEST_BYTES
        data = stored[start:]
        if stored[:start] != _MAGIC + _digest(data):
            with contextlib.suppress(OSError):
                os.unlink(place)  # noqa: PTH108 - see `_place`
            return None
        self._mark_used(place)
        return data

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Keep `data`: whole or not at all. Raises OSError, where the disk is full for one."""
        path = self.path(kind, key)
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f"{_PARTIAL}{os.getpid()}-{threading.get_ident()}-{key[:8]}")
        try:
            with partial.open("wb") as file:
                file.write(_MAGIC + _digest(data))
                file.write(data)
            partial.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                partial.unlink()
            raise

    def prune(self, keep: Collection[str]) -> int:
        """Remove what was not used for longest until the cache is small enough. Returns how many entries went.

        Results named in `keep`, those of the published tables, stay, since publishing needs them all, and so does what
        they asked. Documents go before results of the same age, since they only save time.
        """
        size = sum(entry.size for entry in self._entries())
        removed = 0
        for entry in sorted(self._entries(), key=_worth) if size > self.most_bytes else ():
            if size <= self.most_bytes:
                break
            if entry.kind != "documents" and Path(entry.path).name in keep:
                continue
            with contextlib.suppress(OSError):
                Path(entry.path).unlink()
                size -= entry.size
                removed += 1
        return removed

    def _mark_used(self, place: str) -> None:
        """Once a day is enough to tell what is in use."""
        with contextlib.suppress(OSError):
            if time.time() - os.stat(place).st_mtime > _DAY:  # noqa: PTH116 - see `_place`
                os.utime(place)

    def _entries(self) -> Iterator[_Entry]:
        """All entries; what a killed process left half-written is removed on the way."""
        now = time.time()
        for kind in KINDS:
            for folder in _folders(self.folder / kind):
                for item in _files(folder):
                    with contextlib.suppress(OSError):
                        stat = item.stat()
                        if not item.name.startswith(_PARTIAL):
                            yield _Entry(stat.st_mtime, kind, item.path, stat.st_size)
                        elif now - stat.st_mtime > _HOUR:
                            Path(item.path).unlink()


def _worth(entry: _Entry) -> tuple[float, bool, str]:
    """What goes first is worth least."""
    return entry.used, entry.kind != "documents", entry.path


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST_BYTES).digest()


def _folders(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir())
    except OSError:
        return []


def _files(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as items:
            return [item for item in items if item.is_file(follow_symlinks=False)]
    except OSError:
        return []
