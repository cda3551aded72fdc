"""Word documents (.docx, .docm) to a `Document`.

python-docx gives the XML tree. Its reader of packages and its paragraphs and tables are not used: they refuse
macro files and files that point at missing pictures, and lose text boxes, numbering, fields and tracked
changes. What Word draws is read: the newest state of tracked changes, the results of fields, automatic
numbers. Hidden and deleted text and comments are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docx.oxml.parser import parse_xml
from lxml import etree

from extract.document import Block, Document, Notice, Paragraph, SourceFormat, TextOrigin
from extract.docx_archive import broken, open_archive
from extract.docx_inline import PageClock
from extract.docx_numbering import ListCounter, read_numbering
from extract.docx_package import Package, open_package
from extract.docx_remarks import Remarks
from extract.docx_story import Book, StoryReader
from extract.docx_styles import read_styles
from extract.docx_xml import A, Element, M, R, W, has_text, switch

# 'Strict' files differ in these names only.
_STRICT_NAMES = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W,
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R,
    b"http://purl.oclc.org/ooxml/officeDocument/math": M,
    b"http://purl.oclc.org/ooxml/drawingml/main": A,
}
_NOTES = (("footnote", "footnotes"), ("endnote", "endnotes"))


def read_docx(data: bytes) -> Document:
    """The document in a Word file's bytes: headers, body, notes and footers, each once.

    `page` counts from 1 where the file notes or asks for page breaks, else it is None throughout; headers and
    footers have none. Raises `UnreadableSource`: broken_archive, encrypted, old_word, unknown_format,
    too_large.
    """
    remarks = Remarks()
    package = open_package(open_archive(data), _parse, remarks)
    root = package.main()
    body = root.find(W + "body")
    if body is None:
        raise broken("its main part holds no text")
    styles = read_styles(package.only("styles"))
    book = Book(styles, read_numbering(package.only("numbering"), styles), remarks)
    sections = [mark for mark in body.iter(W + "sectPr") if _parent_tag(mark) in (W + "body", W + "pPr")]
    clock = PageClock()
    story = StoryReader(book, root, ListCounter(book.numbering, remarks), clock, sections).read(body)
    page_count = clock.page if clock.breaks else None
    blocks = (
        *_margins(package, book, sections, "header"),
        *(story if page_count else _on_page(story, None)),
        *_notes(package, book, page_count),
        *_margins(package, book, sections, "footer"),
    )
    remarks.graphics = sum(1 for kind in ("chart", "diagramData") for _ in package.of_kind(kind))
    notices = (*remarks.notices(), *_picture_notices(package, blocks))
    return Document(SourceFormat.DOCX, TextOrigin.MARKUP, blocks, page_count, notices)


def _parse(data: bytes) -> Element:
    """The root of an XML part; its elements nest 256 deep at most. Raises `UnreadableSource`
    (broken_archive).

    A document type is refused: no Word file has one, and it is the way to entities that name other files or
    fill the memory.
    """
    if b"<!DOCTYPE" in data:
        raise broken("its XML has a document type")
    if b"purl.oclc.org/ooxml" in data:
        for strict, usual in _STRICT_NAMES.items():
            data = data.replace(strict, usual.strip("{}").encode())
    try:
        root: Element = parse_xml(data)
    except (etree.LxmlError, ValueError, LookupError) as error:
        raise broken("its XML is damaged") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise broken("its XML has a document type")
    return root


def _parent_tag(element: Element) -> str | None:
    parent = element.getparent()
    return None if parent is None else parent.tag


def _on_page(blocks: list[Block], page: int | None) -> list[Block]:
    return [replace(block, page=page) for block in blocks]


def _margins(package: Package, book: Book, sections: list[Element], kind: str) -> Iterator[Block]:
    """The headers (or footers) that pages show, each text once: sections often repeat it in another part."""
    parts = {relation.relation_id: relation for relation in package.of_kind(kind)}
    seen: set[tuple[Block, ...]] = set()
    for relation_id, shown in _references(package, sections, kind).items():
        root = package.root(parts[relation_id]) if relation_id in parts else None
        if root is None:
            continue
        if not shown:
            book.remarks.undrawn_margins += has_text(root)
            continue
        counter = ListCounter(book.numbering, book.remarks)
        story = tuple(_on_page(StoryReader(book, root, counter, PageClock()).read(root), None))
        if story not in seen:
            seen.add(story)
            yield from story


def _references(package: Package, sections: list[Element], kind: str) -> dict[str, bool]:
    """The parts that sections name as header (or footer), and whether any page shows them."""
    even_pages = bool(switch(package.only("settings"), "evenAndOddHeaders"))
    references: dict[str, bool] = {}
    for section in sections:
        shown = {"first": bool(switch(section, "titlePg")), "even": even_pages}
        for reference in section.iterfind(f"{W}{kind}Reference"):
            relation_id = reference.get(R + "id", "")
            on_page = shown.get(reference.get(W + "type", "default"), True)
            references[relation_id] = references.get(relation_id, False) or on_page
    return references


def _notes(package: Package, book: Book, page_count: int | None) -> Iterator[Block]:
    """Footnotes on their pages, then endnotes on the last one, in the order of the references to them."""
    for kind, part in _NOTES:
        pages = {note_id: page for (of, note_id), page in book.remarks.note_pages.items() if of == kind}
        root = package.only(part) if pages else None
        if root is None:
            continue
        notes = {note.get(W + "id", ""): note for note in root.iterfind(W + kind)}
        reader = StoryReader(book, root, ListCounter(book.numbering, book.remarks), PageClock())
        for note_id in filter(notes.__contains__, pages):
            place = pages[note_id] if kind == "footnote" else page_count
            yield from _on_page(reader.read(notes[note_id]), place if page_count else None)


def _picture_notices(package: Package, blocks: tuple[Block, ...]) -> Iterator[Notice]:
    has_words = any(isinstance(block, Paragraph) or any(cell.text for cell in block.cells) for block in blocks)
    pictures = sum(1 for _ in package.of_kind("image"))
    if pictures and not has_words:
        yield Notice("page_without_text", f"{pictures} pictures without text: the document needs OCR")
