"""Each rule alone: what it repairs, and what it must leave."""

from __future__ import annotations

import pytest

from normalize import thai_joins, thai_lost, thai_marks, thai_shifts, thai_torn
from normalize.thai import RULES
from normalize.thai_edits import Change, Step, apply, as_edits, compose, ordered, take_back
from normalize.thai_marks import Rule
from normalize.thai_words import covered, is_known, place_names

# rule, text, expected; text and expected are equal where the rule must do nothing
CASES: list[tuple[Rule, str, str]] = [
    (thai_marks.line_end, "ก\r\nข\rค\x0bง\u2028จ", "ก\nข\nค\nง\nจ"),
    (thai_marks.line_end, "ก\nข", "ก\nข"),
    (thai_marks.invisible, "\ufeffป\u200bระ\u00adชา\x00ช\u2060น\u200d", "ประชาชน"),
    (thai_marks.invisible, "ก\n\tข ค", "ก\n\tข ค"),
    (thai_marks.space, " ก\xa0\u2009 ข\t\n ค\u3000", "ก ข\nค"),
    (thai_marks.space, "ก ข\nค", "ก ข\nค"),
    (thai_marks.private_glyph, "กี\uf70a \uf88b \uf0a7 \uf0fc", "กี่ ่ ▪ ✓"),
    (thai_marks.private_glyph, "\ue000", "\ufffd"),
    (thai_marks.private_glyph, "•ก่", "•ก่"),
    (thai_marks.space_before_mark, "ถ ึง ท ี่ พันธ ุ์", "ถึง ที่ พันธุ์"),
    (thai_marks.space_before_mark, "จ ำนวน น ้ำ น้ ำ", "จำนวน น้ำ น้ำ"),
    (thai_marks.space_before_mark, "น ้ามัน", "น ้ามัน"),  # a torn SARA AM or a loose tone: `torn_space`
    (thai_marks.space_before_mark, "ภายใตว้ ัตถุ", "ภายใตว้ ัตถุ"),  # two words' marks: `shifted_marks`
    (thai_marks.space_before_mark, "ที่ ดี ก ข", "ที่ ดี ก ข"),
    (thai_marks.nikhahit_aa, "สํานัก นํ้า น้ํา สํ านัก", "สำนัก น้ำ น้ำ สำนัก"),
    (thai_marks.nikhahit_aa, "พุทฺธํ สรณํ คจฺฉามิ", "พุทฺธํ สรณํ คจฺฉามิ"),  # Pali: a nikhahit of its own
    (thai_marks.am_aa, "สำานัก นำ้า", "สำนัก น้ำ"),
    (thai_marks.am_aa, "ทำ อา", "ทำ อา"),
    (thai_marks.am_tone, "นำ้ ตำ่กว่า", "น้ำ ต่ำกว่า"),
    (thai_marks.am_tone, "น้ำ", "น้ำ"),
    (thai_marks.double_e, "เเผน เเละ", "แผน และ"),
    (thai_marks.double_e, "เอเเซ", "เอแซ"),
    (thai_marks.double_e, "เเ", "แ"),
    (thai_marks.doubled_mark, "ครัั้ง หน่่วย จำำนวน", "ครั้ง หน่วย จำนวน"),
    (thai_marks.doubled_mark, "ต่างๆๆ มากกก ค่ะะ", "ต่างๆๆ มากกก ค่ะะ"),
    (thai_marks.mark_order, "ท่ี พันธ์ุ ร้ั", "ที่ พันธุ์ รั้"),
    (thai_marks.mark_order, "ที่ ชี่ี", "ที่ ชี่"),
    (thai_marks.mark_order, "ที่ พันธุ์", "ที่ พันธุ์"),
    (thai_joins.letters_apart, "จ ริ ย ธ ร ร ม ใ ห้ แ ก่", "จริยธรรมให้แก่"),
    (thai_joins.letters_apart, "ทาง จ ริ ย ธ ร ร ม ให้ แ ก่ ผู้บริหาร", "ทาง จริยธรรมให้แก่ ผู้บริหาร"),
    (thai_joins.letters_apart, "ค ว า มโปร่งใส", "ความโปร่งใส"),
    (thai_joins.letters_apart, "ก ข ค ง", "ก ข ค ง"),  # a list
    (thai_joins.letters_apart, "ที่ มี ดี", "ที่ มี ดี"),  # words
    (thai_joins.letters_apart, "ก น", "ก น"),
    (thai_joins.torn_space, "จ านวน ต าแหน่ง ค าสั่ง", "จำนวน ตำแหน่ง คำสั่ง"),
    (thai_joins.torn_space, "น ้ามัน ต ่ากว่า", "น้ำมัน ต่ำกว่า"),
    (thai_joins.torn_space, "ด าเนินการจัดท าแผน", "ดำเนินการจัดทำแผน"),
    (thai_joins.torn_space, "ก าร อ าการ", "การ อาการ"),  # SARA AA after all
    (thai_joins.torn_space, "หน ้าที่", "หน้าที่"),
    (thai_joins.torn_space, "ถ ึง ถ ้า", "ถ ึง ถ้า"),  # all marks are loose here: if, not cave
    (thai_joins.torn_space, "ซฮ าผ", "ซฮ าผ"),  # no word, and nothing else torn
    (thai_joins.torn_space, "ที่ ารา", "ที่ ารา"),
    (thai_lost.lost_mark, "ตัวชีวัดที ๑ การปฏิบัติหน้าที", "ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่"),
    (thai_lost.lost_mark, "ประสิทธิภาพการสือสาร", "ประสิทธิภาพการสื่อสาร"),
    (thai_lost.lost_mark, "หนวยงานทีรับผิดชอบ", "หน่วยงานที่รับผิดชอบ"),
    (thai_lost.lost_mark, "คะแนนเฉลีย ๙๑.๒๐", "คะแนนเฉลี่ย ๙๑.๒๐"),
    (thai_lost.lost_mark, "ด้านการปฏิบัติหน้าทีของบุคลากร", "ด้านการปฏิบัติหน้าที่ของบุคลากร"),
    (thai_lost.lost_mark, "การปฏิบัติหน้าทีมงาน", "การปฏิบัติหน้าทีมงาน"),  # the team's duties
    (thai_lost.lost_mark, "จึงขอเสนอแนะดังนี้", "จึงขอเสนอแนะดังนี้"),  # we propose
    (thai_lost.lost_mark, "การสือสาร", "การสือสาร"),  # of no list as a whole
    (thai_joins.split_word, "วัสดุ ครุ ภัณฑ์ อื่น", "วัสดุ ครุภัณฑ์ อื่น"),
    (thai_joins.split_word, "ผู้ปฏิบั ติงาน", "ผู้ปฏิบัติงาน"),
    (thai_joins.split_word, "การ ดำเนินงาน หลัก เกณฑ์", "การ ดำเนินงาน หลัก เกณฑ์"),  # halves are words
    (thai_joins.split_word, "ไม่ควรร ทำ", "ไม่ควรร ทำ"),  # misspelt
    (thai_joins.split_word, "ข้อ ก ข ค ง", "ข้อ ก ข ค ง"),
    (thai_joins.split_word, "อิศรางกูร ณ อยุธยา", "อิศรางกูร ณ อยุธยา"),
    (thai_joins.split_word, "ปฏิบั\nติ", "ปฏิบั\nติ"),  # lines stay lines
    (thai_shifts.shifted_marks, "เก่ยี วข้อง ทเ่ีกี่ยว ภาครฐั", "เกี่ยวข้อง ที่เกี่ยว ภาครัฐ"),
    (thai_shifts.shifted_marks, "ตอ้ ง อยา่ ง กลบั แลว้", "ต้อง อย่าง กลับ แล้ว"),
    (thai_shifts.shifted_marks, "มัน่ ใจ", "มั่นใจ"),
    (thai_shifts.shifted_marks, "ตอ้ งใหท้ ่าน", "ต้องให้ท่าน"),  # one letter carries two words' marks
    (thai_shifts.shifted_marks, "สทิ ธใิ นการขอถอน ทไี่ ม่มี", "สิทธิในการขอถอน ที่ไม่มี"),  # the gap goes with the mark
    (thai_shifts.shifted_marks, "ทเี่ก็บ ขอ้ มูล", "ที่เก็บ ข้อมูล"),
    (thai_shifts.shifted_marks, "ที่ ดินแลว้", "ที่ ดินแล้ว"),  # the space between words stays
    (thai_shifts.shifted_marks, "ปวีนา ดนิตา พาราลิมปิก", "ปวีนา ดนิตา พาราลิมปิก"),  # names that no list has
    (thai_shifts.shifted_marks, "จอหน์ โรเจอรส์", "จอหน์ โรเจอรส์"),
    (thai_shifts.shifted_marks, "นายสมชาย กลบั", "นายสมชาย กลบั"),  # may be a family name
    (thai_shifts.shifted_marks, "งานกรรเจ้หน้าทึ่", "งานกรรเจ้หน้าทึ่"),
    (thai_torn.torn_am, "ประจาปี สานักปลัด ดาเนินการ", "ประจำปี สำนักปลัด ดำเนินการ"),
    (thai_torn.torn_am, "ต่ากว่าเกณฑ์", "ต่ำกว่าเกณฑ์"),
    (thai_torn.torn_am, "จานวน ๕ คน", "จำนวน ๕ คน"),
    (thai_torn.torn_am, "นาเสนอ", "นาเสนอ"),  # could be other words ...
    (thai_torn.torn_am, "นาเสนอประจาปี", "นำเสนอประจำปี"),  # ... but not among other torn ones
    (thai_torn.torn_am, "กานดา ธารา กาบัง กระทา", "กานดา ธารา กาบัง กระทา"),  # words and a district
    (thai_torn.torn_am, "นายประจา สาราญ", "นายประจา สาราญ"),  # a person
    (thai_torn.torn_am, "ฟารีด้า กราแฮม อามาตย์", "ฟารีด้า กราแฮม อามาตย์"),
    (thai_torn.torn_name, "อำเภอน้าพอง จ.ลาปาง", "อำเภอน้ำพอง จ.ลำปาง"),
    (thai_torn.torn_name, "ตำบลนาคา ต.นาซา อำเภอกาบัง", "ตำบลนาคา ต.นาซา อำเภอกาบัง"),  # as they are called
    (thai_torn.torn_name, "น้าพอง", "น้ำพอง"),  # the whole text, and one name of the list
    (thai_torn.torn_name, "นาคา", "นาคา"),
    (thai_torn.torn_name, "ไปเยี่ยมน้าพองที่บ้าน", "ไปเยี่ยมน้าพองที่บ้าน"),  # an aunt called Phong
    (thai_torn.am_for_aa, "กำรดำเนินงำน", "การดำเนินงาน"),
    (thai_torn.am_for_aa, "ค่ำใช้จ่ำยโครงกำร ทำงรำชกำร", "ค่าใช้จ่ายโครงการ ทางราชการ"),
    (thai_torn.am_for_aa, "คำสั่ง กำหนด จำนำ ลำน้ำ", "คำสั่ง กำหนด จำนำ ลำน้ำ"),
    (thai_torn.am_for_aa, "กรกระทำ ควรรทำ", "กรกระทำ ควรรทำ"),
]


