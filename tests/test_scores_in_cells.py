"""Scores in cells of tables of other things, rows of divisions, and labels that name an instrument in other words."""

from __future__ import annotations

import pytest

from normalize.framework import nearest_framework
from normalize.subjects import parse_subject
from tests.building import TITLE, codes, head, read, scores_of, table

RESULT = "สรุปผลการประเมิน ITA ปีงบประมาณ พ.ศ. ๒๕๖๘"
FOUND = [
    ["จุดแข็ง", "จุดอ่อน"],
    ["การปฏิบัติหน้าที่ (๙๕.๒๑ คะแนน) ให้บริการตามขั้นตอน", "การใช้งบประมาณ (๘๐.๑๔ คะแนน) ไม่ทราบแผน"],
    ["มีผู้ตอบมาก (๙๐.๑๒)", "การใช้อำนาจ ควรเพิ่มขึ้น (๕.๑๐ คะแนน)"],
]
TOPICS = [
    ["ประเด็นที่ต้องพัฒนา", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา"],
    ["การใช้งบประมาณ (79.91 คะแนน)", "เผยแพร่แผนทุกไตรมาส", "กองคลัง", "ต.ค. 67"],
    ["การใช้อำนาจ (81.22 คะแนน)", "จัดทำคู่มือ", "สำนักปลัด", "ธ.ค. 67"],
]


def test_a_score_in_brackets_behind_its_indicator_is_read_in_a_table_of_findings() -> None:
    assert scores_of(read(head(RESULT), table(*FOUND)), 2568) == {"1": 95.21, "2": 80.14}


def test_a_score_in_brackets_is_of_the_year_of_its_column_or_row() -> None:
    columns = table(
        ["เรื่อง", "จุดอ่อน ปี 2566", "จุดอ่อน ปี 2567"], ["งบประมาณ", "การใช้งบประมาณ (70.10)", "การใช้งบประมาณ (80.14)"]
    )
    rows = table(["ปี", "จุดอ่อน", "สาเหตุ"], ["2565", "การใช้อำนาจ (66.10)", "-"], ["", "การใช้งบประมาณ (60.14)", "-"])
    tables = read(head(RESULT), columns, rows)
    found = {(score.fiscal_year_be, score.code): score.score for score in tables.scores}
    assert found == {(2566, "2"): 70.1, (2567, "2"): 80.14, (2565, "3"): 66.1}
    assert codes(tables).count("score_unclear") == 1  # of no said year


def test_a_measure_s_topic_gives_its_score_where_the_report_says_of_which_year() -> None:
    said = "ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2567 ได้คะแนนรวม 88.15 คะแนน จึงกำหนดมาตรการ ดังนี้"
    tables = read(TITLE[2568], said, table(*TOPICS))
    assert scores_of(tables, 2567) == {"overall": 88.15, "2": 79.91, "3": 81.22}
    assert len(tables.measures) == 2


def test_a_measure_s_topic_whose_score_is_of_no_said_year_is_told() -> None:
    tables = read(TITLE[2568], table(*TOPICS))
    assert not tables.scores
    assert codes(tables).count("score_unclear") == 2
    assert len(tables.measures) == 2


def test_rows_of_divisions_are_none_of_the_body_s_own() -> None:
    rows = [["ลำดับ", "ส่วนงาน", "IIT", "EIT", "รวม"], ["๑", "กองกลาง", "90.11", "88.42", "91.56"]]
    rows.append(["๒", "กองคลัง", "95.60", "96.21", "96.54"])
    tables = read(head(RESULT), "เทศบาลตำบลบ้านสวน อำเภอเมืองชลบุรี จังหวัดชลบุรี", table(*rows))
    assert not tables.scores
    assert codes(tables).count("row_unmapped") == 2


def test_faculties_in_rows_have_their_scores() -> None:
    rows = [["ลำดับ", "ส่วนงาน", "IIT", "EIT", "รวม"], ["๑", "คณะวิทยาศาสตร์", "90.11", "88.42", "91.56"]]
    rows.append(["๒", "คณะนิติศาสตร์", "95.60", "96.21", "96.54"])
    tables = read(head(f"{RESULT} มหาวิทยาลัยนเรศวร"), table(*rows))
    names = {one.organization_id: one.name for one in tables.organizations}
    found = {(names[score.organization_id or ""], score.code): score.score for score in tables.scores}
    assert found["คณะนิติศาสตร์", "overall"] == 96.54
    assert {name for name, _ in found} == {"คณะวิทยาศาสตร์", "คณะนิติศาสตร์"}


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("การเปิดเผยข้อมูลสาธารณะ (OIT)", "OIT"),
        ("การเปิดเผยข้อมูล (OIT)", "9"),
        ("9. การเปิดเผยข้อมูล (OIT)", "9"),
        ("การรับรู้ของบุคลากรภายใน (IIT)", "IIT"),
        ("การรับรู้ของผู้มาติดต่อ (EIT)", "EIT"),
        ("คุณภาพการดำเนินงาน (EIT)", "6"),
        ("ข้อมูลพื้นฐาน (OIT)", "9.1"),
        ("ความพึงพอใจต่อเว็บไซต์ (EIT)", None),
        ("เฉลี่ยทั้งองค์กร", "overall"),
        ("เฉลี่ยทั้งจังหวัด", None),
    ],
)
def test_labels_with_an_instrument_in_brackets(label: str, code: str | None) -> None:
    found = parse_subject(label, nearest_framework(2567))
    assert (found.code if found else None) == code


def test_the_whole_body_s_total_in_several_years() -> None:
    rows = [["รายการ", "พ.ศ. 2566", "พ.ศ. 2567"], ["IIT", "83.05", "88.16"], ["EIT", "84.41", "87.92"]]
    tables = read(head(RESULT), table(*rows, ["เฉลี่ยทั้งองค์กร", "87.57", "91.32"]))
    assert (scores_of(tables, 2566)["overall"], scores_of(tables, 2567)["overall"]) == (87.57, 91.32)
