"""Numbers that a sentence's shape ties to a thing: several things named in a row before their numbers (`IIT EIT และ OIT
เท่ากับ ๙๑ ๘๘ และ ๙๕ ตามลำดับ`, respectively), a score that rose from another to this, a question's line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from normalize.numerals import Number
from normalize.phrases import either
from normalize.prose_names import Named, prose_words
from normalize.score_scales import only_between

_AND = re.compile(rf"\s*(?:{either('point_words')}\s*)?(?:[,/&]|{either('joins')})?\s*")
_JOINED = re.compile(rf"\s*(?:[,/&]|{either('joins')})\s*")

_RANGE = re.compile(rf"\s*(?:[-–]|{either('up_to')})\s*")


def listed(text: str, things: Sequence[Named], numbers: Sequence[Number]) -> Mapping[int, Named | None]:
    """Where a number starts -> the thing that a list says it is of; None where several things stand before numbers that
    are not as many. Numbers of no list are left out."""
    found: dict[int, Named | None] = {**_question_s_own(text, things, numbers), **_risen(text, things, numbers)}
    for run in runs(text, things):
        behind = _numbers_behind(text, run[-1], numbers)
        if not behind:
            continue
        whole = _with_those_between(text, run)
        pairs: Sequence[Named | None] = whole if len(behind) == len(whole) else [None] * len(behind)
        found.update({number.start: thing for number, thing in zip(behind, pairs, strict=True)})
    return found


def _question_s_own(text: str, things: Sequence[Named], numbers: Sequence[Number]) -> Mapping[int, Named]:
    """The one number of a line that begins with an item's code, tells the item and then its score: `i7 ท่านรู้เกี่ยวกับแผน…
    ได้คะแนน ๗๐.๒๐`."""
    named = [one for one in things if one.subject.scope != "overall"]
    broken = [number for number in numbers if number.decimals]
    if len(named) != 1 or len(broken) != 1 or named[0].subject.scope != "item":
        return {}
    opens = _LINE_START.fullmatch(text, 0, named[0].start) is not None
    scored = _SCORED.search(text, named[0].end, broken[0].start) is not None
    between = text[named[0].end : broken[0].start]
    other = any(prose_words(name).search(between) for name in ("clause_blocks", "relative_year", "not_score_before"))
    return {broken[0].start: named[0]} if opens and scored and not other and not _WANTED.search(between) else {}


def _risen(text: str, things: Sequence[Named], numbers: Sequence[Number]) -> Mapping[int, Named | None]:
    """`เพิ่มขึ้นจาก ๘๐.๑๒ เป็น ๘๕.๔๐ คะแนน` (rose from … to …): the second number is the score. Of which year the first one
    is stays open."""
    found: dict[int, Named | None] = {}
    for first, second in pairwise(numbers):
        if _ARROW.fullmatch(text, first.end, second.start) is not None:
            found |= {first.start: None, second.start: _right_before(text, things, first)}
        before = _FROM.search(text, 0, first.start)
        if before is None or _TO.fullmatch(text, first.end, second.start) is None:
            continue
        near = [one for one in things if one.end <= before.start()]
        last = max(near, key=lambda one: one.end, default=None)
        if last is not None and only_between().fullmatch(text, last.end, before.start()):
            found[second.start] = last
    return found


def _right_before(text: str, things: Sequence[Named], number: Number) -> Named | None:
    """The last thing named before a number, with only words of scoring between."""
    near = [one for one in things if one.end <= number.start]
    last = max(near, key=lambda one: one.end, default=None)
    return last if last is not None and only_between().fullmatch(text, last.end, number.start) else None


_WANTED = re.compile(either("wanted"))
_LINE_START = re.compile(rf"[\s\-–•*(]*{either('item')}?\s*")
_SCORED = re.compile(rf"{either('scored')}\s*(?:{either('number_follows')}\s*)*$")
_FROM = re.compile(rf"{either('rose')}\s*{either('points')}?\s*$")
_ARROW = re.compile(rf"\s*{either('points')}?\s*(?:{either('arrow')})\s*")
_TO = re.compile(rf"\s*{either('points')}?\s*{either('to')}\s*{either('points')}?\s*")


def _with_those_between(text: str, run: Sequence[Named]) -> list[Named]:
    """A run with what a range in it only means: `ตัวชี้วัดที่ ๑ ถึงตัวชี้วัดที่ ๓` names three."""
    whole = [run[0]]
    for last, thing in pairwise(run):
        if _RANGE.fullmatch(text, last.end, thing.start) and thing.subject.scope == "indicator":
            codes = range(int(last.subject.code) + 1, int(thing.subject.code))
            whole.extend(replace(thing, subject=replace(thing.subject, code=str(code))) for code in codes)
        whole.append(thing)
    return whole


def runs(text: str, things: Sequence[Named]) -> list[list[Named]]:
    """Things of one scope that stand one behind the other with nothing but a comma, a space or `และ` between."""
    runs: list[list[Named]] = []
    for thing in (one for one in things if one.subject.scope != "overall"):
        last = runs[-1][-1] if runs else None
        if last is not None and _goes_on(text, last, thing):
            runs[-1].append(thing)
        elif last is None or thing.start >= last.end:
            runs.append([thing])
    return [run for run in runs if len({one.subject.code for one in run}) > 1]


def _goes_on(text: str, last: Named, thing: Named) -> bool:
    if thing.start < last.end or thing.subject.scope != last.subject.scope or thing.subject.code == last.subject.code:
        return False
    gap = text[last.end : thing.start]
    return (_JOINED.fullmatch(gap) or _RANGE.fullmatch(gap)) is not None or (
        thing.subject.scope == "instrument" and not gap.strip()
    )


def _numbers_behind(text: str, thing: Named, numbers: Sequence[Number]) -> list[Number]:
    """The numbers of a list behind its last thing: the first with words of scoring before it, each next one joined."""
    found: list[Number] = []
    for number in (one for one in numbers if one.start >= thing.end):
        gap = text[found[-1].end if found else thing.end : number.start]
        if (_AND if found else only_between()).fullmatch(gap) is None:
            break
        found.append(number)
    return found
