"""What a page takes of memory while it is read: labels of two bytes, and nobody keeps pixels that are done with."""

from __future__ import annotations

import weakref
from typing import Any

import numpy as np
import pytest

from extract import ocr_page
from extract.ocr_components import components, mask_of, renumber, tally
from extract.ocr_image_file import pages_of
from extract.ocr_levels import deviation, levels_of, median
from extract.ocr_raster import Raster, gathered, to_raster


def grain(height: int, width: int, share: float) -> Any:
    return (np.random.default_rng(1).random((height, width)) < share).astype(np.uint8)


@pytest.mark.parametrize(("share", "width", "kind"), [(0.01, 700, np.uint16), (0.1, 2000, np.int32)])
def test_labels_have_two_bytes_where_they_suffice(share: float, width: int, kind: Any) -> None:
    labels, stats = components(grain(1500, width, share))
    assert labels.dtype == kind
    assert labels.max() == len(stats) - 1


def test_counting_by_bands_counts_all() -> None:
    mask = grain(700, 300, 0.05)
    labels, stats = components(mask)
    assert tally(labels, mask, len(stats))[1:].tolist() == stats[1:, 4].tolist()
    chosen = np.arange(len(stats)) % 3 == 1
    assert (mask_of(labels, chosen) == chosen[labels]).all()
    before, numbers = labels.copy(), np.arange(len(stats), dtype=np.int32)[::-1].copy()
    renumber(labels, numbers)
    assert (labels == numbers[before]).all()


@pytest.mark.parametrize("size", [1, 2, 3, 10, 999, 1000])
def test_medians_of_levels_are_those_of_the_pixels(size: int) -> None:
    plane = np.random.default_rng(size).integers(0, 256, (size, 3), np.uint8)[: max(1, size // 2)]
    middle = float(np.median(plane))
    assert median(levels_of(plane)) == middle
    assert deviation(levels_of(plane), middle) == np.median(np.abs(plane - middle))


def test_a_page_in_parts_is_the_same_page() -> None:
    pixels = np.random.default_rng(2).integers(0, 256, (600, 80, 3), np.uint8)
    whole, parts = to_raster(pixels, 200), gathered(iter((pixels[:1], pixels[1:257], pixels[257:])), (80, 600), 200)
    assert whole.plain is not None
    assert parts.plain is not None
    assert (whole.grey == parts.grey).all()
    assert (whole.plain == parts.plain).all()


def test_a_page_is_let_go_of_when_it_is_straight(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[weakref.ref[Any]] = []

    def a_page(number: int) -> Raster:
        grey = np.full((300, 200), 250, np.uint8)
        given.append(weakref.ref(grey))
        return Raster(grey, 150.0, None, number)

    def find_grids(page: Raster) -> list[Any]:
        alive.append([each() is not None for each in given])
        return []

    alive: list[list[bool]] = []
    monkeypatch.setattr(ocr_page, "upright", lambda page: (page, 0))
    monkeypatch.setattr(ocr_page, "find_grids", find_grids)
    scans = ocr_page.read_scans(a_page(number) for number in (1, 2))
    assert [scan.number for scan in scans] == [1, 2]
    assert alive == [[False], [False, False]]


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", [".jpg", ".tif", ".png"])
def test_a_picture_is_shown_as_it_was_held(orientation: int, suffix: str, tmp_path: Any) -> None:
    from PIL import Image, ImageOps  # noqa: PLC0415

    picture = Image.fromarray(np.random.default_rng(3).integers(0, 256, (60, 40), np.uint8))
    exif = picture.getexif()
    exif[0x0112] = orientation
    picture.save(tmp_path / f"page{suffix}", exif=exif)
    with Image.open(tmp_path / f"page{suffix}") as saved:
        upright = np.asarray(ImageOps.exif_transpose(saved))
    (page,) = pages_of(tmp_path / f"page{suffix}")
    assert (page.grey == upright).all()
