"""Text and Markdown files: lines, tables of each textual kind, inline markup, pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import extract
from extract.document import Document, LineKind, Paragraph, SourceFormat, Table, TextOrigin
from extract.markup import read_markup
from tidy.errors import UnreadableSource

REPORTS = Path(__file__).parents[2] / "shared" / "reports"


def document(text: str, suffix: str = ".txt") -> Document:
    return read_markup(text.encode(), suffix)


def texts(found: Document) -> list[str]:
    return [paragraph.text for paragraph in found.paragraphs]


def rows(table: Table) -> list[list[str]]:
    found: list[list[str]] = [[] for _ in range(table.row_count)]
    for cell in table.cells:
        found[cell.row_no - 1].append(cell.text)
    return found


def shape(found: Document) -> list[object]:
    return [block.text if isinstance(block, Paragraph) else rows(block) for block in found.blocks]


def ink(text: str) -> str:
    return "".join(text.split())


def all_ink(found: Document) -> str:
    parts = [b.text if isinstance(b, Paragraph) else "".join(c.text for c in b.cells) for b in found.blocks]
    return ink("".join(parts))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("รายงานผล\nประจำปี\n\n\nเทศบาล", ["รายงานผล", "ประจำปี", "เทศบาล"]),
        ("ก\r\nข\rค\u2028ง", ["ก", "ข", "ค", "ง"]),
        ("**หัวข้อ\nต่อ**", ["หัวข้อ", "ต่อ"]),
        ("คะแนน <85 และ a<b ก<ข>", ["คะแนน <85 และ a<b ก<ข>"]),
        ("a <b และ c> d", ["a <b และ c> d"]),
        ("คะแนน* 5*3*2 a_b_c ___ (__) (__)", ["คะแนน* 5*3*2 a_b_c ___ (__) (__)"]),
        (r"\*\*\*", ["***"]),
        ("*เอียง* _เอียง_ ~~ลบ~~ `รหัส`", ["เอียง เอียง ลบ รหัส"]),
        ("*หมายเหตุ\nดู*", ["*หมายเหตุ", "ดู*"]),
        ("[เว็บไซต์](https://a.go.th/x_(1)) [๑](ก)", ["เว็บไซต์ [๑](ก)"]),
        ("Dos &amp; Don'ts ?a=1&copy=2", ["Dos & Don'ts ?a=1&copy=2"]),
        ("หนึ่ง<br>สอง<p>สาม</p>", ["หนึ่ง", "สอง", "สาม"]),
        ("```markdown\nก\n```", ["ก"]),
        ("<div>\n\nก\n\n</div>", ["ก"]),
        ("    เยื้องสี่ช่อง", ["เยื้องสี่ช่อง"]),
        ("---\nชื่อ: ก\n---", ["---", "ชื่อ: ก", "---"]),
        ("ที่ นบ 5/1\t\t\tวันที่ 2 มกราคม 2567", ["ที่ นบ 5/1\t\t\tวันที่ 2 มกราคม 2567"]),
        ("\tเรื่องเดิม\n\t๑.\tจัดทำแผน\n\t๒.\tรายงาน", ["เรื่องเดิม", "๑.\tจัดทำแผน", "๒.\tรายงาน"]),
        ("นี่คือ  ข้อความ  ยาว\nที่มี  ช่อง  ว่างมากกว่า\nหลาย  ช่องนะ  ครับ", None),
    ],
)
def test_lines_stay_lines(text: str, expected: list[str] | None) -> None:
    found = document(text)
    assert not found.tables
    assert texts(found) == (expected or text.split("\n"))


@pytest.mark.parametrize(
    ("line", "kind", "level", "text"),
    [
        ("# หนึ่ง", LineKind.HEADING, 1, "หนึ่ง"),
        ("### **สาม** ###", LineKind.HEADING, 3, "สาม"),
        ("#แฮชแท็ก", LineKind.PARAGRAPH, 0, "#แฮชแท็ก"),
        ("หัวเรื่อง\n=====", LineKind.HEADING, 1, "หัวเรื่อง"),
        ("หัวเรื่อง\n---", LineKind.HEADING, 2, "หัวเรื่อง"),
        ("- ★ ตัวชี้วัด", LineKind.LIST_ITEM, 1, "- ★ ตัวชี้วัด"),
        ("➢ ข้อ", LineKind.LIST_ITEM, 1, "➢ ข้อ"),
        ("* ข้อ", LineKind.LIST_ITEM, 1, "* ข้อ"),
        ("๑) ข้อ", LineKind.LIST_ITEM, 1, "๑) ข้อ"),
        ("(๑) ข้อ", LineKind.LIST_ITEM, 1, "(๑) ข้อ"),
        ("๒.๑ ข้อย่อย", LineKind.LIST_ITEM, 2, "๒.๑ ข้อย่อย"),
        ("(๑ ตุลาคม ๒๕๖๗)", LineKind.PARAGRAPH, 0, "(๑ ตุลาคม ๒๕๖๗)"),
        ("2567 เป็นปี", LineKind.PARAGRAPH, 0, "2567 เป็นปี"),
        ("-4.79", LineKind.PARAGRAPH, 0, "-4.79"),
        ("**ตัวหนา** ไม่ใช่รายการ", LineKind.PARAGRAPH, 0, "ตัวหนา ไม่ใช่รายการ"),
    ],
)
def test_kinds_of_lines(line: str, kind: LineKind, level: int, text: str) -> None:
    (paragraph,) = document(line).paragraphs
    assert (paragraph.line.kind, paragraph.line.level, paragraph.text) == (kind, level, text)
    assert paragraph.raw_text == line


def test_deeper_list_items_know_their_depth() -> None:
    found = document("- ก\n - ข\n   - ค\n- ง")
    assert [paragraph.line.level for paragraph in found.paragraphs] == [1, 2, 3, 1]


TABLES = [
    ("ก\tข\tค\n1\t2\t3", [[["ก", "ข", "ค"], ["1", "2", "3"]]]),
    ("หัวเรื่อง\nก\tข\n1\t2\nจบ", ["หัวเรื่อง", [["ก", "ข"], ["1", "2"]], "จบ"]),
    ("ก\tข\n1\t2\n\nก\tข\n3\t4", [[["ก", "ข"], ["1", "2"]], [["ก", "ข"], ["3", "4"]]]),
    ("ก\tข\tค\n1\t2\n3\t4\t5\t6", [[["ก", "ข", "ค"], ["1", "2"], ["3", "4", "5", "6"]]]),
    ("\t\t2566\t\nก\tข\tค\tง", [[["", "", "2566", ""], ["ก", "ข", "ค", "ง"]]]),
    ("ก\tข\n\t\n1\t2", [[["ก", "ข"], ["", ""], ["1", "2"]]]),
    # rows whose cells are broken over lines
    ("ก\tข\tค\n1\tก\nข\t3", [[["ก", "ข", "ค"], ["1", "ก\nข", "3"]]]),
    ("ก\tข/\nค\tง\n1\t2\t3\n4\t5\t6", [[["ก", "ข/\nค", "ง"], ["1", "2", "3"], ["4", "5", "6"]]]),
    ("ก\tข\tค\n1\tก\n- ข\n- ค\t3", [[["ก", "ข", "ค"], ["1", "ก\n- ข\n- ค", "3"]]]),
    ("1\tก\t1. ปลัด\n2. คลัง\n2\tข\tช่าง", [[["1", "ก", "1. ปลัด\n2. คลัง"], ["2", "ข", "ช่าง"]]]),
    # rows whose empty last cells were trimmed are not two halves of one row
    ("ก\tข\tค\tง\tจ\n1\tx\ty\n2\tz\tw", [[["ก", "ข", "ค", "ง", "จ"], ["1", "x", "y"], ["2", "z", "w"]]]),
    ("ก\tข\tค\nง\tจ\nฉ\tช\nซ\tฌ", [[["ก", "ข", "ค"], ["ง", "จ"], ["ฉ", "ช"], ["ซ", "ฌ"]]]),
    # nor are lines whose tabs add up by chance: the next one opens as full rows do, or says (ต่อ) (continued)
    (
        "ก\tข\tค\tง\n\tน\tต\n๓. x\t- y\n๔. x\ty\tz\tw",
        [[["ก", "ข", "ค", "ง"], ["", "น", "ต"], ["๓. x", "- y"], ["๔. x", "y", "z", "w"]]],
    ),
    (
        "ก\tข\tค\tง\n\tน\tต\nx (ต่อ)\t- y\nx\ty\tz\tw",
        [[["ก", "ข", "ค", "ง"], ["", "น", "ต"], ["x (ต่อ)", "- y"], ["x", "y", "z", "w"]]],
    ),
    (
        "ก\tข\tค\tง\nด้าน\t\n1\tx\ty\tz\nด้าน\t\nข้อ\tข\tค\n1\tx\ty\tz",
        [
            [
                ["ก", "ข", "ค", "ง"],
                ["ด้าน", ""],
                ["1", "x", "y", "z"],
                ["ด้าน", ""],
                ["ข้อ", "ข", "ค"],
                ["1", "x", "y", "z"],
            ]
        ],
    ),
    ("ก\tข\tค\n๑. x\t1) y\n2) y\tz\n๒. x\ty\tz", [[["ก", "ข", "ค"], ["๑. x", "1) y\n2) y", "z"], ["๒. x", "y", "z"]]]),
    # quoted as spreadsheets copy it; quotation marks for "as above" are none
    ('ก\t"ข\n""ค"""\tง\n1\t2\t3', [[["ก", 'ข\n"ค"', "ง"], ["1", "2", "3"]]]),
    ('ก\t"ข\n\nค"\tง\n1\t2\t3', [[["ก", "ข\nค", "ง"], ["1", "2", "3"]]]),
    ('ก\t"\tข\nค\t"\tง', [[["ก", '"', "ข"], ["ค", '"', "ง"]]]),
    # two tables of different width with a heading between them
    ("ก\tข\n1\t2\nหัวเรื่อง\nก\tข\tค\n1\t2\t3", [[["ก", "ข"], ["1", "2"]], "หัวเรื่อง", [["ก", "ข", "ค"], ["1", "2", "3"]]]),
    ("ก\tข\n1\t2\n## หัว\nก\tข\n3\t4", [[["ก", "ข"], ["1", "2"]], "หัว", [["ก", "ข"], ["3", "4"]]]),
    # Markdown
    ("ก่อน\n|ก|ข|\n|---|:-:|\n|1|a \\| b|", ["ก่อน", [["ก", "ข"], ["1", "a | b"]]]),
    ("ก | ข\n--- | ---\n1 | 2\n\nหลัง", [[["ก", "ข"], ["1", "2"]], "หลัง"]),
    ("|ก|ข|\n|1|2|", [[["ก", "ข"], ["1", "2"]]]),
    ("|ก|ข|\n|---|---|\n|1|ก\nข|\n|2|ค|", [[["ก", "ข"], ["1", "ก\nข"], ["2", "ค"]]]),
    ("|ก|ข|\n|---|---|\n|-|-|\n|1|**2**|", [[["ก", "ข"], ["-", "-"], ["1", "2"]]]),
    ("|ก|ข|\n|---|---|\n|1. x<br>2. y||", [[["ก", "ข"], ["1. x\n2. y", ""]]]),
    ("หน้าแรก | ข่าว | ติดต่อ", ["หน้าแรก | ข่าว | ติดต่อ"]),
    # drawn
    ("+--+--+\n|ก|ข|\n+==+==+\n|1|x|\n| |y|\n+--+--+\n|2|z|\n+--+--+", [[["ก", "ข"], ["1", "x\ny"], ["2", "z"]]]),
    ("┌──┬──┐\n│ก │ข │\n├──┼──┤\n│1 │2 │\n│3 │4 │\n└──┴──┘", [[["ก", "ข"], ["1", "2"], ["3", "4"]]]),
    # columns set apart by spaces
    (
        "ที่   ชื่อ      คะแนน\n1    งบ       85.0\n2    อำนาจ    9.1",
        [[["ที่", "ชื่อ", "คะแนน"], ["1", "งบ", "85.0"], ["2", "อำนาจ", "9.1"]]],
    ),
    ("1.   ก\n2.   ข\n3.   ค", ["1.   ก", "2.   ข", "3.   ค"]),
    # a line under columns but the first goes on with the row above; other lines end the table
    (
        "ที่   ชื่อ       หน่วย\n1    งบรายปี    กองคลัง\n     ทั้งหมด    กองช่าง\n2    อำนาจ     กองช่าง\n     1. ก\nจบ",
        [[["ที่", "ชื่อ", "หน่วย"], ["1", "งบรายปี ทั้งหมด", "กองคลัง กองช่าง"], ["2", "อำนาจ\n1. ก", "กองช่าง"]], "จบ"],
    ),
    (
        "ที่   ชื่อ      คะแนน\n1    งบ       85.0\n2    อำนาจ    9.1\n        ลงชื่อ",
        [[["ที่", "ชื่อ", "คะแนน"], ["1", "งบ", "85.0"], ["2", "อำนาจ", "9.1"]], "ลงชื่อ"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TABLES)
def test_tables_of_text(text: str, expected: list[object]) -> None:
    assert shape(document(text)) == expected


def test_line_without_tab_between_rows_is_a_row_of_full_width() -> None:
    (table,) = document("ก\tข\tค\nประเด็นที่ 1\n1\t2\t3").tables
    wide = next(cell for cell in table.cells if cell.row_no == 2)
    assert (wide.text, wide.col_no, wide.col_span, table.col_count) == ("ประเด็นที่ 1", 1, 3, 3)
    assert not table.spans_known


def test_cell_keeps_its_source_and_gives_its_lines() -> None:
    raw = '<ol style="list-style-type: none"> 1. ก 2. <b>ข</b> '
    (table,) = document(f"ชื่อ\t{raw}\tง\n1\t<p>ก &lt; ข</p> <p>ค</p>\t<ul><li>x<li>y</ul>").tables
    cells = {(cell.row_no, cell.col_no): cell for cell in table.cells}
    assert cells[1, 2].raw_text == raw
    assert cells[1, 2].text == "1. ก 2. ข"
    assert [(line.raw_text, line.text) for line in cells[2, 2].lines] == [
        ("<p>ก &lt; ข</p>", "ก < ข"),
        ("<p>ค</p>", "ค"),
    ]
    assert [(line.text, line.kind, line.level) for line in cells[2, 3].lines] == [
        ("x", LineKind.LIST_ITEM, 1),
        ("y", LineKind.LIST_ITEM, 1),
    ]


@pytest.mark.parametrize(
    ("raw", "lines"),
    [
        ("1. ก<br>2. ข<br/>", [("1. ก", "1. ก"), ("<br>2. ข", "2. ข")]),
        ("<b>ก</b>  <i>ข</i> <85", [("<b>ก</b>  <i>ข</i> <85", "ก  ข <85")]),
        ("ก</li> <li>ข", [("ก</li>", "ก"), ("<li>ข", "ข")]),  # its list opened in another cell
        ("<ol><li>ก<li>ข</ol>ค", [("<ol><li>ก", "ก"), ("<li>ข</ol>", "ข"), ("ค", "ค")]),
        ("<td>ก &lt;b&gt;</td><td>ข", [("<td>ก &lt;b&gt;</td>", "ก <b>"), ("<td>ข", "ข")]),
        ("<p>&nbsp;</p><p>ก</p>", [("<p>&nbsp;</p><p>ก</p>", "ก")]),
        ("<br>", [("", "")]),
        ("<textarea>ก</textarea>", [("<textarea>ก</textarea>", "ก")]),
    ],
)
def test_lines_of_a_cell_keep_their_source(raw: str, lines: list[tuple[str, str]]) -> None:
    (table,) = document(f"ชื่อ\t{raw}\tง\n1\t2\t3").tables
    cell = next(cell for cell in table.cells if (cell.row_no, cell.col_no) == (1, 2))
    assert cell.raw_text == raw
    assert [(line.raw_text, line.text) for line in cell.lines] == lines


def test_markdown_header_row_is_marked_as_such() -> None:
    (table,) = document("|ก|ข|\n|---|---|\n|1|2|").tables
    assert [cell.is_header for cell in table.cells] == [True, True, False, False]


@pytest.mark.parametrize(
    ("text", "pages", "count"),
    [
        ("ก\nข", [None, None], None),
        ("ก\f\nข\f", [1, 2], 2),
        ("<!-- page 1 -->\nก\n<!-- page 2 -->\nข", [1, 2], 2),
        ("ก\n<!-- PageBreak -->\nข", [1, 2], 2),
        ('ก\n<div style="page-break-after: always"></div>\nข', [1, 2], 2),
        ("ก\n--- Page 1 ---\nข\n--- Page 2 ---", [1, 1, 2, 2], 2),
        ("[หน้า ๑]\nก\n[หน้า ๒]\nข", [1, 1, 2, 2], 2),
        ("ก\n- ๒ -\nข\n- ๓ -\nค", [1, 2, 2, 3, 3], 3),
        ("ก\n1/2\nข\n2/2", [1, 1, 2, 2], 2),
        ("ก\nหน้า ๑ จาก ๒\nข\nหน้า ๒ จาก ๒", [1, 1, 2, 2], 2),
        ("ก\n- ๒ -\nข\n- ๕ -\nค", [None] * 5, None),  # does not count up
        ("ก\n- ๒ -\nข\n- ๓ -", [None] * 4, None),  # head or foot of the page: open
        ("ก\n1/2\nข\n2/3\nค", [None] * 5, None),
        ("1/2567\nก\n2/2567", [1, 1, 2], 2),
    ],
)
def test_pages(text: str, pages: list[int | None], count: int | None) -> None:
    found = document(text)
    assert ([paragraph.page for paragraph in found.paragraphs], found.page_count) == (pages, count)


def test_table_that_goes_on_over_a_page_is_two_blocks() -> None:
    found = document("[หน้า ๑]\nก\tข\n1\t2\n[หน้า ๒]\n3\t4\n")
    assert [(table.page, table.row_count) for table in found.tables] == [(1, 2), (2, 1)]


def test_html_tables_and_lists_in_text() -> None:
    text = (
        "ก่อน <table border=1><tr><th rowspan=2>ก<th colspan=2>ข</tr>\n\t<tr><td>1<td>2</tr></table> หลัง\n"
        "<ul>\n<li>ข้อ</li>\n</ul>\n<tr><td>3</td></tr>\n<tr><td>4</td></tr>\n\n<table><tr><td>ไม่ปิด\n\nต่อ"
    )
    found = document(text)
    assert shape(found) == ["ก่อน", [["ก", "ข"], ["1", "2"]], "หลัง", "ข้อ", [["3"], ["4"]], [["ไม่ปิด"]], "ต่อ"]
    assert found.tables[0].spans_known
    assert [(c.row_no, c.col_no, c.row_span, c.col_span) for c in found.tables[0].cells] == [
        (1, 1, 2, 1),
        (1, 2, 1, 2),
        (2, 2, 1, 1),
        (2, 3, 1, 1),
    ]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("a" + "\t" * 1_000_000 + "b", 1),
        ("ก" * 1_000_000, 1),
        ("<div>" * 10_000 + "ก", 1),
        ("<table><tr><td>ก" * 3_000, 3_000),
        ("<!-- " * 50_000 + "ก", 1),
        ("ก\t" + "<b>" * 10_000 + "\tค\nก\tข\tค", 1),
        ("**ก _ข " * 20_000, 1),
    ],
)
def test_pathological_sources_end(text: str, blocks: int) -> None:
    assert len(document(text).blocks) == blocks


