"""What an embedded TrueType font itself says of its glyphs: its character map, its glyph names, what they are made of.

A PDF tells letters by its ToUnicode map. Where that map is wrong, the font programme often still knows: a subset keeps
the character map of its plain glyphs, and a glyph that is put together from others names its parts. Only these few
tables are read, each within bounds, because a font in a hostile PDF may claim anything.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Collection, Iterator, Mapping

MAX_PROGRAMME_BYTES = 8 * 2**20
_MAX_CODES = 70_000
_MAX_PARTS = 6
_MAX_DEPTH = 3
_MORE_PARTS, _WORDS, _SCALE, _SCALE_XY, _MATRIX = 0x20, 0x01, 0x08, 0x40, 0x80
_STANDARD_NAMES = 258  # of the Macintosh glyph order, which has no Thai
_NAME = re.compile(r"(?:uni((?:[0-9A-F]{4})+)|u([0-9A-F]{4,6}))\Z")
_UNICODE_MAPS = ((3, 10), (0, 4), (0, 6), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))  # platform and encoding, best first


class BrokenProgrammeError(ValueError):
    """The font programme is damaged, or no TrueType."""


def letters_of_glyphs(programme: bytes, told: Mapping[int, str]) -> dict[int, frozenset[str]]:
    """What each glyph may stand for, by glyph number, as far as the font knows.

    A glyph has several texts where the character map has it at several places. `told` is what the PDF says; a glyph
    that it tells nothing of and that is put together from others gets theirs. Raises `BrokenProgrammeError`.
    """
    if len(programme) > MAX_PROGRAMME_BYTES:
        raise BrokenProgrammeError("larger than any real font")
    try:
        tables = _tables(programme)
        found = {glyph: frozenset(texts) for glyph, texts in _character_map(tables.get(b"cmap", b"")).items()}
        for glyph, text in _names(tables.get(b"post", b"")):
            found.setdefault(glyph, frozenset((text,)))
        _add_composites(found, told, tables)
    except (struct.error, IndexError, OverflowError) as error:
        raise BrokenProgrammeError(str(error)) from error
    return found


def _tables(programme: bytes) -> dict[bytes, bytes]:
    version, count = struct.unpack_from(">4sH", programme)
    if version not in (b"\x00\x01\x00\x00", b"true"):
        raise BrokenProgrammeError("no TrueType")
    tables = {}
    for place in range(min(count, 64)):
        tag, _, start, size = struct.unpack_from(">4sIII", programme, 12 + 16 * place)
        tables[tag] = programme[start : start + size]
    return tables


def _character_map(table: bytes) -> dict[int, set[str]]:
    """Glyph number to the letters that the best Unicode subtable gives it."""
    if not table:
        return {}
    (count,) = struct.unpack_from(">H", table, 2)
    places = {}
    for place in range(min(count, 32)):
        platform, encoding, start = struct.unpack_from(">HHI", table, 4 + 8 * place)
        places[platform, encoding] = start
    start = next((places[key] for key in _UNICODE_MAPS if key in places), None)
    found: dict[int, set[str]] = {}
    for number, (code, glyph) in enumerate(_codes(table[start:]) if start is not None else ()):
        if number > _MAX_CODES:
            break
        if glyph and 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000:
            found.setdefault(glyph, set()).add(chr(code))
    return found


def _codes(table: bytes) -> Iterator[tuple[int, int]]:
    """Codes and glyphs of one subtable, of the formats that fonts have for Unicode (4, 6, 12)."""
    (kind,) = struct.unpack_from(">H", table)
    if kind == 4:
        yield from _segments(table)
    elif kind == 6:
        first, count = struct.unpack_from(">HH", table, 6)
        yield from zip(range(first, first + count), struct.unpack_from(f">{count}H", table, 10), strict=True)
    elif kind == 12:
        (count,) = struct.unpack_from(">I", table, 12)
        for place in range(min(count, _MAX_CODES)):
            first, last, glyph = struct.unpack_from(">III", table, 16 + 12 * place)
            for code in range(first, min(last, first + _MAX_CODES) + 1):
                yield code, glyph + code - first


def _segments(table: bytes) -> Iterator[tuple[int, int]]:
    (double,) = struct.unpack_from(">H", table, 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts, deltas, offsets = (struct.unpack_from(f">{count}H", table, 16 + double * part) for part in (1, 2, 3))
    for place, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(start, end + 1):
            if not offset:
                yield code, (code + delta) & 0xFFFF
                continue
            at = 16 + double * 3 + 2 * place + offset + 2 * (code - start)
            if at + 2 <= len(table):
                (glyph,) = struct.unpack_from(">H", table, at)
                yield code, (glyph + delta) & 0xFFFF if glyph else 0


def _names(table: bytes) -> Iterator[tuple[int, str]]:
    """Glyphs with a name that spells letters (`uni0E48`, `uni0E48.small`, `uni0E4D_uni0E48`)."""
    if table[:4] != b"\x00\x02\x00\x00":
        return
    (count,) = struct.unpack_from(">H", table, 32)
    numbers = struct.unpack_from(f">{count}H", table, 34)
    names, at = [], 34 + 2 * count
    while at < len(table):
        names.append(table[at + 1 : at + 1 + table[at]].decode("latin-1"))
        at += 1 + table[at]
    for glyph, number in enumerate(numbers):
        if _STANDARD_NAMES <= number < _STANDARD_NAMES + len(names):
            text = text_of_name(names[number - _STANDARD_NAMES])
            if text:
                yield glyph, text


def text_of_name(name: str) -> str:
    """The letters that a glyph's name spells; empty for a name that spells none."""
    letters = []
    for part in name.partition(".")[0].split("_"):
        match = _NAME.match(part)
        if not match:
            return ""
        codes = match.group(1) or ""
        values = [int(codes[at : at + 4], 16) for at in range(0, len(codes), 4)] or [int(match.group(2), 16)]
        if any(value > 0x10FFFF or 0xD800 <= value < 0xE000 for value in values):
            return ""
        letters += [chr(value) for value in values]
    return "".join(letters)


