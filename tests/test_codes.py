"""Item codes as they are printed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.codes import CodeError, parse_item_code

GOOD = (  # printed, instrument of the heading, code, whether that is a repair
    ("O11", None, "O11", False),
    ("O1", None, "O1", False),
    ("I20", None, "I20", False),
    ("E5", None, "E5", False),
    ("O๑๑", None, "O11", False),  # Thai digits are digits
    ("๐๑๑", None, "O11", True),  # Thai zero for the letter
    ("0๒๐", None, "O20", True),
    ("011", "OIT", "O11", True),
    ("120", "IIT", "I20", True),  # one for the letter I
    ("l24", "IIT", "I24", True),
    ("๒๔", "IIT", "I24", True),  # a bare number under a heading that names the instrument
    ("๒๔", "OIT", "O24", True),
    ("5", "EIT", "E5", True),
    ("O43", None, "O43", False),
    ("I30", "IIT", "I30", False),
)
BAD = (
    ("", None),
    ("-", "OIT"),
    ("๒๔", None),  # no heading names the instrument
    ("120", None),
    ("120", "OIT"),
    ("๐๑๑", "IIT"),  # a zero under another instrument
    ("O0", None),
    ("O99", None),
    ("I31", None),
    ("E16", None),
    ("99", "OIT"),
    ("MOIT 12", None),  # the health ministry's
    ("EB 3", None),
    ("๑.๑", "OIT"),
    ("2.1", "IIT"),
    ("๐.๑๑", None),
    ("O11 O12", None),
    ("O11-O13", None),
    ("รายงานผล", "OIT"),
    ("๓๐ กันยายน ๒๕๖๕", "OIT"),
    ("85.20", "OIT"),
)


@pytest.mark.parametrize(("text", "instrument", "code", "repaired"), GOOD)
def test_codes_are_read(text: str, instrument: str | None, code: str, repaired: bool) -> None:
    found = parse_item_code(text, instrument)
    assert (found.code, found.repaired) == (code, repaired)
    assert found.printed == text


@pytest.mark.parametrize(("text", "instrument"), BAD)
def test_others_are_refused(text: str, instrument: str | None) -> None:
    with pytest.raises(CodeError):
        parse_item_code(text, instrument)


LOOSE = (
    ("o1", "O1"),
    ("O1.", "O1"),
    ("O 11", "O11"),
    ("O-11", "O11"),
    ("O1)", "O1"),
    ("OIT 34", "O34"),
    ("ข้อ O11", "O11"),
)


@pytest.mark.parametrize(("text", "code"), LOOSE)
def test_codes_in_looser_print(text: str, code: str) -> None:
    """Whether a small letter or a dot counts as a repair is left open; the code is not."""
    assert parse_item_code(text).code == code


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="OIEoiel|QT0123456789๐๑๒๓๔๕๖๗๘๙ .-()ข้อ", max_size=8),
    st.sampled_from([None, "IIT", "EIT", "OIT"]),
)
def test_a_code_or_its_one_error(text: str, instrument: str | None) -> None:
    try:
        found = parse_item_code(text, instrument)
    except CodeError:
        return
    assert found.code[0] in "OIE"
    assert 1 <= int(found.code[1:]) <= 48


@given(st.sampled_from("OIE"), st.integers(1, 15), st.sampled_from([None, "IIT", "EIT", "OIT"]))
@settings(max_examples=40, deadline=None)
def test_a_printed_code_is_itself_whatever_the_heading(letter: str, number: int, instrument: str | None) -> None:
    found = parse_item_code(f"{letter}{number}", instrument)
    assert (found.code, found.repaired) == (f"{letter}{number}", False)
