"""Is a page's text layer fit to read? A measure from what no sound Thai page has.

Nameless glyphs (`(cid:12)`, control letters), private-use letters without a meaning, replacement characters, Thai
letters in Latin disguise, and mark sequences that Thai cannot have. Only what the letters show: no dictionary here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.pdf_glyphs import Glyph

UNFIT_BELOW = 0.995
# ^ every page of the sound files of ../shared/realpdf and of the drawn corpus has 1.0; those whose fonts have a
# broken map have 0.70 to 0.99

_FEW_LETTERS = 20
_THAI = re.compile("[\u0e01-\u0e4e]")
_LETTER = re.compile(r"[^\W\d_]|[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_NAMELESS = re.compile(r"\(cid:\d+\)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_DISGUISED = re.compile("[\u00a1-\u00da\u00df-\u00fb]")  # cp874 Thai shown as Windows Latin
_CONSONANT = "[\u0e01-\u0e2e]"
_MARK = "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
_ILLEGAL = re.compile(
    f"(?<![\u0e01-\u0e2e\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]){_MARK}"  # a mark on nothing that carries one
    "|[\u0e48-\u0e4b]{2}"  # two tones
    "|[\u0e31\u0e34-\u0e37\u0e47\u0e4d][\u0e31\u0e34-\u0e39\u0e47\u0e4d]"  # two vowels on one letter
    "|[\u0e38-\u0e3a][\u0e31\u0e34-\u0e3a\u0e47]"
    "|\u0e33[\u0e33\u0e30\u0e32]|\u0e30\u0e30|[\u0e40-\u0e44](?=[\u0e2f-\u0e3a\u0e40-\u0e4e\\s]|$)"
    "|[\u0e31\u0e37][\u0e48-\u0e4b]?(?=[\u0e30\u0e32\u0e33\u0e40-\u0e44])"  # MAI HAN-AKAT and SARA UEE need a consonant
    f"|(?<={_CONSONANT}) [\u0e48-\u0e4b]?\u0e32"  # SARA AM torn: its ring became a space
)


@dataclass(frozen=True, slots=True)
class Fitness:
    """What a page's text layer shows. `score` is 1 for a sound one, None where there is too little text to tell."""

    letters: int
    thai: int
    nameless: int = 0
    private: int = 0
    replaced: int = 0
    disguised: int = 0
    illegal: int = 0
    hidden_share: float = 0.0

    @property
    def score(self) -> float | None:
        disguised = self.disguised if self.disguised > 4 * self.thai else 0
        shown = self.shown
        if shown < _FEW_LETTERS:
            return None
        bad = self.nameless + self.private + self.replaced + disguised + 2 * self.illegal
        return max(0.0, 1 - bad / shown)

    @property
    def shown(self) -> int:
        """Letters, and what stands for one."""
        return self.letters + self.nameless + self.private + self.replaced

    @property
    def fit(self) -> bool:
        score = self.score
        return score is None or score >= UNFIT_BELOW

    def reason(self) -> str:
        """What is wrong, in words for a finding."""
        seen = {
            "letters that the fonts do not name": self.nameless,
            "private-use letters": self.private,
            "replacement characters": self.replaced,
            "Thai letters in Latin disguise": self.disguised if self.disguised > 4 * self.thai else 0,
            "impossible Thai sequences": self.illegal,
        }
        parts = [f"{count} {what}" for what, count in seen.items() if count]
        return f"{', '.join(parts) or 'nothing'} among {self.shown} letters"


def measure(text: str, glyphs: Sequence[Glyph], hidden: int) -> Fitness:
    """The fitness of a page: `text` as read and mended, its glyphs, and how many of them are drawn invisible."""
    nameless = len(_NAMELESS.findall(text))
    plain = _NAMELESS.sub("", text) if nameless else text
    return Fitness(
        letters=len(_LETTER.findall(plain)),
        thai=len(_THAI.findall(plain)),
        nameless=nameless,
        private=len(_PRIVATE.findall(plain)),
        replaced=plain.count("\ufffd"),
        disguised=len(_DISGUISED.findall(plain)),
        illegal=len(_ILLEGAL.findall(plain)),
        hidden_share=hidden / len(glyphs) if glyphs else 0.0,
    )
