"""Numbers of one thing in several years, said in one sentence: `ปี ๒๕๖๖ และ ๒๕๖๗ ได้ ๘๓ และ ๙๐ ตามลำดับ` (respectively),
`จาก ๘๓ คะแนน ในปี ๒๕๖๖ เป็น ๙๐ ในปี ๒๕๖๗` (from … to)."""

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
CLAUSE = 120  # letters before words of an overall score within which a narrower thing may be what is meant

_YEAR = rf"{either('in_year')}?\s*{either('fiscal_year')}?\s*{either('era')}?\s*(25[5-9]\d)(?![\d.]*\d)"
_ROW = re.compile(rf"(?<!\d){_YEAR}(?:\s*(?:[,/&\-–]|{either('joins', 'up_to')})?\s*{_YEAR})+")
# `3 ปีย้อนหลัง (`, `ย้อนหลัง 3 ปี ตั้งแต่`: right before a row of years
_BACK = re.compile(
    rf"(?:\d+\s*{either('fiscal_year')}\s*)?{either('looking_back')}\s*(?:\d+\s*{either('fiscal_year')}\s*)?"
    rf"{either('years_open')}?\s*[(]?\s*$"
)
BACK = 40  # letters: the longest words of looking back
_ONE = re.compile(r"25[5-9]\d")
_SPAN = re.compile(rf"25\d\d\s*(?:[-–]|{either('up_to')})")
_AND = re.compile(rf"\s*{either('points')}?\s*(?:[,/&]|{either('joins')})?\s*")
_BEFORE_YEARS = re.compile(rf"\s*{either('points')}?\s*[(]?\s*")
_RESPECTIVELY = re.compile(rf"\s*[)]?\s*{either('respectively')}")

_IN = rf"{either('in_year')}?\s*[(]?\s*{either('in_year')}?"
_AT = rf"{_IN}\s*{either('fiscal_year')}\s*{either('era')}?\s*(?P<year>25[5-9]\d)"
BY_SO_MUCH = rf"(?:{either('points')}?\s*\d[\d.]*\s*{either('points')}?\s*)?"  # เพิ่มขึ้น ๒.๔๕ คะแนน จาก …
_FROM = re.compile(
    rf"(?:{either('changed')}\s*{BY_SO_MUCH})?{either('from')}\s*(?:{_AT}\s*[)]?)?\s*{either('which_had')}*"
    rf"\s*{either('points')}?\s*$"
)
_TO = re.compile(
    rf"\s*{either('points')}?\s*(?:{_AT}\s*[)]?)?\s*,?\s*{either('changed')}?\s*{either('to')}\s*{either('points')}?\s*"
)
YEAR_BEHIND = re.compile(rf"\s*{either('points')}?\s*{_AT}")


class Told(NamedTuple):
    """The thing and the year that a sentence ties to a number. `year` is None where the sentence speaks of several
    years and does not say which is this number's."""

    thing: Named
    year: int | None


class Sentence(NamedTuple):
    """A text, what it names, its numbers, and whether only words of scoring and the report's own body stand in a
    stretch of it."""

    text: str
    things: Sequence[Named]
    numbers: Sequence[Number]
    speaks: Callable[[int, int], bool]

    def run(self, first: Number) -> list[Number]:
        """A number with those that are joined to it behind it."""
        return _joined(self.text, first, self.numbers)

    def thing_before(self, end: int) -> Named | None:
        """The last thing named before a place with only words of scoring behind it, the narrower one of two."""
        near = [one for one in self.things if one.end <= end and self.speaks(one.end, end)]
        narrow = [one for one in near if one.subject.scope != "overall"]
        return max(narrow or near, key=lambda one: one.end, default=None)

    def is_sure(self, thing: Named) -> bool:
        """Whether a thing is narrower than the whole, or its words are surely of the whole: they say so, or nothing
        narrower is named shortly before them."""
        if thing.subject.scope != "overall" or prose_words("overall").fullmatch(self.text, thing.start, thing.end):
            return True
        before = (one for one in self.things if one.end <= thing.start and thing.start - one.end <= CLAUSE)
        return all(one.subject.scope == "overall" for one in before)


def _joined(text: str, first: Number, numbers: Sequence[Number]) -> list[Number]:
    run = [first]
    for number in (one for one in numbers if one.start >= first.end):
        if _AND.fullmatch(text, run[-1].end, number.start) is None:
            break
        run.append(number)
    return run


def row_of(text: str, number: Number, numbers: Sequence[Number]) -> list[Number]:
    """The numbers joined by commas, spaces or `และ` among which a number stands, in order of print."""
    before = [one for one in numbers if one.end <= number.start]
    first = number
    for one in reversed(before):
        if _AND.fullmatch(text, one.end, first.start) is None:
            break
        first = one
    return _joined(text, first, numbers)


