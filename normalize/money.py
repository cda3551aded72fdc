"""Amounts of money in baht, as the budget cells of measures print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from normalize.dates_calendar import FIRST_FISCAL, LAST_FISCAL
from normalize.dates_words import squeezed
from normalize.digits import to_arabic
from normalize.money_words import (
    NUMBER,
    amount_pattern,
    before_pattern,
    each_pattern,
    figure_pattern,
    header_unit,
    in_words_pattern,
    lead_pattern,
    limit_pattern,
    meanings,
    none_pattern,
    only_in_words_pattern,
    range_before,
)
from normalize.numerals import MOST_DIGITS, NumeralError, any_word, parse_number
from normalize.resources import toml

REACH = 48  # letters: how far before an amount its word (total, each, set, spent) may begin
_DOT_FOR_COMMA = 3  # decimals: `20.000 บาท` is rather 20,000 than 20 baht
_CUT_OFF = re.compile(r"(?:^|(?P<line>\n\s*)|[^0-9.,])(?P<number>[0-9][0-9.,]*?)(?P<dot>\.?)(?P<gap>\s+)$|[A-Za-z]$")
_TIMES = re.compile(r"\s*[x×*]\s*[0-9]", re.IGNORECASE)  # 15,000 บาท x 2 ครั้ง (twice): an amount each
_PER = re.compile(r"\s*(?:/|ต่อ)\s*([ก-๎]{2,12})")
_TIMES_BEFORE = re.compile(r"[x×*]\s*$", re.IGNORECASE)
_BRACKETED = re.compile(r"([0-9][0-9., ]*?)\s*[(\[]([^()\[\]0-9]+)[)\]]")
_GROUPED = re.compile(r"[0-9]{3}(?![0-9])")


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
    """`role` is the list of the word right before it: `total`, `set`, `spent`, else empty."""

    baht: Decimal
    role: str


def header_scale(header: str) -> float:
    """What a header says that its column's bare numbers count: 1e6 for `(ล้านบาท)` (million baht), 1e3 for
    `(พันบาท)`, 1.0 for `(บาท)` and for a header without a unit.

    0.0 where it names two units; `parse_baht` takes no bare number then.
    """
    scales = toml("money")["scale"]
    found = {float(scales[hit["scale"]]) if hit["scale"] else 1.0 for hit in header_unit().finditer(header)}
    return 0.0 if len(found) > 1 else next(iter(found), 1.0)


def is_total(text: str) -> bool:
    """Whether a whole text is a word for the sum of several amounts, its unit in brackets or not."""
    return meanings().get(squeezed(text.partition("(")[0])) == "total"


def parse_baht(text: str, scale: float = 1.0) -> float:
    """The one amount of baht that a text says; 0.0 for `ไม่ใช้งบประมาณ` (uses no budget) and its like.

    Takes `๓๐,๐๐๐ บาท`, `30 000 บาท`, `30,000.-`, `1.5 ล้านบาท` (million baht), a bare number that cannot be a
    year (times `scale`: see `header_scale`), and of several amounts the one that is named the total (`รวม`),
    or the one that was set beside those that were spent. MoneyError where the text says `-`, `ตามแผน` (as
    planned) and the like, an amount a head or a day, only a limit (`ไม่เกิน 5,000 บาท`, at most), several
    amounts without a total, both an amount and that none is spent, a figure that cannot be read whole, or an
    amount in words that is another one.
    """
    arabic = to_arabic(text).strip()
    amounts = list(_amounts(arabic, scale))
    if _says_none(arabic):
        if any(amount.baht for amount in amounts):
            raise MoneyError(f"an amount, and words that none is spent: {text[:60]!r}")
        return 0.0
    if [amount.role for amount in amounts] == ["spent"]:
        amounts += _beside_spent(arabic, scale)
    worded = [_in_words(hit["words"]) for hit in in_words_pattern().finditer(arabic)]
    if not amounts and (words := only_in_words_pattern().fullmatch(arabic)) is not None:
        amounts = [_Amount(_spelt(words["words"]), "")]
    elif not amounts:
        amounts = [_Amount(_bare(in_words_pattern().sub("", arabic).strip(), scale), "")]
    if any(value is not None and all(value != amount.baht for amount in amounts) for value in worded):
        raise MoneyError(f"an amount in words that differs: {text[:60]!r}")
    return float(_chosen(amounts, text).baht)


def is_amount(text: str) -> bool:
    """Whether a text is one amount, or says that there is none or that it is not stated."""
    try:
        parse_baht(text)
    except MoneyError as error:
        return error.unstated
    return True


def _says_none(arabic: str) -> bool:
    if meanings().get(squeezed(arabic).strip("-–—()[].")) == "none_alone":
        return True
    return none_pattern().search(arabic) is not None


def _chosen(amounts: list[_Amount], text: str) -> _Amount:
    """The only amount, the only one not spent, the only total, or the only one set. MoneyError if there is none."""
    for chosen in (
        amounts,
        [amount for amount in amounts if amount.role != "spent"],
        [amount for amount in amounts if amount.role == "total"],
        [amount for amount in amounts if amount.role == "set"],
    ):
        if len(chosen) == 1:
            return chosen[0]
    raise MoneyError(f"several amounts, and not one total: {text[:60]!r}")


def _amounts(arabic: str, scale: float) -> Iterator[_Amount]:
    """All amounts of a text. MoneyError for one that is not the whole sum (a head, a day, the end of a range) and
    for a figure that looks like one but cannot be read.
    """
    hits = list(amount_pattern().finditer(arabic))
    for figure in figure_pattern().finditer(arabic):
        if not any(hit.start() < figure.end() <= hit.end() for hit in hits):
            raise MoneyError(f"no readable amount: {arabic[:60]!r}")
    for hit in hits:
        before = arabic[max(0, hit.start() - REACH) : hit.start()]
        times = _TIMES.match(arabic, hit.end()) or _TIMES_BEFORE.search(before)
        if times or hit["each"] or _is_counted(arabic, hit.end()) or before_pattern("each_before").search(before):
            if before_pattern("total").search(before):
                raise MoneyError(f"a total that is an amount each: {arabic[:60]!r}")
            continue
        if range_before().search(before) or before.rstrip(" \t\xa0").endswith(("-", "−", "+")):
            raise MoneyError(f"a range, a sum, or less than nothing: {arabic[:60]!r}")
        if before_pattern("limit").search(before) or limit_pattern().match(arabic, hit.end()):
            raise MoneyError(f"a limit, and no amount: {arabic[:60]!r}")
        if hit["told"] is None and _is_cut_off(before, hit[0]):
            raise MoneyError(f"perhaps the end of a larger amount: {arabic[:60]!r}")
        if hit["told"] is None or not _is_year(hit["told"]):
            yield _Amount(_value(hit, scale), _role(hit, before))


def _is_counted(arabic: str, behind: int) -> bool:
    """Whether the thing behind an amount and a slash is counted elsewhere: `18,000 บาท/งวด 2 งวด` (two instalments)."""
    thing = _PER.match(arabic, behind)
    return thing is not None and re.search(rf"[0-9]\s*{thing[1]}", arabic) is not None


def _beside_spent(arabic: str, scale: float) -> Iterator[_Amount]:
    """The bare amount that the only one with words was spent of: `35,000 (เบิกจ่าย 33,200)`. MoneyError where there are
    other figures beside it, years apart.
    """
    hit = next(amount_pattern().finditer(arabic))
    word = before_pattern("spent").search(arabic, 0, hit.start())
    rest = arabic[: word.start() if word else hit.start()] + " " + arabic[hit.end() :]
    figures = [figure for figure in re.findall(NUMBER, rest) if not _is_year(figure)]
    if len(figures) > 1 or (figures and rest.strip(" \n()[]/,;:.-–") != figures[0]):
        raise MoneyError(f"an amount beside the one that was spent: {arabic[:60]!r}")
    yield from (_Amount(_scaled(figure, scale), "") for figure in figures)


def _role(hit: re.Match[str], before: str) -> str:
    if hit["word"]:
        return meanings()[squeezed(hit["word"])]
    return next((role for role in ("spent", "set", "total") if before_pattern(role).search(before)), "")


def _is_cut_off(before: str, ink: str) -> bool:
    """Whether a figure or a Latin letter before an amount may be its head: `500 00 บาท`, `10. 000 บาท`, `l5,000 บาท`.

    A year, a list number or a figure on a line above is no head, unless three digits follow it, as in a group.
    """
    if " " in ink[:4].strip() and before_pattern("counting").search(before):
        return True
    hit = _CUT_OFF.search(before)
    if hit is None:
        return False
    if hit["number"] is None or _GROUPED.match(ink):
        return True
    opens = hit.start("number") == 0 or hit["line"] is not None
    listed = bool(hit["dot"]) and opens and "," in ink
    return not (listed or "\n" in hit["gap"] or (not hit["dot"] and _is_year(hit["number"])))


def _is_year(digits: str) -> bool:
    return digits.isdigit() and FIRST_FISCAL <= int(digits[:5]) <= LAST_FISCAL


def _number(text: str, whole_baht: bool = True) -> Decimal:
    """A figure's value. MoneyError for `000`, and of baht for `20.000`, whose point rather parts thousands."""
    digits = re.sub(r"[\s,]", "", text)
    whole, _, decimals = digits.partition(".")
    if len(digits) > MOST_DIGITS:
        raise MoneyError(f"too many digits: {text[:60]!r}")
    if len(whole) > 1 and whole[0] == "0":
        raise MoneyError(f"the end of a larger amount: {text[:60]!r}")
    if whole_baht and len(decimals) == _DOT_FOR_COMMA:
        raise MoneyError(f"a point that may part thousands: {text[:60]!r}")
    return Decimal(digits)


