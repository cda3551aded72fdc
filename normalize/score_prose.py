"""Scores said in sentences and lists: `ตัวชี้วัดที่ ๒ การใช้งบประมาณ (๗๒.๔๖)`, `ได้คะแนนภาพรวม ๙๓.๐๕ คะแนน`.

A number is a score only where the words between it and the thing named are words of scoring and nothing else, and
where its clause speaks of this body's result: not of another body, an average, a target, a condition, a share of
something. Everything else in prose stays prose.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from normalize.findings import Place
from normalize.framework import framework, nearest_framework
from normalize.levels import read_level
from normalize.mentions import Mention
from normalize.numerals import Number, find_numbers, to_arabic
from normalize.phrases import alternatives, either
from normalize.prose_names import Named, prose_words, things_in
from normalize.resources import toml
from normalize.score_clauses import (
    LONGEST_NAME,
    NEAR,
    NOBODY,
    Speaker,
    bodies_in,
    clause_of,
    is_blocked,
    is_other,
    speaks_on,
)
from normalize.score_earlier import of_earlier_year, of_year_before
from normalize.score_levels_said import levels_said
from normalize.score_lists import listed
from normalize.score_scales import is_full_mark, only_between, points_of, said_score, scale_of
from normalize.score_series import Sentence, Told, row_of, series
from normalize.score_years import Years, with_whole_years

__all__ = ["NOBODY", "Speaker", "read_prose"]

LETTERS = 2565  # a year whose levels are letters

_LETTER = re.compile(r"[ก-๎A-Za-z]")
_YEAR = re.compile(r"25[5-9]\d")
_IN_BRACKETS = re.compile(r"[(]([^()]{1,30})[)]")
_PAIR = re.compile(r"\s*[(:=]?\s*\d{1,3}\.\d")
_YIELDS = re.compile(rf"{either('changed')}|\d\.\d")  # a difference; a number nearer to the thing named
_POINTS_SAID = re.compile(either("points"))
_AND_ABOVE = re.compile(rf"\s*{either('points')}?\s*{either('and_above')}")  # ขึ้นไป, also behind คะแนน
_RANGE_BEHIND = re.compile(rf"\s*{either('points')}?\s*(?:-|–|{either('range')})\s*\d")
_RANGE_BEFORE = re.compile(rf"\d\s*{either('points')}?\s*(?:-|–|{either('range')})\s*$")
_SHARE = re.compile(rf"\s*(?:{alternatives(toml('prose')['of_something'])})")
_POINTS = re.compile(rf"\s*{either('points')}")
_BESIDE = re.compile(rf"\s*{either('points')}?\s*[(]([^()]{{1,30}})[)]")
_WORD_BESIDE = re.compile(
    rf"\s*{either('points')}\s+(?!{either('passed', 'before_level', 'level')})([^\s()]{{1,30}})(?![^\s])"
)


@cache
def _before_number() -> re.Pattern[str]:
    words = alternatives(toml("prose")["not_score_before"])
    return re.compile(rf"(?:{words})[\s(:=]*{either('number_follows')}?[\s(:=]*$", re.IGNORECASE)


@cache
def _after_number() -> re.Pattern[str]:
    """What may not follow a whole number: a thing counted (`5 ข้อ`)."""
    return re.compile(rf"\s*(?:{alternatives(toml('prose')['not_score_after'])})")


def _tied(text: str, things: Sequence[Named], number: Number, speaker: Speaker) -> Named | None:
    """The thing that a number is tied to: the nearest before it, with only words of scoring between."""
    before = [one for one in things if one.end <= number.start and number.start - one.end <= NEAR + LONGEST_NAME]
    for one in sorted(before, key=lambda one: -one.end):
        if not speaks_on(text, one.end, number.start, speaker, number.value, points_of(one.subject)):
            return None
        if one.subject.scope != "overall":
            return one
        wider = [
            other
            for other in before
            if other.subject.scope != "overall" and speaks_on(text, other.end, one.start, speaker, number.value)
        ]
        return wider[-1] if wider else one
    return None


def _is_score(text: str, number: Number, things: Sequence[Named], *, in_list: bool = False, told: bool = False) -> bool:
    """Whether a number may be a score by its value and the words around it. `in_list`: it is one of several that are
    joined by `และ`, and no end of a range; `told`: its sentence says of which year it is."""
    if not 0 <= number.value <= 100 or number.signed:
        return False
    if any(one.start < number.end and number.start < one.end for one in things):
        return False  # the number of a name, as the 1 of ตัวชี้วัดที่ 1
    before = text[max(0, number.start - 40) : number.start]
    all_of_them = number.value == 100 and prose_words("all_points").search(before[-30:]) is not None
    against = not all_of_them and not told and _before_number().search(before) is not None
    if against or (not in_list and _RANGE_BEFORE.search(before)):
        return False
    if number.percent and _SHARE.match(text, number.end):
        return False
    if not number.decimals and _after_number().match(text, number.end):
        return False
    in_range = not in_list and _RANGE_BEHIND.match(text, number.end)
    return not _AND_ABOVE.match(text, number.end) and not in_range


def _vouched(text: str, thing: Named, number: Number, things: Sequence[Named]) -> bool:
    """A thing known by its name alone (`การใช้งบประมาณ`) is a score's only where words of scoring stand by, or before
    several such pairs of a name and its number."""
    if not thing.subject.by_name or thing.subject.scope == "overall":
        return True
    alone = text[: thing.start] + text[thing.end : number.start] + text[number.end :]
    if _LETTER.search(alone) is None:
        return True  # a line of a list: the name and its number, nothing else
    around = text[max(0, thing.start - 30) : number.end + 12]
    if prose_words("vouching").search(around) is not None:
        return True
    pairs = [one for one in things if one.subject.by_name and _PAIR.match(text, one.end)]
    return len(pairs) > 1 and thing in pairs and _POINTS_SAID.search(text, 0, pairs[0].start) is not None


class _Tie(NamedTuple):
    """A number, the thing it is tied to, where the words between them begin, and what a series of years says of it."""

    thing: Named
    number: Number
    since: int
    told: Told | None = None


def _ties(
    text: str, things: Sequence[Named], numbers: Sequence[Number], speaker: Speaker, years: Years
) -> Iterator[_Tie]:
    """The numbers that are scores, each with its thing: that of its series or list, the nearest before it, or that of
    the number before where only another year stands between (`ปี ๒๕๖๖ ได้ ๘๘.๑๐ ปี ๒๕๖๗ ได้ ๙๐.๑๐`)."""
    told = series(Sentence(text, things, numbers, lambda start, end: speaks_on(text, start, end, speaker)))
    lists = listed(text, things, numbers)
    last: _Tie | None = None
    for number in numbers:
        known = told.get(number.start) or _of_year_before(text, things, last, number, speaker, years)
        sure = known is not None or lists.get(number.start) is not None
        if not _is_score(text, number, things, in_list=sure, told=known is not None):
            continue
        since = None
        if known is not None:
            thing: Named | None = known.thing
        elif number.start in lists:
            thing = lists[number.start]
        else:
            thing = _tied(text, things, number, speaker)
            if thing is None and last is not None and _in_another_year(text, last, number):
                thing, since = last.thing, last.number.end
        if thing is None:
            near = _near(text, things, number, numbers, in_list=number.start in lists)
            if near is not None and not is_blocked(text, near, numbers, speaker):
                yield _Tie(near, number, near.end, Told(near, None))
            continue
        if is_blocked(text, thing, numbers, speaker) or not _vouched(text, thing, number, things):
            continue
        if known is None and number.start not in lists and _may_be_narrower(text, thing, things, numbers):
            known = Told(thing, None)
        last = _Tie(thing, number, thing.end if since is None else since, known)
        yield last


def _near(
    text: str, things: Sequence[Named], number: Number, numbers: Sequence[Number], *, in_list: bool
) -> Named | None:
    """The last thing named shortly before a number, or before several in a row, that a word of points stands behind,
    where the words between leave it open whether it is the thing's score: to be told, and not taken. `in_list`: it is
    one of a list that leaves it open."""
    row = row_of(text, number, numbers)
    if not number.decimals or not (in_list or _POINTS.match(text, row[-1].end)):
        return None
    near = [one for one in things if one.end <= row[0].start and row[0].start - one.end <= NEAR]
    last = max(near, key=lambda one: one.end, default=None)
    return None if last is None or _YIELDS.search(text, last.end, row[0].start) else last


def _may_be_narrower(text: str, thing: Named, things: Sequence[Named], numbers: Sequence[Number]) -> bool:
    """Whether weak words of the overall score (`ได้คะแนน`) stand in a clause that names something narrower: the number
    may be of that (`ตัวชี้วัดที่ ๒ พัฒนาขึ้นมาก โดยได้คะแนน ๘๕.๐๐`)."""
    if thing.subject.scope != "overall" or prose_words("overall").fullmatch(text, thing.start, thing.end):
        return False
    start, _ = clause_of(text, thing, numbers)
    return any(start <= one.start and one.end <= thing.start and one.subject.scope != "overall" for one in things)


def _of_year_before(
    text: str, things: Sequence[Named], last: _Tie | None, number: Number, speaker: Speaker, years: Years
) -> Told | None:
    if last is None:
        return None
    printed = last.told.year if last.told else years.given.get(last.number.start)
    earlier = of_earlier_year(text, things, last.thing, last.number, number)
    if earlier is not None:
        told: Told | None = earlier if earlier.year != printed else Told(last.thing, None)
    else:
        told = of_year_before(text, things, last.thing, last.number, number, printed)
    between = (body for body in bodies_in(text) if last.number.end <= body.start) if told else ()
    return None if any(body.end <= number.start and is_other(body, speaker) for body in between) else told


def _in_another_year(text: str, last: _Tie, number: Number) -> bool:
    gap = _IN_BRACKETS.sub(_without_level, text[last.number.end : number.start], count=1)
    return _YEAR.search(gap) is not None and len(gap) <= NEAR and only_between().fullmatch(gap) is not None


def _without_level(hit: re.Match[str]) -> str:
    """A level in brackets stands between two years' numbers as if it were not there."""
    scales = (nearest_framework(None), nearest_framework(LETTERS))
    return " " if any(read_level(hit[1], scale) is not None for scale in scales) else hit[0]


