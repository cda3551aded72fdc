"""One document to the records of all tables: the whole of `normalize`, read from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extract.document import Document
from normalize.body import Bodies, read_bodies
from normalize.cells import read_cells
from normalize.checks import check_scores
from normalize.columns_told import column_findings
from normalize.findings import Place, finding, is_known
from normalize.fiscal import to_ce
from normalize.framework import framework, nearest_framework
from normalize.kinds import Kind, kinds_of
from normalize.labelled_lines import with_forms
from normalize.letterhead import read_letterhead
from normalize.logical_rows import LogicalRow, OddRow, read_rows
from normalize.logical_tables import TablePart, read_tables
from normalize.measure_drafts import ReportFacts
from normalize.measures import MeasureRecords, read_measures
from normalize.mentions import Mention
from normalize.organizations import OrganizationReading, read_organization
from normalize.paragraphs import read_paragraphs
from normalize.phrases import either
from normalize.prose_lines import ProseLine, names_assessment, read_prose_lines, speaks_of_assessment, texts
from normalize.report_head import Head, read_head, report_kind, result_year
from normalize.score_clauses import NOBODY, Speaker
from normalize.score_layouts import ScoreTable, find_score_table
from normalize.score_reading import read_mentions, table_years
from normalize.score_sheet import Entry, Key, put_together, score_record, sort_key
from normalize.score_tables import Unread
from normalize.text_findings import text_findings
from normalize.thai import squeeze
from normalize.unit_signs import sign_roles
from normalize.unit_words import UnitRole
from normalize.whole_rows import whole_rows
from tidy.records import Finding, Report, Score
from tidy.tables import ReportTables, Source

RESULT_ROLES = ("output", "outcome")
DISCUSSED = ("problem", "suggestion")


def normalize(document: Document, source: Source, *, keep_signatures: bool = False) -> ReportTables:
    """The records of one report. Never raises for what a document says: trouble in the data is a finding."""
    report_id = source.report_id
    document = with_forms(document)
    lines = read_prose_lines(document)
    letterhead = read_letterhead(texts(lines))
    head = read_head(lines, letterhead.subject)
    parts = read_tables(document, nearest_framework(head.fiscal_year_be))
    about = _is_about(lines, parts)
    scored = result_year(head)
    answered = scored != head.fiscal_year_be
    years = table_years(parts, lines, scored)
    whole = whole_rows(parts)
    tables = [find_score_table(part, year) for part, year in zip(whole, years, strict=True)] if about else []
    kinds = _kinds(whole, years, tables) if about else [()] * len(parts)
    own = read_organization(texts(lines))
    said = read_mentions(whole, kinds, tables, years, lines, scored, _speaker(own), answered=answered) if about else ()
    mentions = [one for one in said if isinstance(one, Mention)]
    unread = [one for one in said if isinstance(one, Unread)]
    bodies = read_bodies(own, [mention.body for mention in mentions if mention.body], report_id)
    scores, score_findings = _scores(mentions, bodies, report_id)
    measures = _measures(parts, kinds, head, sign_roles(line.text for line in lines), report_id)
    paragraphs, told = read_paragraphs(lines, report_id, keep_signatures=keep_signatures)
    discussed = any(paragraph.section_kind in DISCUSSED for paragraph in paragraphs)
    findings = (
        *_notices(document, report_id),
        *text_findings(document, report_id),
        *bodies.findings,
        *column_findings(parts, kinds, report_id, about=about),
        *score_findings,
        *(finding(report_id, "number_unread", printed=one.text, place=one.place, table_name="cells") for one in unread),
        *measures.findings,
        *told,
        *_whole(about, head, scores, measures, report_id),
    )
    overall = _own_overall(scores, bodies, head)
    report = Report(
        report_id=report_id,
        source_file=source.source_file,
        source_sha256=source.source_sha256,
        source_bytes=source.source_bytes,
        source_url=source.source_url,
        source_format=document.source_format.value,
        text_origin=document.text_origin.value,
        page_count=document.page_count,
        title=head.title,
        report_kind=report_kind(
            head.title,
            measures=len(measures.measures),
            results=_has_results(measures, parts),
            scores=len(scores),
            discussed=discussed,
            about=about,
        ),
        organization_id=bodies.own.organization_id if bodies.own else None,
        fiscal_year_be=head.fiscal_year_be,
        fiscal_year=to_ce(head.fiscal_year_be) if head.fiscal_year_be else None,
        fiscal_year_basis=head.fiscal_year_basis,
        period_start=head.period_start,
        period_end=head.period_end,
        period_basis=head.period_basis,
        document_number=letterhead.document_number,
        document_date=letterhead.document_date,
        overall_score=overall.score if overall else None,
        result_level=overall.result_level if overall else None,
        measure_count=len(measures.measures),
        score_count=len(scores),
        finding_count=len(findings),
    )
    return ReportTables(
        reports=(report,),
        organizations=bodies.records,
        scores=scores,
        measures=measures.measures,
        measure_items=measures.items,
        measure_units=measures.units,
        measure_dates=measures.dates,
        paragraphs=paragraphs,
        cells=tuple(read_cells(parts, report_id)),
        findings=findings,
    )


def _kinds(
    parts: Sequence[TablePart], years: Sequence[int | None], tables: Sequence[ScoreTable | None]
) -> list[tuple[Kind, ...]]:
    """The kinds of each table; a page's part that says too little to be of one is of those of the rest of its table."""
    found: list[tuple[Kind, ...]] = []
    for part, year, table in zip(parts, years, tables, strict=True):
        kinds = kinds_of(part, year, table)
        before = found[-1] if found and part.goes_on else ()
        if part.goes_on and not before and parts[len(found) - 1].only_header:
            found[-1] = kinds
        found.append(kinds or before)
    return found


