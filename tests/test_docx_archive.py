"""Files that are no Word files, are locked, broken or dangerous: one typed error each, and never another."""

from __future__ import annotations

import contextlib
import functools
import io
import struct
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import docx_archive, docx_tables
from extract.document import Document
from extract.docx import read_docx
from tests.test_docx_building import (
    NAMES,
    cell,
    notice_codes,
    par,
    read_body,
    row,
    table,
    texts,
    word_file,
    zipped,
)
from tidy.errors import UnreadableSource

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def old_word(flags: int) -> bytes:
    """The skeleton of a .doc: a header, a directory sector with its stream, and the stream's first sector."""
    header = (OLE + bytes(22) + struct.pack("<H", 9)).ljust(512, b"\0")
    directory = "WordDocument\0".encode("utf-16-le").ljust(116, b"\0") + struct.pack("<I", 1)
    return header + directory.ljust(512, b"\0") + struct.pack("<H8xH", 0xA5EC, flags).ljust(512, b"\0")


def with_document(xml: str | bytes) -> bytes:
    return zipped({"word/document.xml": xml})


def locked_zip() -> bytes:
    """A zip archive whose member says that it is encrypted."""
    data = bytearray(word_file(par("ก")))
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(signature) + offset] |= 1
    return bytes(data)


BAD_FILES = [
    ("empty", b"", "broken_archive"),
    ("text", "รายงาน".encode(), "broken_archive"),
    ("cut zip", word_file(par("ก"))[:-30], "broken_archive"),
    ("zip without parts", zipped({}), "broken_archive"),
    ("zip without a text", zipped({"word/styles.xml": "<a/>"}), "broken_archive"),
    ("text part is no XML", with_document("<w:document"), "broken_archive"),
    ("text part is empty", with_document(""), "broken_archive"),
    ("unbound prefix", with_document("<w:document/>"), "broken_archive"),
    ("no body", with_document(f"<w:document {NAMES}/>"), "broken_archive"),
    ("strange encoding", with_document('<?xml version="1.0" encoding="x-no-such"?><a/>'), "broken_archive"),
    ("nested too deep", with_document("<a>" * 5000 + "</a>" * 5000), "broken_archive"),
    ("spreadsheet", zipped({"xl/workbook.xml": "<a/>"}), "unknown_format"),
    ("open document", zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "unknown_format"),
    ("rtf", rb"{\rtf1\ansi }", "unknown_format"),
    ("rtf behind a mark", b"\xef\xbb\xbf" + rb"{\rtf1\ansi }", "unknown_format"),
    ("old Word", old_word(0), "old_word"),
    ("old Word with a password", old_word(0x0100), "encrypted"),
    ("old Word, cut", old_word(0)[:600], "old_word"),
    ("other old Office", OLE + bytes(600), "unknown_format"),
    ("locked .docx", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ("locked zip", locked_zip(), "encrypted"),
]


@pytest.mark.parametrize(("data", "code"), [case[1:] for case in BAD_FILES], ids=[case[0] for case in BAD_FILES])
def test_a_bad_file_has_its_error(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableSource) as caught:
        read_docx(data)
    assert caught.value.code == code


ENTITY = (
    "<!DOCTYPE d [<!ENTITY e {}>]><w:document "
    + NAMES
    + "><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("entity", ['SYSTEM "file:///etc/hostname"', '"text"'])
def test_a_document_type_is_refused(entity: str, encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>' + ENTITY.format(entity)
    with pytest.raises(UnreadableSource, match="document type"):
        read_docx(with_document(xml.encode(encoding)))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped({"word/document.xml": bytes(docx_archive.RATIO_FREE_BYTES + 1)})
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("unpacked"))
    with pytest.raises(UnreadableSource) as caught:
        read_docx(bomb)
    assert caught.value.code == "too_large"


def test_all_parts_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_archive, "MAX_XML_BYTES", 1000)
    with pytest.raises(UnreadableSource) as caught:
        read_docx(word_file(par("ก" * 1000)))
    assert caught.value.code == "too_large"


def test_a_table_of_absurd_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_tables, "MAX_PLACES", 10_000)
    wide = cell("", '<w:gridSpan w:val="99999999"/>') * 101
    with pytest.raises(UnreadableSource) as caught:
        read_body(table(*[row(wide)]))
    assert caught.value.code == "too_large"


@pytest.mark.parametrize("depth", [20, 60])
@pytest.mark.parametrize("shape", ["tables", "boxes"])
def test_deep_nesting_gives_its_text(depth: int, shape: str) -> None:
    inner = par("ใน")
    for _ in range(depth):
        inner = table(row(cell(inner))) if shape == "tables" else f"<w:p><w:txbxContent>{inner}</w:txbxContent></w:p>"
    assert texts(read_body(inner)) == ["ใน"]


