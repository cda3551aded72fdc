"""Documents as bytes for the cache: pickled, because they are made of a handful of plain classes, and compressed.

What is read back makes nothing but those classes, so that a file that somebody put into the cache runs no code.
"""

from __future__ import annotations

import io
import pickle
import zlib
from typing import Any

from extract import document as document_module
from extract.document import Document

_PROTOCOL = 5
_FAST = 1  # zlib's level: a document is read far more often than its size matters
_SAFE = frozenset(
    name
    for name, value in vars(document_module).items()
    if isinstance(value, type) and value.__module__ == document_module.__name__
)


def encode_document(document: Document) -> bytes:
    """The document as bytes."""
    return zlib.compress(pickle.dumps(document, _PROTOCOL), _FAST)


def decode_document(data: bytes) -> Document | None:
    """The document of `encode_document`; None for bytes that hold none."""
    try:
        found = _Unpickler(io.BytesIO(zlib.decompress(data))).load()
    except Exception:  # damaged pickles raise nearly anything, and each means the same: read the file again
        return None
    return found if isinstance(found, Document) else None


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module == document_module.__name__ and name in _SAFE:
            return getattr(document_module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a document")
