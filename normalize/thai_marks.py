"""Repairs of broken Thai encoding that need no dictionary: invisible characters, glyphs, the order of marks.

Each rule is a function from a text to its changes; `CHARACTER_RULES`, then `MARK_RULES`, is the order they run in.
A text without the defect costs a rule one search. The rules rest on how Thai is written (Unicode 16, chapter 16.1): a
consonant, then a vowel above or below, then a tone; SARA AM is one letter behind the tone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from normalize.resources import CatalogueError, table
from normalize.thai_edits import Change

Rule = Callable[[str], Sequence[Change]]

CONSONANT = "ก-ฮ"
MARK = "ัิ-ฺ็-๎"  # what stands above or below a consonant
TONE = "่-๋"
LETTER = "ก-ฮะ-ฺเ-ๆ็-๎"  # everything that a word is written with; not ฿, digits, ฯ
REPLACEMENT = "\ufffd"
CLUSTER = re.compile(f"([^{MARK}])([{MARK}]*)")  # a letter and the marks that stand on it

_LINE_END = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls, soft hyphen, joiners, direction marks, variation selectors, byte-order marks, tags.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]+"
)
_SPACES = re.compile("[ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_ODD_SPACE = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_PRIVATE = re.compile("[\ue000-\uf8ff\ud800-\udfff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")

# A mark cannot begin a word, so a space before it is never real. Before a tone and SARA AA the space may be a torn
# nikhahit, which only a dictionary can tell (`torn_space`).
# Behind a tone, the mark after the space belongs to another letter or another word (`ภายใตว้ ัตถุ`): see `shifted_marks`.
# Patterns begin with a letter that must stand there, if only a space: one letter is sought faster than a set of them.
_SPACE_BEFORE_MARK = re.compile(f" (?:(?<=[{CONSONANT}] )(?=[{MARK}])(?![{TONE}]า)|(?<=[ัิีึืฺุู] )(?=[่-๎])(?![{TONE}]า))")
_SPACE_BEFORE_AM = re.compile(f" (?<=[{CONSONANT}{TONE}] )(?=[{TONE}]?ำ)")
_NIKHAHIT_AA = re.compile(f"ํ ?([{TONE}]?) ?[าำ]|([{TONE}])ํ ?[าำ]")
_AM_AA = re.compile(f"ำ ?([{TONE}]?) ?า")
_AM_TONE = re.compile(f"ำ(?<=[{CONSONANT}]ำ)([{TONE}])")
_DOUBLE_E = re.compile("เเ")
_DOUBLED = re.compile(f"([{MARK}ำ])\\1+")
_MARKS = re.compile(f"[{MARK}](?<=[{CONSONANT}].)[{MARK}]+")
# Where a mark stands in its cluster: phinthu, the vowel or mai taikhu, the tone, thanthakhat (also the order of NFC).
_PLACE = {"ฺ": -1} | dict.fromkeys("ัิีึืุู็", 0) | dict.fromkeys("่้๊๋", 1) | dict.fromkeys("์ํ๎", 2)


def _replaced(pattern: re.Pattern[str], text: str, after: str | Callable[[re.Match[str]], str]) -> list[Change]:
    made = (lambda _: after) if isinstance(after, str) else after
    return [Change(*hit.span(), made(hit)) for hit in pattern.finditer(text)]


def line_end(text: str) -> list[Change]:
    """Every kind of line end becomes a line feed."""
    return _replaced(_LINE_END, text, "\n")


def invisible(text: str) -> list[Change]:
    """Controls, zero-width and soft characters go."""
    return _replaced(_INVISIBLE, text, "")


def space(text: str) -> list[Change]:
    """Runs of spaces of any kind become one; none stays at the beginning or end of a line."""
    if not (_is_wide(text) or _ODD_SPACE.search(text)):
        return []
    changes: list[Change] = []
    for hit in _SPACES.finditer(text):
        start, end = hit.span()
        at_edge = start == 0 or end == len(text) or text[start - 1] == "\n" or text[end] == "\n"
        changes.append(Change(start, end, "" if at_edge else " "))
    return changes


def _is_wide(text: str) -> bool:
    """Whether there are spaces side by side, or at the beginning or end of a line."""
    return "  " in text or text.startswith(" ") or text.endswith(" ") or " \n" in text or "\n " in text


@cache
def _glyphs() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in table("text_glyphs"):
        if found.setdefault(chr(int(row["code"], 16)), row["text"]) != row["text"]:
            raise CatalogueError(f"text_glyphs.csv: {row['code']} has two meanings")
    return found


def private_glyph(text: str) -> list[Change]:
    """Private-use characters of Thai and symbol fonts become what they show, unknown ones U+FFFD."""
    return _replaced(_PRIVATE, text, lambda hit: _glyphs().get(hit[0], REPLACEMENT))


def space_before_mark(text: str) -> list[Change]:
    """`ถ ึง` is `ถึง` (to), `จ ำนวน` is `จำนวน` (number)."""
    return _replaced(_SPACE_BEFORE_MARK, text, "") + _replaced(_SPACE_BEFORE_AM, text, "")


def nikhahit_aa(text: str) -> list[Change]:
    """Nikhahit and SARA AA, with a tone before or between, are SARA AM."""
    return _replaced(_NIKHAHIT_AA, text, lambda hit: f"{hit[1] or hit[2] or ''}ำ") if "ํ" in text else []


def am_aa(text: str) -> list[Change]:
    """`สำานัก` is `สำนัก` (office): a font gave SARA AM for its nikhahit."""
    return _replaced(_AM_AA, text, lambda hit: f"{hit[1]}ำ") if "ำ" in text else []


def am_tone(text: str) -> list[Change]:
    """SARA AM stands behind the tone."""
    return _replaced(_AM_TONE, text, lambda hit: f"{hit[1]}ำ") if "ำ" in text else []


def double_e(text: str) -> list[Change]:
    """Two SARA E are SARA AE."""
    return _replaced(_DOUBLE_E, text, "แ") if "เเ" in text else []


def doubled_mark(text: str) -> list[Change]:
    """The same mark twice is one."""
    return _replaced(_DOUBLED, text, lambda hit: hit[1])


def mark_order(text: str) -> list[Change]:
    """Marks on one consonant stand vowel, tone, thanthakhat, each once."""
    hits = ((hit, _in_order(hit[0])) for hit in _MARKS.finditer(text))
    return [Change(*hit.span(), tidied) for hit, tidied in hits if tidied != hit[0]]


@lru_cache(maxsize=1 << 10)  # a few dozen groups of marks make up nearly all text
def _in_order(marks: str) -> str:
    return "".join(sorted(dict.fromkeys(marks), key=_PLACE.__getitem__))


CHARACTER_RULES: tuple[tuple[str, Rule], ...] = (
    ("line_end", line_end),
    ("invisible", invisible),
    ("private_glyph", private_glyph),
    ("space", space),
)
MARK_RULES: tuple[tuple[str, Rule], ...] = (
    ("space_before_mark", space_before_mark),
    ("nikhahit_aa", nikhahit_aa),
    ("am_aa", am_aa),
    ("am_tone", am_tone),
    ("double_e", double_e),
    ("doubled_mark", doubled_mark),
    ("mark_order", mark_order),
)
