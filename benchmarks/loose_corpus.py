"""Tables that are not ruled in full, drawn by several producers, and pages of prose whose boxes and bands are none.

    python -m benchmarks.loose_accuracy [FOLDER]

A ruling says which rules and shadings a table has: bands alone, tiles alone, a frame and a header rule, and so on.
Every table of the corpus is drawn in every ruling. Numbers stand on the right, header words in the middle.
"""

from __future__ import annotations

import html
import random
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import font_file, wrap, write_docx
from benchmarks.corpus_content import INDICATORS, SENTENCES, UNITS, Grid, Report, Row, Spot

HEAD, BAND, OTHER = "B8CCE4", "EAF1DD", "FDE9D9"
NUMBER = re.compile(r"[+-]?[\d,.]+%?")


@dataclass(frozen=True, slots=True)
class Ruling:
    """Which rules are drawn (`frame`, `head`: below the header, `rows`, `columns`, `white`: between all cells, white;
    `ends`: above and below the table) and what is shaded (`shade`: `head`, `zebra`, `tiles`)."""

    name: str
    frame: bool = False
    ends: bool = False
    head: bool = False
    rows: bool = False
    columns: bool = False
    white: bool = False
    shade: str = ""


RULINGS = (
    Ruling("zebra", shade="zebra"),
    Ruling("headband", shade="head"),
    Ruling("tiles", shade="tiles"),
    Ruling("whitegaps", white=True, shade="tiles"),
    Ruling("frame", frame=True, head=True),
    Ruling("framerows", frame=True, head=True, rows=True),
    Ruling("framecolumns", frame=True, head=True, columns=True),
    Ruling("rows", ends=True, head=True, rows=True),
    Ruling("three", ends=True, head=True),
    Ruling("zebraframe", frame=True, shade="zebra"),
)


def reports() -> tuple[Report, ...]:
    return (ten(), two_years(), plan())


def _rows(texts: Sequence[Sequence[str | Spot]]) -> tuple[Row, ...]:
    return tuple(tuple(cell if isinstance(cell, Spot) else Spot(cell) for cell in row) for row in texts)


def ten() -> Report:
    """Ten indicators with scores, levels, empty cells and a total over two columns."""
    rng = random.Random(21)
    body: list[list[str | Spot]] = [
        [str(number), name, f"{rng.randrange(500, 10000) / 100:.2f}", rng.choice(("ผ่าน", "ผ่านดี", "ผ่านดีเยี่ยม")),
         "" if number % 4 else "ต่ำกว่าค่าเป้าหมาย"]
        for number, name in enumerate(INDICATORS, 1)
    ]  # fmt: skip
    body.append([Spot("คะแนนเฉลี่ยรวม", 2), "91.36", "ผ่านดี", ""])
    head = [["ที่", "ตัวชี้วัด", "คะแนน", "ระดับ", "หมายเหตุ"]]
    grid = Grid((0.7, 3.4, 1.2, 1.6, 2.2), _rows(head), _rows(body))
    return Report("ten", False, (SENTENCES[0] + " " + SENTENCES[5], grid, SENTENCES[11]))


def two_years() -> Report:
    """A header on two levels over numbers that stand on the right."""
    rng = random.Random(22)
    head: list[list[str | Spot]] = [
        [Spot("ตัวชี้วัด", 1, 2), Spot("คะแนนที่ได้", 2), Spot("ผลต่าง", 1, 2)],
        ["ปี ๒๕๖๗", "ปี ๒๕๖๘"],
    ]
    body = []
    for name in INDICATORS:
        before, after = rng.randrange(5000, 10001), rng.randrange(5000, 10001)
        body.append([name, f"{before / 100:.2f}", f"{after / 100:.2f}", f"{(after - before) / 100:+.2f}"])
    grid = Grid((3.4, 1.4, 1.4, 1.4), _rows(head), _rows(body))
    return Report("years", False, (SENTENCES[1], grid, SENTENCES[2]))


def plan() -> Report:
    """Measures in wrapped cells of several lines."""
    rng = random.Random(23)
    head = [["ที่", "มาตรการ", "ขั้นตอนการดำเนินงาน", "ผู้รับผิดชอบ", "งบประมาณ (บาท)", "ผลการดำเนินการ"]]
    body = [
        [
            str(number),
            rng.choice(SENTENCES),
            " ".join(rng.sample(SENTENCES, 2)),
            rng.choice(UNITS),
            rng.choice(("-", "20,000", "135,000", "")),
            rng.choice((rng.choice(SENTENCES), "อยู่ระหว่างดำเนินการ")),
        ]
        for number in range(1, 6)
    ]
    grid = Grid((0.6, 2.6, 3.4, 1.5, 1.3, 2.4), _rows(head), _rows(body))
    return Report("plan", True, ("แผนการดำเนินงานตามมาตรการ", grid))


