"""What a careful user should know about a page, as notices."""

from __future__ import annotations

from collections.abc import Iterator

from extract.document import Notice
from extract.ocr_scan import READER as OCR_READER
from extract.ocr_scan import ScanRead
from extract.pdf_page import PageRead


def page_notices(page: PageRead) -> Iterator[Notice]:
    """One notice for each thing about a page that is not as it should be."""
    fitness = page.fitness
    if not page.blocks:
        unread = page.shows_image and page.reader != OCR_READER
        shown = "an image without a text layer" if unread else "nothing to read"
        yield Notice("page_without_text", f"The page shows {shown}.", page.number)
    by_ocr = page.reader == OCR_READER
    if by_ocr:
        yield Notice("page_by_ocr", "The page was read from its picture.", page.number)
    if not fitness.fit:
        done = "the page was read from its picture" if by_ocr else "the page needs OCR"
        yield Notice(
            "text_layer_unfit",
            f"The text layer cannot be trusted: {fitness.reason()}; {done}.",
            page.number,
        )
    if page.unsure and not by_ocr:
        yield Notice(
            "letters_unsure",
            f"A font gives {page.unsure} marks no letter: tones above SARA AM (น้ำ, ต่ำ) may be missing.",
            page.number,
        )
    if page.from_font and not by_ocr:
        yield Notice(
            "letters_from_font",
            "A font's own table gave letters that the file's map gives wrongly; marks were mended by it.",
            page.number,
        )
    if page.hides_text and page.shows_image:
        yield Notice(
            "text_layer_of_scan",
            "The letters are the hidden text layer that an OCR program put on a scan.",
            page.number,
        )
    if page.off_page:
        yield Notice("text_off_page", f"{page.off_page} letters beside the visible page are left out.", page.number)
    if page.turned:
        yield Notice(
            "page_turned",
            f"{'The page lay turned' if by_ocr else 'The text ran on its side'}; the page was turned by "
            f"{page.turned * 90}°.",
            page.number,
        )
    if page.limit:
        yield Notice("page_cut_short", f"The page has more {page.limit} than the reader takes; the rest is left out.",
                     page.number)  # fmt: skip
    if page.reader not in ("thai-ita", OCR_READER):
        yield Notice("fallback_reader", f"The page was read by {page.reader}, whose Thai is less exact.", page.number)
    if isinstance(page, ScanRead):
        yield from page.notices
