"""The lines outside tables as they are meant: titles, headings, body text, signature blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from extract.document import UNSURE_BELOW, Document, Line, LineKind, Paragraph, Table
from normalize.digits import to_arabic
from normalize.grid import one_line
from normalize.markers import leading_marker
from normalize.phrases import alternatives, either
from normalize.resources import toml
from normalize.thai import squeeze

HEADING_LENGTH = 90  # letters: a longer line is text, whatever it begins with
TITLE_LENGTH = 160
COVER_LINES = 40  # lines before which the first title must stand
TITLE_BREAK = 3
PLAIN_LEVEL = 3  # of a heading that the source does not mark as one
POSTS = 2  # lines behind a name that may be the post of its bearer
DOTS = re.compile(r"^[\s.…_\-–*]{4,}$")


@dataclass(frozen=True, slots=True)
class ProseLine:
    """One line outside tables. `after_table` is the number of tables before it. `role` is `title`, `heading`,
    `signature` or `body`."""

    paragraph: Paragraph
    text: str
    after_table: int
    role: str = "body"
    level: int = 0
    boxed: bool = False  # it stands in a box, drawn as a table of one cell: it is told among the cells
    doubts: tuple[str, ...] = ()  # parts read from a picture whose digits are not certain, without spaces

    def doubtful(self, *printed: str) -> bool:
        """Whether one of some printed texts stands in a part whose digits are not certain."""
        return any("".join(text.split()) in doubt for doubt in self.doubts for text in printed)


@cache
def _starting(section: str, name: str) -> re.Pattern[str]:
    values = toml(section)[name] if section == "sections" else toml("labels")["report"][name]
    words = values["words"] if isinstance(values, dict) else values
    return re.compile(alternatives(words))


@cache
def _signature(name: str) -> re.Pattern[str]:
    words = toml("sections")["signature"][name]
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})")


def section_kind(text: str) -> str | None:
    """The kind of section that a heading opens, or None where its words say nothing."""
    marker = leading_marker(text)
    bare = (text[marker.end :] if marker else text).strip(' *#:“”"')
    return next((kind for kind in SECTION_KINDS if _starting("sections", kind).match(bare)), None)


SECTION_KINDS = ("suggestion", "problem", "provision", "background", "result")


def is_announcement(text: str) -> bool:
    return _starting("sections", "announcement").match(text.strip(" *#")) is not None


def is_title_start(text: str) -> bool:
    """A line that a report's title begins with: a kind of document, and short enough to be one."""
    bare = _ITEM_FIRST.sub("", text.strip(' *#“"'))
    return len(text) <= TITLE_LENGTH and _starting("report", "title_starts").match(bare) is not None


_CAPTION = re.compile(rf"\W*{either('table_caption')}\s*\d")


def is_caption(text: str) -> bool:
    """Whether a line is a numbered caption of a table."""
    return _CAPTION.match(to_arabic(text)) is not None


_ITEM_FIRST = re.compile(
    rf"^[(\[]?\s*(?:{either('item')}\s*)?[OIEoie](?:IT)?\s*[.\-]?\s*[0-9๐-๙]{{1,2}}\s*[)\].:\-–]*\s*"
)


def goes_on_title(text: str, before: str) -> bool:
    """Whether a line goes on with a title, by its first words or the last ones of the line before."""
    starts = _starting("report", "title_goes_on").match(text.strip(" *#")) is not None
    return len(text) <= TITLE_LENGTH and (starts or leaves_open(before))


def leaves_open(text: str) -> bool:
    """Whether a title's line ends in a word that wants another one behind it: `คุณธรรมและ` (integrity and)."""
    return _open_end().search(text.strip(" *#")) is not None


@cache
def _open_end() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(toml('labels')['report']['title_open'])})$")


def names_assessment(text: str) -> bool:
    """Whether a text names the assessment beyond doubt."""
    return _starting("report", "subject").search(text) is not None


