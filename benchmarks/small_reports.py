"""Small invented reports in any number, each with figures of its own: for tests of scale, kills and full disks.

python -m benchmarks.small_reports FOLDER COUNT
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

INDICATORS = (
    "การปฏิบัติหน้าที่",  # performing duties
    "การใช้งบประมาณ",  # using the budget
    "การใช้อำนาจ",  # using power
    "การใช้ทรัพย์สินของราชการ",  # using public property
    "การแก้ไขปัญหาการทุจริต",  # solving corruption
    "คุณภาพการดำเนินงาน",  # quality of work
    "ประสิทธิภาพการสื่อสาร",  # communication
    "การปรับปรุงระบบการทำงาน",  # improving the work
    "การเปิดเผยข้อมูล",  # open data
    "การป้องกันการทุจริต",  # preventing corruption
)
_SYLLABLES = ("บ้าน", "หนอง", "ทราย", "ทอง", "คำ", "แก้ว", "ไผ่", "สัก", "เหนือ", "ใต้", "งาม", "ใหม่")
_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
Rows = Sequence[Sequence[str]]


def small_reports(count: int, start: int = 0) -> Iterator[tuple[str, bytes]]:
    """(file name, bytes) of `count` reports, the same for the same number. A third each text, Markdown and HTML."""
    writers = ((".txt", _text), (".md", _markdown), (".html", _html))
    for number in range(start, start + count):
        suffix, writer = writers[number % len(writers)]
        heads, tables = report_content(number)
        yield f"{number // 1000:03d}/report_{number:06d}{suffix}", writer(heads, tables).encode()


def write_reports(folder: Path, count: int, start: int = 0) -> None:
    """Write them below `folder`."""
    for name, data in small_reports(count, start):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def report_content(number: int) -> tuple[Sequence[str], Sequence[Rows]]:
    """Title lines, and the two tables: scores and measures."""
    dice = random.Random(number)
    year = 2563 + number % 6
    body = "องค์การบริหารส่วนตำบล" + "".join(dice.sample(_SYLLABLES, 3))
    heads = (
        "รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส (ITA)",
        f"ประจำปีงบประมาณ พ.ศ. {year}".translate(_DIGITS),
        f"{body} ฉบับที่ {number}",
    )
    scores = [["ที่", "ตัวชี้วัด", f"คะแนน ปี {year}".translate(_DIGITS)]]
    for place, name in enumerate(INDICATORS, 1):
        scores.append([_thai(place), f"ตัวชี้วัดที่ {place} {name}".translate(_DIGITS), _thai(dice.uniform(60, 100))])
    measures = [["ที่", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา"]]
    for place in (1, 2):
        month = dice.choice(("มกราคม", "มีนาคม", "มิถุนายน"))
        measures.append(
            [
                _thai(place),
                f"ปรับปรุง{INDICATORS[dice.randrange(10)]}ของหน่วยงาน",
                "สำนักปลัด",
                f"ภายในเดือน{month} {_thai(year)}",
            ]
        )
    return heads, (scores, measures)


def _thai(number: float) -> str:
    return (str(number) if isinstance(number, int) else f"{number:.2f}").translate(_DIGITS)


def _text(heads: Sequence[str], tables: Sequence[Rows]) -> str:
    parts = ["\n".join(heads), *("\n".join("\t".join(row) for row in table) for table in tables)]
    return "\n\n".join(parts) + "\n"


def _markdown(heads: Sequence[str], tables: Sequence[Rows]) -> str:
    parts = [f"# {heads[0]}", *heads[1:]]
    for table in tables:
        lines = [f"| {' | '.join(row)} |" for row in table]
        parts.append("\n".join([lines[0], "|" + " --- |" * len(table[0]), *lines[1:]]))
    return "\n\n".join(parts) + "\n"


def _html(heads: Sequence[str], tables: Sequence[Rows]) -> str:
    head = "".join(f"<p>{escape(line)}</p>" for line in heads)
    rows = (
        "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in table) for table in tables
    )
    return f'<html lang="th"><meta charset="utf-8"><body>{head}' + "".join(f"<table>{part}</table>" for part in rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    wanted = parser.parse_args()
    write_reports(wanted.folder, wanted.count)
