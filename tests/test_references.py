"""What headings, spanning rows and label cells refer to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.references import (
    References,
    find_references,
    heading_references,
    without_continued,
    without_items,
    without_score,
)
from tests.building import year_of

FY2566 = year_of(2566)
ISSUE_1 = "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ"

FOUND: tuple[tuple[str, dict[str, object]], ...] = (
    ("ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล", {"indicator": "9"}),
    ("ตัวชี้วัดที่ ๑๐", {"indicator": "10"}),
    ("เครื่องมือการประเมิน OIT ตัวชี้วัดที่ ๑๐", {"indicator": "10", "instrument": "OIT"}),
    (f"ประเด็นที่ ๑ {ISSUE_1}", {"issue_no": 1, "issue_name": ISSUE_1}),
    (f"ประเด็นที่ ๑ {ISSUE_1} (ต่อ)", {"issue_no": 1, "issue_name": ISSUE_1}),
    ("ประเด็น ๗", {"issue_no": 7, "issue_name": None}),
    ("ตัวชี้วัดย่อยที่ ๙.๑ ข้อมูลพื้นฐาน", {"sub_indicator": "9.1"}),
    ("ข้อ O11 และ O12", {"items": ("O11", "O12")}),
    ("OIT 34", {"items": ("O34",)}),
    ("i20, e5", {"items": ("I20", "E5")}),
)
NOTHING = (
    "",
    "จัดทำคู่มือการปฏิบัติงาน",
    "ประเด็นที่ ๑๒ เรื่องอื่น",  # there are seven
    "ตัวชี้วัดที่ ๑๒",
    "ประเด็นที่ต้องปรับปรุง ๓ เรื่อง",
    "ตัวชี้วัดความสำเร็จ ๙ ครั้ง",
    pytest.param(
        "MOIT 12",  # the health ministry's own scheme
    ),
)


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_references_are_found(text: str, expected: dict[str, object]) -> None:
    found = find_references(text, FY2566)
    assert {name: getattr(found, name) for name in expected} == expected
    assert found.mismatch is None


@pytest.mark.parametrize("text", NOTHING)
def test_other_texts_refer_to_nothing(text: str) -> None:
    assert find_references(text, FY2566).empty


def test_an_indicator_under_another_name_is_told() -> None:
    found = find_references("ตัวชี้วัดที่ ๒ การใช้อำนาจ", FY2566)
    assert (found.indicator, found.mismatch) == ("2", "การใช้งบประมาณ")


@pytest.mark.parametrize(
    ("text", "plain", "continued"),
    [
        ("มาตรการที่ ๑ (ต่อ)", "มาตรการที่ ๑", True),
        ("มาตรการที่ ๑ (  ต่อ )", "มาตรการที่ ๑", True),
        ("มาตรการที่ ๑(ต่อ)", "มาตรการที่ ๑", True),
        ("มาตรการต่อเนื่อง", "มาตรการต่อเนื่อง", False),
        pytest.param("จัดอบรม (ต่อเนื่อง)", "จัดอบรม (ต่อเนื่อง)", False),  # (continuously)
        pytest.param("เพิ่มช่องทาง (ติดต่อ)", "เพิ่มช่องทาง (ติดต่อ)", False),  # (contact)
        ("โทร ๑๒๓ ต่อ ๑๑", "โทร ๑๒๓ ต่อ ๑๑", False),
        ("", "", False),
    ],
)
def test_the_mark_of_going_on(text: str, plain: str, continued: bool) -> None:
    assert without_continued(text) == (plain, continued)


HEADINGS: tuple[tuple[str, dict[str, object]], ...] = (
    ("ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินทางราชการ", {"indicator": "4"}),
    ("**ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล**", {"indicator": "9"}),
    ("๑. ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่", {"indicator": "1"}),
    ("การป้องกันการทุจริต", {"indicator": "10"}),
    ("ประเด็นที่ ๒ การให้บริการและระบบ E-Service", {"issue_no": 2}),
    ("แบบวัด IIT", {"instrument": "IIT"}),
    ("๙.๓ การจัดซื้อจัดจ้าง", {"sub_indicator": "9.3"}),
)


@pytest.mark.parametrize(("text", "expected"), HEADINGS)
def test_headings_set_what_follows(text: str, expected: dict[str, object]) -> None:
    found = heading_references(text, FY2566)
    assert found is not None
    assert {name: getattr(found, name) for name in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "จากผลการประเมิน ตัวชี้วัดที่ ๙ ได้คะแนนน้อยที่สุด",  # speaks of it, is not headed by it
        "สรุปผลการประเมิน",
        "คะแนนเฉลี่ย",
        "O11 รายงานผล",
        "ตัวชี้วัดที่ ๙ " + "การเปิดเผยข้อมูลของหน่วยงานต่อสาธารณะ " * 8,
    ],
)
def test_other_lines_are_no_headings(text: str) -> None:
    assert heading_references(text, FY2566) is None


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ประเด็นที่ตวชี้วัดข้อ 0123456789๐๑๙.()IETOo-ต่อ", max_size=50))
def test_any_text_has_references_or_none(text: str) -> None:
    found = find_references(text, FY2566)
    assert isinstance(found, References)
    assert found.indicator is None or found.indicator in FY2566.entries
    assert heading_references(text, FY2566) is None or text.strip()


@pytest.mark.parametrize(
    ("label", "bare"),
    [
        ("การใช้ทรัพย์สินของราชการ (i20, i24)", "การใช้ทรัพย์สินของราชการ"),
        ("การเปิดเผยข้อมูล O๑๒ และ O๑๗", "การเปิดเผยข้อมูล"),
        ("ประสิทธิภาพการสื่อสาร (E11-E15)", "ประสิทธิภาพการสื่อสาร"),
        ("การใช้งบประมาณ (i7) ต่ำกว่าเกณฑ์", "การใช้งบประมาณ (i7) ต่ำกว่าเกณฑ์"),
        ("O12 การจัดซื้อจัดจ้าง", "O12 การจัดซื้อจัดจ้าง"),
        ("", ""),
    ],
)
def test_codes_that_end_a_label_are_taken_off_it(label: str, bare: str) -> None:
    assert without_items(label) == bare


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("การใช้งบประมาณ (๗๙.๕๐)", "การใช้งบประมาณ"),
        ("การใช้งบประมาณ (79.50 คะแนน)", "การใช้งบประมาณ"),
        ("การใช้งบประมาณ [ได้คะแนน ๘๐ คะแนน]", "การใช้งบประมาณ"),
        ("การใช้งบประมาณ (2)", "การใช้งบประมาณ (2)"),
        ("การใช้งบประมาณ (ข้อ 2.1)", "การใช้งบประมาณ (ข้อ 2.1)"),
        ("การใช้งบประมาณ (ปี 2567)", "การใช้งบประมาณ (ปี 2567)"),
        ("การใช้งบประมาณ 79.50", "การใช้งบประมาณ 79.50"),
    ],
)
def test_a_score_in_brackets_behind_a_name(label: str, name: str) -> None:
    assert without_score(label) == name
