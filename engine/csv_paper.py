"""A CSV file that a person keeps in the raw folder, read as strictly as it can be without being a nuisance.

UTF-8 with or without a byte order mark, parted by commas, semicolons (Excel's in many countries) or tabs. Columns may
stand in any order; those that are not known are people's own and are not read.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tidy.column import BE_OFFSET, FIRST_YEAR, LAST_YEAR
from tidy.errors import UsageError

MOST_BYTES = 64 * 1024 * 1024
GUIDE = "see data/raw/README.md"
_DELIMITERS = ",;\t"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_THAI_RUN = re.compile(rb"[\xa1-\xfb]{2,}")
_DAY = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the file: the number of the line that it begins on, and its values, each stripped of spaces.

    A column that the file does not have is "".
    """

    line: int
    values: Mapping[str, str]

    def text(self, column: str) -> str | None:
        """The value; None where it is empty."""
        return self.values[column] or None


def read_paper(path: Path, columns: Sequence[str], required: Collection[str]) -> Iterator[Entry]:
    """The rows of a CSV file that are not empty. Of `columns` the `required` must be there, with a field in each row.

    Raises UsageError, which names the file and the line, for one that cannot be read.
    """
    text = _text(path)
    delimiter = _delimiter(text, columns)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start, header = 1, None
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise UsageError(f"{path}, line {start}: {_csv_trouble(error)}.") from error
        if row is None:
            return
        if header is None:
            header = _header(path, row, columns, required)
        elif any(field.strip() for field in row):
            yield Entry(start, _values(path, start, row, header, columns, required))
        start = reader.line_num + 1


def day_of(text: str) -> datetime.date:
    """A day written as 2023-03-01. Raises ValueError with half a sentence that says what is wrong."""
    found = _DAY.fullmatch(text)
    if not found:
        raise ValueError(f"“{text}” is no day; write it as 2023-03-01")
    year, month, of_month = map(int, found.groups())
    is_buddhist = year > LAST_YEAR
    try:
        day = datetime.date(year - BE_OFFSET if is_buddhist else year, month, of_month)
    except ValueError as error:
        raise ValueError(f"“{text}” is no day of the calendar") from error
    if is_buddhist:
        raise ValueError(f"“{text}” is of the Buddhist era; write {day.isoformat()}")
    if year < FIRST_YEAR:
        raise ValueError(f"“{text}” is too long ago; write the year of the Common Era")
    return day


def _text(path: Path) -> str:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UsageError(f"{path} is no ordinary file; put a CSV file there.")
        if status.st_size > MOST_BYTES:
            raise UsageError(f"{path} has more than {MOST_BYTES // 1024 // 1024} MB; keep only the lines needed.")
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}); check its permissions.") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{path}, line {line}: {_encoding_trouble(data)}; save it as CSV in UTF-8.") from error


def _encoding_trouble(data: bytes) -> str:
    if data.startswith(_WIDE_MARKS):
        return "this is UTF-16 (Excel's “Unicode Text”)"
    together = b"".join(_THAI_RUN.findall(data))  # a lone accented letter among Latin ones is another matter
    if len(together) * 2 > sum(byte >= 0x80 for byte in data):
        return "this looks like Thai in Windows-874 (ANSI)"
    return "these letters are no UTF-8"


def _csv_trouble(error: csv.Error) -> str:
    if "field larger" in str(error):
        return "a field is too long; look for a quotation mark that is not closed"
    return "the quotation marks are not closed or not doubled; save it as CSV in UTF-8 again"


def _delimiter(text: str, columns: Sequence[str]) -> str:
    """The sign that makes most known columns of the first line."""
    head = text.lstrip("\r\n").splitlines()[:1]
    names = {sign: [name.strip(' "').lower() for name in "".join(head).split(sign)] for sign in _DELIMITERS}
    return max(_DELIMITERS, key=lambda sign: len(set(columns).intersection(names[sign])))


def _header(path: Path, row: Sequence[str], columns: Sequence[str], required: Collection[str]) -> tuple[str, ...]:
    names = tuple(name.strip().lower() for name in row)
    missing = [column for column in columns if column in required and column not in names]
    if missing:
        wanted = _and([column for column in columns if column in required])
        raise UsageError(f"{path} needs the columns {wanted} in its first line, and {missing[0]} is missing; {GUIDE}.")
    twice = next((name for name in names if name in columns and names.count(name) > 1), None)
    if twice:
        raise UsageError(f"{path} has the column {twice} twice; keep one of them.")
    return names


def _and(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _values(
    path: Path,
    line: int,
    row: Sequence[str],
    header: Sequence[str],
    columns: Sequence[str],
    required: Collection[str],
) -> Mapping[str, str]:
    if any(field.strip() for field in row[len(header) :]):
        raise UsageError(
            f"{path}, line {line}: more fields than columns; put quotation marks around a text that has a comma."
        )
    found = {name: field.strip() for name, field in zip(header, row, strict=False) if name in columns}
    missing = [column for column in columns if column in required and column not in found]
    if missing:
        raise UsageError(f"{path}, line {line}: the field {missing[0]} is missing; {GUIDE}.")
    return {column: found.get(column, "") for column in columns}
