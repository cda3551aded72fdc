"""A text as date tokens: numbers, months, eras and the words around dates, each with its place; all
else is gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from normalize.dates_words import counted_pattern, meanings, month_by_letters, squeezed, word_pattern
from normalize.digits import to_arabic


@dataclass(frozen=True, slots=True)
class Token:
    """One token. `kind` is `digits` (a run of them), `figure` (with points or commas), `numeric`
    (`31/1/2566`), or a list of `dates.toml`; `value` is a month (1 to 12), a number word's number or a
    run's number (-1 if longer than four digits).

    `glued` says that only white space stands between the token before and this one; `counts` that a
    counted thing follows; `runs_on` that a Thai letter follows with no space between.
    """

    kind: str
    value: int
    start: int
    end: int
    text: str
    glued: bool
    counts: bool = False
    runs_on: bool = False


NOTHING = Token("", 0, 0, 0, "", False)

_NUMERIC = (
    r"(?<![0-9/.\-])(?:[0-9]{1,2}\s?/\s?[0-9]{1,2}\s?/\s?(?:[0-9]{4}|[0-9]{2})"
    r"|[0-9]{1,2}-[0-9]{1,2}-(?:[0-9]{4}|[0-9]{2})|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}"
    r"|[0-9]{4}(?P<sep>[-/])[0-9]{1,2}(?P=sep)[0-9]{1,2})(?![0-9/\-]|\.[0-9])"
)


_QUARTERS = re.compile(r"[1-4](?:,[1-4])+")
_BESIDE_QUARTERS = frozenset(("digits", "dash", "to", "and", "filler"))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<numeric>{_NUMERIC})|(?P<figure>[0-9]+(?:\.[0-9]+|,[0-9]{{1,3}}(?![0-9]))+)|(?P<digits>[0-9]+)"
        rf"|(?P<slash>/)|(?P<word>{word_pattern()})",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1 << 12)  # a text is asked for its dates, for its years, and for dates not to be read as numbers
def tokens_of(text: str) -> tuple[Token, ...]:
    """All tokens of a text in order of print; words that only look like date words are left out (they
    part their neighbours, as any other letters do).
    """
    return tuple(_tokens(to_arabic(text)))


def _tokens(arabic: str) -> Iterator[Token]:
    last, in_quarters = 0, False
    for hit in _pattern().finditer(arabic):
        kind, value = _meaning(hit)
        if kind == "ignore":
            continue
        if in_quarters and kind == "figure" and _QUARTERS.fullmatch(hit.group()):
            yield from _listed(hit, not arabic[last : hit.start()].strip())
            last = hit.end()
            continue
        in_quarters = kind == "quarter" or (in_quarters and kind in _BESIDE_QUARTERS)
        start, end = hit.span()
        counts = kind == "digits" and counted_pattern().match(arabic, end) is not None
        runs_on = "ก" <= arabic[end : end + 1] <= "์"
        yield Token(kind, value, start, end, hit.group(), not arabic[last:start].strip(), counts, runs_on)
        last = end


def _listed(hit: re.Match[str], is_glued: bool) -> Iterator[Token]:
    """The numbers and commas of `ไตรมาสที่ 1,2`, which elsewhere are one figure."""
    for place, sign in enumerate(hit.group(), start=hit.start()):
        kind, value = ("digits", int(sign)) if sign.isdigit() else ("and", 0)
        yield Token(kind, value, place, place + 1, sign, is_glued or place > hit.start())


def _meaning(hit: re.Match[str]) -> tuple[str, int]:
    kind = hit.lastgroup or ""
    if kind == "digits":
        return kind, int(hit.group()) if hit.end() - hit.start() <= 4 else -1
    if kind != "word":
        return kind, 0
    meaning = meanings().get(squeezed(hit.group()))
    if meaning is not None:
        return meaning.kind, meaning.value
    return "full_month", month_by_letters(hit.group()) or 0
