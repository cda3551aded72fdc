"""Lines outside tables: titles, headings, sections, signatures; and the paragraphs made of them."""

from __future__ import annotations

import pytest

from extract.document import Block, Line, LineKind, Paragraph
from normalize.prose_lines import read_prose_lines, section_kind
from tests.building import TITLE, codes, document, head, par, read, table
from tidy.records import Paragraph as Record


def roles(*blocks: Block | str) -> list[str]:
    return [line.role for line in read_prose_lines(document(*blocks))]


def records(*blocks: Block | str, keep: bool = False) -> list[Record]:
    return list(read(*blocks, keep_signatures=keep).paragraphs)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((TITLE[2566],), ["title"]),
        (("รายงานผลการประเมินคุณธรรม", "และความโปร่งใสภายในหน่วยงาน", "ประจำปีงบประมาณ ๒๕๖๖"), ["title"] * 3),
        ((TITLE[2566], "เทศบาลตำบลหัวนา", "จังหวัดลพบุรี"), ["title"] * 3),
        (("มาตรการส่งเสริมคุณธรรมและความโปร่งใส ได้ดำเนินการแล้วดังนี้",), ["body"]),  # a sentence
        (("รายงานการประชุมสภาสมัยสามัญ",), ["body"]),  # not about the assessment
        (("ปัญหาและอุปสรรค",), ["heading"]),
        (("ข้อเสนอแนะ",), ["heading"]),
        (("๑. ปัญหาและอุปสรรค",), ["heading"]),
        (("ผลการประเมินพบว่า หน่วยงานได้คะแนนสูงขึ้น",), ["body"]),
        pytest.param(
            ("ปัญหาที่พบคือบุคลากรไม่เพียงพอ",),  # the problem found is that …
            ["body"],
        ),
        (("- ปัญหาเรื่องเวลา",), ["body"]),
        (("จึงเรียนมาเพื่อโปรดทราบ",), ["body"]),
    ],
)
def test_roles_of_lines(lines: tuple[str, ...], expected: list[str]) -> None:
    assert roles(*lines) == expected


def test_what_the_source_marks_as_a_heading_is_one() -> None:
    assert roles(TITLE[2566], head("บทที่ ๑ ทั่วไป", 3)) == ["title", "heading"]


SIGNED = (
    (("(นายใจดี มีสุข)", "นายกเทศมนตรีตำบลหัวนา"), ["signature", "signature"]),
    (("(นางสาวสมใจ  งามดี)", "นักวิเคราะห์นโยบายและแผน"), ["signature", "signature"]),
    (("ลงชื่อ ........................", "(นายใจดี มีสุข)", "ปลัดเทศบาล"), ["signature"] * 3),
    (("......................", "(ว่าที่ร้อยตรีใจดี มีสุข)"), ["signature"] * 2),
    (("(นายใจดี มีสุข)", "กองคลังได้จัดทำแผนการใช้จ่ายแล้ว"), ["signature", "body"]),
    pytest.param(("(นายก อบต. เป็นประธาน)",), ["body"]),  # the mayor presides
    pytest.param(("(นายทะเบียนเป็นผู้เก็บรักษา)",), ["body"]),  # the registrar keeps it
    (("นายกเทศมนตรีแจ้งที่ประชุม",), ["body"]),
    (("ลงชื่อเข้าใช้ระบบด้วยบัญชีของหน่วยงาน",), ["body"]),  # sign in to the system
    (("(นางแลว ซึ่งเป็นชื่อหมู่บ้าน อยู่ในตำบลหัวนา และเป็นที่ตั้งของศูนย์พัฒนาเด็กเล็กที่ปรับปรุงใหม่ในปีงบประมาณนี้)",), ["body"]),
)


@pytest.mark.parametrize(("lines", "expected"), SIGNED)
def test_signature_blocks(lines: tuple[str, ...], expected: list[str]) -> None:
    assert roles(*lines) == expected


