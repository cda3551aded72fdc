"""Numbers of one thing in several years, said in one sentence: `ปี ๒๕๖๖ และ ๒๕๖๗ ได้ ๘๓ และ ๙๐ ตามลำดับ` (respectively),
`จาก ๘๓ คะแนน ในปี ๒๕๖๖ เป็น ๙๐ ในปี ๒๕๖๗` (from … to), `สูงกว่าปีก่อนซึ่งได้ ๘๓ คะแนน` (than the year before)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from normalize.numerals import Number
from normalize.phrases import either
from normalize.prose_names import Named, prose_words
from normalize.score_lists import runs
from normalize.score_scales import full_marks

LEAST = 2  # numbers of a series
OF_ALL = 100  # the full marks of a score
REACH = 60  # letters between the years and the thing that they are of
BEHIND = 70  # letters between a number and that of the year before it
CLAUSE = 120  # letters before words of an overall score within which a narrower thing may be what is meant

Speaks = Callable[[int, int], bool]  # whether only words of scoring and the report's own body stand in a stretch


class Told(NamedTuple):
    """The thing and the year that a sentence ties to a number. `year` is None where the sentence speaks of several
    years and does not say which is this number's."""

    thing: Named
    year: int | None


_YEAR = rf"{either('in_year')}?\s*{either('fiscal_year')}?\s*{either('era')}?\s*(25[5-9]\d)(?![\d.]*\d)"
_ROW = re.compile(rf"(?<!\d){_YEAR}(?:\s*(?:[,/&\-–]|{either('joins', 'up_to')})?\s*{_YEAR})+")
_ONE = re.compile(r"25[5-9]\d")
_AND = re.compile(rf"\s*{either('points')}?\s*(?:[,/&]|{either('joins')})?\s*")
_BEFORE_YEARS = re.compile(rf"\s*{either('points')}?\s*[(]?\s*")


def series(text: str, things: Sequence[Named], numbers: Sequence[Number], speaks: Speaks) -> Mapping[int, Told]:
    """Where a number starts -> what the years of its sentence say that it is of."""
    if any(int(hit[1] or hit[2]) != OF_ALL for hit in full_marks().finditer(text)):
        return {}  # points of another scale, or of weights
    found: dict[int, Told] = {}
    listed = {one.start for run in runs(text, things) for one in run}
    for row in _ROW.finditer(text):
        years = _years_of(row.group())
        if len(set(years)) == len(years) and years == sorted(years, reverse=years[0] > years[-1]):
            found.update(_behind_years(text, things, numbers, row, years, speaks))
            found.update(_before_years(text, things, numbers, row, years, speaks))
    for first, second in pairwise(numbers):
        found.update(_risen(text, things, first, second, speaks))
    # several things in several years: which number is whose stays open
    return {start: Told(one.thing, None) if one.thing.start in listed else one for start, one in found.items()}


def _years_of(row: str) -> list[int]:
    """The years of a row; those between the ends of a range too."""
    years = [int(hit.group()) for hit in _ONE.finditer(row)]
    ends = len(years) == LEAST and years[0] < years[1] and _SPAN.search(row) is not None
    return list(range(years[0], years[1] + 1)) if ends else years


_SPAN = re.compile(rf"25\d\d\s*(?:[-–]|{either('up_to')})")


def _run(text: str, numbers: Sequence[Number], first: Number) -> list[Number]:
    """A number with those that are joined to it behind it."""
    run = [first]
    for number in (one for one in numbers if one.start >= first.end):
        if _AND.fullmatch(text, run[-1].end, number.start) is None:
            break
        run.append(number)
    return run


def _paired(thing: Named, run: Sequence[Number], years: Sequence[int]) -> Iterator[tuple[int, Told]]:
    same = len(run) == len(years)
    for place, number in enumerate(run):
        yield number.start, Told(thing, years[place] if same else None)


