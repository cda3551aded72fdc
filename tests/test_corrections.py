"""`corrections.csv`: what a person found wrong is put right last, or refused, and always told."""

from __future__ import annotations

import datetime
import pickle
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.corrections import (
    Correction,
    apply_corrections,
    corrections_digest,
    of_report,
    read_corrections,
    without_report,
)
from engine.printable import printable
from tests.conftest import BODY, a_finding, a_measure, a_report, a_score, an_item, an_organization, report_id
from tests.test_sources import write
from tidy.errors import UsageError
from tidy.records import CellRecord, MeasureDate, MeasureUnit, Paragraph
from tidy.registry import TABLES
from tidy.tables import ReportTables

OTHER = "subdistrict_municipality:อื่น:ตราด"
MEASURE = f"{report_id(1)}-m001"
HEADER = "report,table,key,column,expected,value,reason,who,when\n"


def correction(**said: Any) -> Correction:
    whole = {
        "report": "1.txt",
        "table": "scores",
        "key": "2566/9",
        "column": "score",
        "expected": "8.47",
        "value": "84.7",
        "reason": "the point was lost",
        "who": "ก. ข.",
        "when": "2026-01-31",
        "line": 2,
        **said,
    }
    return Correction(**whole)


def a_date(**values: Any) -> MeasureDate:
    same = {"measure_id": MEASURE, "report_id": report_id(1), "column_role": "timeframe", "role": "due"}
    return MeasureDate(**{**same, "precision": "day", "year_basis": "printed", "raw_text": "๑ ม.ค. ๖๖", **values})


def tables() -> ReportTables:
    place: dict[str, Any] = {"report_id": report_id(1), "table_no": 1, "raw_text": "๙"}
    return ReportTables(
        reports=(
            a_report(
                organization_id=BODY,
                fiscal_year_be=2566,
                fiscal_year=2023,
                fiscal_year_basis="inferred",
                score_count=5,
                measure_count=2,
                finding_count=1,
            ),
        ),
        organizations=(
            an_organization(district="เมือง", place_basis="inferred"),
            an_organization(organization_id=OTHER),
        ),
        scores=(
            a_score(
                code="9", organization_id=BODY, score=8.47, raw_score="8.47", proof="contradicted", page=3, row_no=2
            ),
            a_score(code="9", organization_id=OTHER, score=100 / 3),
            a_score(code="8", organization_id=BODY, fiscal_year_be=2565, fiscal_year=2022),
            a_score(code="8", organization_id=BODY),
            a_score(code="7", organization_id=BODY, score=None, score_state="unreadable"),
        ),
        measures=(a_measure(indicator_no=3, mapping_basis="catalogue", mapping_score=0.8), a_measure(seq=2)),
        measure_items=(an_item(), an_item(item_no=2, text="อบรม\nครั้งที่ 1")),
        measure_units=(MeasureUnit(measure_id=MEASURE, report_id=report_id(1), unit_no=1, unit="กอง", raw_text="กอง"),),
        measure_dates=(
            a_date(date_end=datetime.date(2023, 1, 1)),
            a_date(role="done", date_end=datetime.date(2023, 2, 1)),
            a_date(column_role="follow_up", date_end=datetime.date(2023, 3, 1)),
        ),
        paragraphs=(Paragraph(report_id=report_id(1), seq=1, text="ก", raw_text="ก"),),
        cells=(CellRecord(**place, row_no=2, col_no=3, text=""), CellRecord(**place, row_no=3, col_no=3, text="9")),
        findings=(a_finding(),),
    )


def outcome(*corrections: Correction) -> tuple[ReportTables, list[str | None]]:
    """The corrected tables, and of each correction why it was refused."""
    corrected = apply_corrections(tables(), corrections)
    assert corrected.report.finding_count == len(corrected.findings) == 1 + len(corrections)
    assert [row.line_no for row in corrected.corrections] == sorted(one.line for one in corrections)
    assert [row.status for row in corrected.corrections] == [
        {"correction_applied": "applied", "correction_refused": "refused"}[row.code] for row in corrected.findings[1:]
    ]
    return corrected, [row.refusal for row in corrected.corrections]


