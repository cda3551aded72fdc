"""A scan of a digital specimen says the same scores, codes and dates as the specimen, or a finding tells."""

from __future__ import annotations

import csv
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from benchmarks.scan_specimens import TWINS
from benchmarks.scan_twins import differences, facts
from tests.conftest import a_finding, a_measure, a_report, a_score
from tidy.records import Finding, Score
from tidy.tables import ReportTables

SPECIMENS = Path(__file__).parents[1] / "data" / "raw" / "specimens"
TABLES = ("scores", "measures", "measure_dates", "findings")
MOST_DIFFERENT = 0.05  # of the facts; told ones too


def tables(score: Score, *findings: Finding) -> ReportTables:
    report = a_report(score_count=1, measure_count=1, finding_count=len(findings))
    return ReportTables(reports=(report,), scores=(score,), measures=(a_measure(),), findings=findings)


PRINTED = a_score(page=1, table_no=1, row_no=4)
MISREAD = a_score(score=97.5, page=1, table_no=1, row_no=4)
OTHER_YEAR = a_score(fiscal_year_be=2560, fiscal_year=2017, page=1, table_no=1, row_no=4)


@pytest.mark.parametrize(
    ("score", "findings", "different", "told"),
    [
        (PRINTED, (), 0, 0),
        (MISREAD, (), 2, 0),
        (OTHER_YEAR, (), 2, 0),
        (MISREAD, (a_finding(page=1, table_no=1, row_no=4),), 2, 2),
        (MISREAD, (a_finding(page=1, table_no=1, row_no=5),), 2, 1),
        (MISREAD, (a_finding(page=2, table_no=2, row_no=4),), 2, 0),
        (MISREAD, (a_finding(page=1, table_no=1, row_no=4, severity="info"),), 2, 0),
    ],
)
def test_a_difference_is_told_by_a_finding_at_its_place(
    score: Score, findings: tuple[Finding, ...], different: int, told: int
) -> None:
    found = differences(tables(PRINTED), tables(score, *findings))
    assert (len(found), sum(each.told for each in found)) == (different, told)


def test_a_finding_of_both_tells_nothing() -> None:
    known = a_finding(page=1, table_no=1, row_no=4)
    assert not any(each.told for each in differences(tables(PRINTED, known), tables(MISREAD, known)))


def golden(name: str) -> ReportTables:
    """A specimen's golden tables, all values as text; tests/test_golden.py holds that they are what is read."""
    folder = SPECIMENS / f"{name}.golden"
    tables = {table: golden_rows(folder / f"{table}.tsv") for table in TABLES}
    return cast(ReportTables, SimpleNamespace(**tables))


def golden_rows(path: Path) -> list[SimpleNamespace]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [SimpleNamespace(**{column: value or None for column, value in row.items()}) for row in rows]


@pytest.mark.parametrize("name", TWINS)
def test_a_scan_says_what_its_digital_twin_says(name: str) -> None:
    digital, scan = golden(TWINS[name]), golden(name)
    count = len(list(facts(digital)))
    found = differences(digital, scan)
    assert count > 10
    assert not [each for each in found if not each.told]
    assert len(found) <= 2 * MOST_DIFFERENT * count  # what is read otherwise is in both of the lists
