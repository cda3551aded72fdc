"""Text of Word files: what is drawn, once, in order, with its line, kind and page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.document import LineKind, SourceFormat, Table, TextOrigin
from extract.docx import read_docx
from tests.test_docx_building import (
    box,
    cell,
    lines,
    long_field,
    notice_codes,
    par,
    read_body,
    row,
    run,
    table,
    texts,
    word_file,
)

DRAWN = [
    ("two runs", run("เท") + run("ศบาล"), ["เทศบาล"]),  # municipality
    ("inserted", f"<w:ins>{run('ก')}</w:ins>{run('ข')}", ["กข"]),
    ("deleted", f"<w:del><w:r><w:delText>ก</w:delText></w:r></w:del>{run('ข')}", ["ข"]),
    ("moved away and here", f"<w:moveFrom>{run('ก')}</w:moveFrom><w:moveTo>{run('ก')}</w:moveTo>", ["ก"]),
    ("hyperlink", f"<w:hyperlink>{run('เว็บ')}</w:hyperlink>{run('ข')}", ["เว็บข"]),  # web
    ("smart tag", f"<w:smartTag><w:smartTagPr/>{run('ก')}</w:smartTag>", ["ก"]),
    ("content control", f"<w:sdt><w:sdtPr/><w:sdtContent>{run('ก')}</w:sdtContent></w:sdt>", ["ก"]),
    ("short field", f'<w:fldSimple w:instr="PAGE">{run("๓")}</w:fldSimple>', ["๓"]),
    ("long field", run("หน้า ") + long_field("PAGE", run("๓")) + run(" จบ"), ["หน้า ๓ จบ"]),  # page … end
    ("field in a field's code", long_field(long_field("X", run("รหัส")), run("ผล")), ["ผล"]),
    ("field without an end", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("ก"), ["ก"]),
    ("field without a result", long_field("TC", "") + run("ก"), ["ก"]),
    ("comment", run("ก") + '<w:r><w:commentReference w:id="1"/></w:r>', ["ก"]),
    ("math", "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", ["x=1"]),
    ("bidirectional wrapper", f"<w:bdo>{run('ก')}</w:bdo>", ["ก"]),
    ("unknown wrapper", f"<w:newThing>{run('ก')}</w:newThing>", ["ก"]),
    ("ruby", f"<w:ruby><w:rt>{run('b')}</w:rt><w:rubyBase>{run('a')}</w:rubyBase></w:ruby>", ["ab"]),
    ("break", run("ก") + "<w:r><w:br/></w:r>" + run("ข"), ["ก", "ข"]),
    ("return", run("ก") + "<w:r><w:cr/></w:r>" + run("ข"), ["ก", "ข"]),
    ("tab", run("ก") + "<w:r><w:tab/></w:r>" + run("ข"), ["ก ข"]),
    ("hyphens", "<w:r><w:t>๐</w:t><w:noBreakHyphen/><w:t>๗</w:t><w:softHyphen/><w:t>๕</w:t></w:r>", ["๐-๗๕"]),
    ("line feed in the XML", run("ก\nข"), ["ก ข"]),
    ("blanks at the ends", "<w:r><w:t>ก</w:t><w:t> ข </w:t><w:t>ค</w:t></w:r>", ["กขค"]),
    ("kept blanks at the ends", run("ก") + run(" ข ") + run("ค"), ["ก ข ค"]),
    ("word art", '<w:r><w:pict><v:textpath string="สำเนา"/></w:pict></w:r>', ["สำเนา"]),  # copy
    ("text box", run("ก") + box(par("ข") + par("ค")) + run("ง"), ["กง", "ข", "ค"]),
    ("box in a box", box(par(run("ก") + box(par("ข")))), ["ก", "ข"]),
    ("tick", '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', ["✓"]),
    ("tick as a letter", run("ü", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), ["✓"]),
    ("tick as a private letter", run("\uf0fc", '<w:rFonts w:ascii="Wingdings"/>'), ["✓"]),
    ("Thai in a symbol font", run("ก ข", '<w:rFonts w:ascii="Symbol"/>'), ["ก ข"]),
    ("sign of a text font", '<w:r><w:sym w:font="TH SarabunPSK" w:char="0E01"/></w:r>', ["ก"]),
    ("empty", "", []),
    ("only blanks", run("  "), []),
]  # fmt: skip


@pytest.mark.parametrize(("inner", "expected"), [case[1:] for case in DRAWN], ids=[case[0] for case in DRAWN])
def test_a_paragraph_has_the_text_that_word_draws(inner: str, expected: list[str]) -> None:
    assert texts(read_body(par(inner))) == expected


@pytest.mark.parametrize(("inner", "expected"), [case[1:] for case in DRAWN], ids=[case[0] for case in DRAWN])
def test_a_cell_has_the_same_lines(inner: str, expected: list[str]) -> None:
    document = read_body(table(row(cell(par(inner)))))
    assert [block for block in document.blocks if not isinstance(block, Table)] == []
    assert texts(document) == expected


def test_raw_text_is_what_the_file_stores() -> None:
    inner = run(" ก ") + "<w:r><w:tab/></w:r>" + run("\uf0fc", '<w:rFonts w:ascii="Wingdings"/>')
    (line,) = lines(read_body(par(inner)))
    assert (line.raw_text, line.text) == (" ก \t\uf0fc", "ก  ✓")


def test_where_it_comes_from() -> None:
    document = read_body(par("ก"))
    assert (document.source_format, document.text_origin) == (SourceFormat.DOCX, TextOrigin.MARKUP)
    assert (document.page_count, document.blocks[0].page, document.notices) == (None, None, ())


def test_blocks_stand_in_order_through_wrappers() -> None:
    grid = table(row(cell("ข")))
    body = par("ก") + f"<w:sdt><w:sdtContent>{grid}{par('ค')}</w:sdtContent></w:sdt><w:ins>{par('ง')}</w:ins>"
    body += f'<mc:AlternateContent><mc:Choice Requires="x">{par("จ")}</mc:Choice></mc:AlternateContent>'
    document = read_body(body + "<w:customXml>" + par("ฉ") + "</w:customXml>")
    assert texts(document) == ["ก", "ข", "ค", "ง", "จ", "ฉ"]
    assert [isinstance(block, Table) for block in document.blocks] == [
        False,
        True,
        False,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("choice", "fallback", "expected"),
    [(run("ก"), run("ข"), ["ก"]), ("<w:drawing/>", run("ข"), ["ข"]), ("<w:drawing/>", "", [])],
    ids=["the choice", "the fallback has the text", "neither has text"],
)
def test_of_two_branches_one_is_read(choice: str, fallback: str, expected: list[str]) -> None:
    inner = f"<mc:Fallback>{fallback}</mc:Fallback>"
    inner = f'<mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>{inner}</mc:AlternateContent>'
    assert texts(read_body(par(inner))) == expected


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    assert texts(read_body(par("ก", gone) + par("ข") + par("ค"))) == ["กข", "ค"]
    assert texts(read_body(par("", gone) + table(row(cell("ข"))))) == ["ข"]
    assert texts(read_body(par("ก", gone))) == ["ก"]


HIDDEN_STYLES = (
    '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="p"><w:basedOn w:val="q"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="q"><w:basedOn w:val="p"/><w:rPr><w:vanish/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    ("properties", "style", "expected"),
    [
        ("<w:vanish/>", "", ["ก"]),
        ('<w:vanish w:val="0"/>', "", ["กลับ"]),
        ('<w:rStyle w:val="h"/>', "", ["ก"]),
        ("", '<w:pStyle w:val="p"/>', []),
        ("<w:webHidden/>", "", ["กลับ"]),
    ],
    ids=["own", "switched off", "by style", "by paragraph style in a circle", "web only"],
)
def test_hidden_text_is_left_out_with_a_notice(properties: str, style: str, expected: list[str]) -> None:
    document = read_body(par(run("ก") + run("ลับ", properties), style), styles=HIDDEN_STYLES)  # ลับ: secret
    assert texts(document) == expected
    assert notice_codes(document) == ([] if expected == ["กลับ"] else ["hidden_text_skipped"])


@pytest.mark.parametrize(
    ("inner", "code"),
    [
        ('<w:r><w:sym w:font="Webdings" w:char="F0AA"/></w:r>', "symbol_unknown"),
        ('<w:r><w:sym w:font="Arial" w:char="zz"/></w:r>', "symbol_unknown"),
        ("<w:r><w:sym/></w:r>", "symbol_unknown"),
        (long_field(long_field("X", run("รหัส")), run("ผล")), "field_text_skipped"),
    ],
)
def test_what_cannot_be_read_has_a_notice(inner: str, code: str) -> None:
    assert notice_codes(read_body(par(inner))) == [code]


def test_embedded_documents_charts_and_mere_pictures_have_notices() -> None:
    document = read_body('<w:altChunk r:id="x"/>' + par("ก"), chart1="", image1="")
    assert notice_codes(document) == ["embedded_part_skipped", "graphic_text_unread"]
    assert notice_codes(read_body(par("<w:r><w:drawing/></w:r>"), image1="")) == ["page_without_text"]


STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{style_id}"{more}><w:name w:val="{name}"/>'
    f'<w:basedOn w:val="{base}"/><w:pPr>{properties}</w:pPr></w:style>'
    for style_id, name, base, properties, more in [
        ("1", "heading 1", "", '<w:outlineLvl w:val="0"/>', ""),
        ("20", "Heading 2", "", "", ""),
        ("own", "หัวข้อของเรา", "20", "", ""),  # our own heading
        ("th", "หัวเรื่อง 3", "", "", ""),
        ("t", "Title", "", "", ""),
        ("o", "outline only", "", '<w:outlineLvl w:val="7"/>', ""),
        ("n", "Normal", "", "", ' w:default="1"'),
        ("page", "new page", "", "<w:pageBreakBefore/>", ""),
    ]
)


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        ('<w:pStyle w:val="1"/>', 1),
        ('<w:pStyle w:val="20"/>', 2),
        ('<w:pStyle w:val="own"/>', 2),
        ('<w:pStyle w:val="th"/>', 3),
        ('<w:pStyle w:val="t"/>', 1),
        ('<w:pStyle w:val="o"/>', 6),
        ('<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>', 0),
        ('<w:outlineLvl w:val="1"/>', 2),
        ('<w:outlineLvl w:val="x"/>', 0),
        ('<w:pStyle w:val="missing"/>', 0),
        ("", 0),
    ],
)
def test_headings(properties: str, level: int) -> None:
    (line,) = lines(read_body(par("ก", properties), styles=STYLES))
    assert (line.kind, line.level) == (LineKind.HEADING if level else LineKind.PARAGRAPH, level)


def test_both_lines_of_a_broken_title_are_headings() -> None:
    title = lines(read_body(par(run("ก") + "<w:r><w:br/></w:r>" + run("ข"), '<w:pStyle w:val="t"/>'), styles=STYLES))
    assert [(line.text, line.kind) for line in title] == [("ก", LineKind.HEADING), ("ข", LineKind.HEADING)]


NOTED = "<w:r><w:lastRenderedPageBreak/></w:r>"
FORCED = '<w:r><w:br w:type="page"/></w:r>'
SECTION = '<w:sectPr><w:type w:val="{}"/></w:sectPr>'
BREAK_BEFORE = "<w:pageBreakBefore/>"
ROW_OVER_PAGES = row(cell(par(run("ข") + NOTED + run("ค"))), cell(par(run("ง") + NOTED + run("จ"))))


@pytest.mark.parametrize(
    ("body", "pages", "count"),
    [
        (par("ก") + par("ข"), [None, None], None),
        (par("ก") + par(NOTED + run("ข")), [1, 2], 2),
        (par("ก") + par(FORCED) + par("ข"), [1, 2], 2),
        (par("ก") + par(FORCED) + par(NOTED + run("ข")), [1, 2], 2),
        (par("ก") + par(FORCED + FORCED) + par(NOTED + run("ข")), [1, 3], 3),
        (par("ก") + par("ข", BREAK_BEFORE), [1, 2], 2),
        (par("ก") + par(NOTED + run("ข"), BREAK_BEFORE), [1, 2], 2),
        (par("ก", BREAK_BEFORE) + par("ข"), [1, 1], 1),
        (par("ก") + par("ข", '<w:pStyle w:val="page"/>'), [1, 2], 2),
        (par(run("ก") + NOTED + run("ข")) + par("ค"), [1, 2], 2),
        (par("ก", SECTION.format("continuous")) + par("ข") + SECTION.format("nextPage"), [1, 2], 2),
        (par("ก", SECTION.format("nextPage")) + par("ข") + SECTION.format("continuous"), [None, None], None),
        (par("ก", "<w:sectPr/>") + par("ข") + "<w:sectPr/>", [1, 2], 2),
        (par("ก") + table(ROW_OVER_PAGES) + par("ฉ"), [1, 1, 2], 2),
        (par("ก") + table(row(cell(), cell(par(NOTED + run("ข"))))) + par("ฉ"), [1, 2, 2], 2),
        (par("ก") + par(box(par(NOTED + FORCED + run("ข")))) + par("ค"), [None, None, None], None),
    ],
)  # fmt: skip
def test_pages(body: str, pages: list[int | None], count: int | None) -> None:
    document = read_body(body, styles=STYLES)
    assert [block.page for block in document.blocks] == pages
    assert document.page_count == count


HEADS = '<w:sectPr><w:headerReference w:type="{}" r:id="header1"/><w:footerReference r:id="footer1"/>{}</w:sectPr>'


@pytest.mark.parametrize(
    ("kind", "more", "settings_xml", "shown"),
    [
        ("default", "", "", True),
        ("first", "", "", False),
        ("first", "<w:titlePg/>", "", True),
        ("even", "", "", False),
        ("even", "", "<w:evenAndOddHeaders/>", True),
    ],
)
def test_headers_and_footers_that_pages_show(kind: str, more: str, settings_xml: str, shown: bool) -> None:
    parts = {"header1": par("บันทึกข้อความ"), "footer1": par("ท้าย"), "settings": settings_xml}  # memo; foot
    document = read_body(par("ก") + HEADS.format(kind, more), **parts)
    assert texts(document) == (["บันทึกข้อความ"] if shown else []) + ["ก", "ท้าย"]
    assert notice_codes(document) == ([] if shown else ["header_not_drawn"])


def test_the_same_header_of_several_sections_stands_once() -> None:
    sections = [f'<w:sectPr><w:headerReference r:id="header{number}"/></w:sectPr>' for number in (1, 2, 3, 9)]
    body = "".join(par("ก", section) for section in sections)
    document = read_body(body, header1=par("หัว"), header2=par("หัว"), header3=par("อื่น"))
    assert texts(document) == ["หัว", "อื่น", "ก", "ก", "ก", "ก"]


def test_notes_stand_at_the_end_on_the_page_of_their_mark() -> None:
    mark = '<w:r><w:{}Reference w:id="{}"/></w:r>'
    body = par(run("ก") + mark.format("endnote", 1) + FORCED + mark.format("footnote", 5) + mark.format("footnote", 4))
    notes = "".join(f'<w:footnote w:id="{number}">{par(f"ข{number}")}</w:footnote>' for number in (-1, 4, 5))
    document = read_body(body, footnotes=notes, endnotes=f'<w:endnote w:id="1">{par("ค")}</w:endnote>')
    assert [(block.page, block.text) for block in document.paragraphs] == [
        (1, "ก"),
        (2, "ข5"),
        (2, "ข4"),
        (2, "ค"),
    ]


# Every character once, in order: random documents of unique words, in all the wrappers that Word knows.
WRAPPERS: list[Callable[[str], str]] = [
    lambda inner: inner,
    lambda inner: f"<w:ins>{inner}</w:ins>",
    lambda inner: f"<w:hyperlink>{inner}</w:hyperlink>",
    lambda inner: f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>",
    lambda inner: f"<w:smartTag>{inner}</w:smartTag>",
    lambda inner: f'<w:fldSimple w:instr="ก">{inner}</w:fldSimple>',
    lambda inner: long_field("HYPERLINK ก", inner),
    lambda inner: inner + "<w:del><w:r><w:delText>ก</w:delText></w:r></w:del>",
    lambda inner: inner + f"<w:moveFrom>{run('ก')}</w:moveFrom>",
    lambda inner: inner + "<w:r><w:br/></w:r>",
    lambda inner: inner + NOTED + "<w:r><w:tab/></w:r>",
]


@dataclass
class Writer:
    """Writes a random document. `words` are the words in reading order; those of nested tables come later."""

    data: st.DataObject
    count: int = 0
    words: list[str] = field(default_factory=list)

    def pick(self, low: int, high: int) -> int:
        return self.data.draw(st.integers(low, high))

    def runs(self) -> str:
        inner = ""
        for _ in range(self.pick(0, 3)):
            self.count += 1
            self.words.append(f"w{self.count}")
            inner += WRAPPERS[self.pick(0, len(WRAPPERS) - 1)](run(f" w{self.count} "))
        return inner

    def blocks(self, depth: int) -> str:
        return "".join(self.block(depth) for _ in range(self.pick(1, 3))) + par()

    def block(self, depth: int) -> str:
        kind = self.pick(0, 3) if depth else 0
        if kind == 3:
            return self.grid(depth - 1)
        runs = self.runs()
        return par(runs + box(self.blocks(depth - 1))) if kind == 2 else par(runs)

    def grid(self, depth: int) -> str:
        """A table of random spans; nested tables' words are put behind those of the table itself."""
        later: list[str] = []
        rows = ""
        for _ in range(self.pick(1, 3)):
            cells = ""
            for _ in range(self.pick(1, 3)):
                inner = par(self.runs())
                if depth and self.pick(0, 2) == 0:
                    own, self.words = self.words, []
                    inner += self.grid(depth - 1) + par()
                    later, self.words = later + self.words, own
                cells += cell(inner, f'<w:gridSpan w:val="{self.pick(1, 3)}"/>')
            rows += row(cells, properties=f'<w:gridBefore w:val="{self.pick(0, 2)}"/>')
        self.words += later
        return table(rows)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_every_word_stands_once_and_in_order(data: st.DataObject) -> None:
    writer = Writer(data)
    body = "".join(writer.block(2) for _ in range(3))
    document = read_docx(word_file(body))
    assert " ".join(texts(document)).split() == writer.words
    raw = [line.raw_text for line in lines(document)]
    assert " ".join(raw).split() == writer.words
