"""Letters as a recogniser gives them, put in the order that Thai is typed in. Changes no letter for another."""

from __future__ import annotations

import re

_TONE = "[\u0e48-\u0e4b]"
_RULES = (
    (re.compile("\u0e4d(" + _TONE + "?)\u0e32"), "\\1\u0e33"),  # ํา, ํ้า: SARA AM in two halves
    (re.compile("(" + _TONE + ")\u0e4d\u0e32"), "\\1\u0e33"),  # ้ํา
    (re.compile("\u0e33(" + _TONE + ")"), "\\1\u0e33"),  # ำ้: the tone is typed first
    (re.compile("\u0e40\u0e40"), "\u0e41"),  # เเ: two of them are แ
    (re.compile("-[–—]|[–—]-"), "-"),  # one dash that was seen as two; nobody prints two of unlike length
    (re.compile("([\u0e48-\u0e4c])([\u0e31\u0e34-\u0e3a\u0e47])"), "\\2\\1"),  # ท่ี: the vowel is typed first
)


def recompose(text: str) -> str:
    """The text with SARA AM and SARA AE whole, marks in typing order, and dashes that were seen twice once."""
    before = None
    while text != before:  # a letter put right may make the next rule fit
        before = text
        for pattern, typed in _RULES:
            text = pattern.sub(typed, text)
    return text
