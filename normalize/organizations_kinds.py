"""The words that name public bodies, read from `catalogue/organizations.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from normalize.gazetteer import known_names
from normalize.resources import CatalogueError, toml
from normalize.word_trees import any_word

FIXED = "fixed"  # a body named in full by the catalogue
ORGANIZATION_TYPES = frozenset(
    {
        "provincial_administrative_organization",
        "city_municipality",
        "town_municipality",
        "subdistrict_municipality",
        "subdistrict_administrative_organization",
        "special_local_government",
        "province",
        "department",
        "university",
        "state_enterprise",
        "other",
    }
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of body; the meaning of each field is told in the catalogue."""

    organization_type: str
    code: str
    name: str
    strip: str = ""
    seat: str | None = None
    place_like: bool = False
    plain: bool = False
    suffix: str | None = None
    needs_parent: bool = False
    elision: str = ""
    parent_only: bool = False
    province: str | None = None
    district: str | None = None

    def __post_init__(self) -> None:
        if self.organization_type not in ORGANIZATION_TYPES:
            raise CatalogueError(f"organizations.toml has an unknown type: {self.organization_type}")


@dataclass(frozen=True, slots=True)
class Form:
    """A printed form: `full` is what it stands for; `is_head` marks a post, `is_short` an abbreviation."""

    kind: Kind
    full: str
    is_head: bool = False
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class LineWords:
    """Words about a body's place in a line; each without spaces."""

    letterhead: tuple[str, ...]
    label: tuple[str, ...]
    subject: tuple[str, ...]
    title: tuple[str, ...]
    announcement: tuple[str, ...]
    owner: tuple[str, ...]
    addressee: tuple[str, ...]
    compared: tuple[str, ...]
    post: tuple[str, ...]
    unit: tuple[str, ...]
    transparent: tuple[str, ...]


def squeezed(text: str) -> str:
    """A text without its spaces."""
    return text.replace(" ", "")


def _kind(entry: dict[str, Any]) -> Kind:
    fields = {key: entry[key] for key in Kind.__dataclass_fields__ if key in entry}
    return Kind(**{"name": FIXED, **fields, "organization_type": entry["type"]})


def _kind_forms(entry: dict[str, Any]) -> Iterator[tuple[str, Form]]:
    kind, words = _kind(entry), entry["words"]
    for word in words:
        yield word, Form(kind, word)
    for word in entry.get("variants", ()):
        yield word, Form(kind, words[0])
    for word in entry.get("short", ()):
        yield word, Form(kind, words[0], is_short=True)
    for word in entry.get("heads", ()):
        yield word, Form(kind, words[0], is_head=True)


def _body_forms(entry: dict[str, Any]) -> Iterator[tuple[str, Form]]:
    kind = _kind(entry)
    for name in entry["names"]:
        yield name, Form(kind, name)
    for printed, name in entry.get("aliases", {}).items():
        if name not in entry["names"]:
            raise CatalogueError(f"organizations.toml: {printed!r} stands for {name!r}, which is not named")
        yield printed, Form(kind, name)


@cache
def forms() -> dict[str, Form]:
    """Every printed form without its spaces; CatalogueError for one that is claimed twice."""
    tables = toml("organizations")
    found: dict[str, Form] = {}
    entries = [_kind_forms(entry) for entry in tables["kind"]] + [_body_forms(e) for e in tables["body"]]
    for word, form in (pair for entry in entries for pair in entry):
        if squeezed(word) in found:
            raise CatalogueError(f"organizations.toml: {word!r} is claimed twice")
        found[squeezed(word)] = form
    return found


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def form_pattern() -> re.Pattern[str]:
    """Finds a form in a text without spaces."""
    return re.compile(any_word([re.escape(letter) for letter in word] for word in forms()))


@cache
def not_bodies() -> tuple[str, ...]:
    """Words without spaces that only look like a body's."""
    return tuple(squeezed(word) for word in toml("organizations")["not_bodies"]["words"])


@cache
def overseers() -> frozenset[str]:
    """Full names of the bodies that run or oversee the assessment."""
    named = {form.full for form in forms().values()}
    names = frozenset(toml("organizations")["overseers"]["words"])
    if missing := names - named:
        raise CatalogueError(f"organizations.toml: overseers that no body is named: {sorted(missing)}")
    return names


@cache
def line_words() -> LineWords:
    """The words of lines and of what stands before a body."""
    tables = toml("organizations")
    groups = tables["lines"] | tables["before"]
    return LineWords(**{group: tuple(squeezed(word) for word in words) for group, words in groups.items()})


@cache
def parent_codes() -> frozenset[str]:
    """Codes of the kinds of body that another may belong to."""
    return frozenset(toml("organizations")["parents"]["codes"])


@cache
def parent_link() -> re.Pattern[str]:
    """What may stand between a body and its parent."""
    words = any_of(toml("organizations")["parents"]["between"])
    return re.compile(rf"[\s(,]*(?:{words})?\s*")


@cache
def address_gap() -> re.Pattern[str]:
    """What may stand between a body and its address beside signs and numbers, such as the fiscal year."""
    return re.compile(rf"{any_of(toml('organizations')['address_gap']['words'])}|[^ก-๎A-Za-z]")


@cache
def names_for(kind: Kind) -> frozenset[str]:
    """The known names that may follow the words of a kind."""
    if kind.name == "ministry":
        prefix = toml("organizations")["ministry_prefix"]["word"]
        return frozenset(form.full.removeprefix(prefix) for form in forms().values() if form.kind.code == "min")
    if kind.name in {"province", "branch"}:
        return known_names("province")
    if kind.name == "subdistrict":
        return known_names("subdistrict") | known_names("district")
    if kind.name == "district" and kind.seat == "municipality":
        return known_names("any")
    if kind.name in {"district", "listed"}:
        return known_names("district")
    return known_names("any")
