"""Predictors: what a compressed stream keeps as differences to the byte beside or above, to the bytes themselves.

pdfminer undoes them byte by byte, a second for each megabyte. Here rows of one kind are done together where they can
be. What would take long is cut off, and that is told: see `Unpredicted`.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from typing import Any, NamedTuple

from pdfminer.pdftypes import int_value

MAX_SLOW_BYTES = 8 * 2**20  # of rows that have to be done byte by byte, in Python
MAX_ROWS = 1_000_000  # done one by one
_NONE, _SUB, _UP, _AVERAGE, _PAETH = range(5)
_LOW, _HIGH = 0x7F, 0x80


class Unpredicted(NamedTuple):
    """A stream's bytes; `cut` says why some are missing (`content`: too much of it, `damage`), empty if none are."""

    data: bytes
    cut: str = ""


def unpredicted(data: bytes, params: Mapping[str, Any]) -> Unpredicted:
    """The bytes that the predictor of `params` (a stream's DecodeParms) was applied to.

    Raises ValueError for a predictor that nobody writes.
    """
    kind = int_value(params.get("Predictor", 1))
    colours, bits = max(1, int_value(params.get("Colors", 1))), max(1, int_value(params.get("BitsPerComponent", 8)))
    width = max(1, (colours * max(1, int_value(params.get("Columns", 1))) * bits + 7) // 8)
    step = max(1, colours * bits // 8)
    if kind == 1 or not data:
        return Unpredicted(data)
    if kind == 2 and bits == 8:
        rows = [data[at : at + width] for at in range(0, min(len(data), width * MAX_ROWS), width)]
        return Unpredicted(
            b"".join(_summed(row, step) for row in rows), "content" if len(rows) * width < len(data) else ""
        )
    if kind < 10:
        raise ValueError(f"predictor {kind} of {bits} bits")
    return _from_png(data, min(width, len(data)), step)


def _from_png(data: bytes, width: int, step: int) -> Unpredicted:
    """Rows of which each begins with a byte that says how it was written."""
    kinds = set(data[:: width + 1])
    if kinds == {_NONE}:
        return Unpredicted(b"".join(data[at + 1 : at + 1 + width] for at in range(0, len(data), width + 1)))
    if kinds == {_UP}:
        return Unpredicted(_summed_down(data, width))
    rows: list[bytes] = []
    above, slow = bytes(width), 0
    for at in range(0, len(data), width + 1):
        kind, row = data[at], data[at + 1 : at + 1 + width]
        slow += len(row) * (kind >= _AVERAGE)
        if kind > _PAETH or slow > MAX_SLOW_BYTES or len(rows) == MAX_ROWS:
            return Unpredicted(b"".join(rows), "damage" if kind > _PAETH else "content")
        above = _row(kind, row, above, step)
        rows.append(above)
    return Unpredicted(b"".join(rows))


def _row(kind: int, row: bytes, above: bytes, step: int) -> bytes:
    if kind == _NONE:
        return row
    if kind == _SUB:
        return _summed(row, step)
    if kind == _UP:
        return _sum(row, above)
    return _averaged(row, above, step) if kind == _AVERAGE else _paeth(row, above, step)


def _summed(row: bytes, step: int) -> bytes:
    """Each byte added to the one `step` before it."""
    found = bytearray(len(row))
    for first in range(min(step, len(row))):
        found[first::step] = bytes([total & 255 for total in accumulate(row[first::step])])
    return bytes(found)


def _summed_down(data: bytes, width: int) -> bytes:
    """Rows that all say `up`: each column is summed from the top."""
    count, rest = divmod(len(data), width + 1)
    found = bytearray(count * width + max(0, rest - 1))
    for column in range(width):
        found[column::width] = bytes([total & 255 for total in accumulate(data[column + 1 :: width + 1])])
    return bytes(found)


def _sum(row: bytes, above: bytes) -> bytes:
    """The sums of two rows' bytes, all at once: as two long numbers whose bytes do not carry over."""
    size = len(row)
    one, other = int.from_bytes(row), int.from_bytes(above[:size])
    low, high = int.from_bytes(bytes([_LOW]) * size), int.from_bytes(bytes([_HIGH]) * size)
    return (((one & low) + (other & low)) ^ ((one ^ other) & high)).to_bytes(size)


def _averaged(row: bytes, above: bytes, step: int) -> bytes:
    found = bytearray(row)
    for place, written in enumerate(row):
        left = found[place - step] if place >= step else 0
        found[place] = (written + (left + above[place]) // 2) & 255
    return bytes(found)


def _paeth(row: bytes, above: bytes, step: int) -> bytes:
    """Each byte added to that of its left, upper and upper left neighbours nearest to left + upper - corner."""
    found = bytearray(row)
    for place, written in enumerate(row):
        up = above[place]
        left, corner = (found[place - step], above[place - step]) if place >= step else (0, 0)
        from_left, from_up, from_corner = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
        if from_left <= from_up and from_left <= from_corner:
            nearest = left
        else:
            nearest = up if from_up <= from_corner else corner
        found[place] = (written + nearest) & 255
    return bytes(found)
