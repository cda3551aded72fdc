"""The seven ประเด็น (issues) of measures reports by their names, as the catalogue of any year prints them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from rapidfuzz import fuzz, process

from normalize.framework import nearest_framework, years
from normalize.numerals import to_arabic
from normalize.thai import squeeze

NEAR = 92.0  # similarity (0 to 100) from which a name is taken for an issue's
MOST_MORE = 40  # letters that may stand behind a name
_NUMBER = re.compile(r"^[\s*•★\-–]*(?:\(?\s*\d{1,2}\s*[.)\]:–-]*\s*)?")


@cache
def issue_names() -> Mapping[str, tuple[int, str]]:
    """Squeezed name -> the issue's number and its name as the catalogue writes it."""
    found: dict[str, tuple[int, str]] = {}
    for year in years():
        for entry in nearest_framework(year).entries.values():
            if entry.scope == "issue" and entry.name_th:
                found[squeeze(entry.name_th)] = (int(entry.code.removeprefix("ISSUE")), entry.name_th)
    return MappingProxyType(found)


@lru_cache(maxsize=4096)
def issue_named(text: str) -> tuple[int, str] | None:
    """The number and name of the issue whose name a text is, with or without a list number before it, or None.

    The name decides, not the number: a report may count its own issues.
    """
    key = squeeze(_NUMBER.sub("", to_arabic(text), count=1))
    if len(key) < min(map(len, issue_names()), default=0) - MOST_SLIPS:
        return None
    for name, issue in issue_names().items():
        if key.startswith(name) and len(key) - len(name) <= MOST_MORE:
            return issue
    hit = process.extractOne(key, issue_names().keys(), scorer=fuzz.ratio, score_cutoff=NEAR)
    return issue_names()[hit[0]] if hit else None


MOST_SLIPS = 3  # letters that a near name may lack
