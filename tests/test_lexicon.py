"""Header words to column roles: known, nearly known, ambiguous, unknown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.lexicon import HeaderWord, header_years, read_header, without_years
from normalize.resources import toml

KNOWN = (
    ("ลำดับ", "ordinal"),
    ("ลำดับ ที่", "ordinal"),
    ("ที่", "ordinal"),
    ("No.", "ordinal"),
    ("มาตรการ/กิจกรรม", "measure"),
    ("มาตรการ / กิจกรรม", "measure"),
    ("มาตรการ โครงการ หรือ กิจกรรม", "measure"),
    ("ขั้นตอนหรือวิธีการ/มาตรการ", "method"),
    ("ผู้รับผิดชอบ", "responsible"),
    ("ผู้ รับผิดชอบ", "responsible"),
    ("ระยะเวลาดำเนินการ", "timeframe"),
    ("ระยะเวลาดําเนินการ", "timeframe"),  # nikhahit and า for ำ
    ("สรุปผลการดำเนินการตามมาตรการ/กิจกรรม", "output"),
    ("ผลการดำเนินการ (Output)", "output"),
    ("ผลลัพธ์หรือความสำเร็จของการดำเนินการ", "outcome"),
    ("ตัวชี้วัดความสำเร็จ", "target"),
    ("ปัญหา/อุปสรรค", "problem"),
    ("งบประมาณ (บาท)", "budget"),
    ("งบประมาณ", "budget"),
    ("หมายเหตุ", "remark"),
    ("การติดตามผล", "follow_up"),
    ("ตัวชี้วัดที่", "indicator"),
    ("เครื่องมือ", "instrument"),
    ("คะแนน", "score"),
    ("คะแนนร้อยละ (คะแนน)", "score"),
    ("ผลคะแนน ประจำปีงบประมาณ พ.ศ. ๒๕๖๖", "score"),
    ("พ.ศ. 2567", "score"),
    ("เปรียบเทียบกับหลักเกณฑ์การประเมิน (ร้อยละ ๘๕ ขึ้นไป)", "comparison"),
    ("แนวโน้มการเปลี่ยนแปลง", "trend"),
    ("การเปลี่ยนแปลง", "change"),
    ("ผลต่าง", "change"),
    ("ระดับผลการประเมิน", "level"),
    ("คะแนนเต็ม", "full_score"),
    ("น้ำหนัก", "full_score"),
    ("ค่าเฉลี่ยระดับประเทศ", "peer"),
    ("คะแนนเฉลี่ยระดับจังหวัด", "peer"),
    ("อันดับ", "rank"),
    ("หน่วยงาน", "organization"),
)
ONLY_YEARS = (  # a header that is nothing but a year stands over scores of that year
    "พ.ศ. ๒๕๖๗",
    "ปี ๒๕๖๗",
    "ปี พ.ศ. ๒๕๖๗",
    "ประจำปี ๒๕๖๗",
    "2567",
    "ปีงบประมาณ ๒๕๖๗",
    "ปีงบประมาณ พ.ศ. ๒๕๖๗",
    "ประจำปีงบประมาณ พ.ศ. 2567",
)
UNKNOWN = ("", "   ", "พระบาทสมเด็จ", "ดอกไม้", "xyz", "๑", "๙๙.๙๙", "ก" * 200, "-", "…")


@pytest.mark.parametrize(("text", "role"), KNOWN)
def test_header_words_are_known(text: str, role: str) -> None:
    assert read_header(text).role == role


@pytest.mark.parametrize("text", ONLY_YEARS)
def test_a_header_that_is_only_a_year_is_over_scores(text: str) -> None:
    assert (read_header(text).role, header_years(text)) == ("score", (2567,))


@pytest.mark.parametrize("text", UNKNOWN)
def test_other_words_are_not(text: str) -> None:
    found = read_header(text)
    assert (found.role, found.how) == (None, "unknown")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("ผู้รับผิดขอบ", "responsible"),  # a letter taken for another
        ("ผลลัพธ์หรือความสําเร็จของการดําเนินกาน", "outcome"),
        ("การติดตามผน", "follow_up"),
        ("ระยะเวลาการดำเนินกาน", "timeframe"),
    ],
)
def test_a_misspelt_word_is_near(text: str, role: str) -> None:
    found = read_header(text)
    assert (found.role, found.how) == (role, "near")
    assert 0.86 <= found.similarity < 1.0


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("ข้อ", ("item_code", "ordinal")),
        ("ตัวชี้วัด", ("indicator", "target")),
        ("การดำเนินการ", ("output", "method")),
        ("ประเด็น", ("issue", "topic")),
    ],
)
def test_an_ambiguous_word_gives_all_its_roles(text: str, roles: tuple[str, ...]) -> None:
    found = read_header(text)
    assert found.how == "ambiguous"
    assert {found.role, *found.others} == set(roles)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("พ.ศ. ๒๕๖๖", (2566,)),
        ("คะแนน ปี 66", (2566,)),
        ("ปีงบประมาณ 2566-2567", (2566, 2567)),
        ("พ.ศ. ๒๕๖6", (2566,)),  # both kinds of digit within one year
        ("คะแนน", ()),
        ("12345", ()),
        ("โทร 0-7576-5267", ()),
        ("ร้อยละ ๘๕", ()),
    ],
)
def test_years_in_headers(text: str, years: tuple[int, ...]) -> None:
    assert header_years(text) == years


@pytest.mark.parametrize(
    ("text", "rest"),
    [("ผลคะแนน ประจำปีงบประมาณ พ.ศ. ๒๕๖๖", "ผลคะแนน"), ("พ.ศ. 2567", ""), ("คะแนน", "คะแนน")],
)
def test_a_header_without_its_year(text: str, rest: str) -> None:
    assert " ".join(without_years(text).split()) == rest


def test_every_word_of_the_lexicon_is_read_as_its_role() -> None:
    """Also a word that holds another's key, or that a year or brackets could be cut from."""
    wrong = [
        (word, role, found)
        for role, section in toml("header_roles").items()
        if role != "ambiguous"
        for word in section["words"]
        if (found := read_header(word)).role != role
    ]
    assert not wrong


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="กขคงชตดนบปผมยรลวสหอ่้๊๋ัาำิีุูเแโใไ์ๆ0123456789๐๑๒๓()/.- ITAOE", max_size=60))
def test_any_text_is_a_header_word_or_none(text: str) -> None:
    found = read_header(text)
    assert isinstance(found, HeaderWord)
    assert (found.role is None) == (found.how == "unknown")
    assert 0 <= found.similarity <= 1
    assert found == read_header(text)
