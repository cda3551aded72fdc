"""Stretches of Thai letters in a text, as the rules that use a dictionary see them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from normalize.resources import toml
from normalize.thai_words import covered

THAI = "ก-ฮะ-ฺเ-ๅ็-๎"  # letters, vowels and marks; not ๆ ("repeat"), which stands behind any word
_CHUNK = re.compile(f"[{THAI}]+")
_ABBREVIATION = re.compile("[ก-ฮ]{1,5}")  # before a full stop: `พ.ศ.`, `อบต.`
_ASIDE = re.compile("[^\x00-\x7fก-๛\\W]|\ufffd|[\u0300-\u036f\u0900-\u0dff]")  # unreadable, or of another script


class Chunk(NamedTuple):
    """Thai letters without a break, and where they stand."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=8)  # the rules ask for the same text one after the other
def chunks(text: str) -> tuple[Chunk, ...]:
    """Every stretch that repair may judge: no abbreviation, and not cut by a character that nobody could read."""
    found = (Chunk(*hit.span(), hit[0]) for hit in _CHUNK.finditer(text))
    cut = {place for hit in _ASIDE.finditer(text) for place in hit.span()}
    if not cut and "." not in text:
        return tuple(found)
    return tuple(
        chunk
        for chunk in found
        if not (text[chunk.end : chunk.end + 1] == "." and _ABBREVIATION.fullmatch(chunk.text))
        if chunk.start not in cut and chunk.end not in cut
    )


@lru_cache(maxsize=8)
def all_covered(text: str) -> bool:
    """Whether known words make up every stretch: then no word is split and no mark is on the wrong letter."""
    return all(covered(chunk.text) for chunk in chunks(text))


@cache
def _person() -> re.Pattern[str]:
    words = toml("text_words")

    def one_of(key: str) -> str:
        return "|".join(map(re.escape, sorted(words[key], key=len, reverse=True)))

    name = f"[{THAI}]+"
    return re.compile(
        f"(?:(?={one_of('titles_again')})|(?!{one_of('not_titles')}))(?:{one_of('titles')}) ?{name}(?: {name})?"
    )


class Guard:
    """Places in a text where a person is named: names may be spelled in any way."""

    def __init__(self, text: str) -> None:
        self._spans = [hit.span() for hit in _person().finditer(text)]

    def covers(self, start: int, end: int) -> bool:
        """Whether any of these letters belongs to a personal name."""
        return any(low < end and start < high for low, high in self._spans)
