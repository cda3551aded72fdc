"""Printed rows to logical rows: what goes on over a page break, what is a heading, what is a row of its own."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.document import Block, Table
from normalize.logical_rows import LogicalRow, OddRow, read_rows
from tests.building import Text, head, par, parts, table, year_of

FY2566 = year_of(2566)
H = ["ลำดับ", "มาตรการ", "วิธีการ", "ผู้รับผิดชอบ"]  # number, measure, method, responsible
NO_NUMBER = ["มาตรการ", "วิธีการ", "ผู้รับผิดชอบ"]
TOPIC = ["ประเด็นที่ต้องพัฒนา", "วิธีการ", "ผู้รับผิดชอบ"]  # topic, method, responsible


def rows(*blocks: Block | str) -> list[LogicalRow | OddRow]:
    return list(read_rows(parts(*blocks), FY2566))


def labels(*blocks: Block | str) -> list[tuple[str, int]]:
    """(label, number of printed rows) of each logical row; an odd row counts 0."""
    return [(row.label, len(row.parts)) if isinstance(row, LogicalRow) else (row.text, 0) for row in rows(*blocks)]


def flat(header: Sequence[str], *body: Sequence[Text], spans: bool = False) -> Table:
    return table(header, *body, spans=spans)


GOES_ON: tuple[tuple[str, tuple[Block, ...], list[tuple[str, int]]], ...] = (
    (
        "the label again",
        (flat(H, ["๑", "จัดทำคู่มือ", "ก", "กองคลัง"]), flat(H, ["๑", "จัดทำคู่มือ", "ข", "กองคลัง"], ["๒", "อบรม", "ค", ""])),
        [("จัดทำคู่มือ", 2), ("อบรม", 1)],
    ),
    (
        "the label again with (ต่อ)",
        (flat(NO_NUMBER, ["จัดทำคู่มือ", "ก", "กองคลัง"]), flat(NO_NUMBER, ["จัดทำคู่มือ (ต่อ)", "ข", "กองคลัง"])),
        [("จัดทำคู่มือ", 2)],
    ),
    (
        "the label again with a space moved",
        (
            flat(NO_NUMBER, ["๑. กิจกรรมปรับปรุงขั้นตอน", "ก", ""]),
            flat(NO_NUMBER, ["๑.กิจกรรม ปรับปรุงขั้นตอน (ต่อ)", "ข", ""]),
        ),
        [("๑. กิจกรรมปรับปรุงขั้นตอน", 2)],
    ),
    (
        "an empty label under a repeated header",
        (flat(H, ["๑", "จัดทำคู่มือ", "ก", "กองคลัง"]), flat(H, ["", "", "ข ที่เหลือ", ""], ["๒", "อบรม", "ค", ""])),
        [("จัดทำคู่มือ", 2), ("อบรม", 1)],
    ),
    (
        "no header on the second page",
        (flat(H, ["๑", "จัดทำคู่มือ", "ก", "กองคลัง"]), table(["", "", "ข", ""], ["๒", "อบรม", "ค", ""], spans=False)),
        [("จัดทำคู่มือ", 2), ("อบรม", 1)],
    ),
    (
        "a page number between",
        (flat(H, ["๑", "จัดทำคู่มือ", "ก", "กองคลัง"]), par("- ๒ -"), flat(H, ["๑", "จัดทำคู่มือ (ต่อ)", "ข", ""])),
        [("จัดทำคู่มือ", 2)],
    ),
    (
        "over three pages",
        (
            flat(NO_NUMBER, ["จัดทำคู่มือ", "ก", ""]),
            flat(NO_NUMBER, ["จัดทำคู่มือ (ต่อ)", "ข", ""]),
            flat(NO_NUMBER, ["จัดทำคู่มือ (ต่อ)", "ค", ""]),
        ),
        [("จัดทำคู่มือ", 3)],
    ),
    (
        "a label merged over printed rows",
        (table(H, [("๑", 2, 1), ("จัดทำคู่มือ", 2, 1), "ก", "กองคลัง"], ["ข", "กองช่าง"], ["๒", "อบรม", "ค", ""]),),
        [("จัดทำคู่มือ", 2), ("อบรม", 1)],
    ),
    (
        "(ต่อ) within one page",
        (flat(NO_NUMBER, ["จัดทำคู่มือ", "ก", ""], ["จัดทำคู่มือ (ต่อ)", "ข", ""]),),
        [("จัดทำคู่มือ", 2)],
    ),
    (
        "the issue's row again",
        (
            flat(NO_NUMBER, ["ประเด็นที่ 1 กระบวนการปฏิบัติงาน", "", ""], ["๑. จัดทำคู่มือ", "ก", ""]),
            flat(NO_NUMBER, ["ประเด็นที่ 1 กระบวนการปฏิบัติงาน (ต่อ)", "", ""], ["๑. จัดทำคู่มือ (ต่อ)", "ข", ""]),
        ),
        [("๑. จัดทำคู่มือ", 2)],
    ),
)


@pytest.mark.parametrize(("name", "blocks", "expected"), GOES_ON, ids=[one[0] for one in GOES_ON])
def test_a_row_that_goes_on_is_one(name: str, blocks: tuple[Block, ...], expected: list[tuple[str, int]]) -> None:
    assert labels(*blocks) == expected


APART: tuple[tuple[str, tuple[Block, ...], list[tuple[str, int]]], ...] = (
    (
        "two labels",
        (flat(H, ["๑", "จัดทำคู่มือ", "ก", "กองคลัง"]), flat(H, ["๒", "อบรม", "ข", "กองคลัง"])),
        [("จัดทำคู่มือ", 1), ("อบรม", 1)],
    ),
    (
        "one label under two numbers",
        (flat(H, ["๑", "จัดทำคู่มือ", "ก", ""]), flat(H, ["๒", "จัดทำคู่มือ", "ข", ""])),
        [("จัดทำคู่มือ", 1), ("จัดทำคู่มือ", 1)],
    ),
    (
        "one label twice on one page",
        (flat(NO_NUMBER, ["จัดประชุม", "ก", "กองคลัง"], ["จัดประชุม", "ข", "กองช่าง"]),),
        [("จัดประชุม", 1), ("จัดประชุม", 1)],
    ),
    (
        "labels that differ in their own number",
        (flat(NO_NUMBER, ["๑. อบรมรอบที่ ๑", "ก", ""]), flat(NO_NUMBER, ["๒. อบรมรอบที่ ๒", "ข", ""])),
        [("๑. อบรมรอบที่ ๑", 1), ("๒. อบรมรอบที่ ๒", 1)],
    ),
    (
        "labels that differ in their last letter",
        (flat(NO_NUMBER, ["จัดประชุมประชาคมหมู่ที่ ก", "ก", ""]), flat(NO_NUMBER, ["จัดประชุมประชาคมหมู่ที่ ข", "ข", ""])),
        [("จัดประชุมประชาคมหมู่ที่ ก", 1), ("จัดประชุมประชาคมหมู่ที่ ข", 1)],
    ),
    (
        "labels that differ in a number inside",
        (
            flat(NO_NUMBER, ["ประชุมคณะทำงานติดตามมาตรการส่งเสริมความโปร่งใส ครั้งที่ ๑", "ก", ""]),
            flat(NO_NUMBER, ["ประชุมคณะทำงานติดตามมาตรการส่งเสริมความโปร่งใส ครั้งที่ ๒", "ข", ""]),
        ),
        [
            ("ประชุมคณะทำงานติดตามมาตรการส่งเสริมความโปร่งใส ครั้งที่ ๑", 1),
            ("ประชุมคณะทำงานติดตามมาตรการส่งเสริมความโปร่งใส ครั้งที่ ๒", 1),
        ],
    ),
    (
        "prose between the tables",
        (
            flat(NO_NUMBER, ["จัดทำคู่มือ", "ก", ""]),
            par("มาตรการของปีถัดไปที่สภาเห็นชอบแล้วมีดังนี้"),
            flat(NO_NUMBER, ["จัดทำคู่มือ", "ข", ""]),
        ),
        [("จัดทำคู่มือ", 1), ("จัดทำคู่มือ", 1)],
    ),
    (
        "another issue between",
        (
            head("ประเด็นที่ ๑ กระบวนการปฏิบัติงาน"),
            flat(NO_NUMBER, ["จัดทำคู่มือ", "ก", ""]),
            head("ประเด็นที่ ๒ การให้บริการ"),
            flat(NO_NUMBER, ["จัดทำคู่มือ", "ข", ""]),
        ),
        [("จัดทำคู่มือ", 1), ("จัดทำคู่มือ", 1)],
    ),
)


@pytest.mark.parametrize(("name", "blocks", "expected"), APART, ids=[one[0] for one in APART])
def test_rows_of_their_own_stay_apart(name: str, blocks: tuple[Block, ...], expected: list[tuple[str, int]]) -> None:
    assert labels(*blocks) == expected


def contexts(*blocks: Block | str) -> list[tuple[int | None, str | None]]:
    """(issue number, indicator) of each logical row."""
    return [(row.context.issue_no, row.context.indicator) for row in rows(*blocks) if isinstance(row, LogicalRow)]


def test_a_label_that_stands_once_holds_for_the_rows_below() -> None:
    found = contexts(
        flat(TOPIC, ["ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล -ข้อมูลพื้นฐาน", "ก", ""], ["-ข่าวประชาสัมพันธ์", "ข", ""]),
        flat(TOPIC, ["-การให้บริการ", "ค", ""], ["ตัวชี้วัดที่ ๑๐ การป้องกันการทุจริต", "ง", ""]),
        flat(TOPIC, ["-มาตรการภายใน", "จ", ""]),
    )
    assert [indicator for _, indicator in found] == ["9", "9", "9", "10", "10"]


def test_a_spanning_row_sets_what_the_rows_below_belong_to() -> None:
    found = contexts(
        table(
            NO_NUMBER,
            [("ประเด็นที่ ๑ กระบวนการปฏิบัติงาน", 1, 3)],
            ["ก", "ข", "ค"],
            ["ง", "จ", "ฉ"],
            [("ประเด็นที่ ๒ การให้บริการและระบบ E-Service", 1, 3)],
            ["ช", "ซ", "ฌ"],
        )
    )
    assert found == [(1, None), (1, None), (2, None)]


def test_a_heading_above_sets_it_and_a_new_heading_ends_it() -> None:
    found = contexts(
        head("ตัวชี้วัดที่ ๒ การใช้งบประมาณ"),
        flat(NO_NUMBER, ["ก", "ข", ""]),
        head("ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ"),
        flat(NO_NUMBER, ["ง", "จ", ""]),
    )
    assert found == [(None, "2"), (None, "4")]


def test_a_list_of_indicators_above_a_table_heads_nothing() -> None:
    """The report explains what is assessed; the last of the list is no heading of the table."""
    listed = [par(f"ตัวชี้วัดที่ {number} {name}") for number, name in ((1, "การปฏิบัติหน้าที่"), (2, "การใช้งบประมาณ"))]
    assert contexts(*listed, flat(NO_NUMBER, ["ก", "ข", ""])) == [(None, None)]


def test_an_issue_column_that_is_merged_holds_for_its_rows() -> None:
    found = contexts(
        table(
            ["ประเด็น", "มาตรการ", "วิธีการ"],
            [("ประเด็นที่ ๓ ช่องทาง", 2, 1), "ก", "ข"],
            ["ค", "ง"],
            ["ประเด็นที่ ๔ ทรัพย์สิน", "จ", "ฉ"],
        )
    )
    assert [issue for issue, _ in found] == [3, 3, 4]


ODD = (
    ("a group without a meaning", [("งานธุรการ", 1, 3)], "งานธุรการ"),
    ("a sum", ["รวม", "", "๑๐,๐๐๐"], "รวม"),
)


@pytest.mark.parametrize(("name", "row", "text"), ODD, ids=[one[0] for one in ODD])
def test_a_row_that_is_no_measure_is_told(name: str, row: Sequence[Text], text: str) -> None:
    found = rows(table(["มาตรการ", "วิธีการ", "งบประมาณ"], ["ก", "ข", "๑๐,๐๐๐"], row))
    assert [one.label for one in found if isinstance(one, LogicalRow)] == ["ก"]
    (odd,) = (one for one in found if isinstance(one, OddRow))
    assert text in odd.text


def test_no_printed_row_is_lost() -> None:
    """Each printed data row stands in a logical row, is an odd row, or sets a context."""
    whole = table(H, ["๑", "ก", "ข", "ค"], ["", "", "", ""], ["๒", "", "ง", ""], ["", "จ", "", ""], spans=False)
    found = rows(whole)
    printed = sum(len(row.parts) if isinstance(row, LogicalRow) else 1 for row in found)
    assert printed == 3, "the empty row says nothing"
