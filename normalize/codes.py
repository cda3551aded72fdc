"""Item codes (O11, I20, E5) as reports print them, read with what is known of the column and the heading above."""

from __future__ import annotations

import re
from dataclasses import dataclass

from normalize.numerals import to_arabic
from normalize.phrases import either


class CodeError(ValueError):
    """The text is no item code that can be read without a guess."""


@dataclass(frozen=True, slots=True)
class ItemCode:
    """A code such as `O11`. `repaired` says that it was not printed so."""

    code: str
    printed: str
    repaired: bool


LETTER = {"IIT": "I", "EIT": "E", "OIT": "O"}
LARGEST = {"O": 48, "I": 30, "E": 15}  # the most items that an instrument had in any year
_CLEAN = re.compile(r"[\s.:)(\-–_]+")
_DOTTED = re.compile(r"\d\s*\.\s*\d")
_PRINTED = re.compile(rf"^{either('item')}?([OIE])(?:IT)?0?(\d{{1,2}})$", re.IGNORECASE)
_DIGIT_FOR_O = re.compile(rf"^{either('item')}?[0Qo](\d{{1,2}})$")  # ๐๑๑, 0๒๐: a zero for the letter O
_ONE_FOR_I = re.compile(rf"^{either('item')}?[1l|](\d{{1,2}})$")  # 120, l20: a one or a small L for the letter I
_BARE = re.compile(rf"^{either('item')}?(\d{{1,2}})$")  # ๒๔ under a heading that names the instrument


def _code(letter: str, number: str, printed: str, repaired: bool) -> ItemCode:
    value = int(number)
    if not 1 <= value <= LARGEST[letter]:
        raise CodeError(printed)
    return ItemCode(f"{letter}{value}", printed, repaired)


def parse_item_code(text: str, instrument: str | None = None) -> ItemCode:
    """The item code that a cell of a code column holds, or CodeError.

    `instrument` is the one that the heading above names (IIT, EIT or OIT). A zero for the letter O is believed unless
    the heading names another instrument; a one for the letter I and a bare number need the heading.
    """
    printed = " ".join(text.split())
    if _DOTTED.search(to_arabic(printed)):
        raise CodeError(printed)  # ๑.๑ is a sub-number and no code
    key = _CLEAN.sub("", to_arabic(printed))
    if (found := _PRINTED.match(key)) is not None:
        plain = bool(re.fullmatch(r"[OIE]\d{1,2}", printed))
        return _code(
            found.group(1).upper(),
            found.group(2),
            printed,
            not plain and found.group(1).upper() + found.group(2) != key.upper(),
        )
    if (found := _DIGIT_FOR_O.match(key)) is not None and instrument in (None, "OIT"):
        return _code("O", found.group(1), printed, True)
    if (found := _ONE_FOR_I.match(key)) is not None and instrument == "IIT" and len(found.group(1)) == 2:
        return _code("I", found.group(1), printed, True)
    if (found := _BARE.match(key)) is not None and instrument is not None:
        return _code(LETTER[instrument], found.group(1), printed, True)
    raise CodeError(printed)
