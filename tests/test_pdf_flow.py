"""Joining drawn lines: where a column broke them, with the space that stood there, and never where they were typed."""

from __future__ import annotations

import pytest

from extract.pdf_fitness import measure
from extract.pdf_flow import Spacing, group_by_meaning, guess_space, starts_item
from extract.pdf_lines import TextLine


def drawn(
    text: str, x0: float = 0, width: float | None = None, spaced: bool = False, right: float | None = None
) -> TextLine:
    """A line of letters 6 points wide."""
    x1 = x0 + (6 * len(text) if width is None else width)
    return TextLine(text, text, x0, x1, 0, 12, 12, 1, spaced, 0, 6, right)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("1. ข้อ", True), ("๑.ข้อ", True), ("๑) ข้อ", True), ("(2) ข้อ", True), ("2.1 ข้อ", True), ("ก. ข้อ", True),
        ("• ข้อ", True), ("☑ ข้อ", True), ("92.50 ของแผน", False), ("82.10 คะแนน", False), ("12.10 ข้อ", True),
        ("2568 เป็นต้นไป", False), ("พ.ศ. ๒๕๖๘", False),
        ("- ก.ย. ๒๕๖๘", False), ("1.5", False), ("", False),
    ],
)  # fmt: skip
def test_what_starts_an_item(text: str, starts: bool) -> None:
    assert starts_item(text) is starts


@pytest.mark.parametrize(
    ("lines", "texts"),
    [
        ([drawn("ก" * 20), drawn("ขขข")], [2]),  # full: the column broke it
        ([drawn("ก" * 5), drawn("ขขข")], [1, 1]),  # room was left: typed so
        ([drawn("1. " + "ก" * 17), drawn("2. ขขข")], [1, 1]),
        ([drawn("ต.ค. ๒๕๖๗ " + "ก" * 10), drawn("- ก.ย. ๒๕๖๘")], [2]),  # a range of dates is no list
        ([drawn("ภายในเดือนกันยายน - ธ."), drawn("ค. ๒๕๖๗")], [2]),  # half a month is no list letter
        ([drawn("ประชุมเมื่อวันที่ ๑๗ มี."), drawn("ค. ๒๕๖๗")], [2]),
        ([drawn("ข. ประชุมชี้แจงให้ทราบ"), drawn("ค. ประกาศ")], [1, 1]),
        ([drawn("- " + "ก" * 18), drawn("- ขขข")], [1, 1]),
        ([], []),
    ],
)
def test_lines_of_a_cell(lines: list[TextLine], texts: list[int]) -> None:
    assert [len(group) for group in group_by_meaning(lines, 0, 120)] == texts


@pytest.mark.parametrize(
    ("left", "right", "space"),
    [
        ("จำนวน", "48 คน", True), ("ระบบ", "E-Service", True), ("No Gift", "Policy", True), ("ทุก ๆ", "เดือน", True),
        ("การดำ", "เนินงาน", False), ("ก.ย.", "๒๕๖๘", True), ("ตัวชี้วัด", "ที่", False),
        ("การทุจริต", "โดยประกาศ", True), ("ทราบ", "โดยทั่วกัน", False), ("พนักงานจ้าง", "จำนวน 48 คน", True),
        ("เป็น", "จำนวนมาก", False), ("เลือกปฏิบัติ", "ทั้งนี้ ให้", True), ("แผน", "และมาตรการ", False),
    ],
)  # fmt: skip
def test_guesses(left: str, right: str, space: bool) -> None:
    assert guess_space(left, right) is space


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("ธ.ค. ๖๕ - ก.พ. ๖๖", "๕,๐๐๐ บาท", "ธ.ค. ๖๕ - ก.พ. ๖๖ ๕,๐๐๐ บาท"),
        ("ม.ค. 66", "12,000 บาท", "ม.ค. 66 12,000 บาท"),
        ("๘๒.๔๐", "๙๐.๐๕", "๘๒.๔๐ ๙๐.๐๕"), ("๒๕๖๖", "๒๕๖๗", "๒๕๖๖ ๒๕๖๗"), ("ครั้งที่ ๑", "๒๕ คน", "ครั้งที่ ๑ ๒๕ คน"),
        # one number that a line's end cut
        ("ก.ย. ๒๕๖", "๘", "ก.ย. ๒๕๖๘"), ("ปี ๒", "๕๖๘", "ปี ๒๕๖๘"), ("พ.ศ. 25", "68 ถึง", "พ.ศ. 2568 ถึง"),
        ("งบ ๒๒,๗", "๕๐ บาท", "งบ ๒๒,๗๕๐ บาท"), ("1,250,0", "00", "1,250,000"), ("1,2", "50,000", "1,250,000"),
        # and what only looks like one
        ("๑๒.๒๕๖", "๘", "๑๒.๒๕๖ ๘"), ("๒๕๖", "๘,๐๐๐", "๒๕๖ ๘,๐๐๐"), ("๒๕๖", "๘.๕", "๒๕๖ ๘.๕"),
        ("22,750", "50", "22,750 50"), ("ข้อ ๑,๒", "๕ คน", "ข้อ ๑,๒ ๕ คน"), ("22,7", "500", "22,7 500"),
    ],
)  # fmt: skip
def test_two_numbers_do_not_become_one(left: str, right: str, joined: str) -> None:
    assert Spacing("", keeps_spaces=False).join([drawn(left), drawn(right)]) == joined
    assert Spacing("", keeps_spaces=True).join([drawn(left), drawn(right)]) == joined


