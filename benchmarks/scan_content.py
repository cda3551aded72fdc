"""What the drawn scans say: pages of scores, measures, budgets, bodies and memo prose, all invented.

    page(kind, seed) -> Page        kind is one of KINDS

A page gives more rows and paragraphs than fit; the drawing stops where the paper ends and tells the truth of what it
drew.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.corpus_content import Grid, Row, Spot
from benchmarks.scan_words import (
    INDICATORS,
    LEVELS,
    PROJECTS,
    STATES,
    THINGS,
    UNITS,
    body_name,
    code,
    date,
    digits,
    money,
    percent,
    period,
    phrase,
    places,
    sentence,
    year,
)

INSTRUMENTS = ((1, 5, "แบบวัด IIT"), (6, 3, "แบบวัด EIT"), (9, 2, "แบบตรวจ OIT"))


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph: how far it is set in (in widths of a letter), centred or not, a heading or not."""

    text: str
    inset: int = 0
    centred: bool = False
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page to draw. `aligns` has a letter a column of its table: l, c or r."""

    kind: str
    landscape: bool
    blocks: tuple[Text | Grid, ...]
    aligns: str = ""


def page(kind: str, seed: int) -> Page:
    """The page of this kind and seed, the same each time: two of three have Thai digits."""
    thai = (seed // 10_000 + seed) % 3 > 0  # evenly, so that a small sample has both
    return KINDS[kind](random.Random(f"{kind} {seed}"), thai)


def _spots(*texts: str) -> Row:
    return tuple(Spot(text) for text in texts)


def scores(rng: random.Random, thai: bool) -> Page:
    """Ten indicators of three instruments in two years, merged cells, a header of two levels, a weighted total."""
    before, after = rng.randint(2562, 2567), 0
    after = before + 1
    head = (
        (Spot("ที่", row_span=2), Spot("เครื่องมือ", row_span=2), Spot("ตัวชี้วัด", row_span=2), Spot("คะแนนที่ได้", 2),
         Spot("ผลต่าง", row_span=2), Spot("ระดับ", row_span=2)),
        _spots(digits(f"ปี {before}", thai), digits(f"ปี {after}", thai)),
    )  # fmt: skip
    points = [[rng.randrange(1000, 10000) / 100 for _ in range(2)] for _ in INDICATORS]
    body: list[Row] = []
    for number, (name, (old, new)) in enumerate(zip(INDICATORS, points, strict=True), 1):
        tool = [Spot(label, 1, rows) for first, rows, label in INSTRUMENTS if first == number]
        figures = (f"{old:.2f}", f"{new:.2f}", f"{new - old:+.2f}")
        spots = [Spot(digits(str(number), thai)), *tool, Spot(name), *(Spot(digits(text, thai)) for text in figures)]
        body.append((*spots, Spot(rng.choice(LEVELS))))
    totals = [_weighted([pair[turn] for pair in points]) for turn in range(2)]
    last = (f"{totals[0]:.2f}", f"{totals[1]:.2f}", f"{round(totals[1], 2) - round(totals[0], 2):+.2f}")
    body.append((Spot("คะแนนเฉลี่ยรวม", 3), *(Spot(digits(text, thai)) for text in last), Spot(rng.choice(LEVELS))))
    title = f"ผลการประเมินคุณธรรมและความโปร่งใส {body_name(rng)} ปีงบประมาณ พ.ศ. {after}"
    grid = Grid((0.6, 1.3, 3.2, 1.2, 1.2, 1.2, 1.5), head, tuple(body))
    closing = tuple(Text(sentence(rng, thai), 4) for _ in range(rng.randint(1, 4)))
    blocks: tuple[Text | Grid, ...] = (
        Text(digits(title, thai), 0, True, True),
        Text(sentence(rng, thai), 4),
        grid,
        *closing,
    )
    return Page("scores", False, blocks, "cllcccc")


def _weighted(points: list[float]) -> float:
    return 0.3 * sum(points[:5]) / 5 + 0.3 * sum(points[5:8]) / 3 + 0.4 * sum(points[8:]) / 2


def measures(rng: random.Random, thai: bool) -> Page:
    """Seven narrow columns on a landscape page: numbered lines, dates, budgets, rows over all columns."""
    words = ("ที่", "มาตรการ/กิจกรรม", "ขั้นตอนการดำเนินงาน", "ผู้รับผิดชอบ", "ระยะเวลา", "งบประมาณ (บาท)", "ผลการดำเนินการ")
    body: list[Row] = []
    for number in range(1, 13):
        if number % 4 == 1:
            body.append((Spot(digits(f"ประเด็นที่ {number // 4 + 1} {rng.choice(THINGS)}", thai), 7),))
        steps = [f"{step}. {phrase(rng)}" for step in range(1, rng.randint(2, 4))]
        budget = "ไม่ใช้งบประมาณ" if rng.random() < 0.2 else digits(money(rng), thai and rng.random() < 0.8)
        body.append(
            _spots(
                digits(str(number), thai), phrase(rng), digits("\n".join(steps), thai), rng.choice(UNITS),
                digits(period(rng), thai), budget, rng.choice((rng.choice(STATES), sentence(rng, thai), "-")),
            )
        )  # fmt: skip
    grid = Grid((0.5, 2.2, 3.2, 1.6, 1.5, 1.2, 2.4), (_spots(*words),), tuple(body))
    title = digits(f"รายงานผลการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. {year(rng)}", thai)
    return Page("measures", True, (Text(title, 0, True, True), grid), "clllcrl")


def budgets(rng: random.Random, thai: bool) -> Page:
    """Projects with amounts, shares and dates, rows over all columns, a total under a merged label."""
    head = (
        (Spot("ลำดับ", row_span=2), Spot("โครงการ", row_span=2), Spot("งบประมาณ (บาท)", 2), Spot("ร้อยละ", row_span=2),
         Spot("วันที่แล้วเสร็จ", row_span=2)),
        _spots("ตั้งไว้", "เบิกจ่าย"),
    )  # fmt: skip
    body: list[Row] = []
    for number in range(1, 25):
        if number % 8 == 1:
            body.append((Spot(f"{rng.choice(PROJECTS)}ของ{rng.choice(UNITS)}", 6),))
        figures = (money(rng), money(rng), percent(rng), date(rng) if rng.random() < 0.85 else "-")
        name = f"{rng.choice(PROJECTS)}{phrase(rng)}"
        body.append(_spots(digits(str(number), thai), name, *(digits(text, thai) for text in figures)))
    body.insert(
        12, (Spot("รวม", 2), *_spots(*(digits(text, thai) for text in (money(rng), money(rng), percent(rng), ""))))
    )
    grid = Grid((0.7, 4, 1.4, 1.4, 1, 1.7), head, tuple(body))
    title = Text(digits(f"รายงานการใช้จ่ายงบประมาณ ณ วันที่ {date(rng)}", thai), 0, True, True)
    return Page("budgets", False, (title, Text(sentence(rng, thai), 4), grid), "clrrcc")


def bodies(rng: random.Random, thai: bool) -> Page:
    """One body a row, one indicator a column: many figures on a landscape page."""
    head = (
        (Spot("ที่", row_span=2), Spot("หน่วยงาน", row_span=2), Spot("IIT", 5), Spot("EIT", 3), Spot("OIT", 2),
         Spot("รวม", row_span=2)),
        _spots(*(digits(str(number), thai) for number in range(1, 11))),
    )  # fmt: skip
    body: list[Row] = []
    for number in range(1, 31):
        points = [rng.randrange(1000, 10000) / 100 for _ in INDICATORS]
        figures = [f"{point:.2f}" for point in (*points, _weighted(points))]
        body.append(_spots(digits(str(number), thai), body_name(rng), *(digits(text, thai) for text in figures)))
    grid = Grid((0.6, 3.6, *[1.0] * 11), head, tuple(body))
    province = rng.choice(places())[0]
    title = Text(digits(f"ผลคะแนนรายตัวชี้วัดของหน่วยงานในจังหวัด{province} ปี {year(rng)}", thai), 0, True, True)
    return Page("bodies", True, (title, grid), "cl" + "c" * 11)


def memo(rng: random.Random, thai: bool) -> Page:
    """A memo: letterhead, numbered headings, paragraphs set in, lists with numbers, dashes and item codes."""
    place = rng.choice(places())
    number = f"{rng.randrange(10000, 99999)}/{rng.randrange(1, 9999)}"
    lines = [
        Text("บันทึกข้อความ", 0, True, True),
        Text(f"ส่วนราชการ {rng.choice(UNITS)} {body_name(rng)} อำเภอ{place[1]} จังหวัด{place[0]}"),
        Text(digits(f"ที่ {_first(place[0])}{_first(place[1])} {number} วันที่ {date(rng)}", thai)),
        Text(digits(f"เรื่อง รายงานผลการ{phrase(rng)} ประจำปีงบประมาณ พ.ศ. {year(rng)}", thai)),
        Text(f"เรียน นายก{body_name(rng)}"),
    ]
    for part in range(1, 9):
        lines.append(Text(digits(f"{part}. {rng.choice(THINGS)}", thai), 0, False, True))
        lines.append(Text(" ".join(sentence(rng, thai) for _ in range(rng.randint(1, 4))), 8))
        mark = rng.choice(("{part}.{item} ", "({item}) ", "- ", "{item}) ", ""))
        for item in range(1, rng.randint(2, 5) if mark else 1):
            said = sentence(rng, thai) if rng.random() < 0.7 else f"{code(rng)} {phrase(rng)}"
            lines.append(Text(digits(mark.format(part=part, item=item), thai) + said, 10))
    return Page("memo", False, tuple(lines))


def _first(name: str) -> str:
    """The first consonant of a name, as numbers of memos have it."""
    return next(letter for letter in name if "ก" <= letter <= "ฮ")


KINDS: dict[str, Callable[[random.Random, bool], Page]] = {
    "scores": scores, "bodies": bodies, "memo": memo, "measures": measures, "budgets": budgets,
}  # fmt: skip
