"""A report checks itself: totals, changes, trends, comparisons, levels, and what each says of a number's proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.checks import check_scores, instrument_total, weighted_total
from normalize.findings import NOWHERE
from normalize.mentions import Mention
from normalize.score_sheet import put_together
from normalize.subjects import Subject
from tests.building import year_of
from tests.conftest import report_id

INSTRUMENTS = ("IIT", "EIT", "OIT")
FY2566 = year_of(2566)
# two published results, from DOMAIN.md: inputs rounded to two places give a total that is 0.01 off at most
PUBLISHED = (
    ((82.50, 83.06, 88.33, 65.00, 71.80, 89.26, 82.34, 65.20, 63.57, 43.34), 68.51),
    ((87.29, 72.46, 81.21, 73.35, 68.27, 80.92, 72.97, 68.90, 80.00, 67.50), 74.74),
)


def said(kind: str, code: str, value: float | str | None, year: int = 2566, order: int = 0) -> Mention:
    scope = "overall" if code == "overall" else "instrument" if code in INSTRUMENTS else "indicator"
    base = Mention(kind, Subject(scope, code, code), year, str(value), NOWHERE, order)
    return replace(base, text=value) if isinstance(value, str) else replace(base, value=value)


def scores(values: Sequence[float], year: int = 2566) -> list[Mention]:
    return [said("score", str(code), value, year) for code, value in enumerate(values, start=1)]


def check(*mentions: Mention) -> tuple[dict[str, str], list[tuple[str, str | None, str | None]]]:
    """(`year/code` -> proof, findings as (code, printed, expected))."""
    entries = put_together(mentions, report_id(7)).entries
    proofs, findings = check_scores(entries, report_id(7))
    return {f"{year}/{code}": proof for (_, year, code), proof in proofs.items()}, [
        (one.code, one.printed, one.expected) for one in findings
    ]


@pytest.mark.parametrize(("values", "overall"), PUBLISHED)
def test_the_weighted_total(values: Sequence[float], overall: float) -> None:
    by_code = {str(code): value for code, value in enumerate(values, start=1)}
    expected = 0.3 * sum(values[:5]) / 5 + 0.3 * sum(values[5:8]) / 3 + 0.4 * sum(values[8:]) / 2
    total = weighted_total(by_code, FY2566)
    assert total == pytest.approx(expected)
    assert total == pytest.approx(overall, abs=0.01)
    assert weighted_total({**by_code, "11": 0.0}, FY2566) == total
    assert weighted_total({code: value for code, value in by_code.items() if code != "7"}, FY2566) is None


@pytest.mark.parametrize(("values", "overall"), PUBLISHED)
def test_a_total_that_closes_proves_all_that_take_part(values: Sequence[float], overall: float) -> None:
    proofs, findings = check(*scores(values), said("score", "overall", overall))
    assert set(proofs.values()) == {"proved"}
    assert len(proofs) == 11
    assert findings == []


@pytest.mark.parametrize("off", [0.03, -0.03, 1.0, -20.0])
def test_a_total_that_does_not_close_is_told(off: float) -> None:
    values, overall = PUBLISHED[0]
    proofs, findings = check(*scores(values), said("score", "overall", overall + off))
    assert proofs["2566/overall"] == "contradicted"
    assert findings == [("overall_mismatch", f"{overall + off:.2f}", "68.50")]
    assert {proof for key, proof in proofs.items() if key != "2566/overall"} == {"unprovable"}, (
        "which number is wrong nobody knows; the inputs stay unproved"
    )


def test_a_total_with_an_input_missing_is_unprovable() -> None:
    values, overall = PUBLISHED[0]
    proofs, findings = check(*scores(values)[:9], said("score", "overall", overall))
    assert set(proofs.values()) == {"unprovable"}
    assert findings == []


def test_instruments_prove_the_overall() -> None:
    proofs, findings = check(
        *(said("score", name, value) for name, value in zip(INSTRUMENTS, (90.0, 80.0, 75.0), strict=True)),
        said("score", "overall", 81.0),
    )
    assert set(proofs.values()) == {"proved"}
    assert findings == []
    assert instrument_total({"IIT": 90.0, "EIT": 80.0, "OIT": 75.0}, FY2566) == pytest.approx(81.0)
    assert instrument_total({"IIT": 90.0, "EIT": 80.0}, FY2566) is None


@pytest.mark.parametrize(("printed", "holds"), [(78.14, True), (78.15, True), (78.50, False)])
def test_an_instrument_is_the_mean_of_its_indicators(printed: float, holds: bool) -> None:
    values = PUBLISHED[0][0][:5]  # their mean is 78.138
    proofs, findings = check(*scores(values), said("score", "IIT", printed))
    assert proofs["2566/IIT"] == ("proved" if holds else "contradicted")
    assert [code for code, _, _ in findings] == ([] if holds else ["instrument_mismatch"])


@pytest.mark.parametrize(
    ("before", "after", "printed", "findings"),
    [
        (68.90, 65.20, -3.7, []),
        (68.90, 65.20, 3.7, [("change_mismatch", "+3.70", "-3.70")]),
        (80.00, 80.00, 0.0, []),
        (80.00, 85.01, 5.0, []),  # rounding
        (80.00, 85.02, 5.0, [("change_mismatch", "+5.00", "+5.02")]),
    ],
)
def test_printed_changes(
    before: float, after: float, printed: float, findings: list[tuple[str, str | None, str | None]]
) -> None:
    proofs, found = check(
        said("score", "8", before, 2565), said("score", "8", after, 2566), said("change", "8", printed, 2566)
    )
    assert found == findings
    assert proofs == dict.fromkeys(("2565/8", "2566/8"), "proved" if not findings else proofs["2566/8"]) or findings
    if findings:
        assert (proofs["2565/8"], proofs["2566/8"]) == ("unprovable", "contradicted")


def test_a_change_without_an_earlier_score_proves_nothing() -> None:
    proofs, findings = check(said("score", "8", 65.2), said("change", "8", 3.7))
    assert (proofs, findings) == ({"2566/8": "unprovable"}, [])


def test_a_wrong_change_beside_a_proved_total_leaves_the_score_proved() -> None:
    """The change is the odd one: the number takes part in an equation that closes (as in a published report)."""
    values, overall = PUBLISHED[0]
    proofs, findings = check(
        *scores(values),
        said("score", "overall", overall),
        said("score", "8", 68.9, 2565),
        said("change", "8", 3.7),
    )
    assert proofs["2566/8"] == "proved"
    assert findings == [("change_mismatch", "+3.70", "-3.70")]


@pytest.mark.parametrize(
    ("before", "after", "trend", "mismatch"),
    [
        (70.0, 80.0, "up", False),
        (80.0, 70.0, "down", False),
        (80.0, 80.0, "same", False),
        (70.0, 80.0, "down", True),
        (80.0, 80.0, "up", True),
        (80.0, 80.01, "same", True),
    ],
)
def test_printed_trends(before: float, after: float, trend: str, mismatch: bool) -> None:
    proofs, findings = check(said("score", "1", before, 2565), said("score", "1", after), said("trend", "1", trend))
    assert [code for code, _, _ in findings] == (["trend_mismatch"] if mismatch else [])
    assert proofs["2566/1"] == ("contradicted" if mismatch else "consistent")


@pytest.mark.parametrize(
    ("score", "printed", "mismatch"),
    [
        (85.0, "above", False),
        (84.99, "below", False),
        (85.0, "below", True),
        (84.99, "above", True),
        (0.0, "below", False),
    ],
)
def test_printed_comparisons_with_the_pass_mark(score: float, printed: str, mismatch: bool) -> None:
    proofs, findings = check(said("score", "1", score), said("comparison", "1", printed))
    assert [code for code, _, _ in findings] == (["comparison_mismatch"] if mismatch else [])
    assert proofs["2566/1"] == ("contradicted" if mismatch else "consistent")


@pytest.mark.parametrize(
    ("year", "overall", "level", "instruments", "mismatch"),
    [
        (2566, 68.51, "ต้องปรับปรุงโดยด่วน", (), False),
        (2566, 68.51, "ต้องปรับปรุง", (), True),
        (2566, 74.74, "ต้องปรับปรุง", (), False),
        (2565, 84.0, "B", (), False),
        (2565, 84.0, "A", (), True),
        (2566, 90.0, "ผ่าน", (), False),  # possible: some instrument may be below 85
        (2566, 90.0, "ผ่านดี", (), False),
        (2566, 90.0, "ผ่านดี", (90.0, 90.0, 90.0), False),
        (2566, 90.0, "ผ่าน", (90.0, 90.0, 90.0), True),
        (2566, 90.0, "ผ่านดีเยี่ยม", (), True),
        (2566, 90.3, "ผ่านดี", (99.0, 80.0, 91.5), True),
        (2566, 90.3, "ผ่าน", (99.0, 80.0, 91.5), False),
    ],
)
def test_printed_levels(year: int, overall: float, level: str, instruments: tuple[float, ...], mismatch: bool) -> None:
    parts = [said("score", name, value, year) for name, value in zip(INSTRUMENTS, instruments, strict=False)]
    _, findings = check(said("score", "overall", overall, year), said("level", "overall", level, year), *parts)
    assert [code for code, _, _ in findings if code == "level_mismatch"] == (["level_mismatch"] if mismatch else [])


def test_a_level_that_fits_makes_an_overall_consistent() -> None:
    proofs, _ = check(said("score", "overall", 74.0), said("level", "overall", "ต้องปรับปรุง"))
    assert proofs == {"2566/overall": "consistent"}


def test_two_mentions_that_differ_contradict() -> None:
    proofs, _ = check(said("score", "1", 80.0, order=1), said("score", "1", 81.0, order=2))
    assert proofs == {"2566/1": "contradicted"}


def test_one_number_alone_is_unprovable() -> None:
    assert check(said("score", "1", 80.0)) == ({"2566/1": "unprovable"}, [])
    assert check(said("score", "1", None)) == ({"2566/1": "unprovable"}, [])


def test_the_older_scheme_has_no_weights_to_check_by() -> None:
    mentions = [said("score", f"T{number}", 80.0, 2561) for number in range(1, 6)]
    proofs, findings = check(*mentions, said("score", "overall", 10.0, 2561))
    assert set(proofs.values()) == {"unprovable"}
    assert findings == []


POINTS = st.integers(0, 10_000).map(lambda hundredths: hundredths / 100)


@settings(max_examples=60, deadline=None)
@given(st.lists(POINTS, min_size=10, max_size=10))
def test_a_total_printed_from_its_inputs_is_always_proved(values: list[float]) -> None:
    """Print then check: what a correct report prints, rounded to two places, is never called wrong."""
    total = weighted_total({str(code): value for code, value in enumerate(values, start=1)}, FY2566)
    assert total is not None
    proofs, findings = check(*scores(values), said("score", "overall", round(total, 2)))
    assert set(proofs.values()) == {"proved"}
    assert findings == []


@settings(max_examples=60, deadline=None)
@given(st.lists(POINTS, min_size=10, max_size=10), st.floats(0.03, 50))
def test_a_total_that_is_clearly_off_is_never_proved(values: list[float], off: float) -> None:
    total = weighted_total({str(code): value for code, value in enumerate(values, start=1)}, FY2566)
    assert total is not None
    wrong = round(total - off if total >= off else total + off, 2)
    proofs, findings = check(*scores(values), said("score", "overall", wrong))
    assert proofs["2566/overall"] == "contradicted"
    assert [code for code, _, _ in findings] == ["overall_mismatch"]
