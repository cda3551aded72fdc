"""What repair knows of Thai words and place names, and how probable a reading of a stretch of Thai letters is.

A reading cuts the stretch into known words and unknown letters. Its cost is the sum of its words' surprise,
-ln(frequency) from the two corpora that pythainlp carries (TNC, TTC), so that a reading's cost minus another's is
the logarithm of how much more probable the other is. Lists load on first use, once a process (about 0.5 s).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from normalize.resources import table, toml
from normalize.thai_marks import LETTER

UNKNOWN_COST = 14.0  # of one letter that no known word explains; a word seen once has 17
NAME_COUNT = 20  # how often a listed place name is taken to occur, at least
FIELD_COUNT = 20_000  # how often a word of official prose is taken to occur, at least
_WORD = re.compile(f"[{LETTER}]+")
_WORD_ALONE = re.compile(f"^[{LETTER}]{{2,}}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every known word with its cost, and the words with SARA AM by their form with SARA AA instead."""

    costs: Mapping[str, float]
    ends: Mapping[str, tuple[int, ...]]  # lengths of the words that begin with these two letters, shortest first
    with_am: Mapping[str, tuple[str, ...]]
    bound: frozenset[str]


def torn(word: str) -> str:
    """The word with SARA AA for SARA AM."""
    return word.replace("ำ", "า")


@cache
def place_names(level: str) -> frozenset[str]:
    """The names of `province`, `district` or `subdistrict`, without prefixes and without brackets."""
    rows = table("provinces") if level == "province" else table("subdistricts")
    return frozenset(name for row in rows for name in _WORD.findall(row[level]) if len(name) > 1)


@cache
def all_names() -> frozenset[str]:
    """The place names of every level."""
    return place_names("province") | place_names("district") | place_names("subdistrict")


@cache
def lexicon() -> Lexicon:
    """The dictionary, the place names and the field's words."""
    from pythainlp.corpus import thai_words, tnc, ttc  # noqa: PLC0415 (heavy, and clean Latin text never needs it)

    words = toml("text_words")
    bound = frozenset(words["bound"])
    counts = dict.fromkeys(_WORD_ALONE.findall("\n".join(thai_words())), 0)
    for word in bound:
        counts.pop(word, None)
    total = 0
    for corpus in (tnc, ttc):
        for word, count in corpus.unigram_word_freqs().items():
            total += count
            if word in counts:
                counts[word] += count
    for known, least in ((all_names(), NAME_COUNT), (words["words"], FIELD_COUNT)):
        for word in known:
            counts[word] = max(counts.get(word, 0), least)
    costs = {word: math.log(total / (count + 0.5)) for word, count in counts.items()}
    return Lexicon(costs, _ends(costs), _with_am(costs), bound)


def _ends(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for word in words:
        lengths[word[:2]].add(len(word))
    return {start: tuple(sorted(found)) for start, found in lengths.items()}


def _with_am(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        if "ำ" in word:
            found[torn(word)].append(word)
    return {key: tuple(forms) for key, forms in found.items()}


@lru_cache(maxsize=1 << 16)
def covered(chunk: str) -> bool:
    """Whether known words, one behind the other, make up the whole stretch."""
    tried: set[int] = set()
    ways = [iter((0,))]
    while ways:
        at = next(ways[-1], None)
        if at is None:
            ways.pop()
        elif at == len(chunk):
            return True
        elif at not in tried:
            tried.add(at)
            ways.append(_word_ends(chunk, at))
    return False


def _word_ends(chunk: str, at: int) -> Iterator[int]:
    """Where a known word that begins at a letter may end, the longest first."""
    lex, left = lexicon(), len(chunk) - at
    for length in reversed(lex.ends.get(chunk[at : at + 2], ())):
        if length <= left and chunk[at : at + length] in lex.costs:
            yield at + length
    if chunk[at] in lex.costs:
        yield at + 1


def is_known(word: str) -> bool:
    """Whether the stretch is one known word or name."""
    return word in lexicon().costs
