"""A report's own number, date, subject and addressee: the head of a memo or letter, or the foot of an announcement.

Only the document's own are read: a number or date of a document that it refers to (`ที่ … ลงวันที่ …`), and a date that
its data are of (`ข้อมูล ณ วันที่ …`, data as of), are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from normalize.digits import to_arabic
from normalize.letterhead_dates import own_date
from normalize.letterhead_words import MARKUP, any_word, field, next_texts, spaced, words_of

_D = "[0-9๐-๙]"
# The agency's letters, its number (dots, a part in brackets), a slash, and the running number with the letter of a
# circular before it; a running number that was left open (dots, a dash, nothing) is allowed.
_NUMBER = re.compile(
    rf"(?P<letters>[ก-ฮ]{{1,4}}\.?(?: ?[ก-ฮ]{{1,3}}\.?)?)?\s*"
    rf"(?P<agency>{_D}[0-9๐-๙.\-]*(?:\s?\([^()]{{1,8}}\))?(?:\.{_D}+)*)"
    rf"\s*/\s*(?P<circular>[ก-ฮ]{{0,2}})\s*(?P<running>{_D}+(?:[./-]{_D}+)*|-(?![.\-_…])|(?=[\s.\-_…]|$))"
)
_HEAD_LINES = 10  # lines with text of a memo's head at most
_LETTER_LINES = 12  # lines with text among which an official letter has its number
_SUBJECT_LINES = 3


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a document says of itself; every field is None where it says nothing.

    `document_number` has Arabic digits (`นศ 53301/653`); a running number left open is `นศ 53301/`. `document_date` is
    in the Common Era; None with a `date_raw` is a date that cannot be read (a day left open). `date_basis` is `memo`,
    `announced`, `made`, `approved` or `signed`. Lines count from 1.
    """

    document_number: str | None = None
    number_raw: str | None = None
    number_line: int | None = None
    document_date: date | None = None
    date_raw: str | None = None
    date_basis: str | None = None
    date_line: int | None = None
    subject: str | None = None
    subject_line: int | None = None
    addressee: str | None = None


# ---- the number


def tidy_number(match: re.Match[str]) -> str:
    """A document number in Arabic digits: one space behind the agency's letters and a circular's, none at the slash."""
    letters = re.sub(r"\s+", " ", match["letters"] or "").strip()
    agency = re.sub(r"\s+", "", match["agency"]).rstrip(".-")
    running = f"{match['circular']} {match['running']}".strip()
    return to_arabic(f"{letters} {agency}/{running}".strip())


def _number_in(line: str, start: int, *, bare: bool) -> tuple[str, str] | None:
    """The number at `start` of a line and its ink; one without letters only if `bare`, none of another document."""
    match = _NUMBER.match(line, start)
    if match is None or not (match["letters"] or bare):
        return None
    if any_word("memo", "reference").match(line[match.end() :].strip()):
        return None
    return tidy_number(match), match.group().strip()


def _number(lines: Sequence[str], head: Sequence[int]) -> tuple[str, str, int] | None:
    """The number among the lines of a memo's head, also behind the agency on one line, or on the line below `ที่`."""
    word = re.compile(rf"(?<!\S){spaced(words_of('memo', 'number'))}\s*[:：]?\s*(?=[ก-ฮ0-9๐-๙])")
    for position, index in enumerate(head):
        line = lines[index]
        own = field("number").match(line)
        begins = [own.end()] if own else [match.end() for match in word.finditer(line)]
        for begin in begins:
            found = _number_in(line, begin, bare=own is not None)
            if found is not None:
                return (*found, index + 1)
        if own and own.end() >= len(line.rstrip()) and position + 1 < len(head):
            below = head[position + 1]
            found = _number_in(lines[below].strip(MARKUP), 0, bare=True)
            if found is not None:
                return (*found, below + 1)
    return None


# ---- subject, addressee, head


def _head(lines: Sequence[str]) -> list[int]:
    """The lines of the memo's or letter's head, from the agency or the number to the addressee; none elsewhere."""
    for index, line in enumerate(lines):
        if field("title").match(line) or field("agency").match(line):
            head = _until_addressee(lines, index)
            if any(_is_named(lines[row]) for row in head):
                return head
    for index in next_texts(lines, 0, _LETTER_LINES):
        begins = field("number").match(lines[index])
        if begins and _number_in(lines[index], begins.end(), bare=False):
            head = _until_addressee(lines, index)
            if any(field("subject").match(lines[row]) for row in head):
                return head
    return []


def _is_named(line: str) -> bool:
    """Whether a line is a field that only a memo's head has: its number or subject."""
    begins = field("number").match(line)
    return bool(begins and _number_in(line, begins.end(), bare=True)) or field("subject").match(line) is not None


def _announced(lines: Sequence[str]) -> list[int]:
    """The line of an announcement's subject, which stands right below its heading."""
    above = ""
    for index in next_texts(lines, 0, len(lines)):
        if field("subject").match(lines[index]) and field("announcement").match(above):
            return [index]
        above = lines[index]
    return []


def _until_addressee(lines: Sequence[str], start: int) -> list[int]:
    head: list[int] = []
    for index in next_texts(lines, start, _HEAD_LINES):
        if head and field("closing").match(lines[index]):
            break
        head.append(index)
        if field("addressee").match(lines[index]):
            break
    return head


def _value(lines: Sequence[str], index: int, name: str) -> str | None:
    """What stands behind a field's word, without a later field of the same line."""
    match = field(name).match(lines[index])
    return lines[index][match.end() :].strip(MARKUP) or None if match else None


def _subject(lines: Sequence[str], rows: Sequence[int]) -> tuple[str, int] | None:
    """The subject, with the lines that it goes on over (up to an empty line or another field)."""
    start = next((row for row in rows if field("subject").match(lines[row])), None)
    text = _value(lines, start, "subject") if start is not None else None
    if start is None or text is None:
        return None
    parts = [text]
    for line in lines[start + 1 : start + _SUBJECT_LINES]:
        ends = any(field(name).match(line) for name in ("addressee", "closing", "date", "number", "agency"))
        if not line.strip(MARKUP) or ends or len(rows) == 1:
            break
        parts.append(line.strip(MARKUP))
    return " ".join(parts), start + 1


def read_letterhead(lines: Sequence[str]) -> Letterhead:
    """The number, date, subject and addressee of a document; `lines` are its lines in reading order."""
    head = _head(lines)
    number = _number(lines, head)
    dated = own_date(lines, head)
    rows = head or _announced(lines)
    subject = _subject(lines, rows)
    addressee = next((value for row in head if (value := _value(lines, row, "addressee"))), None)
    return Letterhead(
        document_number=number[0] if number else None,
        number_raw=number[1] if number else None,
        number_line=number[2] if number else None,
        document_date=dated.value if dated else None,
        date_raw=dated.raw if dated else None,
        date_basis=dated.basis if dated else None,
        date_line=dated.line_no if dated else None,
        subject=subject[0] if subject else None,
        subject_line=subject[1] if subject else None,
        addressee=addressee,
    )
