"""Pictures of pages to `Document`: scans and photographs, read by our own models."""

from __future__ import annotations

from pathlib import Path

from extract.document import Document, SourceFormat
from extract.ocr_engine import require
from extract.pdf_document import to_document
from tidy.errors import UnreadableSource


def read_image(path: Path) -> Document:
    """The document of a picture file (PNG, JPEG, TIFF of one or more pages, BMP, GIF, WebP).

    Raises `UnreadableSource` and nothing else.
    """
    require()
    from extract.ocr_image_file import pages_of  # noqa: PLC0415  (its libraries may be missing, see `require`)
    from extract.ocr_page import read_scans  # noqa: PLC0415

    pages = list(read_scans(pages_of(path)))
    if not pages:
        raise UnreadableSource("no_pages", "The picture has no pages; scan the paper again.")
    return to_document(pages, SourceFormat.IMAGE)
