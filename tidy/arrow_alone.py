"""pyarrow without pandas, for processes that make no data frames."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

import pyarrow as pa


def without_pandas() -> None:
    """Let pyarrow find no pandas: it would load it at its first array, a third of a second and 30 MB.

    What pyarrow did not find then it does not look for again.
    """
    hiding = _Hidden()
    sys.meta_path.insert(0, hiding)
    try:
        pa.array([0])
    finally:
        sys.meta_path.remove(hiding)


class _Hidden(MetaPathFinder):
    """Finds nothing, and lets nobody find pandas."""

    def find_spec(self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> ModuleSpec | None:
        if name == "pandas":
            raise ModuleNotFoundError(f"{name} is not loaded here", name=name)
        return None
