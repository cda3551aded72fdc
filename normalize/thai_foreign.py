"""Letters of other scripts inside Thai words: signs of wrong OCR, told and never changed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from normalize.thai_marks import LETTER, MARK, REPLACEMENT

# Letters and marks that are neither Thai nor ASCII, in touch with Thai; checked for being letters afterwards.
_OTHER = f"[^\x00-\x7f{LETTER}฿ฯ๏-๛\\W\\d_]|[\u0300-\u036f\u0900-\u0dff\u0e80-\u109f\u1780-\u17ff]"
_TOUCHING = re.compile(f"(?<=[{LETTER}])(?:{_OTHER})+|(?:{_OTHER})+(?=[{LETTER}])")
# Latin stands beside Thai rightly (`ระบบE-Serviceของ`), but never where a consonant must: behind a leading vowel, or
# before a mark.
_LATIN = re.compile(f"(?<=[เ-ไ])[A-Za-z]+|[A-Za-z]+(?=[{MARK}ะาำๅ])")
_ANY_LATIN = re.compile("[A-Za-z]")
_ANY_OTHER = re.compile("[^\x00-\x7f\u0e00-\u0e7f]")
_UNREADABLE = re.compile(f"{REPLACEMENT}+")


@dataclass(frozen=True, slots=True)
class ForeignRun:
    """Letters that do not belong, and their place in the repaired text.

    `script` is its name as Unicode has it (`Devanagari`), or `unreadable` for U+FFFD, which stands for a character that
    nobody could read.
    """

    script: str
    chars: str
    start: int
    end: int


def foreign_runs(text: str) -> tuple[ForeignRun, ...]:
    """Every run of letters that do not belong into the Thai word they stand in, in order of place."""
    if text.isascii():
        return ()
    runs: list[ForeignRun] = []
    if _ANY_OTHER.search(text):
        runs += (ForeignRun("unreadable", hit[0], *hit.span()) for hit in _UNREADABLE.finditer(text))
        runs += (ForeignRun(_script(hit[0]), hit[0], *hit.span()) for hit in _TOUCHING.finditer(text))
    if _ANY_LATIN.search(text):
        runs += (ForeignRun(_script(hit[0]), hit[0], *hit.span()) for hit in _LATIN.finditer(text))
    return tuple(sorted(runs, key=lambda run: (run.start, run.end)))


def _script(chars: str) -> str:
    """The first word of a letter's Unicode name, which is its script's name."""
    for char in chars:
        name = unicodedata.name(char, "")
        if name and not name.startswith("COMBINING"):
            return name.split()[0].title()
    return "Unknown"
