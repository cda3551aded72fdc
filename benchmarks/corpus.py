"""Draws the corpus: the reports of `corpus_content` by several PDF producers, with the truth beside them.

    python -m benchmarks.corpus OUT [producer …]

Producers that pip installs (fpdf2, ReportLab, Typst, WeasyPrint) are part of the extra `corpus`; LibreOffice and
Chromium are used where they are installed. Fonts: Sarabun (OFL, package fontpkg-sarabun) and, where the system has
them, Laksaman, Loma, Garuda and Norasi (Debian's fonts-thai-tlwg).
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.corpus_content import Grid, Report, Spot, reports

FONT_FOLDERS = (Path("/usr/share/fonts/truetype/tlwg"), Path("/usr/share/fonts/opentype/tlwg"))


def font_file(family: str) -> Path | None:
    """The regular TrueType file of a family, None where the machine has none."""
    if family == "Sarabun":
        try:
            import fontpkg_sarabun  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415
        except ImportError:
            return None
        return Path(fontpkg_sarabun.ROOT) / "files" / "Sarabun-Regular.ttf"
    for folder in FONT_FOLDERS:
        for suffix in (".ttf", ".otf"):
            path = folder / f"{family}{suffix}"
            if path.exists():
                return path
    return None


# ---- HTML: Chromium, WeasyPrint ----
def as_html(report: Report, family: str, size: int, font: Path | None) -> str:
    def escape(text: str) -> str:
        return html.escape(text).replace("\n", "<br>")

    def cell(tag: str, spot: Spot) -> str:
        return f"<{tag} colspan={spot.col_span} rowspan={spot.row_span}>{escape(spot.text)}</{tag}>"

    face = f'@font-face{{font-family:"{family}";src:url("{font.as_uri()}")}}' if font else ""
    page = "landscape" if report.landscape else "portrait"
    parts = [
        f'<html lang="th"><meta charset="utf-8"><style>{face}@page{{size:A4 {page};margin:15mm}}'
        f'body{{font-family:"{family}";font-size:{size}pt}}'
        "table{border-collapse:collapse;width:100%;table-layout:fixed}"
        "td,th{border:1px solid #000;padding:2px 4px;vertical-align:top;font-weight:normal;overflow-wrap:break-word}"
        "</style><body>"
    ]
    for block in report.blocks:
        if isinstance(block, str):
            parts.append(f"<p>{escape(block)}</p>")
            continue
        total = sum(block.widths)
        cols = "".join(f'<col style="width:{100 * width / total:.1f}%">' for width in block.widths)
        head = "".join("<tr>" + "".join(cell("th", spot) for spot in row) + "</tr>" for row in block.head)
        body = "".join("<tr>" + "".join(cell("td", spot) for spot in row) + "</tr>" for row in block.body)
        parts.append(f"<table><colgroup>{cols}</colgroup><thead>{head}</thead><tbody>{body}</tbody></table>")
    return "".join(parts)


def draw_chromium(report: Report, out: Path, family: str, size: int) -> None:
    page = out.with_suffix(".html")
    page.write_text(as_html(report, family, size, font_file(family)), encoding="utf-8")
    chromium = shutil.which("chromium") or "chromium"
    subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
         f"--print-to-pdf={out}", page.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    page.unlink()


def draw_weasyprint(report: Report, out: Path, family: str, size: int) -> None:
    from weasyprint import HTML  # noqa: PLC0415

    HTML(string=as_html(report, family, size, font_file(family))).write_pdf(out)


# ---- Word document: LibreOffice ----
def draw_libreoffice(report: Report, out: Path, family: str, size: int) -> None:
    document = out.with_suffix(".docx")
    write_docx(report, document, family, size)
    office = shutil.which("soffice") or "soffice"
    subprocess.run(
        [office, "--headless", "--convert-to", "pdf", "--outdir", str(out.parent), str(document)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    document.unlink()


def write_docx(report: Report, path: Path, family: str, size: int) -> None:
    from docx import Document  # noqa: PLC0415
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = family, Pt(size)
    properties = style.element.get_or_add_rPr()
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        properties.find(qn("w:rFonts")).set(qn(f"w:{kind}"), family)
    complex_size = OxmlElement("w:szCs")
    complex_size.set(qn("w:val"), str(size * 2))
    properties.append(complex_size)
    language = OxmlElement("w:lang")
    language.set(qn("w:bidi"), "th-TH")
    properties.append(language)
    section = document.sections[0]
    width, height = (297, 210) if report.landscape else (210, 297)
    section.orientation = WD_ORIENT.LANDSCAPE if report.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    for margin in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, margin, Mm(18))
    style.paragraph_format.space_after = Pt(2)
    for block in report.blocks:
        if isinstance(block, str):
            justified = WD_ALIGN_PARAGRAPH.JUSTIFY if len(block) > 150 else WD_ALIGN_PARAGRAPH.LEFT
            document.add_paragraph(block).alignment = justified
            continue
        rows, columns = len(block.head) + len(block.body), len(block.widths)
        table = document.add_table(rows=rows, cols=columns)
        table.style, table.autofit = "Table Grid", False
        for row in table.rows:
            for column, box in enumerate(row.cells):
                box.width = Mm((width - 36) * block.widths[column] / sum(block.widths))
        for row_no, col_no, spot in block.places():
            box = table.cell(row_no - 1, col_no - 1)
            if spot.col_span > 1 or spot.row_span > 1:
                box = box.merge(table.cell(row_no + spot.row_span - 2, col_no + spot.col_span - 2))
            first, *others = spot.text.split("\n")
            box.paragraphs[0].text = first
            for line in others:
                box.add_paragraph(line)
        for row_no in range(len(block.head)):
            header = OxmlElement("w:tblHeader")
            header.set(qn("w:val"), "true")
            table.rows[row_no]._tr.get_or_add_trPr().append(header)
    document.save(str(path))


# ---- Typst ----
def draw_typst(report: Report, out: Path, family: str, size: int) -> None:
    import typst  # noqa: PLC0415

    def escape(text: str) -> str:
        return re.sub(r"([\\#$*_\[\]<>@`~\"'/+=.-])", r"\\\1", text)

    def cell(spot: Spot) -> str:
        lines = " \\\n".join(escape(line) for line in spot.text.split("\n"))
        return f"table.cell(colspan:{spot.col_span},rowspan:{spot.row_span})[{lines}]"

    parts = [
        f'#set page(paper:"a4",flipped:{str(report.landscape).lower()},margin:15mm)\n'
        f'#set text(font:"{family}",size:{size}pt,lang:"th")\n'
    ]
    for block in report.blocks:
        if isinstance(block, str):
            parts.append(escape(block) + "\n\n")
            continue
        columns = ",".join(f"{width}fr" for width in block.widths)
        head = ",".join(cell(spot) for row in block.head for spot in row)
        body = ",\n".join(cell(spot) for row in block.body for spot in row)
        parts.append(f"#table(columns:({columns}),\ntable.header({head}),\n{body})\n\n")
    source = out.with_suffix(".typ")
    source.write_text("".join(parts), encoding="utf-8")
    folders = [str(path.parent) for path in [font_file(family)] if path]
    typst.compile(str(source), output=str(out), font_paths=folders)
    source.unlink()


# ---- ReportLab, plain and as two Windows programs write Thai ----
_CLUSTER = re.compile(
    r" +|[^\s\u0e01-\u0e5b\uf700-\uf71a]+"
    r"|[เแโใไ]?[^\u0e31\u0e33-\u0e3a\u0e47-\u0e4e\uf700-\uf71a][\u0e31-\u0e3a\u0e47-\u0e4e\uf700-\uf71a]*"
    r"(?:\u0e4d?[\u0e48-\u0e4b\uf70a-\uf70d]?\u0e32)?"
)


def torn_am(text: str) -> str:
    """SARA AM as Word draws it: ring, tone, AA."""
    return re.sub("([\u0e48-\u0e4b]?)\u0e33", lambda match: "\u0e4d" + match.group(1) + "\u0e32", text)


def wrap(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Lines no wider than `width`, broken between clusters; a space at a break is not drawn."""
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _CLUSTER.findall(paragraph):
            if line and measure(line + piece) > width:
                lines.append(line.rstrip(" "))
                line = "" if piece.isspace() else piece
            else:
                line += piece
        lines.append(line)
    return lines


