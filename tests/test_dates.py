"""Dates: single days, and the dates, ranges and rounds inside a text."""

from __future__ import annotations

import contextlib
import itertools
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize import dates_words
from normalize.dates import DateError, find_dates, parse_date, prints_year, said_done, said_due
from normalize.resources import CatalogueError, toml

REPORTS = Path(__file__).parents[2] / "shared" / "reports"
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
FULL = [toml("dates")["months"][str(month)]["full"][0] for month in range(1, 13)]
DOTTED = [toml("dates")["months"][str(month)]["dotted"][0] for month in range(1, 13)]
BARE = [toml("dates")["months"][str(month)]["bare"][0] for month in range(1, 13)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("๑ ธันวาคม ๒๕๖๕", date(2022, 12, 1)),
        ("วันที่ ๑๐ เดือน มกราคม พ.ศ. ๒๕๖๘", date(2025, 1, 10)),
        ("ประกาศ ณ วันที่ ๑๐ เดือน มกราคม พ.ศ. ๒๕๖๘", date(2025, 1, 10)),  # announced on
        ("22 ต.ค. 67", date(2024, 10, 22)),
        ("22 ต.ค.67", date(2024, 10, 22)),
        ("31/1/2566", date(2023, 1, 31)),
        ("๓๑/๐๑/๖๖", date(2023, 1, 31)),
        ("31-01-66", date(2023, 1, 31)),
        ("31.01.2566", date(2023, 1, 31)),
        ("2566-01-31", date(2023, 1, 31)),
        ("2023-01-31", date(2023, 1, 31)),
        ("10 มค 2568", date(2025, 1, 10)),
        ("๑๐ มก ราคม พ . ศ . ๒๕๖๘", date(2025, 1, 10)),
        ("๑๐ ม กราคม พ.ศ ๒๕ ๖๘", date(2025, 1, 10)),
        ("วันที่10มกราคม2568", date(2025, 1, 10)),
        ("๓ กรกฏาคม ๒๕๖๗", date(2024, 7, 3)),  # ฏ for ฎ
        ("10 กุมพาพันธ์ 2568", date(2025, 2, 10)),
        ("๕ ตุลาดม ๒๕๖๖", date(2023, 10, 5)),  # ด for ค
        ("๒๙ กุมภาพันธ์ ๒๕๖๗", date(2024, 2, 29)),
        ("วันศุกร์ที่ ๒๐ มิถุนายน ๒๕๖7", date(2024, 6, 20)),
        ("วันที่ 15 เดือน 3 พ.ศ. 2568", date(2025, 3, 15)),
        ("๒๐ มกราคม พุทธศักราช ๒๕๖๘", date(2025, 1, 20)),
        ("1 October 2024", date(2024, 10, 1)),
        ("(๕ เมษายน ๒๕๖๖)", date(2023, 4, 5)),
    ],
)
def test_parse_date(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "๓๑ เมษายน ๒๕๖๗",
        "๒๙ กุมภาพันธ์ ๒๕๖๘",
        "๐ มกราคม ๒๕๖๘",
        "๔๕ มกราคม ๒๕๖๘",
        "31/13/2567",
        "๑ ธันวาคม",
        "มกราคม ๒๕๖๘",
        "๑ มกราคม ๒๔๖๘",
        "๑ มกราคม ๒๕๖๘ ๒ มกราคม ๒๕๖๘",
        "๑-๕ มกราคม ๒๕๖๘",
        "ภายในวันที่ ๑ มกราคม ๒๕๖๘",
        "ปีงบประมาณ ๒๕๖๘",
        "ดู ๑ มกราคม ๒๕๖๘ ด้วย",
        "๒.๕ เมษายน ๒๕๖๖",
        "1.2.66",
        "๑ มกราคม พ.ศ. 2025",
        "9" * 5000,
    ],
)
def test_parse_date_refuses(text: str) -> None:
    with pytest.raises(DateError):
        parse_date(text)


