"""Web pages: tables with spans, nested tables, lists, hidden text, pages, broken markup."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.document import Document, LineKind, Paragraph, SourceFormat, Table
from extract.markup import read_markup
from tidy.errors import UnreadableSource


def page(body: str, head: str = "") -> Document:
    return read_markup(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(), ".html")


def texts(found: Document) -> list[str]:
    return [paragraph.text for paragraph in found.paragraphs]


def grid(table: Table) -> list[tuple[int, int, int, int, str]]:
    return [(c.row_no, c.col_no, c.row_span, c.col_span, c.text) for c in table.cells]


def shape(found: Document) -> list[object]:
    return [b.text if isinstance(b, Paragraph) else [c.text for c in b.cells] for b in found.blocks]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>ก<br>ข</p>ค<div>ง<span>จ</span></div>", ["ก", "ข", "ค", "งจ"]),
        ("<p>ก\n  ข&nbsp;ค &lt;85", ["ก ข\xa0ค <85"]),
        ("คะแนน <85 และ a<b <ข> <E-Service>", ["คะแนน <85 และ a<b <ข> <E-Service>"]),
        ("<x-y>ก</x-y> <o:p>ข</o:p>", ["ก ข"]),
        ("<script>var a = '<p>x</p>';</script><style>p{}</style><!-- ค -->ก", ["ก"]),
        ("<script>ไม่ปิด", ["ไม่ปิด"]),
        ('<img src=a.png alt="ตรา">', ["ตรา"]),
        ("<pre>ก\nข  ค</pre>", ["ก", "ข  ค"]),
        ("<p>ก<p>ข</div></td></table>ค", ["ก", "ข", "ค"]),
        ('<a href="x>y">ลิงก์</a>', ["ลิงก์"]),
        ("ก<!-- ไม่ปิด", ["ก<!-- ไม่ปิด"]),
        # quotes that never close, or that no value has
        ('<a href="x>ก</a> <b>ข</b> "ค"', ['ก ข "ค"']),
        ('<p ">ก<p title="<b>x</b>">ข<p a=\'">ค', ["ก", "ข", "ค"]),
        # what the parser would take for raw text, for the rest of the page, or for a paragraph of its own
        ("<textarea>ก<b>ข</b></textarea><title>ค<p>ง", ["กข", "ค", "ง"]),
        ("<noscript>ก &amp; ข</noscript><iframe>ค</iframe>", ["ก & ขค"]),
        ("<p>ก<section>ข</section>ค<wbr>ง</br>จ", ["ก", "ข", "คง", "จ"]),
        ("ก &amp;lt; ?a=1&copy=2 &#3585;", ["ก &lt; ?a=1&copy=2 ก"]),
        ("</body>ก</html>ข<body>ค", ["ก", "ข", "ค"]),
    ],
)
def test_lines_of_a_page(body: str, expected: list[str]) -> None:
    found = page(body)
    assert texts(found) == expected
    assert found.source_format is SourceFormat.HTML


def test_lists_and_headings() -> None:
    found = page(
        "<h2>หัว</h2><ol start=3><li>ก<li>๔. ข<ol type=a><li>ค</ol></ol><ul><li>ง<p>จ</p></ul>"
        '<ol reversed start=2 style="list-style-type: thai"><li>ฉ<li value=9>ช</ol>'
        '<ol style="list-style:none"><li>ซ</ol>'
    )
    lines = [(p.line.text, p.line.kind, p.line.level, p.line.number) for p in found.paragraphs]
    item = LineKind.LIST_ITEM
    assert lines == [
        ("หัว", LineKind.HEADING, 2, None),
        ("ก", item, 1, "3."),
        ("๔. ข", item, 1, None),
        ("ค", item, 2, "a."),
        ("ง", item, 1, None),
        ("จ", LineKind.PARAGRAPH, 0, None),
        ("ฉ", item, 1, "๒."),
        ("ช", item, 1, "๙."),
        ("ซ", item, 1, None),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<tr><th rowspan=2>ก<th colspan=2>ข<tr><td>1<td>2",
            [(1, 1, 2, 1, "ก"), (1, 2, 1, 2, "ข"), (2, 2, 1, 1, "1"), (2, 3, 1, 1, "2")],
        ),
        ("<tr><td colspan=999>ก<tr><td>1<td>2", [(1, 1, 1, 2, "ก"), (2, 1, 1, 1, "1"), (2, 2, 1, 1, "2")]),
        (
            "<tbody><tr><td rowspan=0>ก<td>1<tr><td>2</tbody><tbody><tr><td>3<td>4",
            [(1, 1, 2, 1, "ก"), (1, 2, 1, 1, "1"), (2, 2, 1, 1, "2"), (3, 1, 1, 1, "3"), (3, 2, 1, 1, "4")],
        ),
        ("<tr><td rowspan=60000>ก<td>1", [(1, 1, 1, 1, "ก"), (1, 2, 1, 1, "1")]),
        ("<tr><td rowspan=x colspan=-3>ก", [(1, 1, 1, 1, "ก")]),
        (
            "<tr><td>1<td rowspan=2>ก<tr><td colspan=2>ข",
            [(1, 1, 1, 1, "1"), (1, 2, 2, 1, "ก"), (2, 1, 1, 1, "ข")],
        ),
        ("<tr><td><p>1. ก</p><ol><li>ข</ol><tr><td>", [(1, 1, 1, 1, "1. ก\nข"), (2, 1, 1, 1, "")]),
    ],
)
def test_spans(body: str, expected: list[tuple[int, int, int, int, str]]) -> None:
    (table,) = page(f"<table>{body}</table>").tables
    assert grid(table) == expected
    assert table.spans_known
    assert all(cell.raw_text == cell.text for cell in table.cells)


def test_header_cells_are_known() -> None:
    (table,) = page("<table><thead><tr><td>ก</td></tr></thead><tr><td>1<th>2</tr></table>").tables
    assert [cell.is_header for cell in table.cells] == [True, False, True]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<table><tr><td>นอก<table><tr><td>ใน</table>ต่อ</table>ท้าย", [["นอก\nต่อ"], ["ใน"], "ท้าย"]),
        ("ก่อน<table>ลอย<caption>ชื่อ</caption><tr>ลอย2<td>ก</table>", ["ก่อน", "ลอย", "ลอย2", "ชื่อ", ["ก"]]),
        ("<table></table>ก<table><tr></tr></table>", ["ก"]),
        ("<tr><td>ก</td></tr><p>ข</p>", [["ก"], "ข"]),
        ("<td>ก</td>ข", ["ก", "ข"]),
        ("<table><tr><td>ก<table><tr><td>ข", [["ก"], ["ข"]]),
        # elements that never close, or are closed without having been opened
        ("<table><tr><td><div>ก<td>ข<tr><td><ul><li>ค<td>ง</table>ท้าย", [["ก", "ข", "ค", "ง"], "ท้าย"]),
        ("<table><tr><td><b>ก</td><td>ข</b></td></tr></div></table>ท้าย", [["ก", "ข"], "ท้าย"]),
        ("<table><tr><td>ก</td></tr></tr><p>ข</p><tr><td>ค</table>", ["ข", ["ก", "ค"]]),
        ("<tr><td>1</td></td></tr></p><tr><td>2</td></tr>ก", [["1", "2"], "ก"]),
        ("<form><table><form><tr><th>ก<td>ข</form></th></tr></form></table>", [["ก", "ข"]]),
        ("<p>ก<table><tr><td>ข</table>ค</p>ง", ["ก", ["ข"], "ค", "ง"]),
    ],
)
def test_nested_and_broken_tables(body: str, expected: list[object]) -> None:
    assert shape(page(body)) == expected


def test_hidden_text_is_left_out_and_told() -> None:
    found = page('<p style="display: none">ลับ</p>ก<div hidden>ล<div>ับ</div></div>ข<div hidden>ไม่ปิด')
    assert texts(found) == ["กข", "ไม่ปิด"]  # an element without its end is shown: the rest of the page may be in it
    assert [notice.code for notice in found.notices] == ["hidden_text"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p hidden>ลับ<section>ข</section>", ["ข"]),
        ("<table><tr><td>ก<td hidden>ลับ<tr><td>ข</table>", [["ก", "ข"]]),
        ("<table><tr><td>ก<td><div hidden>ข<tr><td>ค</table>", [["ก", "ข", "ค"]]),
        ("<section style='DISPLAY:NONE'>ลับ</section>ก<img alt=ข hidden><input hidden>", ["กข"]),
    ],
)
def test_hidden_elements_end_where_a_browser_ends_them(body: str, expected: list[object]) -> None:
    assert shape(page(body)) == expected


def test_what_is_too_deep_is_flattened_and_told() -> None:
    found = page("<div>" * 12_000 + "ก<div>ข</div><b>ค</b>ง<img alt=จ>")
    assert texts(found) == ["ก", "ข", "คงจ"]
    assert [notice.code for notice in found.notices] == ["nesting_flattened"]
    assert not page("<div>" * 9_000 + "ก").notices


def test_title_is_a_heading_unless_the_page_says_it() -> None:
    assert texts(page("<p>ก</p>", "<title>รายงาน</title>")) == ["รายงาน", "ก"]
    assert texts(page("<h1>รายงาน ITA</h1>", "<title> รายงาน </title>")) == ["รายงาน ITA"]


@pytest.mark.parametrize(
    ("body", "pages", "count"),
    [
        ("<p>ก</p><p>ข</p>", [None, None], None),
        ('<p>ก</p><div style="page-break-after:always"></div><p>ข</p>', [1, 2], 2),
        ('<p style="page-break-before: always">ก</p><p style="break-before:page">ข</p>', [1, 2], 2),
        ("<!-- page 1 --><p>ก</p><!-- page 2 --><p>ข</p>", [1, 2], 2),
        ('<div class="page">ก</div><div class="page">ข</div>', [1, 2], 2),
        ("<p>ก</p><p>- 2 -</p><p>ข</p><p>- 3 -</p><p>ค</p>", [1, 2, 2, 3, 3], 3),
    ],
)
def test_pages(body: str, pages: list[int | None], count: int | None) -> None:
    found = page(body)
    assert ([paragraph.page for paragraph in found.paragraphs], found.page_count) == (pages, count)


def test_text_file_that_a_browser_saved_is_read_as_text() -> None:
    found = read_markup("<html><head></head><body><pre>ก\tข\n1\tD&amp;D</pre></body></html>".encode())
    assert (found.source_format, shape(found)) == (SourceFormat.HTML, [["ก", "ข", "1", "D&D"]])


def test_fragment_is_a_page_only_with_its_suffix() -> None:
    source = "<p>ก</p>\n<p>ข</p>".encode()
    assert read_markup(source, ".html").source_format is SourceFormat.HTML
    assert read_markup(source, ".txt").source_format is SourceFormat.TEXT
    assert read_markup("ข้อความ".encode(), ".html").source_format is SourceFormat.TEXT


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 10_000 + "ก",
        "<table><tr><td>ก" * 5_000 + "</table>" * 5_000,
        "<div hidden>ก" * 10_000,
        "<div style='page-break-after:always'>ก" * 5_000 + "</div>" * 5_000,
        "<ul><li>ก" * 10_000,
        "<!--" * 50_000 + "ก",
        '<a "' * 50_000 + "ก",
        "<table>" + "<tr><td rowspan=1000 colspan=30>ก<td rowspan=1000 colspan=30>ข" * 1_000,
    ],
)
def test_pathological_pages_end(body: str) -> None:
    assert "ก" in "".join(str(part) for part in shape(page(body)))


def test_absurd_spans_are_told() -> None:
    found = page("<table>" + "<tr><td rowspan=2000 colspan=30>ก<td rowspan=2000 colspan=30>ข" * 500 + "</table>")
    assert [notice.code for notice in found.notices] == ["spans_ignored"]
    assert not found.tables[0].spans_known
    assert len(found.tables[0].cells) == 1_000


PIECES = [
    *("<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<td rowspan=2>", "<td colspan=3>", "<td rowspan=0>"),
    *("<th>", "<caption>", "</caption>", "<thead>", "<tbody>", "<p>", "</p>", "<br>", "<ol>", "</ol>", "<ul>", "<li>"),
    *("<h1>", "</h1>", "<b>", "</b>", "<pre>", "</pre>", "<div>", "</div>", "<p style='page-break-before:always'>"),
    *(
        "</li>",
        "</th>",
        "</br>",
        "<section>",
        "</section>",
        "<form>",
        "</form>",
        "<font color=red>",
        "</font>",
        "<o:p>",
    ),
    *("<title>", "</title>", "<textarea>", "</textarea>", "</body>", "</html>", '<td x="y>', "<p '>", "<dl>", "<dd>"),
    *("ก", "ข ค", "1.", " ", "\n", "<", "&amp;", "<!-- page 2 -->"),
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=50))
def test_each_letter_of_broken_markup_stands_once(pieces: list[str]) -> None:
    body = "".join(pieces)
    try:
        found = page(body)
    except UnreadableSource as error:
        assert error.code == "empty_file"  # noqa: PT017
        return
    got = "".join(b.text if isinstance(b, Paragraph) else "".join(c.text for c in b.cells) for b in found.blocks)
    expected = "".join(
        {"&amp;": "&"}.get(piece, piece) for piece in pieces if not piece.startswith("<") or piece == "<"
    )
    assert sorted(got.replace(" ", "").replace("\n", "")) == sorted("".join(expected.split()))
