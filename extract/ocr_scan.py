"""What a page read from its picture gives: the blocks of any page, doubts with their cells, and notices."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from extract.document import Notice
from extract.pdf_page import PageRead
from extract.pdf_tables import GridCell

READER = "ocr"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two readings of one line of a cell that differ: the one that was kept and the other."""

    printed: str
    other: str


@dataclass(slots=True)
class ScanCell(GridCell):
    """A cell read from a picture. `confidence` is 0 to 1, None where the cell is empty."""

    confidence: float | None = None
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ScanRead(PageRead):
    """A page read from its picture, or one that should have been, with what is to be told of it."""

    notices: tuple[Notice, ...] = ()

    @classmethod
    def of(cls, page: PageRead, **changed: Any) -> ScanRead:
        """A page of any reader with other values for some of its facts."""
        known = {fact.name: getattr(page, fact.name) for fact in fields(PageRead)}
        return cls(**{**known, **changed})