@pytest.mark.parametrize(
    "path", sorted(REPORTS.glob("*.txt")) or [None], ids=lambda path: path.stem if path else "none"
)
def test_real_reports_lose_no_letter_and_no_cell(path: Path | None) -> None:
    if path is None:
        pytest.skip(f"the real reports are not at {REPORTS}")
    source = path.read_text(encoding="utf-8")
    found = extract.read(path)
    assert (found.source_format, found.text_origin) == (SourceFormat.TEXT, TextOrigin.MARKUP)
    cells = [cell for line in source.split("\n") if "\t" in line for cell in line.split("\t")]
    assert [cell.raw_text for table in found.tables for cell in table.cells] == cells
    plain = re.sub(r"</?(?:p|ol|ul|li|a)\b[^<>]*>", "", source).replace("**", "").replace("\\*", "*")
    assert all_ink(found) == ink(re.sub(r"(?m)^#+", "", plain))


LETTERS = st.sampled_from(
    ["ก", "ข้อ ", "1", " ", "  ", "\n", "\n", "\t", "\t", "<", ">", "85", "-", "|", "+", '"', "\f", "๒."]
)
MARKUP = [
    "<br>",
    "<p>",
    "</p>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<li>",
    "*",
    "**",
    "_",
    "`",
    "[",
    "](",
    "\\",
    "#",
]
MORE = [
    *MARKUP,
    "|---|",
    "+--+",
    "<!--",
    "-->",
    "&amp;",
    "&",
    "<ol>",
    "</ol>",
    "page",
    "หน้า",
    "=",
    "~~~",
    "\r",
    "\u2028",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(LETTERS, max_size=60).map("".join))
def test_letters_without_markup_are_all_kept_in_order(text: str) -> None:
    try:
        found = document(text)
    except UnreadableSource as error:
        assert error.code == "empty_file"  # noqa: PT017  (the only error there may be)
        return
    signs = str.maketrans("", "", '|+-"<> \t\n\f')  # what may be a table's drawing
    assert ink(all_ink(found).translate(signs)) == ink(text.translate(signs))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(LETTERS, st.sampled_from(MORE)), max_size=60).map("".join), st.sampled_from([".txt", ".html"])
)
def test_any_markup_gives_a_document_or_the_one_error(text: str, suffix: str) -> None:
    try:
        found = document(text, suffix)
    except UnreadableSource as error:
        assert error.code == "empty_file"  # noqa: PT017
    else:
        assert found.blocks
