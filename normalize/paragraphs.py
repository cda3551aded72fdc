"""Lines outside tables to records, each under its heading and with the kind of its section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalize.findings import finding
from normalize.marker_shapes import printed_number
from normalize.markers import leading_marker
from normalize.phrases import either
from normalize.prose_lines import ProseLine, is_announcement, section_kind
from tidy.records import Finding, Paragraph


@dataclass(frozen=True, slots=True)
class _Section:
    """The section that lines stand in: its heading, its kind, and whether it is an announcement's."""

    heading: str | None = None
    kind: str = "other"
    level: int = 0
    announced: bool = False
    title_open: bool = False  # the line before was a title too: its next line goes on with it
    parent: str | None = None  # the heading above the section's own
    title: str | None = None  # the title that all stands under


_SUBJECT = re.compile(either("subject"))  # เรื่อง: the announcement's own subject


def _enter(section: _Section, line: ProseLine) -> _Section:
    kind = section_kind(line.text)
    announced = is_announcement(line.text) or (section.announced and line.level > 1 and line.role != "title")
    if line.role == "title" and not is_announcement(line.text):
        announced = section.announced and _SUBJECT.match(line.text) is not None
        heading = f"{section.heading} {line.text}" if section.title_open and section.heading else line.text
        return _Section(heading, "other", line.level, announced, title_open=True, title=heading)
    if kind is None and section.kind != "other" and line.level > section.level > 0:
        kind = section.kind  # a smaller heading stays within its section
    parent = section.parent if line.level == section.level else section.title
    if line.level > section.level:
        parent = section.heading
    return _Section(line.text, kind or "other", line.level, announced, parent=parent, title=section.title)


CLOSING = 70  # letters: `ประกาศ ณ วันที่ …` ends an announcement and is no provision of it


def _kind(section: _Section, line: ProseLine, numbered: bool) -> str:
    if is_announcement(line.text) and len(line.text) <= CLOSING:
        return "other"
    if section.kind == "other" and section.announced and numbered:
        return "provision"
    return section.kind


def read_paragraphs(
    lines: Sequence[ProseLine], report_id: str, *, keep_signatures: bool
) -> tuple[tuple[Paragraph, ...], tuple[Finding, ...]]:
    """The paragraph records, in reading order. Signature blocks are left out, and told, unless asked for."""
    records: list[Paragraph] = []
    section, omitted = _Section(), 0
    for line in lines:
        if line.role == "signature" and not keep_signatures:
            omitted += not line.boxed
            continue
        if line.boxed:
            section = _enter(section, line) if line.role in ("title", "heading") else section
            continue
        if line.role in ("title", "heading"):
            section = _enter(section, line)
            records.append(_record(line, len(records) + 1, report_id, section.parent, "title"))
            continue
        section = replace(section, title_open=False) if section.title_open else section
        numbered = _number(line) is not None or leading_marker(line.text) is not None
        records.append(_record(line, len(records) + 1, report_id, section.heading, _kind(section, line, numbered)))
    told = (finding(report_id, "signature_omitted", printed=str(omitted), table_name="paragraphs"),) if omitted else ()
    return tuple(records), told


def _number(line: ProseLine) -> str | None:
    drawn = line.paragraph.line.number
    if drawn:
        return printed_number(drawn) or None
    marker = leading_marker(line.text)
    return marker.number if marker else None


def _record(line: ProseLine, seq: int, report_id: str, heading: str | None, kind: str) -> Paragraph:
    marker = leading_marker(line.text)
    text = line.text[marker.end :].strip() if marker else line.text
    return Paragraph(
        report_id=report_id,
        seq=seq,
        page=line.paragraph.page,
        heading=heading or None,
        section_kind=kind,
        printed_no=_number(line),
        text=text,
        raw_text=line.paragraph.raw_text,
    )
