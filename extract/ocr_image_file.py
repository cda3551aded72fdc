"""Picture files: their pages one after the other as rasters, within limits, or one sentence that says why not."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from extract.ocr_raster import Raster, to_raster
from tidy.errors import UnreadableSource

MOST_PIXELS = 120_000_000  # of one page: a sheet of A3 at 600 dpi has 70 million
MOST_PAGES = 500
_LONGEST_SIDE = 5_000  # pixels that a page is read with: A3 at 300 dpi
_SHEET = 11.69  # inches, the long side of A4: what a picture without a believable resolution is taken for
_BELIEVABLE = (5.0, 24.0)  # inches that the long side of a sheet may have


def pages_of(path: Path) -> Iterator[Raster]:
    """The pages of a picture file. Raises `UnreadableSource`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of odd metadata and of size, which is checked here
        try:
            with Image.open(path) as picture:
                yield from _frames(picture)
        except UnreadableSource:
            raise
        except UnidentifiedImageError as error:
            raise UnreadableSource(
                "unknown_image", "The picture is of a kind that cannot be read; save it as PNG, JPEG or TIFF."
            ) from error
        except Image.DecompressionBombError as error:
            raise _too_many_pixels("") from error
        except Exception as error:  # decoders raise what they like for damaged bytes
            raise UnreadableSource(
                "damaged_image", "The picture is damaged or cut short; download it or scan the paper again."
            ) from error


def _frames(picture: Image.Image) -> Iterator[Raster]:
    count = getattr(picture, "n_frames", 1)
    if count > MOST_PAGES:
        raise UnreadableSource("too_many_pages", f"The picture has more than {MOST_PAGES} pages; split it.")
    for number in range(count):
        picture.seek(number)
        yield _raster(picture)


def _raster(picture: Image.Image) -> Raster:
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise _too_many_pixels(f" ({width} × {height})")
    dpi = _resolution(picture)
    if picture.format == "JPEG" and max(width, height) > 2 * _LONGEST_SIDE:
        picture.draft(None, (width // 2, height // 2))
    plain = _plain(picture)
    factor = max(1, -(-max(plain.size) // _LONGEST_SIDE)) if max(plain.size) > _LONGEST_SIDE else 1
    if factor > 1:
        plain = plain.reduce(factor)
    plain = ImageOps.exif_transpose(plain)
    return to_raster(np.asarray(plain), dpi * max(plain.size) / max(width, height))


def _plain(picture: Image.Image) -> Image.Image:
    """The picture as grey or red, green and blue; what is transparent becomes white paper."""
    if picture.mode in ("L", "RGB"):
        picture.load()
        return picture.copy()
    if picture.mode == "1":
        return picture.convert("L")
    if picture.mode.startswith(("I", "F")):
        return _of_wide_values(np.asarray(picture, dtype=np.float32))
    if picture.mode in ("LA", "PA", "RGBA", "La", "RGBa") or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        paper.alpha_composite(seen)
        return paper.convert("RGB")
    return picture.convert("RGB")


def _of_wide_values(values: Any) -> Image.Image:
    """Values of 16 or 32 bits, spread over 8."""
    top = 65535.0 if values.max(initial=0) > 255 else 255.0
    return Image.fromarray(np.clip(values * (255.0 / top), 0, 255).astype(np.uint8))


def _resolution(picture: Image.Image) -> float:
    """Dots per inch: as the file says, if that makes a sheet of paper of it, else as of a sheet of A4."""
    longest = max(picture.size)
    told = picture.info.get("dpi")
    try:
        dpi = float(max(told)) if told else 0.0
    except (TypeError, ValueError, ZeroDivisionError):
        dpi = 0.0
    if dpi > 0 and _BELIEVABLE[0] <= longest / dpi <= _BELIEVABLE[1]:
        return dpi
    return max(longest / _SHEET, 10.0)


def _too_many_pixels(size: str) -> UnreadableSource:
    return UnreadableSource(
        "too_many_pixels",
        f"The picture has too many pixels{size}; scan the page at 300 dpi and convert that.",
    )