def shade_of(ruling: Ruling, row: int, column: int, heads: int) -> str | None:
    """The colour behind a cell of a row and column (from 0)."""
    if ruling.shade and row < heads:
        return HEAD
    if ruling.shade == "tiles":
        return BAND if column % 2 else OTHER
    return BAND if ruling.shade == "zebra" and (row - heads) % 2 == 0 else None


def _is_parted(grid: Grid, ruling: Ruling, row_no: int, spot: Spot) -> bool:
    """Whether a header cell of the upper level has a rule below it: where there are verticals."""
    return ruling.columns and row_no + spot.row_span - 1 < len(grid.head)


# ---- HTML ----
def as_html(report: Report, ruling: Ruling, family: str, size: int) -> str:
    font = font_file(family)
    face = f'@font-face{{font-family:"{family}";src:url("{font.as_uri()}")}}' if font else ""
    line = "1px solid #000"
    style = ["border-collapse:collapse;width:100%;table-layout:fixed"]
    style += [f"border:{line}"] * ruling.frame + [f"border-top:{line};border-bottom:{line}"] * ruling.ends
    cell = ["padding:3px 5px;vertical-align:top;font-weight:normal"]
    cell += [f"border-bottom:{line}"] * ruling.rows + [f"border-left:{line};border-right:{line}"] * ruling.columns
    cell += ["border:2px solid #fff"] * ruling.white
    page = "landscape" if report.landscape else "portrait"
    parts = [
        f'<html lang="th"><meta charset="utf-8"><style>{face}@page{{size:A4 {page};margin:15mm}}'
        f'body{{font-family:"{family}";font-size:{size}pt}}table{{{";".join(style)}}}td,th{{{";".join(cell)}}}'
        f"thead{{border-bottom:{line if ruling.head else 'none'}}}</style><body>"
    ]
    parts += [
        f"<p>{html.escape(block)}</p>" if isinstance(block, str) else _html_table(block, ruling)
        for block in report.blocks
    ]
    return "".join(parts)


def _html_table(grid: Grid, ruling: Ruling) -> str:
    heads = len(grid.head)
    rows = [""] * (heads + len(grid.body))
    for row_no, col_no, spot in grid.places():
        colour = shade_of(ruling, row_no - 1, col_no - 1, heads)
        align = "center" if row_no <= heads else "right" if NUMBER.fullmatch(spot.text) else "left"
        style = f"text-align:{align}" + (f";background:#{colour}" if colour else "")
        style += ";border-bottom:1px solid #000" * _is_parted(grid, ruling, row_no, spot)
        tag = "th" if row_no <= heads else "td"
        text = html.escape(spot.text)
        rows[row_no - 1] += f'<{tag} colspan={spot.col_span} rowspan={spot.row_span} style="{style}">{text}</{tag}>'
    cols = "".join(f'<col style="width:{100 * width / sum(grid.widths):.1f}%">' for width in grid.widths)
    body = "".join(f"<tr>{row}</tr>" for row in rows[heads:])
    head = "".join(f"<tr>{row}</tr>" for row in rows[:heads])
    return f"<table><colgroup>{cols}</colgroup><thead>{head}</thead><tbody>{body}</tbody></table>"


def print_chromium(source: str, out: Path) -> None:
    page = out.with_suffix(".html")
    page.write_text(source, encoding="utf-8")
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
         f"--print-to-pdf={out}", page.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    page.unlink()


def print_weasyprint(source: str, out: Path) -> None:
    from weasyprint import HTML  # noqa: PLC0415

    HTML(string=source).write_pdf(out)


def draw_chromium(report: Report, ruling: Ruling, out: Path) -> None:
    print_chromium(as_html(report, ruling, "Sarabun", 10), out)


def draw_weasyprint(report: Report, ruling: Ruling, out: Path) -> None:
    print_weasyprint(as_html(report, ruling, "Sarabun", 10), out)


# ---- Typst ----
def escape_typst(text: str) -> str:
    return re.sub(r"([\\#$*_\[\]<>@`~\"'/+=.-])", r"\\\1", text)


