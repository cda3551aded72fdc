"""Words for drawn scans: sentences, names, dates, codes and figures of reports that nobody wrote.

Sentences are put together from parts, so that no two pages say the same; figures are drawn evenly over all digits;
names of places come from the catalogue and bring the letters that prose seldom has. Every function draws from the
generator that it is given and from nothing else.
"""

from __future__ import annotations

import csv
import random
from functools import cache
from pathlib import Path

CATALOGUE = Path(__file__).parents[1] / "normalize" / "catalogue"
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")

UNITS = (
    "สำนักปลัดเทศบาล", "กองคลัง", "กองช่าง", "กองการศึกษา ศาสนาและวัฒนธรรม", "กองสาธารณสุขและสิ่งแวดล้อม",
    "กองสวัสดิการสังคม", "งานนิติการ", "หน่วยตรวจสอบภายใน", "งานทะเบียนราษฎร", "ฝ่ายอำนวยการ", "งานพัสดุและทรัพย์สิน",
    "ทุกส่วนราชการ", "ศูนย์ข้อมูลข่าวสาร", "กองยุทธศาสตร์และงบประมาณ", "ฝ่ายป้องกันและบรรเทาสาธารณภัย", "งานการเจ้าหน้าที่",
)  # fmt: skip
DOINGS = (
    "จัดทำ", "ทบทวน", "ปรับปรุง", "เผยแพร่", "จัดประชุมชี้แจง", "กำกับติดตาม", "ประชาสัมพันธ์", "แต่งตั้งคณะทำงานเพื่อพิจารณา",
    "ตรวจสอบ", "รวบรวม", "พัฒนา", "จัดซื้อจัดจ้างตาม", "สำรวจความพึงพอใจต่อ", "ถ่ายทอดความรู้เรื่อง", "ออกประกาศเรื่อง", "เร่งรัด",
    "รายงานความก้าวหน้าของ", "วิเคราะห์ความเสี่ยงของ", "ลดขั้นตอนใน", "กำหนดหลักเกณฑ์เกี่ยวกับ", "ซักซ้อมแนวทาง",
)  # fmt: skip
THINGS = (
    "คู่มือการปฏิบัติงานของเจ้าหน้าที่", "แผนการใช้จ่ายงบประมาณประจำปี", "ช่องทางร้องเรียนการทุจริตและประพฤติมิชอบ",
    "ระบบการให้บริการ E-Service", "ระเบียบการยืมทรัพย์สินของทางราชการ", "ข้อมูลข่าวสารบนเว็บไซต์ของหน่วยงาน",
    "หลักเกณฑ์การประเมินผลการปฏิบัติราชการ", "มาตรฐานทางจริยธรรมของข้าราชการ", "การจัดเก็บภาษีที่ดินและสิ่งปลูกสร้าง",
    "ผลการจัดซื้อจัดจ้างรายไตรมาส", "นโยบายไม่รับของขวัญ (No Gift Policy)", "การขออนุญาตก่อสร้างอาคาร",
    "ฐานข้อมูลผู้มีส่วนได้ส่วนเสียภายนอก", "คำสั่งมอบหมายหน้าที่ความรับผิดชอบ", "บัญชีพัสดุคงเหลือ ณ วันสิ้นปี",
    "การถ่ายโอนภารกิจด้านสุขภาพปฐมภูมิ", "เบี้ยยังชีพผู้สูงอายุและผู้พิการ", "ป้ายแสดงค่าธรรมเนียมและระยะเวลา",
    "การบริหารทรัพยากรบุคคลตามหลักคุณธรรม", "ถนนคอนกรีตเสริมเหล็กและรางระบายน้ำ", "ศูนย์พัฒนาเด็กเล็ก", "แบบ สขร. ๑",
    "วัฒนธรรมองค์กรที่ซื่อสัตย์สุจริต", "ความขัดแย้งระหว่างผลประโยชน์ส่วนตนกับส่วนรวม", "ฎีกาเบิกจ่ายเงิน", "กฎหมายที่เกี่ยวข้อง",
)  # fmt: skip
REASONS = (
    "เพื่อให้ประชาชนเข้าถึงได้โดยสะดวกและรวดเร็ว", "ตามที่กฎหมายกำหนดไว้", "ให้เป็นไปด้วยความโปร่งใสและตรวจสอบได้",
    "โดยเปิดโอกาสให้ผู้รับบริการมีส่วนร่วม", "อย่างน้อยปีละ ๒ ครั้ง", "และรายงานให้ผู้บริหารทราบทุก ๆ เดือน",
    "ผ่านเว็บไซต์ Facebook และ Line ของหน่วยงาน", "เพื่อป้องกันการเรียกรับสินบน", "ให้แล้วเสร็จก่อนสิ้นปีงบประมาณ",
    "ซึ่งได้คะแนนต่ำกว่าเกณฑ์ในปีที่ผ่านมา", "พร้อมทั้งจัดเก็บหลักฐานไว้ให้ครบถ้วน", "ทั้งนี้ ไม่พบข้อร้องเรียนแต่อย่างใด",
    "โดยไม่เลือกปฏิบัติ", "ให้ทั่วถึงทั้ง ๑๒ หมู่บ้าน", "และปิดประกาศ ณ ที่ทำการ", "ตามหนังสือสั่งการที่เกี่ยวข้อง", "ผ่าน QR Code ณ จุดบริการ",
)  # fmt: skip
STATES = (
    "ดำเนินการแล้วเสร็จ", "อยู่ระหว่างดำเนินการ", "เผยแพร่บนเว็บไซต์แล้ว", "บรรลุเป้าหมาย", "ไม่มีข้อร้องเรียน", "ยังไม่ได้ดำเนินการ",
)  # fmt: skip
MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม",
    "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
