"""Full marks and weights beside numbers in sentences: what a number is points of, and which number is the full mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from normalize.findings import Place
from normalize.framework import nearest_framework
from normalize.mentions import Mention
from normalize.numerals import Number
from normalize.phrases import alternatives, either
from normalize.prose_names import Named
from normalize.resources import toml
from normalize.subjects import Subject

_LEADERS = r"[.…]{2,}|_{2,}"  # dots that lead from a name to its number


@cache
def only_between() -> re.Pattern[str]:
    """Words of scoring and years, and nothing else: what may stand between a thing's name and its number."""
    return re.compile(rf"(?:{alternatives(toml('prose')['between'])}|{_LEADERS}|25\d\d|\s)*", re.IGNORECASE)


@cache
def full_marks() -> re.Pattern[str]:
    """`น้ำหนักร้อยละ 30` (weight), `คะแนนเต็ม 100 คะแนน` (full marks): of what the number behind it may be points."""
    words = alternatives(toml("prose")["full_marks"])
    behind = rf"(?:\.0+)?(?!\d)\s*(?:%|{either('points')})?"
    return re.compile(rf"(?:{words})\s*(\d{{1,3}}){behind}|[(]\s*(30|40){behind}\s*[)]")


_MARKS_BEHIND = re.compile(rf"\s*{either('points')}?\s*[(]?\s*(?:{either('out_of')}|/)\s*(\d{{1,3}})(?![\d.])")


@cache
def _surely_full() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(toml('phrases')['out_of'])})")


class Scale(NamedTuple):
    """The points that a number is told to be of, and whether that is certain: behind a weight it may be of 100."""

    full: int
    certain: bool


def scale_of(text: str, thing: Named, number: Number) -> Scale | None:
    """The full marks or the weight told between a thing and its number, or right behind it, that the number fits."""
    behind = _MARKS_BEHIND.match(text, number.end)
    if behind is not None and number.value <= int(behind[1]) < 100:
        return Scale(int(behind[1]), True)
    for hit in full_marks().finditer(text, thing.end, number.start):
        full = int(hit[1] or hit[2])
        if number.value <= full < 100:
            return Scale(full, _surely_full().search(hit[0]) is not None)
    return None


def is_full_mark(text: str, thing: Named, number: Number, numbers: Sequence[Number]) -> bool:
    """Whether a whole number is what an instrument's points are of, and its score stands behind it:
    `IIT (๓๐ คะแนน) ได้ ๒๗.๕๐ คะแนน`."""
    following = next((one for one in numbers if one.start >= number.end), None)
    if number.decimals or following is None or not following.decimals or number.value != points_of(thing.subject):
        return False
    return only_between().fullmatch(text[number.end : following.start]) is not None


def points_of(subject: Subject) -> float | None:
    """The points of the total that an instrument gives."""
    return nearest_framework(None).full_points.get(subject.code) if subject.scope == "instrument" else None


def said_score(
    subject: Subject, year: int | None, raw: str, place: Place, order: int, number: Number, scale: Scale | None
) -> Mention:
    kind = "points" if scale is not None and not scale.certain else "score"
    full = float(scale.full) if scale is not None else None
    return Mention(
        kind, subject, year, raw, place, order, value=number.value, decimals=number.decimals, full=full, in_prose=True
    )
