"""List numbers and bullets at the start of a line, and the numbers that an HTML list draws."""

from __future__ import annotations

import re

_DIGITS = "0-9๐-๙"
_BULLET = "-–—•●○◦▪▫■□◆◇★☆➢➤►▶✓✔❖·"  # hyphen to middle dot, as Word and OCR print them
_NUMBER = re.compile(
    rf"\s*(?P<open>\(?)(?P<value>[{_DIGITS}]{{1,3}}(?:\.[{_DIGITS}]{{1,2}}){{0,4}})(?P<shut>[.)]*)(?P<gap>\s*)"
)
_MARK = re.compile(rf"\s*(?:(?P<bullet>[{_BULLET}])(?=[^{_BULLET}{_DIGITS}])|(?P<sign>[*+])(?=\s+\S))")
_ORDINAL = re.compile(rf"\s*[(]?[A-Za-z]{{0,3}}[{_DIGITS}]{{1,3}}(?:\.[{_DIGITS}]{{1,2}})*[.)]?\s*")
_STARTS_WITH_NUMBER = re.compile(rf"\s*[(\[]?[{_DIGITS}]+(?:[.)\]/]|\s|$)|\s*[ก-ฮA-Za-z][.)]\s")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_THAI_LETTERS = "กขคงจฉชซฌญฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def marker(text: str) -> tuple[str, tuple[int, ...]] | None:
    """The bullet or number that a line starts with: its kind and its value, None for a line without one.

    `- ก` gives ("-", ()), `๒.๑ ก` ("n", (2, 1)), `(3) ก` ("()", (3,)). A decimal number such as 85.50 that stands
    alone, and a number without a sign behind it, are not list numbers.
    """
    if found := _MARK.match(text):
        return found["bullet"] or found["sign"], ()
    found = _NUMBER.match(text)
    if not found or found.end() == len(text):
        return None
    value = tuple(int(part) for part in found["value"].split("."))
    if found["open"] and ")" not in found["shut"]:
        return None  # (๑ ตุลาคม …: a date in brackets
    signed = bool(found["shut"])
    dotted = len(value) > 1 and bool(found["gap"]) and 0 not in value and max(value) < 50
    if not (signed or dotted):
        return None
    return ("()" if found["open"] else ")" if ")" in found["shut"] else "n"), value


def follows(before: str, line: str) -> bool:
    """Whether `line` goes on with the list whose item `before` is: the next number, or the same bullet."""
    first, second = marker(before), marker(line)
    if first is None or second is None or first[0] != second[0]:
        return False
    if not first[1]:
        return True
    return second[1][:-1] == first[1][:-1] and second[1][-1] == first[1][-1] + 1


def is_ordinal(text: str) -> bool:
    """Whether a cell holds nothing but a row number or an item code: `๑`, `2.1`, `(3)`, `O11`."""
    return _ORDINAL.fullmatch(text) is not None


def starts_with_number(text: str) -> bool:
    """Whether a list item's text prints its number itself."""
    return _STARTS_WITH_NUMBER.match(text) is not None


def drawn_number(value: int, style: str) -> str | None:
    """The number that a browser draws for the HTML list `type` or CSS `list-style-type`: `1.`, `b.`, `๓.`."""
    style = style.strip()
    if style in {"none", "disc", "circle", "square"}:
        return None
    if style == "thai":
        return f"{value}.".translate(_THAI_DIGITS)
    if style in {"a", "lower-alpha", "lower-latin", "A", "upper-alpha", "upper-latin"} and value > 0:
        letters = _letters(value, _LATIN_LETTERS)
        return f"{letters if style[0] in 'al' else letters.upper()}."
    if style in {"i", "lower-roman", "I", "upper-roman"} and 0 < value < 4000:
        roman = _roman(value)
        return f"{roman if style[0] in 'il' else roman.upper()}."
    if style == "thai-alphabetic" and value > 0:
        return f"{_letters(value, _THAI_LETTERS)}."
    return f"{value}."


def _letters(value: int, alphabet: str) -> str:
    found = ""
    while value > 0:
        value, rest = divmod(value - 1, len(alphabet))
        found = alphabet[rest] + found
    return found


def _roman(value: int) -> str:
    found = ""
    for worth, sign in (*_ROMAN, *_ROMAN_SMALL):
        count, value = divmod(value, worth)
        found += sign * count
    return found
