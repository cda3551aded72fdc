"""How much work one PDF may ask for: bytes decoded, operators run, forms drawn, pages, letters.

A PDF of a few kilobytes can ask for gigabytes (a Flate stream of spaces, forms that draw forms). The limits are
far above any real report and low enough that a file that lies costs seconds, not the machine.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

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

MAX_FILE_BYTES = 512 * 2**20
MAX_STREAM_BYTES = 32 * 2**20  # one decoded stream; the contents of a real page are below 5 MB
MAX_SLOW_STREAM_BYTES = 2 * 2**20  # encoded, for filters that are decoded byte by byte
MAX_PREDICTED_BYTES = 4 * 2**20  # of a stream with a predictor: cross references and objects
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
_FLATE = LITERALS_FLATE_DECODE[0]


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


def inflate(data: bytes, limit: int = MAX_STREAM_BYTES) -> bytes:
    """At most `limit` bytes of a Flate stream; of a damaged one, what stands before the damage."""
    decoder = zlib.decompressobj()
    try:
        return decoder.decompress(data, limit)
    except zlib.error:
        return _inflate_damaged(data, limit)


def _inflate_damaged(data: bytes, limit: int, step: int = 4096) -> bytes:
    decoder = zlib.decompressobj()
    parts: list[bytes] = []
    size = 0
    try:
        for start in range(0, len(data), step):
            parts.append(decoder.decompress(data[start : start + step], limit - size))
            size += len(parts[-1])
            if size >= limit:
                break
    except zlib.error:
        pass
    return b"".join(parts)


class BoundedStream(PDFStream):
    """A pdfminer stream that never decodes to more than the limits, in whatever filters it is wrapped."""

    def decode(self) -> None:
        data = self.rawdata or b""
        if self.decipher is not None and self.objid is not None and self.genno is not None:
            data = self.decipher(self.objid, self.genno, data, self.attrs)
        for name, params in self.get_filters()[:MAX_FILTERS]:
            data = _unwrapped(data, name, params)
        self.data, self.rawdata = data, None


def _unwrapped(data: bytes, name: Any, params: Any) -> bytes:
    """What one filter gives, cut at the limit. pdfminer does what cannot grow, and predictors."""
    if name in LITERALS_CCITTFAX_DECODE:
        return b""  # a picture, which nothing here looks at
    grown = decode_ascii85(data[:MAX_STREAM_BYTES]) if name in LITERALS_ASCII85_DECODE else _grown(data, name)
    if grown is None:
        most = MAX_SLOW_STREAM_BYTES if name in LITERALS_ASCIIHEX_DECODE else MAX_STREAM_BYTES
        return _by_pdfminer(data[:most], name, params)
    if not isinstance(params, dict) or "Predictor" not in params:
        return grown
    return _by_pdfminer(zlib.compress(grown, 0), _FLATE, params) if len(grown) <= MAX_PREDICTED_BYTES else b""


def _grown(data: bytes, name: Any) -> bytes | None:
    """What a filter gives that can make much of little; None for other filters."""
    if name in LITERALS_FLATE_DECODE:
        return inflate(data)
    if name in LITERALS_LZW_DECODE:
        return _joined(LZWDecoder(BytesIO(data[:MAX_SLOW_STREAM_BYTES])).run(), MAX_STREAM_BYTES)
    if name in LITERALS_RUNLENGTH_DECODE:
        return _joined(_runs(data[:MAX_SLOW_STREAM_BYTES]), MAX_STREAM_BYTES)
    return None


def _by_pdfminer(data: bytes, name: Any, params: Any) -> bytes:
    stream = PDFStream({"Filter": [name], "DecodeParms": [params]}, data)
    stream.decode()
    return stream.data or b""


def _joined(parts: Iterable[bytes], limit: int) -> bytes:
    found: list[bytes] = []
    size = 0
    for part in parts:
        found.append(part)
        size += len(part)
        if size >= limit:
            break
    return b"".join(found)[:limit]


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
