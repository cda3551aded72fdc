"""The words around amounts of money, as patterns built once from `catalogue/money.toml`."""

from __future__ import annotations

import re
from functools import cache

from normalize.dates_words import squeezed
from normalize.numerals import any_word
from normalize.resources import CatalogueError, toml

# `20,000`, `20, 000`, `20 000`, `20000`, each with decimals or without.
NUMBER = r"(?:[0-9]{1,3}(?:\s?,\s?[0-9]{3})+|[0-9]{1,3}(?:[ \xa0][0-9]{3})+|[0-9]+)(?![0-9])(?:\.[0-9]+)?(?![0-9])"
# Lists whose words may stand in another list too: they are parts of phrases and mean nothing alone.
_SHARED = frozenset(("filler", "before", "counting"))


@cache
def meanings() -> dict[str, str]:
    """Squeezed word -> its list. CatalogueError for a word in two lists."""
    found: dict[str, str] = {}
    for kind, words in toml("money").items():
        for word in words if kind not in _SHARED else ():
            if found.setdefault(squeezed(word), kind) != kind:
                raise CatalogueError(f"money.toml: {word!r} has two meanings")
    return found


@cache
def none_pattern() -> re.Pattern[str]:
    """Words that nothing is spent, with any white space inside them."""
    words = sorted(toml("money")["none"], key=len, reverse=True)
    return re.compile("|".join(r"\s*".join(re.escape(letter) for letter in squeezed(word)) for word in words))


@cache
def amount_pattern() -> re.Pattern[str]:
    """An amount: `1,500.50 บาท`, `1 ล้าน 5 แสนบาท`, `฿ 300`, `1,500 บาท 50 สตางค์`, `2 แสน`.

    `told` is one that prints no unit but the words that it is set or spent: `ตั้งไว้ 20,000` (set at).
    """
    words = toml("money")
    scaled = rf"{NUMBER}\s*{any_word(words['scale'])}"
    baht, satang = any_word(words["baht"]), any_word(words["satang"])
    told = any_word((*words["set"], *words["spent"]))
    ends = rf"(?=\s*(?:$|[\n/;()]|{told}))"
    return re.compile(
        rf"(?<![0-9.,])(?:(?P<scaled>{scaled}(?:\s*{scaled})*)(?:\s*(?P<rest>{NUMBER}))?(?:\s*{baht}|(?![ก-๎]))"
        rf"|(?P<plain>{NUMBER})\s*{baht}(?:\s*(?P<satang>[0-9]{{1,2}})\s*{satang})?"
        rf"|{any_word(words['baht_before'])}\s*(?P<sign>{NUMBER}))(?P<each>\s*{each_pattern()})?"
        rf"|(?P<word>{told}){_gap()}(?P<told>{NUMBER}){ends}"
    )


@cache
def each_pattern() -> str:
    """What makes an amount one of several, behind it: `ต่อคน`, `/รุ่น` (a course)."""
    words = toml("money")
    counted = any_word(word.removesuffix("ละ") for word in words["each_before"])
    return rf"(?:{any_word(words['each'])}|(?:/|ต่อ)\s*{counted}(?![ก-๎]))"


@cache
def limit_pattern() -> re.Pattern[str]:
    """Words behind an amount that make it the least or the most."""
    return re.compile(rf"\s*{any_word(toml('money')['limit_behind'])}")


def _gap() -> str:
    """What may stand between a word and its amount."""
    return rf"(?:\s*{any_word(toml('money')['filler'])})*\s*[:=]?\s*"


@cache
def before_pattern(kind: str) -> re.Pattern[str]:
    """A word of a list right before an amount."""
    gap = _gap() if kind in {"set", "spent", "limit"} else r"\s*[:=]?\s*"
    if kind == "limit":  # ไม่เกินวงเงิน (within the sum of)
        gap = rf"(?:\s*{any_word(toml('money')['before'])})*{gap}"
    return re.compile(rf"{any_word(toml('money')[kind])}{gap}$")


@cache
def range_before() -> re.Pattern[str]:
    """The first end of a range, right before the second."""
    return re.compile(rf"[0-9]\s*(?:{any_word(toml('numerals')['range_between'])})\s*$")


@cache
def figure_pattern() -> re.Pattern[str]:
    """Whatever looks like a figure before the word baht or a scale: each of them must be read, or none is."""
    units = any_word((*toml("money")["baht"], *toml("money")["scale"]))
    return re.compile(rf"(?<![0-9.,A-Za-z])(?=[.,A-Za-z]*[0-9])[0-9.,A-Za-z]+\s*{units}")


@cache
def lead_pattern() -> re.Pattern[str]:
    """Words that may open a cell whose amount prints no unit."""
    words = toml("money")
    return re.compile(
        rf"^(?:{any_word((*words['before'], *words['total'], *words['set'], *words['spent']))}\s*)*[:=]?\s*"
    )


@cache
def in_words_pattern() -> re.Pattern[str]:
    """An amount in words, in brackets: `(ห้าพันบาทถ้วน)` (five thousand baht only)."""
    return re.compile(r"[(\[][-–=]?(?P<words>[ก-๎\s]+?)บาท(?:ถ้วน)?\s*[-–=]?[)\]]")


@cache
def only_in_words_pattern() -> re.Pattern[str]:
    """A text that is an amount in words and nothing else: `ห้าพันบาทถ้วน`."""
    before = any_word(toml("money")["before"])
    return re.compile(rf"(?:{before}\s*)?(?P<words>[ก-๎][ก-๎\s]*?)\s*บาท(?:ถ้วน)?")


@cache
def header_unit() -> re.Pattern[str]:
    """The unit that a header prints: `(ล้านบาท)` (million baht)."""
    words = toml("money")
    full = [word for word in words["baht"] if word[-1:].isalpha()]
    return re.compile(rf"(?P<scale>{any_word(words['scale'])})?\s*{any_word(full)}")
