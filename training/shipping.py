"""Makes the file that ships of a trained one: `python -m training.shipping IN.traineddata OUT.traineddata`.

The weights stay floats: with one byte a weight, as Tesseract's `--convert_to_int` makes them, more numeric cells are
misread (the model card says how many). They are rounded to as many bits as a half float has, so that a wheel packs the
file to a third. The word lists of the base go: what is printed is wanted, and not the nearest word.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.dequantise import Copying

LSTM, WORD_LISTS = 17, (18, 19, 20)
KEPT_BITS = 11  # of the 53 of a double's fraction, the leading one counted


class Rounding(Copying):
    """Copies a network of floats with its weights rounded."""

    def weights(self) -> None:
        _, rows, columns, _ = (self.copy(layout) for layout in ("<B", "<i", "<i", "<d"))
        values = np.frombuffer(self.source, "<f8", rows * columns, self.at)
        self.at += values.nbytes
        self.out += rounded(values).astype("<f8").tobytes()


def rounded(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The nearest numbers of KEPT_BITS binary digits."""
    fractions, exponents = np.frexp(values)
    nearest: NDArray[np.float64] = np.ldexp(np.rint(np.ldexp(fractions, KEPT_BITS)), exponents - KEPT_BITS)
    return nearest


def components(data: bytes) -> dict[int, bytes]:
    """The parts of a .traineddata by number: a count, an offset a part (-1 where it is absent), then the parts."""
    (number,) = struct.unpack_from("<I", data)
    starts = struct.unpack_from(f"<{number}q", data, 4)
    present = sorted((start, part) for part, start in enumerate(starts) if start >= 0)
    ends = [*(start for start, _ in present[1:]), len(data)]
    return {part: data[start:end] for (start, part), end in zip(present, ends, strict=True)}


def joined(parts: dict[int, bytes], number: int) -> bytes:
    """The inverse of `components`; `number` is how many offsets the head has."""
    at = 4 + 8 * number
    starts = []
    for part in range(number):
        starts.append(at if part in parts else -1)
        at += len(parts.get(part, b""))
    return struct.pack(f"<I{number}q", number, *starts) + b"".join(parts[part] for part in sorted(parts))


def shipped(data: bytes) -> bytes:
    """A .traineddata of float weights without word lists and with rounded weights."""
    parts = {part: content for part, content in components(data).items() if part not in WORD_LISTS}
    rounding = Rounding(parts[LSTM])
    rounding.network()
    rounding.out += parts[LSTM][rounding.at :]
    parts[LSTM] = bytes(rounding.out)
    return joined(parts, struct.unpack_from("<I", data)[0])


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Say which model and where to: python -m training.shipping IN.traineddata OUT.traineddata")
    Path(sys.argv[2]).write_bytes(shipped(Path(sys.argv[1]).read_bytes()))