def test_a_damaged_side_part_costs_only_itself() -> None:
    data = word_file(par("ก"), parts={"styles": "<not-closed>", "numbering": ""})
    document = read_docx(data)
    assert texts(document) == ["ก"]
    assert notice_codes(document) == ["part_unreadable"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        (b"<w:body>", b"<!-- remark --><w:body><?pi?>"),
    ],
    ids=["strict", "remarks"],
)
def test_other_spellings_of_the_same_file(old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(word_file(par("ก")))) as archive:
        files = {name: archive.read(name).replace(old, new) for name in archive.namelist()}
    assert texts(read_docx(zipped(files))) == ["ก"]


def test_a_main_part_of_another_name_and_backslashes() -> None:
    assert texts(read_docx(word_file(par("ก"), main="word/document2.xml"))) == ["ก"]
    xml = f"<w:document {NAMES}><w:body>{par('ก')}</w:body></w:document>"
    assert texts(read_docx(zipped({"Word\\Document.xml": xml}))) == ["ก"]


@functools.cache
def sample() -> bytes:
    made = docx.Document()
    made.add_heading("มาตรการ", 1)  # measures
    made.add_paragraph("ข้อแรก", style="List Number")  # first item
    made.add_table(2, 2).cell(1, 1).text = "ก"
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def unpacked() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(sample())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def read_or_refuse(data: bytes) -> None:
    with contextlib.suppress(UnreadableSource):
        assert isinstance(read_docx(data), Document)


@settings(max_examples=35, deadline=None)
@given(st.data())
def test_mangled_bytes_give_a_document_or_the_one_error(data: st.DataObject) -> None:
    mangled = bytearray(sample())
    for _ in range(data.draw(st.integers(0, 8))):
        place = data.draw(st.integers(0, len(mangled) - 1))
        mangled[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.one_of(st.just(len(mangled)), st.integers(0, len(mangled))))
    read_or_refuse(bytes(mangled[:cut]))


@settings(max_examples=35, deadline=None)
@given(st.data())
def test_mangled_parts_give_a_document_or_the_one_error(data: st.DataObject) -> None:
    """Bytes changed behind the archive's check sums, so that the XML and its values are what is wrong."""
    files = unpacked()
    names = ["word/document.xml", "word/numbering.xml", "word/styles.xml", "word/_rels/document.xml.rels"]
    name = data.draw(st.sampled_from(names))
    mangled = bytearray(files[name])
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(mangled) - 1))
        mangled[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    read_or_refuse(zipped(files | {name: bytes(mangled)}))


@settings(max_examples=35, deadline=None)
@given(st.data())
def test_mangled_values_give_a_document_or_the_one_error(data: st.DataObject) -> None:
    """Well-formed XML with impossible values in its attributes."""
    value = st.sampled_from(
        ["", "-1", "0", "1", "99999999999999", "x", "๓", "1.5", "restart", "\N{REPLACEMENT CHARACTER}"]
    )

    def draw() -> str:
        return data.draw(value)

    levels = "".join(
        f'<w:lvl w:ilvl="{draw()}"><w:start w:val="{draw()}"/><w:numFmt w:val="{draw()}"/>'
        f'<w:lvlRestart w:val="{draw()}"/><w:lvlText w:val="%1{draw()}"/></w:lvl>'
        for _ in range(2)
    )
    lists = f'<w:abstractNum w:abstractNumId="{draw()}">{levels}</w:abstractNum>'
    lists += f'<w:num w:numId="1"><w:abstractNumId w:val="{draw()}"/></w:num>'
    body = par(
        "ก",
        f'<w:outlineLvl w:val="{draw()}"/><w:numPr><w:ilvl w:val="{draw()}"/><w:numId w:val="1"/></w:numPr>',
    )
    cells = [
        cell("ข", f'<w:gridSpan w:val="{draw()}"/><w:vMerge w:val="{draw()}"/><w:hMerge w:val="{draw()}"/>')
        for _ in range(4)
    ]
    body += table(*(row(*cells[:end], properties=f'<w:gridBefore w:val="{draw()}"/>') for end in (4, 2, 3)))
    body += f'<w:p><w:r><w:sym w:font="Symbol" w:char="{draw()}"/><w:br w:type="{draw()}"/></w:r></w:p>'
    read_or_refuse(word_file(body, parts={"numbering": lists}))