def test_a_correction_is_applied_and_told() -> None:
    corrected, refusals = outcome(correction())
    assert refusals == [None]
    score = corrected.scores[0]
    assert (score.score, score.raw_score, score.proof) == (84.7, "8.47", "unprovable")
    assert corrected.scores[1:] == tables().scores[1:]
    (told,) = corrected.corrections
    assert (told.report_id, told.line_no, told.table_name, told.row_key) == (report_id(1), 2, "scores", "2566/9")
    assert (told.column_name, told.expected, told.found, told.value) == ("score", "8.47", "8.47", "84.7")
    assert (told.reason, told.corrected_by) == ("the point was lost", "ก. ข.")
    assert told.corrected_on == datetime.date(2026, 1, 31)
    finding = corrected.findings[-1]
    assert (finding.severity, finding.table_name, finding.row_key) == ("info", "scores", "2566/9")
    assert (finding.page, finding.row_no, finding.printed, finding.expected) == (3, 2, "8.47", "84.7")
    assert "scores.score of “2566/9” was corrected from “8.47” to “84.7” (line 2 of" in finding.message
    assert "แก้ไข scores.score ของ “2566/9” จาก “8.47” เป็น “84.7”" in finding.message_th


def test_without_corrections_nothing_changes() -> None:
    whole = tables()
    assert apply_corrections(whole, ()) is whole


APPLIED = [
    ("reports", "", "title", None, "รายงาน", {}),
    ("reports", report_id(1), "fiscal_year_be", "2566", "2567", {"fiscal_year": 2024, "fiscal_year_basis": None}),
    ("reports", "", "fiscal_year", "2023", None, {"fiscal_year_be": None}),
    ("reports", "", "organization_id", BODY, OTHER, {}),
    ("reports", "", "period_start", None, "2022-10-01", {"period_start": datetime.date(2022, 10, 1)}),
    ("organizations", BODY, "district", "เมือง", "ท่าวุ้ง", {"place_basis": None}),
    ("scores", "9", "passing_score", None, "85", {"passing_score": 85.0, "proof": "contradicted"}),
    ("scores", "2565:8", "score", "91.5", "91.6", {"fiscal_year_be": 2565}),
    ("scores", "2565 8", "result_level", None, "A", {}),
    ("scores", f"{BODY}/2566/8", "score", "91.50", "0", {"score": 0.0}),
    ("scores", f"{OTHER}/2566/9", "score", "33.3333", "33.34", {"organization_id": OTHER}),
    ("measures", MEASURE, "budget_baht", None, "0", {"budget_baht": 0.0, "mapping_basis": "catalogue"}),
    ("measures", "m001", "indicator_no", "3", "9", {"indicator_no": 9, "mapping_basis": None, "mapping_score": None}),
    ("measure_items", f"{MEASURE}/method/1", "text", "ประชุม", "=ประชุม", {}),
    ("measure_items", "m001 method 2", "text", "อบรม\nครั้งที่ 1", "อบรม", {}),
    ("measure_items", "m001/method/1", "continues_item", "FALSE", "True", {"continues_item": True}),
    ("measure_units", "m001/1", "unit", "กอง", "กองคลัง", {}),
    ("measure_dates", "m001/follow_up", "date_end", "2023-03-01", "2024-03-01", {"date_start": None}),
    ("measure_dates", "m001/timeframe//done", "date_end", "2023-02-01", None, {"role": "done"}),
    ("paragraphs", "1", "heading", None, "ผล", {}),
    ("cells", "1/3/3", "text", "9", "๙", {"row_no": 3}),
    ("cells", "1 2 3", "text", None, "<b>x</b>", {"row_no": 2}),
]