def _behind_years(
    text: str,
    things: Sequence[Named],
    numbers: Sequence[Number],
    row: re.Match[str],
    years: Sequence[int],
    speaks: Speaks,
) -> Iterator[tuple[int, Told]]:
    """`IIT ปี ๒๕๖๖ และปี ๒๕๖๗ ได้ ๘๓.๒๐ และ ๙๐.๐๕`: several numbers behind as many years."""
    first = next((number for number in numbers if number.start >= row.end()), None)
    if first is None:
        return
    run = _run(text, numbers, first)
    if len(run) < LEAST and _SPAN.search(row.group()) is None:
        return
    inner = [one for one in things if row.end() <= one.start <= row.end() + REACH and one.end <= first.start]
    outer = [one for one in things if one.end <= row.start() and speaks(one.end, row.start())]
    narrow = [one for one in (*outer, *inner) if one.subject.scope != "overall"]
    if len({one.subject.code for one in narrow}) > 1:
        return
    last = max((*outer, *inner), key=lambda one: one.end, default=None)
    if last is None or not speaks(max(last.end, row.end()), first.start):
        return
    yield from _paired(narrow[-1] if narrow else last, run, years if narrow or _alone(text, things, last) else ())


def _alone(text: str, things: Sequence[Named], overall: Named) -> bool:
    """Whether an overall score's words are surely of the whole: they say so, or nothing narrower is named shortly
    before them."""
    if prose_words("overall").fullmatch(text, overall.start, overall.end):
        return True
    before = (one for one in things if one.end <= overall.start and overall.start - one.end <= CLAUSE)
    return all(one.subject.scope == "overall" for one in before)


def _before_years(
    text: str,
    things: Sequence[Named],
    numbers: Sequence[Number],
    row: re.Match[str],
    years: Sequence[int],
    speaks: Speaks,
) -> Iterator[tuple[int, Told]]:
    """`ได้ ๗๔.๓๑ และ ๘๕.๑๘ คะแนน ในปี ๒๕๖๖ และ ๒๕๖๗ ตามลำดับ`: several numbers before as many years."""
    before = [number for number in numbers if number.end <= row.start()]
    if not before or _BEFORE_YEARS.fullmatch(text, before[-1].end, row.start()) is None:
        return
    if _RESPECTIVELY.match(text, row.end()) is None:
        return
    first = next(number for number in before if _run(text, before, number)[-1] is before[-1])
    run = _run(text, before, first)
    thing = _thing_before(things, first.start, speaks)
    if thing is not None and len(run) >= LEAST:
        sure = thing.subject.scope != "overall" or _alone(text, things, thing)
        yield from _paired(thing, run, years if sure else ())


def _thing_before(things: Sequence[Named], end: int, speaks: Speaks) -> Named | None:
    """The last thing named before a place with only words of scoring behind it, the narrower one of two."""
    near = [one for one in things if one.end <= end and speaks(one.end, end)]
    narrow = [one for one in near if one.subject.scope != "overall"]
    return max(narrow or near, key=lambda one: one.end, default=None)


_RESPECTIVELY = re.compile(rf"\s*[)]?\s*{either('respectively')}")


def _risen(
    text: str, things: Sequence[Named], first: Number, second: Number, speaks: Speaks
) -> Iterator[tuple[int, Told]]:
    """`จาก ๙๓.๑๗ คะแนน ในปี ๒๕๖๗ เป็น ๙๕.๖๒ คะแนน ในปี ๒๕๖๘`: both numbers, where the years are printed."""
    before, to = _FROM.search(text, 0, first.start), _TO.fullmatch(text, first.end, second.start)
    if before is None or to is None:
        return
    thing = _thing_before(things, before.start(), speaks)
    earlier = before["year"] or to["year"]
    later = _YEAR_BEHIND.match(text, second.end)
    if thing is None or earlier is None or (before["year"] and to["year"]):
        return
    sure = thing.subject.scope != "overall" or _alone(text, things, thing)
    after = int(later["year"]) if later is not None else None
    yield first.start, Told(thing, int(earlier) if sure else None)
    yield second.start, Told(thing, after if sure and after != int(earlier) else None)