@pytest.mark.parametrize(("rule", "text", "expected"), CASES)
def test_rule(rule: Rule, text: str, expected: str) -> None:
    assert apply(text, ordered(text, rule(text))) == expected


def test_every_rule_has_a_good_and_a_bad_case() -> None:
    for name, rule in RULES:
        found = {text != expected for tested, text, expected in CASES if tested is rule}
        assert True in found, name
        assert False in found or name == "double_e", name  # two SARA E never stand right


def test_changes_are_ordered_and_never_overlap() -> None:
    changes = [Change(3, 5, "x"), Change(0, 2, "y"), Change(1, 4, "z"), Change(6, 7, "g")]
    assert ordered("abcdefg", changes) == [Change(0, 2, "y"), Change(3, 5, "x")]


def test_steps_merge_where_changes_meet() -> None:
    raw = "abcdef"
    first = [Change(1, 3, "X"), Change(4, 5, "")]  # aXdf
    steps = compose([], first, "one")
    middle = apply(raw, first)
    second = [Change(1, 3, "YZ")]  # aYZf
    steps = compose(steps, second, "two")
    text = apply(middle, second)
    assert text == "aYZf"
    assert steps == [Step(1, 4, 1, 3, ("one", "two")), Step(4, 5, 3, 3, ("one",))]
    assert take_back(text, as_edits(raw, text, steps)) == raw


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("ดำเนินการ", True),
        ("การดำเนินการตามแผน", True),
        ("ตอ้ง", False),
        ("ประจาปxี", False),
        ("ครุ", False),
        ("น้ำพอง", True),
    ],
)
def test_covered(text: str, known: bool) -> None:
    assert covered(text) is known


def test_names_have_no_brackets() -> None:
    names = place_names("subdistrict")
    assert "ปอพาน" in names
    assert not any("(" in name or " " in name for name in names)
    assert is_known("ปอพาน")
