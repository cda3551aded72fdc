"""Marks that character recognition loses, invents or takes for another: `ตัวชีวัด`, `การสือสาร`.

Only the field's own long words are set right (headers, labels, names of indicators: the catalogue), since in them
the letters without the marks leave no doubt, and only where what stands is far less probable than the word itself:
`ขอเสนอแนะ` ("we propose") stays beside `ข้อเสนอแนะ` ("proposals").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from normalize.resources import table, toml
from normalize.thai_edits import Change
from normalize.thai_marks import LETTER, MARK, TONE
from normalize.thai_reading import read
from normalize.thai_words import is_known
from normalize.word_trees import any_word

LOST = 9.0  # how much more probable the word must be than what stands, as a natural logarithm
SHORTEST = 5  # letters, marks not counted
UPPER = "ิีึื"  # the vowels that differ by one stroke
_WORD = re.compile(f"[{LETTER}]+")
_MARKS = re.compile(f"[{MARK}]")
_MARKED = re.compile(f"[{TONE}{UPPER}]")
_TONES = re.compile(f"[{TONE}]")
# A mark -> what is left of it where marks get lost.
_LEFT = (*((mark, "") for mark in "่้๊๋"), *((mark, UPPER[0]) for mark in UPPER[1:]))
BESIDE = 24  # letters before and behind that are read with it: `หน้าทีมงาน` is `หน้า` and `ทีมงาน` (team)
_BEFORE = re.compile(f"[{LETTER}]*$")
_BEHIND = re.compile(f"[{LETTER}]*")
_LISTS = ("lost_marks", "labels", "phrases")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from (key, *_strings(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def skeleton(word: str) -> str:
    """What of a word does not change when marks get lost: no tones, one vowel for those alike."""
    for mark, left in _LEFT:  # several times as fast as patterns
        word = word.replace(mark, left)
    return word


def by_skeleton(meanings: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Of (word, meaning): skeleton -> meaning, without the skeletons that words of two meanings share."""
    found: dict[str, set[str]] = {}
    for word, meaning in meanings:
        found.setdefault(skeleton(word), set()).add(meaning)
    return MappingProxyType({bare: same.pop() for bare, same in found.items() if len(same) == 1})


@cache
def _words() -> Mapping[str, str]:
    """Skeleton -> word, of all words that only one word of the catalogue has."""
    printed = {text for name in _LISTS for text in _strings(toml(name))}
    printed |= {row["name_th"] or "" for row in table("framework")}
    words = {word for text in printed for word in _WORD.findall(text)}
    return by_skeleton((word, word) for word in words if len(_MARKS.sub("", word)) >= SHORTEST and _MARKED.search(word))


@cache
def _pattern() -> re.Pattern[str]:
    """Any of the skeletons, the longest that fits, and never a part of a letter with its marks."""
    return re.compile(f"{any_word(_words())}(?![{MARK}])")


def lost_mark(text: str) -> list[Change]:
    """`ตัวชีวัด` is `ตัวชี้วัด` (indicator): a tone was lost; `หนวยงาน` is `หน่วยงาน` (agency)."""
    found = []
    for bare, start, end in _hits(text):
        word = _words()[bare]
        if word != text[start:end] and not is_known(text[start:end]) and _gain(text, start, end, word) >= LOST:
            found.append(Change(start, end, word))
    return found


def _hits(text: str) -> Iterator[tuple[str, int, int]]:
    """Skeletons of words in a text, and where what they are of stands: from the first letter up to the next one."""
    bare = skeleton(text)
    hits = list(_pattern().finditer(bare))
    if hits:
        # Before which letter without tones each tone stands: as many stand before a letter's place in the text.
        tones = [tone.start() - count for count, tone in enumerate(_TONES.finditer(text))]
        for hit in hits:
            start, end = hit.span()
            yield hit.group(), start + bisect_right(tones, start), end + bisect_right(tones, end)


def _gain(text: str, start: int, end: int, word: str) -> float:
    """How much more probable a word makes the stretch of Thai letters that it would stand in."""
    before, behind = _BEFORE.search(text, max(0, start - BESIDE), start), _BEHIND.match(text, end, end + BESIDE)
    left, right = before.group() if before else "", behind.group() if behind else ""
    return read(f"{left}{text[start:end]}{right}").cost - read(f"{left}{word}{right}").cost
