"""How much work one PDF may ask for: bytes decoded, operators run, forms drawn, pages, letters.

A PDF of a few kilobytes can ask for gigabytes (a Flate stream of spaces, forms that draw forms). The limits are
far above any real report and low enough that a file that lies costs seconds, not the machine.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, NamedTuple

from pdfminer.lzw import LZWDecoder
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import (
    LITERALS_ASCII85_DECODE,
    LITERALS_ASCIIHEX_DECODE,
    LITERALS_CCITTFAX_DECODE,
    LITERALS_FLATE_DECODE,
    LITERALS_LZW_DECODE,
    LITERALS_RUNLENGTH_DECODE,
    PDFStream,
)

from extract.pdf_ascii85 import decode_ascii85
from extract.pdf_predictors import unpredicted

MAX_FILE_BYTES = 512 * 2**20
MAX_STREAM_BYTES = 32 * 2**20  # one decoded stream; the contents of a real page are below 5 MB
MAX_SLOW_STREAM_BYTES = 2 * 2**20  # encoded, for filters that are decoded byte by byte
MAX_FILTERS = 6  # that one stream is wrapped in
MAX_MAP_BYTES = 4 * 2**20  # of a font's map
MAX_PAGE_BYTES = 64 * 2**20
MAX_PAGE_TOKENS = 3_000_000
MAX_PAGE_FORMS = 4_000
MAX_FORM_DEPTH = 24
MAX_PAGE_GLYPHS = 300_000
MAX_PAGES = 20_000
MAX_RULES = 400_000
_END_OF_RUNS = 128
_WRONG_SUM = "incorrect data check"


class LimitExceededError(Exception):
    """A page asks for more than `what` allows; what was read before stays valid."""

    def __init__(self, what: str) -> None:
        super().__init__(f"the page has more {what} than the reader takes")
        self.what = what


@dataclass(slots=True)
class Budget:
    """What one page may still use; `spend_…` raise `LimitExceededError`."""

    tokens: int = MAX_PAGE_TOKENS
    forms: int = MAX_PAGE_FORMS
    content_bytes: int = MAX_PAGE_BYTES

    def spend_content(self, data: bytes) -> None:
        self.content_bytes -= len(data)
        if self.content_bytes < 0:
            raise LimitExceededError("content")

    def spend_form(self) -> None:
        self.forms -= 1
        if self.forms < 0:
            raise LimitExceededError("forms")


class Decoded(NamedTuple):
    """What a filter gives; `cut` says why bytes are missing, as `LimitExceededError.what` does, empty if none are."""

    data: bytes
    cut: str = ""


def inflate(data: bytes, limit: int = MAX_STREAM_BYTES) -> Decoded:
    """At most `limit` bytes of a Flate stream; of a damaged one, what stands before the damage."""
    decoder = zlib.decompressobj()
    try:
        found = decoder.decompress(data, limit)
    except zlib.error:
        return _inflate_damaged(data, limit)
    return Decoded(found, _missing(decoder, len(found) >= limit))


def _missing(decoder: Any, full: bool) -> str:
    """Why a Flate stream ends early; a stream without its checksum is whole."""
    if decoder.eof or full:
        return "" if decoder.eof else "content"
    try:
        decoder.decompress(bytes(4))  # as its checksum: a wrong one is only looked at behind the end of the data
    except zlib.error as error:
        return "" if _WRONG_SUM in str(error) else "damage"
    return "" if decoder.eof else "damage"


def _inflate_damaged(data: bytes, limit: int, step: int = 4096) -> Decoded:
    """Piece by piece, and the piece with the damage byte by byte."""
    decoder = zlib.decompressobj()
    parts: list[bytes] = []
    size = 0
    for start in range(0, len(data), step):
        before, piece = decoder.copy(), data[start : start + step]
        try:
            parts.append(decoder.decompress(piece, limit - size))
        except zlib.error:
            return Decoded(b"".join([*parts, _inflate_bytes(before, piece, limit - size)]), "damage")
        size += len(parts[-1])
        if size >= limit or decoder.eof:
            break
    return Decoded(b"".join(parts), _missing(decoder, size >= limit))


def _inflate_bytes(decoder: Any, piece: bytes, limit: int) -> bytes:
    """What stands before the damage in a piece."""
    parts: list[bytes] = []
    try:
        for place in range(len(piece)):
            parts.append(decoder.decompress(piece[place : place + 1], max(1, limit)))
            limit -= len(parts[-1])
    except zlib.error:
        pass
    return b"".join(parts)


class BoundedStream(PDFStream):
    """A pdfminer stream that never decodes to more than the limits, in whatever filters it is wrapped.

    `cut` says, once it is decoded, why it is not whole; empty where it is.
    """

    cut = ""

    def decode(self) -> None:
        data = self.rawdata or b""
        if self.decipher is not None and self.objid is not None and self.genno is not None:
            data = self.decipher(self.objid, self.genno, data, self.attrs)
        filters = self.get_filters()
        self.cut = "content" if len(filters) > MAX_FILTERS else ""
        for name, params in filters[:MAX_FILTERS]:
            data, cut = _unwrapped(data, name, params)
            self.cut = self.cut or cut
        self.data, self.rawdata = data, None


def missing_of(stream: PDFStream) -> str:
    """Why a decoded stream is not whole; empty where it is."""
    return stream.cut if isinstance(stream, BoundedStream) else ""


def _unwrapped(data: bytes, name: Any, params: Any) -> Decoded:
    """What one filter gives, cut at the limit. pdfminer does what cannot grow."""
    if name in LITERALS_CCITTFAX_DECODE:
        return Decoded(b"")  # a picture, which nothing here looks at
    grown = _grown(data, name)
    if grown is None:
        most = MAX_SLOW_STREAM_BYTES if name in LITERALS_ASCIIHEX_DECODE else MAX_STREAM_BYTES
        grown = Decoded(_by_pdfminer(data[:most], name), _over(len(data), most))
    if not isinstance(params, dict) or "Predictor" not in params:
        return grown
    plain = unpredicted(grown.data, params)
    return Decoded(plain.data, grown.cut or plain.cut)


def _over(size: int, limit: int) -> str:
    return "content" if size > limit else ""


def _grown(data: bytes, name: Any) -> Decoded | None:
    """What a filter gives that can make much of little, or that is written plainly; None for other filters."""
    if name in LITERALS_FLATE_DECODE:
        return inflate(data)
    if name in LITERALS_ASCII85_DECODE:
        found = decode_ascii85(data[:MAX_STREAM_BYTES])
        return None if found is None else Decoded(found, _over(len(data), MAX_STREAM_BYTES))
    if name in LITERALS_LZW_DECODE:
        return _joined(LZWDecoder(BytesIO(data[:MAX_SLOW_STREAM_BYTES])).run(), len(data))
    if name in LITERALS_RUNLENGTH_DECODE:
        return _joined(_runs(data[:MAX_SLOW_STREAM_BYTES]), len(data))
    return None


def _by_pdfminer(data: bytes, name: Any) -> bytes:
    stream = PDFStream({"Filter": [name]}, data)
    stream.decode()
    return stream.data or b""


def _joined(parts: Iterable[bytes], encoded: int, limit: int = MAX_STREAM_BYTES) -> Decoded:
    """The parts up to a limit. `encoded` is the number of bytes that they are made of."""
    found: list[bytes] = []
    size = 0
    for part in parts:
        found.append(part)
        size += len(part)
        if size >= limit:
            break
    return Decoded(b"".join(found)[:limit], _over(max(size + 1 - limit, encoded - MAX_SLOW_STREAM_BYTES), 0))


def _runs(data: bytes) -> Iterator[bytes]:
    """The runs of a RunLength stream: bytes as they stand, or one byte many times."""
    at = 0
    while at + 1 < len(data) and data[at] != _END_OF_RUNS:
        length = data[at]
        if length < _END_OF_RUNS:
            yield data[at + 1 : at + length + 2]
            at += length + 2
        else:
            yield data[at + 1 : at + 2] * (257 - length)
            at += 2


class BoundedParser(PDFParser):
    """pdfminer's parser, with every stream it meets bounded (also those of objects and cross references)."""

    def push(self, *objs: tuple[int, Any]) -> None:
        for _, found in objs:
            if type(found) is PDFStream:
                found.__class__ = BoundedStream
        super().push(*objs)
