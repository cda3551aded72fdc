"""Kinds of score table, drawn with rules in two fonts and read from end to end; also cut by the end of a page."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from benchmarks.corpus_content import THAI_DIGITS, Grid, Row, Spot
from benchmarks.cut_pages import Look, rows_of
from tests.drawn_reports import BODY, drawn, spot
from tidy.tables import ReportTables

TITLE = "รายงานผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA) ประจำปีงบประมาณ พ.ศ. 2568"
OWN = BODY.split()[0]
NAMES = (
    "การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ", "การแก้ไขปัญหาการทุจริต",
    "คุณภาพการดำเนินงาน", "ประสิทธิภาพการสื่อสาร", "การปรับปรุงระบบการทำงาน", "การเปิดเผยข้อมูล", "การป้องกันการทุจริต",
)  # fmt: skip
FONTS = (Look(height=700), Look(height=700, program="fpdf", family="Loma"))
Said = tuple[float | None, str]  # a score and its state
Key = tuple[int, str]  # fiscal year (B.E.) and code


def values(seed: int) -> list[float]:
    rng = random.Random(seed)
    return [rng.randrange(6500, 9990) / 100 for _ in NAMES]


def total(scores: Sequence[float]) -> float:
    return round(0.06 * sum(scores[:5]) + 0.1 * sum(scores[5:8]) + 0.2 * sum(scores[8:]) + 1e-9, 2)


def year_of(year: int, scores: Sequence[float]) -> dict[Key, Said]:
    return {(year, str(number)): (score, "printed") for number, score in enumerate(scores, 1)}


def table(widths: Sequence[float], head: Sequence[Sequence[str | Spot]], body: Sequence[Sequence[str | Spot]]) -> Grid:
    rows: tuple[Row, ...] = tuple(rows_of(body))
    return Grid(tuple(widths), tuple(rows_of(head)), rows)


def assert_scores(tables: ReportTables, expected: Mapping[Key, Said], body: str = OWN) -> None:
    names = {found.organization_id: found.organization for found in tables.organizations}
    mine = [score for score in tables.scores if score.organization_id is None or names[score.organization_id] == body]
    found = {(score.fiscal_year_be, score.code): (score.score, score.score_state) for score in mine}
    assert found.keys() == expected.keys()
    for key, (value, state) in expected.items():
        assert found[key] == (value if value is None else pytest.approx(value, abs=0.006), state)


@pytest.fixture(params=FONTS, ids=["Sarabun", "Loma"])
def look(request: pytest.FixtureRequest) -> Look:
    chosen: Look = request.param
    return chosen


@pytest.fixture
def wide(look: Look) -> Look:
    return Look(landscape=True, size=9, height=400, program=look.program, family=look.family)


def test_indicators_as_columns(wide: Look, tmp_path: Path) -> None:
    years = {2567: values(1), 2568: values(2)}
    body = [(f"พ.ศ. {year}", *(f"{v:.2f}" for v in found), f"{total(found):.2f}") for year, found in years.items()]
    drawing = table([1, *[1.3] * 10, 1], [("ปีงบประมาณ", *NAMES, "คะแนนรวม")], body)
    tables, _ = drawn([TITLE, BODY, drawing], tmp_path / "a.pdf", wide)
    expected: dict[Key, Said] = {}
    for year, found in years.items():
        expected |= year_of(year, found) | {(year, "overall"): (total(found), "printed")}
    assert_scores(tables, expected)


def test_bodies_as_rows_under_instruments(wide: Look, tmp_path: Path) -> None:
    bodies = (OWN, "เทศบาลตำบลหนองแสงใต้", "องค์การบริหารส่วนตำบลบ้านโคกงาม")
    head = ((spot("หน่วยงาน", 2), spot("IIT", 1, 5), spot("EIT", 1, 3), spot("OIT", 1, 2)), NAMES)
    body = [(name, *(f"{v:.2f}".translate(THAI_DIGITS) for v in values(seed))) for seed, name in enumerate(bodies)]
    tables, _ = drawn([TITLE, BODY, table([2.6, *[1] * 10], head, body)], tmp_path / "a.pdf", wide)
    for seed, name in enumerate(bodies):
        assert_scores(tables, year_of(2568, values(seed)), name)


def test_instruments_as_points_of_30_30_40(look: Look, tmp_path: Path) -> None:
    points = {"IIT": (27.31, 30), "EIT": (25.08, 30), "OIT": (33.6, 40)}
    names = (
        "แบบวัดการรับรู้ผู้มีส่วนได้ส่วนเสียภายใน (IIT)",
        "แบบวัดการรับรู้ผู้มีส่วนได้ส่วนเสียภายนอก (EIT)",
        "แบบวัดการเปิดเผยข้อมูลสาธารณะ (OIT)",
    )
    body = [(name, str(full), f"{v:.2f}") for name, (v, full) in zip(names, points.values(), strict=True)]
    drawing = table(
        [3, 1.2, 1.4], [("เครื่องมือการประเมิน", "คะแนนเต็ม", "คะแนนที่ได้")], [*body, ("คะแนนรวม", "100", "85.99")]
    )
    tables, _ = drawn([TITLE, BODY, drawing], tmp_path / "a.pdf", look)
    expected: dict[Key, Said] = {(2568, code): (100 * v / full, "printed") for code, (v, full) in points.items()}
    assert_scores(tables, expected | {(2568, "overall"): (85.99, "printed")})
    assert {score.score_max for score in tables.scores} == {30, 40, 100}


def test_four_years_side_by_side(look: Look, tmp_path: Path) -> None:
    years = {year: values(year) for year in (2565, 2566, 2567, 2568)}
    head = ((spot("ที่", 2), spot("ตัวชี้วัด", 2), spot("ผลคะแนนปีงบประมาณ พ.ศ.", 1, 4)), ("๒๕๖๕", "๒๕๖๖", "๒๕๖๗", "๒๕๖๘"))
    body = [(str(row + 1), name, *(f"{found[row]:.2f}" for found in years.values())) for row, name in enumerate(NAMES)]
    body.append(("", "ค่าคะแนนรวม", *(f"{total(found):.2f}" for found in years.values())))
    tables, _ = drawn([TITLE, BODY, table([0.6, 3, 1, 1, 1, 1], head, body)], tmp_path / "a.pdf", look)
    expected: dict[Key, Said] = {}
    for year, found in years.items():
        expected |= year_of(year, found) | {(year, "overall"): (total(found), "printed")}
    assert_scores(tables, expected)


def test_states_instead_of_numbers(look: Look, tmp_path: Path) -> None:
    before, now = values(6), values(7)
    absent = "ไม่ได้รับการประเมิน"
    states: dict[int, tuple[str, Said]] = {
        1: ("-", (None, "blank")),
        4: ("", (None, "blank")),
        6: (absent, (None, "not_assessed")),
        8: ("0.00", (0.0, "printed")),
    }
    body = [
        (name, f"{before[row]:.2f}", states[row][0] if row in states else f"{now[row]:.2f}")
        for row, name in enumerate(NAMES)
    ]
    drawing = table([3, 1.5, 1.8], [("ตัวชี้วัด", "ปี 2567", "ปี 2568")], body)
    tables, _ = drawn([TITLE, BODY, drawing], tmp_path / "a.pdf", look)
    expected = year_of(2567, before) | year_of(2568, now)
    expected |= {(2568, str(row + 1)): said for row, (_, said) in states.items()}
    assert_scores(tables, expected)


@pytest.mark.parametrize("repeat", [True, False])
@pytest.mark.parametrize("rule", [True, False])
def test_a_score_table_cut_in_the_middle_of_a_name(repeat: bool, rule: bool, tmp_path: Path) -> None:
    found = values(8)
    body = [(f"ตัวชี้วัดที่ {row + 1} {name}", f"{found[row]:.2f}", "") for row, name in enumerate(NAMES)]
    drawing = table([1, 2, 2], [("ตัวชี้วัด", "คะแนน ปี 2568", "หมายเหตุ")], body)
    look = Look(height=208, repeat_head=repeat, rule_at_cut=rule)
    tables, pages = drawn([TITLE, BODY, drawing], tmp_path / "a.pdf", look)
    assert any(first < last for first, last in pages[0])
    assert_scores(tables, year_of(2568, found))
