"""Signs that mark units: their legend gives the role of each, and without one different signs are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from normalize.unit_signs import sign_roles
from tests.building import TITLE, Text, codes, read, table

UNITS = ["กองคลัง", "กองช่าง", "สำนักปลัด"]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("● หลัก ○ ร่วม", {"●": "main", "○": "support"}),
        ("หมายเหตุ: ● หมายถึง หน่วยงานหลัก, △ หมายถึง หน่วยงานสนับสนุน", {"●": "main", "△": "support"}),
        ("(★) = ผู้รับผิดชอบหลัก (☆) = ผู้รับผิดชอบร่วม", {"★": "main", "☆": "support"}),
        ("หลัก = ✓ รอง = ×", {"✓": "main", "×": "support"}),
        ("● หลักฐานแนบ", {}),  # evidence
        ("● ผู้รับผิดชอบ", {}),  # says no role
        ("● แล้วเสร็จ ○ ยังไม่แล้วเสร็จ", {}),  # states
        ("● หลัก และ ● ร่วม", {}),  # one sign with two roles
        ("หน่วยงานหลัก ได้แก่ กองคลัง", {}),
        ("/ หลัก", {}),  # no sign of its own
    ],
)
def test_legends(text: str, roles: Mapping[str, str]) -> None:
    assert sign_roles((text,)) == roles


def rows(over: str) -> list[Sequence[Text]]:
    top: list[Text] = [("มาตรการ", 2, 1), (over, 1, 3), ("ระยะเวลา", 2, 1)]
    return [top, UNITS, ["จัดทำคู่มือ", "●", "", "○", "ม.ค. 2568"], ["จัดอบรม", "", "●", "", "ก.พ. 2568"]]


@pytest.mark.parametrize(
    ("over", "below", "roles", "told"),
    [
        ("ผู้รับผิดชอบ (● หลัก ○ ร่วม)", "", ["main", "support", "main"], False),
        ("ผู้รับผิดชอบ", "หมายเหตุ ● หน่วยงานหลัก ○ หน่วยงานสนับสนุน", ["main", "support", "main"], False),
        ("ผู้รับผิดชอบ", "", [None, None, None], True),  # different signs mean different things
        ("ผู้รับผิดชอบ", "● หน่วยงานหลัก", ["main", None, "main"], True),
    ],
)
def test_roles_of_ticked_units(over: str, below: str, roles: list[str | None], told: bool) -> None:
    tables = read(TITLE[2568], table(*rows(over)), *([below] if below else []))
    assert [(unit.unit, unit.unit_role) for unit in tables.measure_units] == list(
        zip(["กองคลัง", "สำนักปลัด", "กองช่าง"], roles, strict=True)
    )
    assert ("mark_unread" in codes(tables)) == told


def test_one_sign_alone_needs_no_legend() -> None:
    tables = read(TITLE[2568], table(*rows("ผู้รับผิดชอบ")[:2], ["จัดทำคู่มือ", "●", "●", "", "ม.ค. 2568"]))
    assert [unit.unit_role for unit in tables.measure_units] == [None, None]
    assert "mark_unread" not in codes(tables)
