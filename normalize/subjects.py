"""What a score is of: the overall, an instrument, an indicator, a sub-indicator or an item, read from its label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from normalize.framework import INSTRUMENTS, Framework
from normalize.labels import instruments_in, meaning, words
from normalize.numerals import to_arabic
from normalize.phrases import either
from normalize.resources import toml
from normalize.thai import squeeze

NEAR_NAME = 88.0  # similarity (0 to 100) from which a name is taken for a catalogue name
MARGIN = 3.0


@dataclass(frozen=True, slots=True)
class Subject:
    """What a score is of. `printed` is the label; `mismatch` the catalogue's name where number and name disagree."""

    scope: str
    code: str
    printed: str
    similarity: float = 1.0
    by_name: bool = False
    mismatch: str | None = None


_INDICATOR = re.compile(rf"^{either('indicator')}\s*[:.]?\s*(\d{{1,2}})(?![\d.]*\d)\s*[.:)\-–]?\s*", re.IGNORECASE)
_SUB = re.compile(rf"^{either('sub_indicator')}?\s*(9\.[1-5]|10\.[1-2])(?!\d)\s*[.:)\-–]?\s*")
_NUMBERED = re.compile(r"^[(]?(\d{1,2})\s*[.)\-–:]?\s*(?=[^\d\s.,])")
_BARE = re.compile(r"^[(]?(\d{1,2})[.)]?$")
_ITEM = re.compile(rf"^(?:{either('item')}\s*)?([OIE])(?:IT)?\s*\.?\s*(\d{{1,2}})(?!\d)\s*[.:)\-–]?\s*", re.IGNORECASE)
_BRACKETED_INSTRUMENT = re.compile(r"[(\[]\s*[IEO]IT\s*[)\]]", re.IGNORECASE)
_LEADING = re.compile(r"^[\s\-–•★*➢]+")


@lru_cache(maxsize=4096)
def match_name(
    text: str, framework: Framework, scopes: tuple[str, ...] = ("indicator", "sub_indicator")
) -> tuple[str, float] | None:
    """The code whose catalogue name a text is (exactly, else by likeness) and the similarity 0 to 1, or None."""
    key = squeeze(text)
    if len(key) < 3:
        return None
    exact = [code for code in framework.names.get(key, ()) if framework.entries[code].scope in scopes]
    if exact:
        return exact[0], 1.0
    hits = process.extract(key, framework.names.keys(), scorer=fuzz.ratio, score_cutoff=NEAR_NAME - MARGIN, limit=6)
    found = [
        (score, code)
        for name, score, _ in hits
        for code in framework.names[name]
        if framework.entries[code].scope in scopes
    ]
    if not found or found[0][0] < NEAR_NAME:
        return None
    rival = max((score for score, code in found if code != found[0][1]), default=0.0)
    return (found[0][1], found[0][0] / 100) if found[0][0] - rival >= MARGIN else None


def _scope(code: str, framework: Framework) -> str | None:
    entry = framework.entries.get(code)
    return entry.scope if entry else None


def _numbered(number: str, rest: str, label: str, framework: Framework) -> Subject | None:
    """An indicator by its number, checked against its name where one is printed."""
    code = str(int(number))
    if _scope(code, framework) != "indicator":
        return None
    name = _BRACKETED_INSTRUMENT.sub(" ", rest).strip()
    if not squeeze(name):
        return Subject("indicator", code, label)
    hit = match_name(name, framework, ("indicator",))
    if hit is None:
        contained = [
            key for key in framework.names if len(key) > 6 and key in squeeze(name) and code in framework.names[key]
        ]
        return Subject("indicator", code, label) if contained else None
    if hit[0] == code:
        return Subject("indicator", code, label, hit[1])
    expected = framework.entries[code].name_th or code
    return Subject("indicator", code, label, hit[1], mismatch=expected)


def parse_subject(label: str, framework: Framework) -> Subject | None:
    """The subject that one label names, e.g. `ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล`, `๙.๑ ข้อมูลพื้นฐาน`, `IIT`, `เฉลี่ย`."""
    return _remembered(label, framework) if len(label) < LONGEST_REMEMBERED else _subject(label, framework)


