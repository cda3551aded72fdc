"""Drawn lines to lines that mean something: those that only the width of a column broke are put together again.

Thai has no spaces between words, so a line's end alone does not say whether a space stood there. Word, LibreOffice and
Typst still draw it; browsers and ReportLab drop it. `Spacing` sees which kind a document is. For the second it looks
whether there was room for more, how the same words stand elsewhere, and last how Thai is typed (`typing_habits.toml`).
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

from extract.pdf_lines import TextLine

_DIGITS = "0-9๐-๙"
# Of numbers with a point only those up to 19 open an item: `82.10` is a score that a line happens to begin with.
NUMBERED = re.compile(
    rf"(?:[{_DIGITS}]{{1,2}}[.)](?![{_DIGITS}])|\([{_DIGITS}]{{1,2}}\)|[{_DIGITS}]{{1,2}}\)"
    rf"|[1๑]?[{_DIGITS}]\.(?:[{_DIGITS}]|[1๑][{_DIGITS}])(?:\.[{_DIGITS}]{{1,2}})*[.)]?\s"
    r"|[ก-ฮ][.)]\s|\([ก-ฮ]\)|[•▪➢✓❖●◆☐☑☒■✗]\s?)"
)
_LETTER_DOT = re.compile(r"[ก-ฮ]\.")
_HALF_WORD = re.compile(rf"(?:^|[\s({_DIGITS}–-])เ?[ก-ฮ][ิี]?\.$")  # the first half of a month's or a word's short form
DASHED = re.compile(r"[-–—]\s?")
_THAI = re.compile("[\u0e01-\u0e5b]")
_MARK = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_SLACK = 1.0  # of the font size: justified and hyphenated lines leave a little more than a word
_LONGEST_WORD = 14  # letters; a Thai run longer than this can be broken inside
_KEPT_SHARE = 0.03  # of broken lines; a producer that draws the space at a line's end does so for more than this
_TELLING = 6  # letters
_MAX_LOOKUPS = 4000
_MAX_SAMPLE = 400_000
_MOST_ROOM = 0.2  # of broken lines; a program that parts words fills its lines to the last letter
_FEW_JOINTS = 12
_SURE_ROOM = 0.05  # of the font size
_GROUP_CUT = re.compile(r"\d,(\d{1,2})$")
_LAST_DIGITS, _FIRST_DIGITS = re.compile(r"(?<![\d.,])(\d+)$"), re.compile(r"(\d+)(?![.,]?\d)")
_DIGITS_AND_GROUPS = re.compile(r"(\d+)(?:,\d{3})*(?!\d)")
_GROUP_DIGITS, _YEAR_DIGITS, _CENTURIES = 3, 4, (24, 25)
_FLUSH = 0.5  # points: lines of one column that end so close to each other are justified


def starts_item(text: str) -> bool:
    """Whether a line begins with a list number or a bullet; a dash is not enough (date ranges break before one)."""
    return NUMBERED.match(text) is not None


def begins_item(before: str, text: str) -> bool:
    """The same for a line below another one: `ค.` is no list letter where the line above ends in `ต.` (ต.ค., พ.ศ.)."""
    return starts_item(text) and not (_LETTER_DOT.match(text) and _HALF_WORD.search(before))


def room_left(line: TextLine, left: float, right: float) -> float:
    """How much of the column a line leaves free, in points; of a centred line, both sides together."""
    before, after = line.x0 - left, right - line.x1
    if before > 6 and abs(before - after) < 4:
        return before + after
    return after


def first_word_width(line: TextLine) -> float:
    """How much room the first word of a line needs, in points, by the line's own mean letter width."""
    letters = _without_marks(line.text)
    if not letters:
        return 0.0
    word = line.text.split(" ", 1)[0]
    count = _without_marks(word)
    if _THAI.search(word):
        count = min(count, _LONGEST_WORD)
    return (line.x1 - line.x0) * count / letters


def _without_marks(text: str) -> int:
    """How many letters a text has that take room."""
    return len(text) - len(_MARK.findall(text))


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
        if begins_item(before.text, line.text) or (dashed and dashes) or not broke_by_width(before, line, left, right):
            groups.append([line])
            dashes = dashes or dashed
        else:
            before.right = right
            groups[-1].append(line)
    return groups


Joint = tuple[int, float, float]  # the column's right edge, where a broken line ends, where it would with more letters


