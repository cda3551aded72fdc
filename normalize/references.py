"""What a heading, a spanning row or a label cell says that a row belongs to: issue, indicator, instrument, item."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from normalize.framework import Framework
from normalize.issue_names import issue_named
from normalize.labels import any_of, instruments_in
from normalize.numerals import to_arabic
from normalize.phrases import either
from normalize.subjects import match_name, parse_subject
from normalize.thai import squeeze

MAX_NAME = 90  # letters behind a number that may still be its name


@dataclass(frozen=True, slots=True)
class References:
    """What a text names. Codes are catalogue codes; `rest` is the text without the references themselves. `confirmed`:
    the words behind the indicator's number are its name."""

    issue_no: int | None = None
    issue_name: str | None = None
    indicator: str | None = None
    sub_indicator: str | None = None
    items: tuple[str, ...] = ()
    instrument: str | None = None
    rest: str = ""
    mismatch: str | None = None
    group: str | None = None
    confirmed: bool = False

    @property
    def empty(self) -> bool:
        return not (self.issue_no or self.indicator or self.sub_indicator or self.items or self.instrument)


_ISSUE = re.compile(rf"{either('issue')}\s*[:.]?\s*([1-9])(?!\d|\.\d)\s*[.:)\-–]?\s*")  # ประเด็นที่ ๑
_INDICATOR = re.compile(
    rf"{either('indicator')}\s*[:.]?\s*(10|[1-9])(?![\d.]*\d)\s*[.:)\-–]?\s*", re.IGNORECASE
)  # ตัวชี้วัดที่ ๙
_SUB = re.compile(rf"(?:{either('sub_indicator')}\s*)?(?<![\d.])(9\.[1-5]|10\.[12])(?![\d.]*\d)\s*[.:)\-–]?\s*")
ITEM = re.compile(r"([OIEoie])(?<![A-Za-z].)(?:IT|it)?\s*[.\-]?\s*(\d{1,2})(?![\d.]*\d)")


def without_continued(text: str) -> tuple[str, bool]:
    """A label without its trailing `(ต่อ)` (continued), and whether it had one."""
    found = any_of("continued", "words").search(text)
    if found is None:
        return text, False
    return (text[: found.start()] + " " + text[found.end() :]).strip(), True


def _name_after(text: str, end: int) -> str:
    """The words behind a number up to the next reference or bracket."""
    tail = text[end : end + MAX_NAME * 2]
    stop = len(tail)
    for pattern in (_ISSUE, _INDICATOR, _SUB):
        if (found := pattern.search(tail)) is not None:
            stop = min(stop, found.start())
    return tail[:stop].strip(" :-–.•★*")


def _longest_name(name: str, framework: Framework, code: str) -> str:
    """The part at the start of a text that is the catalogue name of a code, or nothing."""
    key = squeeze(name)
    known = [stem for stem, codes in framework.names.items() if code in codes and key.startswith(stem)]
    return max(known, key=len, default="")


def _drop_letters(text: str, count: int) -> str:
    """A text without its first `count` letters, spaces not counted."""
    position = 0
    while count > 0 and position < len(text):
        count -= not text[position].isspace()
        position += 1
    return text[position:]


_ALSO = re.compile(rf"\s*(?:[,/&\-–]|{either('range')})\s*(10|[1-9])(?![\d.]*\d)")  # ตัวชี้วัดที่ 3, 4 และ 5


def indicators_named(text: str) -> tuple[str, ...]:
    """The numbers of all indicators that a text names, in order of print, each once."""
    arabic = to_arabic(text)
    found: list[str] = []
    for hit in _INDICATOR.finditer(arabic):
        found.append(hit.group(1))
        end = hit.end(1)
        while (also := _ALSO.match(arabic, end)) is not None:
            found.append(also.group(1))
            end = also.end()
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1 << 12)
def find_references(text: str, framework: Framework) -> References:
    """Every reference in a label or heading. An indicator's number is believed as printed; if the words behind it
    are another indicator's name, `mismatch` says so. Of a text that names several indicators none is taken."""
    arabic = to_arabic(without_continued(text)[0])
    issue = _ISSUE.search(arabic)
    indicator = _INDICATOR.search(arabic) if len(indicators_named(arabic)) == 1 else None
    sub = _SUB.search(arabic)
    items = tuple(
        dict.fromkeys(f"{letter.upper()}{int(number)}" for letter, number in ITEM.findall(arabic) if int(number))
    )
    named = instruments_in(arabic)
    by_name = issue_named(without_continued(text)[0]) if issue is None else None
    found = References(
        issue_no=int(issue.group(1)) if issue else by_name[0] if by_name else None,
        issue_name=(_name_after(arabic, issue.end()) or None) if issue else by_name[1] if by_name else None,
        indicator=indicator.group(1) if indicator and indicator.group(1) in framework.entries else None,
        sub_indicator=sub.group(1) if sub and sub.group(1) in framework.entries else None,
        items=items,
        instrument=named[0] if len(named) == 1 else None,
    )
    return _with_rest(found, arabic, indicator, framework)


