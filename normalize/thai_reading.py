"""The most probable reading of a stretch of Thai letters whose SARA AM may be torn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from normalize.thai_words import UNKNOWN_COST, lexicon, torn

ONLY_AA = 3.0  # cost of SARA AA behind a space in a word that does not exist with SARA AM: `ก าร`


class Token(NamedTuple):
    """One piece of a reading: letters `start` to `end`, read as `form`; None where no known word fits."""

    start: int
    end: int
    form: str | None


class Reading(NamedTuple):
    """A reading and its cost."""

    cost: float
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a reading may change: `tear` is the cost of SARA AM for SARA AA, `am` of SARA AA for SARA AM (None: never).

    At the letters `free`, a space stands before SARA AA: reading SARA AM there costs nothing. Reading SARA AA costs
    what `free` says where the word with SARA AM is known too, else `ONLY_AA`.
    """

    tear: float | None = None
    am: float | None = None
    free: Mapping[int, float] = field(default_factory=dict)


AS_IT_STANDS = Allowance()


def read(chunk: str, allowed: Allowance = AS_IT_STANDS) -> Reading:
    """The cheapest reading of the stretch. Never fails: unknown letters are tokens without a form."""
    return _as_it_stands(chunk) if allowed is AS_IT_STANDS else _cheapest(chunk, allowed)


@lru_cache(maxsize=1 << 11)  # several rules weigh a change against the same stretch as it stands
def _as_it_stands(chunk: str) -> Reading:
    return _cheapest(chunk, AS_IT_STANDS)


def _cheapest(chunk: str, allowed: Allowance) -> Reading:
    size = len(chunk)
    start: tuple[float, int, str | None] = (0.0, 0, None)
    best = [start, *((float("inf"), 0, None) for _ in range(size))]
    for at in range(size):
        base = best[at][0]
        if base + UNKNOWN_COST < best[at + 1][0]:
            best[at + 1] = (base + UNKNOWN_COST, at, None)
        for end, form, cost in _words_at(chunk, at, allowed):
            if base + cost < best[end][0]:
                best[end] = (base + cost, at, form)
    tokens: list[Token] = []
    at = size
    while at:
        _, begin, word = best[at]
        tokens.append(Token(begin, at, word))
        at = begin
    return Reading(best[size][0], tuple(reversed(tokens)))


def _words_at(chunk: str, at: int, allowed: Allowance) -> Iterator[tuple[int, str, float]]:
    """Known words that may begin at a letter: their end, form and cost."""
    lex = lexicon()
    if chunk[at] in lex.costs:
        yield at + 1, chunk[at], lex.costs[chunk[at]]
    starts = {chunk[at : at + 2]}
    if chunk[at + 1 : at + 2] in ("า", "ำ"):
        starts = {chunk[at] + "า", chunk[at] + "ำ"}
    changes = allowed.tear is not None or allowed.am is not None or bool(allowed.free)
    for start in starts:
        for length in lex.ends.get(start, ()):
            end = at + length
            if end > len(chunk):
                break
            span = chunk[at:end]
            if changes and ("า" in span or "ำ" in span):
                yield from _forms(chunk, at, end, allowed)
            elif span in lex.costs:
                yield end, span, lex.costs[span]


def _forms(chunk: str, at: int, end: int, allowed: Allowance) -> Iterator[tuple[int, str, float]]:
    lex = lexicon()
    span = chunk[at:end]
    free = {place - at: cost for place, cost in allowed.free.items() if at <= place < end}
    if (cost := lex.costs.get(span)) is not None:
        rival = torn(span) in lex.with_am
        yield end, span, cost + sum(at_stake if rival else min(at_stake, ONLY_AA) for at_stake in free.values())
        if not free:
            return  # a correct word is never changed
    key = torn(span)
    for form in (*lex.with_am.get(key, ()), *((key,) if "ำ" in span and key in lex.costs else ())):
        if form != span and (extra := _extra(span, form, free, allowed)) is not None:
            yield end, form, lex.costs[form] + extra


def _extra(span: str, form: str, free: Mapping[int, float], allowed: Allowance) -> float | None:
    """What it costs to read a span as another form; None where that is not allowed."""
    extra = 0.0
    kinds: set[str] = set()
    for place, (seen, read_as) in enumerate(zip(span, form, strict=True)):
        if seen == "า" and place in free:
            extra += 0.0 if read_as == "ำ" else free[place]
        elif seen != read_as:
            kinds.add(read_as)
    for kind in kinds:
        cost = allowed.tear if kind == "ำ" else allowed.am
        if cost is None:
            return None
        extra += cost
    return extra
