"""Counts what a reader got right on a drawn scan: letters, digits, cells, places, and what it got wrong in silence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from rapidfuzz.distance import Levenshtein

from benchmarks.scan_corpus import TruePage
from benchmarks.scan_pen import NUMBER, TrueCell

THAI_DIGIT = re.compile("[๐-๙]")


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell as a reader gives it; `told` says that it, or a check of it, warns of this cell."""

    row: int
    col: int
    row_span: int
    col_span: int
    text: str
    told: bool = False


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as a reader gives it: text outside tables, the cells of each table, and what it took.

    `told` says that something warns of the page as a whole. `recogniser` is the part of `seconds` inside Tesseract.
    """

    prose: tuple[str, ...]
    tables: tuple[tuple[ReadCell, ...], ...]
    told: bool = False
    seconds: float = 0.0
    recogniser: float = 0.0
    megabytes: float = 0.0
    error: str | None = None


@dataclass(slots=True)
class Counts:
    """What was right of what there was; `+=` adds another's. Prose is counted on pages without a table."""

    pages: int = 0
    letters: int = 0
    letters_wrong: int = 0
    digits: int = 0
    digits_right: int = 0
    numbers: int = 0
    numbers_right: int = 0
    thai_numbers: int = 0
    thai_numbers_right: int = 0
    texts: int = 0
    texts_right: int = 0
    cells: int = 0
    cells_placed: int = 0
    silent: int = 0
    told: int = 0
    told_right: int = 0
    seconds: float = 0.0
    recogniser: float = 0.0
    megabytes: float = 0.0

    def add(self, other: Counts) -> None:
        for field in fields(self):
            mine, theirs = getattr(self, field.name), getattr(other, field.name)
            setattr(self, field.name, max(mine, theirs) if field.name == "megabytes" else mine + theirs)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something read wrong: on which page, where, what stands there, what was read, and whether it was told."""

    page: TruePage
    place: str
    truth: str
    read: str
    told: bool


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def score(page: TruePage, read: ReadPage) -> tuple[Counts, list[Fault]]:
    """What of the page was read right, and each thing that was not."""
    counts = Counts(pages=1, seconds=read.seconds, recogniser=read.recogniser, megabytes=read.megabytes)
    if read.error:
        return _refused(page, read, counts)
    faults = _score_cells(page, read, counts) if page.cells else _score_prose(page, read, counts)
    return counts, list(faults)


def _refused(page: TruePage, read: ReadPage, counts: Counts) -> tuple[Counts, list[Fault]]:
    """Nothing read, and said so: all wrong, nothing in silence."""
    silent = ReadPage((), (), told=True)
    list(_score_cells(page, silent, counts) if page.cells else _score_prose(page, silent, counts))
    return counts, [Fault(page, "page", "", read.error or "", True)]


def _score_prose(page: TruePage, read: ReadPage, counts: Counts) -> Iterator[Fault]:
    texts = [*read.prose, *(cell.text for table in read.tables for cell in table)]
    truth, found = bare("".join(page.prose)), bare("".join(texts))
    counts.letters += len(truth)
    counts.letters_wrong += Levenshtein.distance(truth, found)
    _count_digits(truth, found, counts)
    for edit in Levenshtein.opcodes(truth, found):
        if edit.tag != "equal":
            before = truth[max(0, edit.src_start - 12) : edit.src_start]
            wrong = (truth[edit.src_start : edit.src_end], found[edit.dest_start : edit.dest_end])
            yield Fault(page, f"after …{before}", *wrong, told=False)


def _score_cells(page: TruePage, read: ReadPage, counts: Counts) -> Iterator[Fault]:
    best = max(read.tables, key=lambda table: len(_places(table) & _places(page.cells)), default=())
    places = {(cell.row, cell.col): cell for cell in best}
    for cell in page.cells:
        counts.cells += 1
        found = places.get((cell.row, cell.col))
        placed = found is not None and (found.row_span, found.col_span) == (cell.row_span, cell.col_span)
        counts.cells_placed += placed
        text, told = (found.text, found.told) if found else ("", read.told)
        right = _count_text(cell, text, told, counts)
        if not right or not placed:
            shape = "" if placed else " not placed" if found is None else f" spans {found.row_span}x{found.col_span}"
            yield Fault(page, f"row {cell.row} column {cell.col}{shape}", cell.text, text, told)


def _places(cells: Iterable[TrueCell | ReadCell]) -> set[tuple[int, int, int, int]]:
    return {(cell.row, cell.col, cell.row_span, cell.col_span) for cell in cells}


def _count_text(cell: TrueCell, text: str, told: bool, counts: Counts) -> bool:
    truth, found = bare(cell.text), bare(text)
    right = truth == found
    counts.told += told
    counts.told_right += told and right
    _count_digits(truth, found, counts)
    if cell.is_number:
        counts.numbers += 1
        counts.numbers_right += right
        if THAI_DIGIT.search(truth):
            counts.thai_numbers += 1
            counts.thai_numbers_right += right
    elif truth:
        counts.texts += 1
        counts.texts_right += right
    if not right and not told and (cell.is_number or NUMBER.fullmatch(found)):
        counts.silent += 1
    return right


def _count_digits(truth: str, found: str, counts: Counts) -> None:
    """Thai digits that stand in both where the edit distance lays the texts over each other."""
    count = len(THAI_DIGIT.findall(truth))
    if count:
        counts.digits += count
        for edit in Levenshtein.opcodes(truth, found):
            if edit.tag == "equal":
                counts.digits_right += len(THAI_DIGIT.findall(truth[edit.src_start : edit.src_end]))
