"""Patterns of printed words: each name of `phrases.toml` as one alternative of a regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from normalize.resources import toml


def alternatives(words: Iterable[str]) -> str:
    """Words as one alternative, the longest first; points and spaces in them may be printed or not."""
    return "|".join(_loose(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def _loose(word: str) -> str:
    loose = re.escape(word).replace(r"\ ", r"\s*").replace(r"\.", r"\s*\.?\s*")
    before = r"(?<![A-Za-z])" if word[:1].isascii() and word[:1].isalpha() else ""
    behind = r"(?![A-Za-z])" if word[-1:].isascii() and word[-1:].isalpha() else ""
    return before + loose + behind  # ITA stands in no DIGITAL, and OIT in no MOIT


@cache
def either(*names: str) -> str:
    """A group that matches any word of the named lists of `phrases.toml`."""
    return f"(?:{alternatives(word for name in names for word in toml('phrases')[name])})"