SHORT_MONTHS = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
INDICATORS = (
    "การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ", "การแก้ไขปัญหาการทุจริต",
    "คุณภาพการดำเนินงาน", "ประสิทธิภาพการสื่อสาร", "การปรับปรุงระบบการทำงาน", "การเปิดเผยข้อมูล", "การป้องกันการทุจริต",
)  # fmt: skip
BODIES = ("องค์การบริหารส่วนตำบล", "เทศบาลตำบล", "เทศบาลเมือง", "องค์การบริหารส่วนจังหวัด")
PROJECTS = ("โครงการ", "กิจกรรม", "มาตรการ", "แผนงาน")
LEVELS = ("ผ่าน", "ผ่านดี", "ผ่านดีเยี่ยม", "ต้องปรับปรุง")


@cache
def places() -> tuple[tuple[str, str, str], ...]:
    """Province, district and subdistrict, of the whole country."""
    with (CATALOGUE / "subdistricts.csv").open(encoding="utf-8", newline="") as file:
        return tuple((row["province"], row["district"], row["subdistrict"]) for row in csv.DictReader(file))


def digits(text: str, thai: bool) -> str:
    return text.translate(THAI_DIGITS) if thai else text


def phrase(rng: random.Random) -> str:
    """What is done to what."""
    return f"{rng.choice(DOINGS)}{rng.choice(THINGS)}"


def sentence(rng: random.Random, thai: bool) -> str:
    """One sentence of 40 to 160 letters, its figures in the digits asked for."""
    place = rng.choice(places())
    said = rng.choice(
        (
            f"{rng.choice(UNITS)}{phrase(rng)} {rng.choice(REASONS)}",
            f"{phrase(rng)} และ{phrase(rng)}",
            f"{rng.choice(UNITS)} ตำบล{place[2]} อำเภอ{place[1]} จังหวัด{place[0]} {phrase(rng)} {rng.choice(REASONS)}",
            f"{phrase(rng)} เมื่อวันที่ {date(rng)} มีผู้เข้าร่วม {rng.randrange(10, 1000)} คน คิดเป็นร้อยละ {percent(rng)}",
            f"{phrase(rng)} ภายใน{rng.choice(MONTHS)} {year(rng)} งบประมาณ {money(rng)} บาท",
            f"ตัวชี้วัดที่ {rng.randint(1, 10)} {rng.choice(INDICATORS)} ได้ {percent(rng)} คะแนน {rng.choice(REASONS)}",
            f"{rng.choice(DOINGS)}ข้อ {code(rng)} {rng.choice(THINGS)} {rng.choice(REASONS)}",
        )
    )
    return digits(said, thai)


def year(rng: random.Random) -> str:
    return str(rng.randint(2540, 2589))


def date(rng: random.Random) -> str:
    """A date in one of the printed ways, in Arabic digits."""
    day, month = rng.randint(1, 31), rng.randrange(12)
    return rng.choice(
        (
            f"{day} {MONTHS[month]} {year(rng)}",
            f"{day} {SHORT_MONTHS[month]} {year(rng)[2:]}",
            f"{day} {MONTHS[month]} พ.ศ. {year(rng)}",
            f"{day}/{month + 1}/{year(rng)}",
        )
    )


def period(rng: random.Random) -> str:
    """When a measure is due, in Arabic digits."""
    first = rng.randrange(12)
    return rng.choice(
        (
            f"{SHORT_MONTHS[first]} {year(rng)} - {SHORT_MONTHS[(first + 5) % 12]} {year(rng)}",
            f"ภายใน {date(rng)}",
            f"ตลอดปีงบประมาณ {year(rng)}",
            f"ไตรมาส {rng.randint(1, 4)}/{year(rng)}",
            date(rng),
        )
    )


def percent(rng: random.Random) -> str:
    """0 to 100 with two places, all four digits drawn evenly."""
    return "100.00" if rng.random() < 0.02 else f"{rng.randrange(0, 10000) / 100:.2f}"


def money(rng: random.Random) -> str:
    """An amount with commas, its digits drawn evenly."""
    length = rng.choice((4, 5, 5, 6, 6, 7))
    amount = int("".join([str(rng.randint(1, 9)), *(str(rng.randint(0, 9)) for _ in range(length - 1))]))
    return f"{amount:,}" if rng.random() < 0.7 else f"{amount:,}.{rng.randrange(100):02}"


def code(rng: random.Random) -> str:
    return rng.choice((f"O{rng.randint(1, 43)}", f"I{rng.randint(1, 30)}", f"E{rng.randint(1, 15)}"))


def body_name(rng: random.Random) -> str:
    return f"{rng.choice(BODIES)}{rng.choice(places())[2]}"