def _value(hit: re.Match[str], scale: float) -> Decimal:
    if hit["told"] is not None:
        return _scaled(hit["told"], scale)
    if hit["scaled"] is None:
        return _number(hit["plain"] or hit["sign"]) + Decimal(hit["satang"] or 0) / 100
    scales = toml("money")["scale"]
    pairs = re.findall(rf"({NUMBER})\s*({any_word(scales)})", hit["scaled"])
    return sum((_number(number, False) * scales[word] for number, word in pairs), _number(hit["rest"] or "0"))


def _scaled(number: str, scale: float) -> Decimal:
    """A number without a unit of its own, in the header's. MoneyError where the header names two."""
    if not scale:
        raise MoneyError(f"a number that may be in one of two units: {number[:60]!r}")
    return _number(number, scale == 1) * Decimal(str(scale))


def _bare(arabic: str, scale: float) -> Decimal:
    """A number without a unit, perhaps behind a word such as งบประมาณ (budget), but no year. MoneyError
    otherwise.
    """
    if not arabic or meanings().get(squeezed(arabic)) == "unstated":
        raise MoneyError("no amount is stated", unstated=True)
    ink = _without_source(lead_pattern().sub("", arabic))
    if not re.fullmatch(NUMBER, ink):
        try:
            parsed = parse_number(ink)
        except NumeralError:
            raise MoneyError(f"no amount: {arabic[:60]!r}") from None
        if parsed.signed or parsed.percent:
            raise MoneyError(f"a number, but no amount: {arabic[:60]!r}")
        ink = parsed.raw.strip("() ")
    if _is_year(ink):
        raise MoneyError(f"a number, but no amount: {arabic[:60]!r}")
    return _scaled(ink, scale)