@pytest.mark.parametrize(("table", "key", "column", "expected", "value", "also"), APPLIED)
def test_every_table_of_a_report_can_be_corrected(
    table: str, key: str, column: str, expected: str | None, value: str | None, also: Mapping[str, Any]
) -> None:
    said = correction(table=table, key=key, column=column, expected=expected, value=value)
    corrected, refusals = outcome(said)
    assert refusals == [None]
    (row,) = set(corrected.rows(table)) - {*tables().rows(table)} - {tables().report if table != "reports" else None}
    found = getattr(row, column)
    assert {name: getattr(row, name) for name in also} == also
    if isinstance(found, str):
        assert found == value
    assert sum(one != other for one, other in zip(corrected.rows(table), tables().rows(table), strict=True)) == 1


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"table": "scoers"}, "“scoers” is no table whose rows can be corrected"),
    ({"table": ""}, "is no table"),
    ({"table": "findings"}, "is no table"),
    ({"table": "files"}, "is no table"),
    ({"column": "scor"}, "The table scores has no column “scor”"),
    ({"column": "raw_score"}, "cannot be corrected"),
    ({"column": "code"}, "cannot be corrected"),
    ({"column": "report_id"}, "cannot be corrected"),
    ({"column": "page"}, "cannot be corrected"),
    ({"column": "organization_id"}, "cannot be corrected"),
    ({"column": "proof"}, "cannot be corrected"),
    ({"table": "reports", "key": "", "column": "finding_count"}, "cannot be corrected"),
    ({"table": "reports", "key": "", "column": "source_sha256"}, "cannot be corrected"),
    ({"table": "organizations", "key": BODY, "column": "province"}, "cannot be corrected"),
    ({"key": "2566/99"}, "No row of scores has the key “2566/99”; a key is like “2566/9”"),
    ({"key": ""}, "No row of scores"),
    ({"key": "8"}, "2 rows of scores have the key “8”; say which, as “town_"),
    ({"table": "measure_dates", "key": "m001", "column": "date_end"}, "3 rows of measure_dates have the key"),
    ({"expected": "8.48"}, "The value of scores.score was to be “8.48” and is “8.47” now; look at the report again"),
    ({"expected": None}, "was to be nothing and is “8.47” now"),
    ({"expected": "84.7", "value": "8.47"}, "is “8.47” without it; delete the line"),
    ({"expected": "8,47"}, "In the column expected, “8,47” is no value of scores.score; write a number as 84.47"),
    ({"value": "๘๔.๗"}, "In the column value, “๘๔.๗” is no value"),
    ({"value": "1e3"}, "is no value"),
    ({"value": "nan"}, "is no value"),
    ({"value": "9" * 400}, "is no value"),
    ({"value": "847"}, "The data contract does not allow the new value (Score.score is not between 0 and 100: 847.0)"),
    ({"value": None}, "does not allow the new value (the score None cannot have the state printed)"),
    ({"value": "-1"}, "does not allow"),
    ({"reason": None}, "It gives no reason"),
    ({"when": "2569-01-31"}, "In the column when, “2569-01-31” is of the Buddhist era; write 2026-01-31"),
    ({"when": "yesterday"}, "is no day"),
    ({"table": "measures", "key": "m001", "column": "indicator_no", "expected": "3", "value": "9.5"}, "a whole number"),
    (
        {"table": "measures", "key": "m001", "column": "indicator_no", "expected": "3", "value": "11"},
        "between 1 and 10",
    ),
    ({"table": "measures", "key": "m001", "column": "item_code", "expected": None, "value": "ข้อ 1"}, "does not look"),
    ({"table": "measure_items", "key": "m001/method/1", "column": "text", "expected": "ประชุม", "value": None}, "miss"),
    (
        {"table": "reports", "key": "", "column": "organization_id", "expected": BODY, "value": "x"},
        "does not allow the new value (reports.organization_id 'x' is not in organizations)",
    ),
    ({"table": "reports", "key": "", "column": "period_end", "expected": None, "value": "2566-09-30"}, "a day as"),
    ({"table": "reports", "key": "", "column": "report_kind", "expected": "other", "value": "memo"}, "is none of"),
    ({"table": "\x1b[2J=1+1<b>{0}%s", "key": "{x}", "column": "{y}"}, "is no table"),
]


