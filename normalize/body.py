"""The bodies of a report: the one that it is about, and further ones that a table gives scores of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from normalize.findings import finding
from normalize.organizations import (
    OrganizationError,
    OrganizationReading,
    complete,
    parse_organization,
)
from normalize.places import Place
from normalize.thai import squeeze
from tidy.records import Finding, Organization

CANDIDATES_TOLD = 4


@dataclass(frozen=True, slots=True)
class Bodies:
    """The report's own body, all bodies as records, the id of each by its printed name, and what to tell."""

    own: OrganizationReading | None
    records: tuple[Organization, ...]
    ids: Mapping[str, str]
    unread: frozenset[str]
    findings: tuple[Finding, ...]


def _record(reading: OrganizationReading) -> Organization:
    return Organization(
        organization_id=reading.organization_id,
        organization=reading.organization,
        organization_type=reading.organization_type,
        name=reading.name or None,
        subdistrict=reading.subdistrict,
        district=reading.district,
        province=reading.province,
        province_code=reading.province_code,
        iso_3166_2=reading.iso_3166_2,
        parent_organization=reading.parent_organization,
        name_basis=reading.name_basis,
        place_basis=reading.place_basis,
    )


def _place_name(place: Place) -> str:
    return " ".join(part for part in (place.subdistrict, place.district, place.province) if part)


def _own_findings(own: OrganizationReading | None, report_id: str) -> tuple[Finding, ...]:
    if own is None:
        return (finding(report_id, "organization_unknown", table_name="organizations"),)
    told = [
        finding(
            report_id,
            "place_not_listed" if conflict.kind == "list" else "organization_conflict",
            printed=conflict.printed,
            expected=conflict.expected or "–",
            table_name="organizations",
            row_key=own.organization_id,
        )
        for conflict in own.conflicts
    ]
    if own.ambiguous:
        names = [_place_name(place) for place in own.ambiguous[:CANDIDATES_TOLD]]
        more = f" … {len(own.ambiguous)}" if len(own.ambiguous) > CANDIDATES_TOLD else ""
        told.append(
            finding(
                report_id,
                "place_ambiguous",
                printed=own.organization,
                expected=", ".join(names) + more,
                table_name="organizations",
                row_key=own.organization_id,
            )
        )
    return tuple(told)


def read_bodies(own: OrganizationReading | None, named: Iterable[str], report_id: str) -> Bodies:
    """`own` is the report's own body, `named` the bodies that score tables name a row or column by."""
    records = {own.organization_id: _record(own)} if own else {}
    ids: dict[str, str] = {}
    unread: set[str] = set()
    for text in dict.fromkeys(named):
        reading = _read(text, own)
        if reading is None:
            unread.add(text)
            continue
        if own is not None and _same(reading, own):
            ids[text] = own.organization_id
            continue
        records.setdefault(reading.organization_id, _record(reading))
        ids[text] = reading.organization_id
    return Bodies(own, tuple(records.values()), MappingProxyType(ids), frozenset(unread), _own_findings(own, report_id))


def _read(text: str, own: OrganizationReading | None) -> OrganizationReading | None:
    """A body by its name, or a part of the report's own body by its own (`คณะวิทยาศาสตร์` of a university)."""
    for whole in (text, f"{text} {own.organization}" if own else text):
        try:
            reading = complete(parse_organization(whole))
        except OrganizationError:
            continue
        if whole == text or (own and reading.parent_organization == own.organization):
            return reading
    return None


def _same(one: OrganizationReading, two: OrganizationReading) -> bool:
    return (
        one.organization_type == two.organization_type
        and squeeze(one.name) == squeeze(two.name)
        and one.province in (None, two.province)
    )
