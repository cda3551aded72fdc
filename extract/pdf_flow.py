"""Drawn lines to lines that mean something: those that only the width of a column broke are put together again.

Thai has no spaces between words, so a line's end alone does not say whether a space stood there. Word, LibreOffice and
Typst still draw it; browsers and ReportLab drop it. `Spacing` sees which kind a document is, and for the second looks
how the same words stand elsewhere in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extract.pdf_lines import TextLine

_DIGITS = "0-9๐-๙"
NUMBERED = re.compile(
    rf"(?:[{_DIGITS}]{{1,2}}[.)](?![{_DIGITS}])|\([{_DIGITS}]{{1,2}}\)|[{_DIGITS}]{{1,2}}\)"
    rf"|[{_DIGITS}]{{1,2}}\.(?:[{_DIGITS}]|[1๑][{_DIGITS}])(?:\.[{_DIGITS}]{{1,2}})*[.)]?\s"
    r"|[ก-ฮ][.)]\s|\([ก-ฮ]\)|[•▪➢✓❖●◆☐☑☒■✗]\s?)"
)
DASHED = re.compile(r"[-–—]\s?")
_THAI = re.compile("[\u0e01-\u0e5b]")
_BASE = re.compile("[^\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_SLACK = 1.0  # of the font size: justified and hyphenated lines leave a little more than a word
_LONGEST_WORD = 14  # letters; a Thai run longer than this can be broken inside
_KEPT_SHARE = 0.03  # of broken lines; a producer that draws the space at a line's end does so for more than this
_TELLING = 6  # letters
_MAX_LOOKUPS = 4000
_MAX_SAMPLE = 400_000


def starts_item(text: str) -> bool:
    """Whether a line begins with a list number or a bullet; a dash is not enough (date ranges break before one)."""
    return NUMBERED.match(text) is not None


def room_left(line: TextLine, left: float, right: float) -> float:
    """How much of the column a line leaves free, in points; of a centred line, both sides together."""
    before, after = line.x0 - left, right - line.x1
    if before > 6 and abs(before - after) < 4:
        return before + after
    return after


def first_word_width(line: TextLine) -> float:
    """How much room the first word of a line needs, in points, by the line's own mean letter width."""
    letters = len(_BASE.findall(line.text))
    if not letters:
        return 0.0
    word = line.text.split(" ", 1)[0]
    count = len(_BASE.findall(word))
    if _THAI.search(word):
        count = min(count, _LONGEST_WORD)
    return (line.x1 - line.x0) * count / letters


def broke_by_width(line: TextLine, following: TextLine, left: float, right: float) -> bool:
    """Whether the next line's first word had no room: then the column broke the line, not the writer."""
    return room_left(line, left, right) < first_word_width(following) + _SLACK * line.size


def group_by_meaning(lines: Sequence[TextLine], left: float, right: float) -> list[list[TextLine]]:
    """The drawn lines of a cell between `left` and `right`, grouped to the lines that were typed."""
    groups: list[list[TextLine]] = []
    dashes = bool(lines) and DASHED.match(lines[0].text) is not None
    for line in lines:
        if not groups:
            groups.append([line])
            continue
        before = groups[-1][-1]
        dashed = DASHED.match(line.text) is not None
        if starts_item(line.text) or (dashed and dashes) or not broke_by_width(before, line, left, right):
            groups.append([line])
            dashes = dashes or dashed
        else:
            groups[-1].append(line)
    return groups


