"""The lists of Thai places, and how a name is cut out of text that goes on without a space.

Names come from `catalogue/provinces.csv` and `catalogue/subdistricts.csv`, words from `catalogue/places.toml`. Local
governments carry these names mostly, not always: a name that is not on a list is not wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from normalize.resources import CatalogueError, table, toml

# Thai consonants, vowels and marks; the baht sign, ฯ ("etc.") and ๆ ("repeat") end a name.
THAI_RUN = re.compile(r"[ก-ฮะ-ฺเ-ๅ็-๎]+")
_SPACES = re.compile(r" {1,3}")
_FOLLOWER = re.compile(r"[ะ-ฺๅ-๎]")  # marks and vowels that cannot begin a word
_LEADING_VOWELS = "เแโใไ"  # written before the letter that they follow in speech
LONGEST_NAME = 30  # characters; the longest on the list has 23
GLUED_NAME = 18  # an unlisted name longer than this that begins with a listed one is taken for glued text
_TAIL = 4  # characters behind a run of letters that a stop-word may need (`พ.ศ.`)
_BRIDGES = 4  # pieces that one torn name is looked for in


class PlaceRow(NamedTuple):
    """One line of the list of subdistricts."""

    subdistrict: str
    district: str
    province: str


class Name(NamedTuple):
    """A name cut out of a text: `text[start:end]` is its ink, `name` the same without the spaces inside it."""

    name: str
    start: int
    end: int
    listed: bool


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The lists, ready for look-ups by name."""

    provinces: dict[str, tuple[str, str]]  # name -> (TIS 1099 code, ISO 3166-2 code)
    aliases: dict[str, str]  # other printed name -> province
    rows: tuple[PlaceRow, ...]
    by_subdistrict: dict[str, tuple[PlaceRow, ...]]
    by_district: dict[str, tuple[PlaceRow, ...]]
    words: dict[str, Any]  # the tables of places.toml

    @property
    def capital(self) -> str:
        """The word that a capital's district is named with (`เมือง`, town)."""
        return str(self.words["capital"]["words"][0])


def _spellings(name: str) -> list[str]:
    """A list entry's names: one entry carries its old name in brackets."""
    return [part.strip() for part in name.rstrip(") ").split("(")]


def _listed_rows() -> list[PlaceRow]:
    return [
        PlaceRow(name, row["district"], row["province"])
        for row in table("subdistricts")
        for name in _spellings(row["subdistrict"])
    ]


def _corrected(rows: list[PlaceRow], corrections: list[dict[str, Any]]) -> list[PlaceRow]:
    """The rows with the catalogue's corrections; CatalogueError where a row to be replaced is not there."""
    for entry in corrections:
        old, new = PlaceRow(*entry["expect"]), PlaceRow(*entry["replace"])
        if old not in rows:
            raise CatalogueError(f"places.toml corrects a row that is not on the list: {old}")
        rows[rows.index(old)] = new
    return rows


