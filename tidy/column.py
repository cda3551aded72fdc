"""A column of a table: its type, its meaning in two languages, and the values it may hold.

A record class says its columns as `name: Annotated[type, column]`; a column is nullable where its type
admits None. The Arrow schemas, the data package and the data dictionary are all made from these, and
`check` refuses at birth what they do not allow.
"""

from __future__ import annotations

import datetime
import math
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache, lru_cache
from operator import attrgetter
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from tidy.errors import ContractError

THAI_DIGITS = re.compile("[๐-๙]")


class ColumnType(StrEnum):
    """The Arrow types that the contract uses, by the names that it gives them."""

    STRING = "string"
    INT8 = "int8"
    INT16 = "int16"
    INT32 = "int32"
    INT64 = "int64"
    FLOAT64 = "float64"
    BOOL = "bool"
    DATE32 = "date32"


INTEGER_BITS = {ColumnType.INT8: 8, ColumnType.INT16: 16, ColumnType.INT32: 32, ColumnType.INT64: 64}

# A date outside these years is a Buddhist year taken for a Christian one, or the reverse.
FIRST_YEAR, LAST_YEAR = 1800, 2300
BE_OFFSET = 543


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds. `en` and `th` say it to people; the rest is checked.

    `minimum` and `maximum` are inclusive. `pattern` must match the whole text. `arabic_digits` refuses Thai
    digits. Where a text is not known the value is None and not "": `may_be_empty` marks the columns (of
    source text) in which an empty text is a value of its own.
    """

    type: ColumnType
    en: str
    th: str
    unit: str | None = None
    enum: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None
    arabic_digits: bool = False
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class NamedColumn:
    """A column in its place in a table."""

    name: str
    column: Column
    required: bool


Complaint = Callable[[Any], str | None]


@cache
def columns_of(record: type) -> tuple[NamedColumn, ...]:
    """The columns of a record class, in order."""
    if not is_dataclass(record):
        raise TypeError(f"{record.__name__} is no record class")
    # Only the module's names: a column called `text` must not hide the function `text`.
    names = vars(sys.modules[record.__module__])
    hints = get_type_hints(record, names, names, include_extras=True)
    return tuple(_named(field.name, hints[field.name]) for field in fields(record))


def _named(name: str, hint: Any) -> NamedColumn:
    if get_origin(hint) is not Annotated:
        raise TypeError(f"the column {name} has no description")
    inner, column = get_args(hint)[:2]
    return NamedColumn(name, column, required=type(None) not in get_args(inner))


def check(record: Any) -> None:
    """Refuse a record with a value that its columns do not allow.

    Raises ContractError, which names the column and the value.
    """
    kind: type = type(record)
    values, required, complaints = _checks(kind)
    for value, needed, complaint in zip(values(record), required, complaints, strict=True):
        if (needed or value is not None) and complaint(value):
            raise ContractError(_first_trouble(record))


def _first_trouble(record: Any) -> str:
    kind: type = type(record)
    for named, value in zip(columns_of(kind), values_of(kind)(record), strict=True):
        column = f"{kind.__name__}.{named.name}"
        if value is None and named.required:
            return f"{column} is missing"
        if value is not None and (trouble := _complaint(named.column)(value)):
            return f"{column} {trouble}: {value!r:.200}"
    raise AssertionError("each value is allowed")


@cache
def values_of(record: type) -> Callable[[Any], tuple[Any, ...]]:
    """A function that takes the values of a record, one for each of its columns."""
    columns = columns_of(record)
    values = attrgetter(*(named.name for named in columns))
    return values if len(columns) > 1 else lambda record: (values(record),)


@cache
def _checks(record: type) -> tuple[Callable[[Any], tuple[Any, ...]], tuple[bool, ...], tuple[Complaint, ...]]:
    """A function that takes a record's values, and for each whether it is required, and its check."""
    columns = columns_of(record)
    return values_of(record), tuple(c.required for c in columns), tuple(_complaint(c.column) for c in columns)


def _complaint(column: Column) -> Complaint:
    """A function that says what is wrong with a value of the column, or None."""
    if column.type is ColumnType.STRING:
        return _text_complaint(column)
    if column.type is ColumnType.BOOL:
        return lambda value: None if isinstance(value, bool) else "is no truth value"
    if column.type is ColumnType.DATE32:
        return _date_trouble
    return _number_complaint(column)


def _text_complaint(column: Column) -> Complaint:
    # what has a pattern is an id or a name, and stands in many rows
    matches = lru_cache(maxsize=1 << 8)(re.compile(column.pattern).fullmatch) if column.pattern else None
    allowed = frozenset(column.enum)

    def complaint(value: Any) -> str | None:
        if not isinstance(value, str):
            return "is no text"
        if not value:
            return None if column.may_be_empty else "is empty and should be null"
        if allowed and value not in allowed:
            return f"is none of {', '.join(column.enum)}"
        if column.arabic_digits and THAI_DIGITS.search(value):
            return "has Thai digits"
        if matches and not matches(value):
            return f"does not look like {column.pattern}"
        return None if value.isascii() or _encodable(value) else "cannot be written as UTF-8"

    return complaint


def _encodable(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:  # half of a surrogate pair, as undecodable file names have them
        return False
    return True


def _number_complaint(column: Column) -> Complaint:
    bits = INTEGER_BITS.get(column.type)
    kinds = (int,) if bits else (float, int)
    low, high = (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if bits else (-sys.float_info.max, sys.float_info.max)
    low = low if column.minimum is None else max(low, column.minimum)
    high = high if column.maximum is None else min(high, column.maximum)

    def complaint(value: Any) -> str | None:
        if type(value) in kinds and low <= value <= high:
            return None
        if not isinstance(value, kinds) or isinstance(value, bool):
            return f"is no {column.type}"
        if not math.isfinite(value):
            return "is not finite"
        return None if low <= value <= high else f"is not between {low:g} and {high:g}"

    return complaint


def _date_trouble(value: Any) -> str | None:
    if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
        return "is no date"
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        return f"is not between the years {FIRST_YEAR} and {LAST_YEAR} of the Common Era"
    return None