Days = tuple[str | None, str | None]
OCT_MAR: Days = ("2024-10-01", "2025-03-31")
YEAR: Days = ("2024-10-01", "2025-09-30")


@pytest.mark.parametrize(
    ("text", "days", "precision", "basis", "bound"),
    [
        ("๑ ตุลาคม ๒๕๖๗ ถึง ๓๐ กันยายน ๒๕๖๘", YEAR, "day", "printed", "exact"),
        ("ตั้งแต่ ๑ ต.ค.67-30 ก.ย.68", YEAR, "day", "printed", "exact"),
        ("๑/๑๐/๖๗ - ๓๐/๙/๖๘", YEAR, "day", "printed", "exact"),
        ("เริ่ม ๑ ตุลาคม ๒๕๖๗ สิ้นสุด ๓๐ กันยายน ๒๕๖๘", YEAR, "day", "printed", "exact"),
        ("1-15 มีนาคม 2567", ("2024-03-01", "2024-03-15"), "day", "printed", "exact"),
        ("ระหว่างวันที่ ๑ ถึงวันที่ ๕ มีนาคม ๒๕๖๗", ("2024-03-01", "2024-03-05"), "day", "printed", "exact"),
        ("28 ก.พ. - 2 มี.ค. 68", ("2025-02-28", "2025-03-02"), "day", "printed", "exact"),
        ("๑ ต.ค. – ๓๑ มี.ค. ๒๕๖๘", OCT_MAR, "day", "inferred", "exact"),
        ("๑ ตุลาคม ๒๕๖๗ - ๓๑ มีนาคม", OCT_MAR, "day", "inferred", "exact"),
        ("ต.ค. 67 - ก.ย. 68", YEAR, "month", "printed", "exact"),
        ("ตุลาคม – มีนาคม", OCT_MAR, "month", "inferred", "exact"),
        ("ม.ค.-มี.ค. ๖๘", ("2025-01-01", "2025-03-31"), "month", "printed", "exact"),
        ("ระหว่างเดือนมกราคม ๒๕๖๘ และเดือนมีนาคม ๒๕๖๘", ("2025-01-01", "2025-03-31"), "month", "printed", "exact"),
        ("ภายในเดือนมกราคม", (None, "2025-01-31"), "month", "inferred", "by"),
        ("ภายใน เดือนตุลาคม ๒๕๖๗", (None, "2024-10-31"), "month", "printed", "by"),
        ("ภายในต้นเดือนตุลาคม", (None, "2024-10-31"), "month", "inferred", "by"),
        ("ไม่เกินวันที่ ๑๕ ก.พ. ๖๘", (None, "2025-02-15"), "day", "printed", "by"),
        ("ก่อนวันที่ ๑ ตุลาคม ๒๕๖๘", (None, "2025-09-30"), "day", "printed", "by"),
        ("ก่อนเดือนเมษายน ๒๕๖๘", (None, "2025-03-31"), "month", "printed", "by"),
        ("ภายในเดือนตุลาคม ๒๕๖๗ – กันยายน ๒๕๖๘", YEAR, "month", "printed", "exact"),
        ("ตั้งแต่วันที่ ๑ ตุลาคม ๒๕๖๗ เป็นต้นไป", ("2024-10-01", None), "day", "printed", "from"),
        ("เมื่อพ้น ๖ เดือนแรกของปีงบประมาณ", ("2025-04-01", None), "half", "inferred", "from"),
        ("ปีงบประมาณ ๒๕๖๘", YEAR, "fiscal_year", "printed", "exact"),
        ("ประจำปี พ.ศ.2568", YEAR, "fiscal_year", "printed", "exact"),
        ("ตลอดปีงบประมาณ", YEAR, "fiscal_year", "inferred", "exact"),
        ("เมื่อสิ้นสุดปีงบประมาณ", (None, "2025-09-30"), "fiscal_year", "inferred", "by"),
        ("ก่อนสิ้นปีงบประมาณ พ.ศ. ๒๕๖๘", (None, "2025-09-30"), "fiscal_year", "printed", "by"),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๗ – ๒๕๖๘", ("2023-10-01", "2025-09-30"), "fiscal_year", "printed", "exact"),
        ("ปี ๒๕๖๗", ("2024-01-01", "2024-12-31"), "year", "printed", "exact"),
        ("ไตรมาส ๑/๒๕๖๘", ("2024-10-01", "2024-12-31"), "month", "printed", "exact"),
        ("ไตรมาสที่ ๒", ("2025-01-01", "2025-03-31"), "month", "inferred", "exact"),
        ("ไตรมาสที่ ๑ - ๒ ปีงบประมาณ พ.ศ. 2568", OCT_MAR, "half", "printed", "exact"),
        ("ไตรมาสที่ ๑ (ต.ค. - ธ.ค. ๖๗)", ("2024-10-01", "2024-12-31"), "month", "printed", "exact"),
        ("ไตรมาสที่ 1 : ต.ค.-ธ.ค.", ("2024-10-01", "2024-12-31"), "month", "inferred", "exact"),
        ("ตุลาคม ๒๕๖๗ ถึงปัจจุบัน", ("2024-10-01", None), "month", "printed", "from"),  # until today
        ("ภายในไตรมาสที่สอง", (None, "2025-03-31"), "month", "inferred", "by"),
        ("รอบ ๖ เดือน", OCT_MAR, "half", "inferred", "exact"),
        ("รอบหกเดือนหลัง ปีงบประมาณ ๒๕๖๘", ("2025-04-01", "2025-09-30"), "half", "printed", "exact"),
        ("รอบ ๖ เดือน (๑ เมษายน ๒๕๖๘ – ๓๐ กันยายน ๒๕๖๘)", ("2025-04-01", "2025-09-30"), "half", "printed", "exact"),
        ("๑ ต.ค. ๒๕๖๗ – ๓๑ มี.ค. ๒๕๖๘ (๖ เดือนแรก)", OCT_MAR, "half", "printed", "exact"),
        ("ครึ่งปีหลัง", ("2025-04-01", "2025-09-30"), "half", "inferred", "exact"),
        ("รอบ ๑๒ เดือน", YEAR, "fiscal_year", "inferred", "exact"),
        ("เดือนตุลาคม ปีงบประมาณ ๒๕๖๘", ("2024-10-01", "2024-10-31"), "month", "inferred", "exact"),
        ("๑ ธันวาคม", ("2024-12-01", "2024-12-01"), "day", "inferred", "exact"),
        ("ต.ค.", ("2024-10-01", "2024-10-31"), "month", "inferred", "exact"),
        ("ทุกเดือน ตุลาคม ๒๕๖๗ – กันยายน ๒๕๖๘", YEAR, "month", "printed", "exact"),
        ("๑.๓๑ ตุลาคม ๒๕๖๕", ("2022-10-31", "2022-10-31"), "day", "printed", "exact"),  # list number 1
        # printed, but no day can be told: a finding is the caller's
        ("๓๑ เมษายน ๒๕๖๗", (None, None), "day", "printed", "exact"),
        ("๒.๕ เมษายน ๒๕๖๖", (None, None), "day", "printed", "exact"),
        ("๑ ธ.ค. ๒๕๖๕ - ๓๑ ม.ค. ๒๕๖๕", (None, None), "day", "printed", "exact"),
        ("๑ มกราคม ๒๔๖๘", (None, None), "day", "printed", "exact"),
        ("ตลอดปี", YEAR, "fiscal_year", "inferred", "exact"),  # throughout the year
        ("ตลอดทั้งปี", YEAR, "fiscal_year", "inferred", "exact"),
        ("ทั้งปี", YEAR, "fiscal_year", "inferred", "exact"),
        ("Q3", ("2025-04-01", "2025-06-30"), "month", "inferred", "exact"),
        ("Q1-Q2", ("2024-10-01", "2025-03-31"), "half", "inferred", "exact"),
        ("Q1/2569", ("2025-10-01", "2025-12-31"), "month", "printed", "exact"),
        ("ไตรมาส 1-4", YEAR, "fiscal_year", "inferred", "exact"),
        ("๒๕๖๘", (None, None), "year", "printed", "exact"),
    ],
)
def test_find_one(text: str, days: Days, precision: str, basis: str, bound: str) -> None:
    spans = find_dates(text, 2568)
    assert len(spans) == 1
    span = spans[0]
    assert (span.start and span.start.isoformat(), span.end and span.end.isoformat()) == days
    assert (span.precision, span.year_basis, span.bound) == (precision, basis, bound)
    assert (span.raw, text[span.pos : span.end_pos]) == (text, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ทุกเดือน",  # every month
        "ทุกเดือนมกราคม",  # every January
        "ภายใน ๗ วัน",  # within seven days
        "ภายใน ๖ เดือนหลังจากสิ้นสุดโครงการ",  # within six months after the project ends
        "ทุกวันที่ ๕ ของเดือน",
        "ภายในวันที่ ๓๐ เมษายน ของทุกปี",  # of every year
        "รายไตรมาส ๓ เดือน",
        "สำนักงาน ก.พ. และ ก.พ.ร. กำหนด",  # offices whose names look like February
        "สมคบคิด ลงมติ",
        "พระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. ๒๕๔๐",
        "พระราชบัญญัติเทศบาล พ.ศ. ๒๔๙๖",
        "แผนพัฒนาท้องถิ่น (พ.ศ. ๒๕๖๖ - ๒๕๗๐)",
        "โทร 0-4456-1234-5 ที่ ๗๑๒๐๑/๔๕๖",
        "๑. มีการรายงานผล ๒ ครั้งต่อปี",
        "ใช้งบประมาณ 2568 บาท",
        "ประจำปีงบประมาณ",
    ],
)
def test_no_dates(text: str) -> None:
    assert find_dates(text, 2568) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ดำเนินการเมื่อ วันที่ ๑ ธันวาคม ๒๕๖๕ และ วันที่ ๓๑ มกราคม ๒๕๖๖", ["2022-12-01", "2023-01-31"]),
        ("วันที่ ๑๐, ๑๗ และ ๒๔ มกราคม ๒๕๖๘", ["2025-01-10", "2025-01-17", "2025-01-24"]),
        ("เดือนธันวาคม และ เดือนมีนาคม ๒๕๖๗", ["2023-12-01", "2024-03-01"]),
        ("พ.ย. 66, ก.พ. 67 และ พ.ค. 67", ["2023-11-01", "2024-02-01", "2024-05-01"]),
        ("ต.ค. พ.ย. ธ.ค. ม.ค.", ["2024-10-01", "2024-11-01", "2024-12-01", "2025-01-01"]),
        ("รอบ ๖ เดือน และ ๑๒ เดือน", ["2024-10-01", "2024-10-01"]),
        ("ระหว่างปีงบประมาณ พ.ศ.2566 กับ 2567", ["2022-10-01", "2023-10-01"]),
        ("มกราคม ๖๗ คน", ["2025-01-01"]),
        ("ทุก ๖ เดือน เมษายน", ["2025-04-01"]),  # every six months, April: no sixth of April
    ],
)
def test_find_several(text: str, found: list[str]) -> None:
    assert [str(span.start) for span in find_dates(text, 2568)] == found


