"""ToUnicode maps: which letters each code of a font stands for.

pdfminer reads them with its general PostScript parser, which takes a fifth of the time of a short Word file. This
reader knows the three forms that exist and gives the same map.
"""

from __future__ import annotations

import re

from pdfminer.cmapdb import FileUnicodeMap

MAX_RANGE = 0x10000
_SECTION = re.compile(rb"begin(bfchar|bfrange|cidrange|cidchar)(.*?)end\1", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(
    rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>|\[((?:[^\]<]++|<[0-9A-Fa-f\s]*>)*+)\])"
)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")


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
                found.add_cid2unichr(_number(code), _bytes(target))
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
                found.add_cid2unichr(code, _bytes(item))
            continue
        base = _bytes(target)
        prefix, tail = base[:-4], base[-4:]
        value = int.from_bytes(tail)
        for step in range(end - start + 1):
            counted = ((value + step) & 0xFFFFFFFF).to_bytes(4)
            found.add_cid2unichr(start + step, prefix + counted[4 - len(tail) :])


def _bytes(digits: bytes) -> bytes:
    text = b"".join(digits.split()).decode("ascii")
    return bytes.fromhex(text + "0" * (len(text) % 2))


def _number(digits: bytes) -> int:
    return int.from_bytes(_bytes(digits))
