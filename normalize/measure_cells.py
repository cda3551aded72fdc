"""The cells of one measure: its items and units, each from its column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.document import Line
from normalize.cell_kinds import is_units
from normalize.drawn_lines import broke_by_width
from normalize.findings import Place
from normalize.grid import Grid, GridCell
from normalize.headers import Column, Header
from normalize.items import Irregularity, Item, merge_items, split_items
from normalize.labels import any_of
from normalize.logical_rows import LogicalRow, RowPart, same_label
from normalize.logical_tables import same_column
from normalize.marked_cells import only_marks, ticked_units, with_states
from normalize.marker_shapes import DASHES
from normalize.references import without_continued
from normalize.thai import repair, squeeze
from normalize.unit_signs import NO_SIGNS, sign_roles
from normalize.unit_words import UnitRole, unit_words
from normalize.units import Unit, split_units
from tidy.common_columns import COLUMN_ROLE

CONTRACT_ROLE = {"indicator": "topic", "issue": "topic", "instrument": "topic"}  # labels by another name
CONTRACT_ROLES = frozenset(COLUMN_ROLE)


def contract_role(role: str | None) -> str:
    """The role that the data contract knows a column by: `other` for what it has no name for."""
    named = CONTRACT_ROLE.get(role or "", role or "other")
    return named if named in CONTRACT_ROLES else "other"


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """An item with the cell that it stands in. `continues` says that a page break cut it off the item before."""

    item: Item
    cell: GridCell
    table_no: int
    page: int | None
    continues: bool

    @property
    def place(self) -> Place:
        """Where the item is printed."""
        return Place(self.page, self.table_no, self.cell.cell.row_no, self.cell.cell.col_no)


@dataclass(frozen=True, slots=True)
class MeasureColumn:
    """All that one column says of a measure, over all printed rows of it."""

    role: str
    column: Column
    items: tuple[PlacedItem, ...]
    irregular: tuple[tuple[Irregularity, Place], ...]

    @property
    def lines(self) -> str:
        """The column's text, an item a line, numbers and all."""
        return "\n".join(" ".join(filter(None, (item.item.marker_raw, item.item.text))) for item in self.items)

    @property
    def text(self) -> str:
        """The column's text on one line, numbers and all."""
        return " ".join(part for item in self.items for part in (item.item.marker_raw, item.item.text) if part)


def _cell_text(text: str) -> str:
    return repair(text).text


@lru_cache(maxsize=1 << 11)  # the same units, times and outputs stand beside many measures
def _items_of(lines: tuple[Line, ...]) -> tuple[tuple[Item, ...], tuple[Irregularity, ...]]:
    return split_items(lines, _cell_text)


def _parts_of(row: LogicalRow, column: Column) -> Iterator[tuple[RowPart, Grid, GridCell]]:
    """The cells of a column, each once; a label printed again on the next page is no second text, nor is a cell that is
    merged over several columns of one role."""
    seen: list[GridCell] = []
    for part in row.parts:
        same = column if part.grid is row.first.grid else _same_column(column, row.first.header, part.header)
        cell = part.cell(same) if same is not None else None
        grid = part.grid
        if same is not None and cell is not None and cell.empty and same.col_no in part.above:
            grid, cell = part.above[same.col_no]
        if (
            cell is None
            or cell.empty
            or any(cell is other for other in seen)
            or _of_a_column_before(cell, same or column, part)
        ):
            continue
        if part.goes_on and column.slot is None and any(_repeats(cell, other) for other in seen):
            continue
        seen.append(cell)
        yield part, grid, cell


def _same_column(column: Column, header: Header, other: Header) -> Column | None:
    """A column on the next page: at the same place, or where its header stands if the columns have moved."""
    place = column.col_no - 1
    if [c.role for c in header.columns] == [c.role for c in other.columns]:
        return other.columns[place]
    return same_column(column, other)


def _of_a_column_before(cell: GridCell, column: Column, part: RowPart) -> bool:
    if cell.col_no >= column.col_no:
        return False
    first = next((other for other in part.header.columns if other.col_no == cell.col_no), None)
    return first is not None and contract_role(first.role) == contract_role(column.role)


def _repeats(cell: GridCell, earlier: GridCell) -> bool:
    plain = squeeze(without_continued(cell.text)[0])
    return plain == squeeze(without_continued(earlier.text)[0])


def _without_dash(items: tuple[Item, ...], placed: Sequence[PlacedItem]) -> tuple[Item, ...]:
    """A dash that begins a rest is no list's where the cell has had none: it stands between two dates."""
    first, dash = items[0], items[0].marker_raw or ""
    if dash not in DASHES or not dash or any(one.item.marker_raw == dash for one in placed):
        return items
    return (replace(first, text=f"{dash} {first.text}", marker_raw=None), *items[1:])


def _label_again(cell: GridCell, row: LogicalRow) -> bool:
    return without_continued(cell.text)[1] or same_label(cell.text, row.label)


