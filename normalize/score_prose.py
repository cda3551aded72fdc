"""Scores said in sentences and lists: `ตัวชี้วัดที่ ๒ การใช้งบประมาณ (๗๒.๔๖)`, `ได้คะแนนภาพรวม ๙๓.๐๕ คะแนน`.

A number is a score only where the words between it and the thing named are words of scoring and nothing else.
Everything else in prose stays prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from normalize.findings import Place
from normalize.fiscal import find_fiscal_years
from normalize.framework import Framework, nearest_framework
from normalize.levels import find_level
from normalize.mentions import Mention
from normalize.numerals import Number, find_numbers, to_arabic
from normalize.phrases import alternatives, either
from normalize.references import ITEM
from normalize.resources import toml
from normalize.subjects import Subject
from normalize.thai import squeeze

NEAR = 70  # letters: a number farther behind its name is no longer tied to it
YEAR_BEHIND = 30  # letters: a year this close behind a number may be its year


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(alternatives(toml("prose")[name]), re.IGNORECASE)


@cache
def _only_between() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(toml('prose')['between'])}|25\d\d|\s)*", re.IGNORECASE)


@cache
def _before_number() -> re.Pattern[str]:
    words = alternatives(toml("prose")["not_score_before"])
    return re.compile(rf"(?:{words})[\s(:=]*{either('number_follows')}?[\s(:=]*$", re.IGNORECASE)


@cache
def _after_number() -> re.Pattern[str]:
    words = alternatives(toml("prose")["not_score_after"])
    return re.compile(rf"\s*{either('points')}?\s*(?:{words})")


@dataclass(frozen=True, slots=True)
class _Named:
    """A thing named in a sentence: where its name ends."""

    subject: Subject
    start: int
    end: int


@cache
def _names(framework: Framework) -> re.Pattern[str]:
    """Catalogue names of indicators, spaces between their letters or not, the longest first."""
    names = {
        entry.name_th
        for entry in framework.entries.values()
        if entry.scope in ("indicator", "sub_indicator") and entry.name_th
    }
    names |= {name for aliases in toml("rules")["aliases"].values() for name in aliases}
    return re.compile(
        "|".join(r"\s?".join(map(re.escape, name.replace(" ", ""))) for name in sorted(names, key=len, reverse=True))
    )


_NUMBERED = re.compile(
    rf"{either('sub_indicator', 'indicator')}\s*(10\.[12]|9\.[1-5]|10|[1-9])(?![\d.]*\d)\s*[.:)]?"
    rf"\s*{either('about')}?\s*"
)


def _things(text: str, framework: Framework) -> list[_Named]:
    found = list(_numbered(text, framework))
    covered = [(one.start, one.end) for one in found]
    for hit in _names(framework).finditer(text):
        if any(start <= hit.start() < end for start, end in covered):
            continue
        codes = framework.names.get(squeeze(hit.group()), ())
        if codes:
            entry = framework.entries[codes[0]]
            found.append(_Named(Subject(entry.scope, entry.code, hit.group(), by_name=True), hit.start(), hit.end()))
    found.extend(_instruments(text))
    found.extend(
        _Named(Subject("item", f"{m.group(1).upper()}{int(m.group(2))}", m.group()), m.start(), m.end())
        for m in ITEM.finditer(text)
        if int(m.group(2))
    )
    weak = ("overall_weak",) if _pattern("assessment").search(text) else ()
    hits = (hit for name in ("overall", *weak) for hit in _pattern(name).finditer(text))
    found.extend(_Named(Subject("overall", "overall", hit.group()), hit.start(), hit.end()) for hit in hits)
    return sorted(found, key=lambda one: (one.start, -one.end))


def _numbered(text: str, framework: Framework) -> Iterator[_Named]:
    for hit in _NUMBERED.finditer(text):
        code = hit.group(1)
        entry = framework.entries.get(code)
        if entry is None:
            continue
        name = _names(framework).match(text, hit.end())
        if name is not None and code not in framework.names.get(squeeze(name.group()), ()):
            continue  # number and name disagree: no score is taken from such a sentence
        yield _Named(
            Subject(entry.scope, code, text[hit.start() : name.end() if name else hit.end()].strip()),
            hit.start(),
            name.end() if name else hit.end(),
        )


_INSTRUMENT = re.compile(rf"{either('instrument')}?\s*[(]?\b([IEO]IT)\b[)]?")


def _instruments(text: str) -> Iterator[_Named]:
    for hit in _INSTRUMENT.finditer(text):
        if not re.match(r"\s*[.\-]?\s*\d{1,2}(?![\d.])", text[hit.end() :]):  # OIT 34 is an item
            yield _Named(Subject("instrument", hit.group(1), hit.group()), hit.start(), hit.end())


def _tied(text: str, things: Sequence[_Named], number: Number) -> Subject | None:
    """The thing that a number is tied to: the nearest before it, with only words of scoring between."""
    before = [one for one in things if one.end <= number.start and number.start - one.end <= NEAR]
    for one in sorted(before, key=lambda one: -one.end):
        gap = text[one.end : number.start]
        if not _only_between().fullmatch(gap):
            return None
        if one.subject.scope != "overall":
            return one.subject
        wider = [
            other
            for other in before
            if other.subject.scope != "overall" and _only_between().fullmatch(text[other.end : one.start])
        ]
        return wider[-1].subject if wider else one.subject
    return None


def _is_score(text: str, number: Number) -> bool:
    if not 0 <= number.value <= 100 or number.signed:
        return False
    if _before_number().search(text[max(0, number.start - 40) : number.start]):
        return False
    return _after_number().match(text, number.end) is None


def _year(text: str, number: Number, default: int | None) -> int | None:
    """The year named last before a number in its paragraph, else one right behind it, else the surroundings'."""
    years = [year for year in find_fiscal_years(text) if year.kind not in ("law", "plan")]
    before = [year.year_be for year in years if year.end <= number.start]
    if before:
        return before[-1]
    behind = [year.year_be for year in years if 0 <= year.start - number.end <= YEAR_BEHIND]
    return behind[0] if behind else default


