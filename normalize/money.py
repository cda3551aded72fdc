"""Amounts of money in baht, as the budget cells of measures print them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from normalize.dates_calendar import FIRST_FISCAL, LAST_FISCAL
from normalize.dates_words import squeezed
from normalize.digits import to_arabic
from normalize.numerals import MOST_DIGITS, NumeralError, any_word, parse_number
from normalize.resources import CatalogueError, toml

REACH = 24  # letters: how far before an amount its word (total, each) may stand


class MoneyError(ValueError):
    """The text does not say one amount of baht.

    `unstated`: the whole text is empty or says that it names none (`-`, `ตามแผน`, as planned): nothing
    went wrong.
    """

    def __init__(self, message: str, unstated: bool = False) -> None:
        super().__init__(message)
        self.unstated = unstated


@dataclass(frozen=True, slots=True)
class _Amount:
    baht: Decimal
    is_total: bool


def parse_baht(text: str) -> float:
    """The one amount of baht that a text says; 0.0 for `ไม่ใช้งบประมาณ` (uses no budget) and its like.

    Takes `๓๐,๐๐๐ บาท`, `30,000.-`, `1.5 ล้านบาท` (million baht), a bare number that cannot be a year,
    and of several amounts the one that is named the total (`รวม`). MoneyError where the text says `-`,
    `ตามแผน` (as planned) and the like, an amount a head or a day, several amounts without a total, or
    both an amount and that none is spent.
    """
    arabic = to_arabic(text).strip()
    amounts = _amounts(arabic)
    if _says_none(arabic):
        if any(amount.baht for amount in amounts):
            raise MoneyError(f"an amount, and words that none is spent: {text[:60]!r}")
        return 0.0
    if not amounts:
        return _bare(arabic)
    totals = [amount for amount in amounts if amount.is_total]
    chosen = totals if len(amounts) > 1 else amounts
    if len(chosen) != 1:
        raise MoneyError(f"several amounts, and not one total: {text[:60]!r}")
    return float(chosen[0].baht)


@cache
def _meanings() -> dict[str, str]:
    """Squeezed word -> its list. CatalogueError for a word in two lists."""
    found: dict[str, str] = {}
    for kind, words in toml("money").items():
        for word in words:
            if found.setdefault(squeezed(word), kind) != kind:
                raise CatalogueError(f"money.toml: {word!r} has two meanings")
    return found


@cache
def _none() -> re.Pattern[str]:
    words = sorted(toml("money")["none"], key=len, reverse=True)
    return re.compile("|".join(r"\s*".join(re.escape(letter) for letter in squeezed(word)) for word in words))


def _says_none(arabic: str) -> bool:
    return _none().search(arabic) is not None


_NUMBER = r"[0-9]+(?:\s?,\s?[0-9]{3})*(?:\.[0-9]+)?"


@cache
def _amount() -> re.Pattern[str]:
    """An amount: `1,500.50 บาท`, `1 ล้าน 5 แสนบาท`, `฿ 300`, `1,500 บาท 50 สตางค์`, `2 แสน`."""
    words = toml("money")
    scaled = rf"{_NUMBER}\s*{any_word(words['scale'])}"
    baht, satang = any_word(words["baht"]), any_word(words["satang"])
    return re.compile(
        rf"(?<![0-9.,])(?:(?P<scaled>{scaled}(?:\s*{scaled})*)(?:\s*(?P<rest>{_NUMBER}))?(?:\s*{baht})?"
        rf"|(?P<plain>{_NUMBER})\s*{baht}(?:\s*(?P<satang>[0-9]{{1,2}})\s*{satang})?"
        rf"|{any_word(words['baht_before'])}\s*(?P<sign>{_NUMBER}))(?P<each>\s*{any_word(words['each'])})?"
    )


@cache
def _before(kind: str) -> re.Pattern[str]:
    return re.compile(rf"{any_word(toml('money')[kind])}\s*[:=]?\s*$")


@cache
def _range_before() -> re.Pattern[str]:
    return re.compile(rf"[0-9]\s*(?:{any_word(toml('numerals')['range_between'])})\s*$")


def _amounts(arabic: str) -> list[_Amount]:
    """All amounts of a text. MoneyError for one that is not the whole sum: a head, a day, the end of a
    range.
    """
    found = []
    for hit in _amount().finditer(arabic):
        before = arabic[max(0, hit.start() - REACH) : hit.start()]
        if hit["each"] or _before("each_before").search(before):
            if _before("total").search(before):
                raise MoneyError(f"a total that is an amount each: {arabic[:60]!r}")
            continue
        if _range_before().search(before) or before.rstrip().endswith(("-", "−")):
            raise MoneyError(f"a range, or less than nothing: {arabic[:60]!r}")
        found.append(_Amount(_value(hit), _before("total").search(before) is not None))
    return found


def _number(text: str) -> Decimal:
    digits = re.sub(r"[\s,]", "", text)
    if len(digits) > MOST_DIGITS:
        raise MoneyError(f"too many digits: {text[:60]!r}")
    return Decimal(digits)


def _value(hit: re.Match[str]) -> Decimal:
    if hit["scaled"] is None:
        return _number(hit["plain"] or hit["sign"]) + Decimal(hit["satang"] or 0) / 100
    scale = toml("money")["scale"]
    pairs = re.findall(rf"({_NUMBER})\s*({any_word(scale)})", hit["scaled"])
    return sum((_number(number) * scale[word] for number, word in pairs), _number(hit["rest"] or "0"))


def _bare(arabic: str) -> float:
    """A number without a unit, perhaps behind a word such as งบประมาณ (budget), but no year. MoneyError
    otherwise.
    """
    if not arabic or _meanings().get(squeezed(arabic)) == "unstated":
        raise MoneyError("no amount is stated", unstated=True)
    words = any_word([*toml("money")["before"], *toml("money")["total"]])
    number = re.sub(rf"^(?:{words}\s*)*[:=]?\s*", "", arabic)
    try:
        parsed = parse_number(number)
    except NumeralError:
        raise MoneyError(f"no amount: {arabic[:60]!r}") from None
    looks_like_year = FIRST_FISCAL <= parsed.value <= LAST_FISCAL and "," not in parsed.raw and not parsed.decimals
    if parsed.signed or parsed.percent or looks_like_year:
        raise MoneyError(f"a number, but no amount: {arabic[:60]!r}")
    return parsed.value