@pytest.mark.parametrize("text", ["ภายในเดือนมกราคม", "เมื่อสิ้นสุดปีงบประมาณ", "รอบ ๖ เดือน", "๑ ธันวาคม", "ไตรมาสที่ ๒"])
def test_no_year_and_no_fiscal_year_is_no_guess(text: str) -> None:
    (span,) = find_dates(text)
    assert (span.start, span.end, span.year_basis) == (None, None, "inferred")


def test_done_and_due() -> None:
    text = "ดำเนินการเมื่อ วันที่ ๑ ธันวาคม ๒๕๖๕ กำหนดแล้วเสร็จ ๓๑ มกราคม ๒๕๖๖ ภายในเดือนมีนาคม ๒๕๖๖ ณ วันที่ ๑ เมษายน ๒๕๖๖"
    spans = find_dates(text)
    assert [(said_done(text, span), said_due(text, span)) for span in spans] == [
        (True, False),
        (False, True),
        (False, True),
        (False, False),
    ]


STYLES: list[Callable[[date, int], str]] = [
    lambda day, year: f"{day.day} {FULL[day.month - 1]} {year}",
    lambda day, year: f"วันที่ {day.day} เดือน {FULL[day.month - 1]} พ.ศ. {year}",
    lambda day, year: f"วันที่ {day.day} เดือน{FULL[day.month - 1]} พ.ศ.{year}",
    lambda day, year: f"{day.day} {DOTTED[day.month - 1]} {year % 100:02}",
    lambda day, year: f"{day.day} {DOTTED[day.month - 1]}{year}",
    lambda day, year: f"{day.day} {BARE[day.month - 1]} {year}",
    lambda day, year: f"{day.day} {' '.join(FULL[day.month - 1])} พ . ศ . {year}",
    lambda day, year: f"{day.day}/{day.month}/{year}",
    lambda day, year: f"{day.day:02}/{day.month:02}/{year % 100:02}",
    lambda day, year: f"{day.day:02}-{day.month:02}-{year}",
    lambda day, year: f"{year}-{day.month:02}-{day.day:02}",
    lambda day, _: day.isoformat(),
]
DAYS = st.dates(date(1997, 1, 1), date(2056, 12, 31))


