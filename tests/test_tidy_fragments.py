"""One report's rows as bytes: the same each time, read back as they were, refused when damaged."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import a_finding, a_measure, a_report, a_score, an_item, an_organization, report_id
from tidy.errors import ContractError
from tidy.fragments import decode, encode
from tidy.ordering import ordered
from tidy.registry import TABLES
from tidy.schemas import arrow_schema
from tidy.tables import ReportTables

ROOT = Path(__file__).parents[1]


def a_set(**more: object) -> ReportTables:
    """A report with rows in an order that is not the contract's."""
    scores = (a_score(1, "10", fiscal_year_be=2567, fiscal_year=2024), a_score(1, "2"), a_score(1, "overall"))
    rows = {
        "organizations": (an_organization(),),
        "scores": scores,
        "measures": (a_measure(1, 2, catalogue_year_be=2565), a_measure(1, 1)),
        "measure_items": (an_item(1, 2), an_item(1, 1)),
        "findings": (a_finding(1, "score_conflict", printed="๙๑.๕\n\x1b[31m", page=3), a_finding(1), a_finding(1)),
    }
    report = a_report(1, title="ปี ๒๕๖๗", score_count=3, measure_count=2, finding_count=3)
    return ReportTables(**{"reports": (report,), **rows, **more})  # type: ignore[arg-type]


def test_the_rows_come_back_in_the_order_of_the_contract() -> None:
    tables = a_set()
    fragment = decode(encode(tables))
    assert fragment.report_id == report_id(1)
    assert list(fragment.tables) == [name for name in TABLES if tables.rows(name)]
    for name, batch in fragment.tables.items():
        columns = TABLES[name].column_names
        expected = [tuple(getattr(row, name) for name in columns) for row in ordered(TABLES[name], tables.rows(name))]
        assert [tuple(row.values()) for row in batch.to_pylist()] == expected
        assert batch.schema.equals(arrow_schema(name), check_metadata=True)
        batch.validate(full=True)


def test_the_years_are_those_of_codes() -> None:
    assert decode(encode(a_set())).years == (2565, 2566, 2567)
    bare = ReportTables(reports=(a_report(1, fiscal_year_be=2564, fiscal_year=2021),))
    assert decode(encode(bare)).years == ()


def test_the_same_rows_in_another_order_give_the_same_bytes() -> None:
    one = a_set()
    other = a_set(**{name: tuple(reversed(one.rows(name))) for name in TABLES if one.rows(name)})
    assert encode(one) == encode(other)


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "import sys; from tests.test_tidy_fragments import a_set; from tidy.fragments import encode;"
        "sys.stdout.buffer.write(encode(a_set()))"
    )
    environment = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], check=True, env=environment, capture_output=True)
    assert done.stdout == encode(a_set())


def test_two_rows_of_one_key_are_refused() -> None:
    for name, rows, report in (
        ("scores", (a_score(), a_score(score=50.0)), {"score_count": 2}),
        ("measures", (a_measure(), a_measure(measure="อื่น")), {"measure_count": 2}),
    ):
        with pytest.raises(ContractError, match=f"{name} has two rows with the key"):
            encode(ReportTables(reports=(a_report(**report),), **{name: rows}))  # type: ignore[arg-type]


DAMAGE: list[Callable[[bytes], bytes]] = [
    lambda data: b"",
    lambda data: b"\n",
    lambda data: b"[]\n",
    lambda data: data[:50],
    lambda data: data[:-1],
    lambda data: data + b"\0",
    lambda data: data.replace(b'"schemas":"', b'"schemas":"0', 1),
    lambda data: data.replace(b'"scores"', b'"people"', 1),
    lambda data: data[: data.index(b"\n") + 1] + bytes(len(data) - data.index(b"\n") - 1),
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_bytes_that_are_no_fragment_are_refused(damage: Callable[[bytes], bytes]) -> None:
    with pytest.raises(ContractError, match="cannot be read"):
        decode(damage(encode(a_set())))


def test_a_fragment_is_small() -> None:
    """The descriptions of the columns, some kilobytes a table, are not in it."""
    assert len(encode(a_set())) < 6000
