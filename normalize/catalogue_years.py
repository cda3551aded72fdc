"""Which fiscal year's catalogue a report's item codes belong to: the year whose item names fit the rows best.

A report's own year need not be its codes' year: a report of measures answers the results of the year before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from normalize.framework import Framework, framework, years
from normalize.thai import squeeze

GRAM = 3  # letters: Thai writes no spaces between words, so texts are compared by runs of letters
ENOUGH = 0.30  # mean share of a name's runs that a row must hold, for names to decide at all
EVEN = 0.04  # years whose fit differs by less are told apart by what the report says


@dataclass(frozen=True, slots=True)
class YearChoice:
    """The year chosen (None if unsure), its fit 0 to 1, and the years that fit about as well."""

    year: int | None
    fit: float
    rivals: tuple[int, ...] = ()


@cache
def _grams(key: str) -> frozenset[str]:
    return frozenset(key[place : place + GRAM] for place in range(len(key) - GRAM + 1))


def name_share(name: str, text: str) -> float:
    """The share (0 to 1) of a name's runs of three letters that a text holds."""
    wanted = _grams(squeeze(name))
    return len(wanted & _grams(squeeze(text))) / len(wanted) if wanted else 0.0


def _fit(rows: Sequence[tuple[str, str]], known: Framework) -> float | None:
    """The mean share over the rows whose code has a name in that year; None if none has, a code unknown counts 0."""
    shares: list[float] = []
    named = 0
    for code, text in rows:
        entry = known.entries.get(code)
        if entry is None:
            shares.append(0.0)
        elif entry.name_th:
            shares.append(name_share(entry.name_th, text))
            named += 1
    return sum(shares) / len(shares) if named else None


def choose_year(rows: Sequence[tuple[str, str]], fiscal_year: int | None, answered: Mapping[int, int]) -> YearChoice:
    """The catalogue year of item rows, given as (code, text of the row).

    `answered` counts how often the report names a year as the one whose result it speaks of. Among years that fit
    evenly the most named wins, then the year before the report's own, then its own.
    """
    fits = {year: fit for year in years() if (known := framework(year)) and (fit := _fit(rows, known)) is not None}
    if not fits:
        return YearChoice(None, 0.0)
    best = max(fits.values())
    even = [year for year, fit in fits.items() if best - fit <= EVEN]
    if best < ENOUGH:
        return YearChoice(None, best, tuple(even))
    if len(even) == 1:
        return YearChoice(even[0], best)
    near = (fiscal_year - 1, fiscal_year) if fiscal_year else ()
    ranked = sorted(
        (year for year in even if answered.get(year) or year in near),
        key=lambda year: (-answered.get(year, 0), _rank(year, near)),
    )
    return YearChoice(ranked[0] if ranked else None, best, tuple(even))


def _rank(year: int, near: Sequence[int]) -> int:
    return near.index(year) if year in near else len(near)