def _add_composites(found: dict[int, frozenset[str]], told: Mapping[int, str], tables: Mapping[bytes, bytes]) -> None:
    """Glyphs that neither the PDF nor the font's maps name, but that are put together from glyphs with a name."""
    head, places, outlines = (tables.get(tag, b"") for tag in (b"head", b"loca", b"glyf"))
    nameless = [glyph for glyph, text in told.items() if not text and glyph not in found]
    if not (nameless and head and places and outlines):
        return
    unit, step = ("I", 1) if struct.unpack_from(">H", head, 50)[0] else ("H", 2)
    size = struct.calcsize(unit)

    def outline(glyph: int) -> bytes:
        start, end = struct.unpack_from(f">2{unit}", places, glyph * size)
        return outlines[start * step : end * step]

    def spell(glyph: int, depth: int) -> str:
        if glyph in found:
            return preferred(found[glyph])
        if told.get(glyph) or depth > _MAX_DEPTH:
            return told.get(glyph, "")
        parts = [spell(part, depth + 1) for part in _parts(outline(glyph))]
        return "".join(parts) if all(parts) else ""

    for glyph in nameless:
        text = spell(glyph, 0)
        if text:
            found[glyph] = frozenset((text,))


def preferred(texts: Collection[str]) -> str:
    """Of the letters that one glyph stands for, the Thai one."""
    return min(texts, key=lambda text: (not is_thai(text), text))


def is_thai(text: str) -> bool:
    """Whether a letter is Thai, or one of the private letters that old Thai fonts keep shifted marks at."""
    return "\u0e00" < text < "\u0e7f" or "\uf700" <= text < "\uf720"


def _parts(outline: bytes) -> Iterator[int]:
    """The glyphs that a composite outline is made of; none for an outline of its own."""
    if len(outline) < 10 or outline[0] < 0x80:
        return
    at, flags = 10, _MORE_PARTS
    for _ in range(_MAX_PARTS):
        if not flags & _MORE_PARTS:
            return
        flags, glyph = struct.unpack_from(">HH", outline, at)
        yield glyph
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _SCALE_XY else 8 if flags & _MATRIX else 0
