"""Run as a script: prints the glyphs of a PDF as JSON, read by pypdfium2. Imports nothing of ours.

A process of its own, bounded in memory and time, because PDFium ends the process on some broken files.
"""

from __future__ import annotations

import ctypes
import json
import sys
from typing import Any

MAX_BYTES = 1_500 * 2**20
MAX_SECONDS = 30
MAX_GLYPHS = 2_000_000


def limit_process() -> None:
    """Bounds this process where the system can."""
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_BYTES, MAX_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))


def read(path: str) -> list[dict[str, Any]]:
    """Width, height and glyphs (as `extract.pdf_content.Glyph`) of each page."""
    import pypdfium2  # noqa: PLC0415
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    pages = []
    left = MAX_GLYPHS
    for page in pypdfium2.PdfDocument(path):
        width, height = page.get_size()
        text = page.get_textpage()
        glyphs = []
        box = pdfium.FS_RECTF()
        for place in range(min(text.count_chars(), left)):
            code = pdfium.FPDFText_GetUnicode(text, place)
            if code in (10, 13) or not pdfium.FPDFText_GetLooseCharBox(text, place, ctypes.byref(box)):
                continue
            size = pdfium.FPDFText_GetFontSize(text, place)
            wide = box.right - box.left
            glyphs.append(
                (
                    chr(code),
                    box.left,
                    box.right,
                    height - box.top,
                    height - box.bottom,
                    wide,
                    size or 1.0,
                    0,
                    0,
                )
            )
        left -= len(glyphs)
        pages.append({"width": width, "height": height, "glyphs": glyphs})
    return pages


if __name__ == "__main__":
    limit_process()
    json.dump(read(sys.argv[1]), sys.stdout)
