"""Run as a script: draws pages of a PDF and writes their pixels to its output. Imports nothing of ours.

A process of its own, bounded in memory and time, because PDFium ends the process on some broken files. For each page
it writes one line of JSON (`page`, `width`, `height`, `dpi`) and then the pixels, three bytes each, row by row.
"""

from __future__ import annotations

import json
import sys
from typing import Any

MAX_BYTES = 2_000 * 2**20
MAX_SECONDS_A_PAGE = 20
MAX_PIXELS = 40_000_000
LEAST_DPI, MOST_DPI = 200.0, 300.0
SCAN_SHARE = 0.5  # of the page that an image covers to be its scan


def limit_process(pages: int) -> None:
    """Bounds this process where the system can."""
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_BYTES, MAX_BYTES))
    seconds = 10 + MAX_SECONDS_A_PAGE * pages
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def scan_dpi(page: Any, raw: Any) -> float:
    """The resolution of the scan that the page shows, or the finest where it shows none."""
    width, height = page.get_size()
    found = 0.0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) < SCAN_SHARE * width * height:
            continue
        pixels = max(item.get_px_size())
        found = max(found, 72.0 * pixels / max(right - left, top - bottom, 1.0))
    return min(max(found, LEAST_DPI), MOST_DPI) if found else MOST_DPI


def render(path: str, numbers: list[int]) -> None:
    """Writes the pages with these numbers (from 1)."""
    import pypdfium2  # noqa: PLC0415
    from pypdfium2 import raw  # noqa: PLC0415

    document = pypdfium2.PdfDocument(path)
    for number in numbers:
        page = document[number - 1]
        width, height = page.get_size()
        dpi = scan_dpi(page, raw)
        dpi = min(dpi, 72.0 * (MAX_PIXELS / max(1.0, width * height)) ** 0.5)
        bitmap = page.render(scale=dpi / 72.0, rev_byteorder=True, prefer_bgrx=False)
        head = {"page": number, "width": bitmap.width, "height": bitmap.height, "dpi": dpi}
        sys.stdout.buffer.write(json.dumps(head).encode() + b"\n")
        view, row = memoryview(bitmap.buffer), bitmap.width * bitmap.n_channels
        for start in range(0, bitmap.stride * bitmap.height, bitmap.stride):
            sys.stdout.buffer.write(view[start : start + row])
        sys.stdout.buffer.flush()
        bitmap.close()
        page.close()


if __name__ == "__main__":
    limit_process(len(sys.argv) - 2)
    render(sys.argv[1], [int(number) for number in sys.argv[2:]])