@pytest.mark.parametrize(("said", "reason"), REFUSED)
def test_what_cannot_be_applied_is_refused_and_told(said: dict[str, Any], reason: str) -> None:
    corrected, (refusal,) = outcome(correction(**said))
    assert refusal
    assert reason in refusal
    assert refusal.endswith(".")
    finding = corrected.findings[-1]
    assert (finding.severity, finding.code) == ("warning", "correction_refused")
    assert printable(finding.message).startswith("The correction in line 2 of corrections.csv was refused: ")
    assert finding.message_th.startswith("ไม่ใช้การแก้ไขในบรรทัดที่ 2 ของ corrections.csv: ")
    whole = replace(corrected, reports=tables().reports, findings=tables().findings, corrections=())
    assert whole == tables(), "nothing else changes"


def test_a_table_without_rows_says_so() -> None:
    empty = ReportTables(reports=(a_report(),))
    corrected = apply_corrections(empty, (correction(),))
    assert corrected.corrections[0].refusal == "The report has no rows in scores."


def test_corrections_of_one_row_are_applied_together() -> None:
    state = correction(key="7", column="score_state", expected="unreadable", value="printed", line=2)
    score = correction(key="7", expected=None, value="70.5", line=3)
    for one, other in ((state, score), (replace(score, line=2), replace(state, line=3))):
        corrected, refusals = outcome(one, other)
        assert refusals == [None, None]
        assert (corrected.scores[4].score, corrected.scores[4].score_state) == (70.5, "printed")
    assert outcome(state)[1] != [None]
    corrected, refusals = outcome(
        state, score, correction(key="7", column="passing_score", expected=None, value="850", line=4)
    )
    assert [refusal is None for refusal in refusals] == [True, True, False]
    assert corrected.scores[4].score == 70.5


def test_corrections_follow_each_other_in_order_of_line() -> None:
    first, then = correction(), correction(expected="84.7", value="84.8", line=3)
    corrected, refusals = outcome(first, then)
    assert refusals == [None, None]
    assert corrected.scores[0].score == 84.8
    assert [row.found for row in corrected.corrections] == ["8.47", "84.7"]
    assert (
        outcome(correction(), correction(line=3))[1][1]
        == "The value of scores.score is “84.7” without it; delete the line."
    )


def test_what_a_value_rests_on_may_be_corrected_with_it() -> None:
    said = {"table": "measures", "key": "m001"}
    basis = correction(**said, column="mapping_basis", expected="catalogue", value="printed")
    number = correction(**said, column="indicator_no", expected="3", value="9", line=3)
    corrected, refusals = outcome(basis, number)
    assert refusals == [None, None]
    measure = corrected.measures[0]
    assert (measure.indicator_no, measure.mapping_basis, measure.mapping_score) == (9, "printed", None)


def test_the_same_rows_whatever_the_order_of_tables() -> None:
    one = correction(table="measures", key="m001", column="indicator_no", expected="3", value="9", line=3)
    assert outcome(correction(), one)[0] == outcome(one, correction())[0]


WHOLE = (
    "\ufeff" + HEADER + '1.txt,scores,2566/9,score,8.47,84.7,"the point, lost",ก. ข.,2026-01-31\n'
    "\n"
    f"{report_id(1)},measures,m001,printed_no,1,,not printed,,\n"
    "gone.txt,reports,,title,,x,r,,\n"
)