def test_a_producer_that_draws_its_spaces_is_believed() -> None:
    kept = [[drawn("ผลการประเมิน", spaced=True), drawn("ระดับ")]] * 5
    spacing = Spacing.learn(kept)
    assert spacing.keeps_spaces
    assert spacing.join([drawn("ผลการ", spaced=True), drawn("ประเมิน")]) == "ผลการ ประเมิน"
    assert spacing.join([drawn("ผลการ"), drawn("ประเมิน")]) == "ผลการประเมิน"


def test_the_same_words_elsewhere_tell_the_space() -> None:
    spacing = Spacing.learn([[drawn("ได้คะแนนต่ำกว่าเกณฑ์ จึงต้องเร่งแก้ไข")], [drawn("ดำเนินงานตามแผน")]])
    assert spacing.join([drawn("คะแนนต่ำกว่าเกณฑ์"), drawn("จึงต้องเร่ง")]) == "คะแนนต่ำกว่าเกณฑ์ จึงต้องเร่ง"
    assert spacing.join([drawn("ดำเนินงาน"), drawn("ตามแผน")]) == "ดำเนินงานตามแผน"


def broken(*lengths: int) -> list[list[TextLine]]:
    """Pairs of lines in a column 125 points wide, the first of each with so many letters."""
    return [[drawn("ก" * length, right=125.0), drawn("ข" * 5)] for length in lengths]


def test_a_program_that_fills_its_lines_left_room_for_a_space() -> None:
    spacing = Spacing.learn(broken(*[17, 18, 20] * 6))
    assert not spacing.parts_words  # one letter more would have fitted too often: this one breaks between words
    ragged = [[drawn("ก" * 20, width=114 + (place % 6), right=125.0), drawn("ข" * 5)] for place in range(18)]
    spacing = Spacing.learn([*ragged, [drawn("ก" * 18, right=125.0), drawn("ข" * 5)]])
    assert spacing.parts_words
    assert spacing.join([drawn("ก" * 18, right=125.0), drawn("ข" * 5)]) == "ก" * 18 + " " + "ข" * 5
    assert spacing.join([drawn("ก" * 19, right=125.0), drawn("ข" * 5)]) == "ก" * 19 + "ข" * 5


def test_justified_lines_tell_nothing_by_their_room() -> None:
    spacing = Spacing.learn(broken(*[20] * 20, 17))
    assert spacing.join([drawn("ก" * 17, right=125.0), drawn("ข" * 5)]) == "ก" * 17 + "ข" * 5


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("สำนักปลัดเทศบาลจัดทำคู่มือการปฏิบัติงาน", True),
        ("Annual report of the office, fiscal year 2568", True),
        ("1 2 3", True),  # too little to tell
        ("แ(cid:159)นงาน(cid:161)(cid:202)น(cid:186)ฐานดำนการพัฒนา", False),
        ("\ue123\ue124\ue125 สำนักปลัดเทศบาลจัดทำคู่มือ", False),
        ("¡ÒÃ´Óà¹Ô¹§Ò¹µÒÁÁÒµÃ¡ÒÃáÅÐá¼¹§Ò¹", False),  # Thai of an old font shown as Latin
        ("ประจำำปีผู้้มีีส่่วนได้เสียย่่ำ สำำนักงาน", False),
        ("จ านวนของส านักงานที่ท าตามหน้าที่", False),
        ("\ufffd\ufffd\ufffd การดำเนินงานตามแผน", False),
    ],
)
def test_fitness(text: str, fit: bool) -> None:
    assert measure(text, [], 0).fit is fit
