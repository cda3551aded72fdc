"""The words that tell list numbers from other numbers, read once from `catalogue/markers.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from normalize.resources import CatalogueError, toml

# Lists whose words say what stands before a number, and those that say what stands after it: within a group a
# word has one meaning.
_BEFORE = ("names_number", "counts_before", "names_nothing", "list_openers")
_AFTER = ("measures", "counters", "sentence_goes_on", "not_counters", "month_abbreviations")


@dataclass(frozen=True, slots=True)
class MarkerWords:
    """Compiled patterns. Those named before end at a place (`search`, `endpos`), the others begin there."""

    labels: str
    reference_after: re.Pattern[str]
    names_before: re.Pattern[str]
    names_surely: re.Pattern[str]
    counts_before: re.Pattern[str]
    nothing_before: re.Pattern[str]
    openers_before: re.Pattern[str]
    measure: re.Pattern[str]
    counter: re.Pattern[str]
    month: re.Pattern[str]
    unfinished: re.Pattern[str]
    dash_pairs: tuple[tuple[str, str], ...]


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longer ones first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _before(words: Iterable[str]) -> re.Pattern[str]:
    """The words at the end of a text; a Latin code word must not be the tail of a longer one."""
    return re.compile(rf"(?<![A-Za-z])(?:{any_of(words)})\s*\Z")


LONG = 5  # letters: a shorter word may be the end of another (the ว of ดังกล่าว, แบบ of รูปแบบ)


def _surely(words: Iterable[str]) -> re.Pattern[str]:
    """The same words where they stand alone or are too long to be the end of another word."""
    names = tuple(words)
    long = any_of(word for word in names if len(word) >= LONG)
    return re.compile(rf"(?:(?:^|[\s(“\"])(?:{any_of(names)})|(?:{long})(?:ที่)?)\s*\Z")


def one_meaning(lists: Mapping[str, Iterable[str]]) -> None:
    """Raises CatalogueError where a word stands in two of the lists."""
    owner: dict[str, str] = {}
    for name, words in lists.items():
        for word in words:
            if word in owner:
                raise CatalogueError(f"the word {word!r} is claimed by {owner[word]!r} and by {name!r}")
            owner[word] = name


@cache
def marker_words() -> MarkerWords:
    """The catalogue of marker words. Raises CatalogueError where a word has two meanings."""
    lists = toml("markers")
    for group in (_BEFORE, _AFTER):
        one_meaning({name: lists[name] for name in group})
    dated = any_of(word for name in _AFTER if name != "not_counters" for word in lists[name])
    # `๕ ข้อ` is a count: the word at its end names no number.
    counted = rf"[0-9๐-๙]\s*(?:{any_of(lists['counters'])})"
    return MarkerWords(
        labels=any_of(lists["labels"]),
        reference_after=re.compile(any_of(lists["reference_after"])),
        names_before=_before((*lists["names_number"], *lists["labels"])),
        names_surely=_surely((*lists["names_number"], *lists["labels"])),
        counts_before=_before(lists["counts_before"]),
        nothing_before=re.compile(rf"(?:{any_of(lists['names_nothing'])}|{counted})\s*\Z"),
        openers_before=re.compile(rf"(?:{any_of(lists['list_openers'])})\s*\Z"),
        measure=re.compile(any_of((*lists["measures"], *lists["month_abbreviations"]))),
        counter=re.compile(rf"(?!{any_of(lists['not_counters'])})(?:{dated})"),
        month=re.compile(any_of(lists["month_abbreviations"])),
        unfinished=re.compile(rf"(?:{any_of(lists['unfinished'])})\s*\Z"),
        dash_pairs=tuple((left, right) for left, right in lists["dash_pairs"]),
    )