def _one_sentence(cell: GridCell, rest: GridCell) -> bool:
    """Whether a cell's last line goes on in its rest on the next page. Without the drawn lines nothing tells."""
    return cell.cell.box is not None and rest.cell.box is not None and broke_by_width(cell, rest)


def _name_units(column: Column, cell: GridCell, rest: GridCell) -> bool:
    """Whether two cells of a column of units each name whole ones: these are two, however full their lines are."""
    return column.role == "responsible" and is_units(cell.text) and is_units(rest.text)


def read_column(row: LogicalRow, column: Column, skip_label: bool) -> MeasureColumn:
    """The items of one column of a logical row. `skip_label`: it is the label, printed again on each page."""
    placed: list[PlacedItem] = []
    irregular: list[tuple[Irregularity, Place]] = []
    last: GridCell | None = None
    for part, grid, cell in _parts_of(row, column):
        if skip_label and part.goes_on and not part.cut and _label_again(cell, row):
            continue
        items, odd = _items_of(cell.cell.lines)
        place = Place(grid.page, grid.table_no, cell.cell.row_no, cell.cell.col_no)
        irregular.extend((one, place) for one in odd)
        cut = part.goes_on and bool(placed)
        if cut and last is not None and _one_sentence(last, cell) and not _name_units(column, last, cell):
            whole, *following = merge_items((placed[-1].item,), _without_dash(items, placed))
            items = tuple(following)
            placed[-1] = replace(placed[-1], item=replace(whole, text=_cell_text(whole.text)))
            cut = False
        last = cell
        placed.extend(
            PlacedItem(
                item,
                cell,
                grid.table_no,
                grid.page,
                cut and number == 0 and item.marker_raw is None and item.printed_no is None,
            )
            for number, item in enumerate(items)
        )
    return MeasureColumn(contract_role(column.role), column, tuple(placed), tuple(irregular))


def read_columns(row: LogicalRow) -> tuple[MeasureColumn, ...]:
    """The columns of a row that say anything, then the heading of the group of measures that it stands in."""
    columns = row.first.header.columns
    label = next((column for column in columns if column.role == row.label_role), None)
    found = [read_column(row, column, column is label) for column in columns]
    return (*(with_states(column) for column in found if column.items), *_group_column(row))


def _group_column(row: LogicalRow) -> Iterator[MeasureColumn]:
    """A heading row over several measures (`มาตรการที่ ๑ …`) is the topic of each of them."""
    if row.group is None:
        return
    grid, cell = row.group.grid, row.group.cell
    items, _ = _items_of(cell.cell.lines)
    placed = tuple(PlacedItem(item, cell, grid.table_no, grid.page, continues=False) for item in items)
    yield MeasureColumn("topic", Column(cell.col_no, "topic", "", (), "group"), placed, ())


@lru_cache(maxsize=1 << 10)
def _units_in(items: tuple[Item, ...]) -> tuple[Unit, ...]:
    return tuple(split_units(items))


def _role_said(column: Column) -> UnitRole | None:
    """What a header says of the units below it: `หน่วยงานหลัก` (main), `หน่วยงานสนับสนุน` (support), รอง (second)."""
    leaf = squeeze(column.path[-1]) if len(column.path) > 1 else ""  # เจ้าภาพ (host) says more beside ร่วม than alone
    if (role := unit_words().role_of.get(leaf)) is not None:
        return role
    header = column.header
    roles: tuple[UnitRole, ...] = ("support", "main")
    found = [role for role in roles if any_of("unit_role", role).search(header)]
    return found[0] if len(found) == 1 else None


def role_of_sign(column: MeasureColumn, signs: Mapping[str, UnitRole]) -> UnitRole | None:
    """The role that the sign in a column of ticked units stands for: by the legend in its header, else by `signs`, else
    of any sign there by the words of the header."""
    sign = squeeze(column.text)
    legend = sign_roles((column.column.header,))
    return legend.get(sign) if legend else signs.get(sign) or _role_said(column.column)


def _units_named(column: MeasureColumn, header: Header) -> list[Item]:
    """The items that name units; where a column only ticks them, the units are what heads it."""
    return ticked_units(column, header) if only_marks(column) else [placed.item for placed in column.items]


def units_of(
    columns: Sequence[MeasureColumn], header: Header, signs: Mapping[str, UnitRole] = NO_SIGNS
) -> tuple[Unit, ...]:
    """The responsible units of a measure, each once, in order of print; the header may say their role, or a legend of
    the `signs` that tick them."""
    found: dict[tuple[str, str | None], Unit] = {}
    for column in columns:
        if column.role == "responsible":
            said = role_of_sign(column, signs) if only_marks(column) else _role_said(column.column)
            for unit in _units_in(tuple(_units_named(column, header))):
                role = unit.unit_role or said
                if role != unit.unit_role:
                    unit = replace(unit, unit_role=role)
                found.setdefault((squeeze(unit.unit), role), unit)
    return tuple(found.values())
