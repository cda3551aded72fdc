"""Pages and words that stand on their side: the page is turned so that most of its text runs from left to right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from operator import itemgetter

from extract.pdf_clusters import Cluster, conflated_fonts, to_clusters
from extract.pdf_glyphs import Glyph, PageContent
from extract.pdf_lines import group_lines, read_line
from extract.pdf_paths import Rules

_DIRECTION = itemgetter(8)
Spread = tuple[float, float, float, float]  # x0, x1, top, bottom


def main_direction(glyphs: Sequence[Glyph]) -> int:
    """The quarter turn that most letters have, 0 on a page without any."""
    if not any(map(_DIRECTION, glyphs)):
        return 0
    counts = Counter(glyph[8] for glyph in glyphs if glyph[8] < 4)
    return max(counts, key=lambda direction: (counts[direction], -direction)) if counts else 0


def turned_box(direction: int, width: float, height: float, box: Spread) -> Spread:
    """A box (x0, x1, top, bottom) after the turn that makes text of `direction` run to the right."""
    x0, x1, top, bottom = box
    if direction == 1:
        return height - bottom, height - top, x0, x1
    if direction == 3:
        return top, bottom, width - x1, width - x0
    if direction == 2:
        return width - x1, width - x0, height - bottom, height - top
    return x0, x1, top, bottom


def turn_glyphs(glyphs: Sequence[Glyph], direction: int, width: float, height: float) -> list[Glyph]:
    """The glyphs in the turned frame; their own directions count from the new one."""
    if not direction:
        return list(glyphs)
    turned: list[Glyph] = []
    for text, x0, x1, top, bottom, advance, size, font, way in glyphs:
        a, b, c, d = turned_box(direction, width, height, (x0, x1, top, bottom))
        turned.append((text, a, b, c, d, advance, size, font, (way - direction) % 4 if way < 4 else way))
    return turned


def turn_page(content: PageContent, direction: int) -> PageContent:
    """The whole page, turned."""
    width, height = content.width, content.height
    rules = Rules()
    for y, x0, x1 in content.rules.horizontal:
        a, b, c, d = turned_box(direction, width, height, (x0, x1, y, y))
        (rules.horizontal if direction == 2 else rules.vertical).append((c, a, b) if direction == 2 else (a, c, d))
    for x, top, bottom in content.rules.vertical:
        a, b, c, d = turned_box(direction, width, height, (x, x, top, bottom))
        (rules.vertical if direction == 2 else rules.horizontal).append((a, c, d) if direction == 2 else (c, a, b))
    for x0, top, x1, bottom, paint in content.rules.areas:
        a, b, c, d = turned_box(direction, width, height, (x0, x1, top, bottom))
        rules.areas.append((a, c, b, d, paint))
    if direction in (1, 3):
        width, height = height, width
    return PageContent(
        width,
        height,
        turn_glyphs(content.glyphs, direction, content.width, content.height),
        rules,
        content.hidden_glyphs,
        content.image_area,
        content.limit,
    )


def sideways_lines(
    glyphs: Sequence[Glyph], direction: int, width: float, height: float, descents: Mapping[int, float]
) -> list[Cluster]:
    """Words that stand on their side on an upright page, each line of them one cluster at its place on the page."""
    turned = turn_glyphs(glyphs, direction, width, height)
    inner_width, inner_height = (height, width) if direction in (1, 3) else (width, height)
    back = {1: 3, 3: 1, 2: 2}[direction]
    found = []
    for _, row in group_lines(to_clusters(turned, conflated_fonts(turned)), descents):
        line = read_line(row)
        if line is not None:
            x0, x1, top, bottom = turned_box(back, inner_width, inner_height, (line.x0, line.x1, line.top, line.bottom))
            drawn = line.raw_text if line.raw_text != line.text else None
            found.append(Cluster(line.text, x0, x1, top, bottom, line.size, line.font, drawn))
    return found
