"""How fast the reader is on one core, against bare pdfplumber and against PDFium's text as the limit.

    python -m benchmarks.speed PDF … [--pages N] [--repeat N]

All three read the same pages in the same run; what counts are the ratios, the pages a second depend on the machine.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path


def by_us(path: Path) -> int:
    from extract.pdf import read_pdf  # noqa: PLC0415

    return read_pdf(path).page_count or 0


def by_pdfplumber(path: Path) -> int:
    """Text and tables as pdfplumber's own documentation shows, each page closed after use."""
    import pdfplumber  # noqa: PLC0415

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()
            page.close()
        return len(document.pages)


def by_pdfium(path: Path) -> int:
    """PDFium's text alone, without tables and without mending Thai: what C can do."""
    import pypdfium2  # noqa: PLC0415

    document = pypdfium2.PdfDocument(path)
    for page in document:
        page.get_textpage().get_text_range()
    count = len(document)
    document.close()
    return count


READERS: dict[str, Callable[[Path], int]] = {
    "thai-ita": by_us,
    "pdfplumber": by_pdfplumber,
    "pdfium text": by_pdfium,
}


def timed(read: Callable[[Path], int], paths: Sequence[Path], repeat: int) -> tuple[int, float]:
    """Pages and the least processor seconds of `repeat` runs over all files."""
    best, pages = float("inf"), 0
    for _ in range(repeat):
        start = time.process_time()
        pages = sum(read(path) for path in paths)
        best = min(best, time.process_time() - start)
    return pages, best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--repeat", type=int, default=2)
    options = parser.parse_args()
    for read in READERS.values():
        read(options.paths[0])  # imports and caches do not count
    print(f"{'reader':14} {'pages':>6} {'seconds':>8} {'pages/s':>8}")
    seconds = {}
    for name, read in READERS.items():
        pages, seconds[name] = timed(read, options.paths, options.repeat)
        print(f"{name:14} {pages:6} {seconds[name]:8.2f} {pages / seconds[name]:8.1f}")
    print(f"times as fast as pdfplumber: {seconds['pdfplumber'] / seconds['thai-ita']:.1f}")
    print(f"peak memory of the whole run: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
