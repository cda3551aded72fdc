"""All mentions of scores in one report, put together: one score a year and thing, with its proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from normalize.findings import Place, finding
from normalize.fiscal import to_ce
from normalize.framework import Framework, code_key, framework, nearest_framework
from normalize.mentions import Mention
from normalize.resources import toml
from normalize.subjects import instrument_of
from tidy.records import Finding, Score

Key = tuple[str | None, int, str]  # body (None: the report's own), fiscal year B.E., code


@dataclass(frozen=True, slots=True)
class Entry:
    """One score as put together from its mentions, before proof. `value` is on the printed scale, `score` of 100."""

    body: str | None
    year: int
    code: str
    scope: str
    first: Mention
    mentions: tuple[Mention, ...]
    state: str
    value: float | None
    score_max: float | None
    level: str | None = None
    comparison: str | None = None
    trend: str | None = None
    comparison_raw: str = ""
    trend_raw: str = ""
    change: float | None = None
    pass_mark: float | None = None
    conflict: bool = False

    @property
    def score(self) -> float | None:
        if self.value is None or not self.score_max:
            return None
        return self.value if self.score_max == 100.0 else self.value / self.score_max * 100.0

    @property
    def key(self) -> Key:
        return (self.body, self.year, self.code)


def same_score(one: Mention, two: Mention) -> bool:
    """Two printed numbers are the same score if they agree when rounded to the fewer decimals."""
    if one.value is None or two.value is None:
        return one.value == two.value
    unit = 10.0 ** -min(one.decimals, two.decimals)
    if abs(one.value - two.value) <= unit / 2 + 1e-9:
        return one.full == two.full or None in (one.full, two.full)  # its full mark may stand in one place only
    first, second = (100.0 / (mention.full or 100.0) for mention in (one, two))
    return first != second and abs(one.value * first - two.value * second) <= unit * max(first, second) + 1e-9


def _same_points(score: Mention, points: Mention) -> bool:
    """Whether a score agrees with a number behind the weight, be that of 100 or points of the weight."""
    return same_score(score, points) or same_score(score, replace(points, full=None))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The scores of a report before proof, and what was odd in putting them together."""

    entries: Mapping[Key, Entry]
    findings: tuple[Finding, ...]


def put_together(mentions: Sequence[Mention], report_id: str) -> Sheet:
    """Groups mentions by body, year and code. The first place that gives a number gives the score; another number in
    a later place is told. Mentions without a year are told and left out."""
    findings: list[Finding] = []
    groups: dict[Key, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda mention: mention.order):
        if mention.year is None:
            if mention.kind in ("score", "points", "unclear") and mention.value is not None:
                findings.append(
                    finding(
                        report_id,
                        "score_unclear" if mention.kind == "unclear" else "score_year_unknown",
                        printed=mention.raw,
                        place=mention.place,
                        table_name="scores",
                    )
                )
            continue
        if not 2500 <= mention.year <= 2650:
            continue
        groups.setdefault((mention.body, mention.year, mention.subject.code), []).append(mention)
    findings.extend(_unknown_levels(groups, report_id))
    entries: dict[Key, Entry] = {}
    for key, group in groups.items():
        entry, told = _entry(key, group, report_id)
        findings.extend(told)
        if entry is not None:
            entries[key] = entry
    rescaled = _rescaled(entries)
    settled = {key: _without_points(entry) for key, entry in rescaled.items()}
    findings.extend(
        _told(report_id, "score_scale_unsure", rescaled[key].first, key, printed=rescaled[key].first.raw)
        for key, entry in settled.items()
        if entry is not rescaled[key]
    )
    return Sheet(settled, tuple(findings))


def _without_points(entry: Entry) -> Entry:
    """An instrument's number behind its weight that nothing proves to be points of it is no score."""
    if entry.first.kind != "points" or entry.score_max != 100.0:
        return entry
    return replace(entry, state="unreadable", value=None)


