"""Stretches of Thai letters in a text, as the rules that use a dictionary see them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from normalize.resources import toml

THAI = "ก-ฮะ-ฺเ-ๅ็-๎"  # letters, vowels and marks; not ๆ ("repeat"), which stands behind any word
_CHUNK = re.compile(f"[{THAI}]+")
_ABBREVIATION = re.compile("[ก-ฮ]{1,5}")  # before a full stop: `พ.ศ.`, `อบต.`
_ASIDE = re.compile("[^\x00-\x7fก-๛\\W]|\ufffd|[\u0300-\u036f\u0900-\u0dff]")  # unreadable, or of another script


class Chunk(NamedTuple):
    """Thai letters without a break, and where they stand."""

    start: int
    end: int
    text: str


def chunks(text: str) -> Iterator[Chunk]:
    """Every stretch that repair may judge: no abbreviation, and not cut by a character that nobody could read."""
    for hit in _CHUNK.finditer(text):
        start, end = hit.span()
        if _ASIDE.match(text[start - 1 : start]) or _ASIDE.match(text[end : end + 1]):
            continue
        if text[end : end + 1] == "." and _ABBREVIATION.fullmatch(hit[0]):
            continue
        yield Chunk(start, end, hit[0])


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
