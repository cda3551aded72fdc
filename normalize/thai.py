"""Repair of Thai text that a PDF's text layer or OCR broke, and the key that texts are compared by.

Repair sets broken encoding right: marks in the wrong order or place, SARA AM torn to pieces, glyph codes of old fonts,
letters set apart, marks lost from the field's own long words. Else it is no spelling correction: a misspelt word stays
as printed, and so does a space where two words meet. What is uncertain stays. Every edit is kept and can be taken
back; a correct word or place name never changes.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from normalize.digits import to_arabic
from normalize.thai_edits import Edit, Step, apply, as_edits, compose, ordered, take_back
from normalize.thai_foreign import ForeignRun, foreign_runs
from normalize.thai_joins import letters_apart, split_word, torn_space
from normalize.thai_lost import lost_mark
from normalize.thai_marks import CHARACTER_RULES, MARK_RULES, Rule
from normalize.thai_shifts import shifted_marks
from normalize.thai_torn import am_for_aa, torn_am, torn_name

__all__ = ["RULES", "Edit", "ForeignRun", "Repaired", "repair", "repair_line", "squeeze"]

RULES: tuple[tuple[str, Rule], ...] = (
    *CHARACTER_RULES,
    ("letters_apart", letters_apart),
    ("torn_space", torn_space),  # before `space_before_mark`, which takes away what it weighs
    ("shifted_marks", shifted_marks),  # before `doubled_mark`, since two letters may have the same mark
    *MARK_RULES,
    ("torn_am", torn_am),
    ("torn_name", torn_name),
    ("split_word", split_word),
    ("am_for_aa", am_for_aa),
    ("lost_mark", lost_mark),
)
_MOST_ROUNDS = 12  # each round repairs something; real text needs two


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text before and after repair.

    `edits` are in order of place, with places in `raw`. `foreign` tells letters of other scripts inside Thai words,
    which stay in `text`, and characters that no one can read (U+FFFD), with places in `text`.
    """

    raw: str
    text: str
    edits: tuple[Edit, ...]
    foreign: tuple[ForeignRun, ...]

    @property
    def repairs(self) -> tuple[Edit, ...]:
        """The edits that changed more than white space: what a report tells of."""
        return tuple(edit for edit in self.edits if not edit.is_quiet)

    def undo(self) -> str:
        """The raw text, rebuilt from the repaired text and the edits."""
        return take_back(self.text, self.edits)


@lru_cache(maxsize=1 << 14)
def repair(raw: str) -> Repaired:
    """Repair a cell or a paragraph; its line feeds stay, spaces at the ends of lines go. Never raises."""
    text, steps = raw, list[Step]()
    for _ in range(_MOST_ROUNDS):
        before = text
        text, steps = _round(text, steps)
        if text == before:
            break
    return Repaired(raw, text, as_edits(raw, text, steps), foreign_runs(text))


def _round(text: str, steps: list[Step]) -> tuple[str, list[Step]]:
    """Every rule once, each on what the one before it left."""
    for name, rule in RULES:
        if (wanted := rule(text)) and (changes := ordered(text, wanted)):
            steps = compose(steps, changes, name)
            text = apply(text, changes)
    return text, steps


def repair_line(raw: str) -> str:
    """The repaired text on one line: line feeds become spaces."""
    return repair(" ".join(raw.split())).text


@lru_cache(maxsize=1 << 14)
def squeeze(text: str) -> str:
    """The key by which printed words are compared, never shown.

    The text repaired, without white space and zero-width characters, with Arabic digits, in NFC, casefolded.
    """
    return "".join(unicodedata.normalize("NFC", to_arabic(repair(text).text)).casefold().split())
