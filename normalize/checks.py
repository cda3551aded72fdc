"""A report checks itself: totals, changes, levels and comparisons against its own numbers, by the rules of the year.

`proof` of a score: `proved` where it takes part in an equation that closes (the year's weighted total, an instrument's
mean, a printed change against a printed earlier score), `contradicted` where an equation does not close, `consistent`
where it agrees with a printed level, comparison, trend or second mention, else `unprovable`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from normalize.findings import finding
from normalize.framework import Framework, framework
from normalize.levels import expected_level, level_can_be
from normalize.resources import toml
from normalize.score_sheet import Entry, Key, row_key
from tidy.records import Finding

EPSILON = 1e-9


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one check says: the scores that it speaks of, whether it closes, and what to tell."""

    keys: tuple[Key, ...]
    holds: bool
    strength: str  # `equation` or `agreement`
    finding: Finding | None = None


def _tolerance(name: str) -> float:
    return float(toml("rules")["tolerance"][name]) + EPSILON


def _told(report_id: str, code: str, entry: Entry, printed: str, expected: str, *, subject: str = "") -> Finding:
    """A finding on a score, at the first place that gives it."""
    place, key = entry.first.place, row_key(entry.key)
    return finding(
        report_id,
        code,
        printed=printed,
        expected=expected,
        subject=subject,
        place=place,
        table_name="scores",
        row_key=key,
    )


def weighted_total(scores: Mapping[str, float], known: Framework) -> float | None:
    """The overall score (0 to 100) that indicators give by the year's weights, None if one is missing."""
    total = 0.0
    for instrument, codes in known.members.items():
        parts = [scores[code] for code in codes if code in scores]
        if len(parts) != len(codes):
            return None
        total += known.weights[instrument] * sum(parts) / len(parts)
    return total if known.members else None


def instrument_total(scores: Mapping[str, float], known: Framework) -> float | None:
    """The overall score that the three instruments (each 0 to 100) give, None if one is missing."""
    if not known.weights or any(name not in scores for name in known.weights):
        return None
    return sum(weight * scores[name] for name, weight in known.weights.items())


class _Year:
    """The scores of one body and year, by code."""

    def __init__(self, body: str | None, year: int, entries: Mapping[Key, Entry]) -> None:
        self.body, self.year = body, year
        self.entries = {entry.code: entry for entry in entries.values() if (entry.body, entry.year) == (body, year)}
        self.scores = {code: entry.score for code, entry in self.entries.items() if entry.score is not None}

    def key(self, code: str) -> Key:
        return (self.body, self.year, code)


def _totals(year: _Year, known: Framework, report_id: str) -> Iterator[Verdict]:
    """The overall by indicators, the overall by instruments, and each instrument by its indicators."""
    overall = year.scores.get("overall")
    by_indicator = weighted_total(year.scores, known)
    if overall is not None and by_indicator is not None:
        all_codes = [code for codes in known.members.values() for code in codes]
        yield _total(
            year, "overall", all_codes, overall, by_indicator, "overall_mismatch", report_id, _tolerance("score")
        )
    by_instrument = instrument_total(year.scores, known)
    if overall is not None and by_instrument is not None:
        yield _total(
            year,
            "overall",
            list(known.weights),
            overall,
            by_instrument,
            "overall_mismatch",
            report_id,
            _tolerance("mean"),
        )
    for instrument, codes in known.members.items():
        parts = [year.scores[code] for code in codes if code in year.scores]
        printed = year.scores.get(instrument)
        if printed is not None and len(parts) == len(codes):
            scale = (year.entries[instrument].score_max or 100.0) / 100.0
            yield _total(
                year,
                instrument,
                list(codes),
                printed,
                sum(parts) / len(parts),
                "instrument_mismatch",
                report_id,
                _tolerance("mean") / scale,
            )


def _total(
    year: _Year,
    code: str,
    parts: Sequence[str],
    printed: float,
    expected: float,
    name: str,
    report_id: str,
    tolerance: float,
) -> Verdict:
    keys: tuple[Key, ...] = (year.key(code), *(year.key(part) for part in parts))
    # expected and printed are both rounded to two places before they are compared: a report can print no more
    if abs(round(expected, 4) - printed) <= tolerance:
        return Verdict(keys, True, "equation")
    entry = year.entries[code]
    told = _told(report_id, name, entry, f"{printed:.2f}", f"{expected:.2f}", subject=code)
    return Verdict((year.key(code),), False, "equation", told)


