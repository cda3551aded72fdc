"""Readers of scans to compare: ours, and Debian's stock Tesseract (tha+eng) on whole pages and cell by cell.

The stock reader is given what it has no means to find: the page upright and straight, and the true box of each cell.
"""

from __future__ import annotations

import os
import re
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image as Picture

from benchmarks.scan_corpus import TruePage
from benchmarks.scan_scoring import ReadCell, ReadPage
from engine.stages import normalize
from extract.document import Document, Table
from tidy.errors import UnreadableSource
from tidy.tables import ReportTables, Source

STOCK_DATA = Path("/usr/share/tesseract-ocr/5/tessdata")
INSET = 0.012  # inch, from a rule's middle to what is read of a cell
ONE_LINE = 0.2  # inch: ink no higher than this is a line
SINGLE_LINE, BLOCK = 7, 6  # Tesseract's page segmentation modes
os.environ.setdefault("OMP_THREAD_LIMIT", "1")

Pixels = np.ndarray[Any, Any]


# ---- ours ----
class Stopwatch:
    """Seconds of the processor spent inside Tesseract's calls, however many instances there are."""

    seconds = 0.0
    depth = 0

    @classmethod
    @contextmanager
    def running(cls) -> Iterator[None]:
        cls.depth += 1
        start = time.process_time()
        try:
            yield
        finally:
            cls.depth -= 1
            if cls.depth == 0:
                cls.seconds += time.process_time() - start


def watch_tesseract() -> None:
    """Has every instance that is made from now on run the stopwatch while it reads."""
    import tesserocr  # noqa: PLC0415

    plain = tesserocr.PyTessBaseAPI
    if hasattr(plain, "is_watched"):
        return

    def watched(name: str) -> Any:
        def call(self: Any, *arguments: Any, **options: Any) -> Any:
            with Stopwatch.running():
                return getattr(plain, name)(self, *arguments, **options)

        return call

    names = ("Recognize", "GetUTF8Text", "SetImageBytes", "SetImage", "AllWords", "AllWordConfidences", "GetIterator")
    tesserocr.PyTessBaseAPI = type("Watched", (plain,), {"is_watched": True, **{name: watched(name) for name in names}})


def read_document(path: Path) -> tuple[Document | str, float, float, float]:
    """A file by our reader: the document (or why not), seconds, of these in Tesseract, peak megabytes.

    Seconds are of the processor, so that other work on the machine does not count.
    """
    watch_tesseract()
    import extract  # noqa: PLC0415

    Stopwatch.seconds = 0.0
    start = time.process_time()
    try:
        document: Document | str = extract.read(path)
    except UnreadableSource as error:
        document = str(error)
    seconds = time.process_time() - start
    return document, seconds, Stopwatch.seconds, peak_megabytes()