@given(DAYS, st.sampled_from(STYLES), st.booleans())
@settings(max_examples=200, deadline=None)
def test_print_then_parse(day: date, style: Callable[[date, int], str], thai: bool) -> None:
    ink = style(day, day.year + 543)
    assert parse_date(ink.translate(THAI) if thai else ink) == day


@given(DAYS, st.integers(1, 700), st.sampled_from([" - ", "–", " ถึง ", " ถึงวันที่ "]), st.integers(0, 5))
@settings(max_examples=80, deadline=None)
def test_print_then_find_a_range(day: date, length: int, join: str, style: int) -> None:
    last = day + timedelta(days=length)
    ink = STYLES[style](day, day.year + 543) + join + STYLES[style](last, last.year + 543)
    if last.year < 2057:
        (span,) = find_dates(ink)
        assert (span.start, span.end, span.raw) == (day, last, ink)


PIECES = st.sampled_from(
    [
        *"๐๑๒๓๙0159 .,-–/()\n",
        *FULL,
        *DOTTED,
        *BARE[:3],
        "วันที่",
        "เดือน",
        "ปี",
        "พ.ศ.",
        "ค.ศ.",
        "ปีงบประมาณ",
        "ประจำปี",
        "ไตรมาส",
        "รอบ",
        "แรก",
        "หลัง",
        "ถึง",
        "และ",
        "ภายใน",
        "ก่อน",
        "ตั้งแต่",
        "เมื่อพ้น",
        "สิ้นสุด",
        "ตลอด",
        "ทุก",
        "ของ",
        "เป็นต้นไป",
        "๒๕๖๘",
        "68",
        "ระหว่าง",
        "ครึ่งปีแรก",
        "หก",
        "พระราชบัญญัติ",
        "แผน",
        "ก",
    ]
)


