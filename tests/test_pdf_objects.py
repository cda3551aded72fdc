"""Objects of a file read by our expression are those of pdfminer, and what it does not know is left to pdfminer."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream

from benchmarks.tiny_pdf import show, tiny_pdf
from extract.pdf_file import open_pdf
from extract.pdf_objects import OddObjectError, read_object

SPECIMENS = sorted((Path(__file__).parents[1] / "data" / "raw" / "specimens").glob("*.pdf"))


@pytest.fixture
def document() -> PDFDocument:
    return PDFDocument(PDFParser(BytesIO(tiny_pdf([show("ก", 50, 700)]))))


def plain(value: Any) -> Any:
    """An object as values that compare."""
    if isinstance(value, PDFObjRef):
        return ("reference", value.objid)
    if isinstance(value, PDFStream):
        return ("stream", plain(value.attrs), value.rawdata)
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return (type(value).__name__, str(value), value)


def by_pdfminer(data: bytes, document: PDFDocument) -> Any:
    parser = PDFParser(BytesIO(data + b" endobj "))
    parser.set_document(document)
    return parser.nextobject()[1]


@pytest.mark.parametrize(
    "data",
    [
        b"<< /Type /Page /Kids [1 0 R 22 0 R] /N 3 /M -2.50 /A .5 /B 4. /S (text) /H <00Ff> /T true /Z null >>",
        b"[ 1 2 R 3 4 0 R 5 ]", b"<</A<</B[/C/D]>>/E(\\050\\\\\\n)>>", b"/Times#20New#20Roman", b"/\xe0\xb8\x81",
        b"% a comment\n[1 % inside\n 2]", b"<</A 1/B null/C[null]>>", b"()", b"<>", b"+7", b"[[[]]]",
    ],
)  # fmt: skip
def test_objects_as_pdfminer_has_them(data: bytes, document: PDFDocument) -> None:
    assert plain(read_object(data + b" ", 0, document)[0]) == plain(by_pdfminer(data + b" ", document))


@pytest.mark.parametrize(
    "data",
    [b"(a (nested) string)", b"(\\q)", b"(line\rfeed)", b"<ABC>", b"/bad#zz", b"<< /A >>", b"<< 1 2 >>", b"[1", b">>",
     b"--5", b"{", b"", b"[" * 100 + b"]" * 100, b"/\xff"],
)  # fmt: skip
def test_odd_objects_are_left_to_pdfminer(data: bytes, document: PDFDocument) -> None:
    with pytest.raises(OddObjectError):
        read_object(data, 0, document)


@settings(max_examples=60)
@given(st.binary(max_size=60) | st.text("<>[]()/R 0123456789.-#aAt\\\n%", max_size=60).map(str.encode))
def test_any_bytes_are_an_object_or_odd(data: bytes) -> None:
    document: Any = None
    try:
        _, place = read_object(data, 0, document)
    except OddObjectError:
        return
    assert 0 < place <= len(data)


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem)
def test_every_object_of_a_file(path: Path) -> None:
    with open_pdf(path) as ours, path.open("rb") as file:
        theirs = PDFDocument(PDFParser(file))
        numbers = [number for xref in theirs.xrefs for number in xref.get_objids()]
        assert numbers
        assert [plain(ours.document.getobj(number)) for number in numbers] == [
            plain(theirs.getobj(number)) for number in numbers
        ]
