"""Pages of a PDF that have to be read from their picture, and what they say."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.document import Notice
from extract.ocr_engine import missing, missing_error
from extract.pdf_page import PageRead

if TYPE_CHECKING:
    from extract.ocr_raster import Pixels, Raster

_SCRIPT = Path(__file__).with_name("ocr_render.py")


def with_scans(path: Path, pages: Sequence[PageRead]) -> list[PageRead]:
    """The pages, those that need it read by OCR.

    Where the parts for that are not installed, they stay as they are and a notice says so; raises `UnreadableSource`
    (`ocr_missing`) where then nothing would be left.
    """
    wanted = [page for page in pages if page.needs_ocr]
    if not wanted:
        return list(pages)
    absent = missing()
    if absent is not None:
        if any(page.blocks for page in pages) or not any(page.shows_image for page in pages):
            return [_told(page, absent) if page in wanted and _is_picture(page) else page for page in pages]
        raise missing_error(absent)
    read = dict(_read(path, wanted))
    return [read.get(page.number, page) for page in pages]


def _is_picture(page: PageRead) -> bool:
    return page.shows_image or not page.fitness.fit


def _told(page: PageRead, absent: str) -> PageRead:
    from extract.ocr_scan import ScanRead  # noqa: PLC0415  (needs no library; kept beside its kin)

    notice = Notice("ocr_missing", f"The page needs OCR, for which {absent} is missing.", page.number)
    return ScanRead.of(page, notices=(notice,))


def _read(path: Path, wanted: Sequence[PageRead]) -> Iterator[tuple[int, PageRead]]:
    from extract.ocr_page import read_scans  # noqa: PLC0415  (its libraries may be missing)

    known = {page.number: page for page in wanted}
    for scan in read_scans(rendered(path, sorted(known))):
        if scan.blocks:  # else the page is blank, and is told as that
            page = known[scan.number]
            yield page.number, replace(scan, fitness=page.fitness, image_area=page.image_area)


def rendered(path: Path, numbers: Sequence[int]) -> Iterator[Raster]:
    """The pages with these numbers (from 1) as rasters; ends early where PDFium cannot draw one."""
    command = [sys.executable, "-I", str(_SCRIPT), str(path), *map(str, numbers)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            with suppress(EOFError):
                for _ in numbers:
                    yield _next_page(process.stdout)
        finally:
            process.kill()


def _next_page(stream: Any) -> Raster:
    """The page that comes next. Raises `EOFError` where none does, or only a part of one."""
    from extract.ocr_raster import gathered  # noqa: PLC0415  (its libraries may be missing)

    line = stream.readline()
    if not line:
        raise EOFError
    head = json.loads(line)
    width, height = head["width"], head["height"]
    return gathered(_parts(stream, width, height), (width, height), head["dpi"], head["page"])


def _parts(stream: Any, width: int, height: int) -> Iterator[Pixels]:
    """The rows of a page, as many at a time as make a small array."""
    import numpy as np  # noqa: PLC0415  (may be missing)

    from extract.ocr_components import bands  # noqa: PLC0415

    for rows in bands(height):
        shape = (rows.stop - rows.start, width, 3)
        pixels = stream.read(shape[0] * width * 3)
        if len(pixels) < shape[0] * width * 3:
            raise EOFError
        yield np.frombuffer(pixels, np.uint8).reshape(shape)
