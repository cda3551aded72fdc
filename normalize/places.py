"""Addresses in Thai text: `ตำบล… อำเภอ… จังหวัด…` (subdistrict, district, province) to places with codes.

Printed names are kept as they are; codes and missing upper levels come from the lists, and only where these leave no
choice. Nothing is picked from several candidates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from normalize.gazetteer import THAI_RUN, Name, begins_inside_word, cut_name, gazetteer, known_names
from normalize.places_lists import Place, Resolution, is_listed, make_place, resolve

__all__ = [
    "Place",
    "PlaceMention",
    "Resolution",
    "address_at",
    "bare_place",
    "find_place",
    "find_places",
    "make_place",
    "opens_address",
    "resolve",
]

_LEVELS = ("subdistrict", "district", "province")
_BETWEEN = re.compile(r"[\s,()\-–/:.ฯ]*")
_COLON = re.compile(r"(?: ?[:：])?")  # `จังหวัด : …`
_NUMBER = re.compile(r"[0-9๐-๙/\-]+")
_SIMILAR_PROVINCE = 75.0  # per cent: below this a word after `จังหวัด` is no province's name at all


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """An address as printed: `text[start:end]` is its ink.

    `unknown_province` is a name printed after `จังหวัด` that no province has, with the nearest one's name.
    """

    place: Place
    start: int
    end: int
    raw_text: str
    unknown_province: tuple[str, str] | None = None


# ---- addresses in text


@cache
def _prefix_pattern() -> re.Pattern[str]:
    """A level's word, with the level as the group's name."""
    parts = []
    for level, words in gazetteer().words["prefixes"].items():
        longest = sorted(words, key=len, reverse=True)
        parts.append(f"(?P<{level}>" + "|".join(re.escape(word) for word in longest) + ")")
    bare = sorted(gazetteer().words["capital"]["bare_provinces"], key=len, reverse=True)
    parts.append("(?P<bare>" + "|".join(re.escape(word) for word in bare) + ")")
    return re.compile("|".join(parts))


@cache
def _blockers() -> tuple[str, ...]:
    return tuple(gazetteer().words["not_after"]["words"])


@cache
def _filler_pattern() -> re.Pattern[str]:
    words = sorted(gazetteer().words["fillers"]["words"], key=len, reverse=True)
    return re.compile("(?:" + "|".join(re.escape(word) for word in words) + r")\s*")


def _part(text: str, match: re.Match[str]) -> tuple[str, Name] | None:
    """The level and the name that a prefix announces, or None where it is a plain word."""
    word = match.group()
    if match.lastgroup == "bare":
        if begins_inside_word(text, match.end()):
            return None
        return "province", Name(word, match.start(), match.end(), True)
    level, after = match.lastgroup or "", _COLON.match(text, match.end()).end()  # type: ignore[union-attr]
    strict = level == "province" or word in gazetteer().words["listed_only"]["words"]
    name = cut_name(text, after, known_names(level), listed_only=strict or word.endswith("."))
    if name is None and word.endswith(".") and not strict:  # `ต.` before an unlisted name: only as a whole word
        name = cut_name(text, after, known_names(level))
        name = name if name and not THAI_RUN.match(text, name.end) else None
    return None if name is None else (level, name)


def _unknown_province(text: str, match: re.Match[str]) -> tuple[str, str] | None:
    """A misspelt province and the nearest real one, or None where no province is meant."""
    name = cut_name(text, match.end(), frozenset())
    if match.lastgroup != "province" or name is None:
        return None
    best = process.extractOne(name.name, list(gazetteer().provinces), scorer=fuzz.ratio)
    return (name.name, best[0]) if best and best[1] >= _SIMILAR_PROVINCE else None


def _skip(text: str, position: int) -> int:
    """Over signs, house numbers and filler words, to where the next part of an address may begin."""
    while True:
        start = position
        position = _BETWEEN.match(text, position).end()  # type: ignore[union-attr]
        filler = _filler_pattern().match(text, position) or _NUMBER.match(text, position)
        position = filler.end() if filler else position
        if position == start:
            return position


def address_at(text: str, position: int) -> PlaceMention | None:
    """The address that begins at `position` (behind signs, numbers and fillers), or None."""
    names: dict[str, str] = {}
    unknown: tuple[str, str] | None = None
    match: re.Match[str] | None = None
    first, end = -1, position
    while len(names) < len(_LEVELS):
        match = _prefix_pattern().match(text, _skip(text, end))
        part = _part(text, match) if match else None
        if match is None or part is None:
            unknown = _unknown_province(text, match) if match else None
            break
        level, name = part
        if any(_LEVELS.index(seen) >= _LEVELS.index(level) for seen in names):
            break
        names[level] = name.name
        first = match.start() if first < 0 else first
        end = name.end
    names, end = _bare_upper(text, end, names)
    if not names and (unknown is None or match is None):
        return None
    first = match.start() if match is not None and first < 0 else first
    place = make_place(names.get("subdistrict"), names.get("district"), names.get("province"))
    end = max(end, match.end()) if match is not None and not names else end
    return PlaceMention(place, first, end, text[first:end], unknown)


def _bare_upper(text: str, end: int, names: dict[str, str]) -> tuple[dict[str, str], int]:
    """A province printed without its word behind a district (`อ.สิชล นครศรีธรรมราช`)."""
    if not names or "province" in names:
        return names, end
    run = THAI_RUN.match(text, _skip(text, end))
    if run is None or run.group() not in gazetteer().provinces:
        return names, end
    return names | {"province": run.group()}, run.end()


def opens_address(text: str) -> bool:
    """Whether a line begins with an address (house numbers and fillers may stand before it)."""
    start = _skip(text, 0)
    match = _prefix_pattern().match(text, start)
    return match is not None and address_at(text, 0) is not None


def _stands_free(text: str, match: re.Match[str]) -> bool:
    """Whether a prefix begins a word here: not inside an abbreviation, nor in a body's or a post's name."""
    before = text[: match.start()].rstrip(" ")
    if match.group().endswith(".") and match.start() and re.match(r"[ก-๛.]", text[match.start() - 1]):
        return False
    return not before.endswith(_blockers())


def _cut_in_word(text: str, end: int) -> bool:
    """Whether a name would end before its own vowel or mark; behind an abbreviation's point nothing is cut."""
    return end < len(text) and not text[:end].endswith(".") and begins_inside_word(text, end)


