"""Reports drawn for a test with their truth beside them: rows of measures, and what the records must say of them."""

from __future__ import annotations

import datetime
import random
import re
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from benchmarks.corpus import font_file
from benchmarks.corpus_content import SENTENCES, UNITS, Grid, Row, Spot
from benchmarks.cut_pages import Look, Pages, draw_cut, rows_of
from engine.convert import Options, convert
from tidy.tables import ReportTables

Day = datetime.date
TITLE = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. 2568"
BODY = "องค์การบริหารส่วนตำบลดอนตะเคียนคู่ อำเภอปลาปาก จังหวัดนครพนม"
WORDS = {"ordinal": "ลำดับ", "issue": "ประเด็น", "measure": "มาตรการ/กิจกรรม", "method": "ขั้นตอนการดำเนินงาน",
         "responsible": "ผู้รับผิดชอบ", "timeframe": "ระยะเวลา", "output": "ผลการดำเนินงาน"}  # fmt: skip
WIDTHS = {"ordinal": 0.6, "issue": 1.6, "measure": 2, "method": 3, "responsible": 1.2, "timeframe": 1.4, "output": 2.6}
ALL = ("ordinal", "measure", "method", "responsible", "timeframe", "output")
MEASURES = (
    "จัดทำคู่มือการปฏิบัติงานของทุกส่วนราชการ", "ติดป้ายแสดงขั้นตอนและค่าธรรมเนียมหน้าจุดบริการ",
    "เผยแพร่แผนการใช้จ่ายงบประมาณบนเว็บไซต์", "ประกาศหลักเกณฑ์การประเมินผลการปฏิบัติงานล่วงหน้า",
    "จัดทำแนวปฏิบัติการยืมทรัพย์สินของทางราชการ", "อบรมจริยธรรมให้บุคลากรทุกระดับ",
    "เพิ่มช่องทางรับเรื่องร้องเรียนการทุจริต", "สำรวจความพึงพอใจของผู้มารับบริการ",
)  # fmt: skip
TIMES = (
    ("ภายในวันที่ 31 มีนาคม 2568", (None, Day(2025, 3, 31))),
    ("ภายในเดือนมิถุนายน 2568", (None, Day(2025, 6, 30))),
    ("1 มกราคม 2568 ถึง 30 มิถุนายน 2568", (Day(2025, 1, 1), Day(2025, 6, 30))),
)
PLAIN = [sentence for sentence in SENTENCES if not re.search(r"[0-9๐-๙]", sentence)]


@dataclass(frozen=True)
class Meant:
    """A measure as it was written: its text by column role, its time and the pages that it came to stand on."""

    texts: dict[str, str]
    time: tuple[Day | None, Day | None] = (None, None)
    pages: Pages = (1, 1)
    issue: int | None = field(default=None)


def meant(count: int, seed: int, *, long: int = 2) -> list[Meant]:
    """Measures of an invented body, long enough for their rows to be cut."""
    rng = random.Random(seed)
    found = []
    for number in range(1, count + 1):
        when, time = rng.choice(TIMES)
        texts = {
            "ordinal": str(number),
            "measure": MEASURES[(number - 1) % len(MEASURES)],
            "method": " ".join(rng.sample(PLAIN, rng.randint(1, long))),
            "responsible": rng.choice(UNITS),
            "timeframe": when,
            "output": " ".join(rng.sample(PLAIN, rng.randint(1, long))),
        }
        found.append(Meant(texts, time))
    return found


def grid(roles: Sequence[str], rows: Iterable[Meant], head: Sequence[Row] | None = None) -> Grid:
    """A table of some columns of measures."""
    top = tuple(head) if head is not None else tuple(rows_of([[WORDS[role] for role in roles]]))
    return Grid(tuple(WIDTHS[role] for role in roles), top, tuple(rows_of([r.texts[x] for x in roles] for r in rows)))


def drawn(blocks: Sequence[str | Grid], path: Path, look: Look) -> tuple[ReportTables, list[list[Pages]]]:
    """The records of a report that is drawn and read, and the pages of each drawn row."""
    if font_file(look.family) is None:
        pytest.skip(f"the font {look.family} is not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the drawing libraries warn of their own age
        pages = draw_cut(blocks, path, look)
    outcome = convert(path, path.parent, Options())
    assert outcome.tables is not None, outcome.file.error
    return outcome.tables, pages


def placed(rows: Iterable[Meant], pages: Iterable[Pages]) -> list[Meant]:
    return [replace(row, pages=page) for row, page in zip(rows, pages, strict=True)]


def bare(text: str | None) -> str:
    return re.sub(r"\s+", "", text or "")


def assert_measures(tables: ReportTables, rows: Sequence[Meant], roles: Sequence[str]) -> None:
    """Measures, items, dates and units are those that were written; nothing lost, nothing invented."""
    assert [bare(found.measure) for found in tables.measures] == [bare(row.texts["measure"]) for row in rows]
    assert [(found.page_first, found.page_last) for found in tables.measures] == [row.pages for row in rows]
    for found, row in zip(tables.measures, rows, strict=True):
        items: dict[str, str] = {}
        for item in tables.measure_items:
            if item.measure_id == found.measure_id:
                items[item.column_role] = items.get(item.column_role, "") + bare(item.raw_text)
        assert items == {role: bare(row.texts[role]) for role in roles if bare(row.texts.get(role))}
        if "ordinal" in roles:
            assert found.printed_no == row.texts["ordinal"]
        if "timeframe" in roles:
            assert (found.period_start, found.period_end) == row.time
        if "responsible" in roles and row.texts["responsible"]:
            units = [unit.unit for unit in tables.measure_units if unit.measure_id == found.measure_id]
            assert [bare(unit) for unit in units] == [bare(row.texts["responsible"])]
        if row.issue is not None:
            assert found.issue_no == row.issue


def spot(text: str, down: int = 1, right: int = 1) -> Spot:
    return Spot(text, right, down)
