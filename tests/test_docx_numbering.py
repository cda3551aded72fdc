"""Automatic numbers: what Word draws in front of paragraphs, and how its counters run."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.document import Document, LineKind
from extract.docx_numerals import draw_number
from extract.docx_symbols import draw_sign
from tests.test_docx_building import box, cell, lines, notice_codes, numbered, par, read_body, row, table

BOTTOM = "\N{REPLACEMENT CHARACTER}"

NUMERALS = [
    (7, "decimal", "7"),
    (7, "decimalZero", "07"),
    (12, "thaiNumbers", "๑๒"),
    (1, "thaiLetters", "ก"),
    (4, "thaiLetters", "ง"),
    (41, "thaiLetters", "ฮ"),
    (42, "thaiLetters", "กก"),
    (0, "thaiLetters", None),
    (0, "thaiCounting", "ศูนย์"),
    (1, "thaiCounting", "หนึ่ง"),
    (10, "thaiCounting", "สิบ"),
    (21, "thaiCounting", "ยี่สิบเอ็ด"),
    (101, "thaiCounting", "หนึ่งร้อยเอ็ด"),
    (2568, "thaiCounting", "สองพันห้าร้อยหกสิบแปด"),
    (11_000_000, "thaiCounting", "สิบเอ็ดล้าน"),
    (26, "lowerLetter", "z"),
    (28, "lowerLetter", "bb"),
    (1, "upperLetter", "A"),
    (0, "upperLetter", None),
    (1994, "upperRoman", "MCMXCIV"),
    (4, "lowerRoman", "iv"),
    (0, "lowerRoman", None),
    (3, "decimalEnclosedCircle", "③"),
    (21, "decimalEnclosedCircle", None),
    (2, "decimalEnclosedParen", "⑵"),
    (2, "numberInDash", "- 2 -"),
    (11, "ordinal", "11th"),
    (22, "ordinal", "22nd"),
    (255, "hex", "FF"),
    (-1, "decimal", None),
    (1, "japaneseCounting", None),
]


@pytest.mark.parametrize(("value", "number_format", "expected"), NUMERALS)
def test_numerals(value: int, number_format: str, expected: str | None) -> None:
    assert draw_number(value, number_format) == expected


@given(st.integers(-(2**31), 2**31), st.sampled_from([case[1] for case in NUMERALS]))
def test_any_number_is_drawn_or_none(value: int, number_format: str) -> None:
    assert draw_number(value, number_format) != ""


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [
        ("Symbol", 0xF0B7, "•"),
        ("symbol ", 0xB7, "•"),
        ("Symbol", 0xF0D8, "¬"),
        ("Symbol", 0xF0AE, "→"),
        ("Symbol", 0x61, "α"),
        ("Symbol", 0xF0FE, "⎭"),
        ("Wingdings", 0xF0A7, "▪"),
        ("Wingdings", 0xF06C, "●"),
        ("Wingdings", 0xF076, "❖"),
        ("Wingdings", 0xF0D8, "➢"),
        ("Wingdings", 0xF0E0, "→"),
        ("Wingdings", 0xF0E8, "➔"),
        ("Wingdings", 0xF0F0, "⇨"),
        ("Wingdings", 0xF0FB, "✗"),
        ("Wingdings", 0xF0FC, "✓"),
        ("Wingdings", 0xF0FE, "☑"),
        ("Wingdings", 0xF081, "①"),
        ("Wingdings", 0xF0AB, "★"),
        ("Wingdings 2", 0xF050, "✓"),
        ("Wingdings 2", 0xF052, "☑"),
        ("Wingdings 2", 0xF0A3, "□"),
        ("Webdings", 0xF0AA, BOTTOM),
        ("Arial", 0x41, "A"),
        ("Arial", 0xF0B7, BOTTOM),
        (None, 0xD800, BOTTOM),
        (None, -1, BOTTOM),
        (None, 0x110000, BOTTOM),
    ],
)
def test_signs(font: str | None, code: int, sign: str) -> None:
    assert draw_sign(font, code) == sign


def level(number: int, number_format: str, pattern: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def abstract(abstract_id: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{abstract_id}">{"".join(levels)}</w:abstractNum>'


def num(num_id: int, abstract_id: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{num_id}"><w:abstractNumId w:val="{abstract_id}"/>{overrides}</w:num>'


def start_over(start: int, number: int = 0) -> str:
    return f'<w:lvlOverride w:ilvl="{number}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


OUTLINE = abstract(
    1,
    level(0, "thaiNumbers", "%1."),
    level(1, "thaiNumbers", "%1.%2"),
    level(2, "thaiLetters", "%3)"),
    level(3, "bullet", "\uf0b7", '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>'),
    level(4, "decimal", "%1.%4%5", "<w:isLgl/>"),
)
LISTS = OUTLINE + num(1, 1) + num(2, 1) + num(3, 1, start_over(5))

COUNTS: list[tuple[str, list[tuple[int, int]], list[str | None]]] = [
    ("flat", [(1, 0), (1, 0), (1, 0)], ["๑.", "๒.", "๓."]),
    ("levels", [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1)], ["๑.", "๑.๑", "๑.๒", "ก)", "๒.", "๒.๑"]),
    ("two lists on one definition count on", [(1, 0), (2, 0), (1, 0)], ["๑.", "๒.", "๓."]),
    ("a start of its own, once", [(1, 0), (3, 0), (3, 0), (1, 0)], ["๑.", "๕.", "๖.", "๗."]),
    ("a level left out", [(1, 1), (1, 1), (1, 0), (1, 1)], ["๑.๑", "๑.๒", "๒.", "๒.๑"]),
    ("a bullet", [(1, 0), (1, 3), (1, 3)], ["๑.", "•", "•"]),
    ("legal figures, a bullet inside", [(1, 0), (1, 4), (1, 4)], ["๑.", "1.1", "1.2"]),
    ("a level that is not defined", [(1, 7)], [None]),
    ("no such list", [(99, 0)], [None]),
    ("list 0 is none", [(0, 0)], [None]),
]


def counted(items: Sequence[tuple[int, int]], lists: str = LISTS) -> Document:
    return read_body("".join(par("ก", numbered(*item)) for item in items), numbering=lists)


def numbers(document: Document) -> list[str | None]:
    return [line.number for line in lines(document)]


@pytest.mark.parametrize(("items", "expected"), [case[1:] for case in COUNTS], ids=[case[0] for case in COUNTS])
def test_counters(items: list[tuple[int, int]], expected: list[str | None]) -> None:
    assert numbers(counted(items)) == expected


def test_kind_level_and_text_of_a_list_item() -> None:
    first, second = lines(counted([(1, 0), (1, 1)]))
    assert (first.kind, first.level, first.text, first.raw_text) == (LineKind.LIST_ITEM, 1, "ก", "ก")
    assert (second.kind, second.level, second.number) == (LineKind.LIST_ITEM, 2, "๑.๑")
    (plain,) = lines(counted([(0, 0)]))
    assert (plain.kind, plain.level) == (LineKind.PARAGRAPH, 0)


@pytest.mark.parametrize(
    ("restart", "expected"),
    [
        ("", ["1", "1.1", "a", "1.2", "a", "2", "2.1", "a"]),
        ('<w:lvlRestart w:val="0"/>', ["1", "1.1", "a", "1.2", "b", "2", "2.1", "c"]),
        ('<w:lvlRestart w:val="1"/>', ["1", "1.1", "a", "1.2", "b", "2", "2.1", "a"]),
        ('<w:lvlRestart w:val="2"/>', ["1", "1.1", "a", "1.2", "a", "2", "2.1", "a"]),
    ],
)
def test_what_starts_a_level_again(restart: str, expected: list[str]) -> None:
    lists = abstract(1, level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "%3", restart))
    items = [(1, depth) for depth in (0, 1, 2, 1, 2, 0, 1, 2)]
    assert numbers(counted(items, lists + num(1, 1))) == expected


def test_starts_that_are_not_one() -> None:
    lists = abstract(1, level(0, "decimal", "%1)", start=0), level(1, "decimal", "%1.%2", start=3)) + num(1, 1)
    assert numbers(counted([(1, 0), (1, 1), (1, 0), (1, 1)], lists)) == ["0)", "0.3", "1)", "1.3"]


def test_a_level_that_the_list_overrides() -> None:
    override = '<w:lvlOverride w:ilvl="0">' + level(0, "upperRoman", "(%1)") + "</w:lvlOverride>"
    lists = abstract(1, level(0, "decimal", "%1.")) + num(1, 1) + num(2, 1, override)
    assert numbers(counted([(1, 0), (2, 0), (1, 0)], lists)) == ["1.", "(II)", "3."]


@pytest.mark.parametrize(
    ("number_format", "pattern", "expected", "codes"),
    [
        ("none", "", None, []),
        ("none", "ข้อ", "ข้อ", []),  # item
        ("bullet", "-", "-", []),
        ("bullet", "", None, []),
        ("bullet", "\uf0b7", "•", []),  # its font is not named
        ("bullet", "o", "o", []),
        ("thaiCounting", "ข้อ %1", "ข้อ หนึ่ง", []),
        ("ideographDigital", "%1", None, ["number_format_unknown"]),
        ("decimal", "", None, []),
    ],
)
def test_formats_in_patterns(number_format: str, pattern: str, expected: str | None, codes: list[str]) -> None:
    document = counted([(1, 0)], abstract(1, level(0, number_format, pattern)) + num(1, 1))
    assert numbers(document) == [expected]
    assert notice_codes(document) == codes


def test_a_custom_format_uses_what_it_gives_older_readers() -> None:
    number_format = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001"/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="thaiNumbers"/></mc:Fallback></mc:AlternateContent>'
    )
    one = f'<w:lvl w:ilvl="0">{number_format}<w:lvlText w:val="%1"/></w:lvl>'
    assert numbers(counted([(1, 0)], abstract(1, one) + num(1, 1))) == ["๑"]


def style(style_id: str, properties: str, base: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{style_id}"/>'
        f'<w:basedOn w:val="{base}"/><w:pPr>{properties}</w:pPr></w:style>'
    )


def test_numbering_by_style() -> None:
    styles = (
        style("top", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + style("below", '<w:numPr><w:ilvl w:val="1"/></w:numPr>', "top")
        + style("linked", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + style("child", "", "top")
        + style("off", '<w:numPr><w:numId w:val="0"/></w:numPr>', "top")
    )
    lists = abstract(
        1,
        level(0, "decimal", "%1."),
        level(1, "decimal", "%1.%2"),
        level(2, "decimal", "%3)", '<w:pStyle w:val="linked"/>'),
    )
    named = ["top", "child", "below", "linked", "off", "top"]
    body = "".join(par("ก", f'<w:pStyle w:val="{name}"/>') for name in named)
    body += par("ก", '<w:pStyle w:val="top"/>' + numbered(0)) + par("ก", '<w:pStyle w:val="off"/>' + numbered(1))
    document = read_body(body, numbering=lists + num(1, 1), styles=styles)
    assert numbers(document) == ["1.", "2.", "2.1", "1)", None, "3.", None, "4."]


def test_a_heading_keeps_its_kind_and_has_its_number() -> None:
    styles = style("h", '<w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr>')
    (line,) = lines(read_body(par("ก", '<w:pStyle w:val="h"/>'), numbering=LISTS, styles=styles))
    assert (line.kind, line.level, line.number) == (LineKind.HEADING, 1, "๑.")


def test_a_list_style_is_followed_and_a_circle_of_them_is_none() -> None:
    link = '<w:abstractNum w:abstractNumId="{}"><w:numStyleLink w:val="{}"/></w:abstractNum>'
    lists = OUTLINE + link.format(2, "list") + link.format(3, "round") + num(1, 1) + num(2, 2) + num(3, 3)
    styles = "".join(
        f'<w:style w:type="numbering" w:styleId="{name}"><w:pPr>{numbered(target)}</w:pPr></w:style>'
        for name, target in (("list", 1), ("round", 3))
    )
    body = "".join(par("ก", numbered(num_id)) for num_id in (1, 2, 3))
    assert numbers(read_body(body, numbering=lists, styles=styles)) == ["๑.", "๒.", None]


def test_one_counter_runs_through_tables_and_boxes() -> None:
    item = par("ก", numbered(1))
    empty = par("", numbered(1))  # a column of nothing but automatic numbers
    body = item + table(row(cell(empty), cell(item)), row(cell(empty), cell("ข"))) + par(box(item)) + item
    document = read_body(body, numbering=LISTS)
    assert numbers(document) == ["๑.", "๒.", "๓.", "๔.", None, "๕.", "๖."]
    assert [one.text for one in document.tables[0].cells] == ["", "ก", "", "ข"]


def test_a_merged_cell_draws_one_number_and_says_that_it_is_not_sure() -> None:
    empty = par("", numbered(1))
    rows = [row(cell(empty, merge)) for merge in ('<w:vMerge w:val="restart"/>', "<w:vMerge/>", "")]
    document = read_body(table(*rows), numbering=LISTS)
    assert numbers(document) == ["๑.", "๒."]
    assert notice_codes(document) == ["numbering_uncertain"]


def test_deleted_and_hidden_paragraphs_are_not_counted() -> None:
    item = par("ก", numbered(1))
    gone = par("", numbered(1) + "<w:rPr><w:del/></w:rPr>")
    hidden = par("", numbered(1) + "<w:rPr><w:vanish/></w:rPr>")
    assert numbers(read_body(item + gone + hidden + item, numbering=LISTS)) == ["๑.", "๒."]


def test_only_the_first_line_of_an_item_has_the_number() -> None:
    inner = "<w:r><w:t>ก</w:t><w:br/><w:t>ข</w:t></w:r>"
    document = read_body(par(inner, numbered(1)), numbering=LISTS)
    assert [(line.text, line.number, line.kind) for line in lines(document)] == [
        ("ก", "๑.", LineKind.LIST_ITEM),
        ("ข", None, LineKind.PARAGRAPH),
    ]


def test_headers_count_for_themselves() -> None:
    item = par("ก", numbered(1))
    body = item + '<w:sectPr><w:headerReference r:id="header1"/></w:sectPr>'
    assert numbers(read_body(body, numbering=LISTS, header1=item)) == ["๑.", "๑."]