def draw_reportlab(report: Report, out: Path, family: str, size: int, spell: Callable[[str], str] = str) -> None:
    from reportlab.lib import colors  # noqa: PLC0415
    from reportlab.lib.pagesizes import A4, landscape  # noqa: PLC0415
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415
    from reportlab.platypus import (  # noqa: PLC0415
        LongTable,
        Preformatted,
        SimpleDocTemplate,
        Spacer,
        TableStyle,
    )  # fmt: skip

    pdfmetrics.registerFont(TTFont(family, str(font_file(family))))
    paper = landscape(A4) if report.landscape else A4
    room = paper[0] - 80
    leading = size * 1.35
    style = ParagraphStyle("thai", fontName=family, fontSize=size, leading=leading)

    def measure(text: str) -> float:
        return float(pdfmetrics.stringWidth(text, family, size))

    flow: list[object] = []
    for block in report.blocks:
        if isinstance(block, str):
            flow += [Preformatted("\n".join(wrap(spell(block), room - 12, measure)), style), Spacer(1, 6)]
            continue
        widths = [room * width / sum(block.widths) for width in block.widths]
        data = [["" for _ in widths] for _ in (*block.head, *block.body)]
        looks: list[tuple[object, ...]] = [
            ("FONT", (0, 0), (-1, -1), family, size), ("LEADING", (0, 0), (-1, -1), leading),
            ("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ]  # fmt: skip
        for row_no, col_no, spot in block.places():
            row, column = row_no - 1, col_no - 1
            inner = sum(widths[column : column + spot.col_span]) - 7
            data[row][column] = "\n".join(wrap(spell(spot.text), inner, measure))
            if spot.col_span > 1 or spot.row_span > 1:
                end = (column + spot.col_span - 1, row + spot.row_span - 1)
                looks.append(("SPAN", (column, row), end))
        flow.append(
            LongTable(data, colWidths=widths, repeatRows=len(block.head), splitInRow=1, style=TableStyle(looks))
        )
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 40)
    SimpleDocTemplate(str(out), pagesize=paper, **margins).build(flow)


def draw_word_like(report: Report, out: Path, family: str, size: int) -> None:
    """As Microsoft Word writes: the ring of SARA AM is a space in the font's ToUnicode map, without width."""
    import pikepdf  # noqa: PLC0415

    draw_reportlab(report, out, family, size, torn_am)
    with pikepdf.open(out, allow_overwriting_input=True) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream):
                data = thing.read_bytes()
                if b"begincmap" in data:
                    thing.write(data.replace(b"0E4D", b"0020").replace(b"0e4d", b"0020"))
        document.save(out)


