"""Edits of a text that can be taken back, and how the edits of several rules become one list over the raw text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

# Edits that only set white space right: they are kept for `undo`, but a report need not tell of them.
QUIET_RULES = frozenset({"line_end", "space"})


@dataclass(frozen=True, slots=True)
class Edit:
    """One repair: `raw[start:end] == before` was replaced by `after`; positions count characters of the raw text.

    `rule` names the rule; where several rules met at one place, their names are joined with `+`.
    """

    rule: str
    start: int
    end: int
    before: str
    after: str

    @property
    def is_quiet(self) -> bool:
        """Whether nothing but white space changed."""
        return all(rule in QUIET_RULES for rule in self.rule.split("+"))


class Change(NamedTuple):
    """What a rule wants: the text from `start` to `end`, as it stands when the rule runs, becomes `after`."""

    start: int
    end: int
    after: str


class Step(NamedTuple):
    """An edit between the raw text and the text of the moment: its place in both, and the rules behind it."""

    raw_start: int
    raw_end: int
    start: int
    end: int
    rules: tuple[str, ...]


def apply(text: str, changes: Sequence[Change]) -> str:
    """The text with the changes made; they are sorted and do not overlap."""
    parts: list[str] = []
    last = 0
    for change in changes:
        parts += (text[last : change.start], change.after)
        last = change.end
    return "".join((*parts, text[last:]))


def ordered(text: str, changes: Iterable[Change]) -> list[Change]:
    """The changes in order of place, without those that change nothing or that reach into an earlier one."""
    kept: list[Change] = []
    last = 0
    for change in sorted(changes):
        if change.start >= last and text[change.start : change.end] != change.after:
            kept.append(change)
            last = change.end
    return kept


def compose(steps: Sequence[Step], changes: Sequence[Change], rule: str) -> list[Step]:
    """The steps up to now and one rule's changes of the text of the moment, as steps to the changed text.

    Steps that a change touches are merged with it, so that steps never overlap.
    """
    found: list[Step] = []
    shift = 0  # text of the moment minus raw text, behind what was seen
    grown = 0  # changed text minus text of the moment, behind what was seen
    for group in _groups(steps, changes):
        low, high = group[0].start, max(item.end for item in group)
        raw_low, low_after, rules = low - shift, low + grown, dict[str, None]()
        for item in group:
            if isinstance(item, Step):
                shift = item.end - item.raw_end
                rules.update(dict.fromkeys(item.rules))
            else:
                grown += len(item.after) - (item.end - item.start)
                rules[rule] = None
        found.append(Step(raw_low, high - shift, low_after, high + grown, tuple(rules)))
    return found


def _groups(steps: Sequence[Step], changes: Sequence[Change]) -> list[list[Step | Change]]:
    """Steps and changes in order of place, those that overlap together."""
    items: list[Step | Change] = [*steps, *changes]
    groups: list[list[Step | Change]] = []
    reach = -1
    for item in sorted(items, key=lambda item: (item.start, item.end)):
        if groups and item.start < reach:
            groups[-1].append(item)
        else:
            groups.append([item])
        reach = max(reach, item.end)
    return groups


def as_edits(raw: str, text: str, steps: Iterable[Step]) -> tuple[Edit, ...]:
    """The steps as edits of the raw text, without those that cancelled each other."""
    return tuple(
        Edit("+".join(step.rules), step.raw_start, step.raw_end, before, after)
        for step in steps
        if (before := raw[step.raw_start : step.raw_end]) != (after := text[step.start : step.end])
    )


def take_back(text: str, edits: Iterable[Edit]) -> str:
    """The raw text again, from the repaired text and its edits."""
    parts: list[str] = []
    raw_at = text_at = 0
    for edit in edits:
        kept = text[text_at : text_at + edit.start - raw_at]
        parts += (kept, edit.before)
        text_at += len(kept) + len(edit.after)
        raw_at = edit.end
    return "".join((*parts, text[text_at:]))
