"""Carries places from a repaired text back to the source text that it was made from."""

from __future__ import annotations

from collections.abc import Sequence

# How many letters around a difference are searched for the place where both texts agree again, and for how
# long they must agree there. Repairs of Thai change two or three letters at a time.
_REACH = 12
_AGREE = 3


def source_places(source: str, repaired: str, places: Sequence[int]) -> tuple[int, ...]:
    """The places in `source` that stand for ascending places in `repaired`; spaces do not count.

    Exact where both texts have the same letters before the place, near it where a repair stands right there.
    The result ascends and stays within the source, so that cutting the source there loses nothing.
    """
    if not places:  # most lines are one piece
        return ()
    left, right = _letters(source), _letters(repaired)
    mine, theirs = [source[place] for place in left], [repaired[place] for place in right]
    found: list[int] = []
    i = j = 0
    for place in places:
        while j < len(right) and right[j] < place:
            ahead, behind = mine[i : i + _REACH + _AGREE], theirs[j : j + _REACH + _AGREE]
            step = _step(ahead, behind)
            i, j = i + step[0], j + step[1]
        found.append(left[i] if i < len(left) else len(source))
    return tuple(found)


def _letters(text: str) -> list[int]:
    return [place for place, letter in enumerate(text) if not letter.isspace()]


def _step(mine: list[str], theirs: list[str]) -> tuple[int, int]:
    """How far to go in both texts to the next pair of letters that stand for each other."""
    if not mine:
        return 0, 1
    if mine[0] == theirs[0]:
        return 1, 1
    for total in range(1, 2 * _REACH):
        for skip in range(max(0, total - _REACH), min(total, _REACH) + 1):
            agreed = mine[skip : skip + _AGREE]
            if agreed and agreed == theirs[total - skip : total - skip + _AGREE]:
                return skip, total - skip
    return 1, 1
