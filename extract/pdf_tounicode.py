"""ToUnicode maps: which letters each code of a font stands for.

pdfminer reads them with its general PostScript parser, which takes a fifth of the time of a short Word file. This
reader knows the three forms that exist and gives the same map.

A map that gives a glyph nothing, or what no glyph stands for, is not to be trusted with the others either: WeasyPrint
gives SARA UU the letter of a tone, Ghostscript adds Chinese to Thai letters. Then what the embedded font says goes
before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pdfminer.cmapdb import FileUnicodeMap
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1

from extract.pdf_font_programme import BrokenProgrammeError, is_thai, letters_of_glyphs, preferred

MAX_RANGE = 0x10000
_SECTION = re.compile(rb"begin(bfchar|bfrange|cidrange|cidchar)(.*?)end\1", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(
    rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>|\[((?:[^\]<]++|<[0-9A-Fa-f\s]*>)*+)\])"
)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_THAI_AND_OTHER = re.compile("[\u0e01-\u0e5b][^\u0020-\u007e\u0e01-\u0e5b]")
_LEAST_SAME = 0.7  # of the letters that both know; below it the font numbers its glyphs otherwise than the PDF


def read_to_unicode(data: bytes) -> FileUnicodeMap | None:
    """The map of a ToUnicode stream; None where it uses a form that only pdfminer's parser knows."""
    if b"usecmap" in data or b"begincid" in data or b"%" in data.replace(b"%!", b"").replace(b"%%", b""):
        return None
    found = FileUnicodeMap()
    for kind, body in _SECTION.findall(data):
        if kind == b"bfchar":
            if b"/" in body:
                return None
            for code, target in _PAIR.findall(body):
                _add(found, _number(code), target)
        else:
            _add_ranges(found, body)
    return found


def _add_ranges(found: FileUnicodeMap, body: bytes) -> None:
    for first, last, target, targets in _RANGE.findall(body):
        start, end = _number(first), _number(last)
        if end - start >= MAX_RANGE:
            continue  # no font has so many letters: a broken or a hostile map
        if targets:
            items = _HEX.findall(targets)
            for code, item in zip(range(start, end + 1), items, strict=False):
                _add(found, code, item)
            continue
        if start == end:
            _add(found, start, target)
            continue
        base = _bytes(target)
        prefix, tail = base[:-4], base[-4:]
        value = int.from_bytes(tail)
        for step in range(end - start + 1):
            counted = ((value + step) & 0xFFFFFFFF).to_bytes(4)
            found.add_cid2unichr(start + step, prefix + counted[4 - len(tail) :])


def _add(found: FileUnicodeMap, code: int, target: bytes) -> None:
    """One letter of the basic plane, as most are, or what else a target says."""
    if len(target) == 4 and target.isalnum() and target[:1] not in b"dD":
        letter = chr(int(target, 16))
        if letter != "\u00a0":
            found.cid2unichr[code] = letter
            return
    found.add_cid2unichr(code, _bytes(target))


def _bytes(digits: bytes) -> bytes:
    text = b"".join(digits.split()).decode("ascii")
    return bytes.fromhex(text + "0" * (len(text) % 2))


def _number(digits: bytes) -> int:
    return int(digits, 16) if digits.isalnum() and len(digits) % 2 == 0 else int.from_bytes(_bytes(digits))


def is_unsound(text: str) -> bool:
    """Whether a map gives what no glyph stands for: nothing, a replacement character, Thai and Chinese in one."""
    return not text or "\ufffd" in text or (len(text) > 1 and _THAI_AND_OTHER.search(text) is not None)


def mend_by_font(told: dict[int, str], spec: Mapping[str, Any]) -> frozenset[str]:
    """Puts into an unsound map the Thai letters that the embedded font gives otherwise; gives those letters.

    `spec` is the font's dictionary. Nothing changes where the font is no TrueType, is damaged, or has no maps.
    """
    if not any(map(is_unsound, told.values())):
        return frozenset()
    below = dict_value(list_value(spec["DescendantFonts"])[0]) if "DescendantFonts" in spec else {}
    stream = resolve1(dict_value(below.get("FontDescriptor") or {}).get("FontFile2"))
    if not isinstance(stream, PDFStream):
        return frozenset()
    glyph_of = _glyph_numbers(resolve1(below.get("CIDToGIDMap")), told)
    by_glyph = {glyph: "" if is_unsound(told[code]) else told[code] for code, glyph in glyph_of.items()}
    try:
        known = letters_of_glyphs(stream.get_data(), by_glyph)
    except BrokenProgrammeError:
        return frozenset()
    both = [(text, known[glyph]) for glyph, text in by_glyph.items() if text and glyph in known]
    if not both or sum(text in texts for text, texts in both) < _LEAST_SAME * len(both):
        return frozenset()
    if len(glyph_of) == len(told) and all(code == glyph for code, glyph in glyph_of.items()):
        glyph_of |= {glyph: glyph for glyph in known}  # also those that the map leaves out
    return _take_letters(told, {code: known[glyph] for code, glyph in glyph_of.items() if glyph in known})


def _take_letters(told: dict[int, str], known: Mapping[int, frozenset[str]]) -> frozenset[str]:
    mended = set()
    for code, texts in known.items():
        text = told.get(code, "")
        if text not in texts and (is_unsound(text) or is_thai(preferred(texts))):
            told[code] = preferred(texts)
            mended.add(told[code])
    return frozenset(mended)


def _glyph_numbers(table: Any, codes: Mapping[int, str]) -> dict[int, int]:
    """The glyph of each code: the same number, or what the font's CIDToGIDMap has."""
    if not isinstance(table, PDFStream):
        return {code: code for code in codes}
    data = table.get_data()
    return {code: int.from_bytes(data[2 * code : 2 * code + 2]) for code in codes if 2 * code + 2 <= len(data)}