def _unknown_levels(groups: Mapping[Key, Sequence[Mention]], report_id: str) -> Iterator[Finding]:
    """Levels that the year's scale does not have, each wording told once."""
    told: set[str] = set()
    for key, group in groups.items():
        for mention in group:
            unknown = mention.kind == "level" and mention.text is None and mention.raw.strip() not in told
            if unknown and nearest_framework(key[1]).levels:
                told.add(mention.raw.strip())
                yield _told(report_id, "level_unknown", mention, key, printed=mention.raw)


def _subject_label(year: int, code: str) -> str:
    known = nearest_framework(year)
    entry = known.entries.get(code)
    return f"{code} {entry.name_th}" if entry and entry.name_th else code


def _entry(key: Key, group: Sequence[Mention], report_id: str) -> tuple[Entry | None, list[Finding]]:
    body, year, code = key
    told: list[Finding] = []
    scores = [mention for mention in group if mention.kind == "score"]
    points = [mention for mention in group if mention.kind == "points"]
    scores = scores or [replace(mention, full=None) for mention in points]
    label = _subject_label(year, code)
    good: list[Mention] = []
    for mention in scores:
        top = mention.full or 100.0
        if mention.value is not None and not 0 <= mention.value <= top:
            told.append(
                _told(
                    report_id,
                    "score_out_of_range",
                    mention,
                    key,
                    printed=mention.raw,
                    expected=f"{top:g}",
                    subject=label,
                )
            )
            mention = replace(mention, state="unreadable", value=None)
        elif mention.state == "unreadable":
            told.append(_told(report_id, "score_unreadable", mention, key, printed=mention.raw, subject=label))
        good.append(mention)
    if not good:
        return _level_only(key, group), told
    printed = [mention for mention in good if mention.value is not None]
    first = printed[0] if printed else good[0]
    conflicts = [mention for mention in printed[1:] if not same_score(first, mention)]
    if first.kind == "score":
        conflicts.extend(mention for mention in points if not _same_points(first, mention))
    told.extend(
        _told(report_id, "score_conflict", mention, key, printed=mention.raw, expected=first.raw, subject=label)
        for mention in _distinct(conflicts)
    )
    entry = Entry(
        body,
        year,
        code,
        first.subject.scope,
        first,
        tuple(printed or good[:1]),
        first.state,
        first.value,
        first.full or 100.0,
        conflict=bool(conflicts),
    )
    told.extend(_mismatched(good, key, report_id))
    return _with_marks(entry, group), told


def _distinct(mentions: Iterable[Mention]) -> Iterator[Mention]:
    seen: set[float | None] = set()
    for mention in mentions:
        if mention.value not in seen:
            seen.add(mention.value)
            yield mention


def _told(report_id: str, code: str, mention: Mention, key: Key, **words: str) -> Finding:
    return finding(report_id, code, place=mention.place, table_name="scores", row_key=row_key(key), **words)


def row_key(key: Key) -> str:
    """How findings name a score: fiscal year and code, with the body where it is not the report's own."""
    body, year, code = key
    return f"{year}/{code}" if body is None else f"{body}/{year}/{code}"


def _mismatched(mentions: Sequence[Mention], key: Key, report_id: str) -> Iterator[Finding]:
    for mention in mentions:
        if mention.subject.mismatch is not None:
            yield _told(
                report_id,
                "indicator_name_mismatch",
                mention,
                key,
                printed=mention.subject.printed,
                expected=mention.subject.mismatch,
            )
            return


def _level_only(key: Key, group: Sequence[Mention]) -> Entry | None:
    """A level without any score is still what the report says of the overall result."""
    body, year, code = key
    level = next((mention for mention in group if mention.kind == "level" and mention.text), None)
    if level is None or code != "overall":
        return None
    entry = Entry(body, year, code, "overall", level, (level,), "blank", None, None)
    return _with_marks(entry, group)


def _signed_change(change: Mention | None, trend: Mention | None) -> float | None:
    """A change printed without a sign takes that of the trend beside it."""
    if change is None or change.value is None:
        return None
    down = trend is not None and trend.text == "down"
    return -change.value if not change.signed and down and change.value > 0 else change.value


