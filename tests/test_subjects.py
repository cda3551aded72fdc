"""What a score is of, from its label."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.subjects import Subject, combine, instrument_of, match_name, parse_subject, whole_instrument
from tests.building import year_of

FY2566, FY2565, FY2561 = year_of(2566), year_of(2565), year_of(2561)

GOOD = (
    ("ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล", "indicator", "9"),
    ("ตัวชี้วัดที่ ๑๐ การป้องกันการทุจริต", "indicator", "10"),
    ("ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของทางราชการ", "indicator", "4"),  # another spelling of the name
    ("ตัวชี้วัดที่ ๔", "indicator", "4"),
    ("๑. การปฏิบัติหน้าที่", "indicator", "1"),
    ("๑) การปฏิบัติหน้าที่", "indicator", "1"),
    ("การใช้งบประมาณ", "indicator", "2"),
    ("การใช้อำนาจ", "indicator", "3"),
    ("การใช้อํานาจ", "indicator", "3"),  # nikhahit and า
    ("★ ตัวชี้วัดที่ ๖ คุณภาพการดำเนินงาน", "indicator", "6"),
    ("คุณภาพการดำเนินงาน (EIT)", "indicator", "6"),
    ("๙.๑ ข้อมูลพื้นฐาน", "sub_indicator", "9.1"),
    ("ตัวชี้วัดย่อยที่ ๑๐.๒ มาตรการภายใน", "sub_indicator", "10.2"),
    ("IIT", "instrument", "IIT"),
    ("แบบวัด EIT", "instrument", "EIT"),
    ("แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)", "instrument", "IIT"),
    ("เครื่องมือ OIT", "instrument", "OIT"),
    ("คะแนนเฉลี่ย IIT", "instrument", "IIT"),
    ("เฉลี่ย", "overall", "overall"),
    ("คะแนนภาพรวม", "overall", "overall"),
    ("รวม", "overall", "overall"),
    ("O11", "item", "O11"),
    ("ข้อ O๑๒ รายงาน", "item", "O12"),
    ("OIT 34", "item", "O34"),
    ("I20", "item", "I20"),
)
BAD = (
    "",
    "   ",
    "ตัวชี้วัดที่ ๑๑ อื่น ๆ",  # there are ten
    "ตัวชี้วัดที่ ๐",
    "๙.๙ ไม่มีตัวนี้",
    "MOIT 5",  # the health ministry's own scheme
    "EB 3",
    "กองคลัง",
    "๑. จัดทำคู่มือการปฏิบัติงาน",  # a measure's number is no indicator's
    "จำนวนผู้ตอบแบบสำรวจ",
    "๘๕.๒๐",
    "-",
)


@pytest.mark.parametrize(("label", "scope", "code"), GOOD)
def test_labels_name_subjects(label: str, scope: str, code: str) -> None:
    found = parse_subject(label, FY2566)
    assert found is not None
    assert (found.scope, found.code, found.mismatch) == (scope, code, None)


@pytest.mark.parametrize("label", BAD)
def test_other_labels_name_none(label: str) -> None:
    assert parse_subject(label, FY2566) is None


def test_number_and_name_that_disagree_are_told() -> None:
    found = parse_subject("ตัวชี้วัดที่ ๒ การใช้อำนาจ", FY2566)
    assert found is not None
    assert found.mismatch == "การใช้งบประมาณ"


@pytest.mark.parametrize(
    ("labels", "code", "mismatch"),
    [
        (("๑", "การปฏิบัติหน้าที่"), "1", False),
        (("IIT", "๒. การใช้งบประมาณ"), "2", False),
        (("IIT", "๒", "การใช้งบประมาณ"), "2", False),
        (("๓", "การใช้งบประมาณ"), "2", True),
        (("๑๐",), "10", False),
        (("OIT", "เฉลี่ย"), "OIT", False),  # the instrument's own total
        (("๑", "จัดทำคู่มือ"), None, False),
        (("", ""), None, False),
        ((), None, False),
    ],
)
def test_labels_spread_over_cells(labels: tuple[str, ...], code: str | None, mismatch: bool) -> None:
    found = combine(labels, FY2566)
    assert (found.code if found else None, bool(found and found.mismatch)) == (code, mismatch)


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("การจัดซื้อจัดจ้าง", FY2566, "9.3"),
        ("การบริหารเงินงบประมาณ", FY2565, "9.3"),
        ("การจัดซื้อจัดจ้าง", FY2565, None),  # 9.3 changed its name in FY2566
        ("ข้อมูลพื้นฐาน", FY2565, "9.1"),
        ("ข้อมูล", FY2565, None),
        ("ก", FY2565, None),
    ],
)
def test_names_are_those_of_the_year(name: str, year: object, code: str | None) -> None:
    assert isinstance(year, type(FY2566))
    found = match_name(name, year)
    assert (found[0] if found else None) == code


def test_the_older_scheme_is_not_forced_into_ten() -> None:
    found = parse_subject("ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่", FY2561)
    assert found is None
    named = parse_subject("ความพร้อมรับผิด", FY2561)
    assert named is not None
    assert named.code == "T2"


@pytest.mark.parametrize(
    ("text", "name"),
    [("แบบวัด IIT", "IIT"), ("คะแนนเฉลี่ย EIT", "EIT"), ("IIT และ EIT", None), ("IIT ของกองคลังที่ต้องปรับปรุง", None)],
)
def test_a_text_that_is_nothing_but_an_instrument(text: str, name: str | None) -> None:
    assert whole_instrument(text) == name


OWNERS: dict[str, str | None] = {
    **dict.fromkeys(("1", "5", "I20", "IIT"), "IIT"),
    **dict.fromkeys(("6", "8", "E5"), "EIT"),
    **dict.fromkeys(("9", "10", "9.1", "O11"), "OIT"),
    "overall": None,
}


@pytest.mark.parametrize(("code", "instrument"), OWNERS.items())
def test_each_code_has_its_instrument(code: str, instrument: str | None) -> None:
    assert instrument_of(code, FY2566) == instrument


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="กตชวดนรปฏบัิี้่ำาที่ 0123456789๐๑๙.()IETOo-", max_size=40))
def test_any_label_is_a_subject_or_none(label: str) -> None:
    found = parse_subject(label, FY2566)
    assert found is None or isinstance(found, Subject)
    if found is not None and found.scope != "item":
        assert found.code == "overall" or found.code in FY2566.entries
