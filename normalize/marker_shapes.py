"""What a list number looks like: its shapes, and which of them may open a line.

A shape is how a number is printed: `1.` dot, `1)` close, `(1)` paren, `2.1` multi, `ข้อ 1` label, `①` circled,
`1` bare.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from normalize.marker_words import marker_words

MarkerKind = Literal["decimal", "letter", "bullet"]

# Signs that are nothing but bullets, wherever they stand after a space; U+F0xx are Word's Symbol and
# Wingdings bullets.
BULLETS = "•●○◦▪■□◆◇★☆➢➤►▶❖❑➔" + "".join(map(chr, (0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC, 0xF0A8, 0xF06F)))
# Signs that are bullets only at the start of a line, and inside one only where the line starts with the same.
OPENING_BULLETS = "*·✓✔☑→⇒‣⁃>"
# Of these, the ones that are also signs of their own (a footnote, "more than").
_WEAK_BULLETS = "*·>"
DASHES = "-–—−"

_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_D = "[0-9๐-๙]"
_NUMBER = rf"{_D}{{1,3}}(?:\.{_D}{{1,2}}){{0,4}}(?!{_D})"
_MULTI = rf"{_D}{{1,3}}(?:\.{_D}{{1,2}}){{1,4}}(?!{_D})"
_LETTER = r"(?<![ก-๛A-Za-z.])(?:[ก-ฮ]|[A-Za-z])"
_ROMAN = r"(?<![A-Za-z.])(?:ii|iii|iv|vi|vii|viii|ix)"
_BULLET = re.compile(rf"(?:(?:[{BULLETS}]|[{re.escape(OPENING_BULLETS + DASHES)}]|o(?=\s+[ก-๙]))\s*){{1,3}}")
_FIGURE = re.compile(rf"[+{re.escape(DASHES)}]?\s*{_D}[0-9๐-๙.,]*\s*%?\s*\Z")
_ABBREVIATION = re.compile(r"[ก-ฮ]{1,4}\.")
_LETTERS_AFTER = re.compile(r"[\s]*[ก-ฮเ-ไฯA-Za-z(\[{\"“‘'«<" + BULLETS + re.escape(DASHES) + "]")
# Letters that count lists without help from a neighbour; later ones are also short words (จ. province,
# ต. subdistrict).
_FIRST_LETTERS = frozenset("กขคงabcdABCD")


@dataclass(frozen=True, slots=True)
class Marker:
    """A list number or bullet as printed, at text[start:end].

    `raw` keeps its punctuation and the space behind it. `number` is in Arabic digits or the letter, None
    for a bullet.
    """

    raw: str
    number: str | None
    kind: MarkerKind
    start: int
    end: int


@cache
def enumerator() -> re.Pattern[str]:
    """All shapes but bullets, one named group each; finds candidates, decides nothing."""
    inner = rf"{_NUMBER}|{_ROMAN}|{_LETTER}"
    return re.compile(
        rf"(?P<label>(?<![ก-๛])(?<![0-9๐-๙]\s)(?:{marker_words().labels})\s*{_NUMBER}[.):]?)"
        rf"|(?P<paren>\(\s?(?:{_NUMBER}|{_ROMAN}|[ก-ฮA-Za-z])\s?\.?\s?\))"
        rf"|(?<![0-9๐-๙A-Za-z,/:+%@#_&=\-–—])(?<![0-9๐-๙]\.)(?:"
        rf"(?P<close>(?:{inner})\s?\.?\s?\))"
        rf"|(?P<dot>(?:{_NUMBER}|{_LETTER})\s?\.(?!{_D}))"
        rf"|(?P<multi>{_MULTI}(?![.,/:%)]))"
        rf"|(?P<circled>[①-⑳])"
        rf"|(?P<bare>{_D}{{1,2}}(?!{_D}|[.,/:%)\-–])(?=\s)))"
    )


def printed_number(raw: str) -> str:
    """The number in a marker or in automatic numbering: `(๒.๑)` gives `2.1`, `ก)` gives `ก`, `•` nothing."""
    for sign in raw:
        if "①" <= sign <= "⑳":
            return str(int(unicodedata.numeric(sign)))
    found = re.search(rf"{_D}+(?:\.{_D}+)*", raw)
    if found:
        return found[0].translate(_DIGITS)
    letter = re.search(r"[ก-ฮ](?![ก-๛])|[A-Za-z]+", raw)
    return letter[0] if letter else ""


def shape_of(marker: Marker) -> str:
    """How a marker is printed, its number left out: `1.` and `๒.` have one shape, `1.1` another."""
    depth = marker.number.count(".") if marker.number and marker.kind == "decimal" else 0
    if depth:
        return f"multi{depth}"
    signs = re.sub(r"[0-9๐-๙①-⑳\s]", "", marker.raw) if marker.kind == "decimal" else ""
    if marker.kind == "letter":
        signs = "letter" + re.sub(r"\w|\s", "", marker.raw)
    return signs or "."


def to_marker(text: str, start: int, end: int) -> Marker:
    """The marker at text[start:end], the space behind it taken in."""
    while end < len(text) and text[end].isspace():
        end += 1
    raw = text[start:end]
    number = printed_number(raw)
    kind: MarkerKind = "bullet" if not number or raw.strip() == "o" else "letter"
    if number[:1].isdigit():
        kind = "decimal"
    return Marker(raw, None if kind == "bullet" else number, kind, start, end)


def sound_number(text: str, found: re.Match[str], *, chained: bool = False) -> bool:
    """Whether the number may count a list: no year, no quantity, no time of day, no abbreviation.

    `chained` says that the number before it is known, so that letters which are also short words may pass.
    """
    number, shape = printed_number(found[0]), found.lastgroup
    if not number[:1].isdigit():
        return shape != "dot" or _sound_letter(text, found.end(), number, chained)
    parts = number.split(".")
    if int(parts[0]) > 99 or int(parts[0]) < 1 or (parts[0][0] == "0" and len(parts[0]) != 2):
        return False
    if any(part[0] == "0" or int(part) > 30 for part in parts[1:]):
        return False
    return _sound_follower(text, found.end(), shape or "")


def _sound_letter(text: str, end: int, letter: str, chained: bool) -> bool:
    if letter not in _FIRST_LETTERS and not chained:
        return False
    if _ABBREVIATION.match(text, end):
        return False
    return letter >= "ก" or not re.match(r"[A-Za-z.]", text[end : end + 1])


def _sound_follower(text: str, end: int, shape: str) -> bool:
    rest = end + (len(text[end:]) - len(text[end:].lstrip()))
    words = marker_words()
    if shape == "bare":
        return text_follows(text, end) and not words.counter.match(text, rest) and text[rest] not in DASHES
    if shape == "multi":
        return text_follows(text, end) and not words.measure.match(text, rest) and text[rest] not in DASHES
    if shape == "label":
        return text_follows(text, end) and not words.reference_after.match(text, rest) and text[rest] != "("
    return shape != "dot" or not words.month.match(text, end)


def text_follows(text: str, end: int) -> bool:
    """Whether a letter, an opening bracket or quote, or a bullet stands next, spaces aside."""
    return _LETTERS_AFTER.match(text, end) is not None


@lru_cache(maxsize=1 << 12)  # asked several times for every line
def leading_marker(text: str) -> Marker | None:
    """The list number or bullet that opens a line, None where it opens with text.

    A number without a point (`๒ มีการ`) is not taken here: see `leading_bare`. A lone dash or tick is a value.
    """
    start = len(text) - len(text.lstrip())
    bullet = _BULLET.match(text, start)
    end = bullet.end() if bullet else start
    body = text[end:]
    found = enumerator().match(body)
    if found and found.lastgroup != "bare" and sound_number(body, found):
        return to_marker(text, start, end + found.end())
    if bullet is None or end == len(text) or not _sound_bullet(text, start):
        return None
    return Marker(text[start:end], None, "bullet", start, end)


def _sound_bullet(text: str, start: int) -> bool:
    """Not `-ไม่มี-` (none), not `-4.79`, not `*หมายเหตุ` (a footnote's star), not `>50`."""
    sign, body = text[start], text[start:].strip()
    if sign in DASHES:
        return body[-1] not in DASHES and not _FIGURE.match(body) and body[1] != sign
    return sign not in _WEAK_BULLETS or text[start + 1].isspace()


def leading_bare(text: str) -> Marker | None:
    """A number without a point that could open a line (`๒ มีการ`); only a neighbour's number makes it one."""
    start = len(text) - len(text.lstrip())
    found = enumerator().match(text, start)
    if found and found.lastgroup == "bare" and sound_number(text, found):
        return to_marker(text, start, found.end())
    return None
