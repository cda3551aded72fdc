"""What the headings before a table say that its rows belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.document import LineKind, Paragraph
from normalize.framework import Framework
from normalize.grid import one_line
from normalize.numerals import to_arabic
from normalize.phrases import either
from normalize.references import References, heading_references, without_continued
from normalize.subjects import instrument_of
from normalize.thai import squeeze

REACH = 6  # paragraphs: a heading farther up than this no longer speaks of the table
THIN = 12  # letters: a page number or a row of dots between two tables parts nothing


@dataclass(frozen=True, slots=True)
class Context:
    """What a row belongs to. `own` names the fields that the row prints itself; all others are carried."""

    issue_no: int | None = None
    issue_name: str | None = None
    indicator: str | None = None
    sub_indicator: str | None = None
    instrument: str | None = None
    own: frozenset[str] = frozenset()

    def carried(self) -> Context:
        return replace(self, own=frozenset()) if self.own else self


def update(context: Context, found: References, framework: Framework, *, own: bool) -> Context:
    """The context after a reference: a new issue, instrument or indicator ends what was below the old one."""
    new, marks = context, set[str]() if not own else set(context.own)
    if found.instrument is not None and found.instrument != new.instrument:
        new = replace(new, instrument=found.instrument, indicator=None, sub_indicator=None)
    if found.issue_no is not None:
        name = found.issue_name or (new.issue_name if new.issue_no == found.issue_no else None)
        new = replace(new, issue_no=found.issue_no, issue_name=name)
        marks.add("issue")
    if found.indicator is not None:
        sub = new.sub_indicator if new.indicator == found.indicator else None
        new = replace(
            new,
            indicator=found.indicator,
            sub_indicator=sub,
            instrument=instrument_of(found.indicator, framework),
        )
        marks.add("indicator")
    if found.sub_indicator is not None:
        parent = found.sub_indicator.split(".", maxsplit=1)[0]
        new = replace(
            new,
            sub_indicator=found.sub_indicator,
            indicator=parent,
            instrument=instrument_of(parent, framework),
        )
        marks.update(("indicator", "sub_indicator"))
    return replace(new, own=frozenset(marks) if own else frozenset())


def is_thin(paragraph: Paragraph) -> bool:
    """A line that parts nothing: a page number, dots, stars, `(ต่อ)`."""
    key = squeeze(without_continued(paragraph.text)[0])
    plain = len(key) <= THIN and not any(letter.isalpha() for letter in key)
    return plain or _PAGE_LINE.match(to_arabic(paragraph.text).strip(" -–~[]()")) is not None


_PAGE_LINE = re.compile(rf"{either('page')}\s*\d+\s*(?:(?:/|{either('of_pages')})\s*\d+)?$", re.IGNORECASE)


def parts_nothing(paragraph: Paragraph, seen: frozenset[str], context: Context | None, framework: Framework) -> bool:
    """Whether a line between two tables leaves them one: it is thin, it was printed before (`seen`: squeezed), or it
    says `(ต่อ)`. A heading must also name the place that the table before was in."""
    if is_thin(paragraph):
        return True
    text, continued = without_continued(one_line(paragraph.text))
    if not continued and squeeze(text) not in seen:
        return False
    found = heading_references(text, framework)
    if found is None:
        return True
    old = context or Context()
    new = update(old, found, framework, own=False)
    return (new.issue_no, new.indicator, new.sub_indicator) == (old.issue_no, old.indicator, old.sub_indicator)


def _scopes(found: References) -> frozenset[str]:
    return frozenset(
        name for name in ("issue_no", "indicator", "sub_indicator", "instrument") if getattr(found, name) is not None
    )


def heading_context(between: Sequence[Paragraph], framework: Framework) -> Context | None:
    """The context that the paragraphs between two tables set for the second, or None if they set none.

    A list of siblings (`ตัวชี้วัดที่ ๑ …`, `ตัวชี้วัดที่ ๒ …` one below the other) explains the assessment and heads nothing.
    """
    lines = [paragraph for paragraph in between if not is_thin(paragraph)]
    found = [heading_references(one_line(line.text), framework) for line in lines]
    context: Context | None = None
    for place in range(max(0, len(lines) - REACH), len(lines)):
        reference = found[place]
        if reference is None:
            continue
        siblings = [near for near in (place - 1, place + 1) if 0 <= near < len(lines)]
        if any(
            (other := found[near]) is not None and _scopes(other) == _scopes(reference) and other != reference
            for near in siblings
        ):
            continue
        if lines[place].line.kind is LineKind.LIST_ITEM and len(lines) - place > 2:
            continue
        context = update(context or Context(), reference, framework, own=False)
    return context


def only_headings(between: Sequence[Paragraph], framework: Framework) -> bool:
    """Whether the lines between two tables are headings and lines that part nothing."""
    return all(
        is_thin(paragraph) or heading_references(one_line(paragraph.text), framework) is not None
        for paragraph in between
    )
