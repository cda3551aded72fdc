"""Where a header ends and what its columns mean: one level, two levels, with and without known spans."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from normalize.column_content import resolve
from normalize.headers import Header, read_header_of
from tests.building import Text, grid, par, parts, table


def roles(header: Header) -> list[str | None]:
    return [column.role for column in header.columns]


def years(header: Header) -> list[int | None]:
    return [column.year for column in header.columns]


MEASURES = ["ลำดับ", "มาตรการ/กิจกรรม", "วิธีการ", "ผู้รับผิดชอบ"]
MEASURE_ROLES = ["ordinal", "measure", "method", "responsible"]


@pytest.mark.parametrize(
    ("rows", "first_data_row", "expected"),
    [
        ([MEASURES, ["๑", "จัดทำคู่มือ", "ประชุม", "กองคลัง"]], 1, MEASURE_ROLES),
        ([["ประเด็นที่ ๑ กระบวนการปฏิบัติงาน", "", "", ""], MEASURES, ["๑", "ก", "ข", "ค"]], 2, MEASURE_ROLES),  # a title
        ([MEASURES, ["(๑)", "(๒)", "(๓)", "(๔)"], ["๑", "ก", "ข", "ค"]], 2, MEASURE_ROLES),  # columns counted
        ([MEASURES], 1, MEASURE_ROLES),  # a header and nothing below it
    ],
)
def test_the_header_ends_where_the_data_begin(
    rows: Sequence[Sequence[str]], first_data_row: int, expected: list[str]
) -> None:
    header = read_header_of(grid(*rows, spans=False))
    assert (header.first_data_row, roles(header)) == (first_data_row, expected)


@pytest.mark.parametrize(
    "rows",
    [
        [["๑", "จัดทำคู่มือปฏิบัติงาน", "กองคลัง"], ["๒", "จัดประชุม", "กองช่าง"]],
        [["โทรศัพท์", "๐๒-๑๒๓-๔๕๖๗"], ["โทรสาร", "๐๒-๑๒๓-๔๕๖๘"]],
        [["", ""], ["", ""]],
        [["การปฏิบัติหน้าที่", "๘๙.๑๒"], ["การใช้งบประมาณ", "๗๕.๐๐"]],  # data at once
    ],
)
def test_a_table_without_a_header_has_none(rows: Sequence[Sequence[str]]) -> None:
    header = read_header_of(grid(*rows, spans=False))
    assert header.rows == ()
    assert set(roles(header)) == {None}


TWO_LEVELS: tuple[tuple[str, bool, Sequence[Sequence[Text]]], ...] = (
    (
        "spans",
        True,
        [
            [("ตัวชี้วัด", 2, 1), ("ผลคะแนน ปีงบประมาณ", 1, 2), ("ผลต่าง", 2, 1)],
            ["พ.ศ. ๒๕๖๔", "พ.ศ. ๒๕๖๕"],
            ["๑. การปฏิบัติหน้าที่", "๘๐.๑๑", "๘๑.๑๑", "+๑.๐๐"],
        ],
    ),
    (
        "tabs",
        False,
        [
            ["ตัวชี้วัด", "ผลคะแนน ปีงบประมาณ", "", "ผลต่าง"],
            ["", "พ.ศ. ๒๕๖๔", "พ.ศ. ๒๕๖๕", ""],
            ["๑. การปฏิบัติหน้าที่", "๘๐.๑๑", "๘๑.๑๑", "+๑.๐๐"],
        ],
    ),
)


@pytest.mark.parametrize(("name", "spans", "rows"), TWO_LEVELS, ids=[one[0] for one in TWO_LEVELS])
def test_two_levels_are_read_together(name: str, spans: bool, rows: Sequence[Sequence[Text]]) -> None:
    header = read_header_of(grid(*rows, spans=spans))
    assert header.rows == (0, 1)
    assert roles(header)[1:] == ["score", "score", "change"]
    assert years(header) == [None, 2564, 2565, None]


def test_a_timeframe_in_two_columns() -> None:
    header = read_header_of(
        grid(
            [("มาตรการ", 2, 1), ("ระยะเวลา", 1, 2), ("ผู้รับผิดชอบ", 2, 1)],
            ["เริ่มต้น", "สิ้นสุด"],
            ["ก", "๑ ม.ค. ๒๕๖๕", "๓๑ ม.ค. ๒๕๖๕", "กองคลัง"],
        )
    )
    assert roles(header) == ["measure", "timeframe", "timeframe", "responsible"]
    assert header.first_data_row == 2


def test_columns_that_are_indicators_have_subjects() -> None:
    header = read_header_of(
        grid(["หน่วยงาน", "การปฏิบัติหน้าที่", "การใช้งบประมาณ", "คะแนนรวม"], ["อบต.บ้านเนิน", "๙๐.๑๒", "๘๐.๑๒", "๘๕.๐๐"])
    )
    assert [column.subject.code if column.subject else None for column in header.columns[:3]] == [None, "1", "2"]
    assert roles(header)[0] == "organization"


def test_data_that_resemble_header_words_stay_data() -> None:
    """A row whose cells are header words of their own (งบประมาณ, ระยะเวลา) but that stands below a full header."""
    header = read_header_of(grid(MEASURES, ["๑", "โครงการ", "ประชุมชี้แจง", "กองคลัง"], ["๒", "กิจกรรม", "ขั้นตอน", "กองช่าง"]))
    assert header.rows == (0,)


@pytest.mark.parametrize(
    ("header_text", "below", "role"),
    [
        ("ข้อ", ["O1", "O2", "๐๑๑"], "item_code"),
        ("ข้อ", ["๑", "๒", "๓"], "ordinal"),
        ("ข้อที่", ["OIT 34", "I20", "E5"], "item_code"),
        ("ตัวชี้วัด", ["๑. การปฏิบัติหน้าที่", "๒. การใช้งบประมาณ"], "indicator"),
        ("ตัวชี้วัด", ["ร้อยละ ๘๐ ของเรื่องร้องเรียน", "จำนวนครั้งที่ประชุม"], "target"),
        ("ประเด็น", ["ประเด็นที่ ๑ กระบวนการ", "ประเด็นที่ ๒ การให้บริการ"], "issue"),
        ("ประเด็น", ["เว็บไซต์ล้าสมัย", "เจ้าหน้าที่ไม่พอ"], "topic"),
        ("ปีงบประมาณ", ["๒๕๖๔", "๒๕๖๕"], "year"),
        ("ปีงบประมาณ", ["๘๕.๑๐", "๘๖.๒๐"], "score"),
        ("การดำเนินการ", ["จัดประชุมแล้ว"], "output"),
    ],
)
def test_what_stands_below_settles_an_ambiguous_header(header_text: str, below: list[str], role: str) -> None:
    header = read_header_of(grid([header_text, "มาตรการ", "ผู้รับผิดชอบ"], *([text, "ก", "ข"] for text in below)))
    settled = resolve(header, {1: below})
    assert settled.columns[0].role == role


def test_a_role_that_another_column_claims_is_not_taken_twice() -> None:
    header = read_header_of(grid(["มาตรการ", "การดำเนินการ", "ผลการดำเนินการ"], ["ก", "ข", "ค"]))
    assert roles(resolve(header, {})) == ["measure", "method", "output"]


def test_a_table_that_goes_on_without_a_header_borrows_it() -> None:
    first, second = parts(table(MEASURES, ["๑", "ก", "ข", "ค"], page=1), par("๒"), table(["๒", "ง", "จ", "ฉ"], page=2))
    assert not first.goes_on
    assert (second.goes_on, second.borrowed_header) == (True, True)
    assert second.header.first_data_row == 0
    assert roles(second.header) == MEASURE_ROLES


@pytest.mark.parametrize(
    ("between", "goes_on"),
    [((), True), (("๒",), True), (("- ๒ -",), True), (("มาตรการของกองช่างที่ต้องดำเนินการต่อเนื่องในปีถัดไป",), False)],
)
def test_what_stands_between_tells_whether_a_table_goes_on(between: tuple[str, ...], goes_on: bool) -> None:
    rows = (MEASURES, ["๑", "ก", "ข", "ค"])
    found = parts(table(*rows), *map(par, between), table(*rows))
    assert found[1].goes_on is goes_on