def _changes(entries: Mapping[Key, Entry], report_id: str) -> Iterator[Verdict]:
    """Printed changes and trends against the nearest earlier year that the report gives."""
    for entry in entries.values():
        if entry.score is None or (entry.change is None and entry.trend is None):
            continue
        earlier = [
            other
            for other in entries.values()
            if (other.body, other.code) == (entry.body, entry.code) and other.year < entry.year
        ]
        before = max(
            (other for other in earlier if other.score is not None),
            key=lambda other: other.year,
            default=None,
        )
        if before is None or before.score is None:
            continue
        difference = entry.score - before.score
        if entry.change is not None:
            yield _change(entry, before, difference, report_id)
        if entry.trend is not None:
            yield _trend(entry, before, difference, report_id)


def _change(entry: Entry, before: Entry, difference: float, report_id: str) -> Verdict:
    assert entry.change is not None
    if abs(entry.change - difference) <= _tolerance("score"):
        return Verdict((entry.key, before.key), True, "equation")
    printed, expected = f"{entry.change:+.2f}", f"{difference:+.2f}"
    told = _told(report_id, "change_mismatch", entry, printed, expected)
    return Verdict((entry.key,), False, "change", told)


def _trend(entry: Entry, before: Entry, difference: float, report_id: str) -> Verdict:
    said = "same" if abs(difference) < _tolerance("score") / 2 else "up" if difference > 0 else "down"
    if said == entry.trend:
        return Verdict((entry.key, before.key), True, "agreement")
    told = _told(report_id, "trend_mismatch", entry, entry.trend_raw, said)
    return Verdict((entry.key,), False, "agreement", told)


def _comparisons(year: _Year, known: Framework, report_id: str) -> Iterator[Verdict]:
    for entry in year.entries.values():
        # whether one question or document passes is not told by the pass mark of the whole
        mark = entry.pass_mark if entry.pass_mark is not None or entry.scope == "item" else known.pass_mark
        if entry.comparison is None or entry.score is None or mark is None:
            continue
        said = "above" if entry.score >= mark else "below"
        if said == entry.comparison:
            yield Verdict((entry.key,), True, "agreement")
        else:
            told = _told(report_id, "comparison_mismatch", entry, entry.comparison_raw, said)
            yield Verdict((entry.key,), False, "agreement", told)


def instrument_scores(scores: Mapping[str, float], known: Framework) -> dict[str, float]:
    """Each instrument's score (0 to 100): as printed, else the mean of its indicators where all are printed."""
    found: dict[str, float] = {}
    for name, codes in known.members.items():
        parts = [scores[code] for code in codes if code in scores]
        if name in scores:
            found[name] = scores[name]
        elif len(parts) == len(codes):
            found[name] = sum(parts) / len(parts)
    return found


def _levels(year: _Year, known: Framework, report_id: str) -> Iterator[Verdict]:
    entry = year.entries.get("overall")
    if entry is None or entry.level is None or entry.score is None:
        return
    expected = expected_level(entry.score, instrument_scores(year.scores, known), known)
    holds = expected == entry.level if expected is not None else level_can_be(entry.level, entry.score, known)
    if holds:
        yield Verdict((entry.key,), True, "agreement")
        return
    possible = " / ".join(level.name for level in known.levels if level_can_be(level.name, entry.score, known))
    told = _told(report_id, "level_mismatch", entry, entry.level, expected or possible or "?")
    yield Verdict((entry.key,), False, "agreement", told)


def check_scores(entries: Mapping[Key, Entry], report_id: str) -> tuple[dict[Key, str], tuple[Finding, ...]]:
    """The proof of each score and the findings of all checks, in a fixed order."""
    verdicts: list[Verdict] = []
    for body, number in sorted({(key[0] or "", key[1]) for key in entries}):
        year = _Year(body or None, number, entries)
        known = framework(number)
        if known is not None:
            for check in (_totals, _comparisons, _levels):
                verdicts.extend(check(year, known, report_id))
    verdicts.extend(_changes(entries, report_id))
    proofs = {
        key: _proof(entry, [verdict for verdict in verdicts if key in verdict.keys]) for key, entry in entries.items()
    }
    return proofs, tuple(verdict.finding for verdict in verdicts if verdict.finding is not None)


def _proof(entry: Entry, verdicts: Sequence[Verdict]) -> str:
    """An equation that closes proves the number, whatever a printed change or word beside it says; an equation that
    does not, or two mentions that differ, contradict it."""
    if entry.score is None:
        return "unprovable"
    if any(verdict.strength == "equation" and verdict.holds for verdict in verdicts) and not entry.conflict:
        return "proved"
    if entry.conflict or any(not verdict.holds for verdict in verdicts):
        return "contradicted"
    if len(entry.mentions) > 1 or any(verdict.holds for verdict in verdicts):
        return "consistent"
    return "unprovable"
