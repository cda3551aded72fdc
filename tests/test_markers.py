"""List numbers: what opens a line, where a run-together line is cut, and what is no list number."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.marker_words import marker_words, one_meaning
from normalize.markers import follows, leading_bare, leading_marker, split_run
from normalize.resources import CatalogueError

LEADING = [
    ("1. จัดอบรม", "1. ", "1", "decimal"),
    ("๑)จัดอบรม", "๑)", "1", "decimal"),
    ("(2) จัดอบรม", "(2) ", "2", "decimal"),
    ("(๑๒) จัดอบรม", "(๑๒) ", "12", "decimal"),
    ("1.) จัดอบรม", "1.) ", "1", "decimal"),
    ("2.1 จัดอบรม", "2.1 ", "2.1", "decimal"),
    ("๒.๑.๑ จัดอบรม", "๒.๑.๑ ", "2.1.1", "decimal"),
    ("๒.๑. จัดอบรม", "๒.๑. ", "2.1", "decimal"),
    ("3.2) จัดอบรม", "3.2) ", "3.2", "decimal"),
    ("01. จัดอบรม", "01. ", "01", "decimal"),
    ("③ จัดอบรม", "③ ", "3", "decimal"),
    ("ข้อ ๑ ให้พนักงานลงเวลา", "ข้อ ๑ ", "1", "decimal"),
    ("ข้อ 2. ให้พนักงานลงเวลา", "ข้อ 2. ", "2", "decimal"),
    ("ก. จัดอบรม", "ก. ", "ก", "letter"),
    ("ก) จัดอบรม", "ก) ", "ก", "letter"),
    ("(ข) จัดอบรม", "(ข) ", "ข", "letter"),
    ("b) training", "b) ", "b", "letter"),
    ("- จัดอบรม", "- ", None, "bullet"),
    ("–จัดอบรม", "–", None, "bullet"),
    ("• จัดอบรม", "• ", None, "bullet"),
    ("★ ด้านบุคลากร", "★ ", None, "bullet"),
    ("➢จัดอบรม", "➢", None, "bullet"),
    ("o จัดอบรม", "o ", None, "bullet"),
    ("* จัดอบรม", "* ", None, "bullet"),
    ("\uf0b7 จัดอบรม", "\uf0b7 ", None, "bullet"),
    ("- ★ ด้านบุคลากร", "- ★ ", None, "bullet"),
    ("- (1) จัดอบรม", "- (1) ", "1", "decimal"),
    ("-1. จัดอบรม", "-1. ", "1", "decimal"),
    ("- 5 โครงการ", "- ", None, "bullet"),
    ("  4. จัดอบรม", "4. ", "4", "decimal"),
]

NOT_LEADING = [
    "", "   ", "-", " – ", "•", "✓", "-ไม่มี-", "- ไม่มี -", "--", "-3.25", "- 3.25 %",
    "+1.5", "10.5 ล้านบาท", "9.1", "85.00 คะแนน",
    "4.50 ผ่าน", "2567", "2567. จัดอบรม", "9", "๐๑๕", "015", "O7", "O7. แผน",
    "ป.ป.ช. กำหนด", "พ.ศ. 2567", "ก.ย. 2567", "ก.พ. มีมติ", "ก.อบต. จังหวัด",
    "ต. หนองบัว", "อ.เมือง", "จ.พังงา", "น. ๑๓", "๕ มกราคม ๒๕๖๗", "5 ม.ค. 67", "5.ม.ค.67",
    "15/1/2567", "7 วัน", "3 ครั้ง", "2 มีการอบรม",
    "09.00 น.", "9.30 น. ลงทะเบียน", "8.30 - 12.00 น.", "31.12.2567", "ข้อ ๕ ของระเบียบ",
    "ข้อ 3", "ข้อมูล", "1,200 บาท", "1:4", "1/2567",
    "*หมายเหตุ", ">50", "e.g. แผน", "E-Service", "(85 คะแนน)", "(2566) แผน",
    "จัดอบรม 1. รอบแรก", "120. จัดอบรม",
]  # fmt: skip


@pytest.mark.parametrize(("text", "raw", "number", "kind"), LEADING)
def test_leading_marker(text: str, raw: str, number: str | None, kind: str) -> None:
    marker = leading_marker(text)
    assert marker is not None
    assert (marker.raw, marker.number, marker.kind) == (raw, number, kind)
    assert text[marker.start : marker.end] == raw


@pytest.mark.parametrize("text", NOT_LEADING)
def test_no_leading_marker(text: str) -> None:
    assert leading_marker(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("2 มีการอบรม", "2"), ("๓ รายงานผล", "3"), ("2 ครั้ง", None), ("๕ มกราคม", None),
    ("2567", None), ("3 ข้อ", None), ("3 ข้อมูลแผน", "3")],
)  # fmt: skip
def test_bare_number(text: str, number: str | None) -> None:
    marker = leading_bare(text)
    assert (marker.number if marker else None) == number


CUT = [
    ("๑.จัดอบรม ๒.ประเมินผล ๓. สรุป", ["1:จัดอบรม", "2:ประเมินผล", "3:สรุป"]),
    ("1.จัดอบรม2.ประเมินผล3.สรุป", ["1:จัดอบรม", "2:ประเมินผล", "3:สรุป"]),
    ("1) อบรม 2) ประเมิน (รุ่นที่ 2) 3) สรุป", ["1:อบรม", "2:ประเมิน (รุ่นที่ 2)", "3:สรุป"]),
    ("(1) อบรม (2) ประเมิน", ["1:อบรม", "2:ประเมิน"]),
    ("จัดอบรม ๒.ประเมินผล", [":จัดอบรม", "2:ประเมินผล"]),
    ("ต่อเนื่องจากแผน 5. สรุปผล", [":ต่อเนื่องจากแผน", "5:สรุปผล"]),
    ("1. อบรม 3. สรุป", ["1:อบรม", "3:สรุป"]),
    ("1. อบรม 2. ประเมิน 2. สรุป", ["1:อบรม", "2:ประเมิน", "2:สรุป"]),
    ("1. อบรม 2. สรุป 1. ลงพื้นที่ 2. ถอดบทเรียน", ["1:อบรม", "2:สรุป", "1:ลงพื้นที่", "2:ถอดบทเรียน"]),
    ("1. อบรม 1.1 ครู 1.2 นักเรียน 2. สรุป", ["1:อบรม", "1.1:ครู", "1.2:นักเรียน", "2:สรุป"]),
    ("๒.๑.อบรม ๒.๒.สรุป", ["2.1:อบรม", "2.2:สรุป"]),
    ("ก) อบรม ข) สรุป ค) เผยแพร่", ["ก:อบรม", "ข:สรุป", "ค:เผยแพร่"]),
    ("ก. อบรม ข. ลงพื้นที่ จ. กระบี่", ["ก:อบรม", "ข:ลงพื้นที่ จ. กระบี่"]),
    ("i) อบรม ii) สรุป", ["i:อบรม", "ii:สรุป"]),
    ("① อบรม ② สรุป", ["1:อบรม", "2:สรุป"]),
    ("ข้อ 1 ให้ลงเวลา ข้อ 2 ให้ส่งรายงาน", ["1:ให้ลงเวลา", "2:ให้ส่งรายงาน"]),
    ("๑ จัดอบรม ๒ ประเมินผล", ["1:จัดอบรม", "2:ประเมินผล"]),
    ("1. อบรม 2 ประเมิน 3. สรุป", ["1:อบรม", "2:ประเมิน", "3:สรุป"]),
    ("1. อบรม 7 วัน 2. สรุป", ["1:อบรม 7 วัน", "2:สรุป"]),
    ("1. รายงานทุกปี 2. เผยแพร่", ["1:รายงานทุกปี", "2:เผยแพร่"]),
    ("ครบ ๔ ข้อ ๒.เผยแพร่", [":ครบ ๔ ข้อ", "2:เผยแพร่"]),
    ("ตามหน้าที่ ๒.เผยแพร่", [":ตามหน้าที่", "2:เผยแพร่"]),
    ("ITA ปี 2567 2.เผยแพร่", [":ITA ปี 2567", "2:เผยแพร่"]),
    ("1. แจ้ง (http://www.b.go.th/2.html) 2. สรุป", ["1:แจ้ง (http://www.b.go.th/2.html)", "2:สรุป"]),
    ("- อบรม - สรุป", ["-:อบรม", "-:สรุป"]),
    ("- อบรม (รับ - จ่าย) - สรุป", ["-:อบรม (รับ - จ่าย)", "-:สรุป"]),
    ("• อบรม • สรุป", ["-:อบรม", "-:สรุป"]),
    ("มีขั้นตอนดังนี้ - อบรม - สรุป", [":มีขั้นตอนดังนี้", "-:อบรม", "-:สรุป"]),
    ("1. ดังนี้ - อบรม - สรุป 2. ครู - อาจารย์", ["1:ดังนี้", "-:อบรม", "-:สรุป", "2:ครู - อาจารย์"]),
    ("- ครู (11) - ภารโรง (1) - นักการ (2)", ["-:ครู (11)", "-:ภารโรง (1)", "-:นักการ (2)"]),
    ("1. 1) ก่อน 2) หลัง 2. จบ", ["1:", "1:ก่อน", "2:หลัง", "2:จบ"]),
]

WHOLE = [
    "จัดอบรม 3 ครั้ง ครั้งละ 2 วัน", "ภายใน ๑๕ วัน นับแต่วันที่ ๑ ตุลาคม",
    "๑ ตุลาคม ๒๕๖๗ ถึง ๓๐ กันยายน ๒๕๖๘", "1 ต.ค. 67 - 30 ก.ย. 68",
    "พ.ศ. ๒๕๖๗ รอบ ๖ เดือน", "ตามมาตรา ๗ (๔) และ (๕)", "ข้อ 5 (1) และ (2) ของระเบียบ",
    "ตัวชี้วัดที่ 9. การเปิดเผยข้อมูล", "ตามข้อ ๕ ของประกาศ",
    "ตามข้อ 1) และ 2)", "คะแนน 9.1 จาก 10", "งบประมาณ 1.5 ล้านบาท", "งบ 20,000. บาท",
    "โทร. 0-2123-4567 ต่อ 2. แจ้ง", "http://www.b.go.th/1.html",
    "O11. แผน O12. รายงาน", "OIT 34. แผน", "ติดต่อ – สอบถาม", "การรับ - จ่ายเงิน",
    "ครู - นักเรียน", "เวลา 08.30 - 16.30 น.", "ขั้นตอนที่ 1 ทำ ขั้นตอนที่ 2 ส่ง",
    "ทุกปี 2. รายงาน", "HTML5. ใหม่", "ITA 2.0 ใหม่", "แบบ สขร. 1. ประจำเดือน",
    "1 ตำบล 1 ผลิตภัณฑ์", "5 ส. และ 3 อ. 2 ส.", "ประกาศ (ข้อ 1. และ 2.) แล้ว",
    "อัตราส่วน 1:5 คน", "ครู (1) ภารโรง (2)", "",
]  # fmt: skip


def _said(text: str) -> list[str]:
    shown = []
    for marker, body, _, _ in split_run(text):
        shown.append(f"{(marker.number or '-') if marker else ''}:{body}")
    return shown


@pytest.mark.parametrize(("text", "pieces"), CUT)
def test_run_is_cut(text: str, pieces: list[str]) -> None:
    assert _said(text) == pieces


@pytest.mark.parametrize("text", WHOLE)
def test_sentence_is_not_cut(text: str) -> None:
    assert _said(text) == [f":{text}"]


def test_dash_of_the_other_lines_cuts() -> None:
    assert len(split_run("อบรม - สรุป")) == 1
    assert len(split_run("อบรม - สรุป", dash="-")) == 2
    assert len(split_run("อบรม – สรุป", dash="-")) == 1


def test_number_of_the_line_before_is_known() -> None:
    first = leading_marker("(1) อบรม")
    assert len(split_run("ต่อ (2) สรุป")) == 1
    assert len(split_run("ต่อ (2) สรุป", after=first)) == 2


@pytest.mark.parametrize(
    ("earlier", "later", "counts"),
    [
        ("1", "2", True), ("1", "3", False), ("2", "2.1", True), ("2.1", "2.2", True),
        ("2.3", "3.1", True), ("2.3", "3", True),
        ("2.3", "4", False), ("1.2", "1.2.1", True), ("ก", "ข", True), ("ข", "ค", True),
        ("a", "b", True), ("ก", "ง", False),
        ("ii", "iii", True), ("1", "ข", False), (None, "1", False),
    ],
)  # fmt: skip
def test_follows(earlier: str | None, later: str | None, counts: bool) -> None:
    assert follows(earlier, later) is counts


PARTS = st.sampled_from(
    ["1.", "๒.", "3)", "(1)", "(๒)", "2.1", "ก.", "ข)", "-", "–", "•", "ข้อ ๑", "2567",
    "๗ วัน", "ป.ป.ช.", "(", ")", "จัดอบรม", "ปี", "ที่", " ", "\u00a0", "①", "o", "i)",
    "ต.ค.", "…", "เ", "◌ิ", "*"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(PARTS, max_size=14).map("".join),
        st.lists(PARTS, max_size=14).map(" ".join),
    )
)
def test_nothing_is_lost(text: str) -> None:
    pieces = split_run(text)
    assert "".join(text[start:end] for _, _, start, end in pieces) == text
    said = "".join((marker.raw if marker else "") + body for marker, body, _, _ in pieces)
    assert "".join(said.split()) == "".join(text.split())


def test_catalogue_refuses_two_meanings() -> None:
    assert marker_words().counter.match("วัน")
    with pytest.raises(CatalogueError, match="claimed by 'a' and by 'b'"):
        one_meaning({"a": ["ปี"], "b": ["ปี"]})
