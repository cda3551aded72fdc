"""Text from files and file names, made safe to keep and safe to print."""

from __future__ import annotations

import re

_SURROGATE = re.compile("[\ud800-\udfff]")
_NEWLINE = re.compile(r"\s*[\r\n\x0b\x0c\x85\u2028\u2029]+\s*")


def source_name(name: str) -> str:
    r"""A file's name as data: bytes that are no UTF-8 as `\xNN`, a backslash doubled; no two become one."""
    return _SURROGATE.sub(_escape, name.replace("\\", "\\\\"))


def printable(text: str) -> str:
    r"""One line that cannot steer a terminal: line ends as ` ⏎ `, other control signs as `\xNN`, `\uNNNN`."""
    line = _NEWLINE.sub(" ⏎ ", text.strip())
    return "".join(map(_shown, line))


def _shown(char: str) -> str:
    if char.isprintable():
        return char
    return " " if char.isspace() else _escape(char)


def _escape(found: str | re.Match[str]) -> str:
    code = ord(found if isinstance(found, str) else found[0])
    if 0xDC80 <= code <= 0xDCFF:  # Python's stand-in for a byte that is no UTF-8
        code -= 0xDC00
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
