"""Cells to items: one item a line, and one a number where a line runs several together."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from extract.document import Line
from normalize.alignment import source_places
from normalize.marker_shapes import DASHES, OPENING_BULLETS, MarkerKind, printed_number
from normalize.marker_words import marker_words
from normalize.markers import Marker, follows, leading_bare, leading_marker, shape_of, split_run
from normalize.numbering import Irregularity, IrregularityKind, Numbered, irregularities

__all__ = ["Irregularity", "IrregularityKind", "Item", "check_numbering", "glued", "merge_items", "split_items"]

Repair = Callable[[str], str]

# A sign, a vowel after its consonant or a repetition mark cannot open a line; a vowel before its consonant
# cannot end one.
_MID_WORD = re.compile(r"\s*[\u0e2f-\u0e3a\u0e45-\u0e4e)\]}”’»]")
_BROKEN_OFF = re.compile(r"(?:[เแโใไ]|[ก-๛][-\u00ad])\s*\Z")
_NEEDS_SPACE = re.compile(r"[A-Za-z0-9๐-๙]")
_ALIKE = 8


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a cell. `item_no` counts from 1 within the cell.

    `printed_no` is in Arabic digits (or the letter), None for bullets and plain lines. `text` is repaired and
    without the number; `raw_text` is the piece as the source has it, number and all, and `marker_raw` the
    number as printed (None where the source's own list numbering draws it, or none is).
    """

    item_no: int
    printed_no: str | None
    text: str
    raw_text: str
    marker_raw: str | None


def split_items(lines: Sequence[Line], repair: Repair) -> tuple[tuple[Item, ...], tuple[Irregularity, ...]]:
    """A cell's items and what is irregular in their numbers. Empty lines give none; nothing else is lost.

    A cell with nothing but numbers that its source draws (Word's automatic numbering of rows) has an item without
    text for each. `repair` turns source text into repaired Thai; it is called once a line.
    """
    repaired = [repair(line.text) for line in lines]
    if not any(map(str.strip, repaired)):
        drawn = [line for line in lines if line.number and printed_number(line.number)]
        return tuple(_drawn_item(place, line) for place, line in enumerate(drawn, start=1)), ()
    bares = _bare_numbers(repaired)
    dash = _dash_of(repaired)
    items: list[Item] = []
    last: Marker | None = None
    for line, text, bare in zip(lines, repaired, bares, strict=True):
        if not text.strip():
            continue
        pieces = _line_items(line, text, bare, dash, last)
        last = next((piece[0] for piece in reversed(pieces) if piece[0] and piece[0].number), last)
        for marker, item in pieces:
            _add(items, item, marker, repair)
    return tuple(items), check_numbering(items)


def _drawn_item(item_no: int, line: Line) -> Item:
    return Item(item_no, printed_number(line.number or ""), "", line.text, None)


def check_numbering(items: Sequence[Item]) -> tuple[Irregularity, ...]:
    """What is irregular in the items' printed numbers; use it again after `merge_items`."""
    return irregularities(map(_numbered, items))


