"""ASCII85: the same bytes as pdfminer's decoder gives, and what is left to it."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.ascii85 import ascii85decode

from extract.pdf_ascii85 import decode_ascii85


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b'<~87cURD]i,\n"Ebo80~>', b"Hello World!"),
        (b"87cURDZ", b"Hello"),
        (b"~>", b""),
        (b"", b""),
        (b"87cUR zzz D]~>", None),  # the short form of four nulls
        (b"87cUR\x00~>", None),
        (b"s8W-!~>", b"\xff\xff\xff\xff"),
        (b's8W-"~>', None),  # more than four bytes hold
    ],
)
def test_groups(data: bytes, found: bytes | None) -> None:
    assert decode_ascii85(data) == found


@given(st.binary(max_size=60))
@settings(max_examples=50, deadline=None)
def test_what_is_written_is_read(data: bytes) -> None:
    written = base64.a85encode(data, wrapcol=20)
    assert decode_ascii85(written + b"~>") == (data if b"z" not in written else None)


@given(st.lists(st.sampled_from([b"!", b"u", b"5", b"A", b"z", b"<~", b"~>", b"~", b" ", b"\n", b"\x0c", b"87cUR"])))
@settings(max_examples=200, deadline=None)
def test_no_other_bytes_than_those_of_pdfminer(parts: list[bytes]) -> None:
    data = b"".join(parts)
    found = decode_ascii85(data)
    assert found is None or found == ascii85decode(data)