def read_prose(
    text: str, default_year: int | None, place: Place, first_order: int, speaker: Speaker = NOBODY
) -> Iterator[Mention]:
    """The scores and levels that one paragraph (repaired, one line) gives. `default_year` is the surroundings' year."""
    text = with_whole_years(text)
    arabic = to_arabic(text)
    things = things_in(arabic, nearest_framework(default_year))
    numbers = find_numbers(arabic) if things else ()
    years = Years(arabic, default_year)
    found: list[Mention] = []
    inherited: set[int] = set()  # the orders of mentions whose year is that of the surroundings
    for thing, number, since, told in _ties(arabic, things, numbers, speaker, years):
        if _is_count(arabic, thing, number) or is_full_mark(arabic, thing, number, numbers):
            continue
        scale = scale_of(arabic, thing, number)
        if scale is not None and scale.full != points_of(thing.subject):
            continue
        year = told.year if told is not None else years.of(number, since)
        raw = text[number.start : number.end].strip()
        if number.start in years.inherited:
            inherited.add(first_order + len(found))
        mention = said_score(thing.subject, year, raw, place, first_order + len(found), number, scale)
        if told is not None and told.year is None:
            found.append(replace(mention, kind="unclear"))
            continue
        found.append(mention)
        if thing.subject.scope == "overall" and (level := _level_beside(arabic, number, year)) is not None:
            found.append(Mention("level", thing.subject, year, level, place, first_order + len(found), text=level))
    yield from _without_weights(_of_other_years(found, inherited))
    yield from levels_said(text, default_year, place, first_order + len(found), speaker)


