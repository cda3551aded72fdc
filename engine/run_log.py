"""A log file of each run that did something, in the hidden folder of the clean folder."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Self, TextIO

from engine.events import Event, FileDone, Publishing, Started
from engine.printable import printable_line

MOST_LOGS = 30


class RunLog:
    """A listener that writes what happens, a line each, within a `with`. A log that cannot be written stops no run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file: TextIO | None = None

    def __call__(self, event: Event) -> None:
        match event:
            case Started(files, to_do, workers):
                self.write(f"{files} files, {to_do} to do, {workers} at once")
            case FileDone():
                self.write(_line(event))
                for line in (event.trace or "").splitlines():
                    self.write(f"  | {line}")
            case Publishing(reports):
                self.write(f"publishing {reports} reports")
            case _:
                pass

    def write(self, line: str) -> None:
        """One line with the time, made safe to print; the file is made by the first."""
        now = datetime.now(UTC)
        with contextlib.suppress(OSError):
            if self.file is None:
                self.file = self._open(now)
            self.file.write(f"{now:%H:%M:%S} {printable_line(line)}\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        """Close a log that was begun; only the newest logs are left."""
        if self.file is None:
            return
        if kind is not None:
            self.write(f"stopped: {kind.__name__} {error}")
        with contextlib.suppress(OSError):
            self.file.close()
            for old in sorted(self.folder.glob("*.log"))[:-MOST_LOGS]:
                old.unlink()

    def end(self, lines: Iterable[str]) -> None:
        """The last lines of a log that was begun."""
        if self.file is not None:
            for line in lines:
                self.write(line)

    def _open(self, now: datetime) -> TextIO:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{now:%Y%m%dT%H%M%S%f}Z.log"
        return path.open("w", encoding="utf-8", errors="backslashreplace", buffering=1)


def _line(done: FileDone) -> str:
    how = "" if done.read else ", from the cache"
    why = f" {done.error_code}: {done.error}" if done.error_code else ""
    return f"{done.status} {done.file} ({done.pages} pages, {done.seconds:.1f} s{how}){why}"
