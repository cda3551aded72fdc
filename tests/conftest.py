"""Builders of records, so that each test says only what it is about, and a stand-in for `normalize`."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from benchmarks.corpus import font_file
from benchmarks.tiny_pdf import tiny_pdf
from extract.document import Document
from extract.pdf import read_pdf
from tidy.errors import UnreadableSource
from tidy.records import File, Finding, Indicator, Measure, MeasureItem, Organization, Report, Score
from tidy.tables import ReportTables, Source

# In CI the same cases each time, so that a landing does not hang on chance; elsewhere hypothesis goes on searching.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

SHARED = Path(__file__).parents[2] / "shared"
ReadDrawn = Callable[..., Document]
BODY = "town_municipality:บ้านตัวอย่าง:ลพบุรี"


@pytest.fixture
def shared() -> Path:
    """The folder of real reports and reference lists beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("no shared/ beside the checkout: real reports are not part of the repository")
    return SHARED


@pytest.fixture(scope="session")
def sarabun() -> Path:
    """The file of the font that pip installs: what is drawn in it is drawn everywhere."""
    path = font_file("Sarabun")
    if path is None:
        pytest.skip("the package fontpkg-sarabun is not installed")
    return path


@contextmanager
def drawing() -> Iterator[None]:
    """While PDFs are drawn: the drawing libraries warn of their own age."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@pytest.fixture
def read_drawn(tmp_path: Path) -> ReadDrawn:
    """Reads a PDF of some pages, each given by what draws it (`benchmarks.tiny_pdf`)."""

    def read_pages(*pages: bytes) -> Document:
        path = tmp_path / "drawn.pdf"
        path.write_bytes(tiny_pdf(pages))
        return read_pdf(path)

    return read_pages


@pytest.fixture
def text_layers_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page of a PDF is read from its picture, which takes seconds."""
    monkeypatch.setattr("extract.pdf.with_scans", lambda path, pages: list(pages))


def report_id(number: int) -> str:
    return f"{number:016x}"


def a_report(number: int = 1, **values: Any) -> Report:
    return Report(
        **{
            "report_id": report_id(number),
            "source_file": f"{number}.txt",
            "source_sha256": f"{number:064x}",
            "source_bytes": 10,
            "source_format": "text",
            "text_origin": "markup",
            "report_kind": "other",
            **values,
        }
    )


def an_organization(**values: Any) -> Organization:
    return Organization(
        **{
            "organization_id": BODY,
            "organization": "เทศบาลเมืองบ้านตัวอย่าง",
            "organization_type": "town_municipality",
            **values,
        }
    )


def a_score(number: int = 1, code: str = "overall", **values: Any) -> Score:
    return Score(
        **{
            "report_id": report_id(number),
            "fiscal_year_be": 2566,
            "fiscal_year": 2023,
            "scope": "overall" if code == "overall" else "indicator",
            "code": code,
            "score": 91.5,
            "score_state": "printed",
            **values,
        }
    )


def a_measure(number: int = 1, seq: int = 1, **values: Any) -> Measure:
    return Measure(
        **{
            "measure_id": f"{report_id(number)}-m{seq:03}",
            "report_id": report_id(number),
            "seq": seq,
            "measure": "จัดทำคู่มือ",
            **values,
        }
    )


def an_item(number: int = 1, seq: int = 1, **values: Any) -> MeasureItem:
    return MeasureItem(
        **{
            "measure_id": f"{report_id(number)}-m{seq:03}",
            "report_id": report_id(number),
            "column_role": "method",
            "item_no": 1,
            "text": "ประชุม",
            "raw_text": "๑. ประชุม",
            **values,
        }
    )


def a_finding(number: int = 1, code: str = "column_unmapped", **values: Any) -> Finding:
    return Finding(
        **{
            "report_id": report_id(number),
            "code": code,
            "severity": "warning",
            "message": "A column has no known meaning.",
            "message_th": "ไม่ทราบความหมายของคอลัมน์",
            **values,
        }
    )


def a_file(number: int = 1, **values: Any) -> File:
    return File(**{"source_file": f"{number}.txt", "status": "converted", **values})


def meaning_of(document: Document, source: Source, *, keep_signatures: bool = False) -> ReportTables:
    """A stand-in for `normalize`: a score, a measure and a finding for any document; two words make it fail."""
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    if "boom" in text:
        raise ZeroDivisionError("a fault of the program")
    if "unreadable" in text:
        raise UnreadableSource("no_text", "The file has no text; publish it with a text layer.")
    number = int(source.report_id, 16)
    return ReportTables(
        reports=(
            a_report(
                number,
                source_file=source.source_file,
                source_sha256=source.source_sha256,
                source_bytes=source.source_bytes,
                source_url=source.source_url,
                title="signed" if keep_signatures else text.split("\n", 1)[0] or None,
                organization_id=BODY,
                fiscal_year_be=2566,
                fiscal_year=2023,
                score_count=1,
                measure_count=1,
                finding_count=1,
            ),
        ),
        organizations=(an_organization(),),
        scores=(a_score(number, organization_id=BODY),),
        measures=(a_measure(number),),
        measure_items=(an_item(number),),
        findings=(a_finding(number),),
    )


def some_catalogue(years: Any = None) -> tuple[Indicator, ...]:
    """A stand-in for the catalogue: two years of two codes."""
    rows = [
        Indicator(fiscal_year_be=year, code=code, scope=scope, name_th="ชื่อ", weight=1.0, confidence="confirmed")
        for year in (2566, 2567)
        for code, scope in (("overall", "overall"), ("1", "indicator"))
    ]
    return tuple(row for row in rows if years is None or row.fiscal_year_be in set(years))


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Callable[..., ReportTables]:
    """Run the engine with `meaning_of` and `some_catalogue`, so that its tests speak of the engine alone.

    All is done in this process: a worker would not know of the stand-ins.
    """
    monkeypatch.setattr("engine.stages.normalize", meaning_of)
    monkeypatch.setattr("engine.run.cores", lambda: 0)
    monkeypatch.setattr("engine.publishing.catalogue_rows", some_catalogue)
    monkeypatch.setattr("pipeline.catalogue_rows", some_catalogue)
    return meaning_of
