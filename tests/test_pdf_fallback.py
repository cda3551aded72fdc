"""When our reader fails, pdfplumber reads the page, and pypdfium2 a file that pdfminer cannot open."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.tiny_pdf import grid, show, tiny_pdf
from extract.pdf import read_pdf
from extract.pdf_content import read_content
from extract.pdf_fallback import by_pdfium
from extract.pdf_page import lines_of
from tidy.errors import UnreadableSource

WORDS = show("ที่", 105, 705) + show("คะแนน", 205, 705) + show("๑", 105, 685) + show("๘๗.๒๐", 205, 685)
PAGE = grid([100, 200, 300], [680, 700, 720]) + WORDS + show("ใต้ตาราง", 105, 600)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "drawn.pdf"
    found.write_bytes(tiny_pdf([PAGE, PAGE]))
    return found


def test_pdfplumber_serves_a_page(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read_pdf(path)
    calls: list[int] = []

    def fail_once(*arguments: object) -> object:
        calls.append(1)
        if len(calls) == 1:
            raise KeyError("a fault of ours")
        return read_content(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("extract.pdf.read_content", fail_once)
    document = read_pdf(path)
    assert document.page_readers == ("pdfplumber", "thai-ita")
    assert [notice.code for notice in document.notices] == ["fallback_reader"]
    assert [table.cells for table in document.tables] == [table.cells for table in whole.tables]


@pytest.mark.usefixtures("text_layers_alone")
def test_a_page_that_nobody_can_read_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object, **options: object) -> object:
        raise KeyError("a fault")

    monkeypatch.setattr("extract.pdf.read_content", fail)
    monkeypatch.setattr("pdfplumber.page.Page", fail)
    document = read_pdf(path)
    assert document.page_readers == ("none", "none")
    assert {notice.code for notice in document.notices} >= {"page_without_text", "page_cut_short"}


def test_pdfium_reads_a_file(path: Path) -> None:
    pages = by_pdfium(path, "a fault")
    text = "".join(line.text for block in pages[0].blocks for line in lines_of(block))
    assert "คะแนน" in text
    assert [page.reader for page in pages] == ["pypdfium2", "pypdfium2"]


def test_pdfium_refuses_with_the_one_error(tmp_path: Path) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(UnreadableSource) as refused:
        by_pdfium(path, "Unexpected EOF")
    assert "Unexpected EOF" in refused.value.message