LONGEST_REMEMBERED = 200  # letters: the same few labels are asked for again and again, a long text only once


@lru_cache(maxsize=4096)
def _remembered(label: str, framework: Framework) -> Subject | None:
    return _subject(label, framework)


def _subject(label: str, framework: Framework) -> Subject | None:
    text = _LEADING.sub("", to_arabic(label)).strip()
    if not text:
        return None
    found = _parse(text, label, framework)
    bare = _PREFIX.sub("", text)
    return found if found is not None or bare == text else _parse(bare, label, framework)


_PREFIX = re.compile(rf"^{either('score_prefix')}\s*(?={either('sub_indicator', 'indicator')})")  # คะแนนตัวชี้วัดที่ 9


def _parse(text: str, label: str, framework: Framework) -> Subject | None:
    if _is_overall(text):
        return Subject("overall", "overall", label)
    for pattern, read in ((_INDICATOR, _numbered), (_SUB, _sub), (_ITEM, _item)):
        if (found := pattern.match(text)) is not None:
            number = "".join(part.upper() for part in found.groups())
            return read(number, text[found.end() :], label, framework)
    if (found := _NUMBERED.match(text)) is not None:
        rest = text[found.end() :]
        subject = _numbered(found.group(1), rest, label, framework)
        if subject is not None and squeeze(rest) and subject.mismatch is None:
            return subject
        text = rest  # a running number at odds with the name gives way to it
    return _named(text, label, framework)


_YEAR = re.compile(rf"{either('fiscal_year')}?\s*{either('era')}?\s*25\d\d")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")


def _is_overall(text: str) -> bool:
    """The year's total by whatever words, years and brackets around them not counted."""
    plain = _YEAR.sub(" ", _BRACKETS.sub(" ", text)).strip()
    own = _OF_ALL.sub("", _OWN_BODY.sub("", plain))
    forms = (text, _BRACKETS.sub(" ", text), plain, *(() if says_mean(own) else (own,)))
    return any(meaning("row", form) == "overall" for form in forms)


_OWN_BODY = re.compile(rf"\s*{either('own_body')}$")  # รวมคะแนน มหาวิทยาลัย; a mean may be that of all such bodies
_OF_ALL = re.compile(rf"\s*\b10\s*{either('indicator')}$")  # รวม 10 ตัวชี้วัด
_MEAN = re.compile(either("mean"))


def says_mean(text: str) -> bool:
    """Whether a label speaks of a mean (`เฉลี่ย`): of years, of all such bodies."""
    return _MEAN.search(text) is not None


def _sub(number: str, _rest: str, label: str, framework: Framework) -> Subject | None:
    return Subject("sub_indicator", number, label) if _scope(number, framework) == "sub_indicator" else None


def _item(code: str, _rest: str, label: str, _framework: Framework) -> Subject | None:
    letter, number = code[0], int(code[1:])
    return Subject("item", f"{letter}{number}", label) if number else None


def _named(text: str, label: str, framework: Framework) -> Subject | None:
    """By name alone: a catalogue name, an instrument, or the overall total."""
    name = _BRACKETED_INSTRUMENT.sub(" ", text).strip()
    hit = match_name(name, framework, ("indicator", "sub_indicator"))
    instrument = whole_instrument(text)
    # `แบบวัดการเปิดเผยข้อมูลสาธารณะ` is only like a name; with `(OIT)` behind it an instrument is what it says it is
    surely = instrument is not None and name != text
    if hit is not None and not surely and (hit[1] >= 1.0 or instrument is None):
        return Subject(_scope(hit[0], framework) or "indicator", hit[0], label, hit[1], by_name=True)
    if instrument is not None:
        return Subject("instrument", instrument, label)
    hit = match_name(name, framework, ("item",))
    return Subject("item", hit[0], label, hit[1], by_name=True) if hit else None


