"""The zip archive of a Word file: what kind of file it is, whether it is safe, the bytes of its parts."""

from __future__ import annotations

import io
import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass

from tidy.errors import UnreadableSource

MAX_XML_BYTES = 100_000_000  # of all XML parts together; a tree of them takes about six times as much memory
MAX_RATIO = 300  # text of Word packs to 1/5 to 1/80; what packs to less is made to fill the memory
RATIO_FREE_BYTES = 10_000_000  # small parts may pack as well as they like

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XML_NAME = re.compile(r"\.(xml|rels)$")
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,  # also wrong letters in a name
    NotImplementedError,  # a packing method that Python does not know
    RuntimeError,  # a password
    OverflowError,
    LookupError,
)


@dataclass(frozen=True, slots=True)
class Archive:
    """An opened archive. Names of parts are compared without regard to case, as Word does."""

    zip_file: zipfile.ZipFile
    members: dict[str, zipfile.ZipInfo]

    def read(self, name: str) -> bytes | None:
        """The bytes of a part; None where it is missing. Raises `UnreadableSource` where it is damaged."""
        member = self.members.get(part_key(name))
        if member is None:
            return None
        try:
            return self.zip_file.read(member)
        except _ZIP_ERRORS as error:
            raise broken(f"its part {name!r} is damaged") from error


def open_archive(data: bytes) -> Archive:
    """Opens the zip archive of a Word file.

    Raises `UnreadableSource` with the code encrypted, old_word, unknown_format, broken_archive or too_large.
    """
    _refuse_other_formats(data)
    try:
        zip_file = zipfile.ZipFile(io.BytesIO(data))
        members = {part_key(member.filename): member for member in zip_file.infolist()}
    except _ZIP_ERRORS as error:
        raise broken("it is not a whole zip archive") from error
    _refuse_bomb([member for name, member in members.items() if _XML_NAME.search(name)])
    if any(member.flag_bits & 1 for member in members.values()):
        raise encrypted()
    if not any(name.startswith("word/") for name in members) and _is_other_office(members):
        raise UnreadableSource(
            "unknown_format",
            "This is an archive, but not a Word document; publish it as .docx, .pdf or .html.",
        )
    return Archive(zip_file, members)


def part_key(name: str) -> str:
    """The name under which a part is looked up: no leading slash, `/` only, small letters."""
    return posixpath.normpath(name.replace("\\", "/").lstrip("/")).lower()


def broken(reason: str) -> UnreadableSource:
    return UnreadableSource(
        "broken_archive",
        f"This Word file cannot be read: {reason}; open it in Word and save it again as .docx.",
    )


def encrypted() -> UnreadableSource:
    return UnreadableSource("encrypted", "This Word file is locked by a password; save it without one.")


def too_large(reason: str) -> UnreadableSource:
    return UnreadableSource("too_large", f"This Word file is too large to read safely: {reason}.")


def _refuse_bomb(members: list[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    if total > MAX_XML_BYTES:
        raise too_large(f"its parts unpack to {total:,} bytes, the limit is {MAX_XML_BYTES:,}")
    for member in members:
        ratio = member.file_size / max(member.compress_size, 1)
        if member.file_size > RATIO_FREE_BYTES and ratio > MAX_RATIO:
            raise too_large(f"a part unpacks to {ratio:,.0f} times its size, the limit is {MAX_RATIO}")


def _is_other_office(members: dict[str, zipfile.ZipInfo]) -> bool:
    return "mimetype" in members or any(name.startswith(("xl/", "ppt/")) for name in members)


def _refuse_other_formats(data: bytes) -> None:
    if data.startswith(_OLE):
        raise _ole_error(data)
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        raise UnreadableSource(
            "unknown_format", "This is an RTF file; open it in Word or LibreOffice and save it as .docx."
        )


def _ole_error(data: bytes) -> UnreadableSource:
    """What an OLE container is: a .docx under a password, an old .doc, or neither."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return encrypted()
    entry = data.find("WordDocument\0".encode("utf-16-le"))
    if entry < 0:
        return UnreadableSource("unknown_format", "This is an old Office file, but not a Word document.")
    if _old_word_is_locked(data, entry):
        return encrypted()
    return UnreadableSource(
        "old_word", "This is a Word 97-2003 file (.doc); open it in Word or LibreOffice and save it as .docx."
    )


def _old_word_is_locked(data: bytes, entry: int) -> bool:
    """The bit fEncrypted of a .doc's file information block ([MS-DOC] 2.5.2), found by directory entry."""
    try:
        (sector_shift,) = struct.unpack_from("<H", data, 30)
        (first_sector,) = struct.unpack_from("<I", data, entry + 116)
        magic, flags = struct.unpack_from("<H8xH", data, (first_sector + 1) << min(sector_shift, 16))
    except struct.error:
        return False
    return bool(magic == 0xA5EC and flags & 0x0100)