def typst_table(grid: Grid, ruling: Ruling) -> str:
    heads, end = len(grid.head), len(grid.head) + len(grid.body)

    def cell(row_no: int, col_no: int, spot: Spot) -> str:
        colour = shade_of(ruling, row_no - 1, col_no - 1, heads)
        align = "center" if row_no <= heads else "right" if NUMBER.fullmatch(spot.text) else "left"
        fill = f',fill:rgb("{colour}")' if colour else ""
        return (
            f"table.cell(x:{col_no - 1},y:{row_no - 1},colspan:{spot.col_span},rowspan:{spot.row_span},"
            f"align:{align}{fill})[{escape_typst(spot.text)}]"
        )

    ink = "2pt + white" if ruling.white else "none"
    lines = [f"table.hline(y:{y},stroke:0.5pt)" for y in (0, end) if ruling.frame or ruling.ends]
    lines += [f"table.vline(x:{x},stroke:0.5pt)" for x in (0, len(grid.widths)) if ruling.frame]
    lines += [f"table.hline(y:{heads},stroke:0.5pt)"] * ruling.head
    lines += [f"table.hline(y:{y},stroke:0.5pt)" for y in range(heads + 1, end) if ruling.rows]
    lines += [f"table.vline(x:{x},stroke:0.5pt)" for x in range(1, len(grid.widths)) if ruling.columns]
    lines += [
        f"table.hline(y:{row_no + spot.row_span - 1},start:{col_no - 1},end:{col_no - 1 + spot.col_span},stroke:0.5pt)"
        for row_no, col_no, spot in grid.places()
        if _is_parted(grid, ruling, row_no, spot)
    ]
    columns = ",".join(f"{width}fr" for width in grid.widths)
    cells = ",\n".join([cell(*place) for place in grid.places()] + lines)
    return f"#table(columns:({columns}),stroke:{ink},\n{cells})\n\n"


def compile_typst(source: str, out: Path, family: str, size: int, *, flipped: bool = False) -> None:
    import typst  # noqa: PLC0415

    page = out.with_suffix(".typ")
    head = f'#set page(paper:"a4",flipped:{str(flipped).lower()},margin:15mm)\n'
    head += f'#set text(font:"{family}",size:{size}pt,lang:"th")\n'
    page.write_text(head + source, encoding="utf-8")
    typst.compile(str(page), output=str(out), font_paths=[str(path.parent) for path in [font_file(family)] if path])
    page.unlink()


def draw_typst(report: Report, ruling: Ruling, out: Path) -> None:
    parts = [
        escape_typst(block) + "\n\n" if isinstance(block, str) else typst_table(block, ruling)
        for block in report.blocks
    ]
    compile_typst("".join(parts), out, "Sarabun", 10, flipped=report.landscape)


# ---- ReportLab ----
def draw_reportlab(report: Report, ruling: Ruling, out: Path) -> None:
    from reportlab.lib.pagesizes import A4, landscape  # noqa: PLC0415
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415
    from reportlab.platypus import Preformatted, SimpleDocTemplate, Spacer  # noqa: PLC0415

    pdfmetrics.registerFont(TTFont("Sarabun", str(font_file("Sarabun"))))
    paper = landscape(A4) if report.landscape else A4
    room = paper[0] - 80
    style = ParagraphStyle("thai", fontName="Sarabun", fontSize=10, leading=14)

    def measure(text: str) -> float:
        return float(pdfmetrics.stringWidth(text, "Sarabun", 10))

    flow: list[object] = []
    for block in report.blocks:
        if isinstance(block, str):
            flow += [Preformatted("\n".join(wrap(block, room - 12, measure)), style), Spacer(1, 6)]
        else:
            flow += [_reportlab_table(block, ruling, room, measure), Spacer(1, 6)]
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 40)
    SimpleDocTemplate(str(out), pagesize=paper, **margins).build(flow)


