"""Addresses in text, and what the lists of places say of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.gazetteer import begins_inside_word, claimed_once, cut_name, gazetteer, known_names
from normalize.places import Place, bare_place, find_place, find_places, make_place, opens_address, resolve
from normalize.resources import CATALOGUE, CatalogueError, toml

# (text, subdistrict, district, province, code)
ADDRESSES = [
    ("อำเภอบ้านหมี่ จังหวัดลพบุรี", None, "บ้านหมี่", "ลพบุรี", "16"),
    ("ตำบลหนองกบ อำเภอบ้านโป่ง จังหวัดราชบุรี ๗๐๑๑๐", "หนองกบ", "บ้านโป่ง", "ราชบุรี", "70"),
    ("ต.หนองกบ อ.บ้านโป่ง จ.ราชบุรี", "หนองกบ", "บ้านโป่ง", "ราชบุรี", "70"),
    ("ต. หนองกบ  อ. บ้านโป่ง  จ. ราชบุรี", "หนองกบ", "บ้านโป่ง", "ราชบุรี", "70"),
    ("เลขที่ ๙๙ หมู่ที่ ๔ ตำบลหนองกบ อำเภอบ้านโป่ง", "หนองกบ", "บ้านโป่ง", None, None),
    ("อำเภอเมือง จังหวัดเลย", None, "เมืองเลย", "เลย", "42"),
    ("อ.เมืองฯ จ.เลย", None, "เมืองเลย", "เลย", "42"),
    ("อำเภอเมืองเลย จังหวัดเลย", None, "เมืองเลย", "เลย", "42"),
    ("อำเภอเมือง", None, "เมือง", None, None),
    ("แขวงสีลม เขตบางรัก กรุงเทพมหานคร ๑๐๕๐๐", "สีลม", "บางรัก", "กรุงเทพมหานคร", "10"),
    ("เขตบางรัก กทม.", None, "บางรัก", "กรุงเทพมหานคร", "10"),
    ("อำเภอพระนครศรีอยุธยา จ.อยุธยา", None, "พระนครศรีอยุธยา", "พระนครศรีอยุธยา", "14"),
    ("อ.ศรีราชา ชลบุรี", None, "ศรีราชา", "ชลบุรี", "20"),
    ("ศรีราชา ชลบุรี", None, "ศรีราชา", "ชลบุรี", "20"),
    ("ชลบุรี", None, None, "ชลบุรี", "20"),
    ("อำเภอบ้านหมี่จังหวัดลพบุรีได้ดำเนินการ", None, "บ้านหมี่", "ลพบุรี", "16"),
    ("อำเภอ บ้าน หมี่ จังหวัด ลพ บุรี", None, "บ้านหมี่", "ลพบุรี", "16"),
    ("อำเภอบ้านหมี่\nจังหวัดลพบุรี", None, "บ้านหมี่", "ลพบุรี", "16"),
    ("อำเภอทุ่งพัฒนา จังหวัดลพบุรี", None, "ทุ่งพัฒนา", "ลพบุรี", "16"),
]


@pytest.mark.parametrize(("text", "subdistrict", "district", "province", "code"), ADDRESSES)
def test_address(
    text: str, subdistrict: str | None, district: str | None, province: str | None, code: str | None
) -> None:
    mention = find_place(text)
    assert mention is not None
    place = mention.place
    assert (place.subdistrict, place.district, place.province) == (subdistrict, district, province)
    assert (place.province_code, place.iso_3166_2) == (code, f"TH-{code}" if code else None)
    assert text[mention.start : mention.end] == mention.raw_text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "เทศบาลตำบลบางกรวย",
        "องค์การบริหารส่วนตำบลเวียงยอง",
        "นายกเทศมนตรีตำบลบางกรวย",
        "พ.ต.อ.สมชาย",
        "ทุกตำบลในพื้นที่",
        "เขตพื้นที่การศึกษา",
        "ขอบเขตการประเมิน",
        "จังหวัดและอำเภอ",
        "ก.ค.ศ. และ ก.จ. กำหนด",
        "ไม่มีเลย",
    ],
)
def test_no_address(text: str) -> None:
    assert find_place(text) is None


def test_every_address_of_a_line() -> None:
    found = find_places("ตำบลหนองกบ อำเภอบ้านโป่ง จังหวัดราชบุรี และอำเภอปัว จังหวัดน่าน")
    assert [(mention.place.district, mention.place.province) for mention in found] == [
        ("บ้านโป่ง", "ราชบุรี"),
        ("ปัว", "น่าน"),
    ]


def test_misspelt_province_is_told_and_not_mended() -> None:
    mention = find_place("อำเภอขุขันธ์ จังหวัดศรีสะเกศ")
    assert mention is not None
    assert (mention.place.district, mention.place.province) == ("ขุขันธ์", None)
    assert mention.unknown_province == ("ศรีสะเกศ", "ศรีสะเกษ")


def test_opens_address() -> None:
    assert opens_address("๙๙ หมู่ที่ ๔ ตำบลหนองกบ")
    assert not opens_address("ประจำปีงบประมาณ พ.ศ. ๒๕๖๗")


# ---- the lists


@pytest.mark.parametrize(
    ("names", "filled", "ambiguous"),
    [
        ((None, "บ้านหมี่", None), (None, "บ้านหมี่", "ลพบุรี"), False),
        (("เวียงยอง", None, None), ("เวียงยอง", "เมืองลำพูน", "ลำพูน"), False),
        (("หนองบัว", None, None), ("หนองบัว", None, None), True),
        (("หนองบัว", "บ้านหมอ", None), ("หนองบัว", "บ้านหมอ", "สระบุรี"), False),
        (("หนองบัว", None, "สระบุรี"), ("หนองบัว", "บ้านหมอ", "สระบุรี"), False),
        ((None, "เฉลิมพระเกียรติ", None), (None, "เฉลิมพระเกียรติ", None), True),
        ((None, "เมือง", "เลย"), (None, "เมืองเลย", "เลย"), False),
        ((None, None, "เลย"), (None, None, "เลย"), False),
        (("ทุ่งพัฒนา", "บ้านหมี่", None), ("ทุ่งพัฒนา", "บ้านหมี่", "ลพบุรี"), False),
        ((None, None, None), (None, None, None), False),
    ],
)
def test_resolve(
    names: tuple[str | None, str | None, str | None],
    filled: tuple[str | None, str | None, str | None],
    ambiguous: bool,
) -> None:
    place, several, candidates = resolve(*names)
    assert (place.subdistrict, place.district, place.province) == filled
    assert several == ambiguous
    assert not several or len(candidates) > 1


def test_contradiction_keeps_the_print_and_is_told() -> None:
    resolution = resolve("เวียงยอง", "ปัว", "น่าน")
    assert resolution.contradictory
    assert (resolution.place.district, resolution.place.province) == ("ปัว", "น่าน")
    assert resolution.candidates == (make_place("เวียงยอง", "เมืองลำพูน", "ลำพูน"),)
    assert resolve(None, "บ้านหมี่", "น่าน").contradictory
    assert not resolve("เวียงยอง", "เมืองลำพูน", "ลำพูน").contradictory


def test_lists_are_whole() -> None:
    lists = gazetteer()
    assert len(lists.provinces) == 77
    assert len(lists.rows) >= 7427
    assert {row.province for row in lists.rows} == set(lists.provinces)
    assert len({code for code, _ in lists.provinces.values()}) == 77
    assert all(iso == f"TH-{code}" for code, iso in lists.provinces.values())


def test_every_list_has_its_source() -> None:
    named = {entry["file"] for entry in toml("sources")["list"]}
    assert {"provinces.csv", "subdistricts.csv", "organizations.toml", "places.toml"} <= named
    assert all((CATALOGUE / name).is_file() for name in named)


def test_every_listed_place_prints_and_reads_back() -> None:
    for row in gazetteer().rows[::13]:
        mention = find_place(f"ตำบล{row.subdistrict} อำเภอ{row.district} จังหวัด{row.province}")
        assert mention is not None
        assert mention.place == make_place(*row)


@pytest.mark.parametrize(
    "tail", ["ประจำปีงบประมาณ", "ได้กำหนด", "จัดทำรายงาน", " อำเภอเมือง", "ซึ่งมี", "พ.ศ. ๒๕๖๗", "", ")", "(ITA)", " ได้"]
)
def test_listed_names_are_cut_whole(tail: str) -> None:
    known = known_names("subdistrict")
    wrong = [name for name in sorted(known) if (cut := cut_name(name + tail, 0, known)) is None or cut.name != name]
    assert len(wrong) <= 4  # `และ` ("and"), `ควร` ("should"), `ถนน` ("road") are subdistricts too


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("บ้าน หมี่ จังหวัด", "บ้านหมี่"),
        ("วัง น้อย", "วังน้อย"),
        ("บางกล่ำ สงขลา", "บางกล่ำ"),
        ("ทุ่งพัฒนาประจำปี", "ทุ่งพัฒนา"),
        ("ทุ่งพัฒนา", "ทุ่งพัฒนา"),
        ("และหน่วยงาน", None),
        ("ประจำปี", None),
        ("123", None),
        ("", None),
    ],
)
def test_cut_name(text: str, name: str | None) -> None:
    cut = cut_name(text, 0, known_names("any"))
    assert (cut.name if cut else None) == name


def test_a_word_of_two_meanings_is_refused() -> None:
    with pytest.raises(CatalogueError):
        claimed_once({"weak": ["มี"], "strong": ["มี"]})


def test_bare_names_must_belong_together() -> None:
    assert bare_place("ศรีราชา ชลบุรี") is not None
    assert bare_place("ศรีราชา น่าน") is None
    assert bare_place("กุดป่อง เมือง เลย") is not None
    capital = bare_place("เมือง เลย")
    assert capital is not None
    assert capital.place.district == "เมืองเลย"


PIECES = [
    "ตำบล",
    "ต.",
    "อำเภอ",
    "อ.",
    "จังหวัด",
    "จ.",
    "เขต",
    "กทม.",
    "เมือง",
    "เลย",
    "บ้านหมี่",
    "ลพบุรี",
    " ",
    "\n",
    "๙๙",
    "และ",
    "ก",
    "ั",
    "เ",
    "(",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_text(text: str) -> None:
    for mention in find_places(text):
        assert text[mention.start : mention.end] == mention.raw_text
        assert mention.raw_text
        # a mark behind an abbreviation's point belongs to no word
        ended = mention.end == len(text) or mention.raw_text.endswith(".")
        assert ended or not begins_inside_word(text, mention.end)
        resolve(mention.place.subdistrict, mention.place.district, mention.place.province)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_unicode(text: str) -> None:
    assert all(isinstance(mention.place, Place) for mention in find_places(text))