def find_places(text: str) -> tuple[PlaceMention, ...]:
    """Every address of a line, in order; a whole line of bare names (`ปลาปาก นครพนม`) is one too."""
    found: list[PlaceMention] = []
    position = 0
    while match := _prefix_pattern().search(text, position):
        mention = address_at(text, match.start()) if _stands_free(text, match) else None
        if mention is not None and not _cut_in_word(text, mention.end):
            found.append(mention)
        position = max(mention.end if mention else 0, match.end())
    bare = None if found else bare_place(text)
    return (bare,) if bare else tuple(found)


def find_place(text: str) -> PlaceMention | None:
    """The first address of a text, or None."""
    return next(iter(find_places(text)), None)


def bare_place(text: str) -> PlaceMention | None:
    """A text of nothing but names without their words, lower level first, that the list has together."""
    names = [name for name in re.split(r"[\s,()]+", text) if name]
    if not 1 <= len(names) <= len(_LEVELS) or names[-1] not in known_names("province"):
        return None
    wanted = make_place(None, None, names[-1])
    lower = (*(None,) * (3 - len(names)), *names[:-1])
    place = make_place(lower[0], lower[1], wanted.province)
    if len(names) > 1 and not is_listed(place):
        return None
    start = text.index(names[0])
    end = text.rindex(names[-1]) + len(names[-1])
    return PlaceMention(place, start, end, text[start:end])
