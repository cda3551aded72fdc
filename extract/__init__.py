"""Bytes to a `Document`: readers for text, Markdown, HTML, Word, PDF and pictures of pages. Gives no meaning.

`read(path)` is the public face; each reader is loaded only when a file of its kind comes.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from extract.document import Document
from extract.sniff import FileKind, file_kind
from tidy.errors import UnreadableSource

__all__ = ["MOST_BYTES", "Document", "read"]

MOST_BYTES = 50 * 1024 * 1024
_PATH_READERS = {FileKind.PDF: ("extract.pdf", "read_pdf"), FileKind.IMAGE: ("extract.ocr", "read_image")}
_NAMES = {FileKind.PDF: "PDF", FileKind.IMAGE: "image", FileKind.DOCX: "Word"}


def read(path: Path, name: str | None = None) -> Document:
    """The document of one file, of any format that a reader exists for.

    The content says what the file is; its suffix (that of `name` if the path's own says nothing) only decides where
    the content leaves it open. Raises `UnreadableSource`, and nothing else, for a file that cannot be converted.
    """
    data = _bytes(path)
    kind = file_kind(data)
    if kind is FileKind.MARKUP:
        from extract.markup import read_markup  # noqa: PLC0415  (readers are loaded when they are needed)

        return read_markup(data, Path(name).suffix if name is not None else path.suffix)
    if kind is FileKind.DOCX:
        return _reader(kind, "extract.docx", "read_docx")(data)
    del data  # the reader takes of the file what it needs
    return _reader(kind, *_PATH_READERS[kind])(path)


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise UnreadableSource(
                "too_large",
                f"The file has {size / 1024 / 1024:.0f} MB, more than {MOST_BYTES // 1024 // 1024} MB; split it or "
                "make its pictures smaller.",
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableSource("unreadable", f"The file cannot be opened ({reason}); check its permissions.") from error


def _reader(kind: FileKind, module: str, function: str) -> Callable[[object], Document]:
    if find_spec(module) is None:
        raise UnreadableSource(
            "format_not_supported_yet",
            f"The file is a {_NAMES[kind]} file, which this version cannot read yet; save its text as .docx or .txt.",
        )
    return cast(Callable[[object], Document], getattr(import_module(module), function))
