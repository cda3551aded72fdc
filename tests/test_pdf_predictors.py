"""Predictors undone: the same bytes as pdfminer's, soon, and told where a limit or damage ends them."""

from __future__ import annotations

import base64
import time
import zlib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.utils import apply_png_predictor, apply_tiff_predictor

from benchmarks.tiny_pdf import show, tiny_pdf
from extract.pdf import read_pdf
from extract.pdf_limits import inflate
from extract.pdf_predictors import unpredicted

pytestmark = pytest.mark.usefixtures("text_layers_alone")
SECONDS = 10


@given(
    st.lists(st.tuples(st.integers(0, 4), st.binary(min_size=12, max_size=12)), min_size=1, max_size=6),
    st.sampled_from([(1, 12), (2, 6), (3, 4), (4, 3)]),
    st.integers(0, 12),
)
def test_png_rows_are_pdfminers(rows: Sequence[tuple[int, bytes]], shape: tuple[int, int], missing: int) -> None:
    colours, columns = shape
    first = bytes(13)  # pdfminer takes the row above the first one to be shorter where a pixel has several colours
    data = (first + b"".join(bytes([kind]) + row for kind, row in rows))[: 13 * (len(rows) + 1) - missing]
    params = {"Predictor": 15, "Colors": colours, "Columns": columns}
    assert unpredicted(data, params) == (apply_png_predictor(15, colours, columns, 8, data), "")


@given(st.lists(st.binary(min_size=6, max_size=6), min_size=1, max_size=5), st.sampled_from([(1, 6), (2, 3), (3, 2)]))
def test_tiff_rows_are_pdfminers(rows: Sequence[bytes], shape: tuple[int, int]) -> None:
    colours, columns = shape
    params = {"Predictor": 2, "Colors": colours, "Columns": columns}
    assert unpredicted(b"".join(rows), params).data == apply_tiff_predictor(colours, columns, 8, b"".join(rows))


@pytest.mark.parametrize("kind", [0, 1, 2])
@pytest.mark.parametrize("columns", [1, 7, 100_000, 10**15])
def test_rows_that_are_done_together(kind: int, columns: int) -> None:
    data = bytes([kind, *range(50)]) * 3
    long = unpredicted(data, {"Predictor": 12, "Columns": columns})
    assert long.cut in ("", "damage")  # a byte of data taken for a kind of row
    assert len(long.data) <= len(data)


def test_an_unknown_row_ends_the_data_and_is_told() -> None:
    assert unpredicted(b"\x00ab\x02\x01\x01\x09cd", {"Predictor": 12, "Columns": 2}) == (b"abbc", "damage")


@pytest.mark.parametrize("params", [{"Predictor": 5}, {"Predictor": 2, "BitsPerComponent": 4}])
def test_predictors_that_nobody_writes(params: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="predictor"):
        unpredicted(b"ab", params)


@pytest.mark.parametrize(
    ("data", "params", "least"),
    [
        (b"\x02" + bytes(5), {"Predictor": 12, "Columns": 5}, 9 * 2**20),
        (b"\x01" + b"\x01" * 999, {"Predictor": 11, "Columns": 999}, 11 * 2**20),
        (b"\x00a\x01b", {"Predictor": 15, "Columns": 1}, 10**6),
        (b"\x04" + b"\x01" * 999, {"Predictor": 14, "Columns": 999}, 8 * 10**6),
        (b"\x03" + b"\x01" * 999, {"Predictor": 13, "Columns": 999, "Colors": 3}, 8 * 10**6),
        (b"\x01" * 99, {"Predictor": 2, "Columns": 1}, 10**6),
    ],
)
def test_any_kind_of_row_is_done_soon(data: bytes, params: dict[str, int], least: int) -> None:
    whole = data * (12 * 2**20 // len(data))
    start = time.process_time()
    found = unpredicted(whole, params)
    assert time.process_time() - start < SECONDS
    assert len(found.data) >= least


def up(data: bytes, width: int) -> bytes:
    """Data as PNG rows of which each is the difference to the one above."""
    data += b" " * (-len(data) % width)
    rows = [bytes(width), *(data[at : at + width] for at in range(0, len(data), width))]
    return b"".join(
        b"\x02" + bytes((here - above) & 255 for above, here in zip(*pair, strict=True)) for pair in pairwise(rows)
    )


@pytest.mark.parametrize("ascii85", [False, True])
def test_a_long_content_stream_with_a_predictor_is_read_whole(tmp_path: Path, ascii85: bool) -> None:
    rule = b"% a comment of 40 letters, which is left out\n" * 110_000  # 5 MB
    content = show("ก่อน", 50, 750) + rule + show("หลัง", 50, 700)
    packed = zlib.compress(up(content, 4000))
    parms, filters = b"<< /Predictor 12 /Columns 4000 >>", b"/FlateDecode"
    if ascii85:
        packed, parms, filters = base64.a85encode(packed) + b"~>", b"null " + parms, b"/ASCII85Decode " + filters
    whole = tiny_pdf([b""]).replace(
        b"<< /Length 0  >>\nstream\n\nendstream",
        b"<< /Length %d /Filter [%s] /DecodeParms [%s] >>\nstream\n%s\nendstream"
        % (len(packed), filters, parms, packed),
    )
    path = tmp_path / "long.pdf"
    path.write_bytes(whole)
    document = read_pdf(path)
    assert [paragraph.text for paragraph in document.paragraphs] == ["ก่อน", "หลัง"]
    assert not document.notices


def test_a_damaged_stream_gives_all_before_the_damage_and_tells_it() -> None:
    words = b"".join(b"%d %d Td " % (number, number * number) for number in range(40_000))
    packed = bytearray(zlib.compress(words))
    assert inflate(bytes(packed)) == (words, "")
    assert inflate(bytes(packed[:-4])) == (words, ""), "without its checksum"
    assert inflate(bytes(packed[:-1]) + bytes([packed[-1] ^ 1])) == (words, "damage"), "with a wrong one"
    assert inflate(bytes(packed[:-9])).cut == "damage"
    packed[len(packed) // 2] ^= 0xFF
    found = inflate(bytes(packed))
    assert found.cut == "damage"
    assert words.startswith(found.data[: len(words) // 3])


def test_a_damaged_page_is_told(tmp_path: Path) -> None:
    content = show("ก่อน", 50, 750) + b"".join(b"%d 0 m 1 1 l S\n" % number for number in range(20_000))
    packed = zlib.compress(content)
    broken = packed[: len(packed) // 2]
    path = tmp_path / "damaged.pdf"
    path.write_bytes(tiny_pdf([content], packed=True).replace(zlib.compress(content, 9), broken.ljust(len(packed))))
    document = read_pdf(path)
    assert "page_cut_short" in {notice.code for notice in document.notices}
    assert document.paragraphs[0].text == "ก่อน"


def test_a_page_of_thousands_of_large_streams_keeps_to_the_limits(tmp_path: Path) -> None:
    spaces = zlib.compress(b" " * (30 * 2**20), 9)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(spaces), spaces)
    whole = tiny_pdf([b""], objects={20: stream}).replace(b"/Contents 101 0 R", b"/Contents [%s]" % (b"20 0 R " * 3000))
    path = tmp_path / "many.pdf"
    path.write_bytes(whole)
    start = time.process_time()
    document = read_pdf(path)
    assert time.process_time() - start < SECONDS
    assert "page_cut_short" in {notice.code for notice in document.notices}
