"""The smallest PDFs, written by hand: for tests that need to say exactly what a page draws, or to break it."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence


def show(text: str, x: float, y: float, size: float = 12) -> bytes:
    """Text at a place, as an operator string for `tiny_pdf` (its font has the code of each letter for its number)."""
    return f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n".encode()


def line(x0: float, y0: float, x1: float, y1: float) -> bytes:
    return f"{x0} {y0} m {x1} {y1} l S\n".encode()


def grid(xs: Sequence[float], ys: Sequence[float]) -> bytes:
    """All rules of a full grid, drawn as lines."""
    rows = b"".join(line(xs[0], y, xs[-1], y) for y in ys)
    return rows + b"".join(line(x, ys[0], x, ys[-1]) for x in xs)


def stream(data: bytes, extra: bytes = b"", packed: bool = False) -> bytes:
    """A stream object's body."""
    if packed:
        data, extra = zlib.compress(data, 9), extra + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def tiny_pdf(
    pages: Sequence[bytes],
    *,
    objects: Mapping[int, bytes] | None = None,
    resources: bytes = b"",
    page_entries: bytes = b"/MediaBox [0 0 600 800]",
    packed: bool = False,
) -> bytes:
    """A PDF whose pages draw the given operators.

    `objects` are more objects (numbers 10 to 99 are free), `resources` more of the names that the pages may use.
    """
    to_unicode = b"1 begincodespacerange <0000> <ffff> endcodespacerange\n" + b"".join(
        b"1 beginbfrange <%02x00> <%02xff> <%02x00> endbfrange\n" % (high, high, high) for high in (0, 14, 32, 240, 247)
    )
    bodies: dict[int, bytes] = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (100 + 2 * place) for place in range(len(pages)))),
        3: b"<< /Type /Font /Subtype /Type0 /BaseFont /Tiny /Encoding /Identity-H /DescendantFonts [4 0 R] "
        b"/ToUnicode 6 0 R >>",
        4: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Tiny /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (Identity) /Supplement 0 >> /FontDescriptor 5 0 R /DW 600 "
        b"/W [ 3633 [0] 3636 3642 0 3655 3662 0 ] >>",
        5: b"<< /Type /FontDescriptor /FontName /Tiny /Flags 4 /FontBBox [0 -200 1000 800] "
        b"/Ascent 800 /Descent -200 >>",
        6: stream(to_unicode),
        **(objects or {}),
    }
    for place, content in enumerate(pages):
        number = 100 + 2 * place
        bodies[number] = (
            b"<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> %s >> >>"
            % (page_entries, number + 1, resources)
        )
        bodies[number + 1] = stream(content, packed=packed)
    return _assemble(bodies)


def _assemble(bodies: Mapping[int, bytes]) -> bytes:
    parts = [b"%PDF-1.7\n"]
    places: dict[int, int] = {}
    at = len(parts[0])
    for number, body in sorted(bodies.items()):
        places[number] = at
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        at += len(parts[-1])
    size = max(bodies) + 1
    rows = [b"0000000000 65535 f \n"]
    rows += [
        b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00000 f \n"
        for number in range(1, size)
    ]
    parts.append(b"xref\n0 %d\n%s" % (size, b"".join(rows)))
    parts.append(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, at))
    return b"".join(parts)