def speaks_of_assessment(text: str) -> bool:
    """Whether a title or heading may be of the assessment: it names it, or what it is about."""
    return names_assessment(text) or _starting("report", "subject_weak").search(text) is not None


def _is_heading(line: Line, text: str) -> bool:
    if line.kind is LineKind.HEADING:
        return True
    if len(text) > HEADING_LENGTH or not squeeze(text):
        return False
    marker = leading_marker(text)
    if marker is not None and marker.number is None:
        return False
    return _names_section((text[marker.end :] if marker else text).strip(' *#:“”"'))


def _names_section(bare: str) -> bool:
    """Whether a line's words are those of a section's heading and little more."""
    hits = (_starting("sections", kind).match(bare) for kind in SECTION_KINDS)
    return any(hit is not None and _heads(bare, hit.end()) for hit in hits)


def _without_lists(lines: list[ProseLine]) -> list[ProseLine]:
    """Numbered headings that stand right below or above another numbered line are lines of a list and head nothing."""
    kept = list(lines)
    for place, line in enumerate(lines):
        if line.role != "heading" or line.paragraph.line.kind is LineKind.HEADING or not _numbered(line):
            continue
        near = [other for other in lines[max(0, place - 1) : place + 2] if other is not line]
        if any(_numbered(other) and other.after_table == line.after_table for other in near):
            kept[place] = replace(line, role="body")
    return kept


def _numbered(line: ProseLine) -> bool:
    return line.paragraph.line.number is not None or leading_marker(line.text) is not None


_FOUND = re.compile(either("found_that"))  # ปัญหาที่พบคือ …: a sentence
_SENTENCE_AFTER = re.compile(rf"\s*{either('sentence_after_heading')}")


def _heads(bare: str, end: int) -> bool:
    """A heading is its words and little more: `ผลการประเมิน ITA ประจำปี …` heads, `ผลการประเมินพบว่า …` does not."""
    rest = bare[end:]
    return len(rest) <= 70 and _SENTENCE_AFTER.match(rest) is None and _FOUND.search(rest[:24]) is None


@cache
def _opening() -> re.Pattern[str]:
    """`(ลงชื่อ) ………`: the words that open a signature, with dots, a name in brackets, a person's name or nothing behind
    them."""
    person = rf"\s*[:：]?\s*(?!{_signature('no_name').pattern}){_signature('name').pattern}"
    return re.compile(rf"^\(?\s*{_signature('before').pattern}\s*\)?(?=\s*$|{person}|.*(?:\.\.\.|…|__|\())")


@cache
def _bracketed_name() -> re.Pattern[str]:
    """`(นายสมชาย ใจดี)`: a person's name in brackets on a line of its own."""
    return re.compile(rf"^\(\s*(?!{_signature('no_name').pattern}){_signature('name').pattern}[^()]{{3,70}}\)$")


def is_signed(text: str) -> bool:
    """Whether a line is that of a signature: its opening words, or a person's name in brackets."""
    bare = text.strip()
    return len(bare) <= 120 and (_opening().match(bare) or _bracketed_name().match(bare)) is not None


def _mark_signatures(lines: list[ProseLine]) -> list[ProseLine]:
    marked = list(lines)
    for place, line in enumerate(lines):
        if not is_signed(line.text):
            continue
        marked[place] = replace(line, role="signature")
        for behind in range(place + 1, min(place + 1 + POSTS, len(lines))):
            if len(lines[behind].text) > HEADING_LENGTH or not _signature("post").match(
                lines[behind].text.strip(" (*")
            ):
                break
            marked[behind] = replace(lines[behind], role="signature")
        for before in range(place - 1, max(-1, place - 3), -1):
            if not DOTS.match(lines[before].text):
                break
            marked[before] = replace(lines[before], role="signature")
    return marked


def _with_continuation(lines: Sequence[ProseLine], place: int) -> Iterator[str]:
    """A line and those right behind it that go on with it: a title is broken where its line ends."""
    yield lines[place].text
    for before, following in pairwise(lines[place : place + TITLE_BREAK]):
        if not goes_on_title(following.text, before.text):
            return
        yield following.text


