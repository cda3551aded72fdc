"""The directory of a zip archive, read entry by entry, so that a hostile one costs neither memory nor time.

Python's zipfile gives up a whole archive for one name that is no UTF-8, reads every name that is not marked as UTF-8
as the letters of an old IBM PC, and holds all entries at once, however many somebody put there.
"""

from __future__ import annotations

import re
import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_END = b"PK\x05\x06"
_END_BYTES = 22
_LONGEST_COMMENT = 65_535
_LOCATOR = b"PK\x06\x07"
_LOCATOR_BYTES = 20
_END_64 = b"PK\x06\x06"
_END_64_BYTES = 56
_ENTRY = b"PK\x01\x02"
_ENTRY_BYTES = 46
_LOCAL_BYTES = 30  # before each file, at least
_IN_64 = 0xFFFFFFFF
_DISK_IN_64 = 0xFFFF
_DOS_HOSTS = frozenset({0, 10, 14})  # FAT, NTFS, VFAT: their programs may part folders by a backslash
_ENCRYPTED, _UTF8 = 0x0001, 0x0800
_ZIP64_FIELD, _UNICODE_PATH_FIELD = 0x0001, 0x7075
_THAI = re.compile("[ก-ฺเ-๛]+")  # what the high bytes of Windows-874 are, but for the baht sign
_HANGING = "ะ-ฺ็-๎"  # vowels and marks that follow a consonant
_THAI_WORD = re.compile(f"(?![{_HANGING}]).*[ก-ฮ].*|[ฯๆ๐-๙]+")


class DamagedArchive(Exception):  # noqa: N818 - it says what the archive is
    """The bytes are no whole zip archive; the message is half a sentence."""


@dataclass(frozen=True, slots=True)
class ZipEntry:
    """One entry of a zip archive.

    `name` is as the archive means it, folders parted by `/`; bytes of it that are no letters stand as surrogates.
    `packed` and `size` are bytes as the archive claims them, `start` where its local header lies in the file.
    """

    name: str
    start: int
    packed: int
    size: int
    crc: int
    method: int
    flags: int
    mode: int

    @property
    def is_folder(self) -> bool:
        return self.name.endswith("/")

    @property
    def is_encrypted(self) -> bool:
        return bool(self.flags & _ENCRYPTED)

    @property
    def is_ordinary(self) -> bool:
        """No link, pipe or device. Archives of DOS and Windows say nothing of the kind."""
        return stat.S_IFMT(self.mode) in {0, stat.S_IFREG}


def zip_entries(file: BinaryIO) -> Iterator[ZipEntry]:
    """The entries of an archive in the order of its directory. Raises DamagedArchive, also in between; OSError."""
    offset, size, shift = _directory(file)
    end, room = offset + size, offset
    while offset < end:
        file.seek(offset)
        head = file.read(_ENTRY_BYTES)
        if len(head) < _ENTRY_BYTES or not head.startswith(_ENTRY):
            raise DamagedArchive("its directory is damaged")
        lengths = struct.unpack_from("<3H", head, 28)
        rest = file.read(sum(lengths))
        if len(rest) < sum(lengths):
            raise DamagedArchive("its directory is cut short")
        entry = _entry(head, rest[: lengths[0]], rest[lengths[0] : lengths[0] + lengths[1]], shift)
        room -= entry.packed + _LOCAL_BYTES
        if room < 0:
            raise DamagedArchive("its files lie over each other")
        yield entry
        offset += _ENTRY_BYTES + len(rest)


