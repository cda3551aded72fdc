"""Terms for parts of a fiscal year: quarters, half years and the rounds of 3, 6, 9 and 12 months that
reports cover.
"""

from __future__ import annotations

from normalize.dates_terms import JOINS, MONTHS, Found, Term, Tokens, end_of, glued, skip, year_behind
from normalize.dates_tokens import Token

ROUNDS = frozenset({3, 6, 9, 12})  # months that a round without แรก (first) or หลัง (last) may have
YEAR_CUES = frozenset({"filler", "fiscal", "annual", "year_word", "era_be", "era_ce"})


def part_term(tokens: Tokens, index: int) -> Found:
    """`ไตรมาสที่ ๒`, `ครึ่งปีแรก` (first half), `รอบ ๖ เดือน` (round of six months), `๖ เดือนหลัง`
    (last six months).
    """
    kind = tokens[index].kind
    if kind == "quarter":
        return _quarter(tokens, index)
    if kind in {"half_first", "half_second"}:
        year, behind = year_behind(tokens, index + 1)
        first = 1 if kind == "half_first" else 7
        return Term("part", tokens[index].start, end_of(tokens, behind), year, first=first, count=6), behind
    if kind == "month_word":
        return _first_month(tokens, index)
    if kind == "round" or kind in {"digits", "number_word"}:
        return _round(tokens, index)
    return None


def _quarter_number(tokens: Tokens, index: int) -> int:
    """1 to 4 where a quarter's number stands, else 0: ไตรมาส ๓ เดือน (every three months) has none."""
    token = glued(tokens, index)
    if glued(tokens, index + 1, {"month_word"}).kind or token.counts:
        return 0
    if token.kind == "first":
        return 1
    if token.kind == "last":
        return 0 if token.runs_on else 4
    is_number = token.kind == "number_word" or (token.kind == "digits" and len(token.text) == 1)
    return token.value if is_number and 1 <= token.value <= 4 else 0


def _quarter(tokens: Tokens, index: int) -> Found:
    """`ไตรมาสที่ ๒`, `ไตรมาส ๑/๒๕๖๘`, `Q1-Q2`, `ไตรมาสที่ ๑ - ๒ ของปีงบประมาณ พ.ศ. ๒๕๖๘`."""
    return _numbered_quarter(tokens, index, skip(tokens, index + 1, {"filler"}))


def next_quarter(tokens: Tokens, index: int) -> Found:
    """A quarter of a list, behind another one: the ๓ or ไตรมาสที่ ๓ of `ไตรมาสที่ ๑ และ ๓`."""
    here = skip(tokens, index, {"quarter"})
    if not glued(tokens, index).kind or (here == index and glued(tokens, index + 1, MONTHS).kind):
        return None
    return _numbered_quarter(tokens, index, skip(tokens, here, {"filler"}))


def _numbered_quarter(tokens: Tokens, index: int, here: int) -> Found:
    """The quarter or quarters whose term starts at `index` and whose number stands at `here`."""
    first = last = _quarter_number(tokens, here)
    if not first:
        return None
    if glued(tokens, here + 1, JOINS).kind:
        there = skip(tokens, here + 2, {"quarter"})
        if (other := _quarter_number(tokens, there)) > first:
            last, here = other, there
    year, behind = year_behind(tokens, skip(tokens, here + 1, {"slash"}))
    if year is None:
        behind = here + 1
    count = 3 * (last - first + 1)
    start, end = tokens[index].start, end_of(tokens, behind)
    return Term("part", start, end, year, first=3 * first - 2, count=count, quarter=True), behind


def _first_month(tokens: Tokens, index: int) -> Found:
    """`เดือนแรกของปีงบประมาณ`: the first month of the fiscal year, said without a number."""
    here = skip(tokens, index + 2, {"filler"})
    if not glued(tokens, index + 1, {"first"}).kind or not glued(tokens, here, {"fiscal"}).kind:
        return None
    year, behind = year_behind(tokens, index + 2)
    behind = max(behind, here + 1)
    return Term("part", tokens[index].start, end_of(tokens, behind), year, first=1, count=1), behind


def _in_list_of_rounds(tokens: Tokens, index: int) -> bool:
    """Whether a number goes on with a list of rounds: the ๑๒ of `รอบ ๖ เดือน และ ๑๒ เดือน`."""
    if index < 4 or not all(token.glued for token in tokens[index - 3 : index + 1]):
        return False
    return [token.kind for token in tokens[index - 4 : index : 2]] == ["round", "month_word"] and (
        tokens[index - 1].kind == "and"
    )


def _is_number(token: Token) -> bool:
    return token.kind == "number_word" or (token.kind == "digits" and len(token.text) <= 2)


def _round(tokens: Tokens, index: int) -> Found:
    """`รอบ ๖ เดือน`, `รอบหกเดือนหลัง ปีงบประมาณ ๒๕๖๘`, `๖ เดือนแรกของปีงบประมาณ`; a bare `๖ เดือน` is a
    duration.
    """
    rounded = tokens[index].kind == "round"
    here = index + rounded
    number = glued(tokens, here) if rounded else tokens[here]
    if not _is_number(number) or not glued(tokens, here + 1, {"month_word"}).kind or not 1 <= number.value <= 12:
        return None
    side = glued(tokens, here + 2, {"first", "last"})
    if side.runs_on and not glued(tokens, here + 3, YEAR_CUES).kind:
        side = Token("", 0, 0, 0, "", False)  # ๖ เดือนหลังเสร็จสิ้น: six months after completion
    called = rounded or _in_list_of_rounds(tokens, index)
    if not side.kind and not (called and number.value in ROUNDS):
        return None
    year, behind = year_behind(tokens, here + 2 + bool(side.kind))
    first = 13 - number.value if side.kind == "last" else 1
    is_open = not side.kind and number.value < 12
    start, end = tokens[index].start, end_of(tokens, behind)
    return Term("part", start, end, year, first=first, count=number.value, open=is_open), behind
