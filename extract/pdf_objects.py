"""The objects of a PDF file, read fast where they are written plainly, and by pdfminer where they are not.

A short report costs more time in pdfminer's object parser than in its pages. One regular expression reads what nearly
all producers write; anything else (nested brackets, odd names, damage) is left to pdfminer, so that both give the same
objects. Of an object stream, only the objects that are asked for are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from mmap import mmap
from typing import Any

from pdfminer.pdfdocument import PDFBaseXRef, PDFDocument, PDFXRef, PDFXRefStream
from pdfminer.pdftypes import PDFObjRef, PDFStream, int_value
from pdfminer.psparser import LIT, PSLiteral

from extract.pdf_lexer import string
from extract.pdf_limits import BoundedStream, missing_of

_DEEPEST = 64
_MUCH = 2**20  # bytes: a shorter table of references was not cut, its size is told wrongly
_IN_USE = ord("n")
_SPACE = rb"(?:[\x00\t\n\x0c\r ]++|%[^\r\n]*+[\r\n])*+"
_HEAD = re.compile(_SPACE + rb"(\d{1,10})" + _SPACE + rb"(\d{1,5})" + _SPACE + rb"obj(?![A-Za-z0-9])")
_DELIMITED = rb"(?![^\x00-\x20()<>\[\]{}/%])"
_TOKEN = re.compile(
    _SPACE + rb"(?:/((?:[^\x00-\x20()<>\[\]{}/%#\x7f]++|#[0-9A-Fa-f]{2})*+)(?!#)"  # 1 a name
    rb"|(\d{1,10})[\x00\t\n\x0c\r ]++\d{1,5}[\x00\t\n\x0c\r ]++R" + _DELIMITED +  # 2 a reference
    rb"|([+-]?\d++)" + _DELIMITED +  # 3 a whole number
    rb"|([+-]?(?:\d++\.\d*+|\.\d++))" + _DELIMITED +  # 4 a broken one
    rb"|\(((?:[^()\\\r]++|\\(?:[nrtbf()\\]|[0-3][0-7]{2}))*+)\)"  # 5 a string without brackets in it
    rb"|<((?:[0-9A-Fa-f]{2})*+)>"  # 6 a hexadecimal one
    rb"|(true|false|null)" + _DELIMITED +  # 7
    rb"|(<<)|(\[)|(>>)|(\]))"  # 8 to 11
)  # fmt: skip
_END = re.compile(_SPACE + rb"(?:(endobj)(?![A-Za-z0-9])|stream[^\r\n]*+(?:\r\n|\r|\n))")
_BYTE = re.compile(rb"#([0-9A-Fa-f]{2})")
_TABLE = re.compile(_SPACE + rb"xref[ \t]*+(?:\r\n|\r|\n)")
_SECTION = re.compile(rb"\s*+(?:(trailer)|(\d{1,10}) (\d{1,7})[ \t]*+(?:\r\n|\r|\n))")
_ENTRIES = re.compile(rb"(?:\d{10} \d{5} [nf](?: \r| \n|\r\n))*+\Z")
_WORDS = {b"true": True, b"false": False, b"null": None}
_REFERENCE, _OPENING = 2, 8
_CLOSES = {10: 8, 11: 9}


class OddObjectError(ValueError):
    """An object that only pdfminer's own parser knows how to read."""


class FastDocument(PDFDocument):
    """pdfminer's document over a file that is also mapped into memory. `data` is None where it could not be.

    `missing` says why objects of the file may not be found, empty as long as all can be.
    """

    def __init__(self, parser: Any, data: mmap | None) -> None:
        self._data = data
        self.missing = ""
        self._tables: set[int] = set()
        self._streams: dict[int | None, tuple[bytes, list[int]]] = {}
        super().__init__(parser)

    def forget(self) -> None:
        """Drops what is kept of pages that were read, so that memory does not grow with pages."""
        if len(self._cached_objs) > 2000:
            self._cached_objs.clear()
        if len(self._parsed_objs) > 64:
            self._parsed_objs.clear()
        if len(self._streams) > 64:
            self._streams.clear()

    def read_xref_from(self, parser: Any, start: int, xrefs: list[PDFBaseXRef]) -> None:
        """A cross-reference table and those before it, each once; a stream or an odd table by pdfminer."""
        if start in self._tables:
            return  # told twice, or in a circle
        self._tables.add(start)
        try:
            table = read_table(self._data, start, self)
        except OddObjectError:
            super().read_xref_from(parser, start, xrefs)
            if any(_is_short(found) for found in xrefs):
                self.missing = "cross references"
            return
        xrefs.append(table)
        for key in ("XRefStm", "Prev"):
            if key in table.trailer:
                self.read_xref_from(parser, int_value(table.trailer[key]), xrefs)

    def _getobj_parse(self, pos: int, objid: int) -> object:
        try:
            return self._read_at(pos, objid)
        except OddObjectError:
            return super()._getobj_parse(pos, objid)

    def _read_at(self, pos: int, objid: int) -> object:
        data = self._data
        if data is None or self._parser is None or self._parser.fallback:
            raise OddObjectError  # in a file without cross references, a stream ends where `endstream` stands
        head = _HEAD.match(data, pos)
        if head is None or int(head.group(1)) != objid:
            raise OddObjectError
        found, place = read_object(data, head.end(), self)
        end = _END.match(data, place)
        if end is None:
            raise OddObjectError
        if end.group(1):
            return found
        if not isinstance(found, dict):
            raise OddObjectError
        start, size = end.end(), int_value(found["Length"]) if "Length" in found else 0
        return BoundedStream(found, data[start : start + max(0, size)], self.decipher)

    def _getobj_objstm(self, stream: PDFStream, index: int, objid: int) -> object:
        try:
            data, places = self._streams.get(stream.objid) or self._open_stream(stream)
            if missing_of(stream):
                self.missing = "objects"
            if not 0 <= index < len(places) // 2 or places[2 * index] != objid:
                raise OddObjectError
            return read_object(data, int_value(stream["First"]) + places[2 * index + 1], self)[0]
        except OddObjectError:
            return super()._getobj_objstm(stream, index, objid)

    def _open_stream(self, stream: PDFStream) -> tuple[bytes, list[int]]:
        """The bytes of an object stream, and number and place of each object in it."""
        data = stream.get_data()
        count, first = stream.get("N"), stream.get("First")
        if not isinstance(count, int) or not isinstance(first, int):
            raise OddObjectError
        try:
            places = [int(part) for part in data[:first].split()]
        except ValueError as error:
            raise OddObjectError from error
        if len(places) != 2 * count or min(places, default=0) < 0:
            raise OddObjectError
        found = self._streams[stream.objid] = (data, places)
        return found


