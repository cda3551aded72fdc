"""Tables over pages, drawn in every way that a page's end cuts them and read from end to end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.corpus_content import Grid, Spot
from benchmarks.cut_pages import NEW_PAGE, Look
from tests.drawn_reports import (
    ALL,
    BODY,
    MEASURES,
    TITLE,
    WIDTHS,
    WORDS,
    Meant,
    assert_measures,
    drawn,
    grid,
    meant,
    placed,
    spot,
)

NO_NUMBER = ALL[1:]
LOOKS = {
    "header again, rows cut, ruled": Look(),
    "header again, rows cut, no rule": Look(rule_at_cut=False),
    "header again, rows whole": Look(cut_rows=False, foot="- {} -"),
    "no header, rows cut, ruled": Look(repeat_head=False, foot="หน้า {} จาก 9"),
    "no header, rows cut, no rule": Look(repeat_head=False, rule_at_cut=False, head="รายงาน ITA ปี 2568"),
    "no header, rows whole": Look(repeat_head=False, cut_rows=False),
    "landscape": Look(landscape=True, height=280),
    "a caption between": Look(caption="ตารางที่ 2 (ต่อ)", program="fpdf"),
    "columns moved a little": Look(shift=6),
    "another program and font": Look(program="fpdf", family="Loma", repeat_head=False),
}


@pytest.mark.parametrize("roles", [ALL, NO_NUMBER], ids=["numbered", "unnumbered"])
@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_a_table_over_pages_is_one(look: Look, roles: tuple[str, ...], tmp_path: Path) -> None:
    rows = meant(8, 3)
    tables, pages = drawn([TITLE, BODY, grid(roles, rows)], tmp_path / "a.pdf", look)
    assert max(last for _, last in pages[0]) >= 3
    assert_measures(tables, placed(rows, pages[0]), roles)


@pytest.mark.parametrize("rule", [True, False])
def test_a_row_of_which_every_cell_goes_on_is_one(rule: bool, tmp_path: Path) -> None:
    roles = ("measure", "method", "output")
    rows = [replace(row, texts={**row.texts, "measure": f"{name} {row.texts['method']}"})
            for row, name in zip(meant(5, 5, long=3), MEASURES, strict=False)]  # fmt: skip
    look = Look(height=230, rule_at_cut=rule, repeat_head=False)
    tables, pages = drawn([TITLE, BODY, grid(roles, rows)], tmp_path / "a.pdf", look)
    assert any(first < last for first, last in pages[0])
    assert_measures(tables, placed(rows, pages[0]), roles)


@pytest.mark.parametrize("repeat", [True, False])
def test_a_header_of_two_levels_is_dropped_whole(repeat: bool, tmp_path: Path) -> None:
    roles = ("ordinal", "measure", "method", "timeframe", "responsible", "output")
    head = (
        (spot("ที่", 2), spot("มาตรการ", 2), spot("การดำเนินงาน", 1, 2), spot("ผู้รับผิดชอบ", 2), spot("ผลการดำเนินงาน", 2)),
        (spot("ขั้นตอน"), spot("ระยะเวลา")),
    )
    rows = meant(8, 4)
    tables, pages = drawn([TITLE, BODY, grid(roles, rows, head)], tmp_path / "a.pdf", Look(repeat_head=repeat))
    assert_measures(tables, placed(rows, pages[0]), roles)


@pytest.mark.parametrize("cut", [True, False])
def test_a_merged_cell_goes_on_over_the_page(cut: bool, tmp_path: Path) -> None:
    issues = (("ประเด็นที่ 1 กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ", 1, 4), ("ประเด็นที่ 2 การให้บริการและระบบ E-Service", 2, 4))
    rows, body = meant(8, 10), []
    for start, (name, number, count) in zip((0, 4), issues, strict=True):
        for place in range(start, start + count):
            row = rows[place]
            rows[place] = replace(row, issue=number, texts={**row.texts, "topic": name})
            cells = tuple(Spot(row.texts[role]) for role in NO_NUMBER)
            body.append((spot(name, count), *cells) if place == start else cells)
    columns = ("issue", *NO_NUMBER)
    head = (tuple(Spot(WORDS[role]) for role in columns),)
    table = Grid(tuple(WIDTHS[role] for role in columns), head, tuple(body))
    tables, pages = drawn([TITLE, BODY, table], tmp_path / "a.pdf", Look(cut_rows=cut, height=330))
    assert_measures(tables, placed(rows, pages[0]), ("topic", *NO_NUMBER))


def split(tmp_path: Path, first: tuple[str, ...], second: tuple[str, ...]) -> tuple[list[Meant], list[tuple[str, str]]]:
    """Two pages of one table with these columns: the rows, and code and text of each finding on columns."""
    rows = meant(7, 12, long=1)
    look = Look(height=700)
    blocks: list[str | Grid] = [TITLE, BODY, grid(first, rows[:4]), NEW_PAGE, grid(second, rows[4:])]
    tables, pages = drawn(blocks, tmp_path / "a.pdf", look)
    for part, roles in ((rows[:4], first), (rows[4:], second)):
        for row in part:
            for role in set(ALL) - set(roles):
                row.texts[role] = ""
    texts = [replace(row, time=row.time if row.texts["timeframe"] else (None, None)) for row in rows]
    assert_measures(tables, placed(texts, pages[0] + pages[1]), ALL)
    return rows, [(found.code, found.printed or "") for found in tables.findings if found.code.startswith("column")]


def test_columns_in_another_order_are_read_by_their_own_header_and_told(tmp_path: Path) -> None:
    moved = ("ordinal", "measure", "method", "timeframe", "responsible", "output")
    _, told = split(tmp_path, ALL, moved)
    assert told == [("column_order_changed", "ระยะเวลา, ผู้รับผิดชอบ")]


def test_a_column_that_is_missing_or_new_on_the_next_page_is_told(tmp_path: Path) -> None:
    less = ("ordinal", "measure", "method", "responsible", "output")
    assert split(tmp_path, ALL, less)[1] == [("column_missing", "ระยะเวลา")]
    assert split(tmp_path, less, ALL)[1] == [("column_added", "ระยะเวลา")]


HEADINGS = (
    ("ประเด็นที่ 1 กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ", "ประเด็นที่ 3 ช่องทางและรูปแบบการประชาสัมพันธ์เผยแพร่ข้อมูลข่าวสารภาครัฐ"),
    ("ก. มาตรการของสำนักปลัด", "ข. มาตรการของกองคลัง"),
)


@pytest.mark.parametrize("headings", HEADINGS, ids=["issues", "other headings"])
@pytest.mark.parametrize("cut", [True, False])
def test_the_same_header_under_a_new_heading_is_another_table(
    headings: tuple[str, str], cut: bool, tmp_path: Path
) -> None:
    rows = meant(8, 14)
    rows[4] = replace(rows[4], texts={**rows[4].texts, "measure": rows[3].texts["measure"]})
    first, second = grid(NO_NUMBER, rows[:4]), grid(NO_NUMBER, rows[4:])
    blocks: list[str | Grid] = [TITLE, BODY, headings[0], first, NEW_PAGE, headings[1], second]
    tables, pages = drawn(blocks, tmp_path / "a.pdf", Look(cut_rows=cut))
    assert_measures(tables, placed(rows, pages[0] + pages[1]), NO_NUMBER)


def test_short_rows_that_leave_cells_empty_stay_apart(tmp_path: Path) -> None:
    """Rows of one line without numbers: nothing says that one of them goes on."""
    names = [f"จัดประชุมหมู่ {letter}" for letter in "กขคงจฉชซญฐฑฒณดตถทธนบปผฝพภมยรลวศษสหฬอฮ"]
    rows = [Meant({"measure": name, "responsible": "กองช่าง" if place % 3 else "", "output": "-" if place % 2 else ""})
            for place, name in enumerate(names)]  # fmt: skip
    roles = ("measure", "responsible", "output")
    tables, pages = drawn([TITLE, BODY, grid(roles, rows)], tmp_path / "a.pdf", Look(cut_rows=False))
    assert_measures(tables, placed(rows, pages[0]), roles)


@pytest.mark.parametrize("cut", [True, False])
def test_a_form_goes_on_over_the_page(cut: bool, tmp_path: Path) -> None:
    roles = ("measure", "method", "responsible", "timeframe", "output")
    rows = meant(4, 8)
    body = tuple((Spot(WORDS[role]), Spot(row.texts[role])) for row in rows for role in roles)
    look = Look(cut_rows=cut, height=300, repeat_head=False)
    tables, pages = drawn([TITLE, BODY, Grid((1.2, 4), (), body)], tmp_path / "a.pdf", look)
    spread = [(pages[0][place][0], pages[0][place + 4][1]) for place in range(0, 20, 5)]
    assert_measures(tables, placed(rows, spread), roles)