def peak_megabytes() -> float:
    """The most memory that this process held. `getrusage` would count what its parent held when it started it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(re.findall(r"VmHWM:\s*(\d+) kB", status.read_text(encoding="ascii"))[0]) / 1024


def as_read(result: tuple[Document | str, float, float, float]) -> ReadPage:
    """Our reading with what the findings say of each cell."""
    document, seconds, recogniser, megabytes = result
    if isinstance(document, str):
        return ReadPage((), (), True, seconds, recogniser, megabytes, document)
    told = places_told(document)
    tables = tuple(_cells(table, number, told) for number, table in enumerate(document.tables, 1))
    prose = tuple(paragraph.text for paragraph in document.paragraphs)
    return ReadPage(prose, tables, None in told, seconds, recogniser, megabytes)


def _cells(table: Table, number: int, told: set[tuple[int, int, int] | None]) -> tuple[ReadCell, ...]:
    return tuple(
        ReadCell(cell.row_no, cell.col_no, cell.row_span, cell.col_span, cell.text,
                 (number, cell.row_no, cell.col_no) in told)
        for cell in table.cells
    )  # fmt: skip


def places_told(document: Document) -> set[tuple[int, int, int] | None]:
    """(table, row, column) of each cell that a notice or finding warns of; None where one warns of the whole page."""
    findings = [finding for finding in meaning(document).findings if finding.severity != "info"]
    places = [(notice.table_no, notice.row_no, notice.col_no) for notice in document.notices]
    places += [(finding.table_no, finding.row_no, finding.col_no) for finding in findings]
    return {(table, row, col) if table and row and col else None for table, row, col in places}


def meaning(document: Document) -> ReportTables:
    return normalize(document, Source(report_id="0" * 16, source_file="scan", source_sha256="0" * 64, source_bytes=1))


# ---- stock ----
@cache
def stock() -> Any:
    import tesserocr  # noqa: PLC0415

    api = tesserocr.PyTessBaseAPI(path=str(STOCK_DATA), lang="tha+eng", psm=BLOCK, oem=1)
    api.SetVariable("debug_file", os.devnull)
    api.SetVariable("preserve_interword_spaces", "1")
    return api


def upright(page: TruePage) -> Pixels:
    """The scan as grey pixels with turn and skew taken back by the truth."""
    image = np.asarray(Picture.open(page.image).convert("L"))
    matrix = np.array(page.matrix) @ np.diag([72 / page.dpi, 72 / page.dpi, 1.0])
    size = (round(page.size[0] * page.dpi / 72), round(page.size[1] * page.dpi / 72))
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    return cv2.warpAffine(image, matrix, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)


def stock_page(page: TruePage) -> ReadPage:
    """The whole page at once; words go to the true cell that their middle lies in, others are prose."""
    import tesserocr  # noqa: PLC0415

    image, start = upright(page), time.process_time()
    api = stock()
    api.SetPageSegMode(BLOCK)
    _show(api, image, page.dpi)
    api.Recognize()
    texts: dict[int, str] = {}
    prose = []
    scale = 72 / page.dpi
    words = tesserocr.iterate_level(api.GetIterator(), tesserocr.RIL.WORD)
    for word in words:
        box = word.BoundingBox(tesserocr.RIL.WORD)
        if box is None:
            continue
        x, y = (box[0] + box[2]) / 2 * scale, (box[1] + box[3]) / 2 * scale
        inside = (
            number
            for number, cell in enumerate(page.cells)
            if cell.box[0] <= x <= cell.box[2] and cell.box[1] <= y <= cell.box[3]
        )
        number = next(inside, None)
        text = word.GetUTF8Text(tesserocr.RIL.WORD)
        if number is None:
            prose.append(text)
        else:
            texts[number] = texts.get(number, "") + text
    return replace(_stock(page, texts), prose=(recomposed("".join(prose)),), seconds=time.process_time() - start)


def stock_cells(page: TruePage) -> ReadPage:
    """Each true cell on its own; prose as a page."""
    if not page.cells:
        return stock_page(page)
    image, start = upright(page), time.process_time()
    texts = {
        number: read_crop(image, cell.box, page.dpi)
        for number, cell in enumerate(page.cells)
    }  # fmt: skip
    return replace(_stock(page, texts), seconds=time.process_time() - start)


def read_crop(image: Pixels, box: tuple[float, float, float, float], dpi: int) -> str:
    """What stock Tesseract reads inside a box (points)."""
    scale, inset = dpi / 72, INSET * dpi
    x0, top, x1, bottom = (
        round(side * scale + shift) for side, shift in zip(box, (inset, inset, -inset, -inset), strict=True)
    )
    crop = image[top:bottom, x0:x1]
    dark = crop < min(int(crop.max()) - 60, 160)
    rows, cols = np.flatnonzero(dark.sum(axis=1) > 1), np.flatnonzero(dark.any(axis=0))
    if len(rows) < 3 or len(cols) < 2:
        return ""
    one = rows[-1] - rows[0] < ONE_LINE * dpi
    around = int(0.03 * dpi)
    crop = crop[max(0, rows[0] - around) : rows[-1] + around, max(0, cols[0] - around) : cols[-1] + around]
    ground = int(np.median(crop))
    crop = cv2.copyMakeBorder(crop, around, around, around, around, cv2.BORDER_CONSTANT, value=(ground,))
    api = stock()
    api.SetPageSegMode(SINGLE_LINE if one else BLOCK)
    _show(api, crop, dpi)
    return str(api.GetUTF8Text())


def _show(api: Any, image: Pixels, dpi: int) -> None:
    height, width = image.shape
    api.SetImageBytes(image.tobytes(), width, height, 1, width)
    api.SetSourceResolution(dpi)


def _stock(page: TruePage, texts: dict[int, str]) -> ReadPage:
    cells = tuple(
        ReadCell(cell.row, cell.col, cell.row_span, cell.col_span, recomposed(texts.get(number, "")))
        for number, cell in enumerate(page.cells)
    )
    return ReadPage((), (cells,) if cells else ())


def recomposed(text: str) -> str:
    """SARA AM whole again: the stock model writes it in two halves."""
    return re.sub("\u0e4d([\u0e48-\u0e4b]?)\u0e32", "\\1\u0e33", text).replace("เเ", "แ")
