"""Memo heads, letters and announcements as Thai bodies write them; all examples are invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.letterhead import Letterhead, read_letterhead
from normalize.letterhead_words import dated_patterns

REPORTS = Path(__file__).parents[2] / "shared" / "reports"
HEAD = "บันทึกข้อความ\nส่วนราชการ สำนักปลัด เทศบาลตำบลนาป่า โทร ๐-๕๖๗๑-๐๐๐๐\n"
TAIL = "\nเรื่อง รายงานผลการประเมิน ITA\nเรียน นายกเทศมนตรีตำบลนาป่า"


def _read(text: str) -> Letterhead:
    return read_letterhead(text.split("\n"))


NUMBERS = [
    ("ที่ พช ๕๒๓๐๑/๖๕๓", "พช 52301/653"),
    ("ที่  พช ๕๒๓๐๑ / ๖๕๓", "พช 52301/653"),
    ("ที่: พช๕๒๓๐๑/๖๕๓", "พช 52301/653"),
    ("ที่ มท ๐๘๑๐.๓/ว ๑๒๓๔", "มท 0810.3/ว 1234"),
    ("ที่ มท 0810.3/ว1234", "มท 0810.3/ว 1234"),
    ("ที่ อว ๖๗.๒.๓/๑๒๓", "อว 67.2.3/123"),
    ("ที่ ศธ ๐๔๐๐๒(๒)/๑๗", "ศธ 04002(2)/17"),
    ("ที่ ชร ๗๒๓๐๑/-", "ชร 72301/-"),
    ("ที่ ชร ๗๒๓๐๑/.............", "ชร 72301/"),
    ("ที่ ชร ๗๒๓๐๑/", "ชร 72301/"),
    ("ที่ ๑๒/๒๕๖๘", "12/2568"),
    ("ที่ พช ๕๒๓๐๑/๖๕๓   วันที่ ๒๒ ตุลาคม ๒๕๖๗", "พช 52301/653"),
    ("ที่\nพช ๕๒๓๐๑/๖๕๓", "พช 52301/653"),
    ("ที่ ........../..........", None),
    ("ที่", None),
    ("วันที่ ๑ ตุลาคม ๒๕๖๗", None),
]


@pytest.mark.parametrize(("line", "expected"), NUMBERS)
def test_memo_number(line: str, expected: str | None) -> None:
    assert _read(HEAD + line + TAIL).document_number == expected


@pytest.mark.parametrize(
    "text",
    [
        "ตามหนังสือกรมส่งเสริมการปกครองท้องถิ่น\nที่ มท ๐๘๑๐.๓/ว ๑๒๓๔ ลงวันที่ ๕ มกราคม ๒๕๖๗ แจ้งว่า",
        "ที่ได้รับมอบหมายในปี ๑/๒๕๖๗",
        "รายงานผลการดำเนินการ\nตามหนังสือที่ พช ๕๒๓๐๑/๖๕๓",
        HEAD + "ที่ มท ๐๘๑๐.๓/ว ๑๒๓๔ ลงวันที่ ๕ มกราคม ๒๕๖๗" + TAIL,
    ],
)
def test_another_documents_number(text: str) -> None:
    assert _read(text).document_number is None


def test_official_letter() -> None:
    read = _read(
        "ที่ พช ๕๒๓๐๑/ว ๙\nสำนักงานเทศบาลตำบลนาป่า\nอำเภอเมือง จังหวัดเพชรบูรณ์ ๖๗๐๐๐\n\n๑๕ พฤศจิกายน ๒๕๖๗\n\n"
        "เรื่อง ส่งรายงานผล\nเรียน นายอำเภอเมืองเพชรบูรณ์"
    )
    assert (read.document_number, read.document_date) == ("พช 52301/ว 9", date(2024, 11, 15))
    assert (read.subject, read.addressee) == ("ส่งรายงานผล", "นายอำเภอเมืองเพชรบูรณ์")


def test_head_run_together_on_one_line() -> None:
    read = _read("ส่วนราชการ สำนักปลัด อบต.ดู่ทุ่ง ที่ ยส ๗๑๑๐๒/๔๕ วันที่ ๒ ธันวาคม ๒๕๖๖\nเรื่อง ขออนุมัติ\nเรียน นายก อบต.ดู่ทุ่ง")
    assert (read.document_number, read.document_date) == ("ยส 71102/45", date(2023, 12, 2))


def test_subject_over_two_lines() -> None:
    read = _read(HEAD + "เรื่อง รายงานผลการประเมิน\nประจำปีงบประมาณ พ.ศ. ๒๕๖๗\nเรียน นายกเทศมนตรี")
    assert (read.subject, read.subject_line) == ("รายงานผลการประเมิน ประจำปีงบประมาณ พ.ศ. ๒๕๖๗", 3)


# (text, date, basis)
DATES = [
    (HEAD + "วันที่ ๒๒ ตุลาคม ๒๕๖๗" + TAIL, date(2024, 10, 22), "memo"),
    (HEAD + "ที่ พช ๕๒๓๐๑/๑\nวันที่  ๓  เดือน  มีนาคม  พ.ศ. ๒๕๖๖" + TAIL, date(2023, 3, 3), "memo"),
    (HEAD + "ที่ พช ๕๒๓๐๑/๑ วันที่ 22 ต.ค. 67" + TAIL, date(2024, 10, 22), "memo"),
    (HEAD + "วันที่\n๒๒ ตุลาคม ๒๕๖๗" + TAIL, date(2024, 10, 22), "memo"),
    ("ประกาศเทศบาลตำบลนาป่า\nประกาศ ณ วันที่ ๑๐ เดือน มกราคม พ.ศ. ๒๕๖๘", date(2025, 1, 10), "announced"),
    ("ประกาศ ณ วันที่  ๑  ตุลาคม พ.ศ.๒๕๖๖", date(2023, 10, 1), "announced"),
    ("สั่ง ณ วันที่ ๑ ตุลาคม พ.ศ. ๒๕๖๖", date(2023, 10, 1), "announced"),
    ("รายงานนี้จัดทำเมื่อวันที่ ๓๐ เมษายน ๒๕๖๘", date(2025, 4, 30), "made"),
    ("ณ วันที่ ๓๐ เมษายน ๒๕๖๘", date(2025, 4, 30), "approved"),
    ("(ลงชื่อ).......ผู้รายงาน\n(นางสาวตัวอย่าง ทดสอบ)\nวันที่ ๓๐ เมษายน ๒๕๖๘", date(2025, 4, 30), "signed"),
    (  # the memo's before the announcement's, whatever comes first
        "ประกาศ ณ วันที่ ๑ ตุลาคม พ.ศ. ๒๕๖๖\n" + HEAD + "วันที่ ๒๒ ตุลาคม ๒๕๖๗" + TAIL,
        date(2024, 10, 22),
        "memo",
    ),
    (  # the first announcement's
        "ประกาศ ณ วันที่ ๑ ตุลาคม พ.ศ. ๒๕๖๖\nประกาศ ณ วันที่ ๒ ตุลาคม พ.ศ. ๒๕๖๖",
        date(2023, 10, 1),
        "announced",
    ),
    (  # a readable date before a memo's that was left open
        HEAD + "วันที่       ตุลาคม ๒๕๖๗" + TAIL + "\nประกาศ ณ วันที่ ๑ พฤศจิกายน ๒๕๖๗",
        date(2024, 11, 1),
        "announced",
    ),
    (HEAD + "วันที่       ตุลาคม ๒๕๖๗" + TAIL, None, "memo"),
    ("ประกาศ ณ วันที่ ๓๑ เมษายน ๒๕๖๗", None, "announced"),
    ("ข้อมูล ณ วันที่ ๓๐ กันยายน ๒๕๖๗", None, None),
    ("ผลการดำเนินการ ข้อมูล\nณ วันที่ ๓๐ กันยายน ๒๕๖๗", None, None),
    ("ยอดคงเหลือ ณ วันที่ ๓๐ กันยายน ๒๕๖๗", None, None),
    ("ดำเนินการเมื่อวันที่ ๓๐ กันยายน ๒๕๖๗", None, None),
    ("วันที่ ๓๐ กันยายน ๒๕๖๗ ได้ประชุมพนักงาน", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("text", "expected", "basis"), DATES)
def test_document_date(text: str, expected: date | None, basis: str | None) -> None:
    read = _read(text)
    assert (read.document_date, read.date_basis) == (expected, basis)


def test_raw_and_line_stay() -> None:
    read = _read(HEAD + "ที่ พช ๕๒๓๐๑/๖๕๓\nวันที่ ๒๒ ตุลาคม ๒๕๖๗" + TAIL)
    assert (read.number_raw, read.number_line) == ("พช ๕๒๓๐๑/๖๕๓", 3)
    assert (read.date_raw, read.date_line) == ("๒๒ ตุลาคม ๒๕๖๗", 4)


def test_subject_of_an_announcement_only_below_its_heading() -> None:
    assert _read("ประกาศเทศบาลตำบลนาป่า\nเรื่อง มาตรการป้องกันการรับสินบน").subject == "มาตรการป้องกันการรับสินบน"
    assert _read("แนวทาง\nเรื่องร้องเรียนการทุจริต").subject is None


def test_catalogue_is_sound() -> None:
    assert [basis for basis, _ in dated_patterns()] == ["announced", "made", "approved"]


PIECES = [
    "บันทึกข้อความ",
    "ส่วนราชการ ",
    "ที่ ",
    "วันที่ ",
    "เรื่อง",
    "เรียน",
    "ประกาศ ณ วันที่",
    "พช ๕๒๓๐๑",
    "/",
    "-",
    "..",
    "๓๑",
    "เมษายน",
    "๒๕๖๗",
    " ",
    "ข้อมูล",
]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=6).map("".join), max_size=8))
def test_any_lines_are_read(lines: list[str]) -> None:
    read = read_letterhead(lines)
    assert read.document_number is None or read.number_line is not None
    assert read.document_date is None or read.date_raw


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_unicode(text: str) -> None:
    read_letterhead(text.split("\n"))


REAL = [
    ("000_55fb0a12b6cabdd9.txt", None, None),
    ("001_e2d10f67ce34d04c.txt", None, None),
    ("002_fff809db8161aee9.txt", "นศ 53301/653", date(2024, 10, 22)),
    ("003_71193bff46793098.txt", None, date(2025, 1, 10)),
    ("004_11035551012d6764.txt", None, None),
]


@pytest.mark.parametrize(("file", "number", "dated"), REAL)
def test_real_reports(file: str, number: str | None, dated: date | None) -> None:
    if not (REPORTS / file).exists():
        pytest.skip("the shared real reports are not on this machine")
    read = read_letterhead((REPORTS / file).read_text("utf-8").split("\n"))
    assert (read.document_number, read.document_date) == (number, dated)
