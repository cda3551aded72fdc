"""Spaces inside Thai words: a torn SARA AM (`จ านวน`), letters set apart (`จ ริ ย ธ ร ร ม`), a split word (`ครุ ภัณฑ์`).

A space where two words meet may be the writer's or a line's end: it stays. A space is only taken out where what it
parts are no words, and what comes of it is one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.thai_chunks import THAI, Chunk, Guard, all_covered, chunks
from normalize.thai_edits import Change
from normalize.thai_marks import CONSONANT, MARK, TONE
from normalize.thai_reading import Allowance, Token, read
from normalize.thai_words import covered, is_known

SPLIT_GAIN = 9.0  # how much more probable a joined word must be, as a natural logarithm
AA_COST = 8.0  # of SARA AA behind a space: nearly always it was SARA AM
TEAR_COST = 9.0  # of a further torn SARA AM, without a space, in the same stretch
_FEWEST_PIECES = 3  # letters set apart: fewer may be an abbreviation or a list
_SHORTEST_SPLIT = 4  # characters of a word that a space is taken out of

_PIECE = f"(?:[เ-ไ]?[{CONSONANT}][{MARK}]*[ะาำ]?|[ะาำเ-ไ])"
_APART = re.compile(f"(?<![{THAI}])(?:{_PIECE} )+{_PIECE}(?![{THAI}])")
_REST = re.compile(f" ([{THAI}]+)")
_TORN = re.compile(f" (?:(?<=[{CONSONANT}] )([{TONE}]?)|(?<=[{CONSONANT}][{TONE}] ))า")
_LOOSE_MARK = re.compile(f"[{CONSONANT}] (?=[{MARK}])(?![{TONE}]า|ํ)")  # `ถ ึง`
_TORN_STRETCH = re.compile(f"[{THAI}]+(?: [{TONE}]?า[{THAI}]*)+")


def letters_apart(text: str) -> list[Change]:
    """`จ ริ ย ธ ร ร ม` is `จริยธรรม` (ethics): letters set apart to fill a line."""
    found: list[Change] = []
    for hit in _APART.finditer(text):
        start, pieces = _without_words(hit.start(), hit[0].split(" "))
        rest = _REST.match(text, hit.end())
        if rest and start + len(" ".join(pieces)) == hit.end() and not covered(rest[1]):
            pieces = [*pieces, rest[1]]  # `ค ว า มโปร่งใส`: the last letter hangs on the next word
        apart = sum(not is_known(piece) for piece in pieces)
        if len(pieces) >= _FEWEST_PIECES and 2 * apart > len(pieces) and covered("".join(pieces)):
            found.append(Change(start, start + len(" ".join(pieces)), "".join(pieces)))
    return found


def _without_words(start: int, pieces: list[str]) -> tuple[int, list[str]]:
    """The pieces without those at both ends that are words by themselves, and where they start."""
    low, high = 0, len(pieces)
    while low < high and is_known(pieces[low]):
        low += 1
    while high > low and is_known(pieces[high - 1]):
        high -= 1
    return start + sum(len(piece) + 1 for piece in pieces[:low]), pieces[low:high]


def torn_space(text: str) -> list[Change]:
    """`จ านวน` is `จำนวน` (number): the nikhahit of SARA AM became a space.

    SARA AA cannot begin a word, so `ก าร` is `การ`. Where no known word tells which of the two it is, other torn SARA
    AM in the text do; else it stays.
    """
    if not _TORN.search(text):
        return []
    found: list[Change] = []
    unclear: list[Change] = []
    loose_tones = bool(_LOOSE_MARK.search(text))
    for stretch in _TORN_STRETCH.finditer(text):
        hits = list(_TORN.finditer(text, stretch.start(), stretch.end()))
        if len(hits) == stretch[0].count(" "):
            for hit, (letter, is_clear) in zip(hits, _read_as(stretch, hits, loose_tones), strict=True):
                (found if is_clear else unclear).append(Change(*hit.span(), (hit[1] or "") + letter))
    torn_elsewhere = any(change.after.endswith("ำ") for change in found)
    return [*found, *unclear] if torn_elsewhere else found


def _read_as(stretch: re.Match[str], hits: Sequence[re.Match[str]], loose_tones: bool) -> list[tuple[str, bool]]:
    """What the SARA AA of each hit is in the most probable reading, and whether a known word says so.

    `loose_tones` says that in this text other marks too have a space before them: then a tone tells nothing.
    """
    joined = stretch[0].replace(" ", "")
    places = [hit.end() - 1 - stretch.start() - number for number, hit in enumerate(hits, 1)]
    costs = [0.0 if hit[1] and loose_tones else AA_COST for hit in hits]
    tokens = read(joined, Allowance(tear=TEAR_COST, free=dict(zip(places, costs, strict=True)))).tokens
    return [_letter_at(tokens, place) for place in places]


def _letter_at(tokens: Sequence[Token], place: int) -> tuple[str, bool]:
    at = next(number for number, token in enumerate(tokens) if token.start <= place < token.end)
    among_known = all(token.form is not None for token in tokens[max(at - 1, 0) : at + 2])
    form = tokens[at].form
    if form is None:
        return "ำ", False
    letter = form[place - tokens[at].start]
    return letter, letter == "ำ" or among_known


def split_word(text: str) -> list[Change]:
    """`ครุ ภัณฑ์` is `ครุภัณฑ์` (durable articles): a line's end split a word whose halves are no words."""
    if " " not in text or all_covered(text):
        return []
    found: list[Change] = []
    guard: Guard | None = None
    before: Chunk | None = None
    for chunk in chunks(text):
        if before is not None and _parted(text, before, chunk) and _is_split(before.text, chunk.text):
            guard = guard or Guard(text)
            if not guard.covers(before.start, chunk.end):
                found.append(Change(before.end, chunk.start, ""))
        before = chunk
    return found


def _parted(text: str, left: Chunk, right: Chunk) -> bool:
    """Whether one space parts two chunks that may be halves of a word: no list's letter (`ก ข ค`, `ก)`), no `ณ` (at).

    What begins with a vowel that cannot begin a word is `torn_space`'s.
    """
    if left.end + 1 != right.start or text[left.end] != " " or len(left.text) == 1 or right.text[0] in "ะาำๅ":
        return False
    return not (len(right.text) == 1 and (is_known(right.text) or text[right.end : right.end + 1] == ")"))


def _is_split(left: str, right: str) -> bool:
    """Whether one known word goes over from one chunk to the other, and makes words of what was none."""
    if covered(left) and covered(right):
        return False
    joined = read(left + right)
    if read(left).cost + read(right).cost - joined.cost < SPLIT_GAIN:
        return False
    tokens = (None, *joined.tokens, None)
    for before, here, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if here is not None and len(here.form or "") >= _SHORTEST_SPLIT and here.start < len(left) < here.end:
            halves = (left + right)[here.start : len(left)], (left + right)[len(left) : here.end]
            beside_known = all(beside is None or beside.form is not None for beside in (before, after))
            return beside_known and not all(map(covered, halves))
    return False
