"""The bytes of an archive's entry, never more than it claims to have."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from engine.zip_directory import ZipEntry
from tidy.errors import UnreadableSource

METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA})
_LOCAL = b"PK\x03\x04"
_LOCAL_BYTES = 30
_CHUNK = 1 << 18
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, ValueError)


def member_chunks(path: Path, entries: tuple[ZipEntry, ...], identity: tuple[int, ...]) -> Iterator[bytes]:
    """The bytes of the file that `entries` lead to in the archive at `path`, piece by piece.

    `identity` tells this state of the archive from others. Raises UnreadableSource where the archive is damaged or
    lies, OSError where it cannot be read.
    """
    *above, entry = entries
    if above:
        yield from unpacked(io.BytesIO(inner_archive(path, above[0], identity)), entry)
        return
    with path.open("rb") as file:
        yield from unpacked(file, entry)


@lru_cache(maxsize=1)
def inner_archive(path: Path, entry: ZipEntry, identity: tuple[int, ...]) -> bytes:  # noqa: ARG001 - part of the key
    """An archive within an archive. The last one is kept, since its files are asked for one after another."""
    with path.open("rb") as file:
        return b"".join(unpacked(file, entry))


def unpacked(file: BinaryIO, entry: ZipEntry) -> Iterator[bytes]:
    """The bytes of an entry, piece by piece. Raises UnreadableSource, at the latest behind the last piece; OSError."""
    try:
        with zipfile.ZipExtFile(_at_data(file, entry), "r", _info(entry)) as stream:
            left = entry.size
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
                yield chunk
            if left:
                raise zipfile.BadZipFile("it is shorter than the archive says")
    except _DAMAGE as error:
        raise _damaged() from error
    except OSError as error:
        if error.errno is None:  # damaged bzip2 data, and no trouble of the disk
            raise _damaged() from error
        raise


def _at_data(file: BinaryIO, entry: ZipEntry) -> BinaryIO:
    file.seek(entry.start)
    head = file.read(_LOCAL_BYTES)
    if len(head) < _LOCAL_BYTES or not head.startswith(_LOCAL):
        raise zipfile.BadZipFile("its local header is not there")
    file.seek(sum(struct.unpack_from("<2H", head, 26)), io.SEEK_CUR)
    return file


def _info(entry: ZipEntry) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("member")
    info.compress_type, info.CRC = entry.method, entry.crc
    info.compress_size, info.file_size = entry.packed, entry.size
    return info


def _damaged() -> UnreadableSource:
    return UnreadableSource(
        "broken_archive", "This file's place in the zip archive is damaged; download the archive again."
    )
