"""The assessment's own catalogue, a fiscal year at a time: indicators, items, issues, weights, levels.

Source: `catalogue/framework.csv` (one row a year and code, each with its source and a confidence) and
`catalogue/rules.toml`. The same item code means different things in different years, so the key is (year, code).
Years are Buddhist era; scores and weights are of 100 and of 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from normalize.resources import CatalogueError, table, toml
from normalize.thai import squeeze

INSTRUMENTS = ("IIT", "EIT", "OIT")
SCOPES = ("overall", "instrument", "indicator", "sub_indicator", "item", "issue")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the catalogue of a year knows."""

    fiscal_year_be: int
    code: str
    scope: str
    instrument: str | None
    parent_code: str | None
    name_th: str | None
    name_en: str | None
    source: str | None
    confidence: str

    @property
    def indicator_no(self) -> int | None:
        """1 to 10, of an indicator itself, of a sub-indicator's or an item's parent; else None."""
        stem = self.code if self.scope == "indicator" else (self.parent_code or "")
        number = stem.split(".", maxsplit=1)[0]
        return int(number) if number.isdecimal() else None


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a year's scale and the scores that it asks for."""

    name: str
    words: tuple[str, ...]
    overall: float
    below: float | None
    instrument: float | None
    some_instrument_below: float | None


@dataclass(frozen=True, slots=True, eq=False)  # one object a year: compared and hashed by identity
class Framework:
    """The catalogue and the rules of one fiscal year."""

    fiscal_year_be: int
    scheme: str
    entries: Mapping[str, Entry]
    weights: Mapping[str, float]
    full_points: Mapping[str, float]
    members: Mapping[str, tuple[str, ...]]
    pass_mark: float | None
    levels: tuple[Level, ...]

    @property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Squeezed names and aliases -> the codes that they may stand for, widest scope first."""
        return _names(self.fiscal_year_be)

    def weight(self, code: str) -> float | None:
        """The share of the overall score that an instrument or indicator has, None where the year has none."""
        if code in self.weights:
            return self.weights[code]
        for instrument, codes in self.members.items():
            if code in codes:
                return self.weights[instrument] / len(codes)
        return None

    def instrument_of(self, code: str) -> str | None:
        entry = self.entries.get(code)
        return entry.instrument if entry else None


def _clean(text: str | None) -> str | None:
    return text.strip() or None if text else None


def _entry(row: Mapping[str, str]) -> Entry:
    return Entry(
        fiscal_year_be=int(row["fiscal_year_be"]),
        code=row["code"],
        scope=row["level"],
        instrument=_clean(row["instrument"]),
        parent_code=_clean(row["parent_code"]),
        name_th=_clean(row["name_th"]),
        name_en=_clean(row["name_en"]),
        source=_clean(row["source"]),
        confidence=row["confidence"],
    )


@cache
def _rows() -> Mapping[int, tuple[Entry, ...]]:
    years: dict[int, list[Entry]] = {}
    for row in table("framework"):
        entry = _entry(row)
        if entry.scope not in SCOPES:
            raise CatalogueError(f"framework.csv: unknown level {entry.scope!r}")
        years.setdefault(entry.fiscal_year_be, []).append(entry)
    return MappingProxyType({year: tuple(entries) for year, entries in sorted(years.items())})


def years() -> tuple[int, ...]:
    """The fiscal years (B.E.) that the catalogue knows, rising."""
    return tuple(_rows())


def _in_force(rules: Iterable[Mapping[str, object]], year: int) -> Mapping[str, object] | None:
    for rule in rules:
        first, last = rule["from"], rule.get("to", year)
        if isinstance(first, int) and isinstance(last, int) and first <= year <= last:
            return rule
    return None


def _levels(year: int) -> tuple[Level, ...]:
    scale = _in_force(toml("rules")["scale"], year)
    if scale is None:
        return ()
    levels = scale["levels"]
    assert isinstance(levels, list)
    return tuple(
        Level(
            name=level["name"],
            words=tuple(level["words"]),
            overall=level["overall"],
            below=level.get("below"),
            instrument=level.get("instrument"),
            some_instrument_below=level.get("some_instrument_below"),
        )
        for level in levels
    )


@cache
def _names(year: int) -> Mapping[str, tuple[str, ...]]:
    aliases: Mapping[str, list[str]] = toml("rules")["aliases"]
    found: dict[str, list[str]] = {}
    for entry in sorted(_rows()[year], key=lambda entry: SCOPES.index(entry.scope)):
        for name in (entry.name_th, *aliases.get(entry.code, ())):
            if name:
                codes = found.setdefault(squeeze(name), [])
                if entry.code not in codes:
                    codes.append(entry.code)
    return MappingProxyType({name: tuple(codes) for name, codes in found.items()})


@cache
def framework(year: int) -> Framework | None:
    """The catalogue of a fiscal year (B.E.), or None for a year that it does not know."""
    entries = _rows().get(year)
    scheme = _in_force(toml("rules")["scheme"], year)
    if entries is None or scheme is None:
        return None
    members = scheme.get("indicators", {})
    weights, full_points, pass_mark = (
        scheme.get("weights", {}),
        scheme.get("full_points", {}),
        scheme.get("pass_mark"),
    )
    assert isinstance(members, dict)
    assert isinstance(weights, dict)
    assert isinstance(full_points, dict)
    assert pass_mark is None or isinstance(pass_mark, float)
    return Framework(
        fiscal_year_be=year,
        scheme=str(scheme["name"]),
        entries=MappingProxyType({entry.code: entry for entry in entries}),
        weights=MappingProxyType(weights),
        full_points=MappingProxyType(full_points),
        members=MappingProxyType({key: tuple(str(number) for number in numbers) for key, numbers in members.items()}),
        pass_mark=pass_mark,
        levels=_levels(year),
    )


@cache
def nearest_framework(year: int | None) -> Framework:
    """The catalogue of the year, else of the nearest year of the ten-indicator scheme: for names of indicators only,
    which those years share. Item codes are never read by a neighbour's catalogue."""
    known = [candidate for candidate in years() if (found := framework(candidate)) and found.weights]
    wanted = year if year is not None else known[-1]
    exact = framework(wanted)
    if exact is not None:
        return exact
    found = framework(min(known, key=lambda candidate: abs(candidate - wanted)))
    assert found is not None
    return found


def catalogue_rows(wanted: Iterable[int] | None = None) -> tuple[Entry, ...]:
    """The catalogue's rows of the given years (all, if None), by year, scope and code."""
    chosen = years() if wanted is None else tuple(sorted(set(wanted)))
    entries = [entry for year in chosen for entry in _rows().get(year, ())]
    return tuple(
        sorted(entries, key=lambda entry: (entry.fiscal_year_be, SCOPES.index(entry.scope), code_key(entry.code)))
    )


_CODE = re.compile(r"([A-Z]*)(\d*)(?:\.(\d+))?")


def code_key(code: str) -> tuple[int, str, int, int]:
    """Sort key of codes: overall, IIT, EIT, OIT, 1 to 10 with their sub-indicators, then items by number."""
    if code == "overall":
        return (0, "", 0, 0)
    if code in INSTRUMENTS:
        return (1, "", INSTRUMENTS.index(code), 0)
    found = _CODE.match(code)
    letters, number, part = found.groups() if found else (code, "", None)
    return (3 if letters else 2, letters, int(number or 0), int(part or 0))
