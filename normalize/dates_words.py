"""The printed words of dates as tokens: one pattern built from `dates.toml`, and what each of its hits
means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from normalize.resources import CatalogueError, toml

YEAR_CUES = frozenset(("era_be", "era_ce", "fiscal", "annual", "year_word", "budget", "assessment"))
GLUED = ("by", "before", "from", "to", "between", "ending", "month_word")  # kinds of words that a month may be glued to
SPACED_FROM = 5  # letters: shorter words are not looked for with spaces between their letters


def spaced(word: str) -> str:
    """A pattern for a word with any white space where it prints one, behind its stops, and, if long,
    inside it.
    """
    parts = []
    for piece in word.split():
        gap = r"\s?" if len(piece) >= SPACED_FROM or "." in piece else ""
        parts.append(gap.join(re.escape(letter) for letter in piece))
    return r"\s*".join(parts)


def squeezed(word: str) -> str:
    """A word without white space, Latin letters small: the key it is known by."""
    return re.sub(r"\s", "", word).lower()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word means: a kind of token, and for months 1 to 12 and number words their value."""

    kind: str
    value: int = 0


@cache
def meanings() -> Mapping[str, Meaning]:
    """Squeezed word -> meaning, of all lists of `dates.toml`. CatalogueError for a word in two lists."""
    found: dict[str, Meaning] = {}
    for word, meaning in _entries():
        if found.setdefault(squeezed(word), meaning) != meaning:
            raise CatalogueError(f"dates.toml: {word!r} has two meanings")
    return found


def _entries() -> Iterator[tuple[str, Meaning]]:
    data = toml("dates")
    for number, forms in data["months"].items():
        for form, words in forms.items():
            for word in words:
                yield word, Meaning(f"{form}_month", int(number))
    for kind, words in data["words"].items():
        if kind != "counted":
            for word in words:
                yield word, Meaning(kind)
    for word, value in data["numbers"].items():
        yield word, Meaning("number_word", value)


@cache
def word_pattern() -> str:
    """One pattern for all words, slips of full months with it. Of words with one first letter the
    longest stands first; they share that letter, so that a place in the text is given up after one look
    at it.
    """
    months = [word for word, meaning in _entries() if meaning.kind == "full_month"]
    tails: dict[str, list[str]] = {}
    others = [(word, meaning) for word, meaning in _entries() if meaning.kind != "full_month"]
    for word, meaning in sorted(others, key=lambda entry: -len(squeezed(entry[0]))):
        tails.setdefault(word[0].lower(), []).append(_tail(word, meaning))
    full = [_confusable(word) for word in sorted(months, key=len, reverse=True)]
    return "|".join([*full, *(f"{re.escape(head)}(?:{'|'.join(ends)})" for head, ends in tails.items())])


_LETTERS = "A-Za-zก-์"
_NO_OFFICE = r"(?![ก-ฮ]\.(?!\s?ศ))"  # ก.พ.ร. is an office, no February; ก.พ.พ.ศ. is one with its era


def _tail(word: str, meaning: Meaning) -> str:
    """A word's pattern behind its first letter, with what may not stand before and behind the word."""
    head = re.escape(word[0])
    tail = spaced(word).removeprefix(head)
    if meaning.kind == "dotted_month":
        return f"(?={tail})(?:(?<![{_LETTERS}]{head})|{_behind_words(head)}){tail}{_NO_OFFICE}"
    if meaning.kind == "bare_month" or (meaning.kind in {"era_be", "era_ce"} and "." not in word[:-1]):
        behind = _NO_OFFICE if word.endswith(".") else f"(?![{_LETTERS}]|\\s?\\.)"
        return f"(?<![{_LETTERS}]{head}){tail}{behind}"
    if word[-1].isascii() and word[-1].isalpha():
        return f"(?<![A-Za-z]{head}){tail}(?![A-Za-z])"
    return tail


@cache
def _behind_words(head: str) -> str:
    """What lets a month be glued to the word before it: that this is a word of dates (`ภายในมี.ค.`, by March)."""
    words = toml("dates")["words"]
    glued = sorted({squeezed(word) for kind in GLUED for word in words[kind] if word.isalpha() or not word.isascii()})
    lengths = sorted({len(word) for word in glued})
    same = ("|".join(re.escape(word) for word in glued if len(word) == length) for length in lengths)
    return "|".join(f"(?<=(?:{words}){head})" for words in same)


@cache
def _letter_sets() -> Mapping[str, str]:
    return {letter: f"[{letters}]" for letters in toml("dates")["confusable"]["sets"] for letter in letters}


def _confusable(word: str) -> str:
    """A full month's name with any white space inside it and any letter that is taken for one of its
    own.
    """
    sets = _letter_sets()
    return r"\s?".join(sets.get(letter, re.escape(letter)) for letter in word)


@cache
def month_by_letters(text: str) -> int | None:
    """The month (1 to 12) whose full name a text is, slips allowed."""
    for word, meaning in _entries():
        if meaning.kind == "full_month" and re.fullmatch(_confusable(word), text, re.IGNORECASE):
            return meaning.value
    return None


@cache
def cue_pattern() -> re.Pattern[str]:
    """A pattern for what is printed before every year that a text names: `พ.ศ.`, `ปี`, `ปีงบประมาณ`, `ประจำปี`."""
    words = {word for word, meaning in _entries() if meaning.kind in YEAR_CUES}
    return re.compile("|".join(spaced(word) for word in sorted(words)), re.IGNORECASE)


@cache
def context_pattern(name: str) -> re.Pattern[str]:
    """A pattern for any word of one list under [context]: `law`, `plan`, `done`, `due`."""
    words = sorted(toml("dates")["context"][name], key=len, reverse=True)
    return re.compile("|".join(spaced(word) for word in words))


@cache
def counted_pattern() -> re.Pattern[str]:
    """A pattern for a counted thing right behind a number, white space between them or not."""
    words = sorted(toml("dates")["words"]["counted"], key=len, reverse=True)
    return re.compile(r"\s?(?:" + "|".join(re.escape(word) for word in words) + ")")
