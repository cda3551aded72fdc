"""Makes an int8 network trainable again: `python -m training.dequantise IN.lstm OUT.lstm`.

Debian's Thai model is the only one at hand, and its weights are of one byte with a scale a row; `lstmtraining`
continues from floats only. The format is that of Tesseract since version 4 (`Network::Serialize`,
`WeightMatrix::Serialize`), little endian.
"""

from __future__ import annotations

import struct
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

INT_MODE, DOUBLE_MODE = 1, 128
LAYER_RATES = 64  # a flag: every layer has its own learning rate
TRAINING_INT = 1
NESTED = (
    "Series",
    "Parallel",
    "Replicated",
    "Par",
    "Dep",
    "XReversed",
    "YReversed",
    "RTLReversed",
    "XYTranspose",
    "TxyXY",
)


@dataclass(slots=True)
class Copying:
    """Reads values of one file and writes them to another as they are, until told otherwise."""

    source: bytes
    at: int = 0
    out: bytearray = field(default_factory=bytearray)

    def read(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(layout, self.source, self.at)
        self.at += struct.calcsize(layout)
        return values

    def copy(self, layout: str) -> Any:
        values = self.read(layout)
        self.out += struct.pack(layout, *values)
        return values[0]

    def text(self) -> str:
        length = self.copy("<I")
        text: bytes = self.copy(f"<{length}s")
        return text.decode()

    def weights(self) -> None:
        """One matrix: bytes and scales in, doubles out. Raises ValueError where it is not one of bytes."""
        (mode,) = self.read("<B")
        if not (mode & INT_MODE and mode & DOUBLE_MODE):
            raise ValueError("this network's weights are not of one byte: nothing to dequantise")
        rows, columns, empty = self.read("<iib")
        small = np.frombuffer(self.source, np.int8, rows * columns, self.at).reshape(rows, columns)
        self.at += rows * columns
        (count,) = self.read("<I")
        scales = np.frombuffer(self.source, "<f8", count, self.at)
        self.at += 8 * count
        self.out += struct.pack("<Biid", mode & ~INT_MODE, rows, columns, float(empty))
        self.out += (small * scales[:rows, None]).astype("<f8").tobytes()

    def network(self) -> None:
        """One layer, and those inside it."""
        kind = self.text() if self.copy("<b") == 0 else ""
        self.copy("<bb")
        flags, inputs, outputs, _ = (self.copy("<i") for _ in range(4))
        self.text()
        if kind.startswith(NESTED):
            for _ in range(self.copy("<I")):
                self.network()
            if flags & LAYER_RATES:
                for _ in range(self.copy("<I")):
                    self.copy("<f")
        elif kind == "Input":
            self.copy("<20s")
        elif kind in {"Convolve", "Maxpool", "Reconfig"}:
            self.copy("<8s")
        elif "LSTM" in kind or kind == "SummLSTM":
            gates = 5 if self.copy("<i") - inputs == 2 * outputs else 4  # a network in two dimensions has a gate more
            for _ in range(gates):
                self.weights()
        else:
            self.weights()


def dequantised(network: bytes) -> bytes:
    """The `lstm` component of a .traineddata with float weights. Raises ValueError where they are floats already."""
    copying = Copying(network)
    copying.network()
    copying.text()
    (flags,) = copying.read("<i")
    copying.out += struct.pack("<i", flags & ~TRAINING_INT)
    copying.out += network[copying.at :]
    return bytes(copying.out)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Say which network and where to: python -m training.dequantise IN.lstm OUT.lstm")
    Path(sys.argv[2]).write_bytes(dequantised(Path(sys.argv[1]).read_bytes()))
