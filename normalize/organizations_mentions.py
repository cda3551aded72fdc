"""Where a text names public bodies: each with the address printed behind it and the larger body that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from normalize.gazetteer import begins_inside_word, cut_name, stop_pattern
from normalize.organizations_kinds import Kind, address_gap, forms, names_for, parent_codes, parent_link
from normalize.organizations_names import OrganizationMention, line_mentions
from normalize.places import Place, PlaceMention, address_at, bare_place, find_places, opens_address

_THAI = re.compile(r"[ก-๎]")
_BRACKET = re.compile(r"\s*\([^()\n]{1,60}\)")  # another name of the body behind its name
_SHORTEST_PIECE = 6  # letters of a type's words that a line must end with to be torn
_NEAR = 160  # characters behind a body in which its address may begin


def following(lines: Sequence[str], line_no: int, start: int) -> str:
    """The rest of a line and the lines behind it that go on with an address, as one text."""
    parts = [lines[line_no - 1][start : start + _NEAR]]
    for line in lines[line_no : line_no + 5]:
        text = line.strip(" *#")
        if _THAI.search(text) is None:
            continue  # an empty line, or the body's English name
        if not opens_address(text) and bare_place(text) is None:
            break
        parts.append(text)
    return "\n".join(parts)


def _address(mention: OrganizationMention, lines: Sequence[str], limit: int) -> PlaceMention | None:
    """The address printed behind a body: at once, after the fiscal year, or in the lines that follow."""
    text = following(lines, mention.line_no, mention.end)
    if limit < len(lines[mention.line_no - 1]):  # another body stands between
        text = text[: max(0, limit - mention.end)]
    bracket = _BRACKET.match(text)
    direct = address_at(text, 0) or (address_at(text, bracket.end()) if bracket else None)
    if direct is not None:
        return direct
    rest = text.split("\n")[0].split()
    for count in (3, 2, 1):
        bare = bare_place(" ".join(rest[:count])) if len(rest) >= count else None
        if bare is not None and (count > 1 or len(rest) == 1):
            return bare
    later = next(iter(find_places(text)), None)
    return later if later is not None and not address_gap().sub("", text[: later.start]) else None


def _with_addresses(mentions: list[OrganizationMention], lines: Sequence[str]) -> list[OrganizationMention]:
    """Each mention with the address behind it; mentions that are only words of an address fall away."""
    kept: list[OrganizationMention] = []
    for index, mention in enumerate(mentions):
        if mention.kind is not None and mention.kind.place_like and _is_address_part(mention, kept, lines):
            continue
        rivals = [m.start for m in mentions[index + 1 :] if m.kind is not None and not m.kind.place_like]
        line_end = len(lines[mention.line_no - 1])
        address = _address(mention, lines, min(rivals, default=line_end))
        place = address.place if address else Place()
        kept.append(replace(mention, place=place, address=address))
    return kept


def _is_address_part(mention: OrganizationMention, kept: list[OrganizationMention], lines: Sequence[str]) -> bool:
    """Whether `จังหวัด…`, `อำเภอ…`, Bangkok stand in an address, not for a body."""
    line = lines[mention.line_no - 1]
    if kept:
        return True
    if any(place.start < mention.start < place.end for place in find_places(line)):
        return True
    if line[: mention.start].strip(" *#-"):
        return False
    before = [text for text in lines[max(0, mention.line_no - 4) : mention.line_no - 1] if text.strip()]
    return any(line_mentions(text, 1) for text in before[-2:])


def _with_parents(mentions: list[OrganizationMention], lines: Sequence[str]) -> list[OrganizationMention]:
    """Join a body with the larger one right behind it (`คณะ… มหาวิทยาลัย…`); a faculty alone falls away."""
    kept: list[OrganizationMention] = []
    waiting = list(mentions)
    while waiting:
        mention = waiting.pop(0)
        kind = mention.kind
        behind = waiting[0] if waiting else None
        if behind is not None and kind is not None and _belongs(mention, behind, lines):
            joined = f"{mention.organization} {behind.organization}" if kind.needs_parent else mention.organization
            place = mention.place if not mention.place.is_empty else behind.place
            waiting.pop(0)
            end = behind.end if behind.line_no == mention.line_no else mention.end
            kept.append(replace(mention, organization=joined, parent=behind.organization, place=place, end=end))
        elif kind is None or not kind.needs_parent:
            kept.append(mention)
    return kept


def _belongs(mention: OrganizationMention, behind: OrganizationMention, lines: Sequence[str]) -> bool:
    kind, larger = mention.kind, behind.kind
    if kind is None or larger is None or larger.code not in parent_codes() or kind.code in parent_codes():
        return False
    if kind.needs_parent and larger.code != "uni":
        return False
    if behind.line_no == mention.line_no:
        between = lines[mention.line_no - 1][mention.end : behind.start]
    else:
        rest = lines[mention.line_no - 1][mention.end :].strip(" *#")
        gap = "".join(lines[mention.line_no : behind.line_no - 1]).strip()
        between = rest + gap + lines[behind.line_no - 1][: behind.start].strip(" *#")
    return parent_link().fullmatch(between) is not None


@cache
def _places_words() -> dict[str, Kind]:
    """The full words of types that a place's name follows, without spaces."""
    levels = {"subdistrict", "district", "province"}
    return {
        word: form.kind
        for word, form in forms().items()
        if form.kind.name in levels and not form.kind.place_like and not form.is_short
    }