def merge_items(first: tuple[Item, ...], rest: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items of a cell that goes on, counted through.

    If the rest opens without a number or bullet, its first item ends the last item of the first part. It
    stays an item where both begin alike, as lines of one list do (`ดำเนินการเมื่อ …` "done on …").
    """
    joined, added = list(first), list(rest)
    if joined and added and _goes_on(joined[-1], added[0]):
        joined[-1] = _glued(joined[-1], added.pop(0))
    return tuple(replace(item, item_no=number) for number, item in enumerate((*joined, *added), start=1))


def _goes_on(last: Item, following: Item) -> bool:
    if following.marker_raw is not None or following.printed_no is not None:
        return False
    return last.text[:_ALIKE] != following.text[:_ALIKE] or len(following.text) < _ALIKE


def _glued(last: Item, following: Item) -> Item:
    shown = last.raw_text[-1:].isspace() or following.raw_text[:1].isspace()
    text = glued(last.text, following.text, shown=shown)
    return replace(last, text=text, raw_text=f"{last.raw_text}\n{following.raw_text}")


def glued(first: str, rest: str, *, shown: bool = False) -> str:
    """Two parts of one sentence: no space between Thai words, unless the source shows one or a figure wants one."""
    mid_word = bool(_MID_WORD.match(rest) or _BROKEN_OFF.search(first))
    wanted = shown or _NEEDS_SPACE.match(first[-1:]) or _NEEDS_SPACE.match(rest[:1])
    return first + (" " if first and wanted and not mid_word else "") + rest


def _line_items(
    line: Line, text: str, bare: Marker | None, dash: str, last: Marker | None
) -> list[tuple[Marker | None, Item]]:
    """The items of one line, not yet counted."""
    pieces = split_run(text, dash=dash, after=last)
    if bare is not None and pieces[0][0] is None:
        _, _, start, end = pieces[0]
        pieces = ((bare, text[bare.end : end].strip(), start, end), *pieces[1:])
    cuts = source_places(line.text, text, [piece[2] for piece in pieces[1:]])
    places = zip((0, *cuts), (*cuts, len(line.text)), strict=True)
    items = [
        (
            marker,
            Item(
                0,
                marker.number if marker else None,
                body,
                line.text[a:b],
                marker.raw.strip() if marker else None,
            ),
        )
        for (marker, body, _, _), (a, b) in zip(pieces, places, strict=True)
    ]
    drawn = printed_number(line.number) if line.number else ""
    if drawn and items[0][0] is None:
        items[0] = (None, replace(items[0][1], printed_no=drawn))
    return items


def _add(items: list[Item], item: Item, marker: Marker | None, repair: Repair) -> None:
    """Appends an item, or joins it to the one before where that is certain."""
    unmarked = marker is None and item.printed_no is None
    if items and unmarked and _continues(items[-1], item):
        glued = _glued(items[-1], item)
        items[-1] = replace(glued, text=repair(glued.text))
        return
    number = len(items) + 1
    items.append(item if item.item_no == number else replace(item, item_no=number))


def _continues(last: Item, item: Item) -> bool:
    if not last.text:
        return last.marker_raw is not None
    if _MID_WORD.match(item.text) or _BROKEN_OFF.search(last.text):
        return True
    if marker_words().unfinished.search(last.text):
        return True
    # A bracket that is open at the line's end and closed in the next one.
    opened = last.text.count("(") - last.text.count(")")
    return opened > 0 and item.text.count(")") - item.text.count("(") >= opened


def _bare_numbers(texts: Sequence[str]) -> list[Marker | None]:
    """For each line its opening number without a point (`2 มีการ`), if a line beside it counts with it."""
    bares = [leading_bare(text) for text in texts]
    leads = [leading_marker(text) or bare for text, bare in zip(texts, bares, strict=True)]
    numbers = [None, *(lead.number if lead else None for lead in leads), None]
    return [
        bare if bare and (follows(before, bare.number) or follows(bare.number, behind)) else None
        for before, bare, behind in zip(numbers, bares, numbers[2:], strict=False)
    ]


def _dash_of(texts: Sequence[str]) -> str:
    """The bullet sign that the cell opens with, or that several of its lines do; empty if none."""
    leads = [leading_marker(text) for text in texts if text.strip()]
    signs = [lead.raw[:1] for lead in leads if lead and lead.raw[:1] in DASHES + OPENING_BULLETS]
    opened = bool(leads and leads[0] and leads[0].raw[:1] in DASHES)
    return signs[0] if opened or len(signs) > 1 else ""


def _numbered(item: Item) -> Numbered:
    raw = item.marker_raw or ""
    if item.printed_no is None:
        return Numbered(item.item_no, None, "", is_bullet=bool(raw))
    kind: MarkerKind = "decimal" if item.printed_no[:1].isdigit() else "letter"
    marker = Marker(raw or item.printed_no, item.printed_no, kind, 0, len(raw))
    return Numbered(item.item_no, item.printed_no, shape_of(marker))