def _directory(file: BinaryIO) -> tuple[int, int, int]:
    """Where the directory begins, its bytes, and how many bytes stand before the archive itself."""
    length = file.seek(0, 2)
    start = max(0, length - _END_BYTES - _LONGEST_COMMENT)
    file.seek(start)
    tail = file.read(length - start)
    place = tail.rfind(_END)
    while place >= 0 and len(tail) - place < _END_BYTES:
        place = tail.rfind(_END, 0, place)
    if place < 0:
        raise DamagedArchive("it has no directory, as if it were cut short")
    disk, first_disk, _here, _count, size, offset = struct.unpack_from("<4H2L", tail, place + 4)
    end = start + place
    if {disk, first_disk} - {0, _DISK_IN_64}:
        raise DamagedArchive("it is one part of several")
    if _IN_64 in (size, offset) or _bytes(file, end - _LOCATOR_BYTES, 4) == _LOCATOR:
        end, size, offset = _directory_64(file, end)
    shift = end - size - offset
    if shift < 0:
        raise DamagedArchive("its directory is not where it says")
    return offset + shift, size, shift


def _directory_64(file: BinaryIO, end: int) -> tuple[int, int, int]:
    """The same of an archive beyond 4 GB, which has a second record of its end before the first."""
    end -= _LOCATOR_BYTES + _END_64_BYTES
    record = _bytes(file, end, _END_64_BYTES)
    if len(record) < _END_64_BYTES or not record.startswith(_END_64):
        raise DamagedArchive("its directory cannot be found")
    size, offset = struct.unpack_from("<2Q", record, 40)
    return end, size, offset


def _bytes(file: BinaryIO, place: int, count: int) -> bytes:
    if place < 0:
        return b""
    file.seek(place)
    return file.read(count)


def _entry(head: bytes, name: bytes, extra: bytes, shift: int) -> ZipEntry:
    _version, host, _needed, flags, method = struct.unpack_from("<2B3H", head, 4)
    crc, packed, size = struct.unpack_from("<3L", head, 16)
    (attributes,) = struct.unpack_from("<L", head, 38)
    (start,) = struct.unpack_from("<L", head, 42)
    size, packed, start = _long_numbers(extra, size, packed, start)
    text = _name(name, flags, extra)
    if host in _DOS_HOSTS and "/" not in text:
        text = text.replace("\\", "/")
    mode = 0 if host in _DOS_HOSTS else attributes >> 16
    return ZipEntry(text, start + shift, packed, size, crc, method, flags, mode)


def _long_numbers(extra: bytes, *numbers: int) -> Iterator[int]:
    """Size, packed size and place, each from the extra field where it does not fit into 32 bits."""
    field = _extra_field(extra, _ZIP64_FIELD) or b""
    place = 0
    for number in numbers:
        if number == _IN_64:
            if len(field) < place + 8:
                raise DamagedArchive("its directory lacks the size of a large file")
            (number,) = struct.unpack_from("<Q", field, place)
            place += 8
        yield number


def _extra_field(extra: bytes, wanted: int) -> bytes | None:
    place = 0
    while place + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, place)
        if kind == wanted:
            return extra[place + 4 : place + 4 + length]
        place += 4 + length
    return None


def _name(name: bytes, flags: int, extra: bytes) -> str:
    """The letters of a name: marked as UTF-8, said again in UTF-8, UTF-8 without a mark, Thai, or an IBM PC's."""
    if flags & _UTF8:
        return name.decode("utf-8", "surrogateescape")
    again = _extra_field(extra, _UNICODE_PATH_FIELD)
    if again and len(again) > 5 and struct.unpack_from("<L", again, 1)[0] == zlib.crc32(name):
        return again[5:].decode("utf-8", "surrogateescape")
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return _thai(name) or name.decode("cp437")


def _thai(name: bytes) -> str | None:
    """The name in Windows-874, if that gives Thai: words with consonants that no hanging vowel begins, few letters
    alone."""
    try:
        text = name.decode("cp874")
    except UnicodeDecodeError:
        return None
    words = _THAI.findall(text)
    alone = sum(len(word) == 1 for word in words)
    foreign = sum(char > "\x7f" for char in text) - sum(map(len, words))
    if foreign or alone * 2 > len(words) or not all(map(_THAI_WORD.fullmatch, words)):
        return None
    return text
