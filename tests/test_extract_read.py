"""`extract.read`: what a file is by its content, its encoding, and the one error for what cannot be read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import extract
from extract.document import SourceFormat
from extract.encoding import decode
from extract.markup import read_markup
from tidy.errors import UnreadableSource

THAI = "รายงานผล ITA ปี ๒๕๖๗ “ผ่าน”\nก\tข\n1\t2\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as found:
        for name in names:
            found.writestr(name, "x")
    return buffer.getvalue()


def locked_archive() -> bytes:
    data = bytearray(archive("a.txt"))
    data[6] |= 1  # the flag "encrypted" in the entry's own header and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (THAI.encode(), "utf-8"),
        (THAI.encode("utf-8-sig"), "utf-8"),
        (THAI.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + THAI.encode("utf-16-be"), "utf-16-be"),
        (THAI.encode("utf-16-le"), "utf-16-le"),
        (THAI.encode("utf-32"), "utf-32-le"),
        (THAI.encode("cp874"), "cp874"),
        ('<meta charset="windows-874">ok ก'.encode("cp874"), "cp874"),
        (b'<meta charset="utf-8">' + THAI.encode("cp874"), "cp874"),
        (b'<meta charset="tis-620">' + THAI.encode(), "utf-8"),
        ("café crème".encode("latin-1"), "cp1252"),
        (b"plain", "utf-8"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    found = decode(data)
    assert found.encoding == encoding
    assert not found.notices
    assert not found.text.startswith("\ufeff")


def test_undecodable_bytes_are_kept_as_marks_and_told() -> None:
    found = read_markup("รายงานผลการดำเนินการ".encode() + b"\xff\xfe ITA")
    assert found.paragraphs[0].text == "รายงานผลการดำเนินการ\ufffd\ufffd ITA"
    assert [notice.code for notice in found.notices] == ["undecodable_bytes"]
    assert not read_markup("มี \ufffd อยู่แล้ว".encode()).notices


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "empty_file"),
        ("a.txt", b"\xef\xbb\xbf \r\n\t\n", "empty_file"),
        ("a.html", b"<html><script>x</script></html>", "empty_file"),
        ("a.txt", b"ab\x00cd", "not_text"),
        ("a.txt", bytes(range(1, 256)) * 4, "not_text"),
        ("a.doc", OLE + utf16("WordDocument"), "old_word"),
        ("a.docx", OLE + utf16("EncryptedPackage"), "encrypted"),
        ("a.xls", OLE + utf16("Workbook"), "unknown_format"),
        ("a.zip", archive("a.txt"), "unknown_format"),
        ("a.xlsx", archive("[Content_Types].xml", "xl/workbook.xml"), "unknown_format"),
        ("a.zip", locked_archive(), "encrypted"),
        ("a.docx", b"PK\x03\x04 broken", "broken_archive"),
        ("a.rtf", b"{\\rtf1 x}", "unknown_format"),
        ("a.mht", b"MIME-Version: 1.0\r\n\r\nx", "unknown_format"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableSource) as caught:
        extract.read(path)
    assert caught.value.code == code
    assert caught.value.message.endswith(".")


def test_missing_file_folder_and_large_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(UnreadableSource) as caught:
            extract.read(path)
        assert caught.value.code == "unreadable"
    large = tmp_path / "large.txt"
    large.write_bytes(b"x" * 11)
    monkeypatch.setattr(extract, "MOST_BYTES", 10)
    with pytest.raises(UnreadableSource) as caught:
        extract.read(large)
    assert caught.value.code == "too_large"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"<!-- x --><html><p>x</html>", SourceFormat.HTML),
        ("a.doc", b"<html><body>x", SourceFormat.HTML),
        ("a.html", b"plain", SourceFormat.TEXT),
        ("a.md", b"# x", SourceFormat.TEXT),
        ("a", b"x", SourceFormat.TEXT),
    ],
)
def test_content_says_what_a_file_is(tmp_path: Path, name: str, data: bytes, kind: SourceFormat) -> None:
    path = tmp_path / "upload"
    path.write_bytes(data)
    assert extract.read(path, name).source_format is kind


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_or_the_one_error(data: bytes) -> None:
    try:
        read_markup(data, ".html")
    except UnreadableSource as error:
        assert error.code in {"not_text", "empty_file"}  # noqa: PT017
