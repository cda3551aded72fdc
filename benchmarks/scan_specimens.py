"""Scans of the digital specimens: the same invented reports as paper gives them.

    python -m benchmarks.scan_specimens data/raw/specimens

Writes beside the digital PDFs `scores_scan.tif` (black and white as from a fax, its first page upside down),
`measures_scan.pdf` (black and white, skewed, 300 dpi) and `measures_part_scan.pdf` (its first page digital, the other a
grey JPEG). TWINS says which digital specimen each is a scan of. The measures are drawn anew from their text, because
the digital PDF of them is drawn without shaping, as no paper is.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image as Picture

from benchmarks.corpus import draw_typst
from benchmarks.scan_damage import LIGHT, Scan, Wear, scanned
from benchmarks.scan_pen import DPI
from benchmarks.specimens import as_report
from extract import read

TWINS = {
    "scores_scan.tif": "scores_digital.pdf",
    "measures_scan.pdf": "measures_by_item.txt",
    "measures_part_scan.pdf": "measures_by_item.txt",
}
QUIET = replace(LIGHT, noise=(0, 0), ground=(255, 255), quality=(50, 50))  # noise and a grey ground make large files
THRESHOLD = 150  # what a fax takes for black


def printed(path: Path) -> list[np.ndarray[Any, Any]]:
    """The pages of a PDF as grey pixels, as a printer would lay them down."""
    import pypdfium2  # noqa: PLC0415

    with pypdfium2.PdfDocument(path) as document:
        return [np.asarray(page.render(scale=DPI / 72).to_pil().convert("L")) for page in document]


def scans(path: Path, dpi: int, turns: Iterable[int] = (), seed: int = 0, wear: Wear = QUIET) -> list[Scan]:
    """The pages of a PDF printed and scanned, each turned by so many quarters of a circle."""
    rng, noise = random.Random(seed), np.random.default_rng(seed)
    pages = printed(path)
    quarters = [*turns, *[0] * len(pages)]
    return [scanned(page, dpi, wear, turn, rng, noise) for page, turn in zip(pages, quarters, strict=False)]


def bilevel(scan: Scan) -> Picture.Image:
    """The scan in black and white."""
    return Picture.fromarray(np.where(scan.image < THRESHOLD, 0, 255).astype(np.uint8)).convert(
        "1", dither=Picture.Dither.NONE
    )


def as_pdf(pages: Iterable[Scan], dpi: int, out: Path, *, black: bool = False, first: Path | None = None) -> None:
    """Scans as pages of pictures; `first` is a PDF whose first page stands in the place of theirs."""
    import pikepdf  # noqa: PLC0415

    with pikepdf.new() as document:
        for number, scan in enumerate(pages):
            if number == 0 and first is not None:
                with pikepdf.open(first) as other:
                    document.pages.append(other.pages[0])
            else:
                _picture_page(document, scan, dpi, black)
        document.save(out, deterministic_id=True)


def _picture_page(document: Any, scan: Scan, dpi: int, black: bool) -> None:
    import pikepdf  # noqa: PLC0415

    height, width = scan.image.shape
    data, name = io.BytesIO(), pikepdf.Name
    if black:
        data.write(bilevel(scan).tobytes())  # saved with Flate
    else:
        Picture.fromarray(scan.image).save(data, "JPEG", quality=scan.quality, optimize=True)
    size = (width * 72 / dpi, height * 72 / dpi)
    document.add_blank_page(page_size=size)
    page = document.pages[-1]
    page.Contents = document.make_stream(f"q {size[0]:.2f} 0 0 {size[1]:.2f} 0 0 cm /Scan Do Q".encode())
    look = {"ColorSpace": name.DeviceGray, "BitsPerComponent": 1 if black else 8, "Width": width, "Height": height}
    if not black:
        look["Filter"] = name.DCTDecode
    picture = pikepdf.Stream(document, data.getvalue(), Type=name.XObject, Subtype=name.Image, **look)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=picture))


def as_tiff(pages: Iterable[Scan], dpi: int, out: Path) -> None:
    """Scans in black and white, as fax machines keep them, one file for all pages."""
    first, *others = [bilevel(scan) for scan in pages]
    first.save(out, save_all=True, append_images=others, compression="group4", dpi=(dpi, dpi))


def draw_scans(folder: Path, out: Path | None = None) -> list[Path]:
    """The scans of the digital specimens in `folder`, drawn there or in `out`."""
    scores, measures, part = paths = [(out or folder) / name for name in TWINS]
    as_tiff(scans(folder / TWINS[scores.name], 200, (2,), 5), 200, scores)
    with tempfile.TemporaryDirectory() as scratch:
        shaped = Path(scratch) / "measures.pdf"
        draw_typst(as_report(read(folder / TWINS[measures.name]), "measures", True), shaped, "Sarabun", 11)
        as_pdf(scans(shaped, 300, (), 6), 300, measures, black=True)
        as_pdf(scans(shaped, 200, (), 8), 200, part, first=shaped)
    return paths


if __name__ == "__main__":
    for path in draw_scans(Path(sys.argv[1])):
        print(path, path.stat().st_size, "bytes")
