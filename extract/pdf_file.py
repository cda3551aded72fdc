"""Opening a PDF: its pages one after the other, or one sentence that says why not."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import BinaryIO

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage

from extract.pdf_limits import MAX_FILE_BYTES, MAX_PAGES, BoundedParser
from extract.pdf_objects import FastDocument
from tidy.errors import UnreadableSource

_HEAD_BYTES = 64 * 1024  # PDFs saved with HTTP headers or a mail before them are still read
for _name in ("pdfminer", "pdfplumber"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # they warn of each odd font; what matters is a Notice


class BrokenFileError(Exception):
    """pdfminer cannot make sense of the file; another reader may."""


@dataclass(slots=True)
class PdfFile:
    """An open document of pdfminer and the pages that it found."""

    document: FastDocument
    resources: PDFResourceManager

    def pages(self) -> Iterator[PDFPage]:
        """The pages in order. Raises `BrokenFileError` where the page tree cannot be walked."""
        pages = PDFPage.create_pages(self.document)
        for number in range(MAX_PAGES + 1):
            if number == MAX_PAGES:
                raise UnreadableSource("too_many_pages", f"The PDF has more than {MAX_PAGES} pages; split it.")
            try:
                page = next(pages, None)
            except Exception as error:
                raise BrokenFileError(str(error)) from error
            if page is None:
                return
            yield page
            self.document.forget()


def check_head(path: Path) -> None:
    """Refuses what is no PDF at all, before any reader opens it."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError as error:
        raise UnreadableSource("unreadable_file", f"The file cannot be opened: {error.strerror}.") from error
    if size == 0:
        raise UnreadableSource("empty_file", "The file is empty; download it again.")
    if size > MAX_FILE_BYTES:
        raise UnreadableSource("too_large", f"The PDF is larger than {MAX_FILE_BYTES >> 20} MB; split it.")
    if b"%PDF-" not in head:
        kind = "an HTML page" if b"<html" in head[:4096].lower() else "no PDF"
        raise UnreadableSource("not_a_pdf", f"The file is {kind} although its name ends in .pdf; download it again.")


@contextmanager
def open_pdf(path: Path) -> Iterator[PdfFile]:
    """The document at `path`, closed at the end.

    Raises `UnreadableSource` for what nobody can read (no PDF, locked) and `BrokenFileError` for what pdfminer cannot.
    """
    check_head(path)
    with path.open("rb") as file, _mapped(file) as data:
        try:
            document = FastDocument(BoundedParser(file), data)
        except (PDFPasswordIncorrect, PDFEncryptionError) as error:
            raise UnreadableSource("password", "The PDF is locked with a password; save a copy without one.") from error
        except Exception as error:
            raise BrokenFileError(str(error) or type(error).__name__) from error
        yield PdfFile(document, PDFResourceManager())


@contextmanager
def _mapped(file: BinaryIO) -> Iterator[mmap | None]:
    """The file's bytes without a copy; None on the rare file system that cannot map."""
    try:
        data = mmap(file.fileno(), 0, access=ACCESS_READ)
    except (OSError, ValueError):
        yield None
        return
    with data:
        yield data
