"""What stands before a date or a year: a law's name, a plan's name, words that say that a thing is done
or due.
"""

from __future__ import annotations

import re

from normalize.dates_words import context_pattern
from normalize.digits import to_arabic

REACH = 160  # letters: how long the name of a law between its kind and its year may be
NEAR = 40  # letters: how far a word of done or due may stand before its date
_A_YEAR = re.compile(r"2[45][0-9]{2}")


def _named(name: str, text: str, start: int) -> bool:
    """Whether a word of a list stands before a place, with no other year between."""
    before = to_arabic(text[max(0, start - REACH) : start])
    behind = max((hit.end() for hit in context_pattern(name).finditer(before)), default=None)
    return behind is not None and _A_YEAR.search(before, behind) is None


def in_law(text: str, start: int) -> bool:
    """Whether a bare year at a place belongs to a law: `พระราชบัญญัติข้อมูลข่าวสาร พ.ศ. ๒๕๔๐`."""
    return _named("law", text, start)


def in_plan(text: str, start: int) -> bool:
    """Whether a span of years at a place belongs to a plan's name: `แผนพัฒนาท้องถิ่น พ.ศ. ๒๕๖๖ - ๒๕๗๐`."""
    return _named("plan", text, start)


def said_before(name: str, text: str, start: int) -> bool:
    """Whether a word of the list (`done` or `due`) stands right before a place, with white space
    and a bracket that opens between at most.
    """
    before = text[max(0, start - NEAR) : start].rstrip(" \t\n(")
    return any(hit.end() == len(before) for hit in context_pattern(name).finditer(before))
