"""List numbers in a line: the one that opens it, and those that a run-together line hides.

    1.จัดทำแผน 2.รายงานผล 3. เผยแพร่     three pieces
    ประกาศภายใน 7 วัน ตามมาตรา 9        one piece

A cut needs a mark that is plainly a list number, or one that its neighbours make a sequence with. Numbers may
skip, repeat and start again. Nothing is lost: the pieces' places cover the text without a gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from normalize.marker_shapes import (
    BULLETS,
    DASHES,
    OPENING_BULLETS,
    Marker,
    enumerator,
    leading_bare,
    leading_marker,
    printed_number,
    shape_of,
    sound_number,
    text_follows,
    to_marker,
)
from normalize.marker_words import marker_words
from normalize.numbering import follows

__all__ = ["Marker", "follows", "leading_bare", "leading_marker", "shape_of", "split_run"]

Piece = tuple[Marker | None, str, int, int]

# How far a list may skip and still be one list, and the highest number that opens a list unseen before.
_SKIP = 5
_PLAIN_TOP = 30
# How far back the words before a number are read, in characters.
_BACK = 24
_SIGNS = BULLETS + OPENING_BULLETS + DASHES
_OPENED_BY = re.compile(r"[\s)\]”’\"'»ฯๆ]")


@cache
def _finder() -> re.Pattern[str]:
    return re.compile(rf"(?<=\s)(?P<bullet>[{re.escape(_SIGNS)}]|o(?=\s+[ก-๙]))|{enumerator().pattern}")


def split_run(text: str, *, dash: str = "", after: Marker | None = None) -> tuple[Piece, ...]:
    """Cuts a line at its list numbers: (marker or None, text without it, start, end) for each piece.

    `dash` is the bullet sign that the cell's other lines open with; `after` is the last number of the line
    before. The pieces follow each other without a gap and end at the text's end; a text is stripped of the
    spaces around it.
    """
    markers = _Run(text, dash, after).markers()
    if not markers:
        return ((None, text.strip(), 0, len(text)),)
    starts = [0 if not text[: markers[0].start].strip() else markers[0].start]
    starts += [marker.start for marker in markers[1:]]
    ends = [*starts[1:], len(text)]
    pieces: list[Piece] = [(m, text[m.end : e].strip(), s, e) for m, s, e in zip(markers, starts, ends, strict=True)]
    if starts[0]:
        pieces.insert(0, (None, text[: starts[0]].strip(), 0, starts[0]))
    return tuple(pieces)


@dataclass(slots=True)
class _Run:
    """One line being read from left to right; `inner` is its own bullet sign, `taken` its markers so far."""

    text: str
    dash: str
    after: Marker | None
    inner: str = ""
    taken: list[Marker] = field(default_factory=list)
    last: dict[str, Marker] = field(default_factory=dict)
    found: list[re.Match[str]] = field(default_factory=list)

    def markers(self) -> list[Marker]:
        if self.after:
            self.last[shape_of(self.after)] = self.after
        lead = leading_marker(self.text)
        self.found = list(_finder().finditer(self.text, lead.end if lead else 0))
        lead = lead or self._opening_bare()
        if lead:
            self._take(lead)
        for index, match in enumerate(self.found):
            if match.start() >= self._end() and self._opens(index, match):
                self._take(self._whole(match))
        return self.taken

    def _take(self, marker: Marker) -> None:
        self.taken.append(marker)
        if marker.kind == "bullet":
            self.inner = self.inner or marker.raw[:1]
        else:
            # A bullet list inside a numbered line ends with the next number.
            self.inner = marker.raw[:1] if marker.raw[:1] in _SIGNS else ""
            self.last[shape_of(marker)] = marker

    def _end(self) -> int:
        return self.taken[-1].end if self.taken else 0

    def _whole(self, match: re.Match[str]) -> Marker:
        """The marker at a match; a number right behind a bullet belongs to it (`- (1)`)."""
        if match.lastgroup != "bullet":
            return to_marker(self.text, match.start(), match.end())
        lead = leading_marker(self.text[match.start() :])
        end = match.start() + lead.end if lead else match.end()
        while end < len(self.text) and self.text[end].isspace():
            end += 1
        raw = self.text[match.start() : end]
        return Marker(raw, lead.number if lead else None, lead.kind if lead else "bullet", match.start(), end)

    def _opening_bare(self) -> Marker | None:
        """`๑ จัดทำ ๒ รายงาน`: the number without a point that opens the line, if the next one stands in it."""
        lead = leading_bare(self.text)
        if lead is None:
            return None
        later = (m for m in self.found if m.start() >= lead.end and m.lastgroup in ("bare", "dot"))
        sound = (m for m in later if sound_number(self.text, m) and not self._named(m))
        if any(follows(lead.number, printed_number(m[0])) for m in sound):
            return lead
        return None

    def _opens(self, index: int, match: re.Match[str]) -> bool:
        if match.lastgroup == "bullet":
            return self._bullet_opens(match)
        number = printed_number(match[0])
        expected = self._expected(match, number)
        if not sound_number(self.text, match, chained=expected) or self._named(match, expected):
            return False
        if not text_follows(self.text, match.end()) and not self._next_is_marker(index, match):
            return expected and match.lastgroup != "paren" and not self.text[match.end() :].strip()
        if match.lastgroup in ("dot", "close") and number.isdigit():
            return self._plain_opens(match, int(number), expected)
        if match.lastgroup == "bare":
            return self._bare_opens(index, match, number)
        return self._chained_opens(index, match, number, expected)

    def _expected(self, match: re.Match[str], number: str) -> bool:
        """Whether the number is the next one of a list of its shape, or of the list that it is nested in."""
        shape = shape_of(to_marker(self.text, match.start(), match.end()))
        if shape in self.last and follows(self.last[shape].number, number):
            return True
        top = [marker for key, marker in self.last.items() if not key.startswith(("multi", "letter"))]
        return "." in number and any(follows(marker.number, number) for marker in (*top, *self._multi()))

    def _multi(self) -> Iterator[Marker]:
        return (marker for key, marker in self.last.items() if key.startswith("multi"))

    def _named(self, match: re.Match[str], expected: bool = False) -> bool:
        """Whether the words before the number say that it names a thing (`ตัวชี้วัดที่ 9.`, `มาตรา 9 (1)`).

        Where the list expects the number and it has its point, the words must say so beyond doubt.
        """
        words, low, start = marker_words(), max(0, match.start() - _BACK), match.start()
        # `มาตรา 9 (1)` is a reference, `ครู (1) - นักเรียน (2)` counts.
        after = self.text[match.end() :].lstrip()[:1]
        counted = re.search(r"[0-9๐-๙]\s*\Z", self.text[low:start]) or after in DASHES
        if match.lastgroup == "paren" and counted:
            return True
        if words.nothing_before.search(self.text, low, start):
            return False
        sure = expected and match.lastgroup in ("dot", "close")
        return (words.names_surely if sure else words.names_before).search(self.text, low, start) is not None

    def _counts(self, match: re.Match[str]) -> bool:
        words, low, start = marker_words(), max(0, match.start() - _BACK), match.start()
        if words.nothing_before.search(self.text, low, start):
            return False
        return words.counts_before.search(self.text, low, start) is not None

    def _plain_opens(self, match: re.Match[str], number: int, expected: bool) -> bool:
        """`1.` and `1)`: a list number, unless it is glued to a word, in brackets, or out of all order."""
        inside = self._open_brackets(match.start()) > 0
        if match.lastgroup == "close" and inside:
            return False
        tight = match.start() > 0 and not _OPENED_BY.match(self.text, match.start() - 1)
        if expected or not (tight or inside or self._counts(match)):
            return expected or self._near(number, shape_of(to_marker(self.text, match.start(), match.end())))
        return False

    def _near(self, number: int, shape: str) -> bool:
        known = self.last.get(shape)
        if known is None or not known.number:
            return number <= _PLAIN_TOP
        return number <= int(known.number) + _SKIP

    def _open_brackets(self, place: int) -> int:
        piece = self.text[self._end() : place]
        return piece.count("(") - piece.count(")")

    def _bare_opens(self, index: int, match: re.Match[str], number: str) -> bool:
        """`2 มีการ` between `1.` and `3.`, or in a line whose numbers all stand without a point."""
        before = self.last.get(".")
        if before is None or not follows(before.number, number) or self._counts(match):
            return False
        if before.raw.strip().isdigit() and before is not self.after:
            return True
        return any(m.lastgroup == "dot" and follows(number, printed_number(m[0])) for m in self.found[index + 1 :])

    def _chained_opens(self, index: int, match: re.Match[str], number: str, expected: bool) -> bool:
        """Shapes that also stand in sentences (`(1)`, `2.1`, `ก.`): only as a part of a sequence."""
        if expected:
            return True
        if match.lastgroup == "label" or number.rsplit(".", 1)[-1] not in ("1", "ก", "a", "A"):
            return False
        later = (
            m for m in self.found[index + 1 :] if m.lastgroup == match.lastgroup and text_follows(self.text, m.end())
        )
        return any(follows(number, printed_number(m[0])) for m in later)

    def _next_is_marker(self, index: int, match: re.Match[str]) -> bool:
        after = self.found[index + 1 : index + 2]
        return any(m.start() <= match.end() + 1 and m.lastgroup in ("paren", "close", "multi") for m in after)

    def _bullet_opens(self, match: re.Match[str]) -> bool:
        sign = match[0]
        if not self.text[match.end() :].strip():
            return False
        if sign in BULLETS:
            return self.text[match.end()] != sign and self.text[match.start() - 2 : match.start() - 1] != sign
        if sign not in DASHES:
            return sign in (self.dash, self.inner)
        return self._dash_opens(match)

    def _dash_opens(self, match: re.Match[str]) -> bool:
        if self._open_brackets(match.start()) > 0 or not text_follows(self.text, match.end()):
            return False
        left, right = self.text[: match.start()].rstrip(), self.text[match.end() :].lstrip()
        if any(left.endswith(a) and right.startswith(b) for a, b in marker_words().dash_pairs):
            return False
        if marker_words().openers_before.search(left):
            self.inner = match[0]
        return match[0] in (self.dash, self.inner)
