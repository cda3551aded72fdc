"""Cuts a text that says who is responsible into names of units, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from normalize.unit_words import UnitKind, UnitRole, unit_words

_BRACKETED = re.compile(r"^(?P<outer>.*?\S)\s*[(\[](?P<inner>[^()\[\]]*)[)\]]?\s*$", re.DOTALL)
_EDGES = " \t\n\r\u00a0,;/:&+-–—.•"
_SECTIONS = (UnitKind.SECTION, UnitKind.SUBSECTION)
_RANKED = (UnitKind.DIVISION, *_SECTIONS)
_RANK = {UnitKind.DIVISION: 1, UnitKind.SECTION: 2, UnitKind.SUBSECTION: 3}
_TOKEN = re.compile(r"[^\s,;/+&:()]*")
_LAST_TOKEN = re.compile(r"[^\s,;/+&:()]+\Z")
# The longest known name, with spaces that broke it, in characters.
_NAME = 80


@dataclass(frozen=True, slots=True)
class Name:
    """A unit's name and where its text starts.

    `linked`: a space or slash stands before it, no comma or other sign of a list; `between` is what stands there.
    """

    text: str
    start: int
    kind: UnitKind
    linked: bool = True
    between: str = " "
    parent: str | None = None
    role: UnitRole | None = None


def clean_name(text: str) -> str:
    """A name without separators at its ends and without the spaces that broke a known name."""
    words = unit_words()
    name = " ".join(text.split()).strip(_EDGES if not text.rstrip().endswith(".") else _EDGES.replace(".", ""))
    name = re.sub(r"\s+(?=ฯ)", "", name)
    known = words.known.get("".join(name.split()))
    if known and " " not in known:
        return known
    first, space, rest = name.partition(" ")
    # `สำนัก งานปลัด`: the broken head is a head of its own again when joined.
    if space and words.bare_head.match(first):
        joined = words.head.match(first + rest)
        if joined and joined.end() > len(first):
            return first + rest
    return name


def names_in(text: str) -> tuple[Name, ...]:
    """The names in a text, parents and bracketed roles found; a sentence is one name."""
    if _is_sentence(text):
        return (Name(clean_name(text), 0, UnitKind.OTHER),)
    parts = [part for whole in _parts(text) for part in _unbracketed(whole)]
    return tuple(_with_parents(parts))


def _is_sentence(text: str) -> bool:
    words = unit_words()
    if words.sentence.search(text) is None:
        return False
    for name in _like_sentences():
        text = text.replace(name, "")
    return any(not _right_after_head(text, found.start()) for found in words.sentence.finditer(text))


@cache
def _like_sentences() -> tuple[str, ...]:
    """The known names that a word of sentences stands in."""
    words = unit_words()
    return tuple(name for name in words.known.values() if words.sentence.search(name))


def _right_after_head(text: str, place: int) -> bool:
    """`งานจัดทำงบประมาณ` (budgeting work): the verb belongs to a name, unless "every" precedes the head."""
    before = re.search(r"\S*\Z", text[:place])
    head = unit_words().head.fullmatch(before[0]) if before else None
    return head is not None and head["every"] is None


def _parts(text: str) -> Iterator[Name]:
    """The names between the cuts, brackets still in them."""
    start, between = 0, " "
    for end, following, separator in (*_cuts(text), (len(text), len(text), " ")):
        part = text[start:end]
        if clean_name(part):
            linked = not unit_words().list_separator.search(between)
            yield Name(part, start, unit_words().kind(part.lstrip()), linked, between)
        start, between = following, separator


def _cuts(text: str) -> Iterator[tuple[int, int, str]]:
    """(end of a name, start of the next one, what stands between)."""
    start = 0
    for place, following, between in _places(text):
        if place <= start or not text[start:place].strip() or _spans(text, start, place, following, between):
            continue
        yield place, following, between
        start = following


def _places(text: str) -> list[tuple[int, int, str]]:
    """Where names may be cut: before a head word behind a separator, and between known names run together."""
    words = unit_words()
    outside = (match for match in words.separator.finditer(text) if _outside(text, match.start()))
    found = [
        (match.start(), match.end(), match[0])
        for match in outside
        if words.begins_unit(text, match.end()) or (match[0] and _is_short_name(text, match))
    ]
    ends = (match.end() for match in words.known_run.finditer(text))
    glued = (end for end in ends if not text[end : end + 1].isspace() and _outside(text, end))
    found.extend((end, end, "") for end in glued if words.kind(text[end : end + _NAME]) in _RANKED)
    return sorted(found)


def _outside(text: str, place: int) -> bool:
    """Whether a place stands outside brackets."""
    return text.count("(", 0, place) <= text.count(")", 0, place)


def _is_short_name(text: str, separator: re.Match[str]) -> bool:
    """Whether a name without its head stands behind a separator: `คลัง/ช่าง`.

    Behind a word (`งานคลังและพัสดุ`, finance *and* supplies) only if another one stands before it: it may be the
    rest of one name.
    """
    words = unit_words()
    token = _TOKEN.match(text, separator.end())
    if token is None or token[0] not in words.short:
        return False
    before = _LAST_TOKEN.search(text, max(0, separator.start() - _NAME), separator.start())
    return not words.list_word.search(separator[0]) or (before is not None and before[0] in words.short)


def _spans(text: str, start: int, place: int, following: int, between: str) -> bool:
    """Whether the name goes on behind the separator: a known name with a space in it, or a head alone."""
    words = unit_words()
    name = text[start:place].strip()
    ahead = "".join(text[start : start + _NAME].split())
    done = len("".join(name.split()))
    if not between.strip() and any(len(k) > done and ahead.startswith(k) for k in words.known):
        return True
    if words.bare_head.match(name.rsplit("/", 1)[-1].lstrip()):
        return "/" in between or not words.every_head.match(name)
    if words.every_head.fullmatch(name):
        return True
    return name in words.glue and not between.strip() and words.kind(text[following:]) in _RANKED


def _without_body(text: str, kind: UnitKind) -> str:
    """A unit's name without the body that it belongs to: `กองช่าง เทศบาลตำบล…` (the works division of … municipality).

    A post (`นายก อบต.`), a head alone and a name that is known with the body's word keep it.
    """
    words = unit_words()
    found = words.body.search(text) if kind in _RANKED else None
    if found is None or "".join(text.split()) in words.known:
        return text
    before = text[: found.start()]
    return text if not before.strip() or words.bare_head.match(before.strip()) else before


def _unbracketed(name: Name) -> list[Name]:
    """A name and what stands in brackets behind it: its role, its sections, or the larger unit around it."""
    found = _BRACKETED.match(name.text)
    outer = clean_name(_without_body(found["outer"] if found else name.text, name.kind))
    if not found or not outer:
        return [replace(name, text=outer or clean_name(name.text))]
    words, whole = unit_words(), replace(name, text=outer)
    label = found["inner"].strip()
    if label in words.role_of:
        return [replace(whole, role=words.role_of[label])]
    inner = [part for part in names_in(found["inner"]) if part.kind is not UnitKind.OTHER]
    if not inner:
        return [whole]
    if name.kind in (*_SECTIONS, UnitKind.POST) and inner[0].kind is UnitKind.DIVISION and len(inner) == 1:
        return [replace(whole, parent=inner[0].text)]
    shift = found.start("inner") + name.start
    return [
        replace(
            part,
            start=name.start if place == 0 else part.start + shift,
            parent=part.parent or outer,
            linked=False,
        )
        for place, part in enumerate(inner)
    ]


def _with_parents(parts: list[Name]) -> list[Name]:
    """Gives sections the division that they are linked to; that division is no unit of its own."""
    if parts and parts[0].kind in _SECTIONS:
        return _parents_behind(parts)
    found: list[Name] = []
    for part in parts:
        above = found[-1] if found else None
        if part.kind not in _SECTIONS or part.parent or above is None or above.kind not in _RANKED:
            found.append(part)
        elif part.linked and _RANK[above.kind] < _RANK[part.kind] and not _is_of_many(part, found):
            found[-1] = replace(part, start=above.start, parent=above.text, role=part.role or above.role)
        elif above.kind is part.kind and above.parent:
            found.append(replace(part, parent=above.parent))
        else:
            found.append(part)
    return found


def _is_of_many(part: Name, found: list[Name]) -> bool:
    """Whether a section stands behind several divisions, set apart alike, so that none of them is surely its own."""
    if len(found) < 2 or found[-1].kind is not UnitKind.DIVISION or found[-2].kind is not UnitKind.DIVISION:
        return False
    return found[-1].linked and (_is_tight(found[-1]) or not _is_tight(part))


def _is_tight(part: Name) -> bool:
    return part.between in {"", "/"}


def _parents_behind(parts: list[Name]) -> list[Name]:
    """`งานพัสดุ กองคลัง`: a section, then its division; so only where the whole list goes in such pairs, without a
    slash.
    """
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    paired = all(
        a.kind in _SECTIONS and b.kind is UnitKind.DIVISION and b.linked and "/" not in b.between for a, b in pairs
    )
    if len(parts) % 2 or not paired or any(part.parent for part in parts):
        return parts
    return [replace(section, parent=division.text, role=section.role or division.role) for section, division in pairs]
