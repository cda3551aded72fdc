"""Scans from file to document: tables, prose, turned pages, PDFs, and what cannot be read."""

from __future__ import annotations

import io
from pathlib import Path

import fpdf
import numpy as np
import pytest
from PIL import Image

import extract
from extract.document import Document, Paragraph, SourceFormat, TextOrigin
from tests.drawn_page import DPI, blank, draw_table, even_table, worn, write
from tidy.errors import UnreadableSource

SCORES = {
    (1, 1): "ที",
    (1, 2): "คะแนน",
    (1, 3): "กองคลง",
    **{(row, 1): str(row - 1) for row in range(2, 6)},
    (2, 2): "90.15",
    (3, 2): "88.04",
    (4, 2): "77.36",
    (5, 2): "62.90",
    (3, 3): "2567",
}
TABLE = even_table(5, 3, SCORES)


def a_page() -> Image.Image:
    page = blank()
    write(page, 200, 60, "รายงานผล 2567", 16, bold=True)
    draw_table(page, TABLE)
    return page


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scan") / "page.png"
    Image.fromarray(worn(a_page(), angle=0.8)).save(path, dpi=(DPI, DPI))
    return path


@pytest.fixture(scope="module")
def read(scanned: Path) -> Document:
    return extract.read(scanned)


def numbers(document: Document) -> dict[tuple[int, int], str]:
    return {
        (cell.row_no, cell.col_no): cell.text
        for table in document.tables
        for cell in table.cells
        if cell.text and cell.text.replace(".", "").isdecimal()
    }


EXPECTED = {place: text for place, text in SCORES.items() if text.replace(".", "").isdecimal()}


def test_a_scanned_table(read: Document) -> None:
    assert (read.source_format, read.text_origin, read.page_count) == (SourceFormat.IMAGE, TextOrigin.OCR, 1)
    assert read.page_readers == ("ocr",)
    assert len(read.tables) == 1
    assert (read.tables[0].row_count, read.tables[0].col_count, read.tables[0].page) == (5, 3, 1)
    assert numbers(read) == EXPECTED
    assert {notice.code for notice in read.notices} <= {"page_by_ocr", "low_confidence"}


def test_cells_have_places_and_confidence(read: Document) -> None:
    cells = {(cell.row_no, cell.col_no): cell for cell in read.tables[0].cells}
    score, empty = cells[2, 2], cells[5, 3]
    assert score.confidence is not None
    assert score.confidence > 0.8
    assert (empty.text, empty.confidence) == ("", None)
    assert score.box is not None
    assert score.box.top == pytest.approx(TABLE.ys[1], abs=6)  # the page lies askew
    assert score.box.x0 == pytest.approx(TABLE.xs[1], abs=6)


def test_prose_stands_before_the_table(read: Document) -> None:
    first = read.blocks[0]
    assert isinstance(first, Paragraph)
    assert "2567" in first.text


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_page_is_put_upright(scanned: Path, tmp_path: Path, quarters: int) -> None:
    path = tmp_path / "turned.jpg"
    Image.fromarray(np.rot90(np.asarray(Image.open(scanned)), quarters)).save(path, dpi=(DPI, DPI), quality=80)
    document = extract.read(path)
    assert numbers(document) == EXPECTED
    assert "page_turned" in {notice.code for notice in document.notices}


def test_a_tiff_of_two_pages(scanned: Path, tmp_path: Path) -> None:
    path = tmp_path / "two.tif"
    page = Image.open(scanned)
    page.save(path, save_all=True, append_images=[page], dpi=(DPI, DPI))
    document = extract.read(path)
    assert document.page_count == 2
    assert [table.page for table in document.tables] == [1, 2]


def pdf_of(path: Path, scan: Path | None, text: str | None) -> Path:
    file = fpdf.FPDF(unit="pt", format=(595, 842))
    file.set_font("Helvetica", size=12)
    if text is not None:
        file.add_page()
        file.text(60, 80, text)
    if scan is not None:
        file.add_page()
        file.image(str(scan), 0, 0, 595, 842)
    file.output(str(path))
    return path


def test_a_pdf_of_text_and_scan_is_read_page_by_page(scanned: Path, tmp_path: Path) -> None:
    text = "The committee of the province met and wrote it down"
    document = extract.read(pdf_of(tmp_path / "mixed.pdf", scanned, text))
    assert document.text_origin is TextOrigin.MIXED
    assert document.page_readers == ("thai-ita", "ocr")
    assert document.paragraphs[0].text == text
    assert [table.page for table in document.tables] == [2]
    assert numbers(document) == EXPECTED
    assert {notice.page for notice in document.notices if notice.code == "page_by_ocr"} == {2}


@pytest.fixture
def no_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THAI_ITA_OCR_MODELS", str(tmp_path / "nothing here"))


@pytest.mark.usefixtures("no_models")
def test_without_a_model_scans_say_what_to_install(scanned: Path, tmp_path: Path) -> None:
    for path in (scanned, pdf_of(tmp_path / "scan.pdf", scanned, None)):
        with pytest.raises(UnreadableSource, match="pip install") as told:
            extract.read(path)
        assert told.value.code == "ocr_missing"


@pytest.mark.usefixtures("no_models")
def test_without_a_model_digital_pages_stay(scanned: Path, tmp_path: Path) -> None:
    document = extract.read(pdf_of(tmp_path / "mixed.pdf", scanned, "The committee of the province met"))
    assert document.text_origin is TextOrigin.TEXT_LAYER
    assert len(document.paragraphs) == 1
    assert {notice.page for notice in document.notices if notice.code == "ocr_missing"} == {2}


def jpeg_bytes(page: Image.Image) -> bytes:
    file = io.BytesIO()
    page.save(file, "JPEG")
    return file.getvalue()


def test_what_cannot_be_read_is_refused_with_a_sentence(tmp_path: Path) -> None:
    whole = jpeg_bytes(a_page())
    bomb = io.BytesIO()
    Image.new("1", (20_000, 20_000), 1).save(bomb, "PNG")
    cases = {
        "damaged_image": whole[: len(whole) // 2],
        "too_many_pixels": bomb.getvalue(),
        "unknown_image": b"\xff\xd8\xff" + b"\0" * 64,
    }
    for code, data in cases.items():
        path = tmp_path / "page.jpg"
        path.write_bytes(data)
        with pytest.raises(UnreadableSource) as told:
            extract.read(path)
        assert told.value.code in (code, "damaged_image")
        assert told.value.message.endswith(".")


def test_pages_without_text(tmp_path: Path) -> None:
    coarse = Image.fromarray(np.random.default_rng(1).integers(0, 255, (30, 40, 3), dtype=np.uint8))
    pages = {
        "blank": blank(),
        "grainy": Image.fromarray(worn(blank())),
        "photograph": coarse.resize((1600, 1200), Image.Resampling.BICUBIC),
        "wide": Image.new("L", (20_000, 200), 255),
        "dot": Image.new("L", (3, 2), 255),
    }
    for name, page in pages.items():
        path = tmp_path / f"{name}.png"
        page.save(path)
        document = extract.read(path)
        assert document.tables == (), name
        assert sum(len(paragraph.text) for paragraph in document.paragraphs) < 10, name
        assert "page_without_text" in {notice.code for notice in document.notices} or document.paragraphs, name
