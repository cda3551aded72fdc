"""The words of memo heads, letters and announcements, as patterns; read from `catalogue/letterhead.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from normalize.resources import CatalogueError, toml

MARKUP = " \t*#_>|"


def spaced(words: Iterable[str]) -> str:
    """A pattern of any of the words, with any number of spaces where one has a space, the longest first."""
    longest = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(r"\s*".join(re.escape(part) for part in word.split()) for word in longest) + ")"


def words_of(table: str, key: str) -> tuple[str, ...]:
    """One list of the catalogue."""
    return tuple(toml("letterhead")[table][key])


@cache
def field(name: str) -> re.Pattern[str]:
    """A memo's field at the start of a line, with a colon or without."""
    return re.compile(rf"[\s*#_>|]*{spaced(words_of('memo', name))}\s*[:：]?\s*")


@cache
def any_word(table: str, key: str) -> re.Pattern[str]:
    """Any word of one list of the catalogue."""
    return re.compile(spaced(words_of(table, key)))


@cache
def dated_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Words before a document's own date, by basis, best first; CatalogueError for words claimed twice."""
    tables: dict[str, list[str]] = toml("letterhead")["dated"]
    words = [word.replace(" ", "") for group in tables.values() for word in group]
    if len(words) != len(set(words)):
        raise CatalogueError("letterhead.toml: words before a date are claimed twice")
    return tuple((basis, re.compile(spaced(group))) for basis, group in tables.items())


def next_texts(lines: Sequence[str], start: int, count: int) -> Iterator[int]:
    """The places of the next `count` lines with text."""
    for index in range(start, len(lines)):
        if lines[index].strip(MARKUP):
            yield index
            count -= 1
        if not count:
            return
