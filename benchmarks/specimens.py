"""Draws the PDF specimens: the text specimens as Word, browsers and printers publish them, and a report of its own.

    python -m benchmarks.specimens data/raw/specimens

Writes `scores_digital.pdf` (portrait), `measures_landscape.pdf` (over several pages, rows cut by the page's end) and
`scores_turned.pdf` (the first with its pages on their side), and `report_over_pages.pdf` (portrait, a score table and a
measures table, both cut by the pages' ends). Their golden tables are written by tests/test_golden.py.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.corpus import draw_reportlab, draw_typst
from benchmarks.corpus_content import Grid, Report, Row, Spot
from benchmarks.cut_pages import Look, draw_cut, rows_of
from extract import read
from extract.document import Document, Paragraph, Table


def as_report(document: Document, name: str, landscape: bool) -> Report:
    """A read text document as one to be drawn."""
    blocks: list[str | Grid] = []
    for block in document.blocks:
        if isinstance(block, Table):
            blocks.append(as_grid(block))
        elif block.text.strip():
            blocks.append(block.text if isinstance(block, Paragraph) else "")
    return Report(name, landscape, tuple(blocks))


def as_grid(table: Table) -> Grid:
    """A read table, its columns as wide as their text asks, its first row the header."""
    rows: list[Row] = []
    lengths = [6.0] * table.col_count
    for row_no in range(1, table.row_count + 1):
        cells = [cell for cell in table.cells if cell.row_no == row_no]
        rows.append(tuple(Spot(cell.text, cell.col_span, cell.row_span) for cell in cells))
        for cell in cells:
            if cell.col_span == 1:
                lengths[cell.col_no - 1] = max(lengths[cell.col_no - 1], min(40.0, len(cell.text) ** 0.75))
    return Grid(tuple(lengths), tuple(rows[:1]), tuple(rows[1:]))


OVER_PAGES = (
    "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. 2568",
    "เทศบาลตำบลหนองแสงใต้ อำเภอปลาปาก จังหวัดนครพนม",
    "เทศบาลตำบลหนองแสงใต้ได้วิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสของปีงบประมาณ พ.ศ. 2567 เทียบกับปีก่อนหน้า "
    "แล้วกำหนดมาตรการในปีงบประมาณ พ.ศ. 2568 และรายงานผลการดำเนินการไว้ในตารางที่ 2",
    "ตารางที่ 1 ผลการประเมิน ปีงบประมาณ พ.ศ. 2566 และ พ.ศ. 2567",
)
SCORES = (
    ("1. การปฏิบัติหน้าที่", "88.14", "91.02", "+2.88"), ("2. การใช้งบประมาณ", "79.55", "83.40", "+3.85"),
    ("3. การใช้อำนาจ", "85.27", "86.91", "+1.64"), ("4. การใช้ทรัพย์สินของราชการ", "76.38", "75.92", "-0.46"),
    ("5. การแก้ไขปัญหาการทุจริต", "80.06", "84.75", "+4.69"), ("6. คุณภาพการดำเนินงาน", "90.11", "92.63", "+2.52"),
    ("7. ประสิทธิภาพการสื่อสาร", "84.72", "88.30", "+3.58"), ("8. การปรับปรุงระบบการทำงาน", "81.95", "79.47", "-2.48"),
    ("9. การเปิดเผยข้อมูล", "92.00", "96.80", "+4.80"), ("10. การป้องกันการทุจริต", "87.50", "93.75", "+6.25"),
    ("คะแนนรวม", "86.14", "89.47", "+3.33"),
)  # fmt: skip
MEASURES = (
    ("จัดทำคู่มือการปฏิบัติงานของทุกส่วนราชการ",
     "1. สำรวจงานบริการที่ยังไม่มีคู่มือ\n2. จัดทำคู่มือและเสนอผู้บริหาร\n3. เผยแพร่บนเว็บไซต์ของเทศบาล",
     "สำนักปลัดเทศบาล", "ต.ค. 2567 - ธ.ค. 2567", "จัดทำคู่มือครบทุกงานบริการ และเผยแพร่แล้วเมื่อวันที่ 20 ธันวาคม 2567"),
    ("ประกาศแผนการใช้จ่ายงบประมาณและรายงานผลรายไตรมาส", "1. จัดทำแผนการใช้จ่ายงบประมาณประจำปี\n2. รายงานผลการเบิกจ่ายทุกไตรมาส",
     "กองคลัง", "1 ตุลาคม 2567 ถึง 30 กันยายน 2568", "รายงานผลการเบิกจ่ายแล้ว 4 ไตรมาส คิดเป็นร้อยละ 92.50 ของแผน"),
    ("กำหนดแนวปฏิบัติการยืมทรัพย์สินของทางราชการ",
     "1. ทบทวนแนวปฏิบัติเดิม\n2. ประชุมชี้แจงให้บุคลากรเข้าใจตรงกัน\n3. ตรวจสอบทะเบียนคุมทุกเดือน",
     "กองคลัง", "ภายในเดือนมกราคม 2568",
     "ประกาศแนวปฏิบัติให้บุคลากรถือปฏิบัติอย่างเคร่งครัด ไม่พบการนำทรัพย์สินของราชการไปใช้ส่วนตัว"),
    ("ปรับปรุงระบบบริการออนไลน์ให้ใช้งานง่าย", "1. สำรวจความต้องการของผู้รับบริการ\n2. ปรับปรุงแบบฟอร์มคำขอ",
     "กองช่าง", "ภายในวันที่ 31 มีนาคม 2568", "เปิดให้บริการคำขออนุญาตก่อสร้างผ่านระบบ E-Service เมื่อวันที่ 14 มีนาคม 2568"),
    ("สำรวจความพึงพอใจของผู้มารับบริการ", "1. จัดทำแบบสอบถาม\n2. สรุปผลเสนอผู้บริหารทุกหกเดือน",
     "กองการศึกษา", "1 มกราคม 2568 ถึง 30 มิถุนายน 2568", "มีผู้ตอบแบบสอบถาม 214 คน และนำข้อเสนอแนะไปปรับปรุงจุดบริการแล้ว"),
    ("เพิ่มช่องทางรับเรื่องร้องเรียนการทุจริต", "1. ติดตั้งกล่องรับเรื่องร้องเรียน\n2. เปิดช่องทางบนเว็บไซต์\n3. รายงานผลให้ผู้บริหารทราบทุกเดือน",
     "หน่วยตรวจสอบภายใน", "ภายในเดือนมิถุนายน 2568", "เปิดช่องทางครบทั้งสามช่องทาง ไม่พบเรื่องร้องเรียนการทุจริตในปีงบประมาณ พ.ศ. 2568"),
)  # fmt: skip


def draw_over_pages(path: Path) -> None:
    """A report whose two tables the pages' ends cut; the second page begins in the middle of a row."""
    scores = Grid((3.4, 1.2, 1.2, 1), tuple(rows_of([("ตัวชี้วัด", "ปี 2566", "ปี 2567", "ผลต่าง")])), tuple(rows_of(SCORES)))
    head = ("ที่", "มาตรการ", "ขั้นตอนการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลา", "ผลการดำเนินการ")
    rows = [(str(number), *row) for number, row in enumerate(MEASURES, 1)]
    measures = Grid((0.5, 2, 2.6, 1.3, 1.5, 2.4), tuple(rows_of([head])), tuple(rows_of(rows)))
    caption = "ตารางที่ 2 ผลการดำเนินการตามมาตรการ ปีงบประมาณ พ.ศ. 2568"
    draw_cut([*OVER_PAGES, scores, caption, measures], path, Look(height=340, foot="- {} -", rule_at_cut=False))


def draw_specimens(folder: Path) -> list[Path]:
    """The PDFs, drawn beside the text specimens in `folder`."""
    import pikepdf  # noqa: PLC0415

    scores, measures, turned = (
        folder / f"{name}.pdf" for name in ("scores_digital", "measures_landscape", "scores_turned")
    )
    draw_typst(as_report(read(folder / "score_two_years.txt"), "scores", False), scores, "Sarabun", 11)
    draw_reportlab(as_report(read(folder / "measures_by_item.txt"), "measures", True), measures, "Sarabun", 11)
    with pikepdf.open(scores) as document:
        for page in document.pages:
            page.Rotate = 90
        document.save(turned, deterministic_id=True)
    over_pages = folder / "report_over_pages.pdf"
    draw_over_pages(over_pages)
    return [scores, measures, turned, over_pages]


if __name__ == "__main__":
    for path in draw_specimens(Path(sys.argv[1])):
        print(path, path.stat().st_size, "bytes")
