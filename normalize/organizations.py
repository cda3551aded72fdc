"""Which public body a report is about, where that body is, and its stable id.

`find_organizations` tells every body that lines of repaired Thai text name; `read_organization` chooses the one that
the report is about, by where it is named (title, cover, memo head, announcement) before how often; `parse_organization`
reads a text that names one body and nothing else.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalize.gazetteer import gazetteer
from normalize.organizations_conflicts import Conflict, find_conflicts
from normalize.organizations_groups import Group, choose, group_mentions
from normalize.organizations_kinds import forms
from normalize.organizations_mentions import join_torn, mentions_in
from normalize.organizations_names import OrganizationMention
from normalize.organizations_roles import find_organizations
from normalize.organizations_seats import Seat, printed_elsewhere, printed_on_cover, seat_candidates, seat_of
from normalize.places import Place

__all__ = [
    "Conflict",
    "OrganizationError",
    "OrganizationMention",
    "OrganizationReading",
    "complete",
    "find_organizations",
    "organization_id",
    "parse_organization",
    "read_organization",
]

_ALLOWED_REST = re.compile(r"[\s0-9๐-๙.,:;()\[\]*#_>|•\-–\"“”'/]*")


class OrganizationError(ValueError):
    """A text that does not name one body and nothing else."""


@dataclass(frozen=True, slots=True)
class OrganizationReading:
    """A body, as the table `organizations` has it, and what a careful reader should know of how it was read.

    `name_basis` is `inferred` where a doubled word was printed once, `place_basis` where the lists added a district or
    a province to what is printed; it is None without a place. `ambiguous` are the places that the name may stand for
    where none could be taken. `notes` are plain English sentences.
    """

    organization_id: str
    organization: str
    organization_type: str
    name: str
    subdistrict: str | None
    district: str | None
    province: str | None
    province_code: str | None
    iso_3166_2: str | None
    parent_organization: str | None
    name_basis: str
    place_basis: str | None
    conflicts: tuple[Conflict, ...] = ()
    ambiguous: tuple[Place, ...] = ()
    notes: tuple[str, ...] = ()


def _needs_district(name: str, province: str | None) -> bool:
    rows = gazetteer().by_subdistrict.get(name, ())
    return len({row.district for row in rows if row.province == province}) > 1


def organization_id(
    organization_type: str,
    name: str,
    province: str | None,
    district: str | None = None,
    parent: str | None = None,
) -> str:
    """A body's id, the same in every report and year: a short word for its type and ten hex digits.

    The digits begin the SHA-1 of the NFC text `type|name|province`, to which `|district` is added where the list of
    subdistricts has the name more than once in the province (136 names), and `|parent` for a body within another.
    A body whose province is unknown has another id than the same body with a province.
    """
    parts = [organization_type, name, province or ""]
    if _needs_district(name, province):
        parts.append(district or "")
    if parent:
        parts.append(parent)
    text = unicodedata.normalize("NFC", "|".join(parts))
    codes = {form.kind.code for form in forms().values() if form.kind.organization_type == organization_type}
    code = min(codes, default="org") if len(codes) == 1 else organization_type.split("_", 1)[0]
    return f"{code}-{hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:10]}"


def _reading(mention: OrganizationMention, seat: Seat, notes: tuple[str, ...]) -> OrganizationReading:
    place = seat.place
    within = mention.parent if mention.kind is not None and mention.kind.needs_parent else None
    return OrganizationReading(
        organization_id(mention.organization_type, mention.name, place.province, place.district, within),
        mention.organization,
        mention.organization_type,
        mention.name,
        place.subdistrict,
        place.district,
        place.province,
        place.province_code,
        place.iso_3166_2,
        mention.parent,
        "inferred" if mention.elided else "printed",
        seat.basis if not place.is_empty else None,
        ambiguous=seat.candidates,
        notes=notes,
    )


def complete(mention: OrganizationMention) -> OrganizationReading:
    """One mention as a body of its own, with what the lists say of its place (for tables of several bodies)."""
    if mention.kind is None:
        raise OrganizationError(f"a mention without a kind: {mention.organization}")
    return _reading(mention, seat_of(mention.kind, mention.called, mention.place), ())


def read_organization(lines: Sequence[str], hints: Sequence[float] | None = None) -> OrganizationReading | None:
    """The body that the report is about, or None where the lines name none.

    `lines` are the report's lines in reading order, `hints` a factor a line (more than 1 for lines known to be titles).
    """
    groups = group_mentions(find_organizations(lines, hints))
    main = choose(groups)
    if main is None or main.kind is None:
        return None
    printed = main.place
    candidates = seat_candidates(main.kind, main.called)
    if printed.is_empty and (len(candidates) != 1 or main.kind.seat == "municipality"):
        cover = printed_on_cover(lines) if main.kind.seat in ("subdistrict", "municipality") else None
        printed = printed_elsewhere(main.called, candidates, lines) or cover or printed
    seat = seat_of(main.kind, main.called, printed)
    reading = _reading(replace(main.best, parent=main.parent), seat, _notes(main, seat))
    return replace(reading, conflicts=find_conflicts(main, groups, seat))


def _notes(main: Group, seat: Seat) -> tuple[str, ...]:
    notes = []
    if seat.candidates:
        notes.append(f"{main.organization} may be in {len(seat.candidates)} places; none was taken")
    if main.strong == 0:
        notes.append(f"{main.organization} is named in running text only, not in a title, memo head or announcement")
    return tuple(notes)


def parse_organization(text: str) -> OrganizationMention:
    """The one body that a cell or heading names; its address may follow it.

    Raises OrganizationError where the text names no body, several, or says more than a body's name and address.
    """
    lines = join_torn([line for line in text.split("\n") if line.strip()])
    mentions = mentions_in(lines)
    if len(mentions) != 1:
        raise OrganizationError(f"names {len(mentions)} bodies: {text!r}")
    mention = mentions[0]
    first = lines[mention.line_no - 1]
    rest = first[: mention.start] + first[mention.end :] + "".join(lines[: mention.line_no - 1])
    behind = "\n".join([first[mention.end :], *lines[mention.line_no :]])
    if mention.address is not None:
        behind = behind.replace(mention.address.raw_text, "", 1)
    elif mention.parent is not None:
        behind = behind.replace(mention.parent, "", 1)
    if not _ALLOWED_REST.fullmatch(rest[: mention.start] + behind):
        raise OrganizationError(f"says more than a body's name: {text!r}")
    return replace(mention, weight=1.0)