def _without_source(ink: str) -> str:
    """A figure without the words in brackets behind it, such as where the money comes from; not without a unit there,
    nor without what each amount is for."""
    hit = _BRACKETED.fullmatch(ink)
    words = toml("money")
    unit = rf"{each_pattern()}|{any_word((*words['each_before'], *words['scale']))}"
    return ink if hit is None or header_unit().search(hit[2]) or re.search(unit, hit[2]) else hit[1]


def _spelt(words: str) -> Decimal:
    """An amount that words alone give. MoneyError where they are not spelt as the number that they come to is: beside
    them stands no figure that would show a slip."""
    from pythainlp.util import num_to_thaiword  # noqa: PLC0415 (heavy, and few cells print words)

    value = _in_words(words)
    if value is None or num_to_thaiword(int(value)) != "".join(words.split()):
        raise MoneyError(f"no amount in words: {words[:60]!r}")
    return value


def _in_words(words: str) -> Decimal | None:
    """An amount in Thai words (`ห้าพัน`, five thousand), None where they cannot be read."""
    from pythainlp.util import thaiword_to_num  # noqa: PLC0415 (heavy, and few cells print words)

    try:
        return Decimal(thaiword_to_num("".join(words.split())))
    except (ValueError, TypeError, KeyError, IndexError):
        return None
