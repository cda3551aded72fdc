"""Clusters to lines: what stands on one baseline, from left to right, with the spaces that are drawn or left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from extract.pdf_clusters import Cluster
from extract.pdf_thai import MARKS

_SAME_LINE = 0.33  # of the font size: baselines closer than this are one line (superscripts, other fonts)
_GAP = 0.22  # of the font size: a gap as wide as a narrow space
_OVERPRINT = 0.12  # of the font size: the same letter drawn twice for a shadow or false bold
_LEADING = frozenset("เแโใไ")
_TRAILING = frozenset("ะาำๅๆฯ.,)")  # stand at no line's start
_FIRST_THAI, _LAST_THAI = "\u0e01", "\u0e5b"
_LEFT = attrgetter("x0")


@dataclass(slots=True)
class TextLine:
    """One drawn line. `ends_in_space`: it was broken at a space that the producer kept.

    `head_width` is the room that its first letters need, which no program parts; `right` the right edge of the column
    where the column broke the line, None where it did not.
    """

    text: str
    raw_text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    font: int
    ends_in_space: bool
    baseline: float
    head_width: float = 0.0
    right: float | None = None


def group_lines(clusters: Iterable[Cluster], descents: Mapping[int, float]) -> list[tuple[float, list[Cluster]]]:
    """Clusters by baseline, from the top of the page down; within a line from left to right.

    `descents` gives each font's depth below the baseline, as a (negative) share of the font size.
    """
    rows: dict[float, list[Cluster]] = {}
    low, font = -1e9, -1
    row: list[Cluster] = []
    for cluster in clusters:
        if cluster.bottom != low or cluster.font != font:
            low, font = cluster.bottom, cluster.font
            baseline = round(low + descents.get(font, 0.0) * cluster.size, 1)
            found = rows.get(baseline)
            if found is None:
                found = rows[baseline] = []
            row = found
        row.append(cluster)
    lines: list[tuple[float, list[Cluster]]] = []
    before = -1e9
    for baseline in sorted(rows):
        row = rows[baseline]
        if lines and baseline - before <= _SAME_LINE * min(row[0].size, lines[-1][1][0].size):
            lines[-1][1].extend(row)
        else:
            lines.append((baseline, row))
        before = baseline
    for _, line in lines:
        line.sort(key=_LEFT)
    return lines


def read_line(line: Sequence[Cluster], baseline: float = 0.0) -> TextLine | None:
    """The text of clusters that stand on one line, sorted by x; None where they are only spaces."""
    parts: list[str] = []
    raw: list[str] | None = None
    right, before_x, before_text = -1e9, -1e9, ""
    spaced = True
    first = last = None
    for cluster in line:
        text, x0, x1 = cluster.text, cluster.x0, cluster.x1
        if text == " " or not text or text.isspace():
            if not spaced:
                parts.append(" ")
                spaced = True
                if raw is not None:
                    raw.append(" ")
            right = x1 if x1 > right else right
            continue
        size = cluster.size
        if text == before_text and x0 - before_x < _OVERPRINT * size:
            continue
        if x0 - right > _GAP * size and not spaced and text[0] not in MARKS:
            parts.append(" ")
            if raw is not None:
                raw.append(" ")
        if cluster.drawn is not None and raw is None:
            raw = parts.copy()
        parts.append(text)
        if raw is not None:
            raw.append(text if cluster.drawn is None else cluster.drawn)
        if first is None:
            first = cluster
        last = cluster
        right = x1 if x1 > right else right
        before_x, before_text, spaced = x0, text, False
    if first is None or last is None:
        return None
    text = "".join(parts)
    return TextLine(
        text.rstrip(" "),
        text.rstrip(" ") if raw is None else "".join(raw).rstrip(" "),
        first.x0,
        max(last.x1, first.x1),
        min(first.top, last.top),
        max(first.bottom, last.bottom),
        first.size,
        first.font,
        text.endswith(" "),
        baseline,
        _head_width(line, first),
    )


def _head_width(line: Sequence[Cluster], first: Cluster) -> float:
    """How wide the first letters of a line are: a letter with its vowels before and after it, or a word of another
    script."""
    end = place = line.index(first)
    letter = first.text[0]
    if letter in _LEADING:
        end += 1
    last = len(line) - 1
    if letter > _LAST_THAI or letter < _FIRST_THAI:
        while end < last and line[end + 1].text.isalnum() and line[end + 1].text < _FIRST_THAI:
            end += 1
    while end < last and line[end + 1].text[:1] in _TRAILING:
        end += 1
    return line[min(end, last)].x1 - line[place].x0
