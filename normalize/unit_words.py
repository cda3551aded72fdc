"""The words that names of units are made of, read once from `catalogue/units.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Literal

from normalize.marker_words import any_of, one_meaning
from normalize.resources import toml

UnitRole = Literal["main", "support"]


class UnitKind(StrEnum):
    """What a name's first word says of its place in the house."""

    DIVISION = "division"
    SECTION = "section"
    SUBSECTION = "subsection"
    POST = "post"
    EVERYONE = "everyone"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class UnitWords:
    """The catalogue, compiled. `known` maps a name without its spaces to the name as it is written."""

    head: re.Pattern[str]
    bare_head: re.Pattern[str]
    every_head: re.Pattern[str]
    known: Mapping[str, str]
    known_run: re.Pattern[str]
    separator: re.Pattern[str]
    list_separator: re.Pattern[str]
    list_word: re.Pattern[str]
    body: re.Pattern[str]
    short: frozenset[str]
    glue: frozenset[str]
    blank: frozenset[str]
    sentence: re.Pattern[str]
    label: re.Pattern[str]
    role_of: Mapping[str, UnitRole | None]
    kind_of_head: Mapping[str, UnitKind]

    def kind(self, name: str) -> UnitKind:
        """The kind of unit that a name begins like."""
        found = self.head.match(name)
        return self.kind_of_head[found["head"]] if found else UnitKind.OTHER

    def begins_unit(self, text: str, place: int) -> bool:
        """Whether a unit's name begins at a place of the text."""
        return self.head.match(text, place) is not None


@cache
def unit_words() -> UnitWords:
    """The catalogue of unit words. Raises CatalogueError where a word has two meanings."""
    data = toml("units")
    heads, words, roles, known = data["heads"], data["words"], data["roles"], data["known"]
    for group in (heads, known, roles):
        one_meaning(group)
    every = any_of(words["every"])
    all_heads = [word for kind in heads.values() for word in kind]
    head = rf"(?P<every>{every})?\s?(?P<head>{any_of(all_heads)})"
    lists = any_of(words["list_separators"])
    names = [name for kind in ("division", "section", "subsection") for name in known[kind]]
    return UnitWords(
        head=re.compile(head),
        bare_head=re.compile(rf"(?:{every})?\s?(?:{any_of(words['bare'])})\Z"),
        every_head=re.compile(rf"(?:{every})"),
        known={"".join(name.split()): name for name in names},
        known_run=re.compile(any_of(known["division"])),
        separator=re.compile(rf"\s*(?:[,;/+&:]|\s[-–]\s|{lists})\s*(?:{lists})?\s*|\s+|(?<=\))"),
        list_separator=re.compile(rf"[,;+&]|\s/\s|{lists}"),
        list_word=re.compile(lists),
        body=re.compile(rf"\s+(?:{any_of(words['bodies'])})"),
        short=frozenset(known["short"]),
        glue=frozenset(words["glue"]),
        blank=frozenset(words["blank"]),
        sentence=re.compile(any_of(words["sentence"])),
        label=_label(roles),
        role_of=_roles(roles),
        kind_of_head={word: UnitKind(kind) for kind, group in heads.items() for word in group},
    )


def _label(roles: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    long = any_of((*roles["main"], *roles["support"]))
    every = any_of(word for group in roles.values() for word in group)
    # A long label may do without a colon; then a space follows, not the rest of a longer word.
    return re.compile(
        rf"(?:(?<=[\s,;/)])|\A)(?:(?P<short>{every})\s*[:：]|(?P<long>{long})(?:\s*[-–=]\s+|\s+|\Z))\s*"
        rf"|\A\s*[(\[]\s*(?P<closed>{every})\s*[)\]]\s*[:：]?\s*(?=\S)"
    )


def _roles(roles: Mapping[str, Sequence[str]]) -> Mapping[str, UnitRole | None]:
    found: dict[str, UnitRole | None] = {}
    for group, words in roles.items():
        name = group.removesuffix("_short")
        role: UnitRole | None = "main" if name == "main" else "support" if name == "support" else None
        found.update(dict.fromkeys(words, role))
    return found
