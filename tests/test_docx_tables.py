"""Word tables: the grid place and span of every cell, whatever way Word writes them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.document import Table, cell_places
from tests.test_docx_building import box, cell, par, read_body, row, run, table, texts

START = '<w:vMerge w:val="restart"/>'
GO_ON = "<w:vMerge/>"
TWO = '<w:gridSpan w:val="2"/>'
ACROSS = '<w:hMerge w:val="restart"/>'
STILL_ACROSS = '<w:hMerge w:val="continue"/>'

Shape = tuple[int, int, int, int, str]  # row, column, rows, columns, text

GRIDS: list[tuple[str, str, list[Shape]]] = [
    ("plain", table(row(cell("ก"), cell("ข"))), [(1, 1, 1, 1, "ก"), (1, 2, 1, 1, "ข")]),
    (
        "across",
        table(row(cell("ก", TWO), cell("ข")), row(cell("ค"), cell("ง"), cell("จ"))),
        [(1, 1, 1, 2, "ก"), (1, 3, 1, 1, "ข"), (2, 1, 1, 1, "ค"), (2, 2, 1, 1, "ง"), (2, 3, 1, 1, "จ")],
    ),
    (
        "down",
        table(row(cell("ก", START), cell("ข")), row(cell("", GO_ON), cell("ค")), row(cell("", GO_ON), cell("ง"))),
        [(1, 1, 3, 1, "ก"), (1, 2, 1, 1, "ข"), (2, 2, 1, 1, "ค"), (3, 2, 1, 1, "ง")],
    ),
    (
        "down, then a new start",
        table(row(cell("ก", START)), row(cell("", GO_ON)), row(cell("ข", START)), row(cell("", GO_ON))),
        [(1, 1, 2, 1, "ก"), (3, 1, 2, 1, "ข")],
    ),
    (
        "down and across",
        table(row(cell("ก", TWO + START), cell("ข")), row(cell("", TWO + GO_ON), cell("ค"))),
        [(1, 1, 2, 2, "ก"), (1, 3, 1, 1, "ข"), (2, 3, 1, 1, "ค")],
    ),
    (
        "going on without a start",
        table(row(cell("ก", GO_ON)), row(cell("", GO_ON))),
        [(1, 1, 2, 1, "ก")],
    ),
    (
        "going on with another width",
        table(row(cell("ก", TWO + START)), row(cell("ข", GO_ON), cell("ค"))),
        [(1, 1, 1, 2, "ก"), (2, 1, 1, 1, "ข"), (2, 2, 1, 1, "ค")],
    ),
    (
        "going on with text of its own",
        table(row(cell("ก", START)), row(cell("ข", GO_ON))),
        [(1, 1, 2, 1, "ก\nข")],
    ),
    (
        "old way across",
        table(row(cell("ก", ACROSS), cell("", STILL_ACROSS), cell("ข")), row(cell("ค"), cell("ง"), cell("จ"))),
        [(1, 1, 1, 2, "ก"), (1, 3, 1, 1, "ข"), (2, 1, 1, 1, "ค"), (2, 2, 1, 1, "ง"), (2, 3, 1, 1, "จ")],
    ),
    (
        "old way across, with text and without a start",
        table(row(cell("ก", STILL_ACROSS), cell("ข", STILL_ACROSS))),
        [(1, 1, 1, 2, "ก\nข")],
    ),
    (
        "places left out before and after",
        table(
            row(cell("ก"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
            row(cell("ข"), cell("ค"), cell("ง")),
        ),
        [(1, 2, 1, 1, "ก"), (2, 1, 1, 1, "ข"), (2, 2, 1, 1, "ค"), (2, 3, 1, 1, "ง")],
    ),
    (
        "ragged",
        table(row(cell("ก")), row(cell("ข"), cell("ค")), row()),
        [(1, 1, 1, 1, "ก"), (2, 1, 1, 1, "ข"), (2, 2, 1, 1, "ค")],
    ),
    (
        "deleted and inserted rows",
        table(row(cell("ก"), properties="<w:del/>"), row(cell("ข"), properties="<w:ins/>")),
        [(1, 1, 1, 1, "ข")],
    ),
    (
        "rows and cells in content controls",
        "<w:tbl><w:sdt><w:sdtContent>"
        + row("<w:sdt><w:sdtContent>" + cell("ก") + "</w:sdtContent></w:sdt>", cell("ข"))
        + "</w:sdtContent></w:sdt></w:tbl>",
        [(1, 1, 1, 1, "ก"), (1, 2, 1, 1, "ข")],
    ),
    (
        "nonsense for numbers",
        table(row(cell("ก", '<w:gridSpan w:val="x"/>'), cell("ข", '<w:gridSpan w:val="-3"/>'), cell("ค"))),
        [(1, 1, 1, 1, "ก"), (1, 2, 1, 1, "ข"), (1, 3, 1, 1, "ค")],
    ),
]


def only_table(body: str) -> Table:
    (found,) = read_body(body).tables
    return found


def shapes(read: Table) -> list[Shape]:
    return [(one.row_no, one.col_no, one.row_span, one.col_span, one.text) for one in read.cells]


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in GRIDS], ids=[case[0] for case in GRIDS])
def test_grids(body: str, expected: list[Shape]) -> None:
    assert shapes(only_table(body)) == expected


def test_row_and_column_counts() -> None:
    ragged = only_table(table(row(cell("ก")), row(cell("ข"), cell("ค", TWO)), row()))
    assert (ragged.row_count, ragged.col_count, ragged.spans_known) == (3, 3, True)


HEADER = "<w:tblHeader/>"


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (["", ""], [False, False]),
        ([HEADER, ""], [True, False]),
        ([HEADER, HEADER, ""], [True, True, False]),
        ([HEADER, "", HEADER], [True, False, False]),
        (["", HEADER], [False, False]),
        (['<w:tblHeader w:val="0"/>', ""], [False, False]),
        ([HEADER, HEADER], [False, False]),
        ([HEADER], [True]),
    ],
)
def test_repeated_rows_are_headers(marks: list[str], expected: list[bool]) -> None:
    read = only_table(table(*(row(cell("ก"), properties=mark) for mark in marks)))
    assert [one.is_header for one in read.cells] == expected


def test_a_cells_lines_and_raw_text() -> None:
    inner = par(run("๑.ก") + "<w:r><w:br/></w:r>" + run("๒.ข")) + par() + par("๓.ค")
    (one,) = only_table(table(row(cell(inner)))).cells
    assert [line.text for line in one.lines] == ["๑.ก", "๒.ข", "๓.ค"]
    assert one.raw_text == "๑.ก\n๒.ข\n\n๓.ค"
    (empty,) = only_table(table(row(cell()))).cells
    assert (empty.text, empty.raw_text, len(empty.lines)) == ("", "", 1)


def test_nested_tables_follow_the_outer_one_and_keep_their_text() -> None:
    inmost = table(row(cell("ง")))
    inner = table(row(cell(par("ค") + inmost + par())))
    document = read_body(par("ก") + table(row(cell(par("ข1") + inner + par("ข2")), cell("ข3"))) + par("จ"))
    assert [len(read.cells) for read in document.tables] == [2, 1, 1]
    assert texts(document) == ["ก", "ข1", "ข2", "ข3", "ค", "ง", "จ"]


def test_a_table_in_a_text_box_is_a_table() -> None:
    document = read_body(par(run("ก") + box(par("ข") + table(row(cell("ค"))) + par())))
    assert texts(document) == ["ก", "ข", "ค"]
    assert len(document.tables) == 1


def test_text_boxes_in_cells_are_lines_of_the_cell() -> None:
    document = read_body(table(row(cell(par(run("ก") + box(par("ข")))), cell("ค"))))
    assert [one.text for one in document.tables[0].cells] == ["ก\nข", "ค"]


def test_two_tables_without_a_paragraph_between_them_stay_two() -> None:
    assert len(read_body(table(row(cell("ก"))) + table(row(cell("ข")))).tables) == 2


def test_a_table_without_cells_is_none() -> None:
    assert read_body(table() + table(row())).blocks == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), min_size=6, max_size=6), min_size=1, max_size=6))
def test_merged_rectangles_come_back_as_they_were(heads: list[list[int]]) -> None:
    """A grid cut into rectangles at random, written as Word does, gives the same rectangles."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    sizes: dict[tuple[int, int], tuple[int, int]] = {}
    for row_no, draws in enumerate(heads, start=1):
        for col_no, draw in enumerate(draws, start=1):
            if (row_no, col_no) in owner:
                continue
            width = 1
            while width <= draw % 3 and col_no + width <= 6 and (row_no, col_no + width) not in owner:
                width += 1
            height = min(1 + draw // 4, len(heads) - row_no + 1)
            sizes[row_no, col_no] = (height, width)
            for down in range(height):
                for right in range(width):
                    owner[row_no + down, col_no + right] = (row_no, col_no)
    rows = []
    for row_no in range(1, len(heads) + 1):
        cells = []
        for col_no in range(1, 7):
            head = owner[row_no, col_no]
            if head[1] != col_no:
                continue
            merge = ("" if sizes[head][0] == 1 else START) if head[0] == row_no else GO_ON
            span = f'<w:gridSpan w:val="{sizes[head][1]}"/>'
            cells.append(cell(f"{row_no}-{col_no}" if head == (row_no, col_no) else "", span + merge))
        rows.append(row(*cells))
    read = only_table(table(*rows))
    assert {(one.row_no, one.col_no): (one.row_span, one.col_span) for one in read.cells} == sizes
    assert all(one.text == f"{one.row_no}-{one.col_no}" for one in read.cells)
    assert sum(len(list(cell_places(one))) for one in read.cells) == 6 * len(heads)
