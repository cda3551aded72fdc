"""Scores of several bodies, a body a row: headed by the kind of body, named by its short word."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.building import codes, head, read, table

RESULT = "สรุปผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567"


@pytest.mark.parametrize(
    ("header", "names", "bodies"),
    [
        ("สถานีตำรวจ", ("สภ.เมืองน่าน", "สภ.เวียงสา"), ("สถานีตำรวจภูธรเมืองน่าน", "สถานีตำรวจภูธรเวียงสา")),
        ("โรงพยาบาล", ("รพ.น่าน", "รพ.สต.ผาสิงห์"), ("โรงพยาบาลน่าน", "โรงพยาบาลส่งเสริมสุขภาพตำบลผาสิงห์")),
        ("หน่วยงาน", ("รพ.ปัว", "สสอ.ปัว"), ("โรงพยาบาลปัว", "สำนักงานสาธารณสุขอำเภอปัว")),
        ("ชื่อโรงเรียน", ("โรงเรียนบ้านดอน", "โรงเรียนสา"), ("โรงเรียนบ้านดอน", "โรงเรียนสา")),
    ],
)
def test_a_body_a_row(header: str, names: Sequence[str], bodies: Sequence[str]) -> None:
    rows = [[str(place), name, f"9{place}.10"] for place, name in enumerate(names, start=1)]
    tables = read(head(RESULT), table(["ที่", header, "คะแนนรวม"], *rows))
    known = {one.organization_id: one.organization for one in tables.organizations}
    found = {known.get(one.organization_id or ""): one.score for one in tables.scores}
    assert found == dict(zip(bodies, (91.1, 92.1), strict=True))
    assert "row_unmapped" not in codes(tables)


def test_units_in_such_rows_are_no_bodies() -> None:
    rows = [["กองคลัง", "91.10"], ["สำนักปลัด", "92.10"]]
    tables = read(head(RESULT), table(["คณะ/หน่วยงาน", "คะแนนรวม"], *rows))
    assert not tables.scores
    assert "row_unmapped" in codes(tables) or "table_unmapped" in codes(tables)
