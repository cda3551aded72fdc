"""All records of the data contract by name: `from tidy.records import Report, Score, ...`."""

from __future__ import annotations

from tidy.measure_records import Measure, MeasureDate, MeasureItem, MeasureUnit
from tidy.report_records import File, Organization, Report
from tidy.score_records import Indicator, Score
from tidy.source_records import CellRecord, Correction, Finding, Paragraph

Record = (
    Report
    | Organization
    | Score
    | Measure
    | MeasureItem
    | MeasureUnit
    | MeasureDate
    | Paragraph
    | CellRecord
    | Finding
    | Correction
    | Indicator
    | File
)

__all__ = [
    "CellRecord",
    "Correction",
    "File",
    "Finding",
    "Indicator",
    "Measure",
    "MeasureDate",
    "MeasureItem",
    "MeasureUnit",
    "Organization",
    "Paragraph",
    "Record",
    "Report",
    "Score",
]