def draw_print_like(report: Report, out: Path, family: str, size: int) -> None:
    """As Microsoft Print to PDF writes: shifted marks in the private-use area, SARA AM torn."""
    draw_reportlab(report, out, family, size, shifted_marks)


def shifted_marks(text: str) -> str:
    """Marks as the glyph variants that Windows fonts keep at U+F700: moved left on tall letters, lower tones."""
    high = dict(
        zip(
            "\u0e34\u0e35\u0e36\u0e37\u0e31\u0e4d\u0e47",
            "\uf701\uf702\uf703\uf704\uf710\uf711\uf712",
            strict=True,
        )
    )
    tones = "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
    low = dict(zip(tones, "\uf70a\uf70b\uf70c\uf70d\uf70e", strict=True))
    low_left = dict(zip(tones, "\uf705\uf706\uf707\uf708\uf709", strict=True))
    high_left = dict(zip(tones, "\uf713\uf714\uf715\uf716\uf717", strict=True))
    out, base, raised = [], "", False
    for letter in torn_am(text):
        tall = base in ("ป", "ฝ", "ฟ", "ฬ")
        if letter in high:
            out.append(high[letter] if tall else letter)
            raised = True
        elif letter in low:
            out.append((high_left[letter] if tall else letter) if raised else (low_left if tall else low)[letter])
        else:
            if letter not in "\u0e38\u0e39\u0e3a":
                base, raised = letter, False
            out.append(letter)
    return "".join(out)


# ---- fpdf2 ----
def draw_fpdf(report: Report, out: Path, family: str, size: int, shaping: bool = False) -> None:
    from fpdf import FPDF  # noqa: PLC0415

    paper = FPDF(orientation="L" if report.landscape else "P", format="A4", unit="pt")
    paper.set_margins(40, 40, 40)
    paper.set_auto_page_break(True, 40)
    paper.add_font(family, "", str(font_file(family)))
    paper.set_font(family, size=size)
    paper.set_text_shaping(shaping)
    paper.add_page()
    room = paper.epw
    for block in report.blocks:
        if isinstance(block, str):
            lines = "\n".join(wrap(block, room - 12, paper.get_string_width))
            paper.multi_cell(room, size * 1.4, lines, align="L", new_x="LMARGIN", new_y="NEXT")
            paper.ln(4)
            continue
        _fpdf_table(paper, block, size)
    paper.output(str(out))