def test_corrections_are_read_line_by_line(tmp_path: Path) -> None:
    write(tmp_path, WHOLE, "corrections.csv")
    (tmp_path / "1.txt").touch()
    one, other, gone = read_corrections(tmp_path)
    assert one == correction(reason="the point, lost")
    assert (other.expected, other.value, other.who, other.when, other.line) == ("1", None, None, None, 4)
    assert read_corrections(tmp_path / "1.txt") == (one, other, gone)
    assert pickle.loads(pickle.dumps(one)) == one


def test_corrections_find_their_report() -> None:
    by_name, by_id = correction(report="./a\\b.txt"), correction(report=report_id(7), line=3)
    shown, nobody = correction(report="z.zip/\\xa1.txt", line=4), correction(report="", line=5)
    whole = (by_name, by_id, shown, nobody)
    assert of_report(whole, "a\\\\b.txt", report_id(1)) == (by_name,)
    assert of_report(whole, "c.txt", report_id(7)) == (by_id,)
    assert of_report(whole, "z.zip/\\xa1.txt", report_id(2)) == (shown,)
    assert of_report(whole, "z.zip/other.txt", report_id(2)) == ()
    assert without_report(whole, ["a\\\\b.txt"], [report_id(7)]) == (shown, nobody)
    assert without_report((), [], []) == of_report((), "a", "b") == ()


def test_a_digest_changes_with_all_that_is_said() -> None:
    digests = {corrections_digest((correction(**said),)) for said in ({}, {"value": "1"}, {"line": 3}, {"who": None})}
    assert len(digests) == 4
    assert corrections_digest(()) == ""
    assert corrections_digest((correction(),)) == corrections_digest((correction(),))


UNREADABLE = [
    (HEADER.encode() + "กขค\n".encode("cp874"), "line 2"),
    (b"report,table\n", "needs the columns report, table, key, column, expected, value and reason"),
    (HEADER.encode() + b"1.txt,scores,9\n", "line 2: the field column is missing"),
    (HEADER.encode() + b'1.txt,"scores\n', "line 2: the quotation marks"),
]


@pytest.mark.parametrize(("data", "reason"), UNREADABLE)
def test_a_file_that_cannot_be_read_stops_the_run_with_its_line(tmp_path: Path, data: bytes, reason: str) -> None:
    write(tmp_path, data, "corrections.csv")
    with pytest.raises(UsageError, match=reason):
        read_corrections(tmp_path)


def test_two_files_of_corrections_are_one_too_many(tmp_path: Path) -> None:
    write(tmp_path, HEADER, "corrections.csv")
    write(tmp_path, HEADER, "Corrections.CSV")
    with pytest.raises(UsageError, match="two files of corrections"):
        read_corrections(tmp_path)
    assert read_corrections(tmp_path / "no" / "where") == ()


COLUMNS = [(name, named.name) for name, table in TABLES.items() for named in table.columns]
VALUES = (
    st.none()
    | st.sampled_from(["1", "9.5", "2566", "true", "2023-03-01", "other", "A", "-1", BODY])
    | st.text(max_size=9)
)


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(COLUMNS),
            st.sampled_from(["", "9", "2566/9", "m001", "1", "1/2/3", "m001/method/1", "m001/1", BODY])
            | st.text(max_size=9),
            VALUES,
            VALUES,
        ),
        max_size=5,
    )
)
def test_no_correction_whatever_it_says_stops_a_run(
    many: list[tuple[tuple[str, str], str, str | None, str | None]],
) -> None:
    printable_only = [
        correction(table=table, column=column, key=_utf8(key) or "", expected=_utf8(old), value=_utf8(new), line=line)
        for line, ((table, column), key, old, new) in enumerate(many, start=2)
    ]
    outcome(*printable_only)


def _utf8(text: Any) -> Any:
    """As it would come from a file: no half of a pair, nothing around it, None where it is empty."""
    return text if text is None else (text.encode("utf-8", "replace").decode().strip() or None)
