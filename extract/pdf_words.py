"""How much of a text stands in no Thai word: what tells letters that a font's map exchanges for others.

Such text is Thai by every other sign. Of sound text a few letters in a hundred stand in no word (names, loan words), of
text whose letters are exchanged half and more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

_RUN = re.compile("[\u0e01-\u0e4e]{8,}")
_SHORT = re.compile("[\u0e01-\u0e4e]{2,6}")  # longer words are made of these
_EDGE = 3  # letters at a run's ends that do not count: the line's end may have cut their word
_MOST_LETTERS = 4_000  # of a page are looked at


def count_unknown(text: str) -> tuple[int, int]:
    """Thai letters that stand in no known word, and how many were looked at: those inside long runs."""
    words, lengths = _words()
    unknown = counted = 0
    for run in _RUN.findall(text):
        end = len(run)
        at = 0
        while at < end:
            for length in lengths.get(run[at : at + 2], ()):
                if run[at : at + length] in words:
                    at += length
                    break
            else:
                unknown += _EDGE <= at < end - _EDGE
                at += 1
        counted += end - 2 * _EDGE
        if counted > _MOST_LETTERS:
            break
    return unknown, counted


@cache
def _words() -> tuple[frozenset[str], Mapping[str, tuple[int, ...]]]:
    """The dictionary's short words, and by their first two letters their lengths, the longest first."""
    from pythainlp.corpus import thai_words  # noqa: PLC0415  (no page without much Thai needs it)

    words = frozenset(word for word in thai_words() if _SHORT.fullmatch(word))
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[:2], set()).add(len(word))
    return words, {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}