def _speaker(own: OrganizationReading | None) -> Speaker:
    return Speaker(squeeze(own.name), own.organization_type) if own else NOBODY


def _is_about(lines: Sequence[ProseLine], parts: Sequence[TablePart]) -> bool:
    """Whether the document speaks of the assessment at all: where it does not, no table of it becomes rows."""
    if any(names_assessment(line.text) for line in lines):
        return True
    if any(speaks_of_assessment(line.text) for line in lines if line.role in ("title", "heading")):
        return True
    cells = (cell for part in parts for row in range(len(part.grid.rows)) for cell in part.grid.distinct(row))
    return any(names_assessment(cell.text) for cell in cells)


def _scores(
    mentions: Sequence[Mention], bodies: Bodies, report_id: str
) -> tuple[tuple[Score, ...], tuple[Finding, ...]]:
    own = bodies.own.organization_id if bodies.own else None
    readable = [_of_body(mention, bodies, own) for mention in mentions if mention.body not in bodies.unread]
    sheet = put_together(readable, report_id)
    proofs, checked = check_scores(sheet.entries, report_id)
    records = tuple(
        score_record(entry, proofs[entry.key], report_id, entry.body or own)
        for entry in sorted(sheet.entries.values(), key=sort_key)
    )
    unread = tuple(
        finding(report_id, "row_unmapped", printed=text, table_name="cells") for text in sorted(bodies.unread)
    )  # a row of a table of several bodies whose body cannot be read
    return records, (*sheet.findings, *checked, *unread, *_schemes(sheet.entries, report_id))


def _of_body(mention: Mention, bodies: Bodies, own: str | None) -> Mention:
    """The mention with the id of the body that it names, None for the report's own."""
    if mention.body is None:
        return mention
    found = bodies.ids.get(mention.body)
    return replace(mention, body=None if found == own else found)


def _schemes(entries: Mapping[Key, Entry], report_id: str) -> Iterator[Finding]:
    for year in sorted({key[1] for key in entries}):
        known = framework(year)
        if known is not None and not known.weights:
            yield finding(report_id, "other_scheme", printed=str(year), expected=known.scheme, table_name="scores")


def _measures(
    parts: Sequence[TablePart],
    kinds: Sequence[Sequence[Kind]],
    head: Head,
    signs: Mapping[str, UnitRole],
    report_id: str,
) -> MeasureRecords:
    claimed = [
        part for part, found in zip(parts, kinds, strict=True) if any(kind.reader == "measures" for kind in found)
    ]
    facts = ReportFacts(report_id, head.fiscal_year_be, head.period_start, head.period_end, head.answered_years, signs)
    rows: list[LogicalRow | OddRow] = list(read_rows(claimed, nearest_framework(head.fiscal_year_be)))
    return read_measures(rows, facts)


def _has_results(measures: MeasureRecords, parts: Sequence[TablePart]) -> bool:
    """Whether measures say what was done; what is only expected (ผลที่คาดว่าจะได้รับ) is no result."""
    hoped = {
        (part.grid.page, part.grid.table_no, column.col_no)
        for part in parts
        for column in part.header.columns
        if _EXPECTED.search(column.header)
    }
    results = (item for item in measures.items if item.column_role in RESULT_ROLES and item.text)
    told = any((item.page, item.table_no, item.col_no) not in hoped for item in results)
    return told or any(date.role == "done" for date in measures.dates)


_EXPECTED = re.compile(either("expected"))


def _own_overall(scores: Sequence[Score], bodies: Bodies, head: Head) -> Score | None:
    """The overall score of the report's own body and year."""
    own = bodies.own.organization_id if bodies.own else None
    year = head.fiscal_year_be
    return next(
        (s for s in scores if (s.scope, s.fiscal_year_be, s.organization_id) == ("overall", year, own)),
        None,
    )


# what readers call a thing -> the finding that tells it; a notice of a finding's own name is that finding, and all
# others are told in the reader's own words
NOTICES = {"hidden_text_skipped": "hidden_text", "undecodable_bytes": "undecodable_text"}


def _notices(document: Document, report_id: str) -> Iterator[Finding]:
    for notice in document.notices:
        code = NOTICES.get(notice.code, notice.code)
        code = code if is_known(code) else "source_note"
        printed = str(notice.page or "?") if code == "page_without_text" else notice.printed or notice.detail
        place = Place(notice.page, notice.table_no, notice.row_no, notice.col_no)
        # An uncertain reading without another one beside it still needs a word in its sentence.
        other = notice.other or ("–" if code == "low_confidence" else "")
        yield finding(report_id, code, printed=printed, expected=other, place=place)


def _whole(
    about: bool, head: Head, scores: Sequence[Score], measures: MeasureRecords, report_id: str
) -> Iterator[Finding]:
    if not about:
        yield finding(report_id, "not_a_report", table_name="reports")
        return
    if head.fiscal_year_be is None:
        yield finding(report_id, "fiscal_year_unknown", table_name="reports")
    if not scores and not measures.measures:
        yield finding(report_id, "nothing_read", table_name="reports")
