"""A line of text as the labels that it prints, each with what stands behind it (`ผู้รับผิดชอบ: กองคลัง`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from extract.document import Line
from normalize.cell_kinds import is_time, is_units
from normalize.lexicon import read_header
from normalize.markers import leading_marker
from normalize.money import is_amount
from normalize.phrases import either
from normalize.thai import repair

BEARS_OUT = frozenset({"responsible", "timeframe", "budget"})  # told of a thing that is meant to be done
TOLD = BEARS_OUT | {"method", "output", "outcome", "target", "follow_up", "problem", "remark"}
INNER = TOLD | {"indicator", "issue"}  # what a label inside a line may tell
OPENING = frozenset({"measure", "indicator", "issue", "topic", "problem"})  # what a measure's first line may tell
# what a label may tell that is a whole line: others head sections
ALONE = (OPENING - {"problem"}) | BEARS_OUT | {"method", "output"}
LONGEST_LABEL = 60  # letters
SHORT_LABEL = 40  # letters of a label whose words are not known
LONG_LABEL = 12  # letters of a label that may be found glued to the word before it
MOST_WORDS = 6  # of a label, parted by spaces
_COLON = re.compile(r"\s*[:：](?![/\d])\s*")
_NUMBERED = re.compile(r"\s*[0-9๐-๙]{1,2}(?:[.][0-9๐-๙]{1,2})*")
_NOT_FIRST = re.compile("[\u0e2f-\u0e3a\u0e45-\u0e4e\\s]")  # what no word begins with
_AROUND = " -–•*"
_LEADING = _AROUND + "()[].0123456789๐๑๒๓๔๕๖๗๘๙"  # a list's sign or number before a label


@dataclass(frozen=True, slots=True)
class LabelledPart:
    """A label with its value. `printed` is the label's ink with all that stands around it; `role` is a header word's
    role, or `other` for a label of no known meaning. `bare`: it is a whole line, and its value the next one."""

    role: str
    label: str
    printed: str
    value: str
    raw_value: str
    bare: bool = False


def may_open(line: Line) -> bool:
    """Whether the lines of a measure may begin with a line, by its first letters: few of all lines are looked at."""
    return _opening().match(line.text.lstrip(_LEADING)) is not None


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(either("measure_opening"))


def read_parts(line: Line) -> tuple[LabelledPart, ...]:
    """The labels of a line; none where it does not begin with one."""
    first = _numbered(line) or _first(line) or _bare(line)
    if first is None:
        return ()
    if first.bare:
        return (first,)
    text, behind = line.text, len(line.text) - len(first.value)
    cuts = [cut for cut in _inner(text) if cut[0] >= behind]
    if not cuts:
        return (first,)
    ends = [*(start for start, *_ in cuts), len(text)]
    value = text[behind : ends[0]].strip()
    found = [replace(first, value=value, raw_value=value)]
    for (start, after, role), end in zip(cuts, ends[1:], strict=True):
        label, value = _COLON.sub("", text[start:after]).strip(_AROUND), text[after:end].strip()
        found.append(LabelledPart(role, label, text[start:after], value, value))
    return tuple(found)


def spaced_part(line: Line) -> LabelledPart | None:
    """A line that begins with a label and a space, without a colon: only where the value is of the label's own kind."""
    marker = leading_marker(line.text)
    text = line.text[marker.end if marker else 0 :].lstrip(_AROUND)
    label, _, value = text.partition(" ")
    role = _role(label) if value.strip() else None
    if role is None or role not in _VALUE_OF or not _VALUE_OF[role](repair(value).text):
        return None
    return _part(line, role, label, len(line.text) - len(value))


_VALUE_OF: Mapping[str, Callable[[str], bool]] = {"responsible": is_units, "timeframe": is_time, "budget": is_amount}


def other_part(line: Line) -> LabelledPart | None:
    """A line that begins with a short label of no known meaning."""
    colon = _COLON.search(line.text)
    if colon is None or colon.start() > SHORT_LABEL:
        return None
    label = line.text[: colon.start()].strip(_AROUND)
    return _part(line, "other", label, colon.end()) if label else None


def _first(line: Line) -> LabelledPart | None:
    """The label that a line begins with, before a colon."""
    colon = _COLON.search(line.text)
    if colon is None:
        return None
    ink = line.text[: colon.start()]
    marker = leading_marker(ink)
    label = (ink[marker.end :] if marker else ink).strip(_AROUND)
    role = _role(label)
    return _part(line, role, label, colon.end()) if role else None


def _bare(line: Line) -> LabelledPart | None:
    """A line that is nothing but a header word."""
    marker = leading_marker(line.text)
    label = line.text[marker.end if marker else 0 :].strip(_AROUND)
    role = _role(label) if len(label) <= SHORT_LABEL and _COLON.search(label) is None else None
    return LabelledPart(role, label, line.raw_text, "", "", bare=True) if role in ALONE else None


def _numbered(line: Line) -> LabelledPart | None:
    """`มาตรการที่ ๑ …` (measure 1): its number parts a measure from its text, with or without a colon."""
    marker = leading_marker(line.text)
    start = marker.end if marker else 0
    word = _measure_word().match(line.text, start)
    number = _NUMBERED.match(line.text, word.end()) if word else None
    if number is None:
        return None
    colon = _COLON.match(line.text, number.end())
    behind = colon.end() if colon else number.end()
    parted = colon is not None or line.text[behind : behind + 1] in (" ", ".", "\xa0")
    if not parted or not line.text[behind:].strip(" .-–"):
        return None
    return _part(line, "measure", line.text[start : number.end()].strip(), behind)


@cache
def _measure_word() -> re.Pattern[str]:
    return re.compile(either("measure_numbered"))


def _part(line: Line, role: str, label: str, behind: int) -> LabelledPart:
    printed, value = line.text[:behind], line.text[behind:].strip()
    ink = line.raw_text.rstrip()
    if ink == line.text.rstrip():
        return LabelledPart(role, label, printed, value, value)
    if value and ink.endswith(value):
        return LabelledPart(role, label, ink[: -len(value)], value, value)
    return LabelledPart(role, label, "", value, line.raw_text)  # markup inside: all of the ink beside the value


def _role(label: str) -> str | None:
    """The role of a whole label; a word inside a longer text is none."""
    if not label or len(label) > LONGEST_LABEL:
        return None
    word = read_header(repair(label).text)
    return word.role if word.how in ("word", "ambiguous") and word.role in OPENING | TOLD else None


def _inner(text: str) -> list[tuple[int, int, str]]:
    """The labels inside a line: where each starts, where its value starts, its role. None of them opens a measure."""
    found: list[tuple[int, int, str]] = []
    for colon in _COLON.finditer(text):
        words = [hit.start() for hit in re.finditer(r"(?<=\s)\S+", text[: colon.start()])][-MOST_WORDS:]
        named = ((start, _role(text[start : colon.start()].strip(_AROUND))) for start in words)
        start, role = next(((start, role) for start, role in named if role in INNER), (0, None))
        if role is not None:
            found.append((start, colon.end(), role))
        else:
            found.extend(_glued(text, words[-1] if words else 0, colon))
    return found


def _glued(text: str, start: int, colon: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """A label that a reader of pages glued to the line above it: only a long one, which no other word ends in."""
    for place in range(start + 1, colon.start() - LONG_LABEL + 1):
        role = None if _NOT_FIRST.match(text, place) else _role(text[place : colon.start()].strip())
        if role in BEARS_OUT:
            yield place, colon.end(), role or ""
            return
