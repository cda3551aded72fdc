"""What sentences name: indicators, sub-indicators, instruments, items, the overall score, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from normalize.framework import Framework
from normalize.phrases import alternatives, either
from normalize.references import ITEM
from normalize.resources import toml
from normalize.subjects import Subject
from normalize.thai import squeeze


@cache
def prose_words(name: str) -> re.Pattern[str]:
    """A pattern of one list of `prose.toml`."""
    return re.compile(alternatives(toml("prose")[name]), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
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
    rf"(?!\s*(?:-|–|{either('range')})\s*\d)\s*{either('about')}?\s*"
)


_BARE_OVERALL = re.compile(
    rf"(?:{alternatives(toml('prose')['overall_bare'])})(?=\s*\d{{1,3}}\.\d+\s*{either('points')})"
)


def _overall(hit: re.Match[str]) -> Named:
    return Named(Subject("overall", "overall", hit.group()), hit.start(), hit.end())


_POINTS_BEHIND = re.compile(rf"\s*(?:{either('points')}|%)")  # OIT 40 คะแนน is a weight and no item


def things_in(text: str, framework: Framework) -> list[Named]:
    found = [*_numbered(text, framework), *_instruments_named(text)]
    covered = [(one.start, one.end) for one in found] + list(_at_odds(text, framework))
    for hit in _names(framework).finditer(text):
        if any(start <= hit.start() < end for start, end in covered):
            continue
        codes = framework.names.get(squeeze(hit.group()), ())
        if codes:
            entry = framework.entries[codes[0]]
            found.append(Named(Subject(entry.scope, entry.code, hit.group(), by_name=True), hit.start(), hit.end()))
    found.extend(_instruments(text))
    found.extend(
        Named(Subject("item", f"{m.group(1).upper()}{int(m.group(2))}", m.group()), m.start(), m.end())
        for m in ITEM.finditer(text)
        if int(m.group(2)) and _POINTS_BEHIND.match(text, m.end()) is None
    )
    if prose_words("assessment").search(text):
        found.extend(_overall(hit) for hit in prose_words("overall_weak").finditer(text))
        found.extend(_overall(hit) for hit in _BARE_OVERALL.finditer(text))
    found.extend(_overall(hit) for hit in prose_words("overall").finditer(text))
    return sorted(found, key=lambda one: (one.start, -one.end))


def _at_odds(text: str, framework: Framework) -> Iterator[tuple[int, int]]:
    """Where a number and the name behind it disagree: no score is taken from such words."""
    for hit in _NUMBERED.finditer(text):
        name = _names(framework).match(text, hit.end())
        if name is not None and hit.group(1) not in framework.names.get(squeeze(name.group()), ()):
            yield hit.start(), name.end()


def _numbered(text: str, framework: Framework) -> Iterator[Named]:
    for hit in _NUMBERED.finditer(text):
        code = hit.group(1)
        entry = framework.entries.get(code)
        if entry is None:
            continue
        name = _names(framework).match(text, hit.end())
        if name is not None and code not in framework.names.get(squeeze(name.group()), ()):
            continue
        yield Named(
            Subject(entry.scope, code, text[hit.start() : name.end() if name else hit.end()].strip()),
            hit.start(),
            name.end() if name else hit.end(),
        )


_SURVEYED = tuple(toml("prose")["instrument_opens"])


@cache
def _instrument_names() -> re.Pattern[str]:
    """The whole names of instruments, each in a group of its own, behind the words that open them: without those a name
    may be the indicator's, or that of the persons who were asked."""
    names = ((name, alternatives(section["words"])) for name, section in toml("labels")["instrument"].items())
    groups = "|".join(f"(?P<{name}>{words})" for name, words in names)
    links = alternatives(toml("prose")["instrument_links"])
    return re.compile(rf"(?:{alternatives(_SURVEYED)})\s*(?:{links})*\s*(?:{groups})")


def _instruments_named(text: str) -> Iterator[Named]:
    """`แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน`: an instrument by its name and not by its letters."""
    for hit in _instrument_names().finditer(text) if any(word in text for word in _SURVEYED) else ():
        if hit.lastgroup is not None:
            yield Named(Subject("instrument", hit.lastgroup, hit.group()), hit.start(), hit.end())


_INSTRUMENT = re.compile(rf"{either('instrument')}?\s*[(]?\b([IEO]IT)\b[)]?")


def _instruments(text: str) -> Iterator[Named]:
    for hit in _INSTRUMENT.finditer(text) if "IT" in text else ():
        if not re.match(r"\s*[.\-]?\s*\d{1,2}(?![\d.])", text[hit.end() :]):  # OIT 34 is an item
            yield Named(Subject("instrument", hit.group(1), hit.group()), hit.start(), hit.end())