@given(
    st.one_of(
        st.lists(PIECES, max_size=16).map("".join), st.lists(PIECES, max_size=12).map(" ".join), st.text(max_size=30)
    )
)
@settings(max_examples=300, deadline=None)
def test_a_date_or_its_one_error(text: str) -> None:
    with contextlib.suppress(DateError):
        parse_date(text)
    for fy_be in (None, 2568, -1, 9999):
        spans = find_dates(text, fy_be)
        assert all(text[span.pos : span.end_pos] == span.raw and span.raw for span in spans)
        assert all(one.end_pos <= two.pos for one, two in itertools.pairwise(spans))
        assert all(span.start <= span.end for span in spans if span.start and span.end)


def test_done_dates_of_a_real_report() -> None:
    paths = sorted(REPORTS.glob("000_*.txt"))
    if not paths:
        pytest.skip("shared/reports is not here: the real reports are not part of the project")
    rows = [line.split("\t") for line in paths[0].read_text(encoding="utf-8").splitlines()]
    cells = [re.sub(r"<[^>]+>", "\n", row[-1]) for row in rows if len(row) == 5]
    found = [(cell, span) for cell in cells for span in find_dates(cell)]
    assert len(found) == 27
    assert all(said_done(cell, span) and span.start == span.end is not None for cell, span in found)


