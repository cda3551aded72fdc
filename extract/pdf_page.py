"""One page: what it draws, to paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from extract.pdf_carried import Carried, carried_over
from extract.pdf_cells import CellBox, find_cells, group_tables
from extract.pdf_clusters import Cluster, conflated_fonts, to_clusters
from extract.pdf_columns import Region, text_regions
from extract.pdf_edges import Edges, to_edges
from extract.pdf_fitness import Fitness, measure
from extract.pdf_fonts import FontFacts
from extract.pdf_glyphs import SLANTING, Glyph, PageContent
from extract.pdf_limits import LimitExceededError
from extract.pdf_lines import TextLine, group_lines, read_line
from extract.pdf_loose_tables import find_loose_tables, with_columns
from extract.pdf_paragraphs import TextBlock, to_paragraphs
from extract.pdf_row_split import part_rows
from extract.pdf_shading import find_shades
from extract.pdf_tables import GridTable, read_cells, share_out, to_grid
from extract.pdf_turn import main_direction, sideways_lines, turn_page

_OUTSIDE = 2.0  # points over the page's edge that a letter may reach
_SCAN_AREA = 0.5  # of the page: an image this large with next to no text, or behind hidden text, is a scan
_FEW_LETTERS = 20
_MOST_HIDDEN = 0.5  # of the letters


@dataclass(frozen=True, slots=True)
class PageRead:
    """What a page says: blocks in reading order, and how fit its text layer is."""

    number: int
    blocks: tuple[TextBlock | GridTable, ...]
    fitness: Fitness
    turned: int
    off_page: int
    image_area: float
    limit: str | None
    reader: str
    unsure: int = 0  # glyphs that may be a lost tone
    from_font: int = 0  # glyphs whose letter the font gave, because the PDF's map of it was wrong
    carried: Carried | None = None  # the table without full ruling that the page's end cuts

    @property
    def shows_image(self) -> bool:
        """Whether an image covers most of the page, as a scan does."""
        return self.image_area >= _SCAN_AREA

    @property
    def hides_text(self) -> bool:
        """Whether most letters are drawn invisible, as OCR programs put them under a scan."""
        return self.fitness.hidden_share > _MOST_HIDDEN

    @property
    def needs_ocr(self) -> bool:
        """Whether the page shows more than its text layer says, or has a layer that cannot be trusted.

        A layer that another program put under a scan is a reading too, and one that no Thai digit survives.
        """
        if not self.blocks or not self.fitness.fit:
            return True
        return self.shows_image and (self.fitness.letters < _FEW_LETTERS or self.hides_text)


def read_page(
    content: PageContent, fonts: FontFacts, number: int, reader: str, before: Carried | None = None
) -> PageRead:
    """Lays out one page. `number` counts from 1; `reader` is the name of what gave the content; `before` the table that
    the end of the page before cut."""
    direction = main_direction(content.glyphs)
    page = turn_page(content, direction) if direction else content
    glyphs, off_page = on_page(page)
    clusters = all_clusters(glyphs, page, fonts)
    limit = page.limit
    edges = to_edges(page.rules)
    try:
        tables, boxes = ruled_tables(edges)
    except LimitExceededError as error:
        tables, boxes, limit = [], [], error.what
    outside = share_out(clusters, tables)
    shades = find_shades(page.rules.areas, page.width, page.height) if page.rules.areas else []
    tables, of_notes = with_columns(tables, edges.horizontal, shades, fonts.descents, page.width)
    outside += of_notes
    for table in tables:
        part_rows(table, fonts.descents)
        read_cells(table, fonts.descents)
    tables = [table for table in tables if any(cell.lines for cell in table.cells)]
    rows = group_lines(outside, fonts.descents)
    if before is not None and abs(before.width - page.width) > 1:
        before = None
    if boxes or shades or before or len(edges.horizontal) > 1:
        loose, rows = find_loose_tables(rows, edges, boxes, shades, page.height, before)
        tables += loose
    regions = text_regions(rows, read_lines(rows))
    blocks = in_reading_order(regions, tables, fonts)
    text = "\n".join(line.text for block in blocks for line in lines_of(block))
    fitness = measure(text, glyphs, page.hidden_glyphs)
    unsure = sum(glyph[7] in fonts.unsure and not glyph[0] for glyph in glyphs) if fonts.unsure else 0
    from_font = sum(glyph[0] in fonts.mended.get(glyph[7], ()) for glyph in glyphs) if fonts.mended else 0
    return PageRead(
        number, tuple(blocks), fitness, direction, off_page, page.image_area, limit, reader, unsure, from_font,
        carried_over(tables, rows, page.width, page.height),
    )  # fmt: skip


def on_page(page: PageContent) -> tuple[list[Glyph], int]:
    """The glyphs that stand on the page, and how many do not (what layout programs leave beside it)."""
    if page.width <= 0 or page.height <= 0:
        return page.glyphs, 0
    right, low = page.width + _OUTSIDE, page.height + _OUTSIDE
    if not page.glyphs or (
        min(map(itemgetter(1), page.glyphs)) >= -_OUTSIDE
        and max(map(itemgetter(2), page.glyphs)) <= right
        and min(map(itemgetter(4), page.glyphs)) >= 0
        and max(map(itemgetter(3), page.glyphs)) <= low
    ):
        return page.glyphs, 0
    kept = [
        glyph
        for glyph in page.glyphs
        if glyph[1] >= -_OUTSIDE and glyph[2] <= right and glyph[4] >= 0 and glyph[3] <= low
    ]  # fmt: skip
    return kept, len(page.glyphs) - len(kept)


def all_clusters(glyphs: list[Glyph], page: PageContent, fonts: FontFacts) -> list[Cluster]:
    """Clusters of the upright text, and each line that stands on its side or slants as one cluster."""
    if not any(map(itemgetter(8), glyphs)):
        return to_clusters(glyphs, conflated_fonts(glyphs))
    upright = [glyph for glyph in glyphs if glyph[8] == 0]
    clusters = to_clusters(upright, conflated_fonts(upright))
    for direction in (1, 2, 3):
        turned = [glyph for glyph in glyphs if glyph[8] == direction]
        if turned:
            clusters += sideways_lines(turned, direction, page.width, page.height, fonts.descents)
    slanting = to_clusters([glyph for glyph in glyphs if glyph[8] == SLANTING])
    if slanting:  # a watermark: one line of its own, not mixed into the text that it crosses
        text = "".join(cluster.text for cluster in slanting)
        first = slanting[0]
        clusters.append(Cluster(text, first.x0, first.x1, first.top, first.bottom, first.size, first.font))
    return clusters


def ruled_tables(edges: Edges) -> tuple[list[GridTable], list[CellBox]]:
    """The tables whose cells are drawn with rules, and the boxes that touch no other. Raises `LimitExceededError`."""
    if not edges.vertical or not edges.horizontal:
        return [], []
    cells = find_cells(edges)
    groups = group_tables(cells)
    grids = (to_grid(group, edges.closed, edges.sides) for group in groups)
    alone = set(cells).difference(cell for group in groups for cell in group)
    return [grid for grid in grids if grid is not None], sorted(alone, key=lambda box: (box[1], box[0]))


def read_lines(rows: Sequence[tuple[float, list[Cluster]]]) -> list[TextLine]:
    read = (read_line(line, baseline) for baseline, line in rows)
    return [line for line in read if line is not None]


def in_reading_order(
    regions: Sequence[Region], tables: Sequence[GridTable], fonts: FontFacts
) -> list[TextBlock | GridTable]:
    """Paragraphs and tables from the top of the page down, and column after column."""
    breaks = [height for table in tables for height in (table.box[1], table.box[3])]
    placed: list[tuple[Region, TextBlock | GridTable]] = [
        (region, block) for region in regions for block in to_paragraphs(region.lines, breaks, fonts.bold)
    ]
    placed += [(_region_of(table, regions), table) for table in tables]
    placed.sort(key=lambda pair: (pair[0].top, pair[0].column, round(pair[1].box[1], 1), pair[1].box[0]))
    return [block for _, block in placed]


def _region_of(table: GridTable, regions: Sequence[Region]) -> Region:
    """The last region that starts above a table and has it between its sides."""
    x = (table.box[0] + table.box[2]) / 2
    over = [region for region in regions if region.top <= table.box[1] and region.x0 <= x <= region.x1]
    return over[-1] if over else regions[0]


def lines_of(block: TextBlock | GridTable) -> list[TextLine]:
    """All drawn lines of a block."""
    if isinstance(block, TextBlock):
        return block.lines
    return [line for cell in block.cells for line in cell.lines]
