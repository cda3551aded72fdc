"""A number of an earlier year behind one of the same thing: `ได้ ๙๔.๐๒ ขยับขึ้นจาก ๙๑.๔๐ คะแนน ในปี ๒๕๖๖` (up from),
`สูงกว่าปีก่อนซึ่งได้ ๘๓ คะแนน` (than the year before, which had)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.numerals import Number
from normalize.phrases import either
from normalize.prose_names import Named, prose_words
from normalize.score_series import BY_SO_MUCH, YEAR_BEHIND, Told

BEHIND = 70  # letters between a number and that of the year before it

_ANY_YEAR = re.compile(r"25[5-9]\d")
_POINTS = rf"(?:{either('number_follows')}|[\s:=])*"
_YEAR_HAD = re.compile(
    rf"{either('fiscal_year')}\s*{either('era')}?\s*(?P<year>25[5-9]\d)\s*[)]?\s*{either('year_which_had')}\s*{_POINTS}$"
)
_RISEN_FROM = re.compile(
    rf"(?:{either('changed')}\s*{BY_SO_MUCH}{either('from')}|{either('rose')})\s*{either('points')}?\s*$"
)
# ลดลงจากปีงบประมาณ พ.ศ. ๒๕๖๖ (๘๒.๔๔): the year's score in a bracket of its own, unless it is the difference
_IN_ITS_BRACKET = re.compile(rf"{either('fiscal_year')}\s*{either('era')}?\s*(?P<year>25[5-9]\d)\s*[(]{_POINTS}$")
_CHANGED = re.compile(either("changed", "rose"))
_CLOSED = re.compile(rf"\s*{either('points')}?\s*[)]")
_NEXT = re.compile(r"[^\d]{0,30}(\d+\.\d+)")
CLOSE = 0.011
# `ซึ่งได้` (which had) behind the year, or the year in a bracket of its own: `เพิ่มขึ้นจากปีก่อน ๔.๒๐` is a difference
_YEAR_BEFORE = re.compile(
    rf"(?:[(]\s*(?P<alone>{either('year_before', 'past_year')})\s*{either('which_had')}*"
    rf"|(?P<said>{either('year_before', 'past_year')})\s*{either('year_which_had')}"
    rf"|^\s*{either('points')}?\s*[,/(]?\s*(?P<plain>{either('year_before')})){_POINTS}$"
)
_PAST_YEAR = re.compile(either("past_year"))


def of_earlier_year(text: str, things: Sequence[Named], last: Named, number: Number, behind: Number) -> Told | None:
    """What a number `behind` another one is where that one rose from it (`ได้ ๙๔.๐๒ ขยับขึ้นจาก ๙๑.๔๐ คะแนน ในปี ๒๕๖๖`) or
    is more than it (`มากกว่าปี ๒๕๖๖ ซึ่งได้ ๘๘.๔๐ คะแนน`)."""
    gap = text[number.end : behind.start]
    risen = _RISEN_FROM.search(gap)
    year = YEAR_BEHIND.match(text, behind.end) if risen is not None else _YEAR_HAD.search(gap)
    if risen is None and year is None and _CLOSED.match(text, behind.end) and (year := _IN_ITS_BRACKET.search(gap)):
        told = _is_same(gap, year.start(), things, number, behind)
        sure = _CHANGED.search(gap) is None or _is_no_difference(text, number, behind)
        return Told(last, int(year["year"]) if sure else None) if told else None
    if year is None or (risen is not None and _ANY_YEAR.search(gap)):
        return None
    said = year.start() if risen is None else risen.start()
    return Told(last, int(year["year"])) if _is_same(gap, said, things, number, behind) else None


def of_year_before(
    text: str, things: Sequence[Named], last: Named, number: Number, behind: Number, year: int | None
) -> Told | None:
    """What a number `behind` another one of the same thing is where it is said to be of the year before (`… สูงกว่าปีก่อน
    ซึ่งได้ ๘๔.๒๐ คะแนน`). `year` is the printed one of the first number. None where the words between name another thing,
    a target, a condition or an average."""
    gap = text[number.end : behind.start]
    told = _YEAR_BEFORE.search(gap)
    if told is None or _ANY_YEAR.search(gap) or not _is_same(gap, told.start(), things, number, behind):
        return None
    sure = _PAST_YEAR.fullmatch(told["alone"] or told["said"] or told["plain"]) is None
    return Told(last, year - 1 if year is not None and sure else None)


def _is_no_difference(text: str, number: Number, behind: Number) -> bool:
    """Whether a number in brackets behind one that rose or fell is the earlier score and not by how much it did: the
    difference of the two is printed behind it."""
    following = _NEXT.match(text, behind.end)
    return following is not None and abs(abs(number.value - behind.value) - float(following[1])) <= CLOSE


def _is_same(gap: str, said: int, things: Sequence[Named], number: Number, behind: Number) -> bool:
    """Whether the words between two numbers, with the year's own from `said` on, speak of one thing's result: they are
    few and name no target, no condition, nothing else and nothing narrower."""
    if len(gap) > BEHIND or any(prose_words(name).search(gap) for name in ("clause_blocks", "not_last_year")):
        return False
    between = (one for one in things if number.end <= one.start and one.end <= behind.start)
    return not any(one.start < number.end + said or one.subject.scope != "overall" for one in between)
