"""Text from files and file names, made safe to keep, to compare and to print: the one place that does so.

What is kept stays as it is, only such that it can be written as UTF-8. What is printed, on a terminal, in a log or as
JSON, has no sign that steers a terminal, turns the direction of writing or cannot be seen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_SURROGATE = re.compile("[\ud800-\udfff]")
_NEWLINE = re.compile(r"\s*[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+\s*")
_PLAIN = re.compile(r"[\x20-\x7e\n]*")


def source_name(name: str) -> str:
    r"""A file's name as data: bytes that are no UTF-8 as `\xNN`, a backslash doubled; no two become one."""
    return _SURROGATE.sub(_escape, name.replace("\\", "\\\\"))


def composed(name: str) -> str:
    """macOS may take names apart (é to e and a mark), so names are compared composed."""
    return unicodedata.normalize("NFC", name)


def spellings(name: str) -> Iterator[str]:
    r"""How a person may name a file: as it is, or by the `\xNN` that the tables show for what is no letter."""
    whole = composed(name)
    yield whole
    if "\\" in whole:
        yield whole.replace("\\", "\\\\")


def printable(text: str) -> str:
    r"""One line that cannot steer a terminal: line ends as ` ⏎ `, other control signs as `\xNN`, `\uNNNN`."""
    line = _NEWLINE.sub(" ⏎ ", text.strip())
    return line if line.isprintable() else "".join(map(_shown, line))


def printable_line(line: str) -> str:
    """A line of a log or a traceback, safe to print; its indent stays."""
    line = line.expandtabs(4)
    return line if line.isprintable() else "".join(map(_shown, line))


def printable_json(text: str) -> str:
    r"""A JSON text that says the same, with each sign that cannot be seen or steers a terminal as `\uNNNN`.

    `text` is what `json.dumps` gives, where such signs stand within strings only.
    """
    if _PLAIN.fullmatch(text):
        return text
    return "".join(char if char.isprintable() or char == "\n" else _json_escape(char) for char in text)


def _shown(char: str) -> str:
    if char.isprintable():
        return char
    return " " if char == "\t" or unicodedata.category(char) == "Zs" else _escape(char)


def _escape(found: str | re.Match[str]) -> str:
    code = ord(found if isinstance(found, str) else found[0])
    if 0xDC80 <= code <= 0xDCFF:  # Python's stand-in for a byte that is no UTF-8
        code -= 0xDC00
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _json_escape(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place]:02x}{units[place + 1]:02x}" for place in range(0, len(units), 2))