_IN = rf"{either('in_year')}?\s*[(]?\s*{either('in_year')}?"
_AT = rf"{_IN}\s*{either('fiscal_year')}\s*{either('era')}?\s*(?P<year>25[5-9]\d)"
_BY = rf"(?:{either('points')}?\s*\d[\d.]*\s*{either('points')}?\s*)?"  # เพิ่มขึ้น ๒.๔๕ คะแนน จาก …: by so much
_FROM = re.compile(
    rf"(?:{either('changed')}\s*{_BY})?{either('from')}\s*(?:{_AT}\s*[)]?)?\s*{either('which_had')}*\s*{either('points')}?\s*$"
)
_TO = re.compile(
    rf"\s*{either('points')}?\s*(?:{_AT}\s*[)]?)?\s*,?\s*{either('changed')}?\s*{either('to')}\s*{either('points')}?\s*"
)
_YEAR_BEHIND = re.compile(rf"\s*{either('points')}?\s*{_AT}")


def of_earlier_year(text: str, things: Sequence[Named], last: Named, number: Number, behind: Number) -> Told | None:
    """What a number `behind` another one is where that one rose from it (`ได้ ๙๔.๐๒ ขยับขึ้นจาก ๙๑.๔๐ คะแนน ในปี ๒๕๖๖`) or
    is more than it (`มากกว่าปี ๒๕๖๖ ซึ่งได้ ๘๘.๔๐ คะแนน`)."""
    gap = text[number.end : behind.start]
    risen = _RISEN_FROM.search(gap)
    year = _YEAR_BEHIND.match(text, behind.end) if risen is not None else _YEAR_HAD.search(gap)
    if year is None or len(gap) > BEHIND or (risen is not None and _ONE.search(gap)):
        return None
    if any(prose_words(name).search(gap) for name in ("clause_blocks", "not_last_year")):
        return None
    said = number.end + (year.start() if risen is None else risen.start())
    between = [one for one in things if number.end <= one.start and one.end <= behind.start]
    other = any(one.start < said or one.subject.scope != "overall" for one in between)
    return None if other else Told(last, int(year["year"]))


_YEAR_HAD = re.compile(
    rf"{either('fiscal_year')}\s*{either('era')}?\s*(?P<year>25[5-9]\d)\s*[)]?\s*{either('year_which_had')}\s*"
    rf"(?:{either('number_follows')}|[\s:=])*$"
)
_RISEN_FROM = re.compile(rf"(?:{either('changed')}\s*{_BY}{either('from')}|{either('rose')})\s*{either('points')}?\s*$")


def of_year_before(
    text: str, things: Sequence[Named], last: Named, number: Number, behind: Number, year: int | None
) -> Told | None:
    """What a number `behind` another one of the same thing is where it is said to be of the year before (`… สูงกว่าปีก่อน
    ซึ่งได้ ๘๔.๒๐ คะแนน`). `year` is the printed one of the first number. None where the words between name another thing,
    a target, a condition or an average."""
    gap = text[number.end : behind.start]
    told = _YEAR_BEFORE.search(gap)
    if told is None or len(gap) > BEHIND or _ONE.search(gap):
        return None
    if any(prose_words(name).search(gap) for name in ("clause_blocks", "not_last_year")):
        return None
    between = [one for one in things if number.end <= one.start and one.end <= behind.start]
    if any(one.start < number.end + told.start() or one.subject.scope != "overall" for one in between):
        return None
    sure = _PAST_YEAR.fullmatch(told["alone"] or told["said"]) is None
    return Told(last, year - 1 if year is not None and sure else None)


# `ซึ่งได้` (which had) behind the year, or the year in a bracket of its own: `เพิ่มขึ้นจากปีก่อน ๔.๒๐` is a difference
_POINTS = rf"(?:{either('number_follows')}|[\s:=])*"
_YEAR_BEFORE = re.compile(
    rf"(?:[(]\s*(?P<alone>{either('year_before', 'past_year')})\s*{either('which_had')}*"
    rf"|(?P<said>{either('year_before', 'past_year')})\s*{either('year_which_had')}){_POINTS}$"
)
_PAST_YEAR = re.compile(either("past_year"))
