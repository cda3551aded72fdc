"""Numbers as reports print them, in Thai digits, Arabic ones or both at once, to floats.

A number is read as a whole or refused: `1,23` and `12.3.4` are no numbers, and nothing is made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from normalize.dates import find_dates
from normalize.digits import to_arabic
from normalize.fiscal import find_fiscal_years
from normalize.resources import toml

__all__ = ["Number", "NumeralError", "find_numbers", "parse_number", "parse_range", "to_arabic"]

MOST_DIGITS = 15  # what a float holds exactly


class NumeralError(ValueError):
    """The text is not one number (or not one range)."""


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number. `raw` is its ink at `start` to `end` of the text; `decimals` counts the printed
    ones.

    `signed` says that a sign is printed (`+10.6`, `−4.79`), `percent` that `%` or `ร้อยละ` (per
    hundred) is.
    """

    value: float
    raw: str
    start: int
    end: int
    decimals: int
    signed: bool
    percent: bool


def any_word(words: Iterable[str]) -> str:
    """A pattern, without a group of its own, for any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


_STRICT = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|0|[1-9][0-9]*|[0-9]+(?=\.))(?:\.[0-9]+)?"
_LENIENT = r"(?:[0-9]{1,3}(?:\s?,\s?[0-9]{3})+|0|[1-9][0-9]*|[0-9]+(?=\s?\.))(?:\s?\.\s?[0-9]+)?"
_DIGIT = re.compile("[0-9๐-๙]")
_MINUS = "−–-"  # the hyphen last: it stands in character sets


@cache
def _whole(*, lenient: bool) -> re.Pattern[str]:
    words = toml("numerals")
    gap, body = (r"\s?", _LENIENT) if lenient else ("", _STRICT)
    before, after = any_word(words["percent_before"]), any_word(words["percent_after"])
    return re.compile(
        rf"\s*(?:(?P<open>\()\s*)?(?P<before>{before}\s*)?(?P<sign>[+＋{_MINUS}])?{gap}(?P<body>{body})"
        rf"(?P<after>\s*{after})?(?:\s*(?P<close>\)))?\s*"
    )


def parse_number(text: str, lenient: bool = False) -> Number:
    """The one number that the whole text is: `๘๒.๕๐`, `82.50%`, `ร้อยละ ๘๕`, `−4.79`, `1,234.50`,
    `(85.00)`.

    Lenient also takes the spaces that OCR sets around a point, a comma or behind a sign (`๘๒ . ๕๐`).
    NumeralError otherwise, also for whole numbers with a leading zero (`๐๑๑` is a code).
    """
    number = _number(text, lenient)
    if isinstance(number, str):
        raise NumeralError(f"{number}: {text[:40]!r}")
    return number


@lru_cache(maxsize=1 << 12)
def _number(text: str, lenient: bool) -> Number | str:
    """The number, or what is wrong with it."""
    hit = _whole(lenient=lenient).fullmatch(to_arabic(text))
    if hit is None or (hit["open"] is None) != (hit["close"] is None):
        return "not one number"
    body = re.sub(r"[\s,]", "", hit["body"])
    if len(body.replace(".", "")) > MOST_DIGITS:
        return "too many digits"
    value = float(body)
    raw = text.strip()
    start = text.index(raw)
    return Number(
        value=-value if hit["sign"] and hit["sign"] in _MINUS else value,
        raw=raw,
        start=start,
        end=start + len(raw),
        decimals=len(body.partition(".")[2]),
        signed=hit["sign"] is not None,
        percent=hit["before"] is not None or hit["after"] is not None,
    )


@cache
def _range() -> re.Pattern[str]:
    words = toml("numerals")
    number = rf"[0-9][0-9.,]*(?:\s*{any_word(words['percent_after'])})?"
    before = any_word(words["range_before"])
    return re.compile(
        rf"\s*(?:{before}\s*)?(?P<low>(?:{any_word(words['percent_before'])}\s*)?{number})\s*{any_word(words['range_between'])}\s*"
        rf"(?P<high>(?:{any_word(words['percent_before'])}\s*)?{number})\s*(?:{any_word(words['range_after'])})?\s*"
    )


def parse_range(text: str) -> tuple[Number, Number]:
    """The two ends of the range that the whole text is, in order of print: `85.00 - 94.99`, `๗๐ ถึง
    ๘๔.๙๙` (to).

    A per cent sign at one end holds for both. NumeralError otherwise.
    """
    hit = _range().fullmatch(to_arabic(text))
    if hit is None:
        raise NumeralError(f"not one range: {text[:40]!r}")
    low, high = (_placed(text, *hit.span(end)) for end in ("low", "high"))
    percent = low.percent or high.percent
    return _as_percent(low, percent), _as_percent(high, percent)


def _placed(text: str, start: int, end: int) -> Number:
    """The number at a place of a larger text. NumeralError if that ink is none."""
    number = parse_number(text[start:end])
    begin = start + number.start
    return Number(
        number.value,
        number.raw,
        begin,
        begin + len(number.raw),
        number.decimals,
        number.signed,
        number.percent,
    )


def _as_percent(number: Number, percent: bool) -> Number:
    return Number(number.value, number.raw, number.start, number.end, number.decimals, number.signed, percent)


@cache
def _prose() -> re.Pattern[str]:
    """Numbers inside prose, and before them, so that they win, the things that only look like one."""
    words = toml("numerals")
    units, measured, clock = (any_word(words[name]) for name in ("counted", "measured", "clock"))
    extension = any_word(words["extension"])
    time = r"[0-9]{1,2}[.:][0-9]{2}"
    skip = [
        r"(?:https?://|www\.)\S+",
        r"(?<![A-Za-z0-9.+_-])[A-Za-z0-9.+_-]{1,64}@[A-Za-z0-9.-]+",  # a mail address
        r"(?<![A-Za-z_-])[A-Za-z][A-Za-z_-]*[0-9][0-9A-Za-z./_-]*",  # OIT34, COVID-19
        r"[0-9][0-9.,]*[A-Za-z][0-9A-Za-z]*",  # 3R, 5G
        rf"{time}(?:\s?[-–]\s?{time})?\s?{clock}(?![ก-๙])",
        r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?",
        r"(?<![0-9.,])0[0-9]{0,2}[ -][0-9]{3,4}[ -]?[0-9]{3,4}(?:-[0-9]{1,2})?"  # a telephone number
        rf"(?:\s*{extension}\s*[0-9]+)?",
        r"(?<![0-9.,])0[0-9]{8,9}(?![0-9])",
        r"[0-9]+(?:-[0-9]+){2,}",
        r"[0-9]+(?:\s?/\s?[0-9]+)+",  # 53301/653, 31/1/2566
        r"(?m:^)\s*(?:[-–•*★●]\s*)?\(?[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]+(?=\s*[^\s0-9])",  # 1. 2.1) (3) at a line's start
        rf"(?m:^)\s*[0-9]{{1,2}}(?:\.[0-9])+(?=\s+(?!{measured})[^\s0-9])",  # 2.1 without a stop
        r"(?<!\S)[0-9]{1,2}[.)](?=\s?[ก-๎])",  # ๒.รายงาน run together on one line
        rf"(?<![0-9.,+-])2(?:5[4-9][0-9]|600|0[0-5][0-9])(?![0-9.,]|\s*{units})",  # a year by its look
    ]
    before, after = any_word(words["percent_before"]), any_word(words["percent_after"])
    sign = rf"(?:(?<![0-9๐-๙A-Za-zก-๎.,)])[+＋{_MINUS}])?"
    number = rf"(?P<number>(?:{before}\s*)?{sign}[0-9](?:[0-9.,]*[0-9])?(?:\s?{after})?)"
    return re.compile("|".join(skip) + "|" + number)


def find_numbers(text: str) -> tuple[Number, ...]:
    """The numbers inside prose, in order of print.

    Leaves alone telephone and document numbers, dates, years, times, list numbers, web addresses and
    what is glued to Latin letters (`OIT34`). Never raises.
    """
    if not _DIGIT.search(text):
        return ()
    letters = list(to_arabic(text))
    for start, end in _dated(text):
        letters[start:end] = " " * (end - start)
    found = []
    for hit in _prose().finditer("".join(letters)):
        if hit["number"] is not None:
            number = _read_at(text, *hit.span("number"))
            if number is not None:
                found.append(number)
    return tuple(found)


def _dated(text: str) -> list[tuple[int, int]]:
    spans = [(span.pos, span.end_pos) for span in find_dates(text)]
    return spans + [(year.start, year.end) for year in find_fiscal_years(text)]


def _read_at(text: str, start: int, end: int) -> Number | None:
    try:
        return _placed(text, start, end)
    except NumeralError:
        return None
