"""What is irregular in the numbers of a list: a number left out, said twice, or a list that starts again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

_THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")

IrregularityKind = Literal["skipped", "repeated", "restarted"]


@dataclass(frozen=True, slots=True)
class Irregularity:
    """A printed number that is not the one to be expected; `item_no` says at which item."""

    kind: IrregularityKind
    expected: str
    printed: str
    item_no: int


@dataclass(frozen=True, slots=True)
class Numbered:
    """An item as far as its numbering goes. `shape` is how the number is printed."""

    item_no: int
    number: str | None
    shape: str
    is_bullet: bool = False


def irregularities(items: Iterable[Numbered]) -> tuple[Irregularity, ...]:
    """Reads the numbers in order. A list may start with any number: its start may stand in an earlier cell.

    A list of another shape inside a list (`1.` `(1)` `(2)` `2.`) is nested; an unnumbered line before a 1 is
    a heading, and what follows it a new list. Letters (`ก.`) are not checked.
    """
    found: list[Irregularity] = []
    open_lists: list[tuple[str, tuple[int, ...]]] = []
    after_heading = True
    for item in items:
        number = _parts(item.number)
        if not number:
            after_heading = after_heading or not (item.is_bullet or item.number)
            continue
        known = _known(open_lists, item.shape, number)
        if known is not None:
            kind = _compare(known, number, after_heading)
            if kind:
                found.append(Irregularity(kind, _text(_next(known, number)), _text(number), item.item_no))
        open_lists.append((item.shape, number))
        after_heading = False
    return tuple(found)


def _parts(number: str | None) -> tuple[int, ...]:
    pieces = number.split(".") if number else []
    return tuple(map(int, pieces)) if all(piece.isdecimal() for piece in pieces) else ()


def _text(number: tuple[int, ...]) -> str:
    return ".".join(map(str, number))


def _known(
    open_lists: list[tuple[str, tuple[int, ...]]], shape: str, number: tuple[int, ...]
) -> tuple[int, ...] | None:
    """Closes the lists nested in the number's own one and gives its last number; None for a new list."""
    while open_lists and open_lists[-1][0] != shape and any(known == shape for known, _ in open_lists):
        open_lists.pop()
    if not open_lists:
        return None
    known_shape, last = open_lists[-1]
    # `1.` `2)` `3.`: one list, printed carelessly.
    if known_shape == shape or (len(last) == len(number) and number == _next(last, number) and number[-1] != 1):
        open_lists.pop()
        return last
    return None


def _next(last: tuple[int, ...], number: tuple[int, ...]) -> tuple[int, ...]:
    if last[:-1] == number[:-1]:
        return (*last[:-1], last[-1] + 1)
    return (*number[:-1], 1)


def _compare(last: tuple[int, ...], number: tuple[int, ...], after_heading: bool) -> IrregularityKind | None:
    expected = _next(last, number)
    if number == expected or (number[-1] == 1 and (after_heading or last[:-1] != number[:-1])):
        return None
    if number[-1] > expected[-1]:
        return "skipped"
    return "restarted" if number[-1] == 1 and last[-1] > 1 else "repeated"


def follows(earlier: str | None, later: str | None) -> bool:
    """Whether a list counts from one to the other: 1 to 2, 2.1 to 2.2, 2.3 to 3.1, 2 to 2.1, ก to ข."""
    if not earlier or not later:
        return False
    if not earlier[0].isdigit() or not later[0].isdigit():
        return _letter_follows(earlier, later)
    old, new = [int(part) for part in earlier.split(".")], [int(part) for part in later.split(".")]
    if len(new) == len(old) + 1:
        return new[:-1] == old and new[-1] == 1
    if len(new) < len(old):
        return new[-1] == old[len(new) - 1] + 1 and new[:-1] == old[: len(new) - 1]
    if len(new) != len(old):
        return False
    return _steps(old, new)


def _steps(old: list[int], new: list[int]) -> bool:
    if new[:-1] == old[:-1]:
        return new[-1] == old[-1] + 1
    return new[-1] == 1 and new[:-2] == old[:-2] and new[-2] == old[-2] + 1


def _letter_follows(earlier: str, later: str) -> bool:
    if earlier in _THAI_LETTERS and later in _THAI_LETTERS and len(earlier) == len(later) == 1:
        return _THAI_LETTERS.index(later) == _THAI_LETTERS.index(earlier) + 1
    if earlier in _ROMAN and later in _ROMAN and len(earlier + later) > 2:
        return _ROMAN.index(later) == _ROMAN.index(earlier) + 1
    return len(earlier) == len(later) == 1 and ord(later) == ord(earlier) + 1
