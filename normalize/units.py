"""Cells that say who is responsible, to units: one a name, with the larger unit around it and its part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from normalize.alignment import source_places
from normalize.items import Item
from normalize.markers import split_run
from normalize.unit_names import clean_name, names_in
from normalize.unit_words import UnitKind, UnitRole, unit_words

__all__ = ["Unit", "UnitRole", "split_units"]

_SECTIONS = (UnitKind.SECTION, UnitKind.SUBSECTION)


@dataclass(frozen=True, slots=True)
class Unit:
    """A responsible unit: its name without number and brackets, and the piece of the source it was read from.

    Separators, labels and brackets stay in `raw_text`: the units' raw texts hold every letter of the cell.

    `parent_unit` is the larger unit printed with it; `unit_role` is None where the cell gives none.
    """

    unit: str
    parent_unit: str | None
    unit_role: UnitRole | None
    raw_text: str


@dataclass(frozen=True, slots=True)
class _Placed:
    """A unit, its kind, its item, and whether a division on a line above leads it."""

    unit: Unit
    kind: UnitKind
    item: Item
    led: bool = False


def split_units(cell: Sequence[Item] | str) -> tuple[Unit, ...]:
    """The units of a cell, given as its items or as a text (lines parted by line feeds).

    A cell that says only "none" or a dash has no unit; of any other, each letter stands in some `raw_text`.
    """
    items = _items_of(cell) if isinstance(cell, str) else tuple(cell)
    if " ".join(item.text for item in items).strip(" -–") in unit_words().blank:
        return ()
    placed: list[_Placed] = []
    role: UnitRole | None = None
    pending = ""
    for item in items:
        found, role, pending = _item_units(item, role, pending)
        if _leads(placed, found):
            leader = placed.pop()
            found = [_under(leader.unit, entry, index == 0) for index, entry in enumerate(found)]
        elif placed and placed[-1].led and _all_sections(found):
            above = placed[-1].unit.parent_unit
            found = [replace(entry, unit=replace(entry.unit, parent_unit=above), led=True) for entry in found]
        placed += found
    if pending:
        _append_label(placed, pending, role, items[-1])
    return tuple(entry.unit for entry in placed)


def _items_of(text: str) -> tuple[Item, ...]:
    items: list[Item] = []
    for line in text.split("\n"):
        for marker, body, start, end in split_run(line):
            number, raw = (marker.number, marker.raw.strip()) if marker else (None, None)
            items.append(Item(len(items) + 1, number, body, line[start:end], raw))
    return tuple(items)


def _item_units(item: Item, role: UnitRole | None, pending: str) -> tuple[list[_Placed], UnitRole | None, str]:
    """An item's units, the role that holds on, and a label's raw text that waits for its first unit."""
    held, names = role, []
    for cut, start, segment, segment_role in _segments(item.text, role):
        role = segment_role
        names += [
            replace(name, start=name.start + start if place else cut, role=name.role or role)
            for place, name in enumerate(names_in(segment) if clean_name(segment) else ())
        ]
    if not names:
        lettered = any(map(str.isalnum, item.raw_text))
        return [], role, _joined(pending, item.raw_text) if lettered else pending
    raws = _raw_pieces(item, [name.start for name in names[1:]])
    raws[0] = _joined(pending, raws[0])
    placed = [
        _Placed(Unit(name.text, name.parent, name.role, raw), name.kind, item)
        for name, raw in zip(names, raws, strict=True)
    ]
    # A label within a numbered line (`1. main: …`) holds there only; one on a line of its own holds on.
    return placed, held if item.marker_raw else role, ""


def _segments(text: str, role: UnitRole | None) -> Iterator[tuple[int, int, str, UnitRole | None]]:
    """The text cut at its role labels: (where the label begins, where the text does, text, role)."""
    cut = start = 0
    for label in unit_words().label.finditer(text):
        yield cut, start, text[start : label.start()], role
        role = unit_words().role_of[label["short"] or label["long"] or label["closed"]]
        cut, start = label.start(), label.end()
    yield cut, start, text[start:], role


def _raw_pieces(item: Item, starts: list[int]) -> list[str]:
    printed = item.marker_raw or ""
    cuts = source_places(item.raw_text, printed + item.text, [start + len(printed) for start in starts])
    return [item.raw_text[a:b].strip() for a, b in zip((0, *cuts), (*cuts, len(item.raw_text)), strict=True)]


def _joined(first: str, second: str) -> str:
    return f"{first}\n{second}" if first else second


def _leads(placed: list[_Placed], found: list[_Placed]) -> bool:
    """A division on a line of its own, above numbered or bulleted sections, is their parent."""
    if not placed or placed[-1].kind is not UnitKind.DIVISION or placed[-1].unit.parent_unit:
        return False
    number = placed[-1].item.printed_no
    if placed[-1].item.marker_raw and not (number and found):
        return False
    if number and not (found[0].item.printed_no or "").startswith(f"{number}."):
        return False
    return _all_sections(found)


def _all_sections(found: list[_Placed]) -> bool:
    return bool(found) and all(
        entry.item.marker_raw and entry.kind in _SECTIONS and not entry.unit.parent_unit for entry in found
    )


def _under(leader: Unit, entry: _Placed, first: bool) -> _Placed:
    raw = _joined(leader.raw_text, entry.unit.raw_text) if first else entry.unit.raw_text
    role = entry.unit.unit_role or leader.unit_role
    return replace(entry, unit=Unit(entry.unit.unit, leader.unit, role, raw), led=True)


def _append_label(placed: list[_Placed], pending: str, role: UnitRole | None, item: Item) -> None:
    """A label with no unit behind it is kept with the last unit, or is the only unit there is."""
    if placed:
        last = placed[-1]
        placed[-1] = replace(last, unit=replace(last.unit, raw_text=f"{last.unit.raw_text}\n{pending}"))
    else:
        name = clean_name(pending)
        placed.append(_Placed(Unit(name, None, role, pending), UnitKind.OTHER, item))
