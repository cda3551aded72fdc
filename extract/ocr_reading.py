"""What a line says, and how sure that is: lines with digits are read twice in different ways."""

from __future__ import annotations

import re
from dataclasses import dataclass

import cv2
import numpy as np

from extract.ocr_engine import DIGIT_MODEL, Reading, has_digit_model, read_line
from extract.ocr_raster import Pixels

_SIGNS = frozenset("0123456789๐๑๒๓๔๕๖๗๘๙.,/")
_DIGIT = re.compile(r"\d")
_TALL = re.compile(r"[\d+]")
_NUMBER = re.compile(r"[+-]?[\d.,/ ]+")
_DIGITS = re.compile(r"[\d.,/:%-]+")
_SHORT = 3  # letters: so few may be a number read as something else
_SURE_DIGIT = 0.945  # two readings that agree in a wrong digit had at most 0.933 here, right ones hardly ever less
_UNSURE = 0.4  # the most confidence of a line whose digits both readings give, but neither surely
_SETTLED = 0.6  # that of one whose ink says which of two readings is right; the other is told all the same
_DISAGREED = 0.3  # the most confidence of a line whose two readings have different digits


@dataclass(frozen=True, slots=True)
class LineReading:
    """One line as read.

    `confidence` is low where its digits are not certain, `mean` is that of all its letters; `other` is the second
    reading where it has other digits, else None.
    """

    text: str
    drawn: str
    confidence: float
    mean: float
    other: str | None = None


def read_line_twice(picture: Pixels, glyphs: int = 0) -> LineReading:
    """Reads a line, and once more where it has digits or may have. `glyphs` is how many digits its ink has room for."""
    first = read_line(picture)
    confidence = _confidence(first)
    letters = first.text.replace(" ", "")
    if not _DIGIT.search(letters) and len(letters) > _SHORT:
        return LineReading(first.text, first.drawn, confidence, first.mean)
    second = read_line(picture, DIGIT_MODEL) if has_digit_model() else read_line(_prepared(picture))
    if digits_of(first.text) == digits_of(second.text):
        confidence = min(confidence, _confidence(second))
        if _worst_digit(first) + _worst_digit(second) < 2 * _SURE_DIGIT:
            confidence = min(confidence, _UNSURE)
        return LineReading(first.text, first.drawn, confidence, first.mean)
    if _only_doubled(first, second, glyphs):
        return LineReading(second.text, second.drawn, min(_confidence(second), _SETTLED), second.mean, first.text)
    return LineReading(first.text, first.drawn, min(confidence, _DISAGREED), first.mean, second.text)


def _only_doubled(first: Reading, second: Reading, glyphs: int) -> bool:
    """Whether the first reading has a digit more than its ink, and the second, sure of it, is the same without."""
    if not _NUMBER.fullmatch(first.text) or len(_TALL.findall(second.text)) != glyphs:
        return False
    shorter = (first.text[:place] + first.text[place + 1 :] for place in range(len(first.text)))
    return second.text in shorter and len(_TALL.findall(first.text)) > glyphs and _worst_digit(second) >= _SURE_DIGIT


def digits_of(text: str) -> str:
    """The numbers of a text in Arabic digits, with the signs inside them."""
    return " ".join(
        "".join(str(int(sign)) if sign.isdigit() else sign for sign in number).strip(".,/:-")
        for number in _DIGITS.findall(text)
        if _DIGIT.search(number)
    )


def miscounted(text: str, glyphs: int) -> bool:
    """Whether a line that is a number alone has more digits than ink: one glyph was read as two."""
    return bool(_NUMBER.fullmatch(text)) and len(_DIGIT.findall(text)) > glyphs


def _worst_digit(reading: Reading) -> float:
    """The least confidence of a digit, or of a sign that may stand in a number."""
    letters = reading.drawn.replace(" ", "")
    signs = (sure for letter, sure in zip(letters, reading.confidences, strict=False) if letter in _SIGNS)
    return min(signs, default=1.0)


def _confidence(reading: Reading) -> float:
    return 0.5 * (reading.worst + reading.mean)


def _prepared(picture: Pixels) -> Pixels:
    """The same line as another scan would show it: smaller and softer."""
    height, width = picture.shape
    size = (max(8, round(width * 0.8)), max(8, round(height * 0.8)))
    return np.asarray(cv2.GaussianBlur(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), (0, 0), 0.7), np.uint8)
