"""Other readers for pages and files that ours cannot read: pdfplumber first, then pypdfium2 in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage

from extract.pdf_fonts import FontFacts
from extract.pdf_glyphs import Glyph, PageContent
from extract.pdf_page import PageRead, read_page
from extract.pdf_paths import Rules
from tidy.errors import UnreadableSource

PDFIUM_SECONDS = 60
_SCRIPT = Path(__file__).with_name("pdf_pdfium.py")


def by_pdfplumber(page: PDFPage, resources: PDFResourceManager) -> tuple[PageContent, FontFacts, str]:
    """The page's content as pdfplumber reads it; empty, with a limit named, where it fails too."""
    from pdfplumber.page import Page  # noqa: PLC0415  (loaded for the rare page that needs it)

    owner: Any = SimpleNamespace(rsrcmgr=resources, laparams=None, unicode_norm=None, raise_unicode_errors=False)
    try:
        view = Page(owner, page, 1)
        content = PageContent(float(view.width), float(view.height), _glyphs(view), _rules(view))
    except Exception:
        return PageContent(0.0, 0.0, limit="faults"), FontFacts({}), "none"
    return content, FontFacts({}), "pdfplumber"


def _glyphs(view: Any) -> list[Glyph]:
    left, top = float(view.mediabox[0]), float(view.mediabox[1])
    return [
        (
            char["text"], char["x0"] - left, char["x1"] - left, char["top"] - top, char["bottom"] - top,
            float(char["adv"]), float(char["size"]), 0, 0 if char["upright"] else 1,
        )
        for char in view.chars
    ]  # fmt: skip


def _rules(view: Any) -> Rules:
    left, top = float(view.mediabox[0]), float(view.mediabox[1])
    rules = Rules()
    for edge in view.edges:
        if edge["orientation"] == "h":
            rules.horizontal.append((edge["top"] - top, edge["x0"] - left, edge["x1"] - left))
        elif edge["orientation"] == "v" and edge["x0"] == edge["x1"]:
            rules.vertical.append((edge["x0"] - left, edge["top"] - top, edge["bottom"] - top))
    return rules


def by_pdfium(path: Path, fault: str) -> list[PageRead]:
    """All pages by pypdfium2, without rules. In a process of its own: PDFium ends the process on some broken files.

    Raises `UnreadableSource` where it cannot read the file either.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_SCRIPT), str(path)],
            capture_output=True,
            timeout=PDFIUM_SECONDS,
            check=False,
        )
        pages = json.loads(done.stdout) if done.returncode == 0 else None
    except (subprocess.TimeoutExpired, ValueError):
        pages = None
    if pages is None:
        raise UnreadableSource(
            "damaged_pdf",
            f"The PDF is damaged and no reader could open it ({fault[:80]}); download it again.",
        )
    fonts = FontFacts({})
    return [
        read_page(
            PageContent(page["width"], page["height"], [tuple(glyph) for glyph in page["glyphs"]]),
            fonts, number, "pypdfium2",
        )
        for number, page in enumerate(pages, 1)
    ]  # fmt: skip
