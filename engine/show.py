"""One report, or the catalogue, as tables on the terminal or as JSON."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from engine.printable import printable, printable_json
from tidy.records import Indicator, Record
from tidy.registry import TABLES
from tidy.tables import ReportTables

# What a person wants to see first. `--table NAME` shows every column that has a value.
SHORT_COLUMNS = {
    "scores": ("fiscal_year_be", "code", "name_th", "score", "score_state", "result_level", "proof"),
    "measures": (
        "printed_no",
        "issue_no",
        "indicator_no",
        "item_code",
        "measure",
        "period_start",
        "period_end",
    ),
    "findings": ("severity", "code", "message", "page", "table_no", "row_no"),
}
CATALOGUE_COLUMNS = ("code", "name_th", "weight", "confidence")


def show_report(tables: ReportTables, console: Console) -> None:
    """Print a report's head, organisations, scores, measures and findings, and how many rows there are."""
    for table in ("reports", "organizations"):
        for row in tables.rows(table):
            console.print(_card(row))
    for name, columns in SHORT_COLUMNS.items():
        if rows := tables.rows(name):
            console.print(_grid(name, rows, columns))
    rest = [f"{name} {len(tables.rows(name)):,}" for name in TABLES if tables.rows(name)]
    console.print(Text(f"Rows: {', '.join(rest)}"), soft_wrap=True)


def show_table(tables: ReportTables, name: str, console: Console) -> None:
    """Print one table of a report, with every column that has a value."""
    rows = tables.rows(name)
    columns = [column for column in TABLES[name].column_names if any(getattr(row, column) is not None for row in rows)]
    console.print(_grid(name, rows, columns) if rows else Text(f"This report has no {name}."))


def show_catalogue(rows: Sequence[Indicator], console: Console) -> None:
    """Print the catalogue of one year: codes, names, weights and how sure each entry is."""
    console.print(_grid(f"Fiscal year {rows[0].fiscal_year_be} B.E.", rows, CATALOGUE_COLUMNS))


def show_years(rows: Iterable[Indicator], console: Console) -> None:
    """Print the fiscal years that the catalogue knows, with the number of codes of each."""
    years = [row.fiscal_year_be for row in rows]
    for year in sorted(set(years)):
        console.print(Text(f"{year}  {years.count(year)} codes"))


def as_json(tables: ReportTables, names: Iterable[str]) -> str:
    """The named tables as JSON, `{table: [row, ...]}`, dates as ISO 8601; safe to print."""
    rows = {name: [asdict(row) for row in tables.rows(name)] for name in names}
    return printable_json(json.dumps(rows, ensure_ascii=False, indent=2, default=_iso))


def _iso(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")


def _card(row: Record) -> RichTable:
    """One record, a line a column."""
    card = RichTable(title=type(row).__name__, title_justify="left", show_header=False)
    for name, value in _known(row):
        card.add_row(Text(name), _text(value))
    return card


def _known(row: Record) -> Iterator[tuple[str, object]]:
    return ((name, value) for name, value in asdict(row).items() if value is not None)


def _grid(title: str, rows: Iterable[Record], columns: Sequence[str]) -> RichTable:
    grid = RichTable(*columns, title=Text(title), title_justify="left")
    for row in rows:
        grid.add_row(*(_text(getattr(row, column)) for column in columns))
    return grid


def _text(value: object) -> Text:
    """A value as plain text: what stands in a report is no markup of ours."""
    return Text("" if value is None else printable(str(value)))
