"""The five published reports in shared/, converted: what must be read from them, and that nothing is lost."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import extract
from engine.convert import REPORT_ID_DIGITS, Options
from engine.run import run
from extract.document import Document
from normalize import normalize
from normalize.prose_lines import read_prose_lines
from normalize.thai import squeeze
from tidy.records import CellRecord, Finding, Measure, Organization, Score
from tidy.registry import TABLES
from tidy.tables import ReportTables, Source

REPORTS = Path(__file__).parents[2] / "shared" / "reports"
FILES = {
    "town": "000_55fb0a12b6cabdd9.txt",
    "items": "001_e2d10f67ce34d04c.txt",
    "memo": "002_fff809db8161aee9.txt",
    "announcement": "003_71193bff46793098.txt",
    "issues": "004_11035551012d6764.txt",
}
pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="no ../shared/reports beside the checkout")
EVERY = pytest.mark.parametrize("name", FILES)


def source_of(path: Path) -> Source:
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    return Source(
        report_id=digest[:REPORT_ID_DIGITS], source_file=path.name, source_sha256=digest, source_bytes=len(data)
    )


@cache
def read(name: str) -> tuple[Document, ReportTables]:
    path = REPORTS / FILES[name]
    document = extract.read(path)
    return document, normalize(document, source_of(path))


def tables(name: str) -> ReportTables:
    return read(name)[1]


def findings(name: str, code: str) -> list[Finding]:
    return [found for found in tables(name).findings if found.code == code]


def own(name: str) -> Organization:
    found = tables(name)
    return next(one for one in found.organizations if one.organization_id == found.report.organization_id)


def column(name: str, field: str) -> list[object]:
    return [getattr(measure, field) for measure in tables(name).measures]


def no_space(text: str) -> str:
    return "".join(text.split())


# --- 000: follow-up of two indicators over seven pages -------------------------------------------------------------


def test_town_is_named_with_its_place() -> None:
    body = own("town")
    assert (body.organization, body.organization_type) == ("เทศบาลเมืองเดชอุดม", "town_municipality")
    assert (body.district, body.province) == ("เดชอุดม", "อุบลราชธานี")
    assert (body.province_code, body.iso_3166_2) == ("34", "TH-34")


def test_town_report_is_of_half_a_year() -> None:
    report = tables("town").report
    assert (report.fiscal_year_be, report.fiscal_year) == (2566, 2023)
    assert (report.period_start, report.period_end) == (date(2022, 10, 1), date(2023, 3, 31))
    assert report.report_kind == "measures_report"


def test_town_has_nine_measures_under_two_indicators_that_stand_once() -> None:
    assert column("town", "indicator_no") == [9] * 7 + [10] * 2
    assert column("town", "mapping_basis") == ["printed", *["carried"] * 6, "printed", "carried"]
    assert column("town", "table_no") == [1, 1, 2, 2, 3, 4, 5, 6, 7]


def test_town_has_27_dates_of_things_done() -> None:
    done = [one for one in tables("town").measure_dates if one.role == "done"]
    assert len(done) == 27
    assert all(one.precision == "day" and one.year_basis == "printed" for one in done)
    assert all(one.date_start == one.date_end for one in done)
    assert len(tables("town").measures) == len({one.measure_id for one in done}), "each measure says when it was done"
    counts = Counter(one.measure_id for one in done)
    assert [counts[m.measure_id] for m in tables("town").measures] == [2, 1, 4, 2, 5, 2, 5, 3, 3]


def test_town_dates_outside_the_period_are_told() -> None:
    start, end = date(2022, 10, 1), date(2023, 3, 31)
    done = [one.date_end for one in tables("town").measure_dates if one.role == "done" and one.date_end]
    outside = [str(day) for day in done if not start <= day <= end]
    assert [found.printed for found in findings("town", "date_outside_period")] == outside
    assert Counter(outside) == {"2023-04-05": 6, "2022-09-30": 1}


def test_town_due_dates_have_the_months_that_are_printed() -> None:
    due = [one for one in tables("town").measure_dates if one.role == "due"]
    # the first measure's ภายในเดือนมกราคม (by January) prints no year: that of the fiscal year 2566
    assert (due[0].date_end, due[0].precision, due[0].year_basis) == (date(2023, 1, 31), "month", "inferred")
    assert due[0].date_start is None or due[0].date_start == date(2023, 1, 1)
    assert {one.precision for one in due} == {"month"}


def test_town_units_are_parted() -> None:
    second = tables("town").measures[1].measure_id
    units = [one.unit for one in tables("town").measure_units if one.measure_id == second]
    assert units == ["สำนักปลัดเทศบาล", "กองคลัง", "กองช่าง", "กองการศึกษา", "กองสาธารณสุข"]


# --- 001: measures by item code ------------------------------------------------------------------------------------

ITEM_CODES = [  # in the report's order
    *(f"O{number}" for number in (11, 12, 14, 15, 19, 20, 22, 23, 24, 27, 28, 29, 31, 38, 39, 40, 41)),
    *(f"I{number}" for number in (20, 21, 24)),
]


def test_items_are_read_however_they_are_printed() -> None:
    assert column("items", "item_code") == ITEM_CODES
    assert len(findings("items", "code_repaired")) == len(ITEM_CODES)
    assert [found.expected for found in findings("items", "code_repaired")] == ITEM_CODES
    assert set(column("items", "printed_no")) == {None}, "an item code is no running number"


def test_items_carry_the_indicator_of_their_heading() -> None:
    assert column("items", "indicator_no") == [9] * 13 + [10] * 4 + [4] * 3
    assert set(column("items", "mapping_basis")) == {"carried"}
    assert set(column("items", "mapping_score")) == {1.0}


def test_items_belong_to_the_catalogue_of_the_year_before() -> None:
    assert set(column("items", "catalogue_year_be")) == {2565}
    assert tables("items").report.fiscal_year_be == 2566
    assert [found.expected for found in findings("items", "catalogue_year_chosen")] == ["2565"]
    assert not findings("items", "item_unknown_in_year")


def test_items_report_names_a_body_whose_place_stays_open() -> None:
    body = own("items")
    assert (body.organization, body.organization_type) == (
        "องค์การบริหารส่วนตำบลท่าเรือ",
        "subdistrict_administrative_organization",
    )
    assert (body.district, body.province, body.province_code, body.iso_3166_2) == (None, None, None, None)
    assert len(findings("items", "place_ambiguous")) == 1


def test_items_report_ends_with_problems_and_suggestions() -> None:
    kinds = Counter(one.section_kind for one in tables("items").paragraphs)
    assert (kinds["problem"], kinds["suggestion"]) == (2, 2)
    headings = {one.section_kind: one.heading for one in tables("items").paragraphs}
    assert (headings["problem"], headings["suggestion"]) == ("ปัญหาและอุปสรรค", "ข้อเสนอแนะ")


# --- 002: a memo with scores of two years and measures of seven issues ------------------------------------------------

SCORES: Mapping[int, tuple[float, ...]] = {  # indicators 1 to 10, as the report's own tables print them
    2566: (87.29, 72.46, 81.21, 73.35, 68.27, 80.92, 72.97, 68.90, 80.00, 67.50),
    2567: (82.50, 83.06, 88.33, 65.00, 71.80, 89.26, 82.34, 65.20, 63.57, 43.34),
}
OVERALL = {2566: (74.74, "ต้องปรับปรุง"), 2567: (68.51, "ต้องปรับปรุงโดยด่วน")}


def memo_scores(year: int) -> dict[str, Score]:
    return {one.code: one for one in tables("memo").scores if one.fiscal_year_be == year}


def test_memo_is_dated_and_numbered() -> None:
    report = tables("memo").report
    assert (report.document_number, report.document_date) == ("นศ 53301/653", date(2024, 10, 22))
    assert (report.fiscal_year_be, report.report_kind) == (2567, "measures_report")
    assert (own("memo").organization, own("memo").province_code) == ("เทศบาลตำบลท่าแพ", "80")


@pytest.mark.parametrize("year", SCORES)
def test_memo_gives_each_score_once(year: int) -> None:
    assert len(tables("memo").scores) == 22
    found = memo_scores(year)
    assert {code: one.score for code, one in found.items()} == {
        **{str(number): score for number, score in enumerate(SCORES[year], start=1)},
        "overall": OVERALL[year][0],
    }
    assert all(one.score_max == 100 and one.score_state == "printed" for one in found.values())
    assert all(one.mention_count > 1 for one in found.values())


@pytest.mark.parametrize("year", SCORES)
def test_memo_overall_is_proved_by_the_weights(year: int) -> None:
    one = memo_scores(year)["overall"]
    assert (one.proof, one.result_level) == ("proved", OVERALL[year][1])
    report = tables("memo").report
    assert (report.overall_score, report.result_level) == OVERALL[2567]


def test_memo_prints_one_wrong_change() -> None:
    told = findings("memo", "change_mismatch")
    assert [(one.row_key, one.printed, one.expected) for one in told] == [("2567/8", "+3.70", "-3.70")]
    assert memo_scores(2567)["8"].printed_change == 3.7
    assert memo_scores(2567)["8"].score == 65.2
    others = ("overall_mismatch", "level_mismatch", "comparison_mismatch", "trend_mismatch", "score_conflict")
    assert not [one for code in others for one in findings("memo", code)]


def test_memo_changes_comparisons_and_trends_are_kept_as_printed() -> None:
    changes = (-4.79, 10.6, 7.12, -8.35, 3.53, 8.34, 9.37, 3.7, -16.43, -24.16)
    found = memo_scores(2567)
    assert tuple(found[str(number)].printed_change for number in range(1, 11)) == changes
    above = {code for code, one in found.items() if one.printed_comparison == "above"}
    below = {code for code, one in found.items() if one.printed_comparison == "below"}
    assert (above, len(below)) == ({"3", "6"}, 8)
    assert {one.passing_score for one in found.values() if one.printed_comparison} == {85.0}
    down = {code for code, one in found.items() if one.printed_trend == "down"}
    assert down == {"1", "4", "8", "9", "10"}


def test_memo_measures_follow_the_seven_issues() -> None:
    counts = Counter(column("memo", "issue_no"))
    assert [counts[number] for number in range(1, 8)] == [4, 4, 3, 1, 2, 4, 5]
    assert len(tables("memo").measures) == 23
    assert set(column("memo", "indicator_no")) == {None}, "no source maps an issue to an indicator"
    numbers = [measure.printed_no for measure in tables("memo").measures if measure.issue_no == 1]
    assert numbers == ["1", "2", "3", "4"]


def test_memo_measures_that_run_over_pages_are_joined() -> None:
    third = tables("memo").measures[2]
    methods = [i for i in tables("memo").measure_items if (i.measure_id, i.column_role) == (third.measure_id, "method")]
    assert [one.printed_no for one in methods] == ["1", "2", "3"]
    assert len({one.table_no for one in methods}) == 2, "the third line stands on the next page"
    assert third.measure is not None
    assert "ต่อ)" not in third.measure


def test_memo_tells_letters_of_another_script_and_leaves_names_out() -> None:
    assert findings("memo", "foreign_script")
    text = "\n".join(one.text for one in tables("memo").paragraphs)
    assert "(นาง" not in text
    assert "(นาย" not in text
    assert findings("memo", "signature_omitted")


# --- 003: measures with a budget, and an announcement behind them -----------------------------------------------------


def test_announcement_scores_the_whole() -> None:
    (score,) = tables("announcement").scores
    assert (score.scope, score.fiscal_year_be, score.score) == ("overall", 2568, 93.05)
    assert score.proof == "unprovable", "one number alone proves nothing"
    assert tables("announcement").report.overall_score == 93.05


def test_announcement_measures_cost_nothing() -> None:
    assert column("announcement", "budget_baht") == [0.0, 0.0, 0.0]
    assert column("announcement", "printed_no") == ["1", "2", "3"]
    assert {(m.period_start, m.period_end) for m in tables("announcement").measures} == {
        (date(2024, 10, 1), date(2025, 9, 30))
    }


def test_announcement_is_dated_and_spells_its_place_in_two_ways() -> None:
    assert tables("announcement").report.document_date == date(2025, 1, 10)
    assert (own("announcement").name, own("announcement").province_code) == ("โพนทราย", "45")
    assert any("โพธาราย" in (one.printed or "") for one in findings("announcement", "organization_conflict"))


PROVISIONS = {  # heading -> printed numbers below it
    "มาตรการตรวจสอบการใช้ดุลพินิจ": ["1", "2", "3", "4", "5", "6"],
    "มาตรการเผยแพร่ข้อมูลต่อสาธารณะ": ["1", "2", "2.1", "2.2", "3"],
}


@pytest.mark.parametrize("heading", PROVISIONS)
def test_announcement_provisions_stand_under_their_headings(heading: str) -> None:
    found = [one for one in tables("announcement").paragraphs if one.heading == heading]
    assert [one.printed_no for one in found if one.printed_no] == PROVISIONS[heading]


@pytest.mark.parametrize("heading", PROVISIONS)
def test_announcement_provisions_are_of_that_kind(heading: str) -> None:
    found = [one for one in tables("announcement").paragraphs if one.heading == heading and one.printed_no]
    assert {one.section_kind for one in found} == {"provision"}


# --- 004: one measure an issue, with numbered lines inside ------------------------------------------------------------


def test_issues_have_one_measure_each() -> None:
    assert column("issues", "issue_no") == [1, 2, 3, 4, 5, 6, 7]
    assert {(m.period_start, m.period_end) for m in tables("issues").measures} == {
        (date(2024, 10, 1), date(2025, 9, 30))
    }
    assert (own("issues").organization, own("issues").province_code) == ("องค์การบริหารส่วนตำบลสิงห์", "71")
    assert [name for name in column("issues", "issue_name") if not name] == []


LINES = {  # printed numbers of the lines in each measure's method column
    1: ["1", "2", "3"],
    2: ["1", "2"],
    3: ["1", "2"],
    4: ["1", "2", "3"],
    5: ["1", "1", "2", "3"],  # the report starts again at ๑
    6: ["1", "2", "3"],
    7: ["1", "2", "3"],
}


@pytest.mark.parametrize(("seq", "numbers"), LINES.items())
def test_issues_lines_in_cells_are_items(seq: int, numbers: list[str]) -> None:
    key = tables("issues").measures[seq - 1].measure_id
    found = [i for i in tables("issues").measure_items if (i.measure_id, i.column_role) == (key, "method")]
    assert [one.printed_no for one in found] == numbers
    assert all(not re.match(r"[๐-๙0-9]+\s*\.", one.text) for one in found)


def test_issues_letters_set_apart_are_put_together() -> None:
    # printed จ ริ ย ธ ร ร ม ให้ แ ก่: the repair sets no space back, since it cannot tell where a word ends
    outcomes = "\n".join(one.text for one in tables("issues").measure_items if one.column_role == "outcome")
    assert "จริยธรรม" in outcomes
    assert "จ ริ" not in outcomes
    assert any("จ ริ ย ธ ร ร ม" in one.raw_text for one in tables("issues").cells)


# --- all five: nothing lost, nothing invented ------------------------------------------------------------------------


@EVERY
def test_every_character_of_every_cell_stands_in_cells(name: str) -> None:
    document, found = read(name)
    kept = Counter(no_space("".join(one.raw_text for one in found.cells)))
    assert kept == Counter(no_space("".join(cell.raw_text for one in document.tables for cell in one.cells)))
    # and the cells hold what the file has in its table lines: the reader dropped nothing either
    printed = Counter(no_space("".join(row for row in lines_of(name) if "\t" in row)))
    assert not printed - kept


@EVERY
def test_every_character_outside_tables_stands_in_paragraphs_or_a_signature(name: str) -> None:
    document, found = read(name)
    lines = read_prose_lines(document)
    expected = "".join(line.paragraph.raw_text for line in lines if line.role != "signature")
    assert Counter(no_space("".join(one.raw_text for one in found.paragraphs))) == Counter(no_space(expected))
    signed = "".join(line.paragraph.raw_text for line in lines if line.role == "signature")
    kept = Counter(no_space("".join(one.raw_text for one in found.paragraphs)) + no_space(signed))
    lost = Counter(no_space("".join(row for row in lines_of(name) if "\t" not in row))) - kept
    assert set(lost) <= set("#*\\\ufeff"), f"only Markdown's own signs may go: {lost}"


def lines_of(name: str) -> list[str]:
    return (REPORTS / FILES[name]).read_text(encoding="utf-8").splitlines()


@EVERY
def test_kept_signatures_hold_the_rest(name: str) -> None:
    document, found = read(name)
    whole = normalize(document, source_of(REPORTS / FILES[name]), keep_signatures=True)
    lines = read_prose_lines(document)
    assert len(whole.paragraphs) == len(lines)
    assert len(whole.paragraphs) - len(found.paragraphs) == sum(line.role == "signature" for line in lines)


@EVERY
def test_items_of_a_cell_joined_give_the_cell(name: str) -> None:
    found = tables(name)
    joined: dict[tuple[int | None, ...], list[str]] = {}
    raw: dict[tuple[int | None, ...], list[str]] = {}
    for item in found.measure_items:
        place: tuple[int | None, ...] = (item.table_no, item.row_no, item.col_no)
        joined.setdefault(place, []).append(item.text)
        raw.setdefault(place, []).append(item.raw_text)
    cells: dict[tuple[int | None, ...], CellRecord] = {(c.table_no, c.row_no, c.col_no): c for c in found.cells}
    assert joined
    for place, texts in joined.items():
        ink = letters(raw[place])
        assert ink == letters([cells[place].raw_text]), place
        rest = ink - letters(texts)
        assert not letters(texts) - letters([cells[place].text]), f"no letter that the cell has not: {place}"
        signs = set("0123456789.()-•–/<>")
        assert set(rest) <= signs, f"only numbers and bullets stand outside the texts: {place} {rest}"


def letters(texts: list[str]) -> Counter[str]:
    """The letters of texts without markup, in the form that repair gives them."""
    plain = re.sub(r"<[^<>]*>", "", "".join(texts)).replace("&amp;", "&")
    return Counter(squeeze(plain))


@EVERY
def test_every_measures_cell_becomes_items(name: str) -> None:
    """Each filled cell of a measures table's data rows gives items; only what is printed again on a page gives none."""
    found = tables(name)
    placed = {(i.table_no, i.row_no, i.col_no) for i in found.measure_items}
    numbers = {table_no for table_no, _, _ in placed}
    silent = [
        one
        for one in found.cells
        if one.table_no in numbers
        and not one.is_header
        and one.text.strip()
        and (one.table_no, one.row_no, one.col_no) not in placed
    ]
    told = {(one.table_no, one.row_no) for one in found.findings if one.code == "row_unmapped"}
    read_cells = {bare(one.text) for one in found.cells if (one.table_no, one.row_no, one.col_no) in placed}
    for one in silent:
        heading = one.text.startswith("ประเด็นที่")
        again = bare(one.text) in read_cells or "ต่อ)" in one.text
        assert heading or again or (one.table_no, one.row_no) in told, one


