"""Adds the letters that Debian's Thai model lacks: `python -m training.unicharset BASE OUT` (stems of unpacked models).

The base writes neither ๔ ๖ ๗ ๘ ๙ nor Latin letters. New letters go to the end, so that the ids in the base's word lists
stay right. Reads BASE.lstm-unicharset, writes OUT.lstm-unicharset and OUT.lstm-recoder.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase

THAI_DIGITS = "๔๖๗๘๙"
THAI_LETTERS = "ฌฃฅฦๅ"
SIGNS = "–•฿;&_$\\^`{}~"
IS_ALPHA, IS_LOWER, IS_UPPER, IS_DIGIT, IS_PUNCTUATION = 1, 2, 4, 8, 16
# Classes of writing direction as Tesseract has them from ICU.
LEFT_TO_RIGHT, EUROPEAN_NUMBER, OTHER_NEUTRAL = 0, 2, 10


def additions(known: set[str]) -> list[tuple[str, int, str, int]]:
    """(letter, properties, script, direction) of each letter that is added."""
    found = [(letter, IS_DIGIT, "Thai", LEFT_TO_RIGHT) for letter in THAI_DIGITS]
    found += [(letter, IS_ALPHA, "Thai", LEFT_TO_RIGHT) for letter in THAI_LETTERS]
    found += [(letter, 0 if letter in "฿$^`~" else IS_PUNCTUATION, "Common", OTHER_NEUTRAL) for letter in SIGNS]
    found += [(letter, IS_ALPHA | IS_UPPER, "Latin", LEFT_TO_RIGHT) for letter in ascii_uppercase]
    found += [(letter, IS_ALPHA | IS_LOWER, "Latin", LEFT_TO_RIGHT) for letter in ascii_lowercase]
    return [entry for entry in found if entry[0] not in known]


def extended(lines: list[str]) -> list[str]:
    """The lines of a unicharset (without the count) and those of the added letters."""
    added = additions({line.split(" ")[0] for line in lines})
    ids = {letter: len(lines) + place for place, (letter, *_) in enumerate(added)}
    grown = list(lines)
    for letter, properties, script, direction in added:
        own, other = ids[letter], ids.get(letter.swapcase(), ids[letter])
        grown.append(
            f"{letter} {properties:x} 0,255,0,255,0,0,0,0,0,0 {script} {other} {direction} {own} {letter}"
            f"\t# {letter} [{ord(letter):x} ]"
        )
    return grown


def recoder(count: int) -> bytes:
    """The table that gives each id a code of its own (Thai needs no longer codes)."""
    return struct.pack("<I", count) + b"".join(struct.pack("<bii", 1, 1, number) for number in range(count))


def main(base: str, out: str) -> None:
    """Extends BASE.lstm-unicharset to OUT."""
    _, *lines = Path(f"{base}.lstm-unicharset").read_text(encoding="utf-8").split("\n")
    grown = extended([line for line in lines if line.strip()])
    Path(f"{out}.lstm-unicharset").write_text(f"{len(grown)}\n" + "\n".join(grown) + "\n", encoding="utf-8")
    Path(f"{out}.lstm-recoder").write_bytes(recoder(len(grown)))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Say which model and where to: python -m training.unicharset BASE OUT")
    main(sys.argv[1], sys.argv[2])
