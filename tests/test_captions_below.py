"""Captions that stand below their table of scores: read where that is sure, and told where it is not."""

from __future__ import annotations

import pytest

from extract.document import Block
from tests.building import codes, head, read, scores_of, table

RESULT = "วิเคราะห์ผลการประเมิน ITA ปีงบประมาณ พ.ศ. ๒๕๖๘"
IIT = {2566: 81.1, 2567: 83.1, 2568: 85.1}
EIT = {2566: 82.2, 2567: 84.2, 2568: 86.2}


def scores(year: int) -> Block:
    return table(["แบบวัด", "คะแนน"], ["IIT", f"{IIT[year]}"], ["EIT", f"{EIT[year]}"])


def caption(no: int, year: int) -> str:
    return f"ตารางที่ {no} ผลคะแนน ITA ปี {year}"


def whole(year: int) -> dict[str, float]:
    return {"IIT": IIT[year], "EIT": EIT[year]}


def test_captions_below_every_table_are_of_the_table_above_them() -> None:
    tables = read(head(RESULT), scores(2566), caption(1, 2566), scores(2567), caption(2, 2567))
    assert (scores_of(tables, 2566), scores_of(tables, 2567)) == (whole(2566), whole(2567))
    assert tables.reports[0].fiscal_year_be == 2568


def test_captions_above_every_table_are_of_the_table_below_them() -> None:
    tables = read(head(RESULT), caption(1, 2566), scores(2566), caption(2, 2567), scores(2567))
    assert (scores_of(tables, 2566), scores_of(tables, 2567)) == (whole(2566), whole(2567))


def test_a_caption_that_may_be_of_either_table_gives_no_year_to_any() -> None:
    tables = read(head(RESULT), scores(2566), caption(1, 2566), scores(2567), caption(2, 2567), scores(2568))
    assert not tables.scores
    assert codes(tables).count("score_year_unknown") == 6


def test_a_caption_behind_a_box_is_of_the_table_below_it() -> None:
    box = table(["ส่วนราชการ", "สำนักปลัด"], ["ที่", "ชบ ๕๑๐๐๑"])
    tables = read(head(RESULT), box, caption(1, 2567), scores(2567))
    assert scores_of(tables, 2567) == whole(2567)


def test_one_table_with_its_caption_below() -> None:
    tables = read(head(RESULT), scores(2567), caption(1, 2567))
    assert scores_of(tables, 2567) == whole(2567)


@pytest.mark.parametrize("line", ["ตารางที่ ๑ เปรียบเทียบปี ๒๕๖๗ และ ๒๕๖๘", "ผลคะแนนของปี ๒๕๖๗ จะแจ้งให้ทราบต่อไป"])
def test_lines_below_a_table_that_are_no_captions_of_one_year(line: str) -> None:
    assert scores_of(read(head(RESULT), scores(2568), line), 2568) == whole(2568)
