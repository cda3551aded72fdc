"""pyarrow with as little memory as can be: without pandas, for processes that make no data frames."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

_POOL = "ARROW_DEFAULT_MEMORY_POOL"
_MMAP_THRESHOLD = -3  # of glibc's mallopt
_LARGE = 32 << 10  # bytes: what is as large as that goes back to the system as soon as it is let go of


@contextmanager
def lean_arrow() -> Iterator[None]:
    """Where pyarrow is loaded within the block it is without pandas, and takes memory from the system's allocator.

    Its own allocators are made for large tables and keep 20 MB more of what many small ones leave behind.
    """
    was = os.environ.get(_POOL)
    os.environ[_POOL] = was or "system"
    _return_large_blocks()
    try:
        with pandas_hidden():
            yield
    finally:
        if was is None:
            del os.environ[_POOL]


def _return_large_blocks() -> None:
    """For the rest of this process, where its allocator is glibc's: that one would learn from the first large block to
    keep them all, and what is written in ever new row groups leaves holes between what stays."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _LARGE)


@contextmanager
def pandas_hidden() -> Iterator[None]:
    """Lets nobody find pandas within the block: pyarrow would load it, a third of a second and 30 MB.

    What pyarrow did not find then it looks for again only where a data frame is asked of it.
    """
    hiding = _Hidden()
    sys.meta_path.insert(0, hiding)
    try:
        yield
    finally:
        sys.meta_path.remove(hiding)


def without_pandas() -> None:
    """Has pyarrow look for pandas now, in vain."""
    with pandas_hidden():
        import pyarrow as pa  # noqa: PLC0415  (not needed by who only hides pandas)

        pa.array([0])


class _Hidden(MetaPathFinder):
    """Finds nothing, and lets nobody find pandas."""

    def find_spec(self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> ModuleSpec | None:
        if name == "pandas":
            raise ModuleNotFoundError(f"{name} is not loaded here", name=name)
        return None
