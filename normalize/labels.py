"""Words that name instruments, totals, levels and states: sets of squeezed words, loaded from `labels.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from normalize.phrases import alternatives
from normalize.resources import CatalogueError, toml
from normalize.thai import squeeze
from normalize.thai_lost import by_skeleton, skeleton


@cache
def words(group: str, name: str | None = None) -> Mapping[str, str]:
    """Squeezed word -> its meaning within a group of `labels.toml`, e.g. words("comparison")["ต่ำกว่าเกณฑ์"] is `below`.

    With a name, only that meaning's words. A word with two meanings in one group is an error.
    """
    section = toml("labels")[group]
    found: dict[str, str] = {}
    for meaning, values in section.items():
        if name is not None and meaning != name:
            continue
        for value in values["words"] if isinstance(values, dict) else values:
            key = squeeze(value)
            if found.setdefault(key, meaning) != meaning:
                raise CatalogueError(f"labels.toml: {value!r} has two meanings in [{group}]")
    return MappingProxyType(found)


@lru_cache(maxsize=1 << 13)  # each reader of a table asks it of the same cells
def meaning(group: str, text: str) -> str | None:
    """What a whole text means within a group, or None. Marks may be lost (`เฉลีย IIT`) where one meaning alone fits."""
    key = squeeze(text)
    return words(group).get(key) or _bare_words(group).get(skeleton(key))


def meanings_in(group: str, text: str) -> frozenset[str]:
    """The meanings of a group whose words stand in a text, whatever marks got lost or came in."""
    bare = skeleton(squeeze(text))
    return frozenset(meaning for word, meaning in _bare_words(group).items() if word in bare)


@cache
def _bare_words(group: str) -> Mapping[str, str]:
    """The words of a group without the marks that get lost, but for those of two meanings."""
    return by_skeleton(words(group).items())


@cache
def any_of(group: str, name: str) -> re.Pattern[str]:
    """A pattern that finds any word of one meaning inside repaired text, spaces between its letters or not at all."""
    values = toml("labels")[group][name]
    chosen = values["words"] if isinstance(values, dict) else values
    return re.compile(alternatives(chosen), re.IGNORECASE)


@lru_cache(maxsize=1 << 12)
def instruments_in(text: str) -> tuple[str, ...]:
    """The instruments that a text names, in order of print."""
    hits = [
        (found.start(), name)
        for name in toml("labels")["instrument"]
        for found in [any_of("instrument", name).search(text)]
        if found
    ]
    return tuple(name for _, name in sorted(hits))
