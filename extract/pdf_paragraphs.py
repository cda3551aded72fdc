"""Lines outside tables to paragraphs, headings and list items, in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.document import LineKind
from extract.pdf_flow import begins_item, broke_by_width, starts_item
from extract.pdf_lines import TextLine

_NEW_BLOCK = 1.05  # times the usual distance of two baselines
_INDENT = 1.0  # of the font size
_HEADING_SIZE = 1.12  # times the body's
_LONGEST_HEADING = 160  # letters


@dataclass(slots=True)
class TextBlock:
    """The drawn lines of one paragraph, heading or list item."""

    lines: list[TextLine]
    kind: LineKind = LineKind.PARAGRAPH
    level: int = 0

    @property
    def box(self) -> tuple[float, float, float, float]:
        """x0, top, x1, bottom."""
        return (
            min(line.x0 for line in self.lines),
            min(line.top for line in self.lines),
            max(line.x1 for line in self.lines),
            max(line.bottom for line in self.lines),
        )


def to_paragraphs(
    lines: Sequence[TextLine], breaks: Sequence[float] = (), bold_fonts: Collection[int] = ()
) -> list[TextBlock]:
    """Groups the lines of a page, given from its top down. No paragraph goes over the heights `breaks` (tables)."""
    if not lines:
        return []
    pitch = usual_pitch(lines)
    right = max(line.x1 for line in lines)
    blocks: list[TextBlock] = []
    for line in lines:
        before = blocks[-1].lines[-1] if blocks else None
        if before is None or _starts_block(blocks[-1], line, pitch, right, breaks):
            blocks.append(TextBlock([line]))
        else:
            before.right = right
            blocks[-1].lines.append(line)
    body = body_size(lines)
    body_bold = sum(len(line.text) for line in lines if line.font in bold_fonts) * 2 > sum(
        len(line.text) for line in lines
    )
    for block in blocks:
        _name_kind(block, body, bold_fonts if not body_bold else ())
    return blocks


def usual_pitch(lines: Sequence[TextLine]) -> float:
    """How far apart the lines of a paragraph stand on this page, in font sizes: the lower quartile of all."""
    steps = sorted(
        (below.baseline - above.baseline) / above.size
        for above, below in pairwise(lines)
        if above.size > 0 and 0.5 * above.size < below.baseline - above.baseline < 3 * above.size
    )
    return steps[len(steps) // 4] if steps else 1.5


def body_size(lines: Sequence[TextLine]) -> float:
    """The font size that most letters of the page have."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0]


def _starts_block(block: TextBlock, line: TextLine, pitch: float, right: float, breaks: Sequence[float]) -> bool:
    before = block.lines[-1]
    size = before.size or 1.0
    left = min(known.x0 for known in block.lines)
    return (
        line.baseline - before.baseline > _NEW_BLOCK * pitch * size + 0.4
        or abs(line.size - before.size) > 0.12 * size
        or any(before.bottom <= height + 1 and height <= line.bottom for height in breaks)
        or begins_item(before.text, line.text)
        or line.x0 - left > _INDENT * size
        or not broke_by_width(before, line, left, right)
    )


def _name_kind(block: TextBlock, body: float, bold_fonts: Collection[int]) -> None:
    first = block.lines[0]
    if starts_item(first.text):
        block.kind, block.level = LineKind.LIST_ITEM, 1
        return
    letters = sum(len(line.text) for line in block.lines)
    bold = all(line.font in bold_fonts for line in block.lines)
    large = first.size >= _HEADING_SIZE * body
    if letters <= _LONGEST_HEADING and (large or bold):
        block.kind = LineKind.HEADING
        block.level = 1 if first.size >= 1.5 * body else 2 if large else 3
