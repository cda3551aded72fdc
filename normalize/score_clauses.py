"""The clause that a score stands in: whose result it tells, and what may stand between a thing and its number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from normalize.numerals import Number
from normalize.organizations import find_organizations
from normalize.organizations_kinds import overseers
from normalize.phrases import either
from normalize.prose_names import Named, prose_words
from normalize.score_scales import full_marks, only_between
from normalize.thai import squeeze

NEAR = 70  # letters: a number farther behind its name is no longer tied to it
LONGEST_NAME = 120  # letters of a body's name, its places with it
CLAUSE = 90  # letters before a thing named among which its clause is read

_JOIN = re.compile(rf"\s*{either('points')}?\s*(?:[,/&|]|{either('joins')})?\s*")
# ตัวชี้วัดที่ 1-5 มีคะแนนเฉลี่ย: the mean of some indicators
_SOME = re.compile(
    rf"{either('indicator')}\s*\d{{1,2}}\s*(?:[-–]|{either('up_to')})\s*(?:{either('indicator')}\s*)?\d{{1,2}}"
)
# ปีที่ผ่านมา (ปีงบประมาณ พ.ศ. 2567): the year before is named, and its number is that year's
_PAST_NAMED = re.compile(
    rf"{either('year_before', 'past_year')}\s*[(]?\s*(?={either('fiscal_year')}\s*{either('era')}?\s*25[5-9]\d)"
)
# ทั้ง 52 แห่ง, or 149 แห่ง right before the words of a score: their average
_SO_MANY = re.compile(
    rf"{either('all_of')}\s*\d[\d,]*\s*{either('bodies_counted')}"
    rf"|\d[\d,]*\s*{either('counted')}\s*{either('which_had')}*\s*{either('scored')}"
)
_DIVISION = re.compile(
    rf"(?:^|[\s(])({either('division')}(?!{either('no_division')})[^\s\d()]{{2,40}})\s?(?:{either('which_had')})?$"
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose report it is: the squeezed name of its body, without its type, and the type. None where unknown."""

    name: str | None = None
    organization_type: str | None = None


NOBODY = Speaker()


def speaks_on(
    text: str, start: int, end: int, speaker: Speaker, value: float | None = None, points: float | None = None
) -> bool:
    """Whether nothing but a few words of scoring, and the name of the report's own body, stand in this stretch.

    Full marks or a weight may stand there too, where `value` behind them must be of 100 and no points of those, unless
    they are the `points` of an instrument.
    """
    between = text[start:end]
    for full in reversed(list(full_marks().finditer(between))):
        marks = int(full[1] or full[2])
        if value is not None and (marks == 100 or marks < value or marks == points):
            between = f"{between[: full.start()]} {between[full.end() :]}"
    if only_between().fullmatch(between) is None:
        for body in reversed(bodies_in(between)):
            if not is_other(body, speaker):
                behind = between[body.end :].lstrip().removeprefix(body.address)
                between = f"{between[: body.start]} {behind}"
    return len(between) <= NEAR and only_between().fullmatch(between) is not None


def clause_of(text: str, thing: Named, numbers: Sequence[Number]) -> tuple[int, str]:
    """The words before a thing named, back to the number before it, and where they begin."""
    ends = [number.end for number in numbers if number.end <= thing.start and number.decimals]
    start = max([thing.start - CLAUSE, *ends, 0])
    return start, text[start : thing.end]


class BodyNamed(NamedTuple):
    """A body that a paragraph names: where, its squeezed name, its type, and the address printed behind it."""

    start: int
    end: int
    name: str
    organization_type: str
    address: str


@lru_cache(maxsize=512)
def bodies_in(text: str) -> tuple[BodyNamed, ...]:
    named = (one for one in find_organizations([text]) if one.organization not in overseers())
    return tuple(
        BodyNamed(
            one.start, one.end, squeeze(one.name), one.organization_type, one.address.raw_text if one.address else ""
        )
        for one in named
    )


def _named_in(text: str, start: int, thing: Named) -> list[BodyNamed]:
    """The bodies that a clause names up to the thing."""
    return [body for body in bodies_in(text) if start <= body.start and body.end <= thing.end + 2]


def _of_another(text: str, start: int, thing: Named, speaker: Speaker) -> bool:
    """Whether the last body that a clause names is another than the report's own."""
    named = _named_in(text, start, thing)
    return bool(named) and is_other(named[-1], speaker)


def is_other(body: BodyNamed, speaker: Speaker) -> bool:
    """Whether a body is another than the report's own, as far as that is known."""
    if speaker.name is None:
        return False
    same = body.name.startswith(speaker.name) or speaker.name.startswith(body.name)
    return not (same and body.organization_type == speaker.organization_type)


def _of_division(text: str, thing: Named, speaker: Speaker) -> bool:
    """Whether a division of the body is what has an overall score: `คณะวิทยาศาสตร์ได้คะแนนรวม …`."""
    if thing.subject.scope != "overall" or speaker.name is None:
        return False
    named = _DIVISION.search(text, 0, thing.start)
    return named is not None and not squeeze(speaker.name).startswith(squeeze(named[1])[:8])


def _is_target(text: str, position: int, numbers: Sequence[Number]) -> bool:
    """Whether what stands at a position is one of a list that words of a target open: `ตั้งเป้า IIT 92.00 EIT 90.00`."""
    before = [number for number in numbers if number.end <= position and number.decimals]
    if not before or _JOIN.fullmatch(text, before[-1].end, position) is None:
        return False
    start = max(before[-1].start - CLAUSE, before[-2].end if len(before) > 1 else 0)
    if prose_words("targets").search(text, max(start, 0), before[-1].start):
        return True
    opens = _JOIN.match(text, before[-2].end) if len(before) > 1 else None
    return opens is not None and _is_target(text, opens.end(), before[:-1])


def _is_weak(text: str, thing: Named) -> bool:
    """Whether words of an overall score (`ได้`) need not be of the whole."""
    whole = thing.subject.scope != "overall" or prose_words("overall").fullmatch(text, thing.start, thing.end)
    return thing.end > thing.start and not whole


def is_blocked(text: str, thing: Named, numbers: Sequence[Number], speaker: Speaker) -> bool:
    start, clause = clause_of(text, thing, numbers)
    clause = _PAST_NAMED.sub(" ", clause)
    if prose_words("clause_blocks").search(clause) or prose_words("relative_year").search(clause):
        return True
    if thing.end > thing.start and prose_words("differences").search(clause):
        return True
    if _is_target(text, thing.start, numbers) or (thing.subject.scope == "overall" and _SOME.search(clause)):
        return True
    if _is_weak(text, thing) and prose_words("weak_blocks").search(clause):
        return True
    own = max((body.end - start for body in _named_in(text, start, thing) if not is_other(body, speaker)), default=0)
    if _SO_MANY.search(clause, max(own, 0)) or _of_division(text, thing, speaker):
        return True
    return _of_another(text, start, thing, speaker)