def bare(text: str) -> str:
    """A cell's letters without `(ต่อ)` (continued)."""
    return squeeze(text.replace("(ต่อ)", ""))


@EVERY
def test_texts_are_clean(name: str) -> None:
    found = tables(name)
    texts = [item.text for item in found.measure_items]
    texts += [line.text for line in found.paragraphs]
    texts += [cell.text for cell in found.cells]
    texts += [measure.measure or "" for measure in found.measures]
    for text in texts:
        assert not re.search(r"[\u200b-\u200d\ufeff\uf700-\uf71a]|\u0e4d\u0e32|  |<p>|<li>", text), text
        assert text == text.strip()


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for place in ("one", "two"):
        result = run(REPORTS, tmp_path / place, Options())
        assert result.statuses == {"converted": 5}
        assert not result.traces
        files = sorted((tmp_path / place).glob("[a-z]*"))  # the hidden state knows times and inodes
        written.append({path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files})
    assert written[0] == written[1]
    assert sum(name.endswith(".parquet") for name in written[0]) == len(TABLES)


def test_no_measure_and_no_score_without_ink() -> None:
    """A value that no cell or paragraph of the report prints would be invented."""
    for name in FILES:
        found = tables(name)
        lines = [cell.raw_text for cell in found.cells] + [line.raw_text for line in found.paragraphs]
        ink = squeeze(" ".join(lines))
        for score in found.scores:
            assert score.raw_score is not None
            assert squeeze(score.raw_score) in ink
        for one in found.measure_dates:
            assert squeeze(one.raw_text) in squeeze(" ".join(cell.text for cell in found.cells)), one


def measures_without(name: str, field: str) -> list[Measure]:
    return [one for one in tables(name).measures if getattr(one, field) is None]


@EVERY
def test_every_measure_has_a_text_and_a_place(name: str) -> None:
    assert not measures_without(name, "measure")
    assert not measures_without(name, "table_no")
    assert not measures_without(name, "row_no")
