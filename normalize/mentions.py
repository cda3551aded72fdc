"""One thing said of a score in one place: a number, a state, a level, a comparison, a trend or a change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from normalize.findings import Place
from normalize.labels import meaning
from normalize.numerals import NumeralError, find_numbers, parse_number
from normalize.phrases import either
from normalize.subjects import Subject
from normalize.thai import squeeze


@dataclass(frozen=True, slots=True)
class Mention:
    """What one place says. `kind` is `score`, `level`, `comparison`, `trend`, `change`, `pass_mark`, `points`: a number
    behind an instrument's weight (`full`), of which only the other scores can say whether it is points of that or a
    score of 100; or `unclear`: a number told as a score, but not surely of what or of which year.

    `year` is B.E., None where the place does not say it. `body` names another organisation than the report's own.
    `full` is the top of the printed scale where the table gives it; `signed` says of a change that its sign is
    printed or said. `order` counts places in reading order.
    """

    kind: str
    subject: Subject
    year: int | None
    raw: str
    place: Place
    order: int
    state: str = "printed"
    value: float | None = None
    decimals: int = 2
    text: str | None = None
    full: float | None = None
    body: str | None = None
    signed: bool = True
    in_prose: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A score cell as read: its state, number and decimals, and a level that stands behind the number."""

    state: str
    value: float | None = None
    decimals: int = 2
    rest: str = ""
    signed: bool = False


@lru_cache(maxsize=1 << 12)  # each reader of a table asks it of the same cells
def read_value(text: str) -> Value:
    """A score cell: a number, `-` and its like (blank), `ไม่ได้รับการประเมิน` (not assessed), else unreadable."""
    state = meaning("state", text)
    if state is not None:
        return Value(state)
    try:
        number = parse_number(text, lenient=True)
    except NumeralError:
        return _inside(text)
    return Value("printed", number.value, number.decimals, signed=number.signed)


_BROKEN_BEFORE = re.compile(r"[A-Za-z.,][.,]?$|[0-9๐-๙]\s?[.,]\s?$")
_BROKEN_BEHIND = re.compile(r"[.,]?[OoIl|]|[.,]\s?[A-Za-z]")
_OF_ALL = re.compile(r"(?<=[0-9๐-๙])\s*/\s*(?:100|๑๐๐)(?:\.0+|\.๐+)?\s*$")  # 88.50/100
_NAMED = re.compile(rf"{either('sub_indicator', 'indicator', 'issue', 'item')}\s*$")


def _inside(text: str) -> Value:
    """A number among few words (`85.20 (A)`, `ได้ ๘๕.๒๐ คะแนน`); two numbers are no score."""
    text = _OF_ALL.sub("", text)
    numbers = find_numbers(text)
    if len(numbers) != 1 or len(squeeze(text)) > 40:
        return Value("unreadable")
    found = numbers[0]
    if _BROKEN_BEFORE.search(text[: found.start]) or _BROKEN_BEHIND.match(text, found.end):
        return Value("unreadable")  # `9O.10`, `1OO`: letters that stand for digits
    if _NAMED.search(text[: found.start]):
        return Value("unreadable")  # the number of a name, as the 7 of ตัวชี้วัดที่ 7
    rest = (text[: found.start] + " " + text[found.end :]).strip()
    return Value("printed", found.value, found.decimals, rest, signed=found.signed)
