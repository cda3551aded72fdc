"""Header words to column roles, by the lexicon in `header_roles.toml`, knowing when it does not know.

`header_roles.toml` is read here alone, and what it says leaves this module only as answers of `read_header` and
`has_key`. So a result that was made with other header words still stands where these answer its questions alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from normalize.fiscal import FiscalError, expand_year
from normalize.phrases import either
from normalize.resources import CatalogueError, toml
from normalize.thai import squeeze
from normalize.thai_lost import by_skeleton, skeleton

NEAR = 86.0  # similarity (0 to 100) from which a header is taken for a known word
MARGIN = 4.0  # and how far the best other role must stay behind
SHORTEST_NEAR = 5  # letters: shorter words are too alike
MOST_SLIPS = 2  # letters that a near word may have wrong, missing, added or changed about …
LETTERS_A_SLIP = 16  # … and one more for each so many letters of it
LONGEST_HEADER = 160  # letters: what is longer is no header word
MIN_JOINT = 2  # roles of a header that names several things, …
TOLD_APART = frozenset({"timeframe", "budget", "responsible"})  # … one of which has records of its own


@dataclass(frozen=True, slots=True)
class HeaderWord:
    """What a header text means. `role` is None where the lexicon does not know; `others` are the further roles that
    an ambiguous word may have, or the parts of a joint one; `how` is `word`, `near`, `key`, `ambiguous`, `joint` or
    `unknown`."""

    role: str | None
    how: str
    similarity: float = 1.0
    others: tuple[str, ...] = ()


UNKNOWN = HeaderWord(None, "unknown", 0.0)

Question = tuple[str, str]  # ("", a header text): what it means; (a role, a header text): whether it holds a key of it
_asked: ContextVar[set[Question] | None] = ContextVar("asked", default=None)


@contextmanager
def questions_asked() -> Iterator[set[Question]]:
    """What is asked of the header words meanwhile. No cache outside of this module may stand before a question."""
    asked: set[Question] = set()
    before = _asked.set(asked)
    try:
        yield asked
    finally:
        _asked.reset(before)


def answers(questions: Iterable[Question]) -> list[bool | HeaderWord]:
    """What the header words of now answer, in the order of the questions."""
    return [_has_key(role, text) if role else _read_header(text) for role, text in questions]


@cache
def _words() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for role, section in toml("header_roles").items():
        if role != "ambiguous":
            for word in section["words"]:
                if found.setdefault(squeeze(word), role) != role:
                    raise CatalogueError(f"header_roles.toml: {word!r} has two roles")
    return MappingProxyType(found)


@cache
def _ambiguous() -> Mapping[str, tuple[str, ...]]:
    found = {squeeze(word): tuple(roles) for word, roles in toml("header_roles")["ambiguous"].items()}
    if both := found.keys() & _words().keys():
        raise CatalogueError(f"header_roles.toml: {sorted(both)} stand both as clear and as ambiguous")
    return MappingProxyType(found)


@cache
def _keys() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for role, section in toml("header_roles").items():
        if role != "ambiguous":
            for key in section["keys"]:
                if found.setdefault(squeeze(key), role) != role:
                    raise CatalogueError(f"header_roles.toml: the key {key!r} has two roles")
    return MappingProxyType(found)


_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BRACKET_SIGNS = re.compile(r"[()\[\]]")
_PARTS = re.compile(r"[/,]|\s+และ\s*")  # ระยะเวลา/งบประมาณ (and)
_YEAR = re.compile(rf"{either('fiscal_year')}?\s*{either('era')}?\s*([0-9๐-๙]{{4}})(?![0-9๐-๙])")  # พ.ศ. 2566
_SHORT_YEAR = re.compile(rf"{either('fiscal_year')}\s*\.?\s*([0-9๐-๙]{{2}})(?![0-9๐-๙])")  # ปี 66
_YEAR_WORDS = re.compile(rf"{either('fiscal_year')}(?!ที่)|{either('era')}")


def header_years(text: str) -> tuple[int, ...]:
    """The fiscal years (B.E.) that a header text names, in order of print."""
    found: list[int] = []
    for pattern in (_YEAR, _SHORT_YEAR):
        for hit in pattern.finditer(text):
            try:
                year = expand_year(hit.group(1))
            except FiscalError:
                continue
            if year not in found:
                found.append(year)
        if found:
            break
    return tuple(found)


def without_years(text: str) -> str:
    """A header text without its years and the words around them."""
    return _YEAR_WORDS.sub(" ", _SHORT_YEAR.sub(" ", _YEAR.sub(" ", text))).strip()


@cache
def _torn() -> Mapping[str, str]:
    """Words as they look where ำ (am) is printed as า (aa), or marks are lost; not those of two roles."""
    return by_skeleton((_one_vowel(word), role) for word, role in _words().items())


def _one_vowel(key: str) -> str:
    return key.replace("ำ", "า")


def _near(key: str) -> HeaderWord | None:
    if (role := _torn().get(skeleton(_one_vowel(key)))) is not None:
        return HeaderWord(role, "near", 0.95)  # มำตรการ, ที for ที่
    if len(key) < SHORTEST_NEAR:
        return None
    hits = process.extract(key, _words().keys(), scorer=fuzz.ratio, score_cutoff=NEAR - MARGIN, limit=8)
    if not hits or hits[0][1] < NEAR or not _misspelt(key, hits[0][0]):
        return None
    best_role, best = _words()[hits[0][0]], hits[0][1]
    rival = max((score for word, score, _ in hits if _words()[word] != best_role), default=0.0)
    if best - rival < MARGIN:
        return None
    return HeaderWord(best_role, "near", best / 100)


def _misspelt(key: str, word: str) -> bool:
    """Whether two texts differ by slips of a pen: few letters, and not by whole letters before or behind a word, which
    make another word of it (ประเด็นที่, ประเด็นที่พบ)."""
    short, long = sorted((key, word), key=len)
    if short in long and any(letter.isalpha() for letter in long.replace(short, "", 1)):
        return False
    return bool(OSA.distance(key, word) <= MOST_SLIPS + len(word) // LETTERS_A_SLIP)


def _by_key(key: str) -> HeaderWord | None:
    hits = [(key.find(word), -len(word), role) for word, role in _keys().items() if word in key]
    if not hits:
        return None
    return HeaderWord(min(hits)[2], "key", 0.8)


def _joint(text: str) -> HeaderWord | None:
    """A header that names two things at once (`ระยะเวลา/งบประมาณ`, time and budget): the first, and the others told."""
    parts = [squeeze(part) for part in _PARTS.split(text)]
    named = [part for part in parts if part and not (part.isascii() and part not in _words())]  # not the English again
    if len(named) == 1 < len(parts) and named[0] in _ambiguous():
        first, *others = _ambiguous()[named[0]]
        return HeaderWord(first, "ambiguous", 0.9, tuple(others))
    roles = [_words().get(part) for part in named]
    known = tuple(dict.fromkeys(role for role in roles if role is not None))
    if len(known) == 1 and None not in roles and len(roles) > 1:
        return HeaderWord(known[0], "key", 0.8)  # several words for one thing
    if len(known) < MIN_JOINT or None in roles or TOLD_APART.isdisjoint(known):
        return None
    return HeaderWord(known[0], "joint", 0.8, known[1:])


def has_key(role: str, text: str) -> bool:
    """Whether a header text holds a key of a role anywhere."""
    if (asked := _asked.get()) is not None:
        asked.add((role, text))
    return _has_key(role, text)


@lru_cache(maxsize=1 << 12)
def _has_key(role: str, text: str) -> bool:
    squeezed = squeeze(text)
    return any(key in squeezed for key, owner in _keys().items() if owner == role)


def read_header(text: str) -> HeaderWord:
    """The role of one header text: as a whole, without brackets and years, by likeness, then by its parts."""
    if not text.strip() or len(text) > LONGEST_HEADER:
        return UNKNOWN
    if (asked := _asked.get()) is not None:
        asked.add(("", text))
    return _read_header(text)


@lru_cache(maxsize=1 << 14)
def _read_header(text: str) -> HeaderWord:
    bare = without_years(text)
    loose = (_BRACKETS.sub(" ", bare), _BRACKET_SIGNS.sub(" ", bare))  # without the brackets, else with what they hold
    without = next((form for form in loose if squeeze(form)), "")
    forms = dict.fromkeys(squeeze(form) for form in (text, bare, _BRACKETS.sub(" ", text), without))
    keys = [key for key in forms if key]
    for key in keys:
        if key in _words():
            return HeaderWord(_words()[key], "word")
        if key in _ambiguous():
            roles = _ambiguous()[key]
            return HeaderWord(roles[0], "ambiguous", 0.9, roles[1:])
    return _likely(text, bare, without)


def _likely(text: str, bare: str, without: str) -> HeaderWord:
    """By likeness, then by parts. The words around a year are no part of a header: ปีงบประมาณ is no งบประมาณ."""
    keys = [key for key in dict.fromkeys(map(squeeze, (bare, without))) if key]
    for key in keys:
        if (hit := _near(key)) is not None:
            return hit
    if (hit := _joint(without)) is not None:
        return hit
    for key in keys:
        if (hit := _by_key(key)) is not None:
            return hit
    if header_years(text) and not squeeze(bare):
        return HeaderWord("score", "word")  # a header that is nothing but a year stands over scores of that year
    return UNKNOWN
