"""Rules that put the Thai letters of a PDF right: each a pure function from a string to a string.

They mend what PDF fonts do to Thai, never what a person wrote: they need no dictionary and change no word that is
spelled right. They run on clusters (a base letter with what is drawn on it), where the glyph order is still known.
"""

from __future__ import annotations

import re
from collections.abc import Callable

NIKHAHIT = "\u0e4d"  # ◌ํ, the ring; with SARA AA it makes SARA AM
AA = "\u0e32"  # า
AM = "\u0e33"  # ำ
MARKS = frozenset(chr(code) for code in (0x0E31, *range(0x0E34, 0x0E3B), *range(0x0E47, 0x0E4F)))
TONES = frozenset("\u0e48\u0e49\u0e4a\u0e4b")  # ◌่ ◌้ ◌๊ ◌๋
NO_LETTERS = frozenset(("", " ", "\u00a0", "\x00", "\u02da", "\u02f8", "\u00b0", "\ufffd"))
# ^ what fonts call the ring of SARA AM where their map has no letter for it (Word: a space without width)

_WINDOWS = "ฐ\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b\u0e4cญ\u0e31\u0e4d\u0e47"
_WINDOWS += "\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a"
_MAC = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47" + "".join(3 * mark for mark in "\u0e48\u0e49\u0e4a\u0e4b\u0e4c")
_MAC += 2 * NIKHAHIT
_SYMBOLS = {  # Symbol and Wingdings, which Word uses for bullets and boxes
    0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF076: "❖", 0xF02D: "-", 0xF06C: "●", 0xF0A8: "◆",
    0xF0A3: "☐", 0xF06F: "☐", 0xF071: "☐", 0xF052: "☑", 0xF0FE: "☑", 0xF0FD: "☒", 0xF06E: "■", 0xF0FB: "✗",
}  # fmt: skip
PRIVATE = {
    **{0xF700 + place: letter for place, letter in enumerate(_WINDOWS)},
    **{0xF884 + place: letter for place, letter in enumerate(_MAC)},
    **_SYMBOLS,
}
_MARK = "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
_TONE = "[\u0e48-\u0e4b]"
_PRIVATE_USE = re.compile("[\uf000-\uf8ff]")
_INVISIBLE = re.compile("[\u0000\u00ad\u200b-\u200f\u2060\ufeff]")
_RING_AA = re.compile(f"{NIKHAHIT}({_TONE}?){AA}|({_TONE}){NIKHAHIT}{AA}")
_AM_TONE = re.compile(f"{AM}({_TONE})")
_AM_AA = re.compile(f"{AM}({_TONE}?){AA}")
_DOUBLED = re.compile(f"({_MARK}|{AM})\\1+")
_TONE_VOWEL = re.compile("([\u0e48-\u0e4c])([\u0e31\u0e34-\u0e3a\u0e47])")


def private_use_to_letters(text: str) -> str:
    """Shifted glyphs of old fonts and of Microsoft's PDF printer (U+F700…), symbols of Word's bullets."""
    return text.translate(PRIVATE) if _PRIVATE_USE.search(text) else text


def without_invisible(text: str) -> str:
    """Zero-width characters, soft hyphens and nulls taken out; a no-break space is a space."""
    return _INVISIBLE.sub("", text).replace("\u00a0", " ")


def am_without_remainder(text: str) -> str:
    """`ำ` and a replacement character: the second half of a SARA AM that the font's map cut in two."""
    return text.replace(AM + "\ufffd", AM)


def am_of_am_and_aa(text: str) -> str:
    """`ำา`, `ำ้า`: LibreOffice gives the ring of SARA AM the whole vowel, and its stem AA."""
    return _AM_AA.sub(f"\\1{AM}", text)


def am_of_ring_and_aa(text: str) -> str:
    """`ํา`, `ํ้า`, `้ํา`: SARA AM drawn as ring and AA, with the tone between or before."""
    return _RING_AA.sub(lambda match: (match.group(1) or match.group(2) or "") + AM, text)


def tone_before_am(text: str) -> str:
    """`ำ้`: the tone is drawn last and typed first."""
    return _AM_TONE.sub(f"\\1{AM}", text)


def single_marks(text: str) -> str:
    """`ครัั้ง`: a mark that two glyphs of one ligature both stand for."""
    return _DOUBLED.sub("\\1", text)


def vowel_before_tone(text: str) -> str:
    """`ท่ี`: Unicode puts the vowel before the tone."""
    return _TONE_VOWEL.sub("\\2\\1", text)


RULES: tuple[Callable[[str], str], ...] = (
    private_use_to_letters,
    without_invisible,
    am_without_remainder,
    am_of_am_and_aa,
    am_of_ring_and_aa,
    tone_before_am,
    single_marks,
    vowel_before_tone,
    single_marks,
)


def repair(text: str) -> str:
    """All rules in their order."""
    for rule in RULES:
        text = rule(text)
    return text


def fired_rules(text: str) -> list[str]:
    """The names of the rules that change `text`, for reports on what was mended."""
    names = []
    for rule in RULES:
        mended = rule(text)
        if mended != text:
            names.append(rule.__name__)
        text = mended
    return names
