"""Names and numbers on lines of their own, one below the other, as lists of terms and cards of web pages give them:
`IIT`, `95.30`, `EIT`, `95.10`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from normalize.fiscal import find_fiscal_years
from normalize.framework import nearest_framework
from normalize.labels import meaning
from normalize.levels import read_level
from normalize.mentions import read_value
from normalize.phrases import either
from normalize.prose_lines import ProseLine
from normalize.resources import toml
from normalize.subjects import parse_subject

LONGEST = 80  # letters: a longer line is no name and no number
LEAST = 2  # pairs
SCOPES = ("overall", "instrument", "indicator", "sub_indicator")
LETTERS = 2565  # a year whose levels are letters
_POINTS = re.compile(either("points"))
_SAYS_LEVEL = re.compile(rf"\s*{either('level')}\s*[:=]?\s*\S")


class Pairs(NamedTuple):
    """Where a value stands alone on its line -> that line with the name that it belongs to, or with one of those near
    it where that is not certain (`unsure`)."""

    texts: Mapping[int, str]
    unsure: frozenset[int]


def paired(lines: Sequence[ProseLine]) -> Pairs:
    """The values that stand alone, each with its name. Names and values must take turns: a name first, or each value
    above its name where the weights of the year show it. Else their names are not certain."""
    kinds = [None if line.role == "title" else _kind(line.text) for line in lines]
    texts: dict[int, str] = {}
    unsure: set[int] = set()
    for first, end in _runs(kinds):
        run = kinds[first:end]
        if len(run) < 2 * LEAST or run.count("value") < LEAST or run.count("name") < LEAST:
            continue
        turns = all(one != two for one, two in pairwise(run)) and run[0] != run[-1]
        above = {at + 1: at for at in range(first, end, 2)}
        below = {at: at + 1 for at in range(first, end, 2)}
        if turns and run[0] == "name":
            names = above
        elif turns and _add_up([(lines[name].text, lines[value].text) for value, name in below.items()]):
            names = below
        else:
            places = [at for at in range(first, end) if kinds[at] == "name"]
            names = {at: places[0] for at in range(first, end) if read_value(lines[at].text).value is not None}
            unsure.update(names)
        texts |= {value: f"{lines[name].text} {lines[value].text}" for value, name in names.items()}
    return Pairs(texts, frozenset(unsure))


def _add_up(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether pairs of a name and a value hold the instruments and the total that their weights give."""
    known = nearest_framework(None)
    values: dict[str, float] = {}
    for name, text in pairs:
        subject, value = parse_subject(name, known), read_value(text).value
        if subject is not None and value is not None:
            values[subject.code] = value
    if not {"overall", *known.weights} <= values.keys():
        return False
    total = sum(weight * values[code] for code, weight in known.weights.items())
    return abs(total - values["overall"]) <= float(toml("rules")["tolerance"]["mean"])


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
        return "value" if _SAYS_LEVEL.match(text) is None else None  # `ระดับผลการประเมิน ผ่านดี`: name and level in one
    subject = parse_subject(text, scales[0])
    named = subject is not None and subject.scope in SCOPES
    return "name" if named or meaning("row", text) == "level" else None
