"""ASCII85 as programs write it: five letters for four bytes, all groups of a stream at once.

pdfminer's decoder goes letter by letter. What is unusual (the short `z`, letters that stand for nothing, a group that
is too large) is left to it, and with it what to say of damage.
"""

from __future__ import annotations

import struct

_LETTERS = bytes(range(ord("!"), ord("u") + 1))
_VALUES = bytes.maketrans(_LETTERS, bytes(range(85)))
_SPACE = b" \t\n\r\v"


def decode_ascii85(data: bytes) -> bytes | None:
    """The bytes that a stream stands for; None where it is not plain."""
    text = data.translate(None, _SPACE).removeprefix(b"<~").removesuffix(b"~>")
    if text.translate(None, _LETTERS):
        return None
    missing = -len(text) % 5
    letters = iter((text + b"u" * missing).translate(_VALUES))
    groups = zip(*[letters] * 5, strict=True)
    values = [(((a * 85 + b) * 85 + c) * 85 + d) * 85 + e for a, b, c, d, e in groups]
    try:
        found = struct.pack(f">{len(values)}I", *values)
    except struct.error:
        return None
    return found[: len(found) - missing]
