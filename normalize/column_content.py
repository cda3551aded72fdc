"""Columns settled by what stands below them: ambiguous header words, unknown ones, and columns of marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from normalize.cell_kinds import CONTENT_ROLES, PLAIN, begins_with_code, fits, is_prose, mostly, names_indicator
from normalize.gantt import is_mark
from normalize.headers import Column, Header
from normalize.labels import any_of, meaning
from normalize.mentions import read_value
from normalize.money import is_amount
from normalize.money_words import header_unit
from normalize.thai import squeeze

LABELS = frozenset({"measure", "topic", "method"})
DEEDS = frozenset({"responsible", "timeframe", "follow_up", "output", "outcome", "target", "budget"})
ASSIGNED = frozenset({"responsible", "follow_up"})
LARGEST_SCORE = 100
MIN_SCORES = 2  # columns headed as scores, of which one may hold what the other comes to

Samples = Mapping[int, Sequence[str]]  # column number -> the texts below it


def resolve(header: Header, samples: Samples) -> Header:
    """Settles the ambiguous columns by what stands in them, else by the first role that no other column claims; then
    the columns whose words are not known, by their cells alone."""
    taken = {column.role for column in header.columns if column.how != "ambiguous"}
    settled: list[Column] = []
    for column in header.columns:
        if column.how == "ambiguous" and column.role is not None:
            column = _settled(column, samples.get(column.col_no, ()), taken)
            taken.add(column.role)
        elif column.role == "issue" and fits("issue", samples.get(column.col_no, ())):
            column = replace(column, how="content", others=("issue",))
        column = _ticked_state(column, samples.get(column.col_no, ()))
        column = _outcome_of_scores(column, header, samples.get(column.col_no, ()))
        settled.append(_without_false_score(column, samples.get(column.col_no, ())))
    whole = _with_scores(_with_units(_with_shares_done(replace(header, columns=tuple(settled))), samples), samples)
    return _unknown_by_cells(_without_false_slots(whole, samples), samples)


def _ticked_state(column: Column, texts: Sequence[str]) -> Column:
    """A column headed แล้วเสร็จ (done; to be done by) that is only ticked tells a state and no time."""
    if column.role != "timeframe" or column.slot is not None or not mostly(is_mark, texts):
        return column
    if any_of("said_state", "words").search(column.path[-1] if column.path else "") is None:
        return column
    return replace(column, role="output", how="content", others=("timeframe",))


def _settled(column: Column, texts: Sequence[str], taken: set[str | None]) -> Column:
    roles = (column.role or "", *column.others)
    role = next((role for role in roles if fits(role, texts)), None)
    if role is None and "item_code" in roles and "topic" not in roles and mostly(begins_with_code, texts):
        role = "item_code"
    free = [candidate for candidate in roles if candidate not in CONTENT_ROLES and candidate not in taken]
    last = next((candidate for candidate in roles if candidate not in CONTENT_ROLES), roles[-1])
    chosen = role or (free[0] if free else last)
    others = tuple(other for other in roles if other != chosen)
    return replace(column, role=chosen, how="content" if role else "ambiguous", others=others)


def _with_shares_done(header: Header) -> Header:
    """A column of percentages (`ร้อยละ`) right behind the results of measures says how far they have come: no score."""
    if "measure" not in header.roles or not header.roles & {"responsible", "timeframe"}:
        return header
    columns = list(header.columns)
    for place, (left, column) in enumerate(pairwise(columns), start=1):
        share = (
            column.role == "score" and column.subject is None and any_of("caption", "share").fullmatch(column.header)
        )
        if share and left.role in ("output", "outcome"):
            columns[place] = replace(column, role="output", how="content", others=("score",))
    return replace(header, columns=tuple(columns))


def _with_units(header: Header, samples: Samples) -> Header:
    """A column headed as one of bodies (`หน่วยงาน`) that names units beside what is done says who is responsible."""
    done = [column.col_no for column in header.with_role("measure", "method")]
    if not done or ("score" in header.roles and not header.roles & {"timeframe", "budget"}):
        return header
    # Beside scores, a column before all that is done names the bodies that have them.
    first = min(done) if "score" in header.roles else 0
    columns = tuple(
        replace(column, role="responsible", how="content", others=("organization",))
        if column.role == "organization"
        and column.col_no > first
        and fits("responsible", samples.get(column.col_no, ()))
        else column
        for column in header.columns
    )
    return replace(header, columns=columns)


def _with_scores(header: Header, samples: Samples) -> Header:
    """Results (`ผลที่ได้`, `ผลการดำเนินงาน`) that are broken numbers beside indicators, with nothing said of what is done,
    are their scores."""
    named = [column for column in header.with_role("indicator") if mostly(names_indicator, _below(column, samples))]
    if not named or header.roles & ({"score", "measure", "method"} | (DEEDS - {"output", "outcome", "target"})):
        return header
    columns = tuple(
        replace(column, role="score", how="content", others=(column.role,))
        if column.role in ("output", "outcome") and mostly(_is_broken_score, _below(column, samples))
        else column
        for column in header.columns
    )
    return replace(header, columns=columns)


def _below(column: Column, samples: Samples) -> Sequence[str]:
    return samples.get(column.col_no, ())


def _is_broken_score(text: str) -> bool:
    found = read_value(text)
    return found.value is not None and found.decimals > 0 and 0 <= found.value <= LARGEST_SCORE


def _outcome_of_scores(column: Column, header: Header, texts: Sequence[str]) -> Column:
    """A column headed as one of scores (`ผลการประเมิน`, result) that holds what they come to, beside the scores; or one
    headed as results (`สรุปผล`) where nothing says what is done. Of measures that only say ผ่าน (passed) it is told that
    the header leaves open what they passed."""
    scores = header.with_role("score")
    if column.role == "score" and column.subject is None and _only_passes(header, texts):
        return replace(column, role="comparison", how="ambiguous", others=("score", "output"))
    told = column.role == "output" and bool(scores) and not header.roles & {"measure", "method"}
    if not told and (column.role != "score" or column.subject is not None or len(scores) < MIN_SCORES):
        return column
    role = next((role for role in ("level", "comparison") if fits(role, texts)), None)
    return replace(column, role=role, how="content", others=(column.role or "",)) if role else column


def _only_passes(header: Header, texts: Sequence[str]) -> bool:
    """Whether all that stands beside measures below a header is whether something was passed."""
    if "measure" not in header.roles or not header.roles & {"responsible", "timeframe"}:
        return False
    filled = [text for text in texts if squeeze(text)]
    return bool(filled) and all(meaning("comparison", text) is not None for text in filled)


def _without_false_score(column: Column, texts: Sequence[str]) -> Column:
    """A header that only speaks of scores (`หัวข้อที่ได้คะแนนน้อย`, topics that scored low) over texts holds no scores:
    it names indicators, or its meaning is open."""
    if column.role != "score" or column.how not in ("key", "near") or column.subject is not None:
        return column
    filled = [text for text in texts if squeeze(text)]
    if not filled or not mostly(_is_plain_text, filled):
        return column
    role = "indicator" if fits("indicator", filled) else None
    return replace(column, role=role, how="content" if role else "unknown")


def _is_plain_text(text: str) -> bool:
    return read_value(text).state == "unreadable"


def _without_false_slots(header: Header, samples: Samples) -> Header:
    """Columns of months or quarters hold marks or nothing; where they hold texts (`๑๐ คน`, ten persons), no period can
    be told from them, and that is said. Texts under ผล (actual) beside แผน (plan) are results."""
    header = _with_results(header, samples)
    slotted = [column for column in header.columns if column.slot is not None]
    texts = [text for column in slotted for text in samples.get(column.col_no, ())]
    if not any(map(squeeze, texts)) or mostly(is_mark, texts):
        return header
    columns = tuple(replace(column, how="content", slot=None) if column.slot else column for column in header.columns)
    return replace(header, columns=columns)


def _with_results(header: Header, samples: Samples) -> Header:
    columns = tuple(
        replace(column, role="output", how="content", others=("timeframe",), slot=None)
        if column.slot is not None
        and meaning("plan_row", column.path[-1]) == "actual"
        and any(map(squeeze, samples.get(column.col_no, ())))
        and not mostly(is_mark, samples.get(column.col_no, ()))
        else column
        for column in header.columns
    )
    return replace(header, columns=columns)


def _unknown_by_cells(header: Header, samples: Samples) -> Header:
    """Unknown columns of a measures table by their cells: codes, units, times; and where nothing says what is done,
    the longest column of free text as the method."""
    if not header.rows or not any(_is_unknown(column) for column in header.columns):
        return header
    columns = [
        _plain(column, samples.get(column.col_no, ()), header.roles) if _is_unknown(column) else column
        for column in header.columns
    ]
    roles = {column.role for column in columns}
    if not roles & {"measure", "method"} and _is_work(roles):
        texts = {c.col_no: samples.get(c.col_no, ()) for c in columns if _is_unknown(c)}
        longest = max(texts, key=lambda number: sum(map(len, texts[number])), default=None)
        if longest is not None and is_prose(texts[longest]):
            columns[longest - 1] = replace(columns[longest - 1], role="method", how="content")
    return replace(header, columns=tuple(columns))


def _is_work(roles: Set[str | None]) -> bool:
    """Whether what a table tells beside a column of free text is told of things that are to be done: who does each, how
    it is followed up, or two things at least. A day alone is told of a course or a meeting, an effect of a risk."""
    return "person" not in roles and (bool(roles & ASSIGNED) or len(roles & DEEDS) > 1)


def _is_unknown(column: Column) -> bool:
    return column.role is None and column.subject is None and bool(squeeze(column.header))


def _counts_baht(column: Column, texts: Sequence[str]) -> bool:
    """Whether a header prints the unit of money and nothing but amounts, or words that there are none, stand below."""
    if header_unit().search(column.header) is None or any_of("budget_part", "spent").search(column.header):
        return False
    return mostly(is_amount, texts)


def _plain(column: Column, texts: Sequence[str], roles: frozenset[str]) -> Column:
    plain = (*PLAIN, "indicator") if "score" in roles else PLAIN
    role = next((role for role in plain if role not in roles and fits(role, texts)), None)
    if role is None and roles & LABELS and "indicator" not in roles and mostly(names_indicator, texts):
        role = "indicator"
    if role is None and "budget" not in roles and roles & LABELS and roles & DEEDS and _counts_baht(column, texts):
        role = "budget"
    if role is None and mostly(begins_with_code, texts):
        role = "item_code" if roles & LABELS and "item_code" not in roles else "topic"
    return replace(column, role=role, how="content") if role else column
