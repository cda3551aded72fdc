"""Tokens of a content stream: operators, numbers, names, strings; an array or a dictionary is one token.

One regular expression does the work, with possessive repeats, so that a broken string cannot make it go back.
"""

from __future__ import annotations

import re

from extract.pdf_limits import LimitExceededError

_STRING = rb"\((?:[^\\()]++|\\.|\((?:[^\\()]++|\\.|\((?:[^\\()]++|\\.|\((?:[^\\()]++|\\.)*+\))*+\))*+\))*+\)"
_HEX = rb"<[0-9A-Fa-f\s]*+>"
_INNER_DICT = rb"<<(?:[^<>()]++|" + _HEX + rb"|" + _STRING + rb")*+>>"
_TOKEN = re.compile(
    rb"\s*+(\[(?:[^\]\[()<>%]++|" + _STRING + rb"|" + _HEX + rb")*+\]"
    rb"|[+-]?[0-9.]++"
    rb"|[A-Za-z'\"][A-Za-z0-9*'\"]*+"
    rb"|/[^\s()<>\[\]{}/%]*+"
    rb"|" + _STRING + rb"|<<(?:[^<>()]++|" + _HEX + rb"|" + _STRING + rb"|" + _INNER_DICT + rb")*+>>"
    rb"|" + _HEX + rb"|%[^\r\n]*+|[+-]+[0-9.+-]+|\S)",
    re.DOTALL,
)
ARRAY_ITEM = re.compile(_STRING + rb"|" + _HEX + rb"|[+-]?[0-9.]+", re.DOTALL)
ACTUAL_TEXT = re.compile(rb"/ActualText\s*+(" + _STRING + rb"|" + _HEX + rb")", re.DOTALL)
_ESCAPE = re.compile(rb"\\([nrtbf()\\]|[0-7]{1,3}|\r\n|\r|\n|.)", re.DOTALL)
_PLAINLY_ESCAPED = re.compile(rb"(?:[^\\]++|\\(?:[0-3][0-7]{2}|[nrtbf\\]))*+")
_ESCAPED = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\r\n": b"",
    b"\r": b"",
    b"\n": b"",
}
_NUMBER = re.compile(rb"[+-]?\d*\.?\d+")
_IMAGE_DATA = re.compile(rb"\sID\s")
_IMAGE_START = re.compile(rb"(?<!\S)BI\s")
_IMAGE_END = re.compile(rb"\sEI(?=\s|$)")


def tokens(data: bytes, limit: int) -> list[bytes]:
    """All tokens of a stream, comments left in (they start with %). Raises `LimitExceededError` over `limit` tokens."""
    data = data.rstrip()  # so that white space always has a token behind it, and is looked at once
    if len(data) <= limit:
        return _TOKEN.findall(data)
    found: list[bytes] = []
    for match in _TOKEN.finditer(data):
        found.append(match.group(1))
        if len(found) > limit:
            raise LimitExceededError("operators")
    return found


def without_inline_images(data: bytes) -> bytes:
    """The stream with each `BI … ID … EI` taken out: image bytes are no operators."""
    if b"ID" not in data or b"BI" not in data:
        return data
    parts: list[bytes] = []
    place = 0
    while start := _IMAGE_START.search(data, place):
        image = _IMAGE_DATA.search(data, start.end() - 1)
        end = image and _IMAGE_END.search(data, image.end() - 1)
        if not end:
            break
        parts.append(data[place : start.start()])
        place = end.end()
    return b" ".join([*parts, data[place:]]) if parts else data


def number(token: bytes) -> float:
    """A number, also one that a careless producer wrote (`--3`, `0.-5`). Raises ValueError for what is none."""
    try:
        return float(token)
    except ValueError:
        found = _NUMBER.search(token)
        if found is None:
            raise
        return float(found.group())


def string(token: bytes) -> bytes:
    """The bytes of a literal `(…)` or hexadecimal `<…>` string."""
    if token[:1] == b"(":
        return _literal(token[1:-1])
    try:
        return bytes.fromhex(token[1:-1].decode("ascii"))
    except ValueError:
        digits = b"".join(token[1:-1].split()).decode("ascii")
        return bytes.fromhex(digits + "0" * (len(digits) % 2))


def _literal(inner: bytes) -> bytes:
    """The bytes of a literal string, most of which have escapes that Python writes in the same way."""
    if b"\\" not in inner:
        return inner
    if b"\\\\" not in inner:  # else a bracket may stand behind an escaped backslash
        inner = inner.replace(b"\\(", b"(").replace(b"\\)", b")")
    if _PLAINLY_ESCAPED.fullmatch(inner):
        return inner.decode("unicode_escape").encode("latin-1")
    return _ESCAPE.sub(_unescape, inner)


def _unescape(match: re.Match[bytes]) -> bytes:
    escaped = match.group(1)
    if escaped in _ESCAPED:
        return _ESCAPED[escaped]
    if b"0" <= escaped[:1] <= b"7":
        return bytes([int(escaped, 8) & 255])
    return escaped


def name(token: bytes) -> str:
    """A name without its slash; `#xx` stands for a byte, as in pdfminer's resource names."""
    text = token[1:]
    if b"#" in text:
        text = re.sub(rb"#([0-9A-Fa-f]{2})", lambda match: bytes([int(match.group(1), 16)]), text)
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return str(text)  # what pdfminer's literal_name gives
