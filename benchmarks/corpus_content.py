"""What the drawn corpus says: invented reports of invented bodies, with every cell and span known.

The sentences hold what Thai fonts get wrong: SARA AM with and without a tone, marks on tall letters, doubled marks,
Thai and Arabic digits, numbered lines, Latin words. No real report is copied.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

SENTENCES = (
    "สำนักปลัดเทศบาลจัดทำคู่มือการปฏิบัติงานและประกาศให้ผู้มีส่วนได้ส่วนเสียทราบโดยทั่วกัน",
    "กำหนดผู้รับผิดชอบและกำชับให้เจ้าหน้าที่ดำเนินการตามขั้นตอนที่กำหนดไว้อย่างเคร่งครัด",
    "ปรับปรุงช่องทางการให้บริการผ่านระบบ E-Service เพื่ออำนวยความสะดวกแก่ผู้มาติดต่อ",
    "เผยแพร่ข้อมูลการใช้จ่ายงบประมาณรายไตรมาสบนเว็บไซต์ของหน่วยงาน ภายในเดือน มีนาคม 2568",
    "ประชุมชี้แจงหลักเกณฑ์การยืมทรัพย์สินของทางราชการให้บุคลากรทุกคนเข้าใจตรงกัน",
    "ผลการดำเนินงานเป็นไปตามเป้าหมายที่ตั้งไว้ คิดเป็นร้อยละ ๙๒.๕๐ ของแผนทั้งปี",
    "ผู้บริหารให้ความสำคัญกับการป้องกันและปราบปรามการทุจริต โดยประกาศเจตนารมณ์ No Gift Policy",
    "ตั้งคณะทำงานติดตามน้ำท่วมซ้ำซากและรายงานผลให้ที่ประชุมทราบทุก ๆ เดือน",
    "สำรวจความพึงพอใจของผู้รับบริการ ฝ่ายทะเบียนและฝ่ายรายได้ ปีละ ๒ ครั้ง",
    "ฝึกอบรมเรื่องจริยธรรมให้พนักงานจ้าง จำนวน 48 คน เมื่อวันที่ ๑๗ มกราคม พ.ศ. ๒๕๖๘",
    "ปิดประกาศแผนจัดซื้อจัดจ้างประจำปีและจัดเก็บหลักฐานไว้ให้ตรวจสอบได้ตลอดเวลา",
    "ไม่พบข้อร้องเรียนเกี่ยวกับการเลือกปฏิบัติ ทั้งนี้ ให้ทบทวนมาตรการในปีถัดไปด้วย",
    "ตัวชี้วัดที่ ๖ คุณภาพการดำเนินงาน ได้คะแนนต่ำกว่าเกณฑ์ จึงต้องเร่งแก้ไขเป็นลำดับแรก",
    "ค่าเฉลี่ยปีก่อนหน้า 84.07 และค่าเฉลี่ยปีนี้ 91.36 เพิ่มขึ้น 7.29 คะแนน",
    "จัดให้มีป้ายบอกขั้นตอน ระยะเวลา และค่าธรรมเนียม ณ จุดบริการทุกจุด",
    "กิ่งไม้ที่หักโค่นกีดขวางทางเดินให้กองช่างเข้าแก้ไขภายใน ๓ วันทำการ",
)
UNITS = ("สำนักปลัด", "กองคลัง", "กองช่าง", "กองการศึกษา", "ทุกส่วนราชการ", "งานนิติการ", "หน่วยตรวจสอบภายใน")
TIMES = ("ต.ค. ๒๕๖๗ - ก.ย. ๒๕๖๘", "ภายใน มี.ค. 2568", "ตลอดปีงบประมาณ", "ไตรมาส ๑ - ๒", "๑ ธันวาคม ๒๕๖๗")
INDICATORS = (
    "การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ", "การแก้ไขปัญหาการทุจริต",
    "คุณภาพการดำเนินงาน", "ประสิทธิภาพการสื่อสาร", "การปรับปรุงระบบการทำงาน", "การเปิดเผยข้อมูล", "การป้องกันการทุจริต",
)  # fmt: skip
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell as it is drawn; lines parted by a line feed."""

    text: str
    col_span: int = 1
    row_span: int = 1


