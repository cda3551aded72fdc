"""Columns of scores that stand beside each other for the same thing: the body's own is taken, or none and all told."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.small_reports import INDICATORS
from tests.building import TITLE, Text, codes, par, read, scores_of, table

NAMES = [f"{number}. {name}" for number, name in enumerate(INDICATORS, start=1)]


@pytest.mark.parametrize(
    ("headers", "own", "told"),
    [
        (("สำนักงาน ก.พ.ร.", "เฉลี่ยองค์กรอิสระ"), (90.12, 81.4), False),  # a mean of others beside the body's own
        (("คะแนนที่ได้", "คะแนนเฉลี่ยกลุ่มจังหวัด"), (90.12, 81.4), False),
        (("คะแนนหลังอุทธรณ์", "คะแนนก่อนอุทธรณ์"), (90.12, 81.4), False),
        (("คะแนน", "คะแนนจากระบบเดิม"), (90.12, 81.4), True),  # only one is a plain word for scores
        (("คะแนน", "คะแนน"), (), True),
        (("หน่วยงาน", "เฉลี่ย"), (), True),  # of the body, or of those compared with it?
        (("คะแนนชุดแรก", "คะแนนชุดหลัง"), (), True),
    ],
)
def test_whose_scores_are_taken(headers: Sequence[str], own: Sequence[float], told: bool) -> None:
    for order in (1, -1):  # whichever stands first
        rows: list[list[Text]] = [[NAMES[0], *("90.12", "91.22")[::order]], [NAMES[1], *("81.40", "82.50")[::order]]]
        tables = read(TITLE[2567], table(["ตัวชี้วัด", *headers[::order]], *rows))
        assert scores_of(tables, 2567) == dict(zip(("1", "2"), own, strict=False))
        assert ("number_unread" in codes(tables)) is told
        assert "score_conflict" not in codes(tables)


def test_columns_under_one_mean_are_of_others() -> None:
    header: list[list[Text]] = [["ตัวชี้วัด", ("ค่าเฉลี่ย", 1, 2), "กรมป่าไม้"], ["", "ประเทศ", "รัฐวิสาหกิจ", ""]]
    tables = read(
        TITLE[2567], table(*header, [NAMES[0], "86.80", "91.20", "90.10"], [NAMES[1], "80.00", "84.00", "83.00"])
    )
    assert scores_of(tables, 2567) == {"1": 90.1, "2": 83.0}


@pytest.mark.parametrize(
    ("headers", "years", "told"),
    [
        (("คะแนนปีก่อน", "คะแนนปีนี้"), {2566: 80.1, 2567: 85.2}, False),
        (("คะแนนปีที่แล้ว", "คะแนน"), {2566: 80.1, 2567: 85.2}, False),
        (("คะแนนครั้งก่อน", "คะแนนครั้งนี้"), {2567: 85.2}, True),  # some year before, which need not be the last one
        (("ปี 2565", "ปี 2566"), {2565: 80.1, 2566: 85.2}, False),
    ],
)
def test_a_column_of_the_year_before(headers: Sequence[str], years: dict[int, float], told: bool) -> None:
    tables = read(TITLE[2567], table(["ตัวชี้วัด", *headers], [NAMES[0], "80.10", "85.20"], [NAMES[1], "80.10", "85.20"]))
    found = {score.fiscal_year_be: score.score for score in tables.scores if score.code == "1"}
    assert found == years
    assert ("number_unread" in codes(tables)) is told


def test_a_score_merged_over_indicators_is_no_rival_of_theirs() -> None:
    rows: list[list[Text]] = [["IIT", NAMES[0], ("91.80", 2, 1), "94.11"], ["IIT", NAMES[1], "90.25"]]
    tables = read(TITLE[2567], table(["เครื่องมือ", "ตัวชี้วัด", "คะแนนรายเครื่องมือ", "คะแนน"], *rows))
    assert scores_of(tables, 2567) == {"IIT": 91.8, "1": 94.11, "2": 90.25}


def test_points_beside_a_weight_and_full_marks() -> None:
    header = ["ประเภทแบบวัด", "สัดส่วนน้ำหนัก", "คะแนนเต็ม", "ได้คะแนน", "คิดเป็นคะแนนตามน้ำหนัก"]
    rows = [["แบบวัด IIT", "30", "100", "86.14", "25.84"], ["แบบวัด EIT", "30", "100", "83.27", "24.98"]]
    tables = read(TITLE[2567], table(header, *rows))
    assert scores_of(tables, 2567) == {"IIT": 86.14, "EIT": 83.27}
    assert "score_conflict" not in codes(tables)


def test_the_mean_of_an_instrument_s_indicators_in_its_own_column() -> None:
    rows = [[name, score] for name, score in zip(NAMES[5:8], ("86.20", "84.10", "83.25"), strict=True)]
    tables = read(TITLE[2567], table(["ตัวชี้วัด", "คะแนนรวม EIT"], *rows, ["ค่าเฉลี่ย", "84.52"]))
    assert scores_of(tables, 2567) == {"6": 86.2, "7": 84.1, "8": 83.25, "EIT": 84.52}


@pytest.mark.parametrize(("label", "read_as"), [("รวม 10 ตัวชี้วัด", 84.0), ("ภาพรวมสถานี", 84.0), ("รวม 5 ตัวชี้วัด", None)])
def test_totals_by_further_words(label: str, read_as: float | None) -> None:
    rows = [[name, f"8{place}.10"] for place, name in enumerate(NAMES[:9])]
    tables = read(TITLE[2567], table(["ตัวชี้วัด", "คะแนน"], *rows, [label, "84.00"]))
    assert scores_of(tables, 2567).get("overall") == read_as


def test_divisions_over_scores_beside_the_whole() -> None:
    header = ["แบบวัด", "กองคลัง", "กองช่าง", "ภาพรวมองค์กร"]
    rows = [["IIT", "90.12", "85.60", "88.14"], ["EIT", "91.30", "83.04", "86.85"]]
    tables = read(TITLE[2567], par("ผลการประเมินจำแนกตามกอง"), table(header, *rows))
    assert scores_of(tables, 2567) == {"IIT": 88.14, "EIT": 86.85}


def test_ranks_behind_the_scores_number_no_indicators() -> None:
    header = ["ปีงบประมาณ พ.ศ.", "ค่าคะแนน", "ระดับผลการประเมิน", "ลำดับที่ของกระทรวง"]
    rows = [["2566", "89.90", "ผ่าน", "9"], ["2567", "93.30", "ผ่านดี", "6"]]
    for words in (header, [*header[:3], "ที่ (กระทรวง)"]):
        found = read(TITLE[2567], table(words, *rows)).scores
        assert [(one.fiscal_year_be, one.code, one.score) for one in found] == [
            (2566, "overall", 89.9),
            (2567, "overall", 93.3),
        ]


CARDS = ("92.15", "IIT", "90.08", "EIT", "97.50", "OIT", "93.67", "คะแนนรวม")


def test_numbers_above_their_names_where_the_weights_show_it() -> None:
    cards = read(TITLE[2567], *map(par, CARDS), par("ระดับผลการประเมิน ผ่านดี"))
    assert scores_of(cards, 2567) == {"IIT": 92.15, "EIT": 90.08, "OIT": 97.5, "overall": 93.67}
    for wrong in (("95.00", *CARDS[1:]), ("IIT", "EIT", "OIT", "92.15", "90.08", "97.50"), CARDS[:4]):
        tables = read(TITLE[2567], *map(par, wrong))
        assert scores_of(tables, 2567) == {}
        assert "score_unclear" in codes(tables)
