"""Random lines in the style of Thai government paper, from the templates of `texts.toml`."""

from __future__ import annotations

import re
import string
import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

TEMPLATES = Path(__file__).with_name("texts.toml")
CATALOGUE = Path(__file__).parents[1] / "normalize" / "catalogue"
TO_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
THAI_WORD = re.compile(r"[ก-ฮเ-ไ][ก-ฮะ-ฺเ-๎]{1,24}")
# Rarer than one letter in a thousand of running text; without more of them the network forgets their shapes.
UNCOMMON = re.compile("[ฃฅฆฌฎฏฐฑฒฝฤฦฬฮๅ๊๋]")
LONGEST = 95  # characters of a line: about the width of a page at 14 points


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of line: its templates, how often it is drawn, how often its digits are Thai."""

    name: str
    weight: int
    thai: float
    templates: tuple[str, ...]
    cell: str = "line"


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists that templates draw from."""

    plain: tuple[str, ...]
    common: tuple[str, ...]
    common_counts: tuple[int, ...]
    rare: tuple[str, ...]
    names: tuple[str, ...]
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)


@cache
def kinds() -> tuple[Kind, ...]:
    """The kinds of `texts.toml`."""
    entries = tomllib.loads(TEMPLATES.read_text(encoding="utf-8"))["kind"]
    return tuple(Kind(**{**entry, "templates": tuple(entry["templates"])}) for entry in entries)


@cache
def words() -> Words:
    """pythainlp's dictionary and its counts of running text, and every Thai string of the product's catalogue."""
    from pythainlp.corpus import thai_words, ttc  # noqa: PLC0415  (slow to load)

    plain = tuple(sorted(word for word in thai_words() if THAI_WORD.fullmatch(word)))
    counted = sorted((word, count) for word, count in ttc.word_freqs() if THAI_WORD.fullmatch(word) and count > 2)
    printed = "\n".join(path.read_text(encoding="utf-8") for path in sorted(CATALOGUE.glob("*.*")))
    lists = tomllib.loads(TEMPLATES.read_text(encoding="utf-8"))["lists"]
    return Words(
        plain,
        tuple(word for word, _ in counted),
        tuple(round(count**0.7) + 1 for _, count in counted),
        tuple(word for word in plain if UNCOMMON.search(word)),
        tuple(sorted(set(THAI_WORD.findall(printed)))),
        {name: tuple(values) for name, values in lists.items()},
    )


def is_orderly(word: str) -> bool:
    """No mark without a letter under it and no two marks of one height: what a person can have typed on purpose."""
    return not re.search(r"^[ัิ-ฺ็-๎]|[ัิ-ื็์ํ][ัิ-ื็ํ]|[่-๋][่-๎]|[ะาเ-ไๅำ][ัิ-ฺ็-๎]", word)


class Writer:
    """Expands templates with one random source, so that a seed gives the same lines again."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.words = words()
        self.makers: dict[str, Callable[[], str]] = {
            "d": lambda: random.choice(string.digits),
            "int": lambda: f"{random.randrange(10 ** random.randint(1, 8)):,}",
            "score": self.score,
            "year": lambda: f"25{random.randrange(100):02}",
            "day": lambda: str(random.randint(1, 31)),
            "month_number": lambda: str(random.randint(1, 12)),
            "word": self.word,
            "words": lambda: "".join(self.word() for _ in range(random.randint(1, 4))),
            "phrase": self.phrase,
            "rare": lambda: random.choice(self.words.rare),
            "name": lambda: random.choice(self.words.names),
            "syllables": lambda: "".join(self.syllable() for _ in range(random.randint(1, 4))),
            "ens": lambda: " ".join(random.choices(self.words.lists["en"], k=random.randint(1, 4))),
            "host": lambda: self.letters(string.ascii_lowercase, 3, 9),
            "upper": lambda: self.letters(string.ascii_uppercase, 1, 6),
            "path": lambda: self.letters(string.ascii_letters + string.digits + "/-_", 3, 12),
            "any": lambda: self.letters(string.digits * 3 + ".,/-()", 2, 9),
            "any_ascii": lambda: self.letters("".join(map(chr, range(33, 127))) + string.ascii_letters, 2, 10),
        }

    def letters(self, alphabet: str, fewest: int, most: int) -> str:
        return "".join(self.random.choices(alphabet, k=self.random.randint(fewest, most)))

    def score(self) -> str:
        whole = self.random.choice((self.random.randrange(100), self.random.randint(55, 99)))
        return f"{whole}.{self.random.randrange(100):02}"

    def word(self) -> str:
        if self.random.random() < 0.6:
            drawn = self.random.choices(self.words.common, self.words.common_counts)
            return drawn[0]
        return self.random.choice(self.words.plain)

    def phrase(self) -> str:
        count = self.random.randint(3, 9)
        return "".join(self.word() + (" " if self.random.random() < 0.16 else "") for _ in range(count)).strip()

    def syllable(self) -> str:
        choice = self.random.choice
        letters = "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
        lead, upper, tone, tail = choice(["", "", *"เแโใไ"]), choice(["", "", *"ัิีึืุู็"]), choice(["", "", *"่้๊๋"]), ""
        if not lead and not upper:
            tail = choice(["า", "ะ", "ำ", "", "ๅ" if self.random.random() < 0.1 else "า"])
        if upper in {"็"}:
            tone = ""
        return "".join((lead, choice(letters), upper, tone, tail, choice(["", choice(letters)])))

    def expand(self, template: str) -> str:
        """The template with every placeholder replaced."""

        def put(match: re.Match[str]) -> str:
            name = match.group(1)
            return self.makers[name]() if name in self.makers else self.random.choice(self.words.lists[name])

        return PLACEHOLDER.sub(put, template)

    def line(self, kind: Kind) -> str:
        """One line of a kind, of at most LONGEST characters, its digits of one script (mostly)."""
        text = re.sub(" +", " ", self.expand(self.random.choice(kind.templates))).strip()
        if len(text) > LONGEST:
            text = text[: text.rfind(" ", 20, LONGEST)].strip() if " " in text[20:LONGEST] else text[:60]
        text = re.sub(r"^[ัิ-ฺ็-๎]+", "", text)
        if self.random.random() < kind.thai:
            text = text.translate(TO_THAI_DIGITS)
        elif kind.thai and self.random.random() < 0.05:
            middle = self.random.randrange(len(text) + 1)
            text = text[:middle].translate(TO_THAI_DIGITS) + text[middle:]
        return text

    def lines(self, count: int, asked: frozenset[str] = frozenset()) -> list[tuple[Kind, str]]:
        """`count` lines with their kinds, kinds drawn by weight; only of the `asked` kinds where some are named."""
        candidates = [kind for kind in kinds() if not asked or kind.name in asked]
        drawn = self.random.choices(candidates, [kind.weight for kind in candidates], k=count)
        found = []
        for kind in drawn:
            text = self.line(kind)
            while not text or not is_orderly(text):
                text = self.line(kind)
            found.append((kind, text))
        return found


def as_trained(text: str) -> str:
    """The text in the network's own letters: SARA AM as NIKHAHIT and SARA AA, as the base model has it."""
    return unicodedata.normalize("NFC", text).replace("ำ", "ํา")
