"""The mentions of one body put together, and the body that a report is about chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from normalize.organizations_kinds import Kind
from normalize.organizations_names import OrganizationMention
from normalize.organizations_roles import STRONG_ROLES, TEXT_LIMIT
from normalize.places import Place

_ROLE_LIMIT = 2  # mentions of one strong role that count
_LEAST = 0.9  # a body that weighs less is named in passing
_ALIKE_SHARE, _ALIKE_BODIES = 0.5, 2  # so many bodies of at least this share of the weight make a list
SIMILAR = 60.0  # per cent: two spellings in a title or an announcement that may be one name


@dataclass(frozen=True, slots=True)
class Group:
    """Every mention of one body, in reading order."""

    mentions: tuple[OrganizationMention, ...]

    @property
    def best(self) -> OrganizationMention:
        return max(self.mentions, key=lambda mention: (mention.weight, -mention.line_no))

    @property
    def organization(self) -> str:
        return self.best.organization

    @property
    def name(self) -> str:
        return self.best.name

    @property
    def called(self) -> str:
        return self.best.called

    @property
    def kind(self) -> Kind | None:
        return self.best.kind

    @property
    def parent(self) -> str | None:
        return next((mention.parent for mention in self.mentions if mention.parent), None)

    @property
    def strong(self) -> float:
        """The weight of titles, covers, memo heads and announcements."""
        total = 0.0
        for role in STRONG_ROLES:
            weights = sorted((m.weight for m in self.mentions if m.role == role), reverse=True)
            total += sum(weights[:_ROLE_LIMIT])
        return total

    @property
    def score(self) -> float:
        weak = sum(mention.weight for mention in self.mentions if mention.role not in STRONG_ROLES)
        return self.strong + min(weak, TEXT_LIMIT)

    @property
    def title_line(self) -> int | None:
        """The first line whose title or cover has this spelling."""
        lines = (m.line_no for m in self.mentions if m.role in {"title", "cover", "letterhead"} and m.weight > 1)
        return min(lines, default=None)

    @property
    def place(self) -> Place:
        """The address with the most weight, one with a district and a province before one with less."""
        placed = [mention for mention in self.mentions if not mention.place.is_empty]
        if not placed:
            return Place()
        full = [mention for mention in placed if mention.place.district and mention.place.province]
        return max(full or placed, key=lambda mention: (mention.weight, -mention.line_no)).place


def group_mentions(mentions: Sequence[OrganizationMention]) -> tuple[Group, ...]:
    """Mentions by body: the same type and name (and parent, for faculties)."""
    found: defaultdict[tuple[str, str, str | None], list[OrganizationMention]] = defaultdict(list)
    for mention in mentions:
        within = mention.parent if mention.kind is not None and mention.kind.needs_parent else None
        found[mention.organization_type, mention.name, within].append(mention)
    return tuple(Group(tuple(group)) for group in found.values())


def similarity(one: str, two: str) -> float:
    """How much two names are alike, 0 to 100 (100 × (1 - edits / both lengths))."""
    return fuzz.ratio(one, two)


def choose(groups: Sequence[Group]) -> Group | None:
    """The body that a report is about; of two spellings of one body, the one of the first title or cover.

    None where no body weighs enough, or where running text names several alike, as a report on many bodies does.
    """
    heavy = [group for group in groups if group.score >= _LEAST]
    if not heavy:
        return None
    main = max(heavy, key=lambda group: (group.score, -group.mentions[0].line_no))
    alike_heavy = [group for group in heavy if group.score >= main.score * _ALIKE_SHARE]
    if not main.strong and len(alike_heavy) > _ALIKE_BODIES:
        return None
    for rival in heavy:
        if rival is main or rival.best.organization_type != main.best.organization_type:
            continue
        alike = similarity(rival.name, main.name) >= SIMILAR
        if alike and rival.title_line and rival.title_line < (main.title_line or rival.title_line + 1):
            main = rival
    return main
