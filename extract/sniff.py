"""What kind of file some bytes are, by their content first and their name second."""

from __future__ import annotations

import io
import zipfile
from enum import StrEnum
from typing import NoReturn

from tidy.errors import UnreadableSource


class FileKind(StrEnum):
    """The kinds of file that a reader exists or is planned for."""

    MARKUP = "markup"
    DOCX = "docx"
    PDF = "pdf"
    IMAGE = "image"


_IMAGE_MAGIC = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",  # JPEG
    b"GIF87a",
    b"GIF89a",
    b"II*\x00",  # TIFF
    b"MM\x00*",
    b"\x00\x00\x00\x0cjP  ",  # JPEG 2000
)
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Office files before 2007, and encrypted ones of today
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_OTHER_MAGIC = (
    (b"Rar!\x1a\x07", "a RAR archive: unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive: unpack it"),
    (b"\x1f\x8b", "a gzip archive: unpack it"),
    (b"{\\rtf", "a Rich Text file: open it in Word or LibreOffice and save as .docx"),
)
_PDF_LOOK = 1024  # a PDF's first line may stand behind some bytes of a web server


def file_kind(data: bytes) -> FileKind:
    """The kind of a file's bytes. Raises `UnreadableSource` for what no reader will ever read as it is.

    Codes: `empty_file`, `old_word`, `encrypted`, `broken_archive`, `unknown_format`.
    """
    if not data:
        raise UnreadableSource("empty_file", "The file is empty (0 bytes); download it again.")
    if data.find(b"%PDF-", 0, _PDF_LOOK) >= 0 and data[:_PDF_LOOK].lstrip()[:1] != b"<":
        return FileKind.PDF
    if data.startswith(_IMAGE_MAGIC) or _is_other_image(data):
        return FileKind.IMAGE
    if data.startswith(_OLE_MAGIC):
        _refuse_ole(data)
    if data.startswith(_ZIP_MAGIC):
        return _zip_kind(data)
    for magic, advice in _OTHER_MAGIC:
        if data.startswith(magic):
            raise UnreadableSource("unknown_format", f"The file is {advice}.")
    if data[:200].lstrip().lower().startswith(b"mime-version:") or b"\nMIME-Version:" in data[:1000]:
        raise UnreadableSource(
            "unknown_format",
            "The file is a web archive (.mht); open it in a browser and save the page as HTML.",
        )
    return FileKind.MARKUP


def _is_other_image(data: bytes) -> bool:
    if data.startswith(b"RIFF"):
        return data[8:12] == b"WEBP"
    return data.startswith(b"BM") and len(data) > 26 and int.from_bytes(data[2:6], "little") == len(data)


def _refuse_ole(data: bytes) -> NoReturn:
    if _utf16("EncryptedPackage") in data:
        raise UnreadableSource(
            "encrypted",
            "The file is protected by a password; save a copy of it without one and convert that.",
        )
    if _utf16("WordDocument") in data:
        raise UnreadableSource(
            "old_word",
            "The file is an old Word document (.doc); open it in Word or LibreOffice and save as .docx.",
        )
    raise UnreadableSource(
        "unknown_format",
        "The file is an old Office file but no Word document; save its text as .docx or .pdf.",
    )


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


def _zip_kind(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableSource(
            "broken_archive",
            "The file is a damaged Office or zip archive; download it again or save it anew in Word.",
        ) from error
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableSource("encrypted", "The archive is protected by a password; unpack it and convert its files.")
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return FileKind.DOCX
    if any(name.startswith(("xl/", "ppt/", "content.xml")) for name in names):
        raise UnreadableSource(
            "unknown_format",
            "The file is an Office file but no Word document (.docx); save it as .docx or .pdf.",
        )
    raise UnreadableSource("unknown_format", "The file is a zip archive; unpack it and convert its files.")
