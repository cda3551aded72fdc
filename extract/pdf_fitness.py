"""Is a page's text layer fit to read? A measure from what no sound Thai page has.

Nameless glyphs (`(cid:12)`, control letters), private-use letters without a meaning, replacement characters, Thai
letters in Latin disguise, mark sequences that Thai cannot have, and Thai letters that stand in no word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.pdf_glyphs import Glyph
from extract.pdf_words import count_unknown

UNFIT_BELOW = 0.995
# ^ every page of the sound files of ../shared/realpdf and of the drawn corpus has 1.0; those whose fonts have a
# broken map have 0.70 to 0.99

MOST_UNKNOWN = 0.15
# ^ of the Thai letters in no known word: at most 0.11 on a sound page of 100 letters and more (lists of names 0.07), at
# least 0.39 where a font's map moves all consonants, 0.22 in the middle where it exchanges eight

_FEW_LETTERS = 20
_FEW_IN_WORDS = 100
_THAI = re.compile("[\u0e01-\u0e4e]+")
_LETTERS = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]+|[^\W\d_]+")  # the marks of Thai among them
_NAMELESS = re.compile(r"\(cid:\d+\)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_DISGUISED = re.compile("([\u00a1-\u00da\u00df-\u00fb])(?!\\1{2})[\u00a1-\u00da\u00df-\u00fb]{2,}")
# ^ cp874 Thai shown as Windows Latin; no language has three such signs in a row, rows of one sign are leaders
_CONSONANT = "[\u0e01-\u0e2e]"
_MARK = "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
_ILLEGAL = re.compile(
    "(?=[ \u0e30\u0e31\u0e33-\u0e3a\u0e40-\u0e44\u0e47-\u0e4e])(?:"  # what any of them begins with: asked first
    f"(?<![\u0e01-\u0e2e\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]){_MARK}"  # a mark on nothing that carries one
    "|[\u0e48-\u0e4b]{2}"  # two tones
    "|[\u0e31\u0e34-\u0e37\u0e47\u0e4d][\u0e31\u0e34-\u0e39\u0e47\u0e4d]"  # two vowels on one letter
    "|[\u0e38-\u0e3a][\u0e31\u0e34-\u0e3a\u0e47]"
    "|\u0e33[\u0e33\u0e30\u0e32]|\u0e30\u0e30|[\u0e40-\u0e44](?=[\u0e2f-\u0e3a\u0e40-\u0e4e\\s]|$)"
    "|[\u0e31\u0e37][\u0e48-\u0e4b]?(?=[\u0e30\u0e32\u0e33\u0e40-\u0e44])"  # MAI HAN-AKAT and SARA UEE need a consonant
    f"|(?<={_CONSONANT}) [\u0e48-\u0e4b]?\u0e32)"  # SARA AM torn: its ring became a space
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
    unknown: int = 0  # Thai letters in no known word
    in_words: int = 0  # Thai letters that were looked for in words

    @property
    def unknown_share(self) -> float:
        """The share of Thai letters in no known word; 0 where it is what names and loan words make, or too few."""
        share = self.unknown / self.in_words if self.in_words >= _FEW_IN_WORDS else 0.0
        return share if share > MOST_UNKNOWN else 0.0

    @property
    def score(self) -> float | None:
        shown = self.shown
        if shown < _FEW_LETTERS:
            return None
        bad = self.nameless + self.private + self.replaced + self.disguised + 2 * self.illegal
        return max(0.0, 1 - bad / shown - self.unknown_share)

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
            "Thai letters in Latin disguise": self.disguised,
            "impossible Thai sequences": self.illegal,
        }
        parts = [f"{count} {what}" for what, count in seen.items() if count]
        if self.unknown_share:
            parts.append(f"{100 * self.unknown_share:.0f} % of the Thai in no known word")
        return f"{', '.join(parts) or 'nothing'} among {self.shown} letters"


def measure(text: str, glyphs: Sequence[Glyph], hidden: int) -> Fitness:
    """The fitness of a page: `text` as read and mended, its glyphs, and how many of them are drawn invisible."""
    nameless = len(_NAMELESS.findall(text))
    plain = _NAMELESS.sub("", text) if nameless else text
    unknown, in_words = count_unknown(plain)
    return Fitness(
        letters=sum(map(len, _LETTERS.findall(plain))),
        thai=sum(map(len, _THAI.findall(plain))),
        nameless=nameless,
        private=len(_PRIVATE.findall(plain)),
        replaced=plain.count("\ufffd"),
        disguised=sum(len(match.group()) for match in _DISGUISED.finditer(plain)),
        illegal=len(_ILLEGAL.findall(plain)),
        hidden_share=hidden / len(glyphs) if glyphs else 0.0,
        unknown=unknown,
        in_words=in_words,
    )
