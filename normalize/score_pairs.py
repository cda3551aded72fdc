"""Names and numbers on lines of their own, one below the other, as lists of terms and cards of web pages give them:
`IIT`, `95.30`, `EIT`, `95.10`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from normalize.fiscal import find_fiscal_years
from normalize.framework import nearest_framework
from normalize.labels import meaning
from normalize.levels import read_level
from normalize.mentions import read_value
from normalize.phrases import either
from normalize.prose_lines import ProseLine
from normalize.subjects import parse_subject

LONGEST = 80  # letters: a longer line is no name and no number
LEAST = 2  # pairs
SCOPES = ("overall", "instrument", "indicator", "sub_indicator")
LETTERS = 2565  # a year whose levels are letters
_POINTS = re.compile(either("points"))


def paired(lines: Sequence[ProseLine]) -> Mapping[int, str]:
    """Where a value stands alone on its line -> that line with the name from the line above it, by its place.

    Names and values must take turns, a name first: of names in a row before numbers in a row, and of numbers above
    their names, nothing is taken."""
    kinds = [None if line.role == "title" else _kind(line.text) for line in lines]
    found: dict[int, str] = {}
    for first, end in _runs(kinds):
        run = kinds[first:end]
        turns = all(one != two for one, two in pairwise(run))
        if turns and run[0] == "name" and run[-1] == "value" and len(run) >= 2 * LEAST:
            found |= {at + 1: f"{lines[at].text} {lines[at + 1].text}" for at in range(first, end, 2)}
    return found


def _runs(kinds: Sequence[str | None]) -> Iterator[tuple[int, int]]:
    """The stretches of lines that are nothing but names and values."""
    first = 0
    for place in range(len(kinds) + 1):
        if place == len(kinds) or kinds[place] is None:
            if place > first:
                yield first, place
            first = place + 1


def _kind(text: str) -> str | None:
    """`name` for a line that is what a score or a level is of, `value` for a score or a level alone, else None."""
    if len(text) > LONGEST or find_fiscal_years(text):
        return None
    value = read_value(text)
    if value.value is not None:
        alone = not value.rest or _POINTS.fullmatch(value.rest) is not None
        return "value" if value.decimals and alone and 0 <= value.value <= 100 else None
    scales = (nearest_framework(None), nearest_framework(LETTERS))
    if any(read_level(text, scale) is not None for scale in scales):
        return "value"
    subject = parse_subject(text, scales[0])
    named = subject is not None and subject.scope in SCOPES
    return "name" if named or meaning("row", text) == "level" else None
