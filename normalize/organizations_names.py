"""The bodies that one line names: a type's words, and the name cut out behind them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from normalize.digits import to_arabic
from normalize.gazetteer import Name, begins_inside_word, cut_name, gazetteer, known_names
from normalize.organizations_kinds import FIXED, Form, Kind, form_pattern, forms, names_for, not_bodies
from normalize.places import Place, PlaceMention

_AREA = re.compile(r"\s*เขต\s*([0-9๐-๙]{1,2})(?![0-9๐-๙])")  # `เขต 1`, area 1
_NUMBER = re.compile(r"\s*([0-9๐-๙]{1,2})(?![0-9๐-๙/.])")
_BRANCH = re.compile(r"[ก-ฮเ-ไ][ก-๎]{1,50}?จังหวัด")  # "… of the province", behind `สำนักงาน` (office)
_THAI = re.compile(r"[ก-๎]")


@dataclass(frozen=True, slots=True)
class OrganizationMention:
    """One place of a text that names a body: `lines[line_no - 1][start:end]` is its ink.

    `organization` is the full name, `name` the same without its type's words, `called` the bare name that the lists of
    places may have, `place` the address printed right behind, `weight` how much this mention says that the report is
    about this body (0 for none), by its `role`.
    """

    organization: str
    organization_type: str
    name: str
    place: Place
    start: int
    end: int
    line_no: int
    called: str = ""
    weight: float = 1.0
    role: str = "text"
    parent: str | None = None
    elided: bool = False
    address: PlaceMention | None = None
    kind: Kind | None = None

    @property
    def key(self) -> tuple[str, str, str | None]:
        """What two mentions of one body share."""
        return self.organization_type, self.name, self.parent


class _Named(NamedTuple):
    """What follows a type's words; `elided` says that a doubled word was printed once."""

    full: str
    called: str
    end: int
    elided: bool = False


def _positions(text: str) -> list[int]:
    """The place of each letter that is not a space."""
    return [index for index, letter in enumerate(text) if letter != " "]


def _suffix(kind: Kind, text: str, end: int) -> tuple[str, int]:
    """A number that belongs to the name, in Arabic digits, and where it ends."""
    match = None
    if kind.suffix == "area" and (second := _second_province(text, end)):
        return f" {second.name}", second.end
    if kind.suffix == "area":
        match = _AREA.match(text, end)
    elif kind.suffix == "number":
        match = _NUMBER.match(text, end)
    if match is None:
        return "", end
    word = f" เขต {to_arabic(match.group(1))}" if kind.suffix == "area" else f" {to_arabic(match.group(1))}"
    return word, match.end()


def _second_province(text: str, end: int) -> Name | None:
    """Another province behind the first (`…เลย หนองบัวลำภู`): one area office may serve two."""
    name = cut_name(text, end, frozenset(gazetteer().provinces), listed_only=True)
    return name if name is not None and name.start == end + 1 else None


def _branch(form: Form, text: str, after: int) -> _Named | None:
    """A provincial office that the catalogue does not name (`สำนักงาน…จังหวัด…`)."""
    match = _BRANCH.match(text, after)
    name = cut_name(text, match.end(), names_for(form.kind), listed_only=True) if match else None
    if match is None or name is None:
        return None
    province = gazetteer().aliases.get(name.name, name.name)
    return _Named(f"{form.full}{match.group()}{province}", province, name.end)


def _elided(kind: Kind, name: str) -> bool:
    """Whether the type's last word, printed once, stands for two (`เทศบาลนครสวรรค์`)."""
    return bool(kind.elision) and kind.elision + name in gazetteer().provinces and name not in known_names("any")


def _named(form: Form, text: str, after: int) -> _Named | None:
    """The name behind a form that ends before `after`; None where no name follows."""
    kind = form.kind
    if kind.name == FIXED:
        return None if begins_inside_word(text, after) else _Named(form.full, form.full, after)
    if kind.name == "branch":
        return _branch(form, text, after)
    strict = kind.place_like or kind.name in {"listed", "ministry"}
    name = cut_name(text, after, names_for(kind), listed_only=strict)
    if name is not None and kind.name == "district" and name.name == gazetteer().capital:
        name = None if kind.place_like else name
    suffix, end = _suffix(kind, text, name.end if name else after)
    if name is None:
        return _Named(form.full + suffix, "", end) if suffix and kind.suffix == "number" else None
    printed = gazetteer().aliases.get(name.name, name.name) if kind.name == "province" else name.name
    elided = _elided(kind, printed)
    called = (kind.elision if elided else "") + printed
    full = form.full + called + suffix
    if suffix.strip() in gazetteer().provinces:
        called += suffix
    return _Named(full, called, end, elided)


def _stands(form: Form, text: str, start: int, last: int, size: int) -> bool:
    """Whether a form found without spaces is one: abbreviations are unbroken, and without a dot begin a word."""
    if begins_inside_word(text, start):
        return False
    if not form.is_short:
        return True
    if last - start + 1 != size:
        return False
    return text[last] == "." or not (start and _THAI.match(text[start - 1]))


def _mention(form: Form, named: _Named, start: int, line_no: int) -> OrganizationMention:
    kind = form.kind
    return OrganizationMention(
        organization=named.full,
        organization_type=kind.organization_type,
        name=named.full.removeprefix(kind.strip) or named.full,
        place=Place(),
        start=start,
        end=named.end,
        line_no=line_no,
        called=named.called,
        role="post" if form.is_head else "text",
        elided=named.elided,
        kind=kind,
    )


def line_mentions(text: str, line_no: int) -> list[OrganizationMention]:
    """The bodies that one line names, without role or address."""
    joined = text.replace(" ", "")
    match = form_pattern().search(joined)
    positions = _positions(text) if match else []
    found: list[OrganizationMention] = []
    while match:
        form = forms()[match.group()]
        start, last = positions[match.start()], positions[match.end() - 1]
        general = joined.startswith(not_bodies(), match.start())
        stands = not general and _stands(form, text, start, last, len(match.group()))
        named = _named(form, text, last + 1) if stands else None
        at = match.end() if general else match.start() + 1
        if named is not None:
            found.append(_mention(form, named, start, line_no))
            at = bisect_left(positions, named.end)
        match = form_pattern().search(joined, at)
    return found
