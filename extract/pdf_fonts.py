"""Fonts: from the bytes of a shown string to letters and widths, each string looked up once a font."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pdfminer.cmapdb import CMapParser, FileUnicodeMap
from pdfminer.pdffont import PDFCIDFont, PDFFont, PDFSimpleFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1

from extract.pdf_lexer import string
from extract.pdf_limits import MAX_MAP_BYTES
from extract.pdf_tounicode import MAX_RANGE, mend_by_font, read_to_unicode

_BOLD = re.compile("bold|black|heavy", re.IGNORECASE)
_MAX_CACHED = 4096  # strings kept a font; Word and browsers show one to three letters at a time
Letter = tuple[str, float, bool]  # text, width for a font of size 1, is it the code 32 that word spacing widens


class UnsupportedFontError(Exception):
    """Writing from top to bottom: left to pdfplumber, which draws it right."""


@dataclass(frozen=True, slots=True)
class FontFacts:
    """What the layout needs to know of a document's fonts, by font number.

    `descents` are depths below the baseline as a (negative) share of the font size. `unsure` are fonts with several
    glyphs that stand for nothing: one is the ring of SARA AM, another may be ring and tone in one, which is lost.
    `mended` are the letters that a font's own tables gave where the PDF's map of it was wrong.
    """

    descents: Mapping[int, float]
    bold: Collection[int] = ()
    unsure: Collection[int] = ()
    mended: Mapping[int, Collection[str]] = field(default_factory=dict)


@dataclass(slots=True)
class FontFace:
    """One font of a document with what was decoded so far. `number` tells fonts apart within a document."""

    number: int
    font: PDFFont
    descent: float
    multibyte: bool
    has_unicode: bool
    strings: dict[bytes, tuple[Letter, ...]] = field(default_factory=dict)
    letters: dict[int, Letter] = field(default_factory=dict)
    silent: set[int] = field(default_factory=set)  # codes that the font's map gives no letter at all

    def decode(self, token: bytes) -> tuple[Letter, ...]:
        """The letters of a string token `(…)` or `<…>`."""
        letters = self.letters
        found = tuple([letters.get(code) or self._letter(code) for code in self.font.decode(string(token))])
        if len(self.strings) < _MAX_CACHED and len(token) < 64:
            self.strings[token] = found
        return found

    def _letter(self, code: int) -> Letter:
        try:
            text = self.font.to_unichr(code)
        except PDFUnicodeNotDefined:
            text = f"(cid:{code})"  # as pdfminer prints a code that no map knows
        if not text:
            self.silent.add(code)
        found = self.letters[code] = (text, self.font.char_width(code), code == 32)
        return found


class FontShelf:
    """All fonts of one document, each read once."""

    def __init__(self, resources: PDFResourceManager, *, plain: bool = False) -> None:
        """`plain` believes every ToUnicode map, as pdfplumber does."""
        self._resources = resources
        self._plain = plain
        self._faces: dict[int, FontFace] = {}
        self._count = 0
        self._descents: dict[int, float] = {}
        self._bold: set[int] = set()
        self._mended: dict[int, frozenset[str]] = {}

    def face(self, reference: Any) -> FontFace:
        """The font that a page's resources name. Raises `UnsupportedFontError`."""
        object_id = getattr(reference, "objid", None)
        if object_id is not None and object_id in self._faces:
            return self._faces[object_id]
        face = self._read(dict_value(reference) if reference is not None else {})
        if object_id is not None:
            self._faces[object_id] = face
        return face

    def facts(self) -> FontFacts:
        """What the layout needs to know of all fonts met so far."""
        unsure = frozenset(face.number for face in self._faces.values() if len(face.silent) > 1)
        return FontFacts(self._descents, frozenset(self._bold), unsure, self._mended)

    def _read(self, spec: Mapping[str, Any]) -> FontFace:
        light, to_unicode = _without_to_unicode(spec)
        font = self._resources.get_font(None, light)
        if to_unicode is not None and isinstance(font, PDFSimpleFont | PDFCIDFont):
            font.unicode_map = to_unicode
            if not self._plain:
                mended = mend_by_font(to_unicode.cid2unichr, spec)
                if mended:
                    self._mended[self._count + 1] = mended
        if font.is_vertical():
            raise UnsupportedFontError("vertical writing")
        self._count += 1
        self._descents[self._count] = font.get_descent()
        if _BOLD.search(str(font.fontname)):
            self._bold.add(self._count)
        return FontFace(
            self._count,
            font,
            font.get_descent(),
            font.is_multibyte(),
            getattr(font, "unicode_map", None) is not None or isinstance(font, PDFSimpleFont),
        )


def _without_to_unicode(spec: Mapping[str, Any]) -> tuple[Mapping[str, Any], FileUnicodeMap | None]:
    """The font's dictionary less what pdfminer would read slowly, and the map read here.

    A font with a ToUnicode map does not need its embedded programme, which pdfminer would unpack for nothing.
    """
    stream = resolve1(spec.get("ToUnicode"))
    if not isinstance(stream, PDFStream):
        return spec, None
    data = stream.get_data()
    if len(data) > MAX_MAP_BYTES:
        data = stream.data = b""  # no font has so many letters
    found = read_to_unicode(data)
    if found is None:
        found = FileUnicodeMap()
        if b"begincidrange" not in data or len(data) < MAX_RANGE:
            CMapParser(found, BytesIO(data)).run()
    light = {key: value for key, value in spec.items() if key != "ToUnicode"}
    if "DescendantFonts" in light:
        below = list_value(light["DescendantFonts"])
        if below:
            light["DescendantFonts"] = [_without_programme(dict_value(below[0])), *below[1:]]
    return light, found


def _without_programme(spec: Mapping[str, Any]) -> Mapping[str, Any]:
    if "FontDescriptor" not in spec:
        return spec
    descriptor = dict_value(spec["FontDescriptor"])
    return {
        **spec,
        "FontDescriptor": {key: value for key, value in descriptor.items() if key != "FontFile2"},
    }