# `(น้ำหนักร้อยละ 30)`, `(30 คะแนน)`: a bracket that holds a weight or full marks and nothing else
_WEIGHT = re.compile(rf"[(\[]\s*(?:{either('weight')}\s*)*(\d{{1,3}})(?:\.0+)?\s*(?:%|{either('points')})?\s*[)\]]")


# `(ตัวชี้วัดที่ 1 - 5)`: a bracket that says what an instrument holds
_SPAN = re.compile(
    rf"[(\[]\s*{either('indicator', 'item')}?\s*[IE]?\d{{1,2}}\s*(?:[-–]|{either('up_to')})\s*[IE]?\d{{1,2}}\s*[)\]]",
    re.IGNORECASE,
)


_PART = re.compile(rf"[IEO]IT\s*[)]?\s*[(]?\s*{either('part')}\s*\d", re.IGNORECASE)  # EIT ส่วนที่ 1: not the whole of it


def weight_printed(label: str) -> int | None:
    """The weight or full mark that a label prints in brackets behind its instrument, or None."""
    found = _WEIGHT.search(to_arabic(label))
    return int(found[1]) if found is not None else None


def whole_instrument(text: str) -> str | None:
    """The one instrument that a whole text names (`แบบวัด IIT`, `คะแนนเฉลี่ย EIT`), or None."""
    text = _SPAN.sub(" ", _WEIGHT.sub(" ", text))
    named = instruments_in(text)
    if len(named) != 1 or _PART.search(to_arabic(text)):
        return None
    rest = squeeze(text)
    for word in sorted((key for key, name in words("instrument").items() if name == named[0]), key=len, reverse=True):
        rest = rest.replace(word, "")
    fillers = (*toml("labels")["row"]["overall"], *toml("phrases")["around_instrument"])
    for filler in sorted(map(squeeze, fillers), key=len, reverse=True):
        rest = rest.replace(filler, "")
    return named[0] if not re.sub(r"[\W\d_]+", "", rest) else None


def combine(labels: Sequence[str], framework: Framework) -> Subject | None:
    """The subject of a row whose label is spread over several cells (`๑` | `การปฏิบัติหน้าที่`, `IIT` | `๑. …`).

    The narrowest scope wins: an instrument beside an indicator only says where the indicator belongs.
    """
    return _combined(tuple(label for label in labels if squeeze(label)), framework)


@lru_cache(maxsize=1 << 12)  # a row is asked what it is of by each that weighs its table
def _combined(texts: tuple[str, ...], framework: Framework) -> Subject | None:
    numbers = [hit.group(1) for text in texts if (hit := _BARE.match(to_arabic(text).strip()))]
    named = [text for text in texts if not _BARE.match(to_arabic(text).strip())]
    found = [subject for text in named if (subject := parse_subject(text, framework)) is not None]
    found.sort(key=lambda subject: ("item", "sub_indicator", "indicator", "instrument", "overall").index(subject.scope))
    if found and found[0].scope == "indicator" and found[0].by_name and numbers:
        return _checked(found[0], numbers, texts, framework)
    if found:
        return found[0]
    if numbers and not named:
        return _numbered(numbers[0], "", " ".join(texts), framework)
    return None


def _checked(subject: Subject, numbers: Sequence[str], texts: Sequence[str], framework: Framework) -> Subject:
    """A name beside a number: they agree, or the name stands and the mismatch is told (a running number may be any)."""
    label = " ".join(texts)
    if any(str(int(number)) == subject.code for number in numbers):
        return Subject(subject.scope, subject.code, label, subject.similarity)
    printed = framework.entries.get(str(int(numbers[0])))
    wrong = printed.name_th if printed and printed.scope == "indicator" else None
    return Subject(subject.scope, subject.code, label, subject.similarity, by_name=True, mismatch=wrong)


def instrument_of(code: str, framework: Framework) -> str | None:
    """The instrument that a code belongs to, also for items by their letter."""
    if code in INSTRUMENTS:
        return code
    known = framework.instrument_of(code)
    return known or {"I": "IIT", "E": "EIT", "O": "OIT"}.get(code[:1])
