"""Score tables in their layouts: each number is what its row and its column say together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from benchmarks.small_reports import INDICATORS
from normalize.kinds import kinds_of
from normalize.score_layouts import find_score_table
from tests.building import TITLE, Text, codes, head, parts, read, scores_of, table
from tidy.records import Score
from tidy.tables import ReportTables

ONE = ("91.20", "82.35", "88.10", "79.99", "85.00", "93.21", "84.44", "80.02", "70.10", "62.50")
TWO = ("92.20", "83.35", "87.10", "80.99", "86.00", "94.21", "83.44", "81.02", "75.10", "65.50")


def number(code: int) -> str:
    return str(code).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))


def by_code(scores: Sequence[str]) -> Mapping[str, float]:
    return {str(code): float(score) for code, score in enumerate(scores, start=1)}


ROWS = [[number(code), name, score] for code, (name, score) in enumerate(zip(INDICATORS, ONE, strict=True), start=1)]


def score(tables: ReportTables, code: str) -> Score:
    (found,) = (one for one in tables.scores if one.code == code)
    return found


def flat(*rows: Sequence[Text]) -> ReportTables:
    return read(TITLE[2566], table(*rows, spans=False))


LAYOUTS: tuple[tuple[str, Sequence[Sequence[Text]], bool], ...] = (
    ("number, name, score", [["ตัวชี้วัดที่", "รายละเอียดตัวชี้วัด", "คะแนนร้อยละ"], *ROWS], False),
    ("name, score", [["ตัวชี้วัด", "คะแนน"], *(row[1:] for row in ROWS)], False),
    ("numbered name, score", [["ตัวชี้วัด", "ผลคะแนน"], *([f"{row[0]}. {row[1]}", row[2]] for row in ROWS)], False),
    ("the whole label", [["รายการ", "คะแนน"], *([f"ตัวชี้วัดที่ {row[0]} {row[1]}", row[2]] for row in ROWS)], False),
    ("transposed", [["ปีงบประมาณ", *INDICATORS], ["๒๕๖๖", *ONE]], False),
    (
        "instrument beside",
        [["เครื่องมือ", "ตัวชี้วัด", "คะแนน"], *(["IIT" if n == 0 else "", *row[1:]] for n, row in enumerate(ROWS))],
        False,
    ),
    ("no header", [row[1:] for row in ROWS], False),
    ("full marks beside", [["ตัวชี้วัด", "คะแนนเต็ม", "คะแนนที่ได้"], *([row[1], "100", row[2]] for row in ROWS)], False),
    (
        "merged instrument",
        [
            ["เครื่องมือ", "ตัวชี้วัด", "คะแนน"],
            [("IIT", 5, 1), *ROWS[0][1:]],
            *(row[1:] for row in ROWS[1:5]),
            [("EIT", 3, 1), *ROWS[5][1:]],
            *(row[1:] for row in ROWS[6:8]),
            [("OIT", 2, 1), *ROWS[8][1:]],
            ROWS[9][1:],
        ],
        True,
    ),
    (
        "other bodies beside",
        [["ตัวชี้วัด", "คะแนน", "ค่าเฉลี่ยระดับประเทศ", "อันดับ"], *([row[1], row[2], "88.88", "12"] for row in ROWS)],
        False,
    ),
    ("a title row", [["ตารางที่ ๑ ผลการประเมินรายตัวชี้วัด", "", ""], ["ที่", "ตัวชี้วัด", "คะแนน"], *ROWS], False),
)


@pytest.mark.parametrize(("name", "rows", "spans"), LAYOUTS, ids=[one[0] for one in LAYOUTS])
def test_one_year_in_any_layout(name: str, rows: Sequence[Sequence[Text]], spans: bool) -> None:
    tables = read(TITLE[2566], table(*rows, spans=spans))
    assert scores_of(tables, 2566) == by_code(ONE)
    assert len(tables.scores) == 10
    assert {one.score_max for one in tables.scores} == {100.0}


TWO_ROWS = [[f"{row[0]}. {row[1]}", row[2], later] for row, later in zip(ROWS, TWO, strict=True)]
YEARS: tuple[tuple[str, Sequence[Sequence[Text]], bool], ...] = (
    ("side by side", [["ตัวชี้วัด", "พ.ศ. ๒๕๖๕", "พ.ศ. ๒๕๖๖"], *TWO_ROWS], False),
    ("year in the words", [["ตัวชี้วัด", "คะแนนปี ๒๕๖๕", "คะแนนปี ๒๕๖๖"], *TWO_ROWS], False),
    ("two levels, tabs", [["ตัวชี้วัด", "ผลคะแนน", ""], ["", "พ.ศ. ๒๕๖๕", "พ.ศ. ๒๕๖๖"], *TWO_ROWS], False),
    ("two levels, spans", [[("ตัวชี้วัด", 2, 1), ("ผลคะแนน", 1, 2)], ["ปี ๖๕", "ปี ๖๖"], *TWO_ROWS], True),
    ("a year a row", [["ปีงบประมาณ", *INDICATORS], ["๒๕๖๕", *ONE], ["๒๕๖๖", *TWO]], False),
)  # fmt: skip
FULL_YEARS = [["ตัวชี้วัด", "ปีงบประมาณ พ.ศ. ๒๕๖๕", "ปีงบประมาณ พ.ศ. ๒๕๖๖"], *TWO_ROWS]


@pytest.mark.parametrize(
    ("rows", "spans"),
    [
        *(pytest.param(rows, spans, id=name) for name, rows, spans in YEARS),
        pytest.param(FULL_YEARS, False, id="years in full"),
    ],
)
def test_two_years(rows: Sequence[Sequence[Text]], spans: bool) -> None:
    tables = read(TITLE[2566], table(*rows, spans=spans))
    assert scores_of(tables, 2565) == by_code(ONE)
    assert scores_of(tables, 2566) == by_code(TWO)


def test_the_year_of_a_table_is_that_of_the_text_above_it() -> None:
    rows = [["ตัวชี้วัด", "คะแนน"], *(row[1:] for row in ROWS)]
    tables = read(TITLE[2567], head("ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๖"), table(*rows, spans=False))
    assert {one.fiscal_year_be for one in tables.scores} == {2566}


def test_a_score_of_no_year_is_told_and_left_out() -> None:
    rows = [["ตัวชี้วัด", "คะแนน"], *(row[1:] for row in ROWS[:3])]
    tables = read("ผลการประเมินคุณธรรมและความโปร่งใส", table(*rows, spans=False))
    assert tables.scores == ()
    assert "score_year_unknown" in codes(tables)


def test_changes_trends_comparisons_and_levels_go_to_their_year() -> None:
    tables = flat(
        ["ตัวชี้วัด", "พ.ศ. ๒๕๖๕", "พ.ศ. ๒๕๖๖", "ผลต่าง", "แนวโน้ม", "เปรียบเทียบกับเกณฑ์ (ร้อยละ ๘๕ ขึ้นไป)"],
        ["การปฏิบัติหน้าที่", "๘๐.๐๐", "๘๕.๕๐", "+๕.๕๐", "เพิ่มขึ้น", "สูงกว่าเกณฑ์"],
        ["การใช้งบประมาณ", "๘๐.๐๐", "๗๕.๐๐", "-๕.๐๐", "ลดลง", "ต่ำกว่าเกณฑ์"],
    )
    later = {one.code: one for one in tables.scores if one.fiscal_year_be == 2566}
    earlier = {one.code: one for one in tables.scores if one.fiscal_year_be == 2565}
    assert [later[code].printed_change for code in "12"] == [5.5, -5.0]
    assert [later[code].printed_trend for code in "12"] == ["up", "down"]
    assert [later[code].printed_comparison for code in "12"] == ["above", "below"]
    assert {later[code].passing_score for code in "12"} == {85.0}
    assert {(one.printed_change, one.printed_trend, one.printed_comparison) for one in earlier.values()} == {
        (None, None, None)
    }
    assert {one.proof for one in tables.scores} == {"proved"}


STATES = (
    ("-", None, "blank"),
    ("–", None, "blank"),
    ("", None, "blank"),
    ("ไม่ได้รับการประเมิน", None, "not_assessed"),
    ("๐.๐๐", 0.0, "printed"),  # a printed zero is a score
    ("0", 0.0, "printed"),
    ("๑๐๐", 100.0, "printed"),
    ("๑๐๐.๐๐", 100.0, "printed"),
    ("๘๕.๒๐ คะแนน", 85.2, "printed"),
    ("ร้อยละ ๘๕.๒๐", 85.2, "printed"),
    ("๘๕.๒๐%", 85.2, "printed"),
    ("๘5.๒0", 85.2, "printed"),  # both kinds of digit
    ("๘๕ . ๒๐", 85.2, "printed"),
    ("แปดสิบ", None, "unreadable"),
    ("๘๕.๒๐ ๙๐.๑๐", None, "unreadable"),
    ("๑๐๑.๕๐", None, "unreadable"),
    ("๘๕.๒.๐", None, "unreadable"),
)


@pytest.mark.parametrize(("printed", "value", "state"), STATES)
def test_what_a_score_cell_says(printed: str, value: float | None, state: str) -> None:
    tables = flat(
        ["ตัวชี้วัด", "คะแนน"],
        ["การปฏิบัติหน้าที่", printed],
        ["การใช้งบประมาณ", "๘๐.๐๐"],
        ["การใช้อำนาจ", "๘๑.๐๐"],
    )
    found = score(tables, "1")
    assert (found.score, found.score_state) == (value, state)
    if state == "unreadable":
        assert set(codes(tables)) & {"score_unreadable", "score_out_of_range"}
    if state != "blank":
        assert found.raw_score == printed


def test_a_total_row_is_the_overall_and_a_level_row_its_level() -> None:
    tables = flat(
        ["ตัวชี้วัด", "คะแนน"],
        *(row[1:] for row in ROWS),
        ["เฉลี่ย", "๘๑.๐๙"],
        ["ระดับผลการประเมิน", "ต้องปรับปรุง"],
    )
    assert score(tables, "overall").score == 81.09
    assert score(tables, "overall").result_level == "ต้องปรับปรุง"
    assert len(tables.scores) == 11


def test_a_total_behind_each_instrument_is_that_instruments() -> None:
    tables = flat(
        ["ตัวชี้วัด", "คะแนน"],
        *(row[1:] for row in ROWS[:5]),
        ["รวม", "๘๕.๓๓"],
        *(row[1:] for row in ROWS[5:8]),
        ["รวม", "๘๕.๘๙"],
        *(row[1:] for row in ROWS[8:]),
        ["รวม", "๖๖.๓๐"],
        ["คะแนนเฉลี่ยภาพรวม", "๗๗.๘๙"],
    )
    found = scores_of(tables, 2566)
    assert {code: found[code] for code in ("IIT", "EIT", "OIT", "overall")} == {
        "IIT": 85.33,
        "EIT": 85.89,
        "OIT": 66.3,
        "overall": 77.89,
    }
    assert [one.indicator_no for one in tables.scores if one.scope == "instrument"] == [None] * 3


@pytest.mark.parametrize(
    ("points", "scores"),
    [
        (("๒๕.๕๐", "๒๔.๐๐", "๓๐.๐๐", "๗๙.๕๐"), (85.0, 80.0, 75.0)),
        (("๘๕.๐๐", "๘๐.๐๐", "๗๕.๐๐", "๗๙.๕๐"), (85.0, 80.0, 75.0)),
    ],
)
def test_instruments_as_points_of_30_30_and_40(points: tuple[str, ...], scores: tuple[float, ...]) -> None:
    tables = flat(
        ["เครื่องมือ", "คะแนน"], *([name, one] for name, one in zip(("IIT", "EIT", "OIT", "รวม"), points, strict=True))
    )
    found = scores_of(tables, 2566)
    assert [found[name] for name in ("IIT", "EIT", "OIT")] == pytest.approx(list(scores))
    tops = [score(tables, name).score_max for name in ("IIT", "EIT", "OIT")]
    assert tops == ([30.0, 30.0, 40.0] if points[0] == "๒๕.๕๐" else [100.0] * 3)
    assert score(tables, "overall").score == 79.5
    assert score(tables, "overall").proof == "proved"


def test_full_marks_of_30_30_and_40_are_scaled_up() -> None:
    tables = flat(["แบบวัด", "คะแนนเต็ม", "คะแนนที่ได้"], ["IIT", "30", "27"], ["EIT", "30", "24"], ["OIT", "40", "30"])
    assert scores_of(tables, 2566) == {"IIT": 90.0, "EIT": 80.0, "OIT": 75.0}
    assert [one.raw_score for one in tables.scores] == ["27", "24", "30"]


def test_a_body_a_row() -> None:
    tables = flat(
        ["ที่", "หน่วยงาน", "คะแนน"],
        ["๑", "เทศบาลตำบลหัวนา", "๘๘.๑๐"],
        ["๒", "องค์การบริหารส่วนตำบลโนนงาม", "๗๗.๒๐"],
    )
    assert sorted(one.score or 0 for one in tables.scores) == [77.2, 88.1]
    assert len({one.organization_id for one in tables.scores}) == 2
    assert {one.organization_id for one in tables.scores} <= {one.organization_id for one in tables.organizations}
    assert tables.report.overall_score is None, "neither body is said to be the report's own"


def test_a_number_beside_another_name_is_told() -> None:
    tables = flat(["ตัวชี้วัดที่", "รายละเอียดตัวชี้วัด", "คะแนน"], ["๑", "การปฏิบัติหน้าที่", "๘๐.๐๐"], ["๓", "การใช้งบประมาณ", "๘๑.๐๐"])
    assert "indicator_name_mismatch" in codes(tables)


def test_sub_indicators_and_items_have_their_codes() -> None:
    tables = flat(
        ["ตัวชี้วัด", "คะแนน"],
        ["๙.๑ ข้อมูลพื้นฐาน", "๑๐๐"],
        ["๙.๓ การจัดซื้อจัดจ้าง", "๕๐.๐๐"],
        ["O11 แผนดำเนินงาน", "๐"],
    )
    assert scores_of(tables, 2566) == {"9.1": 100.0, "9.3": 50.0, "O11": 0.0}
    assert score(tables, "9.3").name_th == "การจัดซื้อจัดจ้าง"
    assert score(tables, "9.1").indicator_no == 9


def test_the_older_scheme_is_named_and_not_forced_into_ten() -> None:
    title = "รายงานผลการประเมินคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2561"
    rows = [
        ["ดัชนี", "คะแนน"],
        ["ความโปร่งใส", "80.10"],
        ["ความพร้อมรับผิด", "81.20"],
        ["ความปลอดจากการทุจริตในการปฏิบัติงาน", "82.30"],
    ]
    tables = read(title, table(*rows, spans=False))
    assert scores_of(tables, 2561) == {"T1": 80.1, "T2": 81.2, "T3": 82.3}
    assert "other_scheme" in codes(tables)


@pytest.mark.parametrize(
    "rows",
    [
        [["มาตรการ", "งบประมาณ"], ["จัดอบรม", "๘๕.๐๐"], ["จัดประชุม", "๙๐.๐๐"]],
        [["รายการ", "จำนวน (คน)"], ["ชาย", "๘๐"], ["หญิง", "๙๐"]],
        [["ช่องทาง", "ร้อยละ"], ["เว็บไซต์", "๘๐.๑๐"], ["โทรศัพท์", "๑๐.๒๐"]],
    ],
)
def test_other_numbers_are_no_scores(rows: list[list[str]]) -> None:
    tables = flat(*rows)
    assert tables.scores == ()
    assert len(tables.cells) == 6, "they stay in cells"


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        ([["ตัวชี้วัด", "พ.ศ. ๒๕๖๕", "พ.ศ. ๒๕๖๖"], *TWO_ROWS], ["scores_of_years"]),
        ([["ตัวชี้วัด", "คะแนน"], *(row[1:] for row in ROWS)], ["scores_of_one_year"]),
        ([["ข้อ", "วิธีการ", "ผู้รับผิดชอบ"], ["O1", "ก", "ข"], ["O2", "ค", "ง"]], ["measures_by_item"]),
        ([["มาตรการ", "วิธีการ"], ["ประเด็นที่ ๑ กระบวนการ", ""], ["ก", "ข"]], ["measures_by_issue"]),
        ([["ประเด็นที่ต้องพัฒนา", "ผู้รับผิดชอบ"], ["เว็บไซต์", "ข"]], ["follow_up"]),
        ([["ลำดับ", "มาตรการ", "วิธีการ"], ["๑", "ก", "ข"]], ["measures_list"]),
        # a score, and beside it what is done about it: of both readers
        (
            [["ตัวชี้วัด", "คะแนน", "มาตรการ", "ผู้รับผิดชอบ"], *([*row[1:], "จัดอบรม", "กองคลัง"] for row in ROWS)],
            ["scores_of_one_year", "follow_up"],
        ),
        ([["ชื่อ", "อายุ"], ["สมบัติ", "๔๐"]], []),
    ],
)
def test_the_kind_of_a_table(rows: Sequence[Sequence[Text]], kinds: list[str]) -> None:
    (part,) = parts(table(*rows, spans=False))
    assert [kind.name for kind in kinds_of(part, 2566, find_score_table(part, 2566))] == kinds


def test_the_overall_column_of_a_transposed_table() -> None:
    tables = flat(["ปีงบประมาณ", *INDICATORS, "คะแนนเฉลี่ย"], ["๒๕๖๖", *ONE, "๘๑.๙๗"])
    assert scores_of(tables, 2566) == {**by_code(ONE), "overall": 81.97}


def test_a_signed_number_in_a_column_of_trends_is_a_change() -> None:
    tables = flat(
        ["ตัวชี้วัด", "พ.ศ. ๒๕๖๕", "พ.ศ. ๒๕๖๖", "เพิ่มขึ้น/ลดลง"],
        ["การใช้งบประมาณ", "๘๐.๐๐", "๘๕.๐๐", "+๕.๐๐"],
        ["การใช้อำนาจ", "๘๐.๐๐", "๗๕.๐๐", "-๕.๐๐"],
    )
    assert [one.printed_change for one in tables.scores if one.fiscal_year_be == 2566] == [5.0, -5.0]


@pytest.mark.parametrize("said", ["ลดลง", "เพิ่มขึ้น", "ผลต่าง", "รวม", "ระดับ", "ดีขึ้น"])
@pytest.mark.parametrize("label", ["ตัวชี้วัด", "มิติการวัด"])
def test_what_an_unknown_column_says_behind_the_scores_leaves_them_scores(label: str, said: str) -> None:
    tables = flat(
        [label, "คะแนน", "ข้อสรุป"], [f"๑. {INDICATORS[0]}", "๘๐.๐๔", said], [f"๒. {INDICATORS[1]}", "๙๑.๐๐", ""]
    )
    assert scores_of(tables, 2566) == {"1": 80.04, "2": 91.0}
    assert [one for one in tables.scores if one.printed_change is not None or one.scope != "indicator"] == []


def test_a_body_a_column() -> None:
    """The contract: one row a body, one column an indicator, or the reverse."""
    tables = flat(
        ["ตัวชี้วัด", "องค์การบริหารส่วนตำบลโนนงาม", "เทศบาลตำบลหัวนา"],
        ["การปฏิบัติหน้าที่", "๘๐.๑๐", "๙๐.๑๐"],
        ["การใช้งบประมาณ", "๗๐.๒๐", "๖๐.๒๐"],
    )
    assert sorted(one.score or 0 for one in tables.scores) == [60.2, 70.2, 80.1, 90.1]
    assert len({one.organization_id for one in tables.scores}) == 2


def test_a_body_a_row_with_an_indicator_a_column() -> None:
    tables = flat(
        ["หน่วยงาน", *INDICATORS],
        ["องค์การบริหารส่วนตำบลโนนงาม", *ONE],
        ["เทศบาลตำบลหัวนา", *TWO],
    )
    assert len(tables.scores) == 20
    assert len({one.organization_id for one in tables.scores}) == 2


def test_a_score_merged_over_an_instruments_rows_is_that_instruments() -> None:
    tables = flat_spans(
        ["แบบวัด", "ตัวชี้วัด", "คะแนน", "คะแนนเฉลี่ยแบบวัด"],
        [("EIT", 3, 1), INDICATORS[5], "80.00", ("85.00", 3, 1)],
        [INDICATORS[6], "85.00"],
        [INDICATORS[7], "90.00"],
    )
    assert scores_of(tables, 2566) == {"EIT": 85.0, "6": 80.0, "7": 85.0, "8": 90.0}
    assert "score_conflict" not in codes(tables)


def flat_spans(*rows: Sequence[Text]) -> ReportTables:
    return read(TITLE[2566], table(*rows))


HEADING = "ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่ (ค่าเฉลี่ย ๘๙.๑๑)"  # its mean in brackets


def headed_by(heads: Sequence[str], *figures: str) -> ReportTables:
    width = 2 + len(figures)
    return flat_spans(
        ["ข้อ", "ประเด็นการประเมิน", *heads],
        [(HEADING, 1, width)],
        ["I1", "ให้บริการตามขั้นตอนและระยะเวลา", *figures],
        [("ตัวชี้วัดที่ ๒ การใช้งบประมาณ", 1, width)],
        ["I7", "รู้แผนการใช้จ่ายงบประมาณ", *figures],
    )


def test_a_heading_merged_over_all_columns_is_no_unreadable_score() -> None:
    tables = headed_by(["ปี ๒๕๖๕", "ปี ๒๕๖๖"], "81.00", "82.00")
    assert scores_of(tables, 2565) == {"I1": 81.0, "I7": 81.0}
    assert scores_of(tables, 2566) == {"I1": 82.0, "I7": 82.0}
    assert "score_unreadable" not in codes(tables)


def test_a_heading_in_a_table_of_one_year_says_its_mean() -> None:
    assert scores_of(headed_by(["คะแนน"], "82.00"), 2566) == {"1": 89.11, "I1": 82.0, "I7": 82.0}


def test_a_header_parted_from_its_rows_by_a_page_end_means_what_they_say() -> None:
    header = ["ตัวชี้วัดที่", "ตัวชี้วัด", "คะแนน"]  # the second is a measure's topic in other tables
    tables = read(TITLE[2566], table(header, page=1), table(*ROWS, page=2))
    assert {one.code: one.score for one in tables.scores} == by_code(ONE)
    assert not tables.measures
    assert not [found.code for found in tables.findings if found.code in ("table_unmapped", "column_ambiguous")]


@pytest.mark.parametrize("corner", ["ปีงบประมาณ", "ปี"])
def test_years_side_by_side_over_score_and_level_are_the_overall_result(corner: str) -> None:
    years = [corner, "๒๕๖๔", "๒๕๖๕", "๒๕๖๖", "๒๕๖๗"]
    rows = [["คะแนน", "88.50", "90.12", "-", "93.77"], ["ระดับ", "A", "A", "", "ผ่านดี"]]
    tables = read(TITLE[2567], table(years, *rows))
    told = [
        (one.fiscal_year_be, one.code, one.score, one.result_level, one.row_no, one.col_no) for one in tables.scores
    ]
    assert told == [
        (2564, "overall", 88.5, "A", 2, 2),
        (2565, "overall", 90.12, "A", 2, 3),
        (2566, "overall", None, None, 2, 4),
        (2567, "overall", 93.77, "ผ่านดี", 2, 5),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        (["งบประมาณ", "๒๕๖๖", "๒๕๖๗"], ["คะแนน", "90.12", "93.77"]),  # no word of years over the labels
        (["ปี", "๒๕๖๖", "๒๕๖๗"], ["จำนวนโครงการ", "81", "90"]),
        (["ปี", "๒๕๖๖", "๒๕๖๖"], ["คะแนน", "90.12", "93.77"]),  # twice the same year
        (["ปี", "๒๕๖๖", "๒๕๖๗"], ["คะแนน", "90.12", "93.77"], ["คะแนน", "80.12", "83.77"]),  # whose is the second?
    ],
)
def test_other_rows_under_years_are_no_overall_result(rows: Sequence[Sequence[Text]]) -> None:
    assert not read(TITLE[2567], table(*rows)).scores
