"""What a record may hold: impossible values are refused at birth."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import a_file, a_finding, a_measure, a_report, a_score, an_item, an_organization, report_id
from tidy.column import ColumnType, columns_of
from tidy.errors import ContractError
from tidy.records import CellRecord, Indicator, MeasureDate, Paragraph, Record, Score
from tidy.registry import TABLES
from tidy.tables import ReportTables

REFUSED: list[tuple[Callable[..., Any], dict[str, Any], str]] = [
    (a_report, {"report_kind": "memo"}, "is none of"),
    (a_report, {"report_id": "XYZ"}, "does not look like"),
    (a_report, {"report_kind": None}, "is missing"),
    (a_report, {"title": ""}, "should be null"),
    (a_report, {"title": 5}, "is no text"),
    (a_report, {"title": "\ud800"}, "UTF-8"),
    (a_report, {"document_number": "ลบ ๕๓๓๐๑/๖"}, "Thai digits"),
    (a_report, {"page_count": -1}, "is not between"),
    (a_report, {"page_count": 2.0}, "is no int32"),
    (a_report, {"page_count": True}, "is no int32"),
    (a_report, {"page_count": 2**31}, "is not between"),
    (a_report, {"page_count": "๑๒"}, "is no int32"),
    (a_report, {"document_date": datetime.datetime(2024, 1, 1)}, "is no date"),
    (a_report, {"document_date": datetime.date(2567, 1, 1)}, "Common Era"),
    (a_report, {"fiscal_year_be": 2023}, "is not between"),
    (a_report, {"fiscal_year_be": 2566, "fiscal_year": 2024}, "years differ"),
    (a_report, {"fiscal_year_be": 2566}, "years differ"),
    (a_score, {"score": math.nan}, "is not finite"),
    (a_score, {"score": math.inf}, "is not finite"),
    (a_score, {"score": 100.01}, "is not between"),
    (a_score, {"score": None}, "cannot have the state printed"),
    (a_score, {"score_state": "blank"}, "cannot have the state blank"),
    (a_score, {"instrument": "IT"}, "is none of"),
    (a_score, {"indicator_no": 11}, "is not between"),
    (a_measure, {"item_code": "๐๑๑"}, "does not look like"),
    (a_measure, {"item_code": "011"}, "does not look like"),
    (a_measure, {"printed_no": "๒.๑"}, "Thai digits"),
    (a_measure, {"measure_id": "m001"}, "does not look like"),
    (a_measure, {"budget_baht": -1.0}, "is not between"),
    (an_item, {"column_role": "who"}, "is none of"),
    (an_item, {"item_no": 0}, "is not between"),
    (an_organization, {"province_code": "๓๔"}, "does not look like"),
    (a_finding, {"code": "Column unmapped"}, "does not look like"),
    (a_finding, {"severity": "fatal"}, "is none of"),
    (a_file, {"status": "done"}, "is none of"),
]

ALLOWED: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (a_report, {"document_number": "ลบ 53301/653"}),
    (a_report, {"fiscal_year_be": 2566, "fiscal_year": 2023, "fiscal_year_basis": "printed"}),
    (a_report, {"document_date": datetime.date(2024, 2, 29)}),
    (a_score, {"score": 0}),
    (a_score, {"score": None, "score_state": "not_assessed", "raw_score": "-"}),
    (a_score, {"raw_score": "๙๑.๕๐"}),
    (a_score, {"raw_score": ""}),
    (a_measure, {"item_code": "O11", "mapping_score": 1}),
    (an_item, {"text": "", "raw_text": ""}),
    (an_item, {"printed_no": "ก"}),
    (a_finding, {"printed": "", "expected": "๕"}),
]


@pytest.mark.parametrize(("make", "values", "reason"), REFUSED)
def test_an_impossible_value_is_refused(make: Callable[..., Any], values: dict[str, Any], reason: str) -> None:
    with pytest.raises(ContractError, match=reason):
        make(**values)


def test_of_several_wrong_values_the_first_column_s_is_told() -> None:
    with pytest.raises(ContractError, match=r"^Report\.measure_count is not between .*: -1$"):
        a_report(finding_count=None, measure_count=-1, score_count="many")


@pytest.mark.parametrize(("make", "values"), ALLOWED)
def test_a_possible_value_stays_as_it_is(make: Callable[..., Any], values: dict[str, Any]) -> None:
    record = make(**values)
    assert {name: getattr(record, name) for name in values} == values


@settings(max_examples=60)
@given(
    name=st.sampled_from([named.name for named in columns_of(Score)]),
    value=st.one_of(
        st.none(), st.text(max_size=8), st.floats(), st.integers(), st.booleans(), st.dates(), st.binary(max_size=3)
    ),
)
def test_any_value_is_taken_as_it_is_or_refused(name: str, value: Any) -> None:
    try:
        record = a_score(**{name: value})
    except ContractError:
        return
    assert getattr(record, name) == value


CONTRACT = {  # the names and types of DATA_CONTRACT.md, in its order; new columns may only follow them
    "reports": (
        "report_id:string source_file:string source_sha256:string source_bytes:int64 source_url:string "
        "source_format:string text_origin:string page_count:int32 title:string report_kind:string "
        "organization_id:string fiscal_year_be:int16 fiscal_year:int16 period_start:date32 period_end:date32 "
        "document_number:string document_date:date32 overall_score:float64 result_level:string "
        "measure_count:int32 score_count:int32 finding_count:int32"
    ),
    "organizations": (
        "organization_id:string organization:string organization_type:string name:string subdistrict:string "
        "district:string province:string province_code:string iso_3166_2:string parent_organization:string "
        "name_basis:string"
    ),
    "scores": (
        "report_id:string organization_id:string fiscal_year_be:int16 fiscal_year:int16 scope:string code:string "
        "indicator_no:int8 instrument:string name_th:string score:float64 score_max:float64 score_state:string "
        "raw_score:string passing_score:float64 printed_comparison:string printed_trend:string "
        "printed_change:float64 result_level:string mention_count:int16 proof:string page:int32 table_no:int32 "
        "row_no:int32 col_no:int32"
    ),
    "measures": (
        "measure_id:string report_id:string seq:int32 printed_no:string measure:string issue_no:int8 "
        "issue_name:string indicator_no:int8 sub_indicator_code:string item_code:string catalogue_year_be:int16 "
        "mapping_basis:string mapping_score:float64 period_start:date32 period_end:date32 budget_baht:float64 "
        "page_first:int32 page_last:int32 table_no:int32 row_no:int32"
    ),
    "measure_items": (
        "measure_id:string report_id:string column_role:string item_no:int32 printed_no:string text:string "
        "raw_text:string page:int32 table_no:int32 row_no:int32 col_no:int32"
    ),
    "measure_units": (
        "measure_id:string report_id:string unit_no:int32 unit:string parent_unit:string unit_role:string "
        "raw_text:string"
    ),
    "measure_dates": (
        "measure_id:string report_id:string column_role:string item_no:int32 role:string date_start:date32 "
        "date_end:date32 precision:string year_basis:string raw_text:string"
    ),
    "paragraphs": (
        "report_id:string seq:int32 page:int32 heading:string section_kind:string printed_no:string text:string "
        "raw_text:string"
    ),
    "cells": (
        "report_id:string page:int32 table_no:int32 row_no:int32 col_no:int32 row_span:int16 col_span:int16 "
        "is_header:bool column_role:string raw_text:string text:string x0:float64 top:float64 x1:float64 "
        "bottom:float64 confidence:float64"
    ),
    "findings": (
        "report_id:string code:string severity:string message:string message_th:string table_name:string "
        "row_key:string page:int32 table_no:int32 row_no:int32 col_no:int32 printed:string expected:string"
    ),
    "corrections": (
        "report_id:string line_no:int32 table_name:string row_key:string column_name:string expected:string "
        "found:string value:string reason:string corrected_by:string corrected_on:date32 status:string refusal:string"
    ),
    "indicators": (
        "fiscal_year_be:int16 code:string scope:string instrument:string parent_code:string name_th:string "
        "name_en:string weight:float64 source:string"
    ),
    "files": (
        "source_file:string source_sha256:string source_bytes:int64 status:string error_code:string error:string "
        "report_id:string"
    ),
}


def test_the_tables_are_those_of_the_contract() -> None:
    assert list(TABLES) == list(CONTRACT)


@pytest.mark.parametrize("name", CONTRACT)
def test_a_table_has_the_columns_of_the_contract(name: str) -> None:
    columns = [f"{named.name}:{named.column.type}" for named in TABLES[name].columns]
    promised = CONTRACT[name].split()
    assert columns[: len(promised)] == promised


@pytest.mark.parametrize("record", get_args(Record))
def test_every_column_is_described_in_both_languages(record: type) -> None:
    for named in columns_of(record):
        assert named.column.en.endswith("."), named.name
        assert any("ก" <= letter <= "๛" for letter in named.column.th), named.name
        if named.column.type is ColumnType.FLOAT64 and named.name not in {
            "mapping_score",
            "code_score",
            "confidence",
        }:
            assert named.column.unit, f"{record.__name__}.{named.name} has no unit"


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_keys_orders_and_references_name_columns(table: Any) -> None:
    names = set(table.column_names)
    assert names.issuperset((*table.key, *table.order, *table.references))
    assert all(TABLES[target].key for target in table.references.values())


WHOLE: list[tuple[dict[str, Any], str]] = [
    ({"reports": ()}, "one row of reports"),
    ({"reports": (a_report(1), a_report(2))}, "one row of reports"),
    ({"reports": (a_report(score_count=1),)}, "counts"),
    ({"findings": (a_finding(),)}, "counts"),
    ({"reports": (a_report(organization_id="nobody"),)}, "reports.organization_id 'nobody' is not in"),
    ({"measure_items": (an_item(),)}, "measure_items.measure_id"),
    (
        {"cells": (CellRecord(report_id=report_id(2), table_no=1, row_no=1, col_no=1, raw_text="", text=""),)},
        "cells.rep",
    ),
]


@pytest.mark.parametrize(("rows", "reason"), WHOLE)
def test_rows_that_do_not_fit_together_are_refused(rows: dict[str, Any], reason: str) -> None:
    with pytest.raises(ContractError, match=reason):
        ReportTables(**{"reports": (a_report(),), **rows})


def test_rows_that_fit_together_are_one_report() -> None:
    day = datetime.date(2023, 1, 1)
    tables = ReportTables(
        reports=(a_report(measure_count=1),),
        measures=(a_measure(),),
        measure_items=(an_item(),),
        measure_dates=(
            MeasureDate(
                measure_id=a_measure().measure_id,
                report_id=report_id(1),
                column_role="timeframe",
                role="due",
                date_end=day,
                precision="day",
                year_basis="printed",
                raw_text="๑ ม.ค. ๖๖",
            ),
        ),
        paragraphs=(Paragraph(report_id=report_id(1), seq=1, text="ก", raw_text="ก"),),
    )
    assert tables.report.report_id == report_id(1)
    assert len(tables.rows("measure_dates")) == 1
    assert tables.rows("files") == ()


def test_a_catalogue_row_may_have_no_name() -> None:
    assert Indicator(fiscal_year_be=2561, code="T1", scope="indicator").name_th is None
