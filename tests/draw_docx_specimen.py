"""Draws the Word specimen: `python tests/draw_docx_specimen.py data/raw/specimens/half_year_report.docx`.

A six-month report of a made-up body, with what Word reports have: headings, automatic numbering, merged cells, a
header row that repeats, a page break and a signature block. The file in the repository was drawn by this script.
"""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import docx
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.table import Table, _Cell

DRAWN = datetime.datetime(2026, 5, 4, 9, 0, 0)  # a fixed time: the same bytes each time but for the zip's own clock
HEADER = ("ลำดับ", "ประเด็น", "กิจกรรม/มาตรการ", "ผู้รับผิดชอบ", "ช่วงเวลา", "ผลการดำเนินงาน รอบ 6 เดือน", "ปัญหา/อุปสรรค")
ISSUE_1 = "ประเด็นที่ 1 กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ"
ISSUE_6 = "ประเด็นที่ 6 กระบวนการควบคุม ตรวจสอบการใช้อำนาจและการบริหารงานบุคคล"
ROWS = (
    (ISSUE_1, "จัดทำคู่มือประชาชนฉบับย่อ", ("กองสวัสดิการสังคม",), "ต.ค. 2568 – ธ.ค. 2568",
     ("พิมพ์คู่มือครบทุกงานบริการ", "แจกจ่ายให้ผู้ใหญ่บ้านทั้ง 9 หมู่บ้าน"), "-"),
    (ISSUE_1, "ติดป้ายแสดงขั้นตอนหน้าจุดบริการ", ("กองช่าง", "กองคลัง"), "ภายในวันที่ 31 มกราคม 2569",
     ("ติดตั้งแล้วเสร็จเมื่อวันที่ 20 มกราคม 2569",), "งบประมาณมีจำกัด"),
    (ISSUE_6, "แจ้งหลักเกณฑ์การประเมินผลการปฏิบัติงานล่วงหน้า", ("สำนักปลัด",), "1 ตุลาคม 2568 ถึง 31 มีนาคม 2569",
     ("แจ้งเวียนทุกส่วนราชการ", "เปิดให้สอบถามในที่ประชุมประจำเดือน", "สรุปข้อซักถามเสนอผู้บริหาร"), "บุคลากรบางส่วนไปราชการ"),
)  # fmt: skip


def _lines(cell: _Cell, lines: tuple[str, ...], style: str | None = None) -> None:
    cell.paragraphs[0].text = lines[0]
    added = [cell.paragraphs[0], *(cell.add_paragraph(line) for line in lines[1:])]
    for paragraph in added:
        if style is not None:
            paragraph.style = style


def _repeat_header(table: Table) -> None:
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def _table(document: docx.document.Document) -> None:
    table = document.add_table(rows=1, cols=len(HEADER), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, HEADER, strict=True):
        cell.text = text
    _repeat_header(table)
    for number, (issue, measure, units, period, results, problem) in enumerate(ROWS, start=1):
        cells = table.add_row().cells
        cells[0].text, cells[1].text, cells[2].text, cells[4].text = str(number), issue, measure, period
        _lines(cells[3], units)
        _lines(cells[5], results, "List Number" if number == len(ROWS) else None)
        cells[6].text = problem
    first, second = table.cell(1, 1), table.cell(2, 1)
    second.text = ""
    first.merge(second).text = ISSUE_1


def draw() -> docx.document.Document:
    document = docx.Document()
    document.core_properties.author = "thai-ita"
    document.core_properties.created = document.core_properties.modified = DRAWN
    document.add_heading("รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน", level=1)
    document.add_paragraph("ประจำปีงบประมาณ พ.ศ. 2569 รอบ 6 เดือน (1 ตุลาคม 2568 – 31 มีนาคม 2569)")
    document.add_paragraph("องค์การบริหารส่วนตำบลดอนตะเคียนคู่ อำเภอปลาปาก จังหวัดนครพนม")
    document.add_heading("หลักการและเหตุผล", level=2)
    document.add_paragraph(
        "องค์การบริหารส่วนตำบลดอนตะเคียนคู่ได้คะแนนภาพรวมในปีงบประมาณ พ.ศ. 2568 เท่ากับ 91.36 คะแนน "
        "จึงกำหนดมาตรการเพื่อรักษาระดับการให้บริการในปีงบประมาณ พ.ศ. 2569"
    )
    document.add_heading("ผลการดำเนินงาน", level=2)
    _table(document)
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_heading("ข้อเสนอแนะ", level=2)
    document.add_paragraph("ควรจัดสรรงบประมาณสำหรับป้ายประชาสัมพันธ์เพิ่มเติม", style="List Bullet")
    document.add_paragraph("ควรจัดประชุมชี้แจงในรูปแบบออนไลน์ควบคู่กัน", style="List Bullet")
    for line in ("(ลงชื่อ) ……………………………… ผู้รายงาน", "(นางสาวทดสอบ ตั้งใจงาน)", "ปลัดองค์การบริหารส่วนตำบลดอนตะเคียนคู่"):
        document.add_paragraph(line)
    return document


if __name__ == "__main__":
    draw().save(str(Path(sys.argv[1])))