def _with_marks(entry: Entry, group: Sequence[Mention]) -> Entry:
    """Level, comparison, trend, change and pass mark: of the first place that gives each."""
    first = {
        mention.kind: mention for mention in reversed(group) if mention.text is not None or mention.value is not None
    }
    level, comparison, trend, change, mark = (
        first.get(kind) for kind in ("level", "comparison", "trend", "change", "pass_mark")
    )
    passing = mark.value if mark else next((m.full for m in group if m.kind == "comparison" and m.full), None)
    return replace(
        entry,
        level=level.text if level else None,
        comparison=comparison.text if comparison else None,
        trend=trend.text if trend else None,
        comparison_raw=comparison.raw if comparison else "",
        trend_raw=trend.raw if trend else "",
        change=_signed_change(change, trend),
        pass_mark=passing,
    )


def _rescaled(entries: dict[Key, Entry]) -> dict[Key, Entry]:
    """Instruments printed as points of 30, 30 and 40: where no full mark is printed, the numbers must show it. All of a
    year's instruments lie within their points, and their sum is the overall, or they are what the
    indicators give."""
    out = dict(entries)
    for body, year in {(key[0], key[1]) for key in entries}:
        known = framework(year)
        if known is None or not known.full_points:
            continue
        found = {name: entries[(body, year, name)] for name in known.full_points if (body, year, name) in entries}
        values = {
            name: entry.value for name, entry in found.items() if entry.value is not None and entry.first.full is None
        }
        if values and _are_points(values, body, year, entries, known):
            for name in values:
                out[(body, year, name)] = replace(found[name], score_max=known.full_points[name])
    return out


def _are_points(
    values: Mapping[str, float], body: str | None, year: int, entries: Mapping[Key, Entry], known: Framework
) -> bool:
    tolerance = toml("rules")["tolerance"]
    if any(value > known.full_points[name] for name, value in values.items()):
        return False
    overall = entries.get((body, year, "overall"))
    if len(values) == len(known.full_points) and overall is not None and overall.value is not None:
        difference = abs(sum(values.values()) - overall.value)
        return difference <= float(tolerance["score"]) * len(values) + 1e-9
    for name, value in values.items():
        parts = [entries.get((body, year, code)) for code in known.members[name]]
        numbers = [part.value for part in parts if part is not None and part.value is not None]
        expected = sum(numbers) / len(parts) * known.weights[name]
        if len(numbers) == len(parts) and abs(expected - value) <= float(tolerance["mean"]):
            return True
    return False


def score_record(entry: Entry, proof: str, report_id: str, organization_id: str | None) -> Score:
    """The record of one score; its place is that of the first mention."""
    known = nearest_framework(entry.year)
    exact = framework(entry.year)
    named = (exact or known).entries.get(entry.code)
    place: Place = entry.first.place
    number = (
        int(entry.code)
        if entry.scope == "indicator" and entry.code.isdecimal()
        else named.indicator_no
        if named
        else None
    )
    return Score(
        report_id=report_id,
        organization_id=organization_id,
        fiscal_year_be=entry.year,
        fiscal_year=to_ce(entry.year),
        scope=entry.scope,
        code=entry.code,
        indicator_no=None if entry.scope in ("overall", "instrument") else number,
        instrument=None if entry.scope == "overall" else instrument_of(entry.code, known),
        name_th=named.name_th if named and (exact or entry.scope in ("indicator", "instrument")) else None,
        score=entry.score if entry.state == "printed" else None,
        score_max=entry.score_max if entry.state == "printed" else None,
        score_state=entry.state,
        raw_score=entry.first.raw if entry.first.kind in ("score", "points") else None,
        passing_score=entry.pass_mark,
        printed_comparison=entry.comparison,
        printed_trend=entry.trend,
        printed_change=entry.change,
        result_level=entry.level,
        mention_count=len(entry.mentions),
        proof=proof,
        page=place.page,
        table_no=place.table_no,
        row_no=place.row_no,
        col_no=place.col_no,
    )


def sort_key(entry: Entry) -> tuple[str, int, tuple[int, str, int, int]]:
    return (entry.body or "", entry.year, code_key(entry.code))
