"""What a report says of the signs that mark units: `● หน่วยงานหลัก ○ หน่วยงานร่วม` (main, support)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from normalize.marker_words import any_of
from normalize.resources import toml
from normalize.unit_words import UnitRole, unit_words

NO_SIGNS: Mapping[str, UnitRole] = MappingProxyType({})


def sign_roles(texts: Iterable[str]) -> Mapping[str, UnitRole]:
    """The role that each sign stands for, of all legends in the texts; a sign that is given two of them has none."""
    found: dict[str, set[UnitRole]] = {}
    for text in texts:
        if _signs().isdisjoint(text):
            continue
        for hit in _legend().finditer(text):
            role = unit_words().role_of[hit["word"] or hit["first"]]
            if role is not None:
                found.setdefault(hit["sign"] or hit["last"], set()).add(role)
    return {sign: next(iter(roles)) for sign, roles in found.items() if len(roles) == 1}


@cache
def _signs() -> frozenset[str]:
    """The signs of one character each that may stand in a cell; no letter and none of a list or a path."""
    signs = (sign for sign in toml("labels")["mark"]["yes"] if len(sign) == 1 and not sign.isalpha())
    return frozenset(signs).difference("/\\*")


@cache
def _legend() -> re.Pattern[str]:
    """A sign before the word that it stands for, or behind it and an equals sign or a colon."""
    words = unit_words().role_of
    word, sign = any_of(words), f"[{re.escape(''.join(sorted(_signs())))}]"
    means = rf"[)\]]?\s*(?:[=:–-]|{any_of(toml('units')['words']['means'])})?\s*"
    return re.compile(
        rf"(?P<sign>{sign}){means}(?P<word>{word})(?![ก-๎])|(?<![ก-๎])(?P<first>{word})\s*[=:]\s*(?P<last>{sign})"
    )
