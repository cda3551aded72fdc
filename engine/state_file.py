"""Files of JSON, an entry a line, that are written and read an entry at a time: an archive has tens of thousands."""

from __future__ import annotations

import contextlib
import filecmp
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Entry = list[Any]


def read_entries(path: Path, form: int) -> Iterator[Entry]:
    """The entries of a file of `write_entries`. Raises OSError; ValueError, TypeError, KeyError or RecursionError for
    what is no such file, has another form, or has lost entries."""
    with path.open("rb") as file:
        head = json.loads(next(file, b""))
        if head["form"] != form:
            raise ValueError("written by another version")
        count = 0
        for line in file:
            entry = json.loads(line)
            if not isinstance(entry, list):
                break
            count += 1
            yield entry
        else:
            raise ValueError("the end is lost")
        if count != entry["entries"] or next(file, b""):
            raise ValueError(f"{entry['entries']} entries were written, {count} are there")


def write_entries(path: Path, form: int, entries: Iterable[Entry]) -> None:
    """Whole or not at all, and only where something is new. Raises OSError."""
    part = path.with_name(f"{path.name}.part")  # there is one run at a time
    try:
        with part.open("wb") as file:
            file.write(_line({"form": form}))
            count = 0
            for entry in entries:
                file.write(_line(entry))
                count += 1
            file.write(_line({"entries": count}))
            file.flush()
            os.fsync(file.fileno())
        if _same(part, path):
            part.unlink()
        else:
            part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def _same(one: Path, other: Path) -> bool:
    try:
        return filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False
