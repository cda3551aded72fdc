"""Header words to column roles, by the lexicon in `header_roles.toml`, knowing when it does not know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from rapidfuzz import fuzz, process

from normalize.fiscal import FiscalError, expand_year
from normalize.phrases import either
from normalize.resources import CatalogueError, toml
from normalize.thai import squeeze

NEAR = 86.0  # similarity (0 to 100) from which a header is taken for a known word
MARGIN = 4.0  # and how far the best other role must stay behind
SHORTEST_NEAR = 5  # letters: shorter words are too alike
LONGEST_HEADER = 160  # letters: what is longer is no header word


@dataclass(frozen=True, slots=True)
class HeaderWord:
    """What a header text means. `role` is None where the lexicon does not know; `others` are the further roles that
    an ambiguous word may have; `how` is `word`, `near`, `key`, `ambiguous` or `unknown`."""

    role: str | None
    how: str
    similarity: float = 1.0
    others: tuple[str, ...] = ()


UNKNOWN = HeaderWord(None, "unknown", 0.0)


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


def _near(key: str) -> HeaderWord | None:
    if len(key) < SHORTEST_NEAR:
        return None
    hits = process.extract(key, _words().keys(), scorer=fuzz.ratio, score_cutoff=NEAR - MARGIN, limit=8)
    if not hits or hits[0][1] < NEAR:
        return None
    best_role, best = _words()[hits[0][0]], hits[0][1]
    rival = max((score for word, score, _ in hits if _words()[word] != best_role), default=0.0)
    if best - rival < MARGIN:
        return None
    return HeaderWord(best_role, "near", best / 100)


def _by_key(key: str) -> HeaderWord | None:
    hits = [(key.find(word), -len(word), role) for word, role in _keys().items() if word in key]
    if not hits:
        return None
    return HeaderWord(min(hits)[2], "key", 0.8)


@cache
def read_header(text: str) -> HeaderWord:
    """The role of one header text: as a whole, without brackets and years, by likeness, then by its parts."""
    if not text.strip() or len(text) > LONGEST_HEADER:
        return UNKNOWN
    bare = without_years(text)
    forms = dict.fromkeys(squeeze(form) for form in (text, bare, _BRACKETS.sub(" ", text), _BRACKETS.sub(" ", bare)))
    keys = [key for key in forms if key]
    for key in keys:
        if key in _words():
            return HeaderWord(_words()[key], "word")
        if key in _ambiguous():
            roles = _ambiguous()[key]
            return HeaderWord(roles[0], "ambiguous", 0.9, roles[1:])
    for step in (_near, _by_key):
        for key in keys:
            if (hit := step(key)) is not None:
                return hit
    if header_years(text) and not squeeze(bare):
        return HeaderWord("score", "word")  # a header that is nothing but a year stands over scores of that year
    return UNKNOWN