def _with_rest(found: References, arabic: str, indicator: re.Match[str] | None, framework: Framework) -> References:
    rest, mismatch, stem = arabic, None, ""
    if indicator is not None and found.indicator is not None:
        behind = _name_after(arabic, indicator.end())
        stem = _longest_name(behind, framework, found.indicator)
        if not stem and behind:
            other = match_name(behind, framework, ("indicator",))
            mismatch = framework.entries[found.indicator].name_th if other and other[0] != found.indicator else None
        rest = arabic[: indicator.start()] + " " + _drop_letters(arabic[indicator.end() :], len(stem))
    if found.instrument is not None:
        rest = _INSTRUMENT_PHRASE.sub(" ", rest)
    return References(
        found.issue_no,
        found.issue_name,
        found.indicator,
        found.sub_indicator,
        found.items,
        found.instrument,
        " ".join(rest.split()),
        mismatch,
        confirmed=bool(stem),
    )


_INSTRUMENT_PHRASE = re.compile(rf"{either('instrument')}?\s*[(]?\b[IEO]IT\b[)]?", re.IGNORECASE)


_COUNTED = re.compile(r"^\(?(10|[1-9])\)?\s+(?=[^\d\s])")  # `1 การปฏิบัติหน้าที่`, a number without a point


def _agrees(counted: re.Match[str], framework: Framework) -> bool:
    """Whether the name behind a bare number is the catalogue's name of that very indicator."""
    hit = match_name(counted.string[counted.end() :].strip(" :-–.•★*"), framework, ("indicator",))
    return hit is not None and hit[0] == counted.group(1)


def heading_references(text: str, framework: Framework) -> References | None:
    """What a line sets for the rows below it, or None where it is no such heading.

    A heading is a short line that begins with an issue, an indicator, a sub-indicator or an instrument, or that is
    the bare name of one.
    """
    line = without_continued(text)[0].strip(" *#★•-–:")
    if not line or len(line) > 2 * MAX_NAME:
        return None
    arabic = to_arabic(line)
    bare = re.sub(r"^(?:\(?\d{1,2}[.)]\s*|[ก-ฮ][.)]\s*)", "", arabic)
    starts = any(pattern.match(form) for pattern in (_ISSUE, _INDICATOR, _SUB) for form in (arabic, bare))
    found = find_references(line, framework)
    if (starts or issue_named(line)) and not found.empty:
        return found
    if (counted := _COUNTED.match(without_score(arabic))) is not None and _agrees(counted, framework):
        return References(indicator=counted.group(1))
    if (named := _bare_name(without_score(without_items(bare)), framework)) is not None:
        return replace(named, items=found.items)
    return None


def without_score(label: str) -> str:
    """A label without the score in brackets that ends it: `การใช้งบประมาณ (๗๙.๕๐ คะแนน)`."""
    hit = _SCORE_BEHIND.search(to_arabic(label)) if label.endswith((")", "]")) else None
    return label[: hit.start()] if hit is not None else label


_SCORE_BEHIND = re.compile(
    rf"\s*[(\[](?:{either('score_prefix', 'which_had', 'number_follows')}|[\s=:])*"
    rf"(?:\d{{1,3}}\.\d+\s*(?:{either('points')}|%)?|\d{{1,3}}\s*(?:{either('points')}|%))\s*[)\]]$"
)


def without_items(label: str) -> str:
    """A label without the codes of items, and nothing but these, that end it: `การใช้ทรัพย์สินของราชการ (I20, I24)`."""
    arabic = to_arabic(label)
    first = ITEM.search(arabic)
    if first is None or _ONLY_ITEMS.fullmatch(arabic, first.start()) is None:
        return label
    return label[: first.start()].rstrip(" ([-–:")


_ONLY_ITEMS = re.compile(rf"(?:{ITEM.pattern}|{either('range')}|[\s,/()\[\]\-–])*")


def _bare_name(bare: str, framework: Framework) -> References | None:
    """What a line sets that is nothing but a name."""
    subject = parse_subject(bare, framework)
    if subject is None or subject.scope in ("overall", "item"):
        return None
    if subject.scope == "instrument":
        return References(instrument=subject.code)
    if subject.scope == "sub_indicator":
        return References(sub_indicator=subject.code, indicator=subject.code.split(".", maxsplit=1)[0])
    return References(indicator=subject.code) if subject.by_name or _INDICATOR.match(bare) else None