def test_signatures_are_left_out_and_counted_unless_asked_for() -> None:
    blocks = (TITLE[2566], "ข้อความ", "(นายใจดี มีสุข)", "ปลัดเทศบาล")
    assert [one.text for one in records(*blocks)] == [TITLE[2566], "ข้อความ"]
    told = [one for one in read(*blocks).findings if one.code == "signature_omitted"]
    assert [one.printed for one in told] == ["2"]
    assert "ใจดี" not in str(read(*blocks).findings), "a finding repeats no person's name"
    assert len(records(*blocks, keep=True)) == 4
    assert "signature_omitted" not in codes(read(*blocks, keep_signatures=True))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ปัญหาและอุปสรรค", "problem"),
        ("๕. ปัญหา/อุปสรรค", "problem"),
        ("ข้อเสนอแนะ", "suggestion"),
        ("ข้อพิจารณา/ข้อเสนอแนะ", "suggestion"),
        ("หลักการและเหตุผล", "background"),
        ("เรื่องเดิม", "background"),
        ("ข้อเท็จจริง", "result"),
        ("ผลการประเมิน ITA", "result"),
        ("มาตรการตรวจสอบการใช้ดุลพินิจ", "provision"),
        ("แนวทางปฏิบัติ", "provision"),
        ("กองคลัง", None),
        ("", None),
    ],
)
def test_the_kind_of_section_that_a_heading_opens(text: str, kind: str | None) -> None:
    assert section_kind(text) == kind


def test_lines_stand_under_their_heading_with_its_kind() -> None:
    found = records(
        TITLE[2566],
        "ข้อความสั้น ๆ",
        "ปัญหาและอุปสรรค",
        "- บุคลากรไม่พอ",
        "- เวลาไม่พอ",
        "ข้อเสนอแนะ",
        "๑. เพิ่มบุคลากร",
    )
    lines = [one for one in found if one.section_kind != "title"]
    assert [one.text for one in found if one.section_kind == "title"] == [TITLE[2566], "ปัญหาและอุปสรรค", "ข้อเสนอแนะ"]
    assert [(one.section_kind, one.heading, one.printed_no, one.text) for one in lines] == [
        ("other", TITLE[2566], None, "ข้อความสั้น ๆ"),
        ("problem", "ปัญหาและอุปสรรค", None, "บุคลากรไม่พอ"),
        ("problem", "ปัญหาและอุปสรรค", None, "เวลาไม่พอ"),
        ("suggestion", "ข้อเสนอแนะ", "1", "เพิ่มบุคลากร"),
    ]
    assert [one.seq for one in found] == list(range(1, 8))
    assert [one.raw_text for one in found][3] == "- บุคลากรไม่พอ"


def test_headings_side_by_side_stand_under_the_same_title() -> None:
    found = records(TITLE[2566], "ปัญหาและอุปสรรค", "- บุคลากรไม่พอ", "ข้อเสนอแนะ", "- เพิ่มบุคลากร")
    assert [one.heading for one in found if one.section_kind == "title"] == [None, TITLE[2566], TITLE[2566]]


PROVISIONS = ("๑. ห้ามรับของขวัญ", "๒. ให้เผยแพร่ข้อมูล")


@pytest.mark.parametrize("heading", ["แนวทางปฏิบัติ", "มาตรการเผยแพร่ข้อมูลข่าวสาร"])
def test_provisions_of_an_announcement_behind_the_tables(heading: str) -> None:
    found = records(
        TITLE[2566],
        table(["มาตรการ", "วิธีการ"], ["ก", "ข"], spans=False),
        head("ประกาศเทศบาลตำบลหัวนา"),
        head(heading, 3),
        *(f"{text} ตามที่สำนักงาน ป.ป.ช. กำหนด" for text in PROVISIONS),
    )
    numbered = [one for one in found if one.printed_no]
    assert [one.printed_no for one in numbered] == ["1", "2"]
    assert {(one.section_kind, one.heading) for one in numbered} == {("provision", heading)}


def test_numbers_that_the_source_draws_go_to_printed_no() -> None:
    drawn = Paragraph(Line("ห้ามรับของขวัญ", "ห้ามรับของขวัญ", LineKind.LIST_ITEM, 1, "๒."))
    (_, found) = records(TITLE[2566], drawn)
    assert (found.printed_no, found.text, found.raw_text) == ("2", "ห้ามรับของขวัญ", "ห้ามรับของขวัญ")


@pytest.mark.parametrize("text", ["๗ วันหลังเสร็จสิ้นภารกิจ", "๒๕๖๖ เป็นปีที่เริ่ม", "08-1234-5678 โทรศัพท์"])
def test_a_number_that_counts_something_is_no_line_number(text: str) -> None:
    (_, found) = records(TITLE[2566], text)
    assert (found.printed_no, found.text) == (None, text)


def test_every_line_is_kept_in_order_around_tables() -> None:
    found = records("หนึ่ง", table(["ก"], ["ข"]), "สอง", par(""), table(["ค"], ["ง"]), "สาม")
    assert [one.text for one in found] == ["หนึ่ง", "สอง", "สาม"]