Row = tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: widths as shares, header rows (repeated on each page), body rows."""

    widths: tuple[float, ...]
    head: tuple[Row, ...]
    body: tuple[Row, ...]

    def places(self) -> Iterator[tuple[int, int, Spot]]:
        """Each cell with its row and column, from 1."""
        taken: set[tuple[int, int]] = set()
        for row_no, row in enumerate((*self.head, *self.body), 1):
            col_no = 1
            for spot in row:
                while (row_no, col_no) in taken:
                    col_no += 1
                yield row_no, col_no, spot
                taken |= {
                    (row_no + down, col_no + right) for down in range(spot.row_span) for right in range(spot.col_span)
                }
                col_no += spot.col_span


@dataclass(frozen=True, slots=True)
class Report:
    """One drawn document: paragraphs (strings) and tables in their order."""

    name: str
    landscape: bool
    blocks: tuple[str | Grid, ...]


def reports() -> tuple[Report, ...]:
    """The whole corpus, the same each time."""
    return (scores(), measures(), spans(), long_table(), prose())


def _say(rng: random.Random, count: int) -> str:
    return " ".join(rng.sample(SENTENCES, count))


def _numbered(rng: random.Random, count: int) -> str:
    lines = [f"{number}. {_say(rng, 1)}" for number in range(1, count + 1)]
    return "\n".join(line.translate(THAI_DIGITS) if rng.random() < 0.3 else line for line in lines)


def scores() -> Report:
    """Two-level header with merged cells, ten indicators in three merged instruments, Thai digits."""
    rng = random.Random(11)
    head = (
        (Spot("ที่", row_span=2), Spot("เครื่องมือ", row_span=2), Spot("ตัวชี้วัด", row_span=2), Spot("คะแนนที่ได้", 2),
         Spot("ผลต่าง", row_span=2)),
        (Spot("ปี ๒๕๖๗"), Spot("ปี ๒๕๖๘")),
    )  # fmt: skip
    body: list[Row] = []
    for number, name in enumerate(INDICATORS, 1):
        before, after = rng.randrange(6000, 9999), rng.randrange(6000, 9999)
        row = [Spot(str(number).translate(THAI_DIGITS))]
        if number in (1, 6, 9):
            row.append(Spot({1: "แบบวัด IIT", 6: "แบบวัด EIT", 9: "แบบตรวจ OIT"}[number], 1, {1: 5, 6: 3, 9: 2}[number]))
        row += [Spot(name)] + [Spot(f"{value / 100:.2f}".translate(THAI_DIGITS)) for value in (before, after)]
        body.append((*row, Spot(f"{(after - before) / 100:+.2f}".translate(THAI_DIGITS))))
    body.append((Spot("คะแนนเฉลี่ยรวม", 3), Spot("๘๔.๐๗"), Spot("๙๑.๓๖"), Spot("+๗.๒๙")))
    title = "ผลการประเมินคุณธรรมและความโปร่งใสของเทศบาลตำบลดอนแก้วงาม ปีงบประมาณ พ.ศ. ๒๕๖๘"
    grid = Grid((0.7, 1.5, 3.6, 1.2, 1.2, 1.2), head, tuple(body))
    return Report("scores", False, (title, _say(rng, 3), grid, _say(rng, 2)))


def measures() -> Report:
    """Eight narrow columns on landscape pages, numbered lines, rows that the page's end cuts."""
    rng = random.Random(12)
    head_words = ("ประเด็น", "มาตรการ/กิจกรรม", "ขั้นตอนการดำเนินงาน", "ผู้รับผิดชอบ", "ระยะเวลา", "งบประมาณ (บาท)",
                  "ผลการดำเนินการ", "หมายเหตุ")  # fmt: skip
    body = tuple(
        (
            Spot(f"ประเด็นที่ {number}".translate(THAI_DIGITS)),
            Spot(_say(rng, 1)),
            Spot(_numbered(rng, rng.randint(2, 4))),
            Spot(rng.choice(UNITS)),
            Spot(rng.choice(TIMES)),
            Spot(rng.choice(("ไม่ใช้งบประมาณ", "20,000", "๓๕,๐๐๐"))),
            Spot(_say(rng, rng.randint(1, 2))),
            Spot(rng.choice(("-", "", "อยู่ระหว่างดำเนินการ"))),
        )
        for number in range(1, 13)
    )
    grid = Grid((1.1, 2, 3.2, 1.2, 1.3, 1.2, 2.8, 1.1), (tuple(map(Spot, head_words)),), body)
    return Report("measures", True, ("รายงานผลการดำเนินการตามมาตรการ รอบ 6 เดือน", grid))


def spans() -> Report:
    """Rows over all columns between the others, and cells over several rows."""
    rng = random.Random(13)
    head = (tuple(map(Spot, ("ลำดับ", "มาตรการ", "วิธีการ", "หน่วยงาน", "กำหนดเสร็จ", "ผล"))),)
    body: list[Row] = []
    for issue in range(1, 6):
        body.append((Spot(f"ประเด็นที่ {issue} {SENTENCES[issue]}", 6),))
        body.append((Spot(f"{issue}.1", 1, 2), Spot(_say(rng, 1), 1, 2), Spot(_say(rng, 1)), Spot(rng.choice(UNITS)),
                     Spot(rng.choice(TIMES)), Spot(_say(rng, 1))))  # fmt: skip
        body.append((Spot(_say(rng, 1)), Spot(rng.choice(UNITS)), Spot(rng.choice(TIMES)), Spot("ดำเนินการแล้วเสร็จ")))
    return Report("spans", False, ("มาตรการส่งเสริมความโปร่งใส", Grid((0.8, 2.2, 2.6, 1.3, 1.3, 2), head, tuple(body))))


def long_table() -> Report:
    """Forty short rows over several pages under one repeated header."""
    rng = random.Random(14)
    head = (tuple(map(Spot, ("ข้อ", "รายการ", "ผู้รับผิดชอบ", "คะแนน", "ข้อเสนอแนะ"))),)
    body = tuple(
        (Spot(f"O{number}"), Spot(_say(rng, 1)), Spot(rng.choice(UNITS)), Spot(rng.choice(("100", "0", "๕๐"))),
         Spot(_say(rng, 1)))
        for number in range(1, 41)
    )  # fmt: skip
    return Report("long", False, ("ผลรายข้อของแบบตรวจการเปิดเผยข้อมูลสาธารณะ", Grid((0.6, 3, 1.4, 0.8, 3), head, body)))


def prose() -> Report:
    """Eighty paragraphs of one to five sentences."""
    rng = random.Random(15)
    return Report("prose", False, tuple(_say(rng, rng.randint(1, 5)) for _ in range(80)))
