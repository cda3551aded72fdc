"""Levels of results (AA … F up to FY2565, words from FY2566): read by the year's scale, checked by its conditions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from normalize.framework import Framework
from normalize.phrases import either
from normalize.resources import CatalogueError
from normalize.thai import squeeze
from normalize.thai_lost import by_skeleton, skeleton

_QUOTES = re.compile(r"[“”\"'‘’«»()\[\]]")
_BEFORE = re.compile(rf"^{either('before_level')}?{either('level')}")  # (อยู่ใน)ระดับ: level of


@cache
def _words(framework: Framework) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for level in framework.levels:
        for word in level.words:
            if found.setdefault(squeeze(_QUOTES.sub("", word)), level.name) != level.name:
                raise CatalogueError(f"rules.toml: {word!r} stands for two levels of one scale")
    return found


@lru_cache(maxsize=1 << 12)  # asked of every cell of a column of scores, by each scale
def read_level(text: str, framework: Framework) -> str | None:
    """The canonical name of a printed level in the year's scale, or None."""
    key = squeeze(_QUOTES.sub(" ", text))
    words, bare = _words(framework), _bare_words(framework)
    rest = _BEFORE.sub("", key)
    return words.get(key) or words.get(rest) or bare.get(skeleton(rest))


@cache
def _bare_words(framework: Framework) -> Mapping[str, str]:
    """The words of a year's scale without the marks that get lost, but for those of two levels."""
    return by_skeleton(_words(framework).items())


def find_level(text: str, framework: Framework) -> str | None:
    """The level that a text begins with (`ต้องปรับปรุงโดยด่วน เนื่องจาก…`), the longest wording that fits."""
    key = _BEFORE.sub("", squeeze(_QUOTES.sub(" ", text)))
    fits = [word for word in _words(framework) if key.startswith(word)]
    longest = max(fits, key=len, default="")
    behind = key[len(longest) : len(longest) + 1]
    if not longest or (longest.isascii() and behind.isascii() and behind.isalnum()):
        return None
    return _words(framework)[longest]


def expected_level(overall: float, instruments: Mapping[str, float], framework: Framework) -> str | None:
    """The level that the year's scale gives, or None where that needs an instrument's score that is missing.

    Scores are 0 to 100. A level that asks for every instrument needs all of them to be known.
    """
    complete = len(instruments) >= len(framework.weights) > 0
    for level in framework.levels:
        if overall < level.overall or (level.below is not None and overall >= level.below):
            continue
        if level.instrument is None and level.some_instrument_below is None:
            return level.name
        if not complete:
            if level.instrument is not None and any(score < level.instrument for score in instruments.values()):
                continue
            return None
        if level.instrument is not None and all(score >= level.instrument for score in instruments.values()):
            return level.name
        if level.some_instrument_below is not None and any(
            score < level.some_instrument_below for score in instruments.values()
        ):
            return level.name
    return None


def level_can_be(name: str, overall: float, framework: Framework) -> bool:
    """Whether a printed level is possible for an overall score, instruments aside."""
    level = next((level for level in framework.levels if level.name == name), None)
    return level is None or (overall >= level.overall and (level.below is None or overall < level.below))