def series(said: Sentence) -> Mapping[int, Told]:
    """Where a number starts -> what the years of its sentence say that it is of."""
    found: dict[int, Told] = {}
    for row in _ROW.finditer(said.text) if said.numbers else ():
        years = _years_of(row.group())
        if len(set(years)) == len(years) and years == sorted(years, reverse=years[0] > years[-1]):
            found.update(_behind_years(said, row, years))
            found.update(_before_years(said, row, years))
    for first, second in pairwise(said.numbers):
        found.update(_risen(said, first, second))
    if not found or any(int(hit[1] or hit[2]) != OF_ALL for hit in full_marks().finditer(said.text)):
        return {}  # none, or points of another scale, or of weights
    listed = {one.start for run in runs(said.text, said.things) for one in run}
    # several things in several years: which number is whose stays open
    return {start: Told(one.thing, None) if one.thing.start in listed else one for start, one in found.items()}


def _years_of(row: str) -> list[int]:
    """The years of a row; those between the ends of a range too."""
    years = [int(hit.group()) for hit in _ONE.finditer(row)]
    ends = len(years) == LEAST and years[0] < years[1] and _SPAN.search(row) is not None
    return list(range(years[0], years[1] + 1)) if ends else years


def _paired(thing: Named, run: Sequence[Number], years: Sequence[int]) -> Iterator[tuple[int, Told]]:
    same = len(run) == len(years)
    for place, number in enumerate(run):
        yield number.start, Told(thing, years[place] if same else None)


def _behind_years(said: Sentence, row: re.Match[str], years: Sequence[int]) -> Iterator[tuple[int, Told]]:
    """`IIT ปี ๒๕๖๖ และปี ๒๕๖๗ ได้ ๘๓.๒๐ และ ๙๐.๐๕`: several numbers behind as many years."""
    first = next((number for number in said.numbers if number.start >= row.end()), None)
    if first is None:
        return
    back = _BACK.search(said.text, max(0, row.start() - BACK), row.start())
    opens = back.start() if back is not None else row.start()
    run = said.run(first)
    if len(run) < LEAST and _SPAN.search(row.group()) is None:
        return
    inner = [one for one in said.things if row.end() <= one.start <= row.end() + REACH and one.end <= first.start]
    outer = [one for one in said.things if one.end <= opens and said.speaks(one.end, opens)]
    narrow = [one for one in (*outer, *inner) if one.subject.scope != "overall"]
    if len({one.subject.code for one in narrow}) > 1:
        return
    last = max((*outer, *inner), key=lambda one: one.end, default=None)
    if last is None or not said.speaks(max(last.end, row.end()), first.start):
        return
    thing = narrow[-1] if narrow else last
    yield from _paired(thing, run, years if said.is_sure(thing) else ())


def _before_years(said: Sentence, row: re.Match[str], years: Sequence[int]) -> Iterator[tuple[int, Told]]:
    """`ได้ ๗๔.๓๑ และ ๘๕.๑๘ คะแนน ในปี ๒๕๖๖ และ ๒๕๖๗ ตามลำดับ`: several numbers before as many years."""
    before = [number for number in said.numbers if number.end <= row.start()]
    if not before or _BEFORE_YEARS.fullmatch(said.text, before[-1].end, row.start()) is None:
        return
    if _RESPECTIVELY.match(said.text, row.end()) is None:
        return
    ending = said._replace(numbers=before)
    run = next(run for number in before if (run := ending.run(number))[-1] is before[-1])
    thing = said.thing_before(run[0].start)
    if thing is not None and len(run) >= LEAST:
        yield from _paired(thing, run, years if said.is_sure(thing) else ())


def _risen(said: Sentence, first: Number, second: Number) -> Iterator[tuple[int, Told]]:
    """`จาก ๙๓.๑๗ คะแนน ในปี ๒๕๖๗ เป็น ๙๕.๖๒ คะแนน ในปี ๒๕๖๘`: both numbers, where the years are printed."""
    to = _TO.fullmatch(said.text, first.end, second.start)
    before = _FROM.search(said.text, 0, first.start) if to is not None else None
    if before is None or to is None:
        return
    thing = said.thing_before(before.start())
    earlier = before["year"] or to["year"]
    later = YEAR_BEHIND.match(said.text, second.end)
    if thing is None or earlier is None or (before["year"] and to["year"]):
        return
    sure = said.is_sure(thing)
    after = int(later["year"]) if later is not None else None
    yield first.start, Told(thing, int(earlier) if sure else None)
    yield second.start, Told(thing, after if sure and after != int(earlier) else None)