@dataclass(slots=True)
class Spacing:
    """What a document's own lines say about spaces at line ends."""

    sample: str
    keeps_spaces: bool
    parts_words: bool = False
    limits: Mapping[int, float] = field(default_factory=dict)  # the right edge of a column to where its lines end
    lookups: int = 0
    known: dict[tuple[str, str], bool | None] = field(default_factory=dict)

    @classmethod
    def learn(cls, groups: Iterable[Sequence[TextLine]]) -> Spacing:
        """Looks at every group of lines that will be joined."""
        kept = size = 0
        sample: list[str] = []
        joints: list[Joint] = []
        for group in groups:
            for line in group:
                if size < _MAX_SAMPLE:
                    sample.append(line.text)
                    size += len(line.text)
            for line, following in pairwise(group):
                kept += line.ends_in_space
                if line.right is not None:
                    might = line.x1 + following.head_width + _SURE_ROOM * line.size
                    joints.append((round(line.right), line.x1, might))
        keeps = kept > max(1, _KEPT_SHARE * len(joints))
        limits = {} if keeps else _ragged_limits(joints)
        open_ended = [joint for joint in joints if joint[0] in limits]
        roomy = sum(might < limits[right] for right, _, might in open_ended)
        parts_words = len(open_ended) >= _FEW_JOINTS and roomy < _MOST_ROOM * len(open_ended)
        return cls("\n".join(sample), keeps, parts_words, limits)

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
            line, following = lines[place - 1], lines[place]
            if line.ends_in_space or self._had_room(line, following) or self._parted(line.text, following.text):
                parts.append(" ")
            parts.append(texts[place])
        return "".join(parts).strip(" ")

    def _had_room(self, line: TextLine, following: TextLine) -> bool:
        """Whether the next letters would have fitted, in a document that parts words: then a space did not."""
        if not self.parts_words or line.right is None:
            return False
        limit = self.limits.get(round(line.right), 0.0)
        return line.x1 + following.head_width + _SURE_ROOM * line.size < limit

    def _parted(self, left: str, right: str) -> bool:
        """Whether a space stood between two lines of which the first does not end in one."""
        if not left or not right:
            return False
        # A dash with a space on its one side has one on its other; before ๆ (again) no program breaks but at a space.
        if left.endswith((" -", " –")) or right.startswith(("- ", "– ", "ๆ")):
            return True
        if left[-1].isdigit() and right[0].isdigit():
            return not (self.parts_words or is_cut_number(left, right))
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


def _ragged_limits(joints: Sequence[Joint]) -> dict[int, float]:
    """How far the broken lines of each column reach; columns with justified lines, which have no room, left out."""
    columns: dict[int, list[float]] = defaultdict(list)
    for right, end, _ in joints:
        columns[right].append(end)
    limits: dict[int, float] = {}
    for right, ends in columns.items():
        limit = max(ends)
        flush = sum(end > limit - _FLUSH for end in ends)
        if flush <= max(1, len(ends) // 2):
            limits[right] = limit
    return limits


def guess_space(left: str, right: str, keeps_spaces: bool = False) -> bool:
    """A guess by Thai typing habits: spaces stand around digits, Latin words and brackets, and after ๆ and ฯ.

    With `keeps_spaces`, where most line ends show their space, only digits and Latin words are guessed.
    """
    last, first = left[-1], right[0]
    last_thai, first_thai = _is_letter(last), _is_letter(first)
    last_count, first_count = _is_count(last), _is_count(first)
    if (last_count and (first_thai or first_count)) or (last_thai and first_count):
        return True
    return not keeps_spaces and (
        last in "ๆฯ"
        or (last == "." and (first.isdigit() or left[-4:].count(".") > 1))
        or (last_thai and (first == "(" or begins_clause(right)))
        or (last in ")," and first_thai)
    )


def is_cut_number(left: str, right: str) -> bool:
    """Whether a line's end cut one number in two: a group of three digits, or a year (B.E.). Two others would make a
    third if they were put together (`ก.พ. ๖๖`, `๕,๐๐๐ บาท`)."""
    group, before, behind = _GROUP_CUT.search(left), _LAST_DIGITS.search(left), _FIRST_DIGITS.match(right)
    if group:
        following = _DIGITS_AND_GROUPS.match(right)
        return following is not None and len(group[1] + following[1]) == _GROUP_DIGITS
    digits = before[1] + behind[1] if before and behind else ""
    return len(digits) == _YEAR_DIGITS and int(digits[:2]) in _CENTURIES


def begins_clause(text: str) -> bool:
    """Whether a text begins with a word before which Thai writers type a space."""
    spaced, unless, before_number = _habits()
    if text.startswith(spaced):
        return not text.startswith(unless)
    return any(text.startswith(word) and text[len(word) :].lstrip(" ")[:1].isdigit() for word in before_number)


@cache
def _habits() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    habits = tomllib.loads(Path(__file__).with_name("typing_habits.toml").read_text(encoding="utf-8"))
    return tuple(habits["spaced_before"]), tuple(habits["unless"]), tuple(habits["spaced_before_number"])


def _is_letter(letter: str) -> bool:
    return "\u0e01" <= letter <= "\u0e4e"


def _is_count(letter: str) -> bool:
    return letter.isdigit() or (letter.isascii() and letter.isalpha())