def _mark_titles(lines: list[ProseLine]) -> list[ProseLine]:
    """Title blocks: a line that begins a title, with the short lines behind it that go on with it."""
    marked, inside = list(lines), False
    for place, line in enumerate(lines):
        before = lines[place - 1].text if place else ""
        if line.role == "signature":
            inside = False
            continue
        block = " ".join(_with_continuation(lines, place))
        marked_so = line.paragraph.line.kind is LineKind.HEADING and place < COVER_LINES and line.after_table == 0
        starts = is_title_start(line.text) and (speaks_of_assessment(block) or marked_so)
        short = len(line.text) <= TITLE_LENGTH and leading_marker(line.text) is None
        near_start = place < COVER_LINES and line.after_table == 0
        if starts and (near_start or len(line.text) <= HEADING_LENGTH + 30) and not _is_sentence(line.text):
            marked[place], inside = replace(line, role="title", level=1), True
        elif (
            inside
            and short
            and (goes_on_title(line.text, before) or _is_address(line.text))
            and not _is_sentence(line.text)
        ):
            marked[place] = replace(line, role="title", level=1)
        else:
            inside = False
    return marked


_ADDRESS = re.compile(rf"^{either('address')}")  # a body or its place
_SENTENCE = re.compile(rf"{either('sentence_end')}\s*:?$|{either('sentence')}")


def _is_address(text: str) -> bool:
    return len(text) <= HEADING_LENGTH + 30 and _ADDRESS.match(text.strip(" *#")) is not None


@lru_cache(maxsize=1 << 10)  # asked of the same lines for each line and table below them
def opens_list(text: str) -> bool:
    """Whether a line ends in words that open what follows: as follows, it was found that."""
    return _OPENS.search(text) is not None


_OPENS = re.compile(rf"(?:{either('sentence_end')}|:)\s*$")


def _is_sentence(text: str) -> bool:
    return _SENTENCE.search(text) is not None


def read_prose_lines(document: Document) -> tuple[ProseLine, ...]:
    """Every line outside tables, in reading order, with its role."""
    lines: list[ProseLine] = []
    tables = 0
    doubtful = _doubtful(document)
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            lines.extend(_boxed(block, tables))
            tables += 1
            continue
        text = one_line(block.text)
        if not text:
            continue
        level = (block.line.level if block.line.kind is LineKind.HEADING else 0) or PLAIN_LEVEL
        role = "heading" if _is_heading(block.line, text) else "body"
        key = "".join(block.text.split()) if doubtful else ""
        doubts = tuple(printed for printed in doubtful.get(block.page, ()) if printed in key)
        lines.append(ProseLine(block, text, tables, role, level, doubts=doubts))
    return tuple(_mark_titles(_mark_signatures(_without_lists(lines))))


def is_box(table: Table) -> bool:
    """Whether a table is nothing but a frame around its text: a title in a box, a page laid out as a table."""
    return table.row_count == table.col_count == 1


def _boxed(table: Table, tables: int) -> Iterator[ProseLine]:
    """The lines of a box, for what the whole report says of itself."""
    cell = table.cells[0] if is_box(table) and table.cells else None
    if cell is None or (cell.confidence is not None and cell.confidence < UNSURE_BELOW):
        return
    for line in cell.lines:
        text = one_line(line.text)
        if text:
            role = "heading" if _is_heading(line, text) else "body"
            yield ProseLine(Paragraph(line, table.page), text, tables, role, PLAIN_LEVEL, boxed=True)


def _doubtful(document: Document) -> dict[int | None, list[str]]:
    """The lines outside tables of which the reader says that it is not certain, without spaces, by page."""
    found: dict[int | None, list[str]] = {}
    for notice in document.notices:
        if notice.code == "low_confidence" and notice.table_no is None and notice.printed.strip():
            found.setdefault(notice.page, []).append("".join(notice.printed.split()))
    return found


def texts(lines: Sequence[ProseLine]) -> list[str]:
    return [line.text for line in lines]
