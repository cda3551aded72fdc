"""Picture files: their pages one after the other as rasters, within limits, or one sentence that says why not."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
from PIL import ExifTags, Image, UnidentifiedImageError

from extract.ocr_components import bands
from extract.ocr_raster import Pixels, Raster, gathered, mirrored, turned
from tidy.errors import UnreadableSource

MOST_PIXELS = 120_000_000  # of one page: a sheet of A3 at 600 dpi has 70 million
MOST_PAGES = 500
_LONGEST_SIDE = 5_000  # pixels that a page is read with: A3 at 300 dpi
_SHEET = 11.69  # inches, the long side of A4: what a picture without a believable resolution is taken for
_BELIEVABLE = (5.0, 24.0)  # inches that the long side of a sheet may have
_OF_PAGES = ("TIFF",)  # kinds of files whose pages stand on their own
_ORIENTATIONS = {  # of Exif: whether the picture is mirrored, and the clockwise quarters to turn it after that
    2: (True, 0), 3: (False, 2), 4: (True, 2), 5: (True, 3), 6: (False, 1), 7: (True, 1), 8: (False, 3),
}  # fmt: skip


def pages_of(path: Path) -> Iterator[Raster]:
    """The pages of a picture file. Raises `UnreadableSource`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of odd metadata and of size, which is checked here
        try:
            yield from _rasters(path)
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


def _rasters(path: Path) -> Iterator[Raster]:
    with Image.open(path) as picture:
        count = getattr(picture, "n_frames", 1)
        if count > MOST_PAGES:
            raise UnreadableSource("too_many_pages", f"The picture has more than {MOST_PAGES} pages; split it.")
        if count > 1 and picture.format not in _OF_PAGES:  # each frame may be drawn over the one before
            for number in range(count):
                picture.seek(number)
                yield _raster(picture, number + 1)
            return
    for number in range(count):
        yield _page(path, number)


def _page(path: Path, number: int) -> Raster:
    """One page. The file is opened for it alone, since Pillow keeps the pixels, four bytes each, while it is open."""
    with Image.open(path) as picture:
        picture.seek(number)
        return _raster(picture, number + 1)


def _raster(picture: Image.Image, number: int) -> Raster:
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise _too_many_pixels(f" ({width} × {height})")
    dpi = _resolution(picture)
    if picture.format == "JPEG" and max(width, height) > 2 * _LONGEST_SIDE:
        picture.draft(None, (width // 2, height // 2))
    picture.load()
    factor = -(-max(picture.size) // _LONGEST_SIDE)
    size = (-(-picture.width // factor), -(-picture.height // factor))
    raster = gathered(_parts(picture, factor), size, dpi * max(size) / max(width, height), number)
    return _as_seen(raster, picture.getexif().get(ExifTags.Base.Orientation, 1))


def _parts(picture: Image.Image, factor: int) -> Iterator[Pixels]:
    """Rows of the picture, reduced by a factor, as grey or as red, green and blue."""
    plain = _plain if not picture.mode.startswith(("I", "F")) else partial(_of_wide_values, top=_highest(picture))
    for rows in bands(-(-picture.height // factor)):
        box = (0, rows.start * factor, picture.width, min(picture.height, rows.stop * factor))
        part = plain(picture.crop(box))
        yield np.asarray(part.reduce(factor) if factor > 1 else part)


def _as_seen(raster: Raster, orientation: int) -> Raster:
    """The raster as a camera's note of how it was held wants it shown."""
    mirror, quarters = _ORIENTATIONS.get(orientation, (False, 0))
    return turned(mirrored(raster) if mirror else raster, quarters)


def _plain(picture: Image.Image) -> Image.Image:
    """The picture as grey or red, green and blue; what is transparent becomes white paper."""
    if picture.mode in ("L", "RGB"):
        return picture
    if picture.mode == "1":
        return picture.convert("L")
    if picture.mode in ("LA", "PA", "RGBA", "La", "RGBa") or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        paper.alpha_composite(seen)
        return paper.convert("RGB")
    return picture.convert("RGB")


def _highest(picture: Image.Image) -> float:
    """What is white in a picture of 16 or 32 bits: such files may hold values of 8."""
    boxes = ((0, rows.start, picture.width, rows.stop) for rows in bands(picture.height))
    highest = [np.asarray(picture.crop(box), dtype=np.float32).max(initial=0) for box in boxes]
    return 65535.0 if np.max(highest) > 255 else 255.0


def _of_wide_values(picture: Image.Image, top: float) -> Image.Image:
    """Values of 16 or 32 bits, spread over 8."""
    values = np.asarray(picture, dtype=np.float32)
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
