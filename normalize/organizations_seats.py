"""Where a body is: what is printed near it, and what the lists of places add to that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalize.gazetteer import gazetteer
from normalize.organizations_kinds import Kind
from normalize.places import Place, find_places, make_place, resolve


@dataclass(frozen=True, slots=True)
class Seat:
    """A body's place: `basis` is `printed`, `inferred` (from the name and the lists) or None without a place.

    A province or district in the body's own name is printed. `candidates` are the places that the name may stand for
    where none was taken; `elsewhere` is the one place that the list has for the name where the printed one differs.
    """

    place: Place
    basis: str | None
    candidates: tuple[Place, ...] = ()
    elsewhere: Place | None = None


def _subdistricts(name: str) -> list[Place]:
    return [make_place(*row) for row in gazetteer().by_subdistrict.get(name, ())]


def _districts(name: str) -> list[Place]:
    rows = gazetteer().by_district.get(name, ())
    return list(dict.fromkeys(make_place(None, row.district, row.province) for row in rows))


def _municipality(kind: Kind, name: str) -> list[Place]:
    """A municipality carries a subdistrict's or a district's name; a city or town also its province's."""
    if name in gazetteer().provinces and kind.code != "sm":
        return [make_place(None, gazetteer().capital, name)]
    upper = [replace(place, subdistrict=None) for place in _subdistricts(name)]
    return list(dict.fromkeys(upper + _districts(name)))


def seat_candidates(kind: Kind, name: str) -> tuple[Place, ...]:
    """Every place of the lists that a body of this kind may be in; `name` is without the type's words and numbers."""
    if kind.province:
        return (make_place(None, kind.district, kind.province),)
    if kind.seat == "subdistrict":
        return tuple(_subdistricts(name))
    if kind.seat == "municipality":
        return tuple(_municipality(kind, name))
    if kind.seat == "district":
        return tuple(_districts(name))
    if kind.seat == "province" and name in gazetteer().provinces:
        return (make_place(None, None, name),)
    return ()


def _agrees(candidate: Place, printed: Place) -> bool:
    pairs = ((candidate.district, printed.district), (candidate.province, printed.province))
    capital = gazetteer().capital
    return all(
        not one or not two or one == two or (two == capital and one == f"{capital}{candidate.province}")
        for one, two in pairs
    )


def printed_elsewhere(name: str, candidates: Sequence[Place], lines: Sequence[str]) -> Place | None:
    """An address anywhere in the lines that names this body's place: its subdistrict, or a candidate's district."""
    wanted = {(place.district, place.province) for place in candidates if place.district}
    for line in lines:
        for mention in find_places(line):
            place = mention.place
            if not place.district or not place.province:
                continue
            if place.subdistrict == name or (place.district, place.province) in wanted:
                return place
    return None


COVER = 20  # lines among which a cover's address stands
COVER_LINE = 100  # letters: a longer line is text


def printed_on_cover(lines: Sequence[str]) -> Place | None:
    """The one district and province that the short lines of a cover print, apart from the body's own line."""
    short = [line for line in lines[:COVER] if len(line) <= COVER_LINE]
    found = {mention.place for line in short for mention in find_places(line) if mention.place.province}
    districts = {(place.district, place.province) for place in found if place.district}
    if len(districts) != 1 or len({place.province for place in found}) != 1:
        return None
    district, province = districts.pop()
    return make_place(None, district, province)


def _common(candidates: Sequence[Place]) -> Place:
    """What several candidates agree on: their province, or nothing."""
    provinces = {place.province for place in candidates}
    return make_place(None, None, provinces.pop()) if len(provinces) == 1 else Place()


def _named_place(kind: Kind, name: str, printed: Place) -> Place:
    """The printed place, with the province or district that the body's own name prints (`…จังหวัดน่าน`)."""
    if kind.seat == "province" and name in gazetteer().provinces:
        return make_place(printed.subdistrict, printed.district, printed.province or name)
    if kind.seat == "district" and (name in gazetteer().by_district or name == gazetteer().capital):
        return make_place(printed.subdistrict, printed.district or name, printed.province)
    return printed


def _settles(kind: Kind, name: str) -> bool:
    """Whether a name that the lists have once says where its body is. It does for bodies that are named after their
    subdistrict, district or province by law; a municipality takes its name freely, so the one listed place may be
    another."""
    return kind.seat != "municipality" or (name in gazetteer().provinces and kind.code != "sm")


def seat_of(kind: Kind, name: str, printed: Place) -> Seat:
    """The place of a body from what is printed near it and from the lists; nothing is picked from several."""
    candidates = seat_candidates(kind, name)
    printed = _named_place(kind, name, printed)
    if printed.is_empty:
        if len(candidates) == 1 and _settles(kind, name):
            return Seat(candidates[0], "inferred")
        if kind.seat == "municipality":
            return Seat(Place(), None, candidates)
        return Seat(_common(candidates), "inferred" if _common(candidates).province else None, candidates)
    fits = [place for place in candidates if _agrees(place, printed)]
    if len(fits) == 1 and (kind.seat != "municipality" or not printed.subdistrict):
        filled = _merged(printed, fits[0])
        return Seat(filled, _basis(printed, filled))
    resolution = resolve(printed.subdistrict, printed.district, printed.province)
    filled = _merged(printed, resolution.place)
    several = resolution.candidates if resolution.ambiguous else ()
    if len(fits) > 1 and not filled.district:
        several = tuple(fits)
    only = candidates[0] if len(candidates) == 1 and not fits else None
    if only is None and resolution.contradictory and len(resolution.candidates) == 1:
        only = resolution.candidates[0]
    return Seat(filled, _basis(printed, filled), several, only)


def _merged(printed: Place, found: Place) -> Place:
    """The printed names, and the found ones where none is printed; `เมือง` gives way to its full name."""
    district = printed.district
    if district in (None, gazetteer().capital):
        district = found.district or district
    return make_place(printed.subdistrict or found.subdistrict, district, printed.province or found.province)


def _basis(printed: Place, filled: Place) -> str:
    added = (not printed.district and filled.district) or (not printed.province and filled.province)
    return "inferred" if added else "printed"
