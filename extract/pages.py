"""Where a text shows that a new page begins: form feeds, page comments, printed page numbers that count up."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_DIGIT = re.compile("[0-9๐-๙]")
_NUMBER = r"(?P<no>[0-9๐-๙]{1,4})"
_OF = r"(?:\s*(?:/|of|จาก|ของ)\s*[0-9๐-๙]{1,4})?"  # "of": จาก, ของ
_PAGE = r"(?:page(?:\s?(?:no\.?|number))?|หน้า(?:ที่)?)"  # "page": หน้า, หน้าที่
_FRAME = r"[\s\-–—_=#*~<>\[\](){}|:.]*"
_COMMENT = re.compile(rf"<!--[\s\W]*(?:{_PAGE}|p\.?)\s*[-:#=\"]*\s*[-–—]?\s*{_NUMBER}{_OF}[\W]*-->", re.IGNORECASE)
_BREAK = re.compile(r"<!--[\s\W]*(?:new[\s_-]*page|page[\s_-]*break|หน้าใหม่|ขึ้นหน้าใหม่)[\s\W]*-->", re.IGNORECASE)
_BREAK_TAG = re.compile(
    r"<(?:div|p|hr|br|span)\b[^<>]{0,200}\b(?:page-?)?break(?:-(?:before|after)\s*:\s*(?:always|page)|[\"'\s])[^<>]{0,200}>"
    r"(?:\s|&nbsp;)*(?:</(?:div|p|span)>)?",
    re.IGNORECASE,
)
_FRAMED = re.compile(rf"\s*[\-–—_=#*~<\[({{|]{_FRAME}{_PAGE}\s*[:.]?\s*{_NUMBER}{_OF}{_FRAME}", re.IGNORECASE)
_PLAIN = re.compile(rf"\s*{_PAGE}\s*[:.]?\s*{_NUMBER}{_OF}\s*", re.IGNORECASE)
_DASHED = re.compile(rf"\s*[-–—]\s*{_NUMBER}\s*[-–—]\s*")
_SLASHED = re.compile(rf"\s*{_NUMBER}\s*/\s*(?P<all>[0-9๐-๙]{{1,4}})\s*")
_LONGEST = 80  # letters of a line that only says the page
_FORMS = ((_COMMENT, 1), (_FRAMED, 1), (_PLAIN, 2), (_DASHED, 2), (_SLASHED, 2))  # and how many prove it


@dataclass(frozen=True, slots=True)
class Pages:
    """Where pages 2, 3, … start (places in the sequence that was looked at), and which places say so themselves."""

    starts: tuple[int, ...] = ()
    markers: frozenset[int] = frozenset()
    known: bool = False

    def page(self, place: int) -> int | None:
        """The page of a place, from 1; None where the source shows no pages."""
        return bisect_right(self.starts, place) + 1 if self.known else None

    @property
    def count(self) -> int | None:
        return len(self.starts) + 1 if self.known else None


def breaks_page(comment: str) -> bool:
    """Whether an HTML comment stands for the beginning of a page."""
    return bool(_BREAK.fullmatch(comment) or _COMMENT.fullmatch(comment))


def find_pages(lines: Sequence[str]) -> Pages:
    """The pages of `lines`, by the index of a line; the surest sign that is consistent holds, else none."""
    feeds = tuple(number for number, line in enumerate(lines) if line.startswith("\f"))
    last = max((number for number, line in enumerate(lines) if line.strip()), default=-1)
    feeds = tuple(place for place in feeds if place <= last)
    if feeds:
        return Pages(feeds, frozenset(), True)
    breaks = tuple(number for number, line in enumerate(lines) if "<" in line and _is_break(line.strip()))
    if breaks:
        first = next((number for number, line in enumerate(lines) if line.strip()), 0)
        starts = tuple(place for place in breaks if first < place <= last)
        return Pages(starts, frozenset(breaks), True)
    return _numbered(lines)


def _is_break(line: str) -> bool:
    return bool(_BREAK.fullmatch(line) or _BREAK_TAG.fullmatch(line))


def _numbered(lines: Sequence[str]) -> Pages:
    short = [(n, line) for n, line in enumerate(lines) if 0 < len(line) <= _LONGEST and _DIGIT.search(line)]
    for form, least in _FORMS:
        found = list(_matches(short, form))
        if len(found) >= least and (pages := _counted(found, lines)):
            return pages
    return Pages()


def _matches(lines: Sequence[tuple[int, str]], form: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    totals: set[int] = set()
    for place, line in lines:
        if match := form.fullmatch(line.strip()):
            if "all" in match.groupdict():
                totals.add(int(match["all"]))
                if len(totals) > 1 or int(match["no"]) > int(match["all"]):
                    return
            yield place, int(match["no"])


def _counted(found: Sequence[tuple[int, int]], lines: Sequence[str]) -> Pages | None:
    """Pages by printed numbers, which must go up by one.

    The numbers stand at the head of their pages, unless text stands before number 1: then at the foot. A first
    page without a number is usual; if then the last number ends the text, head or foot stays open, and so the pages.
    """
    first = found[0][1]
    if first not in {1, 2} or any(number != first + n for n, (_, number) in enumerate(found)):
        return None
    places = tuple(place for place, _ in found)
    before = any(line.strip() for line in lines[: places[0]])
    after = any(line.strip() for line in lines[places[-1] + 1 :])
    if first == 2 and not (before and after):
        return None
    markers = frozenset(places)
    if first == 1 and before:
        return Pages(tuple(place + 1 for place in (places if after else places[:-1])), markers, True)
    return Pages(places[1:] if first == 1 else places, markers, True)
