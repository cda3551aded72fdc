"""A place in Thailand, and what the lists of places say of printed names.

Codes and missing upper levels come from the lists, and only where these leave one choice: nothing is picked from
several candidates, and a printed name is never changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from normalize.gazetteer import PlaceRow, gazetteer


@dataclass(frozen=True, slots=True)
class Place:
    """A place in Thailand, names without their prefixes (`ตำบล`, `อำเภอ`, `จังหวัด`).

    `province_code` is the two digits of TIS 1099 (`34`), `iso_3166_2` is `TH-34`; both are null without a province.
    """

    subdistrict: str | None = None
    district: str | None = None
    province: str | None = None
    province_code: str | None = None
    iso_3166_2: str | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.subdistrict or self.district or self.province)


class Resolution(NamedTuple):
    """What the lists say of three printed names.

    `place` has what was printed and what follows from it; `ambiguous` says that `candidates` are several and none was
    taken; `candidates` are the list's places for the names. A contradiction is not ambiguous and has candidates that
    differ from the printed place.
    """

    place: Place
    ambiguous: bool
    candidates: tuple[Place, ...]

    @property
    def contradictory(self) -> bool:
        return not self.ambiguous and bool(self.candidates) and self.place not in self.candidates


def make_place(subdistrict: str | None, district: str | None, province: str | None) -> Place:
    """A place with its province's codes; `อำเภอเมือง` gets its full name where the province is known."""
    lists = gazetteer()
    province = lists.aliases.get(province, province) if province else None
    code, iso = lists.provinces.get(province, (None, None)) if province else (None, None)
    full = f"{lists.capital}{province}"
    if district == lists.capital and full in lists.by_district:
        district = full
    return Place(subdistrict, district, province if code else None, code, iso)


def matching_rows(rows: Iterable[PlaceRow], place: Place) -> list[PlaceRow]:
    """The rows that have every printed name of a place; `เมือง` stands for the capital's district."""
    wanted = (place.subdistrict, place.district, place.province)
    capital = gazetteer().capital
    return [
        row
        for row in rows
        if all(
            name is None or name == printed or (index == 1 and name == capital and printed == capital + row[2])
            for index, (name, printed) in enumerate(zip(wanted, row, strict=True))
        )
    ]


def is_listed(place: Place) -> bool:
    """Whether the list has a place with every printed name; `เมือง` stands for the capital's district."""
    only_capital = not place.subdistrict and place.district == gazetteer().capital
    return bool(matching_rows(gazetteer().rows if only_capital else _rows_of(place), place))


def _rows_of(place: Place) -> tuple[PlaceRow, ...]:
    """The list's rows for the lowest printed name."""
    lists = gazetteer()
    if place.subdistrict:
        return lists.by_subdistrict.get(place.subdistrict, ())
    if place.district == lists.capital:
        return ()
    return lists.by_district.get(place.district, ()) if place.district else ()


def _distinct(rows: Iterable[PlaceRow], *, with_subdistrict: bool) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(make_place(row[0] if with_subdistrict else None, row[1], row[2]) for row in rows))


def resolve(subdistrict: str | None, district: str | None, province: str | None) -> Resolution:
    """Fill the upper levels of an address where the lists leave one choice.

    Names are without prefixes. Printed names are never changed (but `เมือง` gets its province): where the lists have the
    lowest name only elsewhere, the printed place stays and the list's places are the candidates.
    """
    printed = make_place(subdistrict, district, province)
    if subdistrict and subdistrict not in gazetteer().by_subdistrict:
        upper = resolve(None, district, province)
        return upper._replace(place=replace(upper.place, subdistrict=subdistrict))
    rows = _rows_of(printed)
    fits = matching_rows(rows, printed)
    if not fits:
        return Resolution(printed, False, _distinct(rows, with_subdistrict=bool(subdistrict)))
    candidates = _distinct(fits, with_subdistrict=bool(subdistrict))
    if len(candidates) == 1:
        return Resolution(candidates[0], False, candidates)
    provinces = {candidate.province for candidate in candidates}
    known = candidates[0].province if len(provinces) == 1 else printed.province
    return Resolution(make_place(subdistrict, district, known), True, candidates)
