"""Bytes to text: UTF-8, UTF-16 and the one-byte Thai encodings (TIS-620, Windows-874), told apart by content."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from extract.document import Notice
from tidy.errors import UnreadableSource

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"(?i)<(?:meta|\?xml)\b[^<>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)")
_THAI_NAMES = frozenset({b"tis-620", b"tis620", b"windows-874", b"x-windows-874", b"cp874", b"iso-8859-11"})
_HIGH = re.compile(rb"[\x80-\xff]+")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BAD = "\ufffd"
_NOT_TEXT = "The file is not text (binary data); give a PDF, Word, HTML or text file."


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, the encoding that it was read with, and a notice where bytes could not be read."""

    text: str
    encoding: str
    notices: tuple[Notice, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text of `data`. Raises `UnreadableSource("not_text", …)` for binary data.

    Bytes that the encoding does not know become U+FFFD, and a notice `undecodable_bytes` counts them.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    if b"\x00" in data:
        return _decoded(data, _wide(data))
    return _decoded(data, _narrow(data))


def _wide(data: bytes) -> str:
    """UTF-16 that lost its byte order mark: every second byte is then 00 (Latin) or 0E (Thai)."""
    sample = data[: 1 << 16]
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if high and sum(high.count(byte) for byte in (b"\x00", b"\x0e", b"\x20")) >= 0.95 * len(high):
            return encoding
    raise UnreadableSource("not_text", _NOT_TEXT)


def _narrow(data: bytes) -> str:
    """The encoding of text without NUL bytes. Thai in UTF-8 is never valid by chance, so that comes first."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    text = data.decode("utf-8", errors="replace")
    bad = text.count(_BAD) - data.count(_BAD.encode())
    good = sum(1 for char in text if char > "\x7f") - bad
    if bad * 10 <= good:
        return "utf-8"
    declared = _DECLARED.search(data[:4096])
    if declared and declared[1].lower() in _THAI_NAMES:
        return "cp874"
    runs = [len(run) for run in _HIGH.findall(data)]
    alone = runs.count(1)  # a lone accented letter among Latin ones; Thai letters stand together
    return "cp1252" if alone * 2 > sum(runs) else "cp874"


def _decoded(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    bad = text.count(_BAD) - _own_marks(data, encoding)
    strange = bad + len(_CONTROL.findall(text))
    if strange * 100 > 8 * len(text):
        raise UnreadableSource("not_text", _NOT_TEXT)
    if bad <= 0:
        return Decoded(text, encoding)
    detail = f"{bad} places of the file could not be read as {encoding} and stand as U+FFFD"
    return Decoded(text, encoding, (Notice("undecodable_bytes", detail),))


def _own_marks(data: bytes, encoding: str) -> int:
    """How many U+FFFD the source itself holds: a one-byte encoding has none."""
    return data.count(_BAD.encode(encoding)) if encoding.startswith("utf") else 0