def _of_other_years(found: Sequence[Mention], inherited: Collection[int]) -> list[Mention]:
    """A number whose year only the surroundings say, beside another of the same thing that is said to be of that very
    year (`ได้ ๘๙.๑๒ คะแนน (ปี ๒๕๖๖ ได้ ๘๕.๐๐ คะแนน)`), is of another year, which is not known."""
    numbers = [one for one in found if one.value is not None]
    said = {(one.subject.code, one.year): one.value for one in reversed(numbers) if one.order not in inherited}
    return [
        replace(one, year=None)
        if one.order in inherited and said.get((one.subject.code, one.year), one.value) != one.value
        else one
        for one in found
    ]


def _is_count(text: str, thing: Named, number: Number) -> bool:
    """A whole number behind an item may count anything, unless it is nothing, all, or said to be points."""
    if thing.subject.scope != "item" or number.decimals or number.value in (0, 100):
        return False
    return _POINTS.match(text, number.end) is None


def _level_beside(text: str, number: Number, year: int | None) -> str | None:
    """The level right behind a score, in brackets or a word of its own: `ได้ ๙๒.๑๑ คะแนน (ผ่านดี)`, `… คะแนน ผ่านดี`."""
    found = _BESIDE.match(text, number.end) or _WORD_BESIDE.match(text, number.end)
    return read_level(found[1], nearest_framework(year)) if found is not None else None


def _without_weights(found: Sequence[Mention]) -> Sequence[Mention]:
    """A sentence that gives the instruments exactly their points of the total tells the weights and no scores."""
    points = [mention for mention in found if mention.subject.scope == "instrument"]
    rest = [mention for mention in found if mention.subject.scope != "instrument"]
    known = framework(found[0].year) if found and found[0].year else None
    if known is None or len(points) < 2 or any(mention.value != 100 for mention in rest):
        return found
    weights = all(known.full_points.get(mention.subject.code) == mention.value for mention in points)
    return () if weights else found
