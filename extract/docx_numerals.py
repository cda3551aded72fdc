"""Numbers as Word draws them in automatic lists (ECMA-376 part 1, 17.18.59, ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
# The 41 letters that Word counts with: without ฃ ฅ ฆ and the vowels ฤ ฦ.
_THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_THAI_ONES = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")  # one to nine
_THAI_PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")  # ten, hundred, thousand, 10⁴, 10⁵
_MAX_ROMAN = 32_767  # what Word draws
_MAX_REPEAT = 30  # times that a letter repeats before Word gives up


def draw_number(value: int, number_format: str) -> str | None:
    """`value` in Word's `number_format`; None where the format or the value in it is not known."""
    draw = _FORMATS.get(number_format)
    return None if draw is None or value < 0 else draw(value)


def is_known_format(number_format: str) -> bool:
    return number_format in _FORMATS


def _letters(value: int, alphabet: str) -> str | None:
    """a, b … z, aa, bb: the letter repeats, it does not count in base 26."""
    times, place = divmod(value - 1, len(alphabet))
    return alphabet[place] * (times + 1) if value and times < _MAX_REPEAT else None


def _roman(value: int) -> str | None:
    if not 0 < value <= _MAX_ROMAN:
        return None
    drawn = ""
    for worth, sign in _ROMAN:
        times, value = divmod(value, worth)
        drawn += sign * times
    return drawn


def _upper(drawn: str | None) -> str | None:
    return None if drawn is None else drawn.upper()


def _thai_words(value: int) -> str:
    """Thai counting words: 21 is ยี่สิบเอ็ด (two-ten-one)."""
    if value == 0:
        return "ศูนย์"  # zero
    if value >= 1_000_000:
        rest = value % 1_000_000
        return _thai_words(value // 1_000_000) + "ล้าน" + (_thai_words(rest) if rest else "")  # million
    words = ""
    digits = str(value)
    for place, digit in zip(range(len(digits) - 1, -1, -1), map(int, digits), strict=True):
        if digit:
            words += _thai_digit(digit, place, last_of_several=place == 0 and value > 10) + _THAI_PLACES[place]
    return words


def _thai_digit(digit: int, place: int, last_of_several: bool) -> str:
    if place == 1 and digit in (1, 2):
        return "" if digit == 1 else "ยี่"  # ten has no 'one' before it, twenty its own 'two'
    return "เอ็ด" if last_of_several and digit == 1 else _THAI_ONES[digit]  # a final 'one' has its own word


def _one_letter(value: int, first: int) -> str | None:
    """Numbers that Unicode has as one letter each, 1 to 20, from the place of the first on."""
    return chr(first + value - 1) if 1 <= value <= 20 else None


def _ordinal(value: int) -> str:
    teens = 10 <= value % 100 <= 20
    return f"{value}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


_FORMATS: dict[str, Callable[[int], str | None]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02d}",
    "decimalHalfWidth": str,
    "decimalEnclosedCircle": lambda value: _one_letter(value, 0x2460),
    "decimalEnclosedParen": lambda value: _one_letter(value, 0x2474),
    "decimalEnclosedFullstop": lambda value: _one_letter(value, 0x2488),
    "numberInDash": lambda value: f"- {value} -",
    "ordinal": _ordinal,
    "hex": lambda value: f"{value:X}",
    "lowerRoman": _roman,
    "upperRoman": lambda value: _upper(_roman(value)),
    "lowerLetter": lambda value: _letters(value, _LATIN_LETTERS),
    "upperLetter": lambda value: _upper(_letters(value, _LATIN_LETTERS)),
    "thaiNumbers": lambda value: str(value).translate(_THAI_DIGITS),
    "thaiLetters": lambda value: _letters(value, _THAI_LETTERS),
    "thaiCounting": _thai_words,
}
