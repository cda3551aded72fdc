"""How much of a text stands in no Thai word: what tells letters that a font's map exchanges for others.

Such text is Thai by every other sign. Of sound text a few letters in a hundred stand in no word (names, loan words), of
text whose letters are exchanged half and more.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

_RUN = re.compile("[\u0e01-\u0e4e]{8,}")
_SHORTEST, _LONGEST = 2, 6  # letters; longer words are made of such
_SHORT = re.compile(f"[\u0e01-\u0e4e]{{{_SHORTEST},{_LONGEST}}}")
_EDGE = 3  # letters at a run's ends that do not count: the line's end may have cut their word
_MOST_LETTERS = 4_000  # of a page are looked at


def count_unknown(text: str) -> tuple[int, int]:
    """Thai letters that stand in no known word, and how many were looked at: those inside long runs."""
    unknown = counted = 0
    for run in _RUN.findall(text):
        end = len(run)
        at = 0
        while at < end:
            length = _word_length(run[at : at + _LONGEST])
            if not length:
                unknown += _EDGE <= at < end - _EDGE
            at += length or 1
        counted += end - 2 * _EDGE
        if counted > _MOST_LETTERS:
            break
    return unknown, counted


@lru_cache(maxsize=16_384)
def _word_length(text: str) -> int:
    """The length of the longest known word that a few letters begin with, 0 where there is none."""
    words = _words()
    return next((length for length in range(_LONGEST, _SHORTEST - 1, -1) if text[:length] in words), 0)


@cache
def _words() -> frozenset[str]:
    """The dictionary's short words."""
    from pythainlp.corpus import thai_words  # noqa: PLC0415  (no page without much Thai needs it)

    return frozenset(filter(_SHORT.fullmatch, thai_words()))