def _index(rows: Iterable[PlaceRow], column: int) -> dict[str, tuple[PlaceRow, ...]]:
    found: dict[str, list[PlaceRow]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return {name: tuple(places) for name, places in found.items()}


def claimed_once(groups: dict[str, list[str]]) -> dict[str, str]:
    """Word -> the one group that claims it; CatalogueError for a word claimed twice."""
    owner: dict[str, str] = {}
    for group, words in groups.items():
        for word in words:
            if word in owner:
                raise CatalogueError(f"{word!r} is claimed by {owner[word]} and by {group}")
            owner[word] = group
    return owner


@cache
def gazetteer() -> Gazetteer:
    """The lists of this package, read once."""
    words = toml("places")
    claimed_once(words["prefixes"])
    claimed_once(words["stops"])
    provinces = {row["province"]: (row["tis_1099"], row["iso_3166_2"]) for row in table("provinces")}
    rows = tuple(_corrected(_listed_rows(), words["corrections"]))
    return Gazetteer(provinces, words["province_aliases"], rows, _index(rows, 0), _index(rows, 1), words)


@cache
def known_names(level: str) -> frozenset[str]:
    """Names on the list for a level: `subdistrict`, `district` (with `เมือง`), `province` (with aliases), `any`."""
    lists = gazetteer()
    if level == "subdistrict":
        return frozenset(lists.by_subdistrict)
    if level == "district":
        return frozenset(lists.by_district) | {lists.capital}
    if level == "province":
        return frozenset(lists.provinces) | frozenset(lists.aliases)
    return frozenset(lists.by_subdistrict) | frozenset(lists.by_district) | frozenset(lists.provinces)


@cache
def stop_pattern(kind: str) -> re.Pattern[str]:
    """Words that end a name: `strong` ones end any, `any` also the weak ones, which only end a listed name."""
    stops = gazetteer().words["stops"]
    chosen = stops["strong"] + (stops["weak"] if kind == "any" else [])
    return re.compile("|".join(re.escape(word) for word in sorted(chosen, key=len, reverse=True)))


def begins_inside_word(text: str, position: int) -> bool:
    """Whether a cut at `position` would part a letter from its mark or its vowel."""
    if position and text[position - 1] in _LEADING_VOWELS:
        return True
    return position < len(text) and bool(_FOLLOWER.match(text, position))


def _listed_head(run: str, tail: str, known: frozenset[str]) -> str | None:
    """The longest listed name that `run` begins with and behind which it ends, or a stop-word follows."""
    for size in range(min(len(run), LONGEST_NAME), 1, -1):
        if run[:size] in known and not begins_inside_word(run, size):
            rest = run[size:] + tail
            if size == len(run) or stop_pattern("any").match(rest):
                return run[:size]
    return None


def _bridged(text: str, start: int, known: frozenset[str]) -> Name | None:
    """A listed name that single spaces tear apart (`ท่า แพ`), ending where a piece ends or a stop-word follows."""
    joined, position = "", start
    for count in range(_BRIDGES):
        run = THAI_RUN.match(text, position)
        if run is None or (count and stop_pattern("strong").match(text, position)):
            return None
        head = _listed_head(joined + run.group(), text[run.end() : run.end() + _TAIL], known)
        if count and head is not None and len(head) > len(joined):
            end = position + len(head) - len(joined)
            return Name(head, start, end, True)
        joined += run.group()
        if text[run.end() : run.end() + 1] != " ":
            return None
        position = run.end() + 1
    return None


def _unlisted(run: str, known: frozenset[str]) -> str | None:
    """A name that no list has: up to the first strong stop-word, or a listed beginning of what is too long."""
    end = len(run)
    for match in stop_pattern("strong").finditer(run):
        if match.start() < 2 and match.start() == 0:
            return None
        if match.start() > 1 and not begins_inside_word(run, match.start()):
            end = match.start()
            break
    name = run[:end]
    if len(name) <= GLUED_NAME:
        return name if len(name) > 1 else None
    for size in range(LONGEST_NAME, 3, -1):
        if name[:size] in known and not begins_inside_word(name, size):
            return name[:size]
    return name if len(name) <= LONGEST_NAME else None


def cut_name(text: str, position: int, known: frozenset[str], *, listed_only: bool = False) -> Name | None:
    """The name that stands in `text` at `position` (up to three spaces before it), or None if none stands there.

    A listed name that ends, or is followed by a stop-word, goes first, longest first; then a listed name torn by
    spaces; then, unless `listed_only`, letters up to a stop-word.
    """
    spaces = _SPACES.match(text, position)
    start = spaces.end() if spaces else position
    run = THAI_RUN.match(text, start)
    if run is None or begins_inside_word(text, start):
        return None
    for name in _dotted(known):
        if text.startswith(name, start):
            return Name(name, start, start + len(name), True)
    letters, tail = run.group(), text[run.end() : run.end() + _TAIL]
    head = _listed_head(letters, tail, known)
    if head is not None and _is_stop(head) and not _ends_line(text, start + len(head)):
        head = None  # `และ` ("and") is a subdistrict too
    bridged = _bridged(text, start, known) if head is None or head == letters else None
    if bridged is not None and (head is None or not _next_is_place(text, run.end())):
        return bridged
    if head is not None:
        return Name(head, start, start + len(head), True)
    if listed_only or stop_pattern("strong").match(letters):
        return None
    cut = _unlisted(letters, known)
    return None if cut is None or _is_stop(cut) else Name(cut, start, start + len(cut), cut in known)


@cache
def _dotted(known: frozenset[str]) -> tuple[str, ...]:
    """The few names that are not of letters alone (`สุไหงโก-ลก`)."""
    return tuple(name for name in known if not THAI_RUN.fullmatch(name))


def _is_stop(name: str) -> bool:
    return stop_pattern("any").fullmatch(name) is not None


def _ends_line(text: str, position: int) -> bool:
    return not text[position:].strip(" )*")


def _next_is_place(text: str, position: int) -> bool:
    """Whether the word after the space is a place of its own (`บางกล่ำ สงขลา`), not the rest of a torn name."""
    run = THAI_RUN.match(text, position + 1)
    if run is None:
        return False
    return run.group() in known_names("district") or run.group() in known_names("province")