def _fpdf_table(paper: object, block: Grid, size: int) -> None:
    total = sum(block.widths)
    room = float(paper.epw)  # type: ignore[attr-defined]
    widths = [room * width / total for width in block.widths]
    from fpdf.fonts import FontFace  # noqa: PLC0415

    with paper.table(  # type: ignore[attr-defined]
        col_widths=tuple(widths), line_height=size * 1.4, text_align="LEFT", v_align="T", padding=3,
        num_heading_rows=len(block.head), headings_style=FontFace(emphasis=None),
    ) as table:  # fmt: skip
        places = {(row_no, col_no): spot for row_no, col_no, spot in block.places()}
        for row_no in range(1, len(block.head) + len(block.body) + 1):
            row = table.row()
            for (at, col_no), spot in places.items():
                if at == row_no:
                    inner = sum(widths[col_no - 1 : col_no - 1 + spot.col_span]) - 10
                    text = "\n".join(wrap(spot.text, inner, paper.get_string_width))  # type: ignore[attr-defined]
                    row.cell(text, colspan=spot.col_span, rowspan=spot.row_span)


def draw_fpdf_shaped(report: Report, out: Path, family: str, size: int) -> None:
    draw_fpdf(report, out, family, size, shaping=True)


Draw = Callable[[Report, Path, str, int], None]
PRODUCERS: dict[str, tuple[Draw, str, int, str]] = {  # tag: how, font, size, program that must be there
    "fpdf-sarabun": (draw_fpdf, "Sarabun", 11, ""),
    "fpdfshaped-sarabun": (draw_fpdf_shaped, "Sarabun", 11, ""),
    "reportlab-sarabun": (draw_reportlab, "Sarabun", 11, ""),
    "wordlike-sarabun": (draw_word_like, "Sarabun", 11, ""),
    "printlike-loma": (draw_print_like, "Loma", 10, ""),
    "typst-sarabun": (draw_typst, "Sarabun", 10, ""),
    "typst-laksaman": (draw_typst, "Laksaman", 12, ""),
    "weasyprint-sarabun": (draw_weasyprint, "Sarabun", 9, ""),
    "weasyprint-laksaman": (draw_weasyprint, "Laksaman", 12, ""),
    "libreoffice-laksaman": (draw_libreoffice, "Laksaman", 13, "soffice"),
    "libreoffice-sarabun": (draw_libreoffice, "Sarabun", 10, "soffice"),
    "libreoffice-loma": (draw_libreoffice, "Loma", 9, "soffice"),
    "libreoffice-norasi": (draw_libreoffice, "Norasi", 11, "soffice"),
    "chromium-sarabun": (draw_chromium, "Sarabun", 9, "chromium"),
    "chromium-laksaman": (draw_chromium, "Laksaman", 12, "chromium"),
    "chromium-garuda": (draw_chromium, "Garuda", 9, "chromium"),
}


def draw(folder: Path, wanted: Iterable[str] = (), names: Iterable[str] = ()) -> list[str]:
    """Draws `wanted` producers (all by default) into `folder`; gives what could not be drawn, with the reason."""
    folder.mkdir(parents=True, exist_ok=True)
    chosen, only = list(wanted) or list(PRODUCERS), set(names)
    missing = []
    for tag in chosen:
        how, family, size, program = PRODUCERS[tag]
        if program and shutil.which(program) is None:
            missing.append(f"{tag}: {program} is not installed")
            continue
        for report in reports():
            if only and report.name not in only:
                continue
            try:
                how(report, folder / f"{report.name}__{tag}.pdf", family, size)
            except Exception as error:
                missing.append(f"{tag}, {report.name}: {type(error).__name__}: {str(error)[:200]}")
    truth = {
        report.name: [
            block
            if isinstance(block, str)
            else [[row, col, spot.text, spot.col_span, spot.row_span] for row, col, spot in block.places()]
            for block in report.blocks
        ]
        for report in reports()
    }
    (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8")
    return missing


if __name__ == "__main__":
    for line in draw(Path(sys.argv[1]), sys.argv[2:]):
        print("not drawn:", line)
