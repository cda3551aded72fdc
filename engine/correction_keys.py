"""How a correction names a row: as `findings.row_key` does, and in shorter ways where these name one row only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from engine.correction_sentences import CorrectionRefused
from tidy.records import (
    CellRecord,
    Measure,
    MeasureDate,
    MeasureItem,
    MeasureUnit,
    Organization,
    Paragraph,
    Record,
    Report,
    Score,
)
from tidy.tables import ReportTables

# Excel makes a date of `1/3/2` and a time of `2566:9`; `2566 9` it leaves alone. All mean the same here.
_SEPARATORS = re.compile(r"[\s/:|]+")

Keys = tuple[str, ...]


def row_at(tables: ReportTables, table: str, key: str) -> int:
    """The place of the row that a key names among the rows of its table. Raises CorrectionRefused.

    Of several rows with a key that one is meant whose full key it is.
    """
    rows = tables.rows(table)
    if not rows:
        raise CorrectionRefused("no_rows", table=table)
    wanted, report = _plain(key), tables.report
    keys = [tuple(map(_plain, row_keys(row, report))) for row in rows]
    named = [place for place, of_row in enumerate(keys) if wanted in of_row]
    exact = [place for place in named if keys[place][0] == wanted]
    if len(exact) == 1 or len(named) == 1:
        return (exact or named)[0]
    if not named:
        raise CorrectionRefused("no_row", table=table, key=key, example=row_keys(rows[0], report)[0])
    example = row_keys(rows[named[0]], report)
    raise CorrectionRefused("several_rows", table=table, key=key, count=len(named), example=max(example, key=len))


def row_key(row: Record, report: Report) -> str:
    """The row's key as `findings` writes it."""
    return row_keys(row, report)[0]


def row_keys(row: Record, report: Report) -> Keys:
    """All ways to name a row of the report, the one that `findings` uses first."""
    keys = _KEYS[type(row)]
    return keys(row, report)


def _of_report(row: Report, _: Report) -> Keys:
    return (row.report_id, "")


def _of_organization(row: Organization, _: Report) -> Keys:
    return (row.organization_id,)


def _of_score(row: Score, report: Report) -> Keys:
    year = f"{row.fiscal_year_be}/{row.code}"
    whole = f"{row.organization_id}/{year}"
    return (year, whole, row.code) if row.organization_id == report.organization_id else (whole,)


def _of_measure(row: Measure, _: Report) -> Keys:
    return (row.measure_id, _number(row.measure_id))


def _of_item(row: MeasureItem, _: Report) -> Keys:
    return _within(row.measure_id, f"/{row.column_role}/{row.item_no}")


def _of_unit(row: MeasureUnit, _: Report) -> Keys:
    return _within(row.measure_id, f"/{row.unit_no}")


def _of_date(row: MeasureDate, _: Report) -> Keys:
    role = f"/{row.column_role}"
    item = f"{role}/{row.item_no or ''}"
    behind = ("", role, item, f"{item}/{row.role}", f"{item}/{row.role}/{row.raw_text}")
    return tuple(key for end in behind for key in _within(row.measure_id, end))


def _of_paragraph(row: Paragraph, _: Report) -> Keys:
    return (str(row.seq),)


def _of_cell(row: CellRecord, _: Report) -> Keys:
    return (f"{row.table_no}/{row.row_no}/{row.col_no}",)


def _within(measure_id: str, end: str) -> Keys:
    return (f"{measure_id}{end}", f"{_number(measure_id)}{end}")


def _number(measure_id: str) -> str:
    """`m003`, which is enough within a report."""
    return measure_id.rpartition("-")[2]


def _plain(key: str) -> str:
    return _SEPARATORS.sub("/", unicodedata.normalize("NFC", key)).strip("/")


_KEYS: dict[type, Callable[..., Keys]] = {
    Report: _of_report,
    Organization: _of_organization,
    Score: _of_score,
    Measure: _of_measure,
    MeasureItem: _of_item,
    MeasureUnit: _of_unit,
    MeasureDate: _of_date,
    Paragraph: _of_paragraph,
    CellRecord: _of_cell,
}
