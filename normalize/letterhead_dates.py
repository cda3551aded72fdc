"""A document's own date: in a memo's head, in an announcement's foot, or said where it was made or signed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from normalize.dates import DateError, parse_date
from normalize.letterhead_words import MARKUP, any_word, dated_patterns, field, next_texts, words_of

_D = "[0-9๐-๙]"
# Any day, word and year, or three numbers: what it means is for normalize.dates to say.
_DATE = re.compile(
    rf"{_D}{{1,2}}\s*[ก-๎][ก-๎. ]{{1,30}}?\s*{_D}{{2,4}}(?!{_D})"
    rf"|{_D}{{1,2}}\s*[/.\-]\s*{_D}{{1,2}}\s*[/.\-]\s*{_D}{{2,4}}(?!{_D})"
)
_DATE_REACH = 60  # characters behind its words in which a date stands
_SIGNED_LINES = 5  # lines with text between a signature's words and its date


@dataclass(frozen=True, slots=True)
class OwnDate:
    """A date that a document gives for itself; `value` is None where it cannot be read (a day left open).

    `basis` is `memo`, `announced`, `made`, `approved` or `signed`; `line_no` counts from 1.
    """

    raw: str
    value: date | None
    basis: str
    line_no: int


def _read(raw: str) -> date | None:
    try:
        return parse_date(raw)
    except DateError:
        return None


def _date_behind(lines: Sequence[str], index: int, end: int, basis: str) -> OwnDate | None:
    """The date behind its words, or on the next line with text; without a value where it cannot be read."""
    rest = lines[index][end : end + _DATE_REACH]
    match = _DATE.match(rest.lstrip(MARKUP + ":.…"))
    if match is None and not rest.strip(MARKUP + ".…"):
        below = next(next_texts(lines, index + 1, 1), None)
        match = _DATE.match(lines[below].strip(MARKUP)) if below is not None else None
    if match is None:
        raw = rest.strip(MARKUP)
        return OwnDate(raw, None, basis, index + 1) if raw else None
    return OwnDate(match.group(), _read(match.group()), basis, index + 1)


def _memo_date(lines: Sequence[str], head: Sequence[int]) -> OwnDate | None:
    """A memo's date: behind `วันที่` (date), or a line of an official letter that is nothing but a date."""
    for index in head:
        line = lines[index]
        if begins := field("date").match(line):
            ends = [begins.end()]
        elif field("number").match(line) or field("agency").match(line):
            ends = [match.end() for match in any_word("memo", "date").finditer(line)]
        else:
            ends = []
        found = next((dated for end in ends if (dated := _date_behind(lines, index, end, "memo"))), None)
        if found is not None:
            return found
        text = line.strip(MARKUP)
        if _DATE.fullmatch(text) and (value := _read(text)):
            return OwnDate(text, value, "memo", index + 1)
    return None


def _is_of_data(lines: Sequence[str], index: int, start: int) -> bool:
    """Whether the words before a date say that it is another thing's (`ข้อมูล ณ วันที่`, data as of)."""
    before = lines[index][:start].strip(MARKUP)
    if not before and index:
        before = lines[index - 1].strip(MARKUP)
    return before.endswith(words_of("not_dated", "words"))


def _said_dates(lines: Sequence[str]) -> Iterator[OwnDate]:
    """Dates that the document says it was announced, made or approved on."""
    for index, line in enumerate(lines):
        for basis, pattern in dated_patterns():
            match = pattern.search(line)
            if match is None:
                continue
            inside = basis == "approved" and line[: match.start()].strip(MARKUP)
            found = None
            if not inside and not _is_of_data(lines, index, match.start()):
                found = _date_behind(lines, index, match.end(), basis)
            if found is not None:
                yield found
            break


def _signed_date(lines: Sequence[str]) -> OwnDate | None:
    """A date alone on its line under a signature."""
    for index, line in enumerate(lines):
        begins = field("date").match(line)
        match = _DATE.match(line, begins.end()) if begins else None
        if match is None or line[match.end() :].strip(MARKUP + "."):
            continue
        above = [text for text in lines[max(0, index - 2 * _SIGNED_LINES) : index] if text.strip()]
        if any(any_word("signed", "words").search(text) for text in above[-_SIGNED_LINES:]):
            return OwnDate(match.group(), _read(match.group()), "signed", index + 1)
    return None


def own_date(lines: Sequence[str], head: Sequence[int]) -> OwnDate | None:
    """The memo's date, else the announcement's, and so on; a readable one before one that cannot be read.

    `head` are the places of the lines of the memo's head.
    """
    order = ["memo", *(basis for basis, _ in dated_patterns()), "signed"]
    memo, signed = _memo_date(lines, head), _signed_date(lines)
    found = [dated for dated in (memo, *_said_dates(lines), signed) if dated is not None]
    found.sort(key=lambda dated: (dated.value is None, order.index(dated.basis), dated.line_no))
    return found[0] if found else None
