"""What one report says in two ways of the body that it is about: its name, its type, its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from normalize.gazetteer import gazetteer
from normalize.organizations_groups import SIMILAR, Group, similarity
from normalize.organizations_kinds import names_for
from normalize.organizations_names import OrganizationMention
from normalize.organizations_roles import STRONG_ROLES
from normalize.organizations_seats import Seat

_ALIKE = 80.0  # per cent: two spellings in running text that may be one name
_SHORTEST = 4  # letters: shorter names are alike too easily


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing printed that does not agree with the body as it was read.

    `kind` is `name`, `organization_type`, `subdistrict`, `district`, `province` (two mentions differ), `list` (the list
    of places has the name only elsewhere) or `unknown_province` (no province is called so). `printed` is what stands at
    `line_no` (from 1, the first of `count` mentions), `expected` what the body was read with; `similarity` is 0 to 100.
    """

    kind: str
    printed: str
    expected: str | None
    line_no: int
    count: int = 1
    similarity: float = 0.0


def _own_role(mention: OrganizationMention) -> bool:
    return mention.role in STRONG_ROLES and mention.weight > 1


def _is_misspelling(rival: Group, main: Group) -> bool:
    """Whether a name in running text is the main one misspelt: much alike, and no known place's name itself."""
    known = main.kind is not None and rival.name in names_for(main.kind)
    long = min(len(rival.name), len(main.name)) >= _SHORTEST
    return long and not known and similarity(rival.name, main.name) >= _ALIKE


def _same_type(rival: Group, main: Group) -> Conflict | None:
    """Another spelling in the main body's own role (title, announcement …), or a misspelling elsewhere."""
    own = next((mention for mention in rival.mentions if _own_role(mention)), None)
    if own is None and _is_post_of(rival, main):
        own = rival.mentions[0]
    if rival.name.startswith(main.name):
        return None  # the name with the sentence's next word glued to it is no other spelling
    if own is None and not _is_misspelling(rival, main):
        return None
    first = own or rival.mentions[0]
    alike = similarity(rival.name, main.name)
    if first.role == "cover" and alike < SIMILAR:
        return None
    return Conflict("name", rival.organization, main.organization, first.line_no, len(rival.mentions), alike)


def _is_post_of(rival: Group, main: Group) -> bool:
    """A post that signs (`นายก…`) of a name that is like the main one."""
    signs = any(mention.role == "post" for mention in rival.mentions)
    return signs and similarity(rival.name, main.name) >= SIMILAR and not _is_known_neighbour(rival, main)


def _is_known_neighbour(rival: Group, main: Group) -> bool:
    return main.kind is not None and rival.name in names_for(main.kind) and main.name in names_for(main.kind)


def _names(main: Group, groups: Sequence[Group]) -> Iterator[tuple[Group, Conflict]]:
    for rival in groups:
        if rival is main or rival.kind is None or main.kind is None or rival.kind.needs_parent:
            continue
        if rival.best.organization_type == main.best.organization_type != "other":
            conflict = _same_type(rival, main)
        elif rival.kind.seat and rival.kind.strip and rival.name == main.name and main.kind.strip:
            conflict = _other_type(rival, main)
        else:
            conflict = None
        if conflict is not None:
            yield rival, conflict


def _other_type(rival: Group, main: Group) -> Conflict | None:
    """The same name with another type: a body that was raised in rank, or a slip."""
    if rival.kind is None or rival.kind.place_like or main.kind is None or main.kind.place_like:
        return None
    line, count = rival.mentions[0].line_no, len(rival.mentions)
    return Conflict("organization_type", rival.organization, main.organization, line, count, 100.0)


def _places(mentions: Sequence[OrganizationMention], seat: Seat) -> Iterator[Conflict]:
    """Addresses behind the body's name that differ from the one it was read with; the first of each."""
    seen: set[tuple[str, str]] = set()
    for mention in mentions:
        for level in ("subdistrict", "district", "province"):
            printed, expected = getattr(mention.place, level), getattr(seat.place, level)
            if not printed or not expected or printed == expected or (level, printed) in seen:
                continue
            if printed == gazetteer().capital and expected.startswith(printed):
                continue
            seen.add((level, printed))
            alike = similarity(printed, expected)
            yield Conflict(level, printed, expected, mention.line_no, similarity=alike)


def _unknown_provinces(mentions: Sequence[OrganizationMention]) -> Iterator[Conflict]:
    for mention in mentions:
        unknown = mention.address.unknown_province if mention.address else None
        if unknown is not None:
            alike = similarity(*unknown)
            yield Conflict("unknown_province", unknown[0], unknown[1], mention.line_no, similarity=alike)


def _address_text(subdistrict: str | None, district: str | None, province: str | None) -> str:
    return " ".join(name for name in (subdistrict, district, province) if name)


def find_conflicts(main: Group, groups: Sequence[Group], seat: Seat) -> tuple[Conflict, ...]:
    """Every conflict of a report's body, names first, each with the line that shows it."""
    rivals = list(_names(main, groups))
    found = [conflict for _, conflict in rivals]
    same_body = [rival for rival, conflict in rivals if conflict.similarity >= SIMILAR]
    mentions = [mention for group in (main, *same_body) for mention in group.mentions]
    found += _places(mentions, seat)
    found += _unknown_provinces(main.mentions)
    if seat.elsewhere is not None:
        other, place = seat.elsewhere, seat.place
        listed = _address_text(other.subdistrict, other.district, other.province)
        printed = _address_text(place.subdistrict, place.district, place.province)
        found.append(Conflict("list", printed, listed, main.best.line_no))
    return tuple(found)