def _is_short(table: PDFBaseXRef) -> bool:
    """Whether a cross-reference stream was cut at a limit."""
    if not isinstance(table, PDFXRefStream) or table.data is None:
        return False
    widths = (table.fl1 or 0, table.fl2 or 0, table.fl3 or 0)
    return _MUCH < len(table.data) < sum(widths) * sum(count for _, count in table.ranges)


def read_table(data: mmap | None, start: int, document: PDFDocument) -> PDFXRef:
    """The cross-reference table at `start` with its trailer. Raises `OddObjectError`."""
    head = _TABLE.match(data, start) if data is not None else None
    if data is None or head is None:
        raise OddObjectError
    table, place = PDFXRef(), head.end()
    while True:
        section = _SECTION.match(data, place)
        if section is None:
            raise OddObjectError
        place = section.end()
        if section.group(1):
            break
        first, count = int(section.group(2)), int(section.group(3))
        entries = data[place : place + 20 * count]
        if len(entries) != 20 * count or not _ENTRIES.match(entries):
            raise OddObjectError
        place += len(entries)
        for number, at in enumerate(range(0, len(entries), 20), first):
            if entries[at + 17] == _IN_USE:
                table.offsets[number] = (None, int(entries[at : at + 10]), int(entries[at + 11 : at + 16]))
    trailer, _ = read_object(data, place, document)
    if not isinstance(trailer, dict):
        raise OddObjectError
    table.trailer = trailer
    return table


def read_object(data: mmap | bytes, place: int, document: PDFDocument) -> tuple[Any, int]:
    """The object at `place` and where it ends. Raises `OddObjectError`."""
    match = _TOKEN.match
    outer: list[list[Any]] = []
    current: list[Any] = []
    while True:
        found = match(data, place)
        if found is None:
            raise OddObjectError
        place, kind = found.end(), found.lastindex or 0
        if kind == _REFERENCE:
            current.append(PDFObjRef(document, int(found.group(kind))))
        elif kind < _OPENING:
            current.append(_SIMPLE[kind](found.group(kind)))
        elif kind in _CLOSES:
            if not outer or current[0] != _CLOSES[kind]:
                raise OddObjectError
            closed = _as_dict(current) if _CLOSES[kind] == _OPENING else current[1:]
            current = outer.pop()
            current.append(closed)
        else:
            if len(outer) > _DEEPEST:
                raise OddObjectError
            outer.append(current)
            current = [kind]
        if not outer:
            return current[0], place


def _name(written: bytes) -> str:
    if b"#" in written:
        written = _BYTE.sub(lambda match: bytes.fromhex(match.group(1).decode("ascii")), written)
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError as error:
        raise OddObjectError from error


def _as_dict(items: list[Any]) -> dict[str, Any]:
    """A dictionary of a marker, names and values; those without a value are left out, as in pdfminer."""
    if len(items) % 2 == 0:
        raise OddObjectError
    found: dict[str, Any] = {}
    for place in range(1, len(items), 2):
        key, value = items[place], items[place + 1]
        if type(key) is not PSLiteral:
            raise OddObjectError
        if value is not None:
            found[str(key.name)] = value
    return found


_SIMPLE: dict[int, Callable[[bytes], Any]] = {
    1: lambda written: LIT(_name(written)),
    3: int,
    4: float,
    5: lambda written: string(b"(%s)" % written),
    6: lambda digits: bytes.fromhex(digits.decode("ascii")),
    7: _WORDS.__getitem__,
}
