"""What a correction may change: columns, how their values are written, and what else changes with them."""

from __future__ import annotations

import datetime
import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType

from engine.correction_sentences import CorrectionRefused
from engine.csv_paper import day_of
from tidy.column import BE_OFFSET, Column, ColumnType, NamedColumn
from tidy.registry import TABLES

Value = str | int | float | bool | datetime.date | None

CORRECTABLE = (
    "reports",
    "organizations",
    "scores",
    "measures",
    "measure_items",
    "measure_units",
    "measure_dates",
    "paragraphs",
    "cells",
)
# What tells a row from others, where it stands, what is printed there, and what is counted or proved from it.
_FIXED_BEGINNINGS = ("raw_", "source_")
_FIXED_ENDINGS = ("_count",)
_FIXED = frozenset(
    {"report_id", "measure_id", "seq", "item_no", "unit_no", "text_origin", "confidence", "proof"}
    | {"page", "page_first", "page_last", "table_no", "row_no", "col_no", "row_span", "col_span"}
    | {"x0", "top", "x1", "bottom"}
)
_FIXED_IN = {
    "organizations": {"organization_type", "name", "province"},  # which organization_id is made of
    "scores": {"fiscal_year", "scope", "indicator_no", "instrument", "name_th"},  # which follow from year and code
    "measure_dates": {"column_role"},
}
# What a corrected value rests on is nothing that the report prints, carries or proves.
_MAPPING: Mapping[str, Value] = {"mapping_basis": None, "mapping_score": None}
_CODE: Mapping[str, Value] = {"code_basis": None, "code_score": None}
_RESTS_ON: Mapping[tuple[str, str], Mapping[str, Value]] = MappingProxyType(
    {
        ("reports", "fiscal_year_be"): {"fiscal_year_basis": None},
        ("reports", "fiscal_year"): {"fiscal_year_basis": None},
        ("reports", "period_start"): {"period_basis": None},
        ("reports", "period_end"): {"period_basis": None},
        ("organizations", "organization"): {"name_basis": None},
        ("organizations", "subdistrict"): {"place_basis": None},
        ("organizations", "district"): {"place_basis": None},
        ("scores", "score"): {"proof": "unprovable"},
        ("scores", "score_state"): {"proof": "unprovable"},
        ("measures", "issue_no"): _MAPPING,
        ("measures", "issue_name"): _MAPPING,
        ("measures", "indicator_no"): _MAPPING,
        ("measures", "sub_indicator_code"): _CODE,
        ("measures", "item_code"): _CODE,
    }
)
_TWO_YEARS = {"fiscal_year_be": ("fiscal_year", -BE_OFFSET), "fiscal_year": ("fiscal_year_be", BE_OFFSET)}
SAME = 5e-5  # a number typed with four decimals stands for the unrounded one
_WHOLE = re.compile("[+-]?[0-9]{1,18}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?")
_WANTED = {
    ColumnType.BOOL: "true or false",
    ColumnType.DATE32: "a day as 2023-03-01",
    ColumnType.FLOAT64: "a number as 84.47",
}


def column_of(table: str, name: str) -> NamedColumn:
    """The column, if a correction may change it. Raises CorrectionRefused."""
    if table not in CORRECTABLE:
        raise CorrectionRefused("no_table", table=table, known=", ".join(CORRECTABLE))
    named = next((named for named in TABLES[table].columns if named.name == name), None)
    if named is None:
        raise CorrectionRefused("no_column", table=table, column=name)
    if _is_fixed(table, name):
        raise CorrectionRefused("fixed_column", table=table, column=name)
    return named


def _is_fixed(table: str, name: str) -> bool:
    if name in _FIXED or name in TABLES[table].key or name in _FIXED_IN.get(table, ()):
        return True
    return name.startswith(_FIXED_BEGINNINGS) or name.endswith(_FIXED_ENDINGS)


def parsed(table: str, named: NamedColumn, text: str | None, *, where: str, standing: str | None) -> Value:
    """The value that a text says; None for null. Raises CorrectionRefused for one of another type."""
    if text is None:
        return None
    parse = _PARSERS.get(named.column.type, _whole)
    try:
        return parse(text)
    except ValueError as error:
        said = {"where": where, "text": text, "table": table, "column": named.name}
        raise CorrectionRefused("no_value", standing=standing, wanted=_wanted(named.column), **said) from error


def _wanted(column: Column) -> str:
    return _WANTED.get(column.type, "a whole number as 9")


def _truth(text: str) -> bool:
    if text.lower() not in {"true", "false"}:
        raise ValueError
    return text.lower() == "true"


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise ValueError
    return int(text)


def _number(text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise ValueError
    return float(text)


def _text(text: str) -> str:
    return unicodedata.normalize("NFC", text)


_PARSERS: Mapping[ColumnType, Callable[[str], Value]] = {
    ColumnType.STRING: _text,
    ColumnType.FLOAT64: _number,
    ColumnType.BOOL: _truth,
    ColumnType.DATE32: day_of,
}


def shown(value: Value) -> str | None:
    """A value as the table `corrections` has it, and as a person writes it; None for null and for no letters."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def is_same(one: Value, other: Value) -> bool:
    """Whether the value that stands there is the one that was expected."""
    if isinstance(one, float | int) and isinstance(other, float | int):
        return math.isclose(one, other, rel_tol=1e-12, abs_tol=SAME)
    if isinstance(one, str) and isinstance(other, str):
        return _text(one).strip() == _text(other).strip()
    return shown(one) == shown(other)


def changes_with(table: str, column: str, value: Value) -> dict[str, Value]:
    """What else changes with a column: the same year of the other era, and what the old value rested on."""
    changes = dict(_RESTS_ON.get((table, column), {}))
    if table == "reports" and column in _TWO_YEARS:
        other, years = _TWO_YEARS[column]
        changes[other] = value + years if isinstance(value, int) else None
    return changes


def replaced(table: str, values: Mapping[str, Value]) -> dict[str, Value]:
    """All new values of a row: those corrected and those that change with them."""
    following: dict[str, Value] = {}
    for column, value in values.items():
        following |= changes_with(table, column, value)
    return following | dict(values)
