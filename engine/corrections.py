"""`corrections.csv` in the raw folder: what a person found wrong in the data, applied last and told of.

A correction says which value it expects to replace, and is refused where that no longer stands: so it never undoes
what a better reading has put right. What was printed stays in the `raw_…` columns.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from operator import attrgetter
from pathlib import Path

from engine.csv_paper import Entry, read_paper
from engine.printable import composed, source_name, spellings
from engine.refusal import CORRECTIONS
from tidy.errors import UsageError
from tidy.tables import ReportTables

COLUMNS = ("report", "table", "key", "column", "expected", "value", "reason", "who", "when")
REQUIRED = COLUMNS[:7]


@dataclass(frozen=True, slots=True)
class Correction:
    """A line of `corrections.csv`, as written; None where a field is empty.

    `report` is a file's name or a report_id, `key` names the row of `table`, `expected` and `value` are the old and
    the new value, None for null.
    """

    report: str
    table: str
    key: str
    column: str
    expected: str | None
    value: str | None
    reason: str | None
    who: str | None
    when: str | None
    line: int


def read_corrections(raw: Path) -> tuple[Correction, ...]:
    """The corrections at the top of the raw folder, or beside the one file that `raw` is; in order of line.

    Raises UsageError, which names the line, for a file that cannot be read.
    """
    papers = sorted(_papers(raw if raw.is_dir() else raw.parent))
    if len(papers) > 1:
        raise UsageError(f"{papers[0]} and {papers[1].name} are two files of corrections; put them into one.")
    return tuple(_correction(entry) for paper in papers for entry in read_paper(paper, COLUMNS, REQUIRED))


def _papers(folder: Path) -> Iterator[Path]:
    try:
        yield from (path for path in folder.iterdir() if path.name.lower() == CORRECTIONS)
    except OSError:
        return  # the list of files says why


def _correction(entry: Entry) -> Correction:
    return Correction(
        report=entry.values["report"],
        table=entry.values["table"],
        key=entry.values["key"],
        column=entry.values["column"],
        expected=entry.text("expected"),
        value=entry.text("value"),
        reason=entry.text("reason"),
        who=entry.text("who"),
        when=entry.text("when"),
        line=entry.line,
    )


def of_report(corrections: tuple[Correction, ...], source_file: str, report_id: str) -> tuple[Correction, ...]:
    """Those of one report, in order of line."""
    if not corrections:
        return ()
    by_name = _by_report(_Same(corrections))
    found = [one for name in {*spellings(source_file), report_id} for one in by_name.get(name, ())]
    return tuple(sorted(found, key=attrgetter("line")))


def without_report(
    corrections: tuple[Correction, ...], names: Collection[str], ids: Collection[str]
) -> tuple[Correction, ...]:
    """Those of no report: `names` are the files that became reports, `ids` their report_ids."""
    known = {spelling for name in names for spelling in spellings(name)} | set(ids)
    return tuple(correction for correction in corrections if _named(correction.report) not in known)


class _Same:
    """Corrections that are asked for once a report: told from others by what they are and not by what they say."""

    def __init__(self, corrections: tuple[Correction, ...]) -> None:
        self.corrections = corrections

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.corrections is self.corrections

    def __hash__(self) -> int:
        return id(self.corrections)


@lru_cache(maxsize=2)
def _by_report(which: _Same) -> Mapping[str, Sequence[Correction]]:
    found: dict[str, list[Correction]] = {}
    for correction in which.corrections:
        found.setdefault(_named(correction.report), []).append(correction)
    return found


def _named(report: str) -> str:
    """The report that a person wrote, as the data names files and reports."""
    return composed(posixpath.normpath(source_name(report))) if report else ""


def corrections_digest(corrections: tuple[Correction, ...]) -> str:
    """Changes with anything that the corrections say; "" for none."""
    if not corrections:
        return ""
    return hashlib.sha256(repr([astuple(correction) for correction in corrections]).encode()).hexdigest()


def apply_corrections(tables: ReportTables, corrections: tuple[Correction, ...]) -> ReportTables:
    """The report's tables with its corrections applied, each told as a finding and a row of `corrections`.

    What cannot be applied is refused and told too; nothing is raised.
    """
    if not corrections:
        return tables
    from engine.correction_changes import changed, told  # noqa: PLC0415  (most reports have none)

    corrected, results = changed(tables, corrections)
    return told(corrected, results)
