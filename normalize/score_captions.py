"""Captions of tables of scores that stand below their table: `ตารางที่ ๑ ผลการประเมินปี ๒๕๖๖` speaks of the table above
it where no caption stands above the first one, and where it could speak of either, its year is nobody's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum

from normalize.logical_tables import TablePart
from normalize.prose_lines import ProseLine, is_caption
from normalize.score_layouts import find_score_table


class Side(Enum):
    """Where a report's captions stand. UNCLEAR: directly below a table of scores that has none above, and above the
    next one, with none at the end to say which is meant."""

    ABOVE = "above"
    BELOW = "below"
    UNCLEAR = "unclear"


def between_tables(lines: Sequence[ProseLine], place: int) -> list[ProseLine]:
    return [line for line in lines if line.after_table == place]


def captions_below(lines: Sequence[ProseLine], count: int) -> Mapping[int, ProseLine]:
    """For each table, by its place, the caption that stands directly below it; `count` tables."""
    behind = ((place, between_tables(lines, place + 1)) for place in range(count))
    return {place: near[0] for place, near in behind if near and is_caption(near[0].text)}


def caption_side(parts: Sequence[TablePart], lines: Sequence[ProseLine], default: int | None) -> Side:
    below = captions_below(lines, len(parts))
    if not below:
        return Side.ABOVE
    first = min(below)
    if any(is_caption(line.text) for line in lines if line.after_table <= first):
        return Side.ABOVE
    if find_score_table(parts[first], default) is None:
        return Side.ABOVE  # a box or a table of other things, and then the caption of the first table of scores
    ends = len(parts) - 1 in below
    others = [line for line in lines if is_caption(line.text)]
    return Side.BELOW if ends and len(others) == len(below) else Side.UNCLEAR
