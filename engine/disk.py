"""A folder that cannot be written: full, or not ours."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tidy.errors import DiskFull, ThaiItaError, UsageError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def is_full(error: OSError) -> bool:
    """Whether there is no room left, on the disk or for this user."""
    return error.errno in _FULL


def cannot_write(clean: Path, number: int | None) -> ThaiItaError:
    """The error for a clean folder that cannot be written, by its `errno`."""
    if number in _FULL:
        return DiskFull(
            f"There is no room left for {clean}; make room and run again: the tables are as they were before, "
            "and what was read is kept."
        )
    reason = os.strerror(number) if number else "for a reason that the system does not tell"
    return UsageError(f"{clean} cannot be written ({reason}); change its permissions or name another folder.")


@contextmanager
def writing(clean: Path) -> Iterator[None]:
    """Say every failure to write as one sentence. Raises DiskFull or UsageError for an OSError."""
    try:
        yield
    except OSError as error:
        raise cannot_write(clean, error.errno) from error
