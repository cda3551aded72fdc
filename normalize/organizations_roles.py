"""How much a mention of a body says that the report is about it: the role that the body has in its line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from normalize.organizations_kinds import LineWords, line_words, overseers, squeezed
from normalize.organizations_mentions import mentions_in
from normalize.organizations_names import OrganizationMention

# What one mention counts, by role. A title outweighs any number of mentions in running text (see TEXT_LIMIT).
WEIGHTS = {
    "letterhead": 8.0,
    "title": 8.0,
    "cover": 7.0,
    "announcement": 6.0,
    "owner": 2.0,
    "post": 2.0,
    "unit": 1.5,
    "text": 1.0,
    "compared": 0.2,
}
STRONG_ROLES = frozenset({"letterhead", "title", "cover", "announcement"})
TEXT_LIMIT = 6.0  # what all mentions of one body in running text together count at most
_FRONT_LINES = 15  # lines with text among which a report's title stands
_TITLE_LENGTH = 250  # characters; longer lines are prose
_LIST_SIZE = 3  # different bodies in one line make it a list
_OVERSEER, _LIST, _PLACE_LIKE, _PLAIN = 0.05, 0.2, 0.5, 0.3
_MARKUP = " \t*#_>|•-–\"“”'()"
_NUMBERING = re.compile(r"^[\s*#_>|•\-–]*(?:[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*[.)]\s*)?")


@dataclass(frozen=True, slots=True)
class LineContext:
    """A line and where it stands: `front` says that it is among the report's first lines with text."""

    text: str
    front: bool
    bodies: int


def _ends(before: str, words: tuple[str, ...]) -> bool:
    return before.endswith(words)


def _clear(before: str, words: LineWords) -> str:
    """What stands before a body, without spaces, markup and words that mean the body itself (`สำนักงาน`, office of)."""
    before = squeezed(_NUMBERING.sub("", before)).strip(_MARKUP)
    for word in words.transparent:
        before = before.removesuffix(word)
    return before


def _is_letterhead(line: str, words: LineWords) -> bool:
    text = squeezed(line).strip(_MARKUP)
    if text.startswith(words.letterhead):
        return True
    labelled = re.match(r"[\s*#]*(\S+)\s*[:：]", line) or re.match(r"[\s*#]*(\S+) ", line)
    return labelled is not None and labelled.group(1) in words.label


def _is_cover(mention: OrganizationMention, line: str) -> bool:
    """Whether a line has nothing but the body and its address; a numbered line or a table's row has more."""
    rest = line[mention.end :]
    if "\t" in line.strip() or _NUMBERING.match(line).group().strip(_MARKUP):  # type: ignore[union-attr]
        return False
    if mention.address is not None:
        rest = rest.replace(mention.address.raw_text.split("\n")[0], "")
    return not (squeezed(line[: mention.start]) + squeezed(rest)).strip(_MARKUP + ".,:0123456789๐๑๒๓๔๕๖๗๘๙")


def _is_title(mention: OrganizationMention, context: LineContext, before: str, words: LineWords) -> bool:
    text = squeezed(context.text)
    if not context.front or len(text) > _TITLE_LENGTH:
        return False
    if mention.kind is not None and (mention.kind.plain or mention.kind.place_like):
        return not before or _ends(before, words.owner)
    return not before or _ends(before, words.owner) or any(word in text for word in words.title)


def _role(mention: OrganizationMention, context: LineContext) -> str:
    """The first role that fits, from what the line is, what stands before the body, and where the line stands."""
    words, line = line_words(), context.text
    before = _clear(line[: mention.start], words)
    is_post = mention.role == "post" or _ends(before, words.post) or before in words.addressee
    rules: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("letterhead", lambda: _is_letterhead(line, words)),
        ("announcement", lambda: before in words.announcement),
        ("post", lambda: is_post),
        ("compared", lambda: _ends(before, words.compared)),
        ("title", lambda: before.startswith(words.subject) and len(line) < _TITLE_LENGTH),
        ("unit", lambda: _ends(before, words.unit)),
        ("title", lambda: _is_title(mention, context, before, words)),
        ("cover", lambda: _is_cover(mention, line)),
        ("owner", lambda: _ends(before, words.owner)),
    )
    return next((role for role, fits in rules if fits()), "text")


def _factor(mention: OrganizationMention, role: str, context: LineContext) -> float:
    """What lessens a weight: overseers, lists of bodies, words that are not always a body."""
    kind, factor = mention.kind, 1.0
    if mention.organization in overseers() or (kind is not None and kind.parent_only):
        factor *= _OVERSEER
    if context.bodies >= _LIST_SIZE and role not in {"letterhead", "title"}:
        factor *= _LIST
    if kind is not None and kind.place_like:
        factor *= _PLACE_LIKE if role in STRONG_ROLES else 0.0
    if kind is not None and kind.plain and role not in STRONG_ROLES:
        factor *= _PLAIN
    return factor


def _fronts(lines: Sequence[str]) -> list[bool]:
    seen, found = 0, []
    for line in lines:
        seen += bool(line.strip(_MARKUP))
        found.append(seen <= _FRONT_LINES)
    return found


def find_organizations(lines: Sequence[str], hints: Sequence[float] | None = None) -> tuple[OrganizationMention, ...]:
    """Every body that the lines name, in reading order, with its role, weight and the address printed behind it.

    `hints` has a factor a line (2.0 for a line that is known to be a title, 0.0 for one to be passed over).
    A body of weight 0 is named only as a part of an address.
    """
    fronts, found = _fronts(lines), []
    mentions = mentions_in(lines)
    per_line: Counter[int] = Counter(line for line, _ in {(m.line_no, m.key) for m in mentions})
    for mention in mentions:
        at = mention.line_no - 1
        context = LineContext(lines[at], fronts[at], per_line[mention.line_no])
        role = _role(mention, context)
        hint = hints[at] if hints is not None and at < len(hints) else 1.0
        found.append(replace(mention, role=role, weight=WEIGHTS[role] * _factor(mention, role, context) * hint))
    return tuple(_without_lists(found))


def _without_lists(mentions: list[OrganizationMention]) -> list[OrganizationMention]:
    """Lines of one body each are covers where they are few; where they name several bodies they are a list of them."""
    if len({mention.key for mention in mentions if mention.role == "cover"}) < _LIST_SIZE:
        return mentions
    share = WEIGHTS["compared"] / WEIGHTS["cover"]
    return [
        replace(mention, role="compared", weight=mention.weight * share) if mention.role == "cover" else mention
        for mention in mentions
    ]
