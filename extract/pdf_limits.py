"""How much work one PDF may ask for: bytes decoded, operators run, forms drawn, pages, letters.

A PDF of a few kilobytes can ask for gigabytes (a Flate stream of spaces, forms that draw forms). The limits are
far above any real report and low enough that a file that lies costs seconds, not the machine.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any

from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import (
    LITERALS_ASCIIHEX_DECODE,
    LITERALS_FLATE_DECODE,
    LITERALS_LZW_DECODE,
    LITERALS_RUNLENGTH_DECODE,
    PDFStream,
)

MAX_FILE_BYTES = 512 * 2**20
MAX_STREAM_BYTES = 32 * 2**20  # one decoded stream; the contents of a real page are below 5 MB
MAX_SLOW_STREAM_BYTES = 2 * 2**20  # encoded, for filters that pdfminer decodes byte by byte
MAX_PAGE_BYTES = 64 * 2**20
MAX_PAGE_TOKENS = 3_000_000
MAX_PAGE_FORMS = 4_000
MAX_FORM_DEPTH = 24
MAX_PAGE_GLYPHS = 300_000
MAX_DOCUMENT_TOKENS = 60_000_000
MAX_PAGES = 20_000
MAX_RULES = 400_000


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


_SLOW_FILTERS = (*LITERALS_LZW_DECODE, *LITERALS_RUNLENGTH_DECODE, *LITERALS_ASCIIHEX_DECODE)


class BoundedStream(PDFStream):
    """A pdfminer stream that never decodes to more than the limits."""

    def decode(self) -> None:
        names = [name for name, _ in self.get_filters()]
        if not any(name in LITERALS_FLATE_DECODE for name in names):
            if self.rawdata and any(name in _SLOW_FILTERS for name in names):
                self.rawdata = self.rawdata[:MAX_SLOW_STREAM_BYTES]
            super().decode()
        elif self.rawdata is not None:
            self._decode_flate()

    def _decode_flate(self) -> None:
        """Checks the size of the first Flate step, then lets pdfminer do the work (predictors, ciphers)."""
        raw = self.rawdata or b""
        if self.decipher is None and len(self.get_filters()) == 1 and not self._has_predictor():
            self.data = inflate(raw)
            self.rawdata = None
            return
        plain = raw
        if self.decipher is not None and self.objid is not None and self.genno is not None:
            plain = self.decipher(self.objid, self.genno, raw, self.attrs)
        if inflated_size(plain) > MAX_STREAM_BYTES:
            self.data, self.rawdata = b"", None
            return
        super().decode()

    def _has_predictor(self) -> bool:
        return any(isinstance(params, dict) and "Predictor" in params for _, params in self.get_filters())


def inflated_size(data: bytes, limit: int = MAX_STREAM_BYTES, step: int = 2**20) -> int:
    """The decoded size of a Flate stream, counted without keeping it, up to a little over `limit`."""
    decoder = zlib.decompressobj()
    size = 0
    rest = data
    try:
        while rest and size <= limit and not decoder.eof:
            size += len(decoder.decompress(rest, step))
            rest = decoder.unconsumed_tail
    except zlib.error:
        pass
    return size


class BoundedParser(PDFParser):
    """pdfminer's parser, with every stream it meets bounded (also those of objects and cross references)."""

    def push(self, *objs: tuple[int, Any]) -> None:
        for _, found in objs:
            if type(found) is PDFStream:
                found.__class__ = BoundedStream
        super().push(*objs)
