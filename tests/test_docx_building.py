"""Word files made in memory for the tests of the Word reader, and a check that python-docx makes the same."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import docx

from extract.document import Document, Line, Paragraph, Table
from extract.docx import read_docx

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
NAMES = (
    f'xmlns:w="{TRANSITIONAL}" xmlns:r="{RELATIONSHIPS}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(inner: str = "", properties: str = "") -> str:
    """A paragraph; what does not start with a tag is the text of one run."""
    inner = inner if inner.startswith("<") or not inner else run(inner)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(inner: str = "", properties: str = "") -> str:
    inner = inner if inner.startswith("<") else par(inner)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def box(inner: str) -> str:
    """A run with a text box as Word writes it: once for new readers, once more for old ones."""
    drawn = f"<w:txbxContent>{inner}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:drawing><wps:txbx>{drawn}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{drawn}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def long_field(code: str, result: str) -> str:
    """A field in its long form: start, code (runs, or plain text), result, end."""
    code = code if code.startswith("<") else f"<w:r><w:instrText> {code} </w:instrText></w:r>"
    start, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{start}{code}{middle}{result}{end}"


def numbered(num_id: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>'


def word_file(body: str, *, parts: Mapping[str, str] | None = None, main: str = "word/document.xml") -> bytes:
    """A Word file with a body and other parts: from names (`styles`, `header1` …) to the XML inside."""
    roots = {"styles": "styles", "numbering": "numbering", "settings": "settings"}
    files = {main: f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"}
    relations = ""
    for name, inner in (parts or {}).items():
        kind = name.rstrip("0123456789")
        root = roots.get(kind, {"header": "hdr", "footer": "ftr"}.get(kind, kind))
        files[f"word/{name}.xml"] = f"<w:{root} {NAMES}>{inner}</w:{root}>"
        relations += f'<Relationship Id="{name}" Type="{RELATIONSHIPS}/{kind}" Target="{name}.xml"/>'
    folder, _, name = main.rpartition("/")
    files[f"{folder}/_rels/{name}.rels"] = f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>'
    start = f'<Relationship Id="r1" Type="{RELATIONSHIPS}/officeDocument" Target="{main}"/>'
    files["_rels/.rels"] = f'<Relationships xmlns="{PACKAGE}">{start}</Relationships>'
    return zipped(files)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def read_body(body: str, **parts: str) -> Document:
    return read_docx(word_file(body, parts=parts))


def texts(document: Document) -> list[str]:
    """Every line's text in order, those of table cells too."""
    return [line.text for line in lines(document)]


def lines(document: Document) -> list[Line]:
    return [
        line
        for block in document.blocks
        for line in ((block.line,) if isinstance(block, Paragraph) else table_lines(block))
    ]


def table_lines(read: Table) -> list[Line]:
    return [line for cell in read.cells for line in cell.lines if line.text or line.number]


def notice_codes(document: Document) -> list[str]:
    return [notice.code for notice in document.notices]


def test_a_file_of_python_docx_reads_the_same_as_a_built_one() -> None:
    made = docx.Document()
    made.add_paragraph("เรื่อง รายงานผล")  # subject: report
    grid = made.add_table(2, 2)
    grid.cell(0, 0).merge(grid.cell(0, 1)).text = "หัวตาราง"  # table head
    grid.cell(1, 1).text = "๑"
    stream = io.BytesIO()
    made.save(stream)
    built = par("เรื่อง รายงานผล") + table(row(cell("หัวตาราง", '<w:gridSpan w:val="2"/>')), row(cell(), cell("๑")))
    assert read_docx(stream.getvalue()).blocks == read_body(built).blocks