def _reportlab_table(grid: Grid, ruling: Ruling, room: float, measure: Callable[[str], float]) -> object:
    from reportlab.lib import colors  # noqa: PLC0415
    from reportlab.platypus import LongTable, TableStyle  # noqa: PLC0415

    heads, count = len(grid.head), len(grid.head) + len(grid.body)
    widths = [room * width / sum(grid.widths) for width in grid.widths]
    data = [["" for _ in widths] for _ in range(count)]
    everywhere, black = ((0, 0), (-1, -1)), colors.black
    looks: list[tuple[object, ...]] = [
        ("FONT", *everywhere, "Sarabun", 10),
        ("LEADING", *everywhere, 14),
        ("VALIGN", *everywhere, "TOP"),
        ("ALIGN", (0, 0), (-1, heads - 1), "CENTER"),
    ]
    looks += [("BOX", *everywhere, 0.5, black)] * ruling.frame
    looks += [("LINEABOVE", (0, 0), (-1, 0), 0.5, black), ("LINEBELOW", (0, -1), (-1, -1), 0.5, black)] * ruling.ends
    looks += [("LINEBELOW", (0, heads - 1), (-1, heads - 1), 0.5, black)] * ruling.head
    looks += [("LINEBELOW", (0, heads), (-1, -1), 0.5, black)] * ruling.rows
    looks += [("LINEAFTER", (0, 0), (-2, -1), 0.5, black)] * ruling.columns
    looks += [("GRID", *everywhere, 2, colors.white)] * ruling.white
    for row in range(count):  # one area a row, but for tiles
        step = 1 if ruling.shade == "tiles" else len(widths)
        for column in range(0, len(widths), step):
            colour = shade_of(ruling, row, column, heads)
            if colour:
                end = (column + step - 1, row)
                looks.append(("BACKGROUND", (column, row), end, colors.HexColor(f"#{colour}")))
    for row_no, col_no, spot in grid.places():
        row, column = row_no - 1, col_no - 1
        inner = sum(widths[column : column + spot.col_span]) - 12
        data[row][column] = "\n".join(wrap(spot.text, inner, measure))
        if row >= heads and NUMBER.fullmatch(spot.text):
            looks.append(("ALIGN", (column, row), (column, row), "RIGHT"))
        if _is_parted(grid, ruling, row_no, spot):
            looks.append(("LINEBELOW", (column, row), (column + spot.col_span - 1, row), 0.5, black))
        if spot.col_span > 1 or spot.row_span > 1:
            looks.append(("SPAN", (column, row), (column + spot.col_span - 1, row + spot.row_span - 1)))
    return LongTable(data, colWidths=widths, style=TableStyle(looks))


# ---- LibreOffice ----
def draw_libreoffice(report: Report, ruling: Ruling, out: Path) -> None:
    path = out.with_suffix(".docx")
    write_docx(report, path, "Sarabun", 10)
    _dress(path, next(block for block in report.blocks if isinstance(block, Grid)), ruling)
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(out.parent), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    path.unlink()


def _dress(path: Path, grid: Grid, ruling: Ruling) -> None:
    """Borders, shadings and alignment of the one table of a Word document."""
    from docx import Document  # noqa: PLC0415
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.oxml import parse_xml  # noqa: PLC0415
    from docx.oxml.ns import nsdecls  # noqa: PLC0415

    def side(name: str, drawn: bool, colour: str = "000000") -> str:
        return f'<w:{name} w:val="{"single" if drawn else "nil"}" w:sz="4" w:space="0" w:color="{colour}"/>'

    document = Document(str(path))
    table = document.tables[0]
    table.style = "Normal Table"
    heads, end = len(grid.head), len(grid.head) + len(grid.body)
    for row_no, col_no, spot in grid.places():
        box = table.cell(row_no - 1, col_no - 1)
        last, right = row_no + spot.row_span - 1, col_no + spot.col_span - 1
        drawn = {
            "top": (row_no == 1 and (ruling.frame or ruling.ends)) or (row_no > heads + 1 and ruling.rows),
            "left": ruling.frame if col_no == 1 else ruling.columns,
            "bottom": (ruling.frame or ruling.ends) if last == end else ruling.head if last == heads else
            (last > heads and ruling.rows) or _is_parted(grid, ruling, row_no, spot),
            "right": ruling.frame if right == len(grid.widths) else ruling.columns,
        }  # fmt: skip
        white = ruling.white
        borders = "".join(side(name, on or white, "FFFFFF" if white else "000000") for name, on in drawn.items())
        for down in range(row_no - 1, last):
            xml = table.rows[down]._tr.tc_at_grid_offset(col_no - 1).get_or_add_tcPr()
            xml.append(parse_xml(f"<w:tcBorders {nsdecls('w')}>{borders}</w:tcBorders>"))
            colour = shade_of(ruling, row_no - 1, col_no - 1, heads)
            if colour:
                xml.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>'))
        align = "CENTER" if row_no <= heads else "RIGHT" if NUMBER.fullmatch(spot.text) else "LEFT"
        box.paragraphs[0].alignment = getattr(WD_ALIGN_PARAGRAPH, align)
    document.save(str(path))


