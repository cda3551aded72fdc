"""All mentions of a score put together: the first number stands, what differs is told, points are scaled up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from normalize.findings import Place
from normalize.mentions import Mention, read_value
from normalize.score_sheet import Sheet, put_together, row_key, same_score, score_record, sort_key
from normalize.subjects import Subject
from tests.building import TITLE, codes, read, table
from tests.conftest import report_id

SCOPES = {"overall": "overall", "IIT": "instrument", "EIT": "instrument", "OIT": "instrument"}


def mention(code: str, value: float | None, order: int = 1, **values: object) -> Mention:
    raw = f"{value:.2f}" if value is not None else ""
    base = Mention(
        "score",
        Subject(SCOPES.get(code, "indicator"), code, code),
        2566,
        raw,
        Place(1, 1, order, 2),
        order,
        value=value,
        state="printed" if value is not None else "blank",
    )
    return replace(base, **values)  # type: ignore[arg-type]


def sheet(*mentions: Mention) -> Sheet:
    return put_together(mentions, report_id(7))


def told(found: Sheet) -> list[str]:
    return [one.code for one in found.findings]


def test_one_score_a_year_and_code_however_often_it_is_said() -> None:
    found = sheet(mention("1", 80.0, 1), mention("1", 80.0, 2), mention("1", 80.0, 3), mention("2", 70.0, 4))
    assert {key: len(entry.mentions) for key, entry in found.entries.items()} == {
        (None, 2566, "1"): 3,
        (None, 2566, "2"): 1,
    }
    assert told(found) == []


def test_the_first_place_in_reading_order_gives_the_score() -> None:
    found = sheet(mention("1", 81.0, 9), mention("1", 80.0, 3))
    entry = found.entries[(None, 2566, "1")]
    assert (entry.score, entry.first.place.row_no, entry.conflict) == (80.0, 3, True)
    assert told(found) == ["score_conflict"]
    assert (found.findings[0].printed, found.findings[0].expected) == ("81.00", "80.00")


def test_each_other_number_is_told_once() -> None:
    assert (
        told(sheet(*(mention("1", value, n) for n, value in enumerate((80.0, 81.0, 81.0, 82.0)))))
        == ["score_conflict"] * 2
    )


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ((80.0, 2), (80.0, 2), True),
        ((80.0, 2), (80.01, 2), False),
        ((80.5, 1), (80.54, 2), True),  # rounded to fewer places
        ((80.5, 1), (80.56, 2), False),
        ((81.0, 0), (80.54, 2), True),
        ((81.0, 0), (80.4, 2), False),
    ],
)
def test_two_prints_of_one_number(one: tuple[float, int], two: tuple[float, int], same: bool) -> None:
    first, second = (mention("1", value, decimals=decimals) for value, decimals in (one, two))
    assert same_score(first, second) is same
    assert same_score(second, first) is same


def test_a_blank_cell_gives_way_to_a_number_elsewhere() -> None:
    found = sheet(mention("1", None, 1), mention("1", 80.0, 2))
    assert found.entries[(None, 2566, "1")].score == 80.0
    assert told(found) == []


@pytest.mark.parametrize(("state", "value"), [("blank", None), ("not_assessed", None), ("unreadable", None)])
def test_what_is_no_number_stays_null(state: str, value: float | None) -> None:
    (entry,) = sheet(mention("1", value, state=state, raw="x")).entries.values()
    record = score_record(entry, "unprovable", report_id(7), None)
    assert (record.score, record.score_max, record.score_state) == (None, None, state)


@pytest.mark.parametrize(("value", "full"), [(100.01, None), (-0.5, None), (31.0, 30.0)])
def test_a_number_outside_its_scale_is_told_and_left_out(value: float, full: float | None) -> None:
    found = sheet(mention("1", value, full=full))
    (entry,) = found.entries.values()
    assert (entry.score, entry.state) == (None, "unreadable")
    assert told(found) == ["score_out_of_range"]


@pytest.mark.parametrize("value", [0.0, 100.0])
def test_both_ends_of_the_scale_are_scores(value: float) -> None:
    (entry,) = sheet(mention("1", value)).entries.values()
    assert (entry.score, entry.state) == (value, "printed")


def test_a_year_that_is_not_said_is_told() -> None:
    found = sheet(mention("1", 80.0, year=None))
    assert (found.entries, told(found)) == ({}, ["score_year_unknown"])


@pytest.mark.parametrize(
    ("values", "overall", "scores", "tops"),
    [
        ((27.0, 24.0, 30.0), 81.0, (90.0, 80.0, 75.0), (30.0, 30.0, 40.0)),  # their sum is the overall
        ((27.0, 24.0, 30.0), 27.9, (27.0, 24.0, 30.0), (100.0,) * 3),  # a very low result of 100
        ((90.0, 80.0, 75.0), 81.0, (90.0, 80.0, 75.0), (100.0,) * 3),
        ((27.0, 24.0, 30.0), None, (27.0, 24.0, 30.0), (100.0,) * 3),  # nothing shows that they are points
    ],
)
def test_points_are_scaled_up_where_the_numbers_show_it(
    values: tuple[float, ...], overall: float | None, scores: tuple[float, ...], tops: tuple[float, ...]
) -> None:
    mentions = [
        mention(name, value, n) for n, (name, value) in enumerate(zip(("IIT", "EIT", "OIT"), values, strict=True))
    ]
    mentions += [mention("overall", overall, 9)] if overall is not None else []
    found = sheet(*mentions).entries
    entries = [found[(None, 2566, name)] for name in ("IIT", "EIT", "OIT")]
    assert [entry.score for entry in entries] == pytest.approx(list(scores))
    assert [entry.score_max for entry in entries] == list(tops)


def test_points_are_scaled_up_unrounded_and_keep_their_ink() -> None:
    (entry,) = sheet(mention("IIT", 25.37, full=30.0)).entries.values()
    record = score_record(entry, "unprovable", report_id(7), None)
    assert record.score == pytest.approx(25.37 / 30 * 100, abs=1e-12)
    assert (record.raw_score, record.score_max) == ("25.37", 30.0)


def test_years_and_bodies_are_kept_apart() -> None:
    found = sheet(mention("1", 80.0), mention("1", 70.0, 2, year=2565), mention("1", 60.0, 3, body="x"))
    assert [entry.score for entry in sorted(found.entries.values(), key=sort_key)] == [70.0, 80.0, 60.0]
    assert [row_key(key) for key in sorted(found.entries, key=str)] == ["x/2566/1", "2565/1", "2566/1"]


def test_scores_stand_in_the_order_of_the_scheme() -> None:
    given = ["10", "2", "OIT", "overall", "1", "IIT"]
    entries = sheet(*(mention(code, 80.0, n) for n, code in enumerate(given))).entries.values()
    assert [entry.code for entry in sorted(entries, key=sort_key)] == ["overall", "IIT", "OIT", "1", "2", "10"]


@pytest.mark.parametrize(
    ("code", "scope", "indicator_no", "instrument", "name"),
    [
        ("overall", "overall", None, None, None),
        ("IIT", "instrument", None, "IIT", "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน"),
        ("3", "indicator", 3, "IIT", "การใช้อำนาจ"),
        ("10", "indicator", 10, "OIT", "การป้องกันการทุจริต"),
    ],
)
def test_the_record_of_a_score(
    code: str, scope: str, indicator_no: int | None, instrument: str | None, name: str | None
) -> None:
    (entry,) = sheet(mention(code, 80.0)).entries.values()
    record = score_record(entry, "unprovable", report_id(7), "x")
    assert (record.scope, record.indicator_no, record.instrument, record.name_th) == (
        scope,
        indicator_no,
        instrument,
        name,
    )
    assert (record.fiscal_year_be, record.fiscal_year, record.page, record.table_no) == (2566, 2023, 1, 1)


@pytest.mark.parametrize(
    ("text", "state", "value"),
    [
        ("๘๕.๒๐", "printed", 85.2),
        ("85.20 (A)", "printed", 85.2),
        ("-", "blank", None),
        ("", "blank", None),
        ("ไม่ได้ประเมิน", "not_assessed", None),
        ("๑๐ และ ๒๐", "unreadable", None),
        ("ดี", "unreadable", None),
    ],
)
def test_a_score_cell(text: str, state: str, value: float | None) -> None:
    found = read_value(text)
    assert (found.state, found.value) == (state, value)


def test_a_score_in_a_table_and_again_in_a_sentence_is_one_with_two_mentions() -> None:
    tables = read(
        TITLE[2566],
        table(["ตัวชี้วัด", "คะแนน"], ["การปฏิบัติหน้าที่", "80.10"], ["การใช้งบประมาณ", "70.00"], spans=False),
        "ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่ ได้คะแนน ๘๐.๑๐",
        "ตัวชี้วัดที่ ๒ การใช้งบประมาณ ได้คะแนน ๗๑.๐๐",
    )
    first, second = tables.scores
    assert (first.mention_count, first.proof, first.score) == (2, "consistent", 80.1)
    assert (second.proof, second.score) == ("contradicted", 70.0)
    assert codes(tables).count("score_conflict") == 1
