"""Names and numbers on lines of their own: lists of terms, cards of web pages."""

from __future__ import annotations

import pytest

from tests.building import head, read, scores_of

RESULT = "สรุปผลการประเมิน ITA ปีงบประมาณ พ.ศ. ๒๕๖๘"


def said(*lines: str) -> dict[str, float | None]:
    return dict(scores_of(read(head(RESULT), *lines), 2568))


def test_names_and_numbers_take_turns() -> None:
    lines = ["คะแนนภาพรวม", "96.22", "ระดับ", "ผ่านดีเยี่ยม", "IIT", "95.30", "การใช้งบประมาณ", "๙๐.๑๑ คะแนน"]
    tables = read(head(RESULT), *lines)
    assert scores_of(tables, 2568) == {"overall": 96.22, "IIT": 95.3, "2": 90.11}
    assert tables.reports[0].result_level == "ผ่านดีเยี่ยม"


@pytest.mark.parametrize(
    "lines",
    [
        ["IIT", "EIT", "OIT", "95.30", "95.10", "97.75"],  # a table's columns, read one by one
        ["95.30", "IIT", "95.10", "EIT"],  # numbers above their names
        ["IIT", "95.30", "95.10", "EIT", "97.75"],
        ["IIT", "95.30"],  # a lone pair may be anything
        ["IIT", "12", "EIT", "34"],  # counts
    ],
)
def test_lines_that_do_not_take_turns(lines: list[str]) -> None:
    assert not said(*lines)
