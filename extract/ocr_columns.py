"""What the other cells of a column say of one: kinds of digits, letters that look like digits, and counting.

Nothing is put right in silence: a letter that can only be a digit is read as one and told, all else only makes the
cell doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.document import UNSURE_BELOW
from extract.ocr_scan import Doubt, ScanCell
from extract.pdf_tables import GridTable

_SIGN, _BAHT = r"[+\-–−]?\s?", r"(?:\.-)?"  # `500.-` is 500 baht
_NUMERIC = re.compile(rf"{_SIGN}[\d.,/:%\s]*\d[\d.,/:%\s]*{_BAHT}")
_WELL_FORMED = re.compile(
    r"[+\-–−]?(\d{1,3}(,\d{3})+|\d+|[oOlI|\d]+)(\.[\doOlI|]+)?%?(\.-)?"  # numbers, 1,234.50
    r"|\d{1,2}(\.\d{1,2}){1,3}\.?|\d+\.|[%:/]|[+\-–−]"  # 1.2.3 and 1. before a text
    r"|\d{1,2}[./:]\d{1,2}([./:]\d{2,4})?|\d+/\d+"  # dates, times, parts
)
# A number, but for letters that look like digits.
_NEARLY = re.compile(rf"{_SIGN}[\doOlI|.,/:%\s]*\d[\doOlI|.,/:%\s]*{_BAHT}")
_WORD = re.compile("[ก-ฮะ-์]{3}|[A-Za-z]{3}")
_BLANK = re.compile(r"[-–—.\s]*")
_THAI_DIGIT, _ARABIC_DIGIT = re.compile("[๐-๙]"), re.compile("[0-9]")
_CODE = re.compile(r"[OoIl0๐]\s?\d{1,2}\.?")  # also where its letter is taken for a digit
_LIKE_ZERO, _LIKE_ONE = "oO", "lI|"
_MOST = 0.6  # of a column's cells are numbers: then its short other cells may be numbers read wrong
_SHORT = 5  # letters
_KIND = 0.8  # of a column's digits are of one kind: then the others are doubtful
_DOUBTFUL = 0.3
_TELLING = 12  # numbers of a page that say how damaged it is
_RUINED = 0.3  # of them doubtful: then all are
_FEWEST = 3  # cells of a column that can say something


def check_columns(table: GridTable) -> None:
    """Looks at each column of a scanned table and marks the cells that do not fit it. Changes the cells."""
    for column in range(1, table.col_count + 1):
        cells = [
            cell
            for cell in sorted(table.cells, key=lambda cell: cell.row_no)
            if isinstance(cell, ScanCell) and cell.col_no == column and cell.col_span == 1 and cell.lines
        ]
        filled = [cell for cell in cells if not _BLANK.fullmatch(_text(cell))]
        if _are_codes([_text(cell) for cell in filled]):
            codes = [cell for cell in filled if _CODE.fullmatch(_text(cell))]
            _check_others([cell for cell in filled if cell.row_no > codes[0].row_no and cell not in codes])
            continue
        numbers = [cell for cell in filled if _NEARLY.fullmatch(_text(cell))]
        if len(numbers) < _FEWEST:
            continue
        _check_form(numbers)
        _check_kind(numbers)
        if len(numbers) >= _MOST * len(filled):
            _check_others([cell for cell in filled if cell.row_no > numbers[0].row_no and cell not in numbers])
        _check_counting(numbers)


def _are_codes(texts: Sequence[str]) -> bool:
    """Whether a column has codes (`O13`), whose letter stands where a number has no nought."""
    alike = [text for text in texts if _CODE.fullmatch(text)]
    letters = sum(not text[0].isdigit() for text in alike)
    return len(alike) >= _MOST * len(texts) and 2 * letters >= len(alike) > 0


def distrust_page(tables: Sequence[GridTable]) -> None:
    """Where many numbers of a page are doubtful, all are: such a page is too damaged to agree on its digits."""
    cells = [cell for table in tables for cell in table.cells if isinstance(cell, ScanCell)]
    numbers = [cell for cell in cells if cell.lines and any(sign.isdigit() for sign in _text(cell))]
    unsure = sum((cell.confidence or 0.0) < UNSURE_BELOW for cell in numbers)
    if len(numbers) >= _TELLING and unsure > _RUINED * len(numbers):
        for cell in numbers:
            cell.confidence = min(cell.confidence or 0.0, _DOUBTFUL)


def _text(cell: ScanCell) -> str:
    return "\n".join(line.text for line in cell.lines)


def _doubt(cell: ScanCell, other: str) -> None:
    cell.confidence = min(cell.confidence or 0.0, _DOUBTFUL)
    cell.doubts.append(Doubt(_text(cell), other))


def _check_form(numbers: Sequence[ScanCell]) -> None:
    """Numbers that nobody prints so (`7.639,289`, `. 75`), and points behind a number where others have none."""
    dotted = [_text(cell).endswith(".") for cell in numbers]
    parted = [any(" " in line.text.strip() for line in cell.lines) for cell in numbers]  # `47 12` has lost its point
    for cell, *odd in zip(numbers, dotted, parted, strict=True):
        rare = any(own and 2 * sum(signs) < len(signs) for own, signs in zip(odd, (dotted, parted), strict=True))
        if rare or not all(_WELL_FORMED.fullmatch(word) for word in _text(cell).split()):
            _doubt(cell, "")


def _check_kind(numbers: Sequence[ScanCell]) -> None:
    """Digits of the other kind than the column's, and letters that stand for digits."""
    texts = [_text(cell) for cell in numbers]
    thai = sum(len(_THAI_DIGIT.findall(text)) for text in texts)
    arabic = sum(len(_ARABIC_DIGIT.findall(text)) for text in texts)
    is_thai = thai >= _KIND * (thai + arabic)
    if not is_thai and arabic < _KIND * (thai + arabic):
        return
    odd = _ARABIC_DIGIT if is_thai else _THAI_DIGIT
    for cell, text in zip(numbers, texts, strict=True):
        if odd.search(text):
            _doubt(cell, "")
        elif not _NUMERIC.fullmatch(text):
            _put_digits(cell, "๐๑" if is_thai else "01")


