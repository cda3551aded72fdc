"""One run at a time on one clean folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.disk import writing
from tidy.errors import UsageError


@contextmanager
def locked(path: Path, clean: Path, *, wait: bool, say: Callable[[str], None]) -> Iterator[bool]:
    """Hold the lock file `path` for the run on `clean`; the system lets go of it however the process ends.

    Yields whether it had to wait for another run, which it says once with `say`. Raises UsageError if it should not
    `wait` or where there can be no lock file, DiskFull where there is no room for it.
    """
    with writing(clean):
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)  # no worker, which may outlive the run, inherits it
    try:
        yield _take(handle, clean, wait=wait, say=say)
    finally:
        os.close(handle)


def _take(handle: int, clean: Path, *, wait: bool, say: Callable[[str], None]) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return False
    except BlockingIOError:
        if not wait:
            raise UsageError(
                f"Another run is writing {clean}; try again when it is done, or wait for it without --no-wait."
            ) from None
        say(f"Another run is writing {clean}; waiting until it is done.")
        fcntl.flock(handle, fcntl.LOCK_EX)
        return True
