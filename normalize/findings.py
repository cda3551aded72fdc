"""Findings: what a careful reader should know, with messages in English and Thai from `findings.toml`."""

from __future__ import annotations

from dataclasses import dataclass

from normalize.resources import CatalogueError, toml
from tidy.records import Finding

LONGEST = 200  # letters of a printed text that a finding repeats


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing stands; all counted from 1."""

    page: int | None = None
    table_no: int | None = None
    row_no: int | None = None
    col_no: int | None = None


NOWHERE = Place()


def is_known(code: str) -> bool:
    return code in toml("findings")


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"


def finding(
    report_id: str,
    code: str,
    *,
    printed: str = "",
    expected: str = "",
    subject: str = "",
    place: Place = NOWHERE,
    table_name: str | None = None,
    row_key: str | None = None,
) -> Finding:
    """One finding of a known code; severity and messages are those of `findings.toml`."""
    known = toml("findings").get(code)
    if known is None:
        raise CatalogueError(f"findings.toml has no code {code!r}")
    values = {"printed": _short(printed), "expected": _short(expected), "subject": subject}
    return Finding(
        report_id=report_id,
        code=code,
        severity=known["severity"],
        message=known["en"].format(**values),
        message_th=known["th"].format(**values),
        table_name=table_name,
        row_key=row_key,
        page=place.page,
        table_no=place.table_no,
        row_no=place.row_no,
        col_no=place.col_no,
        printed=values["printed"] or None,
        expected=values["expected"] or None,
    )
