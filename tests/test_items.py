"""Cells cut into items: lines, run-together numbers, what is irregular, and cells that go on over a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.document import Line, LineKind
from normalize.alignment import source_places
from normalize.items import Item, check_numbering, merge_items, split_items

SHARED = Path(__file__).parents[2] / "shared"


def spaced(text: str) -> str:
    """A repair that only puts single spaces."""
    return " ".join(text.split())


def mended(text: str) -> str:
    """A repair of torn letters, as the text layers of PDFs need it."""
    return spaced(re.sub(r" ?ำ|(?<=[ก-ฮ]) า", "ำ", text).replace("จ ัด", "จัด"))


def _lines(text: str) -> list[Line]:
    return [Line(line, line) for line in text.split("\n")]


def _items(text: str) -> tuple[Item, ...]:
    return split_items(_lines(text), spaced)[0]


def _said(text: str) -> list[str]:
    return [f"{item.printed_no or ('-' if item.marker_raw else '')}:{item.text}" for item in _items(text)]


CELLS = [
    ("1. อบรมครู\n2. สรุปผล", ["1:อบรมครู", "2:สรุปผล"]),
    ("อบรมครู\nสรุปผล", [":อบรมครู", ":สรุปผล"]),
    ("- อบรมครู\n- สรุปผล - ส่งผล", ["-:อบรมครู", "-:สรุปผล", "-:ส่งผล"]),
    ("อบรมครู - นักวิชาการ\nสรุปผล", [":อบรมครู - นักวิชาการ", ":สรุปผล"]),
    ("แผนงาน\n- อบรมครู\n- สรุปผล - ส่งผล", [":แผนงาน", "-:อบรมครู", "-:สรุปผล", "-:ส่งผล"]),
    ("๑. อบรม ๒. สรุป\n๓. เผยแพร่", ["1:อบรม", "2:สรุป", "3:เผยแพร่"]),
    ("๑. อบรม\n๒ มีการสรุป", ["1:อบรม", "2:มีการสรุป"]),
    ("1 อบรมครู\n2 สรุปผล", ["1:อบรมครู", "2:สรุปผล"]),
    ("อบรมครู\n2 มีการสรุป", [":อบรมครู", ":2 มีการสรุป"]),
    ("1. อบรม\n2 ครั้งต่อปี", ["1:อบรม", ":2 ครั้งต่อปี"]),
    ("1.\nอบรมครู\n2.\nสรุปผล", ["1:อบรมครู", "2:สรุปผล"]),
    ("1. อบรมครู (รุ่นแรก\nและรุ่นสอง)\n2. สรุป", ["1:อบรมครู (รุ่นแรกและรุ่นสอง)",
    "2:สรุป"]),
    ("1. อบรมครูและ\nนักเรียน", ["1:อบรมครูและนักเรียน"]),
    ("1. อบรมคร\nูทุกคน", ["1:อบรมครูทุกคน"]),
    ("1. อบรมครู\nณ หอประชุม", ["1:อบรมครู", ":ณ หอประชุม"]),
    ("หัวข้อดังนี้ (1) วินัย (2) จริยธรรม", [":หัวข้อดังนี้", "1:วินัย", "2:จริยธรรม"]),
    ("\n\n  \n", []),
    ("-", [":-"]),
    ("-ไม่มี-", [":-ไม่มี-"]),
    ("๙๑.๒๕", [":๙๑.๒๕"]),
    ("7", [":7"]),
    ("7.", ["7:"]),
    ("ภายใน ๗ วัน ปี 2567 2.สรุปผล", [":ภายใน ๗ วัน ปี 2567", "2:สรุปผล"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CELLS)
def test_cell(text: str, expected: list[str]) -> None:
    assert _said(text) == expected
    raw = "".join(item.raw_text for item in _items(text))
    assert "".join(raw.split()) == "".join(text.split())


def test_raw_text_and_marker_are_as_printed() -> None:
    (first, second), _ = split_items([Line("๑)  จัดอบรม (ก)  2) สรุป ผล", "๑)  จัดอบรม (ก)  2) สรุป ผล")], spaced)
    assert first == Item(1, "1", "จัดอบรม (ก)", "๑)  จัดอบรม (ก)  ", "๑)")
    assert second == Item(2, "2", "สรุป ผล", "2) สรุป ผล", "2)")


def test_repair_runs_before_the_cut_and_raw_text_stays_torn() -> None:
    line = "1.จ ัดท าแผน ประจ าปี 2.รายงานผลการด าเนินงาน"
    items, _ = split_items([Line(line, line)], mended)
    assert [item.text for item in items] == ["จัดทำแผน ประจำปี", "รายงานผลการดำเนินงาน"]
    assert [item.raw_text for item in items] == ["1.จ ัดท าแผน ประจ าปี ", "2.รายงานผลการด าเนินงาน"]


def test_automatic_numbers() -> None:
    lines = [
        Line("อบรม", "อบรม", LineKind.LIST_ITEM, 1, "1."),
        Line("๒) สรุป", "๒) สรุป", LineKind.LIST_ITEM, 1, "2."),
        Line("ผล", "ผล", LineKind.LIST_ITEM, 1, "•"),
        Line("ข้อ", "ข้อ", LineKind.LIST_ITEM, 2, "(ก)"),
    ]
    items, odd = split_items(lines, spaced)
    assert [(item.printed_no, item.marker_raw, item.text) for item in items] == [
        ("1", None, "อบรม"),
        ("2", "๒)", "สรุป"),
        (None, None, "ผล"),
        ("ก", None, "ข้อ"),
    ]
    assert odd == ()


NUMBERING = [
    ("1. ก่อน\n2. หลัง\n3. จบ", []),
    ("1. ก่อน\n3. หลัง", [("skipped", "2", "3", 2)]),
    ("1. ก่อน\n2. หลัง\n2. จบ\n3. ต่อ", [("repeated", "3", "2", 3)]),
    ("1. ก่อน\n1. หลัง\n2. จบ", [("repeated", "2", "1", 2)]),
    ("๑. ก่อน\n๒. หลัง\n๑. จบ", [("restarted", "3", "1", 3)]),
    ("1. ก่อน\n2. หลัง\nด้านครู\n1. จบ\n2. ต่อ", []),
    ("1. ก่อน\n(1) แรก\n(2) รอง\n2. หลัง\n(1) แรก", []),
    ("1. ก่อน\n1.1 แรก\n1.2 รอง\n2. หลัง\n2.1 แรก\n2.3 รอง", [("skipped", "2.2", "2.3", 6)]),
    ("1. ก่อน\n- แรก\n- รอง\n2. หลัง", []),
    ("1. ก่อน\n2) หลัง\n3. จบ", []),
    ("แผนแรก\n2. หลัง\n3. จบ", []),
    ("4. ต่อจากหน้าก่อน\n5. หลัง", []),
    ("1. ก่อน\n2. หลัง\n3. จบ\n2. ซ้ำ", [("repeated", "4", "2", 4)]),
    ("ก. ก่อน\nค. หลัง", []),
    ("2.1 ก่อน\n2.2 หลัง\n3.1 จบ", []),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERING)
def test_numbering(text: str, expected: list[tuple[str, str, str, int]]) -> None:
    _, odd = split_items(_lines(text), spaced)
    assert [(one.kind, one.expected, one.printed, one.item_no) for one in odd] == expected


MERGED = [
    ("1. อบรม\n2. สรุปใน", "รูปตาราง\n3. เผยแพร่", ["1:อบรม", "2:สรุปในรูปตาราง",
    "3:เผยแพร่"]),
    ("1. อบรม", "2. สรุป", ["1:อบรม", "2:สรุป"]),
    ("1. เผยแพร่ในระบบ", "EGP ทุกเดือน", ["1:เผยแพร่ในระบบ EGP ทุกเดือน"]),
    ("1. ส่งภายใน", "๑๕ วัน", ["1:ส่งภายใน ๑๕ วัน"]),
    ("- อบรม", "- สรุป", ["-:อบรม", "-:สรุป"]),
    ("", "- สรุป", ["-:สรุป"]),
    ("1. อบรม", "", ["1:อบรม"]),
    ("แล้วเสร็จเมื่อ 5 มกราคม 2567", "แล้วเสร็จเมื่อ 9 มีนาคม 2567",
    [":แล้วเสร็จเมื่อ 5 มกราคม 2567", ":แล้วเสร็จเมื่อ 9 มีนาคม 2567"]),
]  # fmt: skip


@pytest.mark.parametrize(("first", "rest", "expected"), MERGED)
def test_merge(first: str, rest: str, expected: list[str]) -> None:
    merged = merge_items(_items(first), _items(rest))
    said = [f"{item.printed_no or ('-' if item.marker_raw else '')}:{item.text}" for item in merged]
    assert said == expected
    assert [item.item_no for item in merged] == list(range(1, len(merged) + 1))
    raw = "".join(item.raw_text for item in merged)
    assert "".join(raw.split()) == "".join((first + rest).split())


def test_numbering_is_checked_again_after_a_merge() -> None:
    merged = merge_items(_items("1. อบรม\n2. สรุป"), _items("4. เผยแพร่"))
    assert [(one.kind, one.expected) for one in check_numbering(merged)] == [("skipped", "3")]


def test_places_in_the_source() -> None:
    source, repaired = "ประจ าปี 1.ทเ่ี ก่ยี ว 2.จบ", "ประจำปี 1.ที่เกี่ยว 2.จบ"
    cuts = source_places(source, repaired, [repaired.index("1."), repaired.index("2.")])
    assert cuts == (source.index("1."), source.index("2."))
    assert source_places("", "abc", [0, 2]) == (0, 0)


PARTS = st.sampled_from(
    ["1.", "๒.", "(1)", "2.1", "ก.", "-", "•", "อบรม", "2567", "๗ วัน", "(", ")", "\n",
    " ", "\u00a0", "และ", "เ", "ิ", "3 มี"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(PARTS, max_size=16).map(" ".join),
        st.lists(PARTS, max_size=16).map("".join),
    )
)
def test_no_letter_is_lost(text: str) -> None:
    for repair in (spaced, mended):
        items, _ = split_items(_lines(text), repair)
        raw = "".join(item.raw_text for item in items)
        assert "".join(raw.split()) == "".join(text.split())
        assert [item.item_no for item in items] == list(range(1, len(items) + 1))


@settings(max_examples=100, deadline=None)
@given(
    st.text(alphabet="กขคาำ่ี 12.", max_size=40),
    st.text(alphabet="กขคาำ่ี 12.", max_size=40),
    st.integers(0, 40),
    st.integers(0, 40),
)
def test_places_ascend(source: str, repaired: str, one: int, two: int) -> None:
    low, high = sorted((one, two))
    first, second = source_places(source, repaired, [low, high])
    assert 0 <= first <= second <= len(source)


def _report_cells() -> Iterator[str]:
    for path in sorted((SHARED / "reports").glob("*.txt")):
        for row in path.read_text(encoding="utf-8").split("\n"):
            if "\t" in row:
                yield from row.split("\t")


def test_real_cells_lose_nothing() -> None:
    if not (SHARED / "reports").is_dir():
        pytest.skip("the real reports (shared/reports) are not beside this checkout")
    numbered = 0
    for cell in set(_report_cells()):
        text = re.sub(r"<[^>]+>", "\n", cell)
        items, _ = split_items(_lines(text), spaced)
        raw = "".join(item.raw_text for item in items)
        assert "".join(raw.split()) == "".join(text.split())
        numbered += sum(item.printed_no is not None for item in items)
    assert numbered > 200


def test_a_number_drawn_in_an_empty_cell_is_an_item() -> None:
    drawn, irregular = split_items([Line("", "", number="๑.")], lambda text: text)
    assert [(item.item_no, item.printed_no, item.text, item.marker_raw) for item in drawn] == [(1, "1", "", None)]
    assert not irregular


@pytest.mark.parametrize("number", [None, "•"])
def test_an_empty_cell_without_a_number_has_no_item(number: str | None) -> None:
    assert split_items([Line("", "", number=number)], lambda text: text) == ((), ())


def test_a_number_drawn_beside_an_empty_line_of_a_list_is_none() -> None:
    lines = [Line("ก", "ก", number="1."), Line("", "", number="2.")]
    assert [item.printed_no for item in split_items(lines, lambda text: text)[0]] == ["1"]