Draw = Callable[[Report, Ruling, Path], None]
PRODUCERS: dict[str, tuple[Draw, str]] = {  # how, and the program that must be there
    "typst": (draw_typst, ""),
    "reportlab": (draw_reportlab, ""),
    "weasyprint": (draw_weasyprint, ""),
    "chromium": (draw_chromium, "chromium"),
    "libreoffice": (draw_libreoffice, "soffice"),
}


# ---- no tables ----
def _say(start: int, count: int = 3) -> str:
    return " ".join(SENTENCES[(start + place) % len(SENTENCES)] for place in range(count))


def _items(count: int) -> str:
    return "\n".join(f"+ {_say(place, 1 + place % 2)}" for place in range(count))


def _banded(texts: Sequence[str]) -> str:
    return "\n".join(
        f"#block(width:100%,inset:4pt,spacing:0pt,fill:{'luma(230)' if place % 2 else 'white'})[{text}]"
        for place, text in enumerate(texts)
    )


_SIGNED = (
    "#rect(width:100%)[#grid(columns:(1fr,1fr),align:center,"
    "[ลงชื่อ#box(width:60pt,repeat[.])ผู้รายงาน\\ (นายสมมติ ใจดี)\\ นักวิเคราะห์],"
    "[ลงชื่อ#box(width:60pt,repeat[.])ผู้ตรวจ\\ (นางสมมติ ใจงาม)\\ ปลัดเทศบาล])]"
)
_LETTER = "#block(width:100%,inset:6pt,fill:aqua)[เทศบาลตำบลดอนแก้วงาม #h(1fr) ๑๗ มกราคม ๒๕๖๘]"
NOTES = {  # pages of prose with frames, bands, rules and highlights: Typst sources
    "box_with_title": f"#rect(width:100%)[หมายเหตุ]\n#v(-1em)#rect(width:100%)[{_say(2, 5)}]",
    "shaded_note": f"#block(fill:aqua,inset:6pt)[*ข้อควรทราบ*\n\n{_say(3)}\n{_items(4)}]",
    "box_with_list": f"#rect(width:100%)[ขั้นตอน\n{_items(5)}]",
    "highlights": " ".join(f"#highlight[{text[:30]}]{text[30:]}" for text in SENTENCES),
    "bands_of_prose": _banded([_say(place, 2) for place in range(10)]),
    "bands_of_short_lines": _banded([SENTENCES[place][:40] for place in range(10)]),
    "panels": f"#grid(columns:(1fr,1fr),gutter:2pt,fill:silver,inset:6pt,[{_say(1)}],[{_say(7)}])",
    "rules_between_prose": "\n#line(length:100%)\n".join(_say(place) for place in range(5)),
    "letter_head": f"{_LETTER}\n\nเรื่อง ขอเชิญประชุม\n\nเรียน ผู้อำนวยการ\n\nอ้างถึง หนังสือที่ ๑๒",
    "shaded_headings": "\n".join(
        f"#block(width:100%,inset:4pt,fill:aqua)[{place}. #h(1em) หัวข้อ]\n{_say(place)}\n" for place in range(1, 6)
    ),
    "signatures": _SIGNED,
}


def draw_notes(folder: Path) -> list[Path]:
    """Draws the pages that have no table by Typst."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = []
    for name, source in NOTES.items():
        drawn.append(folder / f"{name}.pdf")
        text = re.sub(r"@|(?<=ที่ )\*", "", source)
        compile_typst(f"{_say(0)}\n\n{text}\n\n{_say(9)}", drawn[-1], "Sarabun", 11)
    return drawn


def truth_of(report: Report) -> list[list[object]]:
    grid = next(block for block in report.blocks if isinstance(block, Grid))
    return [[row, col, spot.text, spot.col_span, spot.row_span] for row, col, spot in grid.places()]


def draw(folder: Path, wanted: Sequence[str] = ()) -> list[str]:
    """Draws every table in every ruling by `wanted` producers (all by default); gives what could not be drawn."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = []
    for tag in wanted or PRODUCERS:
        how, program = PRODUCERS[tag]
        if program and shutil.which(program) is None:
            missing.append(f"{tag}: {program} is not installed")
            continue
        for ruling in RULINGS:
            for report in reports():
                out = folder / f"{ruling.name}__{report.name}__{tag}.pdf"
                try:
                    if not out.exists():
                        how(report, ruling, out)
                except Exception as error:
                    missing.append(f"{out.stem}: {type(error).__name__}: {str(error)[:200]}")
    return missing