@cache
def _torn_words() -> dict[str, tuple[str, ...]]:
    """Every beginning of such a word that a line may end with, with the rests that the next line may begin with."""
    found: dict[str, list[str]] = {}
    for word in _places_words():
        for size in range(_SHORTEST_PIECE, len(word) + 1):
            if not begins_inside_word(word, size):
                found.setdefault(word[:size], []).append(word[size:])
    return {head: tuple(sorted(rests, key=len, reverse=True)) for head, rests in found.items()}


@cache
def _torn_sizes() -> dict[str, tuple[int, ...]]:
    """The lengths of such beginnings by their last letter, longest first."""
    found: dict[str, set[int]] = {}
    for head in _torn_words():
        found.setdefault(head[-1], set()).add(len(head))
    return {letter: tuple(sorted(sizes, reverse=True)) for letter, sizes in found.items()}


def _torn_rest(line: str, below: str) -> tuple[Kind, str] | None:
    """The kind whose words end `line`, or end it and begin `below`, and what of the words is in `below`."""
    joined, under = line.replace(" ", "").rstrip("*"), below.replace(" ", "")
    torn = _torn_words()
    for size in _torn_sizes().get(joined[-1:], ()):
        for rest in torn.get(joined[-size:], ()):
            if under.startswith(rest) and below.startswith(rest):
                return _places_words()[joined[-size:] + rest], rest
    return None


def join_torn(lines: Sequence[str]) -> list[str]:
    """The lines, with words and names that a line break parted from a type's words put back behind these."""
    joined = list(lines)
    for index, line in enumerate(lines):
        below = next((row for row in range(index + 1, min(index + 4, len(lines))) if lines[row].strip()), None)
        if below is None or not line.strip():
            continue
        text = joined[below].lstrip(" *#")
        torn = _torn_rest(line, text)
        if torn is None or stop_pattern("strong").match(text, len(torn[1])):
            continue
        kind, rest = torn
        name = cut_name(text, len(rest), names_for(kind), listed_only=not rest)
        if name is not None and (rest or name.start == 0):
            joined[index] = f"{line.rstrip(' *')}{rest} {name.name}"
            joined[below] = text[name.end :]
    return joined


def mentions_in(lines: Sequence[str]) -> tuple[OrganizationMention, ...]:
    """Every body that the lines name, in reading order, with the address printed behind it; roles are not yet told."""
    found: list[OrganizationMention] = []
    view = join_torn(lines)
    for line_no, line in enumerate(view, start=1):
        here = line_mentions(line, line_no)
        if here:
            found.extend(_with_addresses(here, view))
    joined = _with_parents(found, view)
    return tuple(replace(m, end=min(m.end, len(lines[m.line_no - 1]))) for m in joined)
