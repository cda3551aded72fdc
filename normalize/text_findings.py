"""What was repaired in a report's text, and what in it is of another script or could not be decoded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extract.document import Document, Paragraph
from normalize.findings import NOWHERE, Place, finding
from normalize.thai import repair
from tidy.records import Finding

UNREADABLE = "unreadable"  # what a run of U+FFFD is called: it is counted, not told as a script
RULES_TOLD = 6


Where = tuple[int | None, int | None, int | None, int | None]  # as `Place` has it


def _pieces(document: Document) -> Iterator[tuple[str, Where, str]]:
    number = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text, (block.page, None, None, None), "paragraphs"
            continue
        number += 1
        for cell in block.cells:
            yield cell.text, (block.page, number, cell.row_no, cell.col_no), "cells"


def text_findings(document: Document, report_id: str) -> Iterator[Finding]:
    """One finding a place with foreign letters (only those letters are repeated, not the word: it may be a person's
    name), one that counts all repairs by rule, one that counts letters lost in decoding."""
    repairs: Counter[str] = Counter()
    lost = 0
    for text, where, table in _pieces(document):
        result = repair(text)
        if not (result.edits or result.foreign):  # which tells of letters lost, too
            continue
        repairs.update(edit.rule for edit in result.repairs)
        lost += text.count("\ufffd")
        for run in (run for run in result.foreign if run.script != UNREADABLE):
            yield finding(
                report_id,
                "foreign_script",
                printed=run.chars,
                expected=run.script,
                place=Place(*where),
                table_name=table,
            )
    if repairs:
        rules = ", ".join(f"{rule} {count}" for rule, count in repairs.most_common(RULES_TOLD))
        yield finding(report_id, "text_repaired", printed=str(repairs.total()), expected=rules)
    if lost and not any(notice.code == "undecodable_bytes" for notice in document.notices):
        yield finding(report_id, "undecodable_text", printed=str(lost), place=NOWHERE)
