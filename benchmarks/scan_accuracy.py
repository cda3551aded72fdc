"""How exact the reader of scans is on drawn pages, by damage, resolution and face, beside stock Tesseract.

    python -m benchmarks.scan_accuracy [FOLDER] --fonts FOLDER [--pages N] [--dpi 300 …] [--level scan …]
                                       [--against-tesseract] [--faults FILE] [--two-workers]

Draws what FOLDER (default: a temporary one) lacks, reads it, compares with the truth and prints tables in Markdown.
Without `--fonts` FOLDER must hold a corpus. `--faults` writes each thing read wrong; `--two-workers` reads all pages
once more with two processes. Stock Tesseract means Debian's tesseract-ocr-tha and -eng, read through tesserocr.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from benchmarks.scan_corpus import RESOLUTIONS, TruePage, draw_corpus, options, true_pages
from benchmarks.scan_damage import LEVELS, OF_RULES
from benchmarks.scan_readers import as_read, read_document, stock_cells, stock_page
from benchmarks.scan_scoring import Counts, Fault, ReadPage, score

COLUMNS = (
    "pages", "CER %", "Thai digits %", "numbers %", "in Thai digits %", "texts %", "cells placed %", "silent %",
    "told %", "s/page", "in Tesseract", "MB",
)  # fmt: skip
Key = tuple[str, ...]
Scored = list[tuple[TruePage, Counts, list[Fault]]]


def row(counts: Counts) -> list[str]:
    """The figures of a row of the table; a dash where there was nothing to count."""

    shares = (
        (counts.letters_wrong, counts.letters), (counts.digits_right, counts.digits),
        (counts.numbers_right, counts.numbers), (counts.thai_numbers_right, counts.thai_numbers),
        (counts.texts_right, counts.texts), (counts.cells_placed, counts.cells),
        (counts.silent, counts.cells), (counts.told, counts.cells),
    )  # fmt: skip
    return [
        str(counts.pages),
        *(f"{100 * part / whole:.2f}" if whole else "-" for part, whole in shares),
        f"{counts.seconds / max(1, counts.pages):.2f}",
        f"{counts.recogniser / counts.seconds:.2f}" if counts.recogniser else "-",
        f"{counts.megabytes:.0f}" if counts.megabytes else "-",
    ]


def read_all(pages: Iterable[TruePage], workers: int = 1) -> tuple[list[ReadPage], float]:
    """Our reading of every page by so many processes of their own, and the seconds it took from first to last."""
    paths = [page.image for page in pages]
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        list(pool.map(read_document, paths[:workers]))  # what loading costs is not part of it
        start = time.perf_counter()
        results = list(pool.map(read_document, paths))
        seconds = time.perf_counter() - start
    return [as_read(result) for result in results], seconds


def by(scored: Scored, key: Callable[[TruePage], Key | None]) -> dict[Key, Counts]:
    sums: dict[Key, Counts] = defaultdict(Counts)
    for page, counts, _ in scored:
        name = key(page)
        if name is not None:
            sums[name].add(counts)
    return sums


def show(title: str, heads: Key, sums: dict[Key, Counts]) -> None:
    print(f"\n### {title}\n\n| {' | '.join((*heads, *COLUMNS))} |")
    print("|" + " --- |" * (len(heads) + len(COLUMNS)))
    for name, counts in sums.items():
        print(f"| {' | '.join((*name, *row(counts)))} |")
    sys.stdout.flush()


def tables(reader: str, scored: Scored) -> None:
    """The three tables of one reader: the whole, by damage, by face."""
    order = list(LEVELS)
    scored = sorted(scored, key=lambda entry: (-entry[0].dpi, order.index(entry[0].level), entry[0].font))
    whole = by(scored, lambda page: (str(page.dpi), "rules broken" if page.level in OF_RULES else "rules whole"))
    show(f"{reader}: all faces", ("dpi", "pages with"), whole)
    show(f"{reader}: by damage", ("dpi", "damage"), by(scored, lambda page: (str(page.dpi), page.level)))
    faces = by(scored, lambda page: None if page.level in OF_RULES else (str(page.dpi), page.font))
    show(
        f"{reader}: by face, rules whole",
        ("dpi", "face"),
        dict(sorted(faces.items(), key=lambda entry: entry[0][0] < "3")),
    )


def write_faults(path: Path, scored: Scored) -> None:
    """One line a fault: picture, place, truth, reading, and whether it was told."""
    with path.open("w", encoding="utf-8") as file:
        for page, _, faults in scored:
            for fault in faults:
                mark = "told" if fault.told else "SILENT"
                file.write(f"{page.image.name}\t{fault.place}\t{fault.truth!r}\t{fault.read!r}\t{mark}\n")


def chosen(given: argparse.Namespace) -> list[TruePage]:
    """The pages to read, drawn where they are not there yet."""
    folder = given.folder or Path(tempfile.mkdtemp(prefix="thai-ita-scans-"))
    resolutions, levels = given.dpi or RESOLUTIONS, given.level or tuple(LEVELS)
    if given.fonts is not None:
        draw_corpus(folder, given.fonts, given.pages, resolutions, levels)
    return [page for page in true_pages(folder) if page.dpi in resolutions and page.level in levels]


def compare_workers(one: list[ReadPage], seconds: float, two: list[ReadPage], seconds_two: float) -> None:
    """How much faster two processes are by the clock, and by the processor's seconds where other work takes turns."""
    busy, busy_two = (sum(read.seconds for read in reads) for reads in (one, two))
    print(f"\nby the clock: one process {seconds:.1f} s, two {seconds_two:.1f} s, {seconds / seconds_two:.2f} times")
    print(f"of the processor: one {busy:.1f} s, two {busy_two:.1f} s together, {2 * busy / busy_two:.2f} times")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scan_accuracy", description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?")
    options(parser)
    parser.add_argument("--against-tesseract", action="store_true", help="read by stock Tesseract too")
    parser.add_argument("--only-tesseract", action="store_true", help="read by stock Tesseract alone")
    parser.add_argument("--faults", type=Path, help="file for each thing read wrong")
    parser.add_argument("--two-workers", action="store_true", help="compare two processes with one")
    given = parser.parse_args()
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    pages = chosen(given)
    if not pages:
        parser.error("there is no scan in the folder; say with --fonts where font files are, to draw some")
    if not given.only_tesseract:
        reads, seconds = read_all(pages)
        scored = [(page, *score(page, read)) for page, read in zip(pages, reads, strict=True)]
        tables("ours", scored)
        if given.faults:
            write_faults(given.faults, scored)
        if given.two_workers:
            compare_workers(reads, seconds, *read_all(pages, 2))
    if given.against_tesseract or given.only_tesseract:
        for name, reader in (("stock Tesseract, whole page", stock_page), ("stock Tesseract, true cells", stock_cells)):
            tables(name, [(page, *score(page, reader(page))) for page in pages])


if __name__ == "__main__":
    main()