def read_prose(text: str, default_year: int | None, place: Place, first_order: int) -> Iterator[Mention]:
    """The scores and levels that one paragraph (repaired, one line) gives. `default_year` is the surroundings' year."""
    arabic = to_arabic(text)
    framework = nearest_framework(default_year)
    things = _things(arabic, framework)
    order = first_order
    for number in find_numbers(arabic) if things else ():
        subject = _tied(arabic, things, number) if _is_score(arabic, number) else None
        if subject is None or (subject.scope == "item" and not number.decimals and number.value not in (0, 100)):
            continue
        year = _year(arabic, number, default_year)
        yield Mention(
            "score",
            subject,
            year,
            text[number.start : number.end].strip(),
            place,
            order,
            value=number.value,
            decimals=number.decimals,
            in_prose=True,
        )
        order += 1
    yield from _levels(text, arabic, default_year, place, order)


_LEVEL = re.compile(rf"{either('before_level')}?\s*{either('level')}\s*[:=]?\s*")


def _levels(text: str, arabic: str, default_year: int | None, place: Place, order: int) -> Iterator[Mention]:
    """Levels that a sentence gives to the overall result: `อยู่ในระดับ “ต้องปรับปรุง”`, `ระดับผลคะแนน A`."""
    for hit in _LEVEL.finditer(arabic):
        number = Number(0.0, "", hit.start(), hit.start(), 0, signed=False, percent=False)
        year = _year(arabic, number, default_year)
        level = find_level(arabic[hit.end() : hit.end() + 60], nearest_framework(year))
        if (
            level is not None
            and not _foreign_subject(arabic, hit.start(), nearest_framework(year))
            and not _explains(arabic, hit.start())
        ):
            yield Mention(
                "level",
                Subject("overall", "overall", text[hit.start() : hit.end()]),
                year,
                level,
                place,
                order,
                text=level,
                in_prose=True,
            )
            order += 1


def _foreign_subject(text: str, position: int, framework: Framework) -> bool:
    """Whether the nearest thing named before a level is an indicator or instrument and not the whole."""
    before = [one for one in _things(text[:position], framework) if one.end <= position]
    return bool(before) and before[-1].subject.scope != "overall" and position - before[-1].end <= NEAR


_TARGET = re.compile(rf"{either('level_explained')}[^.]{{0,40}}$")  # target, at least, rule, means


def _explains(text: str, position: int) -> bool:
    """Whether the words before a level set a target or explain the scale instead of telling a result."""
    return _TARGET.search(text[:position]) is not None
