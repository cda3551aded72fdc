"""Compares what a scan says with its digital twin: scores, codes and dates are the same, or a finding tells.

    python -m benchmarks.scan_twins FOLDER [SCANS]       FOLDER has the digital specimens, SCANS (or FOLDER) the scans

A difference is told where a finding that the digital twin does not have points at the row of the table (or, for what is
missing from the scan, at its page).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scan_specimens import TWINS
from engine.convert import Options, convert
from tidy.records import Finding
from tidy.tables import ReportTables


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that both must say: its kind, what it is said of, what is said, and where."""

    kind: str
    of: str
    value: str
    page: int | None
    table_no: int | None
    row_no: int | None

    @property
    def said(self) -> tuple[str, str, str]:
        return self.kind, self.of, self.value


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact of only one of the twins; `told` says that a finding of the scan warns of it."""

    fact: Fact
    only_in: str
    told: bool


def facts(tables: ReportTables) -> Iterator[Fact]:
    """Scores by year and code, codes and budgets by row, and all dates."""
    for score in tables.scores:
        value = f"{score.score} {score.score_state}"
        yield Fact("score", f"{score.fiscal_year_be} {score.code}", value, score.page, score.table_no, score.row_no)
    rows = {}
    for measure in tables.measures:
        place = (measure.page_first, measure.table_no, measure.row_no)
        rows[measure.measure_id] = place
        code = measure.item_code or measure.sub_indicator_code or str(measure.indicator_no)
        yield Fact("code", f"measure {measure.seq}", code, *place)
        yield Fact("budget", f"measure {measure.seq}", str(measure.budget_baht), *place)
    for date in tables.measure_dates:
        yield Fact("date", "measures", f"{date.date_start} {date.date_end} {date.precision}", *rows[date.measure_id])


def differences(digital: ReportTables, scan: ReportTables) -> list[Difference]:
    """What only one of them says."""
    printed, read = list(facts(digital)), list(facts(scan))
    known = {(finding.code, finding.printed, finding.expected) for finding in digital.findings}
    new = [
        finding
        for finding in scan.findings
        if finding.severity != "info" and (finding.code, finding.printed, finding.expected) not in known
    ]
    lost = [Difference(fact, "digital", _told_of_page(fact, new)) for fact in _beyond(printed, read)]
    return lost + [Difference(fact, "scan", _told_of_row(fact, new)) for fact in _beyond(read, printed)]


def _beyond(these: list[Fact], those: list[Fact]) -> Iterator[Fact]:
    """The facts of these that those do not say, each as often as they say it less."""
    left = Counter(fact.said for fact in these) - Counter(fact.said for fact in those)
    for fact in these:
        if left[fact.said]:
            left[fact.said] -= 1
            yield fact


def _told_of_row(fact: Fact, findings: list[Finding]) -> bool:
    if fact.table_no is None:
        return _told_of_page(fact, findings)
    place = (fact.table_no, fact.row_no)
    return any((finding.table_no, finding.row_no) == place for finding in findings)


def _told_of_page(fact: Fact, findings: list[Finding]) -> bool:
    return any(fact.page is None or finding.page in (fact.page, None) for finding in findings)


def compare(digital: Path, scan: Path) -> tuple[int, list[Difference]]:
    """How many facts the digital file has, and what is different in its scan. Raises ValueError where one failed."""
    both = []
    for path in (digital, scan):
        outcome = convert(path, path.parent, Options())
        if outcome.tables is None:
            raise ValueError(f"{path.name}: {outcome.file.error}")
        both.append(outcome.tables)
    return len(list(facts(both[0]))), differences(*both)


if __name__ == "__main__":
    here = Path(sys.argv[1])
    for name, twin in TWINS.items():
        count, found = compare(here / twin, Path(sys.argv[-1]) / name)
        print(f"{name}: {count} facts, {len(found)} differences, {sum(not each.told for each in found)} untold")
        for each in found:
            print("  ", "told" if each.told else "SILENT", "only in", each.only_in, *each.fact.said, each.fact.row_no)
