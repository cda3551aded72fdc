"""Levels that sentences give to the whole result: `อยู่ในระดับ “ต้องปรับปรุง”`, with a score right beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize.findings import Place
from normalize.framework import nearest_framework
from normalize.levels import find_level
from normalize.mentions import Mention
from normalize.numerals import Number, find_numbers, to_arabic
from normalize.phrases import either
from normalize.prose_names import Named, prose_words, things_in
from normalize.score_clauses import NEAR, Speaker, is_blocked
from normalize.score_scales import only_between, said_score
from normalize.score_years import Years
from normalize.subjects import Subject

LEVEL_REACH = 60  # letters behind `ระดับ` among which its level stands

_LEVEL = re.compile(rf"{either('before_level')}?\s*{either('level')}\s*[:=]?\s*")
_TARGET = re.compile(rf"{either('level_explained')}[^.]{{0,40}}$")  # target, at least, rule, means
_PASSED = re.compile(either("passed"))
_BOUND_BEFORE = re.compile(rf"{either('below_above')}\s*\d[\d.]*\s*{either('points')}?\s*$")  # ต่ำกว่า 70 ระดับ…
_RANGE = re.compile(rf"\d\s*(?:-|–|{either('range')})\s*\d")
_ASIDE = re.compile(r"[(][^()]*[)]")
_YEAR = re.compile(r"25[5-9]\d")
_BROKEN = re.compile(r"\d\.\d")
# `ผ่านดี (๙๒.๑๐ คะแนน)`: the score of a level, in brackets behind it and alone there
_SCORE_BESIDE = re.compile(
    rf"[^()\d]{{0,{LEVEL_REACH // 2}}}[(]\s*(?:{either('score_prefix')}|{either('points')})?\s*"
    rf"(\d{{1,2}}\.\d+|100(?:\.0+)?)\s*{either('points')}\s*[)]"
)
_REASON = re.compile(either("because"))  # ผ่าน เนื่องจากบางแบบวัดต่ำกว่า ๘๕: of a result, and no rule
_POINTS_SAID = re.compile(either("points"))
_NO_MORE = re.compile(rf"[^\d]*?(\d{{1,2}}\.\d+|100(?:\.0+)?)\s*{either('points')}?\s*[(]?\s*")
_SCORE_BEFORE = re.compile(rf"{either('points')}\s*(\d{{1,2}}\.\d+|100(?:\.0+)?)\s*{either('points')}?\s*[(]?\s*$")
_EXPLAINED_BEHIND = re.compile(
    rf"{either('level_explained')}|{either('below_above')}\s*\d|\d\s*{either('points')}?\s*(?:-|–|{either('range')})\s*\d"
)


def levels_said(text: str, default_year: int | None, place: Place, order: int, speaker: Speaker) -> Iterator[Mention]:
    """Levels that a sentence gives to the overall result: `อยู่ในระดับ “ต้องปรับปรุง”`, `ระดับผลคะแนน A`."""
    arabic = to_arabic(text)
    for hit in _LEVEL.finditer(arabic):
        here = Number(0.0, "", hit.start(), hit.start(), 0, signed=False, percent=False)
        year = Years(_without_asides(arabic, hit.start()), default_year).of(here)
        level = find_level(arabic[hit.end() : hit.end() + LEVEL_REACH], nearest_framework(year))
        if level is None or not _tells_overall(arabic, hit.start(), year, speaker):
            continue
        if _EXPLAINED_BEHIND.search(_REASON.split(arabic[hit.end() : hit.end() + LEVEL_REACH], maxsplit=1)[0]):
            continue
        subject = Subject("overall", "overall", text[hit.start() : hit.end()])
        yield Mention("level", subject, year, level, place, order, text=level, in_prose=True)
        order += 1
        beside = _SCORE_BESIDE.match(arabic, hit.end()) or _line_of_score(arabic, hit.start())
        beside = beside or _score_before(arabic, hit.start())
        if beside is not None and (number := find_numbers(beside[1])):
            raw = text[beside.start(1) : beside.end(1)]
            yield said_score(subject, year, raw, place, order, number[0], None)
            order += 1


def _without_asides(text: str, end: int) -> str:
    """A text without the brackets before a place, where a year stands outside of them: `ปี ๒๕๖๗ ๙๑.๒๐ (ปี ๒๕๖๖ ๘๘.๑๐)
    ผ่านดี` is a level of FY2567. Else without those that hold a score of their year."""
    bare = _ASIDE.sub(lambda hit: " " * len(hit[0]), text[:end])
    if not _YEAR.search(bare):
        bare = _ASIDE.sub(lambda hit: " " * len(hit[0]) if _BROKEN.search(hit[0]) else hit[0], text[:end])
    return bare + text[end:]


def _line_of_score(text: str, end: int) -> re.Match[str] | None:
    """`คะแนนที่ได้ ๘๓.๔๒ ระดับ ต้องปรับปรุง`: the score right before its level, on a line that names nothing else."""
    found = _NO_MORE.fullmatch(text, 0, end)
    if found is None or things_in(text[:end], nearest_framework(None)):
        return None
    return found if _POINTS_SAID.search(text, 0, end) and only_between().fullmatch(text, 0, found.start(1)) else None


def _score_before(text: str, end: int) -> re.Match[str] | None:
    """`ได้รับการประเมิน ITA … ร้อยละ ๙๖.๑๕ ระดับ ผ่านดีเยี่ยม`: the score right before its level, in a text that has
    spoken of the assessment and of nothing else that has one."""
    found = _SCORE_BEFORE.search(text, 0, end)
    if found is None or prose_words("assessment").search(text, 0, found.start()) is None:
        return None
    named = things_in(text[:end], nearest_framework(None))
    return found if not named and not prose_words("not_score_before").search(text, 0, found.start()) else None


def _tells_overall(text: str, position: int, year: int | None, speaker: Speaker) -> bool:
    """Whether a level is told of the whole result of this body, and is no target and no line of the scale."""
    before = [one for one in things_in(text[:position], nearest_framework(year)) if one.end <= position]
    if before and before[-1].subject.scope != "overall" and position - before[-1].end <= NEAR:
        return False
    if (
        _BOUND_BEFORE.search(text[:position])
        or _TARGET.search(_PASSED.sub(" ", text[:position]))
        or _RANGE.search(text[max(0, position - 40) : position])
    ):
        return False
    here = Named(Subject("overall", "overall", ""), position, position)
    return not is_blocked(text, here, (), speaker)
