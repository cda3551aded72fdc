"""Rows of measures tables that are no measures: titles, headings of groups, sums, rows that name nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from normalize.grid import Grid, GridCell
from normalize.labels import meaning
from normalize.markers import leading_marker
from normalize.numerals import to_arabic
from normalize.phrases import alternatives, either
from normalize.prose_lines import is_signed
from normalize.resources import toml
from normalize.row_contexts import RowPart, label_columns
from normalize.thai import squeeze

WIDE = 0.6  # share of the columns that a merged cell covers to be a heading row
FEW = 3  # cells of a row that sums up
CARRIED = ("issue", "indicator", "instrument", "topic")  # roles whose cells may stand once for several rows
NAMING = ("ordinal", "responsible", "timeframe")  # roles whose cells a row of a sum leaves empty
_GROUP = re.compile(rf"{either('measure_group')}\s*[0-9๐-๙]{{1,2}}(?![0-9๐-๙])")


@dataclass(frozen=True, slots=True)
class OddRow:
    """A row that is neither a measure nor a heading that sets a context; it is told and kept in cells."""

    grid: Grid
    row: int
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """A heading row over several measures (`มาตรการที่ ๑ …`): where it stands, and its cell."""

    grid: Grid
    row: int
    cell: GridCell


def single(part: RowPart) -> GridCell | None:
    cells = part.grid.distinct(part.row)
    return cells[0] if len(cells) == 1 and part.grid.col_count > 1 else None


def _is_group(part: RowPart, cell: GridCell) -> bool:
    """A lone cell that heads the rows below: wide by its span, or alone in the first columns of a spanless table."""
    if cell.cell.col_span >= WIDE * part.grid.col_count:
        return True
    if any(column.col_no < cell.col_no for column in part.header.with_role(*CARRIED)):
        return False  # what the row belongs to stands above, once for several rows
    labels = label_columns(part.header)
    first = min((column.col_no for column in labels), default=1)
    return not part.grid.source.spans_known and cell.col_no <= first and leading_marker(cell.text) is None


def group_of(part: RowPart) -> Group | None:
    """The group that a row is the heading of: a lone cell that begins with a measure's number, over rows that are
    numbered on their own."""
    cell = single(part)
    if cell is None or part.row in part.header.preamble or not _is_group(part, cell) or not _GROUP.match(cell.text):
        return None
    return Group(part.grid, part.row, cell)


def odd_text(part: RowPart) -> str | None:
    """The text of a row that is no measure: a title row, a heading that sets no context, a sum of amounts."""
    cell = single(part)
    if part.row in part.header.preamble or (cell is not None and _is_group(part, cell)):
        return cell.text if cell else ""
    if cell is not None and is_signed(cell.text):
        return cell.text
    return " | ".join(found.text for found in part.grid.distinct(part.row)) if _is_total(part) else None


@cache
def _total_words() -> re.Pattern[str]:
    words = alternatives(toml("money")["total"])
    return re.compile(rf"(?:{words})+(?:\s*{_GROUP.pattern})?(?P<more>\s*[ก-๛A-Za-z])?")


def _is_total(part: RowPart) -> bool:
    """A row that sums up: รวม, รวมทั้งสิ้น, รวม 2 กิจกรรม (in all), perhaps with amounts. It prints no number of its own,
    no unit and no time. What is merged into it from the rows above is not its own."""
    cells = [cell for cell in part.grid.distinct(part.row) if cell.row_no == part.row + 1]
    if not cells:
        return False
    if len(cells) <= FEW and meaning("row", cells[0].text) == "overall":
        return True
    found = _total_words().match(cells[0].text)
    if found is None or any(_prints(part, role, cells[0]) for role in NAMING):
        return False
    sums = {c.col_no for c in part.header.with_role("budget")}
    only_sums = len(cells) > 1 and all(cell.col_no in sums for cell in cells[1:])
    return only_sums or (found["more"] is None and not any(map(_speaks, cells[1:])))


def _speaks(cell: GridCell) -> bool:
    """Whether a cell holds words, not only amounts, counts and dashes."""
    return _LETTER.search(cell.text) is not None and _DIGIT.search(to_arabic(cell.text)) is None


def _prints(part: RowPart, role: str, but: GridCell) -> bool:
    """Whether a row prints something of a role; an amount or a dash in a column of time is a sum there."""
    cells = (part.cell(column) for column in part.header.with_role(role))
    own = [cell for cell in cells if cell is not None and not cell.empty and cell.row_no == part.row + 1]
    return any(cell is not but and not (role == "timeframe" and _AMOUNT.fullmatch(cell.text)) for cell in own)


def names_nothing(part: RowPart, label: str) -> bool:
    """Whether a row has no text that says what is to be done, and no code that stands for one."""
    codes = [part.cell(column) for column in part.header.with_role("item_code")]
    return not squeeze(label) and all(cell is None or not _DIGIT.search(cell.text) for cell in codes)


_LETTER = re.compile(r"[ก-๎A-Za-z]")
_AMOUNT = re.compile(r"[-–—]|[0-9๐-๙]{1,3}(?:,[0-9๐-๙]{3})*(?:\.[0-9๐-๙]+)?")
_DIGIT = re.compile(r"\d")  # Thai digits too: a mark in a column of codes is no code


def row_text(part: RowPart) -> str:
    return " | ".join(cell.text for cell in part.grid.distinct(part.row))