@pytest.fixture
def fresh_words() -> Iterator[None]:
    dates_words.meanings.cache_clear()
    yield
    dates_words.meanings.cache_clear()


@pytest.mark.usefixtures("fresh_words")
def test_a_word_in_two_lists_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def doubled(name: str) -> dict[str, Any]:
        return {"months": {}, "words": {"first": ["แรก"], "last": ["แรก"]}, "numbers": {}}

    monkeypatch.setattr(dates_words, "toml", doubled)
    with pytest.raises(CatalogueError, match="two meanings"):
        dates_words.meanings()


def test_no_slip_turns_one_month_into_another() -> None:
    for month, names in toml("dates")["months"].items():
        for name in names["full"]:
            others = [other for other in range(1, 13) if other != int(month)]
            assert all(
                re.fullmatch(dates_words._confusable(wrong), name) is None
                for other in others
                for wrong in toml("dates")["months"][str(other)]["full"]
            )


@pytest.mark.parametrize(
    ("text", "starts", "basis"),
    [
        ("ไตรมาสที่ 1 และ 3", ["2024-10-01", "2025-04-01"], "inferred"),
        ("ไตรมาสที่ 1,2", ["2024-10-01", "2025-01-01"], "inferred"),
        ("ไตรมาส ๑, ๒ และ ๔ ปีงบประมาณ ๒๕๖๗", ["2023-10-01", "2024-01-01", "2024-07-01"], "printed"),
        ("ไตรมาส 1-2,4", ["2024-10-01", "2025-07-01"], "inferred"),
        ("Q1, Q2", ["2024-10-01", "2025-01-01"], "inferred"),
        ("ไตรมาสที่ 2 และ 1 และ 3/2569", ["2026-01-01", "2025-10-01", "2026-04-01"], "printed"),
        ("ไตรมาสที่ 1 และ 2 มกราคม 2568", ["2024-10-01", "2025-01-02"], None),  # a quarter, and a day
        ("ไตรมาสที่ 1 และ 3 โครงการ", ["2024-10-01"], None),  # and 3 projects
        ("(ตลอดทั้งปี)", ["2024-10-01"], "inferred"),
        ("ไตรมาส 1,200 บาท", [], None),
        ("Q&A", [], None),
        ("เผยแพร่ข้อมูลทั้งปี", [], None),  # more than the phrase
    ],
)
def test_lists_of_quarters(text: str, starts: list[str], basis: str | None) -> None:
    spans = find_dates(text, 2568)
    assert [str(span.start) for span in spans] == starts
    assert basis is None or {span.year_basis for span in spans} == {basis}


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("29 ก.พ. 2566", True),
        ("29 ก.พ. และ 1 มี.ค. 2566", True),
        ("31 ก.พ. - 1 มี.ค. 2566", True),
        ("29 ก.พ.", False),
        ("ตลอดปี", False),
    ],
)
def test_prints_year(text: str, printed: bool) -> None:
    span = find_dates(text)[0]
    assert span.start is None
    assert prints_year(span) is printed
