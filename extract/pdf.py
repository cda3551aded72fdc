"""PDF to `Document`: exact Thai text, whole tables, and what a careful user should know about each page.

Each page is read by our own interpreter; where it fails, by pdfplumber; where pdfminer cannot open the file at all,
by pypdfium2. The reader that served stands in `Document.page_readers`.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pdfminer.pdfpage import PDFPage

from extract.document import Document
from extract.ocr_pdf import with_scans
from extract.pdf_carried import Carried
from extract.pdf_content import read_content
from extract.pdf_document import to_document
from extract.pdf_fallback import by_pdfium, by_pdfplumber
from extract.pdf_file import BrokenFileError, PdfFile, open_pdf
from extract.pdf_fonts import FontShelf
from extract.pdf_page import PageRead, read_page
from tidy.errors import UnreadableSource

OWN_READER = "thai-ita"
PAGES_A_COLLECTION = 24


def read_pdf(path: Path) -> Document:
    """The document at `path`. Raises `UnreadableSource` and nothing else."""
    try:
        with open_pdf(path) as file, _without_collection():
            pages = list(_read_pages(file))
    except BrokenFileError as error:
        pages = by_pdfium(path, str(error))
    except RecursionError as error:
        raise UnreadableSource("too_deep", "The PDF is nested too deeply to be a report.") from error
    if not pages:
        raise UnreadableSource("no_pages", "The PDF has no pages; export or download it again.")
    pages = with_scans(path, pages)
    with _without_collection():
        return to_document(pages)


def _read_pages(file: PdfFile) -> Iterator[PageRead]:
    shelf = FontShelf(file.resources)
    before: Carried | None = None
    for number, page in enumerate(file.pages(), 1):
        read = _read_page(page, file, shelf, number, before)
        if not number % PAGES_A_COLLECTION or read.reader != OWN_READER:
            gc.collect(1)
        before = read.carried
        missing = file.document.missing
        yield replace(read, limit=missing) if missing and read.limit is None else read


def _read_page(page: PDFPage, file: PdfFile, shelf: FontShelf, number: int, before: Carried | None) -> PageRead:
    try:
        content, reader = read_content(page, shelf), OWN_READER
        fonts = shelf.facts()
    except Exception:  # any fault of a page, ours or the file's, is one for the next reader
        content, fonts, reader = by_pdfplumber(page, file.resources)
    return read_page(content, fonts, number, reader, before)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Keeps Python's collector of reference cycles still while pages are read, a sixth of whose time it takes.

    A page makes many thousand small objects and hardly a cycle, so that the collector looks at each of them for
    nothing. What cycles there are it is made to find now and then, and behind each page that another reader read.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
