"""What the drawn lines of a cell say of its end: whether its last line was full, or broke off in a word's middle."""

from __future__ import annotations

import re
from collections.abc import Iterable

from normalize.grid import GridCell
from normalize.thai_chunks import THAI
from normalize.thai_words import covered, lexicon

LONGEST_WORD = 14  # letters; a Thai run longer than this can be broken inside
ROOM = 0.92  # share of a column's longest line from which a line was full
_BASE = re.compile("[^\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_NO_START = re.compile("[\u0e30-\u0e3a\u0e45-\u0e4e]")  # vowels and marks that stand behind a consonant
_NO_END = re.compile("[\u0e40-\u0e44]$")  # vowels that stand before one
_TAIL, _HEAD = re.compile(f"[{THAI}]+$"), re.compile(f"^[{THAI}]+")
_BARE = re.compile(r"^[-–—•]\s+")


def drawn_lines(cell: GridCell) -> list[str]:
    """The lines of a cell as they are drawn on the page, empty ones left out."""
    return [line.strip() for line in cell.cell.raw_text.split("\n") if line.strip()]


def breaks_word(above: GridCell, rest: GridCell) -> bool:
    """Whether a word goes on from the last line of a cell to its rest: a sign that none begins or ends with, or parts
    that are words only together."""
    if _NO_START.match(rest.text) or _NO_END.search(above.text):
        return True
    tail, head = _TAIL.search(above.text), _HEAD.match(rest.text)
    if tail is None or head is None or (covered(tail[0]) and covered(head[0])):
        return False
    return covered(tail[0] + head[0])


def was_full(above: GridCell, rest: GridCell, column: Iterable[GridCell]) -> bool | None:
    """Whether the last line of a cell had no room for what follows, by the lines of its column that did break. None:
    no line did, and the two together are longer than any."""
    lines = [drawn_lines(cell) for cell in column]
    broken = [_letters(line) for cell in lines for line in cell[:-1]]
    last, following = drawn_lines(above)[-1], drawn_lines(rest)[0]
    if broken:
        return _no_room(last, following, max(broken))
    return None if _no_room(last, following, max(_letters(line) for cell in lines for line in cell) + 1) else False


def broke_by_width(above: GridCell, rest: GridCell) -> bool:
    """Whether one sentence goes on from a cell to its rest: the last drawn line had no room for the next word, or broke
    one."""
    lines, after = drawn_lines(above), drawn_lines(rest)
    if not lines or not after:
        return False
    return breaks_word(above, rest) or _no_room(lines[-1], after[0], max(map(_letters, [*lines, *after])))


def _no_room(line: str, following: str, room: int) -> bool:
    return _letters(line) + _first_word(following) >= ROOM * room


def _first_word(line: str) -> int:
    """How many letters of a line cannot be parted from each other."""
    dash = _BARE.match(line)
    if dash is not None:
        return 1 + _first_word(line[dash.end() :])
    word = line.split(maxsplit=1)[0]
    run = _HEAD.match(word)
    if run is None or len(run[0]) < len(word):
        return min(_letters(word), LONGEST_WORD)
    ends = lexicon().ends.get(word[:2], ())
    known = max((end for end in ends if word[:end] in lexicon().costs), default=LONGEST_WORD)
    return min(_letters(word[:known]), LONGEST_WORD)


def _letters(text: str) -> int:
    return len(_BASE.findall(text.strip()))