@dataclass(slots=True)
class Spacing:
    """What a document's own lines say about spaces at line ends."""

    sample: str
    keeps_spaces: bool
    lookups: int = 0
    known: dict[tuple[str, str], bool | None] = field(default_factory=dict)

    @classmethod
    def learn(cls, groups: Iterable[Sequence[TextLine]]) -> Spacing:
        """Looks at every group of lines that will be joined."""
        joints = kept = size = 0
        sample: list[str] = []
        for group in groups:
            for line in group:
                if size < _MAX_SAMPLE:
                    sample.append(line.text)
                    size += len(line.text)
            joints += len(group) - 1
            kept += sum(line.ends_in_space for line in group[:-1])
        keeps = kept > max(1, _KEPT_SHARE * joints)
        return cls("\n".join(sample), keeps)

    def join(self, lines: Sequence[TextLine]) -> str:
        """The text of one meant line, with a space at a joint where one stood."""
        return self._join(lines, [line.text for line in lines])

    def join_raw(self, lines: Sequence[TextLine]) -> str:
        """The same with the letters as the source's fonts give them."""
        return self._join(lines, [line.raw_text for line in lines])

    def _join(self, lines: Sequence[TextLine], texts: Sequence[str]) -> str:
        if len(texts) == 1:
            return texts[0].strip(" ")
        parts = [texts[0]]
        for place in range(1, len(texts)):
            if lines[place - 1].ends_in_space or self._parted(lines[place - 1].text, lines[place].text):
                parts.append(" ")
            parts.append(texts[place])
        return "".join(parts).strip(" ")

    def _parted(self, left: str, right: str) -> bool:
        """Whether a space stood between two lines of which the first does not end in one."""
        if not left or not right:
            return False
        if left.endswith((" -", " –")) or right.startswith(("- ", "– ")):
            return True  # a dash with a space on its one side has one on its other
        if right[0] == "ๆ":
            return True  # the repetition mark: no program breaks before it but at a space
        if left[-1] in "/-_–(" or right[0] in "ฯ.,)/":
            return False
        if self.keeps_spaces and not guess_space(left, right, True):
            return False
        seen = self._seen(left, right)
        return guess_space(left, right, self.keeps_spaces) if seen is None else seen

    def _seen(self, left: str, right: str) -> bool | None:
        """How the same words stand inside a line elsewhere; None where nowhere."""
        key = (left[-8:], right[:8])
        if key not in self.known:
            self.known[key] = self._look_up(*key) if self.lookups < _MAX_LOOKUPS else None
        return self.known[key]

    def _look_up(self, left: str, right: str) -> bool | None:
        count = self.sample.count
        for length in (8, 6, 4):
            self.lookups += 1
            before, after = left[-length:], right[:length]
            parted, whole = count(f"{before} {after}"), count(before + after)
            if parted or whole:
                return parted > whole
        if self.keeps_spaces or len(left) < _TELLING or len(right) < _TELLING:
            return None
        before, after = left[-_TELLING:], right[:_TELLING]
        spaced_after, all_after = count(" " + after), count(after) - count("\n" + after)
        spaced_before, all_before = count(before + " "), count(before) - count(before + "\n")
        if (spaced_after > 1 and spaced_after == all_after) or (spaced_before > 1 and spaced_before == all_before):
            return True  # these words never stand without a space here
        return None


def guess_space(left: str, right: str, keeps_spaces: bool = False) -> bool:
    """A guess by Thai typing habits: spaces stand around digits, Latin words and brackets, and after ๆ and ฯ.

    With `keeps_spaces`, where most line ends show their space, only digits and Latin words are guessed.
    """
    last, first = left[-1], right[0]
    if last.isascii() and last.isalnum() and first.isascii() and first.isalnum():
        return True
    last_thai, first_thai = _is_letter(last), _is_letter(first)
    last_count, first_count = _is_count(last), _is_count(first)
    if (last_count and first_thai) or (last_thai and first_count):
        return True
    return not keeps_spaces and (
        last in "ๆฯ"
        or (last == "." and (first.isdigit() or left[-4:].count(".") > 1))
        or (last_thai and (first == "(" or right.startswith(("พ.ศ", "ร้อยละ", "และ ", "ณ "))))
        or (last in ")," and first_thai)
    )


def _is_letter(letter: str) -> bool:
    return "\u0e01" <= letter <= "\u0e4e"


def _is_count(letter: str) -> bool:
    return letter.isdigit() or (letter.isascii() and letter.isalpha())