def _put_digits(cell: ScanCell, digits: str) -> None:
    """Letters that look like nought or one become it; what was read stays as the raw text and in the doubt."""
    table = str.maketrans(dict.fromkeys(_LIKE_ZERO, digits[0]) | dict.fromkeys(_LIKE_ONE, digits[1]))
    before = _text(cell)
    cell.lines = [replace(line, text=line.text.translate(table)) for line in cell.lines]
    cell.doubts.append(Doubt(_text(cell), before))


def _check_others(cells: Sequence[ScanCell]) -> None:
    """Cells in a column of numbers that are neither a number nor a word: short ones, and digits among other signs."""
    for cell in cells:
        letters = [letter for letter in _text(cell) if not letter.isspace()]
        odd = len(letters) < _SHORT or any(letter.isdigit() for letter in letters)
        if odd and (cell.confidence or 0.0) >= UNSURE_BELOW and not _is_word(letters):
            _doubt(cell, "")


def _is_word(letters: Sequence[str]) -> bool:
    """Whether letters hold enough of one script to be a word (`รวม`), not what digits were taken for (`cว`)."""
    return _WORD.search("".join(letters)) is not None


def _check_counting(numbers: Sequence[ScanCell]) -> None:
    """A number that breaks a count which goes on behind it."""
    values = [_count(_text(cell)) for cell in numbers]
    steps = [after - before == 1 for before, after in _known_pairs(values)]
    if len(steps) < _FEWEST or sum(steps) * 2 < len(steps):  # one wrong number breaks two steps
        return
    for place in range(1, len(values) - 1):
        before, after = values[place - 1], values[place + 1]
        if before is not None and after is not None and after - before == 2 and values[place] != before + 1:
            _doubt(numbers[place], str(before + 1))


def _known_pairs(values: Sequence[int | None]) -> Iterator[tuple[int, int]]:
    for before, after in pairwise(values):
        if before is not None and after is not None:
            yield before, after


def _count(text: str) -> int | None:
    digits = text.strip().rstrip(".")
    return int(digits) if digits.isdecimal() and len(digits) <= 3 else None
