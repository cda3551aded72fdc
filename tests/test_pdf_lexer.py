"""Content streams to tokens, and ToUnicode maps: the same as pdfminer reads, or one known error."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.cmapdb import CMapParser, FileUnicodeMap

from extract.pdf_lexer import name, number, string, tokens, without_inline_images
from extract.pdf_limits import LimitExceededError
from extract.pdf_tounicode import read_to_unicode


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"1 0 0 1 72.5 -3 Tm", [b"1", b"0", b"0", b"1", b"72.5", b"-3", b"Tm"]),
        (b"[(a\\)b)-12<0041>]TJ", [b"[(a\\)b)-12<0041>]", b"TJ"]),
        (b"(a(b)c) Tj", [b"(a(b)c)", b"Tj"]),
        (b"/P<</MCID 0/ActualText<FEFF0E19>>>BDC", [b"/P", b"<</MCID 0/ActualText<FEFF0E19>>>", b"BDC"]),
        (b"  q\t \n", [b"q"]),
        (b"T* f* ' \"", [b"T*", b"f*", b"'", b'"']),
        (b"(never closed", [b"(", b"never", b"closed"]),
        (b"% a comment\nq", [b"% a comment", b"q"]),
        (b"", []),
    ],
)
def test_tokens(data: bytes, found: list[bytes]) -> None:
    assert tokens(data, 1000) == found


@pytest.mark.parametrize(
    ("token", "value"), [(b"12", 12), (b"-.5", -0.5), (b"--3", -3), (b"4.", 4), (b"0.0.1", 0.0), (b"+7", 7)]
)
def test_numbers(token: bytes, value: float) -> None:
    assert number(token) == pytest.approx(value)


@pytest.mark.parametrize("token", [b"", b"abc", b"."])
def test_what_is_no_number(token: bytes) -> None:
    with pytest.raises(ValueError, match="could not convert"):
        number(token)


@pytest.mark.parametrize(
    ("token", "value"),
    [
        (b"(a\\n\\(b\\)\\101)", b"a\n(b)A"),
        (b"(a\\\nb)", b"ab"),
        (b"(\\340\\270\\201\\1)", b"\xe0\xb8\x81\x01"),
        (b"(\\\\(a\\\\))", b"\\(a\\)"),  # brackets behind escaped backslashes
        (b"(\\x41\\u0e01\\a\\8\\400)", b"x41u0e01a8\x00"),  # what Python escapes and PDF does not
        (b"<0E 19 1>", b"\x0e\x19\x10"),
        (b"<>", b""),
        (b"()", b""),
    ],
)
def test_strings(token: bytes, value: bytes) -> None:
    assert string(token) == value


def test_names_with_escapes() -> None:
    assert name(b"/F#31") == "F1"
    assert name(b"/C2_0") == "C2_0"


def test_too_many_tokens_are_refused() -> None:
    with pytest.raises(LimitExceededError):
        tokens(b"q " * 100, 50)


def test_much_white_space_takes_no_time() -> None:
    assert tokens(b" " * 2**22 + b"q" + b"\n" * 2**22, 2**24) == [b"q"]


def test_unclosed_strings_take_no_time() -> None:
    assert len(tokens(b"(a" * 200_000, 10**6)) == 400_000


def test_inline_images_are_taken_out() -> None:
    assert without_inline_images(b"q BI /W 1 ID (\xff) EI Q").split() == [b"q", b"Q"]
    assert without_inline_images(b"(BI) Tj ID") == b"(BI) Tj ID"
    assert without_inline_images(b"BI " * 1000 + b" ID ") == b"BI " * 1000 + b" ID "


@given(st.binary(max_size=200))
@settings(max_examples=200)
def test_any_bytes_have_tokens(data: bytes) -> None:
    for token in tokens(without_inline_images(data), 10_000):
        assert token


CMAP = b"1 begincodespacerange <0000><ffff> endcodespacerange\n"


@pytest.mark.parametrize(
    "body",
    [
        b"2 beginbfchar <0001> <0E19> <0002> <0E490E33> endbfchar",
        b"1 beginbfrange <0010> <0013> <0E10> endbfrange",
        b"1 beginbfrange <0010> <0012> [<0E10> <0E22> <0E33>] endbfrange",
        b"1 beginbfchar <01> <D83DDE00> endbfchar 1 beginbfrange <02><03><00FF> endbfrange",
        b"2 beginbfchar <0003> <0020> <0003> <00A0> endbfchar",
        b"1 beginbfchar <013b> <> endbfchar",
        b"",
    ],
)
def test_to_unicode_maps_are_those_of_pdfminer(body: bytes) -> None:
    theirs = FileUnicodeMap()
    CMapParser(theirs, BytesIO(CMAP + body)).run()
    ours = read_to_unicode(CMAP + body)
    assert ours is not None
    assert ours.cid2unichr == theirs.cid2unichr


def test_forms_of_maps_that_are_left_to_pdfminer() -> None:
    assert read_to_unicode(b"/Other usecmap") is None
    assert read_to_unicode(b"1 begincidrange <00> <10> 3 endcidrange") is None


def test_a_range_of_four_billion_is_skipped() -> None:
    found = read_to_unicode(b"1 beginbfrange <00000000> <ffffffff> <0E10> endbfrange")
    assert found is not None
    assert found.cid2unichr == {}
